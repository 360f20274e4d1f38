"""Mistakes that an exception alone can tell."""

from lrcourse.causes.predicates import always
from lrcourse.diagnosis import Cause, Evidence, Fits


def raises(*texts: str) -> Fits:
    """Return a predicate: the exception says one of the texts, in every case."""
    return always(lambda item: any(text in item.error for text in texts))


def _list_for_number(item: Evidence) -> bool:
    said = item.error
    return "can't multiply sequence" in said or (
        "'list'" in said
        and any(text in said for text in ("operand type", "not supported between", "real number"))
    )


ERRORS = [
    Cause(
        "caret",
        "`^` is no power in Python: write `**`.",
        raises("for ^:"),
    ),
    Cause(
        "index-past-the-end",
        "An index is past the end of a list. Lists count from 0, and their length differs from "
        "call to call.",
        raises("index out of range", "out of bounds"),
    ),
    Cause(
        "shape-of-the-example",
        "The code fits the shape of the example only. The number of columns, groups or entries "
        "differs from call to call.",
        raises(
            "to unpack",
            "must match the size",
            "tensors must match",
            "shapes cannot be multiplied",
            "size mismatch",
        ),
    ),
    Cause(
        "name-unknown",
        "A name is used before it has a value, or is misspelt.",
        raises("NameError", "UnboundLocalError"),
    ),
    Cause(
        "list-times-number",
        "A list is used where a number belongs. Compute with its entries, one after the other, as "
        "in `[2 * x for x in numbers]`.",
        always(_list_for_number),
    ),
    Cause(
        "key-unknown",
        "A dictionary has no such key. Print one of `optimizer.param_groups` to see its keys.",
        raises("KeyError"),
    ),
    Cause(
        "attribute-unknown",
        "The object has no such attribute or method: check its spelling, and what type the "
        "object is.",
        raises("AttributeError"),
    ),
    Cause(
        "arguments-missing",
        "A function is called with too few or too many arguments.",
        raises("positional argument", "unexpected keyword argument"),
    ),
    Cause(
        "division-by-zero",
        "Something is divided by 0: look at the smallest values that an argument can have.",
        raises("ZeroDivisionError"),
    ),
]
"""What an exception alone can tell, whatever the exercise is."""
