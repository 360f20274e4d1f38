"""Every fault scores exactly what it must, says why, and concerns nobody else."""

import json
import re
import sqlite3

import pytest

from lrcourse.grading import notebooks
from lrcourse.grading.recorder import AUDIT
from tests.faults.conftest import NEIGHBOURS, Class, engines
from tests.faults.submissions import FAULTS, FULL, NAME, UNIT, Fault

BY_NAME = {fault.name: fault for fault in FAULTS}
MISTAKES = {"step-decay", "decay-loop", "stable-rate", "compounding-choice"}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_scores_exactly_what_it_must(graded: Class, fault: Fault) -> None:
    points = graded.of(fault.name)["points"]
    seen = {name.partition(" (")[0]: score for name, score in points.items()}
    assert seen == {**fault.scores, "total": sum(fault.scores.values())}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_told_its_reason_and_no_other(graded: Class, fault: Fault) -> None:
    reasons = graded.of(fault.name)["reasons"]
    page = (graded.course.feedback / fault.name / UNIT / f"{UNIT}.html").read_text()
    if not fault.reason:
        assert reasons == []
    else:
        assert any(re.search(fault.reason, reason) for reason in reasons), reasons
        assert "Notes of the grader" in page


def test_the_neighbours_have_what_they_deserve(graded: Class) -> None:
    for student, sample in NEIGHBOURS.items():
        points = graded.of(student)["points"]
        lost = MISTAKES if sample == "sample-mistakes" else set()
        for name, most in FULL.items():
            assert points[f"{name} ({most:g})"] == (0 if name in lost else most), (student, name)
        assert graded.of(student)["reasons"] == []


def test_everybody_is_graded(graded: Class) -> None:
    entries = graded.result["submissions"]
    assert [entry["student"] for entry in entries] == sorted([*BY_NAME, *NEIGHBOURS])
    assert all(entry["recorded"] for entry in entries)
    assert graded.result["graded"] == len(entries)


def test_the_gradebook_has_what_was_printed(graded: Class) -> None:
    with sqlite3.connect(graded.course.root / "gradebook.db") as database:
        rows = database.execute(
            "SELECT sa.student_id, SUM(g.auto_score), MAX(g.needs_manual_grade) "
            "FROM grade g JOIN submitted_notebook sn ON g.notebook_id = sn.id "
            "JOIN submitted_assignment sa ON sn.assignment_id = sa.id GROUP BY sa.student_id"
        ).fetchall()
    printed = {
        entry["student"]: entry["points"]["total (20)"] for entry in graded.result["submissions"]
    }
    assert {student: total for student, total, _ in rows} == printed
    assert not any(waiting for *_, waiting in rows)


def test_no_process_is_left(graded: Class) -> None:
    assert engines(graded.course) == []


def test_nobody_reached_the_network(graded: Class) -> None:
    assert graded.reached == 0


@pytest.mark.parametrize(
    "student", ["sockets-in-the-file-system", "rights-of-other-files", "memory-of-the-kernel"]
)
def test_what_is_refused_says_so(graded: Class, student: str) -> None:
    text = (graded.course.autograded / student / UNIT / NAME).read_text()
    assert "refused\\n" in text
    assert not re.search(r'"text": "[^"]*(REACHED|CHANGED|GROWN)', text)
    assert "AssertionError" not in text


@pytest.mark.parametrize("student", [*BY_NAME, *NEIGHBOURS])
def test_feedback_tells_no_secret_and_runs_nothing(graded: Class, student: str) -> None:
    page = (graded.course.feedback / student / UNIT / f"{UNIT}.html").read_text()
    assert "default-src 'none'" in page
    assert not re.search(r"<script|<img src=x|<svg|href=.javascript:", page)
    for secret in ("BEGIN HIDDEN", "hidden_cases", "correct=", "because="):
        assert secret not in page
    assert len(page) < 3_000_000


def test_who_looks_at_the_tests_sees_no_hidden_case(graded: Class) -> None:
    path = graded.course.autograded / "peeks-at-tests" / UNIT / NAME
    cells = {cell.id: cell for cell in notebooks.read(path).cells}
    printed = "".join(
        str(output.get("text", ""))
        for cell in cells.values()
        for output in cell.get("outputs", [])
    )
    # What the visible check asked is there, so the spy did work.
    assert "(0.1, 0.2, 4, 12)" in printed
    assert "hidden_cases" not in printed
    numbers = set(re.findall(r"0\.\d{10,}", printed))
    assert len(numbers) < 20


@pytest.mark.parametrize("student", ["fifty-megabytes", "outputs-without-end"])
def test_large_outputs_are_cut(graded: Class, student: str) -> None:
    path = graded.course.autograded / student / UNIT / NAME
    assert path.stat().st_size < 2 * 2**20
    assert "more output is cut" in path.read_text()


def test_what_was_copied_is_no_link(graded: Class) -> None:
    folder = graded.course.autograded / "symbolic-links" / UNIT
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    assert "root:" not in "".join(path.read_text() for path in folder.rglob("*") if path.is_file())


def test_the_audit_log_has_a_line_for_everybody(graded: Class) -> None:
    lines = (graded.course.root / AUDIT).read_text().splitlines()
    found = {entry["student"]: entry for entry in map(json.loads, lines)}
    assert found.keys() == {*BY_NAME, *NEIGHBOURS}
    for student, entry in found.items():
        assert sum(entry["scores"][UNIT].values()) == graded.of(student)["points"]["total (20)"]
        assert entry["submission"]
        assert entry["tests"]
        assert entry["time"]
