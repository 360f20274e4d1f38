"""Grades the submissions of an assignment and writes feedback, one student after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from lrcourse.complaint import Complaint
from lrcourse.grading import notebooks
from lrcourse.grading.course import Course
from lrcourse.grading.release import reason


@dataclass(frozen=True)
class Outcome:
    """What became of one submission.

    Attributes:
        student: who handed it in.
        problem: why it has no grade; empty where it has one.
    """

    student: str
    problem: str = ""


def grade(
    course: Course,
    assignment: str,
    students: Sequence[str] = (),
    on_progress: Callable[[str], None] = lambda _student: None,
) -> list[Outcome]:
    """Autograde an assignment and write the feedback.

    Args:
        course: the course directory.
        assignment: what to grade.
        students: whose submissions; all of them if empty.
        on_progress: called with each student once that submission is done.

    Returns:
        One outcome a submission: what cannot be graded stops nobody else.

    Raises:
        Complaint: nothing can be graded at all.
    """
    course.require(assignment)
    handed_in = course.students(assignment)
    if not handed_in:
        raise Complaint(
            f"Nobody handed in '{assignment}': expected notebooks in "
            f"{course.submitted}/STUDENT/{assignment}/."
        )
    if missing := sorted(set(students) - set(handed_in)):
        raise Complaint(f"No submission of '{assignment}' by {', '.join(missing)}.")
    api = course.api()
    _know_assignment(api, assignment)
    outcomes = []
    for student in students or handed_in:
        try:
            _grade_one(course, api, assignment, student)
            outcomes.append(Outcome(student))
        except Complaint as problem:
            outcomes.append(Outcome(student, str(problem)))
        on_progress(student)
    return outcomes


def _know_assignment(api: Any, assignment: str) -> None:  # noqa: ANN401
    """Fill the gradebook from the source where it does not know the assignment yet."""
    with api.gradebook as gradebook:
        known = {item.name for item in gradebook.assignments if item.notebooks}
    if assignment not in known:
        result = api.generate_assignment(assignment, force=True)
        if not result["success"]:
            raise Complaint(f"nbgrader could not read '{assignment}': {reason(result)}")


def _grade_one(course: Course, api: Any, assignment: str, student: str) -> None:  # noqa: ANN401
    folder = course.submitted / student / assignment
    for name in course.notebooks(assignment):
        notebooks.read(folder / name)
    for step in (api.autograde, api.generate_feedback):
        result = step(assignment, student, force=True)
        if not result["success"]:
            raise Complaint(f"nbgrader could not grade it: {reason(result)}")
