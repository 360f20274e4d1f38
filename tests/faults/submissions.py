"""Every fault: what is handed in, what it must score, and what the student must read."""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

UNIT = "01-manual-decay"
FULL = {
    "step-decay": 4.0, "rate-change": 3.0, "decay-loop": 4.0, "descent-positions": 3.0,
    "stable-rate": 2.0, "floor-rate": 3.0, "compounding-choice": 1.0,
}  # fmt: skip
NAME = f"{UNIT}.ipynb"


class Hand:
    """A submission in the making: all answers are right until something changes them."""

    def __init__(self, notebook: dict[str, Any], folder: Path) -> None:
        """Take a complete notebook, and the folder it is handed in to."""
        self.notebook, self.folder = notebook, folder
        self.saved = False

    @property
    def cells(self) -> list[dict[str, Any]]:
        """The cells of the notebook."""
        cells: list[dict[str, Any]] = self.notebook["cells"]
        return cells

    def find(self, name: str) -> dict[str, Any]:
        """Return the cell of a grade id."""
        return next(cell for cell in self.cells if cell["id"] == name)

    def meta(self, name: str) -> dict[str, Any]:
        """Return nbgrader's metadata of a cell."""
        meta: dict[str, Any] = self.find(name)["metadata"]["nbgrader"]
        return meta

    def answer(self, exercise: str, code: str) -> None:
        """Write an answer."""
        self.find(f"{exercise}-answer")["source"] = dedent(code).strip("\n")

    def prepend(self, exercise: str, code: str) -> None:
        """Write something above an answer, in its cell."""
        cell = self.find(f"{exercise}-answer")
        cell["source"] = f"{dedent(code).strip()}\n{''.join(cell['source'])}"

    def insert(self, before: str, code: str, kind: str = "code") -> None:
        """Add a cell of the student's own before another."""
        cell: dict[str, Any] = {
            "cell_type": kind,
            "id": f"own-{len(self.cells)}",
            "metadata": {},
            "source": dedent(code).strip("\n"),
        }
        if kind == "code":
            cell |= {"execution_count": None, "outputs": []}
        self.cells.insert(self.cells.index(self.find(before)), cell)

    def write(self, content: str | bytes, name: str = NAME) -> None:
        """Hand in a file as it is."""
        self.saved |= name == NAME
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def save(self) -> None:
        """Hand in the notebook, unless something else was handed in for it."""
        if not self.saved:
            self.write(json.dumps(self.notebook))


@dataclass(frozen=True)
class Fault:
    """A submission with a fault.

    Attributes:
        name: of the student who hands it in.
        make: puts the fault in.
        lost: the exercises that must score nothing; all others score in full.
        reason: what the student must read, as a regular expression; empty for nothing.
    """

    name: str
    make: Callable[[Hand], None]
    lost: frozenset[str] = field(default_factory=frozenset)
    reason: str = ""

    @property
    def scores(self) -> dict[str, float]:
        """The points of each exercise."""
        return {name: 0.0 if name in self.lost else most for name, most in FULL.items()}


FAULTS: list[Fault] = []


Make = Callable[[Hand], None]


def fault(*lost: str, reason: str = "") -> Callable[[Make], Make]:
    """Enter a function into the fault bank, under its own name."""

    def enter(make: Make) -> Make:
        name = make.__name__.replace("_", "-")
        FAULTS.append(Fault(name, make, frozenset(lost), reason))
        return make

    return enter


EVERYTHING = tuple(FULL)
WRONG = """
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr] * n
"""


# ---- wrong answers that fooled stock graders ----------------------------------------------
@fault("step-decay")
def tag_skip_execution(hand: Hand) -> None:
    hand.answer("step-decay", WRONG)
    for name in ("step-decay", "step-decay-answer"):
        hand.find(name)["metadata"]["tags"] = ["skip-execution"]


