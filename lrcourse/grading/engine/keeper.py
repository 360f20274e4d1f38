"""Keeps one student's process: confines it, watches it, and ends it with all that it started."""

import json
import os
import select
import signal
import socket
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from lrcourse.grading.engine import confine
from lrcourse.grading.engine.confine import Limits

LOOK = 0.04
"""Seconds between two looks at the memory."""

NICE = 5
"""Student code gives way to the judge."""


@dataclass(frozen=True)
class Order:
    """What the judge asks a keeper to set up.

    Attributes:
        number: counts the processes of a run, so that each can have a user of its own.
        limits: what the process may use.
        protections: what confines it.
    """

    number: int
    limits: Limits
    protections: Collection[str]


def keep(
    order: Order,
    folder: Path,
    judge: socket.socket,
    control: socket.socket,
    serve: Callable[[socket.socket, int], None],
) -> NoReturn:
    """Run `serve(judge, room)` in a confined process, until it ends or `control` closes.

    Over `control` come single letters: `i` interrupts, `k` kills. Back goes one JSON object with
    the reason of the end.

    Args:
        order: what to set up.
        folder: where its scratch folder is mounted, in its own sight.
        judge: what the student's process answers on.
        control: what the keeper listens to.
        serve: what the student's process does.
    """
    # A session of its own has its own share of the processor, however many processes it has.
    os.setsid()
    os.nice(NICE)
    other = os.getuid() == 0 and "user" in order.protections
    uid = confine.FIRST_UID + order.number % 50_000 if other else os.getuid()
    try:
        if "namespaces" in order.protections:
            confine.enter_namespaces()
        if "scratch" in order.protections:
            confine.mount_scratch(folder, order.limits.scratch, uid)
        else:
            folder = Path(tempfile.mkdtemp(dir=folder))
            os.chown(folder, uid, -1)
        child = os.fork()
        if child == 0:
            control.close()
            _be_student(order, folder, uid, judge, serve)
        judge.close()
        why = _watch(child, control, order.limits)
        _, status, usage = os.wait4(child, 0)
        report = {
            "why": why,
            "code": os.waitstatus_to_exitcode(status),
            "cpu": usage.ru_utime + usage.ru_stime,
        }
    except OSError as error:
        report = {"why": f"it could not be confined: {error}", "code": None, "cpu": 0.0}
    _say(control, report)
    os._exit(0)


def _be_student(
    order: Order,
    folder: Path,
    uid: int,
    judge: socket.socket,
    serve: Callable[[socket.socket, int], None],
) -> NoReturn:
    code = 70
    try:
        _detach(judge)
        os.chdir(folder)
        os.environ.update(HOME=str(folder), TMPDIR=str(folder), MPLCONFIGDIR=str(folder))
        tempfile.tempdir = None
        if uid != os.getuid():
            confine.become(uid)
        confine.limit(order.limits)
        if "landlock" in order.protections:
            confine.landlock(confine.readable_paths(), [folder, Path("/dev/null")])
        if "namespaces" in order.protections and os.getuid() != 0:
            confine.drop_capabilities()
        if "seccomp" in order.protections:
            confine.forbid_system_calls(network="namespaces" not in order.protections)
        serve(judge, order.limits.output)
        code = 0
    finally:
        os._exit(code)


def _detach(judge: socket.socket) -> None:
    """Leave nothing open but the line to the judge."""
    null = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(null, number)
    kept = judge.fileno()
    os.closerange(3, kept)
    os.closerange(kept + 1, 4096)
    confine.die_with_parent()


def _watch(child: int, control: socket.socket, limits: Limits) -> str:
    """Wait until the process ends, or end it; return why it had to be ended."""
    ended = os.pidfd_open(child) if hasattr(os, "pidfd_open") else None
    watched: list[Any] = [control] if ended is None else [control, ended]
    deadline = time.monotonic() + 2 * limits.notebook_seconds
    while True:
        ready = select.select(watched, [], [], LOOK)[0]
        if ended in ready or (ended is None and _is_over(child)):
            return ""
        if control in ready:
            letter = control.recv(1)
            if letter == b"i":
                os.kill(child, signal.SIGINT)
                continue
            _kill(child)
            return "killed"
        if time.monotonic() > deadline:
            _kill(child)
            return "time"
        if _takes_more(child, limits.memory):
            _kill(child)
            return "memory"


def _is_over(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def _kill(child: int) -> None:
    # In its own namespace it is process 1: with it the kernel ends all that it started.
    tree = list(_tree(child))
    for pid in tree:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and all its descendants."""
    yield pid
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return
    for task in tasks:
        try:
            children = (task / "children").read_text(encoding="ascii")
        except OSError:
            continue
        for child in children.split():
            yield from _tree(int(child))


def _takes_more(child: int, memory: int) -> bool:
    """Return whether a process and its descendants have more than so many bytes.

    Pages that a fork shares count once for each process at first sight; only where that looks
    like too much is the exact share asked for, which takes ten times as long.
    """
    looks = (("status", ("RssAnon:", "RssShmem:")), ("smaps_rollup", ("Pss_Anon:", "Pss_Shmem:")))
    return all(
        1024 * sum(_kilobytes(pid, name, fields) for pid in _tree(child)) > memory
        for name, fields in looks
    )


def _kilobytes(pid: int, name: str, fields: tuple[str, ...]) -> int:
    try:
        lines = Path(f"/proc/{pid}/{name}").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(fields))


def _say(control: socket.socket, report: dict[str, object]) -> None:
    try:
        control.sendall(json.dumps(report).encode())
    except OSError:
        return
