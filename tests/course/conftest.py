"""What the tests of the whole course share: one engine, as it takes seconds to start."""

from collections.abc import Iterator

import pytest

from lrcourse.grading.engine.client import Engine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine() as started:
        yield started
