"""A gradebook that another program holds is waited for."""

import sqlite3
import threading
import time

from lrcourse.grading.course import Course
from tests.faults.conftest import grade, points

LOCKED = 60.0
"""Seconds for which another program holds the gradebook."""


def test_a_locked_gradebook_is_waited_for(ungraded: Course, small: Course) -> None:
    assert grade(ungraded, "--student", "aa-complete").returncode == 0
    database = sqlite3.connect(ungraded.root / "gradebook.db", check_same_thread=False)
    database.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(LOCKED, database.rollback)
    timer.start()
    start = time.monotonic()
    done = grade(ungraded)
    assert done.returncode == 0, done.stdout + done.stderr
    assert time.monotonic() - start > LOCKED - 5
    assert "Another program is writing into the gradebook" in done.stdout.replace("\n", " ")
    assert points(ungraded) == points(small)
    database.close()
