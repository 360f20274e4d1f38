"""Records the learning rate that each update of an optimizer really used."""

from typing import Any

from torch.optim import Optimizer


class Recorder:
    """The rates of an optimizer, read at the moment of each `optimizer.step()`.

    Attributes:
        groups: for each update, the rate of every param group.
    """

    def __init__(self, optimizer: Optimizer) -> None:
        """Start to watch `optimizer`; nothing about its updates changes."""
        self.groups: list[list[float]] = []
        optimizer.register_step_pre_hook(self._note)

    def _note(self, optimizer: Optimizer, _args: Any, _kwargs: Any) -> None:  # noqa: ANN401
        # A rate may be a tensor that a scheduler later changes in place: keep its value.
        self.groups.append([float(group["lr"]) for group in optimizer.param_groups])

    @property
    def rates(self) -> list[float]:
        """Return the rate of the first param group, one entry for each update."""
        return [rates[0] for rates in self.groups]


def record(optimizer: Optimizer) -> Recorder:
    """Return a recorder that watches `optimizer` from now on."""
    return Recorder(optimizer)
