"""Mistakes with a warm-up and what comes after it: a cosine, or drops at milestones."""

import math
from collections.abc import Callable, Sequence
from typing import Any

from lrcourse import recipes, schedules
from lrcourse.causes.built import Case, Factor, by_factor, factors, gives
from lrcourse.causes.predicates import alike, any_of
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.mistakes import combined


def _with_ramp(*ramps: Factor) -> Fits:
    """Return a predicate: the rates before `warmup` are another ramp, the later ones right."""

    def prediction(ramp: Factor, item: Evidence) -> list[float]:
        cut = item.case["warmup"]
        return [*by_factor(ramp)(**item.case)[:cut], *item.expected[cut:]]

    def explains(ramp: Factor, evidence: Sequence[Evidence]) -> bool:
        try:
            return all(alike(prediction(ramp, item), item.observed) for item in evidence)
        except (ArithmeticError, KeyError, IndexError):
            return False

    return lambda evidence: any(explains(ramp, evidence) for ramp in ramps)


def _line(case: Case, e: float, length: float | None = None) -> float:
    """Return the factor of a straight line from `start_factor` to 1 in `length` epochs."""
    length = case["warmup"] if length is None else length
    done = min(1.0, e / length) if length else 0.0
    return float(case["start_factor"] + (1 - case["start_factor"]) * done)


_OF_ONE_EPOCH = Cause(
    "warm-up-of-one-epoch",
    "A warm-up of one epoch is left out. Epoch 0 uses `start_factor` then, too.",
    _with_ramp(lambda c, e: _line(c, e) if c["warmup"] > 1 else 1.0),
)

WARMUP = [
    Cause(
        "warm-up-too-long",
        "The warm-up is not over when the next stage begins, so the rate jumps. Its "
        "`total_iters` must be `warmup`.",
        _with_ramp(
            lambda c, e: _line(c, e, c["warmup"] + 1),
            lambda c, e: _line(c, e, c.get("total", c["warmup"] + 1)),
            lambda c, e: _line(c, e, c["total"] - c["warmup"]),
            lambda c, e: _line(c, e, c["milestones"][0]),
        ),
    ),
    Cause(
        "warm-up-too-short",
        "The warm-up is over one epoch early and then waits. It reaches the base rate in epoch "
        "`warmup`, not in the one before.",
        _with_ramp(lambda c, e: _line(c, e, c["warmup"] - 1)),
    ),
    Cause(
        "warm-up-of-five-epochs",
        "The warm-up has a fixed length: without `total_iters`, `LinearLR` takes 5 epochs.",
        _with_ramp(lambda c, e: _line(c, e, 5)),
    ),
    Cause(
        "warm-up-from-zero",
        "The warm-up begins at 0, so the first update does nothing. It begins at `start_factor` "
        "times the base rate.",
        _with_ramp(lambda c, e: e / c["warmup"]),
    ),
    Cause(
        "start-factor-ignored",
        "The warm-up does not begin at `start_factor` times the base rate. Without that argument, "
        "`LinearLR` begins at a third.",
        _with_ramp(
            lambda c, e: 1 / 3 + 2 / 3 * e / c["warmup"],
            lambda c, e: 0.1 + 0.9 * e / c["warmup"],
            lambda c, e: 0.2 + 0.8 * e / c["warmup"],
            lambda c, e: 0.3 + 0.7 * e / c["warmup"],
            lambda c, e: (e + 1) / c["warmup"],
            lambda c, e: (e + 1) / (c["warmup"] + 1),
        ),
    ),
    Cause(
        "start-factor-as-a-rate",
        "The warm-up begins at the rate `start_factor`. It is a factor: the base rate is "
        "multiplied by it.",
        _with_ramp(
            lambda c, e: (
                (c["start_factor"] + (c["base_lr"] - c["start_factor"]) * e / c["warmup"])
                / c["base_lr"]
            )
        ),
    ),
    Cause(
        "start-factor-as-a-floor",
        "The line begins at 0 and is only cut off below `start_factor`. It rises from "
        "`start_factor` on, in equal steps.",
        _with_ramp(
            lambda c, e: max(c["start_factor"], e / c["warmup"]),
            lambda c, e: max(c["start_factor"], (e + 1) / c["warmup"]),
        ),
    ),
    Cause(
        "start-factor-added",
        "`start_factor` is added to the line, so it starts right and ends too high. The line "
        "goes from `start_factor` to 1.",
        _with_ramp(lambda c, e: c["start_factor"] + e / c["warmup"]),
    ),
    Cause(
        "warm-up-is-flat",
        "The warm-up does not rise: `ConstantLR` keeps one factor. Use a straight line.",
        _with_ramp(lambda c, _e: c["start_factor"]),
    ),
    Cause(
        "warm-up-falls",
        "The warm-up runs the wrong way. It begins at `start_factor` times the base rate and "
        "ends at the base rate.",
        _with_ramp(lambda c, e: 1 + c["start_factor"] - _line(c, e)),
    ),
    Cause(
        "used-up",
        "The warm-up begins at its end. Were its schedulers stepped before, in another "
        "`SequentialLR`? Build new ones for each.",
        _with_ramp(
            lambda c, e: combined.used_again(1.0, c["start_factor"], c["warmup"], 1.0, e + 1)[e]
        ),
    ),
    Cause(
        "inner-stepped",
        "The warm-up runs twice as fast: is its scheduler stepped as well as the "
        "`SequentialLR`? Only the outer one is stepped.",
        _with_ramp(
            lambda c, e: combined.inner_stepped(1.0, c["start_factor"], c["warmup"], 1.0, e + 1)[e]
        ),
    ),
]
"""Mistakes in a warm-up that ends at epoch `warmup`, whatever comes then."""


