"""Tests of the closed forms against torch."""

import math
import warnings

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD
from torch.optim.lr_scheduler import StepLR

from lrcourse import schedules
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([1.0, 0.5, 0.1]) | st.floats(0.05, 1.0)


@given(_rates, _gammas, st.integers(1, 30), st.integers(0, 70))
def test_step_decay_is_what_steplr_does(base_lr: float, gamma: float, step: int, n: int) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    scheduler = StepLR(optimizer, step_size=step, gamma=gamma)
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    closed = schedules.step_decay(base_lr, gamma, step, n)
    assert len(closed) == len(recorder.rates) == n
    for wanted, seen in zip(closed, recorder.rates, strict=True):
        assert math.isclose(wanted, seen, rel_tol=1e-9)


def test_step_decay_by_hand() -> None:
    assert schedules.step_decay(8.0, 0.5, 2, 5) == [8.0, 8.0, 4.0, 4.0, 2.0]


@given(_rates, st.integers(0, 50))
def test_constant_is_what_an_untouched_optimizer_does(base_lr: float, n: int) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    for _ in range(n):
        optimizer.step()
    assert schedules.constant(base_lr, n) == recorder.rates


def test_the_module_needs_no_torch() -> None:
    assert not any(getattr(schedules, name, None) is torch for name in vars(schedules))


def test_steplr_warns_of_nothing_here() -> None:
    """The comparison above steps in the right order, or it would compare another schedule."""
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    scheduler = StepLR(optimizer, step_size=2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        optimizer.step()
        scheduler.step()
    assert scheduler.get_last_lr() == [pytest.approx(0.1)]
