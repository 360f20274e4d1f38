"""Writes the tables that the guides link to, from the data that they describe."""

from pathlib import Path

from lrcourse.causes import CAUSES, ERRORS
from lrcourse.diagnosis import Cause
from lrcourse.grading import notebooks
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import Course

_TITLES = {
    "step_decay": "the rates of a step decay",
    "multi_step": "the rates of a schedule with milestones",
    "cosine_annealing": "the rates of a cosine schedule",
    "linear": "the rates of a linear schedule or warm-up",
    "changed_rate": "a change of the rate in the middle of a descent",
    "trained": "a training loop",
    "positions": "a list of positions",
    "largest_stable_rate": "the largest stable rate",
    "rate_for_floor": "the rate for a noise floor",
}


_CALLS = {"changed_rate": "check_rate_change(", "trained": "check_training("}
"""The checks that know their formula by themselves."""


def tables(repository: Course) -> dict[Path, str]:
    """Return the text of every generated table, by its path in the repository."""
    return {Path("docs") / "causes.md": causes_table(repository)}


def causes_table(repository: Course) -> str:
    """Return all causes that a check can name, each with an answer that gets it."""
    bank = [
        answer
        for assignment in repository.assignments()
        for answers in read_all(repository.root / "tests" / "answers" / assignment).values()
        for answer in answers
    ]
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
    shown: set[str] = set()
    for formula, causes in CAUSES.items():
        new = [cause for cause in causes if cause.sentence not in shown and cause not in ERRORS]
        shown |= {cause.sentence for cause in new}
        parts += [f"## {_TITLES.get(formula, formula).capitalize()}", _table(new, bank, exercises)]
    parts += ["## Whatever the exercise is", _table(ERRORS, bank, exercises)]
    return "\n\n".join(parts) + "\n"


def _table(causes: list[Cause], bank: list[Answer], exercises: dict[str, set[str]]) -> str:
    rows = ["| cause | what the student reads | an answer that gets it |", "|---|---|---|"]
    for cause in causes:
        name = f"{cause.name} (*general*)" if cause.general else cause.name
        places = {
            exercise
            for formula, named in CAUSES.items()
            if cause.sentence in {other.sentence for other in named}
            for exercise in exercises[formula]
        }
        titles = (
            f"`{answer.exercise}`: {_cell(answer.title)}"
            for answer in bank
            if answer.cause == cause.name and answer.exercise in places
        )
        rows.append(f"| {name} | {_cell(cause.sentence)} | {next(titles, '')} |")
    return "\n".join(rows)


def _exercises(repository: Course) -> dict[str, set[str]]:
    """Return for each formula the exercises whose test cell compares with it."""
    found: dict[str, set[str]] = {formula: set() for formula in CAUSES}
    for assignment in repository.assignments():
        for name in repository.notebooks(assignment):
            for cell in notebooks.read(repository.source / assignment / name).cells:
                if not cell.metadata.get("nbgrader", {}).get("grade"):
                    continue
                for formula, marks in found.items():
                    if f'"{formula}"' in cell.source or _CALLS.get(formula, "\0") in cell.source:
                        marks.add(cell.metadata["nbgrader"]["grade_id"])
    return found


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
