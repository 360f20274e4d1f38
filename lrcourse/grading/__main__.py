"""Starts the command line, or says in one sentence why it cannot start."""

import sys
from importlib.util import find_spec


def main() -> None:
    """Run `lrcourse`."""
    missing = [name for name in ("typer", "rich") if find_spec(name) is None]
    if missing:
        sys.exit(
            f"lrcourse: {' and '.join(missing)} not installed: the command line needs the "
            "instructor's packages; install them with `pip install 'lrcourse[instructor]'`."
        )
    from lrcourse.grading.cli import app  # noqa: PLC0415 - the packages may be missing

    app()


if __name__ == "__main__":
    main()
