"""Tests of the seam: whatever carries plain data across it, the verdicts are the same."""

import json
import math
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import Optimizer

from lrcourse import checks, probes, schedules, seam
from lrcourse.seam import Answer, Case


def _through_json(
    probe: str,
    subject: Any,  # noqa: ANN401
    cases: Sequence[Case],
    secret: bool,
) -> list[Answer]:
    """Run a probe as if it were far away: only JSON crosses, in both directions."""
    assert isinstance(secret, bool)
    answers: list[Answer] = json.loads(
        json.dumps(probes.run(probe, subject, json.loads(json.dumps(cases))))
    )
    return answers


def _outcome(check: Callable[[], None], capsys: pytest.CaptureFixture[str] | None = None) -> str:
    try:
        check()
    except checks.CheckFailed as failed:
        return f"{failed} {failed.causes}"
    return f"passed {capsys.readouterr().out if capsys else ''}"


def _outcomes(check: Callable[[], None], capsys: pytest.CaptureFixture[str]) -> set[str]:
    near = _outcome(check, capsys)
    with seam.use(seam.Session(_through_json)):
        far = _outcome(check, capsys)
    return {near, far}


def test_a_probe_runs_in_this_process_unless_told_otherwise() -> None:
    answer = seam.session().ask("call", lambda x: 2 * x, [{"x": 4}])
    assert answer == [{"value": 8, "warnings": []}]


def test_ask_uses_the_transport_of_the_session() -> None:
    asked: list[Any] = []

    def transport(*arguments: Any) -> list[Answer]:  # noqa: ANN401
        asked.append(arguments)
        return [{"value": 7}]

    with seam.use(seam.Session(transport)) as session:
        assert seam.session() is session
        assert session.ask("value", "subject", [{}]) == [{"value": 7}]
    assert seam.session() is not session
    assert asked == [("value", "subject", [{}], False)]


def test_the_checks_reach_the_subject_through_the_seam_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A stand-in that cannot be called passes where the far side answers rightly."""

    def right(_probe: str, _subject: object, cases: Sequence[Case], secret: bool) -> list[Answer]:
        assert secret
        values: list[Any] = [schedules.step_decay(**case) for case in cases]  # type: ignore[arg-type]
        return [{"value": value} for value in values]

    with seam.use(seam.Session(right)):
        checks.check("a", object(), "step_decay", hidden_cases=5)
    assert capsys.readouterr().out == "a: 5 of 5 hidden cases match.\n"


_SUBJECTS: list[Callable[..., Any]] = [
    schedules.step_decay,
    lambda *a: torch.tensor(schedules.step_decay(*a), dtype=torch.float64),
    lambda *a: torch.tensor(schedules.step_decay(*a)),
    lambda *a: (x for x in schedules.step_decay(*a)),
    lambda *a: [*schedules.step_decay(*a), 0.5],
    lambda *a: [math.nan for _ in schedules.step_decay(*a)],
    lambda *a: [-math.inf for _ in schedules.step_decay(*a)],
    lambda *a: [True for _ in schedules.step_decay(*a)],
    lambda *_: None,
    lambda *_: "0.1",
    lambda *_: {1: [2], "x": (3,)},
    lambda *_: [10**300],
    lambda *_: 10**5000,
    lambda *_: "\ud800",
    lambda *_: object(),
    lambda *_: 1 / 0,
]


@pytest.mark.parametrize("subject", _SUBJECTS)
def test_json_between_probe_and_verdict_changes_no_verdict_on_rates(
    subject: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    example: Case = {"base_lr": 0.1, "gamma": 0.1, "step_size": 3, "n": 10}
    for options in ({"example": example}, {"hidden_cases": 25}):
        outcomes = _outcomes(
            lambda options=options: checks.check(  # type: ignore[misc]
                "a", subject, "step_decay", **options
            ),
            capsys,
        )
        assert len(outcomes) == 1, outcomes


@given(st.lists(st.floats() | st.integers(-(10**20), 10**20), max_size=4))
def test_json_changes_no_verdict_on_random_lists(values: list[float]) -> None:
    example: Case = {"base_lr": 0.1, "gamma": 0.1, "step_size": 1, "n": 2}

    def check() -> None:
        checks.check("a", lambda *_: values, "step_decay", example=example)

    near = _outcome(check)
    with seam.use(seam.Session(_through_json)):
        assert _outcome(check) == near


def test_a_lost_subject_fails_with_its_reason() -> None:
    def lost(*_: object) -> list[Answer]:
        raise seam.SubjectLostError("your code ended the process")

    with seam.use(seam.Session(lost)):
        for check, told in [
            (
                lambda: checks.check("a", object(), "step_decay", hidden_cases=5),
                "a: in a hidden case, your code ended the process.",
            ),
            (lambda: checks.check_choice("a", "B", "AB"), "a: your code ended the process."),
            (lambda: checks.check_prediction("a", [1], 1), "a: your code ended the process."),
        ]:
            assert _outcome(check) == f"{told} ()"


def test_the_salt_changes_the_hidden_cases_and_nothing_else_does() -> None:
    def drawn(*salt: str) -> list[Case]:
        asked: list[Case] = []

        def spy(
            _probe: str, _subject: object, cases: Sequence[Case], _secret: bool
        ) -> list[Answer]:
            asked.extend(cases)
            return [{"value": schedules.step_decay(**case)} for case in cases]  # type: ignore[arg-type,dict-item]

        with seam.use(seam.Session(spy, salt=salt)):
            checks.check("a", object(), "step_decay", hidden_cases=5)
        return asked

    assert drawn("ada", "work") == drawn("ada", "work")
    assert drawn("ada", "work") != drawn("bob", "work")
    assert drawn("ada", "work") != drawn("ada", "other work")
    assert drawn("ada", "work") != drawn()


def _set_first(optimizer: Optimizer, lr: float) -> None:
    optimizer.param_groups[0]["lr"] = lr


def _set_all(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = torch.tensor(lr, dtype=torch.float64)


def _diverge(optimizer: Optimizer, batch_loss: Callable[[int], Any], *rest: int) -> None:
    for group in optimizer.param_groups:
        group["lr"] = math.inf
    for batch in range(rest[0] * rest[1]):
        batch_loss(batch % rest[1]).backward()
        optimizer.step()


def test_json_changes_no_verdict_on_the_other_checks(capsys: pytest.CaptureFixture[str]) -> None:
    kinds: list[Callable[[], None]] = [
        lambda: checks.check("a", _set_first, "changed_rate", hidden_cases=20),
        lambda: checks.check("a", _set_all, "changed_rate", hidden_cases=20),
        lambda: checks.check("a", _diverge, "trained", hidden_cases=20),
        lambda: checks.check("a", lambda *_: None, "trained", hidden_cases=20),
        lambda: checks.check("a", lambda *_: 0.5, "rate_for_floor", hidden_cases=5),
        lambda: checks.check("a", lambda x0, *_: [x0], "positions", hidden_cases=9),
        lambda: checks.check_choice("a", "B", "AB", correct="A"),
        lambda: checks.check_choice("a", "B", "AB", correct="B"),
        lambda: checks.check_choice("a", None, "AB"),
        lambda: checks.check_choice("a", ..., "AB"),
    ]
    for check in kinds:
        outcomes = _outcomes(check, capsys)
        assert len(outcomes) == 1, outcomes
