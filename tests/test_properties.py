"""Tests of verdicts on answers that can be right in many ways."""

from itertools import count
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lrcourse import probes, properties, schedules
from lrcourse.kinds.steplr import plan

WANTED = plan(0.1, 0.001, 11, 2)


def judged(value: Any) -> tuple[str, str] | None:  # noqa: ANN401
    finding = properties.judge_plan(WANTED, {"value": value})
    return (finding.difference, finding.expectation) if finding else None


@pytest.mark.parametrize("step_size", [4, 5, 5.0])
def test_every_step_size_with_the_right_drops_is_right(step_size: float) -> None:
    assert judged([step_size, 0.1]) is None


@pytest.mark.parametrize(
    ("pair", "told", "wanted"),
    [
        (None, "it returned None", "is the answer written"),
        ([5], "it returned [5]", "a pair, `step_size` and `gamma`, was expected"),
        ([4, 1e300], "with your numbers the last epoch uses the rate inf", "was expected"),
        (0.1, "it returned 0.1", "a pair"),
        ([5, "0.1"], "`gamma` is '0.1', not a number", ""),
        ([float("nan"), 0.1], "`step_size` is nan, not a finite number", ""),
        ([0, 0.1], "`step_size` is 0", "a whole number from 1 on"),
        ([2.5, 0.1], "`step_size` is 2.5", "a whole number from 1 on"),
        ([10, 0.01], "with your `step_size` the run has 1 drop", "2 were expected"),
        ([3, 0.1], "with your `step_size` the run has 3 drops", "2 were expected"),
        ([5, 0.2], "with your numbers the last epoch uses the rate 0.004", "0.001 was"),
    ],
)
def test_each_wrong_plan_has_its_sentence(pair: Any, told: str, wanted: str) -> None:  # noqa: ANN401
    found = judged(pair)
    assert found is not None
    assert found[0].startswith(told)
    assert wanted in found[1]


def read(value: Any) -> tuple[str, str] | None:  # noqa: ANN401
    finding = properties.judge_trace([0.1, 3, 0.5], {"value": value})
    return (finding.difference, finding.expectation) if finding else None


@pytest.mark.parametrize("triple", [[0.1, 3, 0.5], [0.1 * (1 + 1e-12), 3.0, 0.5]])
def test_three_right_numbers_are_right(triple: list[float]) -> None:
    assert read(triple) is None


@pytest.mark.parametrize(
    ("triple", "told", "wanted"),
    [
        (None, "it returned None", "is the answer written"),
        ([3, 0.5], "it returned [3, 0.5]", "a triple, `base_lr`, `step_size` and `gamma`"),
        (0.1, "it returned 0.1", "a triple"),
        ([0.1, True, 0.5], "`step_size` is True, not a number", ""),
        ([0.2, 3, 0.5], "your `base_lr` is 0.2", "0.1 was expected"),
        ([0.1, 4, 0.5], "your `step_size` is 4", "3 was expected"),
        ([0.1, 3, 2.0], "your `gamma` is 2.0", "0.5 was expected"),
    ],
)
def test_each_wrong_triple_has_its_sentence(triple: Any, told: str, wanted: str) -> None:  # noqa: ANN401
    found = read(triple)
    assert found is not None
    assert found[0] == told
    assert wanted in found[1]


def milestones(subject: Any, step_size: int, n: int) -> Any:  # noqa: ANN401
    [answer] = probes.run("milestones", subject, [{"step_size": step_size, "n": n}])
    finding = properties.judge_milestones(schedules.step_decay(1.0, 0.5, step_size, n), answer)
    return finding and finding.difference


@given(st.integers(1, 9), st.integers(0, 40), st.randoms(use_true_random=False))
def test_any_order_and_any_number_of_later_milestones_is_right(
    step_size: int,
    n: int,
    rng: Any,  # noqa: ANN401
) -> None:
    wanted = list(range(step_size, n + 30, step_size))
    rng.shuffle(wanted)
    for returned in (wanted, iter(wanted), set(wanted)):
        assert milestones(lambda *_, found=returned: found, step_size, n) is None


@pytest.mark.parametrize(
    ("returned", "told"),
    [
        ([3, 3, 6, 9], "with your milestones, 2 drops happened by epoch 3"),
        ([0, 3, 6, 9], "with your milestones, 1 drop happened by epoch 0"),
        ([], "with your milestones, 0 drops happened by epoch 3"),
        # MultiStepLR looks for the epoch among the milestones, and no tensor is a number.
        (torch.tensor([3, 6, 9]), "with your milestones, 0 drops happened by epoch 3"),
        ([3.5, 6, 9], "with your milestones, 0 drops happened by epoch 3"),
        (None, "it returned None"),
        (4, "it raised TypeError"),
        (count(3, 3), "what it returned cannot be read: it has more than 100000 entries"),
    ],
)
def test_each_wrong_list_has_its_sentence(returned: Any, told: str) -> None:  # noqa: ANN401
    assert milestones(lambda *_: returned, 3, 11).startswith(told)
