"""Runs the answer bank through the test cells of an assignment, all in one process."""

import contextlib
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

import lrcourse
from lrcourse.grading import notebooks
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import repository

HOME = repository()
FOLDER = HOME.root / "tests" / "answers"


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


def test_cells(assignment: str) -> dict[str, str]:
    """Return the source of each graded cell, hidden part included, by exercise."""
    path = HOME.source / assignment / f"{assignment}.ipynb"
    return {
        cell.metadata["nbgrader"]["grade_id"]: cell.source
        for cell in notebooks.read(path).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }


def answers(assignment: str, folder: Path = FOLDER) -> list[Answer]:
    """Return all answers to the exercises of an assignment."""
    return [answer for found in read_all(folder / assignment).values() for answer in found]


def run(answer: Answer, test_cell: str, only_hidden: bool = False) -> Result:
    """Run an answer and then its test cell, as the notebook does.

    Args:
        answer: the answer.
        test_cell: the source of the test cell, possibly mutated.
        only_hidden: leave out the visible check, which most wrong answers fail already.
    """
    if only_hidden:
        test_cell = test_cell.partition("### BEGIN HIDDEN TESTS")[2]
    names: dict[str, Any] = {"lrcourse": lrcourse, "torch": torch, "random": random}
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            exec(answer.code, names)  # noqa: S102
            exec(test_cell, names)  # noqa: S102
        except lrcourse.checks.CheckFailed as failure:
            return Result(answer, False, str(failure), failure.causes)
        except NameError as failure:
            return Result(answer, False, str(failure), ())
    return Result(answer, True, "", ())


def misses(
    assignment: str, mutate: Callable[[str], str] = str, exercise: str | None = None
) -> list[str]:
    """Return the answers whose score is not what the bank says."""
    cells = test_cells(assignment)
    return [
        f"{answer.exercise}: {answer.title}"
        for answer in answers(assignment)
        if exercise in (None, answer.exercise)
        and run(answer, mutate(cells[answer.exercise])).passed != answer.right
    ]
