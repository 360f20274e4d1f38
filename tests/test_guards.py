"""Tests that every guard catches the fault it is for, and that the notebooks have none."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode, from_dict, v4

from lrcourse.grading import notebooks
from tests import guards
from tests.guards import Kind

ROOT = Path(__file__).parents[1]
PATTERNS: dict[Kind, str] = {
    "lesson": "notebooks/*.ipynb",
    "source": "source/*/*.ipynb",
    "release": "release/*/*.ipynb",
}
COMMITTED = [
    pytest.param(kind, path, id=str(path.relative_to(ROOT)))
    for kind, pattern in PATTERNS.items()
    for path in sorted(ROOT.glob(pattern))
]

OPENING = """# A title

**Goals** are these. **Prerequisites:** none. It takes 10 minutes.

```sh
# no heading
```

![a falling curve](curve.png)"""
CHECK = 'lrcourse.check("step-decay", step_decay, "step_decay", '
TESTS = f"""{CHECK}example={{"n": 3}})
### BEGIN HIDDEN TESTS
{CHECK}hidden_cases=9)
### END HIDDEN TESTS"""


def markdown(cell_id: str, source: str) -> NotebookNode:
    return v4.new_markdown_cell(source, id=cell_id)


def code(cell_id: str, source: str, count: int, **output: Any) -> NotebookNode:  # noqa: ANN401
    outputs = [v4.new_output(**output)] if output else []
    return v4.new_code_cell(source, id=cell_id, execution_count=count, outputs=outputs)


def for_nbgrader(cell: NotebookNode, **changes: Any) -> NotebookNode:  # noqa: ANN401
    meta = {"grade": False, "solution": False, "locked": True, "task": False}
    cell.metadata["nbgrader"] = from_dict(
        {**meta, "grade_id": cell.id, "schema_version": 3, **changes}
    )
    return cell


def assembled(*cells: NotebookNode) -> NotebookNode:
    notebook = v4.new_notebook(metadata=from_dict(notebooks.METADATA))
    notebook.cells = list(cells)  # the constructor would replace repeated ids
    return notebook


def lesson() -> NotebookNode:
    rates = code("print-rates", "print([0.1, 0.1])", 1, output_type="stream", text="[0.1, 0.1]\n")
    entry = {"formula": "constant", "arguments": {"base_lr": 0.1, "n": 2}}
    rates.metadata["lrcourse"] = from_dict({"lists": [entry]})
    figure = code(
        "figure-of-rates",
        "lrcourse.plot_rates({}, 'a')",
        2,
        output_type="display_data",
        data={"image/png": "aGk=", "text/plain": "[figure]"},
        metadata={"image/png": {"alt": "a falling curve"}},
    )
    return assembled(
        markdown("the-title", OPENING),
        markdown("first-part", "## A part\n\ntext"),
        rates,
        markdown("smaller-part", "### A part of it"),
        figure,
        markdown("last-part", "## What to remember\n\nthis"),
    )


def source() -> NotebookNode:
    solution = "def step_decay(n):\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"
    return assembled(
        for_nbgrader(markdown("the-title", OPENING)),
        for_nbgrader(code("step-decay-answer", solution, 1), solution=True, locked=False),
        for_nbgrader(code("step-decay", TESTS, 2), grade=True, points=16),
        for_nbgrader(
            markdown("written-answer", "## In your words"),
            grade=True,
            solution=True,
            locked=False,
            points=4,
        ),
    )


HEALTHY: dict[Kind, Callable[[], NotebookNode]] = {"lesson": lesson, "source": source}


def text_of(notebook: NotebookNode) -> str:
    """Return the text of a file as any tool may have written it: faults and all."""
    return f"{v4.writes_json(notebook)}\n"


def cell(notebook: NotebookNode, name: str) -> NotebookNode:
    return next(cell for cell in notebook.cells if cell.id == name)


Plant = Callable[[NotebookNode], object]


