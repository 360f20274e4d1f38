"""Probes that let student code train: by hand, with a scheduler, with a log."""

from typing import Any

from lrcourse.probes.descent import Descent


def rate_change(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, lr)` change the rate in the middle of a descent with momentum."""
    descent = Descent(case["base_lrs"], case["starts"], case["momenta"])
    for _ in range(case["updates_before"]):
        descent.update(0.0)
    subject(descent.optimizer, case["lr"])
    rates = [float(group["lr"]) for group in descent.optimizer.param_groups]
    for _ in range(case["updates_after"]):
        descent.update(0.0)
    return {"rates": rates, "weights": descent.weights()}


def training(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, batch_loss, ...)` train, and record the rate of every update."""
    momenta = [case["momentum"]] * len(case["starts"])
    descent = Descent(case["base_lrs"], case["starts"], momenta)
    targets = case["targets"]
    subject(
        descent.optimizer,
        lambda batch: descent.loss(targets[batch]),
        case["epochs"],
        len(targets),
        case["step_size"],
        case["gamma"],
    )
    return {"rates": descent.recorder.groups, "weights": descent.weights()}


def scheduled_training(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, scheduler, batch_loss, epochs, batches)` train with a StepLR."""
    momenta = [case["momentum"]] * len(case["starts"])
    descent = Descent(case["base_lrs"], case["starts"], momenta)
    targets = case["targets"]
    subject(
        descent.optimizer,
        _step_lr(descent.optimizer, case),
        lambda batch: descent.loss(targets[batch]),
        case["epochs"],
        len(targets),
    )
    return {"rates": descent.recorder.groups, "weights": descent.weights()}


def logging(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, scheduler, train_epoch, epochs)` train and return its log."""
    descent = Descent([case["base_lr"]], [1.0], [0.0])

    def train_epoch() -> None:
        for _ in range(case["batches"]):
            descent.update(0.0)

    scheduler = _step_lr(descent.optimizer, case)
    log = subject(descent.optimizer, scheduler, train_epoch, case["epochs"])
    return {"log": log, "rates": descent.recorder.rates}


def _step_lr(optimizer: Any, case: dict[str, Any]) -> Any:  # noqa: ANN401
    from torch.optim.lr_scheduler import StepLR  # noqa: PLC0415

    return StepLR(optimizer, case["step_size"], case["gamma"])


PROBES = {
    "rate_change": rate_change,
    "training": training,
    "scheduled_training": scheduled_training,
    "logging": logging,
}
