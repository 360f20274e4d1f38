"""Guards over the notebooks: each says where a notebook breaks one rule."""

import ast
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from statistics import median
from typing import Any, Literal, TypeAlias

from nbformat import NotebookNode
from nbgrader.nbgraderformat.common import SchemaMismatchError, ValidationError
from nbgrader.nbgraderformat.v3 import MetadataValidatorV3

from lrcourse.grading.notebooks import canonical
from tests import recompute

Kind: TypeAlias = Literal["lesson", "source", "release"]

SCHEMA_VERSION = 3
CODE_LINES = 15
CODE_COLUMNS = 79
MEDIAN_CODE_LINES = 5
PROSE_WORDS = 130
POINTS = 20

_LEGAL_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_RANDOM_ID = re.compile(r"[0-9a-f]{8}")
_WORDS_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
# `cell-8dc5`, or any word of hex digits that no dictionary has.
_HEX_ID = re.compile(r"cell-[0-9a-f]+|(.*-)?(?=[a-f]*[0-9])[0-9a-f]{4,}(-.*)?")

_FENCED = re.compile(r"^ {0,3}(```+|~~~+).*?(^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_INLINE_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_HTML = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>|<https?:[^>]*>", re.DOTALL)
_TARGET = re.compile(r"(?<=\])\([^)]*\)|^ {0,3}\[[^\]]+\]:.*$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*)$|<h([1-6])\b[^>]*>(.*?)</h", re.MULTILINE)
_MARKDOWN_IMAGE = re.compile(r"!\[([^\]]*)\]")
_HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_HTML_ALT = re.compile(r"""\balt\s*=\s*("\s*[^"\s]|'\s*[^'\s]|[^"'\s>])""", re.IGNORECASE)

_COMMENT_MARKER = re.compile(r"#\s*((?:NBVAL|PYTEST_VALIDATE)_\w+)", re.IGNORECASE)
_SKIPS = {"nbval-skip", "skip-execution"}
_SILENCERS = {
    "nbval-ignore-output",
    "nbval-raises-exception",
    "pytest-validate-ignore-output",
    "raises-exception",
}

_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS[ \t]*$(.*?)^[ \t]*### END HIDDEN TESTS[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_SOLUTION = re.compile(
    r"^[ \t]*### BEGIN SOLUTION[ \t]*$.*?^[ \t]*### END SOLUTION[ \t]*$",
    re.MULTILINE | re.DOTALL,
)

_OPENING = {
    "its goals": r"\bgoals?\b|\byou (can|will)\b",
    "its prerequisites": r"\bprerequisites?\b|\byou need\b",
    "how many minutes it takes": r"\b\d+ minutes\b",
}


def complaints(notebook: NotebookNode, text: str, kind: Kind) -> dict[str, list[str]]:
    """Return for each guard that a notebook breaks what it has to say.

    Args:
        notebook: the notebook, as `lrcourse.grading.notebooks.read` returns it.
        text: the text of its file.
        kind: which guards apply.
    """
    found = {guard.__name__: guard(notebook) for guard in GUARDS[kind]}
    found["canonical_form"] = canonical_form(notebook, text, executed=kind != "release")
    return {guard: said for guard, said in found.items() if said}


def schema_version(notebook: NotebookNode) -> list[str]:
    """Require the one metadata schema, and all that nbgrader needs, in every nbgrader cell."""
    found = []
    for cell, meta in _nbgrader_cells(notebook):
        needed = {"grade", "solution", "locked", "task", "grade_id", "schema_version"}
        if meta.get("grade"):
            needed.add("points")
        if missing := needed - meta.keys():
            found.append(f"{_name(cell)} lacks {', '.join(sorted(missing))}")
            continue
        try:
            MetadataValidatorV3().validate_cell(cell)
        except (SchemaMismatchError, ValidationError) as error:
            found.append(f"{_name(cell)}: {str(error).splitlines()[0]}")
    return found


def grade_ids(notebook: NotebookNode) -> list[str]:
    """Require grade ids that are words, are unique, and are the ids of their cells."""
    found = []
    seen = set()
    for cell, meta in _nbgrader_cells(notebook):
        grade_id = str(meta.get("grade_id", ""))
        if not _WORDS_ID.fullmatch(grade_id) or _HEX_ID.fullmatch(grade_id):
            found.append(f"'{grade_id}' is not two or more words joined by hyphens")
        if grade_id in seen:
            found.append(f"'{grade_id}' is the grade id of several cells")
        seen.add(grade_id)
        if _LEGAL_ID.fullmatch(grade_id) and cell.get("id") != grade_id:
            found.append(f"{_name(cell)} has another grade id: '{grade_id}'")
    return found


