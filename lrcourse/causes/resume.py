"""Mistakes when a training is saved and resumed."""

from collections.abc import Callable, Sequence
from typing import Any

from lrcourse import recipes
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.groups import ROUNDED
from lrcourse.causes.predicates import alike, always
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.mistakes import resume as mistakes
from lrcourse.verdicts import WEIGHT_ABS_TOL, same

Case = dict[str, Any]


def _right(case: Case, base_lr: float) -> list[float]:
    return recipes.described(case["schedule"], base_lr, case["before"] + case["after"])


def _of_groups(case: Case, group: Callable[[float, list[float]], list[float]]) -> Any:  # noqa: ANN401
    """Return for each epoch after the resume the rate of every group."""
    groups = [group(base_lr, _right(case, base_lr)) for base_lr in case["base_lrs"]]
    return [list(rates) for rates in zip(*groups, strict=True)]


def _goes_on(case: Case, *, lr: int, count: int) -> Any:  # noqa: ANN401
    """Return the rates where the optimizer has the rate of epoch `lr`, and the counter `count`."""

    def group(base_lr: float, right: list[float]) -> list[float]:
        return mistakes.goes_on_from(case["schedule"], base_lr, right[lr], count, case["after"])

    return _of_groups(case, group)


def _fresh_optimizer(case: Case) -> Any:  # noqa: ANN401
    return _goes_on(case, lr=0, count=case["before"])


def _fresh_scheduler(case: Case) -> Any:  # noqa: ANN401
    return _goes_on(case, lr=case["before"], count=0)


def _all_fresh(case: Case) -> Any:  # noqa: ANN401
    return _goes_on(case, lr=0, count=0)


def _built_late(case: Case) -> Any:  # noqa: ANN401
    return _of_groups(
        case,
        lambda base_lr, _right: mistakes.built_late(
            case["schedule"], base_lr, case["before"], case["after"]
        ),
    )


def _stepped_after_loading(case: Case) -> Any:  # noqa: ANN401
    """Return the rates where the steps of a fresh scheduler scale the loaded rate once more."""
    before = case["before"]

    def group(base_lr: float, right: list[float]) -> list[float]:
        n = before + case["after"]
        return mistakes.goes_on_from(case["schedule"], base_lr, right[before], 0, n)[before:]

    return _of_groups(case, group)


def _one_step_more(case: Case) -> Any:  # noqa: ANN401
    n = case["before"] + case["after"] + 1
    groups = [
        recipes.described(case["schedule"], base_lr, n)[case["before"] + 1 :]
        for base_lr in case["base_lrs"]
    ]
    return [list(rates) for rates in zip(*groups, strict=True)]


def _later(case: Case) -> Any:  # noqa: ANN401
    """Return the rates after the second call of `save`, which comes `after` epochs later."""
    begin, n = case["before"] + case["after"], case["after"]
    groups = [
        recipes.described(case["schedule"], base_lr, begin + n)[begin:]
        for base_lr in case["base_lrs"]
    ]
    return [list(rates) for rates in zip(*groups, strict=True)]


def _one_rate_for_all(case: Case) -> Any:  # noqa: ANN401
    """Return the rates where all groups got the rate of the first one back."""
    before, first = case["before"], case["base_lrs"][0]

    def group(base_lr: float, _own: list[float]) -> list[float]:
        lr = _right(case, first)[before]
        return mistakes.goes_on_from(case["schedule"], base_lr, lr, before, case["after"])

    return _of_groups(case, group)


def _rates(*predictions: Callable[[Case], Any]) -> Fits:
    """Return a predicate: the rates are predicted, and they are not right in every case.

    In some cases a lost rate does not show: the lost momentum does.
    """

    def fits(predict: Callable[[Case], Any], evidence: Sequence[Evidence]) -> bool:
        return all(alike(predict(item.case), item.observed["rates"]) for item in evidence)

    return lambda evidence: (
        any(fits(predict, evidence) for predict in predictions)
        and not all(map(_rates_right, evidence))
    )


def _rates_right(item: Evidence) -> bool:
    return alike(item.expected["rates"], item.observed["rates"])


def _velocity_is(change: float) -> Fits:
    """Return a predicate: the weights are those of a momentum that is `change` of what it was."""

    def fits(item: Evidence) -> bool:
        return all(
            same(wanted, seen, WEIGHT_ABS_TOL)
            for wanted, seen in zip(_weights(item, change), item.observed["weights"], strict=True)
        )

    return always(fits)


def _weights(item: Evidence, kept: float) -> list[float]:
    """Return where the weights end with the rates that were seen, and a part of the velocity."""
    case, found = item.case, []
    n = case["before"] + case["after"]
    momenta = recipes.described_momenta(case["schedule"], case["momentum"], n)
    for group, (base_lr, start) in enumerate(zip(case["base_lrs"], case["starts"], strict=True)):
        rates = _right(case, base_lr)[: case["before"]]
        later = [used[group] for used in item.observed["rates"]]
        for begin in (start, start / 2):
            weight, velocity = recipes.descended(begin, rates, momenta[: case["before"]])
            end, _ = recipes.descended(weight, later, momenta[case["before"] :], kept * velocity)
            found.append(end)
    return found


