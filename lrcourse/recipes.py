"""Closed forms of schedules that are composed of several, in plain Python and without torch.

As in `lrcourse.schedules`, each function returns the rates that the updates of epochs `0 .. n-1`
use, and `e` is the epoch.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from lrcourse import schedules


def drops_so_far(milestones: Sequence[int], n: int) -> list[int]:
    """Return for each of `n` epochs how many drops there were, its own included."""
    return [sum(m in range(e + 1) for m in milestones) for e in range(n)]


def drops_then_every(  # noqa: PLR0913, PLR0917 - one parameter for each number of the schedule
    base_lr: float, gamma: float, first: int, second: int, every: int, n: int
) -> list[float]:
    """Return `base_lr * gamma ** k`: drops at `first`, at `second`, then every `every` epochs.

    `k` is 0 before `first`, 1 before `second`, and `2 + (e - second) // every` from then on.
    """
    drops = [2 + (e - second) // every if e >= second else int(e >= first) for e in range(n)]
    return [base_lr * gamma**k for k in drops]


def drops_at_fractions(
    base_lr: float, gamma: float, fractions: Sequence[float], epochs: int, n: int
) -> list[float]:
    """Return rates that drop where each fraction of a run of `epochs` epochs is over.

    A drop comes at epoch `floor(fraction * epochs)`.
    """
    milestones = [int(fraction * epochs) for fraction in fractions]
    return schedules.multi_step(base_lr, gamma, milestones, n)


def step_decay_per_batch(
    base_lr: float, gamma: float, step_size: int, batches: int, n: int
) -> list[float]:
    """Return the rate of each of `n` batches, where it drops every `step_size` epochs.

    An epoch has `batches` batches.
    """
    return schedules.step_decay(base_lr, gamma, step_size * batches, n)


def total_steps(samples: int, batch_size: int, epochs: int, drop_last: bool) -> int:
    """Return how many batches a run has: `epochs` times those of one epoch.

    The last batch of an epoch may be smaller than `batch_size`; with `drop_last` it is left out.
    """
    whole, rest = divmod(samples, batch_size)
    return epochs * (whole + (rest > 0 and not drop_last))


def peak_share(total_steps: int, step: int) -> float:
    """Return the `pct_start` with which a OneCycleLR reaches `max_lr` at `step`, counted from 0.

    The top is at `pct_start * total_steps - 1`.
    """
    return (step + 1) / total_steps


def restarts(T_0: int, T_mult: int, n: int) -> list[int]:  # noqa: N803
    """Return the epochs below `n` in which a new cosine of `schedules.warm_restarts` begins.

    Restart number `k` comes at `T_0 * (T_mult**k - 1) / (T_mult - 1)`, or at `k * T_0` where
    `T_mult` is 1. Epoch 0 is no restart.
    """
    found, end, length = [], T_0, T_0
    while end < n:
        found.append(end)
        length *= T_mult
        end += length
    return found


def step_stages(
    base_lr: float, stages: Sequence[tuple[int, float]], milestones: Sequence[int], n: int
) -> list[float]:
    """Return what `SequentialLR` makes of several `StepLR`: each starts anew at its milestone.

    Args:
        base_lr: the rate that the optimizer is built with; every stage starts from it.
        stages: `step_size` and `gamma` of each stage.
        milestones: the first epoch of each stage but the first, in rising order.
        n: the number of epochs.
    """
    alone = [schedules.step_decay(base_lr, gamma, step, n) for step, gamma in stages]
    return schedules.sequential(alone, milestones, n)


def warmup_cosine(
    base_lr: float, start_factor: float, warmup: int, total: int, n: int
) -> list[float]:
    """Return a line up to `base_lr` at epoch `warmup`, then half a cosine to 0 at `total`.

    The rate of epoch 0 is `base_lr * start_factor`.
    """
    ramp = schedules.linear(base_lr, start_factor, 1.0, warmup, n)
    cosine = schedules.cosine_annealing(base_lr, total - warmup, 0.0, n)
    return schedules.sequential([ramp, cosine], [warmup], n)


def held_cosine(base_lr: float, T_max: int, eta_min: float, n: int) -> list[float]:  # noqa: N803
    """Return half a cosine from `base_lr` down to `eta_min` at epoch `T_max`, then `eta_min`.

    A CosineAnnealingLR gives these rates if it is not stepped any more from epoch `T_max` on.
    """
    falling = schedules.cosine_annealing(base_lr, T_max, eta_min, min(n, T_max))
    return falling + [eta_min] * (n - len(falling))


def cosine_per_batch(
    base_lr: float, final_factor: float, epochs: int, batches: int, n: int
) -> list[float]:
    """Return the rate of each of `n` batches: half a cosine over the whole run.

    A run has `epochs` epochs of `batches` batches; at its end, after the last batch, the rate
    has arrived at `base_lr * final_factor`.
    """
    return schedules.cosine_annealing(base_lr, epochs * batches, base_lr * final_factor, n)


def exponential_end(base_lr: float, final_factor: float, epochs: int, n: int) -> list[float]:
    """Return `base_lr * gamma ** e`, where epoch `epochs - 1` uses `base_lr * final_factor`.

    If there is but one epoch, it uses `base_lr`.
    """
    steps = max(1, epochs - 1)
    return [base_lr * final_factor ** (e / steps) for e in range(n)]


def even_warmup(base_lr: float, warmup: int, n: int) -> list[float]:
    """Return `base_lr * (e + 1) / (warmup + 1)`, and `base_lr` from epoch `warmup` on."""
    return [base_lr * min(e + 1, warmup + 1) / (warmup + 1) for e in range(n)]


def linear_by_default(base_lr: float, end_factor: float, n: int) -> list[float]:
    """Return what LinearLR does that is told no more than where to end: a line from a third.

    It arrives in epoch 5.
    """
    return schedules.linear(base_lr, 1 / 3, end_factor, 5, n)


def warmup_milestones(  # noqa: PLR0913, PLR0917
    base_lr: float,
    gamma: float,
    start_factor: float,
    warmup: int,
    milestones: Sequence[int],
    n: int,
) -> list[float]:
    """Return a straight line up to `base_lr` at epoch `warmup`, then a drop at each milestone.

    Milestones are epochs from the start of training, none before `warmup`.
    """
    ramp = schedules.linear(base_lr, start_factor, 1.0, warmup, n)
    drops = schedules.multi_step(base_lr, gamma, milestones, n)
    return [*ramp[:warmup], *drops[warmup:]]


def held(rates: Sequence[float], n: int) -> list[float]:
    """Return `rates`, and after their end the last one again and again."""
    return [rates[min(e, len(rates) - 1)] for e in range(n)]


def chained_constant_exponential(
    base_lr: float, factor: float, total_iters: int, gamma: float, n: int
) -> list[float]:
    """Return what `ChainedScheduler` makes of a `ConstantLR` and an `ExponentialLR`: the product.

    `base_lr * gamma ** e`, times `factor` while `e < total_iters`.
    """
    return schedules.chained(
        base_lr,
        [
            schedules.constant_factor(base_lr, factor, total_iters, n),
            schedules.exponential(base_lr, gamma, n),
        ],
        n,
    )


def plateau_run(base_lr: float, metrics: Sequence[float], **settings: Any) -> list[float]:  # noqa: ANN401
    """Return the rates that the epochs use when `scheduler.step(metric)` ends each of them.

    The scheduler is a `ReduceLROnPlateau`: epoch 0 uses `base_lr`, and the last metric comes too
    late for any epoch of the list.

    Args:
        base_lr: the rate that the optimizer is built with.
        metrics: one for each epoch.
        settings: those of `schedules.reduce_on_plateau`.
    """
    after = schedules.reduce_on_plateau(base_lr, metrics, **settings)
    return [base_lr, *after][: len(metrics)]


def plateau_constant(
    base_lr: float, factor: float, patience: int, cooldown: int, n: int
) -> list[float]:
    """Return what `ReduceLROnPlateau` does when a positive metric never changes.

    The first metric is good. Then come `patience + 1` bad ones before the first drop, and
    `cooldown + patience + 1` before each further one.
    """
    first, every = patience + 2, cooldown + patience + 1
    drops = [0 if e < first else 1 + (e - first) // every for e in range(n)]
    return [base_lr * factor**k for k in drops]


def plateau_nan(base_lr: float, factor: float, patience: int, n: int) -> list[float]:
    """Return what `ReduceLROnPlateau` does when every metric is NaN: all of them are bad.

    `base_lr * factor ** (e // (patience + 1))`, that is a step decay.
    """
    return schedules.step_decay(base_lr, factor, patience + 1, n)


def own_warmup_cosine(base_lr: float, warmup: int, total: int, n: int) -> list[float]:
    """Return a straight line up to `base_lr` at epoch `warmup`, half a cosine to 0 at `total`, 0.

    In the warm-up the rate is `base_lr * (e + 1) / (warmup + 1)`: that of epoch 0 is above 0.
    `warmup` may be 0, and `total` is larger.
    """
    rates = []
    for e in range(n):
        if e < warmup:
            factor = (e + 1) / (warmup + 1)
        elif e < total:
            factor = (1 + math.cos(math.pi * (e - warmup) / (total - warmup))) / 2
        else:
            factor = 0.0
        rates.append(base_lr * factor)
    return rates


def inverse_time(base_lr: float, decay: float, n: int) -> list[float]:
    """Return the rates `base_lr / (1 + decay * e)`."""
    return [base_lr / (1 + decay * e) for e in range(n)]


def line_then_steps(  # noqa: PLR0913, PLR0917
    base_lr: float, start_factor: float, warmup: int, step_size: int, gamma: float, n: int
) -> list[float]:
    """Return what a `SequentialLR` makes of a warm-up and, from epoch `warmup` on, a `StepLR`."""
    ramp = schedules.linear(base_lr, start_factor, 1.0, warmup, n)
    steps = schedules.step_decay(base_lr, gamma, step_size, n)
    return schedules.sequential([ramp, steps], [warmup], n)


def described(schedule: Mapping[str, Any], base_lr: float, n: int) -> list[float]:
    """Return the rates of one of torch's schedulers, given by its `name` and its numbers.

    A `LambdaLR` has the factors `gamma ** e`, a `OneCycleLR` the top rate `base_lr`, and a
    `SequentialLR` is that of `line_then_steps`.
    """
    numbers = {name: value for name, value in schedule.items() if name != "name"}
    return _DESCRIBED[schedule["name"]](base_lr, n=n, **numbers)


def described_momenta(schedule: Mapping[str, Any], momentum: float, n: int) -> list[float]:
    """Return the momentum of each epoch: `momentum`, unless it is a OneCycleLR's."""
    if schedule["name"] == "OneCycleLR":
        return schedules.one_cycle_momentum(0.85, 0.95, schedule["total_steps"], n)
    return [momentum] * n


