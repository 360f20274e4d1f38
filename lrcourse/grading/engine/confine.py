"""Takes rights away from a process: namespaces, another user, limits, Landlock, system calls.

Linux offers each of these to an ordinary user; `missing` says which of them this machine lacks.
"""

import ctypes
import ctypes.util
import os
import platform
import resource
import signal
import site
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

PROTECTIONS = {
    "namespaces": "no network, no sight of other processes, no shared memory with them",
    "scratch": "a scratch folder of limited size",
    "landlock": "nothing readable but Python, nothing writable but the scratch folder",
    "seccomp": "no system calls that evade the limits",
    "user": "another user than root",
}

FIRST_UID = 200_000
"""Users of student processes where the grader is root: nobody has these numbers."""

_CLONE_NEWNS, _CLONE_NEWUTS, _CLONE_NEWIPC = 0x20000, 0x4000000, 0x8000000
_CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
_MS_NOSUID, _MS_NODEV, _MS_BIND = 0x2, 0x4, 0x1000
_MS_REC, _MS_PRIVATE = 0x4000, 0x40000
_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_SCMP_ALLOW, _SCMP_ERRNO = 0x7FFF0000, 0x50000
_EPERM, _ENOSYS = 1, 38
# The one comparison that is needed: the masked argument equals a value.
_SCMP_CMP_MASKED_EQ = 7

_DENIED = [
    # Memory that no limit counts.
    "memfd_create", "memfd_secret", "shmget", "shmat", "shmctl", "userfaultfd",
    # Other processes, other namespaces, the kernel.
    "ptrace", "process_vm_readv", "process_vm_writev", "pidfd_getfd", "kcmp",
    "unshare", "setns", "mount", "umount2", "pivot_root", "chroot", "move_mount", "fsopen",
    "fsmount", "open_tree", "mount_setattr", "keyctl", "add_key", "request_key", "bpf",
    "perf_event_open", "io_uring_setup", "io_uring_enter", "io_uring_register",
    "init_module", "finit_module", "delete_module", "kexec_load", "swapon", "swapoff",
    "setpriority", "sched_setscheduler", "ioprio_set",
]  # fmt: skip


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Attributes:
        cell_seconds: wall time of one cell, or of one check.
        notebook_seconds: wall time of the whole notebook.
        memory: bytes of memory of all its processes together, beyond what Python brings.
        processes: its processes and threads.
        open_files: open files of each process.
        scratch: bytes that it may write into its folder.
        output: bytes of output of the whole notebook.
    """

    cell_seconds: float = 30
    notebook_seconds: float = 150
    memory: int = 1 * 2**30
    processes: int = 64
    open_files: int = 128
    scratch: int = 32 * 2**20
    output: int = 1 * 2**20


class ConfineError(OSError):
    """A protection that was asked for cannot be had."""


_libc = ctypes.CDLL(None, use_errno=True)


def _call(function: Callable[..., int], *arguments: object) -> None:
    if function(*arguments) != 0:
        number = ctypes.get_errno()
        name = getattr(function, "__name__", "a call")
        raise ConfineError(number, f"{name}: {os.strerror(number)}")


def _mount(
    source: str | None, target: str, kind: str | None, flags: int, options: str | None = None
) -> None:
    encoded = [text if text is None else text.encode() for text in (source, target, kind)]
    data = None if options is None else options.encode()
    _call(_libc.mount, *encoded, ctypes.c_ulong(flags), data)


def enter_namespaces() -> None:
    """Put this process and its children out of sight of everything else.

    Network, mounts, IPC and host name are its own at once; processes are those of its children.
    An ordinary user needs a user namespace for that, in which it stays the same user.

    Raises:
        ConfineError: the kernel refuses.
    """
    flags = _CLONE_NEWNS | _CLONE_NEWUTS | _CLONE_NEWIPC | _CLONE_NEWPID | _CLONE_NEWNET
    uid, gid = os.getuid(), os.getgid()
    if uid == 0:
        _call(_libc.unshare, flags)
    else:
        _call(_libc.unshare, flags | _CLONE_NEWUSER)
        for name, text in (("setgroups", "deny"), ("uid_map", f"{uid} {uid} 1"),
                           ("gid_map", f"{gid} {gid} 1")):  # fmt: skip
            Path(f"/proc/self/{name}").write_text(text, encoding="ascii")
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)


def mount_scratch(folder: Path, size: int, uid: int) -> None:
    """Put a file system of limited size over `folder`: it dies with the last process in it.

    Raises:
        ConfineError: the kernel refuses.
    """
    options = f"size={size},nr_inodes=4096,mode=700,uid={uid}"
    _mount("tmpfs", str(folder), "tmpfs", _MS_NOSUID | _MS_NODEV, options)


def open_the_way(paths: Iterable[Path]) -> None:
    """Let every user reach `paths`, in this process' sight alone.

    An interpreter in root's private home cannot be reached by another user. Over each folder
    on the way that is closed to others, an empty one is mounted that leads to the path only.

    Raises:
        ConfineError: this process is not root.
    """
    closed: dict[Path, list[Path]] = {}
    for path in {path.resolve() for path in paths}:
        for parent in reversed(path.parents):
            if not parent.stat().st_mode & 0o001:
                closed.setdefault(parent, []).append(path)
                break
    if not closed:
        return
    _call(_libc.unshare, _CLONE_NEWNS)
    _mount(None, "/", None, _MS_REC | _MS_PRIVATE)
    for folder, wanted in closed.items():
        handles = [(path, os.open(path, os.O_PATH)) for path in wanted]
        _mount("tmpfs", str(folder), "tmpfs", _MS_NOSUID | _MS_NODEV, "mode=755,size=1m")
        for path, handle in sorted(handles):
            path.mkdir(parents=True, exist_ok=True)
            _mount(f"/proc/self/fd/{handle}", str(path), None, _MS_BIND | _MS_REC)
            os.close(handle)


def die_with_parent(whether: bool = True) -> None:
    """Let the kernel kill this process when the one that started it ends; no effect but on Linux.

    Raises:
        ConfineError: the kernel refuses.
    """
    if sys.platform == "linux":
        _call(_libc.prctl, _PR_SET_PDEATHSIG, signal.SIGKILL if whether else 0, 0, 0, 0)


def become(uid: int) -> None:
    """Change from root to a user that owns nothing."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def limit(limits: Limits) -> None:
    """Set what the kernel itself counts, for this process and all that it starts."""
    # Python and torch bring about half a gigabyte of private memory that is mostly untouched.
    data = limits.memory + 2**30
    for name, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.scratch),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_DATA, data),
    ):
        _, most = resource.getrlimit(name)
        lowered = value if most == resource.RLIM_INFINITY else min(value, most)
        resource.setrlimit(name, (lowered, lowered))


