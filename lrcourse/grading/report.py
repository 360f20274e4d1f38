"""Reads scores from the gradebook and writes them as a table."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lrcourse.grading.course import Course
from lrcourse.grading.settings import Outcome


@dataclass(frozen=True)
class Score:
    """The points of one student in one graded cell."""

    student: str
    exercise: str
    score: float
    max_score: float


def scores(course: Course, assignment: str) -> list[Score]:
    """Return every score of an assignment, in the order of the notebook's cells."""
    order = list(_grade_ids(course, assignment))
    with course.gradebook() as gradebook:
        found = [
            Score(submission.student.id, grade.name, grade.score, grade.max_score)
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        ]
    return sorted(found, key=lambda score: (score.student, order.index(score.exercise)))


def table(found: list[Score]) -> list[list[str]]:
    """Return scores as rows: a head, then one row a student, with the total last."""
    exercises = list(dict.fromkeys(score.exercise for score in found))
    points = {(score.student, score.exercise): score for score in found}
    most = {score.exercise: score.max_score for score in found}
    head = ["student", *(f"{name} ({most[name]:g})" for name in exercises)]
    rows = [[*head, f"total ({sum(most.values()):g})"]]
    for student in dict.fromkeys(score.student for score in found):
        row = [points[student, name].score for name in exercises]
        rows.append([student, *(f"{score:g}" for score in row), f"{sum(row):g}"])
    return rows


def summary(outcomes: Sequence[Outcome], rows: list[list[str]]) -> dict[str, Any]:
    """Return what `lrcourse grade --json` prints."""
    head, *students = rows
    points = {row[0]: dict(zip(head[1:], map(float, row[1:]), strict=True)) for row in students}
    return {
        "graded": sum(outcome.recorded and not outcome.skipped for outcome in outcomes),
        "skipped": sum(outcome.skipped for outcome in outcomes),
        "submissions": [
            {
                "student": outcome.student,
                "points": points.get(outcome.student),
                "reasons": list(outcome.reasons),
                "problem": outcome.problem,
                "recorded": outcome.recorded,
            }
            for outcome in outcomes
        ],
    }


def write(rows: list[list[str]], path: Path) -> None:
    """Write a table as CSV, which every spreadsheet opens."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _grade_ids(course: Course, assignment: str) -> dict[str, None]:
    from lrcourse.grading import notebooks  # noqa: PLC0415

    ids: dict[str, None] = {}
    for name in course.notebooks(assignment):
        for cell in notebooks.read(course.source / assignment / name).cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("grade"):
                ids[meta["grade_id"]] = None
    return ids
