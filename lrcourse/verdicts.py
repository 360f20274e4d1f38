"""The half of a check that decides: pure functions of expectation and plain data."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from lrcourse.plain import Plain

REL_TOL = 1e-9
"""Right answers differ in their last digits, depending on the order of the multiplications."""
ABS_TOL = 1e-15
WEIGHT_ABS_TOL = 1e-12
"""Weights pass through zero, where a relative tolerance has nothing to hold on to."""


@dataclass(frozen=True)
class Finding:
    """What is wrong with an answer.

    Attributes:
        difference: what the student's code did, without a word of what was expected.
        expectation: what was expected there; empty where it would say nothing.
        first: the index of the first entry that differs, where the answer is a list of numbers.
    """

    difference: str
    expectation: str = ""
    first: int | None = None


def same(expected: float, observed: float, abs_tol: float = ABS_TOL) -> bool:
    """Return whether two numbers agree up to the order of the multiplications."""
    return math.isclose(expected, observed, rel_tol=REL_TOL, abs_tol=abs_tol)


def agree(expected: Any, observed: Any, abs_tol: float = ABS_TOL) -> bool:  # noqa: ANN401
    """Return whether `observed`, which may be anything, is the same number."""
    return not_a_number(observed) is None and same(expected, observed, abs_tol)


def judge_value(expected: Plain, answer: dict[str, Plain]) -> Finding | None:
    """Judge one number."""
    if finding := no_value(answer, "a number"):
        return finding
    observed = answer["value"]
    if (complaint := not_a_number(observed)) or isinstance(expected, list):
        return Finding(f"it returned {complaint or short(observed)}", "a number was expected")
    if same(number(expected), number(observed)):
        return None
    return Finding(f"it returned {short(observed)}", f"{short(expected)} was expected")


def judge_numbers(
    expected: Sequence[float],
    answer: dict[str, Plain],
    unit: str = "epoch",
) -> Finding | None:
    """Judge a list of numbers, one for each epoch (or other `unit`)."""
    if finding := no_value(answer, "a list of numbers"):
        return finding
    observed = answer["value"]
    if not isinstance(observed, list):
        return Finding(f"it returned {short(observed)}", "a list of numbers was expected")
    for index, entry in enumerate(observed):
        if complaint := not_a_number(entry):
            where = f"{unit} {index}" if unit == "entry" else f"the entry for {unit} {index}"
            return Finding(f"{where} is {complaint}", first=index)
    numbers = [number(entry) for entry in observed]
    first = next(
        (
            index
            for index, (wanted, seen) in enumerate(zip(expected, numbers, strict=False))
            if not same(wanted, seen)
        ),
        min(len(numbers), len(expected)),
    )
    if len(numbers) != len(expected):
        return Finding(
            f"it returned {count(len(numbers), 'number')}",
            f"{count(len(expected), 'number')} {were(len(expected))} expected",
            first,
        )
    if first < len(expected):
        return Finding(
            f"{unit} {first} is the first that differs: yours is {short(numbers[first])}",
            f"{short(expected[first])} was expected",
            first,
        )
    return None


def judge_rate_change(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge a change of the rate in mid-descent: the rate of every group, then the weights."""
    if finding := no_value(answer, None):
        return finding
    rates = part(answer, "rates")
    if len(rates) != len(expected["rates"]):
        return Finding(
            f"after the call, the optimizer has {count(len(rates), 'param group')}",
            "it was to keep those that it had",
        )
    for group, (wanted, seen) in enumerate(zip(expected["rates"], rates, strict=True)):
        if not agree(wanted, seen):
            return Finding(
                f"after the call, the rate of param group {group} is {short(seen)}",
                f"{short(wanted)} was expected",
            )
    if weights_differ(expected, part(answer, "weights")):
        return Finding("the rates are right, but the next updates move the weights differently")
    return None


def judge_training(
    expected: dict[str, Any], answer: dict[str, Plain], one_for: str = "batch of each epoch"
) -> Finding | None:
    """Judge a training loop: the rates that its updates used, then the weights it reached.

    Args:
        expected: the rates of each update, and the weights at the end.
        answer: what the probe observed.
        one_for: what there is to be one update for each of.
    """
    if finding := no_value(answer, None):
        return finding
    wanted, seen = expected["rates"], part(answer, "rates")
    if wanted and not seen:
        return Finding(
            "the optimizer that was passed in made no update: `optimizer.step()` was never "
            "called on it"
        )
    if len(wanted) != len(seen):
        return Finding(
            f"the loop made {count(len(seen), 'update')}",
            f"{len(wanted)} {were(len(wanted))} expected, one for each {one_for}",
        )
    for update, (wanted_groups, seen_groups) in enumerate(zip(wanted, seen, strict=True)):
        if finding := _update_differs(update, wanted_groups, seen_groups):
            drawn = can_be_drawn(len(wanted_groups), seen)
            return finding if drawn else replace(finding, first=None)
    if weights_differ(expected, part(answer, "weights")):
        return Finding("every update used the right rate, but the weights end elsewhere")
    return None


