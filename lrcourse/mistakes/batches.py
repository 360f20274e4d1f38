"""Closed forms of mistakes with schedules that are stepped for each batch."""

from lrcourse import schedules


def micro_batches_counted(
    base_lr: float, gamma: float, step_size: int, accumulate: int, n: int
) -> list[float]:
    """Return what `n` updates use if a StepLR is stepped for each micro-batch.

    An update comes after `accumulate` micro-batches, so `u * accumulate` steps come before
    update `u`.
    """
    return [base_lr * gamma ** (u * accumulate // step_size) for u in range(n)]


def steps_of_all_devices(base_lr: float, T_max: int, devices: int, n: int) -> list[float]:  # noqa: N803
    """Return what `n` updates use if a cosine takes a step for each device after each of them."""
    return schedules.cosine_annealing(base_lr, T_max, 0.0, n * devices)[::devices]


def last_rates_doubled(max_lr: float, total_steps: int) -> list[float]:
    """Return what is logged if the rate of a OneCycleLR is read after each of its steps.

    The entries are one step ahead, and the last one is the rate past the end, which no update
    uses: it is up again.
    """
    return schedules.one_cycle(max_lr, total_steps, total_steps + 1)[1:]


def kept_fraction(base_lr: float, T_0: int, batches: int, n: int) -> list[float]:  # noqa: N803
    """Return what warm restarts give if `step()` is called without the fraction for each batch.

    `T_0` was meant in epochs of `batches` batches, but each call counts as a whole epoch: this
    is the rate at the start of each of `n` epochs.
    """
    return schedules.warm_restarts(base_lr, T_0, 1, 0.0, n * batches)[::batches]
