"""The page that a student gets back has points and messages, no hidden test, no script."""

from dataclasses import replace
from typing import Any

from lrcourse.grading import feedback, outputs
from lrcourse.grading.marks import Marks
from lrcourse.grading.recorder import as_notebook
from lrcourse.grading.work import Cell

TEST = Cell(
    "code",
    'lrcourse.check("decay", f, "kind", example={"n": 3})\n'
    "### BEGIN HIDDEN TESTS\nSECRET = 1\n### END HIDDEN TESTS",
    "decay", grade=True, locked=True, points=4.0,
)  # fmt: skip
ANSWER = Cell("code", "f = 1", "decay-answer", solution=True)
MARKS = Marks({"decay": (1.5, 4.0)}, {"decay-answer": "Good <idea>."})


def page(*cells: Cell, marks: Marks = MARKS, reasons: tuple[str, ...] = ()) -> str:
    notebook: dict[str, Any] = as_notebook(cells, reasons)
    return feedback.page(notebook, marks, "unit", "ada")


def test_points_comments_and_messages_are_there() -> None:
    said = TEST.with_outputs([outputs.failure(ValueError("decay: epoch 3 differs."))])
    text = page(ANSWER, said)
    assert "unit: 1.5 of 4 points" in text
    assert "decay: epoch 3 differs." in text
    assert "Good &lt;idea&gt;." in text
    assert 'href="#decay"' in text
    assert 'id="decay"' in text


def test_hidden_tests_are_not() -> None:
    text = page(TEST)
    assert "SECRET" not in text
    assert "HIDDEN" not in text
    assert "on cases that are not shown" in text
    cut_off = replace(TEST, source="x\n### BEGIN HIDDEN TESTS\nSECRET")
    assert "SECRET" not in page(cut_off)


def test_reasons_stand_at_the_top() -> None:
    text = page(ANSWER, TEST, reasons=("decay-answer: it took too long.",))
    assert text.index("Notes of the grader") < text.index("f</span>")
    assert "decay-answer: it took too long." in text


def test_nothing_runs_and_nothing_is_loaded() -> None:
    script = "<script>alert(1)</script>"
    cells = [
        Cell("markdown", script),
        Cell("raw", script),
        Cell("code", f"print('{script}')"),
        ANSWER.with_outputs(
            [
                outputs.stream(script),
                {"output_type": "display_data", "data": {"text/html": script}, "metadata": {}},
                {"output_type": "error", "ename": script, "evalue": script, "traceback": []},
            ]
        ),
    ]
    text = page(*cells, reasons=(script,))
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert "default-src 'none'" in text


def test_colours_of_a_terminal_are_taken_out() -> None:
    text = page(ANSWER.with_outputs([outputs.stream("\x1b[31mred\x1b[0m")]))
    assert "red" in text
    assert "\x1b" not in text


def test_an_image_has_its_text_alternative() -> None:
    image = {
        "output_type": "display_data",
        "data": {"image/png": "iVBORw0KGgo="},
        "metadata": {"image/png": {"alt": "a curve that <falls>"}},
    }
    assert 'alt="a curve that &lt;falls&gt;"' in page(ANSWER.with_outputs([image]))


def test_what_waits_for_a_human_and_what_is_lost_is_said() -> None:
    marks = Marks({"essay": (0.0, 3.0)}, {}, frozenset({"essay"}), 1.0)
    essay = Cell("markdown", "My essay.", "essay", grade=True, solution=True, points=3.0)
    text = page(essay, marks=marks)
    assert "waits for a human" in text
    assert "1 points are lost for handing in late" in text
