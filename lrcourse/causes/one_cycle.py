"""Mistakes with a OneCycleLR: its rates, and the share of its rise."""

import math
from collections.abc import Callable
from typing import Any, TypeAlias

from lrcourse import schedules
from lrcourse.causes.batches import ENDS, LAST_ERRORS, LISTS, Case, gives, seen
from lrcourse.causes.errors import raises
from lrcourse.causes.predicates import SINGLE, always, is_number, is_one_answer, is_rounded
from lrcourse.diagnosis import Cause

Number: TypeAlias = Callable[[Case], float]
"""From the arguments of a case to a number."""
Curve: TypeAlias = Callable[[float, float, float], float]
"""From start, end and the part of the way to a rate."""


def _half_cosine(start: float, end: float, part: float) -> float:
    return end + (start - end) * (1 + math.cos(math.pi * part)) / 2


def _line(start: float, end: float, part: float) -> float:
    return start + (end - start) * part


def _first(c: Case) -> float:
    return float(c["max_lr"] / c["div_factor"])


def _top(c: Case) -> float:
    return float(c["max_lr"])


def _end(c: Case) -> float:
    return float(_first(c) / c["final_div_factor"])


def _peak(c: Case) -> float:
    return float(c["pct_start"] * c["total_steps"] - 1)


def _last(c: Case) -> float:
    return float(c["total_steps"] - 1)


def _total(c: Case) -> float:
    return float(c["total_steps"])


def _cycle(  # noqa: PLR0913 - one parameter for each part of the schedule
    *,
    first: Number = _first,
    top: Number = _top,
    end: Number = _end,
    peak: Number = _peak,
    last: Number = _last,
    up: Curve = _half_cosine,
    down: Curve = _half_cosine,
    strict: bool = False,
    fall: Callable[[float, float, float], float] = lambda s, peak, last: (
        (s - peak) / (last - peak)
    ),
) -> Callable[[Case], list[float]]:
    """Return a formula: a rise and a fall with some of their parts changed.

    Args:
        first: the first rate.
        top: the highest rate.
        end: the last rate.
        peak: the step of the highest rate.
        last: the step of the last rate.
        up: how the rate rises.
        down: how the rate falls.
        strict: whether the step of the peak itself belongs to the fall.
        fall: from step, `peak` and `last` to the part of the fall that is over.
    """

    def rates(c: Case) -> list[float]:
        top_at, end_at = peak(c), last(c)
        found = []
        for s in range(c["total_steps"]):
            if s < top_at or (s == top_at and not strict):
                found.append(up(first(c), top(c), s / top_at if top_at else 1.0))
            else:
                found.append(down(top(c), end(c), fall(s, top_at, end_at)))
        return found

    return rates


def _by_counts(
    length: Callable[[float], int], *, top_twice: bool
) -> Callable[[Case], list[float]]:
    """Return a formula that gives each phase a whole number of batches.

    Args:
        length: from `pct_start * total_steps` to the number of batches of the rise.
        top_twice: whether the fall begins with the highest rate again.
    """

    def rates(c: Case) -> list[float]:
        rise = length(c["pct_start"] * c["total_steps"])
        fall = c["total_steps"] - rise
        up = [_half_cosine(_first(c), _top(c), i / (rise - 1)) for i in range(rise)]
        if top_twice:
            parts = [i / (fall - 1) for i in range(fall)]
        else:
            parts = [i / fall for i in range(fall)]
        return up + [_half_cosine(_top(c), _end(c), part) for part in parts]

    return rates


def _with_defaults(*names: str) -> Callable[[Case], list[float]]:
    """Return a formula in which some arguments have torch's defaults."""
    defaults = {"pct_start": 0.3, "div_factor": 25.0, "final_div_factor": 1e4}
    return lambda c: _cycle()({**c, **{name: defaults[name] for name in names}})


def _torch(c: Case, n: int, **named: Any) -> list[float]:  # noqa: ANN401
    """Return `n` rates of a OneCycleLR, possibly with other arguments."""
    names = ("pct_start", "div_factor", "final_div_factor")
    given = {name: c[name] for name in names}
    return schedules.one_cycle(c["max_lr"], c["total_steps"], n, **{**given, **named})


def _longer_run(c: Case, total: int, n: int) -> list[float]:
    return _torch({**c, "total_steps": total}, n)


