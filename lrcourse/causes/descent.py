"""Mistakes in descent on a quadratic: positions, limits, noise floors."""

import math
from collections.abc import Callable
from itertools import accumulate
from typing import Any

import numpy as np

from lrcourse import quadratic
from lrcourse.causes.predicates import (
    SINGLE,
    alike,
    always,
    is_one_answer,
    is_rounded,
    predicts,
)
from lrcourse.diagnosis import Cause, Evidence, Fits


def _path(factor: Callable[[float, float], float]) -> Callable[[Evidence], list[float]]:
    """Return the positions when each update multiplies by `factor(lr, h)`."""

    def predict(item: Evidence) -> list[float]:
        case = item.case
        return list(
            accumulate(case["rates"], lambda x, lr: x * factor(lr, case["h"]), initial=case["x0"])
        )

    return predict


def _rounding(digits: int) -> Callable[[Evidence], list[float]]:
    """Return the positions when each is rounded before the next one is computed."""

    def predict(item: Evidence) -> list[float]:
        h = item.case["h"]
        return list(
            accumulate(
                item.case["rates"],
                lambda x, lr: round(x * (1 - lr * h), digits),
                initial=item.case["x0"],
            )
        )

    return predict


def _ratio(factor: float) -> Fits:
    def predict(item: Evidence) -> Any:  # noqa: ANN401
        if isinstance(item.expected, list):
            return [factor * value for value in item.expected]
        return factor * item.expected

    return predicts(predict)


