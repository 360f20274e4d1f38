"""Kinds of exercises about schedules that change the rate a little in every epoch."""

import random
from typing import Any

from lrcourse import properties, recipes
from lrcourse.causes.cosines import HELD_COSINE, PER_BATCH_COSINE
from lrcourse.causes.smooth import BY_DEFAULT, EVEN_WARMUP, EXPONENTIAL_END, HALF_LIFE
from lrcourse.kinds import draws
from lrcourse.kinds.kind import Kind
from lrcourse.kinds.training import both_weights


def half_life(half_life: float) -> float:
    """Return the factor that is one half when it is applied `half_life` times."""
    return float(0.5 ** (1 / half_life))


def _half_life(rng: random.Random) -> dict[str, Any]:
    # Not below a tenth of an epoch: the factor would come close to 0.
    few, many = rng.uniform(0.1, 1), rng.uniform(1, 12)
    return {
        "half_life": rng.choice([1, 2, rng.randint(3, 100), 10 ** rng.uniform(0, 3), few, many])
    }


def held_cosine_training(  # noqa: PLR0913, PLR0917 - one parameter for each number of the case
    base_lrs: list[float],
    starts: list[float],
    targets: list[float],
    epochs: int,
    T_max: int,  # noqa: N803
    eta_min: float,
    momentum: float = 0.9,
) -> dict[str, Any]:
    """Return the rates and the final weights of a loop whose cosine stays at its lowest rate.

    Each batch of an epoch pulls all weights to its target.

    Returns:
        `rates`: for each epoch the rate of every group; `weights`: two for each group, see
        `both_weights`.
    """
    per_epoch = [recipes.held_cosine(lr, T_max, eta_min, epochs) for lr in base_lrs]
    weights = []
    for start, rates in zip(starts, per_epoch, strict=True):
        per_update = [lr for lr in rates for _ in targets]
        weights += both_weights(start, per_update, targets * epochs, momentum)
    return {"rates": [list(rates) for rates in zip(*per_epoch, strict=True)], "weights": weights}


def _held_cosine_training(rng: random.Random) -> dict[str, Any]:
    groups = rng.randint(1, 3)
    base_lrs = [rng.uniform(0.02, 0.5) for _ in range(groups)]
    t_max = rng.choice([1, 1, 2, 3, rng.randint(4, 12), rng.randint(4, 12)])
    short = rng.randint(2, t_max - 1) if t_max > 2 else 1
    past = t_max + rng.choice([1, 2, *[rng.randint(1, 2 * t_max + 2)] * 2])
    return {
        "base_lrs": base_lrs,
        "starts": [rng.uniform(1, 3) for _ in range(groups)],
        "targets": [rng.uniform(-1, 1) for _ in range(rng.randint(1, 3))],
        "epochs": rng.choice([0, 1, short, short, t_max, t_max + 1, *[past] * 4]),
        "T_max": t_max,
        "eta_min": min(base_lrs) * rng.choice([0.1, rng.uniform(0.01, 0.6)]),
        "momentum": rng.choice([0.0, 0.9]),
    }


def _epochs_match(expected: dict[str, Any]) -> str:
    epochs = len(expected["rates"])
    return f"{epochs} of {epochs} epochs use the right rates, and the weights agree."


def _even_warmup(rng: random.Random) -> dict[str, Any]:
    warmup = rng.choice([1, 2, rng.randint(3, 20)])
    return {
        "base_lr": draws.base_lr(rng),
        "warmup": warmup,
        "n": rng.choice([0, 1, warmup, warmup + 1, warmup + rng.randint(2, 15)]),
    }


def _exponential_end(rng: random.Random) -> dict[str, Any]:
    epochs = rng.choice([1, 2, 3, rng.randint(4, 60), rng.randint(4, 60), rng.randint(4, 60)])
    return {
        "base_lr": draws.base_lr(rng),
        "final_factor": rng.choice([0.1, 0.01, 0.001, 0.5, rng.uniform(0.001, 0.9)]),
        "epochs": epochs,
        "n": epochs,
    }


def _by_default(rng: random.Random) -> dict[str, Any]:
    return {
        "base_lr": draws.base_lr(rng),
        "end_factor": rng.choice([0.1, 0.5, rng.uniform(0.02, 0.98)]),
        "n": rng.randint(0, 12),
    }


def _cosine_per_batch(rng: random.Random) -> dict[str, Any]:
    epochs = rng.choice([1, 2, rng.randint(2, 12), rng.randint(2, 12)])
    batches = rng.choice([1, 2, rng.randint(2, 12), rng.randint(2, 12)])
    return {
        "base_lr": draws.base_lr(rng),
        "final_factor": rng.choice([0.1, 0.01, rng.uniform(0.001, 0.9)]),
        "epochs": epochs,
        "batches": batches,
        "n": epochs * batches,
    }


KINDS: dict[str, Kind] = {
    "half_life": Kind("the factor with a given half-life", half_life, _half_life, HALF_LIFE),
    "held_cosine_training": Kind(
        "a training loop whose cosine stays at its lowest rate",
        held_cosine_training,
        _held_cosine_training,
        HELD_COSINE,
        "epochs",
        properties.judge_epochs,
        matched=_epochs_match,
    ),
    "even_warmup": Kind(
        "a warm-up in equal steps",
        recipes.even_warmup,
        _even_warmup,
        EVEN_WARMUP,
        "schedule",
    ),
    "exponential_end": Kind(
        "an exponential decay that ends at a given rate",
        recipes.exponential_end,
        _exponential_end,
        EXPONENTIAL_END,
        "schedule",
    ),
    "linear_by_default": Kind(
        "the rates of a LinearLR that is only told where to end",
        recipes.linear_by_default,
        _by_default,
        BY_DEFAULT,
    ),
    "cosine_per_batch": Kind(
        "a cosine over the whole run that is stepped for each batch",
        recipes.cosine_per_batch,
        _cosine_per_batch,
        PER_BATCH_COSINE,
        "schedule",
        unit="batch",
    ),
}
