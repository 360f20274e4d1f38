"""Writes the tables that the guides link to, from the data that they describe."""

from pathlib import Path

from lrcourse.causes import CAUSES
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import Course

_EXERCISES = {
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
    parts = [
        "# Mistakes that a check can name",
        (
            "Made by `make refresh` from `lrcourse/causes.py` and the answer bank. A check names "
            "at most two causes, the likeliest first; those marked *general* only where nothing "
            "more special fits."
        ),
    ]
    for formula, causes in CAUSES.items():
        parts.append(f"## {_EXERCISES.get(formula, formula)}")
        rows = ["| cause | what the student reads | an answer that gets it |", "|---|---|---|"]
        for cause in causes:
            name = f"{cause.name} (*general*)" if cause.general else cause.name
            rows.append(f"| {name} | {_cell(cause.sentence)} | {_example(bank, cause.name)} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _example(bank: list[Answer], cause: str) -> str:
    for answer in bank:
        if answer.cause == cause:
            return f"`{answer.exercise}`: {_cell(answer.title)}"
    return ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
