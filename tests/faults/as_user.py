"""Runs a Python program as an ordinary user, where the tests run as root.

python tests/faults/as_user.py UID -m lrcourse.grading grade …
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from lrcourse.grading.engine import confine  # noqa: E402 - the path comes first

if __name__ == "__main__":
    confine.open_the_way([*confine.readable_paths(), ROOT])
    confine.become(int(sys.argv[1]))
    os.environ["HOME"] = str(Path.cwd())
    os.execv(sys.executable, [sys.executable, *sys.argv[2:]])  # noqa: S606
