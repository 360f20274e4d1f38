"""Mistakes in schedulers that a function builds from milestones."""

import math
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Any

from lrcourse import schedules
from lrcourse.causes.errors import raises
from lrcourse.causes.milestones import (
    LAST_ERRORS,
    LIST_FOR_STEP_SIZE,
    LIST_IN_LIST,
    MILESTONES_FOR_STEP_LR,
    NUMBER_FOR_LIST,
    apart_from_digits,
    named,
)
from lrcourse.causes.predicates import SINGLE, all_of, predicts, varies
from lrcourse.causes.schedules import SHAPE
from lrcourse.diagnosis import Cause, Evidence, Fits

Case = dict[str, Any]
Milestones = Callable[[Case], Iterable[Any]]
"""From a case to the milestones that a mistake gives."""


def _built_with(*lists: Milestones) -> Fits:
    """Return a predicate: a MultiStepLR with one of these lists gives the rates that were seen."""

    def prediction(milestones: Milestones) -> Callable[[Evidence], list[float]]:
        def predict(item: Evidence) -> list[float]:
            case = item.case
            return schedules.multi_step(
                case["base_lr"], case["gamma"], list(milestones(case)), case["n"]
            )

        return predict

    return predicts(*map(prediction, lists))


def _with_gamma(gamma: Callable[[float], float]) -> Callable[[Evidence], list[float]]:
    """Return the right drops with another factor."""
    return lambda item: item.compute(**{**item.case, "gamma": gamma(item.case["gamma"])})


def _over_at_once(item: Evidence) -> list[float]:
    """Return the rates when the scheduler is stepped through the whole run while it is built."""
    longer: list[float] = item.compute(**{**item.case, "n": item.case["n"] + 1})
    return longer[-1:] * item.case["n"]


_BUILT = [
    Cause(
        "nothing-returned",
        "The function returns nothing: end it with `return` and the scheduler.",
        raises("'NoneType' object has no attribute 'step'"),
    ),
    Cause(
        "list-returned",
        "The function returns a list. Build a scheduler with it, and return that.",
        raises("'list' object has no attribute 'step'", "'range' object has no attribute 'step'"),
    ),
    Cause(
        "optimizer-returned",
        "The function returns the optimizer. Return the scheduler.",
        predicts(lambda item: item.expected[:1] * (2 * item.case["n"])),
    ),
    LIST_FOR_STEP_SIZE,
    MILESTONES_FOR_STEP_LR,
    NUMBER_FOR_LIST,
    LIST_IN_LIST,
    Cause(
        "never-fires",
        "The rate never changes. Does each milestone equal an epoch? A fraction, a tensor, a text "
        "never does. And does the scheduler belong to the optimizer that was passed in?",
        predicts(lambda item: [item.case["base_lr"]] * item.case["n"]),
    ),
    Cause(
        "gamma-left-out",
        "`gamma` is not used: its default, 0.1, is in its place.",
        predicts(_with_gamma(lambda _gamma: 0.1)),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays.",
        predicts(_with_gamma(lambda gamma: 1 - gamma)),
    ),
    Cause(
        "grows",
        "The rate grows where it should fall: is `gamma` divided by?",
        predicts(_with_gamma(lambda gamma: 1 / gamma)),
    ),
]
_BUILT_LAST = [
    Cause(
        "stepped-while-built",
        "The schedule is over before training begins: the function only builds the scheduler. The "
        "training loop calls its `step()`.",
        predicts(
            _over_at_once,
            lambda item: item.expected[-1:] * item.case["n"],
            lambda item: item.expected + _over_at_once(item),
            lambda item: item.expected + item.expected[-1:] * item.case["n"],
        ),
    ),
    *named(SHAPE, "early", "late", "twice", "reset-to-base"),
    *LAST_ERRORS,
]


def _whole(case: Case) -> list[int]:
    return [int(fraction * case["epochs"]) for fraction in case["fractions"]]


def _products(case: Case) -> list[float]:
    return [fraction * case["epochs"] for fraction in case["fractions"]]


def _every_first_fraction(item: Evidence) -> list[float]:
    """Return the rates of a StepLR with the epochs of the first fraction."""
    case = item.case
    step_size = (*_whole(case), case["epochs"])[0]
    return schedules.step_decay(case["base_lr"], case["gamma"], max(1, step_size), case["n"])


def _of_a_run_of(epochs: int) -> Milestones:
    """Return the milestones of a run of so many epochs, whatever the case says."""
    return lambda case: [int(fraction * epochs) for fraction in case["fractions"]]


