"""Times the confined grading of a class, cold start and feedback included, against nbgrader's own.

python -m tests.benchmarks.grading --students 50 --json
"""

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle, islice, zip_longest
from pathlib import Path
from typing import Any

from lrcourse.grading import notebooks, report, samples
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import CONFIG, Course, new_course, repository
from lrcourse.grading.release import release

UNIT = "02-steplr"
STOCK = """
c = get_config()
c.CourseDirectory.course_id = "lrcourse"
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\\npass"}
c.OverwriteCells.add_missing_cells = True
"""


@dataclass(frozen=True)
class Cost:
    """What a command took.

    Attributes:
        wall: seconds on the clock.
        cpu: seconds of all its processes.
    """

    wall: float
    cpu: float


def composites(assignment: str) -> list[dict[str, Answer]]:
    """Return the answers of each notebook: one to every exercise that has any left."""
    bank = read_all(repository().root / "tests" / "answers" / assignment)
    return [
        {answer.exercise: answer for answer in row if answer}
        for row in zip_longest(*bank.values())
    ]


def mix(assignment: str, students: int) -> Iterable[dict[str, Answer]]:
    """Return the answers of a class: those of the bank, right and wrong, again and again."""
    return islice(cycle(composites(assignment)), students)


def make_class(folder: Path, assignment: str, given: Iterable[dict[str, Answer]]) -> Course:
    """Make a course in which each student handed in some answers."""
    course = new_course(folder)
    release(course, assignment)
    name = f"{assignment}.ipynb"
    blank = notebooks.read(course.release / assignment / name)
    for number, answers in enumerate(given):
        handed_in = course.submitted / f"student-{number:04}" / assignment
        handed_in.mkdir(parents=True)
        notebooks.write(samples.assemble(blank, answers), handed_in / name)
    return course


def confined(course: Course, assignment: str, jobs: int = 0) -> Cost:
    """Grade with `lrcourse grade`."""
    return _timed(
        [sys.executable, "-m", "lrcourse.grading", "grade", assignment, "--json", "--jobs",
         str(jobs)], course,
    )  # fmt: skip


def stock(course: Course, assignment: str) -> Cost:
    """Grade with nbgrader's own autograder, which this course's configuration would replace."""
    (course.root / CONFIG).write_text(STOCK, encoding="utf-8")
    return _timed([sys.executable, "-m", "nbgrader", "autograde", assignment], course)


def points(course: Course, assignment: str) -> dict[str, list[float]]:
    """Return the points of each student."""
    found: dict[str, list[float]] = {}
    for score in report.scores(course, assignment):
        found.setdefault(score.student, []).append(score.score)
    return found


def compare(assignment: str, students: int) -> dict[str, Any]:
    """Grade one class in both ways and return what it took."""
    with tempfile.TemporaryDirectory() as name:
        ours = make_class(Path(name) / "confined", assignment, mix(assignment, students))
        theirs = Course(Path(name) / "stock")
        shutil.copytree(ours.root, theirs.root)
        took = confined(ours, assignment)
        took_stock = stock(theirs, assignment)
        pages = sum(1 for _ in ours.feedback.glob(f"*/{assignment}/*.html"))
        return {
            "assignment": assignment,
            "students": students,
            "wall_ratio": took_stock.wall / took.wall,
            "wall": {"confined": took.wall, "stock": took_stock.wall},
            "cpu": {"confined": took.cpu, "stock": took_stock.cpu},
            "scores_equal": points(ours, assignment) == points(theirs, assignment),
            "feedback_complete": pages == students,
        }


def _timed(line: list[str], course: Course) -> Cost:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(
        line, cwd=course.root, capture_output=True, text=True, check=False,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{' '.join(line[2:])} failed:\n{done.stderr[-3000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu)


def main(arguments: list[str] | None = None) -> None:
    """Compare, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=50)
    parser.add_argument("--assignment", default=UNIT)
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    found = compare(asked.assignment, asked.students)
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{found['students']} submissions of {found['assignment']}, cold start:")
    for kind in ("confined", "stock"):
        print(f"  {kind:9} {found['wall'][kind]:7.1f} s wall  {found['cpu'][kind]:7.1f} s CPU")
    print(f"  {found['wall_ratio']:.1f} times less wall time")
    print(f"  scores equal: {found['scores_equal']}, feedback: {found['feedback_complete']}")


if __name__ == "__main__":
    main()
