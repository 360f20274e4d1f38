"""Looks for what is missing or wrong on this machine, and says how to mend it."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from lrcourse.compatibility import require
from lrcourse.complaint import Complaint

OLDEST_PYTHON = (3, 11)
PACKAGES = ["jupyterlab", "ipykernel", "matplotlib", "nbgrader", "nbclient", "nh3", "nbval"]
OPTIONAL = {"nbval": "only CI needs it"}
NEEDED_DISK = 500 * 2**20


@dataclass(frozen=True)
class Symptom:
    """The result of one look.

    Attributes:
        what: what was looked at.
        state: what was found.
        remedy: how to mend it; empty where nothing is wrong.
        fatal: whether the course cannot work like this.
    """

    what: str
    state: str
    remedy: str = ""
    fatal: bool = True


def examine(folder: Path) -> Iterator[Symptom]:
    """Look at this machine, and at `folder` as the place of a course."""
    yield _python()
    yield _torch()
    for name in PACKAGES:
        yield _package(name)
    yield _program("alembic", "nbgrader starts it to prepare a gradebook")
    yield _kernel()
    yield from _confinement()
    yield _disk(folder)
    yield _temporary_folder()
    yield _browser()


def _python() -> Symptom:
    version = ".".join(map(str, sys.version_info[:3]))
    if tuple(sys.version_info) < OLDEST_PYTHON:
        return Symptom("Python", version, "install Python 3.11 or newer")
    return Symptom("Python", version)


def _torch() -> Symptom:
    try:
        require("0.1")
    except Complaint as complaint:
        return Symptom("torch", "unusable", str(complaint))
    build = metadata.version("torch")
    if "+cu" in build and not shutil.which("nvidia-smi"):
        return Symptom(
            "torch",
            f"{build}, a CUDA build without a GPU to use",
            "nothing breaks; the CPU build saves several GB: delete .venv and run `make demo`",
            fatal=False,
        )
    return Symptom("torch", build)


def _package(name: str) -> Symptom:
    if find_spec(name):
        return Symptom(name, metadata.version(name))
    remedy = "pip install -c constraints.txt -e '.[instructor,test]'"
    if name in OPTIONAL:
        return Symptom(name, f"missing ({OPTIONAL[name]})", remedy, fatal=False)
    return Symptom(name, "missing", remedy)


def _program(name: str, why: str) -> Symptom:
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found:
        return Symptom(name, "found")
    return Symptom(name, f"missing ({why})", "pip install -c constraints.txt nbgrader")


def _kernel() -> Symptom:
    if not find_spec("jupyter_client"):
        return Symptom("kernel python3", "not looked for", "install jupyterlab first")
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel  # noqa: PLC0415

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        return Symptom(
            "kernel python3",
            "missing",
            f"{sys.executable} -m ipykernel install --sys-prefix",
        )
    program = shutil.which(spec.argv[0]) or spec.argv[0]
    if spec.argv[0] != "python" and not Path(program).exists():
        return Symptom(
            "kernel python3",
            f"starts {spec.argv[0]}, which does not exist",
            f"{sys.executable} -m ipykernel install --sys-prefix",
        )
    return Symptom("kernel python3", "found")


_REMEDIES = {
    "namespaces": "allow them: sysctl kernel.unprivileged_userns_clone=1 (on Ubuntu also "
    "kernel.apparmor_restrict_unprivileged_userns=0), or grade as root",
    "scratch": "the same as for namespaces",
    "landlock": "use Linux 5.13 or newer with Landlock among its security modules (lsm=…)",
    "seccomp": "install libseccomp (on Debian: apt-get install libseccomp2)",
    "user": "grade as an ordinary user, or install Python where all users may read it",
}


def _confinement() -> Iterator[Symptom]:
    """Try each protection that confines student code."""
    from lrcourse.grading.engine import confine  # noqa: PLC0415

    missing = confine.missing()
    for name, what in confine.PROTECTIONS.items():
        if name not in missing:
            yield Symptom(f"confinement, {name}", what)
            continue
        remedy = (
            f"{_REMEDIES[name]}. Until then `lrcourse grade` stops, unless you say `--without "
            f"{name}`"
        )
        state = f"missing ({missing[name]}); it means {what}"
        yield Symptom(f"confinement, {name}", state, remedy, fatal=False)


def _disk(folder: Path) -> Symptom:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Symptom("disk", f"{folder}: {error.strerror}", "name a folder that exists")
    state = f"{free / 2**30:.1f} GB free"
    if free < NEEDED_DISK:
        return Symptom("disk", state, f"free at least {NEEDED_DISK // 2**20} MB")
    if not os.access(folder, os.W_OK):
        return Symptom(
            "disk", f"{folder} cannot be written to", "go to a folder of your own", fatal=False
        )
    return Symptom("disk", state)


def _temporary_folder() -> Symptom:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError as error:
        return Symptom(
            "temporary folder", str(error), "set TMPDIR to a folder that can be written to"
        )
    return Symptom("temporary folder", "can be written to")


def _browser() -> Symptom:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if shutil.which(name):
            return Symptom("browser for tests", name)
    return Symptom(
        "browser for tests",
        "missing (only the browser test needs it)",
        "install Chromium, on Debian with `apt-get install chromium`",
        fatal=False,
    )
