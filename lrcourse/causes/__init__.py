"""The mistakes that a wrong answer can show: a predicate and a sentence each.

A cause that knows what its mistake gives predicts it, and fits when every wrong case is what it
predicts; one that does not looks for a property instead. The order is that of likelihood.
"""
