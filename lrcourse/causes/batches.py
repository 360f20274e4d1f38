"""What lists of rates of batches can have wrong, and mistakes in the number of batches."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from lrcourse.causes.errors import ERRORS
from lrcourse.causes.predicates import always, is_one_answer, is_rounded, predicts
from lrcourse.diagnosis import Cause, Evidence, Fits

Case: TypeAlias = dict[str, Any]
Number: TypeAlias = Callable[[Case], float]
"""From the arguments of a case to a number."""


def gives(*formulas: Callable[[Case], Any]) -> Fits:
    """Return a predicate: one of the formulas gives what was seen, in every case.

    A formula that cannot be computed for some case gives nothing.
    """

    def safe(formula: Callable[[Case], Any]) -> Callable[[Evidence], Any]:
        def predict(item: Evidence) -> Any:  # noqa: ANN401
            try:
                return formula(item.case)
            except (ArithmeticError, IndexError, ValueError):
                return [math.nan]

        return predict

    return predicts(*map(safe, formulas))


def seen(*changes: Callable[[list[Any], Evidence], Any]) -> Fits:
    """Return a predicate: one change of the right list gives what was seen, in every case."""

    def prediction(change: Callable[[list[Any], Evidence], Any]) -> Callable[[Evidence], Any]:
        return lambda item: change(item.expected, item)

    return predicts(*map(prediction, changes))


def _nearly(item: Evidence) -> bool:
    return len(item.observed) == len(item.expected) and all(
        math.isclose(wanted, seen, rel_tol=0.01, abs_tol=1e-12)
        for wanted, seen in zip(item.expected, item.observed, strict=True)
    )


def _lists_in_the_list(item: Evidence) -> bool:
    return bool(item.observed) and all(isinstance(entry, list) for entry in item.observed)


LISTS = Cause(
    "lists-in-the-list",
    "Each entry is a list. `get_last_lr()` returns a list with one rate for each group: take its "
    "first entry with `[0]`.",
    always(_lists_in_the_list),
)
ENDS = [
    Cause(
        "return-in-the-loop",
        "The list ends after its first entry: is `return` inside the loop?",
        seen(lambda right, _item: right[:1]),
    ),
    Cause(
        "reversed",
        "The list runs backwards: its first entry belongs to batch 0.",
        seen(lambda right, _item: right[::-1]),
    ),
    Cause(
        "only-the-last",
        "Only the last rate is returned: collect one rate for each batch in a list.",
        seen(lambda right, _item: right[-1]),
    ),
    Cause(
        "rounded",
        "The rates are rounded. Keep all digits: small rates would become 0.",
        is_rounded,
        general=True,
    ),
    Cause(
        "nearly-right",
        "The rates are nearly right: is something rounded on the way? Keep all digits.",
        always(_nearly),
        general=True,
    ),
    Cause(
        "hard-coded",
        "The answer is the same in every case that fails: are numbers of the example written "
        "into the code?",
        is_one_answer,
        general=True,
    ),
]
"""What any list of rates can have wrong at its end, or in its digits."""
LAST_ERRORS = [replace(cause, general=True) for cause in ERRORS]
"""What an exception alone can tell, where no cause that explains it better fits."""
