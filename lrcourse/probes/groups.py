"""Probes of several param groups, of checkpoints, and of a scheduler class of one's own."""

import io
from typing import Any

from lrcourse.probes.descent import Descent


def grouped(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Step the scheduler that `subject(optimizer, ...)` builds; record the rates of all groups.

    The function, or class, gets the case's arguments but `base_lrs` and `n`, by position.
    """
    descent, scheduler = _built(subject, case)
    return _stepped(descent, scheduler, case["n"])


def own(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Do the same with a class, and make a second object of it before the first is stepped.

    The second one has an optimizer and numbers of its own, so it must not change the first.
    """
    descent, scheduler = _built(subject, case)
    _second = _built(subject, another(case))
    return _stepped(descent, scheduler, case["n"])


def another(case: dict[str, Any]) -> dict[str, Any]:
    """Return the numbers of the second object."""
    return {
        **case,
        "base_lrs": [3 * lr for lr in case["base_lrs"]],
        "warmup": case["warmup"] + 2,
        "total": case["total"] + 5,
    }


def _built(subject: Any, case: dict[str, Any]) -> tuple[Descent, Any]:  # noqa: ANN401
    base_lrs = case["base_lrs"]
    descent = Descent(base_lrs, [1.0] * len(base_lrs), [0.0] * len(base_lrs))
    arguments = [value for name, value in case.items() if name not in ("base_lrs", "n")]
    return descent, subject(descent.optimizer, *arguments)


def _stepped(descent: Descent, scheduler: Any, epochs: int) -> dict[str, Any]:  # noqa: ANN401
    from torch.optim.lr_scheduler import LRScheduler  # noqa: PLC0415

    if scheduler is None:
        return {"scheduler": None, "rates": []}
    for _ in range(epochs):
        descent.update(0.0)
        scheduler.step()
    return {
        "scheduler": "LRScheduler" if isinstance(scheduler, LRScheduler) else _type(scheduler),
        "rates": descent.recorder.groups,
    }


def layers(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Return the groups of the optimizer that `subject(layers, ...)` builds: rates and members.

    A parameter is told as its layer and its place there; one of no layer as `[-1, -1]`.
    """
    import torch  # noqa: PLC0415

    built = [_layer(count) for count in case["layers"]]
    arguments = [value for name, value in case.items() if name != "layers"]
    optimizer = subject(list(built), *arguments)
    if not isinstance(optimizer, torch.optim.Optimizer):
        return {"optimizer": _type(optimizer), "rates": [], "members": []}
    places = {
        parameter: [number, place]
        for number, layer in enumerate(built)
        for place, parameter in enumerate(layer.parameters())
    }
    groups = optimizer.param_groups
    return {
        "optimizer": "SGD" if isinstance(optimizer, torch.optim.SGD) else _type(optimizer),
        "rates": [group["lr"] for group in groups],
        "members": [
            sorted(places.get(parameter, [-1, -1]) for parameter in group["params"])
            for group in groups
        ],
    }


def _layer(count: int) -> Any:  # noqa: ANN401
    """Return a module with so many parameters: its own, or those of modules inside it."""
    import torch  # noqa: PLC0415

    if count < 3:
        return torch.nn.Linear(2, 2, bias=count == 2)
    parts = [torch.nn.Linear(2, 2), torch.nn.Tanh(), torch.nn.Linear(2, 2, bias=count > 3)]
    return torch.nn.Sequential(*parts)


def resuming(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Interrupt a training between `save` and `resume`, and record what comes after.

    The first training goes on behind the checkpoint and saves once more, as trainings do. The
    second one has nothing of the first but its weights and the checkpoint, written and read.
    """
    save, resume = subject
    first = _Training(case, None)
    first.run(case["before"])
    try:
        written = _written(save(first.descent.optimizer, first.scheduler))
    except _UnusableError as why:
        return {"unusable": str(why)}
    weights = first.descent.weights()
    first.run(case["after"])
    save(first.descent.optimizer, first.scheduler)
    second = _Training(case, weights)
    del first
    resume(second.descent.optimizer, second.scheduler, _read(written))
    second.run(case["after"])
    return {"rates": second.descent.recorder.groups, "weights": second.descent.weights()}


class _Training:
    """A descent with a scheduler."""

    def __init__(self, case: dict[str, Any], weights: list[float] | None) -> None:
        """Build all anew; the weights are those of a saved model, where there is one."""
        import torch  # noqa: PLC0415

        base_lrs = case["base_lrs"]
        self.descent = Descent(base_lrs, case["starts"], [case["momentum"]] * len(base_lrs))
        if weights is not None:
            with torch.no_grad():
                for param, weight in zip(self.descent.params, weights, strict=True):
                    param.fill_(weight)
        self.scheduler = scheduler(self.descent.optimizer, case["schedule"], base_lrs)

    def run(self, epochs: int) -> None:
        """Train for some epochs of one update each."""
        for _ in range(epochs):
            self.descent.update(0.0)
            self.scheduler.step()


def scheduler(optimizer: Any, schedule: dict[str, Any], base_lrs: list[float]) -> Any:  # noqa: ANN401
    """Build one of torch's schedulers; `lrcourse.recipes.described` has its rates."""
    from torch.optim import lr_scheduler  # noqa: PLC0415

    numbers = dict(schedule)
    name = numbers.pop("name")
    if name == "LambdaLR":
        return lr_scheduler.LambdaLR(optimizer, lambda epoch: numbers["gamma"] ** epoch)
    if name == "OneCycleLR":
        return lr_scheduler.OneCycleLR(optimizer, base_lrs, **numbers)
    if name == "SequentialLR":
        warmup = numbers["warmup"]
        ramp = lr_scheduler.LinearLR(optimizer, numbers["start_factor"], total_iters=warmup)
        steps = lr_scheduler.StepLR(optimizer, numbers["step_size"], numbers["gamma"])
        return lr_scheduler.SequentialLR(optimizer, [ramp, steps], [warmup])
    return getattr(lr_scheduler, name)(optimizer, **numbers)


class _UnusableError(Exception):
    """What `save` returned is no checkpoint; the message says why."""


def _written(checkpoint: Any) -> bytes:  # noqa: ANN401
    """Return the file that a checkpoint becomes, if it can be read again."""
    import torch  # noqa: PLC0415

    if checkpoint is None:
        raise _UnusableError("`save` returned None, not a dictionary")
    if not isinstance(checkpoint, dict):
        raise _UnusableError(
            f"`save` returned an object of the type `{_type(checkpoint)}`, not a dictionary"
        )
    for key, value in checkpoint.items():
        if callable(value):
            raise _UnusableError(f"its entry {str(key)[:40]!r} is a function, not what it returns")
    file = io.BytesIO()
    try:
        torch.save(checkpoint, file)
        _read(file.getvalue())
    except Exception:  # noqa: BLE001 - pickle raises whatever an object does
        kinds = sorted({_type(value) for value in checkpoint.values()} - _PLAIN)
        named = f", such as `{kinds[0]}`" if kinds else ""
        raise _UnusableError(
            f"`torch.save` and `torch.load` refuse it: it holds objects{named}"
        ) from None
    return file.getvalue()


_PLAIN = {"dict", "list", "tuple", "int", "float", "bool", "str", "NoneType", "Tensor"}


def _read(written: bytes) -> Any:  # noqa: ANN401
    import torch  # noqa: PLC0415

    return torch.load(io.BytesIO(written), weights_only=True)


def _type(value: Any) -> str:  # noqa: ANN401
    return type(value).__name__


PROBES = {"grouped": grouped, "own": own, "layers": layers, "resuming": resuming}
