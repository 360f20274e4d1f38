"""Graded for real, confined and by nbgrader itself, every answer of the bank scores as it says."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from lrcourse.grading import report
from lrcourse.grading.answers import Answer
from lrcourse.grading.course import Course, repository
from lrcourse.grading.grade import grade
from tests.benchmarks.grading import composites, make_class, stock

ASSIGNMENTS = repository().assignments()
WORKERS = 2
EVERY = 1 if os.environ.get("LRCOURSE_ALL") else 10
"""nbgrader itself takes five seconds a notebook: without LRCOURSE_ALL it grades every tenth."""


def scored(course: Course, assignment: str) -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    for score in report.scores(course, assignment):
        full = score.score == score.max_score
        assert full or score.score == 0
        found.setdefault(score.student, {})[score.exercise] = full
    return found


def by_the_engine(course: Course, assignment: str) -> None:
    for outcome in grade(course, assignment):
        assert outcome.recorded
        assert outcome.problem == ""


def by_nbgrader(course: Course, assignment: str) -> None:
    stock(course, assignment)


def misses(
    folder: Path,
    assignment: str,
    answers: list[dict[str, Answer]],
    run: Callable[[Course, str], None],
) -> list[str]:
    """Return the answers that do not score as the bank says."""
    course = make_class(folder / "course", assignment, answers)
    run(course, assignment)
    seen = scored(course, assignment)
    assert len(seen) == len(answers)
    return [
        f"{exercise}: {answer.title}"
        for student, given in zip(sorted(seen), answers, strict=True)
        for exercise, answer in given.items()
        if seen[student][exercise] != answer.right
    ]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_confined_engine_agrees_with_the_bank(assignment: str, tmp_path: Path) -> None:
    assert misses(tmp_path, assignment, composites(assignment), by_the_engine) == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_nbgrader_itself_agrees_with_the_bank(assignment: str, tmp_path: Path) -> None:
    chosen = composites(assignment)[::EVERY]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        shares = [
            pool.submit(misses, tmp_path / str(k), assignment, chosen[k::WORKERS], by_nbgrader)
            for k in range(WORKERS)
        ]
        assert [miss for share in shares for miss in share.result()] == []
