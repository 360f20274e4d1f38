"""Tests of the recorder: it notes what an update used, and changes nothing."""

import torch
from torch.optim import SGD, Adam, Optimizer
from torch.optim.lr_scheduler import StepLR

from lrcourse.recorder import Recorder, record


def _optimizer(*rates: float) -> Optimizer:
    groups = [{"params": [torch.ones(1, requires_grad=True)], "lr": rate} for rate in rates]
    return SGD(groups, lr=1.0)


def test_it_notes_the_rate_of_each_update_at_its_moment() -> None:
    optimizer = _optimizer(0.1)
    recorder = record(optimizer)
    assert isinstance(recorder, Recorder)
    for rate in [0.3, 0.2, 0.2]:
        optimizer.param_groups[0]["lr"] = 99.0
        optimizer.param_groups[0]["lr"] = rate
        optimizer.step()
        optimizer.param_groups[0]["lr"] = 77.0
    assert recorder.rates == [0.3, 0.2, 0.2]


def test_it_notes_every_group() -> None:
    optimizer = _optimizer(0.1, 0.5)
    recorder = record(optimizer)
    optimizer.step()
    optimizer.param_groups[1]["lr"] = 0.25
    optimizer.step()
    assert recorder.groups == [[0.1, 0.5], [0.1, 0.25]]
    assert recorder.rates == [0.1, 0.1]


def test_it_knows_nothing_of_updates_before_it_or_of_other_optimizers() -> None:
    optimizer, other = _optimizer(0.1), _optimizer(0.2)
    optimizer.step()
    recorder = record(optimizer)
    other.step()
    assert recorder.groups == []
    assert recorder.rates == []


def test_a_rate_that_is_a_tensor_is_noted_by_value() -> None:
    rate = torch.tensor(0.5, dtype=torch.float64)
    optimizer = Adam([torch.ones(1, requires_grad=True)], lr=rate)
    recorder = record(optimizer)
    optimizer.step()
    rate.mul_(0.5)
    optimizer.step()
    assert recorder.rates == [0.5, 0.25]
    assert all(type(value) is float for value in recorder.rates)


def test_a_scheduler_may_wrap_the_optimizer() -> None:
    optimizer = _optimizer(1.0)
    recorder = record(optimizer)
    scheduler = StepLR(optimizer, step_size=2, gamma=0.5)
    for _ in range(5):
        optimizer.step()
        scheduler.step()
    assert recorder.rates == [1.0, 1.0, 0.5, 0.5, 0.25]


def test_recording_does_not_change_the_descent() -> None:
    weights = []
    for watched in (False, True):
        weight = torch.tensor(1.0, requires_grad=True)
        optimizer = SGD([weight], lr=0.1, momentum=0.9)
        if watched:
            record(optimizer)
        for _ in range(5):
            optimizer.zero_grad()
            (weight**2).backward()
            optimizer.step()
        weights.append(weight.item())
    assert weights[0] == weights[1]


def test_two_recorders_of_one_optimizer_agree() -> None:
    optimizer = _optimizer(0.1)
    first, second = record(optimizer), record(optimizer)
    optimizer.step()
    assert first.rates == second.rates == [0.1]
