"""The bank notices every weakening of a test cell: the tests of the tests."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest

from lrcourse import properties, verdicts
from lrcourse.grading import bank
from lrcourse.grading.course import repository
from lrcourse.kinds import KINDS

HOME = repository()
CELLS = {
    (name, exercise): cell
    for name in HOME.assignments()
    for exercise, cell in bank.test_cells(HOME, name).items()
}
DRAWN = [key for key, cell in CELLS.items() if "hidden_cases" in cell.source]
COUNTED = {
    name
    for name, kind in KINDS.items()
    if kind.probe == "milestones"
    or kind.judge in {properties.judge_steps, properties.judge_shortest_plateau}
}
"""Kinds that compare whole numbers of drops or steps: no tolerance lets another number pass."""
TOLERANT = [key for key in DRAWN if not any(f'"{kind}"' in CELLS[key].source for kind in COUNTED)]


def noticed(key: tuple[str, str], mutate: Callable[[str], str]) -> bool:
    """Return whether a wrong answer scores on the mutated cell."""
    cell = replace(CELLS[key], source=mutate(CELLS[key].source))
    assert cell != CELLS[key]
    return any(
        bank.run(answer, cell).passed
        for answer in bank.answers(HOME, key[0])
        if answer.exercise == key[1] and not answer.right
    )


def grouped(keys: Iterable[tuple[str, str]]) -> list[Any]:
    """Keep what runs the answers to one exercise in one worker."""
    return [pytest.param(key, marks=pytest.mark.xdist_group(key[1]), id=key[1]) for key in keys]


def without_hidden_check(cell: str) -> str:
    return cell.partition("### BEGIN HIDDEN TESTS")[0]


def with_one_case(cell: str) -> str:
    return re.sub(r"hidden_cases=\d+", "hidden_cases=1", cell)


def with_the_example_only(cell: str) -> str:
    """Return the cell with the visible example in the place of the hidden cases."""
    example = re.search(r"example=\{.*?\}(?=,?\n?\))", cell, re.DOTALL)
    assert example
    return re.sub(r"hidden_cases=\d+", lambda _match: example[0], cell)


@pytest.mark.parametrize("key", grouped(CELLS))
def test_a_deleted_hidden_check_is_noticed(key: tuple[str, str]) -> None:
    assert noticed(key, without_hidden_check)


@pytest.mark.parametrize("key", grouped(DRAWN))
def test_cases_cut_to_one_are_noticed(key: tuple[str, str]) -> None:
    assert noticed(key, with_one_case)


@pytest.mark.parametrize("key", grouped(DRAWN))
def test_the_example_in_the_place_of_the_cases_is_noticed(key: tuple[str, str]) -> None:
    assert noticed(key, with_the_example_only)


@pytest.mark.parametrize("key", grouped(TOLERANT))
def test_a_tolerance_of_a_hundredth_is_noticed(
    key: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verdicts, "REL_TOL", 1e-2)
    assert noticed(key, lambda cell: f"{cell}\n")
