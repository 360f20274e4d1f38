"""Generates the student version of an assignment with nbgrader."""

from collections.abc import Sequence
from pathlib import Path

from lrcourse.complaint import Complaint
from lrcourse.grading import notebooks
from lrcourse.grading.course import Course
from lrcourse.grading.spec import load
from lrcourse.grading.work import Cell


def release(course: Course, assignment: str) -> Path:
    """Generate `release/ASSIGNMENT/` from `source/ASSIGNMENT/` and return its folder.

    Raises:
        Complaint: there is no such assignment, or nbgrader refuses it.
    """
    course.require(assignment)
    for name in course.notebooks(assignment):
        notebooks.read(course.source / assignment / name)
    result = course.api().generate_assignment(assignment, force=True)
    if not result["success"]:
        raise Complaint(
            f"nbgrader could not generate '{assignment}': {reason(result)} "
            "The release that was there before is unchanged or gone; run this again once the "
            "source is mended."
        )
    folder = course.release / assignment
    for path in folder.glob("*.ipynb"):
        notebooks.write(notebooks.read(path), path, executed=False)
    return folder


def keep_in_step(course: Course, assignment: str) -> bool:
    """Tell the gradebook of the current source, and return whether it did not know it.

    Raises:
        Complaint: there is no such assignment, or nbgrader refuses it.
    """
    course.require(assignment)
    with course.gradebook() as gradebook:
        try:
            known = load(gradebook, assignment).notebooks
        except Complaint:
            known = {}
    if _as_written(course, assignment) == {
        name: _decisive(cells) for name, cells in known.items()
    }:
        return False
    release(course, assignment)
    return True


def _decisive(cells: Sequence[Cell]) -> dict[str, tuple[str, float, bool]]:
    return {
        cell.grade_id: (cell.source if cell.locked else "", cell.points, cell.solution)
        for cell in cells
    }


def _as_written(course: Course, assignment: str) -> dict[str, dict[str, tuple[str, float, bool]]]:
    """Return of each source notebook what decides about points, as the gradebook has it."""
    found = {}
    for name in course.notebooks(assignment):
        cells = {}
        for cell in notebooks.read(course.source / assignment / name).cells:
            meta = cell.metadata.get("nbgrader", {})
            if "grade_id" in meta:
                solution = bool(meta["solution"])
                locked = not solution and bool(meta["grade"] or meta["locked"])
                text = cell.source if locked else ""
                cells[meta["grade_id"]] = (text, float(meta.get("points", 0.0)), solution)
        found[Path(name).stem] = cells
    return found


def reason(result: dict[str, str]) -> str:
    """Return the one line of nbgrader's log that says what went wrong."""
    lines = [line.strip() for line in result.get("log", "").splitlines()]
    errors = [line.split("] ", 1)[-1] for line in lines if line.startswith(("[ERROR]", "[CRIT"))]
    if errors:
        return errors[0]
    raised = [line for line in result.get("error", "").splitlines() if line.strip()]
    return raised[-1] if raised else "it gave no reason."
