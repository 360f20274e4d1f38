"""Gradient descent on a quadratic, in closed form and without torch.

The loss is `h x**2 / 2`, so the gradient is `h x` and one update is `x -> (1 - lr h) x`.
"""

from collections.abc import Sequence
from itertools import accumulate

import numpy as np


def positions(x0: float, h: float, rates: Sequence[float]) -> list[float]:
    """Return the start and the position after each update: `x0 * prod(1 - lr_t h)`.

    The list has one entry more than `rates`.
    """
    return list(accumulate(rates, lambda x, lr: x * (1 - lr * h), initial=x0))


def stability_limit(h: float) -> float:
    """Return the rate `2 / h`, above which `|1 - lr h| > 1` and every update moves away."""
    return 2 / h


def largest_stable_rate(inputs: Sequence[Sequence[float]]) -> float:
    """Return `2 / lambda_max` for a linear model with a bias, under the mean squared error.

    The Hessian of `mean((x w + b - y)**2)` is `(2 / N) A^T A`, where `A` is the inputs with a
    column of ones; its largest eigenvalue is the largest curvature.

    Args:
        inputs: `N` rows of `d` features.
    """
    a = np.column_stack([np.asarray(inputs, dtype=float), np.ones(len(inputs))])
    return stability_limit(float(np.linalg.eigvalsh(2 / len(a) * a.T @ a)[-1]))


def noise_floor(lr: float, h: float, noise: float) -> float:
    """Return the mean of `x**2` that noisy descent settles at: `lr s**2 / (h (2 - lr h))`.

    The gradient is `h x` plus or minus `noise`. In balance `E x**2` solves
    `E = (1 - lr h)**2 E + lr**2 noise**2`.
    """
    return lr * noise**2 / (h * (2 - lr * h))


def rate_for_floor(floor: float, h: float, noise: float) -> float:
    """Return the rate whose noise floor is `floor`: `noise_floor` solved for the rate."""
    return 2 * floor * h / (noise**2 + floor * h**2)


def slope_moves(rates: Sequence[float], momentum: float, restart: int = 0) -> list[float]:
    """Return how far each update moves down a straight slope, whose gradient is always 1.

    After `t` updates with momentum `m` the speed is `1 + m + ... = (1 - m**t) / (1 - m)`, and
    the move is the rate times the speed.

    Args:
        rates: the rate of each update.
        momentum: below 1.
        restart: the update before which the speed is lost.
    """
    counts = [t - restart + 1 if t >= restart else t + 1 for t in range(len(rates))]
    return [lr * (1 - momentum**t) / (1 - momentum) for lr, t in zip(rates, counts, strict=True)]
