"""An exception that shows itself as one message, never as a traceback."""

import textwrap

COLUMNS = 88
"""JupyterLab breaks longer lines inside words, and a feedback page cuts them off."""


class Complaint(Exception):  # noqa: N818
    """Something is wrong, and the message says what and how to mend it."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython prints instead of a traceback."""
        return [
            part
            for line in str(self).splitlines()
            for part in textwrap.wrap(line, COLUMNS) or [""]
        ]