_FRACTIONS = [
    *_BUILT,
    Cause(
        "products-not-whole",
        "Some drops are missing: a fraction of the run, times its epochs, need not be whole, and "
        "a milestone with a fraction never fires. Round it down.",
        _built_with(_products),
    ),
    Cause(
        "fractions-themselves",
        "The fractions themselves are the milestones. They equal no epoch, except 0 and 1: "
        "multiply them by the number of epochs.",
        _built_with(
            lambda case: case["fractions"],
            lambda case: [int(fraction) for fraction in case["fractions"]],
            lambda case: [int(fraction) * case["epochs"] for fraction in case["fractions"]],
            lambda case: [round(fraction) for fraction in case["fractions"]],
        ),
    ),
    Cause(
        "rounded-to-nearest",
        "The milestones are rounded to the nearest epoch. The task asks to round down.",
        _built_with(
            lambda case: [round(m) for m in _products(case)],
            lambda case: [math.floor(m + 0.5) for m in _products(case)],
        ),
    ),
    Cause(
        "rounded-up",
        "The milestones are rounded up. The task asks to round down.",
        _built_with(lambda case: [math.ceil(m) for m in _products(case)]),
    ),
    Cause(
        "one-epoch-late",
        "The milestones are one epoch late: round down, and add nothing.",
        _built_with(lambda case: [m + 1 for m in _whole(case)]),
    ),
    Cause(
        "one-epoch-early",
        "The milestones are one epoch early: round down, and take nothing away.",
        _built_with(
            lambda case: [m - 1 for m in _whole(case)],
            lambda case: [max(0, m - 1) for m in _whole(case)],
        ),
    ),
    Cause(
        "of-the-last-epoch",
        "The fractions are multiplied by the number of the last epoch. Multiply them by the "
        "number of epochs.",
        _built_with(
            lambda case: [int(fraction * (case["epochs"] - 1)) for fraction in case["fractions"]]
        ),
    ),
    Cause(
        "of-what-is-left",
        "The fractions are counted from the end of the run, as if they said how much is left.",
        _built_with(
            lambda case: [int((1 - fraction) * case["epochs"]) for fraction in case["fractions"]]
        ),
    ),
    Cause(
        "fractions-added-up",
        "The fractions are added up as if they were durations. Each is counted from the start.",
        _built_with(
            lambda case: [int(total * case["epochs"]) for total in accumulate(case["fractions"])]
        ),
    ),
    Cause(
        "first-fraction-repeats",
        "The first fraction is repeated as a step size. The drops come at the fractions only.",
        predicts(_every_first_fraction),
    ),
    Cause(
        "repeats-lost",
        "Two fractions that lead to the same epoch drop the rate twice there: keep both.",
        _built_with(lambda case: set(_whole(case))),
    ),
    Cause(
        "zero-left-out",
        "The fraction 0 is left out. It drops the rate before the first epoch.",
        _built_with(lambda case: [m for m in _whole(case) if m]),
    ),
    Cause(
        "end-moved-into-the-run",
        "The fraction 1 drops the rate in the last epoch. It stands for the end of the run: no "
        "epoch begins there, and nothing drops.",
        _built_with(lambda case: [min(m, case["epochs"] - 1) for m in _whole(case)]),
    ),
    Cause(
        "only-some-fractions",
        "Not all fractions are used, however many they are.",
        _built_with(
            lambda case: _whole(case)[:1],
            lambda case: _whole(case)[:2],
            lambda case: _whole(case)[:3],
            lambda case: _whole(case)[1:],
        ),
    ),
    Cause(
        "epochs-hard-coded",
        "The number of epochs is written into the code. Use `epochs`, which differs from call to "
        "call.",
        all_of(varies("epochs"), _built_with(*map(_of_a_run_of, (10, 20, 30, 50, 100)))),
    ),
    *_BUILT_LAST,
]
FRACTIONS = [SINGLE, *apart_from_digits(_FRACTIONS)]
"""What can go wrong with drops at fractions of a run."""


def _later(case: Case) -> range:
    return range(case["second"], case["epochs"], case["every"])


def _first_drops(most: int) -> Milestones:
    """Return the milestones when there are so many from `second` on at most."""
    return lambda case: [case["first"], *_later(case)[:most]]


def _until(end: int) -> Milestones:
    """Return the milestones when the regular drops end before this epoch, whatever the run."""
    return lambda case: [case["first"], *range(case["second"], end, case["every"])]


def _shifted(by: int) -> Milestones:
    """Return the milestones when the drops after `second` come some epochs late."""
    return lambda case: [case["first"], case["second"], *(m + by for m in _later(case)[1:])]


def _one_epoch_each(item: Evidence) -> list[float]:
    """Return the rates when a drop lasts for its own epoch only."""
    case = item.case
    milestones = [case["first"], *_later(case)]
    return [case["base_lr"] * case["gamma"] ** (epoch in milestones) for epoch in range(case["n"])]


