"""A function that builds a scheduler is judged by the rates that the scheduler leads to."""

from typing import Any

import pytest
import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import ExponentialLR, LambdaLR, LRScheduler, StepLR

from lrcourse import check
from lrcourse.checks import CheckFailed

EXAMPLE: dict[str, Any] = {"base_lr": 0.1, "gamma": 0.2, "step_size": 4, "n": 12}


def _step(optimizer: Optimizer, gamma: float, step_size: int) -> LRScheduler:
    return StepLR(optimizer, step_size, gamma)


def _lambda(optimizer: Optimizer, gamma: float, step_size: int) -> LRScheduler:
    return LambdaLR(optimizer, lambda epoch: gamma ** (epoch // step_size))


def _own_class(optimizer: Optimizer, gamma: float, step_size: int) -> LRScheduler:
    class Decay(LRScheduler):
        def get_lr(self) -> list[float | torch.Tensor]:
            return [lr * gamma ** (self.last_epoch // step_size) for lr in self.base_lrs]

    return Decay(optimizer)


@pytest.mark.parametrize("build", [_step, _lambda, _own_class])
def test_any_class_that_leads_to_the_rates_passes(build: Any) -> None:  # noqa: ANN401
    check("steplr-built", build, "built_step_decay", example=EXAMPLE)
    check("steplr-built", build, "built_step_decay", hidden_cases=60)


@pytest.mark.parametrize(
    ("build", "cause"),
    [
        (lambda o, g, _s: ExponentialLR(o, g), "every-epoch"),
        (lambda o, g, s: StepLR(o, s, 1 - g), "percent-off"),
        (lambda o, g, s: LambdaLR(o, lambda e: g ** ((e + 1) // s)), "early"),
        (lambda o, _g, s: StepLR(o, s), "hard-coded-gamma"),
        (lambda o, _g, s: StepLR(o, 10**6 * s), "never-changes"),
    ],
)
def test_a_wrong_schedule_gets_the_name_of_its_mistake(build: Any, cause: str) -> None:  # noqa: ANN401
    with pytest.raises(CheckFailed) as failure:
        check("steplr-built", build, "built_step_decay", hidden_cases=60)
    assert failure.value.causes[0] == cause


def test_nothing_returned_is_said_in_words() -> None:
    with pytest.raises(CheckFailed, match="has no such attribute or method"):
        check("steplr-built", lambda *_: None, "built_step_decay", example=EXAMPLE)


def test_a_warning_is_explained_and_costs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def build(optimizer: Optimizer, gamma: float, step_size: int) -> LRScheduler:
        scheduler = StepLR(optimizer, step_size, gamma)
        scheduler.get_lr()
        return scheduler

    check("steplr-built", build, "built_step_decay", example=EXAMPLE)
    assert "costs nothing: `get_lr()` can be wrong outside" in capsys.readouterr().out
