"""Tests of what an instructor runs."""
