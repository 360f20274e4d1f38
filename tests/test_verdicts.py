"""Tests of the verdicts: right for right answers, a sentence for anything else, never a crash."""

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrcourse import verdicts
from lrcourse.kinds.training import changed_rate, trained
from lrcourse.verdicts import (
    Finding,
    judge_choice,
    judge_numbers,
    judge_rate_change,
    judge_training,
    judge_value,
)

_anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.sampled_from([400, 5000]).map(lambda power: -(10**power)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)
_loose = st.fixed_dictionaries(
    {}, optional={"rates": _anything, "weights": _anything, "x": _anything}
)
_answers = st.fixed_dictionaries(
    {},
    optional={
        "value": _anything | _loose,
        "error": st.text(max_size=9),
        "refused": st.text(max_size=9),
        "uncallable": st.text(max_size=9),
        "warnings": _anything,
    },
)

_CHANGE = changed_rate([0.1, 0.2], [1.0, -2.0], [0.9, 0.5], 3, 0.05, 2)
_TRAINED = trained([0.1, 0.01], [1.0, 2.0], [0.5, -0.5], 4, 2, 0.5)


def _value(value: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"value": value, "warnings": []}


@given(_answers)
def test_no_verdict_crashes_on_any_plain_data(answer: dict[str, Any]) -> None:
    for finding in (
        judge_numbers([0.1, 0.2], answer),
        judge_rate_change(_CHANGE, answer),
        judge_training(_TRAINED, answer),
    ):
        assert isinstance(finding, Finding)
        assert finding.difference
    judge_value(0.25, answer)
    judge_choice("AB", answer)


@given(st.lists(st.floats(1e-12, 1), max_size=20), st.floats(-1e-10, 1e-10))
def test_the_last_digits_do_not_matter(expected: list[float], slip: float) -> None:
    assert judge_numbers(expected, _value([x * (1 + slip) for x in expected])) is None


@given(st.lists(st.floats(1e-6, 1), min_size=1, max_size=20), st.data())
def test_the_first_difference_is_named(expected: list[float], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(expected) - 1))
    observed = [*expected[:first], *(2 * x for x in expected[first:])]
    finding = judge_numbers(expected, _value(observed))
    assert finding == Finding(
        f"epoch {first} is the first that differs: yours is {observed[first]!r}",
        f"{expected[first]!r} was expected",
        first,
    )


@given(st.lists(st.floats(0.1, 1), max_size=8), st.lists(st.floats(0.1, 1), max_size=8))
def test_lists_are_equal_or_differ_at_their_first_difference(
    expected: list[float], observed: list[float]
) -> None:
    finding = judge_numbers(expected, _value(observed))
    pairs = list(zip(expected, observed, strict=False))
    differing = [index for index, (a, b) in enumerate(pairs) if not math.isclose(a, b)]
    if not differing and len(expected) == len(observed):
        assert finding is None
    else:
        assert finding is not None
        assert finding.first == min([*differing, len(pairs)])


@pytest.mark.parametrize(
    ("value", "difference", "expectation"),
    [
        (None, "it returned None", "a list of numbers was expected: is the answer written"),
        (0.1, "it returned 0.1", "a list of numbers was expected"),
        ("0.1", "it returned '0.1'", "a list of numbers was expected"),
        ({"a": 1}, "it returned {'a': 1}", "a list of numbers was expected"),
        ([], "it returned 0 numbers", "2 numbers were expected"),
        ([0.1], "it returned 1 number", "2 numbers were expected"),
        ([0.1, 0.2, 0.3], "it returned 3 numbers", "2 numbers were expected"),
        ([0.1, None], "the entry for epoch 1 is None, not a number", ""),
        ([True, 0.2], "the entry for epoch 0 is True, not a number", ""),
        ([0.1, "0.2"], "the entry for epoch 1 is '0.2', not a number", ""),
        ([[0.1, 0.2]], "the entry for epoch 0 is [0.1, 0.2], not a number", ""),
        ([0.1, math.nan], "the entry for epoch 1 is nan, not a finite number", ""),
        ([math.inf, 0.2], "the entry for epoch 0 is inf, not a finite number", ""),
        ([0.1, 0.200001], "epoch 1 is the first that differs: yours is 0.200001", "0.2 was"),
        ([0, 0.2], "epoch 0 is the first that differs: yours is 0.0", "0.1 was"),
    ],
)
def test_each_kind_of_wrong_list_has_its_sentence(
    value: object, difference: str, expectation: str
) -> None:
    finding = judge_numbers([0.1, 0.2], _value(value))
    assert finding is not None
    assert finding.difference == difference
    assert finding.expectation.startswith(expectation)
    assert bool(finding.expectation) == bool(expectation)


def test_one_number_is_counted_in_the_singular() -> None:
    finding = judge_numbers([0.1], _value([]))
    assert finding == Finding("it returned 0 numbers", "1 number was expected", 0)


