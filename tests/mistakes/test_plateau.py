"""Tests of the closed forms of mistakes with ReduceLROnPlateau, each really made."""

import inspect
import math
import random
import warnings
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD, Optimizer
from torch.optim.lr_scheduler import (
    CosineAnnealingWarmRestarts,
    LRScheduler,
    ReduceLROnPlateau,
    StepLR,
)

from lrcourse import schedules
from lrcourse.kinds import KINDS
from lrcourse.mistakes import plateau
from lrcourse.recorder import record

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_losses = st.lists(st.floats(0.0, 40.0), max_size=30)
_keys = st.integers(0, 10**6)


def _stepped(optimizer: Optimizer, scheduler: LRScheduler, losses: list[float]) -> list[float]:
    recorder = record(optimizer)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for loss in losses:
            optimizer.step()
            scheduler.step(loss)  # type: ignore[arg-type]
    return recorder.rates


def _optimizer(base_lr: float) -> SGD:
    return SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)


@given(_rates, st.floats(0.1, 1.0), st.integers(1, 9), _losses)
def test_loss_as_epoch(base_lr: float, gamma: float, step_size: int, losses: list[float]) -> None:
    optimizer = _optimizer(base_lr)
    made = _stepped(optimizer, StepLR(optimizer, step_size, gamma), losses)
    closed = plateau.loss_as_epoch(base_lr, gamma, step_size, losses)
    assert closed == pytest.approx(made, rel=1e-9)


@given(_rates, st.integers(1, 20), _losses)
def test_loss_as_warm_restart(base_lr: float, length: int, losses: list[float]) -> None:
    optimizer = _optimizer(base_lr)
    made = _stepped(optimizer, CosineAnnealingWarmRestarts(optimizer, length), losses)
    closed = plateau.loss_as_warm_restart(base_lr, length, losses)
    assert closed == pytest.approx(made, rel=1e-9, abs=1e-15)


@given(_rates, st.floats(0.2, 0.9), st.integers(0, 4), _losses, st.integers(1, 5))
def test_stepped_per_batch(
    base_lr: float, factor: float, patience: int, losses: list[float], batches: int
) -> None:
    optimizer = _optimizer(base_lr)
    scheduler = ReduceLROnPlateau(optimizer, factor=factor, patience=patience)
    made = _stepped(optimizer, scheduler, losses)[::batches]
    closed = plateau.stepped_per_batch(base_lr, factor, patience, losses, batches)
    assert closed == pytest.approx(made, rel=1e-9)


def _case(key: int) -> dict[str, Any]:
    return KINDS["plateau_machine"].draw(random.Random(key))


@given(_keys)
def test_the_machine_follows_the_rule(key: int) -> None:
    case = _case(key)
    for eps in (0.0, 1e-8, 0.01):
        expected = schedules.reduce_on_plateau(**case, eps=eps)
        assert plateau.Machine(**case, eps=eps).rates() == expected


def _torch(case: dict[str, Any]) -> list[float]:
    optimizer = _optimizer(case["base_lr"])
    settings = {name: value for name, value in case.items() if name not in ("base_lr", "metrics")}
    scheduler = ReduceLROnPlateau(optimizer, **settings)
    rates = []
    for metric in case["metrics"]:
        scheduler.step(metric)
        rates.append(float(optimizer.param_groups[0]["lr"]))
    return rates


@given(_keys)
def test_the_machine_agrees_with_torch(key: int) -> None:
    case = _case(key)
    assert plateau.Machine(**case).rates() == pytest.approx(_torch(case), rel=1e-9)


@given(_keys)
def test_too_patient_is_a_patience_that_is_larger_by_one(key: int) -> None:
    case = _case(key)
    more = {**case, "patience": case["patience"] + 1}
    assert plateau.TooPatient(**case).rates() == pytest.approx(_torch(more), rel=1e-9)


@given(_keys)
def test_an_ignored_threshold_is_one_of_zero(key: int) -> None:
    case = _case(key)
    none = {**case, "threshold": 0.0}
    assert plateau.ThresholdIgnored(**case).rates() == pytest.approx(_torch(none), rel=1e-9)


@given(_keys)
def test_too_impatient_is_a_patience_that_is_smaller_by_one(key: int) -> None:
    case = _case(key)
    if case["patience"]:
        less = {**case, "patience": case["patience"] - 1}
        expected = pytest.approx(schedules.reduce_on_plateau(**less, eps=0.0), rel=1e-9)
        assert plateau.TooImpatient(**case).rates() == expected
        assert plateau.TooImpatientWithBad(**case).rates() == expected


_MISTAKES = [
    machine
    for _, machine in inspect.getmembers(plateau, inspect.isclass)
    if issubclass(machine, plateau.Machine) and machine is not plateau.Machine
]


@pytest.mark.parametrize("machine", _MISTAKES)
def test_every_mistake_shows(machine: type[plateau.Machine]) -> None:
    cases = [_case(key) for key in range(400)]
    wrong = [machine(**case).rates() != plateau.Machine(**case).rates() for case in cases]
    assert sum(wrong) > 8


