"""Traces what the course has to cover to the cells, exercises and answers that cover it."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lrcourse.complaint import Complaint
from lrcourse.grading import bank, notebooks
from lrcourse.grading.answers import Answer
from lrcourse.grading.bank import TestCell
from lrcourse.grading.course import Course

SUBJECTS = Path("docs") / "coverage.toml"


@dataclass
class Row:
    """One thing to cover, and what covers it.

    Attributes:
        name: what the metadata of a cell and the headers of an answer call it.
        unit: the number of the unit that it belongs to.
        text: what it says; empty for a class.
        verdict: how a statement of a tutorial holds; empty for all else.
        cells: the lesson cells, as `lesson`, `cell id`.
        exercises: the exercises, as `assignment`, `grade id`.
        caught: the wrong answers that lose points for it.
        missed: the wrong answers that make this mistake and score nevertheless.
    """

    name: str
    unit: str
    text: str = ""
    verdict: str = ""
    cells: list[tuple[str, str]] = field(default_factory=list)
    exercises: list[tuple[str, str]] = field(default_factory=list)
    caught: list[Answer] = field(default_factory=list)
    missed: list[Answer] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing covers it yet."""
        return not (self.cells or self.exercises or self.caught)


def rows(
    repository: Course, loses_points: Callable[[Answer, TestCell], bool] | None = None
) -> dict[str, list[Row]]:
    """Return all rows, by the section of `docs/coverage.toml` that they come from.

    Args:
        repository: the course with lessons, assignments and the answer bank.
        loses_points: whether an answer fails its test cell; by default it is run.

    Raises:
        Complaint: a cell or an answer names something that is no row.
    """
    loses_points = loses_points or (lambda answer, cell: not bank.run(answer, cell).passed)
    sections = _subjects(repository.root / SUBJECTS)
    known = {row.name: row for section in sections.values() for row in section}

    def row(name: str, where: str) -> Row:
        if name not in known:
            raise Complaint(f"{where} covers '{name}', which is not in {SUBJECTS}.")
        return known[name]

    for path in sorted((repository.root / "notebooks").glob("*.ipynb")):
        for cell in notebooks.read(path).cells:
            for name in _covers(cell):
                row(name, f"{path.name}, cell {cell.id}").cells.append((path.stem, cell.id))
    for assignment in repository.assignments():
        for name, exercise in _asked(repository, assignment):
            row(name, f"{assignment}, {exercise}").exercises.append((assignment, exercise))
        cells = bank.test_cells(repository, assignment)
        for answer in bank.answers(repository, assignment):
            for name in answer.misconceptions:
                found = row(name, f"the answer '{answer.title}'")
                lost = loses_points(answer, cells[answer.exercise])
                (found.caught if lost else found.missed).append(answer)
    return sections


def table(repository: Course, found: dict[str, list[Row]]) -> str:
    """Return `docs/coverage.md`."""
    assignments = {
        exercise: name
        for name in repository.assignments()
        for exercise in bank.test_cells(repository, name)
    }
    parts = [
        "# What the course covers, and where",
        (
            "Made by `make refresh` from [coverage.toml](coverage.toml), the notebooks and the "
            "answer bank. A misconception counts as caught only by an answer of the bank that "
            "makes it and loses its points: each was run for this table. An empty row waits for "
            "its unit."
        ),
    ]
    for section, head in _HEADS.items():
        lines = [head.title, "", head.summary(found[section]), "", *head.columns]
        lines += [head.line(row, assignments) for row in found[section]]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


@dataclass(frozen=True)
class _Head:
    title: str
    columns: tuple[str, str]
    summary: Callable[[list[Row]], str]
    line: Callable[[Row, dict[str, str]], str]


def _class_line(row: Row, _assignments: dict[str, str]) -> str:
    return f"| `{row.name}` | {row.unit} | {_cells(row)} | {_exercises(row)} |"


def _misconception_line(row: Row, assignments: dict[str, str]) -> str:
    answers = "<br>".join(
        f"[{answer.exercise}](../{_bank_file(answer, assignments)}): {_plain(answer.title)}"
        for answer in row.caught
    )
    return f"| {row.name[1:]} | {_plain(row.text)} | {row.unit} | {_cells(row)} | {answers} |"


def _statement_line(row: Row, _assignments: dict[str, str]) -> str:
    covered = ", ".join(filter(None, [_cells(row), _exercises(row)]))
    return f"| {row.name} | {_plain(row.text)} | {row.verdict} | {row.unit} | {covered} |"


def _exercises(row: Row) -> str:
    return ", ".join(
        f"[{exercise}](../source/{assignment}/{assignment}.ipynb)"
        for assignment, exercise in row.exercises
    )


_HEADS = {
    "classes": _Head(
        "## Scheduler classes",
        ("| class | unit | lesson cells | exercises |", "|---|---|---|---|"),
        lambda found: f"{sum(not row.empty for row in found)} of {len(found)} are taught.",
        _class_line,
    ),
    "misconceptions": _Head(
        "## Misconceptions",
        (
            "| # | misconception | unit | shown in | caught in exercise: answer |",
            "|---|---|---|---|---|",
        ),
        lambda found: (
            f"{sum(bool(row.caught) for row in found)} of {len(found)} are caught by an exercise, "
            f"{sum(not row.empty for row in found)} are caught or shown running in a lesson."
        ),
        _misconception_line,
    ),
    "tutorials": _Head(
        "## What three public tutorials teach",
        ("| statement | in our words | how it holds | unit | where |", "|---|---|---|---|---|"),
        lambda found: (
            f"{sum(not row.empty for row in found)} of {len(found)} are run, answered or "
            "corrected."
        ),
        _statement_line,
    ),
}


def _subjects(path: Path) -> dict[str, list[Row]]:
    try:
        data: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Complaint(f"{path} cannot be read: {error}.") from None
    found = {"classes": [Row(name, unit) for name, unit in data["classes"].items()]}
    for section in ("misconceptions", "tutorials"):
        found[section] = [Row(name, **fields) for name, fields in data[section].items()]
    return found


def _covers(cell: Any) -> Iterable[str]:  # noqa: ANN401
    names: list[str] = cell.metadata.get("lrcourse", {}).get("covers", [])
    return names


def _asked(repository: Course, assignment: str) -> Iterable[tuple[str, str]]:
    """Yield what each exercise covers: its task cell, `NAME-task`, says so."""
    for name in repository.notebooks(assignment):
        for cell in notebooks.read(repository.source / assignment / name).cells:
            for subject in _covers(cell):
                yield subject, cell.id.removesuffix("-task")


def _cells(row: Row) -> str:
    lessons: dict[str, list[str]] = {}
    for lesson, cell in row.cells:
        lessons.setdefault(lesson, []).append(f"`{cell}`")
    return ", ".join(
        f"[{lesson}](../notebooks/{lesson}.ipynb) {', '.join(cells)}"
        for lesson, cells in lessons.items()
    )


def _bank_file(answer: Answer, assignments: dict[str, str]) -> str:
    return (bank.ANSWERS / assignments[answer.exercise] / f"{answer.exercise}.py").as_posix()


def _plain(text: str) -> str:
    return text.replace("|", "\\|")
