"""Runs a submission cell by cell in the student's process, and decides on its test cells here."""

import ast
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lrcourse import checks, plain, seam
from lrcourse.complaint import Complaint
from lrcourse.grading import outputs
from lrcourse.grading.engine.client import DiedError, Engine, EngineError, StudentProcess
from lrcourse.grading.work import Cell, Graded, Work

_CHECKS: dict[str, Callable[..., None]] = {
    "check": checks.check,
    "check_choice": checks.check_choice,
    "check_prediction": checks.check_prediction,
}
_PLAIN_KEYS = {"value", "error", "refused", "uncallable", "warnings"}
# It begins at the first digit only: else a long row of digits would be read once for each.
_LONG_NUMBER = re.compile(r"(?<!\d)\d+\.\d{9,}(?:e[-+]?\d+)?")
MAX_DEATHS = 5
"""After so many ended processes a notebook is not begun again."""


@dataclass(frozen=True)
class Call:
    """One call of a check in a test cell.

    Attributes:
        name: which check.
        exercise: the grade id that it names.
        subject: what of the student's it checks, as Python.
        arguments: what follows by position.
        options: what follows by name.
    """

    name: str
    exercise: str
    subject: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]


def calls(source: str) -> list[Call] | None:
    """Return the checks that a test cell calls; None where it does anything else."""
    try:
        statements = ast.parse(source).body
        found = [_call(statement) for statement in statements]
    except (SyntaxError, ValueError):
        return None
    return found or None


def _call(statement: ast.stmt) -> Call:
    match statement:
        case ast.Expr(
            ast.Call(
                ast.Attribute(ast.Name("lrcourse"), name) | ast.Name(name),
                [ast.Constant(str(exercise)), subject, *arguments],
                keywords,
            )
        ) if name in _CHECKS:
            options = {
                keyword.arg: ast.literal_eval(keyword.value)
                for keyword in keywords
                if keyword.arg is not None
            }
            rest = tuple(ast.literal_eval(argument) for argument in arguments)
            return Call(name, exercise, ast.unparse(subject), rest, options)
    raise ValueError("no call of a check")


def judge(work: Work, engine: Engine) -> Graded:
    """Grade one submission.

    Args:
        work: what intake made of it.
        engine: where student code runs.

    Raises:
        Complaint: student code cannot be run on this machine.
    """
    graded: dict[str, list[Cell]] = {}
    scores: dict[str, dict[str, float]] = {}
    reasons = [*work.notes, *work.missing.values()]
    unconfirmed: list[str] = []
    cpu = 0.0
    for name, cells in work.notebooks.items():
        run = _Run(work, engine)
        try:
            graded[name] = [run.cell(cell) for cell in cells]
        finally:
            run.close()
        scores[name] = run.scores
        reasons += run.reasons
        unconfirmed += run.unconfirmed
        cpu += run.cpu
    missing = tuple(engine.missing)
    return Graded(graded, scores, tuple(reasons), tuple(unconfirmed), cpu, missing)


