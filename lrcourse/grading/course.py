"""Where the files of a course lie, and nbgrader's view of them."""

import os
import re
import shutil
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

from lrcourse.complaint import Complaint
from lrcourse.grading.engine.confine import Limits

CONFIG = "nbgrader_config.py"
_MARKER = ".lrcourse-demo"
_ATTEMPTS = 30
"""Times that a locked gradebook is tried to open; SQLite waits five seconds each time."""


@dataclass(frozen=True)
class Course:
    """A course directory in nbgrader's layout.

    Attributes:
        root: the folder that holds `source/`, `release/`, `submitted/` and the rest.
        given: nbgrader's own view of it, where one exists already.
    """

    root: Path
    given: Any = field(default=None, compare=False, repr=False)

    @property
    def source(self) -> Path:
        """The instructor version of each assignment."""
        return self.root / "source"

    @property
    def release(self) -> Path:
        """The student version, generated from `source/`."""
        return self.root / "release"

    @property
    def submitted(self) -> Path:
        """What students handed in: `submitted/STUDENT/ASSIGNMENT/`."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """The graded submissions: `autograded/STUDENT/ASSIGNMENT/`."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """What students get back: `feedback/STUDENT/ASSIGNMENT/`."""
        return self.root / "feedback"

    def assignments(self) -> list[str]:
        """Return the names of all assignments.

        Raises:
            Complaint: there is no `source/` here, or nothing in it.
        """
        if not self.source.is_dir():
            raise Complaint(
                f"{self.root} has no folder source/, so it is no course directory: go to one, "
                "or name it with --course."
            )
        names = sorted(path.parent.name for path in self.source.glob("*/*.ipynb"))
        if not names:
            raise Complaint(f"{self.source} has no assignment: expected source/NAME/NAME.ipynb.")
        return sorted(set(names))

    def require(self, assignment: str) -> None:
        """Complain unless `assignment` is one of this course.

        Raises:
            Complaint: there is none of that name.
        """
        names = self.assignments()
        if assignment not in names:
            raise Complaint(
                f"There is no assignment '{assignment}' in {self.source}: "
                f"it has {', '.join(names)}."
            )

    def notebooks(self, assignment: str) -> list[str]:
        """Return the names of the notebooks that an assignment consists of."""
        return sorted(path.name for path in (self.source / assignment).glob("*.ipynb"))

    def students(self, assignment: str, wanted: Sequence[str] = ()) -> list[str]:
        """Return who handed in `assignment`: all, or those that are wanted.

        Raises:
            Complaint: there is no such assignment, or no submission by someone wanted.
        """
        self.require(assignment)
        found = sorted(path.parent.name for path in self.submitted.glob(f"*/{assignment}"))
        if not found:
            raise Complaint(
                f"Nobody handed in '{assignment}': expected notebooks in "
                f"{self.submitted}/STUDENT/{assignment}/."
            )
        if missing := sorted(set(wanted) - set(found)):
            raise Complaint(f"No submission of '{assignment}' by {', '.join(missing)}.")
        return sorted(set(wanted)) or found

    def beside(self, assignment: str) -> dict[str, bytes]:
        """Return the files that an instructor put beside the notebooks, by relative path."""
        folder = self.source / assignment
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix != ".ipynb" and path.parts[-1][0] != "."
        }

    def config(self) -> Any:  # noqa: ANN401 - nbgrader has no types
        """Return nbgrader's configuration of this course.

        Raises:
            Complaint: nbgrader or the course's configuration is missing.
        """
        try:
            from traitlets.config.loader import PyFileConfigLoader  # noqa: PLC0415

            import_module("nbgrader")
        except ModuleNotFoundError as error:
            raise Complaint(
                f"{error.name} is not installed: install the instructor's packages with "
                "`pip install 'lrcourse[instructor]'`."
            ) from None
        if not (self.root / CONFIG).is_file():
            raise Complaint(f"{self.root} has no {CONFIG}: copy it from the course's repository.")
        # nbgrader 0.9 wakes warnings of SQLAlchemy that its users can do nothing about.
        warnings.filterwarnings("ignore", module="nbgrader")
        # nbgrader starts alembic as a program, which stands beside this interpreter.
        bin_folder = str(Path(sys.executable).parent)
        if bin_folder not in os.environ.get("PATH", "").split(os.pathsep):
            os.environ["PATH"] = bin_folder + os.pathsep + os.environ.get("PATH", "")
        config = PyFileConfigLoader(CONFIG, path=str(self.root)).load_config()
        config.CourseDirectory.root = str(self.root)
        return config

    def directory(self) -> Any:  # noqa: ANN401
        """Return nbgrader's own view of this course."""
        from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415

        return self.given or CourseDirectory(config=self.config())

    def api(self) -> Any:  # noqa: ANN401
        """Return nbgrader's programming interface, configured for this course.

        Raises:
            Complaint: nbgrader or the course's configuration is missing.
        """
        config = self.config()
        from nbgrader.apps.api import NbGraderAPI  # noqa: PLC0415

        return NbGraderAPI(self.directory(), config=config)

    def gradebook(self) -> Any:  # noqa: ANN401
        """Return the open gradebook, which waits for others instead of giving up.

        Raises:
            Complaint: it cannot be opened.
        """
        self.config()
        from nbgrader.api import Gradebook  # noqa: PLC0415
        from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415

        directory = self.directory()
        for attempt in range(_ATTEMPTS):
            try:
                return Gradebook(directory.db_url, directory.course_id)
            except SQLAlchemyError as error:
                if "locked" not in str(error) or attempt == _ATTEMPTS - 1:
                    reason = str(getattr(error, "orig", error)).splitlines()[0]
                    raise Complaint(
                        f"The gradebook {directory.db_url} cannot be opened: {reason}."
                    ) from None
        raise AssertionError("unreachable")

    def limits(self) -> Limits:
        """Return what a submission may use: `c.Autograde` in nbgrader_config.py says so."""
        from lrcourse.grading.autograde import ConfinedAutograde  # noqa: PLC0415

        return ConfinedAutograde(config=self.config()).limits()

    def penalty(self) -> Callable[[str, float, float], float | None]:
        """Return the course's rule for late submissions: nbgrader's plugin for it."""
        from nbgrader.preprocessors import AssignLatePenalties  # noqa: PLC0415

        rule = AssignLatePenalties(parent=self.directory())
        rule.init_plugin()

        def lost(student: str, score: float, seconds_late: float) -> float | None:
            said = rule.plugin_inst.late_submission_penalty(student, score, seconds_late)
            return None if said is None else max(0.0, min(said, score))

        return lost