def cell_sizes(notebook: NotebookNode) -> list[str]:
    """Require cells that can be read at one glance."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            lines = cell.source.splitlines()
            # Students read the two lines of a stub in the place of a solution.
            shown = _SOLUTION.sub("#\n#", _HIDDEN.sub("", cell.source)).rstrip().splitlines()
            if len(shown) > CODE_LINES:
                found.append(f"{_name(cell)} shows {len(shown)} lines of code")
            found += [
                f"{_name(cell)}: line {number} has {len(line)} columns"
                for number, line in enumerate(lines, start=1)
                if len(line) > CODE_COLUMNS
            ]
        elif cell.cell_type == "markdown" and (words := _words(cell.source)) > PROSE_WORDS:
            found.append(f"{_name(cell)} has {words} words")
    return found


def cell_rhythm(notebook: NotebookNode) -> list[str]:
    """Require that most code cells of a lesson are short."""
    lengths = [
        len(cell.source.splitlines()) for cell in notebook.cells if cell.cell_type == "code"
    ]
    if lengths and median(lengths) > MEDIAN_CODE_LINES:
        return [f"the median code cell has {median(lengths)} lines"]
    return []


def heading_order(notebook: NotebookNode) -> list[str]:
    """Require one heading of level 1, at the start, and no skipped level."""
    headings = _headings(notebook)
    titles = [cell for cell, level, _ in headings if level == 1]
    found = []
    if len(titles) != 1:
        found.append(f"there are {len(titles)} headings of level 1")
    elif titles[0] is not next(_markdown(notebook)):
        found.append(f"the heading of level 1 is in {_name(titles[0])}, not in the first text")
    levels = [0, *(level for _, level, _ in headings)]
    for (before, after), (cell, _, title) in zip(pairwise(levels), headings, strict=True):
        if after > before + 1:
            found.append(f"{_name(cell)}: '{title}' skips from level {before} to {after}")
    return found


def text_alternatives(notebook: NotebookNode) -> list[str]:
    """Require that every image says in words what it shows."""
    found = []
    for cell in notebook.cells:
        pages = [_without_code(cell.source)] if cell.cell_type == "markdown" else []
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            pages.append(str(data.get("text/html", "")))
            for mime in (mime for mime in data if mime.startswith("image/")):
                described = output.metadata.get(mime, {})
                if not (isinstance(described, dict) and str(described.get("alt", "")).strip()):
                    found.append(f"{_name(cell)}: an output of {mime} has no text alternative")
        for page in pages:
            bare = [alt for alt in _MARKDOWN_IMAGE.findall(page) if not alt.strip()]
            bare += [tag for tag in _HTML_IMAGE.findall(page) if not _HTML_ALT.search(tag)]
            found += [f"{_name(cell)}: an image has no text alternative"] * len(bare)
    return found


def canonical_form(notebook: NotebookNode, text: str, *, executed: bool) -> list[str]:
    """Require the text that the tools write, and cell ids that people chose."""
    found = []
    if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
        found.append(f"the format is {notebook.nbformat}.{notebook.nbformat_minor}, not 4.5")
    ids = [str(cell.get("id", "")) for cell in notebook.cells]
    found += [f"'{name}' is no legal cell id" for name in ids if not _LEGAL_ID.fullmatch(name)]
    found += [f"the cell id '{name}' is random" for name in ids if _RANDOM_ID.fullmatch(name)]
    found += [f"several cells have the id '{name}'" for name in {*ids} if ids.count(name) > 1]
    wanted = canonical(notebook, executed=executed)
    if text != wanted:
        found.append(_first_difference(text, wanted))
    return found


def tags(notebook: NotebookNode) -> list[str]:
    """Refuse to skip any cell, or to excuse one that prints rates from the comparison."""
    found = []
    for cell in notebook.cells:
        markers = [*cell.metadata.get("tags", []), *_COMMENT_MARKER.findall(cell.source)]
        marks = {str(marker).lower().replace("_", "-") for marker in markers}
        found += [f"{_name(cell)} is skipped by '{mark}'" for mark in sorted(marks & _SKIPS)]
        if _shows_rates(cell):
            found += [
                f"{_name(cell)} prints a list and has '{mark}'"
                for mark in sorted(marks & _SILENCERS)
            ]
    return found


def graded_cells(notebook: NotebookNode) -> list[str]:
    """Require tests of visible and hidden checks alone, marked solutions, and 20 points."""
    found = []
    points = 0
    for cell, meta in _nbgrader_cells(notebook):
        by_hand = meta.get("task") or (meta.get("grade") and meta.get("solution"))
        if meta.get("grade") or meta.get("task"):
            points += meta.get("points", 0)
        if by_hand:
            continue
        if meta.get("grade"):
            found += [f"{_name(cell)} {reason}" for reason in _test_faults(cell, meta)]
        elif meta.get("solution") and not _SOLUTION.search(cell.source):
            found.append(f"{_name(cell)} has no solution between its two markers")
    if points != POINTS:
        found.append(f"the points add up to {points}, not {POINTS}")
    return found


def lesson_structure(notebook: NotebookNode) -> list[str]:
    """Require that a lesson says first what it is for, and last what to remember."""
    opening = next((cell.source for cell in _markdown(notebook)), "")
    found = [
        f"the first text does not say {what}"
        for what, pattern in _OPENING.items()
        if not re.search(pattern, opening, re.IGNORECASE)
    ]
    last = next((title for _, _, title in reversed(_headings(notebook))), "")
    if not re.search(r"\bremember\b", last, re.IGNORECASE):
        found.append(f"the last section is '{last}', not what to remember")
    return found


_COMMON = (schema_version, grade_ids, cell_sizes, heading_order, text_alternatives, tags)
GUARDS: dict[Kind, tuple[Callable[[NotebookNode], list[str]], ...]] = {
    "lesson": (*_COMMON, cell_rhythm, lesson_structure),
    "source": (*_COMMON, graded_cells),
    "release": _COMMON,
}


def _name(cell: NotebookNode) -> str:
    return f"cell '{cell.get('id', '?')}'"


def _nbgrader_cells(notebook: NotebookNode) -> Iterator[tuple[NotebookNode, dict[str, Any]]]:
    for cell in notebook.cells:
        if "nbgrader" in cell.metadata:
            yield cell, cell.metadata["nbgrader"]


def _markdown(notebook: NotebookNode) -> Iterator[NotebookNode]:
    return (cell for cell in notebook.cells if cell.cell_type == "markdown")


def _without_code(source: str) -> str:
    return _INLINE_CODE.sub(" ", _FENCED.sub("", source))


def _words(source: str) -> int:
    prose = _HTML.sub(" ", _TARGET.sub("", _without_code(source)))
    return sum(1 for word in prose.split() if re.search(r"\w", word))


def _headings(notebook: NotebookNode) -> list[tuple[NotebookNode, int, str]]:
    """Return the cell, level and title of each heading."""
    return [
        (cell, len(hashes) or int(html_level), title or html_title)
        for cell in _markdown(notebook)
        for hashes, title, html_level, html_title in _HEADING.findall(_FENCED.sub("", cell.source))
    ]


def _first_difference(seen: str, wanted: str) -> str:
    lines = zip([*seen.split("\n"), "(end)"], [*wanted.split("\n"), "(end)"], strict=False)
    for number, (line, canonical_line) in enumerate(lines, start=1):
        if line != canonical_line:
            return f"line {number} is {line[:80]!r}, not the canonical {canonical_line[:80]!r}"
    return "the file is not in its canonical form"


def _shows_rates(cell: NotebookNode) -> bool:
    declared = cell.metadata.get("lrcourse", {}).get("lists", [])
    return bool(recompute.printed_lists(cell)) or any("formula" in entry for entry in declared)


def _test_faults(cell: NotebookNode, meta: dict[str, Any]) -> Iterator[str]:
    hidden = "\n".join(_HIDDEN.findall(cell.source))
    for part, source in (("visible", _HIDDEN.sub("", cell.source)), ("hidden", hidden)):
        try:
            statements = ast.parse(source).body
        except SyntaxError:
            yield f"has a {part} part that is not Python"
            continue
        if not statements:
            yield f"has no {part} part"
        for statement in statements:
            if fault := _statement_fault(statement, str(meta.get("grade_id", ""))):
                yield f"has in its {part} part {fault}"


def _statement_fault(statement: ast.stmt, grade_id: str) -> str | None:
    match statement:
        case ast.Expr(ast.Call(ast.Name(name) | ast.Attribute(attr=name), [first, *_])) if (
            name == "check" or name.startswith("check_")
        ):
            exercise = first.value if isinstance(first, ast.Constant) else None
            if isinstance(exercise, str) and f"{grade_id}-".startswith(f"{exercise}-"):
                return None
            return f"a check of another exercise: {ast.unparse(first)}"
    return f"what is no call of a check: {ast.unparse(statement)[:60]}"
