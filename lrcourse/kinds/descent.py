"""Kinds of exercises about descent on a quadratic: positions, limits, noise floors."""

import random
from typing import Any

from lrcourse import quadratic
from lrcourse.causes.descent import FLOOR_RATE, POSITIONS, STABLE_RATE
from lrcourse.causes.errors import ERRORS
from lrcourse.kinds.kind import Kind


def _curvature(rng: random.Random) -> float:
    return 10 ** rng.uniform(-1, 1.5)


def _relative_rate(rng: random.Random) -> float:
    """Return `lr * h` on both sides of 1 and of the stability limit 2.

    It is not so near to 1 that `1 - lr h` loses its digits.
    """
    return rng.choice([rng.uniform(0.05, 0.9), rng.uniform(1.1, 1.95), rng.uniform(2.05, 2.5)])


def _positions(rng: random.Random) -> dict[str, Any]:
    h = _curvature(rng)
    updates = rng.choice([0, 1, 2, rng.randint(3, 25)])
    return {
        "x0": rng.choice([-1, 1]) * rng.uniform(0.5, 4),
        "h": h,
        "rates": [_relative_rate(rng) / h for _ in range(updates)],
    }


def _largest_stable_rate(rng: random.Random) -> dict[str, Any]:
    features = rng.randint(1, 3)
    rows = rng.randint(features + 1, 8)
    return {
        "inputs": [[rng.uniform(-4, 4) for _ in range(features)] for _ in range(rows)],
    }


def _rate_for_floor(rng: random.Random) -> dict[str, Any]:
    h = _curvature(rng)
    noise = rng.uniform(0.3, 3)
    lr = rng.uniform(0.05, 1.9) / h
    return {"floor": quadratic.noise_floor(lr, h, noise), "h": h, "noise": noise}


KINDS: dict[str, Kind] = {
    "positions": Kind(
        "a list of positions",
        quadratic.positions,
        _positions,
        [*POSITIONS, *ERRORS],
        unit="entry",
    ),
    "largest_stable_rate": Kind(
        "the largest stable rate",
        quadratic.largest_stable_rate,
        _largest_stable_rate,
        [*STABLE_RATE, *ERRORS],
    ),
    "rate_for_floor": Kind(
        "the rate for a noise floor",
        quadratic.rate_for_floor,
        _rate_for_floor,
        [*FLOOR_RATE, *ERRORS],
    ),
}