POSITIONS = [
    SINGLE,
    Cause(
        "start-missing",
        "The start is missing: the list begins with `x0` itself.",
        predicts(lambda item: item.expected[1:]),
    ),
    Cause(
        "last-missing",
        "The last position is missing: each update adds one entry after `x0`.",
        predicts(lambda item: item.expected[:-1]),
    ),
    Cause(
        "only-the-last",
        "Only the last position is returned: collect all of them in a list.",
        predicts(lambda item: item.expected[-1], lambda item: item.expected[-1:]),
    ),
    Cause(
        "climbs",
        "Each update goes uphill: descent subtracts the rate times the gradient.",
        predicts(_path(lambda lr, h: 1 + lr * h)),
    ),
    Cause(
        "gradient-doubled",
        "Each step is twice as long as it should be: the gradient of `h x**2 / 2` is `h x`.",
        predicts(_path(lambda lr, h: 1 - 2 * lr * h)),
    ),
    Cause(
        "gradient-halved",
        "Each step is half as long as it should be: the gradient of `h x**2 / 2` is `h x`.",
        predicts(_path(lambda lr, h: 1 - lr * h / 2)),
    ),
    Cause(
        "loss-for-gradient",
        "The step uses the loss, not its gradient `h x`.",
        predicts(
            lambda item: list(
                accumulate(
                    item.case["rates"],
                    lambda x, lr: x - lr * item.case["h"] * x**2 / 2,
                    initial=item.case["x0"],
                )
            )
        ),
    ),
    Cause(
        "curvature-missing",
        "The curvature `h` is not used: an update multiplies by `1 - lr * h`.",
        predicts(_path(lambda lr, _h: 1 - lr)),
    ),
    Cause(
        "factor-without-one",
        "The factor of an update is `1 - lr * h`; the step alone is not the new position.",
        predicts(
            _path(lambda lr, h: lr * h),
            _path(lambda lr, h: -lr * h),
            _path(lambda lr, h: lr * h - 1),
        ),
    ),
    Cause(
        "power-of-one-factor",
        "One factor is raised to a power. The rates differ: multiply by the factor of each "
        "update in turn.",
        predicts(
            lambda item: [
                item.case["x0"],
                *(
                    item.case["x0"] * (1 - lr * item.case["h"]) ** count
                    for count, lr in enumerate(item.case["rates"], start=1)
                ),
            ]
        ),
    ),
    Cause(
        "first-rate-skipped",
        "The first rate is not used: update number 0 uses `rates[0]`.",
        predicts(
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][1:]
            )
        ),
    ),
    Cause(
        "start-not-moved",
        "Each update starts from `x0` again. It starts from the position before it.",
        predicts(
            lambda item: [
                item.case["x0"],
                *(item.case["x0"] * (1 - lr * item.case["h"]) for lr in item.case["rates"]),
            ]
        ),
    ),
    Cause(
        "gradient-not-updated",
        "The gradient is always that of the start. It changes with the position: `h * x`.",
        predicts(
            lambda item: list(
                accumulate(
                    item.case["rates"],
                    lambda x, lr: x - lr * item.case["h"] * item.case["x0"],
                    initial=item.case["x0"],
                )
            )
        ),
    ),
    Cause(
        "one-rate-for-all",
        "Every update uses the same rate. Update number `t` uses `rates[t]`.",
        predicts(
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][:1] * len(item.case["rates"])
            ),
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][-1:] * len(item.case["rates"])
            ),
        ),
    ),
    Cause(
        "same-object",
        "All entries are the last position: the same tensor is appended again and again. Append "
        "its value, with `.item()`.",
        always(lambda item: alike([item.expected[-1]] * len(item.expected), item.observed)),
    ),
    Cause(
        "brackets-missing",
        "Brackets are missing, or the gradient has lost its `x`: the position is multiplied by "
        "the whole factor `(1 - lr * h)`.",
        predicts(
            lambda item: list(
                accumulate(
                    item.case["rates"],
                    lambda x, lr: x * 1 - lr * item.case["h"],
                    initial=item.case["x0"],
                )
            )
        ),
    ),
    Cause(
        "distances",
        "The positions have lost their sign: a large rate jumps to the other side of 0.",
        predicts(
            lambda item: [
                item.case["x0"],
                *(math.copysign(x, item.case["x0"]) for x in item.expected[1:]),
            ],
            lambda item: [abs(x) for x in item.expected],
            lambda item: [max(x, 0.0) for x in item.expected],
        ),
    ),
    Cause(
        "start-ignored",
        "The start is not `x0`.",
        predicts(
            lambda item: [x / item.case["x0"] for x in item.expected],
            lambda item: [x / abs(item.case["x0"]) for x in item.expected],
        ),
    ),
    Cause(
        "losses",
        "The list holds losses; the task asks for positions.",
        predicts(lambda item: [item.case["h"] * x**2 / 2 for x in item.expected]),
    ),
    Cause(
        "rates-shifted",
        "The rates are used in another order. Update number `t` uses `rates[t]`.",
        predicts(
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][::-1]
            ),
            lambda item: quadratic.positions(
                item.case["x0"],
                item.case["h"],
                [*item.case["rates"][1:], *item.case["rates"][-1:]],
            ),
            lambda item: quadratic.positions(
                item.case["x0"],
                item.case["h"],
                [*item.case["rates"][-1:], *item.case["rates"][:-1]],
            ),
        ),
    ),
    Cause(
        "rounded-on-the-way",
        "Each position is rounded before the next one is computed. Keep all digits.",
        predicts(*(_rounding(digits) for digits in range(2, 9))),
        general=True,
    ),
    Cause(
        "rounded",
        "The positions are rounded. Keep all digits.",
        is_rounded,
        general=True,
    ),
    Cause(
        "stops-early",
        "The list stops before all rates are used: every rate adds one position, also near 0.",
        always(
            lambda item: (
                0 < len(item.observed) < len(item.expected)
                and alike(item.expected[: len(item.observed)], item.observed)
            )
        ),
    ),
    Cause(
        "no-rates",
        "Only the descent without updates is wrong: with no rates the list is `[x0]`.",
        always(lambda item: not item.case["rates"]),
    ),
]


def _limit(
    hessian: Callable[[Any, int], Any], pick: Callable[[Any], float], *, bias: bool = True
) -> Callable[[Evidence], float]:
    """Return a limit from a matrix `A` with `N` rows, by one of the wrong formulas."""

    def predict(item: Evidence) -> float:
        a = np.asarray(item.case["inputs"], dtype=float)
        if bias:
            a = np.column_stack([a, np.ones(len(a))])
        return float(pick(np.linalg.eigvalsh(hessian(a, len(a)))))

    return predict


def _with_ones(item: Evidence) -> Any:  # noqa: ANN401
    rows = np.asarray(item.case["inputs"], dtype=float)
    return np.column_stack([rows, np.ones(len(rows))])


def _hessian(a: Any, n: int) -> Any:  # noqa: ANN401
    return 2 / n * a.T @ a


