"""Runs student code in a confined process of its own, and talks with it in plain data.

`client` starts the warmed parent (`warm`), which forks a `keeper` for each process; the keeper
sets up what `confine` offers, starts the student's process (`student`) and ends it with all that
it left behind. Everything crosses as frames of JSON (`wire`).
"""
