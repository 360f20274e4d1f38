"""The judge reads test cells, decides outside, and believes nothing that comes back."""

import time
from typing import Any

import pytest

from lrcourse.grading import judge as judging
from lrcourse.grading.engine.client import DiedError, Engine, EngineError
from lrcourse.grading.engine.confine import Limits
from lrcourse.grading.judge import Call, calls, judge
from lrcourse.grading.work import Cell, Graded, Work

EXAMPLE = {"base_lr": 0.1, "gamma": 0.2, "step_size": 4, "n": 6}
SOURCE = (
    f'lrcourse.check("decay", step_decay, "step_decay", example={EXAMPLE})\n'
    "### BEGIN HIDDEN TESTS\n"
    'lrcourse.check("decay", step_decay, "step_decay", hidden_cases=5)\n'
    "### END HIDDEN TESTS"
)
TEST = Cell("code", SOURCE, "decay", grade=True, locked=True, points=4.0)
RIGHT = "def step_decay(b, g, s, n):\n    return [b * g ** (e // s) for e in range(n)]"


def test_calls_of_checks_are_read() -> None:
    assert calls(SOURCE) == [
        Call("check", "decay", "step_decay", ("step_decay",), {"example": EXAMPLE}),
        Call("check", "decay", "step_decay", ("step_decay",), {"hidden_cases": 5}),
    ]
    assert calls('check_choice("a", answers["b"], "AB")') == [
        Call("check_choice", "a", "answers['b']", ("AB",), {})
    ]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# nothing",
        "assert True",
        'x = lrcourse.check("a", b, "c")',
        'lrcourse.summary("a", b)',
        'lrcourse.check(name, b, "c")',
        'lrcourse.check("a", b, kind)',
        'lrcourse.check("a", b, "c", example=EXAMPLE)',
        'other.thing.check("a", b, "c")',
        "this is no Python",
    ],
)
def test_anything_else_is_no_call_of_a_check(source: str) -> None:
    assert calls(source) is None


class Process:
    """A student's process that answers what it is told to."""

    def __init__(self, answers: Any) -> None:  # noqa: ANN401, D107
        self.answers = answers

    def run(self, *_: object) -> dict[str, Any]:  # noqa: D102
        return {"outputs": [], "ok": True, "cpu": 0.25}

    def probe(self, *_: object, **__: object) -> Any:  # noqa: ANN401, D102
        if isinstance(self.answers, Exception):
            raise self.answers
        return self.answers

    def kill(self) -> None:  # noqa: D102
        pass


class FakeEngine:
    """An engine whose processes answer what they are told to."""

    missing: dict[str, str] = {}  # noqa: RUF012

    def __init__(self, answers: Any) -> None:  # noqa: ANN401, D107
        self.answers = answers

    def open(self, *_: object) -> Process:  # noqa: D102
        return Process(self.answers)


def graded(answers: Any, *cells: Cell) -> Graded:  # noqa: ANN401
    work = Work("ada", "unit", {"unit": [Cell("code", RIGHT), *(cells or (TEST,))]})
    return judge(work, FakeEngine(answers))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"answers": None},
        {"answers": []},
        {"answers": [{}] * 7},
        {"answers": ["value"]},
        {"answers": [{"value": [0.1], "score": 4}]},
        {"answers": [{"value": {"a": [[[[[[[[[[1]]]]]]]]]]}}]},
        {"answers": [{"value": [True] * 6}]},
        {"answers": [{"value": [float("nan")] * 6}]},
        {"lost": "late"},
        {"lost": ["strange"]},
        {"passed": True, "score": 4},
        {"answers": [{"warnings": []}]},
        {"answers": [{"uncallable": ["x" * 9000] * 100}]},
        DiedError("it ended its process"),
    ],
)
def test_whatever_comes_back_that_is_no_right_answer_scores_nothing(answers: Any) -> None:  # noqa: ANN401
    result = graded(answers)
    assert result.scores == {"unit": {"decay": 0.0}}
    [output] = result.notebooks["unit"][1].outputs
    assert output["output_type"] == "error"
    assert output["ename"] == "CheckFailed"


def test_a_verdict_that_fails_is_no_point_and_ends_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OverflowError("too large")

    monkeypatch.setitem(judging._CHECKS, "check", fail)
    result = graded({})
    assert result.scores == {"unit": {"decay": 0.0}}
    [output] = result.notebooks["unit"][1].outputs
    assert "what your code gave cannot be compared (OverflowError)" in output["evalue"]


def test_an_engine_that_is_gone_is_no_mistake_in_an_answer() -> None:
    with pytest.raises(EngineError, match="gone"):
        graded(EngineError("gone"))


def test_a_long_row_of_digits_is_read_once() -> None:
    run = judging._Run(Work("ada", "unit", {}), FakeEngine({}))  # type: ignore[arg-type]
    run.hidden = {"0.012345678901234"}
    start = time.monotonic()
    assert run._without_hidden("1" * 200_000) == "1" * 200_000
    assert time.monotonic() - start < 1


