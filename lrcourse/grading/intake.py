"""Takes in what was handed in without running any of it: what cannot be graded gets a reason."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dateutil import parser
from dateutil.tz import gettz

from lrcourse.grading.engine.confine import Limits
from lrcourse.grading.spec import Spec
from lrcourse.grading.work import Cell, Work

MAX_NOTEBOOK = 25 * 2**20
"""Bytes of one notebook: figures in its outputs make an honest one large."""
MAX_CELLS = 2_000
MAX_SOURCE, MAX_SOURCES = 200_000, 500_000
"""Characters of one cell, and of all: a page is made of them while the class waits."""
MAX_NOTEBOOKS = 2 * MAX_NOTEBOOK
"""Bytes of all notebooks: a file that is nothing but a hole takes no room until it is read."""
MAX_FILES, MAX_BESIDE, MAX_LEVELS = 200, 8 * 2**20, 8
"""Of files, folders and links together; bytes of what is no notebook; folders in folders."""
TIMESTAMP = "timestamp.txt"
MARKER = ".lrcourse.json"
"""Stands in each graded folder and says what was graded, by which tests."""
_STUDENT = re.compile(r"[\w@+.-]{1,128}")
# Control characters, marks that turn the direction of writing, and bytes that are no UTF-8, which
# Python reads as half a surrogate pair.
_UNWRITABLE = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_PART = re.compile(rf"[^{_UNWRITABLE}<>\"'&\\/]{{1,128}}")
_SKIPPED = {".ipynb_checkpoints", "__pycache__", ".DS_Store", MARKER}
_AHEAD = timedelta(minutes=5)
"""How far the clock of another machine may be ahead."""


class RefusedError(Exception):
    """A submission that cannot be graded; the message is the reason, as a sentence."""


def take_in(folder: Path, student: str, spec: Spec, limits: Limits) -> Work:
    """Read a submission, but for its time.

    Args:
        folder: where it lies.
        student: who handed it in.
        spec: what the assignment consists of.
        limits: what it may use when it runs.

    Returns:
        What can be graded of it.

    Raises:
        RefusedError: nothing of it can be graded.
    """
    require_name(student)
    if os.path.islink(folder) or not os.path.isdir(folder):  # noqa: PTH112, PTH114 - never raise
        raise RefusedError("The submission is no folder.")
    notes: list[str] = []
    files = dict(_files(folder, notes))
    found = {
        Path(name).stem: data
        for name, data in files.items()
        if name.endswith(".ipynb") and "/" not in name
    }
    notebooks: dict[str, list[Cell]] = {}
    missing: dict[str, str] = {}
    for name, cells in spec.notebooks.items():
        try:
            raw = _raw_cells(_named(name, cells, found, spec, notes))
            notebooks[name] = arrange(raw, cells, notes)
        except RefusedError as reason:
            missing[name] = f"{name}: {reason}"
    if not notebooks:
        raise RefusedError(" ".join([*missing.values(), *notes]))
    beside = {
        name: data
        for name, data in files.items()
        if not name.endswith(".ipynb") and name != TIMESTAMP
    }
    return Work(
        student,
        spec.assignment,
        notebooks,
        missing,
        beside,
        (student, digest(files)),
        limits,
        tuple(notes),
    )


def require_name(student: str) -> None:
    """Refuse a name that could be more than a name on a page or in a path.

    Raises:
        RefusedError: it is one.
    """
    if not _STUDENT.fullmatch(student) or set(student) <= {"."}:
        raise RefusedError(
            "The folder's name is no name of a student: letters, digits and . _ @ + - only."
        )


def printable(name: str) -> str:
    """Return a name that can be written anywhere, on a terminal as well."""
    return re.sub(f"[{_UNWRITABLE}]", "?", name)


def digest(files: dict[str, bytes]) -> str:
    """Return what tells one submission from another."""
    whole = hashlib.sha256()
    for name in sorted(files):
        if name != TIMESTAMP:
            whole.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return whole.hexdigest()


def fingerprint(folder: Path) -> str:
    """Return the digest of a submission, whatever it is; empty where nothing can be read."""
    try:
        return digest(dict(_files(folder, [])))
    except RefusedError as reason:
        return hashlib.sha256(str(reason).encode()).hexdigest()


def timestamp(folder: Path, notes: list[str]) -> datetime | None:
    """Return when a submission says that it was handed in, in UTC and without a zone.

    None where it says nothing. What is no time, or is ahead of the clock, is replaced by the time
    of the newest file, with a note.
    """
    path = folder / TIMESTAMP
    # Unlike `Path.exists`, this does not raise where the folder is closed.
    if not os.path.lexists(path):
        return None
    text = (_read(path, 200) or b"").decode(errors="replace").strip()
    said = _time(text)
    if said is not None:
        return said
    notes.append(
        f"The time of the submission, '{_harmless(text)}', is no time that can be: that of its "
        "newest file counts."
    )
    times = [(folder / name).lstat().st_mtime for name in _walk(folder, [])]
    now = datetime.now(UTC)
    # The time of a file may be one that `datetime` does not reach.
    newest = min(max(0.0, *times), now.timestamp())
    return datetime.fromtimestamp(newest, UTC).replace(tzinfo=None)


def _time(text: str) -> datetime | None:
    # nbgrader's own parser takes the offset in `+0100` for seconds.
    try:
        said: datetime = parser.parse(text, tzinfos=lambda name, offset: offset or gettz(name))
        said = (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    possible = datetime(2000, 1, 1, tzinfo=UTC) < said < datetime.now(UTC) + _AHEAD
    return said.replace(tzinfo=None) if possible else None


def _harmless(text: str) -> str:
    """Return the start of a text without what could be markup."""
    return re.sub(r"[^\w :.+-]", "?", text)[:40]


def arrange(found: Sequence[dict[str, Any]], spec: Sequence[Cell], notes: list[str]) -> list[Cell]:
    """Return the cells of a submission with those of the instructor as they were released.

    A cell is known by its grade id: what the student wrote in it stays where it may be written,
    all else is restored, and what is missing comes back. Cells of the student's own stay behind
    the cell that they followed; of several cells with one id the last is the one.
    """
    known = {cell.grade_id: cell for cell in spec}
    ids = [_grade_id(cell) for cell in found]
    last = {name: index for index, name in enumerate(ids)}
    repeated = {name for name in known if ids.count(name) > 1 and known[name].solution}
    notes += [f"{name}: the cell is there more than once, and the last one counts."
              for name in sorted(repeated)]  # fmt: skip
    groups: dict[str, list[Cell]] = {"": []}
    current = ""
    for index, raw in enumerate(found):
        name = ids[index]
        if name in known and last[name] == index:
            current = name
            groups[name] = [_restored(raw, known[name])]
        else:
            groups[current].append(Cell(_type(raw), _source(raw)))
    arranged = groups[""]
    for cell in spec:
        if cell.grade_id in groups:
            arranged += groups[cell.grade_id]
        elif cell.solution:
            notes.append(f"{cell.grade_id}: the cell of the answer is missing.")
            arranged.append(_absent(cell))
        else:
            arranged.append(cell)
    return arranged


def _restored(found: dict[str, Any], cell: Cell) -> Cell:
    if not cell.solution:
        return cell
    written = replace(cell, source=_source(found))
    return replace(written, answered=checksum(written) != cell.checksum)


def _absent(cell: Cell) -> Cell:
    """Return a solution cell that does nothing, in the place of one that was deleted."""
    text = "This cell was not handed in."
    return replace(cell, source=f"# {text}" if cell.cell_type == "code" else text, answered=False)


def checksum(cell: Cell) -> str:
    """Return nbgrader's checksum of a cell."""
    from nbformat import from_dict  # noqa: PLC0415
    from nbgrader.utils import compute_checksum  # noqa: PLC0415

    meta = {
        "grade_id": cell.grade_id,
        "grade": cell.grade,
        "solution": cell.solution,
        "locked": cell.locked,
        "points": cell.points,
    }
    node = from_dict(
        {"cell_type": cell.cell_type, "source": cell.source, "metadata": {"nbgrader": meta}}
    )
    result: str = compute_checksum(node)
    return result


