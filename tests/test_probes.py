"""Tests of the probes: student code of every kind, and only plain data come back."""

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD, Optimizer

from lrcourse import probes
from lrcourse.plain import Plain
from lrcourse.probes.descent import Descent


def _call(subject: object, *arguments: Plain) -> dict[str, Plain]:
    case: dict[str, Plain] = {f"x{index}": value for index, value in enumerate(arguments)}
    [answer] = probes.run("call", subject, [case])
    assert json.loads(json.dumps(answer)) == answer
    return answer


def test_a_function_is_called_by_position_once_for_each_case() -> None:
    def power(renamed: float, other: float) -> float:
        return float(renamed**other)

    answers = probes.run("call", power, [{"a": 2, "b": 3}, {"a": 3, "b": 2}])
    assert [answer["value"] for answer in answers] == [8, 9]
    assert probes.run("call", power, []) == []


def test_a_value_is_handed_over_as_it_is() -> None:
    assert probes.run("value", "B", [{}]) == [{"value": "B", "warnings": []}]
    assert probes.run("value", None, [{}]) == [{"value": None, "warnings": []}]
    assert "refused" in probes.run("value", ..., [{}])[0]


def test_what_a_function_does_to_its_arguments_stays_with_it() -> None:
    def spoil(rates: list[float]) -> list[float]:
        rates.clear()
        rates.append(9.0)
        return rates

    case: dict[str, Plain] = {"rates": [1.0, 2.0]}
    [first, second] = probes.run("call", spoil, [case, case])
    assert case == {"rates": [1.0, 2.0]}
    assert first["value"] == second["value"] == [9.0]


def test_nothing_that_a_function_prints_or_warns_gets_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def noisy() -> float:
        print("to stdout")
        print("to stderr", file=sys.stderr)
        warnings.warn("mind the step", stacklevel=1)
        warnings.warn("mind the step", DeprecationWarning, stacklevel=1)
        return 1.0

    with warnings.catch_warnings(record=True) as escaped:
        warnings.simplefilter("always")
        answer = _call(noisy)
    assert answer == {"value": 1.0, "warnings": ["mind the step", "mind the step"]}
    assert not escaped
    assert capsys.readouterr() == ("", "")


def test_warnings_are_told_even_where_they_were_made_errors() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _call(lambda: warnings.warn("careful", stacklevel=1))["warnings"] == ["careful"]


def test_a_flood_of_warnings_is_cut() -> None:
    def flood() -> None:
        for index in range(5000):
            warnings.warn(f"{index} " + "x" * 5000, stacklevel=1)

    texts = _call(flood)["warnings"]
    assert isinstance(texts, list)
    assert len(texts) == probes.MAX_WARNINGS
    assert all(len(str(text)) <= 300 for text in texts)


class _Unspeakable(Exception):  # noqa: N818
    def __str__(self) -> str:
        raise RuntimeError


class _Stubborn(BaseException):
    """What no `except Exception` catches."""