STABLE_RATE = [
    SINGLE,
    Cause(
        "bias-missing",
        "The bias is missing: `A` has one more column, all ones.",
        predicts(_limit(_hessian, lambda values: 2 / values[-1], bias=False)),
    ),
    Cause(
        "smallest-eigenvalue",
        "The smallest eigenvalue was used. The largest one is the first to explode.",
        predicts(_limit(_hessian, lambda values: 2 / values[0])),
    ),
    Cause(
        "eigenvalue-itself",
        "This is an eigenvalue of the Hessian, not a rate: the limit is 2 divided by it.",
        predicts(_limit(_hessian, lambda values: values[-1])),
    ),
    Cause(
        "trace",
        "All eigenvalues are added. Only the largest one counts.",
        predicts(_limit(_hessian, lambda values: 2 / values.sum())),
    ),
    Cause(
        "largest-entry",
        "The largest entry of the Hessian was used. Its largest eigenvalue is another number, and "
        "is never smaller.",
        predicts(
            lambda item: 2 / float(np.max(_hessian(_with_ones(item), len(item.case["inputs"]))))
        ),
    ),
    Cause(
        "mean-eigenvalue",
        "The mean of the eigenvalues was used. Only the largest one counts.",
        predicts(_limit(_hessian, lambda values: 2 / values.mean())),
    ),
    Cause(
        "rows-not-counted",
        "The loss is a mean over the rows: the Hessian is `2 / N` times the product.",
        predicts(
            _limit(lambda a, _n: 2 * a.T @ a, lambda values: 2 / values[-1]),
            _limit(lambda a, _n: a.T @ a, lambda values: 2 / values[-1]),
        ),
    ),
    Cause(
        "columns-for-rows",
        "`N` is the number of rows, not of columns.",
        predicts(
            _limit(lambda a, _n: 2 / a.shape[1] * a.T @ a, lambda values: 2 / values[-1]),
            _limit(lambda a, _n: 2 / (a.shape[1] - 1) * a.T @ a, lambda values: 2 / values[-1]),
        ),
    ),
    Cause(
        "rows-hard-coded",
        "The number of rows is written into the code. Use `len(inputs)`.",
        lambda evidence: (
            len({len(item.case["inputs"]) for item in evidence}) > 1
            and predicts(
                _limit(lambda a, _n: 2 / 2 * a.T @ a, lambda values: 2 / values[-1]),
                _limit(lambda a, _n: 2 / 3 * a.T @ a, lambda values: 2 / values[-1]),
            )(evidence)
        ),
    ),
    Cause(
        "twice-too-large",
        "The value is exactly twice the right one: is a 2 missing in the Hessian, or one too "
        "many in the limit?",
        _ratio(2.0),
    ),
    Cause(
        "half-as-large",
        "The value is exactly half of the right one: is it 2 that is divided by the eigenvalue, "
        "and only one 2 in the Hessian?",
        _ratio(0.5),
    ),
    Cause(
        "singular-value",
        "A singular value of `A` is not an eigenvalue of the Hessian: that is its square times "
        "`2 / N`.",
        predicts(
            _limit(_hessian, lambda values: 2 / values[-1] ** 0.5),
            lambda item: (
                len(item.case["inputs"])
                / _limit(lambda a, _n: a.T @ a, lambda values: values[-1] ** 0.5)(item)
            ),
            _limit(lambda a, _n: a.T @ a, lambda values: 2 / values[-1] ** 0.5),
        ),
    ),
    Cause(
        "columns-centred",
        "The mean of the columns was subtracted. The column of ones does not replace that, nor "
        "the other way round: use the inputs as they are.",
        predicts(
            _limit(
                lambda a, n: 2 / n * (a - a.mean(axis=0)).T @ (a - a.mean(axis=0)),
                lambda values: 2 / values[-1],
                bias=False,
            )
        ),
    ),
    Cause(
        "row-of-ones",
        "A row of ones was added. The bias is one more column.",
        predicts(
            _limit(
                lambda a, n: (
                    2
                    / n
                    * np.vstack([a, np.ones(a.shape[1])]).T
                    @ np.vstack([a, np.ones(a.shape[1])])
                ),
                lambda values: 2 / values[-1],
                bias=False,
            ),
            _limit(
                lambda a, n: (
                    2
                    / (n + 1)
                    * np.vstack([a, np.ones(a.shape[1])]).T
                    @ np.vstack([a, np.ones(a.shape[1])])
                ),
                lambda values: 2 / values[-1],
                bias=False,
            ),
        ),
    ),
    Cause(
        "rounded",
        "The value is rounded. Keep all digits.",
        is_rounded,
        general=True,
    ),
    Cause(
        "near",
        "The value is near, but not exact: use all digits of the largest eigenvalue.",
        always(lambda item: abs(item.observed - item.expected) < 0.1 * abs(item.expected)),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: is a number of the example written "
        "into the code, or does a search end at a bound?",
        is_one_answer,
        general=True,
    ),
]


