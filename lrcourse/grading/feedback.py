"""Writes the page that a student gets back: points and messages, and nothing that runs."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from nbconvert.exporters import Exporter
from traitlets import default

from lrcourse.grading import pages
from lrcourse.grading.harmless import harmless
from lrcourse.grading.marks import Marks, read
from lrcourse.grading.notebooks import write_text

_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?(?:^[ \t]*### END HIDDEN TESTS[^\n]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def page(notebook: Mapping[str, Any], marks: Marks, title: str, student: str) -> str:
    """Return the feedback on one notebook.

    Args:
        notebook: the graded notebook.
        marks: what the gradebook says of it.
        title: the notebook's name.
        student: whose it is.
    """
    cells = [_cell(cell, marks) for cell in notebook["cells"]]
    style = pages.code_style()
    return _template().render(
        cells=cells, marks=marks, title=title, student=student, code_style=style
    )


def write(
    folder: Path,
    notebooks: Mapping[str, Mapping[str, Any]],
    marks: Mapping[str, Marks],
    student: str,
) -> None:
    """Write a page for each notebook of a submission.

    Args:
        folder: where they go.
        notebooks: the graded notebooks, by name.
        marks: what the gradebook says of each.
        student: whose they are.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, notebook in notebooks.items():
        write_text(page(notebook, marks[name], name, student), folder / f"{name}.html")


class FeedbackExporter(Exporter):
    """Lets `nbgrader generate_feedback` and the formgrader's button write the same page."""

    @default("file_extension")
    def _file_extension(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]
        self,
        nb: Any,  # noqa: ANN401
        resources: Any = None,  # noqa: ANN401
        **options: Any,  # noqa: ANN401
    ) -> tuple[str, Any]:
        """Return the page of a graded notebook."""
        nb, resources = super().from_notebook_node(nb, resources, **options)
        about = resources["nbgrader"]
        from nbgrader.api import Gradebook  # noqa: PLC0415

        with Gradebook(about["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(
                about["notebook"], about["assignment"], about["student"]
            )
            marks = read(found)
        resources["output_extension"] = ".html"
        return page(nb, marks, about["notebook"], about["student"]), resources


def _cell(cell: Mapping[str, Any], marks: Marks) -> dict[str, Any]:
    """Return what the template shows of a cell."""
    meta = cell["metadata"].get("nbgrader", {})
    name = meta.get("grade_id", "")
    source = str(cell["source"])
    shown: dict[str, Any] = {"name": name, "kind": cell["cell_type"], "outputs": []}
    if cell["cell_type"] == "code":
        visible = _HIDDEN.sub("", source).rstrip()
        shown["html"] = pages.code(visible) if visible else ""
        shown["hidden"] = bool(_HIDDEN.search(source))
        shown["outputs"] = [_output(output) for output in cell["outputs"]]
    elif cell["cell_type"] == "markdown":
        shown["html"] = pages.markdown(source)
    else:
        shown["text"] = source
    shown["score"] = marks.scores.get(name)
    shown["waiting"] = name in marks.waiting
    shown["comment"] = marks.comments.get(name, "") if meta.get("solution") else ""
    shown["answer"] = bool(meta.get("solution"))
    return shown


def _output(output: Mapping[str, Any]) -> dict[str, Any]:
    kind = output["output_type"]
    if kind == "stream":
        return {
            "kind": "text",
            "text": _plain(output["text"]),
            "error": output["name"] != "stdout",
        }
    if kind == "error":
        lines = output["traceback"] or [f"{output['ename']}: {output['evalue']}"]
        return {"kind": "text", "text": _plain("\n".join(lines)), "error": True}
    data = output["data"]
    for image in ("image/png", "image/jpeg"):
        if image in data:
            alt = output.get("metadata", {}).get(image, {}).get("alt", "a figure")
            return {"kind": "image", "type": image, "data": "".join(data[image]), "alt": alt}
    if "text/html" in data:
        return {"kind": "html", "html": harmless("".join(data["text/html"]))}
    return {"kind": "text", "text": _plain(data.get("text/plain", "")), "error": False}


def _plain(text: str | Sequence[str]) -> str:
    return _COLOURS.sub("", "".join(text))


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True).get_template(
        "feedback.html.j2"
    )
