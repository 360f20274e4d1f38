"""Figures that can be read without seeing colours, and without seeing at all."""

import base64
import copy
import html
import io
import logging
import warnings
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, groupby
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from lrcourse.stubs import is_untouched

# A font cache that is being built, or that an environment now gone left behind, makes this
# logger warn on stderr, in the middle of a student's notebook and of a compared output.
logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)

# Line styles and markers carry the difference; the colours (Okabe and Ito's, which stay apart
# for every kind of colour blindness) repeat it.
draws_images = True
"""Off while a class is graded: words and values say the same, and cost a tenth of the time."""
_STYLES = [("-", "o"), ("--", "s"), (":", "^"), ("-.", "D"), ((0, (1, 3)), "v")]
_COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000"]
_MARKED = 40
"""Beyond this many points markers would touch each other."""
_ROWS = 60
"""Beyond this many rows a table is thinned out: every second row, every third, ..."""


def plot_rates(
    rates: Mapping[str, Sequence[float]],
    title: str,
    xlabel: str = "epoch",
    mark: int | None = None,
    *,
    log: bool = False,
) -> None:
    """Draw learning rates as steps: one value for each epoch, held until the next one.

    Args:
        rates: for each name in the legend, the rate of each epoch.
        title: what the figure shows.
        xlabel: what the rates are counted by.
        mark: the epoch to mark as the first difference.
        log: whether the vertical axis is logarithmic, for rates of many sizes.
    """
    _show(rates, title, xlabel, "learning rate", steps=True, log=log, mark=mark)


def plot_curves(
    curves: Mapping[str, Sequence[float]],
    title: str,
    *,
    xlabel: str,
    ylabel: str,
    log: bool = False,
) -> None:
    """Draw any other lists of numbers, against their index.

    Args:
        curves: for each name in the legend, its numbers.
        title: what the figure shows.
        xlabel: what the numbers are counted by.
        ylabel: what they are.
        log: whether the vertical axis is logarithmic.
    """
    _show(curves, title, xlabel, ylabel, log=log)


def plot_own(
    function: Callable[..., Any],
    *arguments: Any,  # noqa: ANN401
    title: str,
    xlabel: str = "epoch",
    ylabel: str = "learning rate",
    beside: Mapping[str, Sequence[float]] | None = None,
) -> None:
    """Draw the list that a student's function returns, or say why there is none yet.

    Args:
        function: the student's function.
        arguments: what to call it with.
        title: what the figure shows.
        xlabel: what the numbers are counted by.
        ylabel: what they are.
        beside: other lists to compare with, by their names in the legend.
    """
    try:
        returned = function(*arguments)
        curve = None if returned is None else [float(value) for value in returned]
    except Exception as error:  # noqa: BLE001 - a half-written answer may raise anything
        print(f"No figure yet: {type(error).__name__}: {error}")
        return
    if curve is None:
        print("No figure yet: there is no answer, only None.")
        return
    curves = {**(beside or {}), "yours": curve}
    _show(curves, title, xlabel, ylabel, steps=ylabel == "learning rate")


def plot_built(  # noqa: PLR0913
    builders: Mapping[str, Callable[..., Any] | Sequence[float]],
    *arguments: Any,  # noqa: ANN401
    base_lr: float,
    epochs: int,
    title: str,
    xlabel: str = "epoch",
    log: bool = False,
) -> None:
    """Draw the rates of schedulers that a student's functions build, or say why there are none.

    Args:
        builders: for each name in the legend, a function from an optimizer and `arguments` to
            a scheduler; or the rates of a curve to compare with.
        arguments: what to call the functions with, after the optimizer.
        base_lr: the rate that the optimizer is built with.
        epochs: how many epochs to train.
        title: what the figure shows.
        xlabel: what is called an epoch here: a batch, where the scheduler is stepped for each.
        log: whether the vertical axis is logarithmic.
    """
    curves: dict[str, Sequence[float]] = {}
    for name, builder in builders.items():
        if not callable(builder):
            curves[name] = builder
            continue
        try:
            groups = _recorded(builder, arguments, [base_lr], epochs)
        except Exception as error:  # noqa: BLE001 - a half-written answer may raise anything
            print(f"No curve of {name} yet: {type(error).__name__}: {error}")
            continue
        if groups is None:
            print(f"No curve of {name} yet: it returns None.")
        else:
            curves[name] = groups[0]
    if curves:
        _show(curves, title, xlabel, "learning rate", steps=True, log=log)


def plot_groups(
    builder: Callable[..., Any],
    *arguments: Any,  # noqa: ANN401
    base_lrs: Sequence[float],
    epochs: int,
    title: str,
) -> None:
    """Draw the rates of every param group, with the scheduler that a student's function builds.

    Args:
        builder: a function, or a class, from an optimizer and `arguments` to a scheduler.
        arguments: what to call it with, after the optimizer.
        base_lrs: the rates of the groups that the optimizer is built with.
        epochs: how many epochs to train.
        title: what the figure shows.
    """
    if isinstance(builder, type) and is_untouched(builder):
        print("No figure yet: there is no answer, only an empty class.")
        return
    try:
        groups = _recorded(builder, arguments, base_lrs, epochs)
    except Exception as error:  # noqa: BLE001 - a half-written answer may raise anything
        print(f"No figure yet: {type(error).__name__}: {error}")
        return
    if groups is None:
        print("No figure yet: there is no answer, only None.")
        return
    curves = {f"group {number}": rates for number, rates in enumerate(groups)}
    _show(curves, title, "epoch", "learning rate", steps=True)


