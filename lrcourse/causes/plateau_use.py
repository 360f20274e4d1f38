"""Mistakes in the use of ReduceLROnPlateau: in a training loop, and with metrics made for it."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from statistics import fmean
from typing import Any, TypeAlias

from lrcourse import properties, schedules
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import alike, all_of, always, any_of, flat, is_number
from lrcourse.diagnosis import Cause, Evidence, Fits

Case: TypeAlias = dict[str, Any]
Feed: TypeAlias = Callable[[Case, int], Sequence[float]]
"""From a case and an epoch to the metrics that the scheduler gets at one moment of it."""

# ---- a training loop with a scheduler ------------------------------------------------------


def _nothing(_case: Case, _epoch: int) -> Sequence[float]:
    return []


def _rates(case: Case, before: Feed, after: Feed) -> list[list[float]]:
    """Return the rate of each update, if the scheduler gets other metrics, or at other times."""
    metrics: list[float] = []
    known = []
    for epoch in range(len(case["train_losses"])):
        metrics += before(case, epoch)
        known.append(len(metrics))
        metrics += after(case, epoch)
    rates = [
        case["base_lr"],
        *schedules.reduce_on_plateau(
            case["base_lr"], metrics, factor=case["factor"], patience=case["patience"]
        ),
    ]
    return [[rates[number]] for number in known for _ in case["targets"]]


def _fed(*moments: tuple[Feed, Feed]) -> Fits:
    """Return a predicate: the scheduler gets such metrics before and after training."""
    return lambda evidence: any(
        all(alike(_rates(item.case, before, after), item.observed["rates"]) for item in evidence)
        for before, after in moments
    )


def _by_another(item: Evidence, factor: float, patience: int) -> bool:
    """Return whether the rates are those of a scheduler with other settings."""
    case = {**item.case, "factor": factor, "patience": patience}
    return alike(_rates(case, _nothing, lambda c, e: [_val(c, e)]), item.observed["rates"])


def _settings_of_its_own(evidence: Sequence[Evidence]) -> bool:
    """Return whether a scheduler with settings of its own explains every case."""
    # One that never drops has a sentence of its own.
    return any(len(set(flat(item.observed["rates"]))) > 1 for item in evidence) and any(
        all(_by_another(item, factor, patience) for item in evidence)
        for factor in (0.5, 0.1, 0.2, 0.25, 0.3, 0.4, 0.6)
        for patience in (*range(6), 10)
    )


def _then(*feeds: Feed) -> Fits:
    """Return a predicate: the scheduler gets such metrics when an epoch is trained."""
    return _fed(*((_nothing, feed) for feed in feeds))


def _first(*feeds: Feed) -> Fits:
    """Return a predicate: the scheduler gets such metrics before an epoch is trained."""
    return _fed(*((feed, _nothing) for feed in feeds))


def _train(case: Case, epoch: int) -> float:
    return float(case["train_losses"][epoch])


def _val(case: Case, epoch: int) -> float:
    return float(case["val_losses"][epoch + 1])


def _rounded_val(digits: int, case: Case, epoch: int) -> list[float]:
    return [round(_val(case, epoch), digits)]


def _old_val(case: Case, epoch: int) -> float:
    return float(case["val_losses"][epoch])


def _so_far(case: Case, epoch: int) -> list[float]:
    return list(map(float, case["val_losses"][1 : epoch + 2]))


def _if_worse(case: Case, epoch: int) -> Sequence[float]:
    *earlier, now = _so_far(case, epoch)
    return [] if now < min(earlier, default=math.inf) else [now]


def _as_given(case: Case, epoch: int) -> Sequence[float]:
    """Return what the loop of the task passes: first a validation, then the training losses."""
    return [_train(case, epoch - 1) if epoch else _old_val(case, 0)]


def _validated_once(item: Evidence) -> bool:
    return len(item.observed["validated"]) == 1


def _validated_first(item: Evidence) -> bool:
    """Return whether the model was validated before it was trained at all, if it was."""
    return item.observed["validated"][:1] in ([], [0])


def _updates(item: Evidence) -> int:
    return len(item.observed["rates"])


def _wanted(item: Evidence) -> int:
    return len(item.expected["rates"])


def _rates_right(item: Evidence) -> bool:
    return alike(item.expected["rates"], item.observed["rates"])


def _some_rate_wrong(evidence: Sequence[Evidence]) -> bool:
    return not all(map(_rates_right, evidence))


def _rates_nearly_right(item: Evidence) -> bool:
    return all(
        math.isclose(wanted, seen, rel_tol=0.02)
        for wanted, seen in zip(
            flat(item.expected["rates"]), flat(item.observed["rates"]), strict=True
        )
    )


def _without_the_last(item: Evidence) -> bool:
    epochs = len(item.case["train_losses"])
    last = item.expected["rates"][-1][0] if epochs else item.case["base_lr"]
    end = item.observed["end"]
    return _rates_right(item) and alike(last, end) and not alike(item.expected["end"], end)


def _calls(item: Evidence) -> int:
    return len(item.observed["validated"]) - len(item.case["train_losses"])


def _one_update_more(item: Evidence) -> bool:
    return 0 < _updates(item) - _wanted(item) == len(item.case["train_losses"])


_training_loss = any_of(
    _then(lambda c, e: [_train(c, e)]),
    _first(
        _as_given,
        lambda c, e: [_train(c, e - 1)] if e else [],
        lambda c, e: [_train(c, e - 1) if e else math.inf],
    ),
)


WATCHING = [
    Cause(
        "no-metric",
        "`step()` of a ReduceLROnPlateau needs the metric: pass the validation loss.",
        raises("missing 1 required positional argument: 'metrics'"),
    ),
    Cause(
        "function-passed",
        "A function is passed where its value belongs: call it, with brackets, `validate()`.",
        raises("not 'function'", "not 'method'"),
    ),
    Cause(
        "metric-missing",
        "What is passed to `scheduler.step(...)` is no number. Is the variable set by then?",
        always(
            lambda item: (
                "not 'function'" not in item.error
                and "float" in item.error
                and ("argument must be" in item.error or "could not convert" in item.error)
            )
        ),
    ),
    Cause(
        "optimizer-not-passed",
        "`train_epoch` needs the optimizer, and `validate` needs nothing: look at their brackets.",
        raises(
            "missing 1 required positional argument: 'optimizer'",
            "validate() takes 0 positional arguments",
        ),
    ),
    Cause(
        "never-trained",
        "No epoch is trained: call `train_epoch(optimizer)` once for each epoch.",
        always(lambda item: _updates(item) == 0 < _wanted(item)),
    ),
    Cause(
        "trained-twice",
        "Each epoch is trained twice: one call of `train_epoch` makes all its updates.",
        always(lambda item: _updates(item) == 2 * _wanted(item)),
    ),
    Cause(
        "updates-added",
        "There is one update more in each epoch: `train_epoch` calls `optimizer.step()` itself.",
        always(_one_update_more),
    ),
    Cause(
        "epochs-miscounted",
        "The loop trains one epoch too many or too few: the epochs are 0, 1, …, `epochs - 1`.",
        always(lambda item: abs(_updates(item) - _wanted(item)) == len(item.case["targets"])),
    ),
    Cause(
        "stops-early",
        "The training ends too soon. A plateau lowers the rate; it does not end the loop.",
        always(lambda item: _updates(item) < _wanted(item)),
        general=True,
    ),
    Cause(
        "validated-too-often",
        "`validate()` is called too often: once in each epoch is enough. Keep what it returns in "
        "a variable.",
        always(lambda item: _rates_right(item) and _calls(item) > 0),
    ),
    Cause(
        "never-stepped",
        "The rate never drops. Is the scheduler that was passed in stepped in every epoch?",
        _then(_nothing),
    ),
    Cause(
        "training-loss",
        "The scheduler watches the training loss. Pass what `validate()` returns.",
        _training_loss,
    ),
    Cause(
        "stepped-first",
        "The scheduler is stepped before the epoch is trained. Train, then validate, then step.",
        all_of(always(_validated_first), _first(lambda c, e: [_old_val(c, e)])),
    ),
    Cause(
        "stale-metric",
        "The metric is one epoch old. Train, then validate, then step.",
        _then(lambda c, e: [_old_val(c, e)]),
    ),
    Cause(
        "validated-once",
        "The metric is always the same number. Call `validate()` anew in each epoch.",
        all_of(
            always(_validated_once),
            any_of(
                _then(lambda c, _e: [_old_val(c, 0)], lambda c, _e: [_val(c, 0)]),
                _first(lambda c, _e: [_old_val(c, 0)]),
            ),
        ),
    ),
    Cause(
        "stepped-twice",
        "The scheduler is stepped twice in each epoch. Call `scheduler.step(...)` once.",
        any_of(
            _then(
                lambda c, e: [_val(c, e)] * 2,
                lambda c, e: [_train(c, e), _val(c, e)],
                lambda c, e: [_val(c, e), _train(c, e)],
            ),
            _fed((lambda c, e: [_old_val(c, e)], lambda c, e: [_val(c, e)])),
        ),
    ),
    Cause(
        "losses-mixed",
        "The metric is made of both losses. Pass the validation loss alone.",
        all_of(
            _some_rate_wrong,
            # The smaller one of the two may always be the training loss.
            lambda evidence: not _training_loss(evidence),
            _then(
                lambda c, e: [_val(c, e) + _train(c, e)],
                lambda c, e: [(_val(c, e) + _train(c, e)) / 2],
                lambda c, e: [_val(c, e) - _train(c, e)],
                lambda c, e: [_train(c, e) - _val(c, e)],
                lambda c, e: [max(_val(c, e), _train(c, e))],
                lambda c, e: [min(_val(c, e), _train(c, e))],
            ),
        ),
    ),
    Cause(
        "metric-rounded",
        "The loss is rounded on its way to the scheduler. Pass it with all its digits.",
        all_of(
            _some_rate_wrong,
            _then(*(partial(_rounded_val, digits) for digits in range(1, 7))),
        ),
    ),
    Cause(
        "epoch-as-metric",
        "The number of the epoch is passed, and it only grows. Pass the validation loss.",
        all_of(
            lambda evidence: not all(map(_validated_once, evidence)),
            any_of(
                _then(lambda _c, e: [e], lambda _c, e: [e + 1]),
                _first(lambda _c, e: [e], lambda _c, e: [e + 1]),
            ),
        ),
    ),
    Cause(
        "sign-changed",
        "The loss is passed with a minus. Pass it as it is: `mode` is `'min'`.",
        _then(lambda c, e: [-_val(c, e)]),
    ),
    Cause(
        "smoothed",
        "A mean of several losses is passed. The task asks for the loss of this epoch.",
        _then(
            lambda c, e: [fmean(_so_far(c, e))],
            lambda c, e: [fmean(_so_far(c, e)[-2:])],
            lambda c, e: [fmean(_so_far(c, e)[-3:])],
        ),
    ),
    Cause(
        "steps-left-out",
        "The scheduler is stepped in some epochs only. Step it in every one.",
        all_of(
            _some_rate_wrong,
            _then(
                _if_worse,
                lambda c, e: [_val(c, e)] if e else [],
                lambda c, e: [_val(c, e)] if e % 2 else [],
                lambda c, e: [] if e % 2 else [_val(c, e)],
                lambda c, e: [_val(c, e)] if e % c["patience"] == 0 else [],
                lambda c, e: [_val(c, e)] if e >= c["patience"] else [],
                lambda c, e: [_val(c, e)] if e > c["patience"] else [],
            ),
        ),
    ),
    Cause(
        "another-scheduler",
        "The rates are those of another `factor` or `patience`: is a new scheduler built? Step "
        "the one that is passed in.",
        all_of(_some_rate_wrong, _settings_of_its_own),
    ),
    Cause(
        "last-step-missing",
        "The step after the last epoch is missing: every epoch ends with one.",
        always(_without_the_last),
    ),
    Cause(
        "rates-by-hand",
        "The rates are right, or nearly. Does anything but the scheduler change them?",
        always(_rates_nearly_right),
        general=True,
    ),
    *(replace(cause, general=True) for cause in ERRORS),
]

# ---- the shortest list of metrics ------------------------------------------------------------


def _lengths(*lengths: Callable[[int, int], int]) -> Fits:
    """Return a predicate: lists of such lengths, from `patience` and `drops`, that plateau."""

    def fits(length: Callable[[int, int], int], item: Evidence) -> bool:
        wanted = length(item.case["patience"], item.case["drops"])
        return len(item.observed) == wanted and _is_finite(item) and not _gains(item)

    return lambda evidence: (
        any(item.case["drops"] for item in evidence)
        and any(all(fits(length, item) for item in evidence) for length in lengths)
    )


def _is_finite(item: Evidence) -> bool:
    return all(math.isfinite(metric) for metric in item.observed)


def _gains(item: Evidence) -> bool:
    """Return whether a metric after the first one is good."""
    best = math.inf
    for index, metric in enumerate(item.observed):
        if metric < best * (1 - 1e-4):
            if index:
                return True
            best = metric
    return False


def _drops(item: Evidence) -> int:
    if not all(map(is_number, item.observed)):
        raise ValueError("no list of metrics")
    return properties.plateau_drops(list(map(float, item.observed)), item.case["patience"])


def _is_one_list(evidence: Sequence[Evidence]) -> bool:
    first = evidence[0]
    return any(item.case != first.case for item in evidence) and all(
        item.observed == first.observed and isinstance(item.observed, list) for item in evidence
    )


SHORTEST = [
    Cause(
        "no-drop",
        "Only `drops=0` is wrong: without any metric the rate stays as it is.",
        always(lambda item: item.case["drops"] == 0),
    ),
    Cause(
        "not-finite",
        "There is a NaN or an infinite number in the list. All metrics must be finite.",
        always(lambda item: bool(item.observed) and not _is_finite(item)),
    ),
    Cause(
        "patience-zero",
        "Only `patience=0` is wrong: there, each bad metric makes a drop by itself.",
        all_of(
            always(lambda item: item.case["patience"] == 0),
            _lengths(
                lambda _p, d: d * 2 + 1,
                lambda _p, d: d * 2 + 1 if d else 0,
            ),
        ),
    ),
    Cause(
        "first-not-counted",
        "One metric is missing: the first one is never bad. It only sets the best one.",
        _lengths(lambda p, d: d * (p + 1)),
    ),
    Cause(
        "patience-is-enough",
        "There are `patience` bad metrics for each drop. It takes **more** than `patience`.",
        _lengths(lambda p, d: d * p + 1, lambda p, d: d * p, lambda p, d: d * p + bool(d)),
    ),
    Cause(
        "patience-once",
        "After the first drop one bad metric is taken for each. The count begins anew: each "
        "drop takes `patience + 1` of them.",
        _lengths(lambda p, d: d + p + 1, lambda p, d: d + p + 1 if d else 0),
    ),
    Cause(
        "new-best-for-each-drop",
        "After a drop the best metric is not forgotten: the next bad one counts at once.",
        _lengths(lambda p, d: d * (p + 2)),
    ),
    Cause(
        "one-drop-only",
        "The list is made for one drop, however many there shall be.",
        _lengths(lambda p, _d: p + 2, lambda p, d: p + 2 if d else 0),
    ),
    Cause(
        "default-patience",
        "The list is made for a `patience` of 10, the default. `patience` is an argument.",
        _lengths(lambda _p, d: d * 11 + 1 if d else 0, lambda _p, d: d * 11 + 1),
    ),
    Cause(
        "one-too-long",
        "There is one metric too many: the rate drops with the last bad one, not after it.",
        _lengths(
            lambda p, d: d * (p + 1) + 2,
            lambda p, d: d * (p + 1) + 2 if d else 0,
        ),
    ),
    Cause(
        "below-zero",
        "Below 0 the relative threshold turns round: a metric that does not change counts as "
        "better.",
        always(lambda item: min(item.observed) < 0),
    ),
    Cause(
        "still-improves",
        "Some metrics after the first one are good: they beat the best one. None has to be.",
        always(_gains),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The list is the same in every case that fails: are the numbers of the example written "
        "into the code?",
        _is_one_list,
        general=True,
    ),
    Cause(
        "too-long",
        "The list makes the right number of drops, but it is longer than it has to be.",
        always(lambda item: _drops(item) == item.case["drops"]),
        general=True,
    ),
    *ERRORS,
]
