"""Tests of the closed forms against torch."""

import inspect
import math
import warnings
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch.optim import SGD, lr_scheduler
from torch.optim.lr_scheduler import (
    ChainedScheduler,
    ConstantLR,
    CosineAnnealingLR,
    CosineAnnealingWarmRestarts,
    CyclicLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    LRScheduler,
    MultiplicativeLR,
    MultiStepLR,
    OneCycleLR,
    PolynomialLR,
    ReduceLROnPlateau,
    SequentialLR,
    StepLR,
)
from torch.optim.swa_utils import SWALR

from lrcourse import schedules
from lrcourse.recorder import record

_MOST = 30
_thorough = settings(max_examples=1000, deadline=None, derandomize=True)

_rates = st.floats(-4, 0).map(lambda power: float(10**power))
_gammas = st.sampled_from([1.0, 0.5, 0.1]) | st.floats(0.05, 1.0)
_counts = st.integers(0, _MOST)
_some = st.integers(1, 20) | st.just(1)
_shares = st.sampled_from([0.0, 0.1, 1.0]) | st.floats(0.0, 1.0)
_positive_shares = st.sampled_from([0.1, 1.0]) | st.floats(0.01, 1.0)
_floors = st.just(0.0) | _rates
_annealings = st.sampled_from(["cos", "linear"])
_values = st.lists(st.sampled_from([0.0, 1.0]) | st.floats(0.01, 1.5), min_size=1, max_size=5)
_functions = _values.map(lambda values: lambda epoch: values[epoch % len(values)])
# 2.5 and -1 are no epochs, 0 comes before the first one, and beyond 30 nothing is run.
_milestones = st.lists(st.integers(0, 40) | st.sampled_from([0, 3, 6.0, 2.5, -1]), max_size=6)

_Member = tuple[type[LRScheduler], dict[str, Any]]
_Kinds = dict[type[LRScheduler], dict[str, st.SearchStrategy[Any]]]

FORMULAS: dict[type[LRScheduler], tuple[Callable[..., list[float]], ...]] = {
    ChainedScheduler: (schedules.chained,),
    ConstantLR: (schedules.constant_factor,),
    CosineAnnealingLR: (schedules.cosine_annealing,),
    CosineAnnealingWarmRestarts: (schedules.warm_restarts,),
    CyclicLR: (schedules.cyclic, schedules.cyclic_momentum),
    ExponentialLR: (schedules.exponential,),
    LambdaLR: (schedules.lambda_factor,),
    LinearLR: (schedules.linear,),
    MultiStepLR: (schedules.multi_step,),
    MultiplicativeLR: (schedules.multiplicative,),
    OneCycleLR: (schedules.one_cycle, schedules.one_cycle_momentum),
    PolynomialLR: (schedules.polynomial,),
    ReduceLROnPlateau: (schedules.reduce_on_plateau,),
    SWALR: (schedules.swa,),
    SequentialLR: (schedules.sequential,),
    StepLR: (schedules.step_decay,),
}

# Arguments by the names that torch and the formula share.
ARGUMENTS: _Kinds = {
    ConstantLR: {"factor": _positive_shares, "total_iters": _some},
    CosineAnnealingLR: {"T_max": _some, "eta_min": _floors},
    CosineAnnealingWarmRestarts: {
        "T_0": _some,
        "T_mult": st.integers(1, 3),
        "eta_min": _floors,
    },
    ExponentialLR: {"gamma": _gammas},
    LambdaLR: {"lr_lambda": _functions},
    LinearLR: {"start_factor": _positive_shares, "end_factor": _shares, "total_iters": _some},
    MultiStepLR: {"milestones": _milestones, "gamma": _gammas},
    MultiplicativeLR: {"lr_lambda": _functions},
    PolynomialLR: {"total_iters": _some, "power": st.sampled_from([1, 2]) | st.floats(0.3, 3.0)},
    SWALR: {
        "swa_lr": _floors,
        "anneal_epochs": st.integers(0, 20),
        "anneal_strategy": _annealings,
    },
    StepLR: {"step_size": _some, "gamma": _gammas},
}

