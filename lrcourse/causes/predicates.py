"""What the evidence of a mistake can be tested for, whatever the exercise is."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.verdicts import WEIGHT_ABS_TOL, same

SINGLE_PRECISION = 1e-6
"""`torch.float32` keeps about seven digits; a mistake made in it is the same mistake."""


ROUNDINGS: tuple[Callable[[float, int], float], ...] = (
    round,
    lambda rate, digits: float(f"{rate:.{digits}g}"),
)
"""To so many digits after the point, or in all."""


def predicts(*predictions: Callable[[Evidence], Any]) -> Fits:
    """Return a predicate: one of the predictions is what was seen, in every case.

    A prediction that is the right answer itself explains nothing: what was seen differs from it
    in digits that no prediction is about.
    """
    return lambda evidence: any(
        all(alike(predict(item), item.observed) for item in evidence)
        and not all(alike(predict(item), item.expected) for item in evidence)
        for predict in predictions
    )


def always(holds: Callable[[Evidence], bool]) -> Fits:
    """Return a predicate that must hold in every case."""
    return lambda evidence: all(holds(item) for item in evidence)


def somewhere(holds: Callable[[Evidence], bool]) -> Fits:
    """Return a predicate that must hold in some case."""
    return lambda evidence: any(holds(item) for item in evidence)


def varies(name: str) -> Fits:
    """Return a predicate: the cases differ in this argument."""
    return lambda evidence: len({item.case[name] for item in evidence}) > 1


def any_of(*fits: Fits) -> Fits:
    """Return a predicate: one of the predicates holds."""
    return lambda evidence: any(fit(evidence) for fit in fits)


def all_of(*fits: Fits) -> Fits:
    """Return a predicate: all of the predicates hold."""
    return lambda evidence: all(fit(evidence) for fit in fits)


def alike(predicted: Any, observed: Any) -> bool:  # noqa: ANN401
    """Return whether two numbers, or lists of numbers, agree to the digits of a float32."""
    if isinstance(predicted, list):
        return (
            isinstance(observed, list)
            and len(predicted) == len(observed)
            and all(alike(a, b) for a, b in zip(predicted, observed, strict=True))
        )
    return is_number(observed) and math.isclose(
        predicted, observed, rel_tol=SINGLE_PRECISION, abs_tol=1e-14
    )


def is_rounded(evidence: Sequence[Evidence]) -> bool:
    """Return whether one number of digits, after the point or in all, explains every case."""
    return any(
        all(
            [cut(rate, digits) for rate in flat(item.expected)] == flat(item.observed)
            for item in evidence
        )
        for cut in ROUNDINGS
        for digits in range(1, 9)
    )


def is_number(value: Any) -> bool:  # noqa: ANN401
    """Return whether a value is a number, which `True` is not."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_single_precision(item: Evidence) -> bool:
    """Return whether all numbers agree to the digits of a float32."""
    wanted, seen = flat(item.expected), flat(item.observed)
    return _nested_alike(item.expected, item.observed) and all(
        is_number(b) and abs(a - b) <= SINGLE_PRECISION * abs(a) + 1e-30
        for a, b in zip(wanted, seen, strict=True)
    )


def _nested_alike(one: Any, other: Any) -> bool:  # noqa: ANN401
    """Return whether two values are numbers, or lists of the same lengths."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_nested_alike, one, other))
    return not isinstance(one, list) and not isinstance(other, list)


def flat(value: Any) -> list[float]:  # noqa: ANN401
    """Return the numbers of a nested list, or of a number, in one list."""
    return [x for entry in value for x in flat(entry)] if isinstance(value, list) else [value]


def is_one_answer(evidence: Sequence[Evidence]) -> bool:
    """Return whether different cases got the same answer."""
    first = evidence[0]
    return (
        sum(item.case != first.case for item in evidence) > 0
        and bool(flat(first.observed))
        and all(alike(first.observed, item.observed) for item in evidence)
    )


SINGLE = Cause(
    "single-precision",
    "Only the first digits agree: was it computed in `torch.float32`, or does a search stop too "
    "soon? Use Python's floats, or `torch.float64`.",
    always(is_single_precision),
)


def predicts_part(part: str, *predictions: Callable[[Evidence], Any]) -> Fits:
    """Return a predicate: one of the predictions is the named part of what was seen."""

    def agrees(predict: Callable[[Evidence], Any], item: Evidence) -> bool:
        predicted, observed = predict(item), item.observed[part]
        if part == "weights":
            return all(
                same(a, b, WEIGHT_ABS_TOL) for a, b in zip(predicted, observed, strict=True)
            )
        return alike(predicted, observed)

    return lambda evidence: any(
        all(agrees(predict, item) for item in evidence) for predict in predictions
    )
