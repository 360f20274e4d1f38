"""The graded samples are what grading them afresh gives."""

from pathlib import Path

import pytest

from lrcourse.grading import notebooks, refresh, report, samples
from lrcourse.grading.answers import read_all
from lrcourse.grading.course import Course, new_course, repository
from lrcourse.grading.grade import grade
from lrcourse.grading.release import release

# One worker grades the sample class for all tests of this module.
pytestmark = pytest.mark.xdist_group("samples")

HOME = repository()
ASSIGNMENT = samples.ASSIGNMENTS[0]
RELEASE = notebooks.read(HOME.release / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course whose sample class was graded just now."""
    made = new_course(tmp_path_factory.mktemp("samples") / "course")
    release(made, ASSIGNMENT)
    samples.hand_in(made, HOME)
    assert not any(outcome.problem for outcome in grade(made, ASSIGNMENT))
    return made


def right_exercises(student: str) -> set[str]:
    bank = read_all(HOME.root / "tests" / "answers" / ASSIGNMENT)
    chosen = samples.choose(student, samples.exercises(RELEASE), bank)
    return {name for name, answer in chosen.items() if answer.right}


def test_fresh_grading_equals_the_committed_samples(course: Course) -> None:
    fresh = {Path("autograded") / path: text for path, text in samples.graded(course).items()}
    assert len(fresh) == len(samples.STUDENTS)
    assert refresh.changes(HOME.root, fresh, "autograded") == []


@pytest.mark.parametrize("student", samples.STUDENTS)
def test_each_right_answer_scores_in_full_and_nothing_else_scores(
    course: Course, student: str
) -> None:
    right = right_exercises(student)
    found = [score for score in report.scores(course, ASSIGNMENT) if score.student == student]
    assert {score.exercise for score in found if score.score == score.max_score} == right
    assert {score.score for score in found if score.exercise not in right} <= {0.0}


@pytest.mark.parametrize("student", samples.STUDENTS)
def test_samples_run_cell_by_cell_as_expected(student: str, tmp_path: Path) -> None:
    path = HOME.autograded / student / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    done = notebooks.execute(notebooks.read(path), tmp_path, allow_errors=True)
    right = right_exercises(student)
    for cell in done.cells:
        errors = [out.ename for out in cell.get("outputs", []) if out.output_type == "error"]
        if not cell.metadata.get("nbgrader", {}).get("grade"):
            assert cell.id == "" or errors == [], cell.id
        else:
            assert errors == ([] if cell.id in right else ["CheckFailed"]), cell.id


@pytest.mark.parametrize("student", samples.STUDENTS)
def test_feedback_is_written_for_everybody(course: Course, student: str) -> None:
    page = course.feedback / student / ASSIGNMENT / f"{ASSIGNMENT}.html"
    assert "step-decay" in page.read_text()


def test_score_table_has_a_row_for_each_student_and_adds_up(course: Course) -> None:
    rows = report.table(report.scores(course, ASSIGNMENT))
    assert [row[0] for row in rows] == ["student", *samples.STUDENTS]
    assert rows[0][-1] == "total (20)"
    for row in rows[1:]:
        assert sum(map(float, row[1:-1])) == float(row[-1])
    report.write(rows, course.root / "scores.csv")
    assert (course.root / "scores.csv").read_text().splitlines()[0] == ",".join(rows[0])


def test_samples_hold_no_images() -> None:
    for path in HOME.autograded.glob("**/*.ipynb"):
        assert "image/png" not in path.read_text()
