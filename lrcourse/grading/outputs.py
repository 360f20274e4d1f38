"""Makes outputs that a graded notebook may hold: of known kinds, of a limited size, harmless."""

import base64
import binascii
import math
from collections.abc import Callable, Sequence
from typing import Any

from lrcourse.complaint import Complaint
from lrcourse.grading.harmless import harmless

MAX_OUTPUTS = 200
MAX_TEXT = 200_000
"""Characters of one output."""
MAX_HTML = 50_000
"""Characters of one output in HTML: deep nests take a time that grows with the square."""
MAX_MESSAGE = 5_000
"""Characters of what a check says: it may quote what came back from the student's code."""
_IMAGES = {"image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8\xff"}


def stream(text: str) -> dict[str, Any]:
    """Return text that was printed."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def failure(error: BaseException) -> dict[str, Any]:
    """Return a check's answer to a wrong answer, as the notebook would show it."""
    told = str(error)[:MAX_MESSAGE]
    lines = Complaint(told)._render_traceback_() if isinstance(error, Complaint) else [told]
    return {
        "output_type": "error",
        "ename": type(error).__name__,
        "evalue": told,
        "traceback": lines,
    }


def stopped(sentence: str) -> dict[str, Any]:
    """Return why a cell did not run to its end."""
    return failure(Stopped(sentence[:1].upper() + sentence[1:]))


class Stopped(Complaint):
    """A cell that was ended from outside."""


class Room:
    """How many characters the outputs of a notebook may still take."""

    def __init__(self, left: int) -> None:
        """Begin with so many."""
        self.left = left

    def take(self, output: dict[str, Any]) -> bool:
        """Return whether there is room for an output, as it came, and take it."""
        parts: list[Any] = [output]
        while parts and self.left >= 0:
            part = parts.pop()
            if isinstance(part, str):
                self.left -= len(part)
            elif isinstance(part, (dict, list)):
                self.left -= len(part)
                parts += part.values() if isinstance(part, dict) else part
        return self.left >= 0


def clean(
    found: Any,  # noqa: ANN401
    text_filter: Callable[[str], str],
    room: Room,
) -> list[dict[str, Any]]:
    """Return the outputs among what a student's process sent; nothing in them is trusted.

    Args:
        found: what it sent.
        text_filter: what every text goes through.
        room: what the notebook has left; what finds none is cut.
    """
    if not isinstance(found, list):
        return []
    shown: list[dict[str, Any]] = []
    for output in found[:MAX_OUTPUTS]:
        if not isinstance(output, dict):
            continue
        if not room.take(output):
            return [*shown, stream("[more output is cut]\n")]
        if part := _output(output, text_filter):
            shown.append(part)
    return shown


def points(shown: Sequence[dict[str, Any]], most: float) -> float:
    """Return what a test cell scores that ran in the student's process, by nbgrader's rules.

    An error or a line on stderr scores nothing; a number as the result is partial credit, if it
    lies between 0 and `most`; anything else scores in full.
    """
    for output in shown:
        if output["output_type"] == "error" or output.get("name") == "stderr":
            return 0.0
        if output["output_type"] == "execute_result":
            return _partial(str(output["data"].get("text/plain", "")), most)
    return most


def _partial(text: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        # nbgrader gives full marks here, and a student's object may print as anything.
        return 0.0
    return value if math.isfinite(value) and 0 <= value <= most else 0.0


def _output(output: dict[str, Any], text_filter: Callable[[str], str]) -> dict[str, Any] | None:
    kind = output.get("output_type")
    if kind == "stream":
        name = "stderr" if output.get("name") == "stderr" else "stdout"
        text = _text(output.get("text"), text_filter)
        return {"output_type": kind, "name": name, "text": text} if text else None
    if kind == "error":
        lines = output.get("traceback")
        lines = lines if isinstance(lines, list) else []
        return {
            "output_type": kind,
            "ename": _text(output.get("ename"), text_filter)[:200],
            "evalue": _text(output.get("evalue"), text_filter)[:2000],
            "traceback": [_text(line, text_filter)[:20_000] for line in lines[:200]],
        }
    if kind not in ("display_data", "execute_result"):
        return None
    data = _data(output.get("data"), text_filter)
    result = {"output_type": kind, "data": data, "metadata": _described(output, data, text_filter)}
    if kind == "execute_result":
        result["execution_count"] = None
    return result if data else None


def _data(found: Any, text_filter: Callable[[str], str]) -> dict[str, str]:  # noqa: ANN401
    data: dict[str, str] = {}
    for kind, value in found.items() if isinstance(found, dict) else ():
        if not isinstance(value, str) or len(value) > 10 * MAX_TEXT:
            continue
        if kind in ("text/plain", "text/latex"):
            data[kind] = _text(value, text_filter)
        elif kind == "text/html":
            data[kind] = harmless(_text(value, text_filter, MAX_HTML))
        elif kind in _IMAGES and _is_image(value, _IMAGES[kind]):
            data[kind] = value
    return data


def _described(
    output: dict[str, Any], data: dict[str, str], text_filter: Callable[[str], str]
) -> dict[str, Any]:
    """Return the text alternatives of images, the one metadata that is kept."""
    metadata = output.get("metadata")
    found: dict[str, Any] = {}
    for kind in data.keys() & _IMAGES.keys():
        said = metadata.get(kind) if isinstance(metadata, dict) else None
        if isinstance(said, dict) and isinstance(said.get("alt"), str):
            found[kind] = {"alt": _text(said["alt"], text_filter)}
    return found


def _is_image(value: str, magic: bytes) -> bool:
    try:
        return base64.b64decode(value[:64] + "=" * (-len(value[:64]) % 4)).startswith(magic)
    except (binascii.Error, ValueError):
        return False


def _text(value: Any, text_filter: Callable[[str], str], most: int = MAX_TEXT) -> str:  # noqa: ANN401
    if not isinstance(value, str):
        return ""
    kept = value if len(value) <= most else f"{value[:most]}\n[more output is cut]\n"
    # Half a surrogate pair cannot be written into any file.
    return text_filter(kept.encode(errors="replace").decode())
