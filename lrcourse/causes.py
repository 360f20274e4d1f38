"""The mistakes that a wrong answer can show: a predicate and a sentence each.

A cause that knows what its mistake gives predicts it, and fits when every wrong case is what it
predicts; one that does not looks for a property instead. The order is that of likelihood.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any, TypeAlias

import numpy as np

from lrcourse import mistakes, quadratic, schedules
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.verdicts import WEIGHT_ABS_TOL, same

SINGLE_PRECISION = 1e-6
"""`torch.float32` keeps about seven digits; a mistake made in it is the same mistake."""


def predicts(*predictions: Callable[[Evidence], Any]) -> Fits:
    """Return a predicate: one of the predictions is what was seen, in every case."""
    return lambda evidence: any(
        all(_alike(predict(item), item.observed) for item in evidence) for predict in predictions
    )


def always(holds: Callable[[Evidence], bool]) -> Fits:
    """Return a predicate that must hold in every case."""
    return lambda evidence: all(holds(item) for item in evidence)


def _alike(predicted: Any, observed: Any) -> bool:  # noqa: ANN401
    if isinstance(predicted, list):
        return (
            isinstance(observed, list)
            and len(predicted) == len(observed)
            and all(_alike(a, b) for a, b in zip(predicted, observed, strict=True))
        )
    return isinstance(observed, (int, float)) and math.isclose(
        predicted, observed, rel_tol=SINGLE_PRECISION, abs_tol=1e-14
    )


# --- step decay: one rate for each epoch -----------------------------------------------------


def _rate(item: Evidence, factor: Callable[[float, int, int], float]) -> list[float]:
    """Return the rates `base_lr * factor(gamma, epoch, step_size)`."""
    base_lr, gamma, step_size, n = (
        item.case[name] for name in ("base_lr", "gamma", "step_size", "n")
    )
    return [base_lr * factor(gamma, epoch, step_size) for epoch in range(n)]


def _by_rate(*factors: Callable[[float, int, int], float]) -> Fits:
    def prediction(
        factor: Callable[[float, int, int], float],
    ) -> Callable[[Evidence], list[float]]:
        return lambda item: _rate(item, factor)

    return predicts(*map(prediction, factors))


def _longer(item: Evidence, by: int = 1) -> list[float]:
    """Return the expected rates of a run that is some epochs longer."""
    case = item.case
    return schedules.step_decay(case["base_lr"], case["gamma"], case["step_size"], case["n"] + by)


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


def _is_rounded(evidence: Sequence[Evidence]) -> bool:
    """Return whether one number of digits, after the point or in all, explains every case."""
    return any(
        all(
            [cut(rate, digits) for rate in _flat(item.expected)] == _flat(item.observed)
            for item in evidence
        )
        for cut in (round, lambda rate, digits: float(f"{rate:.{digits}g}"))
        for digits in range(1, 9)
    )


def _has_floor(item: Evidence) -> bool:
    floor = min(item.observed)
    return floor > 0 and _alike([max(floor, rate) for rate in item.expected], item.observed)


def _is_single_precision(item: Evidence) -> bool:
    wanted, seen = _flat(item.expected), _flat(item.observed)
    return len(wanted) == len(seen) and all(
        abs(a - b) <= SINGLE_PRECISION * abs(a) + 1e-30 for a, b in zip(wanted, seen, strict=True)
    )


def _flat(value: Any) -> list[float]:  # noqa: ANN401
    return [x for entry in value for x in _flat(entry)] if isinstance(value, list) else [value]


def _is_one_answer(evidence: Sequence[Evidence]) -> bool:
    """Return whether different cases got the same answer."""
    first = evidence[0]
    return (
        sum(item.case != first.case for item in evidence) > 0
        and bool(_flat(first.observed))
        and all(_alike(first.observed, item.observed) for item in evidence)
    )


def _has_one_start(evidence: Sequence[Evidence]) -> bool:
    """Return whether the base rate is a number of its own, whatever the case says."""
    starts = [item.observed[0] for item in evidence if item.observed]
    bases = {item.case["base_lr"] for item in evidence if item.observed}
    return (
        len(bases) > 1
        and all(_alike(starts[0], start) for start in starts)
        and all(
            _alike([r * starts[0] / item.case["base_lr"] for r in item.expected], item.observed)
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
                _alike(schedules.step_decay(**{**item.case, name: value}), item.observed)
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


SINGLE = Cause(
    "single-precision",
    "Only the first digits agree: was it computed in `torch.float32`, or does a search stop too "
    "soon? Use Python's floats, or `torch.float64`.",
    always(_is_single_precision),
)

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
        _by_rate(lambda _g, _e, _s: 1.0),
    ),
    Cause(
        "drops-at-zero",
        "There is one drop too many, at epoch 0: 0 is a multiple of every number. The first "
        "epochs use `base_lr` itself.",
        _by_rate(lambda g, e, s: g ** (1 + e // s)),
    ),
    Cause(
        "early",
        "Every drop comes one epoch early. Epochs are counted from 0, so the first drop is in "
        "epoch `step_size`.",
        predicts(
            lambda item: _longer(item)[1:],
            lambda item: [*_longer(item)[1:-1], item.expected[-1]] if item.expected else [],
        ),
    ),
    Cause(
        "late",
        "Every drop comes one epoch late. Epoch `step_size` itself already uses the lower rate.",
        predicts(lambda item: (item.expected[:1] + item.expected)[: len(item.expected)]),
    ),
    Cause(
        "compounds",
        "From the first drop on, the rate falls in every epoch. A condition like `epoch >= "
        "step_size` stays true; each drop happens only once.",
        predicts(
            lambda item: mistakes.compounds_from(
                item.case["base_lr"], item.case["gamma"], item.case["step_size"], item.case["n"]
            ),
            lambda item: mistakes.compounds_from(
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
        _by_rate(lambda g, e, _s: g**e, lambda g, e, _s: g ** (e + 1)),
    ),
    Cause(
        "not-rounded-down",
        "The rate falls a little in every epoch instead of in steps: is the number of drops "
        "rounded down? `//` does that, `/` does not.",
        _by_rate(lambda g, e, s: g ** (e / s), lambda g, e, s: g ** ((e + 1) / s)),
    ),
    Cause(
        "rounded-up",
        "The number of drops is rounded up or to the nearest number. A drop counts only when "
        "`step_size` epochs are over: round down.",
        _by_rate(lambda g, e, s: g ** -(-e // s), lambda g, e, s: g ** round(e / s)),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays: after a drop with "
        "`gamma=0.1`, a tenth is left.",
        _by_rate(lambda g, e, s: (1 - g) ** (e // s)),
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
        _by_rate(
            lambda g, e, s: g ** -(e // s),
            lambda g, e, s: (1 + g) ** (e // s),
        ),
    ),
    Cause(
        "once",
        "Only the first drop happens. The rate drops again after every further `step_size` "
        "epochs.",
        _by_rate(lambda g, e, s: g ** min(1, e // s), lambda g, e, s: g if e == s else 1.0),
    ),
    Cause(
        "first-drop-skipped",
        "The first drop does not happen: epoch `step_size` itself already uses the lower rate.",
        _by_rate(lambda g, e, s: g ** max(0, e // s - 1)),
    ),
    Cause(
        "a-few-times",
        "Only the first few drops happen. The rate drops again after every further `step_size` "
        "epochs, however long the run is.",
        _by_rate(lambda g, e, s: g ** min(2, e // s), lambda g, e, s: g ** min(3, e // s)),
    ),
    Cause(
        "back-to-base",
        "The rate drops for one epoch and then jumps back to `base_lr`: each drop starts from "
        "the rate before it.",
        _by_rate(
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
        _by_rate(lambda g, e, s: g ** (2 * (e // s))),
    ),
    Cause(
        "times-the-count",
        "The number of drops is multiplied with `gamma`. It belongs in the exponent: every drop "
        "multiplies once more.",
        _by_rate(
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
        _by_rate(lambda g, e, s: g ** (e % s)),
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
        _by_rate(lambda g, e, s: g ** (e // (s + 1))),
    ),
    Cause(
        "shorter-steps",
        "Each rate lasts one epoch less than it should: every rate lasts exactly `step_size` "
        "epochs.",
        _by_rate(lambda g, e, s: g ** (e // (s - 1))),
    ),
    Cause(
        "swapped",
        "`gamma` and `step_size` are swapped.",
        _by_rate(lambda g, e, s: s ** (e // g)),
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
                and _alike(_longer(item, len(item.observed) - len(item.expected)), item.observed)
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
                and _alike(item.expected, item.observed[len(item.observed) - len(item.expected) :])
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
            lambda item: list(dict.fromkeys(item.expected)),
            lambda item: list(dict.fromkeys(item.expected))[1:],
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
            lambda item: item.expected[-1],
            lambda item: item.expected[-1:],
            lambda item: _longer(item)[-1],
        ),
    ),
    Cause(
        "rounded",
        "The rates are rounded. Keep all digits: small rates would become 0.",
        _is_rounded,
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
        _is_one_answer,
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


# --- a change of rate in the middle of a descent ---------------------------------------------


def _changed(
    item: Evidence,
    change: Callable[[float, float], tuple[float, float]],
) -> list[float]:
    """Return the weights when `change(velocity, momentum)` comes with the change of the rate."""
    case = item.case
    weights = []
    for base_lr, start, momentum in zip(
        case["base_lrs"], case["starts"], case["momenta"], strict=True
    ):
        for begin in (start, start / 2):
            w, v = begin, 0.0
            for _ in range(case["updates_before"]):
                v = momentum * v + w
                w -= base_lr * v
            v, kept = change(v, momentum)
            for _ in range(case["updates_after"]):
                v = kept * v + w
                w -= case["lr"] * v
            weights.append(w)
    return weights


def _new_rates(predict: Callable[[dict[str, Any]], list[float]]) -> Fits:
    return predicts_part("rates", lambda item: predict(item.case))


def predicts_part(part: str, *predictions: Callable[[Evidence], Any]) -> Fits:
    """Return a predicate: one of the predictions is the named part of what was seen."""

    def alike(predict: Callable[[Evidence], Any], item: Evidence) -> bool:
        predicted, observed = predict(item), item.observed[part]
        if part == "weights":
            return all(
                same(a, b, WEIGHT_ABS_TOL) for a, b in zip(predicted, observed, strict=True)
            )
        return _alike(predicted, observed)

    return lambda evidence: any(
        all(alike(predict, item) for item in evidence) for predict in predictions
    )


def _rates_right(item: Evidence) -> bool:
    return _alike(item.expected["rates"], item.observed["rates"])


RATE_CHANGE = [
    Cause(
        "nothing-changed",
        "No rate changed. The next update reads it from the dictionaries in "
        '`optimizer.param_groups`, under the key `"lr"`, and from nowhere else.',
        _new_rates(lambda case: case["base_lrs"]),
    ),
    Cause(
        "only-one-group",
        "Only one param group changed. An optimizer may have several: go through all of them.",
        _new_rates(lambda case: [case["lr"], *case["base_lrs"][1:]]),
    ),
    Cause(
        "ratio-kept",
        "The groups keep their ratio to each other. The task asks for the same rate in all of "
        "them.",
        _new_rates(
            lambda case: [case["lr"] * rate / case["base_lrs"][0] for rate in case["base_lrs"]]
        ),
    ),
    Cause(
        "groups-merged",
        "The optimizer has other param groups than before. Change the rates in the groups that "
        "are there.",
        always(lambda item: len(item.observed["rates"]) != len(item.case["base_lrs"])),
    ),
    Cause(
        "not-all-groups",
        "Some param groups changed, others did not. Go through all of them, however many.",
        always(
            lambda item: (
                all(
                    same(seen, item.case["lr"]) or same(seen, base_lr)
                    for seen, base_lr in zip(
                        item.observed["rates"], item.case["base_lrs"], strict=True
                    )
                )
                and not _rates_right(item)
            )
        ),
        general=True,
    ),
    Cause(
        "multiplied",
        "The old rate is multiplied by the new one. `lr` is the new rate itself: assign it.",
        _new_rates(lambda case: [case["lr"] * base_lr for base_lr in case["base_lrs"]]),
    ),
    Cause(
        "subtracted",
        "The new rate is subtracted from the old one or added to it. Assign it.",
        predicts_part(
            "rates",
            lambda item: [base_lr - item.case["lr"] for base_lr in item.case["base_lrs"]],
            lambda item: [base_lr + item.case["lr"] for base_lr in item.case["base_lrs"]],
        ),
    ),
    Cause(
        "momentum-lost",
        "The momentum that the optimizer had collected is gone. Was it built anew, or its state "
        "cleared?",
        predicts_part("weights", lambda item: _changed(item, lambda _v, m: (0.0, m))),
    ),
    Cause(
        "momentum-off",
        "Momentum is switched off from there on. Only the rate may change.",
        predicts_part(
            "weights",
            lambda item: _changed(item, lambda v, _m: (v, 0.0)),
            lambda item: _changed(item, lambda _v, _m: (0.0, 0.0)),
        ),
    ),
    Cause(
        "not-exactly",
        "The rates are near `lr`, but not equal to it. Assign it as it is, with all digits.",
        lambda evidence: (
            all(
                math.isclose(rate, item.case["lr"], rel_tol=1e-2)
                for item in evidence
                for rate in item.observed["rates"]
            )
            and not all(_rates_right(item) for item in evidence)
        ),
    ),
    Cause(
        "state-changed",
        "Only the rates may change: the momentum that the optimizer had collected, and the "
        "weights, stay as they are.",
        always(_rates_right),
        general=True,
    ),
]


# --- a training loop -------------------------------------------------------------------------


def _per_group(item: Evidence) -> list[Evidence]:
    """Return the loop as one step decay for each group, if rates change only between epochs."""
    case = item.case
    batches = len(case["targets"])
    updates = item.observed["rates"]
    if len(updates) != case["epochs"] * batches:
        raise ValueError("another number of updates")
    found = []
    for group, base_lr in enumerate(case["base_lrs"]):
        rates = [update[group] for update in updates]
        epochs = rates[::batches]
        if [rate for rate in epochs for _ in range(batches)] != rates:
            raise ValueError("the rate changes within an epoch")
        arguments = {
            "base_lr": base_lr,
            "gamma": case["gamma"],
            "step_size": case["step_size"],
            "n": case["epochs"],
        }
        right = schedules.step_decay(**arguments)
        found.append(Evidence("step_decay", arguments, right, epochs))
    return found


def _each_group(cause: Cause) -> Cause:
    def fits(evidence: Sequence[Evidence]) -> bool:
        groups = [group for item in evidence for group in _per_group(item)]
        return not _alike(groups[0].expected, groups[0].observed) and cause.fits(groups)

    return replace(cause, fits=fits)


def _only_first_group(item: Evidence) -> bool:
    first, *others = _per_group(item)
    return _alike(first.expected, first.observed) and all(
        _alike([group.case["base_lr"]] * len(group.expected), group.observed) for group in others
    )


def _copied_groups(item: Evidence) -> bool:
    """Return whether the last update gives all groups one rate, that of one of them."""
    last = item.observed["rates"][-1]
    return (
        len(last) > 1
        and all(same(last[0], rate) for rate in last)
        and any(same(last[0], rate) for rate in item.expected["rates"][-1])
    )


def _every_update(
    factor: Callable[[float, int, int, int], float],
) -> Callable[[Evidence], list[list[float]]]:
    """Return what a factor `(gamma, update, step_size, batches)` in each update gives."""

    def predict(item: Evidence) -> list[list[float]]:
        case = item.case
        batches = len(case["targets"])
        factors = accumulate(
            (
                factor(case["gamma"], update, case["step_size"], batches)
                for update in range(case["epochs"] * batches)
            ),
            lambda a, b: a * b,
        )
        return [[base_lr * total for base_lr in case["base_lrs"]] for total in factors]

    return predict


Gradients: TypeAlias = Callable[[float, list[float], int, float], tuple[float, float]]


def _gradients_add_up(
    w: float, targets: list[float], batch: int, kept: float
) -> tuple[float, float]:
    total = kept + w - targets[batch]
    return total, total


def _cleared_each_epoch(
    w: float, targets: list[float], batch: int, kept: float
) -> tuple[float, float]:
    total = (kept if batch else 0.0) + w - targets[batch]
    return total, total


def _one_behind(w: float, targets: list[float], batch: int, kept: float) -> tuple[float, float]:
    return kept, w - targets[batch]


def _trained_weights(
    item: Evidence, gradients: Gradients, *, lost_at_drops: bool = False
) -> list[float]:
    """Return the weights when the rates are right and the gradients are not.

    Args:
        item: the wrong case.
        gradients: from a weight, the targets, the number of the batch and what was kept, to
            the gradient that the update uses and what is kept for the next one.
        lost_at_drops: whether momentum starts anew when the rate drops.
    """
    case = item.case
    weights = []
    for base_lr, start in zip(case["base_lrs"], case["starts"], strict=True):
        rates = schedules.step_decay(base_lr, case["gamma"], case["step_size"], case["epochs"])
        for begin in (start, start / 2):
            w, velocity, kept = begin, 0.0, 0.0
            for epoch, lr in enumerate(rates):
                if lost_at_drops and epoch % case["step_size"] == 0:
                    velocity = 0.0
                for batch in range(len(case["targets"])):
                    gradient, kept = gradients(w, case["targets"], batch, kept)
                    velocity = case["momentum"] * velocity + gradient
                    w -= lr * velocity
            weights.append(w)
    return weights


def _passes(item: Evidence) -> tuple[int, int, int]:
    """Return the updates made, the epochs, and the batches."""
    return len(item.observed["rates"]), item.case["epochs"], len(item.case["targets"])


TRAINING = [
    Cause(
        "no-update",
        "The optimizer makes no update: `optimizer.step()` is missing, or it is called on "
        "another optimizer.",
        always(lambda item: _passes(item)[0] == 0),
    ),
    Cause(
        "update-per-epoch",
        "There is one update for each epoch. `optimizer.step()` belongs into the inner loop: one "
        "update for each batch.",
        always(lambda item: _passes(item)[0] == item.case["epochs"]),
    ),
    Cause(
        "optimizer-built-anew",
        "The optimizer that was passed in makes updates until the first drop only. Was a new one "
        "built for the new rate? Change the rate of this one.",
        always(
            lambda item: _passes(item)[0] == item.case["step_size"] * len(item.case["targets"])
        ),
    ),
    Cause(
        "epochs-miscounted",
        "The loop runs one epoch too many or too few: the epochs are 0, 1, …, `epochs - 1`.",
        always(
            lambda item: (
                abs(_passes(item)[0] - item.case["epochs"] * len(item.case["targets"]))
                == len(item.case["targets"])
            )
        ),
    ),
    Cause(
        "only-one-group",
        "Only the first param group is scheduled. An optimizer may have several: change the "
        "rate of all of them.",
        always(_only_first_group),
    ),
    Cause(
        "groups-made-equal",
        "All param groups get the rate of one of them. Each keeps its own base rate.",
        always(_copied_groups),
    ),
    Cause(
        "once-per-weight",
        "The rate drops once for each weight of a group. It belongs to the group: multiply it "
        "once.",
        predicts_part(
            "rates", _every_update(lambda g, u, s, b: g**2 if u and u % (s * b) == 0 else 1.0)
        ),
    ),
    Cause(
        "trained-per-group",
        "The loop over the batches runs once for each param group. Put it behind the loop over "
        "the groups, not into it.",
        always(
            lambda item: (
                len(item.case["base_lrs"]) > 1
                and _passes(item)[0]
                == item.case["epochs"] * len(item.case["targets"]) * len(item.case["base_lrs"])
            )
        ),
    ),
    Cause(
        "gradients-add-up",
        "Gradients of earlier batches are still there: `optimizer.zero_grad()` is missing.",
        predicts_part("weights", lambda item: _trained_weights(item, _gradients_add_up)),
    ),
    Cause(
        "cleared-once-an-epoch",
        "Gradients of the batches of an epoch add up: `optimizer.zero_grad()` belongs into the "
        "inner loop.",
        predicts_part("weights", lambda item: _trained_weights(item, _cleared_each_epoch)),
    ),
    Cause(
        "step-before-backward",
        "Each update uses the gradient of the batch before: `backward()` comes before "
        "`optimizer.step()`.",
        predicts_part("weights", lambda item: _trained_weights(item, _one_behind)),
    ),
    Cause(
        "nothing-learned",
        "The weights do not move: the gradient is gone when `optimizer.step()` comes. Clear it "
        "before `backward()`, not after.",
        lambda evidence: (
            all(_rates_right(item) for item in evidence)
            and predicts_part(
                "weights", lambda item: [x for w in item.case["starts"] for x in (w, w / 2)]
            )(evidence)
        ),
    ),
    Cause(
        "momentum-lost-at-drops",
        "The momentum that the optimizer had collected is lost when the rate drops. Change the "
        "rate and nothing else.",
        predicts_part(
            "weights",
            lambda item: _trained_weights(
                item, lambda w, t, batch, k: (w - t[batch], k), lost_at_drops=True
            ),
        ),
    ),
    Cause(
        "one-batch-only",
        "Every update uses the same batch: pass the number of the batch to `batch_loss`.",
        predicts_part(
            "weights",
            lambda item: _trained_weights(item, lambda w, t, _b, k: (w - t[0], k)),
            lambda item: _trained_weights(item, lambda w, t, _b, k: (w - t[-1], k)),
        ),
    ),
    Cause(
        "per-batch",
        "The rate is changed for each batch. It belongs to the epoch: change it before the loop "
        "over the batches.",
        predicts_part(
            "rates",
            _every_update(lambda g, u, s, b: g if u // b and (u // b) % s == 0 else 1.0),
            _every_update(lambda g, u, s, b: g if (u // b) % s == 0 else 1.0),
            _every_update(lambda g, u, s, _b: g if u and u % s == 0 else 1.0),
            _every_update(lambda g, u, s, _b: g if u % s == 0 else 1.0),
            _every_update(lambda g, u, s, b: g if u // b >= s else 1.0),
            _every_update(lambda g, u, _s, _b: g if u else 1.0),
            _every_update(lambda g, u, s, _b: g if u and (u + 1) % s == 0 else 1.0),
        ),
    ),
    Cause(
        "after-the-first-epoch",
        "The drops come one epoch after the multiples of `step_size`, the first one after epoch "
        "0: count the epochs that are over, or drop before the batches.",
        _each_group(Cause("", "", _by_rate(lambda g, e, s: g ** (-(-e // s))))).fits,
    ),
    Cause(
        "other-gradients",
        "Is the gradient set to zero before each `backward()`, and is each batch used once an "
        "epoch, in order?",
        always(_rates_right),
        general=True,
    ),
    *(_each_group(cause) for cause in STEP_DECAY if cause.name != "rounded-up"),
]


# --- values ----------------------------------------------------------------------------------


def _path(factor: Callable[[float, float], float]) -> Callable[[Evidence], list[float]]:
    """Return the positions when each update multiplies by `factor(lr, h)`."""

    def predict(item: Evidence) -> list[float]:
        case = item.case
        return list(
            accumulate(case["rates"], lambda x, lr: x * factor(lr, case["h"]), initial=case["x0"])
        )

    return predict


def _ratio(factor: float) -> Fits:
    def predict(item: Evidence) -> Any:  # noqa: ANN401
        if isinstance(item.expected, list):
            return [factor * value for value in item.expected]
        return factor * item.expected

    return predicts(predict)


POSITIONS = [
    SINGLE,
    Cause(
        "start-missing",
        "The start is missing: the list begins with `x0` itself.",
        predicts(lambda item: item.expected[1:]),
    ),
    Cause(
        "last-missing",
        "The last position is missing: each update adds one entry after `x0`.",
        predicts(lambda item: item.expected[:-1]),
    ),
    Cause(
        "only-the-last",
        "Only the last position is returned: collect all of them in a list.",
        predicts(lambda item: item.expected[-1], lambda item: item.expected[-1:]),
    ),
    Cause(
        "climbs",
        "Each update goes uphill: descent subtracts the rate times the gradient.",
        predicts(_path(lambda lr, h: 1 + lr * h)),
    ),
    Cause(
        "gradient-doubled",
        "Each step is twice as long as it should be: the gradient of `h x**2 / 2` is `h x`.",
        predicts(_path(lambda lr, h: 1 - 2 * lr * h)),
    ),
    Cause(
        "gradient-halved",
        "Each step is half as long as it should be: the gradient of `h x**2 / 2` is `h x`.",
        predicts(_path(lambda lr, h: 1 - lr * h / 2)),
    ),
    Cause(
        "loss-for-gradient",
        "The step uses the loss, not its gradient `h x`.",
        predicts(
            lambda item: list(
                accumulate(
                    item.case["rates"],
                    lambda x, lr: x - lr * item.case["h"] * x**2 / 2,
                    initial=item.case["x0"],
                )
            )
        ),
    ),
    Cause(
        "curvature-missing",
        "The curvature `h` is not used: an update multiplies by `1 - lr * h`.",
        predicts(_path(lambda lr, _h: 1 - lr)),
    ),
    Cause(
        "factor-without-one",
        "The factor of an update is `1 - lr * h`; the step alone is not the new position.",
        predicts(
            _path(lambda lr, h: lr * h),
            _path(lambda lr, h: -lr * h),
            _path(lambda lr, h: lr * h - 1),
        ),
    ),
    Cause(
        "power-of-one-factor",
        "One factor is raised to a power. The rates differ: multiply by the factor of each "
        "update in turn.",
        predicts(
            lambda item: [
                item.case["x0"],
                *(
                    item.case["x0"] * (1 - lr * item.case["h"]) ** count
                    for count, lr in enumerate(item.case["rates"], start=1)
                ),
            ]
        ),
    ),
    Cause(
        "first-rate-skipped",
        "The first rate is not used: update number 0 uses `rates[0]`.",
        predicts(
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][1:]
            )
        ),
    ),
    Cause(
        "start-not-moved",
        "Each update starts from `x0` again. It starts from the position before it.",
        predicts(
            lambda item: [
                item.case["x0"],
                *(item.case["x0"] * (1 - lr * item.case["h"]) for lr in item.case["rates"]),
            ]
        ),
    ),
    Cause(
        "gradient-not-updated",
        "The gradient is always that of the start. It changes with the position: `h * x`.",
        predicts(
            lambda item: list(
                accumulate(
                    item.case["rates"],
                    lambda x, lr: x - lr * item.case["h"] * item.case["x0"],
                    initial=item.case["x0"],
                )
            )
        ),
    ),
    Cause(
        "one-rate-for-all",
        "Every update uses the same rate. Update number `t` uses `rates[t]`.",
        predicts(
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][:1] * len(item.case["rates"])
            ),
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][-1:] * len(item.case["rates"])
            ),
        ),
    ),
    Cause(
        "same-object",
        "All entries are the last position: the same tensor is appended again and again. Append "
        "its value, with `.item()`.",
        always(lambda item: _alike([item.expected[-1]] * len(item.expected), item.observed)),
    ),
    Cause(
        "brackets-missing",
        "Brackets are missing: the position is multiplied by the whole factor `(1 - lr * h)`.",
        predicts(
            lambda item: list(
                accumulate(
                    item.case["rates"],
                    lambda x, lr: x * 1 - lr * item.case["h"],
                    initial=item.case["x0"],
                )
            )
        ),
    ),
    Cause(
        "distances",
        "The positions have lost their sign: a large rate jumps to the other side of 0.",
        predicts(
            lambda item: [
                item.case["x0"],
                *(math.copysign(x, item.case["x0"]) for x in item.expected[1:]),
            ],
            lambda item: [abs(x) for x in item.expected],
            lambda item: [max(x, 0.0) for x in item.expected],
        ),
    ),
    Cause(
        "start-ignored",
        "The start is not `x0`.",
        predicts(
            lambda item: [x / item.case["x0"] for x in item.expected],
            lambda item: [x / abs(item.case["x0"]) for x in item.expected],
        ),
    ),
    Cause(
        "losses",
        "The list holds losses; the task asks for positions.",
        predicts(lambda item: [item.case["h"] * x**2 / 2 for x in item.expected]),
    ),
    Cause(
        "rates-shifted",
        "The rates are used in another order. Update number `t` uses `rates[t]`.",
        predicts(
            lambda item: quadratic.positions(
                item.case["x0"], item.case["h"], item.case["rates"][::-1]
            ),
            lambda item: quadratic.positions(
                item.case["x0"],
                item.case["h"],
                [*item.case["rates"][1:], *item.case["rates"][-1:]],
            ),
            lambda item: quadratic.positions(
                item.case["x0"],
                item.case["h"],
                [*item.case["rates"][-1:], *item.case["rates"][:-1]],
            ),
        ),
    ),
    Cause(
        "rounded",
        "The positions are rounded. Keep all digits.",
        _is_rounded,
        general=True,
    ),
    Cause(
        "stops-early",
        "The list stops before all rates are used: every rate adds one position, also near 0.",
        always(
            lambda item: (
                0 < len(item.observed) < len(item.expected)
                and _alike(item.expected[: len(item.observed)], item.observed)
            )
        ),
    ),
    Cause(
        "no-rates",
        "Only the descent without updates is wrong: with no rates the list is `[x0]`.",
        always(lambda item: not item.case["rates"]),
    ),
]


def _limit(
    hessian: Callable[[Any, int], Any], pick: Callable[[Any], float], *, bias: bool = True
) -> Callable[[Evidence], float]:
    """Return a limit from a matrix `A` with `N` rows, by one of the wrong formulas."""

    def predict(item: Evidence) -> float:
        a = np.asarray(item.case["inputs"], dtype=float)
        if bias:
            a = np.column_stack([a, np.ones(len(a))])
        return float(pick(np.linalg.eigvalsh(hessian(a, len(a)))))

    return predict


def _hessian(a: Any, n: int) -> Any:  # noqa: ANN401
    return 2 / n * a.T @ a


STABLE_RATE = [
    SINGLE,
    Cause(
        "bias-missing",
        "The bias is missing: `A` has one more column, all ones.",
        predicts(_limit(_hessian, lambda values: 2 / values[-1], bias=False)),
    ),
    Cause(
        "smallest-eigenvalue",
        "The smallest eigenvalue was used. The largest one is the first to explode.",
        predicts(_limit(_hessian, lambda values: 2 / values[0])),
    ),
    Cause(
        "eigenvalue-itself",
        "This is an eigenvalue of the Hessian, not a rate: the limit is 2 divided by it.",
        predicts(_limit(_hessian, lambda values: values[-1])),
    ),
    Cause(
        "trace",
        "All eigenvalues are added. Only the largest one counts.",
        predicts(_limit(_hessian, lambda values: 2 / values.sum())),
    ),
    Cause(
        "mean-eigenvalue",
        "The mean of the eigenvalues was used. Only the largest one counts.",
        predicts(_limit(_hessian, lambda values: 2 / values.mean())),
    ),
    Cause(
        "rows-not-counted",
        "The loss is a mean over the rows: the Hessian is `2 / N` times the product.",
        predicts(
            _limit(lambda a, _n: 2 * a.T @ a, lambda values: 2 / values[-1]),
            _limit(lambda a, _n: a.T @ a, lambda values: 2 / values[-1]),
        ),
    ),
    Cause(
        "columns-for-rows",
        "`N` is the number of rows, not of columns.",
        predicts(
            _limit(lambda a, _n: 2 / a.shape[1] * a.T @ a, lambda values: 2 / values[-1]),
            _limit(lambda a, _n: 2 / (a.shape[1] - 1) * a.T @ a, lambda values: 2 / values[-1]),
        ),
    ),
    Cause(
        "rows-hard-coded",
        "The number of rows is written into the code. Use `len(inputs)`.",
        lambda evidence: (
            len({len(item.case["inputs"]) for item in evidence}) > 1
            and predicts(
                _limit(lambda a, _n: 2 / 2 * a.T @ a, lambda values: 2 / values[-1]),
                _limit(lambda a, _n: 2 / 3 * a.T @ a, lambda values: 2 / values[-1]),
            )(evidence)
        ),
    ),
    Cause(
        "twice-too-large",
        "The value is exactly twice the right one: is a 2 missing in the Hessian, or one too "
        "many in the limit?",
        _ratio(2.0),
    ),
    Cause(
        "half-as-large",
        "The value is exactly half of the right one: is it 2 that is divided by the eigenvalue, "
        "and only one 2 in the Hessian?",
        _ratio(0.5),
    ),
    Cause(
        "singular-value",
        "A singular value of `A` is not an eigenvalue of the Hessian: that is its square times "
        "`2 / N`.",
        predicts(
            _limit(_hessian, lambda values: 2 / values[-1] ** 0.5),
            lambda item: (
                len(item.case["inputs"])
                / _limit(lambda a, _n: a.T @ a, lambda values: values[-1] ** 0.5)(item)
            ),
            _limit(lambda a, _n: a.T @ a, lambda values: 2 / values[-1] ** 0.5),
        ),
    ),
    Cause(
        "columns-centred",
        "The mean of the columns was subtracted. The column of ones does not replace that, nor "
        "the other way round: use the inputs as they are.",
        predicts(
            _limit(
                lambda a, n: 2 / n * (a - a.mean(axis=0)).T @ (a - a.mean(axis=0)),
                lambda values: 2 / values[-1],
                bias=False,
            )
        ),
    ),
    Cause(
        "row-of-ones",
        "A row of ones was added. The bias is one more column.",
        predicts(
            _limit(
                lambda a, n: (
                    2
                    / n
                    * np.vstack([a, np.ones(a.shape[1])]).T
                    @ np.vstack([a, np.ones(a.shape[1])])
                ),
                lambda values: 2 / values[-1],
                bias=False,
            ),
            _limit(
                lambda a, n: (
                    2
                    / (n + 1)
                    * np.vstack([a, np.ones(a.shape[1])]).T
                    @ np.vstack([a, np.ones(a.shape[1])])
                ),
                lambda values: 2 / values[-1],
                bias=False,
            ),
        ),
    ),
    Cause(
        "rounded",
        "The value is rounded. Keep all digits.",
        _is_rounded,
        general=True,
    ),
    Cause(
        "near",
        "The value is near, but not exact: use all digits of the largest eigenvalue.",
        always(lambda item: abs(item.observed - item.expected) < 0.1 * abs(item.expected)),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: is a number of the example written "
        "into the code, or does a search end at a bound?",
        _is_one_answer,
        general=True,
    ),
]


def _floor(
    rate: Callable[[float, float, float], float],
) -> Callable[[Evidence], float]:
    return lambda item: rate(item.case["floor"], item.case["h"], item.case["noise"])


FLOOR_RATE = [
    SINGLE,
    Cause(
        "term-left-out",
        "The rate also stands in the denominator of the formula: collect both terms before you "
        "divide.",
        predicts(
            _floor(lambda f, h, s: 2 * f * h / s**2),
            _floor(lambda f, h, s: f * h / s**2),
            _floor(lambda f, h, s: f * h * 2 / s),
        ),
    ),
    Cause(
        "sign",
        "A sign is wrong: when the term with the rate moves to the other side, minus becomes "
        "plus.",
        predicts(
            _floor(lambda f, h, s: 2 * f * h / (s**2 - f * h**2)),
            _floor(lambda f, h, s: 2 * f * h / (f * h**2 - s**2)),
        ),
    ),
    Cause(
        "half-as-large",
        "The value is exactly half of the right one: is the 2 of the denominator `h (2 - lr h)` "
        "still there?",
        _ratio(0.5),
    ),
    Cause(
        "twice-too-large",
        "The value is exactly twice the right one.",
        _ratio(2.0),
    ),
    Cause(
        "noise-not-squared",
        "The noise enters the formula as its square.",
        predicts(_floor(lambda f, h, s: 2 * f * h / (s + f * h**2))),
    ),
    Cause(
        "curvature-not-squared",
        "Multiply out `h (2 - lr h)`: the term with the rate has `h` squared.",
        predicts(
            _floor(lambda f, h, s: 2 * f * h / (s**2 + f * h)),
            _floor(lambda f, h, s: 2 * f / (s**2 + f * h)),
            _floor(lambda f, h, s: 2 * f * h / (s**2 + f)),
            _floor(lambda f, h, s: 2 * f * h / (s**2 + 2 * f * h)),
        ),
    ),
    Cause(
        "curvature-lost",
        "A factor `h` is lost: check the numerator.",
        predicts(
            _floor(lambda f, h, s: 2 * f / (s**2 + f * h**2)),
            _floor(lambda f, h, s: 2 * f * h**2 / (s**2 + f * h**2)),
        ),
    ),
    Cause(
        "noise-ignored",
        "The noise is not used as it is given.",
        predicts(
            _floor(lambda f, h, _s: 2 * f * h / (1 + f * h**2)),
            _floor(lambda f, h, _s: 2 * f * h / (0.36 + f * h**2)),
        ),
    ),
    Cause(
        "stability-limit",
        "This is the limit of stability. The rate for a wanted floor lies below it and depends "
        "on the noise.",
        predicts(_floor(lambda _f, h, _s: 2 / h), _floor(lambda _f, h, _s: 1 / h)),
    ),
    Cause(
        "formula-forwards",
        "This is the noise floor of a rate. The task asks the other way round: which rate has "
        "this floor?",
        predicts(_floor(lambda f, h, s: f * s**2 / (h * (2 - f * h)))),
    ),
    Cause(
        "brackets-missing",
        "Brackets are missing around the denominator: without them only its first term divides.",
        predicts(_floor(lambda f, h, s: 2 * f * h / s**2 + f * h**2)),
    ),
    Cause(
        "floor-squared",
        "The floor is the mean of x squared already: neither square it nor take its root.",
        predicts(
            _floor(lambda f, h, s: 2 * f**2 * h / (s**2 + f**2 * h**2)),
            _floor(lambda f, h, s: 2 * f**0.5 * h / (s**2 + f**0.5 * h**2)),
        ),
    ),
    Cause(
        "upside-down",
        "The fraction is upside down.",
        predicts(_floor(lambda f, h, s: (s**2 + f * h**2) / (2 * f * h))),
    ),
    Cause(
        "rounded",
        "The value is rounded. Keep all digits.",
        _is_rounded,
        general=True,
    ),
    Cause(
        "near",
        "The value is near, but not exact: solve the formula instead of searching, or search "
        "until all digits stand.",
        always(lambda item: abs(item.observed - item.expected) < 1e-2 * abs(item.expected)),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: is a number of the example written "
        "into the code, or does a search end at a bound?",
        _is_one_answer,
        general=True,
    ),
]


def _raises(*texts: str) -> Fits:
    return always(lambda item: any(text in item.error for text in texts))


ERRORS = [
    Cause(
        "caret",
        "`^` is no power in Python: write `**`.",
        _raises("for ^:"),
    ),
    Cause(
        "index-past-the-end",
        "An index is past the end of a list. Lists count from 0, and their length differs from "
        "call to call.",
        _raises("index out of range", "out of bounds"),
    ),
    Cause(
        "shape-of-the-example",
        "The code fits the shape of the example only. The number of columns, groups or entries "
        "differs from call to call.",
        _raises(
            "to unpack", "must match the size", "shapes cannot be multiplied", "size mismatch"
        ),
    ),
    Cause(
        "name-unknown",
        "A name is used before it has a value, or is misspelt.",
        _raises("NameError", "UnboundLocalError"),
    ),
    Cause(
        "list-times-number",
        "A list is used where a number belongs: compute with its entries, one after the other.",
        _raises(
            "can't multiply sequence", "type(s) for *: 'list'", "type(s) for ** or pow(): 'list'"
        ),
    ),
    Cause(
        "key-unknown",
        "A dictionary has no such key. Print one of `optimizer.param_groups` to see its keys.",
        _raises("KeyError"),
    ),
    Cause(
        "attribute-unknown",
        "The object has no such attribute or method: check its spelling, and what type the "
        "object is.",
        _raises("AttributeError"),
    ),
    Cause(
        "arguments-missing",
        "A function is called with too few or too many arguments.",
        _raises("positional argument", "unexpected keyword argument"),
    ),
    Cause(
        "division-by-zero",
        "Something is divided by 0: look at the smallest values that an argument can have.",
        _raises("ZeroDivisionError"),
    ),
]
"""What an exception alone can tell, whatever the exercise is."""


CAUSES: dict[str, list[Cause]] = {
    "step_decay": [*STEP_DECAY, *ERRORS],
    "changed_rate": [*RATE_CHANGE, *ERRORS],
    "trained": [*TRAINING, *ERRORS],
    "positions": [*POSITIONS, *ERRORS],
    "largest_stable_rate": [*STABLE_RATE, *ERRORS],
    "rate_for_floor": [*FLOOR_RATE, *ERRORS],
}
"""For each formula that an exercise compares with, the causes that can be named."""
