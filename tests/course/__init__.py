"""Tests that run the course as a whole: nbgrader, kernels, and the command line."""
