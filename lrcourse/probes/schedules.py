"""Probes of functions that build a scheduler, or the milestones of one."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from lrcourse.plain import MAX_ENTRIES
from lrcourse.probes.descent import Descent


def schedule(subject: Any, case: dict[str, Any]) -> list[float]:  # noqa: ANN401
    """Step the scheduler that `subject(optimizer, ...)` builds, and record each epoch's rate.

    The function gets the case's arguments but `base_lr` and `n`, by position.
    """
    descent = Descent([case["base_lr"]], [1.0], [0.0])
    arguments = [value for name, value in case.items() if name not in ("base_lr", "n")]
    scheduler = subject(descent.optimizer, *arguments)
    for _ in range(case["n"]):
        descent.update(0.0)
        scheduler.step()
    return descent.recorder.rates


def milestones(subject: Any, case: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401
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
    descent = Descent([1.0], [1.0], [0.0])
    scheduler = MultiStepLR(descent.optimizer, returned, 0.5)
    for _ in range(case["n"] if "n" in case else len(case["rates"])):
        descent.update(0.0)
        scheduler.step()
    return {"milestones": returned, "rates": descent.recorder.rates}


PROBES = {"schedule": schedule, "milestones": milestones}
