"""Names the likely cause of a wrong answer, from what was expected and what was seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True)
class Evidence:
    """One case in which an answer is wrong.

    Attributes:
        compute: the closed form that the answer is compared with.
        case: the arguments of the case.
        expected: what a right answer gives.
        observed: what the student's code gave; None where it raised.
        error: what it raised, as `Type: message`; empty where it did not.
        warnings: what it warned of.
    """

    compute: Callable[..., Any]
    case: dict[str, Any]
    expected: Any
    observed: Any
    error: str = ""
    warnings: tuple[str, ...] = ()


Fits: TypeAlias = Callable[[Sequence[Evidence]], bool]


@dataclass(frozen=True)
class Cause:
    """A mistake that shows in what an answer gives.

    Attributes:
        name: what the answer bank and the tables call it.
        sentence: what the student reads: the mistake, and where to look.
        fits: whether the evidence of all wrong cases is what this mistake gives.
        general: whether it describes rather than explains: it is named only where nothing
            that explains fits.
    """

    name: str
    sentence: str
    fits: Fits
    general: bool = False


MOST = 2
"""More than two guesses are no help."""


def diagnose(evidence: Sequence[Evidence], causes: Sequence[Cause]) -> list[Cause]:
    """Return the causes that explain every wrong case, the likeliest first.

    Args:
        evidence: all cases in which the answer is wrong.
        causes: what can be named, in the order of likelihood.

    Returns:
        Two causes at most; none where nothing explains every case.
    """
    numbers = [item for item in evidence if item.observed is not None]
    errors = [item for item in evidence if item.observed is None]
    shown = errors if errors and evidence[0] is errors[0] else numbers
    # Where some cases raise and others are wrong, the numbers say more than the exception, if
    # a mistake explains them. All else must fit what the message shows, the first wrong case.
    for part in (numbers, shown):
        explaining = [cause for cause in causes if not cause.general and _fits(cause, part)]
        if explaining:
            return explaining[:MOST]
    return [cause for cause in causes if cause.general and _fits(cause, shown)][:1]


def _fits(cause: Cause, evidence: Sequence[Evidence]) -> bool:
    try:
        return bool(evidence) and cause.fits(evidence)
    except (ArithmeticError, KeyError, IndexError, TypeError, ValueError):
        # What the code gave is too far from an answer for this mistake.
        return False
