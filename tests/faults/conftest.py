"""A class of faulty submissions, graded once as root and once as an ordinary user."""

import copy
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest

from lrcourse.grading import notebooks, report, samples
from lrcourse.grading.answers import read_all
from lrcourse.grading.course import CONFIG, Course, new_course, repository
from lrcourse.grading.recorder import AUDIT
from lrcourse.grading.release import release
from tests.faults.submissions import FAULTS, NAME, UNIT, Hand

HOME = repository()
USER = 5000
NEIGHBOURS = {"aa-complete": "sample-complete", "mm-mistakes": "sample-mistakes",
              "zz-complete": "sample-complete"}  # fmt: skip
MORE = ["bb", "cc", "dd", "ee", "ff"]
LIMITS = "\nc.Autograde.cell_seconds = 4\nc.Autograde.notebook_seconds = 14\n"


@dataclass(frozen=True)
class Class:
    """A graded class.

    Attributes:
        course: its directory.
        result: what `lrcourse grade --json` printed.
        reached: how many connections the attacks on network and local sockets made.
    """

    course: Course
    result: dict[str, Any]
    reached: int

    def of(self, student: str) -> dict[str, Any]:
        """Return what was printed of a student."""
        found: dict[str, Any] = next(
            entry for entry in self.result["submissions"] if entry["student"] == student
        )
        return found


def complete(course: Course, student: str = "sample-complete") -> dict[str, Any]:
    """Return the notebook of a sample student."""
    bank = read_all(HOME.root / "tests" / "answers" / UNIT)
    blank = notebooks.read(course.release / UNIT / NAME)
    answers = samples.choose(student, samples.exercises(blank), bank)
    made: dict[str, Any] = json.loads(notebooks.canonical(samples.assemble(blank, answers)))
    return made


def make_course(root: Path, config: str = LIMITS) -> Course:
    """Make a course with a release, the neighbours' submissions, and short limits."""
    course = new_course(root)
    release(course, UNIT)
    with (root / CONFIG).open("a", encoding="utf-8") as file:
        file.write(config)
    for student, sample in NEIGHBOURS.items():
        folder = course.submitted / student / UNIT
        folder.mkdir(parents=True)
        (folder / NAME).write_text(json.dumps(complete(course, sample)), encoding="utf-8")
    return course


def hand_in_faults(course: Course, port: int) -> None:
    """Hand in every fault."""
    right = complete(course)
    for fault in FAULTS:
        folder = course.submitted / fault.name / UNIT
        folder.mkdir(parents=True)
        hand = Hand(copy.deepcopy(right), folder)
        fault.make(hand)
        text = json.dumps(hand.notebook).replace("COURSE", str(course.root))
        hand.notebook = json.loads(text.replace("PORT", str(port)))
        hand.save()


def command(uid: int) -> list[str]:
    """Return how Python is started as a user of that number; 0 stands for whoever runs this."""
    if uid == 0:
        return [sys.executable]
    return [sys.executable, str(Path(__file__).parent / "as_user.py"), str(uid)]


def grade(course: Course, *options: str, uid: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `lrcourse grade`."""
    line = [*command(uid), "-m", "lrcourse.grading", "grade", UNIT, *options]
    environment = {**os.environ, "PYTHONPATH": str(HOME.root), "OMP_NUM_THREADS": "1"}
    return subprocess.run(
        line, cwd=course.root, env=environment, capture_output=True, text=True, check=False
    )


def engines(course: Course) -> list[psutil.Process]:
    """Return the processes of the engine that were started in a course."""
    found = []
    for process in psutil.process_iter(["cmdline", "cwd"]):
        runs = "lrcourse.grading.engine.warm" in (process.info["cmdline"] or [])
        if runs and process.info["cwd"] == str(course.root):
            found.append(process)
    return found


def family(course: Course) -> set[psutil.Process]:
    """Return the same processes with all their children, which have folders of their own."""
    found = set()
    for process in engines(course):
        # Keepers come and go.
        with suppress(psutil.NoSuchProcess):
            found |= {process, *process.children(recursive=True)}
    return found


def points(course: Course) -> dict[str, list[float]]:
    """Return the points of each student, as the gradebook has them."""
    found: dict[str, list[float]] = {}
    for score in report.scores(course, UNIT):
        found.setdefault(score.student, []).append(score.score)
    return found


def texts(course: Course) -> dict[str, str]:
    """Return all graded notebooks and feedback pages."""
    paths = [*course.autograded.rglob("*.ipynb"), *course.feedback.rglob("*.html")]
    return {str(path.relative_to(course.root)): path.read_text() for path in paths}


def give_to(uid: int, root: Path) -> None:
    """Let a user own a folder, and reach it."""
    for path in [root, *root.rglob("*")]:
        os.chown(path, uid, uid, follow_symlinks=False)
    root.parent.chmod(0o711)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a small class that was graded without any interruption."""
    course = make_course(tmp_path_factory.mktemp("graded") / "course", "")
    for student in MORE:
        folder = course.submitted / student / UNIT
        folder.mkdir(parents=True)
        (folder / NAME).write_text(json.dumps(complete(course)), encoding="utf-8")
    done = grade(course)
    assert done.returncode == 0, done.stderr
    return course


@pytest.fixture
def course(small: Course, tmp_path: Path) -> Course:
    """Return a copy of it."""
    shutil.copytree(small.root, tmp_path / "course")
    return Course(tmp_path / "course")


@pytest.fixture
def ungraded(course: Course) -> Course:
    """Return a copy of it in which nothing was graded yet."""
    for path in (course.autograded, course.feedback):
        shutil.rmtree(path)
    for path in (course.root / "gradebook.db", course.root / AUDIT):
        path.unlink()
    return course


@pytest.fixture(scope="session", params=["root", "user"])
def graded(request: pytest.FixtureRequest) -> Iterator[Class]:
    """Return the class of all faults, graded by one run of the command."""
    am_root = os.geteuid() == 0
    if request.param == "root" and not am_root:
        pytest.skip("only root can grade as root")
    uid = USER if request.param == "user" and am_root else 0
    # pytest keeps its own temporary folders closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="lrcourse-faults-"))
    course = make_course(folder / "course")
    with socket.create_server(("127.0.0.1", 0)) as server:
        reached: list[int] = []
        threading.Thread(target=_count, args=(server, reached), daemon=True).start()
        hand_in_faults(course, server.getsockname()[1])
        local = _listen(course.root / "class.sock")
        threading.Thread(target=_count, args=(local, reached), daemon=True).start()
        if uid:
            give_to(uid, course.root)
        done = grade(course, "--json", uid=uid)
        local.close()
    assert done.stdout, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    yield Class(course, json.loads(done.stdout), len(reached))
    shutil.rmtree(folder, ignore_errors=True)


def _listen(path: Path) -> socket.socket:
    """Return a socket in the file system that everybody may connect to."""
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(path))
    path.chmod(0o777)
    server.listen()
    return server


def _count(server: socket.socket, reached: list[int]) -> None:
    while True:
        try:
            server.accept()
        except OSError:
            return
        reached.append(1)
