"""Outputs are of known kinds, of a limited size, and nothing in them runs."""

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import from_dict
from nbformat.v4 import new_code_cell, new_notebook
from nbformat.validator import validate

from lrcourse.grading import outputs

PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 50).decode()


def clean(*found: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    return outputs.clean(list(found), lambda text: text, outputs.Room(2**20))


def data(**kinds: Any) -> dict[str, Any]:  # noqa: ANN401
    names = {name.replace("_", "/"): value for name, value in kinds.items()}
    return {"output_type": "display_data", "data": names, "metadata": {}}


def test_what_a_notebook_shows_stays() -> None:
    shown = [
        {"output_type": "stream", "name": "stdout", "text": "hello\n"},
        {"output_type": "display_data", "data": {"image/png": PNG, "text/plain": "[x]"},
         "metadata": {"image/png": {"alt": "a curve"}}},
        {"output_type": "execute_result", "data": {"text/plain": "2"}, "metadata": {},
         "execution_count": None},
        {"output_type": "error", "ename": "E", "evalue": "no", "traceback": ["E: no"]},
    ]  # fmt: skip
    assert clean(*shown) == shown


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "<svg onload=alert(1)></svg>",
        "<iframe src='http://x'></iframe>",
        "<style>*{display:none}</style>",
        "<form action='http://x'><input></form>",
    ],
)
def test_html_that_runs_or_loads_is_cleaned(html: str) -> None:
    [shown] = clean(data(text_html=f"<b>bold</b>{html}"))
    text = shown["data"]["text/html"]
    assert text.startswith("<b>bold</b>")
    for part in ("alert", "http", "<style", "<svg", "<form"):
        assert part not in text


def test_other_kinds_and_false_images_go() -> None:
    assert clean(data(application_javascript="alert(1)")) == []
    assert clean(data(**{"image_svg+xml": "<svg onload=alert(1)>"})) == []
    assert clean(data(image_png="<script>")) == []
    assert clean(data(image_png=PNG)) != []


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["output_type", "name", "text", "data", "metadata", "text/html",
                         "image/png", "ename", "evalue", "traceback", "text/plain"]), inner),
    max_leaves=12,
)  # fmt: skip
_kinds = st.sampled_from(["stream", "display_data", "execute_result", "error", "update"])


@given(st.lists(_junk | st.tuples(_kinds, _junk)))
def test_whatever_comes_the_notebook_is_valid(found: list[Any]) -> None:
    shaped = [
        {**(item[1] if isinstance(item[1], dict) else {}), "output_type": item[0]}
        if isinstance(item, tuple)
        else item
        for item in found
    ]
    cell = new_code_cell("x", outputs=[from_dict(output) for output in clean(*shaped)])
    validate(new_notebook(cells=[cell]))


def test_half_a_surrogate_pair_becomes_a_question_mark() -> None:
    [shown] = clean({"output_type": "stream", "name": "stdout", "text": "a\ud800b"})
    assert shown["text"] == "a?b"


def test_long_texts_are_cut() -> None:
    [shown] = clean({"output_type": "stream", "name": "stdout", "text": "x" * 10**6})
    assert len(shown["text"]) < 210_000
    assert len(clean(*[{"output_type": "stream", "name": "stdout", "text": "x"}] * 999)) == 200


def _result(text: str) -> dict[str, Any]:
    return {"output_type": "execute_result", "data": {"text/plain": text}, "metadata": {}}


@pytest.mark.parametrize(
    ("shown", "score"),
    [
        ([], 4.0),
        ([{"output_type": "stream", "name": "stdout", "text": "fine"}], 4.0),
        ([{"output_type": "stream", "name": "stderr", "text": "Warning"}], 0.0),
        ([{"output_type": "error", "ename": "E", "evalue": "", "traceback": []}], 0.0),
        ([_result("2.5")], 2.5),
        ([_result("4")], 4.0),
        ([_result("4.1")], 0.0),
        ([_result("-5")], 0.0),
        ([_result("nan")], 0.0),
        ([_result("inf")], 0.0),
        ([_result("tensor(4.)")], 0.0),
        ([_result("'four'")], 0.0),
    ],
)
def test_points_of_a_cell_that_the_students_process_decides(
    shown: list[dict[str, Any]], score: float
) -> None:
    assert outputs.points(shown, 4.0) == score
