"""How a class is graded, and what became of each submission."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass

from lrcourse.grading.engine.client import Engine
from lrcourse.grading.engine.confine import Limits


@dataclass(frozen=True)
class Outcome:
    """What became of one submission.

    Attributes:
        student: who handed it in.
        problem: why it has no grade, or 0 points without having been run; empty otherwise.
        reasons: what happened to it beyond wrong answers.
        skipped: whether it was graded before, by the same tests.
        recorded: whether the gradebook has its points.
        without: the protections that were missing when it ran.
    """

    student: str
    problem: str = ""
    reasons: tuple[str, ...] = ()
    skipped: bool = False
    recorded: bool = True
    without: tuple[str, ...] = ()


@dataclass
class Settings:
    """How a class is graded.

    Attributes:
        limits: what each submission may use; if None, what the course's configuration says.
        without: protections that may be missing.
        feedback: whether pages to give back are written.
        force: whether what is graded already is graded again.
        jobs: how many submissions run at once, where no executor is given.
        executor: who runs them; it is not shut down.
        engine: what runs student code, where no executor is given; it is not closed. If None,
            one is started.
        on_progress: is called with each student whose submission is done.
        on_note: is told what one wants to know meanwhile.
    """

    limits: Limits | None = None
    without: Sequence[str] = ()
    feedback: bool = True
    force: bool = False
    jobs: int = 0
    executor: Executor | None = None
    engine: Engine | None = None
    on_progress: Callable[[str], None] = lambda _student: None
    on_note: Callable[[str], None] = lambda _sentence: None
