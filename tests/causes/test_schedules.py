"""Mistakes with milestones and with a cosine, really made, get their name."""

import math
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.optim.lr_scheduler import MultiStepLR

from lrcourse import check
from lrcourse.checks import CheckFailed

Function = Callable[..., Any]
HIDDEN = 80


def milestones(count: Callable[[list[int], int], float]) -> Function:
    return lambda b, g, m, n: [b * g ** count(m, epoch) for epoch in range(n)]


def cosine(share: Callable[[int, int], float]) -> Function:
    def rates(b: float, t: int, low: float, n: int) -> list[float]:
        return [low + (b - low) * (1 + math.cos(math.pi * share(e, t))) / 2 for e in range(n)]

    return rates


def stepped_twice(b: float, g: float, m: list[int], n: int) -> list[float]:
    """Return what two schedulers give that are both stepped on one optimizer."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=b)
    schedulers = [MultiStepLR(optimizer, m, g) for _ in range(2)]
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        for scheduler in schedulers:
            scheduler.step()
    return rates


def loop(b: float, g: float, m: list[int], n: int) -> list[float]:
    """Return what `if epoch >= milestone: lr *= gamma` gives for every milestone."""
    lr, rates = b, []
    for epoch in range(n):
        for milestone in m:
            if epoch >= milestone:
                lr *= g
        rates.append(lr)
    return rates


MISTAKES: list[tuple[str, str, Function]] = [
    ("multi_step", "repeats-lost", milestones(lambda m, e: sum(x <= e for x in set(m)))),
    (
        "multi_step",
        "milestones-relative",
        milestones(lambda m, e: sum(sum(m[: i + 1]) <= e for i in range(len(m)))),
    ),
    ("multi_step", "zero-ignored", milestones(lambda m, e: sum(0 < x <= e for x in m))),
    ("multi_step", "not-sorted", milestones(bisect_right)),
    ("multi_step", "milestone-missed", milestones(lambda m, e: any(x <= e for x in m))),
    ("multi_step", "early", milestones(lambda m, e: sum(x <= e + 1 for x in m))),
    ("multi_step", "equal-left-out", milestones(lambda m, e: sum(x < max(e, 1) for x in m))),
    ("multi_step", "compounds", loop),
    ("multi_step", "twice", stepped_twice),
    (
        "multi_step",
        "percent-off",
        lambda b, g, m, n: [b * (1 - g) ** sum(x <= e for x in m) for e in range(n)],
    ),
    ("multi_step", "never-changes", lambda b, _g, _m, n: [b] * n),
    ("cosine_annealing", "clamped", cosine(lambda e, t: min(e, t) / t)),
    ("cosine_annealing", "restarts", cosine(lambda e, t: (e % t) / t)),
    ("cosine_annealing", "whole-period", cosine(lambda e, t: 2 * e / t)),
    ("cosine_annealing", "quarter-period", cosine(lambda e, t: e / t / 2)),
    (
        "cosine_annealing",
        "eta-min-as-floor",
        lambda b, t, low, n: [max(low, b * (1 + math.cos(math.pi * e / t)) / 2) for e in range(n)],
    ),
    (
        "cosine_annealing",
        "eta-min-added",
        lambda b, t, low, n: [low + b * (1 + math.cos(math.pi * e / t)) / 2 for e in range(n)],
    ),
    ("cosine_annealing", "early", cosine(lambda e, t: (e + 1) / t)),
]


@pytest.mark.parametrize(
    ("formula", "cause", "subject"), MISTAKES, ids=lambda item: str(item)[:20]
)
@pytest.mark.parametrize("exercise", ["first-draw", "second-draw"])
def test_a_mistake_gets_its_name(
    formula: str, cause: str, subject: Function, exercise: str
) -> None:
    with pytest.raises(CheckFailed) as failure:
        check(exercise, subject, formula, hidden_cases=HIDDEN)
    assert failure.value.causes[:1] == (cause,)