def judge_log(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge a log of rates, one for each epoch, and the rates that the updates used."""
    if finding := no_value(answer, None):
        return finding
    value = answer["value"] if isinstance(answer["value"], dict) else {}
    used = part(answer, "rates")
    if len(used) != len(expected["rates"]):
        return Finding(
            f"the run made {count(len(used), 'update')}",
            f"{len(expected['rates'])} {were(len(expected['rates']))} expected: call "
            "`train_epoch()` once for each epoch",
        )
    for update, (wanted, seen) in enumerate(zip(expected["rates"], used, strict=True)):
        if not agree(wanted, seen):
            return Finding(
                f"update {update} (counted from 0) used the rate {short(seen)}",
                f"{short(wanted)} was expected there",
            )
    return judge_numbers(expected["log"], {"value": value.get("log")})


def judge_form(length: int, answer: dict[str, Plain], unit: str = "epoch") -> Finding | None:
    """Judge the form of a prediction: a list of `length` finite numbers."""
    wanted = f"set the variable to a list of {length} numbers"
    if "refused" in answer:
        return Finding(f"the answer is no list: {answer['refused']}", wanted)
    observed = answer.get("value")
    if observed is None:
        return Finding("nothing is predicted yet", wanted)
    if not isinstance(observed, list):
        return Finding(f"{short(observed)} is no list", wanted)
    if len(observed) != length:
        return Finding(f"the list has {count(len(observed), 'entry')}", wanted)
    for index, entry in enumerate(observed):
        if complaint := not_a_number(entry):
            return Finding(f"the entry for {unit} {index} is {complaint}")
    return None


def judge_choice(options: str, answer: dict[str, Plain]) -> Finding | None:
    """Judge the form of a choice: one of the letters of `options`."""
    letters = ", ".join(f'"{letter}"' for letter in options)
    if "refused" in answer:
        return Finding(
            f"the answer is no letter: {answer['refused']}",
            f"set the variable to one of {letters}",
        )
    observed = answer.get("value")
    if observed is None:
        return Finding("no option is chosen yet", f"set the variable to one of {letters}")
    if not isinstance(observed, str) or len(observed) != 1 or observed not in options:
        return Finding(
            f"{short(observed)} is not one of the options", f"set the variable to one of {letters}"
        )
    return None


def short(value: Plain) -> str:
    """Return a value as a message shows it: all the digits of a number, the start of a text."""
    try:
        text = repr(value)
    except ValueError:
        return "a number of thousands of digits"
    return text if len(text) <= 40 else f"{text[:37]}..."


def no_value(answer: dict[str, Plain], kind: str | None) -> Finding | None:
    """Return what is wrong with an answer that holds no value, or None where it holds one.

    Args:
        answer: what the probe returned.
        kind: what was to be returned; None where nothing was.
    """
    if "error" in answer:
        return Finding(f"it raised {answer['error']}")
    if "uncallable" in answer:
        return Finding(
            f"it is of type `{answer['uncallable']}`, not a function",
            "was its name used for something else? Run the cell that defines it again",
        )
    if "refused" in answer:
        return Finding(f"what it returned cannot be read: {answer['refused']}")
    if kind and answer.get("value") is None:
        return Finding(
            "it returned None",
            f"{kind} was expected: is the answer written, and does it end with `return`?",
        )
    return None


def not_a_number(entry: Plain) -> str | None:
    """Return how a message names an entry that is no finite number."""
    if isinstance(entry, bool) or not isinstance(entry, (int, float)):
        return f"{short(entry)}, not a number"
    try:
        finite = math.isfinite(entry)
    except OverflowError:
        finite = False
    return None if finite else f"{short(entry)}, not a finite number"


def number(entry: Plain) -> float:
    """Return an entry that is a number as a float."""
    if not isinstance(entry, (int, float)):
        raise TypeError(f"{entry!r} is not a number")
    return float(entry)


def part(answer: dict[str, Plain], name: str) -> list[Any]:
    """Return a list of what a probe of torch objects observed."""
    value = answer.get("value")
    part = value.get(name) if isinstance(value, dict) else None
    return part if isinstance(part, list) else []


def _update_differs(update: int, wanted: list[float], seen: Any) -> Finding | None:  # noqa: ANN401
    groups = seen if isinstance(seen, list) else []
    if len(groups) != len(wanted):
        return Finding(
            f"at update {update} (counted from 0) the optimizer had "
            f"{count(len(groups), 'param group')}",
            "it was to keep those that it had",
        )
    for group, (rate, used) in enumerate(zip(wanted, groups, strict=True)):
        if not agree(rate, used):
            return Finding(
                f"update {update} (counted from 0) used the rate {short(used)} in param group "
                f"{group}",
                f"{short(rate)} was expected there",
                update,
            )
    return None


def can_be_drawn(groups: int, seen: list[Any]) -> bool:
    """Return whether there is a rate of every param group each time, as a figure needs it."""
    return all(isinstance(rates, list) and len(rates) == groups for rates in seen)


def weights_differ(expected: dict[str, Any], weights: list[Any]) -> bool:
    """Return whether the weights that a probe observed are not the expected ones."""
    return len(expected["weights"]) != len(weights) or not all(
        agree(wanted, seen, WEIGHT_ABS_TOL)
        for wanted, seen in zip(expected["weights"], weights, strict=True)
    )


def plural(noun: str) -> str:
    """Return the plural of a unit: epochs, entries, batches."""
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith("tch") else f"{noun}s"


def count(number: int, noun: str) -> str:
    """Return a number with its noun: `1 epoch`, `2 epochs`."""
    return f"{number} {noun if number == 1 else plural(noun)}"


def were(number: int) -> str:
    """Return the verb for so many."""
    return "was" if number == 1 else "were"
