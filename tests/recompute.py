"""Recomputes every printed list of rates from its closed form."""

import importlib
import inspect
import math
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from nbformat import NotebookNode

from lrcourse import mistakes, quadratic, recipes, schedules

REL_TOL = 1e-9
ABS_TOL = 1e-15

_MODULES = [schedules, recipes, quadratic] + [
    importlib.import_module(found.name)
    for found in pkgutil.iter_modules(mistakes.__path__, f"{mistakes.__name__}.")
]
FORMULAS: dict[str, Callable[..., Any]] = {
    name: function
    for module in _MODULES
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}

_NUMBER = r"[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf|nan)"
# A list may show its numbers as text, or as what numpy and torch make of them.
_ENTRY = rf"(?:[\w.]+\(\s*)?['\"]?{_NUMBER}['\"]?\s*\)?"
# After a letter or a closing bracket, `[0]` is an index.
_LIST = re.compile(
    rf"(?<![\w\])])\[\s*{_ENTRY}(?:(?:\s*,\s*|\s+){_ENTRY})*\s*,?\s*\]", re.IGNORECASE
)
_VALUE = re.compile(rf"(?<![\w.]){_NUMBER}(?![\w])", re.IGNORECASE)
# In `milestone-rates: 12 of 12 epochs match`, the word is part of an exercise\'s name.
_RATE_VALUE = re.compile(
    rf"(?<![a-z-])(?:rates?|lrs?)\s*[=:]?\s*((?>{_NUMBER}))(?!\w)",
    re.IGNORECASE,
)
_SAME_LIST = re.compile(r"[\s)\]]*,[\s(\[]*")
"""What stands between the inner lists of a nested one; they share its label."""
_PUNCTUATION = " \t\n,;:()[]"
_RATE = re.compile(r"(?<![a-z])(?:rates?|lrs?)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedList:
    """A list of numbers in the output of a cell.

    Attributes:
        values: its numbers.
        label: the text that says what it shows; empty where nothing does.
    """

    values: list[float]
    label: str


def lists_in(text: str) -> list[PrintedList]:
    """Return the lists of numbers in a text, in the order in which they begin.

    These are lists in brackets, of which the inner ones count, and at least two consecutive
    lines that each give a rate, like `epoch 3: lr = 0.1`.
    """
    found = _bracketed(text) + _line_by_line(text)
    return [printed for _, printed in sorted(found, key=lambda item: item[0])]


def printed_lists(cell: NotebookNode) -> list[PrintedList]:
    """Return the lists of numbers that a cell prints, or shows as its result."""
    if cell.cell_type != "code":
        return []
    text = ""
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stdout":
            text += output.text
        elif output.output_type == "execute_result":
            text += f"\n{output.data.get('text/plain', '')}\n"
    return lists_in(text)


def complaints(notebook: NotebookNode, name: str) -> list[str]:
    """Return what is wrong with the lists that a notebook prints, or with what it says of them.

    A code cell declares its lists, in order, in `metadata["lrcourse"]["lists"]`:
    `{"formula": name, "arguments": {...}}`, with `"digits": n` where it prints n significant
    digits, or `{"unchecked": reason}` for a list that holds no rates.
    """
    found = []
    for cell in notebook.cells:
        printed = printed_lists(cell)
        declared = cell.metadata.get("lrcourse", {}).get("lists", [])
        where = f"{name}, cell {cell.get('id', '?')}"
        if len(printed) != len(declared):
            found.append(f"{where}: {len(printed)} lists printed, {len(declared)} declared")
        for number, (seen, entry) in enumerate(zip(printed, declared, strict=False), start=1):
            if reason := _complaint(seen, entry, cell.source):
                found.append(f"{where}, list {number}: {reason}")
    return found


def _bracketed(text: str) -> list[tuple[int, PrintedList]]:
    found: list[tuple[int, PrintedList]] = []
    end = 0
    for match in _LIST.finditer(text):
        between = text[end : match.start()]
        if found and _SAME_LIST.fullmatch(between):
            label = found[-1][1].label
        else:
            label = between.strip(_PUNCTUATION).rpartition("\n")[2]
        values = [float(number) for number in _VALUE.findall(match.group())]
        found.append((match.start(), PrintedList(values, label)))
        end = match.end()
    return found


def _line_by_line(text: str) -> list[tuple[int, PrintedList]]:
    found = []
    rows: list[tuple[int, str, list[str]]] = []
    position = 0
    for line in text.splitlines(keepends=True):
        rows.append((position, line, _RATE_VALUE.findall(line)))
        position += len(line)
    for width, group in groupby(rows, key=lambda row: len(row[2])):
        run = list(group)
        if width == 0 or len(run) < 2:
            continue
        for column in range(width):
            values = [float(numbers[column]) for _, _, numbers in run]
            found.append((run[0][0], PrintedList(values, run[0][1].strip())))
    return found


def _complaint(printed: PrintedList, entry: Any, source: str) -> str | None:  # noqa: ANN401
    match entry:
        case {"unchecked": str(reason), **rest} if reason.strip() and not rest:
            return _complaint_unchecked(printed, source)
        case {
            "formula": str(formula),
            "arguments": dict(arguments),
            "digits": int(digits),
            **rest,
        }:
            if digits > 0 and not rest:
                return _complaint_values(printed.values, formula, arguments, digits)
        case {"formula": str(formula), "arguments": dict(arguments), **rest} if not rest:
            return _complaint_values(printed.values, formula, arguments, None)
    return f"it is declared neither with a formula and its arguments nor as unchecked: {entry}"


def _complaint_unchecked(printed: PrintedList, source: str) -> str | None:
    if _RATE.search(printed.label):
        return f"it is unchecked, but its label speaks of rates: '{printed.label}'"
    if not printed.label and _RATE.search(source):
        return "it is unchecked, but the cell speaks of rates: print a label that says what it is"
    return None


def _complaint_values(
    printed: list[float], formula: str, arguments: dict[str, Any], digits: int | None
) -> str | None:
    if formula not in FORMULAS:
        return f"there is no formula '{formula}'"
    try:
        expected = [float(value) for value in FORMULAS[formula](**arguments)]
    except (TypeError, ValueError, ArithmeticError) as error:
        return f"the formula '{formula}' gives no list for these arguments: {error}"
    if not expected:
        return f"the formula '{formula}' gives an empty list"
    if len(expected) != len(printed):
        return f"it has {len(printed)} numbers, but '{formula}' gives {len(expected)}"
    for index, (seen, wanted) in enumerate(zip(printed, expected, strict=True)):
        if not _same(seen, wanted, digits):
            return f"entry {index} is {seen!r}, but '{formula}' gives {wanted!r}"
    return None


def _same(seen: float, wanted: float, digits: int | None) -> bool:
    if digits is None:
        return math.isclose(seen, wanted, rel_tol=REL_TOL, abs_tol=ABS_TOL)
    # A number in the middle between two roundings may fall to either side.
    near = (wanted * (1 - REL_TOL), wanted, wanted * (1 + REL_TOL))
    return seen in {float(f"{value:.{digits}g}") for value in near}
