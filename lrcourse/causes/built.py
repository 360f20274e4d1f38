"""Mistakes that the rates of any scheduler can show which a function builds."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import alike, always
from lrcourse.causes.rates import STEP_DECAY
from lrcourse.causes.schedules import LISTS_LISTED, SHAPE
from lrcourse.diagnosis import Cause, Evidence, Fits

Case: TypeAlias = dict[str, Any]
Formula: TypeAlias = Callable[..., list[float]]
"""From the arguments of a case, by name, to rates."""
Factor: TypeAlias = Callable[[Case, int], float]
"""From the arguments of a case and an epoch to a rate as a part of the base rate."""

_NEARLY = 0.02
NEW_GROUPS = 0.001
"""The rate that `torch.optim.SGD` gives to groups which bring none."""


def shared(*names: str) -> list[Cause]:
    """Return causes that any list of rates can have, by their names."""
    known = {cause.name: cause for cause in [*STEP_DECAY, *SHAPE]}
    return [known[name] for name in names]


def gives(*formulas: Formula) -> Fits:
    """Return a predicate: one of the formulas gives what was seen, in every case.

    A formula that cannot be computed for some case gives nothing.
    """

    def explains(formula: Formula, evidence: Sequence[Evidence]) -> bool:
        try:
            return all(alike(formula(**item.case), item.observed) for item in evidence)
        except (ArithmeticError, KeyError, IndexError, TypeError, ValueError):
            return False

    return lambda evidence: any(explains(formula, evidence) for formula in formulas)


def by_factor(factor: Factor) -> Formula:
    """Return a formula: the rates are `base_lr * factor(case, epoch)`."""
    return lambda **case: [case["base_lr"] * factor(case, e) for e in range(case["n"])]


def factors(*some: Factor) -> Fits:
    """Return a predicate: the rates are `base_lr * factor(case, epoch)`."""
    return gives(*map(by_factor, some))


def _ratios(item: Evidence) -> list[float]:
    """Return what the rates are multiplied by, where the right ones are not 0."""
    return [
        seen / wanted
        for wanted, seen in zip(item.expected, item.observed, strict=True)
        if abs(wanted) > 1e-12
    ]


def _times_base(item: Evidence) -> bool:
    return all(alike(item.case["base_lr"], ratio) for ratio in _ratios(item))


def _of_the_defaults(item: Evidence) -> bool:
    """Return whether the rate of new groups stands in the place of the base rate."""
    found, scale = _ratios(item), NEW_GROUPS / item.case["base_lr"]
    return len(found) > 0 and any(
        alike([number] * len(found), found) for number in (scale, 1 / scale)
    )


def one_scale(evidence: Sequence[Evidence]) -> bool:
    """Return whether a number of its own stands in the place of the base rate, or beside it."""
    ratios = [_ratios(item) for item in evidence]
    bases = [item.case["base_lr"] for item in evidence]
    if len(set(bases)) < 2 or not all(
        alike([found[0]] * len(found), found) for found in ratios if found
    ):
        return False
    firsts = [(found[0], base) for found, base in zip(ratios, bases, strict=True) if found]
    return any(
        all(alike(numbers[0], number) for number in numbers)
        for numbers in (
            [first for first, _ in firsts],
            [first * base for first, base in firsts],
            [first / base for first, base in firsts],
        )
    )


def _written_in(evidence: Sequence[Evidence]) -> bool:
    """Return whether all cases give one list, of rates or of parts of the base rate."""
    if len(evidence) < 2:
        return False
    plain = [item.observed for item in evidence]
    scaled = [[rate / item.case["base_lr"] for rate in item.observed] for item in evidence]
    return _one_list(plain) or _one_list(scaled)


def _one_list(lists: Sequence[list[float]]) -> bool:
    by_length = sorted(lists, key=len)
    return len(by_length[-1]) > 1 and all(
        alike(shorter, longer[: len(shorter)]) for shorter, longer in pairwise(by_length)
    )


def _nearly(item: Evidence) -> bool:
    return len(item.observed) == len(item.expected) and all(
        math.isclose(wanted, seen, rel_tol=_NEARLY, abs_tol=1e-9)
        for wanted, seen in zip(item.expected, item.observed, strict=True)
    )


NEARLY = Cause(
    "nearly-right",
    "The rates are nearly right: is something rounded on the way? Keep all digits.",
    always(_nearly),
    general=True,
)

DEFAULTS = Cause(
    "rate-of-the-defaults",
    "Is the base rate read from `optimizer.defaults`? That is what new groups get, not the rate "
    'of this group: read `optimizer.param_groups[0]["lr"]`.',
    always(_of_the_defaults),
)

RETURNED = [
    LISTS_LISTED,
    *shared(
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
        "too-long",
        "rounded",
    ),
    NEARLY,
    *shared("floor", "hard-coded"),
    Cause(
        "hard-coded-base",
        "The base rate is written into the code. Use `base_lr`, which differs from call to call.",
        one_scale,
        general=True,
    ),
]
"""What can be told from any list of rates that a function returns, however it begins."""

BUILT = [
    Cause(
        "returns-the-rate",
        "Every rate is multiplied by the base rate once more. The function of a `LambdaLR` "
        "returns a factor: the wanted rate divided by the base rate.",
        always(_times_base),
    ),
    Cause(
        "nothing-happens",
        "The rate never changes. Does the scheduler that you return belong to `optimizer`, and "
        "does it change the rate of its groups?",
        factors(lambda _c, _e: 1.0),
    ),
    *shared("early", "late"),
    Cause(
        "twice",
        "Each factor is applied twice: do two schedulers change the same rate, or is one stepped "
        "twice?",
        always(
            lambda item: alike(
                [rate**2 / item.case["base_lr"] for rate in item.expected], item.observed
            )
        ),
    ),
    NEARLY,
    *shared("floor"),
    DEFAULTS,
    Cause(
        "base-rate-written-in",
        "All rates are wrong by one factor: is a base rate written into the code? Read it from "
        '`optimizer.param_groups[0]["lr"]`.',
        one_scale,
        general=True,
    ),
    Cause(
        "numbers-written-in",
        "The rates have the same shape whatever the arguments are: are numbers of the example "
        "written into the code?",
        _written_in,
        general=True,
    ),
    *shared("reset-to-base"),
]
"""What can be told from the rates of any scheduler that a function builds."""

COMPOSITE_INSIDE = Cause(
    "composite-inside",
    "A `ChainedScheduler` or a `SequentialLR` cannot be a later stage of a `SequentialLR`. Put "
    "plain schedulers there.",
    raises("NotImplementedError"),
)

BUILT_ERRORS = [
    Cause(
        "nothing-returned",
        "The function returns nothing. Does it end with `return` and the scheduler?",
        raises("'NoneType' object has no attribute 'step'"),
    ),
    Cause(
        "no-scheduler",
        "What the function returns has no method `step`. Return one scheduler, not its rates; "
        "combine several into one.",
        always(
            lambda item: "has no attribute 'step'" in item.error and "'NoneType'" not in item.error
        ),
    ),
    COMPOSITE_INSIDE,
    Cause(
        "milestone-count",
        "`SequentialLR` needs one milestone less than it has stages: one for each change of the "
        "stage.",
        raises("number of milestone points"),
    ),
    Cause(
        "milestone-without-brackets",
        "The milestones of a `SequentialLR` are a list, even if there is only one: write it in "
        "brackets, after the list of the stages.",
        raises("object of type 'int' has no len()", "should have `optimizer` as its attribute"),
    ),
    Cause(
        "no-function",
        "`LambdaLR` and `MultiplicativeLR` take a function from the epoch to a factor, not a "
        "number or a list.",
        raises("lr_lambda should be a function", "is not callable", "lr_lambdas, but got"),
    ),
    Cause(
        "end-factor-for-length",
        "The third place of `LinearLR` is `end_factor`, not the number of epochs: write "
        "`total_iters=`.",
        raises("Ending multiplicative factor"),
    ),
    Cause(
        "sequence-without-optimizer",
        "`SequentialLR` takes the optimizer first, then the list of schedulers, then the "
        "milestones.",
        raises("argument: 'milestones'"),
    ),
    Cause(
        "argument-unknown",
        "A scheduler has no argument of that name: `LinearLR` counts `total_iters`, "
        "`CosineAnnealingLR` counts `T_max`.",
        raises("unexpected keyword argument"),
    ),
    Cause(
        "arguments-missing",
        "A function is called with too few or too many arguments.",
        raises("positional argument"),
    ),
    *(cause for cause in ERRORS if cause.name not in ("attribute-unknown", "arguments-missing")),
    Cause(
        "attribute-unknown",
        "The object has no such attribute or method: check its spelling, and what type the "
        "object is.",
        always(lambda item: "AttributeError" in item.error and "'step'" not in item.error),
    ),
]
"""What the exceptions of a function that builds a scheduler tell."""
