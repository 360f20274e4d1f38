"""The seam between student code and the judge: probes go out, plain data come back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lrcourse import probes
from lrcourse.plain import Plain

Case: TypeAlias = dict[str, Plain]
Answer: TypeAlias = dict[str, Plain]
Transport: TypeAlias = Callable[[str, Any, Sequence[Case], bool], list[Answer]]
"""From a probe, its subject, the cases, and whether these are secret, to the answers."""


class SubjectLostError(Exception):
    """The student's code gave no answer at all; the message says why, in half a sentence."""


def _here(probe: str, subject: Any, cases: Sequence[Case], secret: bool) -> list[Answer]:  # noqa: ANN401
    del secret
    return probes.run(probe, subject, cases)


@dataclass
class Session:
    """What a check has on its own side of the seam.

    Attributes:
        transport: how a probe reaches the student's code; by default it runs in this process.
        say: where a check says that all is well.
        salt: what besides key and exercise seeds the hidden cases: who handed in what.
        outcomes: how each exercise's visible checks went, for the summary.
    """

    transport: Transport = _here
    say: Callable[[str], None] = print
    salt: tuple[str, ...] = ()
    outcomes: dict[str, str] = field(default_factory=dict)

    def ask(
        self,
        probe: str,
        subject: Any,  # noqa: ANN401
        cases: Sequence[Case] = ({},),
        *,
        secret: bool = False,
    ) -> list[Answer]:
        """Run a probe beside the student's code and return its answer to each case.

        Args:
            probe: the name of a probe of `lrcourse.probes`.
            subject: what the student wrote, or whatever stands for it on this side of the seam.
            cases: the arguments of each run.
            secret: whether the student must not learn the cases, not even later on.

        Raises:
            SubjectLostError: the student's code ended its process, or took too long.
        """
        return self.transport(probe, subject, cases, secret)


_current: ContextVar[Session] = ContextVar("session", default=Session())  # noqa: B039 - one a kernel


def session() -> Session:
    """Return the session of this thread: that of the notebook, unless a grader set another."""
    return _current.get()


@contextmanager
def use(other: Session) -> Iterator[Session]:
    """Let checks of this thread use another session for a while."""
    token = _current.set(other)
    try:
        yield other
    finally:
        _current.reset(token)
