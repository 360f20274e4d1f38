"""Tests of the seeds of hidden cases."""

import pytest

from lrcourse import seeds


def _draws(exercise: str) -> list[float]:
    rng = seeds.random_for(exercise)
    return [rng.random() for _ in range(4)]


def test_the_same_key_and_exercise_repeat() -> None:
    assert _draws("a") == _draws("a")


def test_every_exercise_has_its_own_cases() -> None:
    assert len({tuple(_draws(f"exercise-{index}")) for index in range(50)}) == 50


def test_every_key_has_its_own_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = {tuple(_draws("a"))}
    for key in ("one", "two", "a secret"):
        monkeypatch.setenv(seeds.KEY_VARIABLE, key)
        assert _draws("a") == _draws("a")
        seen.add(tuple(_draws("a")))
    assert len(seen) == 4


def test_an_empty_key_is_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    public = _draws("a")
    monkeypatch.setenv(seeds.KEY_VARIABLE, "")
    assert _draws("a") == public


def test_key_and_exercise_cannot_be_shifted_into_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(seeds.KEY_VARIABLE, "ab")
    first = _draws("c")
    monkeypatch.setenv(seeds.KEY_VARIABLE, "a")
    assert _draws("bc") != first


def test_the_seed_is_the_same_everywhere() -> None:
    """Regrading on another machine or Python must draw the same cases."""
    assert seeds.random_for("step-decay").getrandbits(64) == 13164174598179448781
