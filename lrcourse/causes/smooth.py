"""Mistakes with rates that change a little in every epoch: half-lives, lines, warm-ups."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from lrcourse.causes.built import (
    BUILT,
    BUILT_ERRORS,
    RETURNED,
    Case,
    Factor,
    factors,
    gives,
    shared,
)
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import (
    SINGLE,
    alike,
    all_of,
    always,
    any_of,
    is_rounded,
    predicts,
    somewhere,
)
from lrcourse.diagnosis import Cause, Evidence, Fits

_NEARLY = 0.01

# ---- a gamma with a given half-life --------------------------------------------------------


def _gamma(*formulas: Callable[[float], float]) -> Fits:
    """Return a predicate: one of the formulas gives `gamma` from the half-life."""
    return predicts(
        *(lambda item, of=formula: float(of(item.case["half_life"])) for formula in formulas)
    )


def _always_one_half(evidence: Sequence[Evidence]) -> bool:
    # Where only half-lives below one epoch are wrong, another mistake is likelier.
    return any(item.case["half_life"] > 1 for item in evidence) and _gamma(lambda _h: 0.5)(
        evidence
    )


def _fractions_lost(evidence: Sequence[Evidence]) -> bool:
    rounded = _gamma(
        lambda h: 0.5 ** (1 / max(1, int(h))),
        lambda h: 0.5 ** (1 / max(1, round(h))),
        lambda h: 0.5 ** (1 / math.ceil(h)),
        lambda h: 0.5 ** (1 // h),
    )
    return any(item.case["half_life"] > 1 for item in evidence) and rounded(evidence)


def _all_of_several(holds: Callable[[float], bool]) -> Fits:
    """Return a predicate: it holds for several half-lives, and for all that are wrong.

    One case alone tells nothing about the others.
    """
    return lambda evidence: (
        len(evidence) > 1 and all(holds(item.case["half_life"]) for item in evidence)
    )


def _near(evidence: Sequence[Evidence]) -> bool:
    return all(math.isclose(item.expected, item.observed, rel_tol=_NEARLY) for item in evidence)


HALF_LIFE = [
    Cause(
        "rounded",
        "`gamma` is rounded. Keep all digits: each epoch multiplies the error, too.",
        all_of(_near, is_rounded),
    ),
    replace(SINGLE, fits=lambda evidence: SINGLE.fits(evidence) and not is_rounded(evidence)),
    Cause(
        "half-in-every-epoch",
        "`gamma` is one half whatever `half_life` is: the rate is halved in every epoch.",
        _always_one_half,
    ),
    Cause(
        "divided",
        "One half is divided by `half_life`. The factors of the epochs multiply, so take a root: "
        "`1 / half_life` belongs into the exponent, in brackets.",
        _gamma(lambda h: 0.5 / h),
    ),
    Cause(
        "equal-differences",
        "The half is cut into equal differences. Each epoch multiplies the rate that is left, so "
        "it takes equal factors: a root.",
        _gamma(lambda h: 1 - 0.5 / h),
    ),
    Cause(
        "power-for-root",
        "One half is raised to the power `half_life`. It is the other way round: "
        "`gamma ** half_life` is one half.",
        _gamma(lambda h: 0.5**h),
    ),
    Cause(
        "upside-down",
        "`gamma` is above 1, so the rate grows. It must be the root of one half, not of two.",
        _gamma(lambda h: 2 ** (1 / h), lambda h: 2**h),
    ),
    Cause(
        "percent-off",
        "`gamma` is the part that goes in an epoch. It must be the part that stays.",
        _gamma(lambda h: 1 - 0.5 ** (1 / h)),
    ),
    Cause(
        "other-way-round",
        "This formula gives the half-life of a `gamma`. Here the half-life is known: solve "
        "`gamma ** half_life = 0.5` for `gamma`.",
        _gamma(lambda h: math.log(0.5) / math.log(h), lambda h: math.log(h) / math.log(0.5)),
    ),
    Cause(
        "to-another-part",
        "After `half_life` epochs another part than one half is left, such as `1 / e` or a "
        "tenth. Do the logarithm and the power have the same base?",
        _gamma(
            lambda h: math.exp(-1 / h),
            lambda h: 0.1 ** (1 / h),
            lambda h: 0.9 ** (1 / h),
            lambda h: math.exp(math.log10(0.5) / h),
            lambda h: 10 ** (math.log(0.5) / h),
            lambda h: 2 ** (math.log(0.5) / h),
            lambda h: math.exp(-math.log10(2) / h),
            lambda h: 1 - 1 / h,
            lambda h: 1 / h,
        ),
    ),
    Cause(
        "logarithm-left",
        "`gamma` is a logarithm, or is below 0. A logarithm has to be undone at the end, by "
        "`math.exp`.",
        _gamma(
            lambda h: math.log(0.5) / h,
            lambda h: math.log(0.5) * h,
            lambda h: math.log2(0.5) / h,
            lambda h: math.log(2) / h,
        ),
    ),
    Cause(
        "one-epoch-off",
        "The root is off by one. From epoch 0 to epoch `half_life` the rate is multiplied "
        "exactly `half_life` times.",
        _gamma(lambda h: 0.5 ** (1 / (h + 1)), lambda h: 0.5 ** (1 / (h - 1))),
    ),
    Cause(
        "square-root-only",
        "This is the square root, which fits a half-life of 2 only.",
        _gamma(lambda _h: math.sqrt(0.5), lambda h: math.sqrt(0.5) ** h),
    ),
    Cause(
        "whole-epochs-only",
        "Something is rounded to a whole number, such as `int(half_life)` or `1 // half_life`. "
        "The half-life may be any positive number.",
        _fractions_lost,
    ),
    Cause(
        "nothing-found",
        "Nothing is returned, at least in some cases: is there a `return` on every way? If a "
        "search looks for the number, it must not compare with `==`.",
        # Of one case, the message says already that nothing was returned.
        lambda evidence: (
            len(evidence) > 1
            and all(item.observed is None and not item.error for item in evidence)
        ),
    ),
    Cause(
        "below-one-epoch",
        "Only half-lives below one epoch are wrong. Then the rate more than halves in an epoch: "
        "`gamma` is below 0.5.",
        _all_of_several(lambda h: h < 1),
        general=True,
    ),
    Cause(
        "fractions-of-an-epoch",
        "Only half-lives that are no whole number are wrong. They may be any positive number.",
        _all_of_several(lambda h: h != int(h)),
        general=True,
    ),
    *shared("hard-coded"),
    *ERRORS,
]

# ---- a LinearLR that is only told where to end ---------------------------------------------


def _line(start: float, end: float, epoch: float, length: float = 5) -> float:
    """Return the factor of a straight line that stays at its end."""
    return start + (end - start) * min(1.0, epoch / length)


def _default(case: Case, epoch: float, length: float = 5) -> float:
    return _line(1 / 3, case["end_factor"], epoch, length)


def _between_rates(start: Callable[[Case], float], end: Callable[[Case], float]) -> Fits:
    """Return a predicate: the rates go straight from one rate to the other in 5 epochs."""
    return gives(lambda **case: [_line(start(case), end(case), e) for e in range(case["n"])])


BY_DEFAULT = [
    Cause(
        "starts-at-the-base-rate",
        "Epoch 0 does not use the base rate. Nothing was said about `start_factor`, so it is a "
        "third, not 1.",
        factors(
            lambda c, e: _line(1.0, c["end_factor"], e),
            lambda c, e: _line(1.0, c["end_factor"], e, 4),
            lambda c, e: _line(1.0, c["end_factor"], e, 10),
            lambda c, e: _line(1.0, c["end_factor"], e, c["n"] - 1),
            lambda c, e: _line(1.0, c["end_factor"], e, c["n"]),
        ),
    ),
    Cause(
        "starts-elsewhere",
        "The line begins at another part of the base rate. Nothing was said about "
        "`start_factor`, so it is a third.",
        factors(
            lambda c, e: _line(0.0, c["end_factor"], e),
            lambda c, e: _line(0.05, c["end_factor"], e),
            lambda c, e: _line(0.1, c["end_factor"], e),
            lambda c, e: _line(0.25, c["end_factor"], e),
        ),
    ),
    Cause(
        "end-at-once",
        "The rate is at its end from the first epoch on. A LinearLR goes there along a straight "
        "line, from a third of the base rate.",
        factors(lambda c, _e: c["end_factor"]),
    ),
    Cause(
        "end-factor-ignored",
        "The line ends at the base rate. Here it ends at `end_factor` times the base rate.",
        factors(lambda _c, e: _line(1 / 3, 1.0, e)),
    ),
    Cause(
        "built-too-late",
        "Epoch 0 uses the base rate. But building the scheduler already sets the rate of epoch 0.",
        factors(
            lambda c, e: _default(c, e) if e else 1.0,
            lambda c, e: _default(c, e - 1) if e else 1.0,
        ),
    ),
    Cause(
        "one-epoch-ahead",
        "Every rate comes one epoch early. Epoch 0 uses the first rate of the line; each "
        "`scheduler.step()` sets the rate of the next epoch.",
        factors(lambda c, e: _default(c, e + 1)),
    ),
    Cause(
        "one-epoch-behind",
        "Every rate comes one epoch late. Only epoch 0 uses the first rate of the line.",
        factors(lambda c, e: _default(c, max(0, e - 1))),
    ),
    Cause(
        "arrives-elsewhere",
        "The line arrives in another epoch. Nothing was said about `total_iters`, so it takes 5 "
        "steps, and arrives in epoch 5.",
        factors(
            lambda c, e: _default(c, e, 4),
            lambda c, e: _default(c, e, 6),
            lambda c, e: _default(c, e, 10),
            lambda c, e: _default(c, e, c["n"] - 1),
            lambda c, e: _default(c, e, c["n"]),
        ),
    ),
    Cause(
        "never-ends",
        "The line goes on after it has arrived. From epoch 5 on the rate stays.",
        factors(lambda c, e: 1 / 3 + (c["end_factor"] - 1 / 3) * e / 5),
    ),
    Cause(
        "ends-swapped",
        "The line runs the wrong way: it begins at a third of the base rate and ends at "
        "`end_factor` of it.",
        factors(lambda c, e: _line(c["end_factor"], 1 / 3, e)),
    ),
    Cause(
        "back-to-base",
        "The rate jumps to the base rate at the end. It stays at `end_factor` times that rate.",
        factors(
            lambda c, e: _default(c, e) if e < 5 else 1.0,
            lambda c, e: _default(c, e) if e <= 5 else 1.0,
        ),
    ),
    Cause(
        "factors-for-rates",
        "These are factors. Each rate is the base rate times a factor.",
        gives(lambda **case: [_default(case, e) for e in range(case["n"])]),
    ),
    Cause(
        "a-rate-for-a-factor",
        "A factor is taken as a rate. Both ends of the line are parts of the base rate: it is "
        "multiplied by `start_factor` and by `end_factor`.",
        any_of(
            _between_rates(lambda c: c["base_lr"] / 3, lambda c: c["end_factor"]),
            _between_rates(lambda _c: 1 / 3, lambda c: c["base_lr"] * c["end_factor"]),
        ),
    ),
    Cause(
        "start-of-the-end",
        "The line begins at a third of its end. It begins at a third of the base rate.",
        factors(lambda c, e: _line(c["end_factor"] / 3, c["end_factor"], e)),
    ),
    Cause(
        "stays-at-the-start",
        "The rate stays at its first value. It goes along a straight line to `end_factor` times "
        "the base rate.",
        factors(lambda _c, _e: 1 / 3, lambda c, e: 1 / 3 if e < 5 else c["end_factor"]),
    ),
    *(cause for cause in RETURNED if cause.name not in ("early", "late", "floor")),
    *ERRORS,
]

# ---- a warm-up in equal steps --------------------------------------------------------------


def _ramp(start: Callable[[int], float], length: Callable[[int], float]) -> Factor:
    """Return the factor of a straight line to 1, from a start and of a length by `warmup`."""
    return lambda case, e: _line(start(case["warmup"]), 1.0, e, length(case["warmup"]))


def _even(warmup: int) -> float:
    """Return the first factor of a warm-up in equal steps."""
    return 1 / (warmup + 1)


def _same_start(evidence: Sequence[Evidence]) -> bool:
    parts = [item.observed[0] / item.case["base_lr"] for item in evidence]
    warmups = {item.case["warmup"] for item in evidence}
    return len(warmups) > 1 and parts[0] < 1 and alike([parts[0]] * len(parts), parts)


EVEN_WARMUP = [
    Cause(
        "one-epoch",
        "Only `warmup=1` is wrong: two equal steps lead to the base rate there, so epoch 0 uses "
        "half of it.",
        always(lambda item: item.case["warmup"] == 1 and item.observed is not None),
    ),
    Cause(
        "warm-up-from-zero",
        "The warm-up begins with the rate 0, so the first update moves nothing. Epoch 0 already "
        "uses the first step.",
        factors(
            lambda c, e: min(1.0, e / c["warmup"]), lambda c, e: min(1.0, e / (c["warmup"] + 1))
        ),
    ),
    Cause(
        "base-rate-early",
        "The base rate comes one epoch early: it belongs to epoch `warmup`, and each of the "
        "`warmup` epochs before stays below it.",
        factors(
            lambda c, e: min(1.0, (e + 1) / c["warmup"]),
            # Without a step the line stays where it begins.
            lambda c, e: (
                _line(_even(c["warmup"]), 1.0, e, c["warmup"] - 1) if c["warmup"] > 1 else 0.5
            ),
        ),
    ),
    Cause(
        "base-rate-late",
        "The base rate comes one epoch late: epoch `warmup` already uses it, so the line takes "
        "`warmup` steps.",
        factors(_ramp(_even, lambda w: w + 1), lambda c, e: min(1.0, (e + 1) / (c["warmup"] + 2))),
    ),
    Cause(
        "start-one-step-off",
        "The first rate is not as large as a step. From 0 to the base rate there are "
        "`warmup + 1` equal steps, and epoch 0 uses the first.",
        factors(
            _ramp(lambda w: 1 / w, lambda w: w),
            _ramp(lambda w: 1 / (w + 2), lambda w: w),
            _ramp(lambda w: 1 / w, lambda w: w + 1),
        ),
    ),
    Cause(
        "start-by-default",
        "The first rate does not depend on `warmup`. Nothing was said about `start_factor`, so "
        "LinearLR begins at a third of the base rate.",
        factors(
            _ramp(lambda _w: 1 / 3, lambda w: w),
            _ramp(lambda _w: 1 / 3, lambda w: w + 1),
            _ramp(lambda _w: 0.1, lambda w: w),
        ),
    ),
    Cause(
        "end-for-start",
        "The small factor is given as `end_factor`, so the rate stays low. It belongs to "
        "`start_factor`.",
        factors(lambda c, e: _line(1 / 3, _even(c["warmup"]), e, c["warmup"])),
    ),
    Cause(
        "built-too-late",
        "Epoch 0 uses the base rate: nothing sets the rate before the first `step()`. PyTorch's "
        "schedulers set it when they are built.",
        factors(
            lambda c, e: min(1.0, (e + 1) * _even(c["warmup"])) if e else 1.0,
            lambda c, e: min(1.0, e * _even(c["warmup"])) if e else 1.0,
        ),
    ),
    Cause(
        "factors-pile-up",
        "The factors pile up. `MultiplicativeLR` multiplies the rate that it finds; `LambdaLR` "
        "multiplies the base rate.",
        factors(
            lambda c, e: math.prod(min(1.0, (k + 1) * _even(c["warmup"])) for k in range(1, e + 1))
        ),
    ),
    Cause(
        "five-epochs-by-default",
        "The warm-up always takes 5 epochs: nothing was said about `total_iters`.",
        factors(_ramp(_even, lambda _w: 5), _ramp(lambda _w: 1 / 3, lambda _w: 5)),
    ),
    Cause(
        "a-rate-for-a-factor",
        "The warm-up begins at the wrong rate. `start_factor` is a factor: the base rate is "
        "multiplied by it already.",
        factors(lambda c, e: _line(c["base_lr"] * _even(c["warmup"]), 1.0, e, c["warmup"])),
    ),
    Cause(
        "built-twice",
        "The whole warm-up is too low, also at its end. Are two schedulers built? Each one "
        "multiplies the rate that it finds.",
        factors(lambda c, e: _even(c["warmup"]) * _line(_even(c["warmup"]), 1.0, e, c["warmup"])),
    ),
    Cause(
        "never-ends",
        "The line goes on past the base rate. From epoch `warmup` on the rate stays.",
        factors(lambda c, e: (e + 1) / (c["warmup"] + 1)),
    ),
    Cause(
        "falls",
        "The rate falls. A warm-up begins low and ends at the base rate: look at `start_factor` "
        "and `end_factor`.",
        factors(
            lambda c, e: _line(1.0, _even(c["warmup"]), e, c["warmup"]),
            lambda c, e: 1 - min(1.0, e / c["warmup"]),
            lambda c, e: 1 - min(1.0, e / (c["warmup"] + 1)),
            lambda c, e: (1 + math.cos(math.pi * e / c["warmup"])) / 2,
        ),
    ),
    Cause(
        "flat-then-a-jump",
        "The rate is flat, then it jumps: that is ConstantLR. A warm-up in equal steps is a "
        "straight line.",
        factors(
            lambda c, e: _even(c["warmup"]) if e < c["warmup"] else 1.0,
            lambda c, e: 1 / 3 if e < c["warmup"] else 1.0,
            lambda _c, e: 1 / 3 if e < 5 else 1.0,
        ),
    ),
    Cause(
        "steps-not-equal",
        "The steps are not equal. Each epoch adds the same amount, it does not multiply by the "
        "same factor.",
        factors(
            lambda c, e: _even(c["warmup"]) ** (1 - min(1.0, e / c["warmup"])),
            lambda c, e: min(1.0, (e + 1) / (c["warmup"] + 1)) ** 2,
            lambda c, e: (1 - math.cos(math.pi * min(1.0, (e + 1) / (c["warmup"] + 1)))) / 2,
        ),
    ),
    Cause(
        "start-factor-refused",
        "LinearLR takes a `start_factor` above 0 and not above 1: a warm-up cannot begin with "
        "the rate 0.",
        raises("Starting multiplicative factor"),
    ),
    *BUILT,
    Cause(
        "same-start",
        "The first rate is the same part of the base rate whatever `warmup` is. There are "
        "`warmup + 1` equal steps, and epoch 0 uses one.",
        _same_start,
        general=True,
    ),
    *BUILT_ERRORS,
]

# ---- an exponential decay that ends at a given rate ----------------------------------------


def _by_gamma(*gammas: Callable[[Any, float, int], float]) -> Fits:
    """Return a predicate: `gamma(case, final_factor, epochs)` multiplies in every epoch."""

    def factor(gamma: Callable[[Any, float, int], float]) -> Factor:
        return lambda case, e: float(
            gamma(case, case["final_factor"], case["epochs"]) ** e if e else 1.0
        )

    return factors(*map(factor, gammas))


def _to_end(case: Case) -> float:
    """Return the right factor of an epoch."""
    return float(case["final_factor"] ** (1 / max(1, case["epochs"] - 1)))


_some_longer = somewhere(lambda item: item.case["epochs"] > 1)
_one_factor = all_of(_some_longer, factors(lambda c, _e: _to_end(c)))


EXPONENTIAL_END = [
    Cause(
        "one-factor-too-many",
        "The last epoch has not arrived yet. A run of `epochs` epochs multiplies only "
        "`epochs - 1` times before its last epoch.",
        _by_gamma(lambda _c, f, n: f ** (1 / n), lambda _c, f, n: f ** (1 / (n + 1))),
    ),
    Cause(
        "one-factor-too-few",
        "The rate arrives one epoch too early. It is multiplied `epochs - 1` times before the "
        "last epoch.",
        _by_gamma(lambda _c, f, n: f ** (1 / max(1, n - 2))),
    ),
    Cause(
        "root-missing",
        "The whole way is made in every epoch. There are several steps: take the root, "
        "`** (1 / (epochs - 1))`.",
        _by_gamma(lambda _c, f, _n: f),
    ),
    Cause(
        "power-for-root",
        "`final_factor` is raised to the number of epochs. It is the other way round: `gamma` to "
        "the power `epochs - 1` is `final_factor`.",
        _by_gamma(lambda _c, f, n: f ** (n - 1), lambda _c, f, n: f**n),
    ),
    Cause(
        "final-factor-ignored",
        "The rate ends at the same part of the base rate whatever `final_factor` is. Take the "
        "root of `final_factor`.",
        _by_gamma(
            lambda _c, _f, n: 0.5 ** (1 / max(1, n - 1)),
            lambda _c, _f, n: 0.1 ** (1 / max(1, n - 1)),
            lambda _c, _f, n: 0.5 ** (1 / n),
            lambda _c, _f, n: 0.1 ** (1 / n),
        ),
    ),
    Cause(
        "factors-pile-up",
        "The factors pile up. `MultiplicativeLR` multiplies the rate that it finds, so it gets "
        "`gamma` itself; `LambdaLR` gets `gamma ** epoch`.",
        factors(lambda c, e: _to_end(c) ** (e * (e + 1) / 2)),
    ),
    Cause(
        "same-factor-in-every-epoch",
        "Every epoch has the same factor. `LambdaLR` multiplies the base rate, so its function "
        "returns `gamma ** epoch`.",
        _one_factor,
    ),
    Cause(
        "two-logarithms",
        "A logarithm and the power that undoes it have different bases: `math.log` goes with "
        "`math.exp`, `math.log10` with `10 **`.",
        _by_gamma(
            lambda _c, f, n: math.exp(math.log10(f) / max(1, n - 1)),
            lambda _c, f, n: 10 ** (math.log(f) / max(1, n - 1)),
            lambda _c, f, n: 2 ** (math.log(f) / max(1, n - 1)),
        ),
    ),
    Cause(
        "divided",
        "`final_factor` is divided by a number of epochs. The factors multiply: take the root, "
        "with the division in brackets.",
        _by_gamma(lambda _c, f, n: f / (n - 1), lambda _c, f, n: f / n),
    ),
    Cause(
        "equal-differences",
        "The way is cut into equal differences. An exponential decay takes equal factors: a root.",
        _by_gamma(
            lambda _c, f, n: 1 - (1 - f) / (n - 1),
            lambda _c, f, n: 1 - (1 - f) / n,
        ),
    ),
    Cause(
        "straight-line",
        "The rate goes along a straight line or a cosine. An exponential decay multiplies it by "
        "the same factor in every epoch.",
        factors(
            lambda c, e: _line(1.0, c["final_factor"], e, max(1, c["epochs"] - 1)),
            lambda c, e: _line(1.0, c["final_factor"], e, c["epochs"]),
            lambda c, e: _line(1 / 3, c["final_factor"], e, max(1, c["epochs"] - 1)),
            lambda c, e: (
                c["final_factor"]
                + (1 - c["final_factor"])
                * (1 + math.cos(math.pi * e / max(1, c["epochs"] - 1)))
                / 2
            ),
        ),
    ),
    Cause(
        "a-rate-for-a-factor",
        "`final_factor` is taken as a rate, or the base rate is inside the root. The root is "
        "taken of the factor alone.",
        _by_gamma(
            lambda c, f, n: (f / c["base_lr"]) ** (1 / (n - 1)),
            lambda c, f, n: (f * c["base_lr"]) ** (1 / (n - 1)),
        ),
    ),
    Cause(
        "percent-off",
        "`gamma` is the part that goes. It must be the part that stays.",
        _by_gamma(lambda _c, f, n: 1 - f ** (1 / (n - 1)), lambda _c, f, _n: 1 - f),
    ),
    Cause(
        "upside-down",
        "The rate grows: the exponent has the wrong sign, or the ratio is upside down.",
        _by_gamma(lambda _c, f, n: f ** (-1 / (n - 1))),
    ),
    Cause(
        "exponent-rounded",
        "The rate does not fall in longer runs: `1 // (epochs - 1)` is 0 there. Write `/`.",
        # One run alone does not tell this from a rate that never changes.
        lambda evidence: (
            len(evidence) > 1 and _by_gamma(lambda _c, f, n: f ** (1 // (n - 1)))(evidence)
        ),
    ),
    Cause(
        "one-drop-at-the-end",
        "The rate drops once, at the end. An exponential decay falls in every epoch.",
        factors(
            lambda c, e: c["final_factor"] if e == c["epochs"] - 1 and c["epochs"] > 1 else 1.0
        ),
    ),
    Cause(
        "one-epoch",
        "Only the run of one epoch is wrong: its epoch is the first one, and uses the base rate.",
        always(lambda item: item.case["epochs"] == 1 and item.observed is not None),
    ),
    # The final rate in a run of one epoch looks like one that comes early.
    *(
        replace(cause, fits=all_of(_some_longer, cause.fits)) if cause.name == "early" else cause
        for cause in BUILT
    ),
    *BUILT_ERRORS,
]
