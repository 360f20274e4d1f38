"""Turns Markdown and code into HTML in which nothing runs, with mathematics as MathML."""

import html
from functools import lru_cache
from typing import Any

from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lrcourse.grading.harmless import harmless

MAX_CELL = 50_000
"""Characters of a cell beyond which it is shown as it is: what is strange takes seconds there."""
_FORMATTER = HtmlFormatter(nowrap=True)
_LEXER = PythonLexer()


def _mathematics(source: str, options: dict[str, Any]) -> str:
    try:
        return str(convert(source, display="block" if options["display_mode"] else "inline"))
    except Exception:  # noqa: BLE001 - what a student writes may break the converter anywhere
        return f"<code>{html.escape(source)}</code>"


_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
_MARKDOWN.use(dollarmath_plugin, renderer=_mathematics, double_inline=True)


@lru_cache(maxsize=4096)
def markdown(source: str) -> str:
    """Return the HTML of a Markdown text: no script, no style, no address but web and mail.

    The texts of the tasks are the same for a whole class, so they are kept.
    """
    if len(source) > MAX_CELL:
        return f"<pre>{html.escape(source)}</pre>"
    return harmless(_MARKDOWN.render(source))


@lru_cache(maxsize=4096)
def code(source: str) -> str:
    """Return Python in colours, as HTML."""
    if len(source) > MAX_CELL:
        return html.escape(source)
    return str(highlight(source, _LEXER, _FORMATTER))


def code_style() -> str:
    """Return the style sheet of the colours of `code`."""
    return str(_FORMATTER.get_style_defs(".code"))
