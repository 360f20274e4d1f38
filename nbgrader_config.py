# The course as nbgrader sees it: read by `nbgrader`, the formgrader and `lrcourse`.
from pathlib import Path

from nbgrader.converters import GenerateAssignment

from lrcourse.grading.preprocessors import LetChecksFail

c = get_config()

c.CourseDirectory.course_id = "lrcourse"
c.CourseDirectory.root = str(Path(__file__).parent)

# A stub that runs: an untouched release fails in its graded cells only, each with a message.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\npass"}

# JupyterLab's Run All would stop at the first check that fails.
c.GenerateAssignment.preprocessors = [
    *GenerateAssignment.class_traits()["preprocessors"].default(),
    LetChecksFail,
]

# A deleted test cell comes back, and scores what its answer is worth.
c.OverwriteCells.add_missing_cells = True

# Nobody else on the machine can listen to the kernel of a submission.
c.KernelManager.transport_encryption = "auto"

c.Exchange.root = str(Path(__file__).parent / "exchange")
c.FormgradeExtension.debug = False
