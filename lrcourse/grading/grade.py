"""Grades a class: intake, judge and recorder, one submission after the other or many at once."""

import os
import threading
import traceback
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lrcourse.complaint import Complaint
from lrcourse.grading import feedback, intake
from lrcourse.grading.course import Course
from lrcourse.grading.engine.client import Engine
from lrcourse.grading.engine.confine import Limits
from lrcourse.grading.judge import judge
from lrcourse.grading.marks import Marks
from lrcourse.grading.recorder import AUDIT, Entry, Recorder, as_notebook
from lrcourse.grading.settings import Outcome, Settings
from lrcourse.grading.sheet import Sheet
from lrcourse.grading.spec import Spec, load
from lrcourse.grading.work import Graded, Work


def grade(
    course: Course,
    assignment: str,
    students: Sequence[str] = (),
    settings: Settings | None = None,
) -> list[Outcome]:
    """Grade what was handed in for an assignment.

    Args:
        course: the course directory.
        assignment: what to grade.
        students: whose submissions; all of them if empty.
        settings: how.

    Returns:
        One outcome a submission, in the order of their names: what cannot be graded stops nobody
        else.

    Raises:
        Complaint: nothing can be graded at all.
    """
    settings = settings or Settings()
    handed_in = course.students(assignment, students)
    started = None
    if settings.executor is None and settings.engine is None:
        started = Engine(settings.without)
    try:
        with course.gradebook() as gradebook:
            spec = load(gradebook, assignment)
            recorder = Recorder(
                Sheet(gradebook, assignment),
                spec,
                course.autograded,
                course.root / AUDIT,
                penalty=course.penalty(),
                on_wait=settings.on_note,
            )
            limits = settings.limits or course.limits()
            engine = settings.engine or started
            run = _Class(course, spec, recorder, settings, limits, engine)
            return sorted(run.outcomes(handed_in), key=lambda found: found.student)
    finally:
        if started:
            started.close()


@dataclass
class _Class:
    course: Course
    spec: Spec
    recorder: Recorder
    settings: Settings
    limits: Limits
    engine: Engine | None

    def outcomes(self, students: Sequence[str]) -> Iterator[Outcome]:
        """Yield the outcome of each student, as they come."""
        if self.engine:
            jobs = self.settings.jobs or os.cpu_count() or 1
            pool = ThreadPoolExecutor(jobs)
            try:
                yield from self._through(pool, students, jobs)
            finally:
                # Whoever stops the grader does not wait for what is running: the engine's
                # owner ends it.
                pool.shutdown(wait=False, cancel_futures=True)
        elif self.settings.executor:
            jobs = self.settings.jobs or 4 * (os.cpu_count() or 1)
            yield from self._through(self.settings.executor, students, jobs)

    def _through(self, pool: Executor, students: Sequence[str], ahead: int) -> Iterator[Outcome]:
        """Keep the pool busy, but read no more submissions than are to be run soon."""
        beside = self.course.beside(self.spec.assignment)
        waiting: dict[Future[Graded], Entry] = {}
        queue = iter(students)
        while True:
            for student in queue:
                entry, work = self._taken_in(student, beside)
                if work is None or isinstance(entry, Outcome):
                    yield self._finish(entry)
                    continue
                waiting[self._submit(pool, work)] = entry
                if len(waiting) > ahead:
                    break
            if not waiting:
                return
            done = next(as_completed(waiting))
            yield self._finish(waiting.pop(done), done)

    def _submit(self, pool: Executor, work: Work) -> Future[Graded]:
        if self.engine:
            return pool.submit(judge, work, self.engine)
        return pool.submit(run_anywhere, work, tuple(self.settings.without))

    def _taken_in(
        self, student: str, beside: dict[str, bytes]
    ) -> tuple[Entry | Outcome, Work | None]:
        try:
            return self._take_in(student, beside)
        except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this one only
            return _failed(student, error), None

    def _take_in(
        self, student: str, beside: dict[str, bytes]
    ) -> tuple[Entry | Outcome, Work | None]:
        folder = self.course.submitted / student / self.spec.assignment
        try:
            intake.require_name(student)
        except intake.RefusedError as reason:
            return Outcome(intake.printable(student), str(reason), recorded=False), None
        print_of = intake.fingerprint(folder)
        if not self.settings.force and self._is_done(student, print_of):
            reasons = tuple(self.recorder.marker(student).get("reasons", ()))
            return Outcome(student, reasons=reasons, skipped=True), None
        notes: list[str] = []
        try:
            handed_in_at = intake.timestamp(folder, notes)
            work = intake.take_in(folder, student, self.spec, self.limits)
        except intake.RefusedError as reason:
            refused = Entry(student, self.spec.assignment, print_of, refusal=str(reason))
            return refused, None
        work = work.with_more(beside, notes)
        return Entry(student, self.spec.assignment, print_of, handed_in_at, files=work.files), work

    def _is_done(self, student: str, fingerprint: str) -> bool:
        """Return whether nothing is left to do: the formgrader's button writes no feedback."""
        if not self.recorder.is_current(student, fingerprint):
            return False
        folder = self.course.feedback / student / self.spec.assignment
        pages = [folder / f"{name}.html" for name in self.spec.notebooks]
        return not self.settings.feedback or all(page.is_file() for page in pages)

    def _finish(self, entry: Entry | Outcome, done: Future[Graded] | None = None) -> Outcome:
        """Record what came of a submission."""
        try:
            outcome = entry if isinstance(entry, Outcome) else self._record(entry, done)
        except Complaint:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this one only
            outcome = _failed(entry.student, error)
        self.settings.on_progress(outcome.student)
        return outcome

    def _record(self, entry: Entry, done: Future[Graded] | None) -> Outcome:
        if done is not None:
            graded = done.result()
            entry = entry.with_result(graded)
        try:
            self.recorder.record(entry, partial(self._give_back, entry))
        except Complaint as complaint:
            return Outcome(entry.student, str(complaint), recorded=False)
        missing = entry.graded.missing if entry.graded else ()
        return Outcome(entry.student, entry.refusal, entry.reasons(), without=missing)

    def _give_back(self, entry: Entry, worth: dict[str, Marks]) -> None:
        if not self.settings.feedback:
            return
        notebooks = {
            name: as_notebook(entry.cells(name, self.spec), entry.reasons())
            for name in self.spec.notebooks
        }
        folder = self.course.feedback / entry.student / entry.assignment
        feedback.write(folder, notebooks, worth, entry.student)


def _failed(student: str, error: Exception) -> Outcome:
    """Return the outcome where this program itself is at fault."""
    step = traceback.extract_tb(error.__traceback__)[-1]
    told = (
        f"the grader failed on it, which is a fault of the grader ({type(error).__name__}: "
        f"{intake.printable(str(error)[:200])}, {Path(step.filename).name}:{step.lineno}): report "
        "it to its maintainers."
    )
    return Outcome(intake.printable(student), told, recorded=False)


_engines = threading.local()


def run_anywhere(work: Work, without: tuple[str, ...]) -> Graded:
    """Judge a submission in whatever process an executor has, with an engine of its own.

    Raises:
        Complaint: student code cannot be confined there.
    """
    engine = getattr(_engines, "engine", None)
    if engine is None:
        engine = _engines.engine = Engine(without)
    return judge(work, engine)