# Members that scale the rate they find; a cosine does so without a floor and up to T_max.
_CHAINABLE: _Kinds = {
    kind: names
    for kind, names in ARGUMENTS.items()
    if kind not in (CosineAnnealingWarmRestarts, LambdaLR, SWALR)
} | {CosineAnnealingLR: {"T_max": st.integers(_MOST, 60), "eta_min": st.just(0.0)}}
# As later stages, MultiplicativeLR and SWALR do not start again from the base rate, and a
# MultiStepLR counts the negative milestones too.
_STAGES: _Kinds = {
    kind: names for kind, names in ARGUMENTS.items() if kind not in (MultiplicativeLR, SWALR)
} | {MultiStepLR: {"milestones": st.lists(st.integers(0, 40), max_size=6), "gamma": _gammas}}


def _members(kinds: _Kinds) -> st.SearchStrategy[_Member]:
    return st.one_of(
        [st.tuples(st.just(kind), st.fixed_dictionaries(names)) for kind, names in kinds.items()]
    )


def _closed(member: _Member, base_lr: float, n: int) -> list[float]:
    kind, arguments = member
    return FORMULAS[kind][0](base_lr=base_lr, **arguments, n=n)


def _observe(
    base_lr: float, n: int, build: Callable[[SGD], LRScheduler], name: str = "lr"
) -> list[float]:
    """Return what `n` updates use; no warning is let pass, as of a wrong order of steps."""
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    seen: list[float] = []
    optimizer.register_step_pre_hook(lambda *_: seen.append(optimizer.param_groups[0][name]))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scheduler = build(optimizer)
        for epoch in range(n):
            if epoch:
                scheduler.step()
            optimizer.step()
    return seen


def _assert_same(closed: Sequence[float], seen: Sequence[float], scale: float) -> None:
    """Compare relatively, and near zero with the scale of the schedule.

    Torch gets a rate from the one before it. Where a rate passes zero (a cosine at `T_max`, the
    end of a line) the rounding errors made at rates as large as `scale` remain, and no relative
    bound holds for what is left; at 1e-12 of the scale they are far below any real difference.
    """
    assert len(closed) == len(seen)
    for epoch, (wanted, used) in enumerate(zip(closed, seen, strict=True)):
        assert math.isclose(wanted, used, rel_tol=1e-9, abs_tol=1e-12 * scale), epoch


@given(_rates, _gammas, st.integers(1, 30), st.integers(0, 70))
def test_step_decay_is_what_steplr_does(base_lr: float, gamma: float, step: int, n: int) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    scheduler = StepLR(optimizer, step_size=step, gamma=gamma)
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    closed = schedules.step_decay(base_lr, gamma, step, n)
    assert len(closed) == len(recorder.rates) == n
    for wanted, seen in zip(closed, recorder.rates, strict=True):
        assert math.isclose(wanted, seen, rel_tol=1e-9)


def test_step_decay_by_hand() -> None:
    assert schedules.step_decay(8.0, 0.5, 2, 5) == [8.0, 8.0, 4.0, 4.0, 2.0]


@_thorough
@given(_rates, st.integers(0, 50))
def test_constant_is_what_an_untouched_optimizer_does(base_lr: float, n: int) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    for _ in range(n):
        optimizer.step()
    assert schedules.constant(base_lr, n) == recorder.rates


def test_the_module_needs_no_torch() -> None:
    assert not any(getattr(schedules, name, None) is torch for name in vars(schedules))


