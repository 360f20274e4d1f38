"""What the test cells of an assignment call: a probe, a verdict, and a message.

Every check has two forms. With `example` it is visible: it shows the whole example, what was
expected and what was seen. With `hidden_cases` it is hidden: it draws that many cases, and its
message never tells a case or an expectation.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeAlias

from lrcourse import seam, verdicts
from lrcourse.cases import FORMULAS
from lrcourse.causes import CAUSES
from lrcourse.complaint import Complaint
from lrcourse.diagnosis import Cause, Evidence, diagnose
from lrcourse.plain import Plain
from lrcourse.plots import plot_curves, plot_rates
from lrcourse.seeds import random_for
from lrcourse.verdicts import Finding

Verdict: TypeAlias = Callable[[Any, dict[str, Plain]], Finding | None]

PASSED = "passed"
ANSWERED = "answered, graded later"
_outcomes: dict[str, str] = {}
"""How each exercise's visible checks went, for `summary`."""


class CheckFailed(Complaint):
    """A check's answer to a wrong answer.

    Attributes:
        causes: the names of the mistakes that the message names.
    """

    def __init__(self, message: str, causes: Sequence[Cause] = ()) -> None:
        """Take the message and the causes that it names."""
        super().__init__(message)
        self.causes = tuple(cause.name for cause in causes)


def check_rates(
    exercise: str,
    subject: Any,  # noqa: ANN401
    formula: str,
    *,
    example: dict[str, Plain] | None = None,
    hidden_cases: int = 0,
) -> None:
    """Check a function that returns the learning rate of each epoch.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's function.
        formula: the name of the closed form in `lrcourse.cases.FORMULAS`.
        example: the arguments of a visible check.
        hidden_cases: the number of cases of a hidden check.

    Raises:
        CheckFailed: with the first epoch that differs.
    """
    _check(exercise, "call", subject, formula, verdicts.judge_numbers, example, hidden_cases)


def check_schedule(
    exercise: str,
    subject: Any,  # noqa: ANN401
    formula: str,
    *,
    example: dict[str, Plain] | None = None,
    hidden_cases: int = 0,
) -> None:
    """Check a function `(optimizer, ...)` that builds a scheduler, by the rates it leads to.

    Any class and any composition of classes will do. The function gets the arguments of the
    formula but `base_lr`, which the optimizer has, and `n`.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's function.
        formula: the name of the closed form in `lrcourse.cases.FORMULAS`.
        example: the arguments of a visible check.
        hidden_cases: the number of cases of a hidden check.

    Raises:
        CheckFailed: with the first epoch that differs.
    """
    _check(exercise, "schedule", subject, formula, verdicts.judge_numbers, example, hidden_cases)


def check_value(  # noqa: PLR0913
    exercise: str,
    subject: Any,  # noqa: ANN401
    formula: str,
    *,
    unit: str = "entry",
    example: dict[str, Plain] | None = None,
    hidden_cases: int = 0,
) -> None:
    """Check a function that returns a number, or a list of numbers that are no rates.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's function.
        formula: the name of the closed form in `lrcourse.cases.FORMULAS`.
        unit: what the entries of a list are counted by.
        example: the arguments of a visible check.
        hidden_cases: the number of cases of a hidden check.

    Raises:
        CheckFailed: with what the function returned.
    """

    def judge(expected: Any, answer: dict[str, Plain]) -> Finding | None:  # noqa: ANN401
        if isinstance(expected, list):
            return verdicts.judge_numbers(expected, answer, unit)
        return verdicts.judge_value(expected, answer)

    _check(exercise, "call", subject, formula, judge, example, hidden_cases, unit)


def check_rate_change(
    exercise: str,
    subject: Any,  # noqa: ANN401
    *,
    example: dict[str, Plain] | None = None,
    hidden_cases: int = 0,
) -> None:
    """Check a function `(optimizer, lr)` that changes the rate in the middle of a descent.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's function.
        example: the arguments of `lrcourse.cases.changed_rate` for a visible check.
        hidden_cases: the number of cases of a hidden check.

    Raises:
        CheckFailed: a group has another rate, or the optimizer forgot its momentum.
    """
    _check(
        exercise, "rate_change", subject, "changed_rate", verdicts.judge_rate_change,
        example, hidden_cases,
    )  # fmt: skip