def _floor(
    rate: Callable[[float, float, float], float],
) -> Callable[[Evidence], float]:
    return lambda item: rate(item.case["floor"], item.case["h"], item.case["noise"])


FLOOR_RATE = [
    SINGLE,
    Cause(
        "term-left-out",
        "The rate also stands in the denominator of the formula: collect both terms before you "
        "divide.",
        predicts(
            _floor(lambda f, h, s: 2 * f * h / s**2),
            _floor(lambda f, h, s: f * h / s**2),
            _floor(lambda f, h, s: f * h * 2 / s),
        ),
    ),
    Cause(
        "sign",
        "A sign is wrong: when the term with the rate moves to the other side, minus becomes "
        "plus.",
        predicts(
            _floor(lambda f, h, s: 2 * f * h / (s**2 - f * h**2)),
            _floor(lambda f, h, s: 2 * f * h / (f * h**2 - s**2)),
        ),
    ),
    Cause(
        "half-as-large",
        "The value is exactly half of the right one: is the 2 of the denominator `h (2 - lr h)` "
        "still there?",
        _ratio(0.5),
    ),
    Cause(
        "twice-too-large",
        "The value is exactly twice the right one.",
        _ratio(2.0),
    ),
    Cause(
        "noise-not-squared",
        "The noise enters the formula as its square.",
        predicts(_floor(lambda f, h, s: 2 * f * h / (s + f * h**2))),
    ),
    Cause(
        "curvature-not-squared",
        "Multiply out `h (2 - lr h)`: the term with the rate has `h` squared.",
        predicts(
            _floor(lambda f, h, s: 2 * f * h / (s**2 + f * h)),
            _floor(lambda f, h, s: 2 * f / (s**2 + f * h)),
            _floor(lambda f, h, s: 2 * f * h / (s**2 + f)),
            _floor(lambda f, h, s: 2 * f * h / (s**2 + 2 * f * h)),
        ),
    ),
    Cause(
        "curvature-lost",
        "A factor `h` is lost: check the numerator.",
        predicts(
            _floor(lambda f, h, s: 2 * f / (s**2 + f * h**2)),
            _floor(lambda f, h, s: 2 * f * h**2 / (s**2 + f * h**2)),
        ),
    ),
    Cause(
        "noise-ignored",
        "The noise is not used as it is given.",
        predicts(
            _floor(lambda f, h, _s: 2 * f * h / (1 + f * h**2)),
            _floor(lambda f, h, _s: 2 * f * h / (0.36 + f * h**2)),
        ),
    ),
    Cause(
        "stability-limit",
        "This is the limit of stability. The rate for a wanted floor lies below it and depends "
        "on the noise.",
        predicts(_floor(lambda _f, h, _s: 2 / h), _floor(lambda _f, h, _s: 1 / h)),
    ),
    Cause(
        "formula-forwards",
        "This is the noise floor of a rate. The task asks the other way round: which rate has "
        "this floor?",
        predicts(_floor(lambda f, h, s: f * s**2 / (h * (2 - f * h)))),
    ),
    Cause(
        "brackets-missing",
        "Brackets are missing around the denominator: without them only its first term divides.",
        predicts(_floor(lambda f, h, s: 2 * f * h / s**2 + f * h**2)),
    ),
    Cause(
        "floor-squared",
        "The floor is the mean of x squared already: neither square it nor take its root.",
        predicts(
            _floor(lambda f, h, s: 2 * f**2 * h / (s**2 + f**2 * h**2)),
            _floor(lambda f, h, s: 2 * f**0.5 * h / (s**2 + f**0.5 * h**2)),
        ),
    ),
    Cause(
        "upside-down",
        "The fraction is upside down.",
        predicts(_floor(lambda f, h, s: (s**2 + f * h**2) / (2 * f * h))),
    ),
    Cause(
        "rounded",
        "The value is rounded. Keep all digits.",
        is_rounded,
        general=True,
    ),
    Cause(
        "near",
        "The value is near, but not exact: solve the formula instead of searching, or search "
        "until all digits stand.",
        always(lambda item: abs(item.observed - item.expected) < 1e-2 * abs(item.expected)),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: is a number of the example written "
        "into the code, or does a search end at a bound?",
        is_one_answer,
        general=True,
    ),
]
