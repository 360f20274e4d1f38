"""One kind of exercise: what is right, how cases are drawn, how answers are probed and judged."""

import inspect
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lrcourse import verdicts
from lrcourse.diagnosis import Cause
from lrcourse.plain import Plain
from lrcourse.verdicts import Finding

Judge: TypeAlias = Callable[[Any, dict[str, Plain]], Finding | None]
"""From the expectation and the answer of a probe to what is wrong, or None."""


@dataclass(frozen=True)
class Kind:
    """A kind of exercise; every exercise of the kind differs in its name and its example only.

    Attributes:
        title: what is compared, as the tables of the guides call it.
        compute: the closed form: from the arguments of a case to the expected plain data.
        draw: from a random source to the arguments of one hidden case.
        causes: the mistakes that can be named, in the order of likelihood.
        probe: how the student's code is asked: a name of `lrcourse.probes`.
        judge: how an answer is judged; if None, as a number or as a list of numbers.
        unit: what the entries of a list are counted by.
        matched: what a passed visible check says of the expectation; if None, how many entries
            match.
    """

    title: str
    compute: Callable[..., Any]
    draw: Callable[[random.Random], dict[str, Any]]
    causes: Sequence[Cause] = ()
    probe: str = "call"
    judge: Judge | None = None
    unit: str = "epoch"
    matched: Callable[[Any], str] | None = None

    def expected(self, case: dict[str, Plain]) -> Any:  # noqa: ANN401
        """Return what a right answer gives for `case`."""
        return self.compute(**case)

    def ordered(self, case: dict[str, Any]) -> dict[str, Any]:
        """Return `case` in the order of the formula's parameters.

        Student code is called by position, so that a renamed parameter is no mistake.

        Raises:
            TypeError: the case does not fit the formula.
        """
        bound = inspect.signature(self.compute).bind(**case)
        bound.apply_defaults()
        return dict(bound.arguments)

    def verdict(self, expected: Any, answer: dict[str, Plain]) -> Finding | None:  # noqa: ANN401
        """Return what is wrong with the answer of the probe, or None."""
        if self.judge is not None:
            return self.judge(expected, answer)
        if isinstance(expected, list):
            return verdicts.judge_numbers(expected, answer, self.unit)
        return verdicts.judge_value(expected, answer)

    def praise(self, expected: Any) -> str:  # noqa: ANN401
        """Return what a passed visible check says."""
        if self.matched is not None:
            return self.matched(expected)
        if not isinstance(expected, list):
            return "the value matches."
        return f"{len(expected)} of {len(expected)} {verdicts.plural(self.unit)} match."
