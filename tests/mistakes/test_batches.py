"""Tests of the formulas of mistakes with steps for each batch: each against the mistake itself."""

import warnings

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD
from torch.optim.lr_scheduler import (
    CosineAnnealingLR,
    CosineAnnealingWarmRestarts,
    OneCycleLR,
    StepLR,
)

from lrcourse.mistakes import batches
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([1.0, 0.5, 0.1]) | st.floats(0.05, 0.99)
_spans = st.integers(1, 12)
_lengths = st.integers(0, 40)


def _sgd(lr: float) -> SGD:
    return SGD([torch.zeros(1, requires_grad=True)], lr=lr)


def _close(values: list[float]) -> object:
    return pytest.approx(values, rel=1e-9, abs=1e-15)


@given(_rates, _gammas, _spans, st.integers(1, 5), _lengths)
def test_micro_batches_counted(
    b: float, g: float, step_size: int, accumulate: int, n: int
) -> None:
    optimizer = _sgd(b)
    recorder, scheduler = record(optimizer), StepLR(optimizer, step_size, g)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for micro in range(n * accumulate):
            if (micro + 1) % accumulate == 0:
                optimizer.step()
            scheduler.step()
    assert batches.micro_batches_counted(b, g, step_size, accumulate, n) == _close(recorder.rates)


@given(_rates, _spans, st.integers(1, 4), st.integers(0, 12))
def test_steps_of_all_devices(b: float, t_max: int, devices: int, n: int) -> None:
    optimizer = _sgd(b)
    recorder, scheduler = record(optimizer), CosineAnnealingLR(optimizer, t_max)
    for _ in range(n):
        optimizer.step()
        for _ in range(devices):
            scheduler.step()
    closed = batches.steps_of_all_devices(b, t_max, devices, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-6, abs=1e-12)


@given(_rates, st.integers(5, 60))
def test_logged_after_the_step(max_lr: float, total_steps: int) -> None:
    optimizer = _sgd(0.1)
    scheduler = OneCycleLR(optimizer, max_lr, total_steps)
    logged: list[float] = []
    for _ in range(total_steps):
        optimizer.step()
        scheduler.step()
        logged.append(float(scheduler.get_last_lr()[0]))
    assert batches.logged_after_the_step(max_lr, total_steps) == _close(logged)
    assert logged[-1] > logged[-2]


@given(_rates, _spans, st.integers(1, 6), st.integers(0, 5))
def test_one_batch_late(b: float, t_0: int, size: int, epochs: int) -> None:
    optimizer = _sgd(b)
    recorder, scheduler = record(optimizer), CosineAnnealingWarmRestarts(optimizer, t_0)
    for epoch in range(epochs):
        for batch in range(size):
            optimizer.step()
            scheduler.step(epoch + batch / size)
    closed = batches.one_batch_late(b, t_0, size, epochs * size)
    assert closed == pytest.approx(recorder.rates, rel=1e-9, abs=1e-12)
