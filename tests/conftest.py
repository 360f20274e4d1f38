"""What the tests share: one thread, repeatable properties, no key, a shell and an engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from hypothesis import settings
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from lrcourse import seam, seeds
from lrcourse.grading.engine.client import Engine

torch.set_num_threads(1)
settings.register_profile("course", deadline=None, derandomize=True, max_examples=60)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def _fresh_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(seeds.KEY_VARIABLE, raising=False)
    with seam.use(seam.Session()):
        yield


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    """Return an IPython shell that is the one `get_ipython` finds."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    config = Config()
    config.HistoryManager.enabled = False
    yield InteractiveShell.instance(config=config)
    InteractiveShell.clear_instance()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Return an engine with all protections; it takes seconds to start."""
    with Engine() as started:
        yield started
