"""The one writer: puts graded notebooks, scores and reasons in place, all of them or nothing."""

import json
import mimetypes
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy.exc import OperationalError

from lrcourse.complaint import Complaint
from lrcourse.grading import outputs
from lrcourse.grading.intake import MARKER, TIMESTAMP
from lrcourse.grading.marks import Marks
from lrcourse.grading.notebooks import METADATA
from lrcourse.grading.sheet import Penalty, Sheet
from lrcourse.grading.spec import Spec
from lrcourse.grading.work import Cell, Graded

AUDIT = "audit.jsonl"
_INCOMING, _OUTGOING = ".incoming-", ".outgoing-"
BUSY = 300.0
"""Seconds that another program may keep the gradebook locked."""


@dataclass(frozen=True)
class Entry:
    """All that is recorded of one submission.

    Attributes:
        student: who handed it in.
        assignment: what was handed in.
        fingerprint: the digest of what was handed in.
        timestamp: when that was, in UTC; None where it was not said.
        graded: what the judge made of it; None where it could not be graded.
        refusal: why it could not; empty where it could.
        files: what stands beside the notebooks.
    """

    student: str
    assignment: str
    fingerprint: str
    timestamp: datetime | None = None
    graded: Graded | None = None
    refusal: str = ""
    files: Mapping[str, bytes] | None = None

    def with_result(self, graded: Graded) -> Self:
        """Return the entry with what the judge made of the submission."""
        return replace(self, graded=graded)

    def scores(self, spec: Spec) -> dict[str, dict[str, float | None]]:
        """Return the points of each graded cell: None where a human decides."""
        found: dict[str, dict[str, float | None]] = {}
        for name, cells in spec.notebooks.items():
            judged = self.graded.scores.get(name) if self.graded else None
            written = {cell.grade_id: cell for cell in self.cells(name, spec)}
            found[name] = {}
            for cell in cells:
                if not (cell.grade or cell.task):
                    continue
                if judged is None:
                    found[name][cell.grade_id] = 0.0
                elif cell.is_test:
                    found[name][cell.grade_id] = judged.get(cell.grade_id, 0.0)
                else:
                    answered = written[cell.grade_id].answered
                    found[name][cell.grade_id] = None if answered else 0.0
        return found

    def cells(self, name: str, spec: Spec) -> Sequence[Cell]:
        """Return the cells of a notebook: those of the instructor where it was not graded."""
        if self.graded and name in self.graded.notebooks:
            return self.graded.notebooks[name]
        told = outputs.stopped("This notebook could not be graded.")
        return [
            cell.with_outputs([told] if cell.is_test else []) if cell.locked else _emptied(cell)
            for cell in spec.notebooks[name]
        ]

    def reasons(self) -> tuple[str, ...]:
        """Return what the student is to read besides points and messages."""
        return (self.refusal,) if self.refusal else (self.graded.reasons if self.graded else ())


def _emptied(cell: Cell) -> Cell:
    text = "# Not graded." if cell.cell_type == "code" else "Not graded."
    return replace(cell, source=text, answered=False)


