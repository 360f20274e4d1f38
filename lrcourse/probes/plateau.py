"""Probes of code that builds or steps a scheduler which watches a metric."""

from typing import Any

from lrcourse.probes.descent import Descent


def watched(subject: Any, case: dict[str, Any]) -> list[float]:  # noqa: ANN401
    """Step the scheduler that `subject(optimizer, ...)` builds with each metric in turn.

    The function gets the case's arguments but `base_lr` and `metrics`, by position.

    Returns:
        The rate that each epoch used.
    """
    descent = Descent([case["base_lr"]], [1.0], [0.0])
    arguments = [value for name, value in case.items() if name not in ("base_lr", "metrics")]
    scheduler = subject(descent.optimizer, *arguments)
    for metric in case["metrics"]:
        descent.update(0.0)
        scheduler.step(metric)
    return descent.recorder.rates


def watching(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, scheduler, train_epoch, validate, epochs)` train.

    Both losses are given. That of `validate()` depends on how many epochs are trained by then:
    `val_losses` begins with the one before epoch 0. `train_epoch` takes the optimizer.

    Returns:
        `rates`: of every update; `weights`; `validated`: how many epochs were trained when
        `validate()` was called, for each call; `end`: the rate when all is over.
    """
    from torch.optim.lr_scheduler import ReduceLROnPlateau  # noqa: PLC0415

    descent = Descent([case["base_lr"]], [case["start"]], [case["momentum"]])
    scheduler = ReduceLROnPlateau(
        descent.optimizer, factor=case["factor"], patience=case["patience"]
    )
    trained = 0
    validated: list[int] = []

    def train_epoch(optimizer: Any) -> float:  # noqa: ANN401 - student code may pass anything
        nonlocal trained
        for target in case["targets"]:
            optimizer.zero_grad()
            descent.loss(target).backward()
            optimizer.step()
        trained += 1
        return _entry(case["train_losses"], trained - 1)

    def validate() -> float:
        validated.append(trained)
        return _entry(case["val_losses"], trained)

    subject(descent.optimizer, scheduler, train_epoch, validate, len(case["train_losses"]))
    return {
        "rates": descent.recorder.groups,
        "weights": descent.weights(),
        "validated": validated,
        "end": float(descent.optimizer.param_groups[0]["lr"]),
    }


def _entry(losses: list[float], index: int) -> float:
    """Return one loss, or the last one where the code asks for too many."""
    return losses[min(index, len(losses) - 1)] if losses else 0.0


PROBES = {"watched": watched, "watching": watching}
