"""README and guides link to what is there, and leave no unit out."""

import re
from pathlib import Path

import pytest

from lrcourse.grading.course import repository

HOME = repository()
GUIDES = [HOME.root / "README.md", *sorted((HOME.root / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_link_leads_somewhere(guide: Path) -> None:
    for target in _LINK.findall(guide.read_text()):
        assert target.startswith("http") or (guide.parent / target).exists(), target


def test_the_readme_names_every_unit() -> None:
    text = (HOME.root / "README.md").read_text()
    for unit in HOME.assignments():
        assert f"(notebooks/{unit}.ipynb)" in text
        assert f"(release/{unit}/{unit}.ipynb)" in text


def test_every_command_of_the_guides_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (HOME.root / "Makefile").read_text(), re.MULTILINE))
    cli = (HOME.root / "lrcourse" / "grading" / "cli.py").read_text()
    commands = set(re.findall(r"@app\.command\(\)\ndef (\w+)\(", cli))
    for guide in GUIDES:
        text = guide.read_text()
        assert set(re.findall(r"(?:^    |`)make ([a-z]+)", text, re.MULTILINE)) <= targets
        assert set(re.findall(r"(?:^    |`)lrcourse ([a-z]+)", text, re.MULTILINE)) <= commands


def test_figures_have_a_text_alternative() -> None:
    for guide in GUIDES:
        for alternative in re.findall(r"!\[([^\]]*)\]", guide.read_text()):
            assert len(alternative.split()) > 20
    for path in (HOME.root / "docs" / "figures").glob("*.svg"):
        text = path.read_text()
        assert "<title" in text
        assert "<desc" in text
