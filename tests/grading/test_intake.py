"""Intake restores what the instructor wrote, keeps what the student wrote, and runs nothing."""

import copy
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrcourse.grading import intake
from lrcourse.grading.engine.confine import Limits
from lrcourse.grading.intake import RefusedError
from lrcourse.grading.spec import Spec
from lrcourse.grading.work import Cell, Work

LOCKED = Cell("markdown", "The task.", "one-task", locked=True)
ANSWER = Cell("code", "pass", "one-answer", solution=True)
TEST = Cell("code", "check()", "one-test", grade=True, locked=True, points=2.0)
ESSAY = Cell("markdown", "Write here.", "two-essay", grade=True, solution=True, points=3.0)
CELLS = [LOCKED, ANSWER, TEST, ESSAY]
SPEC = Spec("unit", {"unit": CELLS})


def raw(cell: Cell, **changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a cell as a notebook file holds it."""
    meta = {"grade_id": cell.grade_id, "grade": cell.grade, "solution": cell.solution}
    node = {
        "cell_type": cell.cell_type,
        "source": cell.source,
        "metadata": {"nbgrader": meta, "tags": ["skip-execution"]},
    }
    return {**node, **changes}


HONEST = [raw(cell) for cell in CELLS]
OWN = {"cell_type": "code", "source": "print(1)", "metadata": {}}


def arranged(cells: list[dict[str, Any]]) -> tuple[list[Cell], list[str]]:
    notes: list[str] = []
    return intake.arrange(cells, CELLS, notes), notes


def names(cells: list[Cell]) -> list[str]:
    return [cell.grade_id or cell.source for cell in cells]


def test_an_honest_notebook_stays_as_it_is() -> None:
    cells, notes = arranged(HONEST)
    assert names(cells) == [cell.grade_id for cell in CELLS]
    assert [cell.source for cell in cells] == [cell.source for cell in CELLS]
    assert notes == []


def test_what_a_student_writes_stays_and_what_is_locked_comes_back() -> None:
    cells, _ = arranged([raw(cell, source=f"changed {cell.grade_id}") for cell in CELLS])
    assert [cell.source for cell in cells] == [
        "The task.", "changed one-answer", "check()", "changed two-essay",
    ]  # fmt: skip


def test_own_cells_stay_behind_the_cell_that_they_follow() -> None:
    cells, _ = arranged([OWN, HONEST[0], OWN, HONEST[1], OWN, *HONEST[2:], OWN])
    own = OWN["source"]
    wanted = [own, "one-task", own, "one-answer", own, "one-test", "two-essay", own]
    assert names(cells) == wanted


def test_missing_cells_come_back_in_their_place() -> None:
    cells, notes = arranged([HONEST[1]])
    assert names(cells) == [cell.grade_id for cell in CELLS]
    assert notes == ["two-essay: the cell of the answer is missing."]
    assert cells[3].answered is False


def test_of_several_answers_the_last_counts_and_all_run() -> None:
    first = raw(ANSWER, source="x = 1")
    cells, notes = arranged([HONEST[0], first, raw(ANSWER, source="x = 2"), *HONEST[2:]])
    assert [(cell.grade_id, cell.source) for cell in cells[1:3]] == [
        ("", "x = 1"), ("one-answer", "x = 2"),
    ]  # fmt: skip
    assert notes == ["one-answer: the cell is there more than once, and the last one counts."]


@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=4))
def test_the_instructors_cells_are_there_once_and_in_order(
    order: list[int], again: list[int]
) -> None:
    cells, _ = arranged([HONEST[index] for index in [*order, *again]])
    known = [cell for cell in cells if cell.grade_id]
    assert [cell.grade_id for cell in known] == [cell.grade_id for cell in CELLS]
    for cell, wanted in zip(known, CELLS, strict=True):
        assert (cell.grade, cell.solution, cell.points) == (
            wanted.grade, wanted.solution, wanted.points,
        )  # fmt: skip
        if cell.locked:
            assert cell.source == wanted.source


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["metadata", "nbgrader", "grade_id", "source", "cell_type", "x"]), inner
    ),
    max_leaves=8,
)  # fmt: skip


@given(st.lists(st.dictionaries(st.sampled_from(["metadata", "source", "cell_type"]), _junk)))
def test_no_cell_is_too_strange(cells: list[dict[str, Any]]) -> None:
    done, _ = arranged(cells)
    assert [cell.grade_id for cell in done if cell.grade_id] == [c.grade_id for c in CELLS]
    assert {cell.cell_type for cell in done} <= {"code", "markdown", "raw"}


def take_in(folder: Path, student: str = "ada") -> Work:
    return intake.take_in(folder, student, SPEC, Limits())


def hand_in(folder: Path, name: str = "unit.ipynb", content: str | None = None) -> None:
    text = json.dumps({"nbformat": 4, "cells": HONEST}) if content is None else content
    (folder / name).write_text(text)


def test_files_beside_the_notebook_come_along(tmp_path: Path) -> None:
    hand_in(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("1,2")
    (tmp_path / ".ipynb_checkpoints").mkdir()
    (tmp_path / ".ipynb_checkpoints" / "unit.ipynb").write_text("old")
    work = take_in(tmp_path)
    assert work.files == {"data/a.csv": b"1,2"}
    assert list(work.notebooks) == ["unit"]
    assert work.notes == ()


def test_links_pipes_and_strange_names_stay_out(tmp_path: Path) -> None:
    hand_in(tmp_path)
    (tmp_path / "link").symlink_to("/etc/passwd")
    (tmp_path / "folder").symlink_to("/etc")
    (tmp_path / "<b>").write_text("x")
    os.mkfifo(tmp_path / "pipe")
    work = take_in(tmp_path)
    assert work.files == {}
    assert "pipe is left out: it is no regular file." in work.notes
    assert work.notes.count("A link or a file with a strange name was left out.") == 1


def test_a_closed_folder_or_a_strange_time_is_no_trap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_in(tmp_path)
    (tmp_path / "timestamp.txt").write_text("never")

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    state = os.stat_result([0o100644, 0, 0, 1, 0, 0, 0, 0, 2**60, 0])
    monkeypatch.setattr(Path, "lstat", lambda _path: state)
    said = intake.timestamp(tmp_path, [])
    assert said is not None
    assert said.year < 3000
    monkeypatch.setattr(os, "lstat", denied)
    assert intake.timestamp(tmp_path, []) is None


def test_files_of_the_instructor_win_over_a_folder_of_that_name(tmp_path: Path) -> None:
    hand_in(tmp_path)
    (tmp_path / "data").write_text("mine")
    (tmp_path / "table.csv").mkdir()
    (tmp_path / "table.csv" / "x").write_text("mine")
    work = take_in(tmp_path).with_more({"data/a.csv": b"1", "table.csv": b"2"}, [])
    assert work.files == {"data/a.csv": b"1", "table.csv": b"2"}


def test_what_is_too_large_is_left_out_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "MAX_BESIDE", 10)
    hand_in(tmp_path)
    (tmp_path / "a").write_text("12345678")
    (tmp_path / "b").write_text("12345678")
    work = take_in(tmp_path)
    assert list(work.files) == ["a"]
    assert work.notes[0].startswith("b is left out: the files take more than")
    monkeypatch.setattr(intake, "MAX_NOTEBOOK", 10)
    with pytest.raises(RefusedError, match=r"unit.ipynb is larger than .* clear its outputs"):
        take_in(tmp_path)
    monkeypatch.setattr(intake, "MAX_FILES", 2)
    with pytest.raises(RefusedError, match="more than 2 files"):
        take_in(tmp_path)


@pytest.mark.parametrize("student", ["ada", "ada.lovelace@uni+1", "s-123_4", "Müller"])
def test_names_of_students(student: str) -> None:
    intake.require_name(student)


@pytest.mark.parametrize("student", ["", ".", "..", "a b", "<i>", "a/b", "a\nb", "x" * 129, "a'b"])
def test_names_that_could_be_more(student: str) -> None:
    with pytest.raises(RefusedError, match="no name of a student"):
        intake.require_name(student)


def test_a_submission_has_one_fingerprint_whatever_its_time(tmp_path: Path) -> None:
    hand_in(tmp_path)
    first = intake.fingerprint(tmp_path)
    (tmp_path / "timestamp.txt").write_text("2026-01-01")
    assert intake.fingerprint(tmp_path) == first == take_in(tmp_path).salt[1]
    hand_in(tmp_path, content=json.dumps({"nbformat": 4, "cells": [*HONEST, OWN]}))
    assert intake.fingerprint(tmp_path) != first


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-01-02 03:04:05.678 UTC", datetime(2026, 1, 2, 3, 4, 5, 678000)),  # noqa: DTZ001
        ("2026-01-02 03:04:05 +0100", datetime(2026, 1, 2, 2, 4, 5)),  # noqa: DTZ001
        ("2026-01-02T03:04:05", datetime(2026, 1, 2, 3, 4, 5)),  # noqa: DTZ001
    ],
)
def test_a_time_is_read(tmp_path: Path, text: str, wanted: datetime) -> None:
    (tmp_path / "timestamp.txt").write_text(text)
    notes: list[str] = []
    assert intake.timestamp(tmp_path, notes) == wanted
    assert notes == []


@pytest.mark.parametrize(
    "text", ["", "soon", "2099-01-01", "1970-01-01", "\x00", "99999999999999", "2026-13-45 <b>"]
)
def test_what_is_no_time_is_that_of_the_newest_file(tmp_path: Path, text: str) -> None:
    hand_in(tmp_path)
    (tmp_path / "timestamp.txt").write_text(text)
    for path in tmp_path.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))
    notes: list[str] = []
    newest = datetime.fromtimestamp(1_700_000_000, UTC).replace(tzinfo=None)
    assert intake.timestamp(tmp_path, notes) == newest
    assert "is no time that can be" in notes[0]
    assert "<" not in notes[0]


def test_without_a_time_there_is_none(tmp_path: Path) -> None:
    assert intake.timestamp(tmp_path, []) is None


def test_spec_and_raw_cells_are_not_changed() -> None:
    before = copy.deepcopy(HONEST)
    arranged(HONEST)
    assert before == HONEST
