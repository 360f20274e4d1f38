"""What the notebooks of the course import: a recorder, plots, and checks."""

import importlib
from typing import Any

from lrcourse.compatibility import require
from lrcourse.complaint import Complaint

__version__ = "0.1.0"

# The rest is loaded on first use: `require` must be able to complain about a
# missing torch, and the command line starts without paying for torch.
_HOMES = {
    "record": "lrcourse.recorder",
    "Recorder": "lrcourse.recorder",
    "plot_rates": "lrcourse.plots",
    "plot_curves": "lrcourse.plots",
    "plot_own": "lrcourse.plots",
    "plot_built": "lrcourse.plots",
    "plot_groups": "lrcourse.plots",
    "check": "lrcourse.checks",
    "check_choice": "lrcourse.checks",
    "check_prediction": "lrcourse.checks",
    "summary": "lrcourse.checks",
}

__all__ = ["Complaint", "require", *sorted(_HOMES)]  # noqa: PLE0604


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load a public name from the module it lives in."""
    if name not in _HOMES:
        raise AttributeError(f"module 'lrcourse' has no attribute '{name}'")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
