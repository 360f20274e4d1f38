"""The release is what the source gives, and gives nothing away for nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lrcourse.grading import notebooks, refresh
from lrcourse.grading.course import Course, new_course, repository
from lrcourse.grading.engine.client import Engine
from lrcourse.grading.grade import grade
from lrcourse.grading.release import release
from lrcourse.grading.report import scores
from lrcourse.grading.settings import Settings

HOME = repository()
ASSIGNMENTS = HOME.assignments()


def graded_ids(path: Path) -> list[str]:
    return [
        cell.metadata["nbgrader"]["grade_id"]
        for cell in notebooks.read(path).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    ]


def validate(path: Path) -> str:
    """Return what `nbgrader validate` prints: it exits 0 whatever it finds."""
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "validate", path.name],
        cwd=path.parent, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )  # fmt: skip
    return done.stdout


def test_release_is_current() -> None:
    assert refresh.changes(HOME.root, refresh.released(HOME), "release") == []


def test_a_changed_source_makes_the_release_stale(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    shutil.copytree(HOME.release, course.release)
    path = course.source / ASSIGNMENTS[0] / f"{ASSIGNMENTS[0]}.ipynb"
    path.write_text(path.read_text().replace("A rate for the noise", "A RATE FOR THE NOISE"))
    release(course, ASSIGNMENTS[0])
    now = {
        Path("release") / made.relative_to(course.release): made.read_text()
        for made in course.release.glob("*/*.ipynb")
    }
    stale = refresh.changes(HOME.root, now, "release")
    assert [str(change.path) for change in stale] == [f"release/{ASSIGNMENTS[0]}/{path.name}"]


def test_a_file_that_nothing_makes_is_stale(tmp_path: Path) -> None:
    (tmp_path / "release" / "old").mkdir(parents=True)
    (tmp_path / "release" / "old" / "old.ipynb").write_text("{}")
    (change,) = refresh.changes(tmp_path, {}, "release")
    assert "nothing makes this file" in str(change)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_release_hides_solutions_and_hidden_tests(assignment: str) -> None:
    text = (HOME.release / assignment / f"{assignment}.ipynb").read_text()
    for secret in ("BEGIN SOLUTION", "BEGIN HIDDEN", "hidden_cases", "correct="):
        assert secret not in text


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_untouched_release_fails_in_graded_cells_only(assignment: str, tmp_path: Path) -> None:
    path = HOME.release / assignment / f"{assignment}.ipynb"
    done = notebooks.execute(notebooks.read(path), tmp_path, allow_errors=True)
    failed = {
        cell.id: output
        for cell in done.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error" or output.get("name") == "stderr"
    }
    assert list(failed) == graded_ids(path)
    for cell_id, output in failed.items():
        assert output.ename == "CheckFailed"
        assert " ".join(output.traceback) == output.evalue
        assert output.evalue.startswith(cell_id)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_run_all_reaches_the_summary_though_every_answer_raises(
    assignment: str, tmp_path: Path
) -> None:
    notebook = notebooks.read(HOME.release / assignment / f"{assignment}.ipynb")
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source += "\nno_such_name"
    done = notebooks.execute(notebook, tmp_path)
    summary = next(cell for cell in done.cells if cell.id == "visible-checks")
    assert "0 of" in summary.outputs[0].text


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_untouched_release_scores_nothing(assignment: str, tmp_path: Path, engine: Engine) -> None:
    course = new_course(tmp_path / "course")
    release(course, assignment)
    shutil.copytree(course.release / assignment, course.submitted / "nobody" / assignment)
    outcomes = grade(course, assignment, settings=Settings(engine=engine))
    assert [outcome.problem for outcome in outcomes] == [""]
    found = scores(course, assignment)
    assert sum(score.max_score for score in found) == 20
    assert [score.score for score in found] == [0.0] * len(found)


# That each source runs and each untouched release fails is told above and by nbval.
@pytest.mark.parametrize("assignment", ASSIGNMENTS[:1])
def test_nbgrader_validates_the_source_and_refuses_the_release(assignment: str) -> None:
    name = f"{assignment}/{assignment}.ipynb"
    assert "Success!" in validate(HOME.source / name)
    refused = validate(HOME.release / name)
    assert "Success!" not in refused
    wanted = len(graded_ids(HOME.release / name))
    assert f"VALIDATION FAILED ON {wanted} CELL(S)" in refused


def test_course_directory_is_complete(tmp_path: Path) -> None:
    course = new_course(tmp_path / "course")
    assert course.assignments() == ASSIGNMENTS
    assert Course(course.root).api().get_source_assignments() == set(ASSIGNMENTS)
