"""Frames of JSON: whatever comes, plain data or one kind of error come out."""

import json
import math
import socket
import struct
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrcourse.grading.engine import wire

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def pair() -> Iterator[Pair]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


_plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=5),
    max_leaves=20,
)


@given(st.lists(_plain, min_size=1, max_size=4))
def test_what_is_sent_is_what_is_received(messages: list[Any]) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for message in messages:
            wire.send(ours, message)
        assert [wire.receive(theirs, 5) for _ in messages] == messages


def _frame(data: bytes, length: int | None = None) -> bytes:
    return struct.pack("!I", len(data) if length is None else length) + data


@pytest.mark.parametrize(
    "data",
    [
        _frame(b"no json"),
        _frame(b"\xff\xfe"),
        _frame(b"[" * 100_000),
        _frame(b"1" * 5000),
        _frame(b"", wire.MAX_FRAME + 1),
        b"\xff" * 64,
    ],
)
def test_what_is_no_frame_is_one_error(pair: Pair, data: bytes) -> None:
    threading.Thread(target=pair[0].sendall, args=(data,), daemon=True).start()
    with pytest.raises(wire.WireError) as raised:
        wire.receive(pair[1], 5)
    assert not isinstance(raised.value, wire.GoneError)


def test_an_infinite_number_is_a_number(pair: Pair) -> None:
    pair[0].sendall(_frame(b"[1e999, NaN]"))
    infinite, nan = wire.receive(pair[1], 5)
    assert math.isinf(infinite)
    assert math.isnan(nan)


def test_a_closed_line_is_told_from_nonsense(pair: Pair) -> None:
    pair[0].sendall(_frame(json.dumps([1]).encode())[:5])
    pair[0].close()
    with pytest.raises(wire.GoneError):
        wire.receive(pair[1], 5)
    with pytest.raises(wire.WireError, match="nobody listens"):
        wire.send(pair[1], "anybody?")


def test_silence_is_too_late(pair: Pair) -> None:
    with pytest.raises(wire.TooLateError):
        wire.receive(pair[1], 0.05)


def test_nobody_waits_for_ever_for_a_listener(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "PATIENCE", 0.1)
    with pytest.raises(wire.WireError, match="nobody listens"):
        wire.send(pair[0], "x" * 10_000_000)


def test_a_message_that_is_too_large_is_not_sent(pair: Pair) -> None:
    with pytest.raises(wire.WireError, match="a message of"):
        wire.send(pair[0], "x" * (wire.MAX_FRAME + 1))
