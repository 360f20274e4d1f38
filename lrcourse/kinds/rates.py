"""Kinds of exercises that ask for the rates of one of torch's schedules."""

import random
from typing import Any

from lrcourse import schedules
from lrcourse.causes.cosines import COSINE_RATES
from lrcourse.causes.errors import ERRORS
from lrcourse.causes.milestones import MULTI_STEP
from lrcourse.causes.rates import STEP_DECAY
from lrcourse.kinds import draws
from lrcourse.kinds.kind import Kind


def _step_decay(rng: random.Random) -> dict[str, Any]:
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.gamma(rng),
        "step_size": draws.step_size(rng),
        "n": draws.epochs(rng),
    }


def _multi_step(rng: random.Random) -> dict[str, Any]:
    milestones = [rng.randint(0, 30) for _ in range(rng.randint(0, 5))]
    if milestones and rng.random() < 0.4:
        milestones.append(rng.choice(milestones))
    if rng.random() < 0.15:
        milestones.append(0)
    rng.shuffle(milestones)
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.gamma(rng),
        "milestones": milestones,
        "n": rng.choice([0, 1, 2, rng.randint(3, 45), rng.randint(25, 45)]),
    }


def _cosine_annealing(rng: random.Random) -> dict[str, Any]:
    base_lr = draws.base_lr(rng)
    long = rng.randint(3, 40)
    t_max = rng.choice([1, 2, long, long, long])
    early, past = rng.randint(1, t_max), rng.randint(2 * t_max + 2, 4 * t_max + 10)
    return {
        "base_lr": base_lr,
        "T_max": t_max,
        "eta_min": base_lr * rng.choice([0.0, rng.uniform(0.01, 0.5), rng.uniform(0.01, 2)]),
        "n": rng.choice([0, early, t_max + 1, past, past]),
    }


KINDS: dict[str, Kind] = {
    "step_decay": Kind(
        "the rates of a step decay", schedules.step_decay, _step_decay, [*STEP_DECAY, *ERRORS]
    ),
    "multi_step": Kind(
        "the rates of a schedule with milestones",
        schedules.multi_step,
        _multi_step,
        MULTI_STEP,
    ),
    "cosine_annealing": Kind(
        "the rates of a cosine schedule",
        schedules.cosine_annealing,
        _cosine_annealing,
        COSINE_RATES,
    ),
}
