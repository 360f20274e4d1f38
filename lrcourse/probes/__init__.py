"""The half of a check that runs beside the student's code and returns plain data."""

import copy
import io
import warnings
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

from lrcourse.plain import NotPlainError, Plain, to_plain
from lrcourse.probes import accumulation, groups, plateau, schedules, smooth, training
from lrcourse.stubs import is_untouched

MAX_WARNINGS = 10


def run(probe: str, subject: Any, cases: Sequence[dict[str, Plain]]) -> list[dict[str, Plain]]:  # noqa: ANN401
    """Run a probe on every case and say what came of it.

    Returns:
        One answer a case: `{"value": ...}` or `{"error": "Type: message"}` or
        `{"refused": "why the value is not plain data"}` or `{"uncallable": "the type of what
        should be a function"}`; with `"warnings": [...]` besides. A tuple of functions is a
        subject that has several.
    """
    return [_run_one(_PROBES[probe], subject, case) for case in cases]


def _run_one(
    probe: Callable[[Any, dict[str, Any]], Any],
    subject: Any,  # noqa: ANN401
    case: dict[str, Plain],
) -> dict[str, Plain]:
    if probe is not _value:
        for part in subject if isinstance(subject, tuple) else (subject,):
            if not callable(part):
                return {"uncallable": type(part).__name__, "warnings": []}
    answer: dict[str, Plain] = {}
    with (
        warnings.catch_warnings(record=True) as caught,
        redirect_stdout(io.StringIO()),
        redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("always")
        try:
            # The student's function may change its arguments; the verdict needs them intact.
            answer["value"] = to_plain(probe(subject, copy.deepcopy(case)))
        except NotPlainError as reason:
            answer["refused"] = str(reason)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever student code raises
            answer["error"] = f"{type(error).__name__}: {_words(error)}".rstrip(": ")
        answer["warnings"] = [_words(warning.message) for warning in caught[:MAX_WARNINGS]]
    return answer


def _words(message: BaseException | str) -> str:
    """Return the start of what an exception or a warning says, whatever its `__str__` does."""
    try:
        return str(to_plain(str(message)))[:300]
    except Exception:  # noqa: BLE001 - student code may define the exception's class
        return ""


def _value(subject: Any, _case: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return what a name of the notebook holds."""
    return subject


def _untouched(subject: Any, _case: dict[str, Any]) -> bool:  # noqa: ANN401
    """Return whether nothing is written yet."""
    return is_untouched(subject)


def _call(subject: Any, case: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return what the student's function returns for the case's arguments, in their order."""
    return subject(*case.values())


_PROBES: dict[str, Callable[[Any, dict[str, Any]], Any]] = {
    "value": _value,
    "untouched": _untouched,
    "call": _call,
    **training.PROBES,
    **schedules.PROBES,
    **smooth.PROBES,
    **plateau.PROBES,
    **accumulation.PROBES,
    **groups.PROBES,
}