def readable_paths() -> list[Path]:
    """Return what a student's process may read: Python, its packages, the system's libraries."""
    package = str(Path(__file__).parents[2])
    own = [sys.prefix, sys.base_prefix, *site.getsitepackages(), package]
    system = [
        "/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/localtime", "/etc/passwd",
        "/etc/group", "/etc/nsswitch.conf", "/dev/null", "/dev/zero", "/dev/urandom",
    ]  # fmt: skip
    paths = {Path(path).resolve() for path in [*own, *system]}
    return sorted(path for path in paths if path.exists())


def landlock(readable: Sequence[Path], writable: Sequence[Path]) -> None:
    """Let this process and its children read and write nothing but these paths, for good.

    Raises:
        ConfineError: the kernel has no Landlock, or too old a one.
    """
    from sandlock import Protection, Sandbox, confine  # noqa: PLC0415 - Linux only
    from sandlock.exceptions import SandlockError  # noqa: PLC0415

    # Kernels before 6.12 lack the newest of these; the file rules are what counts.
    sandbox = Sandbox(
        fs_readable=[str(path) for path in readable],
        fs_writable=[str(path) for path in writable],
        allow_degraded=list(Protection),
    )
    try:
        confine(sandbox)
    except SandlockError as error:
        raise ConfineError(_ENOSYS, f"Landlock: {error}") from None


class _Comparison(ctypes.Structure):
    """`struct scmp_arg_cmp` of libseccomp."""

    _fields_ = (
        ("arg", ctypes.c_uint),
        ("op", ctypes.c_int),
        ("datum_a", ctypes.c_uint64),
        ("datum_b", ctypes.c_uint64),
    )


