"""The rows of one assignment in nbgrader's gradebook, changed in one transaction a submission."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lrcourse.grading.marks import Marks

Penalty = Callable[[str, float, float], float | None]
"""From student, points and seconds late to what is lost."""


@dataclass(frozen=True)
class Column:
    """One notebook of the assignment.

    Attributes:
        name: its name.
        graded: its graded cells by id, as name and most points, in the notebook's order.
        written: its cells that a human may comment, by id.
    """

    name: str
    graded: Mapping[str, tuple[str, float]]
    written: Mapping[str, str]


class Sheet:
    """One assignment of an open gradebook.

    Rows are found and added by their ids: nbgrader's objects would load all their neighbours, and
    do so again after every commit.
    """

    def __init__(self, gradebook: Any, assignment: str) -> None:  # noqa: ANN401
        """Read what the assignment consists of, once."""
        self.database = gradebook.db
        self.database().expire_on_commit = False
        found = gradebook.find_assignment(assignment)
        self._assignment, self._duedate = found.id, found.duedate
        self._columns = {notebook.id: _column(notebook) for notebook in found.notebooks}

    def put(
        self,
        student: str,
        scores: Mapping[str, Mapping[str, float | None]],
        answered: Mapping[str, Mapping[str, bool]],
        *,
        timestamp: datetime | None,
        penalty: Penalty,
    ) -> dict[str, Marks]:
        """Write a student's points and commit them; what was given by hand stays.

        Args:
            student: whose they are.
            scores: of each notebook the points of each graded cell; None where a human decides.
            answered: of each notebook whether a written cell was written.
            timestamp: when it was handed in; None leaves what is there.
            penalty: what a late submission loses.

        Returns:
            What each notebook is worth.
        """
        from nbgrader import api  # noqa: PLC0415

        submission = self._submission(student)
        if timestamp is not None:
            submission.timestamp = timestamp
        late = self._seconds_late(submission)
        worth = {}
        for key, column in self._columns.items():
            notebook = self._notebook(submission.id, key)
            grades = self._rows(api.Grade, notebook.id, column.graded)
            comments = self._rows(api.Comment, notebook.id, column.written)
            for cell, (name, _) in column.graded.items():
                grade = grades[cell]
                grade.auto_score = scores[column.name][name]
                by_hand = grade.manual_score is not None
                grade.needs_manual_grade = grade.auto_score is None or by_hand
            for cell, name in column.written.items():
                silent = not answered[column.name].get(name, False)
                comments[cell].auto_comment = "No response." if silent else None
            marks = _marks(column, grades, comments)
            lost = penalty(student, marks.score, late) if late > 0 else None
            notebook.late_submission_penalty = lost
            worth[column.name] = Marks(
                marks.scores, marks.comments, marks.waiting, float(lost or 0.0)
            )
        self.database.commit()
        self.database.expunge_all()
        return worth

    def _submission(self, student: str) -> Any:  # noqa: ANN401
        from nbgrader import api  # noqa: PLC0415

        if self.database.get(api.Student, student) is None:
            self._add(api.Student(id=student))
        found = (
            self.database.query(api.SubmittedAssignment)
            .filter_by(student_id=student, assignment_id=self._assignment)
            .one_or_none()
        )
        return found or self._add(
            api.SubmittedAssignment(student_id=student, assignment_id=self._assignment)
        )

    def _notebook(self, submission: str, key: str) -> Any:  # noqa: ANN401
        from nbgrader import api  # noqa: PLC0415

        found = (
            self.database.query(api.SubmittedNotebook)
            .filter_by(assignment_id=submission, notebook_id=key)
            .one_or_none()
        )
        return found or self._add(api.SubmittedNotebook(assignment_id=submission, notebook_id=key))

    def _rows(self, kind: Any, notebook: str, cells: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401
        """Return the row of each cell, new where there is none yet."""
        # By cell as well: there is an index for both together, and none for the notebook alone.
        query = self.database.query(kind).filter(
            kind.cell_id.in_(cells), kind.notebook_id == notebook
        )
        found = {row.cell_id: row for row in query}
        new = {cell: kind(notebook_id=notebook, cell_id=cell) for cell in cells.keys() - found}
        self.database.add_all(new.values())
        return found | new

    def _add(self, row: Any) -> Any:  # noqa: ANN401
        self.database.add(row)
        self.database.flush()
        return row

    def _seconds_late(self, submission: Any) -> float:  # noqa: ANN401
        if submission.timestamp is None or self._duedate is None:
            return 0.0
        due = self._duedate + submission.extension if submission.extension else self._duedate
        return max(0.0, float((submission.timestamp - due).total_seconds()))


def _column(notebook: Any) -> Column:  # noqa: ANN401
    order = {cell.name: index for index, cell in enumerate(notebook.source_cells)}
    graded = sorted(
        (*notebook.grade_cells, *notebook.task_cells), key=lambda cell: order.get(cell.name, 0)
    )
    return Column(
        notebook.name,
        {cell.id: (cell.name, float(cell.max_score)) for cell in graded},
        {cell.id: cell.name for cell in (*notebook.solution_cells, *notebook.task_cells)},
    )


def _marks(column: Column, grades: Mapping[str, Any], comments: Mapping[str, Any]) -> Marks:
    """Return what the rows are worth, by the rules of nbgrader's own columns."""
    scores, waiting = {}, set()
    for cell, (name, most) in column.graded.items():
        grade = grades[cell]
        points = grade.auto_score if grade.manual_score is None else grade.manual_score
        scores[name] = ((points or 0.0) + (grade.extra_credit or 0.0), most)
        if points is None:
            scores[name] = (0.0, most)
        if grade.needs_manual_grade:
            waiting.add(name)
    texts = {
        name: comments[cell].manual_comment or comments[cell].auto_comment or ""
        for cell, name in column.written.items()
    }
    return Marks(scores, texts, frozenset(waiting))
