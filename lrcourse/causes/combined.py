"""Mistakes with combined schedules: stages, chains, any list of rates, and a puzzle."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Any

from lrcourse import recipes, schedules
from lrcourse.causes.built import COMPOSITE_INSIDE, Case, factors, gives
from lrcourse.causes.errors import raises
from lrcourse.causes.predicates import alike, always, any_of, predicts
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.mistakes import combined

# ---- the stages of a SequentialLR ---------------------------------------------------------


def _own(
    rate: Callable[[int, int, int, float], float],
    stage: Callable[[list[int], int], int] = bisect_right,
    shift: int = 0,
) -> Fits:
    """Return a predicate: the rates are `base_lr * rate(own epoch, epoch, step_size, gamma)`.

    Args:
        rate: the factor of the stage that is on.
        stage: from the milestones and the epoch to the stage that is on.
        shift: where a stage's own epochs start, from its milestone.
    """

    def rates(**case: Any) -> list[float]:  # noqa: ANN401
        starts = [0, *(milestone + shift for milestone in case["milestones"])]
        found = []
        for e in range(case["n"]):
            k = stage(case["milestones"], e)
            found.append(case["base_lr"] * rate(e - starts[k], e, *case["stages"][k]))
        return found

    return gives(rates)


def _where_it_would_be(
    base_lr: float, stages: list[list[Any]], milestones: list[int], n: int
) -> list[float]:
    """Return rates of stages that each start from where the one before would be by then."""
    starts, begins = [0, *milestones], [base_lr]
    for (step_size, gamma), start, end in zip(stages, starts, milestones, strict=False):
        begins.append(begins[-1] * gamma ** ((end - start) // step_size))
    rates = []
    for e in range(n):
        k = bisect_right(milestones, e)
        step_size, gamma = stages[k]
        rates.append(begins[k] * gamma ** ((e - starts[k]) // step_size))
    return rates


def _last_rates(
    base_lr: float, stages: list[list[Any]], milestones: list[int], n: int
) -> list[float]:
    """Return rates of stages that begin with the rate before and drop at their own epoch 0."""
    rates: list[float] = []
    lr, starts = base_lr, [0, *milestones]
    for e in range(n):
        k = bisect_right(milestones, e)
        step_size, gamma = stages[k]
        if e and (e - starts[k]) % step_size == 0:
            lr *= gamma
        rates.append(lr)
    return rates


def _all_at_once(
    base_lr: float, stages: list[list[Any]], milestones: list[int], n: int
) -> list[float]:
    del milestones
    return [base_lr * math.prod(g ** (e // s) for s, g in stages) for e in range(n)]


def _reached_at_once(
    base_lr: float, stages: list[list[Any]], milestones: list[int], n: int
) -> list[float]:
    starts = [0, *milestones]
    return [
        base_lr
        * math.prod(
            g ** ((e - start) // s)
            for (s, g), start in zip(stages, starts, strict=True)
            if e >= start
        )
        for e in range(n)
    ]


def _as_durations(
    base_lr: float, stages: list[list[Any]], milestones: list[int], n: int
) -> list[float]:
    pairs = [(step_size, gamma) for step_size, gamma in stages]
    return recipes.step_stages(base_lr, pairs, list(accumulate(milestones)), n)


STAGES = [
    Cause(
        "goes-on",
        "A stage begins where the one before it ended. In a `SequentialLR` every stage begins "
        "with the base rate, at its own epoch 0.",
        gives(combined.goes_on, _where_it_would_be, _last_rates, _reached_at_once),
    ),
    Cause(
        "own-epochs",
        "The drops of a later stage are counted from the start of training. Each stage counts "
        "its own epochs, from 0 at its milestone.",
        any_of(
            _own(lambda _own_epoch, e, s, g: g ** (e // s)),
            _own(lambda own, e, s, g: g ** (e // s - max(0, e - own - 1) // s)),
        ),
    ),
    Cause(
        "stage-late",
        "A stage begins one epoch late. The epoch of a milestone already belongs to the new "
        "stage, and is its own epoch 0.",
        any_of(
            _own(lambda own, _e, s, g: g ** (own // s), bisect_left),
            _own(lambda own, _e, s, g: g ** (own // s), bisect_left, 1),
            _own(lambda own, _e, s, g: g ** (max(0, own) // s), bisect_right, 1),
        ),
    ),
    Cause(
        "stage-early",
        "A stage begins one epoch early. The epoch before a milestone still belongs to the old "
        "stage.",
        any_of(
            _own(lambda own, _e, s, g: g ** (own // s), lambda m, e: bisect_right(m, e + 1), -1),
            _own(lambda own, _e, s, g: g ** ((own + 1) // s if own != _e else own // s)),
        ),
    ),
    Cause(
        "milestones-as-durations",
        "The milestones are added up as if they were lengths of stages. They are epochs, counted "
        "from the start of training.",
        gives(_as_durations),
    ),
    Cause(
        "all-stages-at-once",
        "All stages lower the rate at the same time. In a `SequentialLR` only one stage is on in "
        "each epoch.",
        gives(_all_at_once),
    ),
    Cause(
        "first-stage-only",
        "Only the first stage is used. From each milestone on, the next stage sets the rate.",
        _own(lambda own, _e, s, g: g ** (own // s), lambda _m, _e: 0),
    ),
    Cause(
        "two-stages-only",
        "Only two stages are used. There may be one, two or more.",
        _own(lambda own, _e, s, g: g ** (own // s), lambda m, e: min(1, bisect_right(m, e))),
    ),
    Cause(
        "last-stage-missing",
        "The last stage is missing. There is one stage more than there are milestones, and the "
        "last one lasts until epoch `n - 1`.",
        predicts(lambda item: item.expected[: max([0, *item.case["milestones"]])]),
    ),
    Cause(
        "stage-without-milestone",
        "A list with one stage and no milestones is wrong: then the whole run is a plain step "
        "decay.",
        always(lambda item: not item.case["milestones"]),
    ),
    Cause(
        "drops-at-own-start",
        "There is one drop too many in each stage: its own epoch 0 uses the base rate.",
        _own(lambda own, _e, s, g: g ** (1 + own // s)),
    ),
    Cause(
        "not-in-steps",
        "The rate falls a little in every epoch instead of in steps: `own_epoch // step_size` "
        "counts the drops of a stage.",
        any_of(
            _own(lambda own, _e, s, g: g ** (own / s)), _own(lambda own, _e, _s, g: float(g**own))
        ),
    ),
    Cause(
        "pair-swapped",
        "The two numbers of a stage are swapped: each is `[step_size, gamma]`.",
        _own(lambda own, _e, s, g: float(s ** (own // g))),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays.",
        _own(lambda own, _e, s, g: (1 - g) ** (own // s)),
    ),
    Cause(
        "factors-only",
        "The list holds factors only: each is still to be multiplied by `base_lr`.",
        predicts(lambda item: [rate / item.case["base_lr"] for rate in item.expected]),
    ),
    COMPOSITE_INSIDE,
]
"""Mistakes in the rates of a SequentialLR of several StepLR."""

# ---- a chain of a ConstantLR and an ExponentialLR -----------------------------------------


def _held(case: Case, e: int) -> float:
    return float(case["factor"]) if e < case["total_iters"] else 1.0


CHAIN = [
    Cause(
        "factor-divided-away",
        "The `factor` is missing at first and divided away later, as in the documentation of "
        "PyTorch. `ConstantLR` multiplies by it from epoch 0 on, when it is built.",
        factors(
            lambda c, e: c["gamma"] ** e / (1.0 if e < c["total_iters"] else c["factor"]),
        ),
    ),
    Cause(
        "one-after-the-other",
        "The decay waits until the `ConstantLR` is over. In a chain both act from epoch 0 on: "
        "`gamma` counts every epoch.",
        factors(
            lambda c, e: _held(c, e) * c["gamma"] ** max(0, e - c["total_iters"]),
            lambda c, e: c["factor"] * c["gamma"] ** max(0, e - c["total_iters"]),
        ),
    ),
    Cause(
        "factor-for-ever",
        "The `factor` never ends. From epoch `total_iters` on it is 1.",
        factors(lambda c, e: c["factor"] * c["gamma"] ** e),
    ),
    Cause(
        "factor-missing",
        "The `factor` is missing: the rates are those of the `ExponentialLR` alone.",
        factors(lambda c, e: c["gamma"] ** e),
    ),
    Cause(
        "factor-one-epoch-longer",
        "The `factor` lasts one epoch too long. Its epochs are 0, 1, …, `total_iters - 1`.",
        factors(lambda c, e: (c["factor"] if e <= c["total_iters"] else 1.0) * c["gamma"] ** e),
    ),
    Cause(
        "factor-one-epoch-shorter",
        "The `factor` ends one epoch too early. Its epochs are 0, 1, …, `total_iters - 1`.",
        factors(
            lambda c, e: (c["factor"] if e < c["total_iters"] - 1 else 1.0) * c["gamma"] ** e,
        ),
    ),
    Cause(
        "factor-for-five-epochs",
        "The `factor` lasts for 5 epochs, which `ConstantLR` takes without `total_iters`: pass it "
        "on.",
        factors(lambda c, e: (c["factor"] if e < 5 else 1.0) * c["gamma"] ** e),
    ),
    Cause(
        "decay-compounds",
        "The decay is multiplied up twice: `gamma ** epoch` holds all drops since the start, so "
        "multiply it with the base rate, not with the rate before.",
        factors(lambda c, e: _held(c, e) * c["gamma"] ** (e * (e + 1) // 2)),
    ),
    Cause(
        "factor-compounds",
        "The `factor` multiplies again in every epoch. It is one factor, the same in all of its "
        "epochs.",
        factors(
            lambda c, e: c["factor"] ** (e + 1 if e < c["total_iters"] else 0) * c["gamma"] ** e,
            lambda c, e: c["factor"] ** min(e + 1, c["total_iters"]) * c["gamma"] ** e,
            lambda c, e: c["factor"] ** min(e, c["total_iters"]) * c["gamma"] ** e,
            lambda c, e: c["factor"] ** e * c["gamma"] ** e,
        ),
    ),
    Cause(
        "decay-one-ahead",
        "The decay is one epoch ahead: in epoch 0 `gamma` has not been applied yet.",
        factors(lambda c, e: _held(c, e) * c["gamma"] ** (e + 1)),
    ),
    Cause(
        "decay-stops",
        "The decay is lost when the `ConstantLR` ends: the rate goes back to `base_lr`. Dividing "
        "by `factor` keeps all that `gamma` has done.",
        factors(
            lambda c, e: _held(c, e) * (c["gamma"] ** e if e < c["total_iters"] else 1.0),
            lambda c, e: (
                _held(c, e) * c["gamma"] ** (e if e < c["total_iters"] else e - c["total_iters"])
            ),
        ),
    ),
    Cause(
        "decay-missing",
        "The decay is missing: the rates are those of the `ConstantLR` alone.",
        factors(_held),
    ),
    Cause(
        "added",
        "The two rates are added or averaged. A chain multiplies the factors of its members.",
        factors(
            lambda c, e: _held(c, e) + c["gamma"] ** e,
            lambda c, e: (_held(c, e) + c["gamma"] ** e) / 2,
        ),
    ),
    Cause(
        "smaller-of-both",
        "The rate is the smaller or the larger one of the two. A chain multiplies both factors.",
        factors(
            lambda c, e: min(_held(c, e), c["gamma"] ** e),
            lambda c, e: max(_held(c, e), c["gamma"] ** e),
        ),
    ),
    Cause(
        "base-twice",
        "The base rate is multiplied in twice. Multiply two factors with one base rate.",
        factors(lambda c, e: c["base_lr"] * _held(c, e) * c["gamma"] ** e),
    ),
    Cause(
        "factors-only",
        "The list holds factors only: each is still to be multiplied by `base_lr`.",
        predicts(lambda item: [rate / item.case["base_lr"] for rate in item.expected]),
    ),
    Cause(
        "swapped",
        "`factor` and `gamma` are swapped.",
        factors(
            lambda c, e: (c["gamma"] if e < c["total_iters"] else 1.0) * c["factor"] ** e,
        ),
    ),
    Cause(
        "percent-off",
        "`gamma` or `factor` is taken as the part that goes. It is the part that stays.",
        factors(
            lambda c, e: _held(c, e) * (1 - c["gamma"]) ** e,
            lambda c, e: (1 - c["factor"] if e < c["total_iters"] else 1.0) * c["gamma"] ** e,
            lambda c, e: (
                (1 - c["factor"] if e < c["total_iters"] else 1.0) * (1 - c["gamma"]) ** e
            ),
        ),
    ),
    Cause(
        "stepped-twice",
        "The decay runs twice as fast: is a member of the chain stepped as well as the chain?",
        factors(
            lambda c, e: _held(c, e) * c["gamma"] ** (2 * e),
            lambda c, e: _held(c, 2 * e) * c["gamma"] ** (2 * e),
        ),
    ),
    Cause(
        "subtracts",
        "The decay subtracts the same amount in every epoch. It multiplies by `gamma`.",
        factors(lambda c, e: _held(c, e) * (1 - (1 - c["gamma"]) * e)),
    ),
]
"""Mistakes in the rates of a chain of a ConstantLR and an ExponentialLR."""

# ---- any list of rates --------------------------------------------------------------------


def _listed(rate: Callable[[list[float], int, float], float]) -> Callable[..., list[float]]:
    """Return the rates `rate(rates, epoch, base_lr)`."""

    def rates(**case: Any) -> list[float]:  # noqa: ANN401
        return [rate(case["rates"], e, case["base_lr"]) for e in range(case["n"])]

    return rates


def _at(rates: list[float], e: int) -> float:
    return rates[max(0, min(e, len(rates) - 1))]


def _divided_by_the_current_rate(**case: Any) -> list[float]:  # noqa: ANN401
    found, lr = [], case["base_lr"]
    for e in range(case["n"]):
        lr = case["base_lr"] * _at(case["rates"], e) / lr
        found.append(lr)
    return found


def _multiplied_up(**case: Any) -> list[float]:  # noqa: ANN401
    return schedules.multiplicative(
        case["base_lr"], lambda e: _at(case["rates"], e) / case["base_lr"], case["n"]
    )


def _rates_multiplied_up(**case: Any) -> list[float]:  # noqa: ANN401
    return schedules.multiplicative(case["base_lr"], lambda e: _at(case["rates"], e), case["n"])


def _constant_ratio(**case: Any) -> list[float]:  # noqa: ANN401
    """Return what one factor does in every epoch of the list: that of the first two rates."""
    rates = case["rates"]
    gamma = rates[1] / rates[0]
    return [case["base_lr"] * gamma ** min(e, len(rates) - 1) for e in range(case["n"])]


GIVEN = [
    Cause(
        "returns-the-rate",
        "Every rate is multiplied by the base rate. The function of a `LambdaLR` returns a "
        "factor: the wanted rate divided by the base rate.",
        gives(_listed(lambda r, e, base: base * _at(r, e))),
    ),
    Cause(
        "first-rate-taken-for-base",
        "All rates are wrong by one factor, `base / rates[0]`. Is the first rate taken for the "
        "base rate? Or is it a `MultiplicativeLR`, which never asks for epoch 0?",
        gives(_listed(lambda r, e, base: base * _at(r, e) / r[0])),
    ),
    Cause(
        "first-epoch-left-out",
        "Only epoch 0 is wrong, it uses the base rate: set it when you build. `MultiplicativeLR` "
        "never asks for the factor of epoch 0.",
        gives(_listed(lambda r, e, base: _at(r, e) if e else base)),
    ),
    Cause(
        "not-kept",
        "After the list, its last rate is not kept: let the index stop at `len(rates) - 1`.",
        gives(
            _listed(lambda r, e, base: r[e] if e < len(r) else base),
            _listed(lambda r, e, _base: r[e] if e < len(r) else 0.0),
            _listed(lambda r, e, _base: r[e % len(r)]),
            _listed(lambda r, e, _base: r[e] if e < len(r) else r[0]),
        ),
    ),
    Cause(
        "rate-after-the-end",
        "After the list, the last rate itself is the factor. Divide it by the base rate, too.",
        gives(_listed(lambda r, e, base: r[e] if e < len(r) else base * r[-1])),
    ),
    Cause(
        "last-ratio-goes-on",
        "After the list, its last ratio multiplies again and again. There, the factor of a "
        "`MultiplicativeLR` is 1.",
        gives(
            _listed(lambda r, e, _base: _at(r, e) * (r[-1] / r[-2]) ** max(0, e - len(r) + 1)),
        ),
    ),
    Cause(
        "past-the-end",
        "The list is over, but training is not: after its end, keep the last rate. Let the index "
        "stop at `len(rates) - 1`.",
        raises("index out of range", "StopIteration", "pop from empty list"),
    ),
    Cause(
        "last-rate-left-out",
        "The last rate of the list is never used: its index is `len(rates) - 1`.",
        gives(_listed(lambda r, e, _base: r[max(0, min(e, len(r) - 2))])),
    ),
    Cause(
        "one-epoch-early",
        "Every rate comes one epoch early: epoch 0 uses `rates[0]`.",
        gives(
            _listed(lambda r, e, _base: _at(r, e + 1)),
            _listed(lambda r, e, base: r[e + 1] if e + 1 < len(r) else base),
        ),
    ),
    Cause(
        "one-epoch-late",
        "Every rate comes one epoch late: epoch 0 uses `rates[0]`.",
        gives(
            _listed(lambda r, e, _base: _at(r, e - 1)),
            _listed(lambda r, e, base: _at(r, e - 1) if e else base),
        ),
    ),
    Cause(
        "last-rate-first",
        "Epoch 0 uses the last rate: in Python, the index -1 is the end of a list.",
        gives(_listed(lambda r, e, _base: r[min(e - 1, len(r) - 1)])),
    ),
    Cause(
        "divided-by-the-current-rate",
        "The factor is divided by the rate that the optimizer has at the moment. Keep the base "
        "rate in a variable before you build the scheduler.",
        gives(_divided_by_the_current_rate),
    ),
    Cause(
        "factors-multiplied-up",
        "`MultiplicativeLR` multiplies all factors up. Its factor leads from the rate of the "
        "epoch before to this one; the factor of the base rate belongs into a `LambdaLR`.",
        gives(_multiplied_up, _rates_multiplied_up),
    ),
    Cause(
        "one-ratio-for-all",
        "The rate is multiplied by the same factor in every epoch. The list can be any: each "
        "epoch has a factor of its own.",
        gives(_constant_ratio),
    ),
    Cause(
        "one-rate-for-all",
        "Every epoch uses the same rate of the list. Do the function and its index depend on "
        "the epoch?",
        gives(
            _listed(lambda r, _e, _base: r[0]),
            _listed(lambda r, _e, _base: r[-1]),
            _listed(lambda r, _e, base: base * r[-1]),
        ),
    ),
    Cause(
        "in-another-order",
        "The rates come in another order than in the list.",
        gives(
            _listed(lambda r, e, _base: _at(r[::-1], e)),
            _listed(lambda r, e, _base: _at(sorted(r), e)),
            _listed(lambda r, e, _base: _at(sorted(r, reverse=True), e)),
        ),
    ),
]
"""Mistakes in a scheduler that is to give any list of rates."""

# ---- drops at two epochs, then every few epochs -------------------------------------------


def _counted(
    count: Callable[[int, int, int, int], float],
) -> Callable[..., list[float]]:
    """Return rates with `count(epoch, first, second, every)` drops."""

    def rates(  # noqa: PLR0913, PLR0917
        base_lr: float, gamma: float, first: int, second: int, every: int, n: int
    ) -> list[float]:
        return [base_lr * gamma ** count(e, first, second, every) for e in range(n)]

    return rates


def _is_drop(e: int, first: int, second: int, every: int) -> bool:
    return e == first or (e >= second and (e - second) % every == 0)


def _drops_so_far(e: int, first: int, second: int, every: int) -> int:
    return int(e >= first) + (1 + (e - second) // every if e >= second else 0)


def _per_epoch_factor(  # noqa: PLR0913, PLR0917
    base_lr: float, gamma: float, first: int, second: int, every: int, n: int
) -> list[float]:
    return [base_lr * (gamma if _is_drop(e, first, second, every) else 1.0) for e in range(n)]


def _handed_over(shift: int) -> Callable[..., list[float]]:
    return lambda **case: combined.handed_over(at=case["second"] + shift, **case)


def _starts_again_at(shift: int) -> Callable[..., list[float]]:
    """Return what a second stage does that begins, from the base rate, beside `second`."""

    def rates(  # noqa: PLR0913, PLR0917
        base_lr: float, gamma: float, first: int, second: int, every: int, n: int
    ) -> list[float]:
        before = schedules.multi_step(base_lr, gamma, [first, second], n)
        after = schedules.step_decay(base_lr, gamma, every, n)
        return schedules.sequential([before, after], [second + shift], n)

    return rates


def _starts_again_absolutely(  # noqa: PLR0913, PLR0917
    base_lr: float, gamma: float, first: int, second: int, every: int, n: int
) -> list[float]:
    """Return what absolute milestones do in a second stage that begins at `second`."""
    before = schedules.multi_step(base_lr, gamma, [first], n)
    after = schedules.multi_step(base_lr, gamma, range(second, n, every), n)
    return schedules.sequential([before, after], [second], n)


def _gamma_of_its_own(gamma: Callable[[float], float]) -> Callable[..., list[float]]:
    return lambda **case: recipes.drops_then_every(**{**case, "gamma": gamma(case["gamma"])})


def _ends(item: Evidence) -> bool:
    """Return whether the rate is right for a while and then never changes again."""
    agrees = [alike(*pair) for pair in zip(item.expected, item.observed, strict=True)]
    right = agrees.index(False)
    rest = item.observed[right:]
    return right > 0 and alike([item.observed[right - 1]] * len(rest), rest)


PUZZLE = [
    Cause(
        "starts-again",
        "At the second drop the rate jumps back to the base rate: a stage of a `SequentialLR` "
        "does not go on from the rate before, it begins with the base rate.",
        gives(
            combined.starts_again,
            _starts_again_at(1),
            _starts_again_at(-1),
            _starts_again_absolutely,
        ),
    ),
    Cause(
        "handed-over-early",
        "The second schedule takes over one epoch early, so the drop at `second` is lost and "
        "the later ones come early.",
        gives(_handed_over(-1)),
    ),
    Cause(
        "handed-over-late",
        "The second schedule takes over one epoch late: the drops after `second` come one epoch "
        "late.",
        gives(_handed_over(1)),
    ),
    Cause(
        "all-from-the-start",
        "Both schedules act from epoch 0 on, and their drops multiply. The regular drops begin "
        "at `second`.",
        gives(
            combined.all_from_the_start,
            _counted(lambda e, _f, s, v: e // v + (e >= s)),
            _counted(lambda e, f, _s, v: e // v + (e >= f)),
        ),
    ),
    Cause(
        "regular-only",
        "Only regular drops are there, counted from epoch 0. The rate drops at `first` and at "
        "`second`, and the regular drops are counted from `second`.",
        gives(_counted(lambda e, _f, _s, v: e // v)),
    ),
    Cause(
        "regular-before-second",
        "Regular drops come before `second` already. Ask whether `epoch >= second`, too.",
        gives(
            _counted(
                lambda e, f, s, v: sum(d in (f, s) or (d - s) % v == 0 for d in range(1, e + 1))
            )
        ),
    ),
    Cause(
        "first-repeats",
        "Before `second` the rate drops at every multiple of `first`. It drops at `first` only.",
        gives(_counted(lambda e, f, s, v: e // f if e < s else 2 + (e - s) // v)),
    ),
    Cause(
        "two-drops-of-a-tenth",
        "The second stage is told a hundredth of the base rate, as in the lesson. Two drops are "
        "`gamma**2`.",
        gives(
            lambda **case: [
                rate * (0.01 / case["gamma"] ** 2 if e >= case["second"] else 1.0)
                for e, rate in enumerate(recipes.drops_then_every(**case))
            ]
        ),
    ),
    Cause(
        "negative-counts",
        "Before `second` the number of regular drops is negative, so the rate is too high. "
        "Count them from `second` on only.",
        gives(
            _counted(lambda e, f, s, v: (e >= f) + (e >= s) + (e - s) // v),
            _counted(lambda e, f, s, v: (e >= f) + 1 + (e - s) // v),
        ),
    ),
    Cause(
        "first-drops-late",
        "The drops at `first` and `second` come one epoch late, the others do not. The epoch of "
        "a drop already uses the lower rate: `>=`, not `>`.",
        gives(_counted(lambda e, f, s, v: (e > f) + (e > s) + max(0, e - s) // v)),
    ),
    Cause(
        "near-miss",
        "Only the first regular drop is right. A `StepLR` with `second + every` counts from "
        "epoch 0: its next drop comes as many epochs later.",
        gives(combined.near_miss),
    ),
    Cause(
        "multiples-of-every",
        "The regular drops come at the multiples of `every`. They are counted from `second`.",
        gives(
            _counted(
                lambda e, f, s, v: sum(d == f or (d >= s and d % v == 0) for d in range(1, e + 1))
            ),
            _counted(
                lambda e, f, s, v: sum(
                    d in (f, s) or (d > s and d % v == 0) for d in range(1, e + 1)
                )
            ),
            _counted(lambda e, f, s, v: (e >= f) + (e >= s) + max(0, e // v - s // v)),
        ),
    ),
    Cause(
        "one-drop-lost",
        "From some epoch on, the rate is one drop too high: both `first` and `second` are drops, "
        "and the regular ones follow.",
        gives(
            _counted(lambda e, f, s, v: _drops_so_far(e, f, s, v) - (e >= s)),
            _counted(lambda e, f, s, v: _drops_so_far(e, f, s, v) - (e >= f)),
            _counted(lambda e, f, s, v: 1 + (e - s) // v if e >= s else int(e >= f)),
        ),
    ),
    Cause(
        "one-drop-too-many",
        "From `second` on, the rate is one drop too low: at `second` itself there have been two "
        "drops.",
        gives(_counted(lambda e, f, s, v: _drops_so_far(e, f, s, v) + (e >= s))),
    ),
    Cause(
        "no-regular-drops",
        "The drops at `first` and `second` are there, the regular ones after them are not.",
        gives(_counted(lambda e, f, s, _v: (e >= f) + (e >= s))),
    ),
    Cause(
        "every-epoch",
        "From `second` on, the rate falls in every epoch. It falls once in `every` epochs.",
        gives(
            _counted(lambda e, f, s, _v: (e >= f) + max(0, e - s + 1)),
            _counted(lambda e, f, s, v: (e >= f) + (e >= s) + max(0, e - s) / v),
        ),
    ),
    Cause(
        "factor-not-kept",
        "The rate drops for one epoch and is back then. A `LambdaLR` needs the factor of all "
        "drops so far; a factor for one epoch belongs into a `MultiplicativeLR`.",
        gives(_per_epoch_factor),
    ),
    Cause(
        "factors-multiplied-up",
        "The drops pile up in every epoch. A `MultiplicativeLR` needs the factor of this epoch "
        "alone; the factor of all drops so far belongs into a `LambdaLR`.",
        gives(
            _counted(lambda e, f, s, v: sum(_drops_so_far(d, f, s, v) for d in range(1, e + 1)))
        ),
    ),
    Cause(
        "stage-skipped",
        "One of the stages is skipped. The milestones of a `SequentialLR` must be in rising "
        "order; nothing checks it.",
        gives(
            _counted(lambda e, f, _s, v: 0 if e < f else 2 + (e - f) // v),
            _counted(lambda e, f, _s, v: 0 if e < f else 1 + (e - f) // v),
            _counted(lambda e, f, _s, v: 0 if e < f else (e - f) // v),
        ),
    ),
    Cause(
        "gamma-ignored",
        "The drops keep a tenth, whatever `gamma` says: pass `gamma` on.",
        gives(_gamma_of_its_own(lambda _g: 0.1)),
    ),
    Cause(
        "percent-off",
        "`gamma` is taken as the part that goes. It is the part that stays.",
        gives(_gamma_of_its_own(lambda g: 1 - g)),
    ),
    Cause(
        "list-ends",
        "The rate is right at first, but then the drops end. They go on for ever: use a rule "
        "instead of a list that ends.",
        always(_ends),
        general=True,
    ),
]
"""Mistakes in drops at two epochs, then at regular ones for ever."""
