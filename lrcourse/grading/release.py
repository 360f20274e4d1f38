"""Generates the student version of an assignment with nbgrader."""

from pathlib import Path

from lrcourse.complaint import Complaint
from lrcourse.grading import notebooks
from lrcourse.grading.course import Course


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


def reason(result: dict[str, str]) -> str:
    """Return the one line of nbgrader's log that says what went wrong."""
    lines = [line.strip() for line in result.get("log", "").splitlines()]
    errors = [line.split("] ", 1)[-1] for line in lines if line.startswith(("[ERROR]", "[CRIT"))]
    if errors:
        return errors[0]
    raised = [line for line in result.get("error", "").splitlines() if line.strip()]
    return raised[-1] if raised else "it gave no reason."
