"""Tests of the kinds of exercises."""
