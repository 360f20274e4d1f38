"""Kinds of exercises about MultiStepLR: milestones from steps, fractions and lists of rates."""

import math
import random
from typing import Any

from lrcourse import properties, recipes, schedules
from lrcourse.causes.milestone_lists import STEP_MILESTONES, TRACE_MILESTONES
from lrcourse.causes.milestone_schedulers import FRACTIONS, PUZZLE
from lrcourse.kinds import draws
from lrcourse.kinds.kind import Kind


def step_milestones(step_size: int, n: int) -> list[float]:
    """Return the rates of `n` epochs, from 1 and with `gamma` 0.5, of a StepLR."""
    return schedules.step_decay(1.0, 0.5, step_size, n)


def _step_milestones(rng: random.Random) -> dict[str, Any]:
    return {"step_size": draws.step_size(rng), "n": draws.epochs(rng)}


def trace_milestones(rates: list[float], base_lr: float, gamma: float) -> list[float]:
    """Return the drops behind a list of rates, as rates from 1 with `gamma` 0.5.

    The number of drops by an epoch is `log(rate / base_lr) / log(gamma)`.
    """
    counts = [round(math.log(rate / base_lr) / math.log(gamma)) for rate in rates]
    return [0.5**count for count in counts]


def _trace_milestones(rng: random.Random) -> dict[str, Any]:
    n = rng.choice([1, 2, rng.randint(3, 30), rng.randint(3, 30)])
    milestones = [rng.randint(0, n) for _ in range(rng.randint(0, 5))]
    if milestones and rng.random() < 0.5:
        milestones.append(rng.choice(milestones))
    base_lr, gamma = draws.base_lr(rng), draws.drop(rng)
    # The last digit of a rate depends on how it was computed, or printed.
    rates = [float(f"{rate:.15g}") for rate in schedules.multi_step(base_lr, gamma, milestones, n)]
    return {
        "rates": rates,
        "base_lr": base_lr,
        "gamma": gamma,
    }


def _fractions(rng: random.Random) -> dict[str, Any]:
    epochs = rng.choice([1, 2, 10, rng.randint(5, 60), rng.randint(5, 60)])
    # Sixteenths are exact in binary, so that rounding down has one result only.
    fractions = [rng.randint(0, 16) / 16 for _ in range(rng.randint(0, 4))]
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.drop(rng),
        "fractions": fractions,
        "epochs": epochs,
        "n": epochs,
    }


def puzzle(  # noqa: PLR0913, PLR0917 - one parameter for each number of the schedule
    base_lr: float, gamma: float, first: int, second: int, every: int, epochs: int, n: int
) -> list[float]:
    """Return the drops of `drops_then_every`; `epochs` is how long the run will be."""
    del epochs
    return recipes.drops_then_every(base_lr, gamma, first, second, every, n)


def draw_puzzle(rng: random.Random) -> dict[str, Any]:
    """Return the arguments of `recipes.drops_then_every` for one hidden case."""
    first = rng.choice([1, 2, rng.randint(1, 12)])
    second = first + rng.choice([1, 2, rng.randint(1, 12)])
    every = rng.choice([1, 2, 5, rng.randint(1, 9)])
    # A run may end right at a drop, or any time before the next one.
    some = second + every * rng.randint(1, 3) + 1
    many = second + every * rng.randint(1, 15) + rng.randint(1, every)
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.drop(rng),
        "first": first,
        "second": second,
        "every": every,
        "n": rng.choice([0, first, second + 1, some, many, many]),
    }


def _puzzle(rng: random.Random) -> dict[str, Any]:
    case = draw_puzzle(rng)
    return {**case, "epochs": case["n"]}


def _drops_match(expected: list[float]) -> str:
    return f"the drops of {len(expected)} of {len(expected)} epochs match."


KINDS: dict[str, Kind] = {
    "step_milestones": Kind(
        "milestones that do what a StepLR does",
        step_milestones,
        _step_milestones,
        STEP_MILESTONES,
        "milestones",
        properties.judge_milestones,
        matched=_drops_match,
    ),
    "trace_milestones": Kind(
        "the milestones behind a list of rates",
        trace_milestones,
        _trace_milestones,
        TRACE_MILESTONES,
        "milestones",
        properties.judge_milestones,
        matched=_drops_match,
    ),
    "fraction_milestones": Kind(
        "drops at fractions of a run",
        recipes.drops_at_fractions,
        _fractions,
        FRACTIONS,
        "schedule",
    ),
    "puzzle_milestones": Kind(
        "drops at two epochs, then at regular ones", puzzle, _puzzle, PUZZLE, "schedule"
    ),
}
