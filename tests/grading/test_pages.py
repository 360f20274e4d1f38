"""Markdown becomes HTML in which nothing runs, and mathematics become MathML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrcourse.grading import pages
from lrcourse.grading.course import repository
from lrcourse.grading.notebooks import read

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<a href='javascript:alert(1)'>x</a>",
    "![x](http://tracker/x.png)",
    "$\\text{<script>alert(1)</script>}$",
    "$\\href{javascript:alert(1)}{x}$",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<details open ontoggle=alert(1)>x</details>",
    "<svg><script>alert(1)</script></svg>",
    "<style>body{background:url(http://x)}</style>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_runs(attack: str) -> None:
    for source in (attack, f"a {attack} b", f"# {attack}", f"- {attack}", f"> {attack}"):
        page = pages.markdown(source)
        for part in (
            "<script",
            "onerror",
            "ontoggle",
            "<style",
            "<svg",
            'href="javascript',
            "src=",
        ):
            assert part not in page.lower()


def test_formulas_are_typeset() -> None:
    page = pages.markdown("The rate $x^2$ is\n\n$$\\frac{a}{b}$$\n")
    assert '<math display="inline">' in page
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in page
    assert '<math display="block">' in page
    assert "<mfrac>" in page
    assert "$" not in page


def test_a_formula_that_cannot_be_read_is_shown_as_it_is() -> None:
    page = pages.markdown("see $\\frac{$ there")
    assert "frac" in page


def test_hints_stay_folded_and_code_stays_code() -> None:
    page = pages.markdown("<details><summary>Hint</summary>\n\nTry `x < 3`.\n</details>")
    assert "<details><summary>Hint</summary>" in page
    assert "<code>x &lt; 3</code>" in page


@given(st.text())
def test_any_text_is_a_page(text: str) -> None:
    assert "<script" not in pages.markdown(text).lower()


def test_every_formula_of_the_course_is_typeset() -> None:
    home = repository()
    for path in [*home.root.glob("notebooks/*.ipynb"), *home.source.glob("*/*.ipynb")]:
        for cell in read(path).cells:
            if cell.cell_type == "markdown" and "$" in cell.source:
                page = pages.markdown(cell.source)
                assert "<math" in page
                assert "merror" not in page


def test_code_is_coloured_and_escaped() -> None:
    page = pages.code("def f():\n    return '<b>'")
    assert '<span class="k">def</span>' in page
    assert "&lt;b&gt;" in page
