"""Mistakes in the rates of a schedule with milestones."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

from lrcourse import schedules
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import SINGLE, alike, all_of, always, predicts, somewhere
from lrcourse.causes.rates import STEP_DECAY
from lrcourse.causes.schedules import SHAPE
from lrcourse.diagnosis import Cause, Evidence, Fits


def named(causes: Iterable[Cause], *names: str) -> list[Cause]:
    """Return the causes with these names, in the order in which they stand."""
    return [cause for cause in causes if cause.name in names]


def apart_from_digits(causes: Iterable[Cause]) -> list[Cause]:
    """Return the same causes, none of which fits where only the last digits differ.

    A mistake that makes no difference in the cases at hand predicts the right answer for them,
    and that agrees with one in single precision.
    """

    def apart(fits: Fits) -> Fits:
        return lambda evidence: not SINGLE.fits(evidence) and fits(evidence)

    return [replace(cause, fits=apart(cause.fits)) for cause in causes]


LAST_ERRORS = [replace(cause, general=True) for cause in ERRORS]
"""What an exception alone can tell, where no cause that explains it better fits."""
MILESTONES_FOR_STEP_LR = Cause(
    "milestones-for-steplr",
    "`StepLR` has a `step_size` and no `milestones`. A list of epochs needs `MultiStepLR`.",
    raises("StepLR.__init__() got an unexpected keyword argument 'milestones'"),
)
LIST_FOR_STEP_SIZE = Cause(
    "list-for-step-size",
    "`StepLR` takes one number of epochs, not a list. It can be built with one, and fails at its "
    "first `step()`. A list of epochs needs `MultiStepLR`.",
    raises("%: 'int' and 'list'", "%: 'int' and 'range'", "%: 'int' and 'tuple'"),
)
NUMBER_FOR_LIST = Cause(
    "number-for-list",
    "A single number stands where a list of milestones belongs: also one milestone needs a list.",
    raises("'int' object is not iterable", "'float' object is not iterable"),
)
LIST_IN_LIST = Cause(
    "list-in-list",
    "A list is inside of the list of milestones. Put its numbers in, with `*`: `[10, *later]`.",
    raises("unhashable type"),
)

Count = Callable[[list[Any], int], float]
"""From milestones and an epoch to the number of drops so far."""


def _firing(milestones: Iterable[float]) -> list[Any]:
    """Return the milestones that equal an epoch."""
    return [m for m in milestones if m >= 0 and m == int(m)]


def _reached(milestones: Iterable[float], epoch: int) -> int:
    return sum(milestone <= epoch for milestone in milestones)


def _counted(
    count: Count, *, raw: bool = False, least: int = 0
) -> Callable[[Evidence], list[float]]:
    """Return the rates when `count(milestones, epoch)` drops have happened.

    Args:
        count: counts the drops.
        raw: whether milestones that equal no epoch count, too.
        least: the number of entries that the list has at least.
    """

    def predict(item: Evidence) -> list[float]:
        case = item.case
        milestones = case["milestones"] if raw else _firing(case["milestones"])
        return [
            case["base_lr"] * case["gamma"] ** count(milestones, epoch)
            for epoch in range(max(least, case["n"]))
        ]

    return predict


def _taken_in_turn(holds: Callable[[int, int], bool], *, one_an_epoch: bool) -> Count:
    """Return a count that takes the milestones in turn, while `holds(milestone, epoch)`."""

    def count(milestones: list[int], epoch: int) -> int:
        taken = 0
        for now in range(epoch + 1):
            while taken < len(milestones) and holds(milestones[taken], now):
                taken += 1
                if one_an_epoch:
                    break
        return taken

    return count


def _from_the_end(item: Evidence) -> list[float]:
    """Return the rates when a negative milestone counts from the end of the run."""
    case = item.case
    milestones = [m + case["n"] if m < 0 else m for m in case["milestones"]]
    return schedules.multi_step(case["base_lr"], case["gamma"], milestones, case["n"])


def _place(milestones: list[int], epoch: int) -> int:
    """Return the place in the list, from 1, of the milestone that was met last."""
    met = [e for e in range(epoch + 1) if e in milestones]
    return milestones.index(met[-1]) + 1 if met else 0


_equal = _taken_in_turn(lambda m, e: m == e, one_an_epoch=False)
_passed = _taken_in_turn(lambda m, e: m <= e, one_an_epoch=False)
_one_equal = _taken_in_turn(lambda m, e: m == e, one_an_epoch=True)
_one_passed = _taken_in_turn(lambda m, e: m <= e, one_an_epoch=True)


def _rates(factor: Callable[[float, float, int], float]) -> Callable[[Evidence], list[float]]:
    """Return the rates `factor(base_lr, gamma, drops so far)`."""

    def predict(item: Evidence) -> list[float]:
        case = item.case
        milestones = _firing(case["milestones"])
        return [
            factor(case["base_lr"], case["gamma"], _reached(milestones, epoch))
            for epoch in range(case["n"])
        ]

    return predict


def _until_the_last(item: Evidence) -> list[float]:
    """Return the rates up to the last milestone, however many epochs are asked for."""
    case = item.case
    last = max(case["milestones"], default=0)
    return schedules.multi_step(case["base_lr"], case["gamma"], case["milestones"], last)


def _at_the_milestones(item: Evidence) -> list[float]:
    """Return the rate of the epoch of each milestone, in their order."""
    case = item.case
    return [
        case["base_lr"] * case["gamma"] ** _reached(case["milestones"], epoch)
        for epoch in case["milestones"]
    ]


def _has_one_base(evidence: Sequence[Evidence]) -> bool:
    """Return whether all cases are right but for one number in the place of `base_lr`."""
    drawn = [item for item in evidence if item.expected]
    bases = [item.observed[0] / item.expected[0] * item.case["base_lr"] for item in drawn]
    return len({item.case["base_lr"] for item in drawn}) > 1 and all(
        alike(bases[0], base)
        and alike([r * base / item.case["base_lr"] for r in item.expected], item.observed)
        for base, item in zip(bases, drawn, strict=True)
    )


_OTHERWISE = ("empty-run", "single-precision", "never-changes", "late", "hard-coded-base")
"""Causes of `SHAPE` that stand elsewhere in the list, or are told in other words."""

_RATES = [
    *named(SHAPE, "empty-run"),
    Cause(
        "zero-ignored",
        "A milestone 0 is ignored. It drops the rate before the first epoch.",
        predicts(
            _counted(lambda m, e: _reached([x for x in m if x], e)),
            _counted(lambda m, e: _reached([x for x in m if x], e), least=1),
        ),
    ),
    Cause(
        "repeats-lost",
        "A milestone that is listed twice drops the rate twice: count all entries of the list, "
        "not different ones.",
        predicts(
            _counted(lambda m, e: _reached(set(m), e)),
            _counted(lambda m, e: _reached({x for x in m if x}, e), least=1),
            _counted(lambda m, e: _one_equal(sorted(m), e)),
            _counted(lambda m, e: sum(x < e for x in set(m))),
        ),
    ),
    Cause(
        "equals-no-epoch",
        "A milestone fires when the number of an epoch equals it. A fraction or a negative number "
        "equals none, so it never drops the rate.",
        predicts(
            _counted(_reached, raw=True),
            _counted(lambda m, e: _reached([int(x) for x in m], e), raw=True),
            _counted(lambda m, e: _reached([x for x in m if x >= 0], e), raw=True),
            _counted(lambda m, e: _reached([int(x) for x in m if x >= 0], e), raw=True),
            _counted(lambda m, e: _reached([x for x in m if x == int(x)], e), raw=True),
            _from_the_end,
        ),
    ),
    Cause(
        "whole-float-fires",
        "A float such as `6.0` equals the epoch 6, so it does drop the rate. Only a float with a "
        "fraction never does.",
        predicts(_counted(lambda m, e: _reached([x for x in m if isinstance(x, int)], e))),
    ),
    Cause(
        "milestones-relative",
        "The milestones are added up as if they were durations. They are epochs, counted from the "
        "start of training.",
        predicts(
            _counted(lambda m, e: _reached(accumulate(m), e)),
            _counted(lambda m, e: _reached(accumulate(sorted(m)), e)),
        ),
    ),
    Cause(
        "equal-left-out",
        "Every drop comes one epoch late. The epoch of a milestone itself already uses the lower "
        "rate: count with `<=`, or with `bisect_right`.",
        predicts(
            _counted(lambda m, e: sum(x < e for x in m)),
            _counted(lambda m, e: sum(x < max(e, 1) for x in m)),
        ),
    ),
    Cause(
        "not-sorted",
        "The milestones are taken to be in rising order. They may come in any order: sort them.",
        predicts(
            _counted(bisect_right),
            _counted(bisect_left),
            _counted(_equal),
            _counted(_passed),
            _counted(_place),
            _counted(lambda m, e: next((i for i, x in enumerate(m) if x > e), len(m))),
        ),
    ),
    Cause(
        "one-per-epoch",
        "Only one milestone is used in each epoch. Where two are equal, both drop the rate at "
        "once.",
        predicts(
            _counted(lambda m, e: _one_passed(sorted(m), e)),
            _counted(_one_equal),
            _counted(_one_passed),
        ),
    ),
    Cause(
        "milestone-missed",
        "A milestone is missed: every one that is reached drops the rate once more.",
        predicts(
            _counted(lambda m, e: min(1, _reached(m, e))),
            _counted(lambda m, e: _reached(sorted(m)[:-1], e)),
            _counted(lambda m, e: _reached(sorted(m)[1:], e)),
            _counted(lambda m, e: _reached(m[:-1], e)),
            _counted(lambda m, e: _reached(m[1:], e)),
        ),
        general=True,
    ),
    Cause(
        "back-to-base",
        "The rate drops in the epoch of a milestone only, and then jumps back. A drop lasts: the "
        "next one starts from the lower rate.",
        predicts(
            _counted(lambda m, e: m.count(e)),
            _counted(lambda m, e: int(e in m)),
        ),
    ),
    Cause(
        "all-at-once",
        "All milestones drop the rate in every epoch, whether they are reached or not.",
        predicts(_counted(lambda m, _e: len(m))),
    ),
    Cause(
        "get-lr",
        "`get_lr()` shows a rate that no update uses: in the epoch of a milestone it drops once "
        "more. Read `get_last_lr()`, or the rate in `optimizer.param_groups`.",
        predicts(
            _counted(lambda m, e: _reached(m, e) + m.count(e)),
            _counted(lambda m, e: _reached(m, e + 1) + m.count(e + 1)),
        ),
    ),
    Cause(
        "never-changes",
        "The rate never changes. Is the new rate put into the list? In a `MultiStepLR`, tensors "
        "and fractions never fire.",
        predicts(lambda item: [item.case["base_lr"]] * item.case["n"]),
    ),
    Cause(
        "built-in-the-loop",
        "The scheduler is built anew in every epoch. Build it once, before the loop.",
        predicts(
            _counted(lambda m, e: (e + 1) * m.count(0) + e * m.count(1)),
            _counted(lambda m, e: (e + 1) * (m.count(0) + m.count(1))),
        ),
    ),
    Cause(
        "first-milestone-repeats",
        "The first milestone is repeated as a step size. The drops come at the milestones only.",
        predicts(_counted(lambda m, e: e // m[0] if m and m[0] else 0)),
    ),
    Cause(
        "compounds",
        "From the first milestone on, the rate falls in every epoch. A condition like `epoch >= "
        "milestone` stays true; each milestone drops the rate only once.",
        predicts(
            _counted(lambda m, e: sum(_reached(m, before) > 0 for before in range(e + 1))),
            _counted(lambda m, e: sum(_reached(m, before) for before in range(e + 1))),
        ),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays.",
        predicts(_rates(lambda b, g, k: b * (1 - g) ** k)),
    ),
    Cause(
        "grows",
        "The rate grows where it should fall: is `gamma` divided by?",
        predicts(_rates(lambda b, g, k: b * g**-k)),
    ),
    Cause(
        "subtracts",
        "Each drop subtracts the same amount. A drop multiplies the rate by `gamma`.",
        predicts(
            _rates(lambda b, g, k: b * (1 - g * k)),
            _rates(lambda b, g, k: b * (1 - (1 - g) * k)),
            _rates(lambda b, g, k: b - g * k),
        ),
    ),
    Cause(
        "times-the-count",
        "The number of drops is multiplied with `gamma`. It belongs in the exponent: every drop "
        "multiplies once more.",
        predicts(
            _rates(lambda b, g, k: b * g * k),
            _rates(lambda b, g, k: b * g * k if k else b),
        ),
    ),
    Cause(
        "base-in-the-power",
        "`base_lr` is inside the power. Only `gamma` is multiplied again and again.",
        predicts(_rates(lambda b, g, k: (b * g) ** k)),
    ),
    Cause(
        "gamma-left-out",
        "`gamma` is not used: its default, 0.1, is in its place.",
        predicts(_rates(lambda b, _g, k: b * 0.1**k)),
    ),
    Cause(
        "only-changes",
        "The list has an entry for each milestone. It needs one for each epoch, also where the "
        "rate stays.",
        predicts(
            _at_the_milestones,
            lambda item: sorted(_at_the_milestones(item), reverse=True),
            lambda item: [item.case["base_lr"], *sorted(_at_the_milestones(item), reverse=True)],
            lambda item: [
                item.case["base_lr"] * item.case["gamma"] ** k
                for k in range(len(item.case["milestones"]) + 1)
            ],
        ),
    ),
    Cause(
        "ends-at-the-last-milestone",
        "The list ends at the last milestone. It has one entry for each of the `n` epochs, "
        "wherever the milestones are.",
        all_of(
            somewhere(lambda item: item.case["n"] > max(item.case["milestones"], default=0)),
            predicts(_until_the_last),
        ),
    ),
    *(cause for cause in SHAPE if cause.name not in _OTHERWISE),
    *named(STEP_DECAY, "too-long", "list-outlives-the-call"),
    Cause(
        "no-milestones",
        "Only runs without any milestone are wrong: with an empty list, the rate stays `base_lr`.",
        always(lambda item: not item.case["milestones"]),
    ),
    Cause(
        "hard-coded-base",
        "The base rate is written into the code. Use `base_lr`, which differs from call to call.",
        _has_one_base,
        general=True,
    ),
    LIST_FOR_STEP_SIZE,
    MILESTONES_FOR_STEP_LR,
    *LAST_ERRORS,
]
MULTI_STEP = [SINGLE, *apart_from_digits(_RATES)]
"""What can go wrong with `base_lr`, `gamma`, `milestones` and `n`."""
