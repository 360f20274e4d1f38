"""Kinds of exercises about a running optimizer: a change of its rate, a training loop."""

import random
from typing import Any

from lrcourse import schedules, verdicts
from lrcourse.causes.errors import ERRORS
from lrcourse.causes.training import RATE_CHANGE, TRAINING
from lrcourse.kinds.kind import Kind


def changed_rate(  # noqa: PLR0913, PLR0917 - one parameter for each number of the case
    base_lrs: list[float],
    starts: list[float],
    momenta: list[float],
    updates_before: int,
    lr: float,
    updates_after: int,
) -> dict[str, Any]:
    """Return rates and weights after all groups were set to `lr` in mid-descent.

    The velocity of SGD with momentum survives the change of the rate.

    Returns:
        `rates`: one for each group; `weights`: two for each group, see `both_weights`.
    """
    targets = [0.0] * (updates_before + updates_after)
    weights = []
    for base_lr, start, momentum in zip(base_lrs, starts, momenta, strict=True):
        rates = [base_lr] * updates_before + [lr] * updates_after
        weights += both_weights(start, rates, targets, momentum)
    return {"rates": [lr] * len(base_lrs), "weights": weights}


def both_weights(
    start: float, rates: list[float], targets: list[float], momentum: float
) -> list[float]:
    """Return where the two weights of a param group end: one begins at `start`, one at its half.

    SGD with momentum: `v <- momentum v + g`, `w <- w - lr v`, with `g = w - target`.

    Args:
        start: where the first weight begins.
        rates: the rate of each update.
        targets: what each update pulls the weights to.
        momentum: of the group.
    """
    weights = []
    for begin in (start, start / 2):
        w, velocity = begin, 0.0
        for lr, target in zip(rates, targets, strict=True):
            velocity = momentum * velocity + w - target
            w -= lr * velocity
        weights.append(w)
    return weights


def _changed_rate(rng: random.Random) -> dict[str, Any]:
    groups = rng.randint(1, 4)
    return {
        "base_lrs": [rng.uniform(0.01, 0.2) for _ in range(groups)],
        "starts": [rng.choice([-1, 1]) * rng.uniform(0.5, 3) for _ in range(groups)],
        "momenta": [rng.choice([0.0, 0.5, 0.9]) for _ in range(groups)],
        "updates_before": rng.choice([0, 1, 3, 6]),
        "lr": 10 ** rng.uniform(-3, -0.7),
        "updates_after": rng.choice([1, 2, 5]),
    }


def trained(  # noqa: PLR0913, PLR0917 - one parameter for each number of the case
    base_lrs: list[float],
    starts: list[float],
    targets: list[float],
    epochs: int,
    step_size: int,
    gamma: float,
    momentum: float = 0.9,
) -> dict[str, Any]:
    """Return the rates and the final weights of a training loop with a step decay per epoch.

    Each batch pulls all weights to its target.

    Returns:
        `rates`: for each update the rate of every group; `weights`: two for each group, see
        `both_weights`.
    """
    per_epoch = [schedules.step_decay(lr, gamma, step_size, epochs) for lr in base_lrs]
    weights = []
    for start, rates in zip(starts, per_epoch, strict=True):
        per_update = [lr for lr in rates for _ in targets]
        weights += both_weights(start, per_update, targets * epochs, momentum)
    updates = [list(rates) for rates in zip(*per_epoch, strict=True) for _ in targets]
    return {"rates": updates, "weights": weights}


def draw_training(rng: random.Random) -> dict[str, Any]:
    """Return the arguments of `trained` for one hidden case."""
    groups = rng.randint(1, 3)
    batches = rng.randint(1, 4)
    return {
        "base_lrs": [rng.uniform(0.01, 0.5) for _ in range(groups)],
        "starts": [rng.uniform(1, 3) for _ in range(groups)],
        "targets": [rng.uniform(-1, 1) for _ in range(batches)],
        "epochs": rng.choice([0, 1, 2, *(rng.randint(3, 12) for _ in range(3))]),
        "step_size": rng.choice([1, 1, 2, 3, 5]),
        "gamma": rng.choice([0.1, 0.5, rng.uniform(0.2, 0.95)]),
        "momentum": rng.choice([0.0, 0.9]),
    }


def updates_match(expected: dict[str, Any]) -> str:
    """Return what a visible check says of a right training loop."""
    updates = len(expected["rates"])
    return f"{updates} of {updates} updates use the right rate, and the weights agree."


def _groups_match(expected: dict[str, Any]) -> str:
    groups = len(expected["rates"])
    return f"{groups} of {groups} param groups have the new rate, and momentum is kept."


KINDS: dict[str, Kind] = {
    "changed_rate": Kind(
        "a change of the rate in the middle of a descent",
        changed_rate,
        _changed_rate,
        [*RATE_CHANGE, *ERRORS],
        "rate_change",
        verdicts.judge_rate_change,
        matched=_groups_match,
    ),
    "trained": Kind(
        "a training loop",
        trained,
        draw_training,
        [*TRAINING, *ERRORS],
        "training",
        verdicts.judge_training,
        "update",
        updates_match,
    ),
}
