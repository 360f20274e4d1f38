"""Tests of reading, writing and executing notebooks."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode, v4

from lrcourse import Complaint
from lrcourse.grading import notebooks

WITHOUT_IDS = (
    '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": '
    '[{"cell_type": "markdown", "metadata": {}, "source": ""}]}'
)


def stream(text: str, name: str = "stdout") -> NotebookNode:
    return v4.new_output("stream", name=name, text=text)


def code(cell_id: str, source: str, *outputs: NotebookNode, **fields: Any) -> NotebookNode:  # noqa: ANN401
    return v4.new_code_cell(source, id=cell_id, outputs=list(outputs), **fields)


def notebook(*cells: NotebookNode) -> NotebookNode:
    result = v4.new_notebook()
    result.cells = list(cells)  # the constructor would replace repeated ids
    return result


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lesson.ipynb"


def test_what_was_written_is_read_back(path: Path) -> None:
    written = notebook(v4.new_markdown_cell("# Größe\n\ntext", id="the-title"))
    notebooks.write(written, path)
    read = notebooks.read(path)
    assert read.cells == written.cells
    assert notebooks.canonical(read) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not JSON"),
        ("\x00", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "without a notebook format"),
        ("{}", "without a notebook format"),
        ('{"nbformat": 3, "nbformat_minor": 0}', "format 3.0"),
        ('{"nbformat": 4, "nbformat_minor": 4, "cells": [], "metadata": {}}', "format 4.4"),
        ('{"nbformat": 4, "nbformat_minor": "5"}', "format 4.5, but"),
        ('{"nbformat": 4, "nbformat_minor": 5}', "no valid notebook"),
        (WITHOUT_IDS, "'id' is a required property"),
    ],
)
def test_what_is_no_notebook_is_a_complaint(path: Path, text: str, reason: str) -> None:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Complaint) as caught:
        notebooks.read(path)
    assert reason in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_cannot_be_read_is_a_complaint(path: Path) -> None:
    with pytest.raises(Complaint, match=r"lesson\.ipynb does not exist"):
        notebooks.read(path)
    with pytest.raises(Complaint, match="cannot be read"):
        notebooks.read(path.parent)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(Complaint, match="not JSON"):
        notebooks.read(path)


def test_reading_changes_no_cell_id(path: Path) -> None:
    twins = [v4.new_markdown_cell("one", id="twin"), v4.new_markdown_cell("two", id="twin")]
    path.write_text(v4.writes_json(notebook(*twins)), encoding="utf-8")
    read = notebooks.read(path)
    assert [cell.id for cell in read.cells] == ["twin", "twin"]
    assert notebooks.canonical(read).count('"id": "twin"') == 2


def test_the_canonical_form_drops_what_a_run_leaves_behind() -> None:
    noisy = notebook(
        code(
            "first-print",
            "print(1)",
            stream("1"),
            stream("w", "stderr"),
            stream("\n"),
            execution_count=17,
            metadata={"execution": {"iopub.execute_input": "now"}, "scrolled": True, "tags": []},
        ),
        code("second-value", "2", v4.new_output("execute_result", execution_count=9)),
    )
    noisy.metadata.update(language_info={"name": "python", "version": "3.0"}, widgets={})
    before = copy.deepcopy(noisy)
    text = notebooks.canonical(noisy)
    assert noisy == before

    data = json.loads(text)
    first, second = data["cells"]
    assert data["metadata"] == notebooks.METADATA
    assert (data["nbformat"], data["nbformat_minor"]) == (4, 5)
    assert first["metadata"] == {"tags": []}
    assert [(output["name"], output["text"]) for output in first["outputs"]] == [
        ("stdout", ["1\n"]),
        ("stderr", ["w"]),
    ]
    assert first["execution_count"] == 1
    assert second["execution_count"] == second["outputs"][0]["execution_count"] == 2
    assert text == json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def test_a_display_parts_two_streams() -> None:
    figure = v4.new_output("display_data", data={"text/plain": "[figure]"})
    cell = code("two-prints", "", stream("a"), figure, stream("b"), stream("c"))
    outputs = json.loads(notebooks.canonical(notebook(cell)))["cells"][0]["outputs"]
    assert [output.get("text") for output in outputs] == [["a"], None, ["bc"]]


def test_code_that_has_not_run_has_neither_counts_nor_outputs() -> None:
    ran = notebook(code("one-print", "print(1)", stream("1\n"), execution_count=1))
    not_run = notebook(code("one-print", "print(1)"))
    assert notebooks.canonical(ran, executed=False) == notebooks.canonical(not_run)
    assert '"execution_count": null' in notebooks.canonical(not_run)
    assert '"execution_count": 1' in notebooks.canonical(not_run, executed=True)


def test_a_failed_write_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    notebooks.write(notebook(), path)
    before = path.read_text(encoding="utf-8")
    broken = notebook(code("bad-text", "\ud800"))
    with pytest.raises(UnicodeEncodeError):
        notebooks.write(broken, path)
    assert path.read_text(encoding="utf-8") == before
    assert list(path.parent.iterdir()) == [path]


def test_execution_fills_a_copy(tmp_path: Path) -> None:
    source = notebook(
        code("where-it-runs", "import os\nprint(os.getcwd(), os.environ['OMP_NUM_THREADS'])"),
        code("fails-here", "1 / 0"),
        code("goes-on", "print('on')"),
    )
    done = notebooks.execute(source, tmp_path, allow_errors=True)
    assert done.cells[0].outputs[0].text == f"{tmp_path.resolve()} 1\n"
    assert done.cells[1].outputs[0].ename == "ZeroDivisionError"
    assert done.cells[2].outputs[0].text == "on\n"
    assert "execution" not in done.cells[0].metadata
    assert not any(cell.outputs for cell in source.cells)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("1 / 0", "'fails-here' raised ZeroDivisionError: division by zero"),
        ("import time\ntime.sleep(60)", "'fails-here' took longer than 2 seconds"),
        ("import os\nos._exit(1)", "died in the cell 'fails-here'"),
    ],
)
def test_a_failing_cell_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, reason: str
) -> None:
    monkeypatch.setattr(notebooks, "TIMEOUT", 2)
    with pytest.raises(Complaint, match=reason):
        notebooks.execute(notebook(code("works", "1"), code("fails-here", source)), tmp_path)


def test_a_missing_kernel_is_a_complaint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebooks, "KERNEL", "no-such-kernel")
    with pytest.raises(Complaint, match="no Jupyter kernel 'no-such-kernel'"):
        notebooks.execute(notebook(code("works", "1")), tmp_path)


def test_a_kernel_that_never_answers_is_a_complaint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never_answers(*_: Any, **__: Any) -> None:  # noqa: ANN401
        raise RuntimeError("Kernel didn't respond in 60 seconds")

    monkeypatch.setattr(NotebookClient, "execute", never_answers)
    with pytest.raises(Complaint, match="did not start: Kernel didn't respond in 60 seconds"):
        notebooks.execute(notebook(), tmp_path)


def test_images_go_and_their_words_stay() -> None:
    figure = v4.new_output(
        "display_data",
        data={"image/png": "aGk=", "image/svg+xml": "<svg/>", "text/plain": "[figure]"},
        metadata={"image/png": {"alt": "a curve"}, "isolated": True},
    )
    source = notebook(
        v4.new_markdown_cell("# Title", id="the-title"), code("a-figure", "draw()", figure)
    )
    output = notebooks.without_images(source).cells[1].outputs[0]
    assert output.data == {"text/plain": "[figure]"}
    assert output.metadata == {"isolated": True}
    assert "image/png" in source.cells[1].outputs[0].data