def _product_of_two(item: Evidence) -> list[float]:
    """Return what a MultiStepLR and a StepLR give that both scale the rate from the start."""
    case = item.case
    drops = [
        (e >= case["first"]) + (e >= case["second"]) + e // case["every"] for e in range(case["n"])
    ]
    return [case["base_lr"] * case["gamma"] ** k for k in drops]


_PUZZLE = [
    *_BUILT,
    Cause(
        "second-twice",
        "The rate drops twice at `second`: it is in the list as itself and as the start of the "
        "`range`.",
        _built_with(lambda case: [case["first"], case["second"], *_later(case)]),
    ),
    Cause(
        "range-not-unpacked",
        "Only the drop at `first` happens. A `range` inside of a list is one entry, and equals no "
        "epoch: put its numbers in, with `*`.",
        _built_with(lambda case: [case["first"]]),
    ),
    Cause(
        "second-missing",
        "The drop at `second` is missing: the regular drops begin `every` epochs after it, but it "
        "is a milestone, too.",
        _built_with(lambda case: [case["first"], *_later(case)[1:]]),
    ),
    Cause(
        "first-missing",
        "The drop at `first` is missing.",
        _built_with(_later),
    ),
    Cause(
        "last-missing",
        "The last drop is missing: it may come at epoch `epochs - 1`, and `range` leaves its end "
        "out.",
        _built_with(
            lambda case: [
                case["first"],
                *range(case["second"], case["epochs"] - 1, case["every"]),
            ],
            lambda case: [
                case["first"],
                *range(case["second"], case["epochs"] - case["every"], case["every"]),
            ],
        ),
    ),
    Cause(
        "no-regular-drops",
        "The drops after `second` are missing: from there on the rate drops after every further "
        "`every` epochs.",
        _built_with(lambda case: [case["first"], case["second"]]),
    ),
    Cause(
        "every-as-an-epoch",
        "`every` is taken as an epoch. It is the number of epochs between two drops after "
        "`second`.",
        _built_with(
            lambda case: [case["first"], case["second"], case["every"]],
        ),
    ),
    Cause(
        "a-few-times",
        "Only the first few regular drops happen. Let `epochs` say how many there are.",
        _built_with(*(_first_drops(most) for most in range(2, 12))),
    ),
    Cause(
        "end-written-in",
        "The regular drops end at a number that is written into the code. Let `epochs` say where "
        "the run ends.",
        _built_with(
            *(_until(end) for end in (35, 36, 40, 50, 100)),
        ),
    ),
    Cause(
        "regular-from-first",
        "The regular drops begin at `first`. They begin after `second`.",
        _built_with(
            lambda case: [case["second"], *range(case["first"], case["epochs"], case["every"])],
            lambda case: range(case["first"], case["epochs"], case["every"]),
            lambda case: [
                case["first"],
                case["second"],
                *range(case["first"] + case["every"], case["epochs"], case["every"]),
            ],
        ),
    ),
    Cause(
        "regular-from-the-start",
        "The regular drops begin at the start of training, not after `second`.",
        predicts(
            _product_of_two,
            lambda item: schedules.step_decay(
                item.case["base_lr"], item.case["gamma"], item.case["every"], item.case["n"]
            ),
        ),
    ),
    Cause(
        "multiples-of-every",
        "The regular drops come at multiples of `every`. They are counted from `second`.",
        _built_with(
            lambda case: [
                case["first"],
                case["second"],
                *(e for e in range(case["second"] + 1, case["epochs"]) if e % case["every"] == 0),
            ]
        ),
    ),
    Cause(
        "rhythm-shifted",
        "The regular drops are shifted by an epoch. The first of them comes at `second + every`.",
        _built_with(
            *map(_shifted, (1, -1)),
            lambda case: [
                case["first"],
                case["second"],
                *range(case["second"] + 1, case["epochs"], case["every"]),
            ],
        ),
    ),
    Cause(
        "back-to-base",
        "The rate drops for one epoch and jumps back. `LambdaLR` takes a factor of the base rate: "
        "it has to count all drops so far.",
        predicts(_one_epoch_each),
    ),
    Cause(
        "second-relative",
        "`second` is counted from `first`. Like every milestone, it is counted from the start of "
        "training.",
        _built_with(
            lambda case: [
                case["first"],
                *range(case["first"] + case["second"], case["epochs"], case["every"]),
            ]
        ),
    ),
    Cause(
        "every-epoch",
        "After `second` the rate drops in every epoch. Give `range` its third number, the step.",
        _built_with(lambda case: [case["first"], *range(case["second"], case["epochs"])]),
    ),
    *_BUILT_LAST,
]
PUZZLE = [SINGLE, *apart_from_digits(_PUZZLE)]
"""What can go wrong with drops at two epochs, then at regular ones."""
