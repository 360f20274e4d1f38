"""What intake hands to the judge and the judge to the recorder: plain data that can be sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Self

from lrcourse.grading.engine.confine import Limits


@dataclass(frozen=True)
class Cell:
    """A cell of a submission, as it is graded.

    Attributes:
        cell_type: `code`, `markdown` or `raw`.
        source: what it holds; for locked cells that of the instructor.
        grade_id: its name in the gradebook; empty for a cell of the student's own.
        grade: whether it has points.
        solution: whether the student writes in it.
        task: whether it is a manually graded task.
        locked: whether the student may not change it.
        points: the most that it can score.
        checksum: that of the released cell, by which nbgrader knows an untouched answer.
        answered: for a solution, whether it differs from the released one.
        outputs: what it gave when it ran.
    """

    cell_type: str
    source: str
    grade_id: str = ""
    grade: bool = False
    solution: bool = False
    task: bool = False
    locked: bool = False
    points: float = 0.0
    checksum: str = ""
    answered: bool = True
    outputs: tuple[dict[str, Any], ...] = ()

    @property
    def is_test(self) -> bool:
        """Whether the judge decides on its points."""
        return self.grade and not self.solution and self.cell_type == "code"

    def with_outputs(self, outputs: Sequence[dict[str, Any]]) -> Self:
        """Return the cell with other outputs."""
        return replace(self, outputs=tuple(outputs))


@dataclass(frozen=True)
class Work:
    """One submission that can be graded.

    Attributes:
        student: who handed it in.
        assignment: what was handed in.
        notebooks: the cells of each notebook of the assignment that was handed in, by name.
        missing: the notebooks that were not, and why.
        files: what stands beside them, by relative path.
        salt: what seeds the hidden cases besides key and exercise.
        limits: what it may use.
        notes: what intake had to mend, for the student to read.
    """

    student: str
    assignment: str
    notebooks: Mapping[str, Sequence[Cell]]
    missing: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    salt: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    notes: tuple[str, ...] = ()

    def with_more(self, files: Mapping[str, bytes], notes: Sequence[str]) -> Self:
        """Return the work with files of the instructor, which win, and with further notes."""
        theirs = [PurePosixPath(name) for name in files]
        # Where one has a file, the other cannot have a folder.
        own = {
            name: data
            for name, data in self.files.items()
            if not any(
                path.is_relative_to(name) or PurePosixPath(name).is_relative_to(path)
                for path in theirs
            )
        }
        return replace(self, files={**own, **files}, notes=(*self.notes, *notes))


@dataclass(frozen=True)
class Graded:
    """What the judge made of one submission.

    Attributes:
        notebooks: the cells of each notebook with their outputs.
        scores: the points of each test cell, by notebook and grade id.
        reasons: what happened to the submission beyond wrong answers, for the student to read.
        unconfirmed: test cells that are no calls of checks, so that the student's own process
            decided about them.
        cpu: seconds of processor time that the student's cells took, as their process tells it.
        missing: the protections that the machine did not offer.
    """

    notebooks: Mapping[str, Sequence[Cell]]
    scores: Mapping[str, Mapping[str, float]]
    reasons: tuple[str, ...] = ()
    unconfirmed: tuple[str, ...] = ()
    cpu: float = 0.0
    missing: tuple[str, ...] = ()
