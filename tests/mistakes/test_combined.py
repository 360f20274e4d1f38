"""Tests of the formulas of mistakes with combined schedules: each against the mistake itself."""

import warnings
from collections.abc import Callable
from functools import partial

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD, Optimizer
from torch.optim.lr_scheduler import (
    ChainedScheduler,
    CosineAnnealingLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    LRScheduler,
    MultiplicativeLR,
    MultiStepLR,
    SequentialLR,
    StepLR,
)

from lrcourse.mistakes import combined
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([1.0, 0.5, 0.1]) | st.floats(0.05, 0.99)
_factors = st.floats(0.01, 1.0)
_spans = st.integers(1, 12)
_lengths = st.integers(0, 60)


def _run(base_lr: float, n: int, build: Callable[[Optimizer], LRScheduler]) -> list[float]:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder, scheduler = record(optimizer), build(optimizer)
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    return recorder.rates


@given(_rates, st.lists(st.tuples(_spans, _gammas, _spans), min_size=1, max_size=4), _lengths)
def test_goes_on(base_lr: float, parts: list[tuple[int, float, int]], n: int) -> None:
    stages = [(step_size, gamma) for step_size, gamma, _ in parts]
    milestones = [sum(length for *_, length in parts[:k]) for k in range(1, len(parts))]
    made: list[float] = []
    for (step_size, gamma), start, end in zip(
        stages, [0, *milestones], [*milestones, max(n, *milestones, 0)], strict=True
    ):
        begin = made[-1] if made else base_lr
        made += _run(begin, end - start, partial(StepLR, step_size=step_size, gamma=gamma))
    closed = combined.goes_on(base_lr, stages, milestones, n)
    assert closed == pytest.approx(made[:n], rel=1e-9)


@given(_rates, _gammas, _spans, _spans, _spans, _lengths)
def test_starts_again(  # noqa: PLR0913, PLR0917
    b: float, g: float, first: int, more: int, every: int, n: int
) -> None:
    second = first + more

    def build(optimizer: Optimizer) -> LRScheduler:
        stages = [MultiStepLR(optimizer, [first, second], g), StepLR(optimizer, every, g)]
        return SequentialLR(optimizer, stages, [second])

    closed = combined.starts_again(b, g, first, second, every, n)
    assert closed == pytest.approx(_run(b, n, build), rel=1e-9)


@given(_rates, _gammas, _spans, _spans, _spans, st.integers(0, 30), _lengths)
def test_handed_over(  # noqa: PLR0913, PLR0917
    b: float, g: float, first: int, more: int, every: int, at: int, n: int
) -> None:
    second = first + more
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=b)
    recorder = record(optimizer)
    before, after = MultiStepLR(optimizer, [first, second], g), StepLR(optimizer, every, g)
    for epoch in range(n):
        optimizer.step()
        (before if epoch < at else after).step()
    closed = combined.handed_over(b, g, first, second, every, at, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)


@given(_rates, _gammas, _spans, _spans, _spans, _lengths)
def test_all_from_the_start(  # noqa: PLR0913, PLR0917
    b: float, g: float, first: int, more: int, every: int, n: int
) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=b)
    recorder = record(optimizer)
    both = MultiStepLR(optimizer, [first, first + more], g), StepLR(optimizer, every, g)
    for _ in range(n):
        optimizer.step()
        for scheduler in both:
            scheduler.step()
    closed = combined.all_from_the_start(b, g, first, first + more, every, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)


@given(_rates, _gammas, _spans, _spans, _spans, _lengths)
def test_near_miss(  # noqa: PLR0913, PLR0917
    b: float, g: float, first: int, more: int, every: int, n: int
) -> None:
    second = first + more

    def build(optimizer: Optimizer) -> LRScheduler:
        members = [
            MultiStepLR(optimizer, [first, second], g),
            StepLR(optimizer, second + every, g),
        ]
        return ChainedScheduler(members)

    closed = combined.near_miss(b, g, first, second, every, n)
    assert closed == pytest.approx(_run(b, n, build), rel=1e-9)


@given(_rates, _gammas, _factors, _spans, st.lists(st.integers(0, 30), max_size=4), _lengths)
def test_milestones_from_the_start(  # noqa: PLR0913, PLR0917
    b: float, g: float, start: float, warmup: int, milestones: list[int], n: int
) -> None:
    def build(optimizer: Optimizer) -> LRScheduler:
        ramp = LinearLR(optimizer, start, total_iters=warmup)
        return SequentialLR(optimizer, [ramp, MultiStepLR(optimizer, milestones, g)], [warmup])

    closed = combined.milestones_from_the_start(b, g, start, warmup, milestones, n)
    assert closed == pytest.approx(_run(b, n, build), rel=1e-9)


