"""Tests of the diagnosis: which of the causes that fit are named, and in which order."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrcourse.diagnosis import MOST, Cause, Evidence, diagnose


def _seen(observed: Any, error: str = "") -> Evidence:  # noqa: ANN401
    return Evidence(float, {"n": 1}, 1.0, observed, error)


WRONG = [_seen(2.0), _seen(3.0)]


def _cause(name: str, *, fits: bool = True, general: bool = False) -> Cause:
    return Cause(name, f"{name}.", lambda _evidence: fits, general)


def _named(causes: Sequence[Cause], evidence: Sequence[Evidence] = WRONG) -> list[str]:
    return [cause.name for cause in diagnose(evidence, causes)]


def test_causes_come_in_the_order_of_likelihood() -> None:
    one, two = _cause("one"), _cause("two")
    assert _named([one, two]) == ["one", "two"]
    assert _named([two, one]) == ["two", "one"]


def test_what_does_not_fit_is_left_out() -> None:
    assert _named([_cause("one", fits=False), _cause("two")]) == ["two"]


def test_two_are_named_at_most() -> None:
    assert MOST == 2
    assert _named([_cause(str(number)) for number in range(5)]) == ["0", "1"]


def test_a_general_cause_is_named_only_where_nothing_explains() -> None:
    general = _cause("general", general=True)
    assert _named([general, _cause("one")]) == ["one"]
    assert _named([general, _cause("one"), _cause("two")]) == ["one", "two"]
    assert _named([general, _cause("one", fits=False)]) == ["general"]


def test_one_general_cause_is_enough() -> None:
    assert _named([_cause("one", general=True), _cause("two", general=True)]) == ["one"]


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=8))
def test_two_that_explain_or_one_that_describes(kinds: list[tuple[bool, bool]]) -> None:
    causes = [
        _cause(str(index), fits=fits, general=general)
        for index, (fits, general) in enumerate(kinds)
    ]
    explaining = [str(index) for index, kind in enumerate(kinds) if kind == (True, False)]
    describing = [str(index) for index, kind in enumerate(kinds) if kind == (True, True)]
    assert _named(causes) == (explaining[:2] or describing[:1])


def test_nothing_is_named_where_nothing_fits() -> None:
    assert _named([]) == []
    assert _named([_cause("one", fits=False), _cause("two", fits=False, general=True)]) == []


def test_nothing_is_named_without_evidence() -> None:
    assert _named([_cause("one")], []) == []


def _spy(shown: list[Evidence]) -> Cause:
    def fits(evidence: Sequence[Evidence]) -> bool:
        shown.extend(evidence)
        return True

    return Cause("spy", "Spy.", fits)


def test_a_cause_is_shown_all_wrong_cases_at_once() -> None:
    shown: list[Evidence] = []
    assert _named([_spy(shown)]) == ["spy"]
    assert shown == WRONG


def test_what_raised_is_ignored_beside_numbers() -> None:
    shown: list[Evidence] = []
    raised = _seen(None, "IndexError: list index out of range")
    assert _named([_spy(shown)], [raised, *WRONG, raised]) == ["spy"]
    assert shown == WRONG


def test_a_zero_is_a_number_beside_what_raised() -> None:
    shown: list[Evidence] = []
    assert _named([_spy(shown)], [_seen(None, "ValueError"), _seen(0), _seen([])]) == ["spy"]
    assert shown == [_seen(0), _seen([])]


def test_where_every_case_raised_the_exceptions_are_the_evidence() -> None:
    shown: list[Evidence] = []
    raised = [_seen(None, "KeyError: 'lr'"), _seen(None, "KeyError: 'rate'")]
    assert _named([_spy(shown)], raised) == ["spy"]
    assert shown == raised


def _raising(error: Exception) -> Cause:
    def fits(_evidence: Sequence[Evidence]) -> bool:
        raise error

    return Cause("raising", "Raising.", fits)


@pytest.mark.parametrize(
    "error",
    [
        ZeroDivisionError(),
        OverflowError(),
        KeyError("rates"),
        IndexError(),
        TypeError(),
        ValueError(),
    ],
)
def test_a_cause_whose_predicate_raises_does_not_fit(error: Exception) -> None:
    assert _named([_raising(error), _cause("other")]) == ["other"]
    assert _named([_raising(error)]) == []