def check_training(
    exercise: str,
    subject: Any,  # noqa: ANN401
    *,
    example: dict[str, Plain] | None = None,
    hidden_cases: int = 0,
) -> None:
    """Check a loop `(optimizer, batch_loss, epochs, batches, step_size, gamma)` as it trains.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's function.
        example: the arguments of `lrcourse.cases.trained` for a visible check.
        hidden_cases: the number of cases of a hidden check.

    Raises:
        CheckFailed: with the first update whose rate differs, or that the weights do.
    """
    _check(
        exercise, "training", subject, "trained", verdicts.judge_training,
        example, hidden_cases, "update",
    )  # fmt: skip


def check_choice(
    exercise: str,
    subject: Any,  # noqa: ANN401
    options: str,
    *,
    correct: str | None = None,
    because: Mapping[str, str] | None = None,
) -> None:
    """Check the answer to a choice question.

    Without `correct` the check is visible and tests only the form. With it, it is hidden.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's answer.
        options: the letters that can be chosen, such as `"ABCD"`.
        correct: the right letter.
        because: for each letter, why it is right or wrong.

    Raises:
        CheckFailed: no option, or the wrong one with its own explanation.
    """
    if correct is not None and correct not in options:
        raise ValueError(f"the right answer {correct!r} is not one of {options!r}")
    answer = seam.ask("value", subject, [{}])[0]
    if finding := verdicts.judge_choice(options, answer):
        _fail(exercise, f"{finding.difference}: {finding.expectation}.", visible=correct is None)
    chosen = str(answer["value"])
    if correct is None:
        _pass(exercise, f"{chosen} is noted.", ANSWERED)
    elif chosen != correct:
        _fail(exercise, f"not {chosen}. {(because or {}).get(chosen, '')}".rstrip(), visible=False)
    else:
        print(f"{exercise}: {chosen} is right. {(because or {}).get(chosen, '')}".rstrip())


def summary(*exercises: str) -> None:
    """Print how the visible checks of each exercise went in this session.

    Args:
        exercises: the grade ids, in the order of the notebook.
    """
    width = max(map(len, exercises), default=0)
    for exercise in exercises:
        print(f"{exercise:{width}}  {_outcomes.get(exercise, 'not checked yet: run its cells')}")
    done = sum(_outcomes.get(exercise) in (PASSED, ANSWERED) for exercise in exercises)
    print(f"{done} of {len(exercises)} exercises are ready. Grading adds hidden cases.")


def _check(  # noqa: PLR0913, PLR0917
    exercise: str,
    probe: str,
    subject: Any,  # noqa: ANN401
    formula_name: str,
    judge: Verdict,
    example: dict[str, Plain] | None,
    hidden_cases: int,
    unit: str = "epoch",
) -> None:
    if (example is None) == (hidden_cases < 1):
        raise ValueError("a check takes either an example or a number of hidden cases")
    visible = example is not None
    try:
        formula = FORMULAS[formula_name]
        if example is not None:
            cases = [formula.ordered(example)]
        else:
            rng = random_for(exercise)
            cases = [formula.ordered(formula.draw(rng)) for _ in range(hidden_cases)]
    except (KeyError, TypeError):
        raise Complaint(
            f"{exercise}: this notebook does not fit the installed lrcourse: take the notebook "
            "and the package from the same release of the course."
        ) from None
    answers = seam.ask(probe, subject, cases)
    expectations = [formula.expected(case) for case in cases]
    findings = [judge(*pair) for pair in zip(expectations, answers, strict=True)]
    wrong = [index for index, finding in enumerate(findings) if finding]
    if wrong:
        first = wrong[0]
        causes = diagnose(
            [
                Evidence(
                    formula_name,
                    cases[i],
                    expectations[i],
                    answers[i].get("value"),
                    str(answers[i].get("error", "")),
                )
                for i in wrong
            ],
            CAUSES.get(formula_name, []),
        )
        finding = findings[first] or Finding("")
        told = finding.difference
        if visible:
            _show_difference(
                exercise, expectations[first], answers[first].get("value"), finding, unit
            )
            told = "; ".join(filter(None, [finding.difference, finding.expectation]))
        where = "in the example, " if visible else "in a hidden case, "
        _fail(exercise, _sentence(where + told) + _likely(causes), causes, visible=visible)
    notes = _warning_note(answers)
    if not visible:
        print(f"{exercise}: {len(cases)} of {len(cases)} hidden cases match.{notes}")
        return
    _pass(exercise, f"{_matched(expectations[0], probe, unit)}{notes}")


