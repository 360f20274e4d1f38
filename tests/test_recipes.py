"""Tests of composed closed forms: each against torch's own composition, on any parameters."""

import math
import random
from collections.abc import Callable
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD, Optimizer
from torch.optim.lr_scheduler import (
    ChainedScheduler,
    ConstantLR,
    CosineAnnealingLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    LRScheduler,
    MultiStepLR,
    OneCycleLR,
    ReduceLROnPlateau,
    SequentialLR,
    StepLR,
)
from torch.utils.data import DataLoader

from lrcourse import recipes, schedules
from lrcourse.kinds import KINDS
from lrcourse.probes.groups import scheduler
from lrcourse.recorder import record
from tests.kinds import right

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([1.0, 0.5, 0.1]) | st.floats(0.05, 0.99)
_lengths = st.integers(0, 60)
_factors = st.floats(0.01, 1.0)
_spans = st.integers(1, 12)


def run(base_lr: float, n: int, build: Callable[[Optimizer], LRScheduler]) -> list[float]:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder, scheduler = record(optimizer), build(optimizer)
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    return recorder.rates


@given(st.lists(st.integers(0, 70), max_size=5), _lengths)
def test_drops_so_far(milestones: list[int], n: int) -> None:
    made = run(1.0, n, lambda o: MultiStepLR(o, milestones, 0.5))
    assert [0.5**k for k in recipes.drops_so_far(milestones, n)] == made


@given(_rates, _gammas, _spans, _spans, _spans, _lengths)
def test_drops_then_every(  # noqa: PLR0913, PLR0917
    b: float, g: float, first: int, more: int, every: int, n: int
) -> None:
    second = first + more
    made = run(b, n, lambda o: MultiStepLR(o, [first, *range(second, n + 1, every)], g))
    closed = recipes.drops_then_every(b, g, first, second, every, n)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, st.lists(st.integers(0, 16), max_size=5), _lengths)
def test_drops_at_fractions(b: float, g: float, sixteenths: list[int], n: int) -> None:
    fractions = [part / 16 for part in sixteenths]
    made = run(b, n, lambda o: right.fractions(o, g, fractions, n))
    assert recipes.drops_at_fractions(b, g, fractions, n, n) == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, _spans, _spans, _lengths)
def test_step_decay_per_batch(b: float, g: float, step: int, batches: int, n: int) -> None:
    made = run(b, n, lambda o: StepLR(o, step * batches, g))
    assert recipes.step_decay_per_batch(b, g, step, batches, n) == pytest.approx(made, rel=1e-9)


@given(_rates, st.lists(st.tuples(_spans, _gammas, _spans), min_size=1, max_size=4), _lengths)
def test_step_stages(b: float, drawn: list[tuple[int, float, int]], n: int) -> None:
    stages = [(step, gamma) for step, gamma, _ in drawn]
    milestones = [sum(length for *_, length in drawn[: k + 1]) for k in range(len(drawn) - 1)]

    def build(optimizer: Optimizer) -> LRScheduler:
        parts: list[LRScheduler] = [StepLR(optimizer, step, gamma) for step, gamma in stages]
        return SequentialLR(optimizer, parts, milestones) if milestones else parts[0]

    assert recipes.step_stages(b, stages, milestones, n) == pytest.approx(
        run(b, n, build), rel=1e-9
    )


@given(_rates, _factors, _spans, st.integers(1, 30), st.data())
def test_warmup_cosine(
    b: float, start: float, warmup: int, rest: int, data: st.DataObject
) -> None:
    total = warmup + rest
    n = data.draw(st.integers(0, total + 1))
    made = run(b, n, lambda o: right.warmup_cosine(o, start, warmup, total))
    closed = recipes.warmup_cosine(b, start, warmup, total, n)
    assert closed == pytest.approx(made, rel=1e-9, abs=1e-15)


@given(_rates, _spans, st.just(0.0) | _factors, _lengths)
def test_held_cosine(b: float, t_max: int, eta_min: float, n: int) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=b)
    recorder, scheduler = record(optimizer), CosineAnnealingLR(optimizer, t_max, eta_min)
    for epoch in range(n):
        optimizer.step()
        if epoch < t_max:
            scheduler.step()
    closed = recipes.held_cosine(b, t_max, eta_min, n)
    assert closed == pytest.approx(recorder.rates, rel=1e-9, abs=1e-15)


