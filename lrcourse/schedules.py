"""Closed forms of learning-rate schedules, in plain Python and without torch.

Each function returns the rates that the updates of epochs `0 .. n-1` use; where a schedule is
meant to be stepped once a batch, an epoch is a batch. Parameters have the names that torch gives
them. In the formulas, `e` is the epoch.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

Annealing = Literal["cos", "linear"]
CyclicMode = Literal["triangular", "triangular2", "exp_range"]
Factors = Callable[[int], float] | Sequence[float]


def constant(base_lr: float, n: int) -> list[float]:
    """Return `n` times the base rate."""
    return [base_lr] * n


def step_decay(base_lr: float, gamma: float, step_size: int, n: int) -> list[float]:
    """Return `base_lr * gamma ** (epoch // step_size)` for `n` epochs.

    The formula is that of `torch.optim.lr_scheduler.StepLR`.
    """
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(n)]


def multi_step(base_lr: float, gamma: float, milestones: Collection[float], n: int) -> list[float]:
    """Return `base_lr * gamma ** k`, where `k` counts the milestones reached by epoch `e`.

    The formula is that of `torch.optim.lr_scheduler.MultiStepLR`: a milestone listed twice counts
    twice, and one that is no epoch (negative, or a fraction) never counts.
    """
    return [base_lr * gamma ** sum(m in range(e + 1) for m in milestones) for e in range(n)]


def constant_factor(base_lr: float, factor: float, total_iters: int, n: int) -> list[float]:
    """Return `base_lr * factor` while `e < total_iters`, and `base_lr` from then on.

    The formula is that of `torch.optim.lr_scheduler.ConstantLR`.
    """
    return [base_lr * factor if e < total_iters else base_lr for e in range(n)]


def linear(
    base_lr: float, start_factor: float, end_factor: float, total_iters: int, n: int
) -> list[float]:
    """Return `base_lr * f`, where `f` goes straight from `start_factor` to `end_factor`.

    With `t = min(1, e / total_iters)`, `f = start_factor * (1 - t) + end_factor * t`. The formula
    is that of `torch.optim.lr_scheduler.LinearLR`, for `total_iters` of at least 1.
    """
    return [
        base_lr * _anneal(start_factor, end_factor, min(1.0, e / total_iters), "linear")
        for e in range(n)
    ]


def exponential(base_lr: float, gamma: float, n: int) -> list[float]:
    """Return `base_lr * gamma ** e`.

    The formula is that of `torch.optim.lr_scheduler.ExponentialLR`.
    """
    return [base_lr * gamma**e for e in range(n)]


def polynomial(base_lr: float, total_iters: int, power: float, n: int) -> list[float]:
    """Return `base_lr * (1 - min(1, e / total_iters)) ** power`.

    The formula is that of `torch.optim.lr_scheduler.PolynomialLR`, for `total_iters` of at
    least 1.
    """
    return [base_lr * (1 - min(1.0, e / total_iters)) ** power for e in range(n)]


def cosine_annealing(base_lr: float, T_max: int, eta_min: float, n: int) -> list[float]:  # noqa: N803
    """Return `eta_min + (base_lr - eta_min) * (1 + cos(pi * e / T_max)) / 2`.

    The formula is that of `torch.optim.lr_scheduler.CosineAnnealingLR`; after `T_max` the rate
    goes back to `base_lr`.
    """
    return [_anneal(base_lr, eta_min, e / T_max, "cos") for e in range(n)]


def warm_restarts(base_lr: float, T_0: int, T_mult: int, eta_min: float, n: int) -> list[float]:  # noqa: N803
    """Return `eta_min + (base_lr - eta_min) * (1 + cos(pi * T_cur / T_i)) / 2`.

    `T_cur` counts the epochs since the last restart; the first restart comes after `T_i = T_0`
    epochs, and each later one takes `T_mult` times as long as the one before. The formula is that
    of `torch.optim.lr_scheduler.CosineAnnealingWarmRestarts`.
    """
    rates: list[float] = []
    length = T_0
    while len(rates) < n:
        run = range(min(length, n - len(rates)))
        rates += [_anneal(base_lr, eta_min, since / length, "cos") for since in run]
        length *= T_mult
    return rates


def cyclic(  # noqa: PLR0913
    base_lr: float,
    max_lr: float,
    step_size_up: int,
    n: int,
    *,
    step_size_down: int | None = None,
    mode: CyclicMode = "triangular",
    gamma: float = 1.0,
) -> list[float]:
    """Return `base_lr + (max_lr - base_lr) * height * scale`.

    In each cycle `height` goes straight from 0 to 1 in `step_size_up` steps and back in
    `step_size_down`, or as many again; `scale` is 1 (`triangular`), halves with each cycle
    (`triangular2`), or is `gamma ** e` (`exp_range`). The formula is that of
    `torch.optim.lr_scheduler.CyclicLR`.
    """
    down = step_size_up if step_size_down is None else step_size_down
    size = step_size_up + down
    rates: list[float] = []
    for e in range(n):
        cycle, position = divmod(e, size)
        height = position / step_size_up if position <= step_size_up else (size - position) / down
        scale = {"triangular": 1.0, "triangular2": 0.5**cycle, "exp_range": gamma**e}[mode]
        rates.append(base_lr + (max_lr - base_lr) * height * scale)
    return rates


def cyclic_momentum(  # noqa: PLR0913
    base_momentum: float,
    max_momentum: float,
    step_size_up: int,
    n: int,
    *,
    step_size_down: int | None = None,
    mode: CyclicMode = "triangular",
    gamma: float = 1.0,
) -> list[float]:
    """Return `max_momentum - (max_momentum - base_momentum) * height * scale`.

    `height` and `scale` are those of `cyclic`: momentum is lowest where the rate is highest. The
    formula is that of `torch.optim.lr_scheduler.CyclicLR` with `cycle_momentum=True`.
    """
    return cyclic(
        max_momentum,
        base_momentum,
        step_size_up,
        n,
        step_size_down=step_size_down,
        mode=mode,
        gamma=gamma,
    )


def one_cycle(  # noqa: PLR0913
    max_lr: float,
    total_steps: int,
    n: int,
    *,
    pct_start: float = 0.3,
    anneal_strategy: Annealing = "cos",
    div_factor: float = 25.0,
    final_div_factor: float = 1e4,
    three_phase: bool = False,
) -> list[float]:
    """Return rates that rise from `initial` to `max_lr` and then fall far below `initial`.

    `initial` is `max_lr / div_factor`, and the end is `initial / final_div_factor`. The top is at
    step `pct_start * total_steps - 1` and the end at step `total_steps - 1`; with `three_phase`
    the rate passes `initial` again at step `2 * pct_start * total_steps - 2`. Between these it
    follows half a cosine or a straight line. The formula is that of
    `torch.optim.lr_scheduler.OneCycleLR`.

    Raises:
        ValueError: if `n` is more than `total_steps + 1`, the last rate that torch gives. That
            last one lies past the end, where the curve is carried on.
    """
    initial = max_lr / div_factor
    middle = [max_lr, initial] if three_phase else [max_lr]
    joints = [initial, *middle, initial / final_div_factor]
    return _through(joints, total_steps, n, pct_start, anneal_strategy)


def one_cycle_momentum(  # noqa: PLR0913
    base_momentum: float,
    max_momentum: float,
    total_steps: int,
    n: int,
    *,
    pct_start: float = 0.3,
    anneal_strategy: Annealing = "cos",
    three_phase: bool = False,
) -> list[float]:
    """Return momenta that fall from `max_momentum` to `base_momentum`, then rise again.

    The phases are those of `one_cycle`; with `three_phase` the last one stays at `max_momentum`.
    The formula is that of `torch.optim.lr_scheduler.OneCycleLR` with `cycle_momentum=True`.

    Raises:
        ValueError: if `n` is more than `total_steps + 1`, as for `one_cycle`.
    """
    rest = [max_momentum] if three_phase else []
    joints = [max_momentum, base_momentum, max_momentum, *rest]
    return _through(joints, total_steps, n, pct_start, anneal_strategy)


def lambda_factor(base_lr: float, lr_lambda: Factors, n: int) -> list[float]:
    """Return `base_lr * lr_lambda(e)`; `lr_lambda` is a function or a list of its values.

    The formula is that of `torch.optim.lr_scheduler.LambdaLR`.
    """
    factor = _function(lr_lambda)
    return [base_lr * factor(e) for e in range(n)]


def multiplicative(base_lr: float, lr_lambda: Factors, n: int) -> list[float]:
    """Return `base_lr * lr_lambda(1) * ... * lr_lambda(e)`; `lr_lambda(0)` is never used.

    `lr_lambda` is a function or a list of its values. The formula is that of
    `torch.optim.lr_scheduler.MultiplicativeLR`.
    """
    factor = _function(lr_lambda)
    return [base_lr * math.prod(factor(i) for i in range(1, e + 1)) for e in range(n)]


def reduce_on_plateau(  # noqa: PLR0913
    base_lr: float,
    metrics: Iterable[float],
    *,
    mode: Literal["min", "max"] = "min",
    factor: float = 0.1,
    patience: int = 10,
    threshold: float = 1e-4,
    threshold_mode: Literal["rel", "abs"] = "rel",
    cooldown: int = 0,
    min_lr: float = 0.0,
    eps: float = 1e-8,
) -> list[float]:
    """Return the rate after each metric: epoch 0 uses `base_lr`, epoch 1 the first of these.

    A metric is good if it beats the best one by more than `threshold`, a share of the best
    (`rel`) or an amount (`abs`); NaN is never good. The rate becomes `max(rate * factor, min_lr)`
    after more than `patience` bad metrics in a row, unless that takes off no more than `eps`; the
    next `cooldown` metrics then count as not bad. The rule is that of
    `torch.optim.lr_scheduler.ReduceLROnPlateau`.
    """
    sign = 1.0 if mode == "max" else -1.0
    rate, best, bad, resting = base_lr, -sign * math.inf, 0, 0
    rates: list[float] = []
    for metric in metrics:
        relative = threshold_mode == "rel"
        bound = best * (1 + sign * threshold) if relative else best + sign * threshold
        if sign * metric > sign * bound:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            lower = max(rate * factor, min_lr)
            rate = lower if rate - lower > eps else rate
            resting, bad = cooldown, 0
        rates.append(rate)
    return rates


def sequential(
    stages: Sequence[Sequence[float]], milestones: Sequence[int], n: int
) -> list[float]:
    """Return the rates of one stage after the other; stage `k + 1` starts at `milestones[k]`.

    A stage is the list of rates that it would give alone, at least as long as it lasts: each
    starts at its own epoch 0, from the base rate, wherever the stage before it ended. Milestones
    are in rising order. The formula is that of `torch.optim.lr_scheduler.SequentialLR`; only a
    later MultiplicativeLR or SWALR does not start again there, but goes on from the rate it finds.
    """
    starts = [0, *milestones]
    current = [bisect_right(milestones, e) for e in range(n)]
    return [stages[stage][e - starts[stage]] for e, stage in enumerate(current)]


def chained(base_lr: float, members: Sequence[Sequence[float]], n: int) -> list[float]:
    """Return `base_lr` times the factor `rate / base_lr` of each member.

    A member is the list of rates that it would give alone, at least `n` of them. The formula is
    that of `torch.optim.lr_scheduler.ChainedScheduler`, for members that scale the rate they find:
    not those that set it (LambdaLR, warm restarts, cycles) or add to it (a cosine with an
    `eta_min`, or past its `T_max`).
    """
    return [base_lr * math.prod(rates[e] / base_lr for rates in members) for e in range(n)]


def swa(
    base_lr: float, swa_lr: float, anneal_epochs: int, anneal_strategy: Annealing, n: int
) -> list[float]:
    """Return rates that go from `base_lr` to `swa_lr` in `anneal_epochs` epochs and stay there.

    With `t = min(1, e / anneal_epochs)`, they are `base_lr * (1 - a) + swa_lr * a`, where `a` is
    `(1 - cos(pi * t)) / 2` or, for a linear strategy, `t`. The formula is that of
    `torch.optim.swa_utils.SWALR`.
    """
    return [
        _anneal(base_lr, swa_lr, min(1.0, e / anneal_epochs), anneal_strategy)
        if anneal_epochs
        else swa_lr
        for e in range(n)
    ]


def _anneal(start: float, end: float, fraction: float, strategy: Annealing) -> float:
    """Return the value that is `fraction` of the way from `start` to `end`."""
    left = (1 + math.cos(math.pi * fraction)) / 2 if strategy == "cos" else 1 - fraction
    # Two products instead of `end + (start - end) * left`: exact at both ends.
    return start * left + end * (1 - left)


def _through(
    joints: Sequence[float], total_steps: int, n: int, pct_start: float, strategy: Annealing
) -> list[float]:
    """Return values that anneal from joint to joint in the phases of OneCycleLR."""
    if n > total_steps + 1:
        raise ValueError(f"{total_steps} total steps give {total_steps + 1} values, not {n}")
    inner = [k * (pct_start * total_steps - 1) for k in range(1, len(joints) - 1)]
    ends = [0.0, *inner, total_steps - 1.0]
    values: list[float] = []
    for step in range(n):
        phase = bisect_left(inner, step)
        begin, end = ends[phase : phase + 2]
        fraction = (step - begin) / (end - begin)
        values.append(_anneal(joints[phase], joints[phase + 1], fraction, strategy))
    return values


def _function(factors: Factors) -> Callable[[int], float]:
    return factors if callable(factors) else factors.__getitem__
