"""Tests of the closed forms of mistakes: each against the mistake really made."""
