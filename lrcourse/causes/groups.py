"""Mistakes with several param groups: one factor for each, or one rate for each layer."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from lrcourse.causes.built import BUILT_ERRORS
from lrcourse.causes.errors import ERRORS, raises
from lrcourse.causes.predicates import ROUNDINGS, alike, always, any_of, flat
from lrcourse.diagnosis import Cause, Evidence, Fits
from lrcourse.verdicts import agree

Case = dict[str, Any]
Factor = Callable[[Case, int, int], float]
"""From the arguments of a case, a group and an epoch to a part of the group's base rate."""


def rates_of(*predictions: Callable[[Case], Any]) -> Fits:
    """Return a predicate: one of the predictions is the rates that were seen, in every case.

    A prediction that is right in some cases says nothing of them: they are not wrong.
    """

    def explains(predict: Callable[[Case], Any], evidence: Sequence[Evidence]) -> bool:
        try:
            return all(alike(predict(item.case), item.observed["rates"]) for item in evidence)
        except (ArithmeticError, IndexError, KeyError, TypeError, ValueError):
            return False

    return lambda evidence: any(explains(predict, evidence) for predict in predictions)


def _factors(*factors: Factor) -> Fits:
    """Return a predicate: the rate of a group is its base rate times a factor."""

    def prediction(factor: Factor) -> Callable[[Case], list[list[float]]]:
        return lambda case: [
            [base * factor(case, k, e) for k, base in enumerate(case["base_lrs"])]
            for e in range(case["n"])
        ]

    return rates_of(*map(prediction, factors))


def _gamma(pick: Callable[[list[float], int], float]) -> Factor:
    """Return a factor: an exponential decay with another of the gammas."""
    return lambda case, k, e: float(pick(case["gammas"], k) ** e)


def _one_gamma_for_all(evidence: Sequence[Evidence]) -> bool:
    """Return whether all groups decay alike, by a factor that the case does not have."""

    def alike_in_all_groups(item: Evidence) -> bool:
        rates, bases = item.observed["rates"], item.case["base_lrs"]
        first = [used / base for used, base in zip(rates[-1], bases, strict=True)]
        return all(math.isclose(first[0], share) for share in first)

    several = any(len(item.case["base_lrs"]) > 1 for item in evidence)
    return several and all(map(alike_in_all_groups, evidence))


def exact(wanted: Any, seen: Any) -> bool:  # noqa: ANN401
    """Return whether a part of an answer is right, up to the order of the multiplications."""
    if isinstance(wanted, list):
        return (
            isinstance(seen, list) and len(seen) == len(wanted) and all(map(exact, wanted, seen))
        )
    return agree(wanted, seen)


def is_precise(part: str, digits: float) -> Fits:
    """Return a predicate: all numbers of a part are nearly right, and not all exactly."""

    def near(wanted: Any, seen: Any) -> bool:  # noqa: ANN401
        if isinstance(wanted, list):
            return (
                isinstance(seen, list)
                and len(seen) == len(wanted)
                and all(map(near, wanted, seen))
            )
        return math.isclose(wanted, seen, rel_tol=digits, abs_tol=1e-6)

    return always(
        lambda item: (
            near(item.expected[part], item.observed[part])
            and not exact(item.expected[part], item.observed[part])
        )
    )


def is_cut(part: str) -> Fits:
    """Return a predicate: one number of digits, after the point or in all, explains a part."""

    def explains(cut: Callable[[float, int], float], digits: int, item: Evidence) -> bool:
        wanted, seen = flat(item.expected[part]), flat(item.observed[part])
        return exact([cut(number, digits) for number in wanted], seen) and not exact(wanted, seen)

    return lambda evidence: any(
        all(explains(cut, digits, item) for item in evidence)
        for cut in ROUNDINGS
        for digits in range(1, 9)
    )


CUT = Cause(
    "rounded",
    "The rates are rounded. Keep all digits: a small rate would become 0.",
    is_cut("rates"),
    general=True,
)
ROUNDED = Cause(
    "nearly-right",
    "The rates are nearly right: is something rounded on the way? Keep all digits.",
    is_precise("rates", 0.02),
    general=True,
)

_BUILT_ERRORS = [
    *(
        cause
        for cause in BUILT_ERRORS
        if cause.name
        not in (
            "milestone-count",
            "milestone-without-brackets",
            "no-function",
            "argument-unknown",
            "list-times-number",
        )
    ),
]

