"""The coverage table is complete for the units that exist, and counts only what loses points."""

import shutil
from pathlib import Path

import pytest

from lrcourse.complaint import Complaint
from lrcourse.grading import coverage
from lrcourse.grading.course import Course, repository

HOME = repository()
ROWS = coverage.rows(HOME)
UNITS = {path.name[:2] for path in (HOME.root / "notebooks").glob("*.ipynb")}


@pytest.fixture
def copy(tmp_path: Path) -> Course:
    for folder in ("notebooks", "source", "docs", "tests/answers"):
        shutil.copytree(HOME.root / folder, tmp_path / folder)
    return Course(tmp_path)


@pytest.mark.parametrize("section", ROWS)
def test_nothing_that_belongs_to_a_unit_is_missing_from_it(section: str) -> None:
    empty = [row.name for row in ROWS[section] if row.unit in UNITS and row.empty]
    assert empty == []


def test_every_misconception_of_the_bank_loses_points() -> None:
    assert [row.name for row in ROWS["misconceptions"] if row.missed] == []


def test_an_answer_that_scores_is_not_counted() -> None:
    generous = coverage.rows(HOME, loses_points=lambda _answer, _cell: False)
    assert not any(row.caught for row in generous["misconceptions"])
    assert any(row.missed for row in generous["misconceptions"])


def test_a_name_that_nobody_knows_is_a_complaint(copy: Course) -> None:
    path = copy.root / "notebooks" / "01-manual-decay.ipynb"
    path.write_text(path.read_text().replace('"m3"', '"m399"'))
    with pytest.raises(Complaint, match="covers 'm399', which is not in"):
        coverage.rows(copy, loses_points=lambda _answer, _cell: True)


def test_the_table_links_to_files_that_exist() -> None:
    text = coverage.table(HOME, ROWS)
    links = {part.partition(")")[0] for part in text.split("](")[1:]}
    assert links
    for link in links:
        assert (HOME.root / "docs" / link).exists(), link
