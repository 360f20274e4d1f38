"""Closed forms of mistakes with schedules that are stepped for each batch."""

from lrcourse import schedules


def micro_batches_counted(
    base_lr: float, gamma: float, step_size: int, accumulate: int, n: int
) -> list[float]:
    """Return what `n` updates use if a StepLR is stepped for each micro-batch.

    Update `u` comes with micro-batch `(u + 1) * accumulate - 1`, and before its step.
    """
    return [base_lr * gamma ** (((u + 1) * accumulate - 1) // step_size) for u in range(n)]


def steps_of_all_devices(base_lr: float, T_max: int, devices: int, n: int) -> list[float]:  # noqa: N803
    """Return what `n` updates use if a cosine takes a step for each device after each of them."""
    return schedules.cosine_annealing(base_lr, T_max, 0.0, n * devices)[::devices]


def logged_after_the_step(max_lr: float, total_steps: int) -> list[float]:
    """Return what is logged if the rate of a OneCycleLR is read after each of its steps.

    The entries are one batch ahead, and the last one is the rate past the end, which no update
    uses: it is up again.
    """
    return schedules.one_cycle(max_lr, total_steps, total_steps + 1)[1:]


def one_batch_late(base_lr: float, T_0: int, batches: int, n: int) -> list[float]:  # noqa: N803
    """Return what warm restarts give if `step(epoch + batch / batches)` comes after the update.

    The place of a batch then is used by the next one, so the first two use the same rate.
    """
    rates = schedules.warm_restarts(base_lr, T_0 * batches, 1, 0.0, n)
    return [*rates[:1], *rates[:-1]]