def _matched(expected: Any, probe: str, unit: str) -> str:  # noqa: ANN401
    if probe == "training":
        updates = len(expected["rates"])
        return f"{updates} of {updates} updates use the right rate, and the weights agree."
    if probe == "rate_change":
        groups = len(expected["rates"])
        return f"{groups} of {groups} param groups have the new rate, and momentum is kept."
    if isinstance(expected, list):
        units = f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"
        return f"{len(expected)} of {len(expected)} {units} match."
    return "the value matches."


def _warning_note(answers: list[dict[str, Plain]]) -> str:
    for answer in answers:
        texts = answer.get("warnings")
        if isinstance(texts, list) and texts:
            first = str(texts[0])
            meant = next((said for part, said in _WARNINGS if part in first), first[:120])
            return f" (Your code warns, which costs nothing: {meant})"
    return ""


_WARNINGS = [
    (
        "`lr_scheduler.step()` before `optimizer.step()`",
        "`scheduler.step()` came before `optimizer.step()`; in a real loop that skips a rate.",
    ),
    (
        "The epoch parameter in `scheduler.step()`",
        "the scheduler counts by itself: call `scheduler.step()` without an argument.",
    ),
    (
        "use `get_last_lr()`",
        "`get_lr()` can be wrong outside of `step()`: read `get_last_lr()`.",
    ),
]
"""What the warnings of PyTorch's schedulers mean, by a part of their text."""


def _likely(causes: Sequence[Cause]) -> str:
    """Return what the message adds: the likely cause, or nothing where none is known."""
    return "".join(
        f" {intro} {cause.sentence}"
        for intro, cause in zip(("Likely cause:", "Or:"), causes, strict=False)
    )


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _show_difference(
    exercise: str,
    expected: Any,  # noqa: ANN401
    observed: Any,  # noqa: ANN401
    finding: Finding,
    unit: str,
) -> None:
    if finding.first is None:
        return
    title = exercise
    if isinstance(expected, dict):
        wanted, seen = expected["rates"], observed["rates"]
        pairs = zip(wanted[finding.first], seen[finding.first], strict=True)
        group = next(index for index, pair in enumerate(pairs) if not verdicts.agree(*pair))
        title += f": param group {group}"
        expected = [groups[group] for groups in wanted]
        observed = [groups[group] for groups in seen]
    if not all(_can_be_drawn(entry) for entry in observed):
        return
    curves = {"expected": expected, "yours": observed}
    if unit in ("epoch", "update"):
        plot_rates(curves, title, xlabel=unit, mark=finding.first)
    else:
        plot_curves(curves, title, xlabel=unit, ylabel="value")


def _can_be_drawn(entry: Any) -> bool:  # noqa: ANN401
    # Near the largest float, matplotlib's own arithmetic overflows and warns.
    return isinstance(entry, (int, float)) and not isinstance(entry, bool) and abs(entry) < 1e100


def _pass(exercise: str, message: str, outcome: str = PASSED) -> None:
    _outcomes[exercise] = outcome
    print(f"{exercise}: {message}")


def _fail(exercise: str, message: str, causes: Sequence[Cause] = (), *, visible: bool) -> NoReturn:
    if visible:
        _outcomes[exercise] = "not right yet"
    raise CheckFailed(f"{exercise}: {message}", causes)
