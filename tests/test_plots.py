"""Tests of the figures: what they say in words, and that they say it in a notebook only."""

import base64
import os
import re
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from lrcourse import plots


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([], "no values"),
        ([0.1], "0.1 at epoch 0"),
        ([0.1] * 4, "0.1 from epoch 0 to 3"),
        ([0.1, 0.1, 0.05, 0.1], "0.1 from epoch 0 to 1, 0.05 at epoch 2, 0.1 at epoch 3"),
        ([0.1, 0.10000000000000002], "0.1 from epoch 0 to 1"),
        (
            [1, 5, 2, 7, 0, 4, 3, 6],
            "starts at 1 and ends at 6 (epoch 7); lowest 0 at epoch 4, highest 7 at epoch 3",
        ),
    ],
)
def test_a_curve_is_told_in_words(values: list[float], words: str) -> None:
    assert plots.describe(values, "epoch") == words


@given(st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_the_words_of_few_levels_hold_the_whole_curve(values: list[int]) -> None:
    told: list[float] = []
    for part in plots.describe(values, "x").split(", "):
        value, _, where = part.partition(" ")
        ends = [int(word) for word in where.split() if word.isdigit()]
        told += [float(value)] * (ends[-1] - ends[0] + 1)
        assert ends[-1] == len(told) - 1
    assert told == values


def test_the_alternative_text_names_every_curve() -> None:
    text = plots.text_alternative({"yours": [1, 2], "expected": (2,)}, "Title", "update")
    assert text == "Title. yours: 1 at update 0, 2 at update 1; expected: 2 at update 0."


def test_outside_a_notebook_nothing_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    plots.plot_rates({"a": [0.1]}, "Title")
    plots.plot_curves({"a": [0.1]}, "Title", xlabel="x", ylabel="y")
    plots.plot_own(lambda: [0.1], title="Title")
    assert capsys.readouterr() == ("", "")


def _shown(shell: InteractiveShell, call: str) -> tuple[Any, Any]:
    with warnings.catch_warnings(record=True) as caught, capture_output() as shown:
        warnings.simplefilter("always")
        shell.run_cell(f"from lrcourse import *\n{call}")
    assert not caught
    assert (shown.stdout, shown.stderr) == ("", "")
    figure, words = shown.outputs
    return figure, words


def test_a_figure_has_an_alternative_text_a_table_and_no_html_of_the_students(
    shell: InteractiveShell,
) -> None:
    figure, words = _shown(shell, "plot_rates({'<b>a': [0.1, 0.05]}, 'A & B', mark=1)")
    text = "A & B. <b>a: 0.1 at epoch 0, 0.05 at epoch 1. The first difference, at epoch 1, "
    assert figure.metadata["image/png"]["alt"].startswith(text)
    assert base64.b64decode(figure.data["image/png"]).startswith(b"\x89PNG")
    assert figure.data["text/plain"] == "[figure: A & B]"
    assert words.data["text/plain"].startswith(text)
    table = words.data["text/html"]
    assert "&lt;b&gt;a" in table
    assert "<b>" not in table
    assert "<td>0.1</td>" in table
    assert "<td>0.05</td>" in table


def test_curves_of_different_lengths_share_a_table(shell: InteractiveShell) -> None:
    _, words = _shown(
        shell,
        "plot_curves({'a': [1, 2, 3], 'b': []}, 'T', xlabel='x', ylabel='y', log=True)",
    )
    assert words.data["text/html"].count("<tr>") == 4
    assert words.data["text/html"].count("<td></td>") == 3


def test_numbers_that_are_not_finite_do_not_warn(shell: InteractiveShell) -> None:
    _shown(shell, "plot_rates({'a': [0.1, float('nan'), float('inf')]}, 'T')")


def test_the_same_figure_has_the_same_bytes(shell: InteractiveShell) -> None:
    call = "plot_rates({'a': [0.1, 0.05]}, 'T')"
    assert _shown(shell, call)[0].data == _shown(shell, call)[0].data


def test_the_own_curve_of_a_half_written_answer_says_why_there_is_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def half_written(_n: int) -> list[float]:
        raise NotImplementedError("later")

    plots.plot_own(half_written, 3, title="T")
    plots.plot_own(lambda: None, title="T")
    plots.plot_own(lambda: ["x"], title="T")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "No figure yet: NotImplementedError: later"
    assert len(lines) == 3
    assert all(line.startswith("No figure yet: ") for line in lines)


def test_small_rates_can_be_seen_on_a_logarithmic_axis(shell: InteractiveShell) -> None:
    figure, _ = _shown(shell, "plot_rates({'a': [0.1, 1e-6]}, 'T', log=True)")
    plain, _ = _shown(shell, "plot_rates({'a': [0.1, 1e-6]}, 'T')")
    assert figure.data["image/png"] != plain.data["image/png"]
    assert figure.metadata == plain.metadata


def test_a_built_schedule_is_drawn_beside_a_list(shell: InteractiveShell) -> None:
    figure, _ = _shown(
        shell,
        "from torch.optim.lr_scheduler import StepLR\n"
        "def build(optimizer, step_size):\n"
        "    return StepLR(optimizer, step_size, 0.5)\n"
        "plot_built({'yours': build, 'wanted': [1, 1]}, 2, base_lr=1.0, epochs=3, title='T')",
    )
    text = "T. yours: 1 from epoch 0 to 1, 0.5 at epoch 2; wanted: 1 from epoch 0 to 1."
    assert figure.metadata["image/png"]["alt"] == text


def test_a_schedule_that_cannot_be_built_says_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def half_written(_optimizer: object) -> None:
        raise NotImplementedError("later")

    builders = {"a": half_written, "b": lambda _optimizer: None, "c": lambda _optimizer: "x"}
    plots.plot_built(builders, base_lr=1.0, epochs=2, title="T")
    assert capsys.readouterr().out.splitlines() == [
        "No curve of a yet: NotImplementedError: later",
        "No curve of b yet: it returns None.",
        "No curve of c yet: AttributeError: 'str' object has no attribute 'step'",
    ]


def test_what_a_schedule_warns_of_is_not_written_beside_its_figure(
    shell: InteractiveShell,
) -> None:
    _shown(
        shell,
        "import warnings\n"
        "from torch.optim.lr_scheduler import StepLR\n"
        "def build(optimizer):\n"
        "    warnings.warn('careful')\n"
        "    return StepLR(optimizer, 1)\n"
        "plot_built({'yours': build}, base_lr=1.0, epochs=2, title='T')",
    )


def test_a_font_cache_of_an_environment_now_gone_writes_nothing(tmp_path: Path) -> None:
    code = (
        "import io\n"
        "from lrcourse.plots import _draw\n"
        "figure = _draw({'a': [1, 10, 100]}, 't', 'x', 'y', steps=False, log=True, mark=None)\n"
        "figure.savefig(io.BytesIO())\n"
    )

    def draw() -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "MPLCONFIGDIR": str(tmp_path)},
        )  # fmt: skip
        return done.stdout + done.stderr

    assert draw() == ""
    (cache,) = tmp_path.glob("fontlist-*.json")
    cache.write_text(re.sub(r'("name": ")(cm|STIX)', r"\1gone-\2", cache.read_text()))
    assert draw() == ""