@pytest.mark.parametrize(
    ("answer", "difference"),
    [
        ({"error": "ValueError: no"}, "it raised ValueError: no"),
        ({"refused": "it is of type `X`"}, "what it returned cannot be read: it is of type `X`"),
        ({"uncallable": "float"}, "it is of type `float`, not a function"),
    ],
)
def test_what_kept_a_value_from_coming_is_told(answer: dict[str, Any], difference: str) -> None:
    findings = [
        judge_numbers([0.1], answer),
        judge_value(0.1, answer),
        judge_rate_change(_CHANGE, answer),
        judge_training(_TRAINED, answer),
    ]
    assert [finding and finding.difference for finding in findings] == [difference] * 4


@pytest.mark.parametrize("value", [0.25, 0.25 * (1 + 1e-10)])
def test_a_right_number_passes(value: float) -> None:
    assert judge_value(0.25, _value(value)) is None


@pytest.mark.parametrize(
    ("value", "difference", "expectation"),
    [
        (0.2501, "it returned 0.2501", "0.25 was expected"),
        (-0.25, "it returned -0.25", "0.25 was expected"),
        (0, "it returned 0", "0.25 was expected"),
        (None, "it returned None", "a number was expected: is the answer written, and does"),
        ([0.25], "it returned [0.25], not a number", "a number was expected"),
        (True, "it returned True, not a number", "a number was expected"),
        ("0.25", "it returned '0.25', not a number", "a number was expected"),
        (math.nan, "it returned nan, not a finite number", "a number was expected"),
    ],
)
def test_a_wrong_number_has_its_sentence(value: object, difference: str, expectation: str) -> None:
    finding = judge_value(0.25, _value(value))
    assert finding is not None
    assert finding.difference == difference
    assert finding.expectation.startswith(expectation)


def test_a_right_rate_change_passes() -> None:
    assert judge_rate_change(_CHANGE, _value(_CHANGE)) is None


_OTHER_WEIGHTS = "the rates are right, but the next updates move the weights differently"


@pytest.mark.parametrize(
    ("rates", "weights", "difference"),
    [
        ([0.05, 0.2], None, "after the call, the rate of param group 1 is 0.2"),
        ([0.1, 0.05], None, "after the call, the rate of param group 0 is 0.1"),
        ([0.05], None, "after the call, the optimizer has 1 param group"),
        ([0.05, 0.05, 0.05], None, "after the call, the optimizer has 3 param groups"),
        ([0.05, math.nan], None, "after the call, the rate of param group 1 is nan"),
        (None, [0.0] * 4, _OTHER_WEIGHTS),
        (None, [*_CHANGE["weights"][:3], 0.0], _OTHER_WEIGHTS),
        (None, _CHANGE["weights"][:2], _OTHER_WEIGHTS),
        (None, [*_CHANGE["weights"], 0.0], _OTHER_WEIGHTS),
        (None, [0.0], _OTHER_WEIGHTS),
    ],
)
def test_a_wrong_rate_change_has_its_sentence(
    rates: list[float] | None, weights: list[float] | None, difference: str
) -> None:
    value = {"rates": rates or _CHANGE["rates"], "weights": weights or _CHANGE["weights"]}
    finding = judge_rate_change(_CHANGE, _value(value))
    assert finding is not None
    assert finding.difference == difference
    if difference == _OTHER_WEIGHTS:
        assert finding == Finding(_OTHER_WEIGHTS)


def test_a_right_training_passes() -> None:
    assert judge_training(_TRAINED, _value(_TRAINED)) is None
    nothing = trained([0.1], [1.0], [0.5], 0, 2, 0.5)
    assert judge_training(nothing, _value({"rates": [], "weights": [1.0, 0.5]})) is None


_R = _TRAINED["rates"]


@pytest.mark.parametrize(
    ("rates", "difference", "expectation"),
    [
        ([], "the optimizer that was passed in made no update", ""),
        (_R[:-1], "the loop made 7 updates", "8 were expected, one for each batch of each"),
        (_R[:1], "the loop made 1 update", "8 were expected"),
        (
            [*_R[:4], [0.05, 0.01], *_R[5:]],
            "update 4 (counted from 0) used the rate 0.01 in param group 1",
            "0.005 was expected there",
        ),
        (
            [*_R[:5], [0.1, 0.005], *_R[6:]],
            "update 5 (counted from 0) used the rate 0.1 in param group 0",
            "0.05 was expected there",
        ),
        (
            [*_R[:2], [0.1], *_R[3:]],
            "at update 2 (counted from 0) the optimizer had 1 param group",
            "it was to keep those that it had",
        ),
    ],
)
def test_a_wrong_training_has_its_sentence(
    rates: list[list[float]], difference: str, expectation: str
) -> None:
    finding = judge_training(_TRAINED, _value({**_TRAINED, "rates": rates}))
    assert finding is not None
    assert finding.difference.startswith(difference)
    assert finding.expectation.startswith(expectation)


