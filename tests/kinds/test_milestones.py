"""Tests of what the hidden cases about milestones contain."""

import random
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LambdaLR, LRScheduler

from lrcourse import check
from lrcourse.checks import CheckFailed
from lrcourse.kinds import KINDS

Case = dict[str, Any]


def _inside(case: Case) -> list[int]:
    return [m for m in case["milestones"] if m < case["n"]]


def _last_is_a_drop(case: Case) -> bool:
    last, second = case["n"] - 1, case["second"]
    return bool(last > second and (last - second) % case["every"] == 0)


_EDGES: list[tuple[str, int, str, Callable[[Case], bool]]] = [
    ("multi_step", 200, "no epoch", lambda case: case["n"] == 0),
    ("multi_step", 200, "no milestone", lambda case: not case["milestones"] and case["n"] > 0),
    ("multi_step", 200, "milestone 0", lambda case: 0 in _inside(case)),
    ("multi_step", 200, "a repeat", lambda case: len(set(_inside(case))) < len(_inside(case))),
    ("multi_step", 200, "no order", lambda case: _inside(case) != sorted(_inside(case))),
    (
        "multi_step",
        200,
        "beyond the run",
        lambda case: len(_inside(case)) < len(case["milestones"]),
    ),
    ("step_milestones", 100, "no drop", lambda case: 1 < case["n"] <= case["step_size"]),
    ("step_milestones", 100, "no epoch", lambda case: case["n"] == 0),
    ("step_milestones", 100, "step 1", lambda case: case["step_size"] == 1 and case["n"] > 2),
    ("step_milestones", 100, "many drops", lambda case: case["n"] > 12 * case["step_size"]),
    (
        "step_milestones",
        100,
        "a drop in the last epoch",
        lambda case: case["n"] > case["step_size"] > 1 == case["n"] % case["step_size"],
    ),
    ("fraction_milestones", 80, "the fraction 0", lambda case: 0.0 in case["fractions"]),
    ("fraction_milestones", 80, "the fraction 1", lambda case: 1.0 in case["fractions"]),
    ("fraction_milestones", 80, "no fraction", lambda case: not case["fractions"]),
    (
        "fraction_milestones",
        80,
        "an epoch that is not whole",
        lambda case: any(part * case["epochs"] % 1 > 0.5 for part in case["fractions"]),
    ),
    ("puzzle_milestones", 80, "no epoch", lambda case: case["n"] == 0),
    ("puzzle_milestones", 80, "no drop", lambda case: 0 < case["n"] <= case["first"]),
    ("puzzle_milestones", 80, "a drop in the last epoch", _last_is_a_drop),
    (
        "puzzle_milestones",
        80,
        "more than ten regular drops",
        lambda case: case["n"] > case["second"] + 10 * case["every"],
    ),
    ("trace_milestones", 100, "no drop", lambda case: case["rates"][-1] > 0.9 * case["base_lr"]),
    (
        "trace_milestones",
        100,
        "milestone 0",
        lambda case: case["rates"][0] < 0.95 * case["base_lr"],
    ),
    (
        "trace_milestones",
        100,
        "other last digits",
        lambda case: 0 < abs(case["rates"][0] / case["base_lr"] - 1) < 1e-12,
    ),
]


@pytest.mark.parametrize(("name", "number", "edge", "holds"), _EDGES)
def test_an_edge_is_among_the_hidden_cases_of_nearly_every_key(
    name: str, number: int, edge: str, holds: Callable[[Case], bool]
) -> None:
    for key in range(20):
        rng = random.Random(str(key))
        assert any(holds(KINDS[name].draw(rng)) for _ in range(number)), (edge, key)


def test_single_precision_is_not_taken_for_a_mistake_with_milestones() -> None:
    def build(optimizer: Optimizer, gamma: float, fractions: list[float], n: int) -> LRScheduler:
        def factor(epoch: int) -> float:
            reached = sum(int(part * n) <= epoch for part in fractions)
            return float(torch.tensor(gamma) ** reached)

        return LambdaLR(optimizer, factor)

    with pytest.raises(CheckFailed) as failed:
        check("first-draw", build, "fraction_milestones", hidden_cases=60)
    assert failed.value.causes == ("single-precision",)