def in_source(name: str, old: str, new: str) -> Plant:
    def plant(notebook: NotebookNode) -> None:
        found = cell(notebook, name)
        assert old in found.source
        found.source = found.source.replace(old, new, 1)

    return plant


def added_to(name: str, text: str) -> Plant:
    return lambda notebook: cell(notebook, name).update(source=cell(notebook, name).source + text)


def in_metadata(name: str, **changes: Any) -> Plant:  # noqa: ANN401
    return lambda notebook: cell(notebook, name).metadata.update(from_dict(changes))


def in_nbgrader(name: str, **changes: Any) -> Plant:  # noqa: ANN401
    return lambda notebook: cell(notebook, name).metadata.nbgrader.update(changes)


def without_nbgrader_key(name: str, key: str) -> Plant:
    return lambda notebook: cell(notebook, name).metadata.nbgrader.pop(key)


def renamed(name: str, new: str) -> Plant:
    return lambda notebook: cell(notebook, name).update(id=new)


def regraded(name: str, new: str) -> Plant:
    def plant(notebook: NotebookNode) -> None:
        found = cell(notebook, name)
        found.metadata.nbgrader.grade_id = new
        found.id = new

    return plant


def alternative(value: Any) -> Plant:  # noqa: ANN401
    return lambda notebook: (
        cell(notebook, "figure-of-rates")
        .outputs[0]
        .update(metadata=from_dict({"image/png": value}))
    )


def streams_apart(notebook: NotebookNode) -> None:
    outputs = cell(notebook, "print-rates").outputs
    outputs.append(v4.new_output("stream", text="more\n"))


def all_long(notebook: NotebookNode) -> None:
    for name in ("print-rates", "figure-of-rates"):
        added_to(name, "\n1" * 6)(notebook)


def svg_without_alternative(notebook: NotebookNode) -> None:
    cell(notebook, "figure-of-rates").outputs[0].data["image/svg+xml"] = "<svg/>"


