"""The command line: one command for each thing an instructor or a maintainer does."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from lrcourse.complaint import Complaint
from lrcourse.grading.course import Course, new_demo, repository
from lrcourse.grading.engine.client import Engine
from lrcourse.grading.engine.confine import PROTECTIONS
from lrcourse.grading.settings import Outcome, Settings

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Release, grade and keep the course on learning-rate schedules.",
)
console = Console(highlight=False)

CourseOption = Annotated[
    Path, typer.Option("--course", help="The course directory: the folder that holds source/.")
]


@contextmanager
def one_sentence() -> Iterator[None]:
    """Turn what is wrong into one clear sentence and exit code 1."""
    try:
        yield
    except Complaint as complaint:
        _stop(str(complaint))
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        _stop(f"{error.strerror or error}{where}: mend that or choose another folder, and retry.")
    except KeyboardInterrupt:
        _stop("Stopped. What was finished stays; run the same command again to go on.")


def _stop(sentence: str) -> None:
    print(f"lrcourse: {sentence}", file=sys.stderr)
    raise typer.Exit(1) from None


@contextmanager
def progress(total: int, what: str, on: Console = console) -> Iterator[Callable[[str], None]]:
    """Show a bar, and give a function that moves it on by one and names what is done."""
    columns = (
        TextColumn("{task.description:28}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=on) as bar:
        task = bar.add_task(what, total=total)

        def done(name: str) -> None:
            bar.update(task, advance=1, description=f"{what}: {name}")
            if not on.is_terminal:
                on.print(f"  {name}", markup=False)

        yield done


@app.command()
def release(
    assignment: Annotated[str, typer.Argument(help="Its name, such as 01-manual-decay.")],
    course: CourseOption = Path(),
) -> None:
    """Generate the student version of an assignment."""
    from lrcourse.grading.release import release as generate  # noqa: PLC0415

    with one_sentence():
        folder = generate(Course(course.resolve()), assignment)
        console.print(f"{folder} is what students get.")


@app.command()
def grade(  # noqa: PLR0913, PLR0917 - one parameter an option
    assignment: Annotated[str, typer.Argument(help="Its name, such as 01-manual-decay.")],
    student: Annotated[
        list[str] | None, typer.Option(help="Grade only this student; may be repeated.")
    ] = None,
    course: CourseOption = Path(),
    jobs: Annotated[int, typer.Option(help="Submissions at once; 0: one a processor.")] = 0,
    force: Annotated[bool, typer.Option(help="Also what is graded already.")] = False,
    without: Annotated[
        list[str] | None, typer.Option(help="A protection that may be missing; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Grade all submissions of an assignment, write feedback and a score table.

    What is graded already, by the same tests, is left as it is. A change of source/ is noticed,
    and all that it concerns is graded again; points and comments given by hand stay.
    """
    with one_sentence():
        home = Course(course.resolve())
        students = home.students(assignment, student or [])
        # The warmed parent takes as long to start as nbgrader takes to import.
        with Engine(without or ()) as engine:
            settings = Settings(force=force, jobs=jobs, engine=engine)
            problems = _grade(home, assignment, students, settings, as_json)
    if problems:
        raise typer.Exit(1)


@app.command()
def demo(
    parent: Annotated[
        Path | None, typer.Option("--in", help="Where to make the folder demo/.")
    ] = None,
) -> None:
    """Build the release, grade a sample class, write feedback and a score table."""
    from lrcourse.grading import samples  # noqa: PLC0415
    from lrcourse.grading.release import release as generate  # noqa: PLC0415

    with one_sentence():
        home = repository()
        course = new_demo((parent or home.root).resolve())
        console.print("1. Generate the student version from source/")
        for assignment in course.assignments():
            generate(course, assignment)
        console.print("2. Hand in the notebooks of the sample class")
        samples.hand_in(course, home)
        console.print("3. Grade them")
        # Our own samples may run anywhere; what is missing here is said.
        with Engine(without=tuple(PROTECTIONS)) as engine:
            problems = sum(
                _grade(course, assignment, course.students(assignment), Settings(engine=engine))
                for assignment in samples.ASSIGNMENTS
            )
        console.print(
            "\nOpen the folders in a file manager or a browser, or open the course itself, with "
            "lessons, release and formgrader, with:\n"
        )
        there = f"lrcourse lab --course {course.root}" if parent else "make lab"
        console.print(f"    {there}\n", soft_wrap=True)
    if problems:
        raise typer.Exit(1)


