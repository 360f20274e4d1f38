"""The generated tables are current and hold every cause."""

from lrcourse.grading import refresh, tables
from lrcourse.grading.course import repository
from lrcourse.kinds import KINDS

HOME = repository()


def test_tables_are_current() -> None:
    assert refresh.changes(HOME.root, tables.tables(HOME)) == []


def test_every_cause_has_a_row_with_its_message() -> None:
    text = tables.causes_table(HOME)
    for kind in KINDS.values():
        for cause in kind.causes:
            assert f"| {cause.name}" in text
            assert cause.sentence.replace("|", "\\|") in text
