"""Graded for real, confined and by nbgrader itself, every answer of the bank scores as it says."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from lrcourse.grading import report
from lrcourse.grading.answers import Answer
from lrcourse.grading.course import Course, repository
from lrcourse.grading.engine.client import Engine
from lrcourse.grading.grade import grade
from lrcourse.grading.settings import Settings
from tests.benchmarks.grading import composites, make_class, stock

ASSIGNMENTS = repository().assignments()
MOST = None if os.environ.get("LRCOURSE_ALL") else 2
"""nbgrader itself takes five seconds a notebook: without LRCOURSE_ALL it grades two a unit."""


def scored(course: Course, assignment: str) -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    for score in report.scores(course, assignment):
        full = score.score == score.max_score
        assert full or score.score == 0
        found.setdefault(score.student, {})[score.exercise] = full
    return found


def misses(
    folder: Path,
    assignment: str,
    answers: list[dict[str, Answer]],
    run: Callable[[Course, str], object],
) -> list[str]:
    """Return the answers that do not score as the bank says."""
    course = make_class(folder, assignment, answers)
    run(course, assignment)
    seen = scored(course, assignment)
    assert len(seen) == len(answers)
    return [
        f"{exercise}: {answer.title}"
        for student, given in zip(sorted(seen), answers, strict=True)
        for exercise, answer in given.items()
        if seen[student][exercise] != answer.right
    ]


def spread(answers: list[dict[str, Answer]], most: int | None) -> list[dict[str, Answer]]:
    """Return at most so many, from the first, all right, to one amid the wrong ones."""
    return answers[:: -(-len(answers) // most)] if most else answers


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_confined_engine_agrees_with_the_bank(
    assignment: str, tmp_path: Path, engine: Engine
) -> None:
    def confined(course: Course, assignment: str) -> None:
        for outcome in grade(course, assignment, settings=Settings(engine=engine)):
            assert outcome.recorded
            assert outcome.problem == ""

    assert misses(tmp_path / "course", assignment, composites(assignment), confined) == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_nbgrader_itself_agrees_with_the_bank(assignment: str, tmp_path: Path) -> None:
    chosen = spread(composites(assignment), MOST)
    assert misses(tmp_path / "course", assignment, chosen, stock) == []
