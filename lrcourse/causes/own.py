"""Mistakes in a scheduler class of one's own, and in the rates of an SWALR."""

import math
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Any

from lrcourse.causes.built import BUILT, BUILT_ERRORS, RETURNED, gives
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.groups import CUT, ROUNDED, rates_of
from lrcourse.causes.predicates import alike, always, any_of
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.probes.groups import another

Case = dict[str, Any]
Shape = Callable[[int, int, int], float]
"""From an epoch, `warmup` and `total` to a part of the base rate."""


def _line(e: int, warmup: int, _total: int) -> float:
    return (e + 1) / (warmup + 1)


def _fall(e: float, warmup: int, total: int) -> float:
    return (1 + math.cos(math.pi * (e - warmup) / (total - warmup))) / 2


def _shape(
    line: Shape = _line, fall: Shape = _fall, rest: Shape = lambda _e, _w, _t: 0.0
) -> Shape:
    """Return the schedule with another warm-up, another cosine, or another end."""

    def factor(e: int, warmup: int, total: int) -> float:
        if e < warmup:
            return line(e, warmup, total)
        return fall(e, warmup, total) if e < total else rest(e, warmup, total)

    return factor


def _shapes(*shapes: Shape) -> Fits:
    """Return a predicate: the rate of a group is its base rate times a factor of the epoch."""

    def prediction(shape: Shape) -> Callable[[Case], list[list[float]]]:
        return lambda case: [
            [base * shape(e, case["warmup"], case["total"]) for base in case["base_lrs"]]
            for e in range(case["n"])
        ]

    return rates_of(*map(prediction, shapes))


_RIGHT = _shape()


def _running_product(case: Case) -> list[list[float]]:
    """Return what `group["lr"] * factor` does: the factors of all epochs so far multiply."""
    factors = [_RIGHT(e, case["warmup"], case["total"]) for e in range(case["n"])]
    products = accumulate(factors, lambda a, b: a * b)
    return [[base * product for base in case["base_lrs"]] for product in products]


def _one_base(pick: Callable[[list[float]], float]) -> Callable[[Case], list[list[float]]]:
    return lambda case: [
        [pick(case["base_lrs"]) * _RIGHT(e, case["warmup"], case["total"])] * len(case["base_lrs"])
        for e in range(case["n"])
    ]


def _shifted(by: int) -> Shape:
    return lambda e, warmup, total: _RIGHT(e + by, warmup, total) if e + by >= 0 else 1.0


def _kept_in_the_class(*names: str) -> Shape:
    """Return the rates of an object that uses the numbers of one that was built after it.

    The rates of epoch 0 are those of its own: they are set before the other one is built.
    """

    def factor(e: int, warmup: int, total: int) -> float:
        if e == 0:
            return _RIGHT(e, warmup, total)
        case: Case = {"base_lrs": [], "warmup": warmup, "total": total}
        used = {**case, **{name: another(case)[name] for name in names}}
        return _RIGHT(e, used["warmup"], used["total"])

    return factor


def _bases_kept_in_the_class(case: Case) -> list[list[float]]:
    later = [another(case)["base_lrs"]] * (case["n"] - 1)
    return [
        [base * _RIGHT(e, case["warmup"], case["total"]) for base in bases]
        for e, bases in enumerate([case["base_lrs"], *later])
    ]


def _without_warmup(evidence: Sequence[Evidence]) -> bool:
    return len(evidence) > 1 and all(item.case["warmup"] == 0 for item in evidence)


def _after_the_end(item: Evidence) -> bool:
    """Return whether all is right until epoch `total`."""
    end = item.case["total"]
    right, seen = item.expected["rates"], item.observed["rates"]
    return item.case["n"] > end and alike(right[:end], seen[:end]) and not alike(right, seen)