def _half_cosine(share: float) -> float:
    return (1 + math.cos(math.pi * share)) / 2


def _tail(*tails: Callable[[Case, int, int], float]) -> Fits:
    """Return a predicate: the warm-up is right, and `tail(case, own epoch, rest)` follows."""

    def factor(tail: Callable[[Case, int, int], float]) -> Factor:
        def of(case: Case, e: int) -> float:
            own, rest = e - case["warmup"], case["total"] - case["warmup"]
            return _line(case, e) if own < 0 else tail(case, own, rest)

        return of

    return factors(*map(factor, tails))


def _chain_of_line_and_cosine(t_max: Callable[[Case], int]) -> Callable[..., list[float]]:
    """Return what a ChainedScheduler of a LinearLR and a CosineAnnealingLR gives.

    Past `T_max` the cosine adds to the rate instead of scaling it, so this goes step by step.
    """

    def rates(**case: Any) -> list[float]:  # noqa: ANN401
        length, base_lr = t_max(case), case["base_lr"]
        lr, found = base_lr * _line(case, 0), []
        for e in range(case["n"]):
            found.append(lr)
            lr *= _line(case, e + 1) / _line(case, e)
            if e % (2 * length) == length:
                lr += base_lr * (1 - math.cos(math.pi / length)) / 2
            else:
                lr *= _half_cosine((e + 1) / length) / _half_cosine(e / length)
        return found

    return rates


def _stages_of(case: Case, milestone: int, t_max: int) -> list[float]:
    """Return a warm-up, then from `milestone` on a cosine with this `T_max`."""
    n = case["n"]
    ramp = [case["base_lr"] * _line(case, e) for e in range(n)]
    cosine = schedules.cosine_annealing(case["base_lr"], t_max, 0.0, n)
    return schedules.sequential([ramp, cosine], [milestone], n)


def _stages(
    numbers: Callable[[int, int], tuple[int, int]],
) -> Callable[..., list[float]]:
    """Return the stages with the milestone and the `T_max` that `numbers(warmup, total)` gives."""
    return lambda **case: _stages_of(case, *numbers(case["warmup"], case["total"]))


def _order_swapped(**case: Any) -> list[float]:  # noqa: ANN401
    n, rest = case["n"], case["total"] - case["warmup"]
    ramp = [case["base_lr"] * _line(case, e) for e in range(n)]
    cosine = schedules.cosine_annealing(case["base_lr"], rest, 0.0, n)
    return schedules.sequential([cosine, ramp], [case["warmup"]], n)


