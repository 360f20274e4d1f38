"""The warmed parent: imports torch once, then forks a keeper for each process that is asked for.

It is a program of its own, started before anything secret is read, so that no hidden case and no
key can be found in the memory of a student's process.
"""

import ctypes
import gc
import json
import os
import select
import signal
import socket
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lrcourse.grading.engine import confine, keeper
from lrcourse.grading.engine.confine import Limits

if TYPE_CHECKING:
    from lrcourse.grading.engine.student import Student

_HUGE, _MADV_COLLAPSE = 2**21, 25


def main(number: int) -> None:
    """Serve the socket with this file number until it closes."""
    # The terminal's Ctrl-C is for the grader, who then closes the socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests = socket.socket(fileno=number)
    # Later the closed socket tells it that nobody wants it any more; an import cannot be told.
    confine.die_with_parent()
    # Nobody asks before the greeting: what is there to read is the end of a grader killed before.
    if select.select([requests], [], [], 0)[0]:
        return
    missing = confine.missing()
    if os.getuid() == 0 and "user" not in missing:
        confine.open_the_way(confine.readable_paths())
    student = _warmed()
    with tempfile.TemporaryDirectory(prefix="lrcourse-") as folder:
        # Another user must be able to reach its scratch folder.
        Path(folder).chmod(0o711)
        gc.collect()
        gc.freeze()
        _use_huge_pages()
        confine.die_with_parent(False)
        requests.send(json.dumps({"missing": missing, "alone": _is_alone()}).encode())
        while True:
            data, files, _, _ = socket.recv_fds(requests, 2**16, 2)
            _reap()
            if not data:
                return
            _fork(json.loads(data), files, requests, Path(folder), student)


def _fork(
    order: dict[str, Any],
    files: list[int],
    requests: socket.socket,
    folder: Path,
    student: "Student",
) -> None:
    if os.fork() == 0:
        requests.close()
        judge, control = (socket.socket(fileno=number) for number in files)
        wanted = keeper.Order(order["number"], Limits(**order["limits"]), order["protections"])
        keeper.keep(wanted, folder, judge, control, student.serve)
    for number in files:
        os.close(number)


def _reap() -> None:
    while True:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                return
        except ChildProcessError:
            return


def _warmed() -> "Student":
    """Import and use once what nearly every notebook uses, in one thread."""
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    import matplotlib.pyplot as plt  # noqa: PLC0415

    from lrcourse import checks, plots, probes  # noqa: PLC0415
    from lrcourse.grading.engine.student import Student  # noqa: PLC0415

    if sys.platform == "linux":
        import sandlock  # noqa: F401, PLC0415 - each process would import it for itself
    plots.draws_images = False
    student = Student()
    weight = torch.nn.Linear(2, 1)
    optimizer = torch.optim.SGD(weight.parameters(), lr=0.1, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
    weight(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    scheduler.step()
    probes.run("schedule", torch.optim.lr_scheduler.ExponentialLR, [])
    student.shell.run_cell("import lrcourse, torch, random, math\n1 + 1", silent=True)
    student.shell.run_cell("lrcourse.plot_rates({'a': [0.1]}, 'warm')", silent=True)
    student.shell.run_cell("1 / 0", silent=True)
    student.shell.reset(new_session=True)
    plt.close("all")
    del checks
    return student


def _use_huge_pages() -> None:
    """Move the heap into pages of 2 MB where the kernel can: a fork then costs a third.

    A fork copies the table of pages; Python and torch have 60,000 small ones.
    """
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
        advise = ctypes.CDLL(None).madvise
    except (OSError, AttributeError):
        return
    advise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
    for line in lines:
        addresses, rights, *rest = line.split()
        if rights.startswith("rw") and rest[3:] in ([], ["[heap]"]):
            start, end = (int(address, 16) for address in addresses.split("-"))
            start, end = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
            if start < end:
                advise(start, end - start, _MADV_COLLAPSE)


def _is_alone() -> bool:
    """Return whether this process has one thread: only such a one may fork."""
    return sys.platform != "linux" or len(list(Path("/proc/self/task").iterdir())) == 1


if __name__ == "__main__":
    main(int(sys.argv[1]))
