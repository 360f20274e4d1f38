"""A JupyterLab on a copy of the course, and a browser that drives it through its models."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from lrcourse.grading import lab
from lrcourse.grading.course import CONFIG, Course, repository
from lrcourse.grading.grade import grade
from lrcourse.grading.release import keep_in_step
from tests.faults.conftest import complete
from tests.faults.submissions import FAULTS, UNIT, Hand

TOKEN = secrets.token_hex()
PRANKSTER = "scripts-everywhere"
STARTUP = 60
"""Seconds that the server may take to answer."""
PATIENCE = 30_000
"""Milliseconds that the browser waits for a state before it gives up."""

_OPEN = """async path => {
  const widget = await window.jupyterapp.commands.execute(
    'docmanager:open', {path, factory: 'Notebook'});
  await widget.context.ready;
  await widget.sessionContext.ready;
  window.jupyterapp.shell.activateById(widget.id);
}"""
# A notebook that is only on its way to the front takes commands for the one before it.
_READY = """path => {
  const widget = window.jupyterapp.shell.currentWidget;
  return widget?.context?.path === path && widget.content.activeCell
    && widget.sessionContext.session?.kernel?.status === 'idle';
}"""
# The command's own promise is kept at the first error, when later cells are still to come.
_RUN = """async command => {
  await window.jupyterapp.commands.execute(command);
  const {widgets} = window.jupyterapp.shell.currentWidget.content;
  await Promise.allSettled(widgets.map(cell => cell.outputArea?.future?.done));
}"""
_CELLS = """() => {
  const {widgets} = window.jupyterapp.shell.currentWidget.content;
  return widgets.filter(cell => cell.model.type === 'code').map(cell => ({
    id: cell.model.id,
    name: cell.model.getMetadata('nbgrader')?.grade_id ?? '',
    graded: cell.model.getMetadata('nbgrader')?.grade ?? false,
    count: cell.model.executionCount,
    outputs: cell.model.outputs.toJSON(),
  }));
}"""
_SELECT = """id => {
  const notebook = window.jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.id === id);
  notebook.deselectAll();
  return notebook.scrollToItem(notebook.activeCellIndex, 'start');
}"""


@dataclass(frozen=True)
class Cell:
    """A code cell as JupyterLab holds it.

    Attributes:
        name: its grade id; empty in a lesson.
        graded: whether it is the test of an exercise.
        count: the number of its run.
        outputs: what it gave.
    """

    id: str
    name: str
    graded: bool
    count: int | None
    outputs: list[dict[str, Any]]

    @property
    def errors(self) -> list[dict[str, Any]]:
        """The errors that the cell ended with: one, or none."""
        return [output for output in self.outputs if output["output_type"] == "error"]

    @property
    def has_figure(self) -> bool:
        """Whether the cell drew something."""
        return any("image/png" in output.get("data", {}) for output in self.outputs)


class Lab:
    """What a student does in JupyterLab."""

    def __init__(self, page: Page, pictures: Path) -> None:
        """Drive `page`, and save pictures of it in a folder."""
        self.page = page
        self._pictures = pictures

    def open(self, path: str) -> None:
        """Open a notebook, and wait until its kernel is ready."""
        self.page.evaluate(_OPEN, path)
        self.page.wait_for_function(_READY, arg=path)

    def run_all(self) -> list[Cell]:
        """Run all cells, and return them once the last one has run."""
        return self._run("notebook:run-all-cells")

    def run(self, *names: str) -> list[Cell]:
        """Run the cells of these grade ids, and return all cells."""
        cells = self.cells()
        for name in names:
            self.page.evaluate(_SELECT, next(cell.id for cell in cells if cell.name == name))
            cells = self._run("notebook:run-cell")
        return cells

    def write(self, name: str, code: str) -> None:
        """Replace what stands in the cell of a grade id by typing."""
        identity = next(cell.id for cell in self.cells() if cell.name == name)
        self.page.evaluate(_SELECT, identity)
        self.execute("notebook:enter-edit-mode")
        editor = self.page.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content")
        editor.press("Control+a")
        self.page.keyboard.insert_text(code)

    def execute(self, command: str) -> None:
        """Run a command of JupyterLab."""
        self.page.evaluate("name => void window.jupyterapp.commands.execute(name)", command)

    def cells(self) -> list[Cell]:
        """Return the code cells of the notebook in front."""
        return [Cell(**cell) for cell in self.page.evaluate(_CELLS)]

    def shown(self, cell: Cell) -> Locator:
        """Return the rendered output area of a cell."""
        self.page.evaluate(_SELECT, cell.id)
        return self.page.locator(".jp-Notebook .jp-Cell.jp-mod-active .jp-Cell-outputArea")

    def picture(self, name: str) -> None:
        """Save what the browser shows."""
        self.page.screenshot(path=self._pictures / f"{name}.png")

    def _run(self, command: str) -> list[Cell]:
        self.page.evaluate(_RUN, command)
        return self.cells()


def find_chromium() -> str | None:
    """Return the path of a Chromium: the system's, or one that Playwright brought."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless Chromium; without one, fail on CI and skip elsewhere."""
    path = find_chromium()
    if path is None:
        reason = (
            "no Chromium found: install it with `apt install chromium` (or your system's own "
            "way), or with `python -m playwright install chromium`"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                 "--disable-background-networking", "--disable-component-update",
                 "--disable-sync"]  # fmt: skip
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a copy of what the browser opens, so that nothing in the repository changes."""
    home, root = repository().root, tmp_path_factory.mktemp("browser") / "course"
    root.mkdir()
    shutil.copy(home / CONFIG, root)
    for folder in ("notebooks", "source", "release"):
        shutil.copytree(
            home / folder, root / folder, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    made = Course(root)
    _hand_in_scripts(made)
    return made


def _hand_in_scripts(course: Course) -> None:
    """Let a student hand in a notebook full of scripts, and grade it."""
    folder = course.submitted / PRANKSTER / UNIT
    folder.mkdir(parents=True)
    hand = Hand(complete(course), folder)
    next(fault for fault in FAULTS if fault.name == PRANKSTER).make(hand)
    hand.save()
    keep_in_step(course, UNIT)
    assert [outcome.recorded for outcome in grade(course, UNIT)] == [True]


@pytest.fixture(scope="session")
def server(course: Course) -> Iterator[str]:
    """Serve the copy as `lrcourse lab` does, on a port of its own, and return its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    state = course.root.parent
    # What a user of this machine has configured must not matter.
    own = {f"JUPYTER_{name}_DIR": str(state / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    own |= {f"JUPYTERLAB_{name}_DIR": str(state / name) for name in ("SETTINGS", "WORKSPACES")}
    own |= {"IPYTHONDIR": str(state / "ipython")}
    line = lab.command(course.root, course, browser=False, port=port)
    line.append("--LabApp.expose_app_in_browser=True")
    with (state / "server.log").open("wb") as log, subprocess.Popen(
        line,
        cwd=course.root, env={**lab.environment(TOKEN), **own}, stdout=log, stderr=log,
    ) as process:  # fmt: skip
        address = f"http://127.0.0.1:{port}"
        try:
            _await_answer(f"{address}/api/status", process, state / "server.log")
            yield address
        finally:
            process.terminate()


@pytest.fixture
def jupyter(browser: Browser, server: str, tmp_path: Path) -> Iterator[Lab]:
    """Open JupyterLab afresh, in a window that is tall enough to show whole outputs."""
    context = browser.new_context(viewport={"width": 1200, "height": 1600})
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    page = context.new_page()
    page.goto(f"{server}/lab?reset&token={TOKEN}")
    page.wait_for_selector("#jp-main-dock-panel")
    page.evaluate("() => window.jupyterapp.restored.then(() => true)")
    page.wait_for_selector("#jupyterlab-splash", state="detached")
    yield Lab(page, tmp_path)
    context.close()


def _await_answer(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    request = urllib.request.Request(url, headers={"Authorization": f"token {TOKEN}"})  # noqa: S310
    deadline = time.monotonic() + STARTUP
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:  # noqa: S310
                json.load(answer)
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")
