"""Tests of the causes that a message can name."""
