"""The command line says in one sentence what is wrong, and loses nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lrcourse.grading import samples
from lrcourse.grading.course import Course, new_course, new_demo, repository
from lrcourse.grading.release import release

# One worker grades the mixed class for all tests of this module.
pytestmark = pytest.mark.xdist_group("cli")

HOME = repository()
ASSIGNMENT = HOME.assignments()[0]


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "lrcourse.grading", *arguments],
        cwd=cwd, capture_output=True, text=True, check=False, env={**os.environ, **environment},
    )  # fmt: skip


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """Return the one sentence of a command that failed as it should."""
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("lrcourse: ")]
    assert len(lines) == 1, done.stderr
    return lines[0]


@pytest.mark.parametrize("command", ["release", "grade"])
def test_an_assignment_that_does_not_exist(command: str) -> None:
    told = complaint(run(command, "99-nothing", cwd=HOME.root))
    assert "no assignment '99-nothing'" in told
    assert ASSIGNMENT in told


@pytest.mark.parametrize("command", ["release", "grade"])
def test_a_folder_without_source(command: str, tmp_path: Path) -> None:
    assert "no folder source/" in complaint(run(command, ASSIGNMENT, cwd=tmp_path))


def test_nobody_handed_in(tmp_path: Path) -> None:
    new_course(tmp_path / "course")
    assert "Nobody handed in" in complaint(run("grade", ASSIGNMENT, cwd=tmp_path / "course"))


def test_a_student_who_handed_in_nothing(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    (course.submitted / "ada" / ASSIGNMENT).mkdir(parents=True)
    told = complaint(run("grade", ASSIGNMENT, "--student", "bob", cwd=course.root))
    assert "by bob" in told


def autograde(course: Course, *, without: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT,
         f"--CourseDirectory.student_id_exclude={without}"],
        cwd=course.root, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_nbgrader_says_so_too_where_somebody_is_excluded(tmp_path: Path) -> None:
    done = autograde(new_course(tmp_path / "course"), without="ada")
    assert done.returncode == 1
    assert "Nobody handed in" in done.stderr
    assert "Traceback" not in done.stderr


def test_who_is_excluded_is_not_graded_even_where_nobody_is_left(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    release(course, ASSIGNMENT)
    shutil.copytree(course.release / ASSIGNMENT, course.submitted / "ada" / ASSIGNMENT)
    done = autograde(course, without="ada")
    assert done.returncode == 0
    assert "whoever handed in is excluded" in done.stderr
    assert not course.autograded.exists()


def test_a_source_that_is_no_notebook_leaves_the_release_alone(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    released = release(course, ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
    before = released.read_text()
    (course.source / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text("{ not json")
    assert "is not JSON" in complaint(run("release", ASSIGNMENT, cwd=course.root))
    assert released.read_text() == before


@pytest.fixture(scope="module")
def mixed_class(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, str]:
    """Return a course with two good and two broken submissions, and what grading it said."""
    course = new_course(tmp_path_factory.mktemp("mixed") / "course")
    release(course, ASSIGNMENT)
    samples.hand_in(course, HOME)
    for student in samples.STUDENTS[1:]:
        shutil.rmtree(course.submitted / student)
    name = f"{ASSIGNMENT}.ipynb"
    for student, text in {"garbled": "{ not json", "wrong-kind": "[]"}.items():
        (course.submitted / student / ASSIGNMENT).mkdir(parents=True)
        (course.submitted / student / ASSIGNMENT / name).write_text(text)
    (course.submitted / "renamed" / ASSIGNMENT).mkdir(parents=True)
    shutil.copy(
        course.submitted / samples.STUDENTS[0] / ASSIGNMENT / name,
        course.submitted / "renamed" / ASSIGNMENT / "my-copy.ipynb",
    )
    done = run("grade", ASSIGNMENT, cwd=course.root, COLUMNS="1000")
    assert done.returncode == 0
    assert "Traceback" not in done.stdout + done.stderr
    return course, done.stdout


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("0 points for garbled", "it is damaged, or no notebook"),
        ("0 points for wrong-kind", "is no notebook of format 4"),
        ("renamed", "was handed in as 'my-copy'"),
    ],
)
def test_a_broken_submission_gets_a_reason(
    mixed_class: tuple[Course, str], student: str, reason: str
) -> None:
    _, said = mixed_class
    (line,) = [line for line in said.splitlines() if line.startswith(f"{student}: ")]
    assert reason in line


def test_a_broken_submission_stops_nobody_else(mixed_class: tuple[Course, str]) -> None:
    course, _ = mixed_class
    table = (course.root / f"scores-{ASSIGNMENT}.csv").read_text().splitlines()
    totals = {row.split(",")[0]: row.rpartition(",")[2] for row in table[1:]}
    wanted = {samples.STUDENTS[0]: "20", "renamed": "20", "garbled": "0", "wrong-kind": "0"}
    assert totals == wanted
    for student in ("garbled", "wrong-kind", "renamed"):
        assert (course.submitted / student / ASSIGNMENT).is_dir()


def without(module: str, folder: Path) -> str:
    """Return a PYTHONPATH under which `module` cannot be found, as if it were not installed."""
    (folder / "sitecustomize.py").write_text(
        "import importlib.abc, sys\n"
        "import importlib.util as util\n"
        "real = util.find_spec\n"
        f"util.find_spec = lambda name, *rest: None if name == {module!r} else real(name, *rest)\n"
        "class Missing(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name.partition('.')[0] == {module!r}:\n"
        "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
        "sys.meta_path.insert(0, Missing())\n"
    )
    return str(folder)


def test_without_torch_the_doctor_says_how_to_mend_it(tmp_path: Path) -> None:
    done = run("doctor", cwd=HOME.root, PYTHONPATH=without("torch", tmp_path), COLUMNS="1000")
    assert done.returncode == 1
    assert "FAIL  torch" in done.stdout
    assert "make demo" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_without_torch_a_notebook_complains_in_one_sentence(tmp_path: Path) -> None:
    code = (
        "import lrcourse\n"
        "try:\n    lrcourse.require('0.1')\n"
        "except lrcourse.Complaint as said:\n    print(said)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": without("torch", tmp_path)},
    )  # fmt: skip
    assert done.stdout.startswith("This notebook needs torch, which is not installed here")


@pytest.mark.parametrize("module", ["typer", "nbgrader"])
def test_without_the_instructors_packages(module: str, tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    done = run("release", ASSIGNMENT, cwd=course.root, PYTHONPATH=without(module, tmp_path))
    told = complaint(done)
    assert f"{module}" in told
    assert "lrcourse[instructor]" in told


def test_a_demo_folder_that_is_not_a_demo_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("years of work")
    assert "was not made by a demo" in complaint(run("demo", "--in", str(tmp_path), cwd=tmp_path))
    assert (tmp_path / "demo" / "thesis.txt").read_text() == "years of work"


def test_demo_ends_by_saying_where_to_look(tmp_path: Path) -> None:
    old = new_demo(tmp_path).root / "submitted" / "ada"
    old.mkdir(parents=True)
    done = run("demo", "--in", str(tmp_path), cwd=tmp_path, COLUMNS="200")
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith(f"lrcourse lab --course {tmp_path / 'demo'}")
    assert not old.exists()
    for place in (f"feedback/{samples.STUDENTS[0]}/{ASSIGNMENT}", f"scores-{ASSIGNMENT}.csv"):
        assert (tmp_path / "demo" / place).exists()
    assert str(tmp_path / "demo" / "feedback") in done.stdout


def test_doctor_finds_this_machine_healthy() -> None:
    done = run("doctor", cwd=HOME.root)
    assert done.returncode == 0, done.stdout
    assert "FAIL" not in done.stdout