@fault("step-decay")
def tag_raises_exception(hand: Hand) -> None:
    hand.answer("step-decay", WRONG)
    hand.find("step-decay")["metadata"]["tags"] = ["raises-exception", "nbval-skip"]


@fault("step-decay")
def early_displayhook(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        """
    def step_decay(base_lr, gamma, step_size, n):
        get_ipython().displayhook(4.0)
        return []
    """,
    )


@fault("step-decay")
def assert_dropping_transformer(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        f"""{WRONG}
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
    def visit_Call(self, node):
        return ast.Constant(None) if "check" in ast.unparse(node.func) else node
get_ipython().ast_transformers.append(Drop())
""",
    )


@fault("step-decay")
def patched_run_cell(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        f"""{WRONG}
shell = get_ipython()
run = shell.run_cell
shell.run_cell = lambda code, **options: run("0" if "check" in code else code, **options)
type(shell).run_cell = lambda self, code, **options: run("0" if "check" in code else code)
""",
    )


@fault("step-decay", "stable-rate")
def equal_to_everything(hand: Hand) -> None:
    code = """
    class Equal(float):
        def __eq__(self, other): return True
        def __ne__(self, other): return False
        def __lt__(self, other): return True
        def __le__(self, other): return True
        def __gt__(self, other): return True
        def __ge__(self, other): return True
        def __sub__(self, other): return 0.0
        def __rsub__(self, other): return 0.0
        __hash__ = float.__hash__
    """
    hand.answer(
        "step-decay",
        dedent(code)
        + dedent("""
    def step_decay(base_lr, gamma, step_size, n):
        return [Equal(0.5)] * n
    """),
    )
    hand.answer("stable-rate", "def largest_stable_rate(inputs):\n    return Equal(1)")


@fault("step-decay")
def patched_comparisons(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        f"""{WRONG}
import builtins, math, torch, lrcourse.verdicts
torch.allclose = torch.equal = lambda *a, **k: True
math.isclose = lambda *a, **k: True
builtins.all = lambda *a: True
lrcourse.verdicts.same = lambda *a, **k: True
lrcourse.verdicts.judge_numbers = lambda *a, **k: None
lrcourse.checks.check = lambda *a, **k: None
lrcourse.check = lambda *a, **k: None
""",
    )


@fault("decay-loop")
def forged_recorder(hand: Hand) -> None:
    hand.answer(
        "decay-loop",
        """
    from lrcourse import recorder
    def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
        for epoch in range(epochs):
            for batch in range(batches):
                optimizer.step()
        logs = [hook.__self__ for hook in optimizer._optimizer_step_pre_hooks.values()]
        first = [group["lr"] for group in optimizer.param_groups]
        for log in logs:
            log.groups = [[lr * gamma ** (e // step_size) for lr in first]
                          for e in range(epochs) for _ in range(batches)]
    """,
    )


@fault()
def peeks_at_tests(hand: Hand) -> None:
    hand.prepend(
        "step-decay",
        """
    import sys
    SEEN = []
    def spy(function):
        def spying(*arguments):
            SEEN.append((arguments, dict(sys._getframe(1).f_locals)))
            open("seen", "a").write(repr(arguments))
            return function(*arguments)
        return spying
    """,
    )
    hand.insert(
        "rate-change-task",
        """
    step_decay = spy(step_decay)
    """,
    )
    for line in ("print(In)", "print(SEEN)", "print(open('seen').read())", "print(_ih, Out)"):
        hand.insert("before-you-submit", line)
    # The spy takes the place of the function before the test cell runs.
    cell = hand.find("step-decay-answer")
    cell["source"] = "".join(cell["source"]) + "\nstep_decay = spy(step_decay)\n"
    hand.cells.remove(next(c for c in hand.cells if c["source"] == "step_decay = spy(step_decay)"))


