"""A student's process does what a notebook does, and nothing else can be reached from it."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import psutil
import pytest

from lrcourse.complaint import Complaint
from lrcourse.grading.engine import client
from lrcourse.grading.engine.client import DiedError, Engine, StudentProcess
from lrcourse.grading.engine.confine import PROTECTIONS, Limits
from tests.processes import alive_after

MANY_TABLES = """
import mmap, time
for _ in range(9):
    x = mmap.mmap(-1, 2**39, mmap.MAP_PRIVATE | 0x4000, mmap.PROT_READ)
    _ = [x[place] for place in range(0, 2**39, 2**21)]
time.sleep(60)
"""
LIMITS = Limits(cell_seconds=20, memory=400 * 2**20)


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(without=tuple(PROTECTIONS)) as started:
        started.wait_ready()
        yield started


@pytest.fixture
def process(engine: Engine) -> Iterator[StudentProcess]:
    opened = engine.open(LIMITS, {"data/numbers.txt": b"1 2 3"})
    yield opened
    opened.kill()


def text(answer: dict[str, Any]) -> str:
    """Return all that a cell printed or showed."""
    return "".join(
        str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
        for output in answer["outputs"]
    )


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("1 + 1", "2"),
        ("1 + 1;", ""),
        ("x = 3\nprint(x)", "3\n"),
        ("import sys\nprint('warned', file=sys.stderr)", "warned\n"),
        ("async def four():\n    return 4\nawait four()", "4"),
        ("%time 5", "5"),
        ("import torch\ntorch.ones(2)", "tensor([1., 1.])"),
        ("open('data/numbers.txt').read()", "'1 2 3'"),
        ("open('new', 'w').write('y')", "1"),
        ("%matplotlib inline\nimport matplotlib.pyplot as plt\n_ = plt.plot([1, 2])", ""),
        ("from IPython.display import display\ndisplay('shown')", "'shown'"),
        ("import threading\nt = threading.Thread(target=print, args=('t',))\nt.start()\nt.join()",
         "t\n"),
        ("torch.set_num_threads(2); torch.rand(300, 300).mm(torch.rand(300, 300)).shape", "torch"),
    ],
)  # fmt: skip
def test_what_a_notebook_can_do_a_student_can(
    process: StudentProcess, code: str, shown: str
) -> None:
    process.run("import torch", 20)
    answer = process.run(code, 20)
    assert answer["ok"], answer
    assert shown in text(answer) if shown else text(answer).startswith(("", "["))


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("input('well?')", "RuntimeError"),
        ("def broken(:", "SyntaxError"),
        ("await nothing()", "NameError"),
    ],
)
def test_an_error_is_shown_as_in_a_notebook(
    process: StudentProcess, code: str, error: str
) -> None:
    answer = process.run(code, 20)
    assert not answer["ok"]
    assert [output["ename"] for output in answer["outputs"]] == [error]
    assert process.run("'still there'", 20)["ok"]


@pytest.mark.parametrize(
    ("needed", "code"),
    [
        ("landlock", "open('/etc/shadow').read()"),
        ("landlock", "open('/proc/self/environ').read()"),
        ("landlock", "import os\nos.listdir('/home')"),
        ("landlock", "open('/dev/shm/x', 'w')"),
        ("landlock", (
            "import pathlib, lrcourse\n"
            "next((pathlib.Path(lrcourse.__file__).parents[1] / 'source').iterdir())"
        )),
        ("namespaces", "import socket\nsocket.create_connection(('127.0.0.1', 22), timeout=1)"),
        ("namespaces", "import os\nos.kill(2, 0) or os.kill(os.getppid() or 2, 9)"),
        ("seccomp", "import ctypes\nif ctypes.CDLL(None).memfd_create(b'', 0) < 0: raise OSError"),
        ("seccomp", "import ctypes\nif ctypes.CDLL(None).unshare(0x10000000): raise OSError"),
        ("seccomp", "import os\nos.setpriority(os.PRIO_PROCESS, 0, -5)"),
    ],
)  # fmt: skip
def test_what_a_student_cannot_do(
    engine: Engine, process: StudentProcess, needed: str, code: str
) -> None:
    if needed in engine.missing:
        pytest.skip(f"this machine has no {needed}: {engine.missing[needed]}")
    answer = process.run(code, 20)
    assert not answer["ok"], answer
    assert answer["outputs"][-1]["ename"] in ("PermissionError", "OSError", "ProcessLookupError")


def test_no_secret_is_in_the_environment(
    process: StudentProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LRCOURSE_KEY", "secret")
    shown = text(process.run("import os\nprint(sorted(os.environ))", 20))
    assert "LRCOURSE_KEY" not in shown
    assert "HOME" in shown


def test_two_students_share_nothing(engine: Engine, process: StudentProcess) -> None:
    process.run("shared = 1\nopen('shared', 'w').write('x')", 20)
    other = engine.open(LIMITS, {})
    assert not other.run("shared", 20)["ok"]
    assert text(other.run("import os\nos.listdir('.')", 20)) == "[]"
    other.kill()


def test_a_probe_leaves_nothing_behind_if_its_cases_are_secret(process: StudentProcess) -> None:
    process.run("seen = []\ndef f(x):\n    seen.append(x)\n    return 2 * x", 20)
    for secret, left in ((True, "[]"), (False, "[4]")):
        answer = process.probe("call", "f", [{"x": 4}], 20, secret=secret)
        assert answer["answers"] == [{"value": 8, "warnings": []}]
        assert text(process.run("seen", 20)) == left


@pytest.mark.parametrize("secret", [True, False])
def test_a_name_that_was_never_defined_is_an_answer(process: StudentProcess, secret: bool) -> None:
    answer = process.probe("call", "nobody", [{"x": 4}], 20, secret=secret)
    assert answer["answers"][0]["error"] == "NameError: name 'nobody' is not defined"


def test_a_secret_probe_that_dies_or_hangs_costs_nothing_else(process: StudentProcess) -> None:
    process.run(
        "import os\ndef dies(x):\n    os._exit(3)\ndef hangs(x):\n    while True: pass", 20
    )
    assert process.probe("call", "dies", [{"x": 1}], 20, secret=True) == {"lost": "ended"}
    assert process.probe("call", "hangs", [{"x": 1}], 0.3, secret=True) == {"lost": "late"}
    assert process.probe("call", "hangs", [{"x": 1}], 0.3, secret=False) == {"lost": "late"}
    assert process.run("'still there'", 20)["ok"]


def test_a_cell_that_takes_too_long_is_interrupted_and_the_rest_goes_on(
    process: StudentProcess,
) -> None:
    process.run("kept = 7", 20)
    answer = process.run("import time\ntime.sleep(60)", 0.3)
    assert answer["late"]
    assert text(process.run("kept", 20)) == "7"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os\nos._exit(4)", "it ended its process with exit code 4"),
        ("import ctypes\nctypes.string_at(0)", "its process was ended by signal 11"),
        ("import time\nx = [bytearray(b'1') * 2**26 for _ in range(9)]\ntime.sleep(60)",
         "its processes took more memory than is allowed"),
        # Memory that is read, never written, is all one page; what leads to it is not.
        (MANY_TABLES, "its processes took more memory than is allowed"),
    ],
)  # fmt: skip
def test_a_process_that_ends_says_why(process: StudentProcess, code: str, reason: str) -> None:
    with pytest.raises(DiedError, match=reason):
        process.run(code, 20)


def test_a_cell_that_heeds_no_interrupt_is_ended(
    process: StudentProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "GRACE", 0.3)
    code = "while True:\n    try:\n        sum(range(9999))\n    except BaseException: pass"
    with pytest.raises(DiedError, match=r"it did not end within 0.3 seconds"):
        process.run(code, 0.3)


def test_output_is_cut_where_it_is_too_much(engine: Engine) -> None:
    process = engine.open(Limits(output=1000), {})
    shown = text(process.run("print('x' * 999)\nprint('y' * 10**6)\nprint('z')", 20))
    assert len(shown) < 1100
    assert "more output is cut" in shown
    assert text(process.run("print('later')", 20)) == ""
    process.kill()


def test_an_engine_that_does_not_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/nonexistent")
    monkeypatch.setattr("sys.executable", "/bin/false")
    with Engine() as broken, pytest.raises(Complaint, match=r"did not start.*lrcourse doctor"):
        broken.wait_ready()


@pytest.mark.parametrize("seconds", [0, 1])
def test_an_engine_whose_grader_is_killed_while_it_starts_ends_at_once(seconds: int) -> None:
    line = "from lrcourse.grading.engine.client import Engine; e = Engine(); print(e._parent.pid)"
    with subprocess.Popen(
        [sys.executable, "-u", "-c", f"{line}; input()"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as grader:  # fmt: skip
        assert grader.stdout
        engine = psutil.Process(int(grader.stdout.readline()))
        time.sleep(seconds)
        grader.kill()
    assert alive_after(1, [engine]) == []


def test_an_engine_that_nobody_used_is_closed_at_once() -> None:
    start = time.monotonic()
    Engine().close()
    assert time.monotonic() - start < 1


def test_a_closed_engine_ends_what_is_running() -> None:
    engine = Engine(without=tuple(PROTECTIONS))
    process = engine.open(LIMITS, {})
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(process.run, "import time; time.sleep(60)", 60)
        assert not wait([running], timeout=0.5).done
        start = time.monotonic()
        engine.close()
        assert isinstance(running.exception(), DiedError)
    assert time.monotonic() - start < 10


def test_a_warmed_parent_that_is_gone_is_told_in_a_sentence() -> None:
    with Engine(without=tuple(PROTECTIONS)) as engine:
        engine.wait_ready()
        engine._parent.kill()
        engine._parent.wait()
        with pytest.raises(Complaint, match=r"has ended.*grade again"):
            engine.open(LIMITS, {})
