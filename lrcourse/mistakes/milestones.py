"""Closed forms of mistakes with milestones."""

from bisect import bisect_right
from collections.abc import Sequence


def drops_after_milestones(
    base_lr: float, gamma: float, milestones: Sequence[int], n: int
) -> list[float]:
    """Return what `bisect_left` or `<` makes of milestones: every drop one epoch late."""
    return [base_lr * gamma ** sum(m < epoch for m in milestones) for epoch in range(n)]


def bisects_unsorted(
    base_lr: float, gamma: float, milestones: Sequence[int], n: int
) -> list[float]:
    """Return what `bisect_right` makes of milestones in the order in which they are given."""
    return [base_lr * gamma ** bisect_right(milestones, epoch) for epoch in range(n)]


def printed_after_milestones(
    base_lr: float, gamma: float, milestones: Sequence[int], n: int
) -> list[float]:
    """Return what a loop prints that reads the rate after `scheduler.step()`: the next epoch's."""
    return [
        base_lr * gamma ** sum(m in range(epoch + 2) for m in milestones) for epoch in range(n)
    ]
