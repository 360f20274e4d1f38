"""Kinds of exercises about several param groups, checkpoints, and schedulers of one's own."""

import random
from typing import Any

from lrcourse import group_verdicts, recipes, schedules
from lrcourse.causes.groups import GROUP_DECAYS, LAYERS
from lrcourse.causes.own import OWN, SWA
from lrcourse.causes.resume import RESUMED
from lrcourse.kinds import draws
from lrcourse.kinds.kind import Kind


def _distinct_rates(rng: random.Random, number: int) -> list[float]:
    return [draws.base_lr(rng) for _ in range(number)]


def by_epoch(groups: list[list[float]]) -> list[list[float]]:
    """Return for each epoch the rate of every group, from the rates of each group."""
    return [list(rates) for rates in zip(*groups, strict=True)]


def group_decays(base_lrs: list[float], gammas: list[float], n: int) -> dict[str, Any]:
    """Return the rates of groups that decay exponentially, each with its own factor.

    Returns:
        `rates`: for each epoch the rate of every group.
    """
    groups = [
        schedules.exponential(base_lr, gamma, n)
        for base_lr, gamma in zip(base_lrs, gammas, strict=True)
    ]
    return {"rates": by_epoch(groups)}


def _group_decays(rng: random.Random) -> dict[str, Any]:
    number = rng.choice([1, 2, 3, 4, 5])
    return {
        "base_lrs": _distinct_rates(rng, number),
        "gammas": [rng.choice([1.0, 0.5, rng.uniform(0.2, 0.99)]) for _ in range(number)],
        "n": rng.choice([1, 2, rng.randint(3, 15), rng.randint(3, 15)]),
    }


def layer_rates(layers: list[int], base_lr: float, factor: float) -> dict[str, Any]:
    """Return the groups of an SGD with one group for each layer.

    The last layer has the rate `base_lr`, each earlier one `factor` times that of the next.

    Args:
        layers: how many parameters each layer has.
        base_lr: the rate of the last layer.
        factor: what the rate is multiplied by from layer to layer, towards the first.

    Returns:
        `optimizer`: its class; `rates`: one for each group; `members`: the parameters of each
        group, as their layer and their place there.
    """
    last = len(layers) - 1
    return {
        "optimizer": "SGD",
        "rates": [base_lr * factor ** (last - k) for k in range(len(layers))],
        "members": [[[k, place] for place in range(layers[k])] for k in range(len(layers))],
    }


def _layer_rates(rng: random.Random) -> dict[str, Any]:
    return {
        "layers": [rng.randint(1, 4) for _ in range(rng.choice([1, 2, 3, rng.randint(4, 8)]))],
        "base_lr": 10 ** rng.uniform(-5, 0.5),
        "factor": rng.choice([1.0, 0.5, rng.uniform(0.05, 0.99), rng.uniform(0.05, 0.99)]),
    }


def resumed(  # noqa: PLR0913, PLR0917 - one parameter for each number of the case
    schedule: dict[str, Any],
    base_lrs: list[float],
    starts: list[float],
    momentum: float,
    before: int,
    after: int,
) -> dict[str, Any]:
    """Return rates and weights of a training that was interrupted, as if it had not been.

    Each epoch makes one update towards 0.

    Args:
        schedule: the scheduler; see `lrcourse.recipes.described`.
        base_lrs: the rate of each group, as the optimizer is built.
        starts: where the first weight of each group begins; the second begins at the half.
        momentum: of all groups; a OneCycleLR replaces it.
        before: how many epochs are over when the training is saved.
        after: how many epochs follow.

    Returns:
        `rates`: for each epoch after the interruption the rate of every group; `weights`: two
        for each group, at the end.
    """
    n = before + after
    groups = [recipes.described(schedule, base_lr, n) for base_lr in base_lrs]
    momenta = recipes.described_momenta(schedule, momentum, n)
    weights = [
        recipes.descended(begin, rates, momenta)[0]
        for rates, start in zip(groups, starts, strict=True)
        for begin in (start, start / 2)
    ]
    return {"rates": by_epoch([rates[before:] for rates in groups]), "weights": weights}


def _schedule(rng: random.Random, name: str) -> tuple[dict[str, Any], int]:
    """Return a schedule, and an epoch in which it changes its course."""
    few = rng.choice([1, 2, 3, 5])
    some = rng.randint(2, 9)
    gamma = draws.drop(rng)
    start_factor = rng.choice([0.2, 0.5, rng.uniform(0.05, 0.9)])
    milestones = sorted(rng.randint(1, 12) for _ in range(rng.randint(1, 4)))
    drawn: dict[str, tuple[dict[str, Any], int]] = {
        "StepLR": ({"step_size": few, "gamma": gamma}, few * rng.randint(1, 3)),
        "MultiStepLR": ({"milestones": milestones, "gamma": gamma}, rng.choice(milestones)),
        "LinearLR": ({"start_factor": start_factor, "total_iters": some}, some),
        "CosineAnnealingLR": ({"T_max": some}, some),
        "CosineAnnealingWarmRestarts": ({"T_0": some}, some),
        "SequentialLR": (
            {"start_factor": start_factor, "warmup": some, "step_size": few, "gamma": gamma},
            some,
        ),
    }
    return drawn.get(name, ({"gamma": gamma}, some))


