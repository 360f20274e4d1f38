"""The seam between student code and the judge: probes go out, plain data come back."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from lrcourse import probes
from lrcourse.plain import Plain

Case: TypeAlias = dict[str, Plain]
Answer: TypeAlias = dict[str, Plain]
Transport: TypeAlias = Callable[[str, Any, Sequence[Case]], list[Answer]]

transport: Transport = probes.run
"""How a probe reaches the student's code: in this process, unless a grader says otherwise."""


def ask(probe: str, subject: Any, cases: Sequence[Case]) -> list[Answer]:  # noqa: ANN401
    """Run a probe beside the student's code and return its answer to each case.

    Args:
        probe: the name of a probe of `lrcourse.probes`.
        subject: what the student wrote, or whatever stands for it on this side of the seam.
        cases: the arguments of each run.
    """
    return transport(probe, subject, cases)
