"""Turns what student code returns into plain data: all that a verdict ever sees.

Plain data are None, booleans, numbers, strings, and lists and dicts of these.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias, Union

Plain: TypeAlias = Union[None, bool, int, float, str, list["Plain"], dict[str, "Plain"]]  # noqa: UP007

MAX_ENTRIES = 100_000
MAX_DEPTH = 8
MAX_TEXT = 10_000


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
    # Exact types only: a subclass may lie about its own value.
    if value is None or type(value) in (bool, int, float):
        return value  # type: ignore[no-any-return]
    if type(value) is str:
        return value[:MAX_TEXT]
    if isinstance(value, Mapping):
        return {str(key): _convert(item, depth - 1, room) for key, item in value.items()}
    if hasattr(value, "tolist"):
        size = value.numel() if hasattr(value, "numel") else getattr(value, "size", 0)
        if isinstance(size, int) and size > MAX_ENTRIES:
            raise NotPlainError(f"it has more than {MAX_ENTRIES} entries")
        converted = value.detach() if hasattr(value, "detach") else value
        return _convert(converted.tolist(), depth, room)
    if hasattr(value, "__iter__") and not isinstance(value, (bytes, bytearray)):
        return [_convert(item, depth - 1, room) for item in value]
    raise NotPlainError(f"it is of type `{type(value).__name__}`")
