"""Writes the tables that the guides link to, from the data that they describe."""

from pathlib import Path

from lrcourse.causes.errors import ERRORS
from lrcourse.diagnosis import Cause
from lrcourse.grading import bank, coverage
from lrcourse.grading.answers import Answer
from lrcourse.grading.course import Course
from lrcourse.kinds import KINDS


def tables(repository: Course) -> dict[Path, str]:
    """Return the text of every generated table, by its path in the repository."""
    return {
        Path("docs") / "causes.md": causes_table(repository),
        Path("docs") / "coverage.md": coverage.table(repository, coverage.rows(repository)),
    }


def causes_table(repository: Course) -> str:
    """Return all causes that a check can name, each with an answer that gets it."""
    assignments = repository.assignments()
    answers = [answer for name in assignments for answer in bank.answers(repository, name)]
    exercises = _exercises(repository)
    parts = [
        "# Mistakes that a check can name",
        (
            "Made by `make refresh` from `lrcourse/causes/` and the answer bank. A check names "
            "at most two causes, the likeliest first; those marked *general* only where nothing "
            "more special fits. A cause stands where it comes first, and serves the later "
            "sections, too, where it fits. The last column is empty where no exercise has such "
            "an answer yet."
        ),
    ]
    errors = {cause.sentence for cause in ERRORS}
    shown: set[str] = set()
    for kind in KINDS.values():
        new = [cause for cause in kind.causes if cause.sentence not in shown | errors]
        shown |= {cause.sentence for cause in new}
        if new:
            parts += [f"## {kind.title.capitalize()}", _table(new, answers, exercises)]
    parts += ["## Whatever the exercise is", _table(ERRORS, answers, exercises)]
    return "\n\n".join(parts) + "\n"


def _table(causes: list[Cause], answers: list[Answer], exercises: dict[str, set[str]]) -> str:
    rows = ["| cause | what the student reads | an answer that gets it |", "|---|---|---|"]
    for cause in causes:
        name = f"{cause.name} (*general*)" if cause.general else cause.name
        places = {
            exercise
            for kind in KINDS
            if cause.sentence in {other.sentence for other in KINDS[kind].causes}
            for exercise in exercises[kind]
        }
        titles = (
            f"`{answer.exercise}`: {_cell(answer.title)}"
            for answer in answers
            if answer.cause == cause.name and answer.exercise in places
        )
        rows.append(f"| {name} | {_cell(cause.sentence)} | {next(titles, '')} |")
    return "\n".join(rows)


def _exercises(repository: Course) -> dict[str, set[str]]:
    """Return for each kind the exercises that are of it: their test cell names it."""
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for assignment in repository.assignments():
        for exercise, cell in bank.test_cells(repository, assignment).items():
            for kind, exercises in found.items():
                if f'"{kind}"' in cell.source:
                    exercises.add(exercise)
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
