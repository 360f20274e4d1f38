"""JupyterLab is started so that it shows no secret, or a sentence says why it is not."""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest

from lrcourse.complaint import Complaint
from lrcourse.grading import lab
from lrcourse.grading.course import CONFIG, Course, new_course, repository

TOKEN = secrets.token_hex()


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return new_course(tmp_path / "course")


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
    return number


def told(course: Course, port: int) -> str:
    """Return why JupyterLab is not started."""
    with pytest.raises(Complaint) as complaint:
        lab.lab(course.root, course, browser=False, port=port, token=None)
    assert "\n" not in str(complaint.value)
    return str(complaint.value)


def test_a_port_that_is_taken(course: Course) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"cannot listen on port {port} (address already in use)" in told(course, port)


@pytest.mark.parametrize("port", [-1, 65536, 99999])
def test_a_port_that_does_not_exist(course: Course, port: int) -> None:
    assert "there is no such port" in told(course, port)


def test_a_folder_that_is_no_course(tmp_path: Path, course: Course, port: int) -> None:
    assert "has no folder source/" in told(Course(tmp_path / "elsewhere"), port)
    (course.root / CONFIG).unlink()
    assert f"has no {CONFIG}" in told(course, port)
    assert not (course.root / "exchange").exists()


def test_without_jupyterlab(course: Course, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        lab, "find_spec", lambda name: None if name == "jupyterlab" else find_spec(name)
    )
    assert "JupyterLab is not installed" in told(course, port)


def test_a_course_outside_the_root(tmp_path: Path, course: Course) -> None:
    (tmp_path / "root").mkdir()
    with pytest.raises(Complaint, match="must lie inside"):
        lab.command(tmp_path / "root", course, browser=False, port=8888)


def test_the_token_is_in_no_list_of_processes(course: Course) -> None:
    assert lab.environment(TOKEN)["JUPYTER_TOKEN"] == TOKEN
    line = lab.command(course.root, course, browser=False, port=8888)
    assert not [argument for argument in line if argument.startswith("--Identity")]


def test_without_a_token_jupyter_makes_one_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JUPYTER_TOKEN", raising=False)
    assert "JUPYTER_TOKEN" not in lab.environment()


def test_the_environment_of_the_caller_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/their/programs")
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/their/settings")
    environment = lab.environment()
    assert environment["PATH"].split(os.pathsep) == [
        str(Path(sys.executable).parent),
        "/their/programs",
    ]
    ours, theirs = environment["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert theirs == "/their/settings"
    page = json.loads((Path(ours) / "labconfig" / "page_config.json").read_text())
    assert page["disabledExtensions"] == {"@jupyterlab/apputils-extension:announcements": True}


@pytest.mark.parametrize("user", [0, 1000])
def test_root_is_allowed(course: Course, user: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    line = lab.command(course.root, course, browser=True, port=8888)
    assert ("--allow-root" in line) == (user == 0)
    assert "--no-browser" not in line


def test_the_first_lesson_is_opened_where_there_is_one(course: Course) -> None:
    home = repository()
    line = " ".join(lab.command(home.root, home, browser=False, port=8888))
    assert f"default_url=/lab/tree/{lab.FIRST_LESSON}" in line
    assert "default_url" not in " ".join(
        lab.command(course.root, course, browser=False, port=8888)
    )


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(course: Course, port: int, how: signal.Signals) -> None:
    arguments = ["lab", "--course", str(course.root), "--no-browser", "--port", str(port)]
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/formgrader/manage_assignments",
        headers={"Authorization": f"token {TOKEN}"},
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "lrcourse.grading", *arguments, "--token", TOKEN],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env={**os.environ, "JUPYTER_CONFIG_DIR": str(course.root), "HOME": str(course.root)},
        # Where the tests run in the background, the shell has told them to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )  # fmt: skip
    try:
        page = _read(request, process)
        # Ctrl-C reaches every process of the terminal, `kill` only the one that is named.
        if how == signal.SIGINT:
            os.killpg(process.pid, how)
        else:
            process.send_signal(how)
        said, _ = process.communicate(timeout=60)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert "Manage Assignments" in page
    assert TOKEN not in page
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(request, timeout=5)  # noqa: S310


def _read(request: urllib.request.Request, process: subprocess.Popen[str]) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start")
