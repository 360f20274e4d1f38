"""Runs the answer bank through the test cells of its exercises, all in one process."""

import contextlib
import io
import math
import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch

import lrcourse
from lrcourse.checks import CheckFailed
from lrcourse.grading import notebooks
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import Course, repository

ANSWERS = Path("tests") / "answers"
_IMPORTED = {"lrcourse": lrcourse, "torch": torch, "random": random, "math": math}
"""What the first cell of an assignment imports."""


@dataclass(frozen=True)
class Result:
    """What the test cell of an exercise made of an answer.

    Attributes:
        answer: the answer.
        passed: whether it scores.
        message: what the student reads, empty where it passed.
        causes: the mistakes that the message names.
    """

    answer: Answer
    passed: bool
    message: str
    causes: tuple[str, ...]


def test_cells(course: Course, assignment: str) -> dict[str, str]:
    """Return the source of each graded cell, hidden part included, by exercise."""
    return {
        cell.metadata["nbgrader"]["grade_id"]: cell.source
        for name in course.notebooks(assignment)
        for cell in notebooks.read(course.source / assignment / name).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }


def answers(course: Course, assignment: str) -> list[Answer]:
    """Return all answers to the exercises of an assignment."""
    found = read_all(course.root / ANSWERS / assignment)
    return [answer for some in found.values() for answer in some]


@cache
def run(answer: Answer, test_cell: str, only_hidden: bool = False) -> Result:
    """Run an answer and then its test cell, as the notebook does.

    Args:
        answer: the answer.
        test_cell: the source of the test cell, possibly mutated.
        only_hidden: leave out the visible check, which most wrong answers fail already.
    """
    if only_hidden:
        test_cell = test_cell.partition("### BEGIN HIDDEN TESTS")[2]
    names: dict[str, Any] = dict(_IMPORTED)
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(answer.code, names)  # noqa: S102
            exec(test_cell, names)  # noqa: S102
        except CheckFailed as failure:
            return Result(answer, False, str(failure), failure.causes)
        except NameError as failure:
            return Result(answer, False, str(failure), ())
    return Result(answer, True, "", ())


def main() -> int:
    """Print on one line how the bank fares, then each miss; return how many there are."""
    home = repository()
    everything = [answer for name in home.assignments() for answer in answers(home, name)]
    cells: dict[str, str] = {}
    for name in home.assignments():
        cells |= test_cells(home, name)
    failing, passing, unnamed, named = [], [], [], 0
    for answer in everything:
        cell = cells[answer.exercise]
        result = run(answer, cell)
        label = f"{answer.exercise}: {answer.title}"
        if answer.right and not result.passed:
            failing.append(label)
        if not answer.right and result.passed:
            passing.append(label)
        if answer.cause:
            first = run(answer, cell, only_hidden=True).causes[:1]
            named += first == (answer.cause,)
            if first != (answer.cause,):
                unnamed.append(f"{label}: {first}, not {answer.cause}")
    right = sum(answer.right for answer in everything)
    print(
        f"answer bank: {len(cells)} exercises, {right} right answers ({len(failing)} fail), "
        f"{len(everything) - right} wrong answers ({len(passing)} pass), "
        f"{named} of {named + len(unnamed)} causes named first"
    )
    for miss in [*failing, *passing, *unnamed]:
        print(f"  miss: {miss}")
    return len(failing) + len(passing) + len(unnamed)


if __name__ == "__main__":
    raise SystemExit(main() > 0)