def test_the_outputs_of_all_cells_together_are_cut() -> None:
    shown = [{"output_type": "stream", "name": "stdout", "text": "x" * 150_000}] * 6
    process = Process({})
    process.run = lambda *_: {"outputs": shown, "ok": True}  # type: ignore[method-assign]
    engine = FakeEngine({})
    engine.open = lambda *_: process  # type: ignore[method-assign]
    work = Work("ada", "unit", {"unit": [Cell("code", "1")] * 50})
    result = judge(work, engine)  # type: ignore[arg-type]
    texts = [part["text"] for cell in result.notebooks["unit"] for part in cell.outputs]
    assert sum(map(len, texts)) < 3 * 2**20
    assert texts[-1] == "[more output is cut]\n"


def test_a_test_cell_that_is_no_call_of_a_check_is_named_as_unconfirmed() -> None:
    own = Cell("code", "assert step_decay", "own", grade=True, locked=True, points=1.0)
    result = graded({}, own)
    assert result.unconfirmed == ("own",)
    assert result.scores == {"unit": {"own": 1.0}}


def test_numbers_of_hidden_cases_do_not_leave_by_another_way() -> None:
    run = judging._Run(Work("ada", "unit", {}), FakeEngine({}))  # type: ignore[arg-type]
    run.hidden = set(judging._long_numbers([{"lr": 0.012345678901234}, [5, [1.5]]]))
    shown = run._without_hidden("saw 0.012345678901234 and 0.987654321098765 and 1.5")
    assert shown == "saw [hidden] and 0.987654321098765 and 1.5"


@pytest.fixture(scope="module")
def engine() -> Any:  # noqa: ANN401
    from lrcourse.grading.engine.confine import PROTECTIONS

    with Engine(without=tuple(PROTECTIONS)) as started:
        yield started


def notebook(*cells: Cell, **limits: float) -> Work:
    return Work("ada", "unit", {"unit": cells}, limits=Limits(**limits))  # type: ignore[arg-type]


def test_a_right_answer_scores_and_says_so(engine: Engine) -> None:
    result = judge(notebook(Cell("code", RIGHT), TEST), engine)
    assert result.scores == {"unit": {"decay": 4.0}}
    [said] = result.notebooks["unit"][1].outputs
    assert said["text"] == "decay: 6 of 6 epochs match.\ndecay: 5 of 5 hidden cases match.\n"
    assert (result.reasons, result.unconfirmed) == ((), ())


def test_after_a_death_the_earlier_cells_are_there_again(engine: Engine) -> None:
    result = judge(
        notebook(
            Cell("code", "import random\nkept = 1"),
            Cell("code", "import os\nos._exit(5)", "fatal"),
            Cell("code", "print(kept + 1)"),
            Cell("code", RIGHT),
            TEST,
        ),
        engine,
    )
    shown = [cell.outputs for cell in result.notebooks["unit"]]
    assert shown[1][0]["evalue"] == (
        "This cell was stopped: it ended its process with exit code 5."
    )
    assert shown[2][0]["text"] == "2\n"
    assert result.scores["unit"]["decay"] == 4.0
    assert result.reasons == ("fatal: it ended its process with exit code 5.",)


def test_time_that_is_used_up_ends_the_notebook_with_one_reason(engine: Engine) -> None:
    slow = Cell("code", "import time\ntime.sleep(0.5)")
    work = notebook(slow, slow, slow, slow, TEST, notebook_seconds=1.2)
    result = judge(work, engine)
    [reason] = [reason for reason in result.reasons if "ran for more than" in reason]
    assert reason.startswith("the notebook ran for more than 1.2 seconds")
    assert result.scores["unit"]["decay"] == 0.0


def test_the_summary_knows_how_the_visible_checks_went(engine: Engine) -> None:
    cells = [
        Cell("code", "import lrcourse"),
        Cell("code", RIGHT),
        TEST,
        Cell("code", 'lrcourse.summary("decay")', "sum", locked=True),
    ]
    result = judge(notebook(*cells), engine)
    assert "decay  passed" in result.notebooks["unit"][3].outputs[0]["text"]


def test_hidden_cases_depend_on_who_handed_in_what_and_on_nothing_else(engine: Engine) -> None:
    spy = "def step_decay(*a):\n    raise ValueError(sum(map(ord, str(a))))"
    hidden = Cell("code", SOURCE.partition("TESTS\n")[2], "decay", grade=True, points=4.0)

    def told(*salt: str) -> str:
        work = Work("ada", "unit", {"unit": [Cell("code", spy), hidden]}, salt=salt)
        evalue: str = judge(work, engine).notebooks["unit"][1].outputs[0]["evalue"]
        return evalue

    assert told("ada", "1") == told("ada", "1")
    assert len({told("ada", "1"), told("ada", "2"), told("bob", "1")}) == 3
