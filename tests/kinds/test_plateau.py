"""Tests of the kinds about ReduceLROnPlateau: their verdicts, and what their cases contain."""

import math
import random
from collections.abc import Callable
from itertools import pairwise, product
from typing import Any

import pytest

from lrcourse import check, probes, properties, schedules
from lrcourse.checks import CheckFailed
from lrcourse.kinds import KINDS, plateau
from tests.kinds.right import RIGHT

Case = dict[str, Any]


def _drawn(name: str, number: int, key: object) -> list[Case]:
    rng = random.Random(str(key))
    return [KINDS[name].draw(rng) for _ in range(number)]


def _drops(case: Case) -> int:
    rates = [case["base_lr"], *plateau.machine(**case)]
    return sum(after < before for before, after in pairwise(rates))


def _accuracy_drops(case: Case) -> int:
    return len(set(plateau.watched_accuracy(**case))) - 1


def _loop_drops(case: Case) -> int:
    return len({rate for [rate] in plateau.watched_loop(**case)["rates"]}) - 1


def _differ(case: Case, **other: Any) -> bool:  # noqa: ANN401
    return plateau.machine(**case) != plateau.machine(**{**case, **other})


_EDGES: list[tuple[str, int, str, Callable[[Case], bool]]] = [
    ("plateau_machine", 200, "no metric", lambda case: not case["metrics"]),
    ("plateau_machine", 200, "one metric", lambda case: len(case["metrics"]) == 1),
    ("plateau_machine", 200, "no patience", lambda c: c["patience"] == 0 and _drops(c) > 1),
    ("plateau_machine", 200, "NaN", lambda c: any(map(math.isnan, c["metrics"]))),
    (
        "plateau_machine",
        200,
        "NaN at first, then a good metric",
        lambda c: len(c["metrics"]) > 8 and math.isnan(c["metrics"][0]) and _drops(c) > 0,
    ),
    ("plateau_machine", 200, "below 0", lambda c: min(c["metrics"], default=0) < 0 < _drops(c)),
    ("plateau_machine", 200, "mode", lambda c: c["mode"] == "max" and _differ(c, mode="min")),
    ("plateau_machine", 200, "absolute", lambda c: _differ(c, threshold_mode="rel")),
    ("plateau_machine", 200, "relative", lambda c: _differ(c, threshold_mode="abs")),
    ("plateau_machine", 200, "no threshold", lambda c: c["threshold"] == 0 and _drops(c) > 0),
    ("plateau_machine", 200, "cooldown", lambda c: _differ(c, cooldown=0)),
    ("plateau_machine", 200, "a floor", lambda c: _differ(c, min_lr=0.0)),
    ("plateau_machine", 200, "many drops", lambda c: _drops(c) > 5),
    ("plateau_accuracy", 80, "one epoch", lambda case: len(case["metrics"]) == 1),
    ("plateau_accuracy", 80, "no patience", lambda c: c["patience"] == 0 < _accuracy_drops(c)),
    ("plateau_accuracy", 80, "several drops", lambda c: _accuracy_drops(c) > 3),
    (
        "plateau_accuracy",
        80,
        "a rise of exactly half a point",
        lambda c: any(after - before == 0.5 for before, after in pairwise(c["metrics"])),
    ),
    ("plateau_loop", 60, "no epoch", lambda case: not case["train_losses"]),
    ("plateau_loop", 60, "one epoch", lambda case: len(case["train_losses"]) == 1),
    ("plateau_loop", 60, "several drops", lambda c: _loop_drops(c) > 2),
    (
        "plateau_loop",
        60,
        "several batches",
        lambda c: len(c["targets"]) > 1 and _loop_drops(c) > 0,
    ),
    ("plateau_loop", 60, "momentum", lambda c: c["momentum"] > 0 and _loop_drops(c) > 0),
    ("plateau_shortest", 60, "no drop", lambda case: case["drops"] == 0),
    ("plateau_shortest", 60, "no patience", lambda c: c["patience"] == 0 and c["drops"] > 1),
    ("plateau_shortest", 60, "much patience", lambda c: c["patience"] > 6 and c["drops"] > 2),
]


@pytest.mark.parametrize(("name", "number", "edge", "holds"), _EDGES)
def test_an_edge_is_among_the_hidden_cases_of_nearly_every_key(
    name: str, number: int, edge: str, holds: Callable[[Case], bool]
) -> None:
    for key in range(20):
        assert any(map(holds, _drawn(name, number, key))), (edge, key)


@pytest.mark.parametrize("nudge", [1 - 1e-9, 1 + 1e-9])
def test_no_metric_lies_so_near_to_its_bound_that_rounding_decides(nudge: float) -> None:
    for case in _drawn("plateau_machine", 2000, "bounds"):
        assert not _differ(case, threshold=case["threshold"] * nudge)


def test_no_drop_is_so_small_that_torch_would_leave_it_out() -> None:
    for case in _drawn("plateau_machine", 1000, "eps"):
        assert plateau.machine(**case) == schedules.reduce_on_plateau(**case)
    for case in _drawn("plateau_accuracy", 1000, "eps"):
        used = plateau.watched_accuracy(**case)
        [answer] = probes.run("watched", RIGHT["plateau_accuracy"], [case])
        assert answer["value"] == pytest.approx(used, rel=1e-9)


_SOME = [-1.0, 0.0, 0.99995, 1.0, 1.5, 2.0]


