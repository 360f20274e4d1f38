"""Kinds of exercises about StepLR: its loop, its log, its parameters, its steps."""

import random
from typing import Any

from lrcourse import properties, recipes, schedules, verdicts
from lrcourse.causes.steplr import LOGGED, PER_BATCH, PLAN, PRINTED, SCHEDULED, TRACE
from lrcourse.kinds import draws
from lrcourse.kinds.kind import Kind
from lrcourse.kinds.training import draw_training, trained, updates_match
from lrcourse.mistakes import steps


def logged(
    base_lr: float, gamma: float, step_size: int, epochs: int, batches: int
) -> dict[str, Any]:
    """Return what a loop logs that notes the rate of each epoch, and what its updates use.

    Returns:
        `log`: a rate for each epoch; `rates`: one for each update.
    """
    log = schedules.step_decay(base_lr, gamma, step_size, epochs)
    return {"log": log, "rates": [rate for rate in log for _ in range(batches)]}


def _logged(rng: random.Random) -> dict[str, Any]:
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.drop(rng),
        "step_size": rng.choice([1, 1, 2, 3, 5]),
        "epochs": rng.choice([0, 1, 2, rng.randint(3, 20), rng.randint(3, 20)]),
        "batches": rng.randint(1, 3),
    }


def _log_matches(expected: dict[str, Any]) -> str:
    epochs = len(expected["log"])
    return f"{epochs} of {epochs} entries are the rates that the updates used."


def _per_batch(rng: random.Random) -> dict[str, Any]:
    step_size, batches = rng.choice([1, 1, 2, 3, 5]), rng.choice([1, 2, 3, 4, 7])
    span = step_size * batches
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.drop(rng),
        "step_size": step_size,
        "batches": batches,
        "n": rng.choice(
            # Now and then more drops than anybody writes out.
            [0, 1, batches, span, rng.randint(1, 70), min(70, 14 * span)]
        ),
    }


def plan(base_lr: float, final_lr: float, epochs: int, drops: int) -> dict[str, Any]:
    """Return what a StepLR has to fulfil that ends at `final_lr` after so many drops.

    Any `step_size` and `gamma` will do with which epochs `0 .. epochs-1` see exactly `drops`
    drops and the last epoch uses `final_lr`.
    """
    return {"base_lr": base_lr, "final_lr": final_lr, "epochs": epochs, "drops": drops}


def _plan(rng: random.Random) -> dict[str, Any]:
    drops, step_size = rng.randint(1, 6), rng.choice([1, 2, 3, 5, 10])
    base_lr = draws.base_lr(rng)
    return {
        "base_lr": base_lr,
        "final_lr": base_lr * rng.choice([0.1, 0.01, rng.uniform(0.001, 0.9)]),
        # The run may end right at its last drop, or any time before the next one.
        "epochs": drops * step_size + 1 + rng.randrange(step_size),
        "drops": drops,
    }


def read_trace(rates: list[float]) -> list[float]:
    """Return `base_lr`, `step_size` and `gamma` of the StepLR that gives these rates.

    There is at least one drop among them, and the first one tells all.
    """
    step_size = next(epoch for epoch, rate in enumerate(rates) if rate != rates[0])
    return [rates[0], step_size, rates[step_size] / rates[0]]


def _trace(rng: random.Random) -> dict[str, Any]:
    step_size = rng.choice([1, 1, 2, 3, 5, 7, 12])
    n = step_size + 1 + rng.choice([0, 1, rng.randint(0, 40)])
    gamma = rng.choice([0.1, 0.5, rng.uniform(1.1, 4), rng.uniform(0.05, 0.99)])
    # Down to rates that a fixed tolerance, or a fixed number of decimals, cannot tell apart.
    base_lr = 10 ** rng.uniform(-6, 0)
    return {"rates": schedules.step_decay(base_lr, gamma, step_size, n)}


def _printed(rng: random.Random) -> dict[str, Any]:
    return {
        "base_lr": draws.base_lr(rng),
        "gamma": draws.drop(rng),
        "step_size": rng.choice([1, 2, 3, 5]),
        "n": rng.randint(0, 20),
    }


KINDS: dict[str, Kind] = {
    "scheduled": Kind(
        "a training loop with a scheduler",
        trained,
        draw_training,
        SCHEDULED,
        "scheduled_training",
        verdicts.judge_training,
        "update",
        updates_match,
    ),
    "logged": Kind(
        "a log of the rates of a training run",
        logged,
        _logged,
        LOGGED,
        "logging",
        verdicts.judge_log,
        matched=_log_matches,
    ),
    "printed_after_step": Kind(
        "the rates that a loop prints after `scheduler.step()`",
        steps.printed_after_step,
        _printed,
        PRINTED,
    ),
    "steplr_plan": Kind(
        "the parameters of a StepLR that ends at a given rate",
        plan,
        _plan,
        PLAN,
        judge=properties.judge_plan,
        matched=lambda _expected: "the run has the right drops and ends at the right rate.",
    ),
    "steplr_trace": Kind(
        "the parameters of the StepLR behind a list of rates",
        read_trace,
        _trace,
        TRACE,
        judge=properties.judge_trace,
        matched=lambda _expected: "all three numbers match.",
    ),
    "steplr_per_batch": Kind(
        "a StepLR that is stepped for each batch",
        recipes.step_decay_per_batch,
        _per_batch,
        PER_BATCH,
        "schedule",
        unit="batch",
    ),
}
