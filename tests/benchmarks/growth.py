"""Measures a large class: what the last submissions cost against the first, and the memory.

python -m tests.benchmarks.growth --students 1000
"""

import argparse
import json
import multiprocessing
import os
import resource
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psutil

from lrcourse.grading.grade import grade
from lrcourse.grading.settings import Settings
from tests.benchmarks.grading import UNIT, make_class, mix

SHARE = 100
"""Submissions at the beginning and at the end that are compared."""
LOOK = 1.0
"""Seconds between two looks at the memory."""


class Memory:
    """Watches the memory of this process and of all that it started, shared pages shared out.

    It looks from a process of its own: reading so many maps of pages costs more than the grading
    that is measured.
    """

    def __init__(self) -> None:
        """Start to look."""
        context = multiprocessing.get_context("spawn")
        self._told, there = context.Pipe()
        self._watcher = context.Process(target=_watch, args=(os.getpid(), there), daemon=True)
        self._watcher.start()

    def stop(self) -> int:
        """Return the most that was seen, in bytes."""
        self._told.send(None)
        peak = int(self._told.recv())
        self._watcher.join()
        return peak


def _watch(pid: int, asked: Connection) -> None:
    """Look at a process and its descendants, but this one, until asked for the peak."""
    watched, peak = psutil.Process(pid), 0
    while not asked.poll(LOOK):
        total = 0
        others = [it for it in watched.children(recursive=True) if it.pid != os.getpid()]
        for process in [watched, *others]:
            try:
                total += process.memory_full_info().pss
            except psutil.Error:
                continue
        peak = max(peak, total)
    asked.send(peak)


def measure(assignment: str, students: int) -> dict[str, Any]:
    """Grade a class of that size and return what it cost."""
    times: list[float] = []
    own: list[float] = []

    def note(_student: str) -> None:
        times.append(time.perf_counter())
        used = resource.getrusage(resource.RUSAGE_SELF)
        own.append(used.ru_utime + used.ru_stime)

    with tempfile.TemporaryDirectory() as name:
        course = make_class(Path(name) / "course", assignment, mix(assignment, students))
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        memory = Memory()
        outcomes = grade(course, assignment, settings=Settings(on_progress=note))
        peak = memory.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    share = min(SHARE, students // 2)
    first, last = times[share - 1] - times[0], times[-1] - times[-share]
    children = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "assignment": assignment,
        "students": students,
        "graded": sum(outcome.recorded for outcome in outcomes),
        "last_to_first": last / first,
        "judge_cpu_last_to_first": (own[-1] - own[-share]) / (own[share - 1] - own[0]),
        "judge_cpu_each": (own[-1] - own[0]) / (students - 1),
        "student_side_cpu_each": children / students,
        "seconds_each": (times[-1] - times[0]) / (students - 1),
        "peak_pss_mib": peak / 2**20,
    }


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--assignment", default=UNIT)
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args(arguments)
    found = measure(asked.assignment, asked.students)
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    print(f"{found['graded']} of {found['students']} submissions of {found['assignment']} graded:")
    print(f"  {found['seconds_each']:.3f} s wall each, {found['judge_cpu_each']:.3f} s CPU of the")
    print(f"  judge, {found['student_side_cpu_each']:.3f} s CPU on the student's side")
    clock, cpu = found["last_to_first"], found["judge_cpu_last_to_first"]
    print(f"  the last {SHARE} cost {clock:.2f} times the first {SHARE} on the clock,")
    print(f"  and {cpu:.2f} times in CPU of the judge")
    print(f"  peak memory {found['peak_pss_mib']:.0f} MiB (PSS)")


if __name__ == "__main__":
    main()