FAULTS: list[tuple[Kind, str, str, Plant]] = [
    # the guard that must catch it, what is wrong, and how to plant it
    ("source", "schema_version", "an old version", in_nbgrader("step-decay", schema_version=2)),
    ("source", "schema_version", "none", without_nbgrader_key("the-title", "schema_version")),
    ("source", "schema_version", "no task", without_nbgrader_key("the-title", "task")),
    ("source", "schema_version", "no locked", without_nbgrader_key("step-decay", "locked")),
    ("source", "schema_version", "a text as flag", in_nbgrader("the-title", locked="yes")),
    ("source", "grade_ids", "a random id", regraded("written-answer", "cell-8dc5")),
    ("source", "grade_ids", "letters of a hash", regraded("written-answer", "cell-abcd")),
    ("source", "grade_ids", "a hash", regraded("written-answer", "answer-3fa94bc01d")),
    ("source", "grade_ids", "one word", regraded("written-answer", "answer")),
    ("source", "grade_ids", "capitals", regraded("written-answer", "Written-Answer")),
    ("source", "grade_ids", "underscores", regraded("written-answer", "written_answer")),
    ("source", "grade_ids", "twice", in_nbgrader("written-answer", grade_id="step-decay")),
    ("source", "grade_ids", "not the id", renamed("written-answer", "another-name")),
    ("source", "cell_sizes", "16 lines", added_to("step-decay-answer", "\n1" * 13)),
    ("source", "cell_sizes", "16 test lines", in_source("step-decay", "\n", "\n#" * 16 + "\n")),
    ("lesson", "cell_sizes", "80 columns", added_to("print-rates", "\n" + "1" * 80)),
    ("lesson", "cell_sizes", "131 words", added_to("first-part", " word" * 131)),
    ("lesson", "cell_rhythm", "a long median", all_long),
    ("lesson", "heading_order", "two titles", in_source("first-part", "## ", "# ")),
    ("lesson", "heading_order", "no title", in_source("the-title", "# ", "")),
    ("lesson", "heading_order", "a level skipped", in_source("smaller-part", "### ", "#### ")),
    ("lesson", "heading_order", "html skips", added_to("first-part", "\n\n<h5>deep</h5>")),
    ("lesson", "text_alternatives", "no alternative", alternative({})),
    ("lesson", "text_alternatives", "an empty one", alternative({"alt": " "})),
    ("lesson", "text_alternatives", "svg", svg_without_alternative),
    ("lesson", "text_alternatives", "markdown", in_source("the-title", "a falling curve", "")),
    ("lesson", "text_alternatives", "html", added_to("first-part", ' <img src="a.png" alt="">')),
    ("lesson", "canonical_form", "a random id", renamed("first-part", "8dc5a1f0")),
    ("lesson", "canonical_form", "an illegal id", renamed("first-part", "first part")),
    ("lesson", "canonical_form", "an id twice", renamed("first-part", "last-part")),
    ("lesson", "canonical_form", "no id", lambda notebook: notebook.cells[1].pop("id")),
    ("lesson", "canonical_form", "4.4", lambda notebook: notebook.update(nbformat_minor=4)),
    ("lesson", "canonical_form", "time", in_metadata("print-rates", execution={"started": "now"})),
    ("lesson", "canonical_form", "editor", in_metadata("print-rates", collapsed=True)),
    ("lesson", "canonical_form", "count", lambda notebook: notebook.cells[2].update(
        execution_count=3
    )),
    ("lesson", "canonical_form", "no count", lambda notebook: notebook.cells[2].update(
        execution_count=None
    )),
    ("lesson", "canonical_form", "kernel", lambda notebook: notebook.metadata.kernelspec.update(
        display_name="my kernel"
    )),
    ("lesson", "canonical_form", "language", lambda notebook: notebook.metadata.update(
        language_info={"name": "python", "version": "3.11"}
    )),
    ("lesson", "canonical_form", "widgets", lambda notebook: notebook.metadata.update(widgets={})),
    ("lesson", "canonical_form", "streams apart", streams_apart),
    ("lesson", "tags", "no comparison", in_metadata("print-rates", tags=["nbval-ignore-output"])),
    ("lesson", "tags", "a comment", added_to("print-rates", "\n# NBVAL_IGNORE_OUTPUT")),
    ("lesson", "tags", "an old comment", added_to(
        "print-rates", "\n#PYTEST_VALIDATE_IGNORE_OUTPUT"
    )),
    ("lesson", "tags", "may raise", in_metadata("print-rates", tags=["raises-exception"])),
    ("lesson", "tags", "skipped", in_metadata("figure-of-rates", tags=["nbval-skip"])),
    ("lesson", "tags", "not run", in_metadata("figure-of-rates", tags=["skip-execution"])),
    ("lesson", "tags", "skip comment", added_to("figure-of-rates", "\n# NBVAL_SKIP")),
    ("source", "graded_cells", "nothing hidden", in_source(
        "step-decay", f"\n{CHECK}hidden_cases=9)", ""
    )),
    ("source", "graded_cells", "no marker", in_source(
        "step-decay", "### BEGIN HIDDEN TESTS", "#"
    )),
    ("source", "graded_cells", "nothing visible", in_source(
        "step-decay", f'{CHECK}example={{"n": 3}})', ""
    )),
    ("source", "graded_cells", "an assert", in_source("step-decay", "\n", "\nassert True\n")),
    ("source", "graded_cells", "a bare name", added_to("step-decay", "\nstep_decay")),
    ("source", "graded_cells", "a hidden print", in_source(
        "step-decay", "TESTS\n", "TESTS\nprint(1)\n"
    )),
    ("source", "graded_cells", "another exercise", in_source("step-decay", '"step-', '"slow-')),
    ("source", "graded_cells", "a part", in_source("step-decay", '"step-decay"', '"st"')),
    ("source", "graded_cells", "no Python", added_to("step-decay", "\n)")),
    ("source", "graded_cells", "21 points", in_nbgrader("step-decay", points=17)),
    ("source", "graded_cells", "no solution", in_source(
        "step-decay-answer", "    ### END SOLUTION", ""
    )),
    ("lesson", "lesson_structure", "no goals", in_source("the-title", "Goals", "Points")),
    ("lesson", "lesson_structure", "no start", in_source("the-title", "Prerequisites", "Before")),
    ("lesson", "lesson_structure", "no time", in_source("the-title", "10 minutes", "long")),
    ("lesson", "lesson_structure", "no end", in_source("last-part", "remember", "do")),
]  # fmt: skip