@pytest.mark.parametrize("patience", [0, 1, 2])
def test_no_list_of_some_metrics_is_shorter_than_the_shortest(patience: int) -> None:
    for length in range(6):
        most = max(
            properties.plateau_drops(list(metrics), patience)
            for metrics in product(_SOME, repeat=length)
        )
        assert plateau.shortest(patience, most)["length"] <= length
        assert plateau.shortest(patience, most + 1)["length"] > length


def _judged(value: Any, patience: int = 1, drops: int = 2) -> str | None:  # noqa: ANN401
    [answer] = probes.run("call", lambda *_: value, [{"patience": patience, "drops": drops}])
    finding = properties.judge_shortest_plateau(plateau.shortest(patience, drops), answer)
    if finding is None:
        return None
    return "; ".join(filter(None, [finding.difference, finding.expectation]))


@pytest.mark.parametrize(
    "metrics", [[1.0] * 5, [0] * 5, range(5), (2, 3, 3, 2, 4), [1, 1.5, 0.99995, 1, 9]]
)
def test_any_shortest_list_is_right(metrics: Any) -> None:  # noqa: ANN401
    assert _judged(metrics) is None
    assert _judged([], drops=0) is None


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "it returned None; a list of metrics was expected"),
        (5, "it returned 5; a list of metrics was expected"),
        (["1.0"], "entry 0 of the list is '1.0', not a number"),
        ([1.0, math.nan], "entry 1 of the list is nan, not a finite number"),
        ([True] * 5, "entry 0 of the list is True, not a number"),
        ([10**400], "what it returned cannot be read: it holds a whole number of more than 300"),
        ([1.0] * 4, "your list of 4 metrics makes 1 drop; 2 were expected"),
        ([-1.0] * 5, "your list of 5 metrics makes 0 drops; 2 were expected"),
        ([1.0] * 6, "your list of 6 metrics makes the right number of drops, but there is a"),
        ([1.0] * 7, "your list of 7 metrics makes 3 drops; 2 were expected"),
    ],
)
def test_each_wrong_list_has_its_sentence(value: Any, told: str) -> None:  # noqa: ANN401
    assert str(_judged(value)).startswith(told)


_LOOP: Case = {
    "base_lr": 0.1,
    "start": 1.0,
    "momentum": 0.9,
    "targets": [0.5, -0.5],
    "factor": 0.5,
    "patience": 0,
    "train_losses": [3.0, 2.0, 1.0],
    "val_losses": [4.0, 2.0, 2.5, 1.0],
}


def test_the_loop_by_hand() -> None:
    expected = plateau.watched_loop(**_LOOP)
    assert expected["rates"] == [[0.1]] * 4 + [[0.05]] * 2
    assert expected["validated"] == [1, 2, 3]
    assert expected["end"] == 0.05


def _watched(subject: Any) -> str:  # noqa: ANN401
    with pytest.raises(CheckFailed) as failed:
        check("plateau-loop", subject, "plateau_loop", example=_LOOP)
    return str(failed.value)


def _too_often(optimizer: Any, scheduler: Any, train: Any, validate: Any, epochs: int) -> None:  # noqa: ANN401
    for _ in range(epochs):
        train(optimizer)
        validate()
        scheduler.step(validate())


def _no_last_step(optimizer: Any, scheduler: Any, train: Any, validate: Any, epochs: int) -> None:  # noqa: ANN401
    for epoch in range(epochs):
        train(optimizer)
        loss = validate()
        if epoch < epochs - 1 or loss > 9:
            scheduler.step(loss)


def _by_hand(optimizer: Any, _s: Any, train: Any, validate: Any, epochs: int) -> None:  # noqa: ANN401
    for _ in range(epochs):
        validate()
        train(optimizer)
    optimizer.param_groups[0]["lr"] = 0.05


def test_the_verdict_on_a_loop_names_what_differs_first() -> None:
    assert "`validate()` was called 6 times; 3 were expected" in _watched(_too_often)
    assert "update 4 (counted from 0) used the rate 0.1" in _watched(_by_hand)
    case = {**_LOOP, "val_losses": [4.0, 3.0, 2.5, 3.0]}
    [answer] = probes.run("watching", _no_last_step, [case])
    finding = properties.judge_watching(plateau.watched_loop(**case), answer)
    assert finding is not None
    assert finding.difference.endswith("at the end the rate is 0.1")
    assert finding.expectation == "0.05 was expected"


def test_a_validation_at_another_time_is_told() -> None:
    case = {**_LOOP, "val_losses": [4.0, 3.0, 2.0, 1.0]}
    [answer] = probes.run("watching", _by_hand, [case])
    finding = properties.judge_watching(plateau.watched_loop(**case), answer)
    assert finding is not None
    assert finding.difference == (
        "call 0 of `validate()` (counted from 0) came when 0 epochs had been trained"
    )
    assert finding.expectation == "1 epoch was expected"


def test_a_loop_that_asks_for_too_much_is_survived() -> None:
    def endless(optimizer: Any, _s: Any, train: Any, validate: Any, _e: int) -> None:  # noqa: ANN401
        assert train(optimizer) == train(optimizer) == 0.0
        assert validate() == 4.0

    case = {**_LOOP, "train_losses": [], "val_losses": [4.0]}
    [answer] = probes.run("watching", endless, [case])
    assert "error" not in answer
    finding = properties.judge_watching(plateau.watched_loop(**case), answer)
    assert finding is not None
    assert finding.difference == "the loop made 4 updates"
