"""Mistakes in code that changes the rate of a running optimizer."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any, TypeAlias

from lrcourse import schedules
from lrcourse.causes.predicates import (
    alike,
    always,
    predicts_part,
)
from lrcourse.causes.rates import STEP_DECAY, by_rate
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.verdicts import same


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
    """Return a predicate: the groups have the predicted rates, which are not the right ones."""
    fits = predicts_part("rates", lambda item: predict(item.case))
    return lambda evidence: fits(evidence) and not all(map(_rates_right, evidence))


def _rates_right(item: Evidence) -> bool:
    return alike(item.expected["rates"], item.observed["rates"])


RATE_CHANGE = [
    Cause(
        "nothing-changed",
        "No rate changed. The next update reads it from the dictionaries in "
        '`optimizer.param_groups`, under the key `"lr"`; a copy of one does not count.',
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
        "only-lowered",
        "A rate that is lower than the new one is left as it is. The new rate may be higher, too: "
        "assign it in any case.",
        _new_rates(lambda case: [min(case["lr"], base_lr) for base_lr in case["base_lrs"]]),
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
            and any(
                not same(rate, item.case["lr"])
                for item in evidence
                for rate in item.observed["rates"]
            )
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
        found.append(Evidence(schedules.step_decay, arguments, right, epochs))
    return found


def _each_group(cause: Cause) -> Cause:
    def fits(evidence: Sequence[Evidence]) -> bool:
        groups = [group for item in evidence for group in _per_group(item)]
        return not alike(groups[0].expected, groups[0].observed) and cause.fits(groups)

    return replace(cause, fits=fits)


def _only_first_group(item: Evidence) -> bool:
    first, *others = _per_group(item)
    return alike(first.expected, first.observed) and all(
        alike([group.case["base_lr"]] * len(group.expected), group.observed) for group in others
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
        _each_group(Cause("", "", by_rate(lambda g, e, s: g ** (-(-e // s))))).fits,
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
