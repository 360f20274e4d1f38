"""Tests of the exercises about smooth schedules: hidden cases, the probe and its verdict."""

import random
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import CosineAnnealingLR

from lrcourse import probes, properties
from lrcourse.kinds import KINDS
from lrcourse.kinds.smooth import held_cosine_training
from tests.kinds.right import train_held_cosine

Case = dict[str, Any]


def _groups(case: Case) -> int:
    return len(case["base_lrs"])


_EDGES: list[tuple[str, int, str, Callable[[Case], bool]]] = [
    ("half_life", 60, "one epoch", lambda case: case["half_life"] == 1),
    ("half_life", 60, "less than one epoch", lambda case: case["half_life"] < 1),
    ("half_life", 60, "a fraction", lambda case: 1 < case["half_life"] % 1 + 1 < 2),
    ("half_life", 60, "many epochs", lambda case: case["half_life"] > 50),
    ("cosine_annealing", 100, "no epoch", lambda case: case["n"] == 0),
    ("cosine_annealing", 100, "an early end", lambda case: 1 < case["n"] <= case["T_max"]),
    ("cosine_annealing", 100, "one epoch down", lambda case: case["T_max"] == 1 < case["n"]),
    ("cosine_annealing", 100, "down again", lambda case: case["n"] > 2 * case["T_max"] + 1 > 5),
    ("cosine_annealing", 100, "down to 0", lambda case: case["eta_min"] == 0 < case["n"]),
    (
        "cosine_annealing",
        100,
        "up to eta_min",
        lambda case: case["eta_min"] > case["base_lr"] and case["n"] > 1,
    ),
    ("even_warmup", 80, "one epoch", lambda case: case["warmup"] == 1 < case["n"]),
    ("even_warmup", 80, "an early end", lambda case: 1 < case["n"] <= case["warmup"]),
    ("even_warmup", 80, "past the end", lambda case: case["n"] > case["warmup"] + 2 > 5),
    ("exponential_end", 80, "one epoch", lambda case: case["epochs"] == 1),
    ("exponential_end", 80, "two epochs", lambda case: case["epochs"] == 2),
    ("exponential_end", 80, "many epochs", lambda case: case["epochs"] > 30),
    ("cosine_per_batch", 80, "one epoch", lambda case: case["epochs"] == 1 < case["batches"]),
    ("cosine_per_batch", 80, "one batch", lambda case: case["batches"] == 1 < case["epochs"]),
    ("cosine_per_batch", 80, "a long run", lambda case: case["n"] > 50),
    (
        "cosine_per_batch",
        80,
        "a factor above the base rate",
        lambda case: case["final_factor"] > case["base_lr"] and case["n"] > 1,
    ),
    ("held_cosine_training", 60, "no epoch", lambda case: case["epochs"] == 0),
    ("held_cosine_training", 60, "an early end", lambda c: 1 < c["epochs"] < c["T_max"]),
    ("held_cosine_training", 60, "one group", lambda case: _groups(case) == 1),
    ("held_cosine_training", 60, "three groups", lambda case: _groups(case) == 3),
    (
        "held_cosine_training",
        60,
        "a run that ends early",
        lambda case: 0 < case["epochs"] < case["T_max"],
    ),
    (
        "held_cosine_training",
        60,
        "a run that ends with the cosine",
        lambda case: case["epochs"] == case["T_max"] + 1 > 2,
    ),
    (
        "held_cosine_training",
        60,
        "a second period",
        lambda case: case["epochs"] > 2 * case["T_max"] + 1 > 3,
    ),
    (
        "held_cosine_training",
        60,
        "down in one epoch",
        lambda case: case["T_max"] == 1 < case["epochs"],
    ),
]


@pytest.mark.parametrize(("name", "number", "edge", "holds"), _EDGES)
def test_an_edge_is_among_the_hidden_cases_of_nearly_every_key(
    name: str, number: int, edge: str, holds: Callable[[Case], bool]
) -> None:
    for key in range(20):
        rng = random.Random(str(key))
        assert any(holds(KINDS[name].draw(rng)) for _ in range(number)), (edge, key)


