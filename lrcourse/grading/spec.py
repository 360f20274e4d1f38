"""What an assignment consists of, as nbgrader's gradebook knows it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lrcourse.complaint import Complaint
from lrcourse.grading.work import Cell


@dataclass(frozen=True)
class Spec:
    """An assignment as it is graded.

    Attributes:
        assignment: its name.
        notebooks: the nbgrader cells of each notebook, in order; tests with their hidden part.
        duedate: when it is due, in UTC; None where that was not said.
    """

    assignment: str
    notebooks: Mapping[str, Sequence[Cell]]

    @property
    def version(self) -> str:
        """A digest of all that decides about points: another one means another grading."""
        digest = hashlib.sha256()
        for name, cells in sorted(self.notebooks.items()):
            for cell in cells:
                digest.update(repr((name, cell)).encode())
        return digest.hexdigest()[:16]


def load(gradebook: Any, assignment: str) -> Spec:  # noqa: ANN401 - nbgrader has no types
    """Read an assignment from the gradebook.

    Raises:
        Complaint: the gradebook does not know it, or it has no notebook.
    """
    from nbgrader.api import MissingEntry  # noqa: PLC0415 - a second, and only to grade

    try:
        found = gradebook.find_assignment(assignment)
    except MissingEntry:
        raise Complaint(
            f"The gradebook does not know the assignment '{assignment}': generate it first, with "
            f"`lrcourse release {assignment}` or `nbgrader generate_assignment {assignment}`."
        ) from None
    notebooks = {notebook.name: _cells(notebook) for notebook in found.notebooks}
    if not notebooks:
        raise Complaint(f"The assignment '{assignment}' has no notebook in the gradebook.")
    return Spec(assignment, notebooks)


def _cells(notebook: Any) -> list[Cell]:  # noqa: ANN401
    graded = {cell.name: cell.max_score for cell in notebook.grade_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    tasks = {cell.name: cell.max_score for cell in notebook.task_cells}
    return [
        Cell(
            source.cell_type,
            source.source,
            source.name,
            grade=source.name in graded,
            solution=source.name in solutions,
            task=source.name in tasks,
            locked=source.locked,
            points=float(graded.get(source.name, tasks.get(source.name, 0.0))),
            checksum=source.checksum or "",
        )
        for source in notebook.source_cells
    ]
