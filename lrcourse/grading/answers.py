"""Reads the answer bank: right and wrong answers to each exercise, in labelled sections."""

import re
from dataclasses import dataclass
from pathlib import Path

from lrcourse.complaint import Complaint

_HEADER = re.compile(r"# %% (right|wrong): (.+)")
_CAUSE = re.compile(r"# cause: (\S+)")
_MISCONCEPTION = re.compile(r"# misconception: (m\d+(?:, m\d+)*)")


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise.

    Attributes:
        exercise: the grade id of the exercise.
        right: whether it must get full marks.
        title: what it does, or the mistake that it makes.
        cause: the mistake that the message must name first; empty where it must name none.
        code: what stands in the student's solution cell.
        misconceptions: the rows of docs/coverage.toml that it makes, such as `m14`.
    """

    exercise: str
    right: bool
    title: str
    cause: str
    code: str
    misconceptions: tuple[str, ...] = ()


def read(path: Path) -> list[Answer]:
    """Return the answers of one file, `EXERCISE.py`, in its order.

    A section begins with a line `# %% right: title` or `# %% wrong: title`. A wrong answer
    goes on with `# cause: NAME`, or `# cause: none` where no mistake can be told from what the
    answer gives. A line `# misconception: m3, m14` may follow: rows of docs/coverage.toml.

    Raises:
        Complaint: the file cannot be read, has text before its first section, or a wrong answer
            without a cause.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Complaint(f"The answers {path} cannot be read: {error}.") from None
    before, *sections = re.split(r"^(?=# %% )", text, flags=re.MULTILINE)
    if before.strip():
        raise Complaint(f"{path} has text before its first `# %% right:` or `# %% wrong:`.")
    return [_answer(path, section) for section in sections]


def _answer(path: Path, section: str) -> Answer:
    first, *lines = section.splitlines()
    header = _HEADER.fullmatch(first)
    if header is None:
        raise Complaint(f"{path}: '{first}' is neither `# %% right: …` nor `# %% wrong: …`.")
    right = header[1] == "right"
    cause, misconceptions = "", tuple[str, ...]()
    if not right:
        said = _CAUSE.fullmatch(lines[0]) if lines else None
        if said is None:
            raise Complaint(f"{path}: the line `# cause: …` is missing after '{first}'.")
        cause = "" if said[1] == "none" else said[1]
        lines = lines[1:]
        if made := _MISCONCEPTION.fullmatch(lines[0]) if lines else None:
            misconceptions = tuple(made[1].split(", "))
            lines = lines[1:]
    code = "\n".join(lines).strip("\n")
    return Answer(path.stem, right, header[2], cause, code, misconceptions)


def read_all(folder: Path) -> dict[str, list[Answer]]:
    """Return the answers of all exercises of one assignment, by grade id."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.py"))}