def _geometric(start: float, end: float, part: float) -> float:
    return float(start ** (1 - part) * end**part)


_CUTS: tuple[Callable[[float], int], ...] = (int, round, math.ceil)


def _whole(peak: Number, last: Number = _last, least: int = 0) -> list[Callable[[Case], Any]]:
    """Return formulas in which the step of the highest rate is made a whole number."""

    def formula(cut: Callable[[float], int]) -> Callable[[Case], list[float]]:
        return _cycle(peak=lambda c: max(least, cut(peak(c))), last=last)

    return [formula(cut) for cut in _CUTS]


def _other_top(top: float) -> Callable[[Case], list[float]]:
    return lambda c: _cycle()({**c, "max_lr": top})


ONE_CYCLE = [
    LISTS,
    SINGLE,
    Cause(
        "defaults-kept",
        "One or more of `pct_start`, `div_factor`, `final_div_factor` have their defaults 0.3, "
        "25, 10000. Pass them by name: after `total_steps`, the next places are `epochs` and "
        "`steps_per_epoch`.",
        gives(
            _with_defaults("pct_start", "div_factor", "final_div_factor"),
            _with_defaults("pct_start"),
            _with_defaults("div_factor"),
            _with_defaults("final_div_factor"),
            _with_defaults("div_factor", "final_div_factor"),
            _with_defaults("pct_start", "div_factor"),
            _with_defaults("pct_start", "final_div_factor"),
        ),
    ),
    Cause(
        "end-from-the-top",
        "The end is too high: it is the first rate divided by `final_div_factor`, not `max_lr` "
        "divided by it.",
        gives(
            _cycle(end=lambda c: c["max_lr"] / c["final_div_factor"]),
            _cycle(end=lambda c: c["max_lr"] / c["final_div_factor"], peak=lambda c: _peak(c) + 1),
        ),
    ),
    Cause(
        "top-one-late",
        "The top comes one batch late. Batches count from 0: it is at `pct_start * total_steps - "
        "1`, which need not be a whole number.",
        gives(
            _cycle(peak=lambda c: _peak(c) + 1),
            _cycle(peak=lambda c: c["pct_start"] * c["total_steps"], strict=True),
        ),
    ),
    Cause(
        "end-one-late",
        "The fall takes one batch too long: the last rate belongs to batch `total_steps - 1`. "
        "Batches count from 0.",
        gives(
            _cycle(last=_total),
            _cycle(fall=lambda s, peak, last: (s - peak) / (last - peak + 1)),
        ),
    ),
    Cause(
        "both-one-late",
        "The top and the end each come one batch late. Batches count from 0, so they are at "
        "`pct_start * total_steps - 1` and `total_steps - 1`.",
        gives(
            _cycle(peak=lambda c: _peak(c) + 1, last=_total),
            _cycle(peak=lambda c: c["pct_start"] * c["total_steps"], last=_total, strict=True),
            *_whole(lambda c: _peak(c) + 1, _total),
        ),
    ),
    Cause(
        "top-share-of-the-last",
        "The top is at a share of the last batch, `pct_start * (total_steps - 1)`. It is at "
        "`pct_start * total_steps - 1`.",
        gives(
            _cycle(peak=lambda c: c["pct_start"] * (c["total_steps"] - 1)),
        ),
    ),
    Cause(
        "top-moved-up",
        "Only cycles whose top lies before batch 1 are wrong: it is moved to batch 1 there.",
        gives(_cycle(peak=lambda c: max(1.0, _peak(c)))),
    ),
    Cause(
        "top-rounded",
        "The top is moved to a whole batch. Where `pct_start * total_steps - 1` is no whole "
        "number, it lies between two batches.",
        gives(
            *_whole(_peak),
            *_whole(_peak, least=1),
            *_whole(lambda c: _peak(c) + 1),
            *(_by_counts(cut, top_twice=False) for cut in _CUTS),
        ),
    ),
    Cause(
        "top-twice",
        "The fall begins with the highest rate once more. The top is one point, at `pct_start * "
        "total_steps - 1`: measure both phases from there.",
        gives(*(_by_counts(cut, top_twice=True) for cut in _CUTS)),
    ),
    Cause(
        "linear",
        "The rate goes in straight lines. Both phases follow half a cosine.",
        gives(
            _cycle(up=_line, down=_line),
            _cycle(up=_line),
            _cycle(down=_line),
        ),
    ),
    Cause(
        "geometric",
        "The rate is multiplied by the same factor in each batch. Both phases follow half a "
        "cosine.",
        gives(
            _cycle(up=_geometric, down=_geometric),
            _cycle(up=_geometric),
            _cycle(down=_geometric),
        ),
    ),
    Cause(
        "quarter-wave",
        "A phase follows a quarter of a wave: it is flat at one of its ends only. Half a cosine, "
        "`(1 + cos(pi * t)) / 2`, is flat at both.",
        gives(
            _cycle(
                up=lambda a, b, t: a + (b - a) * math.sin(math.pi * t / 2),
                down=lambda a, b, t: b + (a - b) * math.cos(math.pi * t / 2),
            ),
            _cycle(up=lambda a, b, t: a + (b - a) * math.sin(math.pi * t / 2)),
            _cycle(down=lambda a, b, t: b + (a - b) * math.cos(math.pi * t / 2)),
        ),
    ),
    Cause(
        "degrees",
        "`math.cos` takes radians: half a turn is `math.pi`, not 180.",
        gives(
            _cycle(
                up=lambda a, b, t: b + (a - b) * (1 + math.cos(180 * t)) / 2,
                down=lambda a, b, t: b + (a - b) * (1 + math.cos(180 * t)) / 2,
            )
        ),
    ),
    Cause(
        "half-missing",
        "`1 + cos(pi * t)` goes from 2 to 0: half of it goes from 1 to 0.",
        gives(
            _cycle(
                up=lambda a, b, t: b + (a - b) * (1 + math.cos(math.pi * t)),
                down=lambda a, b, t: b + (a - b) * (1 + math.cos(math.pi * t)),
            ),
        ),
    ),
    Cause(
        "one-missing",
        "`cos(pi * t)` alone goes from 1 to -1. The part of the way that is left is half of `1 + "
        "cos(pi * t)`.",
        gives(
            _cycle(
                up=lambda a, b, t: b + (a - b) * math.cos(math.pi * t),
                down=lambda a, b, t: b + (a - b) * math.cos(math.pi * t),
            ),
            _cycle(
                up=lambda a, b, t: b + (a - b) * math.cos(math.pi * t) / 2,
                down=lambda a, b, t: b + (a - b) * math.cos(math.pi * t) / 2,
            ),
        ),
    ),
    Cause(
        "ends-swapped",
        "A phase runs the wrong way. `(1 + cos(pi * t)) / 2` is 1 at its start and 0 at its end, "
        "so it is the share of the start.",
        gives(
            _cycle(up=lambda a, b, t: _half_cosine(b, a, t)),
            _cycle(down=lambda a, b, t: _half_cosine(b, a, t)),
            _cycle(
                up=lambda a, b, t: _half_cosine(b, a, t),
                down=lambda a, b, t: _half_cosine(b, a, t),
            ),
        ),
    ),
    Cause(
        "low-end-not-added",
        "The curve ends at 0, not at the last rate: between two rates, `end + (start - end) * "
        "share` is needed.",
        gives(
            _cycle(down=lambda a, _b, t: _half_cosine(a, 0.0, t)),
            _cycle(end=lambda _c: 0.0, first=lambda _c: 0.0),
            _cycle(
                up=lambda a, b, t: a + b * (1 - math.cos(math.pi * t)) / 2,
                down=lambda a, b, t: b + a * (1 + math.cos(math.pi * t)) / 2,
            ),
        ),
    ),
    Cause(
        "starts-at-zero",
        "The first rate is 0, so the first update does nothing. It is `max_lr / div_factor`.",
        gives(_cycle(first=lambda _c: 0.0)),
    ),
    Cause(
        "ends-at-the-first-rate",
        "The rate ends where it began. At the end, the first rate is divided by "
        "`final_div_factor` once more.",
        gives(_cycle(end=_first)),
    ),
    Cause(
        "no-rise",
        "The rate does not rise before it falls: the first rate is `max_lr / div_factor`.",
        gives(
            _cycle(first=_top),
            lambda c: [
                _half_cosine(_top(c), _end(c), s / _last(c)) for s in range(c["total_steps"])
            ],
        ),
    ),
    Cause(
        "no-fall",
        "The rate does not fall after the top: from there it goes down to the last rate.",
        gives(
            _cycle(end=_top),
            lambda c: [
                _half_cosine(_first(c), _top(c), s / _last(c)) for s in range(c["total_steps"])
            ],
            lambda c: [
                _half_cosine(_first(c), _top(c), s / _peak(c)) for s in range(c["total_steps"])
            ],
        ),
    ),
    Cause(
        "fall-not-from-the-top",
        "The fall is not counted from the top. The part of it that is over is `(s - top) / (last "
        "- top)`: 0 at the top, 1 at the last batch.",
        gives(
            _cycle(fall=lambda s, _peak, last: s / last),
            _cycle(fall=lambda s, _peak, last: s / (last + 1)),
            _cycle(fall=lambda s, peak, last: (s - peak) / last),
            _cycle(fall=lambda s, peak, last: (s - peak) / (last + 1)),
            _cycle(fall=lambda s, peak, last: s / (last - peak)),
            _cycle(fall=lambda s, peak, last: (s - peak - 1) / (last - peak - 1)),
            _cycle(fall=lambda s, peak, last: (s - peak - 1) / (last - peak)),
        ),
    ),
    Cause(
        "factors-for-divisors",
        "`div_factor` and `final_div_factor` are divisors: the first rate is `max_lr / "
        "div_factor`.",
        gives(
            _cycle(first=lambda c: c["max_lr"] * c["div_factor"]),
            _cycle(
                first=lambda c: c["max_lr"] * c["div_factor"],
                end=lambda c: c["max_lr"] * c["div_factor"] * c["final_div_factor"],
            ),
            _cycle(end=lambda c: _first(c) * c["final_div_factor"]),
            _cycle(
                first=lambda c: c["max_lr"] / c["div_factor"],
                end=lambda c: c["max_lr"] / c["div_factor"] * c["final_div_factor"],
            ),
        ),
    ),
    Cause(
        "divisors-swapped",
        "`div_factor` and `final_div_factor` have changed places: the first rate is `max_lr / "
        "div_factor`.",
        gives(
            _cycle(first=lambda c: c["max_lr"] / c["final_div_factor"]),
            _cycle(
                first=lambda c: c["max_lr"] / c["final_div_factor"],
                end=lambda c: c["max_lr"] / c["div_factor"],
            ),
        ),
    ),
    Cause(
        "read-after-the-step",
        "Every rate comes one batch early, and the last one is up again: it is read after "
        "`scheduler.step()`. Read the rate before the step.",
        gives(lambda c: _torch(c, c["total_steps"] + 1)[1:]),
    ),
    Cause(
        "early",
        "Every rate comes one batch early: is a batch counted from 1 instead of 0?",
        seen(
            lambda right, _item: right[1:],
            lambda right, _item: [*right[1:], right[-1]],
        ),
    ),
    Cause(
        "late",
        "Every rate comes one batch late: the first batch has number 0 and uses the first rate.",
        seen(lambda right, _item: [right[0], *right[:-1]]),
    ),
    Cause(
        "one-too-many",
        "There is one rate too many: `total_steps` batches are 0, 1, …, `total_steps - 1`.",
        gives(
            lambda c: _torch(c, c["total_steps"] + 1),
            lambda c: [*_torch(c, c["total_steps"]), _end(c)],
        ),
    ),
    Cause(
        "one-too-few",
        "The last rate is missing: `total_steps` batches are 0, 1, …, `total_steps - 1`.",
        seen(lambda right, _item: right[:-1]),
    ),
    Cause(
        "too-long-a-run",
        "The cycle is stretched over more batches than the list has, so it is not over at the "
        "end.",
        gives(
            lambda c: _longer_run(c, c["total_steps"] + 1, c["total_steps"]),
            lambda c: _longer_run(c, 2 * c["total_steps"], c["total_steps"]),
        ),
    ),
    Cause(
        "never-stepped",
        "The rate never changes: `scheduler.step()` is not called, or without its brackets.",
        gives(lambda c: [_first(c)] * c["total_steps"]),
    ),
    Cause(
        "three-phases",
        "There are three phases: the fall stops at the first rate on its way. The task asks for "
        "two.",
        gives(lambda c: _torch(c, c["total_steps"], three_phase=True)),
    ),
    Cause(
        "shares-only",
        "The rates are not multiplied by `max_lr`, or it is written into the code.",
        gives(*map(_other_top, (1.0, 0.1, 0.4, 0.5))),
    ),
    *ENDS,
    Cause(
        "by-position",
        "After `total_steps`, `OneCycleLR` takes `epochs`, `steps_per_epoch` and only then "
        "`pct_start`: pass the last three numbers by name.",
        raises("Expected float between 0 and 1 pct_start"),
    ),
    Cause(
        "no-momentum",
        "This optimizer has no momentum that `OneCycleLR` could change: use `SGD`, or pass "
        "`cycle_momentum=False`.",
        raises("must support momentum"),
    ),
    Cause(
        "one-step-too-many",
        "The scheduler is stepped more often than `total_steps` allows.",
        raises("Tried to step"),
    ),
    *LAST_ERRORS,
]
"""What can go wrong with `max_lr`, `total_steps`, `pct_start` and the two divisors."""