@given(_rates, _factors, _spans, _spans)
def test_cosine_per_batch(b: float, factor: float, epochs: int, batches: int) -> None:
    n = epochs * batches + 1
    made = run(b, n, lambda o: right.cosine_per_batch(o, factor, epochs, batches))
    closed = recipes.cosine_per_batch(b, factor, epochs, batches, n)
    assert closed == pytest.approx(made, rel=1e-9)
    assert closed[-1] == pytest.approx(b * factor, rel=1e-12)


@given(_rates, _factors, st.integers(1, 60))
def test_exponential_end(b: float, factor: float, epochs: int) -> None:
    made = run(b, epochs, lambda o: right.exponential_end(o, factor, epochs))
    closed = recipes.exponential_end(b, factor, epochs, epochs)
    assert closed == pytest.approx(made, rel=1e-9)
    assert closed[-1] == pytest.approx(b * factor if epochs > 1 else b, rel=1e-12)


@given(_rates, _spans, _lengths)
def test_even_warmup(b: float, warmup: int, n: int) -> None:
    made = run(b, n, lambda o: right.even_warmup(o, warmup))
    assert recipes.even_warmup(b, warmup, n) == pytest.approx(made, rel=1e-9)


@given(_rates, st.just(0.0) | _factors, _lengths)
def test_linear_by_default(b: float, end_factor: float, n: int) -> None:
    made = run(b, n, lambda o: LinearLR(o, end_factor=end_factor))
    closed = recipes.linear_by_default(b, end_factor, n)
    assert closed == pytest.approx(made, rel=1e-9, abs=1e-15)


@given(_rates, _gammas, _factors, _spans, st.lists(st.integers(0, 20), max_size=5), _lengths)
def test_warmup_milestones(  # noqa: PLR0913, PLR0917
    b: float, g: float, start: float, warmup: int, after: list[int], n: int
) -> None:
    milestones = [warmup + epochs for epochs in after]
    made = run(b, n, lambda o: right.warmup_milestones(o, g, start, warmup, milestones))
    closed = recipes.warmup_milestones(b, g, start, warmup, milestones, n)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, _factors, _spans, st.floats(0.3, 1.0), _lengths)
def test_chained_constant_exponential(b: float, f: float, iters: int, g: float, n: int) -> None:
    def build(optimizer: Optimizer) -> LRScheduler:
        return ChainedScheduler([ConstantLR(optimizer, f, iters), ExponentialLR(optimizer, g)])

    closed = recipes.chained_constant_exponential(b, f, iters, g, n)
    assert closed == pytest.approx(run(b, n, build), rel=1e-9)


@given(st.lists(_rates, min_size=1, max_size=8), _lengths)
def test_held(rates: list[float], n: int) -> None:
    made = run(0.3, n, lambda o: right.given_rates(o, rates))
    assert recipes.held(rates, n) == pytest.approx(made, rel=1e-9)


def watch(base_lr: float, metrics: list[float], **settings: Any) -> list[float]:  # noqa: ANN401
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder, scheduler = record(optimizer), ReduceLROnPlateau(optimizer, **settings)
    for metric in metrics:
        optimizer.step()
        scheduler.step(metric)
    return recorder.rates


@given(_rates, st.lists(st.floats(0, 3), max_size=30), _factors, st.integers(0, 4))
def test_plateau_run(b: float, metrics: list[float], factor: float, patience: int) -> None:
    settings = {"factor": factor * 0.99, "patience": patience}
    made = watch(b, metrics, **settings)
    assert recipes.plateau_run(b, metrics, **settings) == pytest.approx(made, rel=1e-9)


@given(_rates, _factors, st.integers(0, 12), st.integers(0, 5), _lengths, st.floats(0, 9))
def test_plateau_constant(  # noqa: PLR0913, PLR0917
    b: float, factor: float, patience: int, cooldown: int, n: int, metric: float
) -> None:
    settings = {"factor": factor * 0.99, "patience": patience, "cooldown": cooldown, "eps": 0}
    made = watch(b, [metric] * n, **settings)
    closed = recipes.plateau_constant(b, factor * 0.99, patience, cooldown, n)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, _factors, st.integers(0, 12), _lengths)
