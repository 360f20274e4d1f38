"""What the test cells of an assignment call: a probe, a verdict, and a message.

Every check has two forms. With `example` it is visible: it shows the whole example, what was
expected and what was seen. With `hidden_cases` it is hidden: it draws that many cases, and its
message never tells a case or an expectation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from lrcourse import seam, verdicts
from lrcourse.complaint import Complaint
from lrcourse.diagnosis import Cause, Evidence, diagnose
from lrcourse.kinds import KINDS, Kind
from lrcourse.plain import Plain
from lrcourse.plots import plot_curves, plot_rates
from lrcourse.seeds import random_for
from lrcourse.verdicts import Finding

PASSED = "passed"
ANSWERED = "answered, graded later"
WRONG = "not right yet"
UNANSWERED = "no answer yet"
_LONG_NUMBER = re.compile(r"(?<!\d)\d+\.\d{3,}(?:e[-+]?\d+)?")


class CheckFailed(Complaint):
    """A check's answer to a wrong answer.

    Attributes:
        causes: the names of the mistakes that the message names.
    """

    def __init__(self, message: str, causes: Sequence[Cause] = ()) -> None:
        """Take the message and the causes that it names."""
        super().__init__(message)
        self.causes = tuple(cause.name for cause in causes)


def check(
    exercise: str,
    subject: Any,  # noqa: ANN401
    kind: str,
    *,
    example: dict[str, Plain] | None = None,
    hidden_cases: int = 0,
) -> None:
    """Check what a student wrote against a closed form.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's function.
        kind: the kind of exercise: a name of `lrcourse.kinds.KINDS`.
        example: the arguments of a visible check.
        hidden_cases: the number of cases of a hidden check.

    Raises:
        CheckFailed: with the first difference, and with its likely cause.
    """
    if (example is None) == (hidden_cases < 1):
        raise ValueError("a check takes either an example or a number of hidden cases")
    asked, session = _kind(exercise, kind), seam.session()
    try:
        if example is not None:
            cases = [asked.ordered(example)]
        else:
            rng = random_for(exercise, *session.salt)
            cases = [asked.ordered(asked.draw(rng)) for _ in range(hidden_cases)]
    except TypeError:
        raise _misfit(exercise) from None
    where = "in a hidden case" if example is None else "in the example"
    try:
        answers = session.ask(asked.probe, subject, cases, secret=example is None)
    except seam.SubjectLostError as reason:
        _fail(exercise, _sentence(f"{where}, {reason}"), visible=example is not None)
    try:
        _judge(exercise, asked, cases, answers, where, visible=example is not None)
    except CheckFailed:
        if example is not None and _is_untouched(subject):
            session.outcomes[exercise] = UNANSWERED
        raise
    notes = _warning_note(answers)
    if example is None:
        session.say(f"{exercise}: {len(cases)} of {len(cases)} hidden cases match.{notes}")
    else:
        _pass(exercise, f"{asked.praise(asked.expected(cases[0]))}{notes}")


def check_prediction(  # noqa: PLR0913
    exercise: str,
    subject: Any,  # noqa: ANN401
    length: int,
    *,
    unit: str = "epoch",
    kind: str | None = None,
    arguments: dict[str, Plain] | None = None,
) -> None:
    """Check a list of numbers that was predicted, not computed.

    Without `kind` the check is visible and tests only the form. With it, it is hidden.

    Args:
        exercise: the grade id of the exercise.
        subject: the student's list.
        length: how many numbers it has.
        unit: what they are counted by.
        kind: whose closed form is right: a name of `lrcourse.kinds.KINDS`.
        arguments: the arguments of the closed form.

    Raises:
        CheckFailed: no such list, or with the first number that differs.
    """
    answers = _value(exercise, subject, visible=kind is None)
    if finding := verdicts.judge_form(length, answers[0], unit):
        told = "; ".join(filter(None, [finding.difference, finding.expectation]))
        _fail(exercise, _sentence(told), visible=kind is None, outcome=_outcome(answers[0]))
    if kind is None:
        _pass(exercise, f"{length} numbers are noted.", ANSWERED)
        return
    asked = replace(_kind(exercise, kind), unit=unit, judge=None)
    try:
        cases = [asked.ordered(arguments or {})]
    except TypeError:
        raise _misfit(exercise) from None
    _judge(exercise, asked, cases, answers, "in your list", visible=False)
    seam.session().say(f"{exercise}: {length} of {length} numbers are right.")


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
    answer = _value(exercise, subject, visible=correct is None)[0]
    if finding := verdicts.judge_choice(options, answer):
        told = f"{finding.difference}: {finding.expectation}."
        _fail(exercise, told, visible=correct is None, outcome=_outcome(answer))
    chosen = str(answer["value"])
    if correct is None:
        _pass(exercise, f"{chosen} is noted.", ANSWERED)
    elif chosen != correct:
        _fail(exercise, f"not {chosen}. {(because or {}).get(chosen, '')}".rstrip(), visible=False)
    else:
        told = f"{exercise}: {chosen} is right. {(because or {}).get(chosen, '')}"
        seam.session().say(told.rstrip())


def summary(*exercises: str) -> None:
    """Print how the visible checks of each exercise went in this session.

    Args:
        exercises: the grade ids, in the order of the notebook.
    """
    width = max(map(len, exercises), default=0)
    session = seam.session()
    for exercise in exercises:
        outcome = session.outcomes.get(exercise, "not checked yet: run its cells")
        session.say(f"{exercise:{width}}  {outcome}")
    done = sum(session.outcomes.get(exercise) in (PASSED, ANSWERED) for exercise in exercises)
    session.say(f"{done} of {len(exercises)} exercises are ready. Grading adds hidden cases.")


def _value(exercise: str, subject: Any, *, visible: bool) -> list[dict[str, Plain]]:  # noqa: ANN401
    """Return the one answer to what a name of the notebook holds."""
    try:
        return seam.session().ask("value", subject)
    except seam.SubjectLostError as reason:
        _fail(exercise, _sentence(str(reason)), visible=visible)


def _is_untouched(subject: Any) -> bool:  # noqa: ANN401
    """Return whether the student has written nothing yet, where that can be told."""
    try:
        return seam.session().ask("untouched", subject)[0].get("value") is True
    except seam.SubjectLostError:
        return False


def _outcome(answer: dict[str, Plain]) -> str:
    """Return what the summary calls a choice or a prediction that is none."""
    return UNANSWERED if answer.get("value", ()) is None else WRONG


def _kind(exercise: str, name: str) -> Kind:
    if name not in KINDS:
        raise _misfit(exercise)
    return KINDS[name]


def _misfit(exercise: str) -> Complaint:
    return Complaint(
        f"{exercise}: this notebook does not fit the installed lrcourse: take the notebook and "
        "the package from the same release of the course."
    )


def _judge(  # noqa: PLR0913
    exercise: str,
    kind: Kind,
    cases: list[dict[str, Plain]],
    answers: list[dict[str, Plain]],
    where: str,
    *,
    visible: bool,
) -> None:
    """Raise what is wrong with the first wrong answer, and what explains all wrong ones."""
    expectations = [kind.expected(case) for case in cases]
    findings = [kind.verdict(*pair) for pair in zip(expectations, answers, strict=True)]
    wrong = [index for index, finding in enumerate(findings) if finding]
    if not wrong:
        return
    causes = diagnose(
        [
            Evidence(
                kind.compute,
                cases[i],
                expectations[i],
                answers[i].get("value"),
                str(answers[i].get("error", "")),
                _warned(answers[i]),
            )
            for i in wrong
        ],
        kind.causes,
    )
    first = wrong[0]
    finding = findings[first] or Finding("")
    told = finding.difference
    if not visible and _quotes(kind, answers[first]):
        told = _without(told, cases[first])
    if visible:
        value = answers[first].get("value")
        _show_difference(exercise, expectations[first], value, finding, kind.unit)
        told = "; ".join(filter(None, [finding.difference, finding.expectation]))
    _fail(exercise, _sentence(f"{where}, {told}") + _likely(causes), causes, visible=visible)


def _quotes(kind: Kind, answer: dict[str, Plain]) -> bool:
    """Return whether an answer holds words of the student's code instead of numbers."""
    value = answer.get("value")
    return "error" in answer or isinstance(value, str) or (
        kind.probe == "call" and isinstance(value, dict)
    )  # fmt: skip