@pytest.mark.parametrize(
    "weights",
    [
        [0.1, 0.05, 1.9, 0.95],
        [*_TRAINED["weights"][:3], 0.95],
        _TRAINED["weights"][:2],
        [*_TRAINED["weights"], 0.0],
    ],
)
def test_right_rates_with_other_weights_are_found(weights: list[float]) -> None:
    finding = judge_training(_TRAINED, _value({**_TRAINED, "weights": weights}))
    assert finding == Finding("every update used the right rate, but the weights end elsewhere")


def test_updates_where_none_belong_are_found() -> None:
    nothing = trained([0.1], [1.0], [0.5], 0, 2, 0.5)
    finding = judge_training(nothing, _value({"rates": [[0.1]], "weights": [0.9, 0.45]}))
    assert finding is not None
    assert finding.difference == "the loop made 1 update"


@pytest.mark.parametrize("value", ["A", "B"])
def test_an_option_is_a_choice(value: str) -> None:
    assert judge_choice("AB", _value(value)) is None


@pytest.mark.parametrize(
    ("answer", "difference"),
    [
        (_value(None), "no option is chosen yet"),
        (_value("C"), "'C' is not one of the options"),
        (_value("AB"), "'AB' is not one of the options"),
        (_value(""), "'' is not one of the options"),
        (_value("b"), "'b' is not one of the options"),
        (_value(1), "1 is not one of the options"),
        (_value(["A"]), "['A'] is not one of the options"),
        ({"refused": "it is of type `X`"}, "the answer is no letter: it is of type `X`"),
    ],
)
def test_anything_else_is_no_choice(answer: dict[str, Any], difference: str) -> None:
    finding = judge_choice("AB", answer)
    assert finding == Finding(difference, 'set the variable to one of "A", "B"')


def test_a_number_that_python_will_not_print_is_told_all_the_same() -> None:
    assert verdicts.short(10**5000) == "a number of thousands of digits"
    finding = judge_numbers([0.1], _value([10**5000]))
    assert finding is not None
    assert "thousands of digits, not a finite number" in finding.difference


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.010000000000000002, "0.010000000000000002"),
        ("x" * 99, "'" + "x" * 36 + "..."),
        ([1] * 99, "[" + "1, " * 12 + "..."),
    ],
)
def test_short_keeps_digits_and_cuts_length(value: Any, shown: str) -> None:  # noqa: ANN401
    assert verdicts.short(value) == shown
    assert len(shown) <= 40


_LOGGED = {"log": [0.1, 0.05], "rates": [0.1, 0.1, 0.05, 0.05]}


def _logged(log: object, rates: object = (0.1, 0.1, 0.05, 0.05)) -> str:
    value: Any = {"log": log, "rates": list(rates) if isinstance(rates, tuple) else rates}
    finding = verdicts.judge_log(_LOGGED, {"value": value})
    return finding.difference if finding else ""


def test_a_log_is_right_if_it_holds_what_the_updates_used() -> None:
    assert _logged([0.1, 0.05]) == ""


@pytest.mark.parametrize(
    ("log", "rates", "told"),
    [
        (None, (0.1, 0.1, 0.05, 0.05), "it returned None"),
        ([0.05, 0.05], (0.1, 0.1, 0.05, 0.05), "epoch 0 is the first that differs: yours is 0.05"),
        ([[0.1], [0.05]], (0.1, 0.1, 0.05, 0.05), "the entry for epoch 0 is [0.1], not a number"),
        ([0.1], (0.1, 0.1, 0.05, 0.05), "it returned 1 number"),
        ([0.1, 0.05], (), "the run made 0 updates"),
        ([0.1, 0.05], (0.1, 0.1, 0.1, 0.1), "update 2 (counted from 0) used the rate 0.1"),
        ([0.1, 0.05], "nothing", "the run made 0 updates"),
    ],
)
def test_each_wrong_log_has_its_sentence(log: object, rates: object, told: str) -> None:
    assert _logged(log, rates) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, "nothing is predicted yet"),
        (0.1, "0.1 is no list"),
        ([0.1], "the list has 1 entry"),
        ([0.1, 0.1, 0.1], "the list has 3 entries"),
        ([0.1, "0.1"], "the entry for epoch 1 is '0.1', not a number"),
        ([0.1, True], "the entry for epoch 1 is True, not a number"),
    ],
)
def test_the_form_of_a_prediction(value: Any, told: str) -> None:  # noqa: ANN401
    finding = verdicts.judge_form(2, {"value": value})
    assert finding is not None
    assert finding.difference == told
    assert verdicts.judge_form(2, {"value": [0.1, 2]}) is None


def test_a_prediction_that_is_no_data_is_told_so() -> None:
    finding = verdicts.judge_form(2, {"refused": "it is of type `object`"})
    assert finding is not None
    assert finding.difference == "the answer is no list: it is of type `object`"
