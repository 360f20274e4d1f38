"""What each check compares with: a formula, and how its hidden cases are drawn."""

import inspect
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lrcourse import quadratic, schedules
from lrcourse.plain import Plain


@dataclass(frozen=True)
class Formula:
    """An expectation in closed form.

    Attributes:
        compute: from the arguments of a case to the expected plain data.
        draw: from a random source to the arguments of one hidden case.
    """

    compute: Callable[..., Any]
    draw: Callable[[random.Random], dict[str, Any]]

    def expected(self, case: dict[str, Plain]) -> Any:  # noqa: ANN401
        """Return what a right answer gives for `case`."""
        return self.compute(**case)

    def ordered(self, case: dict[str, Any]) -> dict[str, Any]:
        """Return `case` in the order of the formula's parameters.

        Student code is called by position, so that a renamed parameter is no mistake.

        Raises:
            TypeError: the case does not fit the formula.
        """
        bound = inspect.signature(self.compute).bind(**case)
        bound.apply_defaults()
        return dict(bound.arguments)


# The distributions that let no known wrong answer live: rates over four decades, the gammas
# 1, 0.1 and 0.5 beside odd ones, small and large steps, and runs of length 0, 1 and 2.
def _base_lr(rng: random.Random) -> float:
    return 10 ** rng.uniform(-4, 0)


def _gamma(rng: random.Random) -> float:
    return rng.choice([1.0, 0.1, 0.5, rng.uniform(0.05, 0.99)])


def _step_size(rng: random.Random) -> int:
    return rng.choice([1, 1, 2, 3, 5, 7, 30])


def _epochs(rng: random.Random) -> int:
    return rng.choice([0, 1, 2, 5, rng.randint(1, 70), rng.randint(8, 70)])


def _step_decay(rng: random.Random) -> dict[str, Any]:
    return {
        "base_lr": _base_lr(rng),
        "gamma": _gamma(rng),
        "step_size": _step_size(rng),
        "n": _epochs(rng),
    }


def _multi_step(rng: random.Random) -> dict[str, Any]:
    milestones = [rng.randint(0, 30) for _ in range(rng.randint(0, 5))]
    if milestones and rng.random() < 0.4:
        milestones.append(rng.choice(milestones))
    if rng.random() < 0.15:
        milestones.append(0)
    rng.shuffle(milestones)
    return {
        "base_lr": _base_lr(rng),
        "gamma": _gamma(rng),
        "milestones": milestones,
        "n": rng.choice([0, 1, 2, rng.randint(3, 45), rng.randint(25, 45)]),
    }


def _cosine_annealing(rng: random.Random) -> dict[str, Any]:
    base_lr = _base_lr(rng)
    t_max = rng.choice([1, 2, rng.randint(3, 40)])
    return {
        "base_lr": base_lr,
        "T_max": t_max,
        "eta_min": rng.choice([0.0, base_lr * rng.uniform(0.01, 0.5)]),
        "n": rng.choice([0, 1, t_max + 1, rng.randint(1, 2 * t_max + 10)]),
    }


def _linear(rng: random.Random) -> dict[str, Any]:
    total_iters = rng.choice([1, 2, rng.randint(3, 30)])
    return {
        "base_lr": _base_lr(rng),
        "start_factor": rng.uniform(0.01, 1),
        "end_factor": rng.choice([1.0, rng.uniform(0, 1)]),
        "total_iters": total_iters,
        "n": rng.choice([0, 1, rng.randint(1, total_iters + 10)]),
    }


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


def changed_rate(  # noqa: PLR0913, PLR0917 - one parameter for each number of the case
    base_lrs: list[float],
    starts: list[float],
    momenta: list[float],
    updates_before: int,
    lr: float,
    updates_after: int,
) -> dict[str, Any]:
    """Return rates and weights after all groups were set to `lr` in mid-descent.

    The velocity of SGD with momentum survives the change of the rate.

    Returns:
        `rates`: one for each group; `weights`: two for each group, see `both_weights`.
    """
    targets = [0.0] * (updates_before + updates_after)
    weights = []
    for base_lr, start, momentum in zip(base_lrs, starts, momenta, strict=True):
        rates = [base_lr] * updates_before + [lr] * updates_after
        weights += both_weights(start, rates, targets, momentum)
    return {"rates": [lr] * len(base_lrs), "weights": weights}


