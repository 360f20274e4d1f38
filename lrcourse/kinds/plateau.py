"""Kinds of exercises about ReduceLROnPlateau: its machine, its settings, its place in a loop."""

import math
import random
from itertools import takewhile
from typing import Any, Literal

from lrcourse import properties, recipes, schedules, verdicts
from lrcourse.causes.plateau import ACCURACY, MACHINE, USED
from lrcourse.causes.plateau_use import SHORTEST, WATCHING
from lrcourse.kinds.kind import Kind
from lrcourse.kinds.training import both_weights, updates_match

EPS = 1e-8
"""What PyTorch takes for too small a drop: no hidden case depends on it."""
NEAR = 1e-7
"""No metric is so near to its bound that the order of a multiplication would decide."""
POINTS = 0.5
"""By how many points an accuracy has to rise."""


def machine(  # noqa: PLR0913, PLR0917 - one parameter for each number of the scheduler
    base_lr: float,
    metrics: list[float],
    mode: Literal["min", "max"] = "min",
    factor: float = 0.1,
    patience: int = 10,
    threshold: float = 1e-4,
    threshold_mode: Literal["rel", "abs"] = "rel",
    cooldown: int = 0,
    min_lr: float = 0.0,
) -> list[float]:
    """Return the rate after each metric; a drop may be as small as it likes.

    The defaults are PyTorch's: an example need not hold what it leaves at its default.
    """
    return schedules.reduce_on_plateau(
        base_lr,
        metrics,
        mode=mode,
        factor=factor,
        patience=patience,
        threshold=threshold,
        threshold_mode=threshold_mode,
        cooldown=cooldown,
        min_lr=min_lr,
        eps=0.0,
    )


def _machine(rng: random.Random) -> dict[str, Any]:
    base_lr = 10 ** rng.uniform(-2, 0)
    case: dict[str, Any] = {
        "base_lr": base_lr,
        "metrics": [],
        "mode": rng.choice(["min", "max"]),
        "factor": rng.choice([0.1, 0.5, rng.uniform(0.2, 0.9), rng.uniform(0.2, 0.9)]),
        "patience": rng.choice([0, 0, 1, 2, 3, 5]),
        "threshold": rng.choice([0.0, 1e-4, rng.uniform(0.01, 0.2), rng.uniform(0.01, 0.2)]),
        "threshold_mode": rng.choice(["rel", "abs"]),
        "cooldown": rng.choice([0, 0, 1, 2, 4]),
        "min_lr": rng.choice([0.0, 0.0, base_lr * rng.uniform(0.02, 0.9), base_lr]),
    }
    case["metrics"] = _metrics(rng, case, rng.choice([0, 1, 2, *[rng.randint(8, 45)] * 12]))
    # A run ends before a drop that PyTorch would take for too small.
    coarse = schedules.reduce_on_plateau(**case, eps=EPS)
    agree = takewhile(
        lambda rates: rates[0] == rates[1], zip(machine(**case), coarse, strict=True)
    )
    del case["metrics"][len(list(agree)) :]
    return case


def _metrics(rng: random.Random, case: dict[str, Any], n: int) -> list[float]:
    """Return metrics that gain little, much and nothing; some runs hold NaN, some go below 0."""
    sign = 1.0 if case["mode"] == "max" else -1.0
    scale = 10 ** rng.uniform(-1, 1.5)
    best = rng.choice([1.0, 1.0, 1.0, -1.0]) * scale * rng.uniform(1, 2)
    # Each run has moves of its own: one only creeps, another one jumps.
    weights = [rng.choice([0, 1, 2]) for _ in range(5)]
    broken = rng.choice([0.0, 0.0, 0.15])
    metrics = [math.nan] if broken and n and rng.random() < 0.5 else []
    last, first = best, True
    while len(metrics) < n:
        share = best if case["threshold_mode"] == "rel" else 1.0
        bound = best + sign * case["threshold"] * share
        moves = [
            best,
            last,
            last + (bound - best) * rng.uniform(0.3, 0.8),
            bound + sign * scale * rng.uniform(0.01, 0.2),
            best - sign * scale * rng.uniform(0.01, 0.3),
        ]
        metric = rng.choices([*moves, moves[-1]], [*weights, 1])[0]
        if rng.random() < broken:
            metrics.append(math.nan)
            continue
        if metric != bound and math.isclose(metric, bound, rel_tol=NEAR, abs_tol=NEAR * scale):
            metric = best - sign * scale
        if first or sign * metric > sign * bound:
            best = metric
        metrics.append(metric)
        last, first = metric, False
    return metrics


def used(base_lr: float, metrics: list[float], factor: float, patience: int) -> list[float]:
    """Return the rates that the epochs use, with what is left of the settings at its default."""
    return recipes.plateau_run(base_lr, metrics, factor=factor, patience=patience)


def _used(rng: random.Random) -> dict[str, Any]:
    case: dict[str, Any] = {
        "base_lr": 10 ** rng.uniform(-1, 0),
        "metrics": [],
        "factor": rng.choice([0.5, rng.uniform(0.2, 0.9)]),
        "patience": rng.choice([0, 1, 2, 3]),
    }
    defaults = {"mode": "min", "threshold": 1e-4, "threshold_mode": "rel"}
    case["metrics"] = _metrics(rng, defaults, rng.choice([1, 2, rng.randint(6, 12)]))
    return case


def watched_accuracy(base_lr: float, metrics: list[float], patience: int) -> list[float]:
    """Return the rates that the epochs use if an accuracy in percent has to rise.

    The rate is halved after more than `patience` epochs in a row without a rise of more than
    half a point over the best one.
    """
    return _halved(base_lr, metrics, patience, 0.0)