def repository() -> Course:
    """Return the repository that this package is installed from.

    Raises:
        Complaint: the package was installed without its repository.
    """
    root = Path(__file__).parents[2]
    if not (root / "source").is_dir() or not (root / CONFIG).is_file():
        raise Complaint(
            f"{root} is not the repository of the course (it lacks source/ or {CONFIG}): this "
            "command needs a clone of it, with the package installed by `pip install -e`."
        )
    return Course(root)


def new_demo(parent: Path) -> Course:
    """Make the course directory `demo/` afresh, from the repository's assignments.

    Raises:
        Complaint: a folder of that name exists that no demo made.
    """
    course = Course(parent / "demo")
    if course.root.exists():
        if not (course.root / _MARKER).is_file():
            raise Complaint(
                f"{course.root} exists and was not made by a demo: move it away, then try again."
            )
        _empty(course.root)
    return new_course(course.root, marker=_MARKER)


def new_course(root: Path, marker: str | None = None) -> Course:
    """Make a course directory with the repository's assignments and configuration."""
    origin = repository()
    try:
        root.mkdir(parents=True, exist_ok=True)
        if marker:
            (root / marker).touch()
        shutil.copy(origin.root / CONFIG, root / CONFIG)
        shutil.copytree(origin.source, root / "source", ignore=_not_course_files)
    except OSError as error:
        raise Complaint(f"The course directory {root} cannot be made: {error}.") from None
    return Course(root)


def _not_course_files(_folder: str, names: list[str]) -> set[str]:
    return {name for name in names if re.fullmatch(r"\.ipynb_checkpoints|__pycache__", name)}


def _empty(folder: Path) -> None:
    # The folder itself stays: a running JupyterLab may have it as its working directory.
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