def both_weights(
    start: float, rates: list[float], targets: list[float], momentum: float
) -> list[float]:
    """Return where the two weights of a param group end: one begins at `start`, one at its half.

    SGD with momentum: `v <- momentum v + g`, `w <- w - lr v`, with `g = w - target`.

    Args:
        start: where the first weight begins.
        rates: the rate of each update.
        targets: what each update pulls the weights to.
        momentum: of the group.
    """
    weights = []
    for begin in (start, start / 2):
        w, velocity = begin, 0.0
        for lr, target in zip(rates, targets, strict=True):
            velocity = momentum * velocity + w - target
            w -= lr * velocity
        weights.append(w)
    return weights


def _changed_rate(rng: random.Random) -> dict[str, Any]:
    groups = rng.randint(1, 4)
    return {
        "base_lrs": [rng.uniform(0.01, 0.2) for _ in range(groups)],
        "starts": [rng.choice([-1, 1]) * rng.uniform(0.5, 3) for _ in range(groups)],
        "momenta": [rng.choice([0.0, 0.5, 0.9]) for _ in range(groups)],
        "updates_before": rng.choice([0, 1, 3, 6]),
        "lr": 10 ** rng.uniform(-3, -0.7),
        "updates_after": rng.choice([1, 2, 5]),
    }


def trained(  # noqa: PLR0913, PLR0917 - one parameter for each number of the case
    base_lrs: list[float],
    starts: list[float],
    targets: list[float],
    epochs: int,
    step_size: int,
    gamma: float,
    momentum: float = 0.9,
) -> dict[str, Any]:
    """Return the rates and the final weights of a training loop with a step decay per epoch.

    Each batch pulls all weights to its target.

    Returns:
        `rates`: for each update the rate of every group; `weights`: two for each group, see
        `both_weights`.
    """
    per_epoch = [schedules.step_decay(lr, gamma, step_size, epochs) for lr in base_lrs]
    weights = []
    for start, rates in zip(starts, per_epoch, strict=True):
        per_update = [lr for lr in rates for _ in targets]
        weights += both_weights(start, per_update, targets * epochs, momentum)
    updates = [list(rates) for rates in zip(*per_epoch, strict=True) for _ in targets]
    return {"rates": updates, "weights": weights}


def _trained(rng: random.Random) -> dict[str, Any]:
    groups = rng.randint(1, 3)
    batches = rng.randint(1, 4)
    return {
        "base_lrs": [rng.uniform(0.01, 0.5) for _ in range(groups)],
        "starts": [rng.uniform(1, 3) for _ in range(groups)],
        "targets": [rng.uniform(-1, 1) for _ in range(batches)],
        "epochs": rng.choice([0, 1, 2, *(rng.randint(3, 12) for _ in range(3))]),
        "step_size": rng.choice([1, 1, 2, 3, 5]),
        "gamma": rng.choice([0.1, 0.5, rng.uniform(0.2, 0.95)]),
        "momentum": rng.choice([0.0, 0.9]),
    }


FORMULAS: dict[str, Formula] = {
    "step_decay": Formula(schedules.step_decay, _step_decay),
    "multi_step": Formula(schedules.multi_step, _multi_step),
    "cosine_annealing": Formula(schedules.cosine_annealing, _cosine_annealing),
    "linear": Formula(schedules.linear, _linear),
    "positions": Formula(quadratic.positions, _positions),
    "largest_stable_rate": Formula(quadratic.largest_stable_rate, _largest_stable_rate),
    "rate_for_floor": Formula(quadratic.rate_for_floor, _rate_for_floor),
    "changed_rate": Formula(changed_rate, _changed_rate),
    "trained": Formula(trained, _trained),
}
