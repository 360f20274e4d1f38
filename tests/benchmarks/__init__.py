"""What grading costs, side by side with nbgrader's own, in one run."""
