"""What the tests ask about processes."""

import time
from collections.abc import Iterable

import psutil


def _runs(process: psutil.Process) -> bool:
    """Return whether a process runs; who should have waited for it may be gone."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def alive_after(seconds: float, processes: Iterable[psutil.Process]) -> list[psutil.Process]:
    """Return which processes have not ended after so many seconds, sooner if all have."""
    deadline = time.monotonic() + seconds
    while (found := [it for it in processes if _runs(it)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found
