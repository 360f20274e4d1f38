"""The distributions of hidden cases that let no known wrong answer live.

Rates lie over four decades, the gammas 1, 0.1 and 0.5 come beside odd ones, steps are small and
large, and runs of length 0, 1 and 2 are among them.
"""

import random


def base_lr(rng: random.Random) -> float:
    """Return a rate between 0.0001 and 1."""
    return 10 ** rng.uniform(-4, 0)


def gamma(rng: random.Random) -> float:
    """Return a factor of a drop, at most 1."""
    return rng.choice([1.0, 0.1, 0.5, rng.uniform(0.05, 0.99)])


def drop(rng: random.Random) -> float:
    """Return a factor that makes a drop visible: below 1."""
    return rng.choice([0.1, 0.5, rng.uniform(0.15, 0.9)])


def step_size(rng: random.Random) -> int:
    """Return a number of epochs between two drops."""
    return rng.choice([1, 1, 2, 3, 5, 7, 30])


def epochs(rng: random.Random) -> int:
    """Return the length of a run."""
    return rng.choice([0, 1, 2, 5, rng.randint(1, 70), rng.randint(8, 70)])