def _named(
    name: str, cells: Sequence[Cell], found: dict[str, bytes], spec: Spec, notes: list[str]
) -> bytes:
    """Return the notebook of that name, or the one that is meant under another name."""
    if name in found:
        return found[name]
    wanted = {cell.grade_id for cell in cells}
    others = []
    for other in sorted(found.keys() - spec.notebooks.keys()):
        try:
            ids = {_grade_id(cell) for cell in _raw_cells(found[other])}
        except RefusedError:
            continue
        if len(ids & wanted) > len(wanted) / 2:
            others.append(other)
    if len(others) == 1:
        notes.append(f"{name}: the notebook was handed in as '{others[0]}'.")
        return found[others[0]]
    also = " Several others could be meant." if others else ""
    raise RefusedError(f"no notebook of this name was handed in.{also}")


def _raw_cells(data: bytes) -> list[dict[str, Any]]:
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise RefusedError("the notebook cannot be read: it is damaged, or no notebook.") from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise RefusedError("the file is no notebook of format 4: open and save it in JupyterLab.")
    if len(cells) > MAX_CELLS:
        raise RefusedError(f"the notebook has more than {MAX_CELLS} cells.")
    if any(len(_source(cell)) > MAX_SOURCE for cell in cells):
        raise RefusedError(f"a cell of the notebook has more than {MAX_SOURCE} characters.")
    if sum(len(_source(cell)) for cell in cells) > MAX_SOURCES:
        raise RefusedError(f"the cells of the notebook have more than {MAX_SOURCES} characters.")
    return cells


