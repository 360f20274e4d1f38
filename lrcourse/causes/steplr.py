"""Mistakes with StepLR: in its loop, its log, its parameters, its steps."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import permutations
from typing import Any, TypeAlias

from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import (
    ROUNDINGS,
    SINGLE,
    alike,
    always,
    flat,
    is_rounded,
    predicts,
    predicts_part,
)
from lrcourse.causes.rates import STEP_DECAY, by_rate
from lrcourse.causes.training import TRAINING
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.verdicts import agree


def _chosen(causes: Sequence[Cause], *names: str) -> list[Cause]:
    return [cause for cause in causes if cause.name in names]


# ---- a training loop with a scheduler ------------------------------------------------------


def _calls(*counts: Callable[[int, int, int], int]) -> Fits:
    """Return a predicate: the rates are those after so many calls of `scheduler.step()`.

    Args:
        counts: from the epoch, the batch and the number of batches to the calls before the update
            of that batch.
    """

    def prediction(
        count: Callable[[int, int, int], int],
    ) -> Callable[[Evidence], list[list[float]]]:
        def rates(item: Evidence) -> list[list[float]]:
            case = item.case
            batches = len(case["targets"])
            factors = [
                case["gamma"] ** (count(epoch, batch, batches) // case["step_size"])
                for epoch in range(case["epochs"])
                for batch in range(batches)
            ]
            return [[base_lr * factor for base_lr in case["base_lrs"]] for factor in factors]

        return rates

    return predicts_part("rates", *map(prediction, counts))


def _drops_of_drops(item: Evidence) -> list[list[float]]:
    """Return the rates when the scheduler is stepped in every `step_size`-th epoch only."""
    case = item.case
    step, batches = case["step_size"], len(case["targets"])
    return [
        [base_lr * case["gamma"] ** (epoch // step // step) for base_lr in case["base_lrs"]]
        for epoch in range(case["epochs"])
        for _ in range(batches)
    ]


def _nearly_right(item: Evidence) -> bool:
    return all(
        math.isclose(wanted, seen, rel_tol=1e-2)
        for wanted, seen in zip(
            flat(item.expected["rates"]), flat(item.observed["rates"]), strict=True
        )
    )


SCHEDULED = [
    Cause(
        "no-update",
        "Call `optimizer.step()` for each batch, on the optimizer that was passed in. "
        "`scheduler.step()` makes no update.",
        always(lambda item: not item.observed["rates"]),
    ),
    *_chosen(TRAINING, "update-per-epoch", "epochs-miscounted"),
    Cause(
        "never-stepped",
        "The rate never changes: is `scheduler.step()` called in every epoch, on the scheduler "
        "that was passed in?",
        _calls(lambda _e, _b, _n: 0),
    ),
    Cause(
        "stepped-first",
        "Every drop comes one epoch early: `scheduler.step()` is called before the updates of the "
        "epoch. Call it after the loop over the batches.",
        _calls(lambda e, _b, _n: e + 1),
    ),
    Cause(
        "stepped-per-batch",
        "The scheduler is stepped for each batch, but its `step_size` is in epochs: call "
        "`scheduler.step()` once an epoch, after the loop over the batches.",
        _calls(
            lambda e, b, n: e * n + b,
            lambda e, b, n: e * n + b + 1,
            lambda e, b, n: e * (n + 1) + b,
            lambda e, b, n: e * (n + 1) + b + 1,
        ),
    ),
    Cause(
        "stepped-within-the-epoch",
        "The rate changes before the epoch is over: `scheduler.step()` comes before its last "
        "update. Call it after the loop over the batches.",
        _calls(lambda e, b, n: e + (b == n - 1), lambda e, b, _n: e + (b > 0)),
    ),
    Cause(
        "stepped-twice",
        "The scheduler is stepped twice in each epoch. Every call counts: call "
        "`scheduler.step()` in one place only.",
        _calls(lambda e, _b, _n: 2 * e, lambda e, _b, _n: 2 * e + 1),
    ),
    Cause(
        "epoch-passed",
        "`scheduler.step()` gets a number, and takes it for the number of its call. It counts by "
        "itself: call it without an argument.",
        always(lambda item: any("The epoch parameter" in said for said in item.warnings)),
    ),
    Cause(
        "stepped-too-late",
        "Every drop comes one epoch late: a call is left out. `scheduler.step()` ends every "
        "epoch, epoch 0 included.",
        _calls(lambda e, _b, _n: max(0, e - 1)),
    ),
    Cause(
        "counted-by-hand",
        "The scheduler is stepped only where a drop is due. It counts by itself: step it in every "
        "epoch.",
        predicts_part("rates", _drops_of_drops),
    ),
    *_chosen(
        TRAINING,
        "only-one-group",
        "groups-made-equal",
        "gradients-add-up",
        "cleared-once-an-epoch",
        "step-before-backward",
        "nothing-learned",
        "one-batch-only",
        "twice",
        "drops-at-zero",
        "once",
        "a-few-times",
        "other-gradients",
        "floor",
    ),
    Cause(
        "two-batches",
        "Each epoch makes two updates, however many batches it has: use `batches`.",
        always(
            lambda item: (
                len(item.case["targets"]) != 2 == len(item.observed["rates"]) / item.case["epochs"]
            )
        ),
    ),
    Cause(
        "rounded",
        "The rates are near the right ones, but not equal: keep all their digits.",
        always(_nearly_right),
        general=True,
    ),
    *ERRORS,
]

# ---- a log of rates ------------------------------------------------------------------------


def _trained_well(evidence: Sequence[Evidence]) -> bool:
    return all(alike(item.expected["rates"], item.observed["rates"]) for item in evidence)


def _log(*factors: Callable[[float, int, int], float]) -> Fits:
    """Return a predicate: updates are right, the log is `base_lr * factor(gamma, epoch, step)`."""

    def prediction(
        factor: Callable[[float, int, int], float],
    ) -> Callable[[Evidence], list[float]]:
        return lambda item: [
            item.case["base_lr"] * factor(item.case["gamma"], epoch, item.case["step_size"])
            for epoch in range(item.case["epochs"])
        ]

    fits = predicts_part("log", *map(prediction, factors))
    return lambda evidence: _trained_well(evidence) and fits(evidence)


def _used(*counts: Callable[[int], int]) -> Fits:
    """Return a predicate: so many calls of `scheduler.step()` come before an epoch's updates."""

    def prediction(count: Callable[[int], int]) -> Callable[[Evidence], list[float]]:
        return lambda item: [
            item.case["base_lr"] * item.case["gamma"] ** (count(epoch) // item.case["step_size"])
            for epoch in range(item.case["epochs"])
            for _ in range(item.case["batches"])
        ]

    return predicts_part("rates", *map(prediction, counts))


def _updates(item: Evidence) -> int:
    return len(item.observed["rates"])


def _wanted_updates(item: Evidence) -> int:
    return len(item.expected["rates"])


def _length_of_log(length: Callable[[Evidence], int]) -> Fits:
    return always(
        lambda item: (
            isinstance(item.observed["log"], list) and len(item.observed["log"]) == length(item)
        )
    )


def _logs(evidence: Sequence[Evidence]) -> list[Evidence]:
    return [
        Evidence(item.compute, item.case, item.expected["log"], item.observed["log"])
        for item in evidence
    ]


def _rounded_log(evidence: Sequence[Evidence]) -> bool:
    return _trained_well(evidence) and is_rounded(_logs(evidence))


def _single_log(evidence: Sequence[Evidence]) -> bool:
    return _trained_well(evidence) and SINGLE.fits(_logs(evidence))


LOGGED = [
    Cause(
        "never-trained",
        "No epoch is trained: call `train_epoch()`, with its brackets, once for each epoch.",
        always(lambda item: _updates(item) == 0 < _wanted_updates(item)),
    ),
    Cause(
        "trained-twice",
        "Each epoch is trained twice: one call of `train_epoch()` makes all updates of an epoch.",
        always(lambda item: _updates(item) == 2 * _wanted_updates(item)),
    ),
    Cause(
        "epochs-miscounted",
        "The loop runs one epoch too many or too few: the epochs are 0, 1, …, `epochs - 1`.",
        always(lambda item: abs(_updates(item) - _wanted_updates(item)) == item.case["batches"]),
    ),
    Cause(
        "stepped-first",
        "Every drop comes one epoch early, in training itself: `scheduler.step()` is called "
        "before `train_epoch()`.",
        _used(lambda epoch: epoch + 1),
    ),
    Cause(
        "never-stepped",
        "The rate of the updates never changes: call `scheduler.step()` once for each epoch.",
        _used(lambda _epoch: 0),
    ),
    Cause(
        "stepped-twice",
        "The scheduler is stepped twice in each epoch, so every drop comes too soon.",
        _used(lambda epoch: 2 * epoch, lambda epoch: 2 * epoch + 1),
    ),
    Cause(
        "read-after-the-step",
        "The log is one epoch ahead: it is read after `scheduler.step()`, when the rate already "
        "belongs to the next epoch.",
        _log(lambda g, e, s: g ** ((e + 1) // s)),
    ),
    Cause(
        "get-lr",
        "Where a rate drops, the log shows one drop too many: `get_lr()` computes the next "
        "change. Read `get_last_lr()` or the param group.",
        _log(
            lambda g, e, s: g ** (e // s + (e > 0 and e % s == 0)),
            lambda g, e, s: g ** ((e + 1) // s + ((e + 1) % s == 0)),
        ),
    ),
    Cause(
        "base-rate-logged",
        "The log always shows the base rate: `initial_lr`, `defaults` and a variable set before "
        "the loop do not change with the rate.",
        _log(lambda _g, _e, _s: 1.0),
    ),
    Cause(
        "log-late",
        "The log is one epoch behind: an entry is taken from the epoch before.",
        _log(lambda g, e, s: g ** (max(0, e - 1) // s)),
    ),
    Cause(
        "only-the-last",
        "All entries are the last rate: note the rate during each epoch, not when all is over.",
        always(
            lambda item: (
                len(item.observed["log"]) == item.case["epochs"]
                and len({str(entry) for entry in item.observed["log"]}) == 1
                and any(
                    agree(item.case["base_lr"] * item.case["gamma"] ** drops, entry)
                    for entry in item.observed["log"][:1]
                    for drops in (
                        (item.case["epochs"] - 1) // item.case["step_size"],
                        item.case["epochs"] // item.case["step_size"],
                    )
                )
            )
        ),
    ),
    Cause(
        "lists-logged",
        "The log holds lists: `get_last_lr()` returns one rate for each param group. Note its "
        "entry 0.",
        always(
            lambda item: (
                bool(item.observed["log"])
                and all(isinstance(entry, list) for entry in item.observed["log"])
            )
        ),
    ),
    Cause(
        "text-logged",
        "The log holds text. Note the numbers themselves; format them only to print them.",
        always(
            lambda item: (
                bool(item.observed["log"])
                and all(isinstance(entry, str) for entry in item.observed["log"])
            )
        ),
    ),
    Cause(
        "entry-per-update",
        "The log has an entry for each update. An epoch has several updates: note one rate for "
        "each epoch.",
        _length_of_log(_wanted_updates),
    ),
    Cause(
        "one-entry-too-many",
        "The log has one entry too many: the rate after the last epoch is used by none.",
        _length_of_log(lambda item: item.case["epochs"] + 1),
    ),
    Cause(
        "first-entry-missing",
        "The log leaves out epoch 0, which has a rate, too.",
        predicts_part("log", lambda item: item.expected["log"][1:]),
    ),
    Cause(
        "return-in-the-loop",
        "The function ends after its first epoch: is `return` inside the loop?",
        always(lambda item: _updates(item) == item.case["batches"] < _wanted_updates(item)),
    ),
    Cause(
        "only-changes",
        "The log has an entry for each change of the rate. It needs one for each epoch.",
        predicts_part("log", lambda item: item.expected["log"][:: item.case["step_size"]]),
    ),
    replace(SINGLE, fits=_single_log),
    Cause(
        "rounded",
        "The log is rounded. Keep all digits: small rates would become 0.",
        _rounded_log,
        general=True,
    ),
    *ERRORS,
]

# ---- a prediction --------------------------------------------------------------------------

PRINTED = [
    Cause(
        "before-the-step",
        "These are the rates that the epochs use. The loop prints after `scheduler.step()`: each "
        "line already shows the rate of the next epoch.",
        by_rate(lambda g, e, s: g ** (e // s)),
    ),
    Cause(
        "counter-too-high",
        "Every drop comes one line too soon: the counter is 0 before the first call, and 1 when "
        "the first line is printed.",
        by_rate(lambda g, e, s: g ** ((e + 2) // s)),
    ),
    Cause(
        "first-step-too-long",
        "Every drop comes too late: the drop happens at the call that brings the counter to a "
        "multiple of `step_size`, not at a later one.",
        by_rate(
            lambda g, e, s: g ** (max(0, e - 1) // s),
            lambda g, e, s: g ** (e // (s + 1)),
            lambda g, e, s: g ** ((e + 1) // (s + 1)),
        ),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays.",
        by_rate(
            lambda g, e, s: (1 - g) ** ((e + 1) // s),
            lambda g, e, s: (1 - g) ** (e // s),
        ),
    ),
    Cause(
        "subtracts",
        "Each drop subtracts. A drop multiplies the rate by `gamma`.",
        predicts(
            lambda item: [
                item.case["base_lr"] - item.case["gamma"] * ((e + 1) // item.case["step_size"])
                for e in range(item.case["n"])
            ],
            lambda item: [
                item.case["base_lr"]
                * (1 - item.case["gamma"] * ((e + 1) // item.case["step_size"]))
                for e in range(item.case["n"])
            ],
        ),
    ),
    Cause(
        "every-call",
        "The rate drops in every line. Most calls of `scheduler.step()` only count: a drop comes "
        "at every multiple of `step_size`.",
        by_rate(lambda g, e, _s: g ** (e + 1), lambda g, e, _s: g**e),
    ),
    Cause(
        "once",
        "Only the first drop happens. The rate drops again at every further multiple of "
        "`step_size`.",
        by_rate(lambda g, e, s: g ** min(1, (e + 1) // s)),
    ),
    Cause(
        "no-drop",
        "The rate never changes. `scheduler.step()` is called in every epoch, and drops it at "
        "every multiple of `step_size`.",
        by_rate(lambda _g, _e, _s: 1.0),
    ),
    Cause(
        "factors-only",
        "The list holds factors. The loop prints rates: multiply each by the first rate.",
        predicts(
            lambda item: [rate / item.case["base_lr"] for rate in item.expected],
        ),
    ),
]

# ---- a plan --------------------------------------------------------------------------------


def _ratio(item: Evidence) -> float:
    return float(item.case["final_lr"] / item.case["base_lr"])


def _seen(item: Evidence) -> int:
    """Return how many drops the run sees with the `step_size` that was returned."""
    step_size, _gamma = item.observed
    if step_size != int(step_size) or step_size < 1:
        raise ValueError("no number of epochs")
    return int((item.case["epochs"] - 1) // step_size)


def _steps_right(item: Evidence) -> bool:
    return _seen(item) == item.case["drops"]


def _gamma_near(item: Evidence) -> bool:
    """Return whether `gamma` is right to the digits of a float32."""
    return alike(_ratio(item) ** (1 / item.case["drops"]), item.observed[1])


def _gammas(*formulas: Callable[[float, int, int, float], float]) -> Fits:
    """Return a predicate: the steps are right, and a formula gives the gamma in every case.

    Args:
        formulas: from the ratio, the drops, the epochs and the step size to gamma.
    """

    def holds(formula: Callable[[float, int, int, float], float], item: Evidence) -> bool:
        step_size, gamma = item.observed
        case = item.case
        predicted = formula(_ratio(item), case["drops"], case["epochs"], step_size)
        # A root that happens to be the right one explains nothing.
        return _steps_right(item) and alike(predicted, gamma) and not _gamma_near(item)

    return lambda evidence: any(
        all(holds(formula, item) for item in evidence) for formula in formulas
    )


def _is_swapped(item: Evidence) -> bool:
    gamma, step_size = item.observed
    turned = Evidence(item.compute, item.case, item.expected, [step_size, gamma])
    return _steps_right(turned) and _gamma_near(turned)


def _gamma_rounded(evidence: Sequence[Evidence]) -> bool:
    right = [_ratio(item) ** (1 / item.case["drops"]) for item in evidence]
    seen = [item.observed[1] for item in evidence]
    return all(map(_steps_right, evidence)) and any(
        [cut(gamma, digits) for gamma in right] == seen
        for cut in ROUNDINGS
        for digits in range(1, 9)
    )


def _ratio_without_brackets(evidence: Sequence[Evidence]) -> bool:
    return all(
        _steps_right(item)
        and alike(
            item.case["final_lr"] / item.case["base_lr"] ** (1 / item.case["drops"]),
            item.observed[1],
        )
        for item in evidence
    )


def _root_of(*numbers: Callable[[dict[str, Any]], float]) -> Fits:
    """Return a predicate: the steps are right, and `gamma` is the root of another number."""

    def holds(number: Callable[[dict[str, Any]], float], item: Evidence) -> bool:
        root = number(item.case) ** (1 / item.case["drops"])
        return _steps_right(item) and alike(root, item.observed[1])

    return lambda evidence: any(
        all(holds(number, item) for item in evidence) for number in numbers
    )


PLAN = [
    Cause(
        "swapped",
        "The two numbers are swapped: return `step_size` first, then `gamma`.",
        always(_is_swapped),
    ),
    Cause(
        "no-drop",
        "With this `step_size` the run ends before the first drop. It is the number of epochs "
        "between two drops, not the length of the run.",
        always(lambda item: _seen(item) == 0 and item.observed[0] == item.case["epochs"]),
    ),
    Cause(
        "last-drop-missing",
        "One drop is missing: it would come at epoch `epochs`, and the last one is "
        "`epochs - 1`. The run sees `(epochs - 1) // step_size` drops.",
        always(lambda item: _seen(item) == item.case["drops"] - 1),
    ),
    Cause(
        "one-drop-too-many",
        "`step_size` is too small: the run sees more drops than were asked for. It sees "
        "`(epochs - 1) // step_size`.",
        always(lambda item: _seen(item) > item.case["drops"]),
    ),
    Cause(
        "steps-not-whole",
        "`step_size` is not whole in every case: divide with `//`, which rounds down.",
        always(lambda item: item.observed[0] != int(item.observed[0])),
        general=True,
    ),
    Cause(
        "too-few-drops",
        "`step_size` is too large: the run sees fewer drops than were asked for. It sees "
        "`(epochs - 1) // step_size`.",
        always(lambda item: _seen(item) < item.case["drops"]),
        general=True,
    ),
    Cause(
        "drops-miscounted",
        "The run sees another number of drops than was asked for: it sees "
        "`(epochs - 1) // step_size`.",
        always(lambda item: not _steps_right(item)),
        general=True,
    ),
    Cause(
        "root-missing",
        "`gamma` takes the whole way in one drop. There are several drops: take the root, "
        "`** (1 / drops)`.",
        _gammas(lambda r, _d, _e, _s: r),
    ),
    Cause(
        "divided",
        "The ratio of the rates is divided by the number of drops. Drops multiply: take the root, "
        "`** (1 / drops)`, with its brackets.",
        _gammas(lambda r, d, _e, _s: r / d),
    ),
    Cause(
        "power-for-root",
        "The ratio of the rates is raised to the power `drops`. It is the other way round: "
        "`gamma ** drops` is the ratio.",
        _gammas(lambda r, d, _e, _s: r**d),
    ),
    Cause(
        "upside-down",
        "`gamma` is above 1, so the rate grows: divide the last rate by the first one.",
        _gammas(lambda r, d, _e, _s: r ** (-1 / d), lambda r, _d, _e, _s: 1 / r),
    ),
    Cause(
        "percent-off",
        "`gamma` is the part that goes. It must be the part that stays.",
        _gammas(lambda r, d, _e, _s: 1 - r ** (1 / d), lambda r, _d, _e, _s: 1 - r),
    ),
    Cause(
        "root-off-by-one",
        "The root is off by one: the last epoch uses the rate after exactly `drops` factors.",
        _gammas(
            lambda r, d, _e, _s: r ** (1 / (d + 1)),
            lambda r, d, _e, _s: r ** (1 / max(1, d - 1)),
        ),
    ),
    Cause(
        "root-of-epochs",
        "The root has `epochs` or `step_size` in it. There is one factor for each drop: the "
        "exponent is `1 / drops`.",
        _gammas(
            lambda r, _d, e, _s: r ** (1 / e),
            lambda r, _d, e, _s: r ** (1 / (e - 1)),
            lambda r, _d, _e, s: r ** (1 / s),
            lambda r, _d, e, s: r ** (s / e),
            lambda r, _d, e, s: r ** (s / (e - 1)),
        ),
    ),
    Cause(
        "exponent-rounded",
        "`gamma` is 1: `1 // drops` is 0 for more than one drop. Write `1 / drops`.",
        _gammas(lambda _r, _d, _e, _s: 1.0),
    ),
    Cause(
        "equal-differences",
        "The way is cut into equal differences. A drop multiplies, so it takes equal factors: a "
        "root.",
        _gammas(lambda r, d, _e, _s: 1 - (1 - r) / d, lambda r, d, _e, _s: (1 - r) / d),
    ),
    Cause(
        "ratio-without-brackets",
        "The root is taken of `base_lr` alone. Put the ratio of the rates in brackets before you "
        "take the root.",
        _ratio_without_brackets,
    ),
    Cause(
        "base-missing",
        "The root is taken of another number than `final_lr / base_lr`.",
        _root_of(
            lambda case: case["final_lr"],
            lambda case: case["base_lr"] * case["final_lr"],
            lambda case: case["final_lr"] / 0.1,
        ),
    ),
    Cause(
        "nothing-found",
        "In some cases nothing is returned. Does a search compare rates with `==`? They may "
        "differ in the last digit: use `math.isclose`.",
        lambda evidence: (
            len(evidence) > 1
            and all(item.observed is None and not item.error for item in evidence)
        ),
    ),
    replace(SINGLE, fits=always(lambda item: _steps_right(item) and _gamma_near(item))),
    Cause(
        "gamma-rounded",
        "`gamma` is rounded. Keep all digits: each drop multiplies the error, too.",
        _gamma_rounded,
        general=True,
    ),
    Cause(
        "gamma-wrong",
        "`step_size` is right, `gamma` is not: `base_lr * gamma ** drops` must be `final_lr`.",
        always(_steps_right),
        general=True,
    ),
    *ERRORS,
]

# ---- a trace -------------------------------------------------------------------------------


Numbers: TypeAlias = Callable[[list[float], float, int, float], list[float]]
"""From the rates, the base rate, the step size and the gamma to three numbers."""


def _numbers(*formulas: Numbers) -> Fits:
    """Return a predicate: a formula of rates, base, step and gamma gives the three numbers."""

    def prediction(formula: Numbers) -> Callable[[Evidence], list[float]]:
        return lambda item: formula(item.case["rates"], *item.expected)

    return predicts(*map(prediction, formulas))


def _levels(rates: list[float]) -> int:
    return len(set(rates))


def _is_permuted(item: Evidence) -> bool:
    _same_order, *others = permutations(item.expected)
    return any(alike(list(order), item.observed) for order in others)


def _missed_small_changes(evidence: Sequence[Evidence]) -> bool:
    """Return whether rates were compared rounded, or with a fixed tolerance."""

    def reads(item: Evidence, differs: Callable[[float, float], bool]) -> bool:
        rates = item.case["rates"]
        found = next((epoch for epoch, lr in enumerate(rates) if differs(lr, rates[0])), None)
        if found is None:
            return item.observed is None
        return alike([rates[0], found, rates[found] / rates[0]], item.observed)

    def apart(digits: int) -> Callable[[float, float], bool]:
        return lambda a, b: abs(a - b) > 10.0**-digits

    def rounded_apart(digits: int) -> Callable[[float, float], bool]:
        return lambda a, b: round(a, digits) != round(b, digits)

    ways = [way(digits) for digits in range(2, 10) for way in (apart, rounded_apart)]
    return any(all(reads(item, way) for item in evidence) for way in ways)


def _is_upside_down(evidence: Sequence[Evidence]) -> bool:
    # If only growing runs are wrong, another mistake is likelier.
    return any(item.expected[2] < 1 for item in evidence) and _numbers(
        lambda _r, b, s, g: [b, s, 1 / g]
    )(evidence)


def _gamma_cut(evidence: Sequence[Evidence]) -> bool:
    return all(alike(item.expected[:2], item.observed[:2]) for item in evidence) and is_rounded(
        [
            Evidence(item.compute, item.case, item.expected[2], item.observed[2])
            for item in evidence
        ]
    )


TRACE = [
    Cause(
        "other-order",
        "The numbers are right, but in another order. Return `base_lr`, `step_size`, `gamma`.",
        always(_is_permuted),
    ),
    SINGLE,
    Cause(
        "step-off-by-one",
        "`step_size` is off by one: it is the number of the first epoch with another rate, "
        "counted from 0.",
        _numbers(lambda _r, b, s, g: [b, s - 1, g], lambda _r, b, s, g: [b, s + 1, g]),
    ),
    Cause(
        "levels-counted",
        "`step_size` is computed from the number of different rates. The last of them may be cut "
        "short: measure the first one.",
        _numbers(
            lambda r, b, _s, g: [b, _levels(r), g],
            lambda r, b, _s, g: [b, len(r) // _levels(r), g],
            lambda r, b, _s, g: [b, len(r) / _levels(r), g],
            lambda r, b, _s, g: [b, round(len(r) / _levels(r)), g],
        ),
    ),
    Cause(
        "last-level",
        "`step_size` is measured at the last rate, which the end of the run may cut short. "
        "Measure the first one.",
        _numbers(lambda r, b, _s, g: [b, r.count(r[-1]), g]),
    ),
    Cause(
        "all-drops-at-once",
        "`gamma` covers all drops of the run. It is the factor of one.",
        _numbers(lambda r, b, s, _g: [b, s, r[-1] / b]),
    ),
    Cause(
        "upside-down",
        "`gamma` is upside down: it is the rate after a drop, divided by the rate before it.",
        _is_upside_down,
    ),
    Cause(
        "percent-off",
        "`gamma` is the part that goes. It must be the part that stays.",
        _numbers(lambda _r, b, s, g: [b, s, 1 - g], lambda _r, b, s, g: [b, s, g - 1]),
    ),
    Cause(
        "difference-or-rate",
        "`gamma` is a difference of two rates, or a rate. It is a factor: divide one rate by the "
        "other.",
        _numbers(
            lambda r, b, s, _g: [b, s, b - r[s]],
            lambda r, b, s, _g: [b, s, r[s] - b],
            lambda r, b, s, _g: [b, s, abs(b - r[s])],
            lambda r, b, s, _g: [b, s, r[s]],
        ),
    ),
    Cause(
        "equal-neighbours",
        "`gamma` is 1: the two rates that are divided are equal. Take one from before the first "
        "change and one from after it.",
        _numbers(lambda _r, b, s, _g: [b, s, 1.0]),
    ),
    Cause(
        "stock-gamma",
        "`gamma` is a fixed number. Compute it from the rates.",
        _numbers(lambda _r, b, s, _g: [b, s, 0.1], lambda _r, b, s, _g: [b, s, 0.5]),
    ),
    Cause(
        "small-changes-missed",
        "A change of a small rate is missed: are rates rounded, or compared with a fixed "
        "tolerance? Compare them as they are, or with a relative tolerance.",
        _missed_small_changes,
        general=True,
    ),
    Cause(
        "growth-missed",
        "Only runs whose rate grows are wrong: `gamma` may be above 1. Look for another rate, not "
        "for a lower one.",
        always(lambda item: item.expected[2] > 1),
        general=True,
    ),
    Cause(
        "one-change-only",
        "Only runs with a single change are wrong: one change must be enough.",
        always(lambda item: _levels(item.case["rates"]) == 2),
        general=True,
    ),
    Cause(
        "rounded",
        "The numbers are rounded. Keep all digits.",
        is_rounded,
        general=True,
    ),
    Cause(
        "gamma-rounded",
        "`gamma` is rounded. Keep all digits.",
        _gamma_cut,
        general=True,
    ),
    *_chosen(STEP_DECAY, "hard-coded"),
    *ERRORS,
]

# ---- a schedule that is stepped for each batch ---------------------------------------------


def _by_batch(*factors: Callable[[float, int, int, int], float]) -> Fits:
    """Return a predicate: the rates are `base_lr * factor(gamma, batch, step_size, batches)`."""

    def prediction(
        factor: Callable[[float, int, int, int], float],
    ) -> Callable[[Evidence], list[float]]:
        def rates(item: Evidence) -> list[float]:
            case = item.case
            return [
                case["base_lr"] * factor(case["gamma"], batch, case["step_size"], case["batches"])
                for batch in range(case["n"])
            ]

        return rates

    return predicts(*map(prediction, factors))


def _at_most(drops: int) -> Callable[[float, int, int, int], float]:
    """Return the factor of a batch when there are so many drops at most."""
    return lambda gamma, k, step_size, batches: gamma ** min(drops, k // (step_size * batches))


PER_BATCH = [
    Cause(
        "nothing-returned",
        "Nothing is returned: end the function with `return` and the scheduler.",
        raises("'NoneType' object has no attribute 'step'"),
    ),
    Cause(
        "epochs-for-batches",
        "`step_size` is passed on as it is. It is in epochs, and this scheduler counts batches: "
        "multiply it by the batches of an epoch.",
        _by_batch(lambda g, k, s, _b: g ** (k // s)),
    ),
    Cause(
        "every-epoch",
        "The rate drops in every epoch: `step_size` is not used.",
        _by_batch(lambda g, k, _s, b: g ** (k // b)),
    ),
    Cause(
        "every-batch",
        "The rate falls with every batch. Between two drops it stays as it is.",
        _by_batch(
            lambda g, k, _s, _b: g**k,
            lambda g, k, s, b: g ** (k / (s * b)),
            lambda g, k, _s, b: g ** (k / b),
        ),
    ),
    Cause(
        "not-multiplied",
        "Epochs and batches are added or divided. There are `step_size * batches` calls between "
        "two drops.",
        _by_batch(
            lambda g, k, s, b: g ** (k // (s + b)),
            lambda g, k, s, b: g ** (k // (s // b or 1)),
            lambda g, k, s, b: g ** (k // (b // s or 1)),
        ),
    ),
    Cause(
        "stepped-in-build",
        "Every drop comes one batch early: is `scheduler.step()` called while the scheduler is "
        "built, or does a condition count one batch too many?",
        _by_batch(lambda g, k, s, b: g ** ((k + 1) // (s * b))),
    ),
    Cause(
        "period-off-by-one",
        "The drops drift away: between two drops lie exactly `step_size * batches` batches, not "
        "one more or one less.",
        _by_batch(
            lambda g, k, s, b: g ** (k // (s * b + 1)),
            lambda g, k, s, b: g ** (k // (s * b - 1 or 1)),
            lambda g, k, s, b: g ** (k // ((s + 1) * b)),
            lambda g, k, s, b: g ** (k // (s * (b + 1))),
            lambda g, k, s, b: g ** (k // (s * (b - 1) or 1)),
        ),
    ),
    Cause(
        "never-drops",
        "The rate never changes: does the scheduler belong to the optimizer that was passed in, "
        "and do `step_size` and `gamma` stand where they belong?",
        _by_batch(lambda _g, _k, _s, _b: 1.0),
    ),
    Cause(
        "swapped",
        "`gamma` stands where `step_size` belongs. Write the names of the arguments.",
        _by_batch(lambda g, k, s, b: (s * b) ** sum(j % g == 0 for j in range(1, k + 1))),
    ),
    Cause(
        "gamma-zero",
        "`gamma` is 0: from the first drop on the rate is 0, and no update moves anything.",
        _by_batch(lambda _g, k, s, b: 0.0 ** (k // (s * b))),
    ),
    Cause(
        "gamma-left-out",
        "`gamma` is not passed on: without it, StepLR takes 0.1.",
        _by_batch(lambda _g, k, s, b: 0.1 ** (k // (s * b))),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays: pass it on as it is.",
        _by_batch(lambda g, k, s, b: (1 - g) ** (k // (s * b))),
    ),
    Cause(
        "grows",
        "The rate grows: `gamma` is divided by. It is the factor of a drop as it is.",
        _by_batch(lambda g, k, s, b: g ** -(k // (s * b))),
    ),
    Cause(
        "gamma-spread",
        "`gamma` is changed before it is passed on. Each drop multiplies by `gamma` itself.",
        _by_batch(
            lambda g, k, s, b: (g / b) ** (k // (s * b)),
            lambda g, k, s, b: g ** (k // (s * b) / b),
            lambda g, k, s, b: g ** (b * (k // (s * b))),
            lambda g, k, s, b: g ** (k // b / s),
            lambda g, k, s, b: g ** (k // s / b),
        ),
    ),
    Cause(
        "once",
        "Only the first drop happens. The rate drops again after every further `step_size` "
        "epochs.",
        _by_batch(lambda g, k, s, b: g ** min(1, k // (s * b))),
    ),
    Cause(
        "a-few-times",
        "Only the first few drops happen. A run may have any length.",
        _by_batch(
            *(_at_most(drops) for drops in range(2, 13)),
        ),
    ),
    Cause(
        "batches-hard-coded",
        "A number of batches or epochs is written into the code. Use `batches` and `step_size`, "
        "which differ from call to call.",
        _by_batch(
            lambda g, k, s, _b: g ** (k // (s * 4)),
            lambda g, k, s, _b: g ** (k // (s * 10)),
            lambda g, k, _s, b: g ** (k // (3 * b)),
            lambda g, k, _s, _b: g ** (k // (3 * 4)),
        ),
    ),
    Cause(
        "milestones",
        "StepLR has no `milestones`, that is another scheduler. StepLR takes `step_size`: the "
        "number of calls between two drops.",
        raises("'milestones'"),
    ),
    Cause(
        "verbose",
        "`verbose` was removed from the schedulers of PyTorch: leave it out.",
        raises("'verbose'"),
    ),
    Cause(
        "no-optimizer",
        "A scheduler needs its optimizer as the first argument.",
        raises("is not an Optimizer", "argument: 'optimizer'"),
    ),
    SINGLE,
    *_chosen(STEP_DECAY, "rounded", "floor", "hard-coded"),
    *(replace(cause, general=True) for cause in ERRORS),
]