def test_the_lowest_rate_is_below_those_of_all_groups() -> None:
    rng = random.Random("any")
    for _ in range(200):
        case = KINDS["held_cosine_training"].draw(rng)
        assert 0 < case["eta_min"] < min(case["base_lrs"])


CASE: Case = {
    "base_lrs": [0.3, 0.1],
    "starts": [1.0, 2.0],
    "targets": [0.5, -0.5],
    "epochs": 5,
    "T_max": 2,
    "eta_min": 0.02,
    "momentum": 0.9,
}


def judged(train: Callable[..., None], **changes: Any) -> tuple[str, str] | None:  # noqa: ANN401
    case = CASE | changes
    [answer] = probes.run("epochs", train, [case])
    finding = properties.judge_epochs(held_cosine_training(**case), answer)
    return (finding.difference, finding.expectation) if finding else None


@pytest.mark.parametrize("epochs", [0, 1, 2, 3, 9])
def test_a_cosine_that_stays_down_is_right(epochs: int) -> None:
    assert judged(train_held_cosine, epochs=epochs) is None


def test_the_expected_rates_are_those_of_the_task() -> None:
    rates = held_cosine_training(**CASE)["rates"]
    assert rates[0] == [0.3, 0.1]
    assert rates[1] == pytest.approx([0.16, 0.06])
    assert rates[2:] == [[0.02, 0.02]] * 3


def _rising(optimizer: Optimizer, train_epoch: Any, epochs: int, t_max: int, low: float) -> None:  # noqa: ANN401
    scheduler = CosineAnnealingLR(optimizer, t_max, low)
    for _ in range(epochs):
        train_epoch()
        scheduler.step()


def _only_counts(_optimizer: Optimizer, train_epoch: Any, epochs: int, *_: Any) -> None:  # noqa: ANN401
    for _epoch in range(epochs - 1):
        train_epoch()


def _adds_a_group(optimizer: Optimizer, train_epoch: Any, epochs: int, *_: Any) -> None:  # noqa: ANN401
    optimizer.add_param_group({"params": [torch.zeros(1, requires_grad=True)]})
    for _epoch in range(epochs):
        train_epoch()


def _forgets(optimizer: Optimizer, train_epoch: Any, epochs: int, *numbers: Any) -> None:  # noqa: ANN401
    def forgetful() -> None:
        train_epoch()
        optimizer.state.clear()

    train_held_cosine(optimizer, forgetful, epochs, *numbers)


@pytest.mark.parametrize(
    ("train", "told", "wanted"),
    [
        (_rising, "epoch 3 used the rate 0.15999", "0.02 was expected there"),
        (_only_counts, "`train_epoch()` was called 4 times", "5 were expected"),
        (lambda *_: None, "`train_epoch()` was called 0 times", "5 were expected"),
        (_adds_a_group, "in epoch 0 the optimizer had 3 param groups", "those that it had"),
        (_forgets, "every epoch used the right rate, but the weights end elsewhere", ""),
        (lambda: None, "it raised TypeError", ""),
        (0.1, "it is of type `float`, not a function", ""),
    ],
)
def test_each_wrong_loop_has_its_sentence(train: Any, told: str, wanted: str) -> None:  # noqa: ANN401
    found = judged(train)
    assert found is not None
    assert found[0].startswith(told)
    assert wanted in found[1]


def test_a_loop_that_never_shows_an_epoch_is_told_of_once() -> None:
    def twice(_optimizer: Optimizer, train_epoch: Any, *_: Any) -> None:  # noqa: ANN401
        train_epoch()
        train_epoch()

    found = judged(twice, epochs=1)
    assert found == (
        "`train_epoch()` was called 2 times",
        "1 was expected, one call for each epoch",
    )
