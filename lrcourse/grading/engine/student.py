"""Serves requests inside a student's process: run a cell, run a probe beside what it defined.

Everything here can be changed by the code that it runs; nothing that it says is trusted.
"""

import base64
import builtins
import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from lrcourse import probes
from lrcourse.grading.engine import wire

_NO_INPUT = "Nobody can answer input() while a notebook is graded."


class Sink:
    """Collects the outputs of a cell as a notebook holds them, up to a limit."""

    def __init__(self, room: int) -> None:
        """Take in at most `room` bytes over all cells."""
        self.outputs: list[dict[str, Any]] = []
        self.room = room

    def begin(self) -> None:
        """Start with the outputs of another cell."""
        self.outputs = []

    def add(self, output: dict[str, Any], size: int) -> None:
        """Add an output, or a word that there is no room for it."""
        if self.room < 0:
            return
        self.room -= size
        if self.room < 0:
            output = {"output_type": "stream", "name": "stdout", "text": "[more output is cut]\n"}
        self.outputs.append(output)

    def write(self, name: str, text: str) -> None:
        """Add text to a stream."""
        last = self.outputs[-1] if self.outputs else {}
        kept = text[: max(0, self.room)]
        if last.get("output_type") == "stream" and last["name"] == name and len(kept) == len(text):
            self.room -= len(text)
            last["text"] += text
        elif text:
            self.add({"output_type": "stream", "name": name, "text": kept}, len(kept))
            if len(kept) < len(text):
                self.add({}, 1)


class _Stream:
    encoding, errors, closed = "utf-8", "replace", False

    def __init__(self, sink: Sink, name: str) -> None:
        self._sink, self.name = sink, f"<{name}>"
        self._stream = name

    def write(self, text: str) -> int:
        self._sink.write(self._stream, str(text))
        return len(text)

    def writelines(self, lines: Any) -> None:  # noqa: ANN401
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        raise OSError("a notebook's output is no file")


class _Publisher(DisplayPublisher):
    sink: Sink

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *_: Any,  # noqa: ANN401 - whatever IPython's versions pass on
        **__: Any,  # noqa: ANN401
    ) -> None:
        output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        self.sink.add(output, sum(len(str(value)) for value in data.values()))

    def clear_output(self, wait: bool = False) -> None:
        del wait
        self.sink.begin()


class _Hook(DisplayHook):
    sink: Sink

    def write_output_prompt(self) -> None:
        pass

    def write_format_data(
        self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None
    ) -> None:
        output = {
            "output_type": "execute_result",
            "execution_count": None,
            "data": format_dict,
            "metadata": md_dict or {},
        }
        self.sink.add(output, sum(len(str(value)) for value in format_dict.values()))

    def finish_displayhook(self) -> None:
        pass


class _Shell(InteractiveShell):
    sink: Sink

    def enable_gui(self, gui: Any = None) -> None:  # noqa: ANN401
        """Do without windows: `%matplotlib inline` asks for none."""

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        output = {
            "output_type": "error",
            "ename": str(etype.__name__),
            "evalue": _text(evalue),
            "traceback": [str(line) for line in stb],
        }
        self.sink.add(output, sum(map(len, output["traceback"])))


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001 - student code may define the exception's class
        return ""


class Student:
    """A notebook's shell, and what the judge may ask of it."""

    def __init__(self) -> None:
        """Make the shell; this is done before the fork, as it takes time."""
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.cache_size = 0
        self.shell: Any = _Shell.instance(
            config=config, display_pub_class=_Publisher, displayhook_class=_Hook
        )
        self.sink = Sink(2**20)
        parts: list[Any] = [self.shell, self.shell.display_pub, self.shell.displayhook]
        for part in parts:
            part.sink = self.sink
        builtins.input = _refuse_input
        self._running, self._pid = False, 0
        self._asked: dict[str, Callable[..., Any]] = {
            "files": self._files,
            "run": self._run,
            "probe": self._probe,
            "note": self._note,
        }

    def serve(self, judge: socket.socket, room: int) -> None:
        """Answer the judge until it has nothing more to ask."""
        self.sink.room = room
        signal.signal(signal.SIGINT, self._interrupt)
        self._pid = os.getpid()
        # Last, so that no file beside the notebook can stand for a module of Python.
        sys.path.append(str(Path.cwd()))
        with contextlib.suppress(wire.WireError):
            while True:
                request = wire.receive(judge)
                wire.send(judge, self._asked[request.pop("ask")](**request))

    def _interrupt(self, *_: object) -> None:
        # An interrupt that comes when the cell is over must not break an answer in two.
        if self._running:
            raise KeyboardInterrupt

    def _files(self, files: dict[str, str]) -> dict[str, Any]:
        """Write what was handed in beside the notebook, encoded in base64."""
        for name, content in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(content))
        return {}

    def _run(self, code: str) -> dict[str, Any]:
        """Run a cell and return its outputs."""
        self.sink.begin()
        start, ok = time.process_time(), False
        try:
            with self._streams():
                self._running = True
                ok = bool(self.shell.run_cell(code, store_history=True).success)
        except KeyboardInterrupt:
            self.sink.write("stderr", "KeyboardInterrupt\n")
        finally:
            self._running = False
        if os.getpid() != self._pid:
            # The cell forked, and this is the child: only its parent answers.
            os._exit(0)
        cpu = time.process_time() - start
        return {"outputs": self.sink.outputs, "ok": ok, "cpu": cpu}

    def _probe(
        self,
        probe: str,
        subject: str,
        cases: list[dict[str, Any]],
        seconds: float,
        secret: bool,
    ) -> dict[str, Any]:
        """Run a probe; secret cases in a child, which inherits all and leaves nothing behind.

        So no later cell learns what the cases were, and code that ends its process or never
        returns costs this exercise only.
        """
        if not secret:
            return {"answers": self._answers(probe, subject, cases)}
        reader, writer = socket.socketpair()
        child = _fork()
        if child == 0:
            with contextlib.suppress(BaseException):
                reader.close()
                signal.signal(signal.SIGINT, signal.SIG_IGN)
                wire.send(writer, {"answers": self._answers(probe, subject, cases)})
            os._exit(0)
        writer.close()
        try:
            answer: dict[str, Any] = wire.receive(reader, seconds)
        except wire.TooLateError:
            answer = {"lost": "late"}
        except wire.WireError:
            answer = {"lost": "ended"}
        finally:
            reader.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        return answer

    def _answers(
        self, probe: str, subject: str, cases: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        self._running = True
        try:
            with self._streams():
                value = eval(subject, self.shell.user_global_ns, self.shell.user_ns)  # noqa: S307
                return probes.run(probe, value, cases)
        # Mostly a name that was never defined.
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001
            told = f"{type(error).__name__}: {_text(error)}"[:300]
            return [{"error": told, "warnings": []} for _ in cases]
        finally:
            self._running = False

    def _note(self, outcomes: dict[str, str]) -> dict[str, Any]:
        """Take down how visible checks went, for the summary cell."""
        from lrcourse import seam  # noqa: PLC0415

        seam.session().outcomes.update(outcomes)
        return {}

    @contextlib.contextmanager
    def _streams(self) -> Iterator[None]:
        out, err = _Stream(self.sink, "stdout"), _Stream(self.sink, "stderr")
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            yield


def _fork() -> int:
    try:
        return os.fork()
    except BlockingIOError:
        # The student's processes have used up their number: here this one is the first, and the
        # kernel ends all others for it.
        if os.getpid() != 1:
            raise
        os.kill(-1, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
        return os.fork()


def _refuse_input(*_: object) -> str:
    raise RuntimeError(_NO_INPUT)
