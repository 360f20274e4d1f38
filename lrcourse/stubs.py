"""Whether an answer is still what the assignment came with."""

import dis
from typing import Any

_NOTHING = [["LOAD_CONST", "RETURN_VALUE"], ["RETURN_CONST"]]
"""What a function does whose body is a docstring, a comment or `pass`: it returns None."""


def is_untouched(subject: Any) -> bool:  # noqa: ANN401
    """Return whether nothing is written yet: an empty function or class, or a tuple of such."""
    return all(map(_is_empty, subject if isinstance(subject, tuple) else (subject,)))


def _is_empty(part: Any) -> bool:  # noqa: ANN401
    if isinstance(part, type):
        return not any(
            callable(value) or not name.startswith("__") for name, value in vars(part).items()
        )
    code = getattr(part, "__code__", None)
    if code is None:
        return False
    steps = [step for step in dis.get_instructions(code) if step.opname not in ("RESUME", "NOP")]
    constants = [step.argval for step in steps if "CONST" in step.opname]
    return [step.opname for step in steps] in _NOTHING and constants == [None]
