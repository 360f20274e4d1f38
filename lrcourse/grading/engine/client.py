"""The judge's side of the engine: starts the warmed parent, opens student processes, asks them."""

import base64
import json
import os
import socket
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from types import TracebackType
from typing import Any, Self

from lrcourse.complaint import Complaint
from lrcourse.grading.engine import wire
from lrcourse.grading.engine.confine import PROTECTIONS, Limits

STARTUP = 120
"""Seconds that the warmed parent may take."""
GRACE = 2.0
"""Seconds that a cell has to end after an interrupt."""

_KEPT = ("LANG", "LC_ALL", "LC_CTYPE", "PATH", "PYTHONPATH", "TZ", "SYSTEMROOT")
_FIXED = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "NBGRADER_EXECUTION": "autograde",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONHASHSEED": "0",
}


class DiedError(Exception):
    """A student's process ended, or had to be ended; the message says why, in half a sentence."""


class EngineError(Complaint):
    """No student's process can be started at all: this is nobody's mistake in an answer."""


class Engine:
    """Opens confined student processes. Threads may share it.

    Attributes:
        missing: which protections this machine does not offer, and why.
    """

    def __init__(self, without: Collection[str] = ()) -> None:
        """Start the warmed parent in the background.

        Args:
            without: protections that may be missing.
        """
        self._without = frozenset(without)
        self._lock = threading.Lock()
        self._count = 0
        self._opened: weakref.WeakSet[StudentProcess] = weakref.WeakSet()
        self.missing: dict[str, str] = {}
        self._ready = False
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self._parent = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-m", "lrcourse.grading.engine.warm", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**kept, **_FIXED, "IPYTHONDIR": os.devnull, "HOME": os.devnull},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        theirs.close()
        self._socket = ours

    def __enter__(self) -> Self:
        """Return the engine; it is closed at the end."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the engine."""
        self.close()

    def close(self) -> None:
        """End the warmed parent and all students' processes; keepers end with these."""
        if not self._ready:
            self._parent.kill()
        with self._lock:
            self._socket.close()
            opened = list(self._opened)
        for process in opened:
            process.hang_up()
        try:
            self._parent.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._parent.kill()
            self._parent.wait()
        if self._parent.stderr:
            self._parent.stderr.close()

    def wait_ready(self) -> None:
        """Wait until the warmed parent is there.

        Raises:
            EngineError: it does not start, or a protection is missing that was not waived.
        """
        with self._lock:
            if not self._ready:
                self._greet()

    def _greet(self) -> None:
        self._socket.settimeout(STARTUP)
        try:
            data = self._socket.recv(2**16)
        except TimeoutError:
            data = b""
        self._socket.settimeout(None)
        if not data:
            self._parent.kill()
            said = self._parent.stderr.read() if self._parent.stderr else b""
            lines = said.decode(errors="replace").strip().splitlines()
            last = lines[-1] if lines else "it said nothing"
            raise EngineError(
                f"The process that runs student code did not start ({last}): run `lrcourse "
                "doctor`, which says what is missing here."
            )
        self.missing = json.loads(data)["missing"]
        self._ready = True
        self.refuse_what_is_missing()

    def refuse_what_is_missing(self) -> None:
        """Complain about each protection that is missing and was not waived.

        Raises:
            EngineError: there is one.
        """
        if lacking := [name for name in self.missing if name not in self._without]:
            told = "; ".join(
                f"{name} ({PROTECTIONS[name]}): {self.missing[name]}" for name in lacking
            )
            raise EngineError(
                f"Student code cannot be confined as it should be on this machine. Missing: "
                f"{told}. Grade on another machine, or go on without it by naming it: "
                f"{' '.join(f'--without {name}' for name in lacking)}."
            )

    def open(self, limits: Limits, files: Mapping[str, bytes]) -> "StudentProcess":
        """Start a student's process with these files in its folder.

        Raises:
            EngineError: the warmed parent does not work.
            DiedError: the process could not be set up.
        """
        self.wait_ready()
        judge, judge_there = socket.socketpair()
        control, control_there = socket.socketpair()
        with self._lock:
            self._count += 1
            order = {
                "number": self._count,
                "limits": asdict(limits),
                "protections": [name for name in PROTECTIONS if name not in self.missing],
            }
            handed = [judge_there.fileno(), control_there.fileno()]
            try:
                socket.send_fds(self._socket, [json.dumps(order).encode()], handed)
            except OSError:
                raise EngineError(
                    "The process that runs student code has ended, perhaps for want of memory: "
                    "grade again; what was graded so far stays."
                ) from None
            process = StudentProcess(judge, control)
            self._opened.add(process)
        judge_there.close()
        control_there.close()
        if files:
            content = {name: base64.b64encode(data).decode() for name, data in files.items()}
            process.ask({"ask": "files", "files": content}, 10)
        return process