def test_steplr_warns_of_nothing_here() -> None:
    """The comparison above steps in the right order, or it would compare another schedule."""
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    scheduler = StepLR(optimizer, step_size=2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        optimizer.step()
        scheduler.step()
    assert scheduler.get_last_lr() == [pytest.approx(0.1)]


def test_every_class_of_torch_has_a_formula() -> None:
    classes = {
        kind
        for name, kind in inspect.getmembers(lr_scheduler, inspect.isclass)
        if issubclass(kind, (LRScheduler, ReduceLROnPlateau))
        and not name.startswith("_")
        and kind is not LRScheduler  # abstract: it has no rates of its own
    }
    assert set(FORMULAS) == classes | {SWALR}


def test_every_formula_is_compared_and_names_its_class() -> None:
    public = {
        formula
        for name, formula in inspect.getmembers(schedules, inspect.isfunction)
        if not name.startswith("_")
    }
    assert public == {schedules.constant}.union(*FORMULAS.values())
    for kind, formulas in FORMULAS.items():
        for formula in formulas:
            named = f"`{kind.__module__}.{kind.__name__}`"
            assert named in " ".join(str(formula.__doc__).split())


@pytest.mark.parametrize("kind", ARGUMENTS, ids=lambda kind: kind.__name__)
def test_formula_is_what_the_class_does(kind: type[LRScheduler]) -> None:
    passes_zero = kind in (CosineAnnealingLR, CosineAnnealingWarmRestarts, LinearLR, SWALR)

    @_thorough
    @given(st.fixed_dictionaries(ARGUMENTS[kind]), _rates, _counts)
    def compare(arguments: dict[str, Any], base_lr: float, n: int) -> None:
        seen = _observe(base_lr, n, lambda optimizer: kind(optimizer, **arguments))
        floor = arguments.get("eta_min", arguments.get("swa_lr", 0.0))
        scale = max(base_lr, floor) if passes_zero else 0.0
        _assert_same(_closed((kind, arguments), base_lr, n), seen, scale)

    compare()


_momenta = st.fixed_dictionaries({"base_momentum": _shares, "max_momentum": _shares})


@_thorough
@given(
    st.fixed_dictionaries({"base_lr": _rates, "max_lr": _rates}),
    _momenta,
    st.fixed_dictionaries(
        {
            "step_size_up": _some,
            "step_size_down": st.none() | _some,
            "mode": st.sampled_from(["triangular", "triangular2", "exp_range"]),
            "gamma": _gammas,
        }
    ),
    _counts,
)
def test_cyclic_and_its_momentum_are_what_cycliclr_does(
    rates: dict[str, Any], momenta: dict[str, Any], shape: dict[str, Any], n: int
) -> None:
    def build(optimizer: SGD) -> LRScheduler:
        return CyclicLR(optimizer, **rates, **momenta, **shape)

    # Torch takes 1 from the place in the cycle, and what remains near 0 has lost digits.
    _assert_same(
        schedules.cyclic(**rates, **shape, n=n), _observe(0.5, n, build), max(rates.values())
    )
    _assert_same(
        schedules.cyclic_momentum(**momenta, **shape, n=n),
        _observe(0.5, n, build, "momentum"),
        1.0,
    )


@_thorough
@given(
    st.fixed_dictionaries(
        {
            "max_lr": _rates,
            "div_factor": st.just(25.0) | st.floats(0.5, 100.0),
            "final_div_factor": st.just(1e4) | st.floats(0.5, 1e5),
        }
    ),
    _momenta,
    st.fixed_dictionaries(
        {
            "total_steps": st.integers(1, _MOST),
            "pct_start": st.just(0.3) | st.floats(0.0, 1.0),
            "anneal_strategy": _annealings,
            "three_phase": st.booleans(),
        }
    ),
    _shares,
)
def test_one_cycle_and_its_momentum_are_what_onecyclelr_does(
    rates: dict[str, Any], momenta: dict[str, Any], shape: dict[str, Any], share: float
) -> None:
    total = shape["total_steps"]
    # The step after the end is torch's last legal one.
    n = round(share * (total + 1))
    # Torch divides by zero where a phase that a step falls into has no length.
    top = shape["pct_start"] * total - 1
    joints = [0.0, top, 2 * top, total - 1] if shape["three_phase"] else [0.0, top, total - 1]
    assume(all(abs(end - start) > 0.05 for start, end in pairwise(joints)))

    def build(optimizer: SGD) -> LRScheduler:
        return OneCycleLR(optimizer, **rates, **momenta, **shape)

    closed = schedules.one_cycle(**rates, **shape, n=n)
    # The end is far below the top from which torch computes it as a difference.
    _assert_same(closed, _observe(0.5, n, build), max([rates["max_lr"], *closed]))
    closed = schedules.one_cycle_momentum(**momenta, **shape, n=n)
    _assert_same(closed, _observe(0.5, n, build, "momentum"), 1.0)


def test_one_cycle_ends_where_onecyclelr_does() -> None:
    def build(optimizer: SGD) -> LRScheduler:
        return OneCycleLR(optimizer, 0.1, 10)

    assert len(schedules.one_cycle(0.1, 10, 11)) == len(_observe(0.1, 11, build))
    with pytest.raises(ValueError, match="Tried to step 11 times"):
        _observe(0.1, 12, build)
    with pytest.raises(ValueError, match="10 total steps give 11 values, not 12"):
        schedules.one_cycle(0.1, 10, 12)
    with pytest.raises(ValueError, match="10 total steps give 11 values, not 12"):
        schedules.one_cycle_momentum(0.85, 0.95, 10, 12)


@given(_rates, _values, _counts)
def test_factors_may_be_a_list(base_lr: float, values: list[float], n: int) -> None:
    factors = (values * n)[:n]
    for formula in (schedules.lambda_factor, schedules.multiplicative):
        assert formula(base_lr, factors, n) == formula(base_lr, lambda e: factors[e], n)


# Few values, so that metrics repeat; some lie just within or beyond a threshold of another.
_finite = [1.0, 0.99995, 0.9, 0.5, 0.1, 0.0, -0.05, -0.5, -1.0, -1.00005, -1.2, 1.05, 1.2, 2.0]
_metrics = st.sampled_from([*_finite, math.nan, math.inf, -math.inf])


@_thorough
@given(
    _rates,
    _counts.flatmap(lambda n: st.lists(_metrics, min_size=n, max_size=n)),
    st.fixed_dictionaries(
        {
            "mode": st.sampled_from(["min", "max"]),
            "factor": st.sampled_from([0.1, 0.5]) | st.floats(0.05, 0.99),
            "patience": st.integers(0, 4),
            "threshold": st.sampled_from([0.0, 1e-4, 0.1, 1.0]),
            "threshold_mode": st.sampled_from(["rel", "abs"]),
            "cooldown": st.integers(0, 4),
            "min_lr": st.sampled_from([0.0, 0.005]),
            "eps": st.sampled_from([0.0, 1e-8, 1e-3]),
        }
    ),
)
def test_reduce_on_plateau_is_what_the_class_does(
    base_lr: float, metrics: list[float], arguments: dict[str, Any]
) -> None:
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    scheduler = ReduceLROnPlateau(optimizer, **arguments)
    optimizer.step()
    for metric in metrics:
        scheduler.step(metric)
        optimizer.step()
    closed = schedules.reduce_on_plateau(base_lr, metrics, **arguments)
    _assert_same([base_lr, *closed], recorder.rates, 0.0)


def test_reduce_on_plateau_has_the_defaults_of_torch() -> None:
    ours = inspect.signature(schedules.reduce_on_plateau).parameters
    theirs = inspect.signature(ReduceLROnPlateau).parameters
    settings_of_torch = list(theirs)[1:]
    assert list(ours)[2:] == settings_of_torch
    for name in settings_of_torch:
        assert ours[name].default == theirs[name].default


@_thorough
@given(
    st.lists(_members(_STAGES), min_size=1, max_size=3).flatmap(
        lambda stages: st.tuples(
            st.just(stages),
            st.lists(
                st.integers(0, _MOST), min_size=len(stages) - 1, max_size=len(stages) - 1
            ).map(sorted),
        )
    ),
    _rates,
    _counts,
)
def test_sequential_is_what_sequentiallr_does(
    parts: tuple[list[_Member], list[int]], base_lr: float, n: int
) -> None:
    stages, milestones = parts
    seen = _observe(
        base_lr,
        n,
        lambda optimizer: SequentialLR(
            optimizer, [kind(optimizer, **arguments) for kind, arguments in stages], milestones
        ),
    )
    closed = schedules.sequential([_closed(stage, base_lr, n) for stage in stages], milestones, n)
    _assert_same(closed, seen, max([base_lr, *(a.get("eta_min", 0.0) for _, a in stages)]))


def test_a_later_stage_of_sequential_starts_from_the_base_rate() -> None:
    """The puzzle "10, 20, then every 5": the naive answer jumps back up at 20."""
    stages = [
        schedules.multi_step(0.1, 0.1, [10, 20], 36),
        schedules.step_decay(0.1, 0.1, 5, 36),
    ]
    rates = schedules.sequential(stages, [20], 36)
    at = [rates[e] for e in (9, 10, 19, 20, 24, 25, 35)]
    assert at == pytest.approx([0.1, 0.01, 0.01, 0.1, 0.1, 0.01, 1e-4])


@_thorough
@given(st.lists(_members(_CHAINABLE), min_size=1, max_size=3), _rates, _counts)
def test_chained_is_what_chainedscheduler_does(
    members: list[_Member], base_lr: float, n: int
) -> None:
    seen = _observe(
        base_lr,
        n,
        lambda optimizer: ChainedScheduler(
            [kind(optimizer, **arguments) for kind, arguments in members]
        ),
    )
    closed = schedules.chained(base_lr, [_closed(member, base_lr, n) for member in members], n)
    # Factors of up to 1.5 an epoch, so the largest rate is the scale of the errors left at zero.
    _assert_same(closed, seen, max([base_lr, *closed]))


@pytest.mark.parametrize(
    ("rates", "wanted"),
    [
        (schedules.multi_step(8.0, 0.5, [3, 1, 3, 9], 5), [8.0, 4.0, 4.0, 1.0, 1.0]),
        (schedules.multi_step(8.0, 0.5, [0], 2), [4.0, 4.0]),
        (schedules.constant_factor(8.0, 0.5, 2, 4), [4.0, 4.0, 8.0, 8.0]),
        (schedules.linear(8.0, 0.25, 1.0, 3, 5), [2.0, 4.0, 6.0, 8.0, 8.0]),
        (schedules.exponential(8.0, 0.5, 3), [8.0, 4.0, 2.0]),
        (schedules.polynomial(8.0, 2, 2.0, 4), [8.0, 2.0, 0.0, 0.0]),
        (schedules.cosine_annealing(8.0, 2, 0.0, 6), [8.0, 4.0, 0.0, 4.0, 8.0, 4.0]),
        (schedules.warm_restarts(8.0, 2, 2, 0.0, 7)[:3], [8.0, 4.0, 8.0]),
        (schedules.cyclic(1.0, 3.0, 2, 6), [1.0, 2.0, 3.0, 2.0, 1.0, 2.0]),
        (schedules.cyclic_momentum(0.5, 1.0, 1, 3), [1.0, 0.5, 1.0]),
        # Reference values of torch: the rate goes up again after the last of 10 steps.
        (schedules.one_cycle(0.1, 10, 11)[-2:], [4e-07, 0.004951936798652624]),
        (schedules.one_cycle_momentum(0.8, 0.9, 10, 3, pct_start=0.3), [0.9, 0.85, 0.8]),
        (schedules.lambda_factor(8.0, [0.5, 1.0, 0.25], 3), [4.0, 8.0, 2.0]),
        (schedules.multiplicative(8.0, [0.0, 0.5, 0.5], 3), [8.0, 4.0, 2.0]),
        (schedules.reduce_on_plateau(8.0, [1, 1, 1, 1], factor=0.5, patience=1), [8, 8, 4, 4]),
        (schedules.sequential([[1.0, 2.0], [3.0, 4.0]], [1], 3), [1.0, 3.0, 4.0]),
        (schedules.chained(8.0, [[8.0, 4.0], [4.0, 2.0]], 2), [4.0, 1.0]),
        (schedules.swa(8.0, 4.0, 2, "linear", 4), [8.0, 6.0, 4.0, 4.0]),
    ],
)
def test_by_hand(rates: list[float], wanted: list[float]) -> None:
    assert rates == pytest.approx(wanted, rel=1e-12)
