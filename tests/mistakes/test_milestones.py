"""Tests of the closed forms of mistakes with milestones: each against the mistake really made."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD
from torch.optim.lr_scheduler import MultiStepLR

from lrcourse import schedules
from lrcourse.mistakes import milestones as mistakes
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([1.0, 0.5, 0.1]) | st.floats(0.05, 1.0)
_milestones = st.lists(st.integers(0, 45), max_size=5)
_lengths = st.integers(0, 40)


def _set_by_hand(base_lr: float, gamma: float, count: Callable[[int], int], n: int) -> list[float]:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    for epoch in range(n):
        optimizer.param_groups[0]["lr"] = base_lr * gamma ** count(epoch)
        optimizer.step()
    return recorder.rates


@given(_rates, _gammas, _milestones, _lengths)
def test_drops_after_milestones(b: float, g: float, milestones: list[int], n: int) -> None:
    made = _set_by_hand(b, g, lambda epoch: bisect_left(sorted(milestones), epoch), n)
    closed = mistakes.drops_after_milestones(b, g, milestones, n)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, _milestones, _lengths)
def test_bisects_unsorted(b: float, g: float, milestones: list[int], n: int) -> None:
    made = _set_by_hand(b, g, lambda epoch: bisect_right(milestones, epoch), n)
    closed = mistakes.bisects_unsorted(b, g, milestones, n)
    assert closed == pytest.approx(made, rel=1e-9)
    in_order = mistakes.bisects_unsorted(b, g, sorted(milestones), n)
    assert in_order == pytest.approx(schedules.multi_step(b, g, milestones, n), rel=1e-9)


@pytest.mark.filterwarnings("ignore:Detected call of `lr_scheduler.step")
@given(_rates, _gammas, _milestones, _lengths)
def test_printed_after_milestones(b: float, g: float, milestones: list[int], n: int) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=b)
    scheduler = MultiStepLR(optimizer, milestones, g)
    made = []
    for _ in range(n):
        scheduler.step()
        made.append(optimizer.param_groups[0]["lr"])
    closed = mistakes.printed_after_milestones(b, g, milestones, n)
    assert closed == pytest.approx(made, rel=1e-9)
