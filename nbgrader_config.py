# The course as nbgrader sees it: read by `nbgrader`, the formgrader and `lrcourse`.
from pathlib import Path

c = get_config()

c.CourseDirectory.course_id = "lrcourse"
c.CourseDirectory.root = str(Path(__file__).parent)

# A stub that runs: an untouched release fails in its graded cells only, each with a message.
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\npass"}

# A deleted test cell comes back, and scores what its answer is worth.
c.OverwriteCells.add_missing_cells = True

# Nobody else on the machine can listen to the kernel of a submission.
c.KernelManager.transport_encryption = "auto"

c.Exchange.root = str(Path(__file__).parent / "exchange")
c.FormgradeExtension.debug = False
