"""Puts this course's grading in the place of nbgrader's own, for every door that leads to it."""

from pathlib import Path

import nbgrader.apps.api
import nbgrader.apps.autogradeapp
import nbgrader.converters
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.base import NbGraderException
from traitlets import Float, Integer, List, Unicode

from lrcourse.complaint import Complaint
from lrcourse.grading.course import Course
from lrcourse.grading.engine.confine import Limits
from lrcourse.grading.grade import grade
from lrcourse.grading.settings import Settings


class ConfinedAutograde(Autograde):  # type: ignore[misc]
    """Grades as `lrcourse grade` does; `c.Autograde` in nbgrader_config.py configures it."""

    cell_seconds = Float(30, help="Wall time of one cell, or of one check.").tag(config=True)
    notebook_seconds = Float(150, help="Wall time of one notebook.").tag(config=True)
    memory = Integer(2**30, help="Bytes of memory of a submission's processes.").tag(config=True)
    without = List(Unicode(), help="Protections that may be missing.").tag(config=True)
    jobs = Integer(0, help="Submissions that run at once; 0: one a processor.").tag(config=True)

    def limits(self) -> Limits:
        """Return what a submission may use."""
        return Limits(self.cell_seconds, self.notebook_seconds, self.memory)

    def start(self) -> None:
        """Grade what the command line, or the button, asks for.

        Raises:
            NbGraderException: something was not graded; the log says what.
        """
        directory = self.coursedir
        course = Course(Path(directory.root), directory)
        chosen = [] if directory.student_id == "*" else [directory.student_id]
        excluded = set(filter(None, directory.student_id_exclude.split(",")))
        settings = Settings(
            self.limits(),
            self.without,
            feedback=False,
            force=self.force,
            jobs=self.jobs,
            on_progress=lambda student: self.log.info("Graded %s", student),
            on_note=self.log.warning,
        )
        try:
            handed_in = course.students(directory.assignment_id, chosen)
            students = [name for name in handed_in if name not in excluded]
            if not students:
                self.log.warning("Nobody is graded: whoever handed in is excluded.")
                return
            outcomes = grade(course, directory.assignment_id, students, settings)
        except Complaint as complaint:
            self.log.error("%s", complaint)  # noqa: TRY400 - a sentence, no traceback
            raise NbGraderException(str(complaint)) from None
        for outcome in outcomes:
            for reason in outcome.reasons:
                self.log.warning("%s: %s", outcome.student, reason)
        if lost := [outcome for outcome in outcomes if not outcome.recorded]:
            for outcome in lost:
                self.log.error("%s has no grade: %s", outcome.student, outcome.problem)
            raise NbGraderException("; ".join(outcome.problem for outcome in lost))


def install() -> None:
    """Let `nbgrader autograde`, the formgrader's button and the API grade with this course.

    nbgrader names its class in three places and has no setting for it. The section `c.Autograde`
    of nbgrader_config.py serves this class as well.
    """
    for module in (nbgrader.converters, nbgrader.apps.api, nbgrader.apps.autogradeapp):
        module.Autograde = ConfinedAutograde
