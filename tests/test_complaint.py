"""Tests of the exception that shows itself as one message."""

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from lrcourse.complaint import Complaint


def test_ipython_gets_the_lines_of_the_message() -> None:
    assert Complaint("one\ntwo")._render_traceback_() == ["one", "two"]
    assert Complaint()._render_traceback_() == []


def test_ipython_shows_the_message_alone(shell: InteractiveShell) -> None:
    with capture_output() as shown:
        result = shell.run_cell(
            "from lrcourse import Complaint\nraise Complaint('Do this.') from ValueError()"
        )
    assert isinstance(result.error_in_exec, Complaint)
    assert shown.stdout == "Do this.\n"
    assert shown.stderr == ""
