"""Tests of what the hidden cases about single batches contain, and of whole numbers of steps."""

import math
import random
from collections.abc import Callable
from typing import Any

import pytest

from lrcourse import probes, properties, recipes
from lrcourse.kinds import KINDS

Case = dict[str, Any]


def _top(case: Case) -> float:
    return float(case["pct_start"] * case["total_steps"] - 1)


def _rest(case: Case) -> int:
    return int(len(case["targets"]) % case["accumulate"])


def _restarts(case: Case) -> list[int]:
    return recipes.restarts(**case)


_EDGES: list[tuple[str, int, str, Callable[[Case], bool]]] = [
    ("total_steps", 120, "no epoch", lambda case: case["epochs"] == 0),
    (
        "total_steps",
        120,
        "fewer samples than a batch, dropped",
        lambda case: case["samples"] < case["batch_size"] and case["drop_last"],
    ),
    (
        "total_steps",
        120,
        "no rest, nothing dropped",
        lambda case: case["samples"] % case["batch_size"] == 0 and not case["drop_last"],
    ),
    (
        "total_steps",
        120,
        "a rest of less than half a batch",
        lambda case: 0 < 2 * (case["samples"] % case["batch_size"]) < case["batch_size"],
    ),
    ("one_cycle_rates", 100, "a whole top", lambda case: math.isclose(_top(case) % 1, 0)),
    ("one_cycle_rates", 100, "a top before batch 1", lambda case: _top(case) < 1),
    ("one_cycle_rates", 100, "three batches", lambda case: case["total_steps"] == 3),
    ("one_cycle_rates", 100, "a rate above 1", lambda case: case["max_lr"] > 1),
    ("one_cycle_rates", 100, "a tiny rate", lambda case: case["max_lr"] < 1e-4),
    ("peak_share", 60, "the first", lambda case: case["step"] == 1 < case["total_steps"] - 2),
    ("peak_share", 60, "the last", lambda case: case["step"] == case["total_steps"] - 2 > 1),
    ("triangular_rates", 120, "no batch", lambda case: case["n"] == 0),
    ("triangular_rates", 120, "step 1", lambda case: case["step_size_up"] == 1 and case["n"] > 3),
    (
        "triangular_rates",
        120,
        "seven lower cycles",
        lambda case: case["n"] > 14 * case["step_size_up"] and case["halve"],
    ),
    ("restart_epochs", 120, "no epoch", lambda case: case["n"] == 0),
    ("restart_epochs", 120, "a restart at n", lambda case: case["n"] in _sums(case)),
    ("restart_epochs", 120, "a restart at n - 1", lambda case: case["n"] - 1 in _restarts(case)),
    ("restart_epochs", 120, "cycles of one epoch", lambda case: case["T_0"] == 1 < case["n"]),
    ("restart_epochs", 120, "equal cycles", lambda case: case["T_mult"] == 1 < case["T_0"]),
    ("accumulated", 60, "no rest", lambda case: _rest(case) == 0 and case["accumulate"] > 1),
    ("accumulated", 60, "a rest of one", lambda case: _rest(case) == 1),
    ("accumulated", 60, "a larger rest", lambda case: _rest(case) > 1),
    ("accumulated", 60, "no accumulation", lambda case: case["accumulate"] == 1),
    (
        "accumulated",
        60,
        "less than one group",
        lambda case: len(case["targets"]) < case["accumulate"],
    ),
    ("accumulated", 60, "several groups of weights", lambda case: len(case["base_lrs"]) > 1),
]


def _sums(case: Case) -> list[int]:
    return recipes.restarts(case["T_0"], case["T_mult"], case["n"] + 1)


@pytest.mark.parametrize(
    ("kind", "cases", "edge", "holds"),
    _EDGES,
    ids=[f"{kind}: {edge}" for kind, _, edge, _ in _EDGES],
)
def test_hidden_cases_contain_the_edges(
    kind: str, cases: int, edge: str, holds: Callable[[Case], bool]
) -> None:
    for seed in range(20):
        rng = random.Random(seed)
        assert any(holds(KINDS[kind].draw(rng)) for _ in range(cases)), edge


@pytest.mark.parametrize(
    ("returned", "difference"),
    [
        (21, None),
        (21.0, "it returned 21.0, a float"),
        (20, "it returned 20"),
        (20.5, "it returned 20.5"),
    ],
)
def test_a_number_of_steps_is_an_int(returned: float, difference: str | None) -> None:
    [answer] = probes.run("call", lambda: returned, [{}])
    finding = properties.judge_steps(21, answer)
    assert (finding and finding.difference) == difference