def _one_shape(evidence: Sequence[Evidence]) -> bool:
    """Return whether all cases have one list of factors, as long as each goes on."""
    shapes = [
        [rates[0] / item.case["base_lrs"][0] for rates in item.observed["rates"]]
        for item in evidence
    ]
    shapes.sort(key=len)
    return len(shapes) > 1 and all(
        alike(shorter, longer[: len(shorter)]) for shorter, longer in pairwise(shapes)
    )


OWN = [
    Cause(
        "running-product",
        "The factor is applied to the current rate, so all factors multiply. A closed form "
        "starts from `self.base_lrs` each time, also at the call when the scheduler is built.",
        rates_of(_running_product),
    ),
    Cause(
        "kept-in-the-class",
        "An object goes on with numbers of another one that was built after it. What belongs to "
        "one object is kept in `self`, not in the class or in a global variable.",
        any_of(
            _shapes(
                _kept_in_the_class("warmup", "total"),
                _kept_in_the_class("warmup"),
                _kept_in_the_class("total"),
            ),
            rates_of(_bases_kept_in_the_class),
        ),
    ),
    Cause(
        "groups-made-equal",
        "All param groups get the base rate of one of them. `self.base_lrs` has one for each.",
        rates_of(
            _one_base(lambda bases: bases[0]),
            _one_base(lambda bases: bases[-1]),
            _one_base(max),
        ),
    ),
    Cause(
        "factors-returned",
        "The rates are the factors themselves. `get_lr` returns rates: each base rate times the "
        "factor.",
        rates_of(_one_base(lambda _bases: 1.0)),
    ),
    Cause(
        "warm-up-from-zero",
        "The first update uses the rate 0, so it does nothing. Epoch 0 uses `1 / (warmup + 1)` of "
        "the base rate.",
        _shapes(
            _shape(lambda e, w, _t: e / w),
            _shape(lambda e, w, _t: e / (w + 1)),
        ),
    ),
    Cause(
        "warm-up-ends-early",
        "The warm-up reaches the base rate one epoch early: it is divided by `warmup + 1`, not by "
        "`warmup`.",
        _shapes(_shape(lambda e, w, _t: (e + 1) / w)),
    ),
    Cause(
        "rises-again",
        "The rate rises again after epoch `total`: the cosine goes on. From `total` on the rate "
        "is 0.",
        _shapes(_shape(rest=_fall)),
    ),
    Cause(
        "cosine-too-long",
        "The cosine does not reach 0 at `total`: it has `total - warmup` epochs of its own.",
        _shapes(
            _shape(fall=lambda e, w, t: (1 + math.cos(math.pi * (e - w) / t)) / 2),
            _shape(
                fall=lambda e, w, t: (1 + math.cos(math.pi * (e - w) / t)) / 2,
                rest=lambda e, w, t: (1 + math.cos(math.pi * (e - w) / t)) / 2,
            ),
            _shape(
                fall=lambda e, w, t: (1 + math.cos(math.pi * (e - w) / t)) / 2,
                rest=lambda _e, w, t: (1 + math.cos(math.pi * (t - w) / t)) / 2,
            ),
            _shape(
                fall=lambda e, w, t: (1 + math.cos(math.pi * min(1.0, (e - w) / t))) / 2,
                rest=lambda e, w, t: (1 + math.cos(math.pi * min(1.0, (e - w) / t))) / 2,
            ),
        ),
    ),
    Cause(
        "cosine-too-short",
        "The cosine is at 0 one epoch early: it reaches 0 in epoch `total`, not before.",
        _shapes(
            _shape(fall=lambda e, w, t: (1 + math.cos(math.pi * (e - w) / max(1, t - w - 1))) / 2),
        ),
    ),
    Cause(
        "base-rate-lowered",
        "The base rates are read from the param groups when epoch 0 has lowered them already. "
        "Use `self.base_lrs`.",
        _shapes(lambda e, w, t: _RIGHT(e, w, t) * (_RIGHT(0, w, t) if e else 1.0)),
    ),
    Cause(
        "cosine-from-the-start",
        "The cosine counts from epoch 0, so that it begins below the base rate. Its own epochs "
        "are `epoch - warmup`.",
        _shapes(
            _shape(fall=lambda e, _w, t: (1 + math.cos(math.pi * e / t)) / 2),
            _shape(
                fall=lambda e, _w, t: (1 + math.cos(math.pi * e / t)) / 2,
                rest=lambda e, _w, t: (1 + math.cos(math.pi * e / t)) / 2,
            ),
            _shape(fall=lambda e, w, t: (1 + math.cos(math.pi * e / (t - w))) / 2),
            _shape(
                fall=lambda e, w, t: (1 + math.cos(math.pi * e / (t - w))) / 2,
                rest=lambda e, w, t: (1 + math.cos(math.pi * e / (t - w))) / 2,
            ),
        ),
    ),
    Cause(
        "line-instead-of-cosine",
        "The rate falls in a straight line. The task asks for half a cosine.",
        _shapes(_shape(fall=lambda e, w, t: 1 - (e - w) / (t - w))),
    ),
    Cause(
        "half-missing",
        "The cosine is not halved, or its 1 is missing: the factor is `(1 + cos(…)) / 2`, between "
        "0 and 1.",
        _shapes(
            _shape(fall=lambda e, w, t: 2 * _fall(e, w, t)),
            _shape(fall=lambda e, w, t: 2 * _fall(e, w, t) - 1),
            _shape(fall=lambda e, w, t: _fall(e, w, t) - 0.5),
            _shape(fall=lambda e, w, t: 1 - _fall(e, w, t)),
        ),
    ),
    Cause(
        "degrees",
        "`math.cos` takes radians: half a turn is `math.pi`, not 180.",
        _shapes(
            _shape(fall=lambda e, w, t: (1 + math.cos(180 * (e - w) / (t - w))) / 2),
        ),
    ),
    Cause(
        "end-not-zero",
        "After `total` the rate is not 0. It stays 0 for as long as training goes on.",
        always(_after_the_end),
        general=True,
    ),
    Cause(
        "early",
        "Every rate comes one epoch early. `last_epoch` is 0 when epoch 0 is set, and `get_lr` is "
        "called once when the scheduler is built.",
        _shapes(_shifted(1)),
    ),
    Cause(
        "late",
        "Every rate comes one epoch late. `self.last_epoch` is the number of the epoch whose rate "
        "is asked for.",
        _shapes(_shifted(-1), lambda e, w, t: _RIGHT(max(0, e - 1), w, t)),
    ),
    Cause(
        "twice",
        "The schedule runs at double speed: is something counted in `get_lr` and in `step`?",
        _shapes(lambda e, w, t: _RIGHT(2 * e, w, t)),
    ),
    Cause(
        "nothing-happens",
        "No rate changes: does `get_lr` return new rates, and is `step` left to the base class?",
        _shapes(lambda _e, _w, _t: 1.0, lambda _e, w, _t: 1 / (w + 1)),
    ),
    Cause(
        "no-warm-up-wrong",
        "Only schedules without a warm-up are wrong: `warmup` may be 0.",
        _without_warmup,
        general=True,
    ),
    Cause(
        "numbers-written-in",
        "The rates have the same shape whatever `warmup` and `total` are: are numbers of the "
        "example written into the class?",
        _one_shape,
        general=True,
    ),
    CUT,
    ROUNDED,
    Cause(
        "not-inherited",
        "The class does not inherit from `LRScheduler`: write it in brackets after the name of "
        "the class.",
        always(lambda item: item.observed["scheduler"] not in ("LRScheduler", None)),
        general=True,
    ),
    Cause(
        "attributes-after-super",
        "`super().__init__()` calls `get_lr` already: set the attributes that it reads before, "
        "under the same names.",
        raises("has no attribute 'warmup'", "has no attribute 'total'"),
    ),
    Cause(
        "super-not-called",
        "The base class sets up `optimizer`, `base_lrs` and `last_epoch`: does `__init__` call "
        "`super().__init__(optimizer)`?",
        raises(
            "has no attribute 'last_epoch'",
            "has no attribute 'base_lrs'",
            "has no attribute 'optimizer'",
            "has no attribute '_step_count'",
            "is not an Optimizer",
            "missing 1 required positional argument: 'optimizer'",
        ),
    ),
    Cause(
        "no-init",
        "The class needs an `__init__` with the arguments `optimizer`, `warmup` and `total`; the "
        "one of the base class gets the optimizer alone.",
        raises("LRScheduler.__init__() takes", "() takes no arguments", "__init__() takes from 2"),
    ),
    Cause(
        "number-instead-of-list",
        "`get_lr` returns one number. It returns a list, with one rate for each param group.",
        raises("'float' object", "'int' object", "must support iteration"),
    ),
    Cause(
        "get-lr-returns-nothing",
        "`get_lr` returns nothing. It returns a list of rates, and leaves it to the base class to "
        "set them.",
        raises("'NoneType' object is not iterable"),
    ),
    Cause(
        "one-rate-only",
        "`get_lr` returns a list of another length than there are param groups.",
        raises("zip() argument"),
    ),
    Cause(
        "get-lr-missing",
        "The class has no method `get_lr`: the base class calls it by this name.",
        raises("NotImplementedError"),
    ),
    Cause(
        "self-missing",
        "A method has no `self` as its first parameter, or an attribute is read without it.",
        always(
            lambda item: (
                (
                    "NameError" in item.error
                    or ("positional argument" in item.error and "were given" in item.error)
                )
                and "from 2 to" not in item.error
            )
        ),
    ),
    *(
        cause
        for cause in ERRORS
        if cause.name not in ("attribute-unknown", "arguments-missing", "name-unknown")
    ),
    *(cause for cause in BUILT_ERRORS if cause.name == "attribute-unknown"),
]
"""Mistakes in a scheduler class with a warm-up and a cosine."""


