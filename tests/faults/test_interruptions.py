"""Killed, stopped or out of room: grades are those of an uninterrupted run."""

import json
import os
import pkgutil
import random
import resource
import signal
import subprocess
import sys
import time
from functools import partial
from typing import Any

import psutil
import pytest

from lrcourse.complaint import Complaint
from lrcourse.grading import grade as grading
from lrcourse.grading.course import Course
from lrcourse.grading.engine.client import Engine, StudentProcess
from lrcourse.grading.judge import judge
from lrcourse.grading.recorder import AUDIT
from lrcourse.grading.settings import Settings
from lrcourse.grading.work import Graded, Work
from tests.faults.conftest import MORE, family, grade, points, texts
from tests.faults.submissions import NAME, UNIT, Hand
from tests.processes import alive_after


def wait_for(course: Course, least: int, grader: subprocess.Popen[Any]) -> set[psutil.Process]:
    """Return the processes of the engine, as soon as there are so many or the grader ended."""
    while len(found := family(course)) < least and grader.poll() is None:
        time.sleep(0.02)
    return found


def test_a_grader_that_is_killed_again_and_again_ends_with_the_same_grades(
    ungraded: Course, small: Course
) -> None:
    rng = random.Random(4)
    line = [sys.executable, "-m", "lrcourse.grading", "grade", UNIT]
    began: set[psutil.Process] = set()
    for least in (1, 3, 3, 3, 3):
        with subprocess.Popen(
            line, cwd=ungraded.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        ) as grader:  # fmt: skip
            wait_for(ungraded, least, grader)
            time.sleep(rng.uniform(0, 1.2))
            began |= family(ungraded)
            grader.kill()
    assert alive_after(5, began) == []
    assert family(ungraded) == set()
    assert grade(ungraded).returncode == 0
    assert points(ungraded) == points(small)
    assert texts(ungraded) == texts(small)
    lines = (ungraded.root / AUDIT).read_text().splitlines()
    assert {json.loads(line)["student"] for line in lines} == points(small).keys()
    assert not [path for path in ungraded.autograded.rglob(".*") if path.is_dir()]


@pytest.mark.parametrize("amid", ["sheet.Sheet.put", "feedback.write", "recorder._swap"])
def test_stopped_before_or_after_a_step_of_the_recorder_nothing_is_missing(
    ungraded: Course, small: Course, engine: Engine, monkeypatch: pytest.MonkeyPatch, amid: str
) -> None:
    name = f"lrcourse.grading.{amid}"
    step = pkgutil.resolve_name(name)
    calls = []

    def stopped(*args: Any, **named: Any) -> None:  # noqa: ANN401
        calls.append(args)
        if len(calls) == 3:
            step(*args, **named)
        raise KeyboardInterrupt

    ungraded.api().generate_assignment(UNIT, force=True)
    for _ in range(3):
        with monkeypatch.context() as patched:
            patched.setattr(name, stopped)
            with pytest.raises(KeyboardInterrupt):
                grading.grade(ungraded, UNIT, settings=Settings(engine=engine))
    grading.grade(ungraded, UNIT, settings=Settings(engine=engine))
    assert points(ungraded) == points(small)
    assert texts(ungraded) == texts(small)


def test_a_warmed_parent_that_is_killed_costs_nobody_a_point(
    ungraded: Course, small: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    # This one needs a second process.
    path = ungraded.submitted / "cc" / UNIT / NAME
    hand = Hand(json.loads(path.read_text()), path.parent)
    hand.answer("step-decay", "import os\nos._exit(1)")
    hand.save()

    def judged(work: Work, engine: Engine) -> Graded:
        def opened_for_the_last_time(*given: Any) -> StudentProcess:  # noqa: ANN401
            process = Engine.open(engine, *given)
            engine._parent.kill()
            engine._parent.wait()
            return process

        if work.student == "cc":
            patched.setattr(engine, "open", opened_for_the_last_time)
        return judge(work, engine)

    ungraded.api().generate_assignment(UNIT, force=True)
    with monkeypatch.context() as patched:
        patched.setattr("lrcourse.grading.grade.judge", judged)
        with pytest.raises(Complaint, match=r"has ended.*what was graded so far stays"):
            grading.grade(ungraded, UNIT, settings=Settings(jobs=1))
    wanted = points(small)
    assert "cc" not in points(ungraded)
    assert points(ungraded).items() <= wanted.items()
    grading.grade(ungraded, UNIT)
    assert points(ungraded) == {**wanted, "cc": [0.0, *wanted["cc"][1:]]}


@pytest.mark.parametrize(("amid", "least"), [("start", 1), ("submissions", 3)])
def test_stopping_the_grader_leaves_no_process(ungraded: Course, amid: str, least: int) -> None:
    if amid == "submissions":
        path = ungraded.submitted / MORE[0] / UNIT / NAME
        hand = Hand(json.loads(path.read_text()), path.parent)
        hand.insert("step-decay-task", "import time\ntime.sleep(29)")
        hand.save()
    with subprocess.Popen(
        [sys.executable, "-m", "lrcourse.grading", "grade", UNIT], cwd=ungraded.root,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        # Tests that run in the background of a shell have inherited that Ctrl-C is ignored.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    ) as grader:  # fmt: skip
        # The warmed parent, and then a keeper and its student's process.
        began = wait_for(ungraded, least, grader)
        assert len(began) >= least
        grader.send_signal(signal.SIGINT)
        _, said = grader.communicate(timeout=15)
    assert "Traceback" not in said
    assert grader.returncode == 1
    assert alive_after(2, began) == []
    assert family(ungraded) == set()


def test_a_forced_regrade_without_room_loses_nothing(course: Course) -> None:
    before, pages = points(course), texts(course)
    # A file that may not grow is what a full disk is to a program.
    line = [sys.executable, "-m", "lrcourse.grading", "grade", UNIT, "--force"]
    done = subprocess.run(
        line, cwd=course.root, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        env={**os.environ, "OMP_NUM_THREADS": "1", "MPLCONFIGDIR": str(course.root / "mpl")},
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot be written" in done.stdout
    assert "nothing of what was there before is lost" in done.stdout.replace("\n", " ")
    assert points(course) == before
    assert texts(course) == pages
