"""Says in one sentence when what is installed does not fit the notebook."""

from importlib import metadata
from importlib.util import find_spec

from packaging.version import InvalidVersion, Version

from lrcourse.complaint import Complaint

OLDEST_TORCH = "2.10"
"""Since this release a param group that a scheduler does not know is an error, not silence."""


def require(version: str) -> None:
    """Complain unless the installed `lrcourse` and torch fit a notebook.

    A notebook made for `0.3` runs with 0.3 and every later 0.x, but neither with 0.2 nor
    with 1.0.

    Args:
        version: the version of `lrcourse` that the notebook was made for, `"major.minor"`.

    Raises:
        Complaint: one sentence that says what does not fit and how to mend it.
    """
    from lrcourse import __version__  # noqa: PLC0415 - the package imports this module

    wanted, installed = _parse(version), _parse(__version__)
    if installed < wanted or installed.major != wanted.major:
        raise Complaint(
            f"This notebook needs lrcourse {version}, but {__version__} is installed: "
            "take the notebook and the package from the same release of the course."
        )
    if find_spec("torch") is None:
        raise Complaint(
            "This notebook needs torch, which is not installed here: choose the kernel of the "
            "course's environment, or run `make demo` in the course folder to create it."
        )
    torch_version = metadata.version("torch")
    if _parse(torch_version) < Version(OLDEST_TORCH):
        raise Complaint(
            f"This notebook needs torch {OLDEST_TORCH} or newer, but {torch_version} is "
            "installed: install the versions that constraints.txt names."
        )


def _parse(version: str) -> Version:
    try:
        return Version(version)
    except InvalidVersion:
        raise Complaint(
            f"'{version}' is not a version number: write it like require('0.1')."
        ) from None