def _unusable(*texts: str) -> Fits:
    return always(lambda item: any(text in item.observed["unusable"] for text in texts))


def _only(*names: str) -> Fits:
    """Return a predicate: only schedulers of these names go on wrongly."""
    return lambda evidence: (
        len(evidence) > 1
        and all(
            item.observed is not None and item.case["schedule"]["name"] in names
            for item in evidence
        )
    )


def _both(*fits: Fits) -> Fits:
    return lambda evidence: all(fit(evidence) for fit in fits)


RESUMED = [
    Cause(
        "nothing-restored",
        "The training begins again with epoch 0: load both states into the objects that `resume` "
        "gets.",
        _rates(_all_fresh),
    ),
    Cause(
        "optimizer-not-restored",
        "The first rate is that of a new run: `optimizer` itself must get its saved state, and "
        "nothing may change its rate afterwards.",
        _rates(_fresh_optimizer),
    ),
    Cause(
        "scheduler-not-restored",
        "The first rate is right, but the scheduler counts from 0 again: load its state.",
        _rates(_fresh_scheduler),
    ),
    Cause(
        "stepped-after-loading",
        "The scheduler's steps of the past scale the loaded rate once more. Load both states "
        "instead.",
        _rates(_stepped_after_loading),
    ),
    Cause(
        "built-late",
        "A scheduler is built after the optimizer's state was loaded: that changes the loaded "
        "rate.",
        _rates(_built_late),
    ),
    Cause(
        "one-step-more",
        "Every rate comes one epoch early: is `step()` called in `save` or in `resume`? Neither "
        "of them is to make a step.",
        _rates(_one_step_more),
    ),
    Cause(
        "later-moment",
        "The training goes on from a later moment: `resume` uses something outside of the "
        "checkpoint.",
        _rates(_later),
    ),
    Cause(
        "one-rate-for-all",
        "All param groups get the rate of the first one. Each has its own; the optimizer's state "
        "holds all of them.",
        _rates(_one_rate_for_all),
    ),
    Cause(
        "momentum-lost",
        "The rates are right, but the momentum that the optimizer had collected is gone. It is "
        "in the optimizer's state, beside the rates.",
        _both(always(_rates_right), _velocity_is(0.0)),
    ),
    Cause(
        "only-some-schedulers",
        "Schedulers that consist of others, or restart, go on wrongly. They keep more than "
        "`last_epoch`: save the whole `state_dict()` instead of single numbers.",
        _only("SequentialLR", "CosineAnnealingWarmRestarts"),
        general=True,
    ),
    Cause(
        "only-one-cycle",
        "Only a `OneCycleLR` goes on wrongly: it changes the momentum as well, and both are in "
        "the param groups. Save the whole `state_dict()` of the optimizer.",
        _only("OneCycleLR"),
        general=True,
    ),
    ROUNDED,
    Cause(
        "other-updates",
        "The rates are right, but something else is not: the momentum, the weights, or a setting "
        "of the param groups. Load the optimizer's whole state, and change nothing else.",
        always(_rates_right),
        general=True,
    ),
    Cause(
        "objects-saved",
        "The checkpoint holds whole objects. Save what their method `state_dict()` returns: plain "
        "numbers and tensors.",
        _unusable("refuse it"),
    ),
    Cause(
        "brackets-missing",
        "`state_dict` is a method: it is called with brackets, `state_dict()`.",
        _unusable("is a function"),
    ),
    Cause(
        "nothing-returned",
        "`save` returns nothing. Does it end with `return` and the dictionary?",
        _unusable("returned None"),
    ),
    Cause(
        "no-dictionary",
        "`save` is to return one dictionary, with a key for each of the two states.",
        _unusable("not a dictionary"),
        general=True,
    ),
    Cause(
        "states-swapped",
        "The optimizer gets what is not its state. Look at which key holds what, and load each "
        "state into its own object.",
        raises(
            "KeyError: 'param_groups'", "KeyError: 'state'", "different number of parameter groups"
        ),
    ),
    Cause(
        "no-momentum-yet",
        "Without momentum, or before the first update, an optimizer has no momentum buffer. Save "
        "its whole `state_dict()`.",
        raises("'momentum_buffer'"),
    ),
    Cause(
        "key-unknown",
        "`resume` looks for a key that `save` did not write. Both must use the same names.",
        always(
            lambda item: (
                "KeyError" in item.error
                and not any(key in item.error for key in ("'param_groups'", "'state'"))
            )
        ),
    ),
    Cause(
        "state-remembered",
        "The checkpoint alone must be enough: what a variable outside of the functions holds is "
        "gone, or belongs to a later moment.",
        raises("NameError", "UnboundLocalError"),
    ),
    *(
        cause
        for cause in ERRORS
        if cause.name not in ("key-unknown", "name-unknown", "list-times-number", "caret")
    ),
]
"""Mistakes in a pair of functions that save a training and resume it."""
