"""A function that builds a scheduler is judged by the rates that the scheduler leads to."""

from typing import Any

import pytest
import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import ExponentialLR, LambdaLR, LRScheduler

from lrcourse import check
from lrcourse.checks import CheckFailed

KIND = "exponential_end"
EXAMPLE: dict[str, Any] = {"base_lr": 0.1, "final_factor": 0.2, "epochs": 12, "n": 12}


def _gamma(final_factor: float, epochs: int) -> float:
    return 1.0 if epochs == 1 else final_factor ** (1 / (epochs - 1))


def _exponential(optimizer: Optimizer, final_factor: float, epochs: int) -> LRScheduler:
    return ExponentialLR(optimizer, _gamma(final_factor, epochs))


def _lambda(optimizer: Optimizer, final_factor: float, epochs: int) -> LRScheduler:
    return LambdaLR(optimizer, lambda epoch: _gamma(final_factor, epochs) ** epoch)


def _own_class(optimizer: Optimizer, final_factor: float, epochs: int) -> LRScheduler:
    class Decay(LRScheduler):
        def get_lr(self) -> list[float | torch.Tensor]:
            factor = _gamma(final_factor, epochs) ** self.last_epoch
            return [lr * factor for lr in self.base_lrs]

    return Decay(optimizer)


@pytest.mark.parametrize("build", [_exponential, _lambda, _own_class])
def test_any_class_that_leads_to_the_rates_passes(build: Any) -> None:  # noqa: ANN401
    check("to-the-end", build, KIND, example=EXAMPLE)
    check("to-the-end", build, KIND, hidden_cases=60)


def test_nothing_returned_is_said_in_words() -> None:
    with pytest.raises(CheckFailed, match="The function returns nothing"):
        check("to-the-end", lambda *_: None, KIND, example=EXAMPLE)


def test_a_warning_is_explained_and_costs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    def build(optimizer: Optimizer, final_factor: float, epochs: int) -> LRScheduler:
        scheduler = _exponential(optimizer, final_factor, epochs)
        scheduler.get_lr()
        return scheduler

    check("to-the-end", build, KIND, example=EXAMPLE)
    assert "costs nothing: `get_lr()` can be wrong outside" in capsys.readouterr().out
