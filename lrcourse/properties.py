"""Verdicts on answers that can be right in many ways: they are judged by what they lead to."""

import math
from itertools import pairwise
from typing import Any

from lrcourse import schedules
from lrcourse.plain import Plain
from lrcourse.verdicts import (
    Finding,
    agree,
    can_be_drawn,
    count,
    judge_training,
    judge_value,
    no_value,
    not_a_number,
    number,
    part,
    short,
    weights_differ,
    were,
)


def judge_plan(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge the `step_size` and the `gamma` of a StepLR by the run that they lead to."""
    kind = "a pair, `step_size` and `gamma`,"
    if finding := no_value(answer, kind):
        return finding
    pair = answer["value"]
    if not isinstance(pair, list) or len(pair) != 2:
        return Finding(f"it returned {short(pair)}", f"{kind} was expected")
    return _no_step_size_and_gamma(pair) or _other_run(expected, *map(number, pair))


def _no_step_size_and_gamma(pair: list[Plain]) -> Finding | None:
    for name, entry in zip(("step_size", "gamma"), pair, strict=True):
        if complaint := not_a_number(entry):
            return Finding(f"`{name}` is {complaint}")
    step_size = number(pair[0])
    if step_size != int(step_size) or step_size < 1:
        return Finding(f"`step_size` is {short(pair[0])}", "a whole number from 1 on was expected")
    return None


def _other_run(expected: dict[str, Any], step_size: float, gamma: float) -> Finding | None:
    drops = int((expected["epochs"] - 1) // step_size)
    if drops != expected["drops"]:
        return Finding(
            f"with your `step_size` the run has {count(drops, 'drop')}",
            f"{expected['drops']} {were(expected['drops'])} expected",
        )
    try:
        reached = expected["base_lr"] * gamma**drops
    except OverflowError:
        reached = math.inf
    if not agree(expected["final_lr"], reached):
        return Finding(
            f"with your numbers the last epoch uses the rate {short(reached)}",
            f"{short(expected['final_lr'])} was expected",
        )
    return None


def judge_trace(expected: list[float], answer: dict[str, Plain]) -> Finding | None:
    """Judge the `base_lr`, the `step_size` and the `gamma` that were read from a list of rates."""
    kind = "a triple, `base_lr`, `step_size` and `gamma`,"
    if finding := no_value(answer, kind):
        return finding
    triple = answer["value"]
    if not isinstance(triple, list) or len(triple) != 3:
        return Finding(f"it returned {short(triple)}", f"{kind} was expected")
    for name, wanted, seen in zip(
        ("base_lr", "step_size", "gamma"), expected, triple, strict=True
    ):
        if complaint := not_a_number(seen):
            return Finding(f"`{name}` is {complaint}")
        if not agree(wanted, seen):
            return Finding(f"your `{name}` is {short(seen)}", f"{short(wanted)} was expected")
    return None


def judge_epochs(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge a loop that was given `train_epoch`: each epoch's rates, then the weights."""
    if finding := no_value(answer, None):
        return finding
    wanted, seen = expected["rates"], part(answer, "rates")
    if len(wanted) != len(seen):
        return Finding(
            f"`train_epoch()` was called {_times(len(seen))}",
            f"{len(wanted)} {were(len(wanted))} expected, one call for each epoch",
        )
    for epoch, (wanted_groups, seen_groups) in enumerate(zip(wanted, seen, strict=True)):
        groups = seen_groups if isinstance(seen_groups, list) else []
        if len(groups) != len(wanted_groups):
            return Finding(
                f"in epoch {epoch} the optimizer had {count(len(groups), 'param group')}",
                "it was to keep those that it had",
            )
        for group, (rate, used) in enumerate(zip(wanted_groups, groups, strict=True)):
            if not agree(rate, used):
                return Finding(
                    f"epoch {epoch} used the rate {short(used)} in param group {group}",
                    f"{short(rate)} was expected there",
                    epoch if can_be_drawn(len(wanted_groups), seen) else None,
                )
    if weights_differ(expected, part(answer, "weights")):
        return Finding("every epoch used the right rate, but the weights end elsewhere")
    return None


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def judge_milestones(expected: list[float], answer: dict[str, Plain]) -> Finding | None:
    """Judge a list of milestones by the rates that a MultiStepLR makes of it.

    The rates begin at 1 and are halved at each drop.
    """
    if finding := no_value(answer, None):
        return finding
    value = answer["value"] if isinstance(answer["value"], dict) else {}
    if value.get("milestones") is None:
        return no_value({"value": None}, "a list of milestones")
    rates = part(answer, "rates")
    if len(rates) != len(expected):
        return Finding("the milestones lead to no schedule")
    for epoch, (wanted, seen) in enumerate(zip(expected, rates, strict=True)):
        if not_a_number(seen) or seen < 0:
            return Finding("the milestones lead to no schedule")
        if not agree(wanted, seen):
            return Finding(
                f"with your milestones, {_drops(seen)} happened by epoch {epoch}",
                f"it should be {_drops(wanted)}",
            )
    return None


def judge_steps(expected: int, answer: dict[str, Plain]) -> Finding | None:
    """Judge a number of steps: a whole number that `OneCycleLR` takes, so no float."""
    finding = judge_value(expected, answer)
    if finding is None and isinstance(answer["value"], float):
        return Finding(
            f"it returned {short(answer['value'])}, a float",
            f"{expected} was expected, a whole number of type `int`",
        )
    return finding


def _drops(rate: float) -> str:
    return count(round(-math.log2(rate)), "drop") if rate else "endless drops"


def judge_shortest_plateau(expected: dict[str, int], answer: dict[str, Plain]) -> Finding | None:
    """Judge a list of metrics by what a ReduceLROnPlateau makes of it, and by its length.

    The scheduler has its defaults but `patience`, and the rate begins at 1.
    """
    if finding := no_value(answer, "a list of metrics"):
        return finding
    metrics = answer["value"]
    if not isinstance(metrics, list):
        return Finding(f"it returned {short(metrics)}", "a list of metrics was expected")
    for index, metric in enumerate(metrics):
        if complaint := not_a_number(metric):
            return Finding(f"entry {index} of the list is {complaint}")
    drops = plateau_drops([number(metric) for metric in metrics], expected["patience"])
    if drops != expected["drops"]:
        return Finding(
            f"your list of {count(len(metrics), 'metric')} makes {count(drops, 'drop')}",
            f"{expected['drops']} {were(expected['drops'])} expected",
        )
    if len(metrics) > expected["length"]:
        return Finding(
            f"your list of {count(len(metrics), 'metric')} makes the right number of drops, but "
            "there is a shorter list that does",
            f"it has {count(expected['length'], 'metric')}",
        )
    return None


def plateau_drops(metrics: list[float], patience: int) -> int:
    """Return how often a ReduceLROnPlateau lowers the rate, which begins at 1."""
    rates = schedules.reduce_on_plateau(1.0, metrics, patience=patience)
    return sum(after < before for before, after in pairwise([1.0, *rates]))


def judge_watching(expected: dict[str, Any], answer: dict[str, Plain]) -> Finding | None:
    """Judge a loop with a scheduler that watches the loss of a validation.

    First come the rates of the updates and the weights, then when `validate()` was called, then
    the rate at the end.
    """
    if finding := judge_training(expected, answer):
        return finding
    wanted, seen = expected["validated"], part(answer, "validated")
    if len(seen) != len(wanted):
        return Finding(
            f"`validate()` was called {count(len(seen), 'time')}",
            f"{len(wanted)} {were(len(wanted))} expected, one call in each epoch",
        )
    for call, (epochs, trained) in enumerate(zip(wanted, seen, strict=True)):
        if epochs != trained:
            return Finding(
                f"call {call} of `validate()` (counted from 0) came when "
                f"{count(trained, 'epoch')} had been trained",
                f"{count(epochs, 'epoch')} {were(epochs)} expected",
            )
    value = answer["value"] if isinstance(answer["value"], dict) else {}
    if not agree(expected["end"], value.get("end")):
        return Finding(
            f"every update used the right rate, but at the end the rate is "
            f"{short(value.get('end'))}",
            f"{short(expected['end'])} was expected",
        )
    return None
