"""Mistakes in a list of rates that is no plain step decay: a cosine, any shape."""

import math
from collections.abc import Callable

from lrcourse.causes.predicates import always, predicts
from lrcourse.causes.rates import STEP_DECAY
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.verdicts import same

_SHAPES = [
    "empty-run",
    "single-precision",
    "never-changes",
    "early",
    "late",
    "one-too-many",
    "starts-at-one",
    "one-too-few",
    "return-in-the-loop",
    "reversed",
    "only-the-last",
    "rounded",
    "floor",
    "hard-coded",
    "hard-coded-base",
]
LISTS_LISTED = Cause(
    "lists-listed",
    "The entries of the list are lists. `get_last_lr()` returns one rate for each param group: "
    "take its entry 0.",
    always(
        lambda item: (
            bool(item.observed) and all(isinstance(entry, list) for entry in item.observed)
        )
    ),
)


def _returns_to_base(item: Evidence) -> bool:
    """Return whether the rate jumps up to `base_lr` where the right one does not."""
    return any(
        same(item.case["base_lr"], seen) and seen > before and not same(wanted, seen)
        for before, seen, wanted in zip(
            item.observed, item.observed[1:], item.expected[1:], strict=False
        )
    )


SHAPE = [
    *(cause for cause in STEP_DECAY if cause.name in _SHAPES),
    Cause(
        "twice",
        "Each factor is applied twice: do two schedulers change the same rate, or is one stepped "
        "twice?",
        predicts(
            lambda item: [rate**2 / item.case["base_lr"] for rate in item.expected],
            lambda item: [*item.expected[::2], *([item.expected[-1]] * len(item.expected))][
                : len(item.expected)
            ],
        ),
    ),
    Cause(
        "reset-to-base",
        "The rate jumps back to `base_lr`. A schedule that begins later starts from the base "
        "rate again, unless it is told where to start.",
        always(_returns_to_base),
        general=True,
    ),
]
"""What can be told from any list of rates that begins at `base_lr`."""


def _cosine(angle: Callable[[int, int], float]) -> Fits:
    """Return a predicate: the cosine is of another angle, a function of epoch and `T_max`."""

    def predict(item: Evidence) -> list[float]:
        case = item.case
        low, high = case["eta_min"], case["base_lr"]
        return [
            low + (high - low) * (1 + math.cos(angle(epoch, case["T_max"]))) / 2
            for epoch in range(case["n"])
        ]

    return predicts(predict)


COSINE = [
    Cause(
        "clamped",
        "The rate stays down after `T_max`. The cosine goes on: it rises again, back to "
        "`base_lr` at `2 * T_max`.",
        _cosine(lambda e, t: math.pi * min(e, t) / t),
    ),
    Cause(
        "restarts",
        "The rate jumps back to `base_lr` after `T_max`, as with warm restarts. The cosine rises "
        "again as slowly as it fell.",
        _cosine(lambda e, t: math.pi * (e % t) / t),
    ),
    Cause(
        "whole-period",
        "The rate is back at `base_lr` at `T_max` already. `T_max` is half a period: the angle "
        "is `pi * epoch / T_max`.",
        _cosine(lambda e, t: 2 * math.pi * e / t),
    ),
    Cause(
        "quarter-period",
        "The rate is only half-way down at `T_max`. The angle there is `pi`.",
        _cosine(lambda e, t: math.pi * e / (2 * t)),
    ),
    Cause(
        "last-epoch-lowest",
        "The lowest rate comes one epoch early: it belongs to epoch `T_max`, not to `T_max - 1`.",
        _cosine(lambda e, t: math.pi * e / (t - 1)),
    ),
    Cause(
        "eta-min-as-floor",
        "`eta_min` cuts the curve off from below. It is the lowest point of the curve: the cosine "
        "runs between `eta_min` and `base_lr`.",
        predicts(
            lambda item: [
                max(
                    item.case["eta_min"],
                    item.case["base_lr"] * (1 + math.cos(math.pi * e / item.case["T_max"])) / 2,
                )
                for e in range(item.case["n"])
            ]
        ),
    ),
    Cause(
        "eta-min-added",
        "`eta_min` is added, but the height is still `base_lr`: it is `base_lr - eta_min`.",
        predicts(
            lambda item: [
                item.case["eta_min"]
                + item.case["base_lr"] * (1 + math.cos(math.pi * e / item.case["T_max"])) / 2
                for e in range(item.case["n"])
            ]
        ),
    ),
]