def _cosine_only(**case: Any) -> list[float]:  # noqa: ANN401
    return schedules.cosine_annealing(case["base_lr"], case["total"], 0.0, case["n"])


WARMUP_COSINE = [
    _OF_ONE_EPOCH,
    Cause(
        "short-cosine-left-out",
        "A cosine of one epoch is left out. If `total` is `warmup + 1`, epoch `total` still uses "
        "the rate 0.",
        _tail(lambda _c, own, rest: 1.0 if rest < 2 else _half_cosine(own / rest)),
    ),
    Cause(
        "t-max-is-the-whole-run",
        "The cosine is too long: at `total` it has not reached 0. `T_max` counts its own epochs: "
        "what the warm-up leaves of the run.",
        gives(combined.cosine_of_the_whole_run),
    ),
    Cause(
        "chained",
        "The cosine falls during the warm-up already, so the peak is too low. The two come one "
        "after the other: that is `SequentialLR`.",
        gives(
            _chain_of_line_and_cosine(lambda c: int(c["total"])),
            _chain_of_line_and_cosine(lambda c: int(c["total"] - c["warmup"])),
        ),
    ),
    Cause(
        "warm-up-erased",
        "The warm-up does not show. Is it left out, or is a `LambdaLR` last in a chain? That "
        "one overwrites what the others did.",
        any_of(
            gives(_cosine_only),
            factors(
                lambda c, e: _half_cosine(e / (c["total"] - c["warmup"])),
                lambda c, e: _half_cosine(max(0, e - c["warmup"]) / (c["total"] - c["warmup"])),
                lambda c, e: (
                    1.0
                    if e < c["warmup"]
                    else _half_cosine((e - c["warmup"]) / (c["total"] - c["warmup"]))
                ),
            ),
        ),
    ),
    Cause(
        "cosine-from-the-start",
        "The cosine counts its epochs from the start of training, so it is too low when it "
        "begins. It starts at epoch `warmup`: use `epoch - warmup`.",
        _tail(
            lambda c, own, _rest: _half_cosine((own + c["warmup"]) / c["total"]),
            lambda c, own, rest: _half_cosine((own + c["warmup"]) / rest),
        ),
    ),
    Cause(
        "never-falls",
        "After the warm-up the rate stays at the base rate: the cosine is missing, or it begins "
        "too late.",
        _tail(lambda _c, _own, _rest: 1.0),
    ),
    Cause(
        "milestone-elsewhere",
        "The cosine begins in another epoch than `warmup`. Look at the milestone of the "
        "`SequentialLR`.",
        gives(
            _stages(lambda w, t: (w + 1, t - w)),
            _stages(lambda w, t: (w - 1, t - w)),
            _stages(lambda w, t: (w + 1, t - w - 1)),
            _stages(lambda w, t: (w - 1, t - w + 1)),
            _stages(lambda w, t: (t - w, t - w)),
            _stages(lambda w, t: (t - w, t)),
            _stages(lambda w, t: (t, t - w)),
        ),
    ),
    Cause(
        "order-of-stages",
        "The stages come in the wrong order: the first one in the list is the first one to act.",
        gives(_order_swapped),
    ),
    Cause(
        "t-max-one-off",
        "The rate is 0 one epoch too early or too late. It is 0 in epoch `total`.",
        _tail(
            lambda _c, own, rest: _half_cosine(own / (rest - 1)),
            lambda _c, own, rest: _half_cosine(own / (rest + 1)),
        ),
    ),
    Cause(
        "whole-period",
        "The cosine goes down and up again within the run. Only its first half is wanted: the "
        "angle ends at `pi`.",
        _tail(lambda _c, own, rest: _half_cosine(2 * own / rest)),
    ),
    Cause(
        "quarter-period",
        "The rate is only half-way down at `total`. The angle there is `pi`.",
        _tail(lambda _c, own, rest: _half_cosine(own / rest / 2)),
    ),
    Cause(
        "plain-cosine",
        "The factor is a plain cosine, or the half is missing. It is `(1 + cos(…)) / 2`, which "
        "goes from 1 to 0.",
        _tail(
            lambda _c, own, rest: 2 * _half_cosine(own / rest),
            lambda _c, own, rest: math.cos(math.pi * own / rest),
            lambda _c, own, rest: math.cos(math.pi * own / rest / 2),
        ),
    ),
    Cause(
        "line-for-cosine",
        "The rate falls along a straight line. It is to fall along a cosine.",
        _tail(lambda _c, own, rest: 1 - own / rest),
    ),
    Cause(
        "restarts",
        "In epoch `total` the rate jumps back to the base rate, as with warm restarts. Use the "
        "plain cosine.",
        _tail(lambda _c, own, rest: _half_cosine(own % rest / rest)),
    ),
    *WARMUP,
]
"""Mistakes in a warm-up, then a cosine to 0."""