@fault("step-decay")
def reads_the_source(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        """
    import glob, json, pathlib
    found = glob.glob("/**/source/01-manual-decay/*.ipynb", recursive=True)
    found += glob.glob("../../../source/*/*.ipynb") + ["COURSE/source/01-manual-decay/NAME"]
    text = pathlib.Path(found[-1]).read_text()
    exec(json.loads(text)["cells"][3]["source"])
    """,
    )


@fault()
def writes_the_gradebook(hand: Hand) -> None:
    hand.insert(
        "before-you-submit",
        """
    import glob, sqlite3
    for path in ["COURSE/gradebook.db", *glob.glob("/**/gradebook.db", recursive=True)]:
        try:
            with sqlite3.connect(path) as database:
                database.execute("UPDATE grade SET auto_score = 1000")
        except Exception as error:
            print(type(error).__name__)
    for name in ("COURSE/autograded/x", "/tmp/x", "/x", "../x"):
        try:
            open(name, "w")
        except OSError as error:
            print("cannot write")
    """,
    )


# ---- what ends, hangs or eats -------------------------------------------------------------
@fault("rate-change", reason=r"rate-change-answer: it ended its process with exit code 3")
def os_exit(hand: Hand) -> None:
    hand.answer("rate-change", "import os\nos._exit(3)")


@fault("rate-change", reason=r"rate-change-figure: it ended its process with exit code 3")
def os_exit_when_called(hand: Hand) -> None:
    hand.answer("rate-change", "import os\ndef set_rate(optimizer, lr):\n    os._exit(3)")


@fault("rate-change")
def sys_exit(hand: Hand) -> None:
    hand.answer("rate-change", "import sys\nsys.exit(0)")


@fault("rate-change", reason=r"rate-change-answer: it did not end within 4 seconds")
def endless_loop(hand: Hand) -> None:
    hand.answer(
        "rate-change",
        """
    while True:
        try:
            while True:
                sum(range(1000))
        except BaseException:
            pass
    """,
    )


@fault("step-decay")
def endless_when_called(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        """
    def step_decay(base_lr, gamma, step_size, n):
        while n > 20:
            pass
        return [base_lr * gamma ** (epoch // step_size) for epoch in range(n)]
    """,
    )


@fault(*EVERYTHING, reason=r"the notebook ran for more than 14 seconds")
def forty_sleeping_cells(hand: Hand) -> None:
    for _ in range(40):
        hand.insert("step-decay-task", "import time\ntime.sleep(3.4)")


@fault("decay-loop", reason=r"decay-loop-answer: its processes took more memory than is allowed")
def memory_hog(hand: Hand) -> None:
    hand.answer(
        "decay-loop",
        """
    import os, time
    for _ in range(6):
        if os.fork() == 0:
            block = bytearray(400 * 2**20)
            for i in range(0, len(block), 4096):
                block[i] = 1
            time.sleep(60)
    time.sleep(60)
    """,
    )


@fault("rate-change", reason=r"rate-change-answer: it did not end within 4 seconds")
def fork_bomb(hand: Hand) -> None:
    hand.answer(
        "rate-change",
        """
    import os
    while True:
        try:
            os.fork()
        except OSError:
            pass
    """,
    )


@fault()
def daemon(hand: Hand) -> None:
    hand.insert(
        "rate-change-task",
        """
    import os, time
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            while True:
                time.sleep(0.1)
        os._exit(0)
    """,
    )


@fault()
def fifty_megabytes(hand: Hand) -> None:
    hand.insert("rate-change-task", "for _ in range(500):\n    print('x' * 100_000)")
    hand.insert(
        "rate-change-task", "import sys\nsys.stderr.write('y' * 10_000_000)\n'z' * 5_000_000"
    )


@fault()
def outputs_without_end(hand: Hand) -> None:
    hand.insert("rate-change-task", "get_ipython().sink.room = 10**12")
    image = "iVBORw0KGgo"
    show = f"""
    from IPython.display import display
    for _ in range(7):
        display({{"image/png": "{image}" + "A" * 1_900_000}}, raw=True)
    """
    for _ in range(4):
        hand.insert("rate-change-task", show)


