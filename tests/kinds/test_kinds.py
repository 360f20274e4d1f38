"""Tests of the formulas of the checks, and of what their hidden cases contain."""

import random
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.optim import Optimizer
from torch.optim.lr_scheduler import StepLR

from lrcourse import check, probes, verdicts
from lrcourse.kinds import KINDS, training
from lrcourse.plain import to_plain
from tests.kinds.right import RIGHT


def _drawn(name: str, number: int, seed: object = "any") -> list[dict[str, Any]]:
    rng = random.Random(str(seed))
    return [KINDS[name].draw(rng) for _ in range(number)]


@pytest.mark.parametrize("name", KINDS)
def test_drawn_cases_are_plain_and_fit_their_formula(name: str) -> None:
    formula = KINDS[name]
    for case in _drawn(name, 50):
        assert to_plain(case) == case
        assert formula.ordered(case) == case
        expected = formula.expected(case)
        assert to_plain(expected) == expected


def test_every_kind_has_a_right_answer() -> None:
    assert RIGHT.keys() == KINDS.keys()


@pytest.mark.parametrize("name", KINDS)
def test_a_right_answer_matches_and_agrees_with_torch(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    check("first", RIGHT[name], name, hidden_cases=200)
    check("second", RIGHT[name], name, example=_drawn(name, 1)[0])
    assert "200 of 200 hidden cases match." in capsys.readouterr().out


def test_a_case_is_ordered_as_the_formula_has_its_parameters() -> None:
    case = {"n": 3, "step_size": 2, "base_lr": 0.1, "gamma": 0.5}
    assert list(KINDS["step_decay"].ordered(case)) == ["base_lr", "gamma", "step_size", "n"]


def test_what_a_case_leaves_out_has_its_default() -> None:
    case = _drawn("trained", 1)[0]
    del case["momentum"]
    ordered = KINDS["trained"].ordered(case)
    assert ordered == {**case, "momentum": 0.9}
    assert list(ordered)[-1] == "momentum"
    assert KINDS["trained"].expected(case) == KINDS["trained"].expected(ordered)


@pytest.mark.parametrize("case", [{"n": 3}, {"n": 3, "lr": 0.1}])
def test_a_case_that_does_not_fit_is_an_error(case: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        KINDS["step_decay"].ordered(case)


def _every(case: dict[str, Any]) -> int:
    return int(case["step_size"] * case["batches"])


def _drops(case: dict[str, Any]) -> int:
    return int(max(0, case["n"] - 1) // _every(case))


def _saved_at_a_drop(case: dict[str, Any]) -> bool:
    schedule, before = case["schedule"], case["before"]
    return schedule["name"] == "StepLR" and before > 0 == before % schedule["step_size"]


def _saved_after_the_line(case: dict[str, Any]) -> bool:
    return case["before"] == case["schedule"].get("warmup")


_EDGES: list[tuple[str, int, str, Callable[[dict[str, Any]], bool]]] = [
    ("step_decay", 200, "no epoch", lambda case: case["n"] == 0),
    ("step_decay", 200, "one epoch", lambda case: case["n"] == 1),
    ("step_decay", 200, "gamma 1", lambda case: case["gamma"] == 1 and case["n"] > 1),
    ("step_decay", 200, "step 1", lambda case: case["step_size"] == 1 and case["n"] > 2),
    ("step_decay", 200, "no drop", lambda case: 1 < case["n"] <= case["step_size"]),
    ("step_decay", 200, "a small rate", lambda case: case["base_lr"] < 1e-3),
    ("step_decay", 200, "many drops", lambda case: case["n"] > 5 * case["step_size"]),
    ("positions", 100, "no update", lambda case: not case["rates"]),
    ("positions", 100, "one update", lambda case: len(case["rates"]) == 1),
    ("positions", 100, "overshoot", lambda case: any(r * case["h"] > 1 for r in case["rates"])),
    ("positions", 100, "growth", lambda case: any(r * case["h"] > 2 for r in case["rates"])),
    ("positions", 100, "a negative start", lambda case: case["x0"] < 0),
    ("largest_stable_rate", 60, "one feature", lambda case: len(case["inputs"][0]) == 1),
    ("largest_stable_rate", 60, "three features", lambda case: len(case["inputs"][0]) == 3),
    ("changed_rate", 40, "one group", lambda case: len(case["base_lrs"]) == 1),
    ("changed_rate", 40, "several groups", lambda case: len(case["base_lrs"]) > 1),
    ("changed_rate", 40, "no update before", lambda case: case["updates_before"] == 0),
    (
        "changed_rate",
        40,
        "momentum to lose",
        lambda case: max(case["momenta"]) > 0 and case["updates_before"] > 0,
    ),
    ("changed_rate", 40, "a group without momentum", lambda case: 0 in case["momenta"]),
    ("changed_rate", 40, "unlike groups", lambda case: len(set(case["momenta"])) > 1),
    ("changed_rate", 40, "a rising rate", lambda case: case["lr"] > case["base_lrs"][0]),
    ("step_stages", 100, "no epoch", lambda case: case["n"] == 0),
    ("step_stages", 100, "one stage", lambda case: len(case["stages"]) == 1 and case["n"] > 3),
    ("step_stages", 100, "three stages", lambda case: len(case["stages"]) > 2),
    (
        "step_stages",
        100,
        "an early end",
        lambda case: 0 < case["n"] <= max(case["milestones"], default=0),
    ),
    ("chained_rates", 100, "no epoch", lambda case: case["n"] == 0),
    ("chained_rates", 100, "an early end", lambda case: 1 < case["n"] <= case["total_iters"]),
    ("chained_rates", 100, "one epoch held", lambda case: case["total_iters"] == 1 < case["n"]),
    ("warmup_cosine", 80, "a warm-up of one epoch", lambda case: case["warmup"] == 1 < case["n"]),
    (
        "warmup_cosine",
        80,
        "a cosine of one epoch",
        lambda case: case["total"] - case["warmup"] == 1,
    ),
    ("warmup_cosine", 80, "the end", lambda case: case["n"] > case["total"]),
    ("given_rates", 80, "one rate", lambda case: len(case["rates"]) == 1 and case["n"] > 1),
    ("given_rates", 80, "past the end", lambda case: case["n"] > len(case["rates"]) > 2),
    ("given_rates", 80, "another base rate", lambda case: case["base_lr"] != case["rates"][0]),
    ("endless_puzzle", 80, "a long run", lambda case: case["n"] > 180),
    (
        "endless_puzzle",
        80,
        "every epoch",
        lambda case: case["every"] == 1 and case["n"] > case["second"] + 1,
    ),
    ("endless_puzzle", 80, "two drops in a row", lambda case: case["second"] == case["first"] + 1),
    (
        "warmup_milestones",
        80,
        "a drop at the end of the warm-up",
        lambda case: case["warmup"] in case["milestones"],
    ),
    (
        "warmup_milestones",
        80,
        "a repeat",
        lambda case: len(set(case["milestones"])) < len(case["milestones"]),
    ),
    ("group_decays", 80, "one group", lambda case: len(case["gammas"]) == 1 < case["n"]),
    ("group_decays", 80, "four groups", lambda case: len(case["gammas"]) > 3 and case["n"] > 2),
    ("group_decays", 80, "a group that stays", lambda case: 1.0 in case["gammas"]),
    ("layer_rates", 80, "one layer", lambda case: len(case["layers"]) == 1),
    ("layer_rates", 80, "two layers", lambda case: len(case["layers"]) == 2),
    ("layer_rates", 80, "many layers", lambda case: len(case["layers"]) > 5),
    ("layer_rates", 80, "equal layers", lambda case: case["factor"] == 1),
    ("layer_rates", 80, "modules inside", lambda case: max(case["layers"]) > 2),
    ("resumed", 80, "saved at once", lambda case: case["before"] == 0),
    ("resumed", 80, "saved at a drop", _saved_at_a_drop),
    ("resumed", 80, "saved at the end of a warm-up", _saved_after_the_line),
    ("resumed", 80, "several groups", lambda case: len(case["base_lrs"]) > 1),
    ("resumed", 80, "no momentum", lambda case: case["momentum"] == 0),
    ("resumed", 80, "one cycle", lambda case: case["schedule"]["name"] == "OneCycleLR"),
    ("resumed", 80, "one epoch more", lambda case: case["after"] == 1),
    ("own_scheduler", 80, "no warm-up", lambda case: case["warmup"] == 0 and case["n"] > 1),
    ("own_scheduler", 80, "long after the end", lambda case: case["n"] > case["total"] + 2),
    ("own_scheduler", 80, "a short cosine", lambda case: case["total"] == case["warmup"] + 1),
    ("own_scheduler", 80, "several groups", lambda case: len(case["base_lrs"]) > 1),
    ("swa_linear", 80, "no way", lambda case: case["anneal_epochs"] == 0 < case["n"]),
    ("swa_linear", 80, "upwards", lambda case: case["swa_lr"] > case["base_lr"]),
    ("swa_linear", 80, "no epoch", lambda case: case["n"] == 0),
    ("swa_linear", 80, "an early end", lambda case: 1 < case["n"] <= case["anneal_epochs"]),
    ("swa_linear", 80, "past the end", lambda case: case["n"] > case["anneal_epochs"] + 2),
    ("trained", 40, "no momentum", lambda case: case["momentum"] == 0),
    ("trained", 40, "momentum", lambda case: case["momentum"] > 0),
    ("trained", 40, "no epoch", lambda case: case["epochs"] == 0),
    ("trained", 40, "one epoch", lambda case: case["epochs"] == 1),
    ("trained", 40, "one batch", lambda case: len(case["targets"]) == 1),
    ("trained", 40, "several batches", lambda case: len(case["targets"]) > 2),
    ("trained", 40, "several groups", lambda case: len(case["base_lrs"]) > 1),
    ("trained", 40, "step 1", lambda case: case["step_size"] == 1 and case["epochs"] > 2),
    ("trained", 40, "two drops", lambda case: case["epochs"] > 2 * case["step_size"] > 2),
    ("logged", 60, "no epoch", lambda case: case["epochs"] == 0),
    ("logged", 60, "several batches", lambda case: case["batches"] > 1 < case["epochs"]),
    ("logged", 60, "two drops", lambda case: case["epochs"] > 2 * case["step_size"] > 2),
    ("steplr_plan", 80, "one drop", lambda case: case["drops"] == 1),
    ("steplr_plan", 80, "a drop in every epoch", lambda case: case["epochs"] == case["drops"] + 1),
    ("steplr_plan", 80, "odd epochs", lambda case: (case["epochs"] - 1) % case["drops"] > 0),
    ("steplr_plan", 80, "its last drop last", lambda case: case["epochs"] % case["drops"] == 1),
    ("steplr_trace", 80, "step 1", lambda case: case["rates"][0] != case["rates"][1]),
    ("steplr_trace", 80, "one change", lambda case: len(set(case["rates"])) == 2),
    ("steplr_trace", 80, "growth", lambda case: case["rates"][0] < case["rates"][-1]),
    ("steplr_trace", 80, "small rates", lambda case: max(case["rates"]) < 4e-6),
    ("steplr_trace", 80, "a cut step", lambda case: case["rates"][-1] != case["rates"][-2]),
    ("steplr_per_batch", 80, "no batch", lambda case: case["n"] == 0),
    ("steplr_per_batch", 80, "one batch an epoch", lambda case: case["batches"] == 1 < case["n"]),
    ("steplr_per_batch", 80, "two drops", lambda case: _drops(case) > 2 and _every(case) > 1),
    ("steplr_per_batch", 80, "no drop yet", lambda case: _drops(case) == 0 < case["n"] - 1),
]


@pytest.mark.parametrize(("name", "number", "edge", "holds"), _EDGES)
def test_an_edge_is_among_the_hidden_cases_of_nearly_every_key(
    name: str, number: int, edge: str, holds: Callable[[dict[str, Any]], bool]
) -> None:
    for key in range(20):
        assert any(map(holds, _drawn(name, number, key))), (edge, key)


def test_a_group_has_a_weight_that_begins_at_the_start_and_one_at_its_half() -> None:
    assert training.both_weights(3.0, [], [], 0.9) == [3.0, 1.5]
    # One update of each: w - lr (w - target).
    assert training.both_weights(3.0, [0.5], [1.0], 0.9) == [2.0, 1.25]
    # Then the velocities 0.9 * 2 + 1 and 0.9 * 0.5 + 0.25.
    assert training.both_weights(3.0, [0.5, 0.5], [1.0, 1.0], 0.9) == pytest.approx([0.6, 0.9])


def test_each_group_has_the_momentum_of_its_own() -> None:
    both = training.changed_rate([0.1, 0.2], [1.0, 2.0], [0.9, 0.0], 3, 0.05, 2)
    first = training.changed_rate([0.1], [1.0], [0.9], 3, 0.05, 2)
    second = training.changed_rate([0.2], [2.0], [0.0], 3, 0.05, 2)
    assert both["weights"] == first["weights"] + second["weights"]
    assert both["rates"] == [0.05, 0.05]


def _set_all(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = lr


def _load_changed_state(optimizer: Optimizer, lr: float) -> None:
    state = optimizer.state_dict()
    state["param_groups"] = [{**group, "lr": lr} for group in state["param_groups"]]
    optimizer.load_state_dict(state)


@pytest.mark.parametrize("subject", [_set_all, _load_changed_state])
def test_changed_rate_is_what_torch_does(subject: Callable[..., None]) -> None:
    drawn = _drawn("changed_rate", 60)
    for case, answer in zip(drawn, probes.run("rate_change", subject, drawn), strict=True):
        assert verdicts.judge_rate_change(training.changed_rate(**case), answer) is None, answer


def _by_hand(  # noqa: PLR0913, PLR0917
    optimizer: Optimizer,
    batch_loss: Callable[[int], torch.Tensor],
    epochs: int,
    batches: int,
    step_size: int,
    gamma: float,
) -> None:
    first = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(epochs):
        for lr, group in zip(first, optimizer.param_groups, strict=True):
            group["lr"] = lr * gamma ** (epoch // step_size)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()


def _by_scheduler(  # noqa: PLR0913, PLR0917
    optimizer: Optimizer,
    batch_loss: Callable[[int], torch.Tensor],
    epochs: int,
    batches: int,
    step_size: int,
    gamma: float,
) -> None:
    scheduler = StepLR(optimizer, step_size, gamma)
    for _ in range(epochs):
        for batch in range(batches):
            loss = batch_loss(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        scheduler.step()


@pytest.mark.parametrize("subject", [_by_hand, _by_scheduler])
def test_trained_is_what_torch_does(subject: Callable[..., None]) -> None:
    drawn = _drawn("trained", 40)
    for case, answer in zip(drawn, probes.run("training", subject, drawn), strict=True):
        assert verdicts.judge_training(training.trained(**case), answer) is None, answer