def _without(text: str, case: dict[str, Plain]) -> str:
    """Return what the student's code said without the numbers of a hidden case.

    An exception or a text of the student's may quote the arguments, and may be cut in a number.
    """
    secrets = [repr(number) for number in _floats(case)]

    def hide(match: re.Match[str]) -> str:
        return "…" if any(secret.startswith(match[0]) for secret in secrets) else match[0]

    return _LONG_NUMBER.sub(hide, text)


def _floats(value: Any) -> Iterator[float]:  # noqa: ANN401
    if isinstance(value, float):
        yield value
    elif isinstance(value, (list, dict)):
        for entry in value.values() if isinstance(value, dict) else value:
            yield from _floats(entry)


def _warned(answer: dict[str, Plain]) -> tuple[str, ...]:
    texts = answer.get("warnings")
    return tuple(map(str, texts)) if isinstance(texts, list) else ()


def _warning_note(answers: list[dict[str, Plain]]) -> str:
    for answer in answers:
        if texts := _warned(answer):
            first = texts[0]
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
    if isinstance(expected, dict) and "log" in expected:
        expected, observed = expected["log"], observed["log"]
    elif isinstance(expected, dict):
        wanted, seen = expected["rates"], observed["rates"]
        pairs = zip(wanted[finding.first], seen[finding.first], strict=True)
        group = next(index for index, pair in enumerate(pairs) if not verdicts.agree(*pair))
        title += f": param group {group}"
        expected = [groups[group] for groups in wanted]
        observed = [groups[group] for groups in seen]
    if not all(_can_be_drawn(entry) for entry in observed):
        return
    curves = {"expected": expected, "yours": observed}
    if unit in ("epoch", "update", "batch"):
        plot_rates(curves, title, xlabel=unit, mark=finding.first)
    else:
        plot_curves(curves, title, xlabel=unit, ylabel="value")


def _can_be_drawn(entry: Any) -> bool:  # noqa: ANN401
    # Near the largest float, matplotlib's own arithmetic overflows and warns.
    return isinstance(entry, (int, float)) and not isinstance(entry, bool) and abs(entry) < 1e100


def _pass(exercise: str, message: str, outcome: str = PASSED) -> None:
    session = seam.session()
    session.outcomes[exercise] = outcome
    session.say(f"{exercise}: {message}")


def _fail(
    exercise: str,
    message: str,
    causes: Sequence[Cause] = (),
    *,
    visible: bool,
    outcome: str = WRONG,
) -> NoReturn:
    if visible:
        seam.session().outcomes[exercise] = outcome
    raise CheckFailed(f"{exercise}: {message}", causes)
