"""Closed forms of mistakes with combined schedules: stages, chains, and factors of one's own."""

import math
from bisect import bisect_right
from collections.abc import Sequence

from lrcourse import schedules


def goes_on(
    base_lr: float, stages: Sequence[tuple[int, float]], milestones: Sequence[int], n: int
) -> list[float]:
    """Return what a SequentialLR of several StepLR would give if a stage did not start anew.

    Each stage starts from the rate of the epoch before it.
    """
    starts = [0, *milestones]
    rates: list[float] = []
    begin = base_lr
    for e in range(n):
        stage = bisect_right(milestones, e)
        if e and e == starts[stage]:
            begin = rates[-1]
        step_size, gamma = stages[stage]
        rates.append(begin * gamma ** ((e - starts[stage]) // step_size))
    return rates


def starts_again(  # noqa: PLR0913, PLR0917 - one parameter for each number of the schedule
    base_lr: float, gamma: float, first: int, second: int, every: int, n: int
) -> list[float]:
    """Return what a SequentialLR of MultiStepLR and StepLR does where drops should go on.

    The second stage begins at `second`, and it begins with `base_lr`.
    """
    before = schedules.multi_step(base_lr, gamma, [first, second], n)
    after = schedules.step_decay(base_lr, gamma, every, n)
    return schedules.sequential([before, after], [second], n)


def handed_over(  # noqa: PLR0913, PLR0917
    base_lr: float, gamma: float, first: int, second: int, every: int, at: int, n: int
) -> list[float]:
    """Return what `(multi_step if epoch < at else step).step()` does at the end of each epoch.

    It is right for `at = second`. Before, the drop at `second` never comes; after, those that
    follow it come late.
    """
    counts = [
        sum(milestone <= min(e, at) for milestone in (first, second)) + max(0, e - at) // every
        for e in range(n)
    ]
    return [base_lr * gamma**count for count in counts]


def all_from_the_start(  # noqa: PLR0913, PLR0917
    base_lr: float, gamma: float, first: int, second: int, every: int, n: int
) -> list[float]:
    """Return what MultiStepLR and StepLR do when both are stepped in every epoch: the product."""
    drops = [e // every + (e >= first) + (e >= second) for e in range(n)]
    return [base_lr * gamma**count for count in drops]


def near_miss(  # noqa: PLR0913, PLR0917
    base_lr: float, gamma: float, first: int, second: int, every: int, n: int
) -> list[float]:
    """Return what a chain of `MultiStepLR([first, second])` and `StepLR(second + every)` does.

    It is right until epoch `second + 2 * every`.
    """
    drops = [e // (second + every) + (e >= first) + (e >= second) for e in range(n)]
    return [base_lr * gamma**count for count in drops]


def milestones_from_the_start(  # noqa: PLR0913, PLR0917
    base_lr: float,
    gamma: float,
    start_factor: float,
    warmup: int,
    milestones: Sequence[int],
    n: int,
) -> list[float]:
    """Return what milestones of the whole training do in a stage that begins after a warm-up.

    The stage counts its own epochs, so each drop comes `warmup` epochs late.
    """
    ramp = schedules.linear(base_lr, start_factor, 1.0, warmup, n)
    drops = schedules.multi_step(base_lr, gamma, milestones, n)
    return schedules.sequential([ramp, drops], [warmup], n)


def other_warmup(  # noqa: PLR0913, PLR0917
    base_lr: float, start_factor: float, total_iters: int, warmup: int, total: int, n: int
) -> list[float]:
    """Return a warm-up of `total_iters` epochs that is cut at `warmup`, then a cosine to `total`.

    The rate jumps at the cut if the warm-up is longer, and waits there if it is shorter.
    """
    ramp = schedules.linear(base_lr, start_factor, 1.0, total_iters, n)
    cosine = schedules.cosine_annealing(base_lr, total - warmup, 0.0, n)
    return schedules.sequential([ramp, cosine], [warmup], n)


def cosine_of_the_whole_run(
    base_lr: float, start_factor: float, warmup: int, total: int, n: int
) -> list[float]:
    """Return a warm-up, then a cosine with `T_max = total`: it is cut off before it reaches 0."""
    ramp = schedules.linear(base_lr, start_factor, 1.0, warmup, n)
    cosine = schedules.cosine_annealing(base_lr, total, 0.0, n)
    return schedules.sequential([ramp, cosine], [warmup], n)


def inner_stepped(
    base_lr: float, start_factor: float, warmup: int, gamma: float, n: int
) -> list[float]:
    """Return what a SequentialLR does whose warm-up is stepped as well: it runs twice as fast.

    From `warmup` on, the second stage is `gamma ** own_epoch`.
    """
    share = [min(1.0, 2 * e / warmup) for e in range(n)]
    ramp = [base_lr * (start_factor + (1 - start_factor) * done) for done in share]
    decay = schedules.exponential(base_lr, gamma, n)
    return schedules.sequential([ramp, decay], [warmup], n)


def used_again(
    base_lr: float, start_factor: float, warmup: int, gamma: float, n: int
) -> list[float]:
    """Return what a second SequentialLR does with stages that a first one has used up.

    The LinearLR is one step before its end: it takes `base_lr` for the rate there, and goes up
    once more by the factor of its last step. From `warmup` on, the second stage is
    `gamma ** own_epoch`. A warm-up of one epoch does no harm: `warmup` is at least 2.
    """
    last = 1 / (start_factor + (1 - start_factor) * (warmup - 1) / warmup)
    ramp = [base_lr * (last if e else 1.0) for e in range(n)]
    decay = schedules.exponential(base_lr, gamma, n)
    return schedules.sequential([ramp, decay], [warmup], n)


def one_step_ahead(base_lr: float, gamma: float, milestone: int, n: int) -> list[float]:
    """Return what a chain of one ExponentialLR does as the first stage: it is a step ahead.

    From `milestone` on, the rate is `base_lr`.
    """
    ahead = schedules.exponential(base_lr * gamma, gamma, n)
    return schedules.sequential([ahead, schedules.constant(base_lr, n)], [milestone], n)


def multiplied_up_twice(base_lr: float, gamma: float, n: int) -> list[float]:
    """Return what `MultiplicativeLR` does with `gamma ** e`: `gamma ** (1 + 2 + ... + e)`."""
    return [base_lr * math.prod(gamma**i for i in range(1, e + 1)) for e in range(n)]


def changed_then_set(base_lr: float, gamma: float, at: int, lr: float, n: int) -> list[float]:
    """Return what `LambdaLR` with `gamma ** e` does when the rate is set to `lr` in epoch `at`.

    The scheduler sets the rate of each epoch from the base rate: the change lasts for one epoch.
    """
    return [lr if e == at else base_lr * gamma**e for e in range(n)]


def changed_then_scaled(base_lr: float, gamma: float, at: int, lr: float, n: int) -> list[float]:
    """Return what `MultiplicativeLR` with `gamma` does when the rate is set in epoch `at`.

    The scheduler scales the rate that it finds: from `at` on, it starts from `lr`.
    """
    return [base_lr * gamma**e if e < at else lr * gamma ** (e - at) for e in range(n)]
