"""Closed forms of mistakes with rates that change a little in every epoch."""

import math

from lrcourse import schedules


def built_twice(base_lr: float, start_factor: float, total_iters: int, n: int) -> list[float]:
    """Return what a LinearLR does that is the second one on its optimizer.

    Each of the two multiplies the rate that it finds by `start_factor`, and the second one goes
    on from there in factors: the whole line is too low.
    """
    return schedules.linear(base_lr * start_factor, start_factor, 1.0, total_iters, n)


def documented_line(
    base_lr: float, start_factor: float, total_iters: int, decimals: int, n: int
) -> list[float]:
    """Return the rates of a LinearLR after each `scheduler.step()`, cut after `decimals`.

    These are the rates of the next epochs: the list is shifted by one.
    """
    rates = schedules.linear(base_lr, start_factor, 1.0, total_iters, n + 1)
    return [_cut(rate, decimals) for rate in rates[1:]]


def documented_polynomial(
    base_lr: float, total_iters: int, power: float, decimals: int, n: int
) -> list[float]:
    """Return the rates of a PolynomialLR after each `scheduler.step()`, cut after `decimals`.

    These are the rates of the next epochs: the list is shifted by one.
    """
    rates = schedules.polynomial(base_lr, total_iters, power, n + 1)
    return [_cut(rate, decimals) for rate in rates[1:]]


def cosine_counts_batches(base_lr: float, T_max: int, batches: int, n: int) -> list[float]:  # noqa: N803
    """Return the rate at the start of each epoch where a `T_max` of epochs counts batches."""
    rates = schedules.cosine_annealing(base_lr, T_max, 0.0, batches * n)
    return rates[::batches]


def warmup_from_zero(base_lr: float, warmup: int, n: int) -> list[float]:
    """Return `base_lr * e / warmup`, then `base_lr`: the first update has the rate 0."""
    return [base_lr * min(1.0, e / warmup) for e in range(n)]


def base_rate_early(base_lr: float, warmup: int, n: int) -> list[float]:
    """Return `base_lr * (e + 1) / warmup`, then `base_lr`: it arrives in epoch `warmup - 1`."""
    return [base_lr * min(1.0, (e + 1) / warmup) for e in range(n)]


def _cut(value: float, decimals: int) -> float:
    # The product may fall short of a whole number by its last bit.
    return math.floor(round(value * 10**decimals, 6)) / 10**decimals