def _drops(
    milestones: Callable[[Case], Sequence[int]], start: Callable[[Case], int] | None = None
) -> Callable[..., list[float]]:
    """Return a warm-up, then drops at these epochs of the whole training.

    Args:
        milestones: from a case to the epochs.
        start: from a case to the epoch at which the warm-up is cut; if None, `warmup`.
    """

    def rates(**case: Any) -> list[float]:  # noqa: ANN401
        n, cut = case["n"], start(case) if start else case["warmup"]
        ramp = [case["base_lr"] * _line(case, e) for e in range(n)]
        drops = schedules.multi_step(case["base_lr"], case["gamma"], milestones(case), n)
        return ramp[:cut] + drops[cut:]

    return rates


def _moved(by: int) -> Callable[[Case], list[int]]:
    return lambda case: [milestone + by for milestone in case["milestones"]]


def _shifted_first(case: Case) -> list[int]:
    first, *others = case["milestones"]
    return [first, *(milestone + case["warmup"] for milestone in others)]


def _as_lengths(case: Case) -> list[int]:
    """Return the drops where each milestone is taken relative to the one before."""
    before = [case["warmup"], *case["milestones"]]
    return [
        case["warmup"] + milestone - earlier
        for earlier, milestone in zip(before, case["milestones"], strict=False)
    ]


def _other_gamma(gamma: Callable[[float], float]) -> Callable[..., list[float]]:
    return lambda **case: recipes.warmup_milestones(**{**case, "gamma": gamma(case["gamma"])})


