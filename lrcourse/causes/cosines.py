"""Mistakes with a cosine: its formula, what comes after `T_max`, and what `T_max` counts."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from lrcourse.causes.built import (
    BUILT,
    BUILT_ERRORS,
    DEFAULTS,
    NEW_GROUPS,
    Case,
    gives,
)
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import (
    SINGLE,
    SINGLE_PRECISION,
    alike,
    all_of,
    always,
    any_of,
    predicts_part,
    somewhere,
    varies,
)
from lrcourse.causes.schedules import COSINE, LISTS_LISTED, SHAPE
from lrcourse.diagnosis import Cause, Evidence, Fits


def _wave(high: float, low: float, share: float) -> float:
    """Return the rate where `share` of the way from `high` to `low` is over."""
    return low + (high - low) * (1 + math.cos(math.pi * share)) / 2


# ---- the list of its rates -----------------------------------------------------------------

Rate: TypeAlias = Callable[[float, float, int, int, int], float]
"""From the base rate, `eta_min`, the epoch, `T_max` and the number of epochs to a rate."""


def _rates(*some: Rate) -> Fits:
    """Return a predicate: one of the formulas gives the rate of every epoch."""

    def formula(rate: Rate) -> Callable[..., list[float]]:
        return lambda **case: [
            rate(case["base_lr"], case["eta_min"], e, case["T_max"], case["n"])
            for e in range(case["n"])
        ]

    return gives(*map(formula, some))


def _single_precision(item: Evidence) -> bool:
    """Return whether the rates agree to the digits of a float32, in parts of the highest one."""
    highest = max(item.expected)
    return len(item.expected) == len(item.observed) and all(
        abs(wanted - seen) < SINGLE_PRECISION * highest
        for wanted, seen in zip(item.expected, item.observed, strict=True)
    )


def _swapped(evidence: Sequence[Evidence]) -> bool:
    """Return whether `T_max` is the lowest rate, and `eta_min` the number of epochs.

    PyTorch goes from each rate to the next, and such a cosine soon loses its digits: the first
    three rates are enough.
    """
    some = [item for item in evidence if item.case["eta_min"] > 0]
    return len(some) > 0 and all(
        alike(
            [
                _wave(item.case["base_lr"], item.case["T_max"], e / item.case["eta_min"])
                for e in range(min(3, item.case["n"]))
            ],
            item.observed[:3],
        )
        for item in some
    )


COSINE_RATES = [
    *COSINE,
    # Near 0 a cosine in single precision has no digit that is right.
    replace(SINGLE, fits=always(_single_precision)),
    Cause(
        "upside-down",
        "The curve is upside down: it begins at `eta_min`. At epoch 0 the cosine is 1, and there "
        "the rate is `base_lr`.",
        _rates(
            lambda b, m, e, t, _n: m + (b - m) * (1 - math.cos(math.pi * e / t)) / 2,
            lambda b, m, e, t, _n: b + (b - m) * (math.cos(math.pi * e / t) - 1) / -2,
        ),
    ),
    Cause(
        "sine-for-cosine",
        "The curve does not begin at `base_lr`: it is a sine. A cosine is 1 at the angle 0.",
        _rates(
            lambda b, m, e, t, _n: m + (b - m) * (1 + math.sin(math.pi * e / t)) / 2,
            lambda b, m, e, t, _n: m + (b - m) * math.sin(math.pi * e / t),
        ),
    ),
    Cause(
        "half-missing",
        "The curve is twice as high as it should be: `1 + cos` runs between 0 and 2, so it is "
        "halved.",
        _rates(lambda b, m, e, t, _n: m + (b - m) * (1 + math.cos(math.pi * e / t))),
    ),
    Cause(
        "one-missing",
        "The rate gets negative or too low: the cosine runs between -1 and 1, so 1 is added "
        "before it is halved.",
        _rates(
            lambda b, m, e, t, _n: m + (b - m) * math.cos(math.pi * e / t),
            lambda b, m, e, t, _n: m + (b - m) * math.cos(math.pi * e / t) / 2,
            lambda b, m, e, t, _n: m + (b - m) * 1 + math.cos(math.pi * e / t) / 2,
            lambda b, m, e, t, _n: m + (b - m) * (1 + math.cos(math.pi * e / t) / 2),
        ),
    ),
    Cause(
        "degrees",
        "The angle is in degrees. `math.cos` takes radians: half a period is `math.pi`.",
        _rates(
            lambda b, m, e, t, _n: m + (b - m) * (1 + math.cos(180 * e / t)) / 2,
            lambda b, m, e, t, _n: m + (b - m) * (1 + math.cos(e / t)) / 2,
        ),
    ),
    Cause(
        "another-curve-after-t-max",
        "After `T_max` the rate jumps. Nothing special happens there: the formula holds for "
        "every epoch.",
        _rates(
            lambda b, m, e, t, _n: _wave(b, m, e / t) if e <= t else 0.0,
            lambda b, m, e, t, _n: _wave(b, m, e / t) if e < t else 0.0,
            lambda b, m, e, t, _n: _wave(b, m, e / t) if e <= t else b,
        ),
    ),
    Cause(
        "base-rate-of-the-lesson",
        "The base rate of the lesson's formula, 0.1, is still there. Use `base_lr`.",
        _rates(lambda _b, m, e, t, _n: _wave(0.1, m, e / t)),
    ),
    Cause(
        "arguments-swapped",
        "`T_max` and `eta_min` are swapped. Their order is "
        "`CosineAnnealingLR(optimizer, T_max, eta_min)`; or write their names.",
        _swapped,
    ),
    LISTS_LISTED,
    Cause(
        "as-long-as-the-cosine",
        "The list ends with the cosine. It has an entry for each of the `n` epochs, however long "
        "the cosine lasts.",
        always(
            lambda item: (
                isinstance(item.observed, list)
                and len(item.observed) in (item.case["T_max"], item.case["T_max"] + 1)
            )
        ),
    ),
    Cause(
        "share-rounded",
        "The rate jumps between its two ends: `epoch // T_max` rounds down. Write `/`.",
        _rates(lambda b, m, e, t, _n: _wave(b, m, e // t)),
    ),
    Cause(
        "over-the-whole-run",
        "The cosine is stretched over the run. It has its lowest point at epoch `T_max`, however "
        "long the run is.",
        _rates(
            lambda b, m, e, _t, n: _wave(b, m, e / n),
            lambda b, m, e, _t, n: _wave(b, m, e / max(1, n - 1)),
        ),
    ),
    Cause(
        "line-for-cosine",
        "The rate falls along a straight line. A cosine is slow at both ends and fast between.",
        _rates(
            lambda b, m, e, t, _n: b + (m - b) * min(1.0, e / t),
            lambda b, m, e, t, _n: b + (m - b) * (1 - abs(1 - e / t % 2)),
        ),
    ),
    Cause(
        "eta-min-ignored",
        "The lowest rate is 0. It is `eta_min`.",
        _rates(lambda b, _m, e, t, _n: _wave(b, 0.0, e / t)),
    ),
    Cause(
        "eta-min-as-a-factor",
        "`eta_min` is multiplied by the base rate. It is a rate, not a factor.",
        _rates(lambda b, m, e, t, _n: _wave(b, m * b, e / t)),
    ),
    Cause(
        "eta-min-not-added",
        "`eta_min` is taken off, but never added: the curve ends at 0. Add it to every rate, so "
        "that the curve goes from `base_lr` down to `eta_min`.",
        _rates(lambda b, m, e, t, _n: _wave(b - m, 0.0, e / t)),
    ),
    Cause(
        "eta-min-added-on-top",
        "`eta_min` is added where it should be taken off, or added twice: the height of the "
        "curve is `base_lr - eta_min`.",
        _rates(
            lambda b, m, e, t, _n: m + (b + m) * (1 + math.cos(math.pi * e / t)) / 2,
            lambda b, m, e, t, _n: (b + m) * (1 + math.cos(math.pi * e / t)) / 2,
        ),
    ),
    Cause(
        "eta-min-below-the-base-rate",
        "Only cases with `eta_min` above `base_lr` are wrong. The formula is the same there: the "
        "rate rises to `eta_min` first.",
        always(lambda item: item.case["eta_min"] > item.case["base_lr"]),
    ),
    Cause(
        "recursion-divides-by-zero",
        "The formula that goes from one epoch to the next divides by 0 after `T_max`. Use the "
        "one that needs only the number of the epoch.",
        always(
            lambda item: "ZeroDivisionError" in item.error and item.case["n"] > item.case["T_max"]
        ),
    ),
    *(cause for cause in SHAPE if cause.name != SINGLE.name),
    *ERRORS,
]

# ---- a loop whose cosine stays down --------------------------------------------------------

Held: TypeAlias = Callable[[float, float, int, int, int], float]
"""From the base rate, `eta_min`, the epoch, `T_max` and the number of epochs to a rate."""


def _held(*some: Held) -> Fits:
    """Return a predicate: one of the formulas gives the rate of every group in every epoch."""

    def prediction(rate: Held) -> Callable[[Evidence], list[list[float]]]:
        def rates(item: Evidence) -> list[list[float]]:
            case = item.case
            numbers = case["T_max"], case["epochs"]
            return [
                [rate(base, case["eta_min"], e, *numbers) for base in case["base_lrs"]]
                for e in range(case["epochs"])
            ]

        return rates

    return predicts_part("rates", *map(prediction, some))


def _trained(item: Evidence) -> int:
    """Return how many epochs were trained."""
    return len(item.observed["rates"])


def _column(rates: Any, group: int) -> list[float]:  # noqa: ANN401
    return [groups[group] for groups in rates]


def _some_groups_right(item: Evidence) -> bool:
    wanted, seen = item.expected["rates"], item.observed["rates"]
    groups = range(len(item.case["base_lrs"]))
    right = [alike(_column(wanted, group), _column(seen, group)) for group in groups]
    return any(right) and not all(right)


def _equal_groups(item: Evidence) -> bool:
    later = item.observed["rates"][1:]
    return bool(later) and all(
        len(groups) > 1 and alike([groups[0]] * len(groups), groups) for groups in later
    )


def _rates_right(item: Evidence) -> bool:
    return alike(item.expected["rates"], item.observed["rates"])


def _stopped(number: int) -> Held:
    return lambda b, m, e, t, _n: _wave(b, m, min(e, number) / t)


def _same_lowest(evidence: Sequence[Evidence]) -> bool:
    """Return whether all runs that arrive end at one rate, which is not 0."""
    ends = [
        item.observed["rates"][-1][0]
        for item in evidence
        if _trained(item) == item.case["epochs"] > item.case["T_max"]
    ]
    return len(ends) > 1 and ends[0] > 0 and alike([ends[0]] * len(ends), ends)


HELD_COSINE = [
    Cause(
        "never-trained",
        "No epoch is trained: call `train_epoch()`, with its brackets, once for each epoch.",
        always(lambda item: _trained(item) == 0 < item.case["epochs"]),
    ),
    Cause(
        "training-stops",
        "The loop ends when the cosine has arrived. Training goes on for all epochs; only the "
        "rate stays.",
        always(
            lambda item: (
                _trained(item) < item.case["epochs"]
                and _trained(item) in (item.case["T_max"], item.case["T_max"] + 1)
            )
        ),
    ),
    Cause(
        "trained-too-long",
        "Only runs shorter than `T_max` are wrong: they are trained for `T_max` epochs.",
        always(lambda item: _trained(item) == item.case["T_max"] > item.case["epochs"]),
    ),
    Cause(
        "loops-overlap",
        "Two loops train too many epochs: the second one is only for the rest, "
        "`epochs - T_max` epochs.",
        always(lambda item: _trained(item) == item.case["epochs"] + item.case["T_max"]),
    ),
    Cause(
        "trained-twice",
        "Each epoch is trained twice: one call of `train_epoch()` makes all its updates.",
        always(lambda item: _trained(item) == 2 * item.case["epochs"]),
    ),
    Cause(
        "epochs-miscounted",
        "The loop runs one epoch too many or too few: the epochs are 0, 1, …, `epochs - 1`.",
        always(lambda item: abs(_trained(item) - item.case["epochs"]) == 1),
    ),
    Cause(
        "nothing-repaired",
        "Both faults are still there: the rate rises again after `T_max`, and its lowest value is "
        "not `eta_min`.",
        _held(lambda b, _m, e, t, _n: _wave(b, 0.0, e / t)),
    ),
    Cause(
        "rises-again",
        "The rate rises again after `T_max`. A scheduler that is not stepped any more leaves the "
        "rate as it is.",
        _held(lambda b, m, e, t, _n: _wave(b, m, e / t)),
    ),
    Cause(
        "eta-min-left-out",
        "The lowest rate is 0, so that the last epochs learn nothing: pass `eta_min` to the "
        "scheduler.",
        _held(lambda b, _m, e, t, _n: _wave(b, 0.0, min(e, t) / t)),
    ),
    Cause(
        "one-step-too-many",
        "The scheduler is stepped once too often: in epoch `T_max` the rate is right, and after "
        "it the rate is a little higher. Count the calls.",
        _held(
            lambda b, m, e, t, _n: _wave(b, m, min(e, t + 1) / t),
            lambda b, _m, e, t, _n: _wave(b, 0.0, min(e, t + 1) / t),
        ),
    ),
    Cause(
        "one-step-too-few",
        "The lowest rate is never reached: the scheduler needs `T_max` calls, the last one at "
        "the end of epoch `T_max - 1`.",
        _held(
            lambda b, m, e, t, _n: _wave(b, m, min(e, t - 1) / t),
            lambda b, _m, e, t, _n: _wave(b, 0.0, min(e, t - 1) / t),
        ),
    ),
    Cause(
        "stepped-first",
        "Every rate comes one epoch early: `scheduler.step()` is called before `train_epoch()`.",
        _held(
            lambda b, m, e, t, _n: _wave(b, m, min(e + 1, t) / t),
            lambda b, m, e, t, _n: _wave(b, m, min(e + 1, t + 1) / t),
            lambda b, m, e, t, _n: _wave(b, m, (e + 1) / t),
        ),
    ),
    Cause(
        "starts-again",
        "The rate starts again from the base rate after `T_max`. It stays at `eta_min`.",
        _held(
            lambda b, m, e, t, _n: _wave(b, m, e % t / t),
            lambda b, m, e, t, _n: _wave(b, m, e % (t + 1) / t),
            lambda b, m, e, t, _n: _wave(b, m, e / t) if e < t else b,
            lambda b, m, e, t, _n: _wave(b, m, e / t) if e <= t else b,
        ),
    ),
    Cause(
        "zero-at-the-end",
        "From `T_max` on the rate is 0, and nothing is learned any more. It stays at `eta_min`.",
        _held(
            lambda b, m, e, t, _n: _wave(b, m, e / t) if e < t else 0.0,
            lambda b, m, e, t, _n: _wave(b, m, e / t) if e <= t else 0.0,
        ),
    ),
    Cause(
        "eta-min-as-floor",
        "`eta_min` cuts the curve off from below. It is the lowest point of the curve: the cosine "
        "runs from the base rate to `eta_min`.",
        _held(
            lambda b, m, e, t, _n: max(m, _wave(b, 0.0, min(e, t) / t)),
            lambda b, m, e, t, _n: max(m, _wave(b, 0.0, e / t)),
        ),
    ),
    Cause(
        "squeezed",
        "Only runs shorter than `T_max` are wrong: the cosine is squeezed into them. It keeps its "
        "length, and such a run ends before the cosine has arrived.",
        all_of(
            always(lambda item: item.case["epochs"] < item.case["T_max"]),
            _held(
                lambda b, m, e, _t, n: _wave(b, m, e / n),
                lambda b, m, e, _t, n: _wave(b, m, e / max(1, n - 1)),
            ),
        ),
    ),
    Cause(
        "stretched",
        "The cosine is stretched over the whole run. It arrives in epoch `T_max`, and then the "
        "rate stays.",
        all_of(
            somewhere(lambda item: item.case["epochs"] > item.case["T_max"]),
            _held(
                lambda b, m, e, _t, n: _wave(b, m, e / n),
                lambda b, m, e, _t, n: _wave(b, m, e / max(1, n - 1)),
                lambda b, _m, e, _t, n: _wave(b, 0.0, e / n),
            ),
        ),
    ),
    Cause(
        "stepped-twice",
        "The scheduler is stepped twice in each epoch, so the rate arrives in half the time.",
        _held(
            lambda b, m, e, t, _n: _wave(b, m, min(2 * e, t) / t),
            lambda b, m, e, t, _n: _wave(b, m, 2 * min(e, t) / t),
            lambda b, m, e, t, _n: _wave(b, m, 2 * e / t),
        ),
    ),
    Cause(
        "built-in-the-loop",
        "The scheduler is built in the loop, so each one makes only its first step. Build it "
        "once, before the loop.",
        _held(
            lambda b, m, e, t, _n: m + (b - m) * ((1 + math.cos(math.pi / t)) / 2) ** e,
            lambda b, m, e, t, _n: m + (b - m) * ((1 + math.cos(math.pi / t)) / 2) ** min(e, t),
        ),
    ),
    Cause(
        "arguments-swapped",
        "`T_max` and `eta_min` are swapped. Their order is "
        "`CosineAnnealingLR(optimizer, T_max, eta_min)`; or write their names.",
        _held(
            lambda b, m, e, t, _n: _wave(b, t, min(e, t) / m),
            lambda b, m, e, t, _n: _wave(b, t, e / m),
        ),
    ),
    replace(DEFAULTS, fits=_held(lambda _b, m, e, t, _n: _wave(NEW_GROUPS, m, min(e, t) / t))),
    Cause(
        "stops-after-a-number",
        "The scheduler stops after a fixed number of epochs. That number is `T_max`, which "
        "differs from call to call.",
        all_of(varies("T_max"), _held(*map(_stopped, range(2, 13)))),
        general=True,
    ),
    Cause(
        "lowest-rate-written-in",
        "The lowest rate is the same in every case: is a number written into the code? It is "
        "`eta_min`.",
        _same_lowest,
    ),
    Cause(
        "never-changes",
        "The rate never changes: does the scheduler belong to `optimizer`, and is it stepped?",
        _held(lambda b, _m, _e, _t, _n: b),
    ),
    Cause(
        "groups-made-equal",
        "All param groups get the same rate too soon. Each one falls from its own base rate.",
        always(_equal_groups),
    ),
    Cause(
        "not-all-groups",
        "Some param groups are right and others are not. Code of your own must change all of "
        "them, as a scheduler does.",
        always(_some_groups_right),
    ),
    Cause(
        "other-updates",
        "Only `train_epoch()` makes updates: leave the weights and the momentum as they are.",
        always(_rates_right),
        general=True,
    ),
    Cause(
        "rates-nearly-right",
        "The rates are nearly right: is something rounded on the way? Keep all digits.",
        always(
            lambda item: all(
                math.isclose(wanted, seen, rel_tol=0.02)
                for both in zip(item.expected["rates"], item.observed["rates"], strict=True)
                for wanted, seen in zip(*both, strict=True)
            )
        ),
        general=True,
    ),
    *ERRORS,
]

# ---- a cosine over the whole run, stepped for each batch ----------------------------------


def _per_batch(
    length: Callable[[int, int], float],
    lowest: Callable[[Case], float] = lambda c: c["base_lr"] * c["final_factor"],
) -> Callable[..., list[float]]:
    """Return a formula: the cosine has another `T_max`, of epochs and batches, or `eta_min`."""
    return lambda **case: [
        _wave(case["base_lr"], lowest(case), k / length(case["epochs"], case["batches"]))
        for k in range(case["n"])
    ]


def _by_share(rate: Callable[[Case, int, int], float]) -> Callable[..., list[float]]:
    """Return a formula: the rate of batch `k` of so many batches in all."""
    return lambda **case: [
        rate(case, k, case["epochs"] * case["batches"]) for k in range(case["n"])
    ]


def _begins(rate: Callable[[Case, int, int], float]) -> Fits:
    """Return a predicate: a formula gives the first three rates.

    PyTorch goes from each rate to the next, and a cosine that swings fast soon loses its digits.
    """
    formula = _by_share(rate)
    return always(lambda item: alike(formula(**item.case)[:3], item.observed[:3]))


def _no_minimum(_case: Case) -> float:
    return 0.0


def _factor_itself(case: Case) -> float:
    return float(case["final_factor"])


def _of_base(base_lr: float) -> Callable[[Case], float]:
    return lambda case: base_lr * float(case["final_factor"])


def _restarted(case: Case, batch: int, length: int) -> float:
    low = case["base_lr"] * case["final_factor"]
    return _wave(case["base_lr"], low, batch % length / length)


PER_BATCH_COSINE = [
    Cause(
        "t-max-in-epochs",
        "`T_max` is in epochs, but the scheduler is stepped for each batch: it arrives too early "
        "and rises again. `T_max` is a number of calls.",
        gives(
            _per_batch(lambda e, _b: e),
            _per_batch(lambda e, _b: e, _factor_itself),
            _per_batch(lambda e, _b: e, _no_minimum),
        ),
    ),
    Cause(
        "t-max-of-one-epoch",
        "`T_max` is the number of batches of one epoch. The cosine goes over all epochs.",
        gives(
            _per_batch(lambda _e, b: b),
            _per_batch(lambda _e, b: b, _factor_itself),
            _per_batch(lambda _e, b: b, _no_minimum),
        ),
    ),
    Cause(
        "not-multiplied",
        "Epochs and batches are added or divided. A run has `epochs * batches` calls.",
        gives(_per_batch(lambda e, b: e + b), _per_batch(lambda e, b: e / b)),
    ),
    Cause(
        "one-call-off",
        "`T_max` is one call too long or too short: the cosine arrives after the last batch, with "
        "call number `epochs * batches`.",
        gives(
            _per_batch(lambda e, b: e * b - 1),
            _per_batch(lambda e, b: max(1, e * b - 1)),
            _per_batch(lambda e, b: e * b + 1),
            _per_batch(lambda e, b: (e + 1) * b),
            _per_batch(lambda e, b: max(1, e - 1) * b),
        ),
    ),
    Cause(
        "period-for-half",
        "The cosine arrives in half the time, or is only half over. `T_max` is half a period: "
        "from the highest rate to the lowest.",
        gives(_per_batch(lambda e, b: e * b / 2), _per_batch(lambda e, b: e * b * 2)),
    ),
    Cause(
        "eta-min-is-the-factor",
        "`final_factor` is passed on as `eta_min`. That is a rate: multiply the base rate by the "
        "factor first.",
        gives(_per_batch(lambda e, b: e * b, _factor_itself)),
    ),
    Cause(
        "eta-min-left-out",
        "The rate falls to 0. It ends at `final_factor` times the base rate: that is `eta_min`.",
        gives(_per_batch(lambda e, b: e * b, _no_minimum)),
    ),
    Cause(
        "eta-min-is-what-goes",
        "`final_factor` is taken as the part that goes. It is the part that is left at the end.",
        gives(_per_batch(lambda e, b: e * b, lambda c: c["base_lr"] * (1 - c["final_factor"]))),
    ),
    Cause(
        "eta-min-divided",
        "`eta_min` is computed the wrong way: it is the base rate times `final_factor`.",
        gives(
            _per_batch(lambda e, b: e * b, lambda c: c["base_lr"] / c["final_factor"]),
            _per_batch(lambda e, b: e * b, lambda c: c["final_factor"] / c["base_lr"]),
            _per_batch(lambda e, b: e * b, lambda c: c["base_lr"] - c["final_factor"]),
        ),
    ),
    replace(
        DEFAULTS,
        fits=any_of(gives(_per_batch(lambda e, b: e * b, _of_base(NEW_GROUPS))), DEFAULTS.fits),
    ),
    Cause(
        "base-rate-of-the-example",
        "A base rate is written into the code. Read it from "
        '`optimizer.param_groups[0]["lr"]` when the scheduler is built.',
        gives(
            *(
                _per_batch(lambda e, b: e * b, _of_base(base_lr))
                for base_lr in (0.1, 0.2, 0.3, 0.45, 0.01)
            )
        ),
    ),
    Cause(
        "arguments-swapped",
        "`T_max` and `eta_min` are swapped. Their order is "
        "`CosineAnnealingLR(optimizer, T_max, eta_min)`; or write their names.",
        any_of(
            _begins(lambda c, k, n: _wave(c["base_lr"], n, k / c["final_factor"])),
            _begins(lambda c, k, n: _wave(c["base_lr"], n, k / c["final_factor"] / c["base_lr"])),
        ),
    ),
    Cause(
        "starts-again",
        "The rate jumps back to the base rate in the middle of the run: warm restarts are not "
        "asked for, one cosine lasts for the whole run.",
        gives(
            _by_share(lambda c, k, _n: _restarted(c, k, c["batches"])),
            _by_share(lambda c, k, _n: _restarted(c, k, c["epochs"])),
        ),
    ),
    Cause(
        "height-too-large",
        "`final_factor` is added, but the curve is still as high as the base rate: its height is "
        "`1 - final_factor` of it.",
        gives(
            _by_share(lambda c, k, n: c["base_lr"] * (c["final_factor"] + _wave(1.0, 0.0, k / n)))
        ),
    ),
    Cause(
        "groups-are-a-list",
        "`optimizer.param_groups` is a list of groups. Take the first one before its rate: "
        '`optimizer.param_groups[0]["lr"]`.',
        raises("list indices must be integers"),
    ),
    Cause(
        "eta-min-as-floor",
        "The lowest rate cuts the curve off from below. It is the lowest point of the curve: the "
        "cosine runs from the base rate to it.",
        gives(
            _by_share(
                lambda c, k, n: c["base_lr"] * max(c["final_factor"], _wave(1.0, 0.0, k / n))
            )
        ),
    ),
    Cause(
        "once-an-epoch",
        "The rate changes only once an epoch. It falls a little with every batch.",
        gives(
            _by_share(
                lambda c, k, _n: _wave(
                    c["base_lr"],
                    c["base_lr"] * c["final_factor"],
                    k // c["batches"] / c["epochs"],
                )
            )
        ),
    ),
    Cause(
        "no-cosine",
        "The rate falls along another curve, a straight line or an exponential one. The task "
        "asks for half a cosine.",
        gives(
            _by_share(lambda c, k, n: c["base_lr"] * (1 + (c["final_factor"] - 1) * k / n)),
            _by_share(lambda c, k, n: c["base_lr"] * c["final_factor"] ** (k / n)),
        ),
    ),
    *(cause for cause in BUILT if cause.name != DEFAULTS.name),
    *BUILT_ERRORS,
]
