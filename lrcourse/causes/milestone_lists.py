"""Mistakes in a list of milestones, seen in what a MultiStepLR makes of it."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any

from lrcourse import schedules
from lrcourse.causes.milestones import LAST_ERRORS, LIST_IN_LIST, NUMBER_FOR_LIST
from lrcourse.causes.predicates import alike, always, predicts_part
from lrcourse.diagnosis import Cause, Evidence, Fits

Case = dict[str, Any]

Milestones = Callable[[Case], Iterable[Any]]
"""From a case to the milestones that a mistake gives."""


def _length(case: Case) -> int:
    return int(case["n"]) if "n" in case else len(case["rates"])


def _made_of(milestones: Iterable[Any], item: Evidence) -> list[float]:
    """Return the rates, from 1 and halved at each drop, that a list of milestones gives."""
    return schedules.multi_step(1.0, 0.5, list(milestones), _length(item.case))


def _listed(*lists: Milestones) -> Fits:
    """Return a predicate: one of the lists of milestones gives the drops that were seen."""

    def prediction(milestones: Milestones) -> Callable[[Evidence], list[float]]:
        return lambda item: _made_of(milestones(item.case), item)

    return predicts_part("rates", *map(prediction, lists))


def _would_fire(item: Evidence) -> bool:
    """Return whether plain numbers with the values that were returned give other drops."""
    seen = item.observed
    return not alike(_made_of(seen["milestones"], item), seen["rates"])


def _one_list(evidence: Sequence[Evidence]) -> bool:
    lists = [item.observed["milestones"] for item in evidence]
    return len(lists) > 1 and all(milestones == lists[0] for milestones in lists)


_RETURNED = [
    Cause(
        "tensor-never-fires",
        "The numbers are right for a list, but they are tensors: a tensor is found in no "
        "dictionary, so it never fires. Return plain whole numbers, with `.tolist()`.",
        always(_would_fire),
    ),
    Cause(
        "text-never-fires",
        "The milestones are text. The text `'3'` equals no epoch: return whole numbers.",
        always(
            lambda item: (
                bool(item.observed["milestones"])
                and all(isinstance(milestone, str) for milestone in item.observed["milestones"])
            )
        ),
    ),
]
_RETURNED_LAST = [
    NUMBER_FOR_LIST,
    LIST_IN_LIST,
    Cause(
        "fractions-never-fire",
        "Some numbers in the list have a fraction. They equal no epoch, so they never fire: "
        "milestones are whole numbers.",
        always(
            lambda item: any(
                isinstance(milestone, float) and milestone != int(milestone)
                for milestone in item.observed["milestones"]
            )
        ),
        general=True,
    ),
    Cause(
        "empty-list",
        "The list is empty where the rate has to drop.",
        always(lambda item: item.observed["milestones"] == []),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The list is the same in every case that fails: are the numbers of the example written "
        "into the code?",
        _one_list,
        general=True,
    ),
    *LAST_ERRORS,
]


def _steps(case: Case) -> range:
    return range(case["step_size"], case["n"], case["step_size"])


def _parts(more: int) -> Milestones:
    """Return the ends of the parts when a run is cut into `step_size` of them, or `more`."""

    def milestones(case: Case) -> list[int]:
        length = max(1, case["n"] // case["step_size"])
        return [length * part for part in range(1, case["step_size"] + more)]

    return milestones


def _first_steps(most: int) -> Milestones:
    """Return the milestones when there are so many of them at most."""
    return lambda case: _steps(case)[:most]


STEP_MILESTONES = [
    *_RETURNED,
    Cause(
        "starts-at-zero",
        "There is one drop too many, before the first epoch: the list begins with 0. `StepLR` "
        "drops for the first time at `step_size`.",
        _listed(
            lambda case: range(0, case["n"], case["step_size"]),
            lambda case: range(
                0, case["n"] // case["step_size"] * case["step_size"], case["step_size"]
            ),
        ),
    ),
    Cause(
        "counted-from-one",
        "The first drop comes at epoch 1. It comes when `step_size` epochs are over.",
        _listed(
            lambda case: range(1, case["n"], case["step_size"]),
            lambda case: [e for e in range(case["n"]) if e % case["step_size"] == 1],
        ),
    ),
    Cause(
        "durations",
        "The list says how long each rate lasts. A milestone is an epoch, counted from the start: "
        "the second one is `2 * step_size`.",
        _listed(
            lambda case: [case["step_size"]] * len(_steps(case)),
            lambda case: [case["step_size"]] * (case["n"] // case["step_size"]),
        ),
    ),
    Cause(
        "drops-numbered",
        "The list numbers the drops: 1, 2, 3. A milestone is an epoch: drop number `k` comes at "
        "`k * step_size`.",
        _listed(
            lambda case: range(1, len(_steps(case)) + 1),
            lambda case: range(1, case["n"] // case["step_size"] + 1),
            lambda case: range(case["n"] // case["step_size"]),
            lambda case: range(len(_steps(case))),
            lambda case: range(1, case["n"] // case["step_size"]),
        ),
    ),
    Cause(
        "the-epoch-before",
        "Every drop comes one epoch early. A milestone is the first epoch with the lower rate, "
        "not the last one with the higher.",
        _listed(
            lambda case: range(case["step_size"] - 1, case["n"], case["step_size"]),
            lambda case: [m - 1 for m in _steps(case)],
        ),
    ),
    Cause(
        "the-epoch-after",
        "Every drop comes one epoch late. A milestone is the first epoch with the lower rate.",
        _listed(
            lambda case: range(case["step_size"] + 1, case["n"] + 1, case["step_size"]),
            lambda case: [m + 1 for m in _steps(case)],
        ),
    ),
    Cause(
        "n-cut-into-parts",
        "`step_size` is taken as the number of parts of the run. It is the number of epochs that "
        "a rate lasts.",
        _listed(*map(_parts, (-1, 0, 1))),
    ),
    Cause(
        "counts-returned",
        "The list says how many drops there are by each epoch. It should hold the epochs of the "
        "drops.",
        always(
            lambda item: (
                item.observed["milestones"]
                == [epoch // item.case["step_size"] for epoch in range(item.case["n"])]
            )
        ),
    ),
    Cause(
        "longer-steps",
        "The drops drift away: each rate lasts one epoch too long.",
        _listed(
            lambda case: range(case["step_size"], case["n"], case["step_size"] + 1),
            lambda case: range(case["step_size"] + 1, case["n"], case["step_size"] + 1),
        ),
    ),
    Cause(
        "every-epoch",
        "The rate drops in every epoch. Give `range` its third number, the step.",
        _listed(
            lambda case: range(case["step_size"], case["n"]),
            lambda case: range(1, case["n"]),
            lambda case: range(case["n"]),
        ),
    ),
    Cause(
        "last-missing",
        "The last drop is missing. The milestones go on up to epoch `n - 1`, and `range` leaves "
        "its end out.",
        _listed(
            lambda case: range(case["step_size"], case["n"] - 1, case["step_size"]),
            lambda case: range(
                case["step_size"], case["n"] - case["step_size"], case["step_size"]
            ),
            lambda case: _steps(case)[:-1],
        ),
    ),
    Cause(
        "first-missing",
        "The first drop is missing: it comes at `step_size`.",
        _listed(lambda case: _steps(case)[1:]),
    ),
    Cause(
        "only-the-first",
        "Only the first drop happens. `StepLR` drops again after every further `step_size` "
        "epochs.",
        _listed(lambda case: _steps(case)[:1]),
    ),
    Cause(
        "a-few-times",
        "Only the first few drops happen. A longer run has more of them: let `n` say how many.",
        _listed(*(_first_steps(most) for most in range(2, 12))),
    ),
    *_RETURNED_LAST,
]
"""What can go wrong with the milestones of a StepLR."""


def _counts(case: Case) -> list[int]:
    """Return the number of drops by each epoch of a list of rates."""
    return [
        round(math.log(rate / case["base_lr"]) / math.log(case["gamma"])) for rate in case["rates"]
    ]


def _risen(counts: Iterable[int]) -> list[int]:
    """Return each epoch as often as the count rises in it, from 0 before the first."""
    rises = pairwise([0, *counts])
    return [epoch for epoch, (a, b) in enumerate(rises) for _ in range(b - a)]


def _found(case: Case) -> list[int]:
    return _risen(_counts(case))


def _cut_off(logarithm: Callable[[float, Case], float]) -> Milestones:
    """Return the milestones when the number of drops is cut off instead of rounded.

    Args:
        logarithm: from a quotient of two rates and the case to a number of drops.
    """
    return lambda case: _risen(
        int(logarithm(rate / case["base_lr"], case)) for rate in case["rates"]
    )


def _cut_off_each(logarithm: Callable[[float, Case], float]) -> Milestones:
    """Return the same where each rate is compared with the one before it."""

    def milestones(case: Case) -> list[int]:
        before = pairwise([case["base_lr"], *case["rates"]])
        return [
            epoch
            for epoch, (old, new) in enumerate(before)
            for _ in range(int(logarithm(new / old, case)))
        ]

    return milestones


_LOGARITHMS: list[Callable[[float, Case], float]] = [
    lambda share, case: math.log(share) / math.log(case["gamma"]),
    lambda share, case: math.log(share, case["gamma"]),
    lambda share, case: math.log(1 / share) / math.log(1 / case["gamma"]),
    lambda share, case: math.log10(share) / math.log10(case["gamma"]),
    lambda share, case: math.log2(share) / math.log2(case["gamma"]),
]


def _rounded_up(logarithm: Callable[[float, Case], float]) -> Milestones:
    """Return the milestones when the number of drops is rounded up."""
    return lambda case: _risen(
        math.ceil(logarithm(rate / case["base_lr"], case)) for rate in case["rates"]
    )


def _by_product(case: Case) -> list[int]:
    """Return the milestones when a rate below the running product is one more drop."""
    found: list[int] = []
    current = case["base_lr"]
    for epoch, rate in enumerate(case["rates"]):
        while rate < current and len(found) < 1000:
            found.append(epoch)
            current *= case["gamma"]
    return found


def _at_least_one(case: Case) -> list[int]:
    """Return the milestones when any smaller rate is one drop at least."""
    before = pairwise([case["base_lr"], *case["rates"]])
    return [
        epoch
        for epoch, (old, new) in enumerate(before)
        if new < old
        for _ in range(max(1, round(math.log(new / old) / math.log(case["gamma"]))))
    ]


def _set_right(item: Evidence) -> bool:
    """Return whether each epoch with a drop is in the list, and no other."""
    return {m for m in item.observed["milestones"] if m >= 0} == set(_found(item.case))


TRACE_MILESTONES = [
    *_RETURNED,
    Cause(
        "zero-once",
        "A first rate that is several drops below `base_lr` needs the milestone 0 several times.",
        _listed(
            lambda case: [*([0] if 0 in _found(case) else []), *(m for m in _found(case) if m)]
        ),
    ),
    Cause(
        "repeats-missing",
        "A drop that is as large as several drops needs its milestone several times: how often "
        "was `gamma` multiplied there?",
        _listed(
            lambda case: set(_found(case)),
            lambda case: [
                epoch
                for epoch, (old, new) in enumerate(pairwise([case["base_lr"], *case["rates"]]))
                if new < old
            ],
        ),
    ),
    Cause(
        "only-changes",
        "Only changes from one rate to the next are listed, each once. A first rate below "
        "`base_lr` is a milestone 0, and a drop by several factors lists its epoch as often.",
        _listed(lambda case: {m for m in _found(case) if m}),
    ),
    Cause(
        "zero-missing",
        "A drop before the first epoch is missed: where `rates[0]` is below `base_lr`, the list "
        "holds 0.",
        _listed(lambda case: [m for m in _found(case) if m]),
    ),
    Cause(
        "the-epoch-before",
        "Every milestone is one epoch early. It is the first epoch with the lower rate, not the "
        "last one with the higher.",
        _listed(
            lambda case: [m - 1 for m in _found(case)],
            lambda case: {m - 1 for m in _found(case)},
        ),
    ),
    Cause(
        "the-epoch-after",
        "Every milestone is one epoch late. Epochs count from 0, and a milestone is the first "
        "epoch with the lower rate.",
        _listed(
            lambda case: [m + 1 for m in _found(case)],
            lambda case: {m + 1 for m in _found(case)},
            lambda case: [m + 1 for m in _found(case) if m],
            lambda case: {m + 1 for m in _found(case) if m},
        ),
    ),
    Cause(
        "durations",
        "The list says how long each rate lasts. Milestones are epochs, counted from the start.",
        _listed(
            lambda case: [b - a for a, b in pairwise([0, *_found(case)])],
            lambda case: [b - a for a, b in pairwise([0, *sorted(set(_found(case)))])],
        ),
    ),
    Cause(
        "counts-returned",
        "The list says how many drops there are by each epoch. It should hold the epochs in which "
        "that number rises.",
        always(lambda item: item.observed["milestones"] == _counts(item.case)),
    ),
    Cause(
        "rates-returned",
        "The list holds rates. It should hold the epochs in which they drop.",
        always(
            lambda item: (
                bool(item.observed["milestones"])
                and all(
                    any(alike(rate, seen) for rate in item.case["rates"])
                    for seen in item.observed["milestones"]
                )
            )
        ),
    ),
    Cause(
        "all-that-are-lower",
        "Every epoch whose rate is below `base_lr` is in the list. A milestone is only the epoch "
        "in which the rate changes.",
        _listed(
            lambda case: [e for e, rate in enumerate(case["rates"]) if rate < case["base_lr"]],
            lambda case: [e for e, count in enumerate(_counts(case)) if count],
            lambda case: [e for e, count in enumerate(_counts(case)) for _ in range(count)],
        ),
    ),
    Cause(
        "drops-added-up",
        "At each change, all drops since the start are counted again. Count only those since the "
        "rate before.",
        _listed(
            lambda case: [
                e
                for e, (a, b) in enumerate(pairwise([0, *_counts(case)]))
                for _ in range(b if b > a else 0)
            ]
        ),
    ),
    Cause(
        "cut-off",
        "The number of drops is cut off. Where it should be 1, a logarithm can give "
        "0.9999999999999999: use `round`, not `int`.",
        lambda evidence: any(
            _listed(made(logarithm))(evidence)
            for made in (_cut_off, _cut_off_each)
            for logarithm in _LOGARITHMS
        ),
    ),
    Cause(
        "last-digits",
        "A rate that differs in its last digits is taken for one more drop. Compare with "
        "`math.isclose`, or round the number of drops.",
        _listed(_by_product, _at_least_one),
    ),
    Cause(
        "rounded-up",
        "The number of drops is rounded up. Where it should be 1, a logarithm can give "
        "1.0000000000000002: use `round`.",
        _listed(*map(_rounded_up, _LOGARITHMS)),
    ),
    Cause(
        "how-many",
        "The epochs are right, but not how often each is listed: as often as `gamma` was "
        "multiplied there. Compare with the rate before, and round.",
        always(_set_right),
        general=True,
    ),
    *_RETURNED_LAST,
]
"""What can go wrong with the milestones behind a list of rates."""
