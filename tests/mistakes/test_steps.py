"""Tests of the closed forms of mistakes: each against the mistake really made."""

from collections.abc import Callable

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD
from torch.optim.lr_scheduler import StepLR

from lrcourse.mistakes import steps
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([1.0, 0.5, 0.1]) | st.floats(0.05, 1.0)
_lengths = st.integers(0, 40)


def _run(base_lr: float, gamma: float, drops: Callable[[int], bool], n: int) -> list[float]:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    for epoch in range(n):
        if drops(epoch):
            optimizer.param_groups[0]["lr"] *= gamma
        optimizer.step()
    return recorder.rates


@given(_rates, _gammas, st.integers(0, 45), _lengths)
def test_compounds_from(base_lr: float, gamma: float, start: int, n: int) -> None:
    made = _run(base_lr, gamma, lambda epoch: epoch >= start, n)
    assert steps.compounds_from(base_lr, gamma, start, n) == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, st.integers(1, 45), _lengths)
def test_drops_at_epoch_zero(base_lr: float, gamma: float, step_size: int, n: int) -> None:
    made = _run(base_lr, gamma, lambda epoch: epoch % step_size == 0, n)
    closed = steps.drops_at_epoch_zero(base_lr, gamma, step_size, n)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, st.integers(0, 45), _lengths)
def test_drops_once(base_lr: float, gamma: float, at: int, n: int) -> None:
    made = _run(base_lr, gamma, lambda epoch: epoch == at, n)
    assert steps.drops_once(base_lr, gamma, at, n) == pytest.approx(made, rel=1e-9)


def _scheduled(base_lr: float, gamma: float, step_size: int) -> tuple[SGD, StepLR]:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    return optimizer, StepLR(optimizer, step_size, gamma)


@given(_rates, _gammas, st.integers(1, 45), _lengths)
def test_printed_after_step(base_lr: float, gamma: float, step_size: int, n: int) -> None:
    optimizer, scheduler = _scheduled(base_lr, gamma, step_size)
    printed = []
    for _ in range(n):
        optimizer.step()
        scheduler.step()
        printed.append(optimizer.param_groups[0]["lr"])
    closed = steps.printed_after_step(base_lr, gamma, step_size, n)
    assert closed == pytest.approx(printed, rel=1e-9)


@pytest.mark.filterwarnings("ignore:Detected call of `lr_scheduler.step")
@given(_rates, _gammas, st.integers(1, 45), _lengths)
def test_stepped_first(base_lr: float, gamma: float, step_size: int, n: int) -> None:
    optimizer, scheduler = _scheduled(base_lr, gamma, step_size)
    recorder = record(optimizer)
    for _ in range(n):
        scheduler.step()
        optimizer.step()
    closed = steps.stepped_first(base_lr, gamma, step_size, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)


@pytest.mark.filterwarnings("ignore:To get the last learning rate")
@given(_rates, _gammas, st.integers(1, 45), _lengths)
def test_asked_with_get_lr(base_lr: float, gamma: float, step_size: int, n: int) -> None:
    optimizer, scheduler = _scheduled(base_lr, gamma, step_size)
    asked = []
    for _ in range(n):
        asked.append(scheduler.get_lr()[0])
        optimizer.step()
        scheduler.step()
    closed = steps.asked_with_get_lr(base_lr, gamma, step_size, n)
    assert closed == pytest.approx(asked, rel=1e-9)


@given(_rates, _gammas, st.integers(1, 45), st.integers(0, 45), _rates, _lengths)
def test_changed_by_hand(  # noqa: PLR0913, PLR0917
    base_lr: float, gamma: float, step_size: int, at: int, lr: float, n: int
) -> None:
    optimizer, scheduler = _scheduled(base_lr, gamma, step_size)
    recorder = record(optimizer)
    for epoch in range(n):
        if epoch == at:
            optimizer.param_groups[0]["lr"] = lr
        optimizer.step()
        scheduler.step()
    closed = steps.changed_by_hand(base_lr, gamma, step_size, at, lr, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)
