"""The answer bank is read section by section, and refused where it is not in order."""

from pathlib import Path

import pytest

from lrcourse.complaint import Complaint
from lrcourse.grading.answers import read, read_all

TEXT = """# %% right: one way
def f():
    return 1

# %% wrong: another
# cause: early
def f():
    return 2
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "step-decay.py"
    path.write_text(text)
    return path


def test_sections_become_answers(tmp_path: Path) -> None:
    right, wrong = read(written(tmp_path, TEXT))
    assert (right.exercise, right.right, right.title, right.cause) == (
        "step-decay", True, "one way", ""
    )  # fmt: skip
    assert right.code == "def f():\n    return 1"
    assert (wrong.right, wrong.title, wrong.cause) == (False, "another", "early")
    assert wrong.code == "def f():\n    return 2"
    assert list(read_all(tmp_path)) == ["step-decay"]


def test_no_cause_is_said_in_words(tmp_path: Path) -> None:
    (answer,) = read(written(tmp_path, "# %% wrong: odd\n# cause: none\nx = 1\n"))
    assert (answer.cause, answer.code) == ("", "x = 1")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("x = 1\n" + TEXT, "has text before its first"),
        ("# %% wrong: odd\nx = 1\n", "the line `# cause: …` is missing"),
        ("# %% wrong: odd", "the line `# cause: …` is missing"),
        ("# %% maybe: odd\nx = 1\n", "is neither"),
    ],
)
def test_a_bank_out_of_order_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(Complaint, match=complaint):
        read(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Complaint, match="cannot be read"):
        read(tmp_path / "nothing.py")
