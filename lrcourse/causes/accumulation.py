"""Mistakes in the number of steps of a run, and in a loop that accumulates gradients."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from lrcourse.causes.batches import LAST_ERRORS, Case, gives
from lrcourse.causes.errors import raises
from lrcourse.causes.predicates import (
    alike,
    all_of,
    always,
    is_number,
    is_one_answer,
    somewhere,
    varies,
)
from lrcourse.causes.training import TRAINING
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.verdicts import WEIGHT_ABS_TOL, same

# ---- the number of steps of a run ---------------------------------------------------------


def _steps(*formulas: Callable[[int, int, int, bool], float]) -> Fits:
    """Return a predicate: `formula(samples, batch_size, epochs, drop_last)` was returned."""

    def formula(number: Callable[[int, int, int, bool], float]) -> Callable[[Case], float]:
        return lambda c: number(c["samples"], c["batch_size"], c["epochs"], c["drop_last"])

    return gives(*map(formula, formulas))


def _up(samples: int, batch_size: int) -> int:
    return -(-samples // batch_size)


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)


_SEVERAL_BATCHES = somewhere(lambda item: item.case["samples"] > item.case["batch_size"])
STEPS = [
    Cause(
        "float-returned",
        "The number is right, but of type `float`. `OneCycleLR` takes only a whole number: "
        "`math.ceil(…)` and `//` of whole numbers give one, `/` does not.",
        always(lambda item: isinstance(item.observed, float) and item.observed == item.expected),
    ),
    Cause(
        "rounded-to-the-nearest",
        "The number of batches is rounded to the nearest whole number. However small a last "
        "batch is, it counts: round up, or down with `drop_last`.",
        _steps(
            lambda s, b, e, _d: e * round(s / b),
            lambda s, b, e, d: e * (s // b if d else round(s / b)),
            lambda s, b, e, _d: e * _half_up(s / b),
        ),
    ),
    Cause(
        "at-least-one",
        "Where there are fewer samples than `batch_size`, the one batch is a small last one: with "
        "`drop_last` none is left, so there are 0 steps.",
        _steps(
            lambda s, b, e, d: e * max(1, s // b if d else _up(s, b)),
            lambda s, b, e, d: max(1, e * (s // b if d else _up(s, b))),
        ),
    ),
    Cause(
        "no-epochs",
        "Only runs of 0 epochs are wrong: they have 0 steps.",
        always(lambda item: item.case["epochs"] == 0),
    ),
    Cause(
        "partial-batch-lost",
        "The last batch of an epoch is not counted where it is smaller than `batch_size`. Only "
        "with `drop_last` is it left out.",
        _steps(lambda s, b, e, _d: e * (s // b)),
    ),
    Cause(
        "drop-last-ignored",
        "`drop_last` is not used: with it, a last batch that is smaller than `batch_size` is left "
        "out.",
        all_of(_SEVERAL_BATCHES, _steps(lambda s, b, e, _d: e * _up(s, b))),
    ),
    Cause(
        "drop-last-inverted",
        "`drop_last` works the wrong way round: if it is true, the small last batch is left out.",
        all_of(varies("drop_last"), _steps(lambda s, b, e, d: e * (_up(s, b) if d else s // b))),
    ),
    Cause(
        "always-one-more",
        "Where `batch_size` divides `samples`, there is no smaller last batch: nothing is to be "
        "added or left out there.",
        all_of(
            somewhere(lambda item: item.case["samples"] % item.case["batch_size"] == 0),
            _steps(
                lambda s, b, e, d: e * (s // b + (not d)),
                lambda s, b, e, _d: e * (s // b + 1),
                lambda s, b, e, d: e * (_up(s, b) - d),
                lambda s, b, e, d: e * (s // b + 1 - d),
            ),
        ),
    ),
    Cause(
        "last-batch-once",
        "The smaller last batch is counted once in the whole run. It comes at the end of every "
        "epoch.",
        _steps(
            lambda s, b, e, d: e * (s // b) + (s % b > 0 and not d),
            lambda s, b, e, d: e * _up(s, b) - (s % b > 0 and d),
            lambda s, b, e, d: e * (s // b) + (not d),
        ),
    ),
    Cause(
        "epochs-joined",
        "The samples of all epochs are cut into batches together. A batch holds samples of one "
        "epoch only: round first, then multiply by `epochs`.",
        _steps(
            lambda s, b, e, d: e * s // b if d else _up(e * s, b),
            lambda s, b, e, _d: e * s // b,
            lambda s, b, e, _d: _up(e * s, b),
            lambda s, b, e, _d: round(e * s / b),
        ),
    ),
    Cause(
        "not-rounded",
        "The number of batches of an epoch has a fraction. Round it up, or down with `drop_last`.",
        _steps(
            lambda s, b, e, _d: e * s / b,
            lambda s, b, e, d: e * (s // b) if d else e * s / b,
            lambda s, b, e, d: e * s / b if d else e * _up(s, b),
        ),
    ),
    Cause(
        "epochs-missing",
        "These are the batches of one epoch. The scheduler takes a step for each batch of every "
        "epoch.",
        _steps(
            lambda s, b, _e, d: s // b if d else _up(s, b),
            lambda s, b, _e, _d: s // b,
            lambda s, b, _e, _d: _up(s, b),
        ),
    ),
    Cause(
        "samples-counted",
        "Samples are counted. There is one step for each batch, of up to `batch_size` samples.",
        _steps(lambda s, _b, e, _d: e * s, lambda s, b, e, _d: e * s * b),
    ),
    Cause(
        "batch-size-counted",
        "`batch_size` is the number of samples in a batch, not the number of batches: divide "
        "`samples` by it.",
        _steps(lambda _s, b, e, _d: e * b),
    ),
    Cause(
        "epochs-counted",
        "This is the number of epochs. The scheduler takes a step for each batch of every epoch.",
        all_of(_SEVERAL_BATCHES, _steps(lambda _s, _b, e, _d: e)),
    ),
    Cause(
        "upside-down",
        "`samples` and `batch_size` are swapped: divide the samples by the size of a batch.",
        _steps(
            lambda s, b, e, d: e * (b // s if d else _up(b, s)),
            lambda s, b, e, _d: e * (b // s),
        ),
    ),
    Cause(
        "one-step-off",
        "The total is one too many or too few. `total_steps` is the number of batches, not the "
        "number of the last one.",
        _steps(
            lambda s, b, e, d: e * (s // b if d else _up(s, b)) - 1,
            lambda s, b, e, d: e * (s // b if d else _up(s, b)) + 1,
            lambda s, b, e, d: (e - 1) * (s // b if d else _up(s, b)),
            lambda s, b, e, d: (e + 1) * (s // b if d else _up(s, b)),
        ),
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: are numbers of the example written "
        "into the code?",
        is_one_answer,
        general=True,
    ),
    Cause(
        "fraction",
        "The number has a fraction. A step is taken for each whole batch.",
        always(lambda item: is_number(item.observed) and item.observed != int(item.observed)),
        general=True,
    ),
    *LAST_ERRORS,
]
"""What can go wrong with `samples`, `batch_size`, `epochs` and `drop_last`."""


# ---- a training loop that accumulates gradients -------------------------------------------

When: TypeAlias = Callable[[int, int, int], int]
"""From the micro-batch, their number and `accumulate` to whether, or how often."""


def _group_ends(b: int, batches: int, a: int) -> int:
    return (b + 1) % a == 0 or b == batches - 1


def _is_full(b: int, _batches: int, a: int) -> int:
    return (b + 1) % a == 0


def _begins(b: int, _batches: int, a: int) -> int:
    return b % a == 0


def _begins_or_last(b: int, batches: int, a: int) -> int:
    return b % a == 0 or b == batches - 1


def _always(_b: int, _batches: int, _a: int) -> int:
    return 1


def _never(_b: int, _batches: int, _a: int) -> int:
    return 0


def _is_last(b: int, batches: int, _a: int) -> int:
    return b == batches - 1


def _before_the_last(b: int, batches: int, a: int) -> int:
    return _group_ends(b, batches, a) and b < batches - 1


@dataclass(frozen=True)
class Loop:
    """A loop over micro-batches; each part says when it acts, in the order of this list.

    Attributes:
        clear_first: `zero_grad()` before `backward()`.
        batch: which micro-batch is used.
        share: what its loss is multiplied by.
        step_first: `scheduler.step()` before the update.
        clear_before: `zero_grad()` between `backward()` and the update.
        update: `optimizer.step()`.
        step: `scheduler.step()`.
        clear: `zero_grad()`.
        clear_once: whether `zero_grad()` comes before the loop.
        last_update: how often an update and a step of the scheduler come after the loop.
        last_steps: how often a step of the scheduler comes after the loop.
    """

    clear_first: When = _never
    batch: When = lambda b, _batches, _a: b
    share: Callable[[int, int, int], float] = lambda _b, _batches, a: 1 / a
    step_first: When = _never
    clear_before: When = _never
    update: When = _group_ends
    step: When = _group_ends
    clear: When = _group_ends
    clear_once: bool = False
    last_update: int = 0
    last_steps: int = 0


class _Run:
    """What a loop does with the weights and the rates of a case."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.weights = [w for start in case["starts"] for w in (start, start / 2)]
        self.velocity = [0.0] * len(self.weights)
        self.gradient: list[float] | None = None
        self.steps = 0
        self.rates: list[list[float]] = []

    def add(self, batch: int, share: float) -> None:
        """Add the gradient of a micro-batch to what is there."""
        before = self.gradient or [0.0] * len(self.weights)
        target = self.case["targets"][batch]
        self.gradient = [
            g + share * (w - target) for g, w in zip(before, self.weights, strict=True)
        ]

    def update(self) -> None:
        """Make an update, as SGD with momentum does."""
        factor = self.case["gamma"] ** self.steps
        rates = [lr * factor for lr in self.case["base_lrs"]]
        self.rates.append(rates)
        if self.gradient is None:
            return
        self.velocity = [
            self.case["momentum"] * v + g
            for v, g in zip(self.velocity, self.gradient, strict=True)
        ]
        self.weights = [
            w - rates[index // 2] * v
            for index, (w, v) in enumerate(zip(self.weights, self.velocity, strict=True))
        ]

    def epoch(self, loop: Loop) -> None:
        """Run a loop once over all micro-batches."""
        batches, a = len(self.case["targets"]), self.case["accumulate"]
        if loop.clear_once:
            self.gradient = None
        for b in range(batches):
            place = (b, batches, a)
            self._clear(loop.clear_first(*place))
            self.add(loop.batch(*place), loop.share(*place))
            self.steps += loop.step_first(*place)
            self._clear(loop.clear_before(*place))
            if loop.update(*place):
                self.update()
            self.steps += loop.step(*place)
            self._clear(loop.clear(*place))
        if loop.last_update:
            self.update()
            self.steps += 1
        self.steps += loop.last_steps

    def _clear(self, wanted: int) -> None:
        if wanted:
            self.gradient = None


def _ran(item: Evidence, loop: Loop) -> _Run:
    run = _Run(item.case)
    for _ in range(item.case["epochs"]):
        run.epoch(loop)
    return run


def _rates_like(*loops: Loop) -> Fits:
    """Return a predicate: the rates are those of one of the loops, and not the right ones."""

    def fits(evidence: Sequence[Evidence]) -> bool:
        return any(
            all(alike(_ran(item, loop).rates, item.observed["rates"]) for item in evidence)
            for loop in loops
        ) and not all(_rates_right(item) for item in evidence)

    return fits


def _weights_like(*loops: Loop) -> Fits:
    """Return a predicate: rates and weights are those of one of the loops."""

    def explains(loop: Loop, item: Evidence) -> bool:
        run = _ran(item, loop)
        return alike(run.rates, item.observed["rates"]) and all(
            same(a, b, WEIGHT_ABS_TOL)
            for a, b in zip(run.weights, item.observed["weights"], strict=True)
        )

    return lambda evidence: any(all(explains(loop, item) for item in evidence) for loop in loops)


def _rates_right(item: Evidence) -> bool:
    return alike(item.expected["rates"], item.observed["rates"])


def _updates(item: Evidence) -> int:
    return len(item.observed["rates"])


def _miscounts(number: Callable[[int, int], int]) -> Fits:
    """Return a predicate: so many updates in an epoch explain a wrong number of them."""
    return always(
        lambda item: (
            _updates(item) != len(item.expected["rates"])
            and _updates(item)
            == item.case["epochs"] * number(len(item.case["targets"]), item.case["accumulate"])
        )
    )


RIGHT = Loop()
_FULL_ONLY = Loop(update=_is_full, step=_is_full, clear=_is_full)
_TOO_EARLY = Loop(update=_begins, step=_begins, clear=_begins)
_BOTH = (RIGHT, _FULL_ONLY)


def _pair_ends(b: int, batches: int, _a: int) -> int:
    return _group_ends(b, batches, 2)


_PAIRS = Loop(
    share=lambda _b, _batches, _a: 1 / 2, update=_pair_ends, step=_pair_ends, clear=_pair_ends
)


def _each(*loops: Loop, **changes: Any) -> list[Loop]:  # noqa: ANN401
    """Return the loops with the same changes."""
    return [replace(loop, **changes) for loop in loops]


def _own_size(b: int, batches: int, a: int) -> float:
    """Return one divided by the number of micro-batches of the group."""
    begin = b - b % a
    return 1 / min(a, batches - begin)


def _named(*names: str) -> list[Cause]:
    return [cause for cause in TRAINING if cause.name in names]


ACCUMULATED = [
    *_named("no-update"),
    Cause(
        "stepped-per-micro-batch",
        "The scheduler takes a step for each micro-batch. It counts updates: one "
        "`scheduler.step()` after each `optimizer.step()`.",
        _rates_like(
            *_each(*_BOTH, _TOO_EARLY, step=_always),
            *_each(*_BOTH, step=_never, step_first=_always),
        ),
    ),
    Cause(
        "update-per-micro-batch",
        "There is an update for each micro-batch, so nothing is accumulated. `optimizer.step()` "
        "comes only when a group is complete, or at the end.",
        _miscounts(lambda batches, _a: batches),
    ),
    Cause(
        "last-group-lost",
        "The last group is lost where it is incomplete: after the last micro-batch there is an "
        "update in any case.",
        _miscounts(lambda batches, a: batches // a),
    ),
    Cause(
        "update-too-many",
        "There is an update too many where the micro-batches come in full groups: make one at the "
        "end only if a group is left over.",
        _miscounts(lambda batches, a: batches // a + 1),
    ),
    Cause(
        "pairs",
        "Groups of two micro-batches, as in the example, or losses divided by 2: use "
        "`accumulate`, which differs from call to call.",
        _weights_like(
            _PAIRS, *_each(RIGHT, share=_PAIRS.share), replace(_PAIRS, share=RIGHT.share)
        ),
    ),
    Cause(
        "one-update-only",
        "All micro-batches make one update. There is one for each group of `accumulate` of them.",
        _miscounts(lambda _batches, _a: 1),
    ),
    Cause(
        "first-micro-batch-alone",
        "The first update uses one micro-batch only: 0 is a multiple of every number. A group is "
        "complete when `(batch + 1) % accumulate == 0`.",
        lambda evidence: (
            _rates_like(
                *_each(RIGHT, update=_begins_or_last, step=_begins_or_last, clear=_begins_or_last),
            )(evidence)
            or _weights_like(
                *_each(
                    _TOO_EARLY,
                    Loop(update=_begins, step=_begins, clear=_begins, clear_once=True),
                ),
                *_each(_TOO_EARLY, share=lambda _b, _batches, _a: 1.0),
            )(evidence)
        ),
    ),
    Cause(
        "one-micro-batch-too-many",
        "A group takes one micro-batch too many, because the first one has number 0: it is "
        "complete when `(batch + 1) % accumulate == 0`.",
        lambda evidence: (
            _miscounts(lambda batches, a: (batches - 1) // a)(evidence)
            and any(len(item.case["targets"]) % item.case["accumulate"] == 0 for item in evidence)
        ),
    ),
    Cause(
        "never-stepped",
        "The rate never changes: `scheduler.step()` is not called, or without its brackets.",
        _rates_like(*_each(*_BOTH, step=_never)),
    ),
    Cause(
        "stepped-first",
        "`scheduler.step()` comes before `optimizer.step()`, so the first rate is never used.",
        _rates_like(
            *_each(RIGHT, step=_never, step_first=_group_ends),
            *_each(_FULL_ONLY, step=_never, step_first=_is_full),
        ),
    ),
    Cause(
        "stepped-per-epoch",
        "The scheduler takes one step for each call of `train`. It takes one for each update.",
        _rates_like(*_each(*_BOTH, step=_never, last_steps=1)),
    ),
    Cause(
        "step-missing-at-the-end",
        "After the last update of an epoch no `scheduler.step()` comes, so the next epoch begins "
        "with a rate that was already used.",
        _rates_like(
            *_each(RIGHT, step=_is_full),
            *_each(RIGHT, step=_before_the_last),
        ),
    ),
    Cause(
        "step-too-many",
        "The scheduler takes more than one step for an update. One `optimizer.step()`, one "
        "`scheduler.step()`.",
        _rates_like(
            *_each(RIGHT, step=lambda *place: 2 * _group_ends(*place)),
            *_each(RIGHT, last_steps=1),
            *_each(RIGHT, step_first=_group_ends),
            *_each(RIGHT, step=lambda _b, _batches, a: a),
            *_each(RIGHT, step=lambda b, batches, a: a * _group_ends(b, batches, a)),
        ),
    ),
    *_named("groups-made-equal"),
    Cause(
        "not-divided",
        "The gradients of a group add up to a sum. Divide each loss by `accumulate`: then they "
        "add up to a mean.",
        _weights_like(
            *_each(*_BOTH, share=lambda _b, _batches, _a: 1.0),
            *_each(RIGHT, share=lambda _b, _batches, _a: 1.0, clear=_is_full),
        ),
    ),
    Cause(
        "divided-by-own-size",
        "The loss is divided by the number of micro-batches of its own group. The task asks to "
        "divide by `accumulate`, also in an incomplete group.",
        _weights_like(replace(RIGHT, share=_own_size)),
    ),
    Cause(
        "divided-by-all",
        "The loss is divided by the number of all micro-batches. One update sees `accumulate` of "
        "them: divide by that.",
        _weights_like(*_each(*_BOTH, share=lambda _b, batches, _a: 1 / batches)),
    ),
    Cause(
        "last-loss-divided",
        "Only the loss of the last micro-batch of a group is divided by `accumulate`. Divide each "
        "one, before its `backward()`.",
        _weights_like(
            *_each(
                RIGHT,
                share=lambda b, batches, a: 1 / a if _group_ends(b, batches, a) else 1.0,
            )
        ),
    ),
    Cause(
        "divided-twice",
        "The loss is divided by `accumulate` twice.",
        _weights_like(*_each(*_BOTH, share=lambda _b, _batches, a: 1 / a**2)),
    ),
    Cause(
        "gradients-never-cleared",
        "Gradients of earlier groups are still there: after each update comes "
        "`optimizer.zero_grad()`.",
        _weights_like(*_each(*_BOTH, clear=_never)),
    ),
    Cause(
        "cleared-once-an-epoch",
        "Gradients are cleared once an epoch, so those of earlier groups are still there: call "
        "`optimizer.zero_grad()` after each update.",
        _weights_like(
            *_each(*_BOTH, clear=_never, clear_once=True),
            *_each(RIGHT, clear=_is_last),
        ),
    ),
    Cause(
        "only-the-last-counts",
        "Only the last micro-batch of a group counts. Call `backward()` for each one, and clear "
        "the gradients only after the update.",
        _weights_like(
            *_each(*_BOTH, clear=_never, clear_first=_always),
            *_each(RIGHT, clear=_always),
            *_each(RIGHT, share=lambda b, batches, a: float(_group_ends(b, batches, a))),
        ),
    ),
    Cause(
        "left-over-gradients",
        "The gradients of an incomplete last group are not cleared after its update, so the next "
        "epoch begins with them.",
        _weights_like(replace(RIGHT, clear=_is_full)),
    ),
    Cause(
        "nothing-learned",
        "The weights do not move: the gradient is gone when `optimizer.step()` comes. Clear it "
        "after the update, not before.",
        _weights_like(
            *_each(*_BOTH, clear_before=_group_ends),
            *_each(*_BOTH, clear_before=_always),
        ),
    ),
    Cause(
        "wrong-micro-batch",
        "The losses are not those of the micro-batches 0, 1, …, `batches - 1`, each used once.",
        _weights_like(
            *_each(*_BOTH, batch=_never),
            *_each(RIGHT, share=lambda b, batches, a: _begins(b, batches, a) / a),
            *_each(*_BOTH, batch=lambda b, _batches, a: b // a),
            *_each(*_BOTH, batch=lambda b, _batches, a: b % a),
            *_each(*_BOTH, batch=lambda _b, batches, _a: batches - 1),
        ),
    ),
    Cause(
        "other-number-of-updates",
        "The number of updates is wrong: one for each `accumulate` micro-batches, and one for "
        "those that are left over at the end.",
        always(lambda item: _updates(item) != len(item.expected["rates"])),
        general=True,
    ),
    Cause(
        "other-rates",
        "The number of updates is right, their rates are not. `scheduler.step()` comes once after "
        "each `optimizer.step()`, and nothing else changes a rate.",
        always(
            lambda item: _updates(item) == len(item.expected["rates"]) and not _rates_right(item)
        ),
        general=True,
    ),
    Cause(
        "other-gradients",
        "The rates are right, the gradients are not. Is each loss divided by `accumulate`, used "
        "once, and is the gradient cleared after each update only?",
        always(_rates_right),
        general=True,
    ),
    Cause(
        "scheduler-called",
        "`scheduler.step()` is a call of a method: `scheduler` itself cannot be called.",
        raises("object is not callable"),
    ),
    *LAST_ERRORS,
]
"""What can go wrong with gradient accumulation and a scheduler."""
