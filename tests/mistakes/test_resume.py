"""Tests of the formulas of mistakes when resuming: each against the mistake itself."""

import warnings
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD, Optimizer
from torch.optim.lr_scheduler import LRScheduler, StepLR

from lrcourse.mistakes import resume
from lrcourse.probes import groups
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([0.5, 0.1]) | st.floats(0.05, 0.99)
_factors = st.floats(0.05, 0.9)
_spans = st.integers(1, 9)
_epochs = st.integers(0, 12)

_schedules = st.one_of(
    st.fixed_dictionaries({"name": st.just("StepLR"), "step_size": _spans, "gamma": _gammas}),
    st.fixed_dictionaries(
        {
            "name": st.just("MultiStepLR"),
            "milestones": st.lists(st.integers(1, 12), min_size=1, max_size=4).map(sorted),
            "gamma": _gammas,
        }
    ),
    st.fixed_dictionaries({"name": st.just("ExponentialLR"), "gamma": _gammas}),
    st.fixed_dictionaries(
        {"name": st.just("LinearLR"), "start_factor": _factors, "total_iters": _spans}
    ),
    st.fixed_dictionaries({"name": st.just("LambdaLR"), "gamma": _gammas}),
    st.fixed_dictionaries(
        {"name": st.just("CosineAnnealingWarmRestarts"), "T_0": st.integers(2, 9)}
    ),
    st.fixed_dictionaries({"name": st.just("OneCycleLR"), "total_steps": st.integers(30, 40)}),
    st.fixed_dictionaries(
        {
            "name": st.just("SequentialLR"),
            "start_factor": _factors,
            "warmup": st.integers(2, 9),
            "step_size": _spans,
            "gamma": _gammas,
        }
    ),
)
"""All but a CosineAnnealingLR, whose rates at the bottom are a matter of rounding."""


def _optimizer(lr: float) -> Optimizer:
    return SGD([torch.zeros(1, dtype=torch.float64, requires_grad=True)], lr=lr, momentum=0.9)


def _run(optimizer: Optimizer, scheduler: LRScheduler, n: int) -> list[float]:
    recorder = record(optimizer)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(n):
            optimizer.step()
            scheduler.step()
    return recorder.rates


def _interrupted(
    schedule: dict[str, Any], base_lr: float, before: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    optimizer = _optimizer(base_lr)
    scheduler = groups.scheduler(optimizer, schedule, [base_lr])
    _run(optimizer, scheduler, before)
    return optimizer.state_dict(), scheduler.state_dict()


@given(_schedules, _rates, _epochs, _spans, st.booleans(), st.booleans())
def test_goes_on_from(  # noqa: PLR0913, PLR0917
    schedule: dict[str, Any], b: float, before: int, n: int, with_lr: bool, with_count: bool
) -> None:
    states = _interrupted(schedule, b, before)
    optimizer = _optimizer(b)
    scheduler = groups.scheduler(optimizer, schedule, [b])
    if with_lr:
        optimizer.load_state_dict(states[0])
    if with_count:
        scheduler.load_state_dict(states[1])
    first = optimizer.param_groups[0]["lr"]
    closed = resume.goes_on_from(schedule, b, first, before if with_count else 0, n)
    assert closed == pytest.approx(_run(optimizer, scheduler, n), rel=1e-9)


@given(_schedules, _rates, _epochs, _spans)
def test_built_late(schedule: dict[str, Any], b: float, before: int, n: int) -> None:
    states = _interrupted(schedule, b, before)
    optimizer = _optimizer(b)
    optimizer.load_state_dict(states[0])
    scheduler = groups.scheduler(optimizer, schedule, [b])
    scheduler.load_state_dict(states[1])
    made = _run(optimizer, scheduler, n)
    assert resume.built_late(schedule, b, before, n) == pytest.approx(made, rel=1e-9)


@given(_rates, _gammas, _spans, st.integers(1, 12), st.integers(0, 1), _spans)
def test_last_epoch_given(  # noqa: PLR0913, PLR0917
    b: float, g: float, step_size: int, before: int, less: int, n: int
) -> None:
    schedule = {"name": "StepLR", "step_size": step_size, "gamma": g}
    state, _ = _interrupted(schedule, b, before)
    optimizer = _optimizer(b)
    optimizer.load_state_dict(state)
    scheduler = StepLR(optimizer, step_size, g, last_epoch=before - less)
    made = _run(optimizer, scheduler, n)
    closed = resume.last_epoch_given(b, g, step_size, before, before - less, n)
    assert closed == pytest.approx(made, rel=1e-9)