def _raises(error: BaseException) -> Callable[[], None]:
    def function() -> None:
        raise error

    return function


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("no"), "ValueError: no"),
        (NotImplementedError(), "NotImplementedError"),
        (SystemExit(0), "SystemExit: 0"),
        (_Stubborn("ha"), "_Stubborn: ha"),
        (_Unspeakable(), "_Unspeakable"),
        (ValueError("half \ud800"), "ValueError: half ?"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_whatever_a_function_raises_is_told(error: BaseException, told: str) -> None:
    assert _call(_raises(error)) == {"error": told, "warnings": []}


def test_an_endless_recursion_and_a_long_message_are_told() -> None:
    def deep() -> Any:  # noqa: ANN401
        return deep()

    assert str(_call(deep)["error"]).startswith("RecursionError: maximum recursion depth")
    assert len(str(_call(_raises(ValueError("x" * 9999)))["error"])) < 400


def test_an_interrupt_is_no_answer() -> None:
    with pytest.raises(KeyboardInterrupt):
        _call(_raises(KeyboardInterrupt()))


@pytest.mark.parametrize("probe", ["call", "rate_change", "training"])
@pytest.mark.parametrize("subject", [None, 0.1, [0.1], ...])
def test_what_is_not_a_function_is_told_as_such(probe: str, subject: object) -> None:
    [answer] = probes.run(probe, subject, [{}])
    assert answer == {"uncallable": type(subject).__name__, "warnings": []}


def test_a_tuple_stands_for_several_functions() -> None:
    [answer] = probes.run("call", (abs, 0.1), [{}])
    assert answer == {"uncallable": "float", "warnings": []}


def test_code_that_runs_late_is_still_watched() -> None:
    def lazy() -> Iterator[float]:
        yield 0.5
        print("late")
        warnings.warn("late", stacklevel=1)
        raise ValueError("late")

    answer = _call(lazy)
    assert answer == {"error": "ValueError: late", "warnings": ["late"]}


async def _forgotten() -> float:
    return 1.0


def test_a_coroutine_is_refused_in_silence() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _call(_forgotten)["refused"] == "it is of type `coroutine`"


def test_a_huge_answer_is_refused_at_once() -> None:
    began = time.perf_counter()
    assert "refused" in _call(lambda: range(10**12))
    assert "refused" in _call(lambda: torch.zeros(10**6))
    assert time.perf_counter() - began < 5


_CHANGE: dict[str, Any] = {
    "base_lrs": [0.1, 0.2],
    "starts": [1.0, -2.0],
    "momenta": [0.9, 0.5],
    "updates_before": 3,
    "lr": 0.05,
    "updates_after": 2,
}


def _rate_change(subject: Callable[[Optimizer, float], object]) -> dict[str, Any]:
    [answer] = probes.run("rate_change", subject, [_CHANGE])
    assert json.loads(json.dumps(answer)) == answer
    return answer


def _set(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = lr


def test_a_rate_change_is_seen_in_rates_and_weights() -> None:
    seen: dict[str, Any] = _rate_change(_set)["value"]
    untouched: dict[str, Any] = _rate_change(lambda *_: None)["value"]
    assert seen["rates"] == [0.05, 0.05]
    assert untouched["rates"] == [0.1, 0.2]
    assert seen["weights"] != untouched["weights"]


def test_a_lost_momentum_is_seen_in_the_weights() -> None:
    def forget(optimizer: Optimizer, lr: float) -> None:
        _set(optimizer, lr)
        optimizer.state.clear()

    kept: dict[str, Any] = _rate_change(_set)["value"]
    lost: dict[str, Any] = _rate_change(forget)["value"]
    assert kept["rates"] == lost["rates"]
    assert len(kept["weights"]) == len(lost["weights"]) == 4
    for before, after in zip(kept["weights"], lost["weights"], strict=True):
        assert abs(before - after) > 1e-3


def _described(optimizer: Optimizer) -> list[tuple[float, float, list[float]]]:
    """Return rate, momentum and weights of each param group."""
    return [
        (group["lr"], group["momentum"], [float(param.detach()) for param in group["params"]])
        for group in optimizer.param_groups
    ]


def test_each_group_has_two_weights_and_a_momentum_of_its_own() -> None:
    seen: list[Any] = []
    before = {**_CHANGE, "updates_before": 0}
    probes.run("rate_change", lambda optimizer, _: seen.extend(_described(optimizer)), [before])
    assert seen == [(0.1, 0.9, [1.0, 0.5]), (0.2, 0.5, [-2.0, -1.0])]
    seen.clear()
    probes.run("training", lambda optimizer, *_: seen.extend(_described(optimizer)), [_LOOP])
    assert seen == [(0.1, 0.9, [1.0, 0.5]), (0.01, 0.9, [2.0, 1.0])]


def test_what_a_rate_change_returns_does_not_matter() -> None:
    def change(optimizer: Optimizer, lr: float) -> object:
        _set(optimizer, lr)
        return object()

    assert _rate_change(change) == _rate_change(_set)


_LOOP: dict[str, Any] = {
    "base_lrs": [0.1, 0.01],
    "starts": [1.0, 2.0],
    "targets": [0.5, -0.5],
    "epochs": 3,
    "step_size": 2,
    "gamma": 0.5,
    "momentum": 0.9,
}


def test_a_loop_is_called_with_what_it_needs_and_recorded() -> None:
    seen: list[Any] = []

    def loop(  # noqa: PLR0913, PLR0917
        optimizer: Optimizer,
        batch_loss: Callable[[int], torch.Tensor],
        epochs: int,
        batches: int,
        step_size: int,
        gamma: float,
    ) -> None:
        seen.extend([epochs, batches, step_size, gamma, isinstance(optimizer, SGD)])
        seen.extend(batch_loss(batch).item() for batch in range(batches))
        optimizer.step()
        _set(optimizer, 0.7)
        batch_loss(0).backward()
        optimizer.step()

    [answer] = probes.run("training", loop, [_LOOP])
    assert json.loads(json.dumps(answer)) == answer
    assert seen == [3, 2, 2, 0.5, True, 1.375, 5.875]
    value: Any = answer["value"]
    assert value["rates"] == [[0.1, 0.01], [0.7, 0.7]]
    assert value["weights"] == pytest.approx([1 - 0.7 * 0.5, 0.5, 2 - 0.7 * 1.5, 1 - 0.7 * 0.5])


def test_each_case_gets_a_fresh_optimizer() -> None:
    optimizers = []

    def loop(optimizer: Optimizer, *_: object) -> None:
        optimizers.append(optimizer)
        optimizer.step()

    first, second = probes.run("training", loop, [_LOOP, _LOOP])
    assert optimizers[0] is not optimizers[1]
    assert first == second
    assert _LOOP["starts"] == [1.0, 2.0]


@given(st.floats(0.01, 1.5), st.floats(-2, 2), st.floats(0, 0.9), st.lists(st.floats(-2, 2)))
def test_an_update_is_what_a_backward_pass_and_a_step_give(
    lr: float, start: float, momentum: float, targets: list[float]
) -> None:
    by_hand, by_backward = (Descent([lr], [start], [momentum]) for _ in range(2))
    for target in targets:
        by_hand.update(target)
        by_backward.optimizer.zero_grad()
        by_backward.loss(target).backward()
        by_backward.optimizer.step()
    assert by_hand.weights() == by_backward.weights()