@fault()
def a_long_row_of_digits(hand: Hand) -> None:
    # A filter that takes a time that grows with the square would be busy for hours.
    hand.insert("before-you-submit", "print('1' * 190_000)")


@fault()
def full_disk(hand: Hand) -> None:
    hand.insert(
        "rate-change-task",
        """
    number = 0
    try:
        while True:
            number += 1
            with open(f"file-{number}", "wb") as file:
                file.write(b"x" * 2**20)
    except OSError as error:
        print("full after", number)
    """,
    )


@fault()
def network_call(hand: Hand) -> None:
    hand.insert(
        "rate-change-task",
        """
    import socket, urllib.request
    for call in (
        lambda: urllib.request.urlopen("http://127.0.0.1:PORT/", timeout=2),
        lambda: socket.create_connection(("127.0.0.1", PORT), timeout=2),
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=2),
    ):
        try:
            call()
            print("REACHED")
        except OSError as error:
            print("no network")
    """,
    )


@fault()
def sockets_in_the_file_system(hand: Hand) -> None:
    # What listens there may act for its user: a message bus, an agent, a daemon of containers.
    hand.insert(
        "rate-change-task",
        """
    import socket
    def stream():
        socket.socket(socket.AF_UNIX).connect("COURSE/class.sock")
    def pair():
        socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b"x", "COURSE/class.sock")
    def machine():
        socket.socket(socket.AF_VSOCK)
    for call in (stream, pair, machine):
        try:
            call()
            print("REACHED")
        except PermissionError as error:
            print("refused")
    """,
    )


@fault()
def rights_of_other_files(hand: Hand) -> None:
    # An ordinary user who grades owns all this, and so does the student's process.
    hand.insert(
        "rate-change-task",
        """
    import os
    for path in ("COURSE/submitted/zz-complete", "COURSE/gradebook.db", "COURSE/autograded"):
        for call in (
            lambda: os.chmod(path, 0),
            lambda: os.utime(path, (1, 1)),
            lambda: os.setxattr(path, "user.x", b"x"),
            lambda: os.chown(path, -1, os.getgid()),
        ):
            try:
                call()
                print("CHANGED")
            except OSError as error:
                print("refused")
    """,
    )


@fault()
def memory_of_the_kernel(hand: Hand) -> None:
    hand.insert(
        "rate-change-task",
        """
    import ctypes, socket
    library = ctypes.CDLL(None)
    assert library.semget(0, 32000, 0o600) == -1
    assert library.msgget(0, 0o600) == -1
    assert library.inotify_init1(0) == -1
    a, b = socket.socketpair()
    try:
        a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 2**30)
        print("GROWN")
    except PermissionError:
        print("refused")
    """,
    )


@fault("floor-rate", reason=r"floor-rate-answer: it ended its process with exit code 0")
def takes_limits_away_from_itself(hand: Hand) -> None:
    hand.prepend(
        "floor-rate",
        """
    import resource
    for name in ("RLIMIT_NOFILE", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_STACK"):
        resource.setrlimit(getattr(resource, name), (0, 0))
    """,
    )


@fault()
def signals_to_others(hand: Hand) -> None:
    hand.insert(
        "rate-change-task",
        """
    import os, signal
    for pid in [-1, *range(2, 3000), os.getppid()]:
        try:
            os.kill(pid, signal.SIGTERM)
        except OSError:
            pass
    """,
    )


# ---- notebooks that lie about themselves --------------------------------------------------
@fault()
def duplicated_test(hand: Hand) -> None:
    index = hand.cells.index(hand.find("step-decay"))
    hand.cells.insert(index, {**hand.find("step-decay"), "id": "another"})


@fault(reason=r"step-decay-answer: the cell is there more than once, and the last one counts")
def duplicated_answer(hand: Hand) -> None:
    index = hand.cells.index(hand.find("step-decay-answer"))
    hand.cells.insert(index, {**hand.find("step-decay-answer"), "id": "another", "source": WRONG})


