"""Runs the answer bank through the test cells of its exercises, all in one process."""

import contextlib
import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lrcourse.checks import CheckFailed
from lrcourse.grading import notebooks
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import Course, repository

ANSWERS = Path("tests") / "answers"
FIRST_CELL = "course-version"
"""The cell of every assignment that imports what its answers may use."""


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


@dataclass(frozen=True)
class TestCell:
    """The test cell of an exercise.

    Attributes:
        imports: what the first cell of its notebook runs.
        source: what it runs itself, hidden part included.
    """

    imports: str
    source: str


def test_cells(course: Course, assignment: str) -> dict[str, TestCell]:
    """Return the graded cell of each exercise."""
    found = {}
    for name in course.notebooks(assignment):
        cells = notebooks.read(course.source / assignment / name).cells
        imports = next((cell.source for cell in cells if cell.id == FIRST_CELL), "")
        for cell in cells:
            meta = cell.metadata.get("nbgrader", {})
            if meta.get("grade"):
                found[meta["grade_id"]] = TestCell(imports, cell.source)
    return found


def answers(course: Course, assignment: str) -> list[Answer]:
    """Return all answers to the exercises of an assignment."""
    found = read_all(course.root / ANSWERS / assignment)
    return [answer for some in found.values() for answer in some]


@cache
def run(answer: Answer, cell: TestCell, only_hidden: bool = False) -> Result:
    """Run an answer and then its test cell, as the notebook does.

    Args:
        answer: the answer.
        cell: the test cell, possibly mutated.
        only_hidden: leave out the visible check, which most wrong answers fail already.
    """
    source = cell.source
    if only_hidden:
        source = source.partition("### BEGIN HIDDEN TESTS")[2]
    names: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            for code in (cell.imports, answer.code, source):
                exec(code, names)  # noqa: S102
        except CheckFailed as failure:
            return Result(answer, False, str(failure), failure.causes)
        except NameError as failure:
            return Result(answer, False, str(failure), ())
    return Result(answer, True, "", ())


def main() -> int:
    """Print on one line how the bank fares, then each miss; return how many there are."""
    home = repository()
    everything = [answer for name in home.assignments() for answer in answers(home, name)]
    cells: dict[str, TestCell] = {}
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