# ---- the rates of an SWALR ----------------------------------------------------------------


def _swa(share: Callable[[int, int], float]) -> Fits:
    """Return a predicate: `share(epoch, anneal_epochs)` is how far the rate has gone."""
    return gives(
        lambda base_lr, swa_lr, anneal_epochs, n: [
            base_lr + (swa_lr - base_lr) * share(e, anneal_epochs) for e in range(n)
        ]
    )


def _done(e: int, epochs: int) -> float:
    return min(1.0, e / epochs) if epochs else 1.0


def _cut_off_at(cut: Callable[[float, float], float]) -> Fits:
    """Return a predicate: `cut(line, swa_lr)` is the rate, which is right in one direction."""
    return gives(
        lambda base_lr, swa_lr, anneal_epochs, n: [
            cut(base_lr + (swa_lr - base_lr) * e / anneal_epochs, swa_lr) for e in range(n)
        ]
    )


def _cut_off_after_all(evidence: Sequence[Evidence]) -> bool:
    """Return whether all lines of one direction are `swa_lr` throughout."""
    rising = {item.case["swa_lr"] > item.case["base_lr"] for item in evidence}
    return (
        len(evidence) > 1
        and len(rising) == 1
        and gives(lambda swa_lr, n, **_: [swa_lr] * n)(evidence)
    )