@fault()
def deleted_tests(hand: Hand) -> None:
    for name in (*FULL, "course-version", "stable-rate-losses"):
        hand.cells.remove(hand.find(name))


@fault("step-decay", reason=r"step-decay-answer: the cell of the answer is missing")
def deleted_answer(hand: Hand) -> None:
    hand.cells.remove(hand.find("step-decay-answer"))


@fault()
def renamed_tests(hand: Hand) -> None:
    for name in FULL:
        hand.meta(name)["grade_id"] = f"my-{name}"


@fault()
def retyped_tests(hand: Hand) -> None:
    kinds: list[Any] = ["markdown", "raw", "markdown", "raw", 7, None, []]
    for name, kind in zip(FULL, kinds, strict=True):
        cell = hand.find(name)
        cell["cell_type"] = kind
        cell.pop("outputs", None)


@fault()
def emptied_tests(hand: Hand) -> None:
    for name in FULL:
        hand.find(name)["source"] = "pass"


@fault(reason=r"step-decay-answer: the cell of the answer is missing")
def changed_grade_id(hand: Hand) -> None:
    hand.meta("step-decay-answer")["grade_id"] = "rate-change-answers"


@fault()
def changed_points(hand: Hand) -> None:
    wanted: list[Any] = [1000, -3, "many", None, 1e999, [4], {}]
    for name, points in zip(FULL, wanted, strict=True):
        hand.meta(name)["points"] = points


@fault()
def changed_flags(hand: Hand) -> None:
    for name in FULL:
        hand.meta(name).update(grade=False, solution=True, locked=False, schema_version=99)
        hand.meta(f"{name}-answer").update(grade=True, solution=False, points=100)


@fault()
def no_metadata_worth_the_name(hand: Hand) -> None:
    wanted: list[Any] = [None, [], "x", 5, {"nbgrader": []}, {"nbgrader": None}, {}]
    for name, meta in zip(FULL, wanted, strict=True):
        hand.find(name)["metadata"] = meta


@fault()
def shuffled_cells(hand: Hand) -> None:
    tests = [hand.find(name) for name in FULL]
    for cell in tests:
        hand.cells.remove(cell)
    hand.cells[:0] = tests


@fault(*EVERYTHING, reason="the notebook cannot be read: it is damaged")
def corrupt_notebook(hand: Hand) -> None:
    hand.write(json.dumps(hand.notebook)[:20_000])


@fault(*EVERYTHING, reason="the notebook cannot be read: it is damaged")
def empty_notebook(hand: Hand) -> None:
    hand.write("")


@fault(*EVERYTHING, reason="the notebook cannot be read: it is damaged")
def binary_notebook(hand: Hand) -> None:
    hand.write(bytes(range(256)) * 100)


@fault(*EVERYTHING, reason=r"no notebook of format 4")
def no_cells(hand: Hand) -> None:
    hand.write('{"nbformat": 4, "cells": {"a": 1}}')


@fault(*EVERYTHING, reason="the notebook cannot be read: it is damaged")
def nested_notebook(hand: Hand) -> None:
    hand.write('{"cells": ' + "[" * 200_000 + "]" * 200_000 + "}")


@fault(*EVERYTHING, reason="is larger than 25 MB")
def huge_notebook(hand: Hand) -> None:
    hand.insert("rate-change-task", f"# {'x' * (26 * 2**20)}")


@fault(*EVERYTHING, reason="more than 2000 cells")
def endless_notebook(hand: Hand) -> None:
    hand.cells.extend({"cell_type": "code", "source": "1", "metadata": {}} for _ in range(3000))


@fault(*EVERYTHING, reason="the cells of the notebook have more than 500000 characters")
def endless_text(hand: Hand) -> None:
    for _ in range(4):
        hand.insert("rate-change-task", "[" * 150_000, "markdown")


