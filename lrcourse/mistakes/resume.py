"""Closed forms of mistakes when a training is saved and resumed.

A `schedule` is what `lrcourse.recipes.described` takes.
"""

from collections.abc import Mapping
from typing import Any

from lrcourse import recipes

SETS = {"LambdaLR", "CosineAnnealingWarmRestarts", "OneCycleLR"}
"""Schedulers that set the rate of an epoch; the others scale the rate that they find."""


def goes_on_from(
    schedule: Mapping[str, Any], base_lr: float, lr: float, count: int, n: int
) -> list[float]:
    """Return what a scheduler makes of a rate `lr` that is not the one of its counter.

    Args:
        schedule: which scheduler.
        base_lr: its base rate.
        lr: the rate that the optimizer has now; the first one of the result.
        count: how many steps the scheduler believes to have made.
        n: how many rates.
    """
    right = recipes.described(schedule, base_lr, count + n)
    rates: list[float] = []
    for e in range(count, count + n):
        if e > count:
            starts_anew = schedule["name"] == "SequentialLR" and e == schedule["warmup"]
            if schedule["name"] in SETS or starts_anew:
                lr = right[e]
            elif schedule["name"] == "CosineAnnealingLR" and right[e - 1] < 1e-12 * base_lr:
                # At the bottom of a cosine there is nothing to scale: what it rises by is added.
                lr += right[e]
            else:
                lr *= right[e] / right[e - 1]
        rates.append(lr)
    return rates


def built_late(schedule: Mapping[str, Any], base_lr: float, before: int, n: int) -> list[float]:
    """Return the rates after "load the optimizer, build the scheduler, load the scheduler".

    Building sets the rate of epoch 0: those that scale multiply the loaded rate by its factor.
    Where that factor is 1, nothing is lost.
    """
    right = recipes.described(schedule, base_lr, before + 1)
    sets = schedule["name"] in SETS or schedule["name"] == "SequentialLR"
    first = right[0] if sets else right[before] * right[0] / base_lr
    return goes_on_from(schedule, base_lr, first, before, n)


def last_epoch_given(  # noqa: PLR0913, PLR0917
    base_lr: float, gamma: float, step_size: int, before: int, last_epoch: int, n: int
) -> list[float]:
    """Return the rates of `StepLR(optimizer, step_size, gamma, last_epoch)` after `before` epochs.

    The optimizer's state is loaded before. Building makes one step: it counts to
    `last_epoch + 1`, and drops the rate if that is a multiple of `step_size`.
    """
    lr = base_lr * gamma ** (before // step_size)
    counts = range(last_epoch + 1, last_epoch + 1 + n)
    drops = [sum(c % step_size == 0 for c in counts[: k + 1]) for k in range(n)]
    return [lr * gamma**count for count in drops]
