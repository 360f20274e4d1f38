"""What an exercise can ask for: each kind has a formula, hidden cases, a probe and a verdict."""

from lrcourse.kinds import (
    batches,
    combined,
    descent,
    groups,
    milestones,
    plateau,
    rates,
    smooth,
    steplr,
    training,
)
from lrcourse.kinds.kind import Kind

__all__ = ["KINDS", "Kind"]

KINDS: dict[str, Kind] = (
    rates.KINDS
    | training.KINDS
    | descent.KINDS
    | steplr.KINDS
    | milestones.KINDS
    | smooth.KINDS
    | combined.KINDS
    | plateau.KINDS
    | batches.KINDS
    | groups.KINDS
)
