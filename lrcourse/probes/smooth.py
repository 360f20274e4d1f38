"""Probe of a loop that is given the training of an epoch, and changes the rate between epochs."""

from typing import Any

from lrcourse.probes.descent import Descent


def epochs(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, train_epoch, epochs, T_max, eta_min)` train.

    Returns:
        `rates`: for each call of `train_epoch()` the rate of every param group; `weights`: where
        the weights end.
    """
    momenta = [case["momentum"]] * len(case["starts"])
    descent = Descent(case["base_lrs"], case["starts"], momenta)
    rates: list[list[float]] = []

    def train_epoch() -> None:
        rates.append([float(group["lr"]) for group in descent.optimizer.param_groups])
        for target in case["targets"]:
            descent.update(target)

    subject(descent.optimizer, train_epoch, case["epochs"], case["T_max"], case["eta_min"])
    return {"rates": rates, "weights": descent.weights()}


PROBES = {"epochs": epochs}