def descended(
    start: float, rates: Sequence[float], momenta: Sequence[float], velocity: float = 0.0
) -> tuple[float, float]:
    """Return weight and velocity after a descent of SGD towards 0 from `start`.

    With the gradient `g = w`, each update is `v <- momentum v + g`, `w <- w - lr v`.
    """
    weight = start
    for lr, momentum in zip(rates, momenta, strict=True):
        velocity = momentum * velocity + weight
        weight -= lr * velocity
    return weight, velocity


_DESCRIBED: dict[str, Callable[..., list[float]]] = {
    "StepLR": schedules.step_decay,
    "MultiStepLR": schedules.multi_step,
    "ExponentialLR": schedules.exponential,
    "LinearLR": lambda base_lr, start_factor, total_iters, n: schedules.linear(
        base_lr, start_factor, 1.0, total_iters, n
    ),
    "CosineAnnealingLR": lambda base_lr, T_max, n: schedules.cosine_annealing(  # noqa: N803
        base_lr, T_max, 0.0, n
    ),
    "CosineAnnealingWarmRestarts": lambda base_lr, T_0, n: schedules.warm_restarts(  # noqa: N803
        base_lr, T_0, 1, 0.0, n
    ),
    "LambdaLR": schedules.exponential,
    "OneCycleLR": schedules.one_cycle,
    "SequentialLR": line_then_steps,
}