def _stays_below(item: Evidence) -> bool:
    """Return whether a rate that shall rise does not."""
    highest = item.case["base_lr"] * (1 + 1e-9)
    return bool(item.case["swa_lr"] > highest >= max(item.observed))


_whole_run = gives(
    *(
        lambda base_lr, swa_lr, n, less=less, **_: [
            base_lr + (swa_lr - base_lr) * e / max(1, n - less) for e in range(n)
        ]
        for less in (0, 1)
    )
)


SWA = [
    Cause(
        "zero-epochs",
        "With `anneal_epochs = 0`, the rate is `swa_lr` from epoch 0 on.",
        always(lambda item: item.case["anneal_epochs"] == 0 and item.case["n"] > 0),
    ),
    Cause(
        "cosine",
        "The rate follows a cosine, which is what `SWALR` does if nothing is said. The task asks "
        "for a straight line.",
        _swa(lambda e, epochs: (1 - math.cos(math.pi * _done(e, epochs))) / 2),
    ),
    Cause(
        "ten-epochs",
        "The line takes 10 epochs, whatever `anneal_epochs` is: without that argument, `SWALR` "
        "takes 10.",
        lambda evidence: (
            _swa(lambda e, _epochs: min(1.0, e / 10))(evidence)
            and any(item.case["anneal_epochs"] > 0 for item in evidence)
        ),
    ),
    Cause(
        "whole-run",
        "The line takes the whole run. It takes `anneal_epochs` epochs, however long the run is.",
        lambda evidence: (
            any(item.case["anneal_epochs"] > 0 < item.case["n"] - 1 for item in evidence)
            and _whole_run(evidence)
        ),
    ),
    Cause(
        "never-ends",
        "The line goes on behind `swa_lr`. From epoch `anneal_epochs` on the rate stays there.",
        _swa(lambda e, epochs: e / epochs if epochs else 1.0),
    ),
    Cause(
        "ends-early",
        "`swa_lr` is reached one epoch early: it belongs to epoch `anneal_epochs`.",
        _swa(lambda e, epochs: min(1.0, e / (epochs - 1)) if epochs > 1 else 1.0),
    ),
    Cause(
        "ends-swapped",
        "The line runs the wrong way: it begins at `base_lr` and ends at `swa_lr`.",
        _swa(lambda e, epochs: 1 - _done(e, epochs)),
    ),
    Cause(
        "at-once",
        "The rate jumps to `swa_lr`. It goes there in a straight line, in `anneal_epochs` epochs.",
        _swa(lambda e, epochs: 1.0 if e >= epochs else 0.0),
    ),
    Cause(
        "equal-factors",
        "The rate is multiplied by the same factor in each epoch. On a straight line, the same "
        "amount is added.",
        gives(
            lambda base_lr, swa_lr, anneal_epochs, n: [
                base_lr * (swa_lr / base_lr) ** _done(e, anneal_epochs) for e in range(n)
            ]
        ),
    ),
    Cause(
        "ends-at-zero",
        "The line goes to 0, or to `swa_lr` times the base rate. It ends at the rate `swa_lr`.",
        gives(
            lambda base_lr, anneal_epochs, n, **_: [
                base_lr * (1 - _done(e, anneal_epochs)) for e in range(n)
            ],
            lambda base_lr, swa_lr, anneal_epochs, n: [
                base_lr * (1 + (swa_lr - 1) * _done(e, anneal_epochs)) for e in range(n)
            ],
            lambda base_lr, swa_lr, anneal_epochs, n: [
                max(swa_lr, base_lr * (1 - _done(e, anneal_epochs))) for e in range(n)
            ],
        ),
    ),
    Cause(
        "cut-off-in-one-direction",
        "`max` or `min` cuts the line off at `swa_lr`, which is right in one direction only. "
        "`swa_lr` may be above or below `base_lr`: cut off the part of the way that is done.",
        any_of(_cut_off_at(max), _cut_off_at(min), _cut_off_after_all),
    ),
    Cause(
        "only-downwards",
        "The rate never rises. `swa_lr` may be larger than `base_lr`: then the line goes up.",
        lambda evidence: len(evidence) > 1 and all(map(_stays_below, evidence)),
    ),
    *RETURNED,
    *(cause for cause in BUILT if cause.name == "numbers-written-in"),
    Cause(
        "strategy-in-the-wrong-place",
        "The third argument of `SWALR` is `anneal_epochs`, the fourth is the strategy: name them.",
        raises("anneal_strategy must be one of"),
    ),
    Cause(
        "argument-unknown",
        "`SWALR` has no argument of that name: its own text names some of them wrongly. They are "
        "`swa_lr`, `anneal_epochs` and `anneal_strategy`.",
        raises("unexpected keyword argument"),
    ),
    *ERRORS,
]
"""Mistakes in the rates of an SWALR that goes in a straight line."""
