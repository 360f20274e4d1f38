"""A student opens the lesson and the assignment, and an instructor the formgrader."""

import re

import pytest
from playwright.sync_api import expect

from lrcourse.grading.course import Course, repository
from tests.browser.conftest import PRANKSTER, TOKEN, Cell, Lab

pytestmark = pytest.mark.browser

UNIT = "01-manual-decay"
UNITS = repository().assignments()
RELEASE = f"release/{UNIT}/{UNIT}.ipynb"

DROPS_AT_EPOCH_0 = """\
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(n):
        if epoch % step_size == 0:
            base_lr *= gamma
        rates.append(base_lr)
    return rates
"""


def assert_figure_is_shown(jupyter: Lab, cell: Cell) -> str:
    """Assert that a cell's figures are on the page, and return the words that follow them."""
    shown = jupyter.shown(cell)
    shown.locator("img").last.wait_for()
    shown.locator("p small").last.wait_for()
    images, words = shown.locator("img").all(), shown.locator("p small").all_inner_texts()
    for image in images:
        assert image.evaluate("image => image.decode().then(() => image.naturalWidth)") > 300
    assert len(images) == len(words)
    return " ".join(words)


@pytest.mark.parametrize("unit", UNITS)
def test_a_lesson_runs_and_its_figures_can_be_seen_and_read(jupyter: Lab, unit: str) -> None:
    jupyter.open(f"notebooks/{unit}.ipynb")
    cells = jupyter.run_all()
    assert all(cell.count for cell in cells)
    assert [error for cell in cells for error in cell.errors] == []
    figures = [cell for cell in cells if cell.has_figure]
    assert figures
    for cell in (figures[0], figures[-1]):
        assert re.search(r"at \w+ \d|from \w+ \d", assert_figure_is_shown(jupyter, cell))
    jupyter.picture("lesson")


@pytest.mark.parametrize("unit", UNITS)
def test_an_untouched_release_fails_in_its_checks_alone(jupyter: Lab, unit: str) -> None:
    jupyter.open(f"release/{unit}/{unit}.ipynb")
    cells = jupyter.run_all()
    assert [cell.name for cell in cells if not cell.count] == [], "a check stopped Run All"
    graded = [cell for cell in cells if cell.graded]
    assert [cell for cell in cells if cell.errors] == graded
    for cell in graded:
        shown = jupyter.shown(cell)
        expect(shown).to_contain_text(f"{cell.name}: ")
        text = shown.inner_text()
        assert not re.search(r"Traceback|\.py\b|/\w+/", text)
    expect(jupyter.shown(cells[-1])).to_contain_text(f"0 of {len(graded)} exercises are ready")
    jupyter.picture("release")


def test_a_wrong_answer_is_told_its_first_difference(jupyter: Lab) -> None:
    jupyter.open(RELEASE)
    jupyter.write("step-decay-answer", DROPS_AT_EPOCH_0)
    cells = jupyter.run("course-version", "step-decay-answer", "step-decay-figure", "step-decay")
    check = next(cell for cell in cells if cell.name == "step-decay")
    words = assert_figure_is_shown(jupyter, check)
    assert "first difference, at epoch 0, is marked" in words
    told = "epoch 0 is the first that differs"
    assert told in check.errors[0]["evalue"]
    expect(jupyter.shown(check)).to_contain_text(told)
    expect(jupyter.shown(check)).not_to_contain_text("Traceback")
    jupyter.picture("wrong-answer")


def test_the_formgrader_lists_the_assignment_and_tells_no_secret(jupyter: Lab) -> None:
    jupyter.execute("nbgrader:open-formgrader")
    formgrader = jupyter.page.frame_locator("iframe[src*=formgrader]")
    formgrader.get_by_role("link", name=UNIT).first.wait_for()
    assert TOKEN not in formgrader.locator("html").inner_html()
    jupyter.picture("formgrader")


def test_no_script_of_a_submission_runs_on_the_formgraders_pages(
    jupyter: Lab, course: Course, server: str
) -> None:
    with course.gradebook() as gradebook:
        found = gradebook.find_submission_notebook(UNIT, UNIT, PRANKSTER)
        address = f"{server}/formgrader/submissions/{found.id}/?token={TOKEN}"
    page = jupyter.page
    page.goto(address)
    page.get_by_text("Hello").first.wait_for()
    page.locator("math").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert "PWNED" not in page.title()
    assert page.locator("#notebook img[src]").count() == 0
    assert page.get_by_text("The values as a table").count() > 0
    assert page.get_by_text("<summary>").count() == 0
    jupyter.picture("formgrader-submission")
    for file in ("page.html", "data/figure.svg"):
        shown = page.request.get(address.replace("?", f"{file}?"))
        assert shown.status == 404
        shown = page.request.get(address.replace("?", f"{file}.txt?"))
        assert shown.headers["content-type"] == "text/plain"
        assert "PWNED" in shown.text()
    for place in ("manage_submissions/01-manual-decay", "gradebook/01-manual-decay"):
        page.goto(f"{server}/formgrader/{place}/")
        page.wait_for_load_state("networkidle")
        assert "PWNED" not in page.title()


def test_no_script_of_a_submission_runs_in_feedback(jupyter: Lab, course: Course) -> None:
    path = course.feedback / PRANKSTER / UNIT / f"{UNIT}.html"
    jupyter.page.goto(path.as_uri())
    assert jupyter.page.title() == f"{UNIT}: feedback for {PRANKSTER}"
    expect(jupyter.page.locator("math").first).to_be_visible()
    jupyter.picture("feedback")


def test_nobody_is_asked_about_news(jupyter: Lab) -> None:
    plugin = "@jupyterlab/apputils-extension:announcements"
    active = "plugin => window.jupyterapp.isPluginActivated(plugin)"
    assert jupyter.page.evaluate(active, "@jupyterlab/apputils-extension:notification")
    assert not jupyter.page.evaluate(active, plugin)
