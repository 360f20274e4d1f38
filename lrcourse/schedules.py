"""Closed forms of learning-rate schedules, in plain Python and without torch.

Each function returns the rates that the updates of epochs `0 .. n-1` use.
"""


def constant(base_lr: float, n: int) -> list[float]:
    """Return `n` times the base rate."""
    return [base_lr] * n


def step_decay(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    """Return `base_lr * gamma ** (epoch // step_size)` for `n` epochs.

    The formula is that of `torch.optim.lr_scheduler.StepLR`.
    """
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(n)]