def test_every_param_group_is_drawn(shell: InteractiveShell) -> None:
    figure, _ = _shown(
        shell,
        "from torch.optim.lr_scheduler import ExponentialLR\n"
        "plot_groups(ExponentialLR, 0.5, base_lrs=[1.0, 4.0], epochs=2, title='T')",
    )
    text = "T. group 0: 1 at epoch 0, 0.5 at epoch 1; group 1: 4 at epoch 0, 2 at epoch 1."
    assert figure.metadata["image/png"]["alt"] == text


def test_groups_that_cannot_be_drawn_say_why(capsys: pytest.CaptureFixture[str]) -> None:
    class Unfinished:
        def step(self) -> None:
            pass

    class Untouched:
        """A class of which nothing is written."""

    def nothing(_optimizer: object) -> None:
        pass

    plots.plot_groups(nothing, base_lrs=[1.0], epochs=2, title="T")
    plots.plot_groups(Unfinished, base_lrs=[1.0], epochs=2, title="T")
    plots.plot_groups(Untouched, 1, base_lrs=[1.0], epochs=2, title="T")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "No figure yet: there is no answer, only None."
    assert lines[1].startswith("No figure yet: TypeError: ")
    assert lines[2] == "No figure yet: there is no answer, only an empty class."


def test_a_list_is_drawn_beside_the_own_one(shell: InteractiveShell) -> None:
    figure, _ = _shown(shell, "plot_own(lambda: [0.5], title='T', beside={'other': [1]})")
    assert figure.metadata["image/png"]["alt"] == "T. other: 1 at epoch 0; yours: 0.5 at epoch 0."