def _follow(
    machine: type[plateau.Machine],
    metrics: list[float],
    **settings: Any,  # noqa: ANN401
) -> list[float]:
    return machine(0.8, metrics, **{"factor": 0.5, "patience": 1, **settings}).rates()


@pytest.mark.parametrize(
    ("machine", "metrics", "settings", "rates"),
    [
        (plateau.TooImpatient, [1, 1, 1], {}, [0.8, 0.4, 0.2]),
        (plateau.TooImpatient, [2, 1], {"patience": 0}, [0.4, 0.2]),
        (plateau.TooImpatientWithBad, [2, 1, 1], {"patience": 0}, [0.8, 0.8, 0.4]),
        (plateau.ComparesWithPrevious, [1, 3, 2, 3, 3], {}, [0.8, 0.8, 0.8, 0.8, 0.4]),
        (plateau.ComparesWithPreviousPlainly, [2, 3, 2.9999, 3], {}, [0.8] * 4),
        (plateau.BestAlwaysMoves, [1, 0.99994, 0.99988], {}, [0.8, 0.8, 0.4]),
        (plateau.BestIsTheExtreme, [-2, -1.9999, -1.9998, -1.9997], {}, [0.8, 0.8, 0.8, 0.4]),
        (plateau.ThresholdTheWrongWay, [1, 1.05, 1.1], {"threshold": 0.1}, [0.8] * 3),
        (plateau.SizeOfTheBest, [-1, -1, -1], {}, [0.8, 0.8, 0.4]),
        (plateau.GainAsShare, [-2, -1, -1.5, -3], {}, [0.8, 0.8, 0.8, 0.4]),
        (plateau.InfiniteDifference, [2, 1], {}, [0.8, 0.4]),
        (plateau.EqualIsGood, [1, 1, 1], {"threshold": 0.0}, [0.8] * 3),
        (plateau.EqualToTheBestIsGood, [1, 1, 1], {}, [0.8] * 3),
        (plateau.NanIsGood, [1, math.nan, 3, 4], {}, [0.8] * 4),
        (plateau.FirstIsGood, [math.nan, 2, 1], {}, [0.8, 0.8, 0.4]),
        (plateau.FirstComparedWithItself, [1, 1], {}, [0.8, 0.4]),
        (plateau.NanSkipped, [math.nan, math.nan, 1], {}, [0.8] * 3),
        (plateau.StartsAtInfinity, [1, 2], {"mode": "max"}, [0.8, 0.4]),
        (plateau.StartsBelowAll, [2, 1], {}, [0.8, 0.4]),
        (plateau.StartsAtZero, [2, 1], {}, [0.8, 0.4]),
        (plateau.CountGoesOn, [1, 1, 1, 1], {}, [0.8, 0.8, 0.4, 0.2]),
        (plateau.NotInARow, [3, 4, 2, 3], {}, [0.8, 0.8, 0.8, 0.4]),
        (plateau.BestForgotten, [1, 2, 2, 2, 3], {}, [0.8, 0.8, 0.4, 0.4, 0.4]),
        (plateau.BlindInCooldown, [3, 3, 3, 1, 2, 2], {"cooldown": 1}, [0.8, 0.8] + [0.4] * 4),
        (plateau.CountsInCooldown, [1] * 5, {"cooldown": 2}, [0.8, 0.8, 0.4, 0.4, 0.4]),
        (plateau.CountsInCooldown, [1] * 6, {"cooldown": 2}, [0.8, 0.8, 0.4, 0.4, 0.4, 0.2]),
        (
            plateau.CooldownEnded,
            [3, 3, 3, 1, 2, 2],
            {"cooldown": 2},
            [0.8, 0.8] + [0.4] * 3 + [0.2],
        ),
        (plateau.RestsAfterTheCheck, [1] * 5, {"cooldown": 1}, [0.8, 0.8, 0.4, 0.4, 0.2]),
        (plateau.RestsAfterTheCheck, [1, 1, 1], {"cooldown": 9, "patience": 0}, [0.8, 0.4, 0.2]),
        (plateau.StopsAboveMinLr, [1, 1, 1], {"min_lr": 0.5}, [0.8] * 3),
        (plateau.SmallerOfTheTwo, [1, 1, 1], {"min_lr": 0.1}, [0.8, 0.8, 0.1]),
        (plateau.DropsFromTheBase, [1] * 5, {}, [0.8, 0.8, 0.4, 0.4, 0.4]),
        (plateau.RisesAgain, [3, 3, 3, 1], {}, [0.8, 0.8, 0.4, 0.8]),
    ],
)
def test_a_mistake_by_hand(
    machine: type[plateau.Machine],
    metrics: list[float],
    settings: dict[str, Any],
    rates: list[float],
) -> None:
    assert _follow(machine, metrics, **settings) == rates
