"""A probe that lets student code train with accumulated gradients."""

from typing import Any

from lrcourse.probes.descent import Descent


def accumulated_training(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, scheduler, batch_loss, batches, accumulate)` train each epoch.

    The scheduler multiplies the rates by `gamma` at each of its steps, so that every step that
    comes too early, too late or too often shows in the recorded rates.
    """
    from torch.optim.lr_scheduler import ExponentialLR  # noqa: PLC0415

    momenta = [case["momentum"]] * len(case["starts"])
    descent = Descent(case["base_lrs"], case["starts"], momenta)
    scheduler = ExponentialLR(descent.optimizer, case["gamma"])
    targets = case["targets"]
    for _ in range(case["epochs"]):
        subject(
            descent.optimizer,
            scheduler,
            lambda batch: descent.loss(targets[batch]),
            len(targets),
            case["accumulate"],
        )
    return {"rates": descent.recorder.groups, "weights": descent.weights()}


PROBES = {"accumulated_training": accumulated_training}
