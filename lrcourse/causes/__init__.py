"""The mistakes that a wrong answer can show: a predicate and a sentence each.

A cause that knows what its mistake gives predicts it, and fits when every wrong case is what it
predicts; one that does not looks for a property instead. The order is that of likelihood.
"""

from lrcourse.causes.descent import FLOOR_RATE, POSITIONS, STABLE_RATE
from lrcourse.causes.errors import ERRORS
from lrcourse.causes.rates import STEP_DECAY
from lrcourse.causes.schedules import COSINE, LINEAR, MULTI_STEP, SHAPE
from lrcourse.causes.training import RATE_CHANGE, TRAINING
from lrcourse.diagnosis import Cause

__all__ = ["CAUSES", "ERRORS"]

CAUSES: dict[str, list[Cause]] = {
    "step_decay": [*STEP_DECAY, *ERRORS],
    "multi_step": [*MULTI_STEP, *SHAPE, *ERRORS],
    "cosine_annealing": [*COSINE, *SHAPE, *ERRORS],
    "linear": [*LINEAR, *SHAPE, *ERRORS],
    "changed_rate": [*RATE_CHANGE, *ERRORS],
    "trained": [*TRAINING, *ERRORS],
    "positions": [*POSITIONS, *ERRORS],
    "largest_stable_rate": [*STABLE_RATE, *ERRORS],
    "rate_for_floor": [*FLOOR_RATE, *ERRORS],
}
