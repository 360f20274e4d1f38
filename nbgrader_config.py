# The course as nbgrader sees it: read by `nbgrader`, the formgrader and `lrcourse`.
from pathlib import Path

from nbgrader.converters import GenerateAssignment

from lrcourse.grading import autograde, pages
from lrcourse.grading.feedback import FeedbackExporter
from lrcourse.grading.harmless import harmless
from lrcourse.grading.intake import MARKER
from lrcourse.grading.preprocessors import LetAnswersFail

c = get_config()

c.CourseDirectory.course_id = "lrcourse"
c.CourseDirectory.root = str(Path(__file__).parent)

# A stub that runs: an untouched release fails in its graded cells only, each with a message.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\npass"}

# JupyterLab's Run All would stop at the first answer that fails, or its figure, or its check.
c.GenerateAssignment.preprocessors = [
    *GenerateAssignment.class_traits()["preprocessors"].default(),
    LetAnswersFail,
]

# `nbgrader autograde`, the formgrader's button and `lrcourse grade` are one: confined, with a
# verdict from outside. `c.Autograde` has its settings, such as `c.Autograde.cell_seconds = 30`.
autograde.install()

# Feedback and the formgrader's pages run nothing that was handed in, and need no network.
c.GenerateFeedback.exporter_class = FeedbackExporter
c.GenerateFeedback.preprocessors = []
c.HTMLExporter.filters = {"markdown2html": pages.markdown, "clean_html": harmless}
c.HTMLExporter.sanitize_html = True
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", MARKER]

c.Exchange.root = str(Path(__file__).parent / "exchange")
c.FormgradeExtension.debug = False
