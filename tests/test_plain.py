"""Tests of the conversion to plain data."""

import json
import math
from collections import OrderedDict
from collections.abc import Iterator
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lrcourse import plain
from lrcourse.plain import NotPlainError, to_plain

_leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**1023), 2**1023)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
_plain_data = st.recursive(
    _leaves, lambda inner: st.lists(inner) | st.dictionaries(st.text("abc"), inner), max_leaves=12
)


def _exact(value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, list):
        return type(value) is list and all(map(_exact, value))
    if isinstance(value, dict):
        return type(value) is dict and all(map(_exact, [*value, *value.values()]))
    return value is None or type(value) in (bool, int, float, str)


@given(_plain_data)
def test_plain_data_stay_as_they_are(value: object) -> None:
    assert to_plain(value) == value


@given(_plain_data)
def test_what_comes_out_survives_json(value: object) -> None:
    assert json.loads(json.dumps(to_plain(value))) == to_plain(value)


class _Colour(IntEnum):
    RED = 3


class _Number(float):
    """A float that lies wherever a subclass can."""

    def __eq__(self, _other: object) -> bool:
        return True

    __hash__ = float.__hash__


class _Text(str):
    __slots__ = ()

    def __str__(self) -> str:
        return "a lie"


def _numbers() -> Iterator[float]:
    yield from (0.5, 0.25)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (torch.tensor([[0.5, 0.25]]), [[0.5, 0.25]]),
        (torch.tensor(0.5, requires_grad=True), 0.5),
        (torch.tensor([]), []),
        (torch.tensor(0.5, dtype=torch.bfloat16), 0.5),
        (np.array([1, 2]), [1, 2]),
        (np.float64(0.5), 0.5),
        (np.longdouble(0.5), 0.5),
        (np.int32(3), 3),
        (np.bool_(True), True),
        (np.str_("B"), "B"),
        ([torch.tensor(0.5), np.float32(0.25), 1], [0.5, 0.25, 1]),
        ((0.5, (1,)), [0.5, [1]]),
        (range(3), [0, 1, 2]),
        (_numbers(), [0.5, 0.25]),
        (map(float, "12"), [1.0, 2.0]),
        (OrderedDict(a=(1,)), {"a": [1]}),
        ({1: "x"}, {"1": "x"}),
        (_Colour.RED, 3),
        (_Number(0.5), 0.5),
        (_Text("B"), "B"),
        (Fraction(1, 4), 0.25),
        (Decimal("0.1"), 0.1),
        ("\ud800", "?"),
    ],
)
def test_other_types_become_exact_plain_types(value: object, expected: object) -> None:
    converted = to_plain(value)
    assert converted == expected
    assert _exact(converted)


def test_not_a_number_stays_one() -> None:
    values = to_plain([math.nan, math.inf])
    assert isinstance(values, list)
    assert math.isnan(values[0])  # type: ignore[arg-type]
    assert values[1] == math.inf


def _endless() -> Iterator[int]:
    while True:
        yield 1


def _self_containing() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (object(), "it is of type `object`"),
        (..., "it is of type `ellipsis`"),
        (len, "it is of type `builtin_function_or_method`"),
        (1j, "it is of type `complex`"),
        (b"bytes", "it is of type `bytes`"),
        (_endless(), "more than 100000 entries"),
        ([0] * 100_000, "more than 100000 entries"),
        ([[0] * 60_000] * 2, "more than 100000 entries"),
        (torch.zeros(100_001), "more than 100000 entries"),
        (np.zeros(100_001), "more than 100000 entries"),
        (_self_containing(), "more than 8 levels deep"),
        (10**400, "more than 300 digits"),
        pytest.param(10**5000, "more than 300 digits", id="unprintable"),
    ],
)
def test_what_is_not_plain_is_refused_with_a_reason(value: object, why: str) -> None:
    with pytest.raises(NotPlainError, match=why):
        to_plain(value)


def test_the_largest_allowed_list_is_allowed() -> None:
    value = [0] * (plain.MAX_ENTRIES - 1)
    assert to_plain(value) == value


def test_a_long_text_is_cut() -> None:
    assert to_plain("x" * 20_000) == "x" * plain.MAX_TEXT


def test_an_array_that_never_becomes_plain_is_refused() -> None:
    class Endless:
        def tolist(self) -> "Endless":
            return self

    with pytest.raises(NotPlainError, match="levels deep"):
        to_plain(Endless())
