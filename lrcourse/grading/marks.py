"""What the gradebook says of one graded notebook."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Marks:
    """The points and comments of one notebook.

    Attributes:
        scores: points and most points of each graded cell, in order.
        comments: what stands beside each answer.
        waiting: the graded cells that a human still has to look at.
        penalty: what is lost for being late.
    """

    scores: Mapping[str, tuple[float, float]]
    comments: Mapping[str, str]
    waiting: frozenset[str] = frozenset()
    penalty: float = 0.0

    @property
    def score(self) -> float:
        """The points of the notebook."""
        return sum(score for score, _ in self.scores.values()) - self.penalty

    @property
    def most(self) -> float:
        """The most that the notebook can score."""
        return sum(most for _, most in self.scores.values())


def read(notebook: Any) -> Marks:  # noqa: ANN401 - nbgrader has no types
    """Return what the gradebook says of a submitted notebook."""
    order = {cell.name: index for index, cell in enumerate(notebook.notebook.source_cells)}
    grades = sorted(notebook.grades, key=lambda grade: order.get(grade.cell.name, 0))
    return Marks(
        {
            grade.cell.name: (float(grade.score or 0.0), float(grade.cell.max_score))
            for grade in grades
        },
        {comment.cell.name: comment.comment or "" for comment in notebook.comments},
        frozenset(grade.cell.name for grade in grades if grade.needs_manual_grade),
        float(notebook.late_submission_penalty or 0.0),
    )
