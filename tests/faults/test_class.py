"""A class is graded: who is graded again, by which door, and what concerns one student only."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from typing import Any

import pytest

from lrcourse.complaint import Complaint
from lrcourse.grading import grade as grading
from lrcourse.grading import intake
from lrcourse.grading import judge as judging
from lrcourse.grading.course import CONFIG, Course
from lrcourse.grading.engine.client import Engine
from lrcourse.grading.settings import Settings
from lrcourse.grading.work import Graded, Work
from tests.faults.conftest import MORE, complete, grade, points, texts
from tests.faults.submissions import NAME, UNIT


def change(course: Course, query: str, *values: Any) -> None:  # noqa: ANN401
    """Change the gradebook as a human would through the formgrader."""
    with sqlite3.connect(course.root / "gradebook.db") as database:
        assert database.execute(query, values).rowcount > 0


BY_HAND = (
    "UPDATE grade SET manual_score = ?, extra_credit = 0.5 WHERE id IN (SELECT g.id FROM grade g "
    "JOIN base_cell b ON g.cell_id = b.id JOIN submitted_notebook sn ON g.notebook_id = sn.id "
    "JOIN submitted_assignment sa ON sn.assignment_id = sa.id "
    "WHERE sa.student_id = ? AND b.name = ?)"
)


def totals(course: Course) -> dict[str, float]:
    return {student: sum(row) for student, row in points(course).items()}


def test_what_is_graded_is_left_alone(course: Course) -> None:
    before = texts(course)
    result = json.loads(grade(course, "--json").stdout)
    assert (result["graded"], result["skipped"]) == (0, len(points(course)))
    assert texts(course) == before


def test_feedback_that_was_not_wanted_before_is_written(
    ungraded: Course, small: Course, engine: Engine
) -> None:
    ungraded.api().generate_assignment(UNIT, force=True)
    grading.grade(ungraded, UNIT, settings=Settings(feedback=False, engine=engine))
    assert not ungraded.feedback.exists()
    grading.grade(ungraded, UNIT, settings=Settings(engine=engine))
    assert texts(ungraded) == texts(small)
    again = grading.grade(ungraded, UNIT, settings=Settings(engine=engine))
    assert all(found.skipped for found in again)


def test_a_new_submission_alone_is_graded_again(course: Course) -> None:
    path = course.submitted / "bb" / UNIT / NAME
    path.write_text(json.dumps(complete(course, "sample-mistakes")))
    result = json.loads(grade(course, "--json").stdout)
    assert (result["graded"], result["skipped"]) == (1, len(points(course)) - 1)
    assert totals(course)["bb"] == 9


def test_a_mended_test_means_a_new_grade_and_keeps_what_was_given_by_hand(course: Course) -> None:
    change(course, BY_HAND, 1.5, "mm-mistakes", "step-decay")
    change(course, "UPDATE comment SET manual_comment = 'Well tried.'")
    change(course, "UPDATE submitted_assignment SET extension = '1970-01-02 00:00:00'")
    path = course.source / UNIT / NAME
    notebook = json.loads(path.read_text())
    for cell in notebook["cells"]:
        if cell["id"] == "stable-rate":
            cell["source"] = "".join(cell["source"]).replace("hidden_cases=60", "hidden_cases=61")
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n")
    done = grade(course)
    assert done.returncode == 0, done.stderr
    assert "release/ is made anew" in done.stdout
    assert totals(course)["mm-mistakes"] == 9 + 1.5 + 0.5
    assert totals(course)["aa-complete"] == 20
    page = (course.feedback / "mm-mistakes" / UNIT / f"{UNIT}.html").read_text()
    assert "Well tried." in page
    assert "11 of 20 points" in page
    with sqlite3.connect(course.root / "gradebook.db") as database:
        rows = database.execute("SELECT extension FROM submitted_assignment").fetchall()
    assert {row for (row,) in rows} == {"1970-01-02 00:00:00"}


def test_a_late_submission_loses_what_the_course_says(course: Course) -> None:
    with (course.root / CONFIG).open("a") as file:
        file.write("\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    change(course, "UPDATE assignment SET duedate = ?", str(datetime(2026, 1, 1)))  # noqa: DTZ001
    for student, said in {
        "bb": "2025-12-31 10:00:00 UTC",
        "cc": "2026-01-02 10:00:00 UTC",
    }.items():
        (course.submitted / student / UNIT / "timestamp.txt").write_text(said)
    done = grade(course, "--force")
    assert done.returncode == 0, done.stderr
    for student, total in {"bb": "20", "cc": "0", "dd": "20"}.items():
        page = (course.feedback / student / UNIT / f"{UNIT}.html").read_text()
        assert f"{UNIT}: {total} of 20 points" in page
        assert ("lost for handing in late" in page) == (student == "cc")


def _by_command(course: Course) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", UNIT], cwd=course.root,
        capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def _by_button(course: Course) -> None:
    for student in course.students(UNIT):
        result = course.api().autograde(UNIT, student, force=True)
        assert result["success"], result


def _by_pool(course: Course) -> None:
    with ProcessPoolExecutor(2) as pool:
        grading.grade(course, UNIT, settings=Settings(executor=pool))


@pytest.mark.parametrize("door", [_by_command, _by_button, _by_pool])
def test_every_door_leads_to_the_same_grades(
    ungraded: Course, small: Course, door: Callable[[Course], None]
) -> None:
    if door is not _by_pool:
        for student in [*MORE, "zz-complete"]:
            shutil.rmtree(ungraded.submitted / student)
    # The gradebook has to know the assignment: `lrcourse grade` tells it by itself.
    ungraded.api().generate_assignment(UNIT, force=True)
    door(ungraded)
    wanted = points(small)
    assert points(ungraded) == {student: wanted[student] for student in ungraded.students(UNIT)}
    same = texts(small)
    for path, text in texts(ungraded).items():
        assert same[path] == text


def test_nbgraders_feedback_is_the_same_page(course: Course) -> None:
    pages = {path: path.read_text() for path in course.feedback.rglob("*.html")}
    result = course.api().generate_feedback(UNIT, "mm-mistakes", force=True)
    assert result["success"], result
    for path, text in pages.items():
        assert path.read_text() == text


def test_a_folder_that_is_no_student_is_refused_and_stops_nobody(course: Course) -> None:
    shutil.copytree(course.submitted / "bb", course.submitted / "<img src=x>")
    done = grade(course)
    assert done.returncode == 1
    assert "no grade for <img src=x>: The folder's name is no name of a student" in done.stdout
    assert "<img src=x>" not in points(course)


def test_a_name_that_cannot_be_written_stops_nobody(course: Course) -> None:
    for name in (b"\xff", b"[red]"):
        (course.submitted / os.fsdecode(name) / UNIT).mkdir(parents=True)
    done = grade(course, "--json")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = {entry["student"]: entry for entry in json.loads(done.stdout)["submissions"]}
    assert "is no name of a student" in found["?"]["problem"]
    assert "is no name of a student" in found["[red]"]["problem"]
    assert len(found) == len(points(course)) + 2


def test_a_fault_of_the_grader_concerns_one_submission(
    ungraded: Course, small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, digest = judging.judge, intake.digest

    def judged(work: Work, engine: Engine) -> Graded:
        if work.student == "cc":
            raise ZeroDivisionError("in a verdict")
        return judge(work, engine)

    def digested(files: dict[str, bytes]) -> str:
        if "strange" in files:
            raise KeyError("in intake")
        return digest(files)

    monkeypatch.setattr("lrcourse.grading.grade.judge", judged)
    monkeypatch.setattr(intake, "digest", digested)
    (ungraded.submitted / "dd" / UNIT / "strange").write_text("x")
    ungraded.api().generate_assignment(UNIT, force=True)
    outcomes = {found.student: found for found in grading.grade(ungraded, UNIT)}
    assert {name for name, found in outcomes.items() if not found.recorded} == {"cc", "dd"}
    assert "a fault of the grader (ZeroDivisionError: in a verdict" in outcomes["cc"].problem
    wanted = points(small)
    assert points(ungraded) == {name: wanted[name] for name in wanted.keys() - {"cc", "dd"}}


def test_a_missing_protection_stops_the_grading_with_its_name() -> None:
    with Engine() as engine:
        engine.missing = {"landlock": "the kernel has none"}
        with pytest.raises(Complaint, match=r"Missing: landlock \(.*\): the kernel has none.*"
                           "--without landlock"):  # fmt: skip
            engine.refuse_what_is_missing()
    with Engine(without=["landlock"]) as engine:
        engine.missing = {"landlock": "the kernel has none"}
        engine.refuse_what_is_missing()
