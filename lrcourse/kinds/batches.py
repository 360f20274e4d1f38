"""Kinds of exercises about schedules that are stepped for each batch."""

import random
from functools import partial
from typing import Any

from lrcourse import properties, recipes, schedules, verdicts
from lrcourse.causes.accumulation import ACCUMULATED, STEPS
from lrcourse.causes.cycles import RESTARTS, TRIANGULAR
from lrcourse.causes.one_cycle import ONE_CYCLE, PEAK
from lrcourse.kinds import draws
from lrcourse.kinds.kind import Kind
from lrcourse.kinds.training import updates_match


def _total_steps(rng: random.Random) -> dict[str, Any]:
    batch_size = rng.choice([1, 2, 8, rng.randint(2, 64), rng.randint(2, 64)])
    whole = batch_size * rng.randint(1, 12)
    samples = rng.choice([
        whole,
        whole + rng.randint(0, batch_size - 1),
        whole + rng.randint(0, batch_size - 1),
        rng.randint(1, batch_size),
        rng.randint(1, 600),
    ])  # fmt: skip
    return {
        "samples": samples,
        "batch_size": batch_size,
        "epochs": rng.choice([0, 1, 2, 3, rng.randint(4, 30)]),
        "drop_last": rng.random() < 0.5,
    }


def one_cycle_rates(
    max_lr: float, total_steps: int, pct_start: float, div_factor: float, final_div_factor: float
) -> list[float]:
    """Return the rate of each of the `total_steps` batches of a OneCycleLR."""
    return schedules.one_cycle(
        max_lr,
        total_steps,
        total_steps,
        pct_start=pct_start,
        div_factor=div_factor,
        final_div_factor=final_div_factor,
    )


def _one_cycle(rng: random.Random) -> dict[str, Any]:
    total_steps = rng.choice([3, 4, 5, rng.randint(6, 60), rng.randint(6, 60)])
    top = rng.choice([
        rng.randint(1, total_steps - 2),
        rng.uniform(0.05, total_steps - 1.05),
        rng.uniform(0.05, total_steps - 1.05),
    ])  # fmt: skip
    return {
        "max_lr": 10 ** rng.uniform(-5, 1),
        "total_steps": total_steps,
        "pct_start": (top + 1) / total_steps,
        "div_factor": rng.choice([10.0, rng.uniform(1.5, 60)]),
        "final_div_factor": rng.choice([100.0, 10 ** rng.uniform(0.1, 4.5)]),
    }


def _peak(rng: random.Random) -> dict[str, Any]:
    total_steps = rng.choice([3, rng.randint(4, 30), rng.randint(4, 3000)])
    last = total_steps - 2
    return {"total_steps": total_steps, "step": rng.choice([1, last, rng.randint(1, last)])}


def triangular_rates(
    base_lr: float, max_lr: float, step_size_up: int, n: int, halve: bool
) -> list[float]:
    """Return the rates of a CyclicLR, whose mode is `triangular2` if `halve` is true."""
    mode: schedules.CyclicMode = "triangular2" if halve else "triangular"
    return schedules.cyclic(base_lr, max_lr, step_size_up, n, mode=mode)


def _triangular(rng: random.Random) -> dict[str, Any]:
    base_lr = 10 ** rng.uniform(-6, 0.5)
    up = rng.choice([1, 2, 3, rng.randint(2, 12)])
    return {
        "base_lr": base_lr,
        "max_lr": base_lr * rng.choice([2.0, rng.uniform(1.2, 60)]),
        "step_size_up": up,
        "n": rng.choice([0, 1, up, 2 * up + 1, rng.randint(1, 5 * up), 14 * up + 1]),
        "halve": rng.random() < 0.5,
    }


def _restarts(rng: random.Random) -> dict[str, Any]:
    first, factor = rng.choice([1, 2, 5, rng.randint(1, 12)]), rng.choice([1, 1, 2, 2, 3, 4])
    far = recipes.restarts(first, factor, 400)
    at = rng.choice(far[:6])
    return {
        "T_0": first,
        "T_mult": factor,
        "n": rng.choice([0, 1, first, at, at + 1, rng.randint(1, 150), rng.randint(1, 400)]),
    }


def accumulated(  # noqa: PLR0913, PLR0917 - one parameter for each number of the case
    base_lrs: list[float],
    starts: list[float],
    targets: list[float],
    accumulate: int,
    gamma: float,
    epochs: int = 2,
    momentum: float = 0.9,
) -> dict[str, Any]:
    """Return the rates and the final weights of a loop that accumulates gradients.

    Each micro-batch pulls all weights to its target. An update uses the sum of the gradients of
    up to `accumulate` micro-batches, divided by `accumulate`; after each update the rates are
    multiplied by `gamma`.

    Returns:
        `rates`: for each update the rate of every group; `weights`: two for each group.
    """
    groups = [targets[i : i + accumulate] for i in range(0, len(targets), accumulate)] * epochs
    rates = [schedules.exponential(lr, gamma, len(groups)) for lr in base_lrs]
    weights = []
    for start, of_group in zip(starts, rates, strict=True):
        for begin in (start, start / 2):
            w, velocity = begin, 0.0
            for lr, group in zip(of_group, groups, strict=True):
                gradient = sum(w - target for target in group) / accumulate
                velocity = momentum * velocity + gradient
                w -= lr * velocity
            weights.append(w)
    return {"rates": [list(used) for used in zip(*rates, strict=True)], "weights": weights}


def _accumulated(rng: random.Random) -> dict[str, Any]:
    groups = rng.randint(1, 3)
    accumulate = rng.choice([1, 2, 3, 4, rng.randint(2, 6), rng.randint(3, 7)])
    rest = rng.randint(min(1, accumulate - 1), accumulate - 1)
    batches = rng.choice([
        accumulate * rng.randint(1, 4),
        accumulate * rng.randint(1, 3) + rest,
        accumulate * rng.randint(1, 3) + rest,
        rng.randint(1, accumulate),
    ])  # fmt: skip
    return {
        "base_lrs": [rng.uniform(0.01, 0.5) for _ in range(groups)],
        "starts": [rng.uniform(1, 3) for _ in range(groups)],
        "targets": [rng.uniform(-1, 1) for _ in range(batches)],
        "accumulate": accumulate,
        "gamma": draws.drop(rng),
        "epochs": rng.choice([1, 2, 2, 3]),
        "momentum": rng.choice([0.0, 0.9]),
    }


KINDS: dict[str, Kind] = {
    "total_steps": Kind(
        "the number of steps of a run",
        recipes.total_steps,
        _total_steps,
        STEPS,
        judge=properties.judge_steps,
    ),
    "one_cycle_rates": Kind(
        "the rates of one cycle",
        one_cycle_rates,
        _one_cycle,
        ONE_CYCLE,
        unit="batch",
    ),
    "peak_share": Kind(
        "the share of the rise in one cycle",
        recipes.peak_share,
        _peak,
        PEAK,
    ),
    "triangular_rates": Kind(
        "the rates of a triangular schedule",
        triangular_rates,
        _triangular,
        TRIANGULAR,
        unit="batch",
    ),
    "restart_epochs": Kind(
        "the epochs of warm restarts",
        recipes.restarts,
        _restarts,
        RESTARTS,
        unit="entry",
    ),
    "accumulated": Kind(
        "a training loop that accumulates gradients",
        accumulated,
        _accumulated,
        ACCUMULATED,
        "accumulated_training",
        partial(verdicts.judge_training, one_for="group of micro-batches"),
        "update",
        updates_match,
    ),
}
