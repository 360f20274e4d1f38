"""Verdicts on several param groups: their rates, their members, and a training that goes on."""

from collections.abc import Callable
from typing import Any

from lrcourse.plain import Plain
from lrcourse.verdicts import (
    WEIGHT_ABS_TOL,
    Finding,
    agree,
    can_be_drawn,
    count,
    no_value,
    part,
    short,
    were,
)


def judge_groups(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge the rates of all groups in each epoch, with a scheduler that a function built."""
    if finding := no_value(answer, None):
        return finding
    if _told(answer, "scheduler") is None:
        return no_value({"value": None}, "a scheduler")
    return _rates_differ(expected["rates"], part(answer, "rates"), lambda epoch: f"epoch {epoch}")


def judge_own(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge the rates of a scheduler of the student's own class, and what it inherits from."""
    if finding := judge_groups(expected, answer):
        return finding
    if _told(answer, "scheduler") != expected["scheduler"]:
        return Finding(
            "the rates are right, but what the class makes is no `LRScheduler`",
            "the class was to inherit from it",
        )
    return None


def judge_layers(  # noqa: PLR0911 - one return for each thing that can be wrong
    expected: dict[str, Any], answer: dict[str, Plain]
) -> Finding | None:
    """Judge the groups of an optimizer: how many, their rates, their parameters."""
    if finding := no_value(answer, None):
        return finding
    built = _told(answer, "optimizer")
    if built == "NoneType":
        return no_value({"value": None}, "an optimizer")
    if built != expected["optimizer"]:
        return Finding(
            f"it returned an object of the type `{short(built).strip(chr(39))}`",
            "a `torch.optim.SGD` was expected",
        )
    rates, members = part(answer, "rates"), part(answer, "members")
    wanted = expected["rates"]
    if len(rates) != len(wanted):
        return Finding(
            f"the optimizer has {count(len(rates), 'param group')}",
            f"{len(wanted)} {were(len(wanted))} expected, one for each layer",
        )
    for group, (rate, seen) in enumerate(zip(wanted, rates, strict=True)):
        if not agree(rate, seen):
            return Finding(
                f"the rate of param group {group} is {short(seen)}",
                f"{short(rate)} was expected",
            )
    for group, right in enumerate(expected["members"]):
        if members[group : group + 1] != [right]:
            return Finding(
                f"the rates are right, but param group {group} has not the parameters of layer "
                f"{group}"
            )
    return None


def judge_resumed(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge a training that goes on after it was saved: its rates, then its weights."""
    if finding := no_value(answer, None):
        return finding
    if (why := _told(answer, "unusable")) is not None:
        return Finding(f"the checkpoint cannot be used: {short_text(why)}")
    finding = _rates_differ(
        expected["rates"],
        part(answer, "rates"),
        lambda epoch: f"epoch {epoch} after the resume (counted from 0)",
    )
    if finding:
        return finding
    weights = part(answer, "weights")
    if len(weights) != len(expected["weights"]) or not all(
        agree(wanted, seen, WEIGHT_ABS_TOL)
        for wanted, seen in zip(expected["weights"], weights, strict=True)
    ):
        return Finding(
            "the rates after the resume are right, but the updates move the weights differently "
            "than without the interruption"
        )
    return None


def short_text(value: Plain) -> str:
    """Return a text as it is, if it is one and short enough."""
    return value if isinstance(value, str) and len(value) <= 150 else short(value)


def _told(answer: dict[str, Plain], name: str) -> Plain:
    value = answer.get("value")
    return value.get(name) if isinstance(value, dict) else None


def _rates_differ(
    wanted: list[list[float]], seen: list[Any], told: Callable[[int], str]
) -> Finding | None:
    if len(seen) != len(wanted):
        return Finding(
            f"the optimizer made {count(len(seen), 'update')}",
            f"{len(wanted)} {were(len(wanted))} expected, one for each epoch",
        )
    groups = len(wanted[0]) if wanted else 0
    for epoch, (rates, used) in enumerate(zip(wanted, seen, strict=True)):
        if not isinstance(used, list) or len(used) != groups:
            number = len(used) if isinstance(used, list) else 0
            return Finding(
                f"in {told(epoch)} the optimizer had {count(number, 'param group')}",
                "it was to keep those that it had",
            )
        for group, pair in enumerate(zip(rates, used, strict=True)):
            if not agree(*pair):
                return Finding(
                    f"{told(epoch)} used the rate {short(pair[1])} in param group {group}",
                    f"{short(pair[0])} was expected there",
                    epoch if can_be_drawn(groups, seen) else None,
                )
    return None
