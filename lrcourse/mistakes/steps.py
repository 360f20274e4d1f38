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