@app.command()
def lab(
    course: Annotated[
        Path | None,
        typer.Option(help="The course of the formgrader: demo/ if there is one, else this one."),
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8888,
    token: Annotated[str | None, typer.Option(help="The token to log in with.")] = None,
) -> None:
    """Open the course in JupyterLab: lessons, release and formgrader."""
    from lrcourse.grading import lab as jupyter  # noqa: PLC0415

    with one_sentence():
        if course is None:
            root, opened = jupyter.default_course()
        else:
            root = course.resolve()
            opened = Course(root)
        code = jupyter.lab(root, opened, browser=browser, port=port, token=token)
    raise typer.Exit(code)


@app.command()
def refresh() -> None:
    """Make all that is derived: printed outputs, release/ and the graded samples."""
    from lrcourse.grading import refresh as derived  # noqa: PLC0415

    home = repository()
    with one_sentence(), progress(derived.steps(home), "refresh") as done:
        found = derived.refresh(home, done)
    for change in found:
        console.print(str(change))
    console.print(f"{len(found)} files changed." if found else "Everything was current.")


@app.command()
def doctor(course: CourseOption = Path()) -> None:
    """Say what is missing or wrong on this machine, and how to mend it."""
    from lrcourse.grading.doctor import examine  # noqa: PLC0415

    sick = False
    for symptom in examine(course.resolve()):
        sick |= bool(symptom.remedy) and symptom.fatal
        mark = "ok  " if not symptom.remedy else ("FAIL" if symptom.fatal else "note")
        console.print(f"{mark}  {symptom.what}: {symptom.state}", markup=False)
        if symptom.remedy:
            console.print(f"      mend: {symptom.remedy}", markup=False)
    if sick:
        raise typer.Exit(1)


def _grade(
    course: Course,
    assignment: str,
    students: list[str],
    settings: Settings,
    as_json: bool = False,
) -> int:
    """Grade, report, and return how many submissions have no grade."""
    from lrcourse.grading import report  # noqa: PLC0415
    from lrcourse.grading.grade import grade as run  # noqa: PLC0415
    from lrcourse.grading.release import keep_in_step  # noqa: PLC0415

    say = Console(stderr=True, highlight=False) if as_json else console
    if keep_in_step(course, assignment):
        say.print("The gradebook did not know this version of source/: release/ is made anew.")
    with progress(len(students), "grade", say) as done:
        asked = replace(settings, on_progress=done, on_note=say.print)
        outcomes = run(course, assignment, students, asked)
    rows = report.table(report.scores(course, assignment))
    path = course.root / f"scores-{assignment}.csv"
    report.write(rows, path)
    if as_json:
        print(json.dumps(report.summary(outcomes, rows), indent=1, ensure_ascii=False))
    else:
        _tell(outcomes, rows)
        console.print(f"\nscore table  {path}", soft_wrap=True)
        console.print(f"feedback     {course.feedback}/STUDENT/{assignment}/", soft_wrap=True)
    return sum(not outcome.recorded for outcome in outcomes)


def _tell(outcomes: Sequence[Outcome], rows: list[list[str]]) -> None:
    """Print what came of the submissions: points first, then what needs a human's eye."""
    _show(rows)
    missing = {name for outcome in outcomes for name in outcome.without}
    kept = [name for name in PROTECTIONS if name not in missing]
    if any(not outcome.skipped for outcome in outcomes):
        console.print(f"student code was confined by: {', '.join(kept) or 'nothing'}")
    if missing:
        console.print(f"missing on this machine: {', '.join(sorted(missing))}")
    skipped = sum(outcome.skipped for outcome in outcomes)
    if skipped:
        console.print(f"{skipped} graded before, by the same tests: --force grades them again.")
    for outcome in outcomes:
        if not outcome.recorded:
            console.print(f"no grade for {outcome.student}: {outcome.problem}", markup=False)
        elif outcome.problem:
            console.print(f"0 points for {outcome.student}: {outcome.problem}", markup=False)
        elif not outcome.skipped:
            for reason in outcome.reasons:
                console.print(f"{outcome.student}: {reason}", markup=False)


def _show(rows: list[list[str]]) -> None:
    """Print the score table turned on its side: a class is longer than an assignment."""
    if len(rows) > 8:
        console.print(f"{len(rows) - 1} students graded.")
        return
    table = Table(*(row[0] for row in rows), box=None)
    for column in range(1, len(rows[0])):
        table.add_row(*(row[column] for row in rows))
    console.print(table)
