"""An exception that shows itself as one message, never as a traceback."""


class Complaint(Exception):  # noqa: N818
    """Something is wrong, and the message says what and how to mend it."""

    def _render_traceback_(self) -> list[str]:
        """Return what IPython prints instead of a traceback."""
        return str(self).splitlines()
