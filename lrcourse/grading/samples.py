"""Assembles the sample class: notebooks made of the release and of answers from the bank."""

import copy
from pathlib import Path
from typing import Any

from lrcourse.complaint import Complaint
from lrcourse.grading import notebooks
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import Course

ASSIGNMENTS = ["01-manual-decay"]
"""The units that the sample class handed in."""
STUDENTS = ["sample-complete", "sample-mistakes", "sample-unfinished"]


def assemble(release: Any, answers: dict[str, Answer]) -> Any:  # noqa: ANN401
    """Return a release notebook with the given answers in its solution cells.

    Args:
        release: the release notebook.
        answers: for each exercise that is answered, its answer.

    Raises:
        Complaint: the notebook has no solution cell for an answer.
    """
    submission = copy.deepcopy(release)
    cells = {
        cell.metadata["nbgrader"]["grade_id"]: cell
        for cell in submission.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    for exercise, answer in answers.items():
        if f"{exercise}-answer" not in cells:
            raise Complaint(f"The release has no cell '{exercise}-answer' for its answers.")
        cells[f"{exercise}-answer"].source = answer.code
    return submission


def exercises(release: Any) -> list[str]:  # noqa: ANN401
    """Return the exercises of a release notebook, in its order."""
    return [
        cell.metadata["nbgrader"]["grade_id"].removesuffix("-answer")
        for cell in release.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    ]


def choose(student: str, order: list[str], bank: dict[str, list[Answer]]) -> dict[str, Answer]:
    """Return the answers that a sample student gives.

    `sample-complete` answers all exercises well, `sample-mistakes` falls into a trap in every
    second one, `sample-unfinished` answered well but stopped after the first half.
    """
    if missing := [exercise for exercise in order if exercise not in bank]:
        raise Complaint(f"The answer bank has no file for {', '.join(missing)}.")
    right = {name: [answer for answer in bank[name] if answer.right] for name in order}
    wrong = {name: [answer for answer in bank[name] if not answer.right] for name in order}
    if student == "sample-unfinished":
        order = order[: len(order) // 2]
    chosen = {}
    for index, name in enumerate(order):
        trapped = student == "sample-mistakes" and index % 2 == 0
        chosen[name] = wrong[name][0] if trapped else right[name][0]
    return chosen


def hand_in(course: Course, repository: Course) -> None:
    """Write the submissions of the sample class into a course with a current release."""
    for assignment in ASSIGNMENTS:
        bank = read_all(repository.root / "tests" / "answers" / assignment)
        for name in course.notebooks(assignment):
            release = notebooks.read(course.release / assignment / name)
            for student in STUDENTS:
                answers = choose(student, exercises(release), bank)
                folder = course.submitted / student / assignment
                folder.mkdir(parents=True, exist_ok=True)
                notebooks.write(assemble(release, answers), folder / name)


def graded(course: Course) -> dict[Path, str]:
    """Return the graded samples as the repository keeps them: canonical and without images.

    Returns:
        The text of each notebook by its path below `autograded/`.
    """
    return {
        path.relative_to(course.autograded): notebooks.canonical(
            notebooks.without_images(notebooks.read(path))
        )
        for student in STUDENTS
        for path in sorted((course.autograded / student).glob("*/*.ipynb"))
    }
