"""Runs every part of the tests, or those named, and shows the time of each."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

NOTEBOOKS = ["notebooks", "source"]
NBVAL = ["--nbval", "--nbval-sanitize-with", "tests/sanitize.cfg"]
ANSWERS = ["tests/test_bank.py", "tests/test_mutations.py"]
APART = [*ANSWERS, *(f"tests/{name}" for name in ("browser", "course", "faults"))]
WORKERS = ["-n", "2", "--dist", "loadscope"]
GROUPS = ["-n", "2", "--dist", "loadgroup"]


def _python(*arguments: str) -> list[str]:
    return [sys.executable, "-m", *arguments]


# Each part is a list of commands. What only reads comes first: it fails fastest.
PARTS: dict[str, Callable[[], list[list[str]]]] = {
    "lint": lambda: [_python("ruff", "check"), _python("ruff", "format", "--check")],
    "types": lambda: [_python("mypy")],
    "modules": lambda: [
        _python("pytest", "-q", *WORKERS, *(f"--ignore={path}" for path in APART))
    ],
    "answers": lambda: [_python("pytest", "-q", *GROUPS, *ANSWERS)],
    # nbval compares each printed line with what a fresh run on the students' kernel prints.
    "notebooks": lambda: [_python("pytest", "-q", *WORKERS, *NBVAL, *NOTEBOOKS)],
    "course": lambda: [_python("pytest", "-q", *GROUPS, "tests/course")],
    "faults": lambda: [_python("pytest", "-q", *WORKERS, "tests/faults")],
    # Each worker has a JupyterLab of its own.
    "browser": lambda: [
        _python("pytest", "-q", "-n", "2", "--dist", "worksteal", "tests/browser")
    ],
}


def main(names: list[str]) -> int:
    """Run the named parts, all of them by default, and return how many failed."""
    if unknown := [name for name in names if name not in PARTS]:
        print(f"There is no part {', '.join(unknown)}: choose from {', '.join(PARTS)}.")
        return 2
    # Torch on several threads adds in another order, and starves the other worker.
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])  # noqa: PTH120
    results: list[tuple[str, bool, float]] = []
    for name in names or PARTS:
        print(f"\n=== {name}", flush=True)
        start = time.perf_counter()
        codes = [subprocess.run(line, check=False).returncode for line in PARTS[name]()]
        results.append((name, not any(codes), time.perf_counter() - start))
    print("\n=== time of each part")
    for name, passed, seconds in results:
        print(f"{name:10} {'passed' if passed else 'FAILED'} {seconds:7.1f} s")
    failed = sum(not passed for _, passed, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