def _grade_id(cell: dict[str, Any]) -> str:
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) else ""


def _type(cell: dict[str, Any]) -> str:
    kind = cell.get("cell_type")
    return kind if kind in ("code", "markdown", "raw") else "raw"


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    text = source if isinstance(source, str) else ""
    # Half a surrogate pair cannot be written into any file.
    return text.encode(errors="replace").decode()


def _files(folder: Path, notes: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the regular files of a submission; links and special files are left out."""
    notebooks, beside = MAX_NOTEBOOKS, MAX_BESIDE
    for name in _walk(folder, notes):
        path = folder / name
        if name.endswith(".ipynb"):
            data = _read(path, min(MAX_NOTEBOOK, notebooks))
            if data is None:
                raise RefusedError(_too_large(name, notebooks))
            notebooks -= len(data)
        else:
            data = _read(path, beside)
            if data is None:
                most = MAX_BESIDE // 2**20
                notes.append(f"{name} is left out: the files take more than {most} MB.")
                continue
            beside -= len(data)
        yield name, data


def _too_large(name: str, left: int) -> str:
    if left < MAX_NOTEBOOK:
        return f"The notebooks take more than {MAX_NOTEBOOKS // 2**20} MB."
    return f"{name} is larger than {MAX_NOTEBOOK // 2**20} MB: clear its outputs, then save it."


def _walk(folder: Path, notes: list[str]) -> Iterator[str]:
    """Yield the names of all regular files, and note what is left out.

    Raises:
        RefusedError: there are too many files, folders and links, or one cannot be read.
    """
    count = 0
    levels = [("", 0)]
    left_out: list[str] = []
    found: list[str] = []
    while levels:
        prefix, level = levels.pop()
        for entry in _entries(folder / prefix):
            name = f"{prefix}{entry.name}"
            count += 1
            if count > MAX_FILES:
                raise RefusedError(f"The submission has more than {MAX_FILES} files.")
            if entry.name in _SKIPPED:
                continue
            if not _PART.fullmatch(entry.name) or entry.is_symlink():
                left_out.append("A link or a file with a strange name was left out.")
            elif entry.is_file(follow_symlinks=False):
                found.append(name)
            elif not entry.is_dir(follow_symlinks=False):
                left_out.append(f"{entry.name} is left out: it is no regular file.")
            elif level == 0 and (entry.name == TIMESTAMP or entry.name.endswith(".ipynb")):
                left_out.append(f"{entry.name} is left out: a folder has the name of a file.")
            elif level < MAX_LEVELS:
                levels.append((f"{name}/", level + 1))
    notes += sorted(set(left_out))
    yield from sorted(found)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except OSError as error:
        raise RefusedError(f"The submission cannot be read: {error.strerror}.") from None


def _read(path: Path, most: int) -> bytes | None:
    """Return the content of a regular file that is not too large, without following a link."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            state = os.fstat(handle)
            if not stat.S_ISREG(state.st_mode) or state.st_size > most:
                return None
            with open(handle, "rb", closefd=False) as file:
                data = file.read(most + 1)
        finally:
            os.close(handle)
    except OSError as error:
        raise RefusedError(f"{path.name} cannot be read: {error.strerror}.") from None
    return data if len(data) <= most else None
