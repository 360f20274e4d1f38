"""Tests that printed rates are right, not merely unchanged."""

import copy
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode, from_dict, v4

from lrcourse.grading import notebooks
from tests import recompute

ROOT = Path(__file__).parents[1]
LESSONS = sorted(ROOT.glob("notebooks/*.ipynb"))
COMMITTED = [*LESSONS, *sorted(ROOT.glob("source/*/*.ipynb"))]

RATES = {
    "formula": "step_decay",
    "arguments": {"base_lr": 0.1, "gamma": 0.5, "step_size": 2, "n": 3},
}


def printing(text: str, *entries: Any, source: str = "print(numbers)") -> NotebookNode:  # noqa: ANN401
    """Return a notebook with one cell that prints a text and declares lists."""
    cell = v4.new_code_cell(
        source, id="the-cell", execution_count=1, outputs=[v4.new_output("stream", text=text)]
    )
    if entries:
        cell.metadata["lrcourse"] = from_dict({"lists": list(entries)})
    return v4.new_notebook(cells=[cell])


def values_in(text: str) -> list[list[float]]:
    return [printed.values for printed in recompute.lists_in(text)]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("[0.1, 0.05]\n", [[0.1, 0.05]]),
        ("rates: [1e-05, -2.5E+3, 3.]", [[1e-05, -2500, 3]]),
        ("[1, 2] [3]\n[4]", [[1, 2], [3], [4]]),
        ("[[0.1, 0.01], [0.2, 0.02]]", [[0.1, 0.01], [0.2, 0.02]]),
        ("[0.1,\n 0.05]", [[0.1, 0.05]]),
        ("[0.1  0.05]", [[0.1, 0.05]]),
        ("tensor([0.1, 0.05], dtype=torch.float64)", [[0.1, 0.05]]),
        ("[np.float64(0.1), tensor(0.05)]", [[0.1, 0.05]]),
        ("['0.1', \"0.05\"]", [[0.1, 0.05]]),
        ("no lists: [] ['a'] [figure: 1] ['1 a'] optimizer.param_groups[0] (1, 2)", []),
        ("epoch 0: rate = 0.1\nepoch 1: rate = 0.05\n", [[0.1, 0.05]]),
        ("Epoch 1, Loss 2.5, LR: 1e-3, 4 s\nEpoch 2, Loss 2, LR: 1e-4, 4 s", [[1e-3, 1e-4]]),
        ("lr=1.\nlr=.5.\n\nlr=3\nlr=4", [[1, 0.5], [3, 4]]),
        ("learning rate 0.1\nlearning_rate 0.2", [[0.1, 0.2]]),
        ("one lr = 0.1, other lr = 1\none lr = 0.2, other lr = 2", [[0.1, 0.2], [1, 2]]),
        ("lr = 0.1\nand no more", []),
        ("printed-rates: 7 numbers are noted.\nprinted-rates: 7 of 7 numbers are right.", []),
        ("some-rates: 12 of 12 match.\nsome-rates: 200 of 200 match.", []),
        ("colour = 1\ncolour = 2\nlr = 0.1x\nlr = 0.2x", []),
        ("lr = 1\nlr = 2\n[3]\nlr = 4\nlr = 5", [[1, 2], [3], [4, 5]]),
    ],
)
def test_printed_lists_are_found(text: str, lists: list[list[float]]) -> None:
    assert values_in(text) == lists


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("by hand: [1]", ["by hand"]),
        ("by hand: [1], closed form: [2]", ["by hand", "closed form"]),
        ("before\nby hand:\n[1]\n[2]", ["by hand", ""]),
        ("groups [[1], [2],\n [3]]", ["groups", "groups", "groups"]),
        ("losses [1]\n[2]", ["losses", ""]),
    ],
)
def test_a_list_has_the_label_before_it(text: str, labels: list[str]) -> None:
    assert [printed.label for printed in recompute.lists_in(text)] == labels


