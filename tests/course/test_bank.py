"""nbgrader itself gives every answer of the bank the score that the bank says."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from itertools import zip_longest
from pathlib import Path

import pytest

from lrcourse.grading import notebooks, report, samples
from lrcourse.grading.answers import Answer, read_all
from lrcourse.grading.course import Course, new_course, repository
from lrcourse.grading.grade import grade
from lrcourse.grading.release import release

HOME = repository()
WORKERS = 2


def composites(assignment: str) -> list[dict[str, Answer]]:
    """Return the answers of each notebook: one to every exercise that has any left."""
    bank = read_all(HOME.root / "tests" / "answers" / assignment)
    return [
        {answer.exercise: answer for answer in row if answer}
        for row in zip_longest(*bank.values())
    ]


def graded(folder: Path, assignment: str, share: int) -> dict[str, dict[str, bool]]:
    """Grade every `WORKERS`-th composite and return, for each, which exercises scored in full."""
    course = new_course(folder / f"course-{share}")
    release(course, assignment)
    name = f"{assignment}.ipynb"
    blank = notebooks.read(course.release / assignment / name)
    for number, answers in enumerate(composites(assignment)):
        if number % WORKERS == share:
            handed_in = course.submitted / f"student-{number}" / assignment
            handed_in.mkdir(parents=True)
            notebooks.write(samples.assemble(blank, answers), handed_in / name)
    assert not [outcome for outcome in grade(course, assignment) if outcome.problem]
    return scored(course, assignment)


def scored(course: Course, assignment: str) -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    for score in report.scores(course, assignment):
        full = score.score == score.max_score
        assert full or score.score == 0
        found.setdefault(score.student, {})[score.exercise] = full
    return found


@pytest.mark.parametrize("assignment", HOME.assignments())
def test_nbgrader_agrees_with_the_bank(assignment: str, tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context) as pool:
        shares = [pool.submit(graded, tmp_path, assignment, share) for share in range(WORKERS)]
        seen = {student: row for share in shares for student, row in share.result().items()}
    wanted = {
        f"student-{number}": answers for number, answers in enumerate(composites(assignment))
    }
    assert seen.keys() == wanted.keys()
    wrong = [
        f"{exercise}: {answer.title}"
        for student, answers in wanted.items()
        for exercise, answer in answers.items()
        if seen[student][exercise] != answer.right
    ]
    assert not wrong
