"""Frames of JSON over a socket: all that crosses between the judge and a student's process."""

import json
import select
import socket
import struct
import time
from typing import Any

MAX_FRAME = 16 * 2**20
"""Bytes of one frame: more than any honest answer, less than what would hurt."""
PATIENCE = 30.0
"""Seconds that the other side may take to listen."""
_LENGTH = struct.Struct("!I")


class WireError(Exception):
    """What came is no frame of JSON, or nothing more will come."""


class GoneError(WireError):
    """The other side has closed the line, or has never been there."""


class TooLateError(Exception):
    """Nothing came in time."""


def send(sock: socket.socket, message: object) -> None:
    """Send one message.

    Raises:
        WireError: the other side is gone, or the message is too large.
    """
    data = json.dumps(message).encode()
    if len(data) > MAX_FRAME:
        raise WireError(f"a message of {len(data)} bytes")
    # Whoever stops listening must not keep the other side waiting for ever.
    sock.settimeout(PATIENCE)
    try:
        sock.sendall(_LENGTH.pack(len(data)) + data)
    except OSError as error:
        raise WireError(f"nobody listens any more: {error}") from None
    finally:
        sock.settimeout(None)


def receive(sock: socket.socket, seconds: float | None = None) -> Any:  # noqa: ANN401
    """Return the next message: numbers, strings, booleans, None, lists and dicts only.

    Args:
        sock: where it comes from.
        seconds: how long to wait; for ever if None.

    Raises:
        TooLateError: it did not come in time.
        WireError: it is no JSON, or too large, or the other side is gone.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    (length,) = _LENGTH.unpack(_exactly(sock, _LENGTH.size, deadline))
    if length > MAX_FRAME:
        raise WireError(f"a frame of {length} bytes")
    try:
        return json.loads(_exactly(sock, length, deadline))
    # A number of more than 4300 digits is a ValueError, deep nesting a RecursionError.
    except (ValueError, RecursionError) as error:
        raise WireError(f"no JSON: {type(error).__name__}") from None


def _exactly(sock: socket.socket, size: int, deadline: float | None) -> bytes:
    parts: list[bytes] = []
    while size:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        # Whoever sends byte after byte, so that there is always one, is late all the same.
        if not select.select([sock], [], [], left)[0] or (parts and left == 0):
            raise TooLateError
        try:
            part = sock.recv(min(size, 2**16))
        except OSError as error:
            raise GoneError(str(error)) from None
        if not part:
            raise GoneError("the other side is gone")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
