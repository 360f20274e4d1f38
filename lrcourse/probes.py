"""The half of a check that runs beside the student's code and returns plain data."""

import copy
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from itertools import islice
from typing import Any

from lrcourse.plain import MAX_ENTRIES, NotPlainError, Plain, to_plain

MAX_WARNINGS = 10


def run(probe: str, subject: Any, cases: Sequence[dict[str, Plain]]) -> list[dict[str, Plain]]:  # noqa: ANN401
    """Run a probe on every case and say what came of it.

    Returns:
        One answer a case: `{"value": ...}` or `{"error": "Type: message"}` or
        `{"refused": "why the value is not plain data"}` or `{"uncallable": "the type of what
        should be a function"}`; with `"warnings": [...]` besides.
    """
    return [_run_one(_PROBES[probe], subject, case) for case in cases]


def _run_one(
    probe: Callable[[Any, dict[str, Any]], Any],
    subject: Any,  # noqa: ANN401
    case: dict[str, Plain],
) -> dict[str, Plain]:
    if probe is not _value and not callable(subject):
        return {"uncallable": type(subject).__name__, "warnings": []}
    answer: dict[str, Plain] = {}
    with (
        warnings.catch_warnings(record=True) as caught,
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("always")
        try:
            # The student's function may change its arguments; the verdict needs them intact.
            answer["value"] = to_plain(probe(subject, copy.deepcopy(case)))
        except NotPlainError as reason:
            answer["refused"] = str(reason)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever student code raises
            answer["error"] = f"{type(error).__name__}: {_words(error)}".rstrip(": ")
        answer["warnings"] = [_words(warning.message) for warning in caught[:MAX_WARNINGS]]
    return answer


def _words(message: BaseException | str) -> str:
    """Return the start of what an exception or a warning says, whatever its `__str__` does."""
    try:
        return str(to_plain(str(message)))[:300]
    except Exception:  # noqa: BLE001 - student code may define the exception's class
        return ""


def _value(subject: Any, _case: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return what a name of the notebook holds."""
    return subject


def _call(subject: Any, case: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return what the student's function returns for the case's arguments, in their order."""
    return subject(*case.values())


def _rate_change(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, lr)` change the rate in the middle of a descent with momentum."""
    descent = _Descent(case["base_lrs"], case["starts"], case["momenta"])
    for _ in range(case["updates_before"]):
        descent.update(0.0)
    subject(descent.optimizer, case["lr"])
    rates = [float(group["lr"]) for group in descent.optimizer.param_groups]
    for _ in range(case["updates_after"]):
        descent.update(0.0)
    return {"rates": rates, "weights": descent.weights()}


def _training(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, batch_loss, ...)` train, and record the rate of every update."""
    momenta = [case["momentum"]] * len(case["starts"])
    descent = _Descent(case["base_lrs"], case["starts"], momenta)
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


def _schedule(subject: Any, case: dict[str, Any]) -> list[float]:  # noqa: ANN401
    """Step the scheduler that `subject(optimizer, ...)` builds, and record each epoch's rate.

    The function gets the case's arguments but `base_lr` and `n`, by position.
    """
    descent = _Descent([case["base_lr"]], [1.0], [0.0])
    arguments = [value for name, value in case.items() if name not in ("base_lr", "n")]
    scheduler = subject(descent.optimizer, *arguments)
    for _ in range(case["n"]):
        descent.update(0.0)
        scheduler.step()
    return descent.recorder.rates


def _scheduled_training(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, scheduler, batch_loss, epochs, batches)` train with a StepLR."""
    momenta = [case["momentum"]] * len(case["starts"])
    descent = _Descent(case["base_lrs"], case["starts"], momenta)
    targets = case["targets"]
    subject(
        descent.optimizer,
        _step_lr(descent.optimizer, case),
        lambda batch: descent.loss(targets[batch]),
        case["epochs"],
        len(targets),
    )
    return {"rates": descent.recorder.groups, "weights": descent.weights()}


def _logging(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Let `subject(optimizer, scheduler, train_epoch, epochs)` train and return its log."""
    descent = _Descent([case["base_lr"]], [1.0], [0.0])

    def train_epoch() -> None:
        for _ in range(case["batches"]):
            descent.update(0.0)

    scheduler = _step_lr(descent.optimizer, case)
    log = subject(descent.optimizer, scheduler, train_epoch, case["epochs"])
    return {"log": log, "rates": descent.recorder.rates}


def _step_lr(optimizer: Any, case: dict[str, Any]) -> Any:  # noqa: ANN401
    from torch.optim.lr_scheduler import StepLR  # noqa: PLC0415

    return StepLR(optimizer, case["step_size"], case["gamma"])


def _milestones(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
    """Return the milestones that `subject(...)` returns, and what a MultiStepLR makes of them.

    The rates begin at 1 and are halved at each drop; there are as many as the case has epochs.
    """
    from torch.optim.lr_scheduler import MultiStepLR  # noqa: PLC0415

    returned = subject(*case.values())
    if returned is None:
        return {"milestones": None, "rates": []}
    if isinstance(returned, Iterator):
        # An endless one is cut off where it is too long to be read.
        returned = list(islice(returned, MAX_ENTRIES + 1))
    descent = _Descent([1.0], [1.0], [0.0])
    scheduler = MultiStepLR(descent.optimizer, returned, 0.5)
    for _ in range(case["n"] if "n" in case else len(case["rates"])):
        descent.update(0.0)
        scheduler.step()
    return {"milestones": returned, "rates": descent.recorder.rates}


class _Descent:
    """A recorded descent of two weights a param group, each with the loss `(w - target)**2 / 2`.

    Two, so that a rate that is changed once for each weight instead of once for each group shows.
    """

    def __init__(self, base_lrs: list[float], starts: list[float], momenta: list[float]) -> None:
        import torch  # noqa: PLC0415 - a probe of a value must not pay for torch

        from lrcourse.recorder import record  # noqa: PLC0415

        groups: list[dict[str, Any]] = []
        for start, lr, momentum in zip(starts, base_lrs, momenta, strict=True):
            both = torch.tensor([start, start / 2], dtype=torch.float64).unbind()
            params = [weight.clone().requires_grad_() for weight in both]
            groups.append({"params": params, "lr": lr, "momentum": momentum})
        self.params = [param for group in groups for param in group["params"]]
        self.optimizer = torch.optim.SGD(groups, lr=base_lrs[0])
        self.recorder = record(self.optimizer)

    def loss(self, target: float) -> Any:  # noqa: ANN401
        return sum((param - target) ** 2 / 2 for param in self.params)

    def update(self, target: float) -> None:
        self.optimizer.zero_grad()
        self.loss(target).backward()
        self.optimizer.step()

    def weights(self) -> list[float]:
        return [float(param.detach()) for param in self.params]


_PROBES: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "value": _value,
    "call": _call,
    "rate_change": _rate_change,
    "training": _training,
    "scheduled_training": _scheduled_training,
    "logging": _logging,
    "schedule": _schedule,
    "milestones": _milestones,
}