class StudentProcess:
    """One confined process; after a `DiedError` it is gone."""

    def __init__(self, judge: socket.socket, control: socket.socket) -> None:
        """Talk over `judge`, and to the keeper over `control`."""
        self._judge, self._control = judge, control

    def run(self, code: str, seconds: float) -> dict[str, Any]:
        """Run a cell and return what it answers; `late` where it had to be interrupted.

        Raises:
            DiedError: it ended its process, or did not heed the interrupt.
        """
        try:
            return self.ask({"ask": "run", "code": code}, seconds)
        except wire.TooLateError:
            self._interrupt()
        try:
            return {**self._receive(GRACE), "late": True}
        except wire.TooLateError:
            self.kill()
            raise DiedError(f"it did not end within {seconds:g} seconds") from None

    def probe(
        self,
        probe: str,
        subject: str,
        cases: Sequence[dict[str, Any]],
        seconds: float,
        *,
        secret: bool,
    ) -> dict[str, Any]:
        """Run a probe and return what it answers.

        Args:
            probe: the name of a probe.
            subject: what is probed, as Python.
            cases: the arguments of each run.
            seconds: how long it may take.
            secret: whether nothing of the cases may be left behind.

        Raises:
            DiedError: the process ended, or did not heed an interrupt.
        """
        request = {
            "ask": "probe",
            "probe": probe,
            "subject": subject,
            "cases": list(cases),
            "seconds": seconds,
            "secret": secret,
        }
        try:
            return self.ask(request, seconds + (GRACE if secret else 0))
        except wire.TooLateError:
            self._interrupt()
        try:
            self._receive(GRACE)
        except wire.TooLateError:
            self.kill()
            raise DiedError(f"it did not end within {seconds:g} seconds") from None
        return {"lost": "late"}

    def ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a request and return the answer.

        Raises:
            DiedError: the process ended, or what it says makes no sense.
            TooLateError: no answer came in time.
        """
        try:
            wire.send(self._judge, request)
        except wire.WireError:
            raise DiedError(self._reason()) from None
        return self._receive(seconds)

    def _receive(self, seconds: float) -> dict[str, Any]:
        try:
            answer = wire.receive(self._judge, seconds)
        except wire.GoneError:
            raise DiedError(self._reason()) from None
        except wire.WireError:
            answer = None
        if not isinstance(answer, dict):
            self.kill()
            raise DiedError("it sent what is no answer")
        return answer

    def kill(self) -> None:
        """End the process and all that it started; nothing is waited for."""
        self._judge.close()
        self._control.close()

    def hang_up(self) -> None:
        """End the process on behalf of another thread, which learns that it is gone."""
        # To close what that thread waits for could leave it waiting for ever.
        for line in (self._judge, self._control):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _interrupt(self) -> None:
        try:
            self._control.send(b"i")
        except OSError:
            return

    def _reason(self) -> str:
        """Return why the process is gone, as its keeper tells it."""
        deadline = time.monotonic() + GRACE
        try:
            self._control.settimeout(GRACE)
            report = json.loads(self._control.recv(2**12) or b"{}")
        except (OSError, ValueError):
            report = {}
        left = max(0.0, deadline - time.monotonic())
        self.kill()
        why, code = report.get("why", ""), report.get("code")
        if why == "memory":
            return "its processes took more memory than is allowed"
        if why:
            return str(why)
        if code is None:
            return "its process is gone" if left else "its process is gone without a word"
        if code < 0:
            return f"its process was ended by signal {-code}"
        return f"it ended its process with exit code {code}"