def _halved(base_lr: float, metrics: list[float], patience: int, eps: float) -> list[float]:
    return recipes.plateau_run(
        base_lr,
        metrics,
        mode="max",
        factor=0.5,
        patience=patience,
        threshold=POINTS,
        threshold_mode="abs",
        eps=eps,
    )


def _watched_accuracy(rng: random.Random) -> dict[str, Any]:
    while True:
        accuracies = [float(rng.randint(8, 60))]
        # Quarters of a point are exact in binary, so that a rise of exactly half a point is one.
        for _ in range(rng.choice([0, 1, *(rng.randint(8, 40) for _ in range(5))])):
            rise = rng.choice([0.0, 0.25, 0.25, 0.5, 0.5, 0.75, 1.5, 4.0, 12.0, -0.25, -0.5, -6.0])
            accuracies.append(min(100.0, max(accuracies[-3:]) + rise))
        case: dict[str, Any] = {
            "base_lr": 10 ** rng.uniform(-2, 0),
            "metrics": accuracies,
            "patience": rng.choice([0, 1, 2, 3, 5]),
        }
        if _halved(**case, eps=EPS) == watched_accuracy(**case):
            return case


def watched_loop(  # noqa: PLR0913, PLR0917
    base_lr: float,
    start: float,
    momentum: float,
    targets: list[float],
    factor: float,
    patience: int,
    train_losses: list[float],
    val_losses: list[float],
) -> dict[str, Any]:
    """Return what a loop does that trains an epoch, validates, and steps the scheduler.

    Args:
        base_lr: the rate of epoch 0.
        start: where the first weight begins; the second one begins at its half.
        momentum: of the optimizer.
        targets: what each batch of an epoch pulls the weights to.
        factor: of a drop.
        patience: of the scheduler.
        train_losses: one for each epoch; they play no part.
        val_losses: one before epoch 0, and one after each epoch.
    """
    del train_losses
    after = schedules.reduce_on_plateau(base_lr, val_losses[1:], factor=factor, patience=patience)
    rates = [lr for lr in [base_lr, *after][: len(after)] for _ in targets]
    return {
        "rates": [[lr] for lr in rates],
        "weights": both_weights(start, rates, targets * len(after), momentum),
        "validated": list(range(1, len(after) + 1)),
        "end": after[-1] if after else base_lr,
    }


def _watched_loop(rng: random.Random) -> dict[str, Any]:
    epochs = rng.choice([0, 1, 2, *(rng.randint(6, 25) for _ in range(5))])
    patience = rng.choice([0, 1, 1, 2])
    # Small losses do not survive rounding.
    scale = rng.choice([1.0, 10 ** rng.uniform(-4, -1)])
    train, val = [scale * rng.uniform(1.5, 2.5)], [scale * rng.uniform(1.5, 3)]
    # One of the two stands still where the other still falls.
    turn = rng.randint(1, 12)
    for epoch in range(epochs):
        train.append(train[-1] * rng.choice([0.8, 0.9, 1.0, 1.05]))
        falls = [0.7, 0.9, 1.0, 1.1] if epoch < turn else [0.9, 1.0, 1.02, 1.1, 1.1]
        val.append(val[-1] * rng.choice(falls))
    return {
        "base_lr": 10 ** rng.uniform(-2, -0.5),
        "start": rng.uniform(1, 3),
        "momentum": rng.choice([0.0, 0.9]),
        "targets": [rng.uniform(-1, 1) for _ in range(rng.randint(1, 3))],
        "factor": rng.choice([0.5, rng.uniform(0.3, 0.9)]),
        "patience": patience,
        "train_losses": train[1:],
        "val_losses": val,
    }


def shortest(patience: int, drops: int) -> dict[str, int]:
    """Return what a list has to do with which a ReduceLROnPlateau drops just so often.

    The first metric is the best one, and `patience + 1` bad ones make a drop.
    """
    length = drops * (patience + 1) + 1 if drops else 0
    return {"patience": patience, "drops": drops, "length": length}


def _shortest(rng: random.Random) -> dict[str, Any]:
    return {
        "patience": rng.choice([0, 1, 2, 10, rng.randint(3, 12)]),
        "drops": rng.choice([0, 1, 2, rng.randint(0, 6), rng.randint(3, 6)]),
    }


def _drops_match(expected: dict[str, int]) -> str:
    metrics, drops = (verdicts.count(expected[key], noun) for key, noun in _NOUNS.items())
    return f"{metrics} for {drops}: there is no shorter list."


_NOUNS = {"length": "metric", "drops": "drop"}

KINDS: dict[str, Kind] = {
    "plateau_used": Kind("the rates of a run with a ReduceLROnPlateau", used, _used, USED),
    "plateau_machine": Kind(
        "the rates after each metric, by the rule of ReduceLROnPlateau",
        machine,
        _machine,
        MACHINE,
        unit="entry",
    ),
    "plateau_accuracy": Kind(
        "a ReduceLROnPlateau that watches an accuracy",
        watched_accuracy,
        _watched_accuracy,
        ACCURACY,
        "watched",
    ),
    "plateau_loop": Kind(
        "a training loop with a ReduceLROnPlateau",
        watched_loop,
        _watched_loop,
        WATCHING,
        "watching",
        properties.judge_watching,
        "update",
        updates_match,
    ),
    "plateau_shortest": Kind(
        "the shortest metrics that make so many drops",
        shortest,
        _shortest,
        SHORTEST,
        judge=properties.judge_shortest_plateau,
        matched=_drops_match,
    ),
}