def _recorded(
    builder: Callable[..., Any],
    arguments: Sequence[Any],
    base_lrs: Sequence[float],
    epochs: int,
) -> list[list[float]] | None:
    """Return the rates of each group with the scheduler that a function builds, if it does."""
    import torch  # noqa: PLC0415 - figures of lists do without

    from lrcourse.recorder import record  # noqa: PLC0415

    groups = [{"params": [torch.zeros(1, requires_grad=True)], "lr": lr} for lr in base_lrs]
    optimizer = torch.optim.SGD(groups, lr=base_lrs[0])
    history = record(optimizer)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        scheduler = builder(optimizer, *copy.deepcopy(arguments))
        if scheduler is None:
            return None
        for _ in range(epochs):
            optimizer.step()
            scheduler.step()
    return [list(rates) for rates in zip(*history.groups, strict=True)]


def describe(values: Sequence[float], unit: str) -> str:
    """Return in words how a curve runs, with its numbers.

    A curve of few levels is told level by level; any other by its ends and its extremes.
    """
    if not values:
        return "no values"
    levels = [
        (value, len(list(run))) for value, run in groupby(f"{value:.4g}" for value in values)
    ]
    if len(levels) <= 6:
        parts, start = [], 0
        for value, length in levels:
            end = start + length - 1
            where = f"at {unit} {start}" if length == 1 else f"from {unit} {start} to {end}"
            parts.append(f"{value} {where}")
            start += length
        return ", ".join(parts)
    lowest, highest = min(values), max(values)
    return (
        f"starts at {values[0]:.4g} and ends at {values[-1]:.4g} ({unit} {len(values) - 1}); "
        f"lowest {lowest:.4g} at {unit} {values.index(lowest)}, "
        f"highest {highest:.4g} at {unit} {values.index(highest)}"
    )


def text_alternative(curves: Mapping[str, Sequence[float]], title: str, unit: str) -> str:
    """Return what the figure shows, in words."""
    told = "; ".join(f"{name}: {describe(list(values), unit)}" for name, values in curves.items())
    return f"{title}. {told}."


def _show(  # noqa: PLR0913 - one parameter for each part of a figure
    curves: Mapping[str, Sequence[float]],
    title: str,
    xlabel: str,
    ylabel: str,
    *,
    steps: bool = False,
    log: bool = False,
    mark: int | None = None,
) -> None:
    if get_ipython() is None:
        return
    text = text_alternative(curves, title, xlabel)
    if mark is not None:
        text += f" The first difference, at {xlabel} {mark}, is marked."
    if draws_images:
        figure = _draw(curves, title, xlabel, ylabel, steps=steps, log=log, mark=mark)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=100, metadata={"Software": None})
        image = base64.b64encode(buffer.getvalue()).decode()
        display(
            {"image/png": image, "text/plain": f"[figure: {title}]"},
            metadata={"image/png": {"alt": text}},
            raw=True,
        )
    # JupyterLab shows no alternative text of an image, so the words and the values follow it.
    words = {"text/html": _table(curves, text, xlabel), "text/plain": text}
    display(words, raw=True)


def _draw(  # noqa: PLR0913
    curves: Mapping[str, Sequence[float]],
    title: str,
    xlabel: str,
    ylabel: str,
    *,
    steps: bool,
    log: bool,
    mark: int | None,
) -> Figure:
    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    axes = figure.add_subplot()
    for (name, values), (style, marker), colour in zip(
        curves.items(), cycle(_STYLES), cycle(_COLOURS), strict=False
    ):
        axes.plot(
            list(values),
            drawstyle="steps-post" if steps else "default",
            linestyle=style,
            marker=marker if len(values) <= _MARKED else None,
            markersize=4,
            color=colour,
            label=name,
        )
    if steps and not log:
        # With zero in sight, a rate that is halved also looks halved.
        axes.update_datalim([(0, 0)])
        axes.autoscale_view()
    if mark is not None:
        # A band behind the curves, named in the legend: a label beside it would lie on a curve.
        axes.axvline(
            mark, color="#777777", alpha=0.35, linewidth=6, zorder=0, label="first difference"
        )
    axes.set(title=title, xlabel=xlabel, ylabel=ylabel)
    axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True, steps=[1, 2, 5, 10]))
    if log:
        axes.set_yscale("log")
    axes.grid(visible=True, color="#dddddd", linewidth=0.6)
    if any(curves.values()):
        axes.legend()
    return figure


def _table(curves: Mapping[str, Sequence[float]], text: str, unit: str) -> str:
    length = max((len(values) for values in curves.values()), default=0)
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in curves)
    rows = []
    for index in range(0, length, -(-length // _ROWS) or 1):
        cells = "".join(
            f"<td>{values[index]:.6g}</td>" if index < len(values) else "<td></td>"
            for values in curves.values()
        )
        rows.append(f'<tr><th scope="row">{index}</th>{cells}</tr>')
    return (
        f"<p><small>{html.escape(text)}</small></p>"
        "<details><summary>The values as a table</summary><table>"
        f'<thead><tr><th scope="col">{html.escape(unit)}</th>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></details>"
    )
