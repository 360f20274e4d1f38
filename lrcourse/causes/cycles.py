"""Mistakes with triangles and with restarts: CyclicLR and CosineAnnealingWarmRestarts."""

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, count, islice, pairwise

from lrcourse import recipes
from lrcourse.causes.batches import ENDS, LAST_ERRORS, LISTS, Case, gives, seen
from lrcourse.causes.errors import raises
from lrcourse.causes.predicates import SINGLE, all_of, always, is_number, is_one_answer, varies
from lrcourse.diagnosis import Cause, Evidence

# ---- the rates of a CyclicLR --------------------------------------------------------------


def _triangle(
    c: Case,
    height: Callable[[int, int], float],
    scale: Callable[[int, int], float] = lambda e, s: 0.5 ** (e // (2 * s)),
    n: int | None = None,
) -> list[float]:
    """Return `base_lr + (max_lr - base_lr) * height * scale`; `scale` counts only with `halve`."""
    s = c["step_size_up"]
    return [
        c["base_lr"]
        + (c["max_lr"] - c["base_lr"]) * height(e, s) * (scale(e, s) if c["halve"] else 1.0)
        for e in range(c["n"] if n is None else n)
    ]


def _height(e: float, s: float) -> float:
    """Return the height in a cycle of `s` batches up and as many down."""
    place = e % (2 * s)
    return place / s if place <= s else 2 - place / s


def _right(c: Case, n: int | None = None) -> list[float]:
    return _triangle(c, _height, n=n)


def _folded(c: Case, steps: Callable[[int], list[int]]) -> list[float]:
    """Return rates whose steps up from `base_lr` are one list, again and again."""
    s = c["step_size_up"]
    pattern = steps(s)
    return [
        c["base_lr"]
        + (c["max_lr"] - c["base_lr"])
        * pattern[e % len(pattern)]
        / s
        * (0.5 ** (e // len(pattern)) if c["halve"] else 1.0)
        for e in range(c["n"])
    ]


TRIANGULAR = [
    LISTS,
    Cause(
        "empty-run",
        "Only the run without batches is wrong: `n = 0` asks for an empty list.",
        always(lambda item: item.case["n"] == 0),
    ),
    SINGLE,
    Cause(
        "never-halved",
        "The cycles stay as high where `halve` is true: each is half as high as the one before.",
        gives(lambda c: _right({**c, "halve": False})),
    ),
    Cause(
        "always-halved",
        "The cycles become lower where `halve` is false, too: then all are equally high.",
        gives(lambda c: _right({**c, "halve": True})),
    ),
    Cause(
        "halve-inverted",
        "`halve` works the wrong way round: the cycles become lower only if it is true.",
        all_of(varies("halve"), gives(lambda c: _right({**c, "halve": not c["halve"]}))),
    ),
    Cause(
        "top-halved",
        "`max_lr` itself is halved. What is halved is the height above `base_lr`, `max_lr - "
        "base_lr`.",
        gives(
            lambda c: [
                c["base_lr"]
                + (
                    c["max_lr"] * (0.5 ** (e // (2 * c["step_size_up"])) if c["halve"] else 1.0)
                    - c["base_lr"]
                )
                * _height(e, c["step_size_up"])
                for e in range(c["n"])
            ]
        ),
    ),
    Cause(
        "all-halved",
        "The whole rate is halved, so the cycles sink below `base_lr`. Only the height above "
        "`base_lr` is halved.",
        gives(
            lambda c: [
                rate * (0.5 ** (e // (2 * c["step_size_up"])) if c["halve"] else 1.0)
                for e, rate in enumerate(_right({**c, "halve": False}))
            ]
        ),
    ),
    Cause(
        "halved-at-the-top",
        "The height is halved too often or at the wrong batch. It is halved once in a cycle of "
        "`2 * step_size_up` batches, where the rate is `base_lr`.",
        gives(
            lambda c: _triangle(c, _height, lambda e, s: 0.5 ** (e // s)),
            lambda c: _triangle(c, _height, lambda e, s: 0.5 ** ((e + s) // (2 * s))),
            lambda c: _triangle(c, _height, lambda e, _s: 0.5**e),
        ),
    ),
    Cause(
        "halved-too-early",
        "The first cycle is already halved. It reaches `max_lr`; the second one is half as high.",
        gives(lambda c: _triangle(c, _height, lambda e, s: 0.5 ** (e // (2 * s) + 1))),
    ),
    Cause(
        "halved-once",
        "The height is halved only once. Each cycle is half as high as the one before.",
        gives(lambda c: _triangle(c, _height, lambda e, s: 0.5 ** min(1, e // (2 * s)))),
    ),
    Cause(
        "divided-by-a-count",
        "The height is divided by 1, 2, 3, … or by 1, 2, 4, 6, …. Each cycle is half as high as "
        "the one before: it is divided by 1, 2, 4, 8, ….",
        gives(
            lambda c: _triangle(c, _height, lambda e, s: 1 / (e // (2 * s) + 1)),
            lambda c: _triangle(c, _height, lambda e, s: 1 / (2 * (e // (2 * s)) or 1)),
        ),
    ),
    Cause(
        "saw",
        "The rate jumps back to `base_lr` after the top. It goes down as slowly as it went up.",
        gives(
            lambda c: _triangle(c, lambda e, s: (e % s) / s),
            lambda c: _triangle(c, lambda e, s: (e % s) / s, lambda e, s: 0.5 ** (e // s)),
            lambda c: _triangle(c, lambda e, s: (e % (s + 1)) / s),
            lambda c: _triangle(
                c, lambda e, s: (e % (s + 1)) / s, lambda e, s: 0.5 ** (e // (s + 1))
            ),
            lambda c: _triangle(c, lambda e, s: (e % (2 * s)) / s),
        ),
    ),
    Cause(
        "whole-cycle",
        "`step_size_up` is taken for the whole cycle. It is the way up only; the way down takes "
        "as many batches again.",
        gives(
            lambda c: _triangle(c, lambda e, s: _height(e, s / 2), lambda e, s: 0.5 ** (e // s)),
            lambda c: _triangle(c, lambda e, s: _height(e, s / 2)),
        ),
    ),
    Cause(
        "top-or-foot-twice",
        "The top or the foot of the triangle lasts for two batches. It is one point: the way down "
        "begins with the batch after the top.",
        gives(
            lambda c: _folded(c, lambda s: [*range(s + 1), *range(s, -1, -1)]),
            lambda c: _folded(c, lambda s: [*range(s + 1), *range(s - 1, -1, -1)]),
            lambda c: _folded(c, lambda s: [*range(s + 1), *range(s, 0, -1)]),
            lambda c: _folded(c, lambda s: [*range(s), *range(s - 1, -1, -1)]),
        ),
    ),
    Cause(
        "down-from-max-lr",
        "With `halve`, the way down begins at `max_lr` in every cycle. It begins at the top of "
        "its own cycle, which is lower.",
        gives(
            lambda c: [
                c["base_lr"] + (rate - c["base_lr"]) * 0.5 ** (e // (2 * c["step_size_up"]))
                if e % (2 * c["step_size_up"]) <= c["step_size_up"]
                else c["max_lr"] - (c["max_lr"] - rate) * 0.5 ** (e // (2 * c["step_size_up"]))
                for e, rate in enumerate(_right({**c, "halve": False}))
            ]
        ),
    ),
    Cause(
        "stays-at-the-top",
        "The rate stays at `max_lr` after the way up. It goes down again.",
        gives(lambda c: _triangle(c, lambda e, s: min(1.0, e / s))),
    ),
    Cause(
        "one-cycle-only",
        "Only the first cycle is there. The next one begins at `base_lr` again.",
        gives(
            lambda c: _triangle(c, lambda e, s: max(0.0, 1 - abs(e / s - 1))),
            lambda c: _triangle(c, lambda e, s: 1 - abs(e / s - 1)),
        ),
    ),
    Cause(
        "begins-at-the-top",
        "The triangle is upside down: it begins at `base_lr` and goes up to `max_lr` first.",
        gives(
            lambda c: _triangle(c, lambda e, s: 1 - _height(e, s)),
            lambda c: [c["max_lr"] - (rate - c["base_lr"]) for rate in _right(c)],
            lambda c: _triangle(
                c, lambda e, s: 1 - _height(e, s), lambda e, s: 0.5 ** ((e + s) // (2 * s))
            ),
        ),
    ),
    Cause(
        "base-not-subtracted",
        "The height is `max_lr` instead of `max_lr - base_lr`, so the top is too high.",
        gives(
            lambda c: [
                c["base_lr"] + (rate - c["base_lr"]) * c["max_lr"] / (c["max_lr"] - c["base_lr"])
                for rate in _right(c)
            ]
        ),
    ),
    Cause(
        "base-not-added",
        "The rate goes down to 0. The height is added to `base_lr`.",
        gives(
            lambda c: [rate - c["base_lr"] for rate in _right(c)],
            lambda c: [
                (rate - c["base_lr"]) * c["max_lr"] / (c["max_lr"] - c["base_lr"])
                for rate in _right(c)
            ],
        ),
    ),
    Cause(
        "cosine",
        "The rate follows a wave. A triangle has straight sides.",
        gives(
            lambda c: _triangle(c, lambda e, s: (1 - math.cos(math.pi * e / s)) / 2),
            lambda c: _triangle(c, lambda e, s: math.sin(math.pi * _height(e, s) / 2)),
        ),
    ),
    Cause(
        "early",
        "Every rate comes one batch early: is the rate read after the step, or a batch counted "
        "from 1?",
        gives(lambda c: _right(c, c["n"] + 1)[1:]),
    ),
    Cause(
        "late",
        "Every rate comes one batch late: batch 0 uses `base_lr`, and batch 1 is one step up.",
        seen(lambda right, _item: [*right[:1], *right[:-1]]),
    ),
    Cause(
        "one-too-many",
        "There is one rate too many: `n` batches are 0, 1, …, `n - 1`.",
        gives(lambda c: _right(c, c["n"] + 1)),
    ),
    Cause(
        "one-too-few",
        "The last rate is missing: `n` batches are 0, 1, …, `n - 1`.",
        seen(lambda right, _item: right[:-1]),
    ),
    Cause(
        "whole-cycles-only",
        "The list has whole cycles only. It ends after `n` batches, wherever in a cycle that is.",
        gives(
            lambda c: _right(c, 2 * c["step_size_up"] * (c["n"] // (2 * c["step_size_up"]))),
            lambda c: _right(c, 2 * c["step_size_up"] * -(-c["n"] // (2 * c["step_size_up"]))),
            lambda c: _right(c, 2 * c["step_size_up"] * c["n"]),
            lambda c: _right(c, 2 * c["step_size_up"]),
        ),
    ),
    Cause(
        "defaults-kept",
        "`step_size_up` is not used: `CyclicLR` has a default of 2000 batches for the way up.",
        gives(lambda c: _right({**c, "step_size_up": 2000})),
    ),
    *ENDS,
    Cause(
        "mode-by-position",
        "After `step_size_up`, `CyclicLR` takes `step_size_down`: pass `mode` by name.",
        raises("could not convert string to float"),
    ),
    Cause(
        "no-momentum",
        "This optimizer has no momentum that `CyclicLR` could change: use `SGD`, or pass "
        "`cycle_momentum=False`.",
        raises("must support momentum"),
    ),
    *LAST_ERRORS,
]
"""What can go wrong with `base_lr`, `max_lr`, `step_size_up`, `n` and `halve`."""


# ---- the restarts of a cosine -------------------------------------------------------------


def _below(epochs: Iterable[int], n: float) -> list[int]:
    """Return the epochs below `n` of an endless rising row, which may also stand still."""
    found: list[int] = []
    for epoch in epochs:
        if epoch >= n or len(found) > 2000:
            return found
        found.append(epoch)
    return found


def _sums(lengths: Iterable[int], n: float) -> list[int]:
    return _below(accumulate(lengths), n)


def _lengths(c: Case) -> Iterator[int]:
    return (c["T_0"] * c["T_mult"] ** k for k in count())


def _at_most(most: int) -> Callable[[Case], list[int]]:
    return lambda c: recipes.restarts(**c)[:most]


def _next(c: Case) -> int:
    """Return the first restart that is not below `n`."""
    return next(e for e in accumulate(_lengths(c)) if e >= c["n"])


def _are_n_restarts(item: Evidence) -> bool:
    """Return whether the list has `n` restarts; or one less, if it is counted from 1."""
    n = item.case["n"]
    firsts = [*islice(accumulate(_lengths(item.case)), n)]
    return item.observed in (firsts, firsts[:-1])


RESTARTS = [
    Cause(
        "zero-listed",
        "Epoch 0 is in the list. A restart is the start of a cycle after the first one.",
        gives(
            lambda c: [0, *recipes.restarts(**c)],
            lambda c: [0, *recipes.restarts(**c)] if c["n"] else [],
        ),
    ),
    Cause(
        "n-listed",
        "A restart at epoch `n` is in the list. The epochs are 0, 1, …, `n - 1`.",
        gives(lambda c: _sums(_lengths(c), c["n"] + 1)),
    ),
    Cause(
        "one-beyond",
        "The list goes on beyond the run: it holds only restarts below `n`. Test before you "
        "append.",
        gives(
            lambda c: recipes.restarts(c["T_0"], c["T_mult"], 1 + _next(c)),
            lambda c: _sums(_lengths(c), c["n"] + c["T_0"]),
        ),
    ),
    Cause(
        "lengths-for-epochs",
        "The list holds the lengths of cycles. A restart is an epoch, counted from the start: add "
        "up the lengths.",
        gives(
            lambda c: _below(_lengths(c), c["n"]),
            lambda c: [c["T_0"] * c["T_mult"] ** k for k in range(len(recipes.restarts(**c)))],
        ),
    ),
    Cause(
        "every-t-zero",
        "The restarts come every `T_0` epochs. Each cycle is `T_mult` times as long as the one "
        "before.",
        gives(
            lambda c: [*range(c["T_0"], c["n"], c["T_0"])],
            lambda c: [e for e in range(1, c["n"]) if e % c["T_0"] == 0],
        ),
    ),
    Cause(
        "grows-too-late",
        "The cycles grow too late: the second one already takes `T_0 * T_mult` epochs.",
        gives(lambda c: _sums((c["T_0"] * c["T_mult"] ** max(0, k - 1) for k in count()), c["n"])),
    ),
    Cause(
        "grows-too-early",
        "The cycles grow too early: the first one takes `T_0` epochs.",
        gives(
            lambda c: _sums((c["T_0"] * c["T_mult"] ** (k + 1) for k in count()), c["n"]),
        ),
    ),
    Cause(
        "not-multiplied-up",
        "The lengths do not grow by the factor `T_mult` from one cycle to the next: multiply the "
        "length of the cycle before.",
        gives(
            lambda c: _sums((c["T_0"] + k * c["T_mult"] for k in count()), c["n"]),
            lambda c: _sums((c["T_0"] * (1 + k * c["T_mult"]) for k in count()), c["n"]),
            lambda c: _sums((c["T_0"] * (k * c["T_mult"] or 1) for k in count()), c["n"]),
            lambda c: _sums((c["T_0"] * c["T_mult"] * (k + 1) for k in count()), c["n"]),
            lambda c: _sums((c["T_0"] * (c["T_mult"] if k else 1) for k in count()), c["n"]),
            lambda c: _sums((c["T_0"] * c["T_mult"] for k in count()), c["n"]),
            lambda c: _sums((c["T_0"] * (k + 1) for k in count()), c["n"]),
        ),
    ),
    Cause(
        "sum-multiplied",
        "The epoch of the restart is multiplied. What grows by the factor `T_mult` is the length "
        "of a cycle; the epochs are its sums.",
        gives(
            lambda c: _below(
                accumulate(count(), lambda e, _k: e * (1 + c["T_mult"]), initial=c["T_0"]), c["n"]
            ),
            lambda c: _below(
                accumulate(count(), lambda e, _k: e + e * c["T_mult"], initial=c["T_0"]), c["n"]
            ),
        ),
    ),
    Cause(
        "lowest-rate-expected",
        "Each cycle is one epoch too long. The lowest rate, `eta_min`, is never reached: the "
        "epoch that would use it is the restart.",
        gives(
            lambda c: _sums((length + 1 for length in _lengths(c)), c["n"]),
            lambda c: _sums(_lengths({**c, "T_0": c["T_0"] + 1}), c["n"]),
        ),
    ),
    Cause(
        "one-early",
        "Every epoch is one too early: it is the last one of a cycle. A restart is the first "
        "epoch of the next cycle.",
        gives(
            lambda c: [e - 1 for e in recipes.restarts(**c)],
            lambda c: [e - 1 for e in _sums(_lengths(c), c["n"] + 1)],
        ),
    ),
    Cause(
        "one-late",
        "Every epoch is one too late. Epochs count from 0: the first restart is at epoch `T_0`.",
        gives(
            lambda c: [e + 1 for e in recipes.restarts(**c)],
            lambda c: [e + 1 for e in _sums(_lengths(c), c["n"] - 1)],
        ),
    ),
    Cause(
        "short-cycles-missed",
        "Restarts after a cycle of one epoch are missing. Such a cycle has only its highest rate, "
        "so the rate does not rise there: count epochs, not rises.",
        gives(lambda c: [b for a, b in pairwise([0, *recipes.restarts(**c)]) if b - a > 1]),
    ),
    Cause(
        "n-restarts",
        "`n` is taken for the number of restarts. It is the number of epochs of the run.",
        always(_are_n_restarts),
    ),
    Cause(
        "only-the-first",
        "Only the first restart is there. After it comes another cycle, which ends in a restart, "
        "too.",
        gives(_at_most(1)),
    ),
    Cause(
        "a-few-times",
        "Only the first few restarts are there. A longer run has more of them: go on while they "
        "are below `n`.",
        gives(*map(_at_most, range(2, 12))),
    ),
    Cause(
        "first-missing",
        "The first restart is missing: it comes at epoch `T_0`.",
        seen(lambda right, _item: right[1:]),
    ),
    Cause(
        "last-missing",
        "The last restart is missing: every one below `n` belongs into the list.",
        seen(lambda right, _item: right[:-1]),
    ),
    Cause(
        "short-run",
        "Only runs without any restart are wrong: then the list is empty.",
        always(lambda item: item.expected == []),
        general=True,
    ),
    Cause(
        "equal-cycles",
        "Only cases with `T_mult = 1` are wrong. Then all cycles have `T_0` epochs, and a formula "
        "that divides by `T_mult - 1` cannot be used.",
        always(lambda item: item.case["T_mult"] == 1),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: are numbers of the example written "
        "into the code?",
        is_one_answer,
        general=True,
    ),
    Cause(
        "return-in-the-loop",
        "One number is returned, not a list: collect the epochs in a list, and return it after "
        "the loop.",
        always(lambda item: is_number(item.observed)),
        general=True,
    ),
    *LAST_ERRORS,
]
"""What can go wrong with `T_0`, `T_mult` and `n`."""
