"""Tests of the checks as a student and a grader meet them."""

import itertools
import math
import random
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import nbformat
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from nbclient import NotebookClient
from torch.optim import SGD, Optimizer
from torch.optim.lr_scheduler import LRScheduler

from lrcourse import checks, schedules
from lrcourse.checks import CheckFailed
from lrcourse.complaint import Complaint
from lrcourse.kinds import KINDS
from lrcourse.plain import Plain

EXAMPLE: dict[str, Plain] = {"base_lr": 0.1, "gamma": 0.5, "step_size": 4, "n": 12}
SHOWN = "step-decay: in the example, "
Function = Callable[..., Any]


def _visible(subject: object) -> None:
    checks.check("step-decay", subject, "step_decay", example=EXAMPLE)


def _hidden(subject: object, cases: int = 60) -> None:
    checks.check("step-decay", subject, "step_decay", hidden_cases=cases)


def _failure(check: Callable[..., None], *arguments: object, **options: object) -> CheckFailed:
    with pytest.raises(CheckFailed) as failed:
        check(*arguments, **options)
    return failed.value


def _message(check: Callable[..., None], *arguments: object, **options: object) -> str:
    return str(_failure(check, *arguments, **options))


_SENTENCES = {cause.sentence for kind in KINDS.values() for cause in kind.causes}


def _difference(message: str) -> str:
    """Return what a message says before its causes, which must be known sentences."""
    difference, _, likely = message.partition(" Likely cause: ")
    assert not likely or set(likely.split(" Or: ")) <= _SENTENCES, likely
    return difference


def _likely(formula: str, *names: str) -> str:
    """Return how a message ends that names these causes."""
    sentences = {cause.name: cause.sentence for cause in KINDS[formula].causes}
    intros = ("Likely cause:", "Or:")
    return "".join(
        f" {intro} {sentences[name]}" for intro, name in zip(intros, names, strict=False)
    )


