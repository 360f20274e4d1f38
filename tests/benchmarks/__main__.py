"""Runs all benchmarks: against nbgrader's own grading, growth of the class, memory."""

from tests.benchmarks import grading, growth

if __name__ == "__main__":
    grading.main([])
    growth.main([])
