"""Opens the course in JupyterLab: lessons, release and, for an instructor, the formgrader."""

import os
import signal
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from lrcourse.complaint import Complaint
from lrcourse.grading.course import CONFIG, Course, repository

_SETTINGS = Path(__file__).parent / "jupyter"
"""Turns off the extension that asks about news and looks for updates on the network."""
FIRST_LESSON = "notebooks/01-manual-decay.ipynb"


def command(root: Path, course: Course, *, browser: bool, port: int) -> list[str]:
    """Return the command that serves `root`, with the formgrader on `course`.

    It has to run in the folder of the course, whose configuration the formgrader reads there.

    Raises:
        Complaint: the formgrader would show an error page, as the course lies outside `root`.
    """
    if not course.root.resolve().is_relative_to(root.resolve()):
        raise Complaint(
            f"The course {course.root} must lie inside {root}, or the formgrader cannot open it."
        )
    line = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.port={port}",
        # A server on another port than the one that was asked for is hard to find.
        "--ServerApp.port_retries=0",
        # Ctrl-C stops at once, without a question that a terminal may swallow.
        "--ServerApp.answer_yes=True",
        # The formgrader's list of its configuration would show the token.
        "--FormgradeExtension.debug=False",
    ]
    if (root / FIRST_LESSON).is_file():
        line.append(f"--LabApp.default_url=/lab/tree/{FIRST_LESSON}")
    if not browser:
        line.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")
    return line


def environment(token: str | None = None) -> dict[str, str]:
    """Return the environment for the server: its own programs and settings first, one thread.

    Args:
        token: what to log in with; here, and not in the command, as that shows in lists of
            processes. If None, Jupyter makes one up.
    """
    first = {"PATH": Path(sys.executable).parent, "JUPYTER_CONFIG_PATH": _SETTINGS}
    variables = {**os.environ, "OMP_NUM_THREADS": "1"}
    for name, folder in first.items():
        variables[name] = os.pathsep.join(filter(None, [str(folder), os.environ.get(name)]))
    if token is not None:
        variables["JUPYTER_TOKEN"] = token
    return variables


def lab(root: Path, course: Course, *, browser: bool, port: int, token: str | None) -> int:
    """Run JupyterLab until it is stopped, and return its exit code.

    Raises:
        Complaint: JupyterLab is not installed, the folder is no course, or the port is taken.
    """
    if find_spec("jupyterlab") is None:
        raise Complaint(
            "JupyterLab is not installed: run `make demo` once, which makes the environment."
        )
    course.assignments()
    if not (course.root / CONFIG).is_file():
        raise Complaint(f"{course.root} has no {CONFIG}: copy it from the course's repository.")
    line = command(root, course, browser=browser, port=port)
    _require_free(port)
    exchange = course.root / "exchange"
    if not exchange.is_dir():
        exchange.mkdir()
        exchange.chmod(0o777)
    with subprocess.Popen(line, cwd=course.root, env=environment(token)) as server:  # noqa: S603
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:
                # The terminal has told the server as well: it ends once its kernels have.
                continue


def default_course() -> tuple[Path, Course]:
    """Return what `lrcourse lab` opens: the repository, with the demo's class if there is one."""
    home = repository()
    demo = Course(home.root / "demo")
    return home.root, demo if demo.source.is_dir() else home


def _require_free(port: int) -> None:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except (OSError, OverflowError) as error:
        number = error.errno if isinstance(error, OSError) else None
        reason = os.strerror(number).lower() if number else "there is no such port"
        raise Complaint(
            f"JupyterLab cannot listen on port {port} ({reason}): stop what listens there, or "
            f"choose another port, such as `lrcourse lab --port 8890`."
        ) from None
