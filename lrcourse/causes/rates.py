"""Mistakes in a list of rates, one for each epoch."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any

from lrcourse import schedules
from lrcourse.causes.predicates import (
    SINGLE,
    alike,
    always,
    is_one_answer,
    is_rounded,
    predicts,
)
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.mistakes import steps


def _rate(item: Evidence, factor: Callable[[float, int, int], float]) -> list[float]:
    """Return the rates `base_lr * factor(gamma, epoch, step_size)`."""
    base_lr, gamma, step_size, n = (
        item.case[name] for name in ("base_lr", "gamma", "step_size", "n")
    )
    return [base_lr * factor(gamma, epoch, step_size) for epoch in range(n)]


def by_rate(*factors: Callable[[float, int, int], float]) -> Fits:
    """Return a predicate: the rates are `base_lr * factor(gamma, epoch, step_size)`."""

    def prediction(
        factor: Callable[[float, int, int], float],
    ) -> Callable[[Evidence], list[float]]:
        return lambda item: _rate(item, factor)

    return predicts(*map(prediction, factors))


def _longer(item: Evidence, by: int = 1) -> list[float]:
    """Return the expected rates of a run that is some epochs longer."""
    longer: list[float] = item.compute(**{**item.case, "n": item.case["n"] + by})
    return longer


def _subtracted(item: Evidence, share: Callable[[float, float], float]) -> list[float]:
    case = item.case
    loss = share(case["base_lr"], case["gamma"])
    return [case["base_lr"] - loss * (epoch // case["step_size"]) for epoch in range(case["n"])]


def _cumulated(item: Evidence) -> list[float]:
    """Return what the closed form gives when it is applied to the current rate."""
    case = item.case
    drops = accumulate(epoch // case["step_size"] for epoch in range(case["n"]))
    return [case["base_lr"] * case["gamma"] ** total for total in drops]


def _n_cut() -> Fits:
    """Return a predicate: the run is cut into `step_size` parts."""

    def predict(length: Callable[[int, int], float]) -> Callable[[Evidence], list[float]]:
        def rates(item: Evidence) -> list[float]:
            case = item.case
            part = length(case["n"], case["step_size"])
            return [
                case["base_lr"] * case["gamma"] ** int(epoch // part) for epoch in range(case["n"])
            ]

        return rates

    return predicts(
        predict(lambda n, s: max(1, n // s)),
        predict(lambda n, s: n / s),
        predict(lambda n, s: -(-n // s)),
    )


def _has_floor(item: Evidence) -> bool:
    floor = min(item.observed)
    return floor > 0 and alike([max(floor, rate) for rate in item.expected], item.observed)


def _has_one_start(evidence: Sequence[Evidence]) -> bool:
    """Return whether the base rate is a number of its own, whatever the case says."""
    starts = [item.observed[0] for item in evidence if item.observed]
    bases = {item.case["base_lr"] for item in evidence if item.observed}
    return (
        len(bases) > 1
        and all(alike(starts[0], start) for start in starts)
        and all(
            alike([r * starts[0] / item.case["base_lr"] for r in item.expected], item.observed)
            for item in evidence
        )
    )


def _ignores(name: str) -> Fits:
    """Return a predicate: one number in the place of the argument `name` explains all cases."""

    def fits(evidence: Sequence[Evidence]) -> bool:
        if len({str(item.case[name]) for item in evidence}) < 2:
            return False
        return any(
            all(
                alike(schedules.step_decay(**{**item.case, name: value}), item.observed)
                for item in evidence
            )
            for value in _STOCK[name]
        )

    return fits


_STOCK: dict[str, list[Any]] = {
    "gamma": [0.1, 0.2, 0.5, 0.9],
    "step_size": [1, 2, 3, 4, 5, 10, 30],
}
"""Numbers that people write in the place of an argument."""

STEP_DECAY = [
    Cause(
        "empty-run",
        "Only the run without epochs is wrong: `n = 0` asks for an empty list.",
        always(lambda item: item.case["n"] == 0),
    ),
    SINGLE,
    Cause(
        "never-changes",
        "The rate never changes. Is the new rate put into the list, or into a variable that "
        "nothing reads?",
        predicts(lambda item: [item.case["base_lr"]] * item.case["n"]),
    ),
    Cause(
        "drops-at-zero",
        "There is one drop too many, at epoch 0: 0 is a multiple of every number. The first "
        "epochs use `base_lr` itself.",
        by_rate(lambda g, e, s: g ** (1 + e // s)),
    ),
    Cause(
        "early",
        "Every change comes one epoch early. Is an epoch counted from 1 instead of 0, or a step "
        "taken too soon?",
        predicts(
            lambda item: _longer(item)[1:],
            lambda item: [*_longer(item)[1:-1], item.expected[-1]] if item.expected else [],
        ),
    ),
    Cause(
        "late",
        "Every change comes one epoch late. The epoch of a change already uses the new rate.",
        predicts(lambda item: (item.expected[:1] + item.expected)[: len(item.expected)]),
    ),
    Cause(
        "compounds",
        "From the first drop on, the rate falls in every epoch. A condition like `epoch >= "
        "step_size` stays true; each drop happens only once.",
        predicts(
            lambda item: steps.compounds_from(
                item.case["base_lr"], item.case["gamma"], item.case["step_size"], item.case["n"]
            ),
            lambda item: steps.compounds_from(
                item.case["base_lr"],
                item.case["gamma"],
                item.case["step_size"] + 1,
                item.case["n"],
            ),
        ),
    ),
    Cause(
        "every-epoch",
        "The rate falls in every epoch. Between two drops it stays as it is for `step_size` "
        "epochs.",
        by_rate(lambda g, e, _s: g**e, lambda g, e, _s: g ** (e + 1)),
    ),
    Cause(
        "not-rounded-down",
        "The rate falls a little in every epoch instead of in steps: is the number of drops "
        "rounded down? `//` does that, `/` does not.",
        by_rate(lambda g, e, s: g ** (e / s), lambda g, e, s: g ** ((e + 1) / s)),
    ),
    Cause(
        "rounded-up",
        "The number of drops is rounded up or to the nearest number. A drop counts only when "
        "`step_size` epochs are over: round down.",
        by_rate(lambda g, e, s: g ** -(-e // s), lambda g, e, s: g ** round(e / s)),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays: after a drop with "
        "`gamma=0.1`, a tenth is left.",
        by_rate(lambda g, e, s: (1 - g) ** (e // s)),
    ),
    Cause(
        "subtracts",
        "Each drop subtracts the same amount. A drop multiplies the rate by `gamma`.",
        predicts(
            lambda item: _subtracted(item, lambda base_lr, gamma: base_lr * gamma),
            lambda item: _subtracted(item, lambda base_lr, gamma: base_lr * (1 - gamma)),
            lambda item: _subtracted(item, lambda _base_lr, gamma: gamma),
            lambda item: [
                max(rate, 0.0)
                for rate in _subtracted(item, lambda base_lr, gamma: base_lr * gamma)
            ],
        ),
    ),
    Cause(
        "grows",
        "The rate grows where it should fall: is `gamma` divided by, or added?",
        by_rate(
            lambda g, e, s: g ** -(e // s),
            lambda g, e, s: (1 + g) ** (e // s),
        ),
    ),
    Cause(
        "once",
        "Only the first drop happens. The rate drops again after every further `step_size` "
        "epochs.",
        by_rate(lambda g, e, s: g ** min(1, e // s), lambda g, e, s: g if e == s else 1.0),
    ),
    Cause(
        "first-drop-skipped",
        "The first drop does not happen: epoch `step_size` itself already uses the lower rate.",
        by_rate(lambda g, e, s: g ** max(0, e // s - 1)),
    ),
    Cause(
        "a-few-times",
        "Only the first few drops happen. The rate drops again after every further `step_size` "
        "epochs, however long the run is.",
        by_rate(lambda g, e, s: g ** min(2, e // s), lambda g, e, s: g ** min(3, e // s)),
    ),
    Cause(
        "back-to-base",
        "The rate drops for one epoch and then jumps back to `base_lr`: each drop starts from "
        "the rate before it.",
        by_rate(
            lambda g, e, s: g if e and e % s == 0 else 1.0,
            lambda g, e, s: g if e % s == 0 else 1.0,
            lambda g, e, s: g ** (e // s) if e % s == 0 else 1.0,
        ),
    ),
    Cause(
        "on-the-current-rate",
        "The closed form is applied to the rate of the epoch before, so the drops pile up. It "
        "starts from `base_lr` each time.",
        predicts(_cumulated),
    ),
    Cause(
        "twice",
        "Each drop is applied twice.",
        by_rate(lambda g, e, s: g ** (2 * (e // s))),
    ),
    Cause(
        "times-the-count",
        "The number of drops is multiplied with `gamma`. It belongs in the exponent: every drop "
        "multiplies once more.",
        by_rate(
            lambda g, e, s: g * (e // s),
            lambda g, e, s: g * max(1, e // s) if e >= s else 1.0,
            lambda g, e, s: g / (e // s) if e >= s else 1.0,
            lambda g, e, s: 1 / (1 + g * (e // s)),
        ),
    ),
    Cause(
        "remainder",
        "The exponent is a remainder. `%` says how far an epoch is past the last drop; `//` "
        "counts the drops.",
        by_rate(lambda g, e, s: g ** (e % s)),
    ),
    Cause(
        "precedence",
        "The whole product is divided and rounded down, so it becomes 0. Put the division of "
        "the exponent into brackets.",
        predicts(
            lambda item: [
                item.case["base_lr"] * item.case["gamma"] ** epoch // item.case["step_size"]
                for epoch in range(item.case["n"])
            ]
        ),
    ),
    Cause(
        "base-in-the-power",
        "`base_lr` is inside the power. Only `gamma` is multiplied again and again.",
        predicts(
            lambda item: [
                (item.case["base_lr"] * item.case["gamma"]) ** (epoch // item.case["step_size"])
                for epoch in range(item.case["n"])
            ]
        ),
    ),
    Cause(
        "power-without-base",
        "The list holds the factors only: each is still to be multiplied by `base_lr`.",
        predicts(
            lambda item: [
                item.case["gamma"] ** (epoch // item.case["step_size"])
                for epoch in range(item.case["n"])
            ]
        ),
    ),
    Cause(
        "longer-steps",
        "Each rate lasts one epoch too long, so the drops drift away: every rate lasts exactly "
        "`step_size` epochs.",
        by_rate(lambda g, e, s: g ** (e // (s + 1))),
    ),
    Cause(
        "shorter-steps",
        "Each rate lasts one epoch less than it should: every rate lasts exactly `step_size` "
        "epochs.",
        by_rate(lambda g, e, s: g ** (e // (s - 1))),
    ),
    Cause(
        "swapped",
        "`gamma` and `step_size` are swapped.",
        by_rate(lambda g, e, s: s ** (e // g)),
    ),
    Cause(
        "one-too-many",
        "There is one entry too many: `n` epochs are 0, 1, …, `n - 1`.",
        predicts(_longer),
    ),
    Cause(
        "starts-at-one",
        "The list leaves out epoch 0: `n` epochs are 0, 1, …, `n - 1`.",
        predicts(lambda item: item.expected[1:]),
    ),
    Cause(
        "one-too-few",
        "The last entry is missing: `n` epochs are 0, 1, …, `n - 1`.",
        predicts(lambda item: item.expected[:-1]),
    ),
    Cause(
        "return-in-the-loop",
        "The list ends after its first rate: is `return` inside the loop?",
        predicts(lambda item: item.expected[:1]),
    ),
    Cause(
        "whole-steps-only",
        "The last epochs are missing when `n` is no multiple of `step_size`: the last rate may "
        "last for less than a whole step.",
        predicts(
            lambda item: item.expected[
                : len(item.expected) // item.case["step_size"] * item.case["step_size"]
            ]
        ),
    ),
    Cause(
        "too-long",
        "The list is longer than `n`: cut off what comes after epoch `n - 1`, and start with an "
        "empty list in each call.",
        always(
            lambda item: (
                len(item.observed) > len(item.expected)
                and alike(_longer(item, len(item.observed) - len(item.expected)), item.observed)
            )
        ),
        general=True,
    ),
    Cause(
        "list-outlives-the-call",
        "The list still holds the rates of earlier calls: make it inside the function.",
        always(
            lambda item: (
                len(item.observed) > len(item.expected)
                and alike(item.expected, item.observed[len(item.observed) - len(item.expected) :])
            )
        ),
    ),
    Cause(
        "n-cut-into-parts",
        "`step_size` is taken as the number of steps. It is the number of epochs that a rate "
        "lasts.",
        _n_cut(),
    ),
    Cause(
        "only-changes",
        "The list has one entry for each drop. It needs one for each epoch, also where the rate "
        "stays.",
        predicts(
            lambda item: item.expected[:: item.case["step_size"]],
            lambda item: item.expected[item.case["step_size"] :: item.case["step_size"]],
        ),
    ),
    Cause(
        "reversed",
        "The list runs backwards: its first entry belongs to epoch 0.",
        predicts(lambda item: item.expected[::-1]),
    ),
    Cause(
        "only-the-last",
        "Only the last rate is returned: collect one rate for each epoch in a list.",
        predicts(
            lambda item: [item.case["base_lr"], *item.expected][-1],
            lambda item: item.expected[-1:],
            lambda item: _longer(item)[-1],
        ),
    ),
    Cause(
        "rounded",
        "The rates are rounded. Keep all digits: small rates would become 0.",
        is_rounded,
        general=True,
    ),
    Cause(
        "floor",
        "The rate stops at a smallest value that the task does not ask for.",
        always(_has_floor),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: is a number of the example written "
        "into the code, or does a search end at a bound?",
        is_one_answer,
        general=True,
    ),
    Cause(
        "hard-coded-base",
        "The base rate is written into the code. Use `base_lr`, which differs from call to call.",
        _has_one_start,
        general=True,
    ),
    Cause(
        "hard-coded-gamma",
        "The factor is written into the code. Use `gamma`, which differs from call to call.",
        _ignores("gamma"),
        general=True,
    ),
    Cause(
        "hard-coded-step-size",
        "The number of epochs between drops is written into the code. Use `step_size`, which "
        "differs from call to call.",
        _ignores("step_size"),
        general=True,
    ),
    Cause(
        "short-run",
        "Only runs that end before the first drop are wrong: they have fewer than `step_size` "
        "epochs.",
        always(lambda item: item.case["n"] <= item.case["step_size"]),
        general=True,
    ),
]
