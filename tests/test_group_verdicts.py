"""Tests of probes and verdicts of param groups, checkpoints, and own scheduler classes."""

from typing import Any

import pytest
import torch
from torch.optim import SGD, Adam, Optimizer
from torch.optim.lr_scheduler import ExponentialLR, LRScheduler

from lrcourse import group_verdicts, probes, recipes
from lrcourse.kinds import KINDS, groups
from lrcourse.verdicts import Finding
from tests.kinds.right import RIGHT

DECAYS = {"base_lrs": [0.1, 0.2], "gammas": [0.5, 0.9], "n": 3}
LAYERS = {"layers": [2, 1, 4], "base_lr": 0.1, "factor": 0.5}
OWN = {"base_lrs": [0.1], "warmup": 1, "total": 3, "n": 5}
RESUMED = {
    "schedule": {"name": "StepLR", "step_size": 2, "gamma": 0.5},
    "base_lrs": [0.1, 0.2],
    "starts": [1.0, -2.0],
    "momentum": 0.9,
    "before": 2,
    "after": 3,
}


def _said(kind: str, subject: Any, case: dict[str, Any]) -> Finding | None:  # noqa: ANN401
    asked = KINDS[kind]
    [answer] = probes.run(asked.probe, subject, [case])
    return asked.verdict(asked.expected(case), answer)


def _complaint(kind: str, subject: Any, case: dict[str, Any]) -> str:  # noqa: ANN401
    finding = _said(kind, subject, case)
    assert finding
    return finding.difference


@pytest.mark.parametrize(
    ("kind", "case"),
    [
        ("group_decays", DECAYS),
        ("layer_rates", LAYERS),
        ("own_scheduler", OWN),
        ("resumed", RESUMED),
    ],
)
def test_a_right_answer_has_no_finding(kind: str, case: dict[str, Any]) -> None:
    assert _said(kind, RIGHT[kind], case) is None


def test_the_first_wrong_group_is_told() -> None:
    said = _complaint("group_decays", lambda o, g: ExponentialLR(o, g[0]), DECAYS)
    assert said == "epoch 1 used the rate 0.1 in param group 1"


def test_no_scheduler_is_told() -> None:
    assert _complaint("group_decays", lambda _o, _g: None, DECAYS).startswith("it returned None")


def test_a_group_that_is_added_is_told() -> None:
    def adds(optimizer: Optimizer, _gammas: list[float]) -> LRScheduler:
        optimizer.add_param_group({"params": [torch.zeros(1, requires_grad=True)]})
        return ExponentialLR(optimizer, 0.5)

    said = _complaint("group_decays", adds, DECAYS)
    assert said == "in epoch 0 the optimizer had 3 param groups"


def test_a_class_that_inherits_from_nothing_is_told() -> None:
    class Own:
        def __init__(self, optimizer: Optimizer, warmup: int, total: int) -> None:
            self.inner = RIGHT["own_scheduler"](optimizer, warmup, total)

        def step(self) -> None:
            self.inner.step()

    assert "no `LRScheduler`" in _complaint("own_scheduler", Own, OWN)


class _Shared(LRScheduler):
    numbers = (0, 1)

    def __init__(self, optimizer: Optimizer, warmup: int, total: int) -> None:
        _Shared.numbers = (warmup, total)
        super().__init__(optimizer)

    def get_lr(self) -> list[float | torch.Tensor]:
        """Return the rates for the numbers of the last object that was built."""
        factor = recipes.own_warmup_cosine(1.0, *self.numbers, self.last_epoch + 1)[-1]
        return [base * factor for base in self.base_lrs]


def test_an_object_that_changes_another_is_told() -> None:
    said = _complaint("own_scheduler", _Shared, OWN)
    assert said.startswith("epoch 1 used the rate ")


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (lambda _l, _b, _f: None, "it returned None"),
        (lambda _l, _b, _f: [], "of the type `list`"),
        (lambda layers, b, _f: Adam(layers[0].parameters(), b), "of the type `Adam`"),
        (lambda layers, b, _f: SGD(layers[0].parameters(), b), "1 param group"),
        (
            lambda layers, b, _f: SGD([{"params": one.parameters()} for one in layers], b),
            "the rate of param group 0 is 0.1",
        ),
        (
            lambda layers, b, f: SGD(
                [
                    {"params": [next(one.parameters())], "lr": b * f ** (2 - k)}
                    for k, one in enumerate(layers)
                ]
            ),
            "param group 0 has not the parameters of layer 0",
        ),
    ],
)
def test_a_wrong_optimizer_is_told(subject: Any, said: str) -> None:  # noqa: ANN401
    assert said in _complaint("layer_rates", subject, LAYERS)


def _nothing(*_: object) -> None:
    pass


@pytest.mark.parametrize(
    ("save", "said"),
    [
        (lambda _o, _s: None, "`save` returned None"),
        (lambda o, _s: o, "of the type `SGD`, not a dictionary"),
        (lambda o, _s: {"optimizer": o.state_dict}, "'optimizer' is a function"),
        (lambda _o, s: {"scheduler": s}, "it holds objects, such as `StepLR`"),
    ],
)
def test_a_checkpoint_that_cannot_be_used_is_told(save: Any, said: str) -> None:  # noqa: ANN401
    complaint = _complaint("resumed", (save, _nothing), RESUMED)
    assert complaint.startswith("the checkpoint cannot be used: ")
    assert said in complaint


def test_a_lost_momentum_shows_in_the_weights() -> None:
    def resume(optimizer: Optimizer, scheduler: LRScheduler, checkpoint: Any) -> None:  # noqa: ANN401
        RIGHT["resumed"][1](optimizer, scheduler, checkpoint)
        optimizer.state.clear()

    said = _complaint("resumed", (RIGHT["resumed"][0], resume), RESUMED)
    assert "move the weights differently" in said


def test_what_happens_after_the_save_does_not_count() -> None:
    kept: dict[str, Any] = {}

    def save(optimizer: Optimizer, scheduler: LRScheduler) -> dict[str, Any]:
        kept.update(RIGHT["resumed"][0](optimizer, scheduler))
        return {}

    def resume(optimizer: Optimizer, scheduler: LRScheduler, _checkpoint: object) -> None:
        RIGHT["resumed"][1](optimizer, scheduler, kept)

    assert "epoch 0 after the resume" in _complaint("resumed", (save, resume), RESUMED)


def test_a_missing_number_is_no_right_one() -> None:
    expected = groups.group_decays([0.1], [0.5], 2)
    for rates in ([[0.1]], [[0.1], ["x"]], [[0.1], 0.05], [[0.1], [float("nan")]]):
        answer = {"value": {"scheduler": "LRScheduler", "rates": rates}}
        assert group_verdicts.judge_groups(expected, answer)  # type: ignore[arg-type]
    assert group_verdicts.judge_groups(expected, {"value": 1})
