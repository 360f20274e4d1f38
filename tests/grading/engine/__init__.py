"""Tests of the engine that runs student code."""
