"""Reads the answer bank: right and wrong answers to each exercise, in labelled sections."""

import re
from dataclasses import dataclass
from pathlib import Path

from lrcourse.complaint import Complaint

_HEADER = re.compile(r"# %% (right|wrong): (.+)")


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise.

    Attributes:
        exercise: the grade id of the exercise.
        right: whether it must get full marks.
        title: what it does, or the mistake that it makes.
        code: what stands in the student's solution cell.
    """

    exercise: str
    right: bool
    title: str
    code: str


def read(path: Path) -> list[Answer]:
    """Return the answers of one file, `EXERCISE.py`, in its order.

    A section begins with a line `# %% right: title` or `# %% wrong: title`.

    Raises:
        Complaint: the file cannot be read, or has text before its first section.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise Complaint(f"The answers {path} cannot be read: {error}.") from None
    answers: list[Answer] = []
    lines: list[str] = []
    for line in [*text.splitlines(), "# %% right: the end"]:
        header = _HEADER.fullmatch(line)
        if header is None:
            lines.append(line)
            continue
        code = "\n".join(lines).strip("\n")
        if answers:
            answers[-1] = Answer(path.stem, answers[-1].right, answers[-1].title, code)
        elif code.strip():
            raise Complaint(f"{path} has text before its first `# %% right:` or `# %% wrong:`.")
        answers.append(Answer(path.stem, header[1] == "right", header[2], ""))
        lines = []
    return answers[:-1]


def read_all(folder: Path) -> dict[str, list[Answer]]:
    """Return the answers of all exercises of one assignment, by grade id."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.py"))}