# ---- the share of the rise ----------------------------------------------------------------

PEAK = [
    SINGLE,
    Cause(
        "batch-counted-from-one",
        "The top comes one batch early: batches count from 0, so `step + 1` of them are over when "
        "batch `step` is.",
        gives(lambda c: c["step"] / c["total_steps"]),
    ),
    Cause(
        "share-of-the-last",
        "The last batch, `total_steps - 1`, is in the place of `total_steps`. Solve `pct_start * "
        "total_steps - 1 = step`.",
        gives(
            lambda c: c["step"] / (c["total_steps"] - 1),
            lambda c: (c["step"] + 1) / (c["total_steps"] - 1),
        ),
    ),
    Cause(
        "sign",
        "The 1 has the wrong sign or is counted twice. Solve `pct_start * total_steps - 1 = "
        "step`.",
        gives(
            lambda c: (c["step"] - 1) / c["total_steps"],
            lambda c: (c["step"] - 1) / (c["total_steps"] - 1),
            lambda c: (c["step"] + 2) / c["total_steps"],
            lambda c: (c["step"] + 1) / (c["total_steps"] + 1),
            lambda c: c["step"] / (c["total_steps"] + 1),
            lambda c: c["step"] / c["total_steps"] + 1,
            lambda c: c["step"] / c["total_steps"] - 1,
            lambda c: c["step"] + 1 / c["total_steps"],
        ),
    ),
    Cause(
        "upside-down",
        "The quotient is upside down: `pct_start` is a share, between 0 and 1.",
        gives(
            lambda c: c["total_steps"] / (c["step"] + 1),
            lambda c: c["total_steps"] / c["step"],
        ),
    ),
    Cause(
        "share-of-the-fall",
        "This is the share of the fall. `pct_start` is the share of the rise.",
        gives(
            lambda c: 1 - (c["step"] + 1) / c["total_steps"],
            lambda c: 1 - c["step"] / c["total_steps"],
        ),
    ),
    Cause(
        "percent",
        "The number is a percentage. In spite of its name, `pct_start` is a share between 0 and "
        "1.",
        gives(
            lambda c: 100 * (c["step"] + 1) / c["total_steps"],
            lambda c: 100 * c["step"] / c["total_steps"],
        ),
    ),
    Cause(
        "product",
        "The step is multiplied by `total_steps`. Solve `pct_start * total_steps - 1 = step` for "
        "`pct_start`.",
        gives(
            lambda c: (c["step"] + 1) * c["total_steps"],
            lambda c: c["step"] * c["total_steps"] - 1,
        ),
    ),
    Cause(
        "whole-division",
        "The division is rounded down, so it gives 0. Write `/`, not `//`.",
        gives(lambda c: (c["step"] + 1) // c["total_steps"], lambda _c: 0),
    ),
    Cause(
        "rounded",
        "The share is rounded, so `max_lr` is only nearly reached. Keep all digits.",
        lambda evidence: (
            all(is_number(item.observed) for item in evidence) and is_rounded(evidence)
        ),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails. It depends on both arguments.",
        is_one_answer,
        general=True,
    ),
    Cause(
        "nearly-right",
        "The share is nearly right, but `max_lr` is not reached at exactly that step. Solve "
        "`pct_start * total_steps - 1 = step`; a search stops too soon.",
        always(
            lambda item: (
                is_number(item.observed)
                and math.isclose(item.observed, item.expected, rel_tol=0.02)
            )
        ),
        general=True,
    ),
    *LAST_ERRORS,
]
"""What can go wrong with `total_steps` and `step`."""
