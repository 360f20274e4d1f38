"""Nothing that comes back from student code raises in a verdict, a diagnosis or a message."""

import contextlib
import copy
import random
from collections.abc import Sequence
from typing import Any

import pytest

from lrcourse import checks, plain
from lrcourse.checks import CheckFailed
from lrcourse.kinds import KINDS, Kind

ROUNDS = 40
STRANGE: list[Any] = [
    None, True, "x", "", [], {}, [[]], [None], {"a": 1}, "9" * 50, 2, -1, 0, 10**300, -(10**300),
    float("nan"), float("inf"), -float("inf"), -1.0, 0.0, 1e308, 1e200, 5e-324,
]  # fmt: skip


def right(kind: Kind, expected: Any) -> Any:  # noqa: ANN401
    """Return data of the form that a right answer has."""
    if kind.probe == "milestones":
        return {"milestones": [1], "rates": expected}
    if isinstance(expected, dict) and "final_lr" in expected:
        return [(expected["epochs"] - 1) // expected["drops"], 1e300]
    return copy.deepcopy(expected)


def changed(value: Any, rng: random.Random) -> Any:  # noqa: ANN401
    """Return `value` with something strange in a random place."""
    parts: list[tuple[Any, Any]] = []
    node = value
    while isinstance(node, (list, dict)) and node and rng.random() < 0.8:
        key = rng.choice(list(node)) if isinstance(node, dict) else rng.randrange(len(node))
        parts.append((node, key))
        node = node[key]
    if not parts:
        return copy.deepcopy(rng.choice(STRANGE))
    holder, key = parts[-1]
    action = rng.randrange(6)
    if action == 0:
        del holder[key]
    elif action == 1 and isinstance(holder, list):
        holder.append(copy.deepcopy(rng.choice(STRANGE)))
    elif action == 2 and isinstance(node, list):
        del node[-1:]
    else:
        holder[key] = copy.deepcopy(rng.choice(STRANGE))
    return value


@pytest.fixture(autouse=True)
def no_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let figures take in their numbers only."""

    def draw(curves: dict[str, Sequence[float]], *_: object, **__: object) -> None:
        for curve in curves.values():
            for entry in curve:
                float(entry)

    monkeypatch.setattr(checks, "plot_rates", draw)
    monkeypatch.setattr(checks, "plot_curves", draw)


@pytest.mark.parametrize("visible", [True, False])
@pytest.mark.parametrize("name", KINDS)
def test_a_strange_answer_is_a_wrong_one(name: str, visible: bool) -> None:
    kind, rng = KINDS[name], random.Random(f"{name}{visible}")
    for _ in range(ROUNDS):
        cases = [kind.ordered(kind.draw(rng)) for _ in range(1 if visible else 2)]
        answers: list[dict[str, Any]] = []
        for case in cases:
            value = right(kind, kind.expected(case))
            for _ in range(rng.choice([0, 1, 1, 2, 3])):
                value = changed(value, rng)
            answers.append({"value": plain.to_plain(value), "warnings": []})
        with contextlib.suppress(CheckFailed):
            checks._judge("name", kind, cases, answers, "here", visible=visible)