@pytest.mark.parametrize("kind", HEALTHY)
def test_a_healthy_notebook_passes_all_guards(kind: Kind) -> None:
    notebook = HEALTHY[kind]()
    assert guards.complaints(notebook, text_of(notebook), kind) == {}


@pytest.mark.parametrize(
    ("kind", "guard", "plant"),
    [
        pytest.param(kind, guard, plant, id=f"{guard}-{fault}")
        for kind, guard, fault, plant in FAULTS
    ],
)
def test_a_planted_fault_is_caught_by_its_guard_alone(
    kind: Kind, guard: str, plant: Plant
) -> None:
    notebook = HEALTHY[kind]()
    plant(notebook)
    before = copy.deepcopy(notebook)
    assert list(guards.complaints(notebook, text_of(notebook), kind)) == [guard]
    assert notebook == before, "a guard only looks"


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda text: text.removesuffix("\n"),
        lambda text: text.replace("\n ", "\n  "),
        lambda text: text.replace("falling", "f\\u0061lling"),
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_another_text_of_the_same_notebook_is_caught(rewrite: Callable[[str], str]) -> None:
    notebook = lesson()
    text = rewrite(text_of(notebook))
    assert list(guards.complaints(notebook, text, "lesson")) == ["canonical_form"]


def test_outputs_in_a_released_notebook_are_caught() -> None:
    notebook = source()
    released = notebooks.canonical(notebook, executed=False)
    assert (
        guards.complaints(v4.to_notebook_json(v4.reads_json(released)), released, "release") == {}
    )
    assert list(guards.complaints(notebook, text_of(notebook), "release")) == ["canonical_form"]


def test_every_guard_has_a_planted_fault() -> None:
    known = {guard.__name__ for group in guards.GUARDS.values() for guard in group}
    assert {guard for _, guard, _, _ in FAULTS} == known | {"canonical_form"}


def test_prose_is_counted_without_code_and_targets() -> None:
    words = (
        "one two\n\n```python\nthree four\n```\n`five` [six](seven.html) <b>eight</b> ![nine](x)\n"
    )
    notebook = assembled(markdown("the-title", f"# Title\n\n{words * 25}"))
    assert guards.cell_sizes(notebook) == []
    cell(notebook, "the-title").source += " more" * 5
    assert guards.cell_sizes(notebook) == ["cell 'the-title' has 131 words"]


def test_the_lines_of_a_solution_are_not_shown() -> None:
    notebook = source()
    answer = cell(notebook, "step-decay-answer")
    end = "    ### END SOLUTION"
    answer.source = answer.source.replace(end, "    pass\n" * guards.CODE_LINES + end)
    assert guards.cell_sizes(notebook) == []


@pytest.mark.parametrize("kind", PATTERNS)
def test_there_are_notebooks_of_every_kind(kind: Kind) -> None:
    assert any(ROOT.glob(PATTERNS[kind])), f"{PATTERNS[kind]} finds no notebook"


@pytest.mark.parametrize(("kind", "path"), COMMITTED)
def test_a_committed_notebook_passes_all_guards(kind: Kind, path: Path) -> None:
    text = path.read_bytes().decode()
    assert guards.complaints(notebooks.read(path), text, kind) == {}