@fault(*EVERYTHING, reason="The notebooks take more than 50 MB")
def notebooks_that_are_holes(hand: Hand) -> None:
    for number in range(100):
        with (hand.folder / f"{number:03}.ipynb").open("wb") as file:
            file.truncate(25 * 2**20)


@fault(*EVERYTHING, reason="more than 200 files")
def links_without_end(hand: Hand) -> None:
    for number in range(1000):
        (hand.folder / f"link-{number}").symlink_to("nowhere")


@fault(reason="a folder has the name of a file")
def folders_named_like_files(hand: Hand) -> None:
    for name in ("timestamp.txt", ".lrcourse.json", "other.ipynb"):
        hand.write("x", f"{name}/inside")


@fault(reason="A link or a file with a strange name was left out")
def names_that_cannot_be_written(hand: Hand) -> None:
    for name in (b"\xff\xfe.txt", "turned \u202etxt.exe".encode(), b"two\nlines", b"\xc2\x9b31m"):
        Path(os.fsdecode(bytes(hand.folder) + b"/" + name)).write_text("x")


@fault(reason=r"handed in as 'my work \(1\)'")
def renamed_notebook(hand: Hand) -> None:
    hand.saved = True
    hand.write(json.dumps(hand.notebook), "my work (1).ipynb")


@fault(*EVERYTHING, reason="no notebook of this name was handed in")
def another_notebook(hand: Hand) -> None:
    hand.saved = True
    hand.write('{"nbformat": 4, "cells": []}', "other.ipynb")


@fault(*EVERYTHING, reason="A link or a file with a strange name was left out")
def symbolic_links(hand: Hand) -> None:
    hand.saved = True
    (hand.folder / NAME).symlink_to("../../complete/01-manual-decay/01-manual-decay.ipynb")
    (hand.folder / "secret").symlink_to("/etc/passwd")
    (hand.folder / "up").symlink_to("../../..")


@fault()
def half_a_character(hand: Hand) -> None:
    hand.insert("rate-change-task", "print('\\ud800')\n'\\udfff'")
    hand.insert("rate-change-task", "A lone half: \ud800", "markdown")


@fault(reason=r"The time of the submission, 'next tuesday'")
def bad_timestamp(hand: Hand) -> None:
    hand.write("next tuesday", "timestamp.txt")


@fault(reason=r"The time of the submission, '2099-01-01 00:00:00 UTC', is no time")
def forged_timestamp(hand: Hand) -> None:
    hand.write("2099-01-01 00:00:00 UTC", "timestamp.txt")


@fault()
def files_named_like_modules(hand: Hand) -> None:
    for name in ("torch.py", "math.py", "lrcourse.py", "statistics.py", "IPython/__init__.py"):
        hand.write("raise SystemExit('this is not the module')", name)
    hand.write("VALUE = 7", "helper.py")
    hand.insert(
        "rate-change-task",
        """
    import math, statistics, torch, helper
    assert math.pi > 3 and torch.ones(1).item() == 1 and helper.VALUE == 7
    """,
    )


# ---- values that are no answers -----------------------------------------------------------
@fault("step-decay", "stable-rate", "floor-rate", "descent-positions")
def strange_values(hand: Hand) -> None:
    hand.answer("step-decay", "def step_decay(*a):\n    return [float('nan')] * a[-1]")
    hand.answer("stable-rate", "def largest_stable_rate(a):\n    return torch.tensor([[4.0]])")
    hand.answer("floor-rate", "def rate_for_floor(*a):\n    return -5")
    hand.answer("descent-positions", "def positions(*a):\n    return 10 ** 5000")