def test_plateau_nan(b: float, factor: float, patience: int, n: int) -> None:
    settings = {"factor": factor * 0.99, "patience": patience, "eps": 0}
    made = watch(b, [math.nan] * n, **settings)
    assert recipes.plateau_nan(b, factor * 0.99, patience, n) == pytest.approx(made, rel=1e-9)


@given(st.integers(1, 200), st.integers(1, 40), st.integers(0, 4), st.booleans())
def test_total_steps(samples: int, size: int, epochs: int, drop_last: bool) -> None:
    loader: DataLoader[int] = DataLoader(list(range(samples)), size, drop_last=drop_last)  # type: ignore[arg-type]
    made = sum(1 for _ in range(epochs) for _ in range(len(loader)))
    assert recipes.total_steps(samples, size, epochs, drop_last) == made


@given(st.integers(3, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(1, n - 2))))
def test_peak_share(drawn: tuple[int, int]) -> None:
    total, step = drawn
    share = recipes.peak_share(total, step)
    rates = run(0.1, total, lambda o: OneCycleLR(o, 0.5, total, pct_start=share))
    assert rates[step] == pytest.approx(0.5, rel=1e-9)


@given(_spans, st.integers(1, 4), _lengths)
def test_restarts(first: int, factor: int, n: int) -> None:
    assert recipes.restarts(first, factor, n) == right.restarts(first, factor, n)


@given(_rates, _factors, _lengths)
def test_inverse_time(b: float, decay: float, n: int) -> None:
    made = run(b, n, lambda o: LambdaLR(o, lambda e: 1 / (1 + decay * e)))
    assert recipes.inverse_time(b, decay, n) == pytest.approx(made, rel=1e-9)


@given(_rates, st.integers(0, 8), _spans, _lengths)
def test_own_warmup_cosine(b: float, warmup: int, more: int, n: int) -> None:
    def build(optimizer: Optimizer) -> LRScheduler:
        if warmup == 0:
            return CosineAnnealingLR(optimizer, more)
        line = LinearLR(optimizer, 1 / (warmup + 1), total_iters=warmup)
        return SequentialLR(optimizer, [line, CosineAnnealingLR(optimizer, more)], [warmup])

    total = warmup + more
    closed = recipes.own_warmup_cosine(b, warmup, total, n)
    made = run(b, min(n, total + 1), build)
    assert closed[: total + 1] == pytest.approx(made, rel=1e-9, abs=1e-15)
    assert closed[total + 1 :] == [0.0] * max(0, n - total - 1)


@given(_rates, _factors, _spans, _spans, _gammas, _lengths)
def test_line_then_steps(  # noqa: PLR0913, PLR0917
    b: float, start: float, warmup: int, step_size: int, g: float, n: int
) -> None:
    def build(optimizer: Optimizer) -> LRScheduler:
        line = LinearLR(optimizer, start, total_iters=warmup)
        return SequentialLR(optimizer, [line, StepLR(optimizer, step_size, g)], [warmup])

    closed = recipes.line_then_steps(b, start, warmup, step_size, g, n)
    assert closed == pytest.approx(run(b, n, build), rel=1e-9)


@pytest.mark.parametrize("seed", range(60))
def test_a_described_schedule_is_the_one_that_the_probe_builds(seed: int) -> None:
    case = KINDS["resumed"].draw(random.Random(seed))
    base_lr, n = case["base_lrs"][0], case["before"] + case["after"]
    made = run(base_lr, n, lambda o: scheduler(o, case["schedule"], [base_lr]))
    closed = recipes.described(case["schedule"], base_lr, n)
    assert closed == pytest.approx(made, rel=1e-9, abs=1e-15)


def test_only_one_cycle_changes_the_momentum() -> None:
    cycle = {"name": "OneCycleLR", "total_steps": 10}
    momenta = recipes.described_momenta(cycle, 0.5, 10)
    assert momenta == schedules.one_cycle_momentum(0.85, 0.95, 10, 10)
    assert recipes.described_momenta({"name": "StepLR"}, 0.5, 2) == [0.5, 0.5]


def test_a_descent_with_momentum() -> None:
    # v = 2, w = 2 - 0.5 * 2 = 1; then v = 0.5 * 2 + 1 = 2, w = 1 - 0.25 * 2 = 0.5.
    assert recipes.descended(2.0, [0.5, 0.25], [0.5, 0.5]) == (0.5, 2.0)
    assert recipes.descended(1.0, [0.25], [0.5], velocity=2.0) == (0.5, 2.0)