@dataclass
class _Run:
    """The run of one notebook."""

    work: Work
    engine: Engine
    process: StudentProcess | None = None
    scores: dict[str, float] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)
    unconfirmed: list[str] = field(default_factory=list)
    outcomes: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    done: list[str] = field(default_factory=list)
    deaths: int = 0
    cpu: float = 0.0

    def __post_init__(self) -> None:
        self.deadline = time.monotonic() + self.work.limits.notebook_seconds
        # An honest process cuts its outputs itself; its count is about the same.
        self.room = outputs.Room(2 * self.work.limits.output)

    def close(self) -> None:
        if self.process:
            self.process.kill()

    def cell(self, cell: Cell) -> Cell:
        """Run a cell, or judge it, and return it with its outputs."""
        if cell.cell_type != "code":
            return cell
        if not cell.is_test:
            return cell.with_outputs(self._run(cell.source, cell.grade_id or "a cell"))
        wanted = calls(cell.source)
        if wanted is None:
            self.unconfirmed.append(cell.grade_id)
            shown = self._run(cell.source, cell.grade_id)
            self.scores[cell.grade_id] = outputs.points(shown, cell.points)
            return cell.with_outputs(shown)
        passed, shown = self._judge(wanted)
        self.scores[cell.grade_id] = cell.points if passed else 0.0
        return cell.with_outputs(shown)

    def _judge(self, wanted: Sequence[Call]) -> tuple[bool, list[dict[str, Any]]]:
        """Return whether all checks pass, and what they say."""
        said: list[str] = []
        session = seam.Session(
            self._ask, said.append, self.work.salt, outcomes=dict(self.outcomes)
        )
        error = None
        with seam.use(session):
            try:
                for call in wanted:
                    _CHECKS[call.name](
                        call.exercise, call.subject, *call.arguments, **call.options
                    )
            except EngineError:
                raise
            except (Complaint, TypeError, ValueError) as failure:
                error = failure
            except Exception as failure:  # noqa: BLE001 - no answer may stop the grading of a class
                kind = type(failure).__name__
                error = Complaint(
                    f"{wanted[0].exercise}: what your code gave cannot be compared ({kind})."
                )
        self.outcomes.update(session.outcomes)
        shown = [outputs.stream("".join(f"{line}\n" for line in said))] if said else []
        if error is not None:
            shown.append(outputs.failure(error))
        return error is None, shown

    def _ask(
        self,
        probe: str,
        subject: Any,  # noqa: ANN401
        cases: Sequence[seam.Case],
        secret: bool,
    ) -> list[seam.Answer]:
        """Carry a probe to the student's process."""
        seconds = self._seconds()
        if seconds <= 0:
            raise seam.SubjectLostError(self._out_of_time())
        if secret:
            self.hidden |= set(_long_numbers(cases))
        try:
            process = self._started()
            answer = process.probe(probe, str(subject), cases, seconds, secret=secret)
        except DiedError as reason:
            self._died(str(reason))
            raise seam.SubjectLostError(f"your code could not be called: {reason}") from None
        if lost := answer.get("lost"):
            told = {"late": f"your code did not end within {seconds:.0f} seconds"}
            raise seam.SubjectLostError(told.get(str(lost), "your code ended its process"))
        return _checked(answer.get("answers"), len(cases))

    def _run(self, source: str, name: str) -> list[dict[str, Any]]:
        """Run a cell of the student's, or one that helps, and return its outputs."""
        seconds = self._seconds()
        if seconds <= 0:
            return [outputs.stopped(self._out_of_time())]
        try:
            process = self._started()
            if "summary(" in source:
                process.ask({"ask": "note", "outcomes": self.outcomes}, seconds)
            answer = process.run(source, seconds)
        except DiedError as reason:
            self._died(str(reason))
            self.reasons.append(f"{name}: {reason}.")
            return [outputs.stopped(f"This cell was stopped: {reason}.")]
        self.cpu += _seconds_of(answer.get("cpu"))
        shown = outputs.clean(answer.get("outputs"), self._without_hidden, self.room)
        if answer.get("late"):
            told = f"it did not end within {seconds:.0f} seconds"
            self.reasons.append(f"{name}: {told}.")
            shown.append(outputs.stopped(f"This cell was stopped: {told}."))
        else:
            self.done.append(source)
        return shown

    def _started(self) -> StudentProcess:
        """Return the student's process; a new one has run all that the one before had."""
        if self.process is None:
            if self.deaths > MAX_DEATHS:
                raise DiedError("its process was ended too often")
            self.process = self.engine.open(self.work.limits, self.work.files)
            for source in self.done:
                self.process.run(source, max(0.0, self._seconds()))
        return self.process

    def _died(self, reason: str) -> None:
        del reason
        self.deaths += 1
        if self.process:
            self.process.kill()
        self.process = None

    def _seconds(self) -> float:
        """Return how long the next cell may take."""
        return min(self.work.limits.cell_seconds, self.deadline - time.monotonic())

    def _out_of_time(self) -> str:
        told = (
            f"the notebook ran for more than {self.work.limits.notebook_seconds:g} seconds, so "
            "the rest of it was not run"
        )
        if f"{told}." not in self.reasons:
            self.reasons.append(f"{told}.")
        return told

    def _without_hidden(self, text: str) -> str:
        """Return a text without the numbers of hidden cases."""
        if not self.hidden:
            return text
        return _LONG_NUMBER.sub(
            lambda match: "[hidden]" if match[0] in self.hidden else match[0], text
        )


def _checked(answers: Any, wanted: int) -> list[seam.Answer]:  # noqa: ANN401
    """Return the answers of a probe, if that is what they are."""
    if not isinstance(answers, list) or len(answers) != wanted:
        raise seam.SubjectLostError("what came back from your code is no answer")
    found: list[seam.Answer] = []
    for answer in answers:
        keys = answer.keys() if isinstance(answer, dict) else set()
        if not keys <= _PLAIN_KEYS or keys <= {"warnings"}:
            raise seam.SubjectLostError("what came back from your code is no answer")
        try:
            found.append({name: plain.to_plain(value) for name, value in answer.items()})
        except plain.NotPlainError as reason:
            found.append({"refused": str(reason)})
    return found


def _long_numbers(value: Any) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, float):
        yield from _LONG_NUMBER.findall(repr(value))
    elif isinstance(value, dict):
        yield from _long_numbers(list(value.values()))
    elif isinstance(value, (list, tuple)):
        for entry in value:
            yield from _long_numbers(entry)


def _seconds_of(value: Any) -> float:  # noqa: ANN401
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and 0 <= value < 1e4 else 0.0
