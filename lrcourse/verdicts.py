"""The half of a check that decides: pure functions of expectation and plain data."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
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


def judge_value(expected: Plain, answer: dict[str, Plain]) -> Finding | None:
    """Judge one number."""
    if finding := _no_value(answer, "a number"):
        return finding
    observed = answer["value"]
    if (complaint := _not_a_number(observed)) or isinstance(expected, list):
        return Finding(f"it returned {complaint or short(observed)}", "a number was expected")
    if same(_number(expected), _number(observed)):
        return None
    return Finding(f"it returned {short(observed)}", f"{short(expected)} was expected")


def judge_numbers(
    expected: Sequence[float], answer: dict[str, Plain], unit: str = "epoch"
) -> Finding | None:
    """Judge a list of numbers, one for each epoch (or other `unit`)."""
    if finding := _no_value(answer, "a list of numbers"):
        return finding
    observed = answer["value"]
    if not isinstance(observed, list):
        return Finding(f"it returned {short(observed)}", "a list of numbers was expected")
    for index, entry in enumerate(observed):
        if complaint := _not_a_number(entry):
            return Finding(f"the entry for {unit} {index} is {complaint}", first=index)
    if len(observed) != len(expected):
        return Finding(
            f"it returned {_count(len(observed), 'number')}",
            f"{_count(len(expected), 'number')} were expected",
            min(len(observed), len(expected)),
        )
    return _first_difference(expected, [_number(entry) for entry in observed], unit)


def judge_rate_change(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge a change of the rate in mid-descent: the rate of every group, then the weights."""
    if finding := _no_value(answer, None):
        return finding
    observed: Any = answer["value"]
    for group, (wanted, seen) in enumerate(
        zip(expected["rates"], observed["rates"], strict=False)
    ):
        if not same(wanted, seen):
            return Finding(
                f"after the call, the rate of param group {group} is {short(seen)}",
                f"{short(wanted)} was expected",
            )
    if _weights_differ(expected, observed):
        return Finding(
            "the rates are right, but the next updates move the weights differently: the "
            "momentum that the optimizer had collected is gone or changed, or the weights are"
        )
    return None


def judge_training(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge a training loop: the rates that its updates used, then the weights it reached."""
    if finding := _no_value(answer, None):
        return finding
    observed: Any = answer["value"]
    wanted, seen = expected["rates"], observed["rates"]
    if wanted and not seen:
        return Finding(
            "the optimizer that was passed in made no update: `optimizer.step()` was never "
            "called on it"
        )
    if len(wanted) != len(seen):
        return Finding(
            f"the loop made {_count(len(seen), 'update')}",
            f"{len(wanted)} were expected, one for each batch of each epoch",
        )
    for update, (wanted_groups, seen_groups) in enumerate(zip(wanted, seen, strict=True)):
        for group, (rate, used) in enumerate(zip(wanted_groups, seen_groups, strict=True)):
            if not same(rate, used):
                return Finding(
                    f"update {update} (counted from 0) used the rate {short(used)} in param "
                    f"group {group}",
                    f"{short(rate)} was expected there",
                    update,
                )
    if _weights_differ(expected, observed):
        return Finding(
            "every update used the right rate, but the weights end elsewhere: is the gradient "
            "set to zero before each `backward()`, and is each batch used once an epoch?"
        )
    return None


def judge_choice(options: str, answer: dict[str, Plain]) -> Finding | None:
    """Judge the form of a choice: one of the letters of `options`."""
    letters = ", ".join(f'"{letter}"' for letter in options)
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
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _no_value(answer: dict[str, Plain], kind: str | None) -> Finding | None:
    if "error" in answer:
        return Finding(f"it raised {answer['error']}")
    if "refused" in answer:
        return Finding(f"what it returned cannot be read: {answer['refused']}")
    if kind and answer.get("value") is None:
        return Finding(
            "it returned None",
            f"{kind} was expected: is the answer written, and does it end with `return`?",
        )
    return None


def _not_a_number(entry: Plain) -> str | None:
    """Return how a message names an entry that is no finite number."""
    if isinstance(entry, bool) or not isinstance(entry, (int, float)):
        return f"{short(entry)}, not a number"
    try:
        finite = math.isfinite(entry)
    except OverflowError:
        finite = False
    return None if finite else f"{short(entry)}, not a finite number"


def _number(entry: Plain) -> float:
    if not isinstance(entry, (int, float)):
        raise TypeError(f"{entry!r} is not a number")
    return float(entry)


def _first_difference(
    expected: Sequence[float], observed: Sequence[float], unit: str
) -> Finding | None:
    for index, (wanted, seen) in enumerate(zip(expected, observed, strict=True)):
        if not same(wanted, seen):
            return Finding(
                f"{unit} {index} is the first that differs: yours is {short(seen)}",
                f"{short(wanted)} was expected",
                index,
            )
    return None


def _weights_differ(expected: dict[str, Any], observed: dict[str, Any]) -> bool:
    return not all(
        same(wanted, seen, WEIGHT_ABS_TOL)
        for wanted, seen in zip(expected["weights"], observed["weights"], strict=True)
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