def test_all_that_a_cell_shows_is_read() -> None:
    outputs = [
        v4.new_output("stream", text="[1,"),
        v4.new_output("stream", text=" 2]"),
        v4.new_output("stream", name="stderr", text="[3]"),
        v4.new_output("display_data", data={"text/plain": "[4]"}),
        v4.new_output("execute_result", data={"text/plain": "[5]"}),
    ]
    cell = v4.new_code_cell("numbers", outputs=outputs)
    assert [printed.values for printed in recompute.printed_lists(cell)] == [[1, 2], [5]]
    assert recompute.printed_lists(v4.new_markdown_cell("[6]")) == []


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("[0.1, 0.1, 0.05]", [RATES]),
        ("[0.1, 0.1, 0.05000000000000001]", [RATES]),
        ("epoch 0: lr = 0.1\nepoch 1: lr = 0.1\nepoch 2: lr = 0.05", [RATES]),
        ("[[0.1, 0.1, 0.05], [0.1, 0.1, 0.05]]", [RATES, RATES]),
        ("losses [3, 2] and [0.1, 0.1, 0.05]", [{"unchecked": "measured"}, RATES]),
        (
            "[0.333]",
            [{"formula": "constant", "arguments": {"base_lr": 1 / 3, "n": 1}, "digits": 3}],
        ),
        (
            "[0.13]",
            [{"formula": "constant", "arguments": {"base_lr": 0.125, "n": 1}, "digits": 2}],
        ),
        ("no list", []),
    ],
)
def test_right_lists_pass(text: str, entries: list[Any]) -> None:
    assert recompute.complaints(printing(text, *entries), "a") == []


@pytest.mark.parametrize(
    ("text", "entries", "reason"),
    [
        ("[0.1, 0.1, 0.04]", [RATES], "entry 2 is 0.04, but 'step_decay' gives 0.05"),
        ("[0.1, 0.1, 0.0500001]", [RATES], "entry 2 is"),
        ("[0.1, nan, 0.05]", [RATES], "entry 1 is nan"),
        ("[0.1, 0.1]", [RATES], "2 numbers, but 'step_decay' gives 3"),
        ("[0.1, 0.1, 0.05]", [], "1 lists printed, 0 declared"),
        ("no list", [RATES], "0 lists printed, 1 declared"),
        ("[0.1, 0.1, 0.05]", [RATES, RATES], "1 lists printed, 2 declared"),
        ("[1]", [{"formula": "magic", "arguments": {}}], "no formula 'magic'"),
        ("[1]", [{"formula": "accumulate", "arguments": {}}], "no formula 'accumulate'"),
        ("[1]", [{"formula": "constant", "arguments": {"n": 1}}], "gives no list"),
        ("[1]", [{"formula": "stability_limit", "arguments": {"h": 2}}], "gives no list"),
        ("[1]", [{"formula": "constant", "arguments": {"base_lr": 1, "n": 0}}], "an empty list"),
        ("[1]", [{"formula": "constant"}], "neither with a formula"),
        ("[1]", ["constant"], "neither with a formula"),
        ("[1]", [{"unchecked": " "}], "neither with a formula"),
        ("[1]", [{"unchecked": "measured", "formula": "constant"}], "neither with a formula"),
        ("the rates: [1]", [{"unchecked": "measured"}], "label speaks of rates: 'the rates'"),
        ("LR\n[1]", [{"unchecked": "measured"}], "label speaks of rates: 'LR'"),
        ("lr 1\nlr 2", [{"unchecked": "measured"}], "label speaks of rates"),
        (
            "[0.333]",
            [{"formula": "constant", "arguments": {"base_lr": 1 / 3, "n": 1}, "digits": 0}],
            "neither with a formula",
        ),
        (
            "[0.333]",
            [{"formula": "constant", "arguments": {"base_lr": 1 / 3, "n": 1}}],
            "entry 0 is 0.333",
        ),
        (
            "[0.334]",
            [{"formula": "constant", "arguments": {"base_lr": 1 / 3, "n": 1}, "digits": 3}],
            "entry 0 is 0.334",
        ),
    ],
)
def test_wrong_lists_are_named(text: str, entries: list[Any], reason: str) -> None:
    found = recompute.complaints(printing(text, *entries), "a.ipynb")
    assert len(found) == 1
    assert found[0].startswith("a.ipynb, cell the-cell")
    assert reason in found[0]