def forbid_system_calls(*, network: bool) -> None:
    """Refuse the system calls that evade the limits, for this process and its children.

    Args:
        network: whether sockets of the network are refused, too, for want of a namespace.

    Raises:
        ConfineError: libseccomp is missing, or the kernel refuses.
    """
    name = ctypes.util.find_library("seccomp") or "libseccomp.so.2"
    try:
        library = ctypes.CDLL(name, use_errno=True)
    except OSError:
        raise ConfineError(_ENOSYS, "libseccomp is not installed") from None
    library.seccomp_init.restype = ctypes.c_void_p
    library.seccomp_rule_add_array.argtypes = [
        ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.c_void_p,
    ]  # fmt: skip
    library.seccomp_load.argtypes = library.seccomp_release.argtypes = [ctypes.c_void_p]
    rules = library.seccomp_init(_SCMP_ALLOW)

    def refuse(call: str, error: int, comparison: _Comparison | None = None) -> None:
        number = library.seccomp_syscall_resolve_name(call.encode())
        # A negative number is a call that this architecture does not have.
        if number >= 0:
            count, given = (1, ctypes.byref(comparison)) if comparison else (0, None)
            library.seccomp_rule_add_array(rules, _SCMP_ERRNO | error, number, count, given)

    for call in _DENIED:
        refuse(call, _EPERM)
    # The C library falls back to `clone`, whose flags a filter can see.
    refuse("clone3", _ENOSYS)
    new_user = _Comparison(0, _SCMP_CMP_MASKED_EQ, _CLONE_NEWUSER, _CLONE_NEWUSER)
    refuse("clone", _EPERM, new_user)
    if network:
        for family in (2, 10):  # AF_INET, AF_INET6
            refuse("socket", _EPERM, _Comparison(0, _SCMP_CMP_MASKED_EQ, 0xFFFF, family))
    _call(_libc.prctl, _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    result = library.seccomp_load(rules)
    library.seccomp_release(rules)
    if result != 0:
        raise ConfineError(-result, f"seccomp: {os.strerror(-result)}")


def drop_capabilities() -> None:
    """Give up what a user namespace gave: the rights of root inside it."""

    class Header(ctypes.Structure):
        _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))

    class Sets(ctypes.Structure):
        _fields_ = (
            ("effective", ctypes.c_uint32),
            ("permitted", ctypes.c_uint32),
            ("inheritable", ctypes.c_uint32),
        )

    _call(_libc.capset, ctypes.byref(Header(0x20080522, 0)), ctypes.byref((Sets * 2)()))


def missing(names: Iterable[str] = PROTECTIONS) -> dict[str, str]:
    """Return which protections this machine does not offer, and why: each is tried in a child."""
    found = {}
    for name in names:
        if reason := _in_child(_TRIALS[name]):
            found[name] = reason
    return found


def _try_scratch() -> None:
    enter_namespaces()
    mount_scratch(Path(__file__).parent, 2**20, os.getuid())
    (Path(__file__).parent / "written").write_text("so it can be", encoding="ascii")


def _try_user() -> None:
    if os.getuid() == 0:
        open_the_way(readable_paths())
        become(FIRST_UID)
        if not os.access(sys.executable, os.X_OK):
            raise ConfineError(_EPERM, f"another user cannot run {sys.executable}")


_TRIALS: dict[str, Callable[[], None]] = {
    "namespaces": enter_namespaces,
    "scratch": _try_scratch,
    "landlock": lambda: landlock(readable_paths(), []),
    "seccomp": lambda: forbid_system_calls(network=True),
    "user": _try_user,
}


def _in_child(trial: Callable[[], None]) -> str:
    """Return why a trial fails in a process of its own; empty where it does not."""
    if platform.system() != "Linux":
        return f"{platform.system()} does not have it"
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            trial()
        except BaseException as error:  # noqa: BLE001 - whatever it is, it is the reason
            os.write(writer, (str(error) or type(error).__name__).encode()[:300])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        reason = pipe.read().decode(errors="replace")
    os.waitpid(child, 0)
    return reason
