"""Closed forms of mistakes that turn a step decay into something else."""


def compounds_from(base_lr: float, gamma: float, start: int, n: int) -> list[float]:
    """Return what `if epoch >= start: lr *= gamma` does: a drop in every epoch from `start`."""
    return [base_lr * gamma ** max(0, epoch - start + 1) for epoch in range(n)]


def drops_at_epoch_zero(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    """Return what `if epoch % step_size == 0: lr *= gamma` does: one drop too many, at 0."""
    return [base_lr * gamma ** (1 + epoch // step_size) for epoch in range(n)]


def drops_once(base_lr: float, gamma: float, at: int, n: int) -> list[float]:
    """Return what `if epoch == at: lr *= gamma` does: `base_lr * gamma` from `at` to the end."""
    return [base_lr * gamma ** (epoch >= at) for epoch in range(n)]


def printed_after_step(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    """Return what a loop prints that reads the rate after `scheduler.step()`: the next epoch's."""
    return [base_lr * gamma ** ((epoch + 1) // step_size) for epoch in range(n)]


def stepped_first(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    """Return what the updates use if `scheduler.step()` comes before those of its epoch.

    The scheduler has counted one epoch more than are over: the first rate is used once less.
    """
    return [base_lr * gamma ** ((epoch + 1) // step_size) for epoch in range(n)]


def asked_with_get_lr(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    """Return what `get_lr()` of a StepLR says before the updates of each epoch.

    It multiplies once more where the epoch is a multiple of `step_size`: in the first epoch after
    each drop it says a rate that nobody uses.
    """
    return [
        base_lr * gamma ** (epoch // step_size + (epoch > 0 and epoch % step_size == 0))
        for epoch in range(n)
    ]


def changed_by_hand(  # noqa: PLR0913, PLR0917 - one parameter for each number of the run
    base_lr: float, gamma: float, step_size: int, at: int, lr: float, n: int
) -> list[float]:
    """Return what the updates use if the rate is set to `lr` by hand before those of epoch `at`.

    A StepLR multiplies the rate that it finds: `lr * gamma ** k` after `k` further drops.
    """
    return [
        base_lr * gamma ** (epoch // step_size)
        if epoch < at
        else lr * gamma ** (epoch // step_size - at // step_size)
        for epoch in range(n)
    ]