@given(_rates, _factors, _spans, _spans, _spans, _lengths)
def test_other_warmup(  # noqa: PLR0913, PLR0917
    b: float, start: float, total_iters: int, warmup: int, rest: int, n: int
) -> None:
    n = min(n, warmup + rest + 1)

    def build(optimizer: Optimizer) -> LRScheduler:
        ramp = LinearLR(optimizer, start, total_iters=total_iters)
        return SequentialLR(optimizer, [ramp, CosineAnnealingLR(optimizer, rest)], [warmup])

    closed = combined.other_warmup(b, start, total_iters, warmup, warmup + rest, n)
    assert closed == pytest.approx(_run(b, n, build), rel=1e-9, abs=1e-15)


@given(_rates, _factors, _spans, _spans, _lengths)
def test_cosine_of_the_whole_run(b: float, start: float, warmup: int, rest: int, n: int) -> None:
    total = warmup + rest
    n = min(n, total + 1)

    def build(optimizer: Optimizer) -> LRScheduler:
        ramp = LinearLR(optimizer, start, total_iters=warmup)
        return SequentialLR(optimizer, [ramp, CosineAnnealingLR(optimizer, total)], [warmup])

    closed = combined.cosine_of_the_whole_run(b, start, warmup, total, n)
    assert closed == pytest.approx(_run(b, n, build), rel=1e-9, abs=1e-15)


def _stages(
    optimizer: Optimizer, start: float, warmup: int, gamma: float
) -> tuple[LinearLR, ExponentialLR]:
    return LinearLR(optimizer, start, total_iters=warmup), ExponentialLR(optimizer, gamma)


@given(_rates, _factors, _spans, _gammas, _lengths)
def test_inner_stepped(b: float, start: float, warmup: int, gamma: float, n: int) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=b)
    recorder = record(optimizer)
    ramp, decay = _stages(optimizer, start, warmup, gamma)
    scheduler = SequentialLR(optimizer, [ramp, decay], [warmup])
    for _ in range(n):
        optimizer.step()
        ramp.step()
        scheduler.step()
    closed = combined.inner_stepped(b, start, warmup, gamma, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)


@given(_rates, _factors, st.integers(2, 12), _gammas, st.integers(0, 9), _lengths)
def test_used_again(  # noqa: PLR0913, PLR0917
    b: float, start: float, warmup: int, gamma: float, more: int, n: int
) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=b)
    stages = list(_stages(optimizer, start, warmup, gamma))
    scheduler = SequentialLR(optimizer, stages, [warmup])
    for _ in range(warmup + more):
        optimizer.step()
        scheduler.step()
    recorder = record(optimizer)
    scheduler = SequentialLR(optimizer, stages, [warmup])
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    closed = combined.used_again(b, start, warmup, gamma, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9)


@given(_rates, _gammas, _spans, _lengths)
def test_one_step_ahead(b: float, gamma: float, milestone: int, n: int) -> None:
    def build(optimizer: Optimizer) -> LRScheduler:
        chain = ChainedScheduler([ExponentialLR(optimizer, gamma)])
        return SequentialLR(optimizer, [chain, StepLR(optimizer, 100)], [milestone])

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Detected call of", UserWarning)
        made = _run(b, n, build)
    closed = combined.one_step_ahead(b, gamma, milestone, n)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, st.integers(0, 20))
def test_multiplied_up_twice(b: float, gamma: float, n: int) -> None:
    made = _run(b, n, lambda o: MultiplicativeLR(o, lambda epoch: gamma**epoch))
    assert combined.multiplied_up_twice(b, gamma, n) == pytest.approx(made, rel=1e-9)


def _changed_by_hand(
    base_lr: float, build: Callable[[Optimizer], LRScheduler], at: int, lr: float, n: int
) -> list[float]:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder, scheduler = record(optimizer), build(optimizer)
    for epoch in range(n):
        if epoch == at:
            optimizer.param_groups[0]["lr"] = lr
        optimizer.step()
        scheduler.step()
    return recorder.rates


@given(_rates, _gammas, st.integers(0, 20), _rates, st.integers(0, 20))
def test_changed_then_set(b: float, gamma: float, at: int, lr: float, n: int) -> None:
    made = _changed_by_hand(b, lambda o: LambdaLR(o, lambda epoch: gamma**epoch), at, lr, n)
    assert combined.changed_then_set(b, gamma, at, lr, n) == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, st.integers(0, 20), _rates, st.integers(0, 20))
def test_changed_then_scaled(b: float, gamma: float, at: int, lr: float, n: int) -> None:
    made = _changed_by_hand(b, lambda o: MultiplicativeLR(o, lambda _epoch: gamma), at, lr, n)
    assert combined.changed_then_scaled(b, gamma, at, lr, n) == pytest.approx(made, rel=1e-9)
