"""Turns what student code returns into plain data: all that a verdict ever sees.

Plain data are None, booleans, numbers, strings, and lists and dicts of these.
"""

from collections.abc import Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, TypeAlias, Union

Plain: TypeAlias = Union[bool, int, float, str, list["Plain"], dict[str, "Plain"], None]  # noqa: UP007

MAX_ENTRIES = 100_000
MAX_DEPTH = 8
MAX_TEXT = 10_000
MAX_BITS = 1024
"""A whole number of more bits has no float, and one of many more cannot even be printed."""


class NotPlainError(Exception):
    """A value that cannot be turned into plain data; the message says why."""


def to_plain(value: Any) -> Plain:  # noqa: ANN401
    """Return `value` as plain data.

    Tensors and arrays become nested lists; tuples, ranges and generators become lists. A
    number of a library's own type becomes a Python number.

    Raises:
        NotPlainError: the value is of another type, too deep or too large.
    """
    return _convert(value, MAX_DEPTH, [MAX_ENTRIES])


def _convert(value: Any, depth: int, room: list[int]) -> Plain:  # noqa: ANN401
    room[0] -= 1
    if room[0] < 0:
        raise NotPlainError(f"it has more than {MAX_ENTRIES} entries")
    if depth < 0:
        raise NotPlainError(f"it is nested more than {MAX_DEPTH} levels deep")
    if value is None or isinstance(value, (str, Real, Decimal)):
        return _scalar(value)
    if isinstance(value, Mapping):
        return {_text(str(key)): _convert(item, depth - 1, room) for key, item in value.items()}
    if hasattr(value, "tolist"):
        size = value.numel() if hasattr(value, "numel") else getattr(value, "size", 0)
        if isinstance(size, int) and size > MAX_ENTRIES:
            raise NotPlainError(f"it has more than {MAX_ENTRIES} entries")
        converted = value.detach() if hasattr(value, "detach") else value
        return _convert(converted.tolist(), depth - 1, room)
    if hasattr(value, "__iter__") and not isinstance(value, (bytes, bytearray)):
        return [_convert(item, depth - 1, room) for item in value]
    raise NotPlainError(f"it is of type `{type(value).__name__}`")


def _scalar(value: Any) -> Plain:  # noqa: ANN401
    """Return a value of an exact type: a subclass could still change its mind."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, Integral):
        return float(value)
    number = int(value)
    if number.bit_length() > MAX_BITS:
        raise NotPlainError("it holds a whole number of more than 300 digits")
    return number


def _text(value: str) -> str:
    # Half a surrogate pair cannot be sent anywhere.
    return str.__str__(value)[:MAX_TEXT].encode(errors="replace").decode()
