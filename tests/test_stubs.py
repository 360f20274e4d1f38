"""Tests of what tells an answer that is not written yet."""

from collections.abc import Callable

import pytest
from torch import Tensor
from torch.optim.lr_scheduler import LRScheduler

from lrcourse.stubs import is_untouched


def documented(a: int) -> None:
    """Return nothing."""


def passed(_a: int) -> None:
    pass


def constant(_a: int) -> int:
    return 5


def text(_a: int) -> str:
    return "text"


def forgotten_return(a: int) -> None:
    b = a + 1
    del b


def loop(a: list[int]) -> None:
    for _ in a:
        pass


def raising(_a: int) -> None:
    raise NotImplementedError


class Empty(LRScheduler):
    """A class of which nothing is written."""


class WithMethod(LRScheduler):
    """A class with a method."""

    def get_lr(self) -> list[float | Tensor]:
        """Return nothing yet."""
        return []


class _OnlyInit:
    def __init__(self) -> None:
        self.a = 1


class _WithNumber:
    warmup = 3


@pytest.mark.parametrize("stub", [documented, passed, Empty, (documented, passed)])
def test_what_the_assignment_came_with_is_untouched(stub: object) -> None:
    assert is_untouched(stub)


@pytest.mark.parametrize(
    "answer",
    [
        constant, text, forgotten_return, loop, raising, lambda x: x, WithMethod, _OnlyInit,
        _WithNumber, (documented, constant), None, 5, "text", print, LRScheduler,
    ],
)  # fmt: skip
def test_whatever_is_written_is_an_answer(answer: Callable[..., object] | object) -> None:
    assert not is_untouched(answer)
