"""What the sheet says a notebook is worth is what nbgrader's gradebook says of it."""

import os
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook, GradeCell

from lrcourse.grading import marks
from lrcourse.grading.sheet import Sheet

DUE = datetime(2026, 1, 1, 12)  # noqa: DTZ001 - the gradebook's times have no zone
NAME = {"one": {"test": 2.0, "essay": None}}
WRITTEN = {"one": {"answer": True, "essay": True}}


@pytest.fixture
def gradebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    # nbgrader starts alembic as a program, which stands beside this interpreter.
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as opened:
        opened.add_assignment("unit", duedate=DUE)
        opened.add_notebook("one", "unit")
        for name, kind in (("answer", "code"), ("test", "code"), ("essay", "markdown")):
            opened.add_source_cell(name, "one", "unit", cell_type=kind, source=name)
        opened.add_solution_cell("answer", "one", "unit")
        opened.add_grade_cell("test", "one", "unit", max_score=4, cell_type="code")
        opened.add_grade_cell("essay", "one", "unit", max_score=3, cell_type="markdown")
        opened.add_solution_cell("essay", "one", "unit")
        yield opened


def put(gradebook: Any, scores: Any = NAME, **options: Any) -> Any:  # noqa: ANN401
    sheet = Sheet(gradebook, "unit")
    asked = {"timestamp": None, "penalty": lambda *_: None, **options}
    return sheet.put("ada", scores, WRITTEN, **asked)["one"]


def asked(gradebook: Any) -> Any:  # noqa: ANN401
    """Return the notebook as nbgrader finds it."""
    gradebook.db.expire_all()
    return gradebook.find_submission_notebook("one", "unit", "ada")


def test_points_are_those_that_nbgrader_adds_up(gradebook: Any) -> None:  # noqa: ANN401
    worth = put(gradebook)
    notebook = asked(gradebook)
    assert (worth.score, worth.most) == (notebook.score, notebook.max_score) == (2, 7)
    assert worth.waiting == {"essay"}
    assert notebook.needs_manual_grade
    assert marks.read(notebook) == worth


def test_what_was_given_by_hand_stays(gradebook: Any) -> None:  # noqa: ANN401
    put(gradebook)
    gradebook.find_grade("test", "one", "unit", "ada").manual_score = 1.5
    gradebook.find_grade("essay", "one", "unit", "ada").extra_credit = 0.5
    gradebook.find_comment("answer", "one", "unit", "ada").manual_comment = "Nearly."
    gradebook.db.commit()
    worth = put(gradebook, {"one": {"test": 4.0, "essay": 0.0}})
    notebook = asked(gradebook)
    assert worth.score == notebook.score == 2.0
    assert worth.comments["answer"] == "Nearly."
    assert marks.read(notebook) == worth
    assert worth.waiting == {"test"}


def test_a_second_run_adds_no_second_row(gradebook: Any) -> None:  # noqa: ANN401
    assert put(gradebook) == put(gradebook)
    assert len(asked(gradebook).grades) == 2
    assert len(asked(gradebook).comments) == 2
    assert len(gradebook.students) == 1


def test_rows_of_a_cell_that_is_new_are_added(gradebook: Any) -> None:  # noqa: ANN401
    put(gradebook)
    gradebook.add_source_cell("more", "one", "unit", cell_type="code", source="more")
    notebook = gradebook.find_notebook("one", "unit")
    gradebook.db.add(GradeCell(name="more", notebook=notebook, max_score=1, cell_type="code"))
    gradebook.db.commit()
    worth = put(gradebook, {"one": {**NAME["one"], "more": 1.0}})
    assert worth.score == asked(gradebook).score == 3


@pytest.mark.parametrize(
    ("hours", "extension", "late"), [(-1, None, 0), (2, None, 7200), (2, 1, 3600), (2, 3, 0)]
)
def test_a_late_submission_loses_by_the_seconds(
    gradebook: Any,  # noqa: ANN401
    hours: int,
    extension: int | None,
    late: int,
) -> None:
    put(gradebook)
    if extension:
        gradebook.find_submission("unit", "ada").extension = timedelta(hours=extension)
        gradebook.db.commit()
    worth = put(
        gradebook,
        timestamp=DUE + timedelta(hours=hours),
        penalty=lambda _student, _score, seconds: seconds / 7200,
    )
    assert gradebook.find_submission("unit", "ada").total_seconds_late == late
    assert worth.penalty == (asked(gradebook).late_submission_penalty or 0) == late / 7200
    assert worth.score == 2 - late / 7200


def test_an_answer_that_was_left_out_says_so(gradebook: Any) -> None:  # noqa: ANN401
    sheet = Sheet(gradebook, "unit")
    worth = sheet.put(
        "ada", NAME, {"one": {"answer": False}}, timestamp=None, penalty=lambda *_: None
    )["one"]
    assert worth.comments == {"answer": "No response.", "essay": "No response."}
