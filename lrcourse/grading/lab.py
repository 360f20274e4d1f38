"""Opens the course in JupyterLab: lessons, release and, for an instructor, the formgrader."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from lrcourse.complaint import Complaint
from lrcourse.grading.course import CONFIG, Course, repository


def command(
    root: Path, course: Course, *, browser: bool, port: int, token: str | None
) -> list[str]:
    """Return the command that serves `root`, with the formgrader on `course`.

    Raises:
        Complaint: the formgrader would show an error page, as the course lies outside `root`.
    """
    if not course.root.resolve().is_relative_to(root.resolve()):
        raise Complaint(
            f"The course {course.root} must lie inside {root}, or the formgrader cannot open it."
        )
    line = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={root}",
        f"--ServerApp.port={port}",
        "--LabApp.news_url=None",
        f"--CourseDirectory.root={course.root}",
    ]
    if (root / "notebooks").is_dir():
        line.append("--LabApp.default_url=/lab/tree/notebooks/01-manual-decay.ipynb")
    if not browser:
        line.append("--no-browser")
    if token is not None:
        line.append(f"--IdentityProvider.token={token}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        line.append("--allow-root")
    return line


def environment() -> dict[str, str]:
    """Return the environment for the server: its own programs first, one thread a kernel."""
    folder = str(Path(sys.executable).parent)
    path = os.pathsep.join([folder, os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "OMP_NUM_THREADS": "1"}


def lab(root: Path, course: Course, *, browser: bool, port: int, token: str | None) -> int:
    """Run JupyterLab until it is stopped, and return its exit code.

    Raises:
        Complaint: JupyterLab is not installed, or the folder is no course.
    """
    if find_spec("jupyterlab") is None:
        raise Complaint(
            "JupyterLab is not installed: run `make demo` once, which makes the environment."
        )
    if not (course.root / CONFIG).is_file():
        raise Complaint(f"{course.root} has no {CONFIG}, so it is no course directory.")
    course.assignments()
    (course.root / "exchange").mkdir(exist_ok=True)
    (course.root / "exchange").chmod(0o777)
    line = command(root, course, browser=browser, port=port, token=token)
    # The server reads the course's nbgrader_config.py from the folder that it starts in.
    return subprocess.run(line, cwd=course.root, env=environment(), check=False).returncode  # noqa: S603


def default_course() -> tuple[Path, Course]:
    """Return what `lrcourse lab` opens: the repository, with the demo's class if there is one."""
    home = repository()
    demo = Course(home.root / "demo")
    return home.root, demo if demo.source.is_dir() else home
