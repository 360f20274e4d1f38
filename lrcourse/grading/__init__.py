"""What an instructor runs: release, grade, report, and what keeps the repository in order."""