class Recorder:
    """Writes into one course's gradebook and its folder of graded notebooks."""

    def __init__(  # noqa: PLR0913
        self,
        sheet: Sheet,
        spec: Spec,
        autograded: Path,
        audit: Path,
        *,
        penalty: Penalty = lambda *_: None,
        on_wait: Callable[[str], None] = lambda _sentence: None,
    ) -> None:
        """Take what to write into.

        Args:
            sheet: the assignment in an open gradebook.
            spec: the assignment.
            autograded: the folder of graded notebooks.
            audit: the file of the audit log.
            penalty: what a late submission loses.
            on_wait: is told why it takes longer.
        """
        self._sheet, self._spec = sheet, spec
        self._autograded, self._audit = autograded, audit
        self._penalty, self._on_wait = penalty, on_wait

    def is_current(self, student: str, fingerprint: str) -> bool:
        """Return whether this submission is graded already, by these tests."""
        return self.marker(student).get("graded") == self._stamp(fingerprint)

    def marker(self, student: str) -> dict[str, Any]:
        """Return what the graded folder of a student says of itself; empty where there is none."""
        try:
            found = json.loads((self._folder(student) / MARKER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def record(self, entry: Entry, give_back: Callable[[dict[str, Marks]], None]) -> None:
        """Write a submission's notebooks, scores and reasons.

        The notebooks are written aside, the scores committed, the feedback written, then the
        notebooks put in place: what is graded shows in a marker that comes last, so whoever is
        interrupted finds everything complete, or the submission waits to be graded again.
        Points, comments and extensions given by hand stay.

        Args:
            entry: what to write.
            give_back: is told what each notebook is worth, and writes the feedback.

        Raises:
            Complaint: the gradebook stays locked, or the disk is full.
        """
        folder = self._folder(entry.student)
        incoming = folder.with_name(f"{_INCOMING}{entry.assignment}")
        try:
            _forget(incoming)
            self._write(entry, incoming)
            worth = self._persist(lambda: self._score(entry))
            self._log(entry)
            give_back(worth)
            _swap(incoming, folder)
        except OSError as error:
            _forget(incoming)
            raise Complaint(
                f"The grade of {entry.student} cannot be written ({error.strerror or error}): "
                "make room or mend the rights of the folder, then grade again; nothing of what "
                "was there before is lost."
            ) from None

    def _stamp(self, fingerprint: str) -> list[str]:
        return [fingerprint, self._spec.version]

    def _folder(self, student: str) -> Path:
        return self._autograded / student / self._spec.assignment

    def _write(self, entry: Entry, folder: Path) -> None:
        folder.mkdir(parents=True)
        for name, content in (entry.files or {}).items():
            path = folder / _as_text(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if entry.timestamp is not None:
            said = f"{entry.timestamp.isoformat(sep=' ')} UTC\n"
            (folder / TIMESTAMP).write_text(said, encoding="utf-8")
        for name in self._spec.notebooks:
            notebook = as_notebook(entry.cells(name, self._spec), entry.reasons())
            text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
            (folder / f"{name}.ipynb").write_text(f"{text}\n", encoding="utf-8")
        marker = {"graded": self._stamp(entry.fingerprint), "reasons": list(entry.reasons())}
        (folder / MARKER).write_text(json.dumps(marker), encoding="utf-8")
        for path in folder.rglob("*"):
            if path.is_file():
                path.chmod(0o444)

    def _score(self, entry: Entry) -> dict[str, Marks]:
        """Change the gradebook within one transaction, and return what each notebook is worth."""
        answered = {
            name: {cell.grade_id: cell.answered for cell in entry.cells(name, self._spec)}
            for name in self._spec.notebooks
        }
        return self._sheet.put(
            entry.student,
            entry.scores(self._spec),
            answered,
            timestamp=entry.timestamp,
            penalty=self._penalty,
        )

    def _persist(self, transaction: Callable[[], dict[str, Marks]]) -> dict[str, Marks]:
        """Run a transaction, again where another program holds the gradebook."""
        deadline, told = time.monotonic() + BUSY, False
        while True:
            try:
                return transaction()
            except OperationalError as error:
                self._sheet.database.rollback()
                if "locked" not in str(error) and "busy" not in str(error):
                    raise Complaint(
                        f"The gradebook cannot be written: {error.orig}. Back it up, then run "
                        "`nbgrader db upgrade`."
                    ) from None
                if time.monotonic() > deadline:
                    raise Complaint(
                        f"Another program has kept the gradebook locked for {BUSY:.0f} seconds: "
                        "end it, then grade again; what was graded so far stays."
                    ) from None
                if not told:
                    self._on_wait("Another program is writing into the gradebook: waiting for it.")
                told = True
                time.sleep(0.2)
            except BaseException:
                self._sheet.database.rollback()
                raise

    def _log(self, entry: Entry) -> None:
        """Add a line to the audit log: what was decided, when, from what, by which tests."""
        line = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "student": entry.student,
            "assignment": entry.assignment,
            "submission": entry.fingerprint,
            "tests": self._spec.version,
            "scores": entry.scores(self._spec),
            "reasons": list(entry.reasons()),
            "unconfirmed": list(entry.graded.unconfirmed) if entry.graded else [],
            "not confined by": list(entry.graded.missing) if entry.graded else [],
        }
        with self._audit.open("ab") as file:
            # A line that was cut off when its writer was killed ends here.
            start = b"\n" if file.tell() and not _ends_with_newline(self._audit) else b""
            file.write(start + json.dumps(line, ensure_ascii=False).encode() + b"\n")


def _as_text(name: str) -> str:
    """Return the name under which a file is kept: what could bring scripts along is but a text.

    The formgrader hands out these files from Jupyter's own address, by what their names say.
    """
    kind = mimetypes.guess_type(name)[0] or ""
    return f"{name}.txt" if any(word in kind for word in ("html", "xml", "svg", "xsl")) else name


def as_notebook(cells: Sequence[Cell], reasons: Sequence[str]) -> dict[str, Any]:
    """Return a graded notebook as nbgrader's pages read it, reasons first."""
    found = []
    if reasons:
        lines = "\n".join(f"- {reason}" for reason in reasons)
        notes = Cell("markdown", f"**Notes of the grader**\n\n{lines}")
        found.append(_node("grader-notes", notes))
    for number, cell in enumerate(cells):
        found.append(_node(cell.grade_id or f"own-cell-{number}", cell))
    return {"cells": found, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def _node(name: str, cell: Cell) -> dict[str, Any]:
    node: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "id": name[:64],
        "metadata": {},
        "source": cell.source,
    }
    if cell.grade_id:
        meta: dict[str, Any] = {
            "cell_type": cell.cell_type,
            "checksum": cell.checksum,
            "grade": cell.grade,
            "grade_id": cell.grade_id,
            "locked": cell.locked,
            "schema_version": 3,
            "solution": cell.solution,
            "task": cell.task,
        }
        if cell.grade or cell.task:
            meta["points"] = cell.points
        node["metadata"] = {"nbgrader": meta}
    if cell.cell_type == "code":
        node |= {"execution_count": None, "outputs": list(cell.outputs)}
    return node


def _swap(incoming: Path, folder: Path) -> None:
    """Put a folder in the place of another."""
    outgoing = folder.with_name(f"{_OUTGOING}{folder.name}")
    _forget(outgoing)
    if folder.exists():
        folder.rename(outgoing)
    incoming.rename(folder)
    _forget(outgoing)


def _forget(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
