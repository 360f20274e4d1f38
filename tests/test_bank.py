"""Each exercise is proved against right and wrong answers, and names their mistakes."""

import re

import pytest

from lrcourse.grading import bank
from lrcourse.grading.answers import Answer
from lrcourse.grading.course import repository
from lrcourse.kinds import KINDS

HOME = repository()
ASSIGNMENTS = HOME.assignments()
CELLS = {name: bank.test_cells(HOME, name) for name in ASSIGNMENTS}
EXERCISES = [
    # What runs the answers to one exercise stays in one worker, and runs each once.
    pytest.param(name, exercise, marks=pytest.mark.xdist_group(exercise))
    for name in ASSIGNMENTS
    for exercise in CELLS[name]
]
WORDS = 60


def answers(assignment: str, exercise: str) -> list[Answer]:
    return [answer for answer in bank.answers(HOME, assignment) if answer.exercise == exercise]


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_bank_is_large_enough(assignment: str, exercise: str) -> None:
    found = answers(assignment, exercise)
    assert sum(answer.right for answer in found) >= 2
    assert sum(not answer.right for answer in found) >= 6
    assert len({answer.title for answer in found}) == len(found)
    assert len({answer.code for answer in found}) == len(found)


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_right_answers_score_and_no_wrong_one_does(assignment: str, exercise: str) -> None:
    cell = CELLS[assignment][exercise]
    for answer in answers(assignment, exercise):
        result = bank.run(answer, cell)
        assert result.passed == answer.right, f"{answer.title}: {result.message}"


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_wrong_answers_get_their_first_diagnosis(assignment: str, exercise: str) -> None:
    cell = CELLS[assignment][exercise]
    for answer in answers(assignment, exercise):
        if not answer.right:
            hidden = bank.run(answer, cell, only_hidden=True)
            assert hidden.causes[:1] == ((answer.cause,) if answer.cause else ()), answer.title


@pytest.mark.parametrize(("assignment", "exercise"), EXERCISES)
def test_messages_are_short_and_hidden_ones_hold_no_number_of_the_case(
    assignment: str, exercise: str
) -> None:
    cell = CELLS[assignment][exercise]
    for answer in answers(assignment, exercise):
        if answer.right:
            continue
        for only_hidden in (False, True):
            message = bank.run(answer, cell, only_hidden).message
            assert len(message.split()) <= WORDS, f"{answer.title}: {message}"
        # One number with many digits may stand in it: what the student's own code gave.
        own = re.findall(r"\d\.\d{6,}", bank.run(answer, cell, only_hidden=True).message)
        assert len(own) <= 1 or "it returned [" in message or "raised" in message, message


def test_every_cause_of_the_bank_exists() -> None:
    names = {cause.name for kind in KINDS.values() for cause in kind.causes}
    stated = {answer.cause for name in ASSIGNMENTS for answer in bank.answers(HOME, name)} - {""}
    assert stated <= names


@pytest.mark.parametrize("kind", KINDS)
def test_causes_have_a_name_of_their_own_and_a_short_sentence(kind: str) -> None:
    causes = KINDS[kind].causes
    assert len({cause.name for cause in causes}) == len(causes)
    for cause in causes:
        assert cause.sentence.endswith((".", "?"))
        assert len(cause.sentence.split()) <= 35
