"""Tests of the formulas of mistakes with smooth schedules: each against the mistake itself."""

from decimal import ROUND_DOWN, Decimal

import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st
from torch.optim import SGD
from torch.optim.lr_scheduler import CosineAnnealingLR, LinearLR, LRScheduler, PolynomialLR

from lrcourse.mistakes import smooth
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_factors = st.floats(0.01, 1.0)
_spans = st.integers(1, 12)
_lengths = st.integers(0, 40)


def _optimizer(base_lr: float) -> SGD:
    return SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)


def _run(optimizer: SGD, scheduler: LRScheduler, n: int) -> list[float]:
    recorder = record(optimizer)
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    return recorder.rates


def _read_late(optimizer: SGD, scheduler: LRScheduler, n: int) -> list[float]:
    read: list[float] = []
    for _ in range(n):
        optimizer.step()
        scheduler.step()
        read.append(float(scheduler.get_last_lr()[0]))
    return read


def _cut(rates: list[float], decimals: int) -> list[float]:
    unit = Decimal(1).scaleb(-decimals)
    return [float(Decimal(rate).quantize(unit, ROUND_DOWN)) for rate in rates]


def _far_from_a_cut(rates: list[float], decimals: int) -> bool:
    return all(abs(rate * 10**decimals % 1 - 0.5) < 0.499 for rate in rates)


@given(_rates, _factors, _spans, _lengths)
def test_built_twice(base_lr: float, start_factor: float, total_iters: int, n: int) -> None:
    optimizer = _optimizer(base_lr)
    LinearLR(optimizer, start_factor, total_iters=total_iters)
    made = _run(optimizer, LinearLR(optimizer, start_factor, total_iters=total_iters), n)
    closed = smooth.built_twice(base_lr, start_factor, total_iters, n)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, _factors, _spans, st.integers(3, 7), _lengths)
def test_documented_line(
    base_lr: float, start_factor: float, total_iters: int, decimals: int, n: int
) -> None:
    optimizer = _optimizer(base_lr)
    read = _read_late(optimizer, LinearLR(optimizer, start_factor, total_iters=total_iters), n)
    assume(_far_from_a_cut(read, decimals))
    closed = smooth.documented_line(base_lr, start_factor, total_iters, decimals, n)
    assert closed == pytest.approx(_cut(read, decimals), rel=1e-9)


@given(_rates, _spans, st.sampled_from([0.5, 0.9, 1.0, 2.0]), st.integers(3, 7), _lengths)
def test_documented_polynomial(
    base_lr: float, total_iters: int, power: float, decimals: int, n: int
) -> None:
    optimizer = _optimizer(base_lr)
    read = _read_late(optimizer, PolynomialLR(optimizer, total_iters, power), n)
    assume(_far_from_a_cut([rate for rate in read if rate > 1e-12], decimals))
    closed = smooth.documented_polynomial(base_lr, total_iters, power, decimals, n)
    assert closed == pytest.approx(_cut(read, decimals), rel=1e-9)


def test_the_documentation_has_these_lists() -> None:
    for scheduler, said in (
        (LinearLR, ("0.003687", "0.004875", "0.006062", "0.00725 ")),
        (PolynomialLR, ("0.0490", "0.0481", "0.0472")),
    ):
        for epoch, rate in enumerate(said):
            lines = (line.split() for line in (scheduler.__doc__ or "").splitlines())
            assert [">>>", "#", "lr", "=", rate.strip(), "if", "epoch", "==", str(epoch)] in lines
    assert smooth.documented_line(0.05, 0.05, 40, 6, 4) == [0.003687, 0.004875, 0.006062, 0.00725]
    assert smooth.documented_polynomial(0.05, 50, 0.9, 4, 3) == [0.049, 0.0481, 0.0472]


@given(_rates, _spans, _spans, st.integers(0, 8))
def test_cosine_counts_batches(base_lr: float, t_max: int, batches: int, n: int) -> None:
    optimizer = _optimizer(base_lr)
    made = _run(optimizer, CosineAnnealingLR(optimizer, t_max), n * batches)[::batches]
    closed = smooth.cosine_counts_batches(base_lr, t_max, batches, n)
    assert closed == pytest.approx(made, rel=1e-9, abs=1e-15)


@given(_rates, _spans, _lengths)
def test_warmup_from_zero(base_lr: float, warmup: int, n: int) -> None:
    optimizer = _optimizer(base_lr)
    recorder = record(optimizer)
    for epoch in range(n):
        optimizer.param_groups[0]["lr"] = base_lr * epoch / warmup if epoch < warmup else base_lr
        optimizer.step()
    closed = smooth.warmup_from_zero(base_lr, warmup, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)


@given(_rates, _spans, _lengths)
def test_base_rate_early(base_lr: float, warmup: int, n: int) -> None:
    optimizer = _optimizer(base_lr)
    recorder = record(optimizer)
    for epoch in range(n):
        step = base_lr / warmup
        optimizer.param_groups[0]["lr"] = min(base_lr, step * (epoch + 1))
        optimizer.step()
    closed = smooth.base_rate_early(base_lr, warmup, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)