GROUP_DECAYS = [
    Cause(
        "late-binding",
        "Every group uses the factor of the last one. If lambdas are made in a loop, they look "
        "their variable up when they are called: give each a value of its own.",
        _factors(_gamma(lambda gammas, _k: gammas[-1])),
    ),
    Cause(
        "first-factor-for-all",
        "Every group uses the factor of the first one: group `k` needs a function with "
        "`gammas[k]`.",
        _factors(_gamma(lambda gammas, _k: gammas[0])),
    ),
    Cause(
        "factors-reversed",
        "The factors are in the wrong order: `gammas[0]` belongs to the first param group.",
        _factors(
            _gamma(lambda gammas, k: gammas[-1 - k]),
            _gamma(lambda gammas, k: gammas[k - 1]),
            _gamma(lambda gammas, k: sorted(gammas)[k]),
            _gamma(lambda gammas, k: sorted(gammas, reverse=True)[k]),
        ),
    ),
    Cause(
        "all-factors-in-all-groups",
        "Every group decays by the product of all factors: each of your schedulers changes all "
        "groups. One scheduler with one function for each group does not.",
        _factors(_gamma(lambda gammas, _k: math.prod(gammas))),
    ),
    Cause(
        "only-one-group",
        "Only one param group decays. There are as many as there are factors.",
        _factors(
            lambda c, k, e: c["gammas"][0] ** e if k == 0 else 1.0,
            lambda c, k, e: c["gammas"][-1] ** e if k == len(c["gammas"]) - 1 else 1.0,
        ),
    ),
    Cause(
        "factor-not-multiplied-up",
        "Each group keeps one rate. A function of a `LambdaLR` returns the factor of the whole "
        "time so far, `gamma ** epoch`.",
        _factors(lambda c, k, _e: c["gammas"][k]),
    ),
    Cause(
        "factors-multiplied-up",
        "The rates fall faster and faster. A `MultiplicativeLR` needs the factor of one epoch; "
        "`gamma ** epoch` belongs into a `LambdaLR`.",
        _factors(lambda c, k, e: c["gammas"][k] ** (e * (e + 1) // 2)),
    ),
    Cause(
        "returns-the-rate",
        "Every rate is multiplied by the group's base rate once more. The function of a "
        "`LambdaLR` returns a factor.",
        _factors(lambda c, k, e: c["base_lrs"][k] * c["gammas"][k] ** e),
    ),
    Cause(
        "groups-made-equal",
        "All groups get the base rate of one of them. Each keeps its own.",
        rates_of(
            lambda c: [[c["base_lrs"][0] * g**e for g in c["gammas"]] for e in range(c["n"])],
            lambda c: [[c["base_lrs"][-1] * g**e for g in c["gammas"]] for e in range(c["n"])],
            lambda c: [
                [c["base_lrs"][0] * c["gammas"][-1] ** e for _ in c["gammas"]]
                for e in range(c["n"])
            ],
        ),
    ),
    Cause(
        "early",
        "Every change comes one epoch early: epoch 0 uses the base rates.",
        _factors(lambda c, k, e: c["gammas"][k] ** (e + 1)),
    ),
    Cause(
        "late",
        "Every change comes one epoch late: epoch 1 already uses `gammas[k]` times the base rate.",
        _factors(lambda c, k, e: c["gammas"][k] ** max(0, e - 1)),
    ),
    Cause(
        "twice",
        "Each factor is applied twice: are two schedulers at work, or is one stepped twice?",
        _factors(lambda c, k, e: c["gammas"][k] ** (2 * e)),
    ),
    Cause(
        "percent-off",
        "The factor of an epoch is `gamma`, not `1 - gamma`: with 0.9, nine tenths are left.",
        _factors(lambda c, k, e: (1 - c["gammas"][k]) ** e),
    ),
    Cause(
        "times-the-epoch",
        "The factor is multiplied by the epoch, or divided by it. An exponential decay is a "
        "power: `gamma ** epoch`.",
        _factors(
            lambda c, k, e: c["gammas"][k] * e,
            lambda c, k, e: 1 - (1 - c["gammas"][k]) * e,
            lambda c, k, e: 1 - c["gammas"][k] * e,
            lambda c, k, e: e ** c["gammas"][k],
        ),
    ),
    Cause(
        "nothing-happens",
        "No rate changes. Does the scheduler that you return belong to `optimizer`, and does it "
        "change the rates of its groups?",
        _factors(lambda _c, _k, _e: 1.0),
    ),
    Cause(
        "one-factor-written-in",
        "All groups decay alike, whatever `gammas` says. Group `k` decays with `gammas[k]`.",
        _one_gamma_for_all,
        general=True,
    ),
    ROUNDED,
    Cause(
        "function-for-each-group",
        "The list of functions has not one for each param group. The number of groups differs "
        "from call to call, and two of them may have equal factors.",
        raises("lr_lambdas, but got", "zip() argument"),
    ),
    Cause(
        "no-function",
        "`LambdaLR` takes functions from the epoch to a factor, not numbers.",
        raises("is not callable", "should be a function"),
    ),
    Cause(
        "list-as-gamma",
        "A list stands where one number belongs: `ExponentialLR` has one `gamma` for all groups.",
        raises("can't multiply sequence", "and 'list'", "'list' and"),
    ),
    *_BUILT_ERRORS,
]
"""Mistakes in a scheduler with a decay of its own for each param group."""


# ---- one param group for each layer -------------------------------------------------------


def _layers(*rates: Callable[[float, float, int, int], float]) -> Fits:
    """Return a predicate: layer `k` of `n` has the rate `rate(base_lr, factor, k, n)`."""

    def prediction(rate: Callable[[float, float, int, int], float]) -> Callable[[Case], Any]:
        return lambda case: [
            rate(case["base_lr"], case["factor"], k, len(case["layers"]))
            for k in range(len(case["layers"]))
        ]

    return rates_of(*map(prediction, rates))


def _rates_right(item: Evidence) -> bool:
    return alike(item.expected["rates"], item.observed["rates"])


def _only_the_first_parameters(item: Evidence) -> bool:
    """Return whether each group has the first parameter of its layer and no other."""
    return _rates_right(item) and all(
        group == [[k, 0]] for k, group in enumerate(item.observed["members"])
    )


def _members_reversed(item: Evidence) -> bool:
    right, seen = item.expected["members"], item.observed["members"]
    return bool(len(right) > 1 and seen == right[::-1])


def _one_for_each_parameter(item: Evidence) -> bool:
    return len(item.observed["rates"]) == sum(item.case["layers"])


def _in_many_groups(item: Evidence) -> bool:
    """Return whether the rates are right, and a parameter is in no group at all."""
    seen = [tuple(place) for group in item.observed["members"] for place in group]
    return _rates_right(item) and len(set(seen)) < sum(item.case["layers"])


def _one_number(evidence: Sequence[Evidence]) -> bool:
    """Return whether the last rate, or the factor from layer to layer, is always the same."""
    rates = [item.observed["rates"] for item in evidence if item.observed["rates"]]
    lasts = [some[-1] for some in rates]
    ratios = [one / after for some in rates for one, after in pairwise(some)]
    return len(rates) > 1 and any(
        len(numbers) > 1 and all(alike(numbers[0], number) for number in numbers)
        for numbers in (lasts, ratios)
    )


LAYERS = [
    Cause(
        "order-reversed",
        "The layers are in the wrong order: the last layer has `base_lr`, and the first one the "
        "lowest rate.",
        lambda evidence: (
            _layers(lambda b, f, k, _n: b * f**k)(evidence)
            and not any(map(_members_reversed, evidence))
        ),
    ),
    Cause(
        "groups-reversed",
        "The rates fit the layers, but the groups stand in reverse order: group 0 is that of "
        "`layers[0]`.",
        lambda evidence: (
            all(map(_members_reversed, evidence))
            and all(alike(i.expected["rates"][::-1], i.observed["rates"]) for i in evidence)
            and not all(map(_rates_right, evidence))
        ),
    ),
    Cause(
        "parameters-reversed",
        "The rates are in the right order, but the parameters are not: group 0 takes those of "
        "`layers[0]`.",
        always(lambda item: _members_reversed(item) and _rates_right(item)),
    ),
    Cause(
        "last-layer-lowered",
        "Every rate is multiplied by `factor` once too often: the last layer has `base_lr` "
        "itself.",
        _layers(lambda b, f, k, n: b * f ** (n - k), lambda b, f, k, _n: b * f ** (k + 1)),
    ),
    Cause(
        "one-rate-for-all",
        'All layers have the same rate. Each group needs a rate of its own, under the key `"lr"`.',
        any_of(
            _layers(lambda b, _f, _k, _n: b),
            _layers(lambda b, f, _k, _n: b * f),
            _layers(lambda b, f, _k, n: b * f ** (n - 1)),
            _layers(lambda _b, _f, _k, _n: 1e-3),
        ),
    ),
    Cause(
        "two-rates-only",
        "Only two rates occur. From layer to layer, towards the first, the rate is multiplied by "
        "`factor` once more.",
        _layers(lambda b, f, k, n: b if k == n - 1 else b * f),
    ),
    Cause(
        "factor-not-a-power",
        "The rates are equally far apart, or divided by a count. From one layer to the next they "
        "are multiplied by `factor`.",
        _layers(
            lambda b, f, k, n: b * f * (n - 1 - k) if k < n - 1 else b,
            lambda b, f, k, n: b * (1 - (1 - f) * (n - 1 - k)),
            lambda b, f, k, n: b - f * (n - 1 - k),
            lambda b, f, k, n: b - b * f * (n - 1 - k),
            lambda b, f, k, n: b * f / (n - 1 - k) if k < n - 1 else b,
            lambda b, f, k, n: b * f * (n - 1 - k),
        ),
    ),
    Cause(
        "grows-towards-the-input",
        "The rates grow towards the first layer: multiply by `factor`, do not divide.",
        _layers(lambda b, f, k, n: b / f ** (n - 1 - k), lambda b, f, k, _n: b / f**k),
    ),
    Cause(
        "compounds",
        "The rates fall too fast: the power is applied to a rate that is lowered already.",
        _layers(lambda b, f, k, n: b * f ** ((n - 1 - k) * (n - k) // 2)),
    ),
    Cause(
        "group-for-each-parameter",
        "There is one param group for each parameter. A group takes all parameters of a layer: "
        "its weight, its bias, and whatever it has inside.",
        lambda evidence: (
            all(map(_one_for_each_parameter, evidence))
            and any(len(item.observed["rates"]) != 1 for item in evidence)
        ),
    ),
    Cause(
        "one-group",
        "All parameters are in one param group. An optimizer takes a list of dictionaries, one "
        "for each group.",
        always(lambda item: len(item.observed["rates"]) == 1 and len(item.case["layers"]) > 1),
    ),
    Cause(
        "layer-missing",
        "One layer has no group, or one has two: are the layers counted from 0 to the last?",
        always(lambda item: abs(len(item.observed["rates"]) - len(item.case["layers"])) == 1),
    ),
    Cause(
        "number-of-layers-written-in",
        "There are as many groups in every call. There shall be one for each entry of `layers`, "
        "however many these are.",
        lambda evidence: (
            len({len(item.case["layers"]) for item in evidence}) > 1
            and len({len(item.observed["rates"]) for item in evidence}) == 1
            and all(item.observed["rates"] for item in evidence)
        ),
        general=True,
    ),
    Cause(
        "only-the-weight",
        "Each group has the first parameter of its layer only. `layer.parameters()` gives all of "
        "them.",
        always(_only_the_first_parameters),
    ),
    Cause(
        "parameters-missing",
        "Some parameters are in no group, so they are never trained. `layer.parameters()` can be "
        "run through once only: call it anew, or make a list of it.",
        always(_in_many_groups),
        general=True,
    ),
    Cause(
        "numbers-written-in",
        "A base rate or a factor is the same in every call: use `base_lr` and `factor`.",
        _one_number,
        general=True,
    ),
    CUT,
    ROUNDED,
    Cause(
        "groups-only",
        "What is returned is no optimizer: give the list of groups to `torch.optim.SGD`, and "
        "return that.",
        always(lambda item: item.observed["optimizer"] in ("list", "dict", "tuple")),
    ),
    Cause(
        "another-optimizer",
        "The optimizer is of another class: the task asks for `torch.optim.SGD`.",
        always(lambda item: item.observed["optimizer"] not in ("SGD", "NoneType")),
        general=True,
    ),
    Cause(
        "layers-without-that-attribute",
        "A layer need not have a `weight` or a `bias`, and it may hold other layers: "
        "`layer.parameters()` works with all of them.",
        raises(
            "has no attribute 'weight'", "has no attribute 'bias'", "by Linear.bias", "NoneType"
        ),
    ),
    Cause(
        "layer-as-parameter",
        "A group is a dictionary with parameters, not with layers: "
        '`{"params": layer.parameters(), "lr": …}`.',
        raises(
            "optimizer can only optimize Tensors", "should be given an iterable", "not iterable"
        ),
    ),
    Cause(
        "parameter-twice",
        "A parameter is in two groups, or twice in one. Each layer's parameters belong to its "
        "group alone.",
        raises("some parameters appear in more than one", "duplicate parameters"),
    ),
    *(cause for cause in ERRORS if cause.name != "list-times-number"),
]
"""Mistakes in an optimizer with one param group for each layer."""