@fault(
    "step-decay", "stable-rate", "floor-rate", "descent-positions",
    reason=r"step-decay-figure: (it did not end within 4 seconds|its processes took more memory)",
)  # fmt: skip
def too_much(hand: Hand) -> None:
    hand.answer("step-decay", "def step_decay(*a):\n    while True:\n        yield 0.1")
    hand.answer("stable-rate", "def largest_stable_rate(a):\n    return 'x' * 10**8")
    hand.answer(
        "floor-rate",
        """
    def rate_for_floor(*a):
        nest = []
        for _ in range(10**5):
            nest = [nest]
        return nest
    """,
    )
    hand.answer("descent-positions", "def positions(*a):\n    return torch.zeros(10**7)")


@fault()
def correct_but_warns(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        """
    import warnings
    def step_decay(base_lr, gamma, step_size, n):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
        scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)
        rates = []
        for _ in range(n):
            rates.append(optimizer.param_groups[0]["lr"])
            scheduler.step()
        warnings.warn("look out")
        return rates
    """,
    )


# ---- pages ---------------------------------------------------------------------------------
@fault(reason=r"A link or a file with a strange name was left out")
def scripts_everywhere(hand: Hand) -> None:
    run = "document.title='PWNED'"
    script = f'<script>{run}</script><img src=x onerror="{run}">'
    hand.insert("rate-change-task", f"# Hello {script}\n\n$\\text{{{script}}}$ [x](javascript:1)",
                "markdown")  # fmt: skip
    hand.insert(
        "rate-change-task",
        f"""
    from IPython.display import HTML, Javascript, SVG, display, Markdown
    display(HTML({script!r}), Javascript("document.title='PWNED'"), Markdown({script!r}))
    display({{"image/svg+xml": {script!r}, "text/latex": {script!r}}}, raw=True)
    display({{"image/png": {script!r}, "application/javascript": "alert(1)"}}, raw=True)
    print({script!r})
    """,
    )
    hand.prepend("rate-change", f"print({script!r})")
    hand.write(script, "<b>name.txt")
    hand.write(f"<title>page</title>{script}", "page.html")
    hand.write(f'<svg xmlns="http://www.w3.org/2000/svg">{script}</svg>', "data/figure.svg")


# ---- the process itself ---------------------------------------------------------------------
@fault(*EVERYTHING)
def patched_engine(hand: Hand) -> None:
    hand.answer(
        "step-decay",
        f"""{WRONG}
import gc, socket, lrcourse.probes, lrcourse.grading.engine.student as student
lrcourse.probes.run = lambda probe, subject, cases: [{{"value": None, "score": 4}} for _ in cases]
for thing in gc.get_objects():
    if isinstance(thing, student.Student):
        thing._asked["probe"] = lambda **options: {{"answers": [], "passed": True, "score": 4.0}}
""",
    )


@fault(*EVERYTHING)
def answers_of_no_form(hand: Hand) -> None:
    hand.prepend(
        "step-decay",
        """
    import itertools
    import lrcourse.probes
    wanted = itertools.cycle([
        {"warnings": []},
        {"uncallable": ["x" * 9000] * 500, "warnings": "w" * 9000},
        {"value": {"rates": [[float("inf")], []], "weights": None}},
        {"value": {"rates": "x", "weights": {"a": 10**300}}},
        {"error": {"a": ["x"]}, "refused": None},
    ])
    lrcourse.probes.run = lambda probe, subject, cases: [next(wanted) for _ in cases]
    """,
    )


@fault()
def calls_the_formula(hand: Hand) -> None:
    # The package that students have holds every closed form. To call it is to copy, which no
    # grader can tell from knowing; see "What it does not protect against".
    hand.answer(
        "step-decay",
        """
    from lrcourse.schedules import step_decay
    """,
    )


@fault(*EVERYTHING, reason=r"it sent what is no answer|its process|no JSON|ended")
def nonsense_on_the_line(hand: Hand) -> None:
    for name in FULL:
        hand.prepend(
            name,
            """
        import gc, socket
        for thing in gc.get_objects():
            if isinstance(thing, socket.socket) and thing.fileno() > 2:
                try:
                    thing.sendall(b"\\xff" * 64)
                except OSError:
                    pass
        """,
        )