WARMUP_DROPS = [
    _OF_ONE_EPOCH,
    Cause(
        "drop-at-warmup-lost",
        "A milestone that equals `warmup` is lost. It is the own epoch 0 of the second stage, "
        "and drops the rate there.",
        gives(_drops(lambda c: [m for m in c["milestones"] if m > c["warmup"]])),
    ),
    Cause(
        "repeats-lost",
        "A milestone that is listed twice counts twice: do not put the milestones into a set.",
        gives(_drops(lambda c: sorted(set(c["milestones"])))),
    ),
    Cause(
        "milestones-from-the-start",
        "The drops come `warmup` epochs late. The second stage counts its own epochs, so each "
        "milestone must be `warmup` smaller there.",
        gives(combined.milestones_from_the_start),
    ),
    Cause(
        "shifted-the-wrong-way",
        "The drops come even later than without a shift: `warmup` is to be subtracted from the "
        "milestones, not added.",
        gives(_drops(lambda c: [m + 2 * c["warmup"] for m in c["milestones"]])),
    ),
    Cause(
        "only-one-shifted",
        "Only the first drop is in its place. Every milestone is counted from the start of the "
        "stage, not only the first.",
        gives(_drops(_shifted_first)),
    ),
    Cause(
        "shifted-in-a-chain",
        "The drops come `warmup` epochs early. In a chain every member counts from the start of "
        "training: subtract nothing there.",
        factors(
            lambda c, e: (
                _line(c, e) * c["gamma"] ** sum(m - c["warmup"] <= e for m in c["milestones"])
            ),
            # A milestone 0 of a MultiStepLR counts in a closed form only, not in a chain.
            lambda c, e: (
                _line(c, e) * c["gamma"] ** sum(0 < m - c["warmup"] <= e for m in c["milestones"])
            ),
        ),
    ),
    Cause(
        "drops-one-early",
        "Every drop comes one epoch early. A drop at milestone `m` is at own epoch `m - warmup` "
        "of the second stage.",
        gives(
            _drops(_moved(-1)),
            _drops(lambda c: [m - 1 for m in c["milestones"] if m > c["warmup"]]),
        ),
    ),
    Cause(
        "drops-one-late",
        "Every drop comes one epoch late. A drop at milestone `m` is at own epoch `m - warmup` "
        "of the second stage.",
        gives(_drops(_moved(1))),
    ),
    Cause(
        "milestone-missed",
        "A drop is missing: every milestone drops the rate once.",
        gives(
            _drops(lambda c: c["milestones"][:1]),
            _drops(lambda c: c["milestones"][1:]),
            _drops(lambda c: c["milestones"][:-1]),
        ),
    ),
    Cause(
        "milestones-as-lengths",
        "The milestones are counted from one another. In the second stage, each is counted from "
        "the start of that stage.",
        gives(_drops(_as_lengths)),
    ),
    Cause(
        "starts-at-the-first-drop",
        "The second stage begins at the first milestone instead of at the end of the warm-up, "
        "so its drops come late.",
        gives(
            lambda **case: schedules.sequential(
                [
                    [case["base_lr"] * _line(case, e) for e in range(case["n"])],
                    schedules.multi_step(
                        case["base_lr"],
                        case["gamma"],
                        [m - case["warmup"] for m in case["milestones"]],
                        case["n"],
                    ),
                ],
                [case["milestones"][0]],
                case["n"],
            ),
        ),
    ),
    Cause(
        "warm-up-erased",
        "The warm-up does not show. Is it left out, or is a `LambdaLR` last in a chain? That "
        "one overwrites what the others did.",
        gives(
            lambda **case: schedules.multi_step(
                case["base_lr"], case["gamma"], case["milestones"], case["n"]
            )
        ),
    ),
    Cause(
        "steps-for-milestones",
        "The drops come at regular intervals, as those of a `StepLR`. They come at the "
        "milestones only.",
        factors(
            lambda c, e: _line(c, e) * c["gamma"] ** (e // c["milestones"][0]),
            lambda c, e: (
                _line(c, e)
                * c["gamma"] ** (max(0, e - c["warmup"]) // (c["milestones"][0] - c["warmup"]))
            ),
        ),
    ),
    Cause(
        "factor-not-kept",
        "The rate drops for one epoch and is back then. A `LambdaLR` needs the factor of all "
        "drops so far.",
        factors(
            lambda c, e: (
                _line(c, e) if e < c["warmup"] else (c["gamma"] if e in c["milestones"] else 1.0)
            )
        ),
    ),
    Cause(
        "line-goes-on",
        "The line of the warm-up goes on rising after `warmup`. From there on its factor is 1.",
        factors(
            lambda c, e: (
                (c["start_factor"] + (1 - c["start_factor"]) * e / c["warmup"])
                * c["gamma"] ** sum(m <= e for m in c["milestones"])
            )
        ),
    ),
    Cause(
        "drops-never-come",
        "After the warm-up the drops do not come. Are they left out, or are the milestones a "
        "tensor? None of these ever fires: use a list of whole numbers.",
        gives(
            _drops(lambda _c: []),
            _drops(lambda c: [m for m in c["milestones"] if m == c["warmup"]]),
        ),
    ),
    Cause(
        "gamma-ignored",
        "The drops keep a tenth, whatever `gamma` says: pass `gamma` on.",
        gives(_other_gamma(lambda _g: 0.1)),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays.",
        gives(_other_gamma(lambda g: 1 - g)),
    ),
    *WARMUP,
]
"""Mistakes in a warm-up, then drops at milestones."""