def test_an_unchecked_list_without_a_label_must_not_come_from_rates() -> None:
    entry = {"unchecked": "measured"}
    assert recompute.complaints(printing("[1]", entry, source="print(losses)"), "a") == []
    assert recompute.complaints(printing("[1]", entry, source="print(lrs)"), "a")
    assert recompute.complaints(printing("[1]", entry, source="print(last_lr[0])"), "a")
    assert recompute.complaints(printing("[1]", entry, source="print(recorder.rates)"), "a")


@pytest.fixture(scope="module")
def lesson() -> NotebookNode:
    """Return the start of a real lesson, up to its first list of rates, as it was committed."""
    for path in LESSONS:
        notebook = notebooks.read(path)
        for index, cell in enumerate(notebook.cells):
            if "lists" in cell.metadata.get("lrcourse", {}):
                before = [cell for cell in notebook.cells[:index] if cell.cell_type == "code"]
                notebook.cells = [*before, cell]
                return notebook
    pytest.fail("no lesson prints a list of rates")


def altered(notebook: NotebookNode) -> NotebookNode:
    """Return a copy whose last cell shows another number in its first list."""
    result = copy.deepcopy(notebook)
    cell = result.cells[-1]
    last = recompute.printed_lists(cell)[0].values[-1]
    [output] = [output for output in cell.outputs if repr(last) in output.get("text", "")]
    output.text = output.text.replace(repr(last), repr(last * 1.25))
    return result


def nbval(notebook: NotebookNode, folder: Path) -> subprocess.CompletedProcess[str]:
    """Compare a notebook's outputs with what the ordinary kernel computes."""
    notebooks.write(notebook, folder / "lesson.ipynb")
    command = [sys.executable, "-m", "pytest", "--nbval", "-p", "no:cacheprovider", "lesson.ipynb"]
    return subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_altered_rate_fails_both_comparisons(lesson: NotebookNode, tmp_path: Path) -> None:
    assert recompute.complaints(lesson, "lesson") == []
    unaltered = nbval(lesson, tmp_path)
    assert unaltered.returncode == 0, unaltered.stdout

    assert recompute.complaints(altered(lesson), "lesson")
    compared = nbval(altered(lesson), tmp_path)
    assert compared.returncode == pytest.ExitCode.TESTS_FAILED
    assert "1 failed" in compared.stdout


def test_an_altered_rate_that_matching_wrong_code_prints_fails_the_recomputation(
    lesson: NotebookNode, tmp_path: Path
) -> None:
    wrong = altered(lesson)
    [output] = [output for output in wrong.cells[-1].outputs if output.get("text", "").strip()]
    wrong.cells[-1].outputs = [output]
    wrong.cells[-1].source = f"print({output.text!r}, end='')"
    wrong.cells = wrong.cells[-1:]
    compared = nbval(wrong, tmp_path)
    assert compared.returncode == 0, compared.stdout
    assert recompute.complaints(wrong, "lesson")


def test_a_removed_declaration_fails_the_recomputation(lesson: NotebookNode) -> None:
    undeclared = copy.deepcopy(lesson)
    del undeclared.cells[-1].metadata["lrcourse"]
    assert recompute.complaints(undeclared, "lesson")


def test_there_are_notebooks() -> None:
    assert LESSONS
    assert COMMITTED != LESSONS


@pytest.mark.parametrize("path", COMMITTED, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_lists_of_a_committed_notebook_are_right(path: Path) -> None:
    assert recompute.complaints(notebooks.read(path), path.name) == []