def _right(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    rates = []
    for epoch in range(n):
        if epoch and epoch % step_size == 0:
            base_lr *= gamma
        rates.append(base_lr)
    return rates


def _lazy(base_lr: float, gamma: float, step_size: int, n: int) -> Iterator[float]:
    yield from _right(base_lr, gamma, step_size, n)


def _array(*arguments: float) -> np.ndarray[Any, Any]:
    base_lr, gamma, step_size, n = arguments
    return np.asarray(base_lr * gamma ** (np.arange(n) // step_size))


def _tensor(base_lr: float, gamma: float, step_size: int, n: int) -> torch.Tensor:
    return torch.tensor(_right(base_lr, gamma, step_size, n), dtype=torch.float64)


def _printing(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    print("epochs:", n)
    print("careful", file=sys.stderr)
    return _right(base_lr, gamma, step_size, n)


_RIGHT_ANSWERS = [_right, _lazy, _array, _tensor, _printing]


@pytest.mark.parametrize("subject", _RIGHT_ANSWERS)
def test_a_right_answer_passes_with_its_sentence(
    subject: Function, capsys: pytest.CaptureFixture[str]
) -> None:
    _visible(subject)
    _hidden(subject, 200)
    assert capsys.readouterr() == (
        "step-decay: 12 of 12 epochs match.\nstep-decay: 200 of 200 hidden cases match.\n",
        "",
    )


def test_warnings_cost_nothing_and_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    def warning(*arguments: Any) -> list[float]:  # noqa: ANN401
        warnings.warn("Detected call of `lr_scheduler.step()`", stacklevel=1)
        return _right(*arguments)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _visible(warning)
        _hidden(warning, 5)
    note = " (Your code warns, which costs nothing: Detected call of `lr_scheduler.step()`)"
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        f"step-decay: 12 of 12 epochs match.{note}",
        f"step-decay: 5 of 5 hidden cases match.{note}",
    ]
    assert err == ""


def _plus_one(b: float, g: float, s: int, n: int) -> list[float]:
    return schedules.step_decay(b, g, s, n + 1)


def _early(b: float, g: float, s: int, n: int) -> list[float]:
    return schedules.step_decay(b, g, s, n + 1)[1:]


def _late(b: float, g: float, s: int, n: int) -> list[float]:
    return [b, *schedules.step_decay(b, g, s, n)][:n]


def _zero(b: float, g: float, s: int, n: int) -> list[float]:
    return [b * g ** (1 + e // s) for e in range(n)]


def _compound(b: float, g: float, s: int, n: int) -> list[float]:
    return [b * g ** max(0, e - s + 1) for e in range(n)]


def _rounded(b: float, g: float, s: int, n: int) -> list[float]:
    return [round(x, 4) for x in schedules.step_decay(b, g, s, n)]


def _hard_coded(b: float, _g: float, s: int, n: int) -> list[float]:
    return schedules.step_decay(b, 0.5, s, n)


def _crash_at_zero(b: float, g: float, s: int, n: int) -> list[float]:
    rates = schedules.step_decay(b, g, s, n)
    return rates if rates[0] else []


_WRONG_ON_THE_EXAMPLE: list[tuple[Function, str]] = [
    (
        lambda *_: None,
        (
            "it returned None; a list of numbers was expected: is the answer written, "
            "and does it end with `return`?"
        ),
    ),
    (lambda *_: 0.1, "it returned 0.1; a list of numbers was expected."),
    (lambda *_: "0.1, 0.05", "it returned '0.1, 0.05'; a list of numbers was expected."),
    (lambda *_: [], "it returned 0 numbers; 12 numbers were expected."),
    (_plus_one, "it returned 13 numbers; 12 numbers were expected."),
    (_early, "epoch 3 is the first that differs: yours is 0.05; 0.1 was expected."),
    (_late, "epoch 4 is the first that differs: yours is 0.1; 0.05 was expected."),
    (_zero, "epoch 0 is the first that differs: yours is 0.05; 0.1 was expected."),
    (_compound, "epoch 5 is the first that differs: yours is 0.025; 0.05 was expected."),
    (lambda *a: [str(x) for x in _right(*a)], "the entry for epoch 0 is '0.1', not a number."),
    (
        lambda *a: [*_right(*a)[:-1], math.nan],
        ("the entry for epoch 11 is nan, not a finite number."),
    ),
    (lambda *a: [*_right(*a)[:-1], True], "the entry for epoch 11 is True, not a number."),
    (
        lambda *a: [*_right(*a)[:-1], 10**400],
        ("what it returned cannot be read: it holds a whole number of more than 300 digits."),
    ),
    (
        lambda *a: [*_right(*a)[:-1], 1e308],
        ("epoch 11 is the first that differs: yours is 1e+308; 0.025 was expected."),
    ),
    (
        lambda *_: itertools.count(),
        ("what it returned cannot be read: it has more than 100000 entries."),
    ),
    (lambda *_: [0.1] * 5_000, "it returned 5000 numbers; 12 numbers were expected."),
    (lambda *_: object(), "what it returned cannot be read: it is of type `object`."),
    (lambda *_: sys.exit(3), "it raised SystemExit: 3."),
    (lambda *_: 1 / 0, "it raised ZeroDivisionError: division by zero."),
]


@pytest.mark.parametrize(("subject", "told"), _WRONG_ON_THE_EXAMPLE)
def test_each_wrong_answer_to_the_example_has_its_sentence(subject: Function, told: str) -> None:
    assert _difference(_message(_visible, subject)) == SHOWN + told
    assert _difference(_message(_hidden, subject, 30)).startswith("step-decay: in a hidden case, ")


def test_the_likely_cause_stands_behind_the_difference() -> None:
    failure = _failure(_visible, _early)
    assert failure.causes == ("early",)
    told = "epoch 3 is the first that differs: yours is 0.05; 0.1 was expected."
    assert str(failure) == SHOWN + told + _likely("step_decay", "early")


def test_a_second_cause_stands_behind_the_first() -> None:
    example = {**EXAMPLE, "gamma": 0.5, "step_size": 1}
    failure = _failure(
        checks.check, "a", lambda b, *_: [b, *[b / 2] * 11], "step_decay", example=example
    )
    assert len(failure.causes) == 2
    told = (
        "a: in the example, epoch 2 is the first that differs: yours is 0.05; 0.025 was expected."
    )
    assert str(failure) == told + _likely("step_decay", *failure.causes)
    assert " Or: " in str(failure)


def test_a_hidden_check_names_the_cause_as_well() -> None:
    failure = _failure(_hidden, _early)
    assert failure.causes == ("early",)
    assert str(failure).startswith("step-decay: in a hidden case, ")
    assert str(failure).endswith("." + _likely("step_decay", "early"))


def test_no_cause_is_named_where_none_fits() -> None:
    failure = _failure(_visible, lambda *_: [0.3, -2.0, *range(10)])
    assert failure.causes == ()
    assert "Likely cause" not in str(failure)
    told = "epoch 0 is the first that differs: yours is 0.3; 0.1 was expected."
    assert str(failure) == SHOWN + told


def test_a_function_of_other_arguments_is_told_in_pythons_words() -> None:
    assert "it raised TypeError: " in _message(_visible, list)


@pytest.mark.parametrize("subject", [None, 0.1, ...])
def test_a_name_that_holds_no_function_is_told(subject: object) -> None:
    message = _message(_visible, subject)
    assert f"it is of type `{type(subject).__name__}`, not a function; was its name" in message
    assert message.endswith("Run the cell that defines it again.")


@pytest.mark.parametrize("subject", [_hard_coded, _rounded, _crash_at_zero])
@pytest.mark.parametrize("key", ["", "a", "b", "c"])
def test_what_fits_the_example_alone_fails_in_hidden_cases(
    subject: Function, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LRCOURSE_KEY", key)
    _visible(subject)
    assert _message(_hidden, subject, 200)


def test_every_exercise_and_every_key_has_its_own_hidden_cases(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def drawn(exercise: str) -> list[tuple[Any, ...]]:
        asked: list[tuple[Any, ...]] = []

        def spy(*arguments: Any) -> list[float]:  # noqa: ANN401
            asked.append(arguments)
            return _right(*arguments)

        checks.check(exercise, spy, "step_decay", hidden_cases=5)
        return asked

    first = drawn("one")
    assert drawn("one") == first
    assert drawn("two") != first
    monkeypatch.setenv("LRCOURSE_KEY", "a secret")
    assert drawn("one") != first


_NUMBER = re.compile(r"\d[\d.]*(?:e[-+]?\d+)?|nan|inf")


@given(
    st.sampled_from([_early, _late, _zero, _compound, _rounded, _hard_coded, _plus_one]),
    st.floats(0.5, 2),
    st.integers(-2, 2),
    st.text("abc", min_size=1, max_size=3),
)
def test_a_hidden_message_holds_no_number_but_the_students_own(
    wrong: Function, factor: float, longer: int, exercise: str
) -> None:
    returned: dict[tuple[Any, ...], list[float]] = {}

    def subject(b: float, g: float, s: int, n: int) -> list[float]:
        rates = [factor * rate for rate in wrong(b, g, s, max(0, n + longer))]
        returned[b, g, s, n] = rates
        return rates

    with pytest.raises(CheckFailed) as failed:
        checks.check(exercise, subject, "step_decay", hidden_cases=30)
    message = _difference(str(failed.value))
    case, observed = next(
        (case, rates)
        for case, rates in returned.items()
        if rates != pytest.approx(schedules.step_decay(*case), rel=1e-9, abs=1e-15)
    )
    expected = schedules.step_decay(*case)
    if len(observed) != len(expected):
        own = {str(len(observed))}
    else:
        first = next(
            index
            for index, pair in enumerate(zip(expected, observed, strict=True))
            if not math.isclose(*pair, rel_tol=1e-9, abs_tol=1e-15)
        )
        own = {str(first), repr(observed[first])}
    assert set(_NUMBER.findall(message.removesuffix("."))) == own


def _hidden_messages() -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield exercise, message and cases of wrong answers to the other kinds of checks."""

    def value_of(formula: str, subject: Function) -> tuple[str, str, list[dict[str, Any]]]:
        seen: list[dict[str, Any]] = []

        def spy(*arguments: Any) -> Any:  # noqa: ANN401
            names = list(KINDS[formula].ordered(KINDS[formula].draw(random.Random(0))))
            seen.append(dict(zip(names, arguments, strict=True)))
            return subject(*arguments)

        message = _message(checks.check, "other", spy, formula, hidden_cases=20)
        return formula, message, seen

    yield value_of("positions", lambda *_: [0.123])
    yield value_of("positions", lambda x0, _h, rates: [0.123 for _ in [x0, *rates]])
    yield value_of("rate_for_floor", lambda *_: 0.123)
    yield value_of("largest_stable_rate", lambda *_: 0.123)
    seen: list[dict[str, Any]] = []

    def change(_optimizer: Optimizer, lr: float) -> None:
        seen.append({"lr": lr})

    yield "rates", _message(checks.check, "other", change, "changed_rate", hidden_cases=20), seen

    def loop(optimizer: Optimizer, _loss: object, *rest: float) -> None:
        seen.append(dict(enumerate(rest)))  # type: ignore[arg-type]
        for group in optimizer.param_groups:
            group["lr"] = 0.123
        for _ in range(int(rest[0] * rest[1])):
            optimizer.step()

    yield "loop", _message(checks.check, "other", loop, "trained", hidden_cases=20), seen


def _floats(value: Any) -> Iterator[float]:  # noqa: ANN401
    if isinstance(value, float):
        yield value
    elif isinstance(value, (list, dict)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _floats(entry)


def test_hidden_messages_of_the_other_checks_tell_no_case_and_no_expectation() -> None:
    for formula, message, cases in _hidden_messages():
        assert message.startswith("other: in a hidden case, "), message
        assert "expected" not in message
        forbidden = {repr(number) for case in cases for number in _floats(case)}
        if formula in KINDS:
            for case in cases:
                forbidden |= {repr(x) for x in _floats(KINDS[formula].expected(case))}
        assert not forbidden & set(_NUMBER.findall(_difference(message))), message


@pytest.mark.parametrize("say", [str, lambda case: {"seen": str(case)}])
def test_what_quotes_a_hidden_case_is_told_without_its_numbers(say: Function) -> None:
    def quoting(*case: Any) -> Any:  # noqa: ANN401
        return say(case)

    def raising(*case: Any) -> Any:  # noqa: ANN401
        raise ValueError(say(case))

    for subject in (quoting, raising):
        message = _message(_hidden, subject)
        assert "…" in message
        assert not re.search(r"\d\.\d{6,}", message), message


def test_an_argument_that_is_mutated_does_not_change_the_verdict() -> None:
    def clearing(x0: float, h: float, rates: list[float]) -> list[float]:
        path = [x0]
        while rates:
            path.append(path[-1] * (1 - rates.pop(0) * h))
        return path

    checks.check("path", clearing, "positions", hidden_cases=60)


@pytest.mark.parametrize("number", [0.5, np.float64(0.5), torch.tensor(0.5), np.array(0.5)])
def test_a_number_of_any_library_is_a_number(
    number: object, capsys: pytest.CaptureFixture[str]
) -> None:
    example: dict[str, Plain] = {"floor": 0.5, "h": 2.0, "noise": math.sqrt(2)}
    checks.check("rate", lambda *_: number, "rate_for_floor", example=example)
    assert capsys.readouterr().out == "rate: the value matches.\n"


def test_a_wrong_number_is_shown_with_the_right_one() -> None:
    message = _message(
        checks.check, "rate", lambda *_: 0.25, "rate_for_floor",
        example={"floor": 0.5, "h": 2.0, "noise": 1.0},
    )  # fmt: skip
    assert _difference(message) == (
        "rate: in the example, it returned 0.25; 0.6666666666666666 was expected."
    )


def test_the_likely_cause_of_a_wrong_number_is_told() -> None:
    failure = _failure(
        checks.check, "rate", lambda floor, h, noise: 2 * floor * h / noise**2,
        "rate_for_floor", example={"floor": 0.5, "h": 4.0, "noise": 2.0},
    )  # fmt: skip
    assert failure.causes[:1] == ("term-left-out",)
    told = "rate: in the example, it returned 1.0; 0.3333333333333333 was expected."
    assert str(failure) == told + _likely("rate_for_floor", *failure.causes)


def test_entries_of_other_lists_are_counted_by_their_unit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    example: dict[str, Plain] = {"x0": 1.0, "h": 2.0, "rates": [0.25, 0.25]}
    checks.check("path", lambda *_: [1, 0.5, 0.25], "positions", example=example)
    assert capsys.readouterr().out == "path: 3 of 3 entries match.\n"
    message = _message(
        checks.check, "path", lambda *_: [1, 0.5, 0.5], "positions", example=example
    )
    assert _difference(message) == (
        "path: in the example, entry 2 is the first that differs: yours is 0.5; 0.25 was expected."
    )


_CHANGE: dict[str, Plain] = {
    "base_lrs": [0.1, 0.05],
    "starts": [1.0, 2.0],
    "momenta": [0.9, 0.5],
    "updates_before": 3,
    "lr": 0.02,
    "updates_after": 2,
}


def _set_all(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = lr


def _set_first(optimizer: Optimizer, lr: float) -> None:
    optimizer.param_groups[0]["lr"] = lr


def _forget(optimizer: Optimizer, lr: float) -> None:
    _set_all(optimizer, lr)
    optimizer.state.clear()


def _rebuild(optimizer: Optimizer, lr: float) -> None:
    params = [param for group in optimizer.param_groups for param in group["params"]]
    optimizer = SGD(params, lr=lr, momentum=0.9)


def _set_default(optimizer: Optimizer, lr: float) -> None:
    optimizer.defaults["lr"] = lr


def _scale(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] *= lr


def _add_group(optimizer: Optimizer, lr: float) -> None:
    _set_all(optimizer, lr)
    optimizer.add_param_group({"params": [torch.zeros(1)], "lr": lr})


def _update_too(optimizer: Optimizer, lr: float) -> None:
    _set_all(optimizer, lr)
    optimizer.step()


def test_a_right_rate_change_passes(capsys: pytest.CaptureFixture[str]) -> None:
    checks.check("rate-change", _set_all, "changed_rate", example=_CHANGE)
    checks.check("rate-change", _set_all, "changed_rate", hidden_cases=40)
    assert capsys.readouterr().out == (
        "rate-change: 2 of 2 param groups have the new rate, and momentum is kept.\n"
        "rate-change: 40 of 40 hidden cases match.\n"
    )


_OTHER_WEIGHTS = "the rates are right, but the next updates move the weights differently."


@pytest.mark.parametrize(
    ("subject", "told", "cause"),
    [
        (
            _set_first,
            "after the call, the rate of param group 1 is 0.05; 0.02 was expected.",
            "only-one-group",
        ),
        (
            _rebuild,
            "after the call, the rate of param group 0 is 0.1; 0.02 was expected.",
            "nothing-changed",
        ),
        (
            _set_default,
            "after the call, the rate of param group 0 is 0.1; 0.02 was expected.",
            "nothing-changed",
        ),
        (
            _scale,
            "after the call, the rate of param group 0 is 0.002; 0.02 was expected.",
            "multiplied",
        ),
        (
            _add_group,
            "after the call, the optimizer has 3 param groups; it was to keep those that it had.",
            "groups-merged",
        ),
        (_forget, _OTHER_WEIGHTS, "momentum-lost"),
        (_update_too, _OTHER_WEIGHTS, "state-changed"),
    ],
)
def test_each_wrong_rate_change_has_its_sentence(subject: Function, told: str, cause: str) -> None:
    failure = _failure(checks.check, "rate-change", subject, "changed_rate", example=_CHANGE)
    assert failure.causes[:1] == (cause,)
    likely = _likely("changed_rate", *failure.causes)
    assert str(failure) == f"rate-change: in the example, {told}{likely}"
    hidden = _failure(checks.check, "rate-change", subject, "changed_rate", hidden_cases=40)
    assert hidden.causes[:1] == (cause,)
    assert str(hidden).endswith("." + _likely("changed_rate", *hidden.causes))


_LOOP: dict[str, Plain] = {
    "base_lrs": [0.1, 0.01],
    "starts": [1.0, 2.0],
    "targets": [0.5, -0.5],
    "epochs": 6,
    "step_size": 2,
    "gamma": 0.5,
}


def _train(  # noqa: PLR0913, PLR0917
    optimizer: Optimizer,
    batch_loss: Callable[[int], Any],
    epochs: int,
    batches: int,
    step_size: int,
    gamma: float,
    *,
    drops: Callable[[int, int], bool] = lambda epoch, step: epoch > 0 and epoch % step == 0,
    groups: slice = slice(None),
    zero: bool = True,
    step: bool = True,
    order: int = 1,
) -> None:
    for epoch in range(epochs):
        if drops(epoch, step_size):
            for group in optimizer.param_groups[groups]:
                group["lr"] *= gamma
        for batch in range(batches)[::order]:
            if zero:
                optimizer.zero_grad()
            batch_loss(batch).backward()
            if step:
                optimizer.step()


def _faulty(**faults: Any) -> Function:  # noqa: ANN401
    return lambda *arguments: _train(*arguments, **faults)


def test_a_right_loop_passes(capsys: pytest.CaptureFixture[str]) -> None:
    checks.check("loop", _train, "trained", example=_LOOP)
    checks.check("loop", _train, "trained", hidden_cases=40)
    assert capsys.readouterr().out == (
        "loop: 12 of 12 updates use the right rate, and the weights agree.\n"
        "loop: 40 of 40 hidden cases match.\n"
    )


_NO_UPDATE = (
    "the optimizer that was passed in made no update: `optimizer.step()` was never called on it."
)
_WEIGHTS_ELSEWHERE = "every update used the right rate, but the weights end elsewhere."


@pytest.mark.parametrize(
    ("subject", "told", "cause"),
    [
        (
            _faulty(drops=lambda epoch, step: epoch >= step),
            (
                "update 6 (counted from 0) used the rate 0.025 in param group 0; "
                "0.05 was expected there."
            ),
            "compounds",
        ),
        (
            _faulty(drops=lambda epoch, step: epoch % step == 0),
            (
                "update 0 (counted from 0) used the rate 0.05 in param group 0; "
                "0.1 was expected there."
            ),
            "drops-at-zero",
        ),
        (
            _faulty(groups=slice(1)),
            (
                "update 4 (counted from 0) used the rate 0.01 in param group 1; "
                "0.005 was expected there."
            ),
            "only-one-group",
        ),
        (_faulty(zero=False), _WEIGHTS_ELSEWHERE, "gradients-add-up"),
        (_faulty(order=-1), _WEIGHTS_ELSEWHERE, "other-gradients"),
        (_faulty(step=False), _NO_UPDATE, "no-update"),
        (lambda *_: None, _NO_UPDATE, "no-update"),
        (
            lambda o, loss, epochs, *rest: _train(o, loss, epochs - 1, *rest),
            "the loop made 10 updates; 12 were expected, one for each batch of each epoch.",
            "epochs-miscounted",
        ),
        (
            lambda _, loss, *__: loss(99),
            "it raised IndexError: list index out of range.",
            "index-past-the-end",
        ),
    ],
)
def test_each_wrong_loop_has_its_sentence(subject: Function, told: str, cause: str) -> None:
    failure = _failure(checks.check, "loop", subject, "trained", example=_LOOP)
    assert failure.causes[:1] == (cause,)
    assert _difference(str(failure)) == f"loop: in the example, {told}"
    assert str(failure) == _difference(str(failure)) + _likely("trained", *failure.causes)
    assert "?." not in str(failure)
    assert _failure(checks.check, "loop", subject, "trained", hidden_cases=40).causes[:1] == (
        cause,
    )


_BECAUSE = {"A": "A is wrong.", "B": "B holds."}


def test_a_choice_is_noted_then_judged(capsys: pytest.CaptureFixture[str]) -> None:
    checks.check_choice("choice", "A", "ABC")
    checks.check_choice("choice", "B", "ABC", correct="B", because=_BECAUSE)
    checks.check_choice("choice", "C", "ABC", correct="C", because=_BECAUSE)
    assert capsys.readouterr().out == (
        "choice: A is noted.\nchoice: B is right. B holds.\nchoice: C is right.\n"
    )


def test_a_wrong_choice_gets_its_own_explanation() -> None:
    options = {"correct": "B", "because": _BECAUSE}
    check = checks.check_choice
    assert _message(check, "choice", "A", "ABC", **options) == "choice: not A. A is wrong."
    assert _message(check, "choice", "C", "ABC", **options) == "choice: not C."


@pytest.mark.parametrize("correct", [None, "B"])
@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "no option is chosen yet"),
        ("D", "'D' is not one of the options"),
        ("b", "'b' is not one of the options"),
        (["B"], "['B'] is not one of the options"),
        (..., "the answer is no letter: it is of type `ellipsis`"),
    ],
)
def test_what_is_no_choice_is_told(answer: object, told: str, correct: str | None) -> None:
    message = _message(checks.check_choice, "choice", answer, "ABC", correct=correct)
    assert message == f'choice: {told}: set the variable to one of "A", "B", "C".'


_PREDICTED: dict[str, Any] = {"kind": "step_decay", "arguments": {**EXAMPLE, "n": 6}}


def test_a_prediction_is_noted_then_judged(capsys: pytest.CaptureFixture[str]) -> None:
    right = [0.1, 0.1, 0.1, 0.1, 0.05, 0.05]
    checks.check_prediction("predict", right, 6)
    checks.check_prediction("predict", right, 6, **_PREDICTED)
    checks.summary("predict")
    assert capsys.readouterr().out == (
        "predict: 6 numbers are noted.\n"
        "predict: 6 of 6 numbers are right.\n"
        "predict  answered, graded later\n"
        "1 of 1 exercises are ready. Grading adds hidden cases.\n"
    )


def test_a_wrong_prediction_is_noted_and_fails_later_without_the_right_one() -> None:
    early = [0.1, 0.1, 0.1, 0.05, 0.05, 0.05]
    checks.check_prediction("predict", early, 6)
    failure = _failure(checks.check_prediction, "predict", early, 6, **_PREDICTED)
    assert failure.causes[0] == "early"
    told = "predict: in your list, epoch 3 is the first that differs: yours is 0.05."
    assert _difference(str(failure)) == told


def test_what_is_no_prediction_is_told() -> None:
    for options in ({}, _PREDICTED):
        told = _message(checks.check_prediction, "predict", None, 6, **options)
        wanted = "predict: nothing is predicted yet; set the variable to a list of 6 numbers."
        assert told == wanted


@pytest.mark.parametrize(
    "misfit",
    [
        lambda: checks.check("a", _right, "no_such_kind", hidden_cases=1),
        lambda: checks.check("a", _right, "step_decay", example={"lr": 1}),
        lambda: checks.check_prediction("a", [1.0], 1, kind="step_decay", arguments={"lr": 1}),
        lambda: checks.check_prediction("a", [1.0], 1, kind="no_such_kind", arguments={}),
    ],
)
def test_a_notebook_of_another_release_is_told(misfit: Callable[[], None]) -> None:
    with pytest.raises(Complaint, match="does not fit the installed lrcourse"):
        misfit()


def test_a_check_that_its_author_left_empty_is_an_error() -> None:
    for options in ({}, {"hidden_cases": 0}, {"example": EXAMPLE, "hidden_cases": 5}):
        with pytest.raises(ValueError, match="either an example or a number of hidden cases"):
            checks.check("a", _right, "step_decay", **options)
    with pytest.raises(ValueError, match="'D' is not one of 'ABC'"):
        checks.check_choice("a", "A", "ABC", correct="D")


def test_the_summary_tells_visible_checks_alone(capsys: pytest.CaptureFixture[str]) -> None:
    _visible(_right)
    _message(_hidden, _hard_coded, 200)
    checks.check_choice("choice", "A", "AB")
    _message(checks.check_choice, "choice", "A", "AB", correct="B")
    _message(checks.check_choice, "choice", None, "AB", correct="B")
    _message(checks.check, "loop", lambda *_: 0.1, "trained", example=_LOOP)
    capsys.readouterr()
    checks.summary("step-decay", "choice", "loop", "other")
    assert capsys.readouterr().out == (
        "step-decay  passed\n"
        "choice      answered, graded later\n"
        "loop        not right yet\n"
        "other       not checked yet: run its cells\n"
        "2 of 4 exercises are ready. Grading adds hidden cases.\n"
    )


def test_the_summary_tells_what_is_not_answered_yet(capsys: pytest.CaptureFixture[str]) -> None:
    def stub(*_: object) -> None:
        """Return nothing, as in the assignment."""

    def no_return(*_: object) -> None:
        [0.1].append(0.1)

    _message(checks.check, "stub", stub, "step_decay", example=EXAMPLE)
    _message(checks.check, "no-return", no_return, "step_decay", example=EXAMPLE)
    _message(checks.check_choice, "choice", None, "AB")
    _message(checks.check_choice, "letter", "C", "AB")
    _message(checks.check_prediction, "predict", None, 6)
    _message(checks.check_prediction, "short", [0.1], 6)
    capsys.readouterr()
    checks.summary("stub", "no-return", "choice", "letter", "predict", "short")
    assert capsys.readouterr().out == (
        "stub       no answer yet\n"
        "no-return  not right yet\n"
        "choice     no answer yet\n"
        "letter     not right yet\n"
        "predict    no answer yet\n"
        "short      not right yet\n"
        "0 of 6 exercises are ready. Grading adds hidden cases.\n"
    )


def test_the_summary_tells_the_last_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    _message(_visible, _early)
    _visible(_right)
    checks.summary("step-decay")
    assert "1 of 1 exercises are ready" in capsys.readouterr().out
    _message(_visible, _early)
    checks.summary("step-decay")
    assert "0 of 1 exercises are ready" in capsys.readouterr().out


def _figures(shell: InteractiveShell, check: str, **names: object) -> tuple[Any, list[str]]:
    shell.push(names)
    with warnings.catch_warnings(record=True) as caught, capture_output() as shown:
        warnings.simplefilter("always")
        shell.run_cell(f"from lrcourse import *\n{check}")
    assert not caught
    assert shown.stderr == ""
    texts = [output.data["text/plain"] for output in shown.outputs if "text/html" in output.data]
    return shown, texts


@pytest.mark.parametrize(("subject", "told"), _WRONG_ON_THE_EXAMPLE)
def test_in_ipython_a_failing_check_shows_its_message_and_nothing_red(
    shell: InteractiveShell, subject: Function, told: str
) -> None:
    shown, _ = _figures(
        shell,
        "check('step-decay', subject, 'step_decay', example=example)",
        subject=subject,
        example=EXAMPLE,
    )
    # Lines are wrapped, but not within a word, and nothing is lost.
    assert shown.stdout.endswith("\n")
    message = shown.stdout.removesuffix("\n").replace("\n", " ")
    assert message == _message(_visible, subject)
    assert _difference(message) == SHOWN + told
    assert sum(len(str(output.data)) for output in shown.outputs) < 300_000


@pytest.mark.parametrize(("subject", "first"), [(_early, 3), (_late, 4), (_zero, 0)])
def test_the_figure_marks_the_first_difference(
    shell: InteractiveShell, subject: Function, first: int
) -> None:
    _, [text] = _figures(
        shell,
        "check('step-decay', subject, 'step_decay', example=example)",
        subject=subject,
        example=EXAMPLE,
    )
    assert f"The first difference, at epoch {first}, is marked." in text
    assert "expected: 0.1 from epoch 0 to 3" in text


def test_a_list_too_long_is_marked_where_it_differs_first(shell: InteractiveShell) -> None:
    _, [text] = _figures(
        shell,
        "check('step-decay', subject, 'step_decay', example=example)",
        subject=lambda b, g, s, n: schedules.step_decay(b, g, s, n + 2)[1:],
        example=EXAMPLE,
    )
    assert "The first difference, at epoch 3, is marked." in text


def test_the_figure_of_a_loop_shows_the_group_that_differs(shell: InteractiveShell) -> None:
    _, [text] = _figures(
        shell,
        "check('loop', subject, 'trained', example=example)",
        subject=_faulty(groups=slice(1)),
        example=_LOOP,
    )
    assert text.startswith("loop: param group 1. expected: 0.01 from update 0 to 3, 0.005")
    assert "yours: 0.01 from update 0 to 11" in text
    assert "The first difference, at update 4, is marked." in text


def _log_of_next_epochs(
    optimizer: Optimizer,
    scheduler: LRScheduler,
    train_epoch: Function,
    epochs: int,
) -> list[float]:
    log = []
    for _ in range(epochs):
        train_epoch()
        scheduler.step()
        log.append(optimizer.param_groups[0]["lr"])
    return log


def test_the_figure_of_a_log_shows_the_log(shell: InteractiveShell) -> None:
    _, [text] = _figures(
        shell,
        "check('log', subject, 'logged', example=example)",
        subject=_log_of_next_epochs,
        example={"base_lr": 0.1, "gamma": 0.5, "step_size": 2, "epochs": 4, "batches": 3},
    )
    assert text.startswith("log. expected: 0.1 from epoch 0 to 1, 0.05 from epoch 2 to 3; ")
    assert "yours: 0.1 at epoch 0, 0.05 from epoch 1 to 2, 0.025 at epoch 3" in text
    assert "The first difference, at epoch 1, is marked." in text


def test_the_figure_of_other_lists_calls_them_no_rates(shell: InteractiveShell) -> None:
    shown, [text] = _figures(
        shell,
        "check('path', subject, 'positions', example=example)",
        subject=lambda *_: [1.0, 0.5, 0.5],
        example={"x0": 1.0, "h": 2.0, "rates": [0.25, 0.25]},
    )
    assert "learning rate" not in str([output.metadata for output in shown.outputs])
    assert "at entry 2" in text


def test_a_hidden_check_draws_nothing(shell: InteractiveShell) -> None:
    shown, _ = _figures(
        shell, "check('a', subject, 'step_decay', hidden_cases=20)", subject=_early
    )
    assert not shown.outputs


def test_in_a_kernel_the_traceback_is_just_the_message() -> None:
    source = """
import lrcourse
def step_decay(base_lr, gamma, step_size, n):
    print("debugging")
    return [base_lr] * n
lrcourse.check("step-decay", step_decay, "step_decay",
                     example={"base_lr": 0.1, "gamma": 0.5, "step_size": 4, "n": 12})
"""
    cell = nbformat.v4.new_code_cell(source)
    notebook = nbformat.v4.new_notebook(cells=[cell])
    NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True).execute()
    outputs = notebook.cells[0].outputs
    [error] = [output for output in outputs if output.output_type == "error"]
    told = "epoch 4 is the first that differs: yours is 0.1; 0.05 was expected."
    message = SHOWN + told + _likely("step_decay", "never-changes")
    assert error.ename == "CheckFailed"
    assert " ".join(error.traceback) == message
    assert not [output for output in outputs if output.output_type == "stream"]
