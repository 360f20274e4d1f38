"""Tests of the causes: each mistake, really made, is named by the check that meets it."""

import random
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.optim import Optimizer

from lrcourse import checks, quadratic, schedules
from lrcourse.diagnosis import Evidence, diagnose
from lrcourse.kinds import KINDS
from tests.kinds.right import RIGHT

Function = Callable[..., Any]


def _check(kind: str, subject: Any, exercise: str, cases: int) -> None:  # noqa: ANN401
    """Run the hidden check of a kind of exercise."""
    checks.check(exercise, subject, kind, hidden_cases=cases)


def _by_epoch(factor: Callable[[float, int, int], float]) -> Function:
    """Return a step decay that gives `base_lr * factor(gamma, epoch, step_size)`."""
    return lambda b, g, s, n: [b * factor(g, epoch, s) for epoch in range(n)]


def _running(drops: Callable[[int, int], bool]) -> Function:
    """Return a step decay that multiplies a running rate where `drops(epoch, step_size)`."""

    def step_decay(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
        lr, rates = base_lr, []
        for epoch in range(n):
            if drops(epoch, step_size):
                lr *= gamma
            rates.append(lr)
        return rates

    return step_decay


def _set_all(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = lr


def _set_first(optimizer: Optimizer, lr: float) -> None:
    optimizer.param_groups[0]["lr"] = lr


def _set_default(optimizer: Optimizer, lr: float) -> None:
    optimizer.defaults["lr"] = lr


def _scale(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] *= lr


def _forget(optimizer: Optimizer, lr: float) -> None:
    _set_all(optimizer, lr)
    optimizer.state.clear()


def _switch_off(optimizer: Optimizer, lr: float) -> None:
    _set_all(optimizer, lr)
    for group in optimizer.param_groups:
        group["momentum"] = 0.0


def _loop(  # noqa: PLR0913
    *,
    drops: Callable[[int, int], bool] = lambda epoch, step: epoch > 0 and epoch % step == 0,
    groups: slice = slice(None),
    times: Callable[[dict[str, Any]], int] = lambda _group: 1,
    zero: bool = True,
    step: bool = True,
    in_batch: bool = False,
    batch_of: Callable[[int], int] = lambda batch: batch,
) -> Function:
    """Return a training loop with the faults that are asked for."""

    def drop(optimizer: Optimizer, gamma: float) -> None:
        for group in optimizer.param_groups[groups]:
            group["lr"] *= gamma ** times(group)

    def train(  # noqa: PLR0913, PLR0917
        optimizer: Optimizer,
        batch_loss: Callable[[int], torch.Tensor],
        epochs: int,
        batches: int,
        step_size: int,
        gamma: float,
    ) -> None:
        for epoch in range(epochs):
            for batch in range(batches):
                if drops(epoch, step_size) and (in_batch or batch == 0):
                    drop(optimizer, gamma)
                if zero:
                    optimizer.zero_grad()
                batch_loss(batch_of(batch)).backward()
                if step:
                    optimizer.step()

    return train


def _path(factor: Callable[[float, float], float]) -> Function:
    """Return positions that each update multiplies by `factor(lr, h)`."""

    def positions(x0: float, h: float, rates: list[float]) -> list[float]:
        path = [x0]
        for lr in rates:
            path.append(path[-1] * factor(lr, h))
        return path

    return positions


def _limit(inputs: list[list[float]], *, bias: bool = True, mean: bool = True) -> torch.Tensor:
    """Return the eigenvalues of a Hessian, possibly without the bias or the mean."""
    a = torch.tensor(inputs, dtype=torch.float64)
    if bias:
        a = torch.cat([a, torch.ones(len(a), 1, dtype=torch.float64)], dim=1)
    values: torch.Tensor = torch.linalg.eigvalsh(2 / (len(a) if mean else 1) * a.T @ a)
    return values


_MISTAKES: list[tuple[str, str, Function]] = [
    ("step_decay", "compounds", _running(lambda epoch, step: epoch >= step)),
    ("step_decay", "drops-at-zero", _running(lambda epoch, step: epoch % step == 0)),
    ("step_decay", "once", _running(lambda epoch, step: epoch == step)),
    ("step_decay", "every-epoch", _running(lambda epoch, _step: epoch > 0)),
    ("step_decay", "never-changes", _running(lambda _epoch, _step: False)),
    ("step_decay", "early", _by_epoch(lambda g, e, s: g ** ((e + 1) // s))),
    ("step_decay", "late", _by_epoch(lambda g, e, s: g ** (max(0, e - 1) // s))),
    ("step_decay", "not-rounded-down", _by_epoch(lambda g, e, s: g ** (e / s))),
    ("step_decay", "percent-off", _by_epoch(lambda g, e, s: (1 - g) ** (e // s))),
    ("step_decay", "subtracts", _by_epoch(lambda g, e, s: 1 - g * (e // s))),
    ("step_decay", "one-too-many", lambda b, g, s, n: schedules.step_decay(b, g, s, n + 1)),
    ("step_decay", "starts-at-one", lambda *a: schedules.step_decay(*a)[1:]),
    ("step_decay", "rounded", lambda *a: [round(x, 4) for x in schedules.step_decay(*a)]),
    ("step_decay", "hard-coded-base", lambda _b, *a: schedules.step_decay(0.1, *a)),
    ("step_decay", "hard-coded-gamma", lambda b, _g, *a: schedules.step_decay(b, 0.5, *a)),
    ("step_decay", "single-precision", lambda *a: torch.tensor(schedules.step_decay(*a))),
    ("step_decay", "caret", lambda b, g, s, n: [b * g ^ (e // s) for e in range(n + 1)]),
    ("changed_rate", "only-one-group", _set_first),
    ("changed_rate", "nothing-changed", _set_default),
    ("changed_rate", "multiplied", _scale),
    ("changed_rate", "momentum-lost", _forget),
    ("changed_rate", "momentum-off", _switch_off),
    ("trained", "compounds", _loop(drops=lambda epoch, step: epoch >= step)),
    ("trained", "drops-at-zero", _loop(drops=lambda epoch, step: epoch % step == 0)),
    ("trained", "only-one-group", _loop(groups=slice(1))),
    ("trained", "once-per-weight", _loop(times=lambda group: len(group["params"]))),
    ("trained", "gradients-add-up", _loop(zero=False)),
    ("trained", "no-update", _loop(step=False)),
    ("trained", "per-batch", _loop(in_batch=True)),
    ("trained", "one-batch-only", _loop(batch_of=lambda _batch: 0)),
    ("positions", "start-missing", lambda *a: quadratic.positions(*a)[1:]),
    ("positions", "climbs", _path(lambda lr, h: 1 + lr * h)),
    ("positions", "gradient-doubled", _path(lambda lr, h: 1 - 2 * lr * h)),
    ("positions", "curvature-missing", _path(lambda lr, _h: 1 - lr)),
    (
        "positions",
        "start-not-moved",
        lambda x0, h, rates: [x0, *(x0 * (1 - lr * h) for lr in rates)],
    ),
    ("largest_stable_rate", "bias-missing", lambda a: 2 / _limit(a, bias=False)[-1]),
    ("largest_stable_rate", "smallest-eigenvalue", lambda a: 2 / _limit(a)[0]),
    ("largest_stable_rate", "rows-not-counted", lambda a: 2 / _limit(a, mean=False)[-1]),
    ("largest_stable_rate", "half-as-large", lambda a: 1 / _limit(a)[-1]),
    ("largest_stable_rate", "trace", lambda a: 2 / _limit(a).sum()),
    ("rate_for_floor", "term-left-out", lambda f, h, s: 2 * f * h / s**2),
    ("rate_for_floor", "noise-not-squared", lambda f, h, s: 2 * f * h / (s + f * h**2)),
    ("rate_for_floor", "sign", lambda f, h, s: 2 * f * h / (s**2 - f * h**2)),
    ("rate_for_floor", "half-as-large", lambda f, h, s: f * h / (s**2 + f * h**2)),
    ("rate_for_floor", "upside-down", lambda f, h, s: (s**2 + f * h**2) / (2 * f * h)),
]

# Few examples of many cases each: as many as an exercise of the course draws.
_KEYS = st.text("abcdefgh", min_size=1, max_size=4)
_few = settings(max_examples=8)


@pytest.mark.parametrize(
    ("kind", "name", "subject"), _MISTAKES, ids=[f"{f}-{name}" for f, name, _ in _MISTAKES]
)
@_few
@given(_KEYS)
def test_a_mistake_is_named_first(kind: str, name: str, subject: Function, exercise: str) -> None:
    with pytest.raises(checks.CheckFailed) as failed:
        _check(kind, subject, exercise, 60)
    assert failed.value.causes[0] == name
    [sentence] = [cause.sentence for cause in KINDS[kind].causes if cause.name == name]
    assert f" Likely cause: {sentence}" in str(failed.value)


_NUMBERS = [
    name
    for name, kind in KINDS.items()
    if kind.probe == "call" and kind.judge is None and kind.causes
]
"""Kinds whose answers are numbers that can be disturbed."""


def _times(value: Any, factor: Callable[[], float]) -> Any:  # noqa: ANN401
    return [x * factor() for x in value] if isinstance(value, list) else value * factor()


@contextmanager
def _no_diagnosis() -> Iterator[None]:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("a right answer was diagnosed")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "diagnose", refuse)
        yield


@pytest.mark.parametrize("kind", KINDS)
@_few
@given(exercise=_KEYS, seed=st.integers(0, 1000))
def test_a_right_answer_with_float_noise_is_not_diagnosed(
    kind: str, exercise: str, seed: int
) -> None:
    rng = random.Random(seed)

    def noise() -> float:
        return 1 + rng.uniform(-1e-13, 1e-13)

    def disturbed(right: Function) -> Function:
        def subject(*arguments: Any) -> Any:  # noqa: ANN401
            if isinstance(arguments[0], Optimizer) and kind != "changed_rate":
                for group in arguments[0].param_groups:
                    group["lr"] *= noise()
            returned = right(*arguments)
            return _times(returned, noise) if kind in _NUMBERS else returned

        return subject

    right = RIGHT[kind]
    subject = tuple(map(disturbed, right)) if isinstance(right, tuple) else disturbed(right)
    with _no_diagnosis():
        _check(kind, subject, exercise, 40)


@pytest.mark.parametrize("kind", _NUMBERS)
@_few
@given(exercise=_KEYS, seed=st.integers(0, 1000))
def test_a_wrong_answer_without_a_system_has_no_cause(kind: str, exercise: str, seed: int) -> None:
    rng = random.Random(seed)

    def subject(*arguments: Any) -> Any:  # noqa: ANN401
        return _times(RIGHT[kind](*arguments), lambda: rng.uniform(1.2, 1.9))

    with pytest.raises(checks.CheckFailed) as failed:
        _check(kind, subject, exercise, 40)
    assert failed.value.causes == ()
    assert "Likely cause" not in str(failed.value)


_numbers = st.booleans() | st.integers(-(10**20), 10**20) | st.floats()
_plain = st.recursive(
    st.none() | _numbers | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)
_torn = st.fixed_dictionaries({}, optional={"rates": _plain, "weights": _plain})
_shaped = st.lists(_numbers, max_size=4) | st.fixed_dictionaries(
    {
        "rates": st.lists(_numbers, max_size=3)
        | st.lists(st.lists(_numbers, max_size=2), max_size=3),
        "weights": st.lists(_numbers, max_size=4),
    }
)


@pytest.mark.parametrize("kind", KINDS)
@given(
    seed=st.integers(0, 1000),
    observed=st.lists(_plain | _torn | _shaped, min_size=1, max_size=4),
)
def test_no_cause_crashes_on_any_plain_data(kind: str, seed: int, observed: list[Any]) -> None:
    rng = random.Random(seed)
    evidence = []
    for value in observed:
        asked = KINDS[kind]
        case = asked.draw(rng)
        evidence.append(Evidence(asked.compute, case, asked.expected(case), value))
    assert len(diagnose(evidence, KINDS[kind].causes)) <= 2


@pytest.mark.parametrize("kind", KINDS)
def test_causes_have_names_of_their_own_and_whole_sentences(kind: str) -> None:
    names = [cause.name for cause in KINDS[kind].causes]
    assert len(set(names)) == len(names)
    for cause in KINDS[kind].causes:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", cause.name)
        assert re.fullmatch(r"[A-Z`].*[.?]", cause.sentence), cause.sentence
        # What a message says before its causes ends where these begin.
        assert " Or: " not in cause.sentence
        assert "Likely cause" not in cause.sentence
