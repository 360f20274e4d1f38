"""A recorded descent that probes build around the student's code."""

from typing import Any


class Descent:
    """A recorded descent of two weights a param group, each with the loss `(w - target)**2 / 2`.

    Two, so that a rate that is changed once for each weight instead of once for each group shows.
    """

    def __init__(self, base_lrs: list[float], starts: list[float], momenta: list[float]) -> None:
        """Put two weights into each group: one begins at its start, one at the half of it."""
        import torch  # noqa: PLC0415 - a probe of a value must not pay for torch

        from lrcourse.recorder import record  # noqa: PLC0415

        groups: list[dict[str, Any]] = []
        for start, lr, momentum in zip(starts, base_lrs, momenta, strict=True):
            both = torch.tensor([start, start / 2], dtype=torch.float64).unbind()
            params = [weight.clone().requires_grad_() for weight in both]
            groups.append({"params": params, "lr": lr, "momentum": momentum})
        self.params = [param for group in groups for param in group["params"]]
        self.optimizer = torch.optim.SGD(groups)
        self.recorder = record(self.optimizer)

    def loss(self, target: float) -> Any:  # noqa: ANN401
        """Return the loss that pulls all weights to `target`, ready for `backward()`."""
        return sum((param - target) ** 2 / 2 for param in self.params)

    def update(self, target: float) -> None:
        """Make one update towards `target`.

        The gradient of `loss` is `weight - target`: a backward pass gives the same and takes most
        of a probe's time.
        """
        for param in self.params:
            param.grad = param.detach() - target
        self.optimizer.step()

    def weights(self) -> list[float]:
        """Return where the weights are, two for each group."""
        return [float(param.detach()) for param in self.params]
