"""Closed forms of what well-known mistakes do to a schedule, in plain Python.

Lessons show these mistakes running; the formulas here say what they must print.
"""
