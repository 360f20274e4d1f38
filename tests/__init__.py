"""Tests of the course, of its notebooks and of its tools."""