_NAMES = [
    "StepLR",
    "StepLR",
    "MultiStepLR",
    "ExponentialLR",
    "LinearLR",
    "CosineAnnealingLR",
    "LambdaLR",
    "CosineAnnealingWarmRestarts",
    "OneCycleLR",
    "SequentialLR",
]


def _resumed(rng: random.Random) -> dict[str, Any]:
    name = rng.choice(_NAMES)
    numbers, edge = _schedule(rng, name)
    before = rng.choice([0, edge, edge, rng.randint(1, 12), rng.randint(1, 12)])
    after = rng.choice([1, rng.randint(2, 8), rng.randint(2, 8)])
    if name == "OneCycleLR":
        numbers = {"total_steps": max(8, before + after + rng.choice([0, rng.randint(1, 9)]))}
    groups = rng.randint(1, 3)
    return {
        "schedule": {"name": name, **numbers},
        "base_lrs": [rng.uniform(0.01, 0.3) for _ in range(groups)],
        "starts": [rng.choice([-1, 1]) * rng.uniform(0.5, 3) for _ in range(groups)],
        "momentum": rng.choice([0.0, 0.5, 0.9, 0.9]),
        "before": before,
        "after": after,
    }


def own_scheduler(base_lrs: list[float], warmup: int, total: int, n: int) -> dict[str, Any]:
    """Return the rates of a warm-up and a cosine, see `lrcourse.recipes.own_warmup_cosine`.

    Returns:
        `scheduler`: the class that the scheduler inherits from; `rates`: for each epoch the rate
        of every group.
    """
    groups = [recipes.own_warmup_cosine(base_lr, warmup, total, n) for base_lr in base_lrs]
    return {"scheduler": "LRScheduler", "rates": by_epoch(groups)}


def _own_scheduler(rng: random.Random) -> dict[str, Any]:
    warmup = rng.choice([0, 1, 2, rng.randint(3, 10)])
    total = warmup + rng.choice([1, 2, rng.randint(3, 20)])
    return {
        "base_lrs": _distinct_rates(rng, rng.choice([1, 2, 2, 3])),
        "warmup": warmup,
        "total": total,
        "n": rng.choice([1, warmup + 2, total + 1, total + rng.randint(2, 12)]),
    }


def swa_linear(base_lr: float, swa_lr: float, anneal_epochs: int, n: int) -> list[float]:
    """Return the rates of an SWALR that goes in a straight line."""
    return schedules.swa(base_lr, swa_lr, anneal_epochs, "linear", n)


def _swa_linear(rng: random.Random) -> dict[str, Any]:
    anneal_epochs = rng.choice([0, 1, 2, rng.randint(3, 25), rng.randint(3, 25)])
    return {
        "base_lr": draws.base_lr(rng),
        "swa_lr": draws.base_lr(rng),
        "anneal_epochs": anneal_epochs,
        "n": rng.choice(
            [
                0,
                1,
                rng.randint(1, max(1, anneal_epochs)),
                anneal_epochs + 1,
                anneal_epochs + rng.randint(2, 10),
            ]
        ),
    }


def _groups_match(expected: dict[str, Any]) -> str:
    epochs, groups = len(expected["rates"]), len(expected["rates"][0])
    return f"{epochs} of {epochs} epochs match in all {groups} param groups."


def _layers_match(expected: dict[str, Any]) -> str:
    groups = len(expected["rates"])
    return f"{groups} of {groups} param groups have the right rate and the right parameters."


def _goes_on(expected: dict[str, Any]) -> str:
    epochs = len(expected["rates"])
    return f"{epochs} of {epochs} epochs after the resume match, and the weights agree."


KINDS: dict[str, Kind] = {
    "group_decays": Kind(
        "an exponential decay for each param group",
        group_decays,
        _group_decays,
        GROUP_DECAYS,
        "grouped",
        group_verdicts.judge_groups,
        matched=_groups_match,
    ),
    "layer_rates": Kind(
        "an optimizer with one param group for each layer",
        layer_rates,
        _layer_rates,
        LAYERS,
        "layers",
        group_verdicts.judge_layers,
        matched=_layers_match,
    ),
    "resumed": Kind(
        "a training that is saved and resumed",
        resumed,
        _resumed,
        RESUMED,
        "resuming",
        group_verdicts.judge_resumed,
        matched=_goes_on,
    ),
    "own_scheduler": Kind(
        "a scheduler class with a warm-up and a cosine",
        own_scheduler,
        _own_scheduler,
        OWN,
        "own",
        group_verdicts.judge_own,
        matched=_groups_match,
    ),
    "swa_linear": Kind(
        "the rates of an SWALR",
        swa_linear,
        _swa_linear,
        SWA,
    ),
}
