"""Kinds of exercises about combined schedules: stages, chains, and schedules of one's own."""

import random
from typing import Any

from lrcourse import recipes
from lrcourse.causes.built import BUILT, BUILT_ERRORS, RETURNED
from lrcourse.causes.combined import CHAIN, GIVEN, PUZZLE, STAGES
from lrcourse.causes.errors import ERRORS
from lrcourse.causes.warmups import WARMUP_COSINE, WARMUP_DROPS
from lrcourse.kinds import draws
from lrcourse.kinds.kind import Kind
from lrcourse.kinds.milestones import draw_puzzle


def _step_stages(rng: random.Random) -> dict[str, Any]:
    number = rng.randint(1, 4)
    lengths = [rng.choice([1, 2, rng.randint(2, 12)]) for _ in range(number)]
    milestones = [sum(lengths[: stage + 1]) for stage in range(number - 1)]
    return {
        "base_lr": draws.base_lr(rng),
        "stages": [[rng.choice([1, 2, 3, 5]), draws.gamma(rng)] for _ in range(number)],
        "milestones": milestones,
        "n": rng.choice([0, 1, sum(lengths), sum(lengths) + rng.randint(0, 10)]),
    }


def _warmup_cosine(rng: random.Random) -> dict[str, Any]:
    warmup = rng.choice([1, 2, rng.randint(1, 12)])
    total = warmup + rng.choice([1, 2, rng.randint(1, 30)])
    return {
        "base_lr": draws.base_lr(rng),
        "start_factor": rng.choice([0.1, 0.5, rng.uniform(0.01, 0.99)]),
        "warmup": warmup,
        "total": total,
        "n": rng.choice([0, 1, warmup + 1, total + 1, total + 1]),
    }


def given_rates(base_lr: float, rates: list[float], n: int) -> list[float]:
    """Return `rates`, then the last one again and again, whatever the base rate is."""
    del base_lr
    return recipes.held(rates, n)


def _given_rates(rng: random.Random) -> dict[str, Any]:
    length = rng.choice([1, 2, rng.randint(3, 20), rng.randint(3, 20)])
    rates = [draws.base_lr(rng) for _ in range(length)]
    base_lr = rng.choice([rates[0], draws.base_lr(rng), draws.base_lr(rng)])
    return {
        "base_lr": base_lr,
        "rates": rates,
        "n": rng.choice([1, length, length + 1, length + rng.randint(1, 8)]),
    }


def _chained(rng: random.Random) -> dict[str, Any]:
    return {
        "base_lr": draws.base_lr(rng),
        "factor": rng.choice([0.1, 0.5, rng.uniform(0.05, 0.95)]),
        "total_iters": rng.choice([1, 2, rng.randint(1, 15)]),
        "gamma": rng.choice([0.9, 0.5, rng.uniform(0.3, 0.99)]),
        "n": rng.choice([0, 1, 2, rng.randint(3, 30), rng.randint(3, 30)]),
    }


def _warmup_milestones(rng: random.Random) -> dict[str, Any]:
    warmup = rng.choice([1, 2, rng.randint(1, 10)])
    milestones = [warmup + rng.randint(0, 20) for _ in range(rng.randint(1, 4))]
    if rng.random() < 0.2:
        milestones.append(warmup)
    if rng.random() < 0.2:
        milestones.append(rng.choice(milestones))
    milestones.sort()
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.drop(rng),
        "start_factor": rng.choice([0.1, 0.5, rng.uniform(0.01, 0.99)]),
        "warmup": warmup,
        "milestones": milestones,
        "n": rng.choice([1, warmup + 1, milestones[-1] + 2, milestones[-1] + 2]),
    }


def _endless_puzzle(rng: random.Random) -> dict[str, Any]:
    case = draw_puzzle(rng)
    if rng.random() < 0.1:
        # A list of milestones that was written out ends somewhere; a rule does not.
        case["every"] = rng.randint(60, 80)
        case["n"] = case["second"] + 3 * case["every"] + 1
    return case


_SAID_IN_OTHER_WORDS = {"returns-the-rate", "early", "late", "index-past-the-end"}
"""Causes of any schedule that a list of rates has a sentence of its own for."""

KINDS: dict[str, Kind] = {
    "step_stages": Kind(
        "the rates of a SequentialLR of several StepLR",
        recipes.step_stages,
        _step_stages,
        [*STAGES, *RETURNED, *ERRORS],
    ),
    "chained_rates": Kind(
        "the rates of a chain",
        recipes.chained_constant_exponential,
        _chained,
        [*CHAIN, *RETURNED, *ERRORS],
    ),
    "warmup_cosine": Kind(
        "a warm-up, then a cosine",
        recipes.warmup_cosine,
        _warmup_cosine,
        [*WARMUP_COSINE, *BUILT, *BUILT_ERRORS],
        "schedule",
    ),
    "given_rates": Kind(
        "a scheduler for any list of rates",
        given_rates,
        _given_rates,
        [
            *GIVEN,
            *(
                cause
                for cause in [*BUILT, *BUILT_ERRORS]
                if cause.name not in _SAID_IN_OTHER_WORDS
            ),
        ],
        "schedule",
    ),
    "endless_puzzle": Kind(
        "drops at two epochs, then at regular ones for ever",
        recipes.drops_then_every,
        _endless_puzzle,
        [*PUZZLE, *BUILT, *BUILT_ERRORS],
        "schedule",
    ),
    "warmup_milestones": Kind(
        "a warm-up, then drops at milestones",
        recipes.warmup_milestones,
        _warmup_milestones,
        [*WARMUP_DROPS, *BUILT, *BUILT_ERRORS],
        "schedule",
    ),
}
