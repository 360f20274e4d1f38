"""Makes all that is derived: outputs, tables, the release, and the graded sample class."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lrcourse.complaint import Complaint
from lrcourse.grading import notebooks, samples
from lrcourse.grading.course import Course, new_course
from lrcourse.grading.engine.confine import PROTECTIONS
from lrcourse.grading.grade import grade
from lrcourse.grading.release import release
from lrcourse.grading.settings import Settings
from lrcourse.grading.tables import tables


@dataclass(frozen=True)
class Change:
    """A derived file that is not what its sources give.

    Attributes:
        path: the file, below the root of the repository.
        cells: the cells whose printed output differs, those that print rates first.
        rates: whether a printed list of rates differs.
    """

    path: Path
    cells: tuple[str, ...]
    rates: bool

    def __str__(self) -> str:
        """Return the change in one line."""
        kind = "rates changed" if self.rates else "changed"
        return f"{self.path}: {kind}" + (f" in {', '.join(self.cells)}" if self.cells else "")


def executable(repository: Course) -> list[Path]:
    """Return every lesson and every assignment's source."""
    return [
        *sorted((repository.root / "notebooks").glob("*.ipynb")),
        *sorted(repository.source.glob("*/*.ipynb")),
    ]


def steps(repository: Course) -> int:
    """Return how often `refresh` says what it did."""
    return len(executable(repository)) + 3 + len(samples.ASSIGNMENTS) * len(samples.STUDENTS)


def executed(repository: Course, on_progress: Callable[[str], None]) -> Iterator[tuple[Path, str]]:
    """Run every lesson and every assignment's source, and yield what each file shall contain."""
    for path in executable(repository):
        on_progress(f"run {path.relative_to(repository.root)}")
        done = notebooks.execute(notebooks.read(path), path.parent)
        yield path.relative_to(repository.root), notebooks.canonical(done)


def released(repository: Course) -> dict[Path, str]:
    """Return what `release/` shall contain, generated in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        course = new_course(Path(folder) / "course")
        for assignment in repository.assignments():
            release(course, assignment)
        return {
            Path("release") / path.relative_to(course.release): path.read_text(encoding="utf-8")
            for path in sorted(course.release.glob("*/*.ipynb"))
        }


def graded(on_progress: Callable[[str], None]) -> dict[Path, str]:
    """Return what the samples under `autograded/` shall contain, graded afresh."""
    from lrcourse.grading.course import repository  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        course = new_course(Path(folder) / "course")
        for assignment in samples.ASSIGNMENTS:
            release(course, assignment)
        samples.hand_in(course, repository())
        for assignment in samples.ASSIGNMENTS:
            settings = Settings(
                without=tuple(PROTECTIONS), on_progress=lambda name: on_progress(f"graded {name}")
            )
            for outcome in grade(course, assignment, settings=settings):
                if outcome.problem:
                    raise Complaint(f"{outcome.student}: {outcome.problem}")
        return {Path("autograded") / path: text for path, text in samples.graded(course).items()}


def changes(root: Path, wanted: dict[Path, str], folder: str | None = None) -> list[Change]:
    """Return how the files under `root` differ from what is wanted, changed rates first.

    Args:
        root: the root of the repository.
        wanted: the text of each file, by its path below the root.
        folder: if given, notebooks in it that nobody wants count as changed, too.
    """
    found = []
    for path, text in wanted.items():
        old = (root / path).read_text(encoding="utf-8") if (root / path).is_file() else ""
        if old != text:
            found.append(_change(path, old, text))
    if folder is not None:
        for path in sorted((root / folder).glob("**/*.ipynb")):
            relative = path.relative_to(root)
            if ".ipynb_checkpoints" not in path.parts and relative not in wanted:
                found.append(Change(relative, ("nothing makes this file",), rates=False))
    return sorted(found, key=lambda change: (not change.rates, change.path))


def refresh(repository: Course, on_progress: Callable[[str], None]) -> list[Change]:
    """Write all that is derived, and return what changed by it."""
    found = []
    for path, text in executed(repository, on_progress):
        found += _put(repository.root, {path: text})
    on_progress("tables")
    found += _put(repository.root, tables(repository))
    on_progress("release")
    found += _put(repository.root, released(repository), "release")
    on_progress("grade the sample class")
    found += _put(repository.root, graded(on_progress))
    return sorted(found, key=lambda change: (not change.rates, change.path))


def _put(root: Path, wanted: dict[Path, str], folder: str | None = None) -> list[Change]:
    found = changes(root, wanted, folder)
    for change in found:
        path = root / change.path
        if change.path in wanted:
            path.parent.mkdir(parents=True, exist_ok=True)
            notebooks.write_text(wanted[change.path], path)
        else:
            path.unlink()
    return found


def _change(path: Path, old: str, new: str) -> Change:
    if not old:
        return Change(path, (), rates=False)
    if path.suffix != ".ipynb":
        return Change(path, (), rates=False)
    before, after = _printed(old), _printed(new)
    cells = [
        (not rates, name)
        for name, (text, rates) in after.items()
        if before.get(name, ("", False))[0] != text
    ]
    return Change(
        path, tuple(name for _, name in sorted(cells)), any(not plain for plain, _ in cells)
    )


def _printed(text: str) -> dict[str, tuple[str, bool]]:
    """Return for each cell what it prints, and whether that holds a list of rates."""
    printed: dict[str, tuple[str, bool]] = {}
    for cell in notebooks.parse(text).cells:
        outputs: list[Any] = cell.get("outputs", [])
        shown = "".join(output.get("text", "") for output in outputs)
        printed[cell.id] = (shown, bool(cell.metadata.get("lrcourse", {}).get("lists")))
    return printed
