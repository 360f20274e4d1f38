"""Mistakes with the rule of ReduceLROnPlateau, seen in the rates that it leads to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from lrcourse.causes.built import BUILT_ERRORS, NEARLY, gives, one_scale
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import SINGLE, alike, always, is_number, is_rounded, predicts
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.mistakes import plateau

Settings: TypeAlias = dict[str, Any]
Twist: TypeAlias = tuple[type[plateau.Machine], Settings]
"""A machine with one part wrong, and settings that are other than they should be."""
Rates: TypeAlias = Callable[..., list[float]]


def _part(
    name: str,
    sentence: str,
    *machines: type[plateau.Machine],
    **other: Any,  # noqa: ANN401
) -> tuple[str, str, list[Twist]]:
    return name, sentence, [(machine, other) for machine in machines]


_RULE = [
    _part(
        "too-impatient",
        "The rate drops one bad metric too soon. It drops after **more** than `patience` bad "
        "ones in a row.",
        plateau.TooImpatient,
        plateau.TooImpatientWithBad,
    ),
    _part(
        "too-patient",
        "The rate drops one bad metric too late: `patience + 1` bad ones in a row are enough.",
        plateau.TooPatient,
    ),
    _part(
        "compares-with-previous",
        "Each metric is compared with the one before it. It has to beat the **best** one so far.",
        plateau.ComparesWithPrevious,
        plateau.ComparesWithPreviousPlainly,
    ),
    _part(
        "best-always-moves",
        "A metric that is not good still changes the best one. Only a good metric becomes the "
        "best.",
        plateau.BestAlwaysMoves,
        plateau.BestIsTheExtreme,
    ),
    _part(
        "size-of-the-best",
        "Below 0 the relative bound is wrong. Take the formula as it is: no `abs`, no "
        "division by `best`.",
        plateau.SizeOfTheBest,
        plateau.GainAsShare,
    ),
    _part(
        "threshold-ignored",
        "Any gain counts as good, however small. A good metric beats the best one by the "
        "threshold.",
        plateau.ThresholdIgnored,
    ),
    _part(
        "threshold-the-wrong-way",
        "Metrics that are a little worse than the best one count as good: the threshold has "
        "the wrong sign.",
        plateau.ThresholdTheWrongWay,
    ),
    _part(
        "equal-is-good",
        "A metric counts as good that only equals what it has to beat. Compare with `<` and `>`.",
        plateau.EqualIsGood,
        plateau.EqualToTheBestIsGood,
    ),
    _part(
        "infinite-difference",
        "With `'rel'` nothing counts as good: `inf - threshold * inf` is NaN. Write `best * "
        "(1 - threshold)`.",
        plateau.InfiniteDifference,
    ),
    _part(
        "first-metric-bad",
        "The first metric counts as bad. It is good, unless it is NaN: it beats `inf`, or `-inf`.",
        plateau.FirstComparedWithItself,
    ),
    _part(
        "wrong-start",
        "The best metric has a wrong value before the first one: `inf` for `min`, `-inf` for "
        "`max`.",
        plateau.StartsAtInfinity,
        plateau.StartsBelowAll,
        plateau.StartsAtZero,
    ),
    _part(
        "nan-is-good",
        "NaN counts as good. Ask whether a metric is good, and take all others for bad.",
        plateau.NanIsGood,
    ),
    _part(
        "first-nan-is-best",
        "The first metric is taken for the best one, even if it is NaN. Begin with `inf` or "
        "`-inf` as the best one: there may be no metric at all.",
        plateau.FirstIsGood,
    ),
    _part(
        "nan-skipped",
        "NaN is left out. It counts as a bad metric, like any other that is not good.",
        plateau.NanSkipped,
    ),
    _part(
        "count-goes-on",
        "After a drop, every further bad metric drops the rate again. The count begins anew at 0.",
        plateau.CountGoesOn,
    ),
    _part(
        "not-in-a-row",
        "All bad metrics are counted. Only those in a row count: a good one sets the count to 0.",
        plateau.NotInARow,
    ),
    _part(
        "best-forgotten",
        "After a drop the best metric is forgotten. Later ones still have to beat the best "
        "one so far.",
        plateau.BestForgotten,
    ),
    _part(
        "mode-ignored",
        "`mode` is ignored: with `'max'`, a good metric is larger than the best one.",
        plateau.Machine,
        mode="min",
    ),
    _part(
        "always-relative",
        "`threshold_mode` is ignored: with `'abs'`, the threshold is an amount, not a share "
        "of the best metric.",
        plateau.Machine,
        threshold_mode="rel",
    ),
    _part(
        "always-absolute",
        "`threshold_mode` is ignored: with `'rel'`, the threshold is a share of the best "
        "metric, not an amount.",
        plateau.Machine,
        threshold_mode="abs",
    ),
    _part(
        "cooldown-ignored",
        "There is no cooldown: after a drop, the next `cooldown` metrics leave the count of "
        "bad ones at 0.",
        plateau.Machine,
        cooldown=0,
    ),
    _part(
        "blind-in-cooldown",
        "Metrics of the cooldown are not looked at. A good one of them still becomes the best "
        "one.",
        plateau.BlindInCooldown,
    ),
    _part(
        "counts-in-cooldown",
        "Bad metrics of the cooldown are counted. The count stays 0 until the cooldown is over.",
        plateau.CountsInCooldown,
    ),
    _part(
        "cooldown-ended",
        "A good metric ends the cooldown. It lasts for `cooldown` metrics, whatever they are.",
        plateau.CooldownEnded,
    ),
    _part(
        "min-lr-ignored",
        "The rate falls below `min_lr`. It never does: take the larger one of the two.",
        plateau.Machine,
        min_lr=0.0,
    ),
    _part(
        "stops-above-min-lr",
        "A drop that would end below `min_lr` is left out. It ends at `min_lr`.",
        plateau.StopsAboveMinLr,
    ),
    _part(
        "smaller-of-the-two",
        "The smaller one of the lowered rate and `min_lr` is taken. Take the larger one: `max`.",
        plateau.SmallerOfTheTwo,
    ),
    _part(
        "drops-from-the-base",
        "Every drop starts from the base rate. It multiplies the rate of the moment by `factor`.",
        plateau.DropsFromTheBase,
    ),
    _part(
        "rises-again",
        "The rate goes up again after a good metric. A drop stays: this scheduler never "
        "raises the rate.",
        plateau.RisesAgain,
    ),
]
"""What can be wrong with the rule, whatever the exercise is."""


_EPS = (0.0, 1e-8)
"""What counts as too small a drop in code of one's own, and in PyTorch's class."""


def _gives(*formulas: Rates) -> Fits:
    """Return a predicate: one of the formulas gives what was seen, in every case.

    What is right but for its last digits is no mistake with the rule.
    """
    found = gives(*(partial(formula, eps=eps) for formula in formulas for eps in _EPS))
    return lambda evidence: (
        not any(alike(item.expected, item.observed) for item in evidence) and found(evidence)
    )


def _rule(rates: Callable[[Twist], Rates], *left_out: str) -> list[Cause]:
    """Return the causes of `_RULE`; `rates` says what a twist gives in an exercise."""
    return [
        Cause(name, sentence, _gives(*map(rates, twists)))
        for name, sentence, twists in _RULE
        if name not in left_out
    ]


# ---- the rate after each metric --------------------------------------------------------------


def _after(twist: Twist) -> Rates:
    machine, other = twist
    return lambda **case: machine(**{**case, **other}).rates()


def _run(twist: Twist) -> Rates:
    """Return what the epochs use with a twist of the rule."""
    machine, other = twist

    def rates(**case: Any) -> list[float]:  # noqa: ANN401
        after = machine(**{**case, **other}).rates()
        return [case["base_lr"], *after][: len(after)]

    return rates


def _with(change: Callable[[Settings], Settings]) -> Fits:
    """Return a predicate: the rule is right, with some of its settings changed."""
    return _gives(lambda **case: plateau.Machine(**{**case, **change(case)}).rates())


def _left_at(*settings: tuple[str, Any]) -> Fits:
    """Return a predicate: one of the settings is always the same."""
    return _gives(*(_after((plateau.Machine, {name: value})) for name, value in settings))


def _shifted(item: Evidence) -> list[float]:
    return [item.case["base_lr"], *item.expected][: len(item.expected)]


def _numbers(evidence: Sequence[Evidence]) -> bool:
    return all(is_number(entry) for item in evidence for entry in item.observed)


def _single_precision(evidence: Sequence[Evidence]) -> bool:
    return SINGLE.fits(evidence) and _numbers(evidence)


def _is_rounded(evidence: Sequence[Evidence]) -> bool:
    return is_rounded(evidence) and _numbers(evidence)


_OTHER_MODE = {"rel": "abs", "abs": "rel"}
_NO_LIMITS = {"cooldown": 0, "min_lr": 0.0}
_OF_THE_LESSON = {"mode": "min", "threshold": 1e-4, "threshold_mode": "rel", **_NO_LIMITS}


_COOLDOWN_LENGTH = Cause(
    "cooldown-length",
    "After a drop the count begins too soon or too late. The cooldown begins **after** the "
    "metric of the drop and takes `cooldown` metrics.",
    _gives(
        _after((plateau.RestsAfterTheCheck, {})),
        lambda **case: plateau.Machine(**{**case, "cooldown": case["cooldown"] + 1}).rates(),
        lambda **case: plateau.Machine(
            **{**case, "cooldown": max(0, case["cooldown"] - 1)}
        ).rates(),
        lambda **case: plateau.Machine(
            **{**case, "cooldown": case["cooldown"] + bool(case["cooldown"])}
        ).rates(),
    ),
)


def _before(name: str, new: Cause, causes: list[Cause]) -> list[Cause]:
    place = [cause.name for cause in causes].index(name)
    return [*causes[:place], new, *causes[place:]]


MACHINE = [
    Cause(
        "no-metrics",
        "Only the call without metrics is wrong: an empty list of metrics asks for an empty list "
        "of rates.",
        always(lambda item: not item.case["metrics"]),
    ),
    Cause(
        "lists-in-the-list",
        "There are lists inside the list. It holds one plain number for each metric.",
        always(lambda item: isinstance(item.observed[0], list)),
    ),
    replace(SINGLE, fits=_single_precision),
    Cause(
        "never-changes",
        "The rate never changes. Does the count of bad metrics go on from one metric to the next?",
        predicts(lambda item: [item.case["base_lr"]] * len(item.expected)),
    ),
    Cause(
        "before-the-metric",
        "The list is one metric late. Entry 0 is the rate **after** the first metric.",
        predicts(_shifted),
    ),
    Cause(
        "one-too-many",
        "There is one entry too many. The list does not begin with `base_lr`.",
        predicts(
            lambda item: [item.case["base_lr"], *item.expected],
            lambda item: [*item.expected, *item.expected[-1:]],
        ),
    ),
    Cause(
        "return-in-the-loop",
        "The list ends after one entry: does `return` stand inside the loop?",
        predicts(lambda item: item.expected[:1]),
    ),
    Cause(
        "only-the-last",
        "Only the last rate is returned. The list has one rate for each metric.",
        predicts(
            lambda item: item.expected[-1] if item.expected else item.case["base_lr"],
            lambda item: item.expected[-1:],
        ),
    ),
    *_before("counts-in-cooldown", _COOLDOWN_LENGTH, _rule(_after)),
    Cause(
        "percent-off",
        "`factor` is taken as the part that goes. It is the part that stays.",
        _with(lambda case: {"factor": 1 - case["factor"]}),
    ),
    Cause(
        "threshold-modes-swapped",
        "The two modes of the threshold are swapped: `'rel'` is a share of the best metric, "
        "`'abs'` an amount.",
        _with(lambda case: {"threshold_mode": _OTHER_MODE[case["threshold_mode"]]}),
    ),
    Cause(
        "rule-of-the-lesson",
        "This is the lesson's rule as it stands: `mode`, `threshold`, `threshold_mode`, "
        "`cooldown` and `min_lr` play no part.",
        _gives(_after((plateau.Machine, _OF_THE_LESSON)), _run((plateau.Machine, _OF_THE_LESSON))),
    ),
    Cause(
        "arguments-left-out",
        "Several arguments play no part: do `threshold_mode`, `cooldown` and `min_lr` all reach "
        "the rule?",
        _gives(
            *(
                _after((plateau.Machine, {**_NO_LIMITS, **other}))
                for other in (
                    {},
                    {"threshold_mode": "rel"},
                    {"threshold_mode": "rel", "threshold": 1e-4},
                )
            )
        ),
    ),
    Cause(
        "argument-left-out",
        "One of the arguments plays no part: a number of its own, or a default, stands in its "
        "place.",
        _left_at(
            ("patience", 10),
            ("factor", 0.1),
            ("factor", 0.5),
            ("threshold", 1e-4),
            ("mode", "max"),
            ("patience", 0),
            ("patience", 1),
            ("patience", 2),
        ),
        general=True,
    ),
    Cause(
        "rounded",
        "The numbers are rounded. Keep all their digits: only printing may shorten them.",
        _is_rounded,
    ),
    NEARLY,
    Cause(
        "hard-coded-base",
        "The base rate is written into the code. Use `base_lr`, which differs from call to call.",
        one_scale,
        general=True,
    ),
    *ERRORS,
]

# ---- the rates that the epochs of a run use --------------------------------------------------


_NO_CODE = (
    "best-always-moves",
    "equal-is-good",
    "threshold-the-wrong-way",
    "size-of-the-best",
    "infinite-difference",
    "wrong-start",
    "nan-is-good",
    "first-nan-is-best",
    "nan-skipped",
)
"""Mistakes that code makes and a head does not."""
_NO_SETTING = (
    "mode-ignored",
    "always-relative",
    "always-absolute",
    "cooldown-ignored",
    "blind-in-cooldown",
    "counts-in-cooldown",
    "cooldown-ended",
    "min-lr-ignored",
    "stops-above-min-lr",
    "smaller-of-the-two",
)
"""Mistakes with settings that the exercise does without."""

A_TENTH = Cause(
    "a-tenth",
    "A drop leaves a tenth of the rate, as by default. It shall be halved: `factor`.",
    _gives(_run((plateau.Machine, {"factor": 0.1}))),
)

USED = [
    Cause(
        "after-the-step",
        "The list is one epoch ahead: the step ends an epoch, so a drop shows in the next one.",
        _gives(_after((plateau.Machine, {}))),
    ),
    Cause(
        "never-changes",
        "The rate changes in this run. Which losses beat the best one so far?",
        predicts(lambda item: [item.case["base_lr"]] * len(item.expected)),
    ),
    *_rule(_run, *_NO_SETTING, *_NO_CODE),
    A_TENTH,
    Cause(
        "factors-only",
        "These are factors: each is still to be multiplied by the base rate.",
        predicts(lambda item: [rate / item.case["base_lr"] for rate in item.expected]),
    ),
    *ERRORS,
]

# ---- a scheduler that watches an accuracy ----------------------------------------------------


def _watch(**other: Any) -> Rates:  # noqa: ANN401
    """Return what the epochs use with other settings than those that the exercise asks for."""
    return _watching((plateau.Machine, other))


def _watching(twist: Twist) -> Rates:
    machine, other = twist
    asked = {"mode": "max", "factor": 0.5, "threshold": 0.5, "threshold_mode": "abs"}
    return _run((machine, {**asked, **other}))


def _in_all_ways(*ways: Settings, **fixed: Any) -> list[Rates]:  # noqa: ANN401
    return [
        _watch(**{**way, **fixed, **factor}) for way in ways for factor in ({}, {"factor": 0.1})
    ]


_BY_DEFAULT = {"threshold": 1e-4, "threshold_mode": "rel"}


def _epochs_of_drops(length: Callable[[int], int], factor: float) -> Rates:
    """Return what the epochs use if the accuracy is taken for the epoch of a StepLR."""

    def rates(**case: Any) -> list[float]:  # noqa: ANN401
        epochs = length(case["patience"])
        return plateau.loss_as_epoch(case["base_lr"], factor, epochs, case["metrics"])

    return rates


def _shorter(change: int) -> Rates:
    return lambda **case: _watch()(**{**case, "patience": case["patience"] + change})


_ELSEWHERE = (
    "too-impatient",
    "too-patient",
    "threshold-ignored",
    "size-of-the-best",
    "infinite-difference",
    "nan-is-good",
    "first-nan-is-best",
    "nan-skipped",
)
"""Mistakes that an accuracy cannot show, or that have a sentence of their own here."""

_OF_OTHERS = (
    "composite-inside",
    "milestone-count",
    "milestone-without-brackets",
    "no-function",
    "end-factor-for-length",
    "sequence-without-optimizer",
    "argument-unknown",
)
"""What the exceptions of other schedulers tell."""


def _no_factor(evidence: Sequence[Evidence]) -> bool:
    """Return whether `patience` is passed as the factor: refused from 1 on, and 0 sets 0."""
    if all("Factor should be" in item.error for item in evidence):
        return True
    return all(item.case["patience"] == 0 for item in evidence) and any(
        0.0 in item.observed for item in evidence
    )


ACCURACY = [
    Cause(
        "watches-for-a-fall",
        "The scheduler waits for the accuracy to **fall**. Which `mode` does an accuracy need?",
        _gives(*_in_all_ways({}, {"threshold_mode": "rel"}, _BY_DEFAULT, mode="min")),
    ),
    Cause(
        "half-of-the-best",
        "The threshold is a share: the accuracy has to rise by half. Which `threshold_mode` "
        "counts in points?",
        _gives(*_in_all_ways({"threshold_mode": "rel"})),
    ),
    Cause(
        "any-rise-counts",
        "Rises of less than half a point count as good. What is the threshold, and in which "
        "`threshold_mode`?",
        _gives(
            *_in_all_ways(
                _BY_DEFAULT,
                {"threshold": 1e-4},
                {"threshold": 0.005},
                {"threshold": 0.005, "threshold_mode": "rel"},
                {"threshold": 0.0},
            )
        ),
    ),
    replace(A_TENTH, fits=_gives(_watch(factor=0.1))),
    Cause(
        "patience-off-by-one",
        "The drops come too soon or too late by one epoch. PyTorch waits for **more** than "
        "`patience` bad ones, too.",
        _gives(_shorter(-1), _shorter(1)),
    ),
    Cause(
        "patience-left-out",
        "The argument `patience` plays no part: is a number written in, or the default left?",
        _gives(*(_watch(patience=patience) for patience in (10, 0, 1, 2, 3, 5))),
    ),
    Cause(
        "cooldown-added",
        "After a drop the count starts too late. There is no cooldown in the task.",
        _gives(
            _watch(cooldown=1),
            _watch(cooldown=2),
            lambda **case: _watch(cooldown=case["patience"])(**case),
        ),
    ),
    Cause(
        "floor",
        "The rate stops at a lower bound. The task asks for none.",
        _gives(*(_watch(min_lr=low) for low in (1e-2, 1e-3, 1e-4, 1e-5, 1e-6))),
    ),
    Cause(
        "accuracy-as-epoch",
        "The accuracy is taken for the number of the epoch. Only `ReduceLROnPlateau` takes a "
        "metric.",
        _gives(
            *(
                _epochs_of_drops(length, factor)
                for length in (lambda p: p, lambda p: p + 1, lambda _p: 1, lambda _p: 10)
                for factor in (0.5, 0.1)
            )
        ),
    ),
    *_rule(_watching, *_NO_SETTING, *_ELSEWHERE),
    NEARLY,
    Cause(
        "nothing-happens",
        "The rate never changes. Does the scheduler that you return belong to `optimizer`?",
        predicts(lambda item: [item.case["base_lr"]] * len(item.expected)),
    ),
    Cause(
        "mode-unknown",
        "`mode` is `'min'` or `'max'`, and the first argument after the optimizer. Write the "
        "names of the arguments.",
        raises("is unknown!", "can only concatenate str"),
    ),
    Cause(
        "factor-too-large",
        "`factor` has to be below 1. By position it comes before `patience`: write the names of "
        "the arguments.",
        _no_factor,
    ),
    Cause(
        "optimizer-returned",
        "The optimizer is returned: its `step` takes no metric. Return the scheduler.",
        raises("is not callable"),
    ),
    Cause(
        "setting-unknown",
        "`ReduceLROnPlateau` has no argument of that name. It has `mode`, `factor`, `patience`, "
        "`threshold` and `threshold_mode`.",
        raises("unexpected keyword argument"),
    ),
    *(cause for cause in BUILT_ERRORS if cause.name not in _OF_OTHERS),
]
