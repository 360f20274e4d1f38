"""Mistakes with ReduceLROnPlateau: its rule with one part wrong, a loss taken for the epoch."""

import math
from collections.abc import Sequence

from lrcourse import schedules


def loss_as_epoch(
    base_lr: float, gamma: float, step_size: int, losses: Sequence[float]
) -> list[float]:
    """Return what the epochs use if `StepLR.step(loss)` ends each: the loss is the epoch.

    The rate of the next epoch is `base_lr * gamma ** (loss // step_size)`.
    """
    later = [base_lr * gamma ** (loss // step_size) for loss in losses]
    return [base_lr, *later][: len(losses)]


def loss_as_warm_restart(base_lr: float, T_0: int, losses: Sequence[float]) -> list[float]:  # noqa: N803
    """Return what the epochs use if `CosineAnnealingWarmRestarts.step(loss)` ends each.

    The loss is the epoch: the next rate is that of the cosine at `loss % T_0`.
    """
    later = [base_lr * (1 + math.cos(math.pi * (loss % T_0) / T_0)) / 2 for loss in losses]
    return [base_lr, *later][: len(losses)]


def stepped_per_batch(
    base_lr: float, factor: float, patience: int, losses: Sequence[float], batches: int
) -> list[float]:
    """Return the rate at the start of each epoch if the loss of each batch is a metric."""
    after = schedules.reduce_on_plateau(base_lr, losses, factor=factor, patience=patience)
    return [base_lr, *after][: len(losses)][::batches]


class Machine:
    """The rule of ReduceLROnPlateau, in parts that a mistake can replace.

    It is the rule of `schedules.reduce_on_plateau`; if nothing is said, no drop is too small.
    """

    def __init__(  # noqa: PLR0913 - one parameter for each number of the scheduler
        self,
        base_lr: float,
        metrics: Sequence[float],
        *,
        mode: str = "min",
        factor: float = 0.1,
        patience: int = 10,
        threshold: float = 1e-4,
        threshold_mode: str = "rel",
        cooldown: int = 0,
        min_lr: float = 0.0,
        eps: float = 0.0,
    ) -> None:
        """Take what the scheduler is built with, and the metrics that it will see."""
        self.base_lr, self.metrics = base_lr, metrics
        self.sign = 1.0 if mode == "max" else -1.0
        self.factor, self.patience = factor, patience
        self.threshold, self.threshold_mode = threshold, threshold_mode
        self.cooldown, self.min_lr, self.eps = cooldown, min_lr, eps
        self.rate, self.best = base_lr, -self.sign * math.inf
        self.bad = self.resting = 0

    def rates(self) -> list[float]:
        """Return the rate after each metric."""
        found = []
        for metric in self.metrics:
            self.take(metric)
            found.append(self.rate)
        return found

    def take(self, metric: float) -> None:
        """Take one metric."""
        self.look(metric)
        if self.resting > 0:
            self.rest()
        if self.is_due():
            self.lower()
            self.reset()

    def look(self, metric: float) -> None:
        """Compare a metric with the best one, and count."""
        if self.is_good(metric):
            self.best, self.bad = metric, 0
        else:
            self.bad += 1

    def is_good(self, metric: float) -> bool:
        """Return whether a metric beats the best one clearly."""
        return self.sign * metric > self.sign * self.bound()

    def bound(self) -> float:
        """Return what a metric has to beat."""
        if self.threshold_mode == "rel":
            return self.best * (1 + self.sign * self.threshold)
        return self.best + self.sign * self.threshold

    def rest(self) -> None:
        """Take a metric of the cooldown for not bad."""
        self.resting, self.bad = self.resting - 1, 0

    def is_due(self) -> bool:
        """Return whether the rate is to be lowered."""
        return self.bad > self.patience

    def lower(self) -> None:
        """Lower the rate, if that takes off more than `eps`."""
        lower = self.lowered()
        self.rate = lower if self.rate - lower > self.eps else self.rate

    def lowered(self) -> float:
        """Return what a drop makes of the rate."""
        return max(self.rate * self.factor, self.min_lr)

    def reset(self) -> None:
        """Begin anew after a drop."""
        self.resting, self.bad = self.cooldown, 0


class TooImpatient(Machine):
    """It drops as soon as there are `patience` bad metrics: `>=` for `>`."""

    def is_due(self) -> bool:
        """Return whether the rate is to be lowered."""
        return self.bad >= self.patience


class TooImpatientWithBad(TooImpatient):
    """The same, but a good metric never drops the rate, not even with `patience` 0."""

    def is_due(self) -> bool:
        """Return whether the rate is to be lowered."""
        return self.bad > 0 and super().is_due()


class TooPatient(Machine):
    """It waits for one bad metric more."""

    def is_due(self) -> bool:
        """Return whether the rate is to be lowered."""
        return self.bad > self.patience + 1


class ComparesWithPrevious(Machine):
    """It compares with the metric before, not with the best one."""

    def look(self, metric: float) -> None:
        """Compare a metric with the one before it."""
        super().look(metric)
        self.best = metric


class ThresholdIgnored(Machine):
    """Any gain counts, however small."""

    def bound(self) -> float:
        """Return what a metric has to beat."""
        return self.best


class ComparesWithPreviousPlainly(ThresholdIgnored, ComparesWithPrevious):
    """It compares with the metric before, and any gain counts."""


class BestAlwaysMoves(Machine):
    """The best metric is noted also where the gain is too small to count."""

    def look(self, metric: float) -> None:
        """Compare a metric with the best one, and note any gain."""
        super().look(metric)
        if self.sign * metric > self.sign * self.best:
            self.best = metric


class BestIsTheExtreme(Machine):
    """The best metric is the smallest or the largest so far, whatever counts as good."""

    def look(self, metric: float) -> None:
        """Compare a metric with the best one, and note the extreme."""
        best = self.best
        super().look(metric)
        self.best = metric if self.sign * metric > self.sign * best else best


class ThresholdTheWrongWay(Machine):
    """A metric counts that is a little worse than the best one."""

    def bound(self) -> float:
        """Return what a metric has to beat."""
        if self.threshold_mode == "rel":
            return self.best * (1 - self.sign * self.threshold)
        return self.best - self.sign * self.threshold


class SizeOfTheBest(Machine):
    """The relative threshold is a share of the size of the best metric, also below 0."""

    def bound(self) -> float:
        """Return what a metric has to beat."""
        if self.threshold_mode == "rel" and math.isfinite(self.best):
            return self.best + self.sign * self.threshold * abs(self.best)
        return super().bound()


class InfiniteDifference(Machine):
    """A share of the best metric is subtracted: `inf - threshold * inf` is NaN, for ever."""

    def bound(self) -> float:
        """Return what a metric has to beat."""
        if self.threshold_mode == "rel":
            return self.best + self.sign * self.threshold * self.best
        return super().bound()


class EqualIsGood(Machine):
    """A metric counts that only equals the bound: `<=` for `<`."""

    def is_good(self, metric: float) -> bool:
        """Return whether a metric beats the bound or equals it."""
        return self.sign * metric >= self.sign * self.bound()


class EqualToTheBestIsGood(ThresholdIgnored, EqualIsGood):
    """A metric counts that only equals the best one."""


class NanIsGood(Machine):
    """Good is what is not bad, and NaN compares as neither."""

    def is_good(self, metric: float) -> bool:
        """Return whether a metric is not worse than the bound."""
        return not self.sign * metric <= self.sign * self.bound()


class FirstIsGood(Machine):
    """The first metric is the best one so far whatever it is, even NaN."""

    seen = False

    def is_good(self, metric: float) -> bool:
        """Return whether a metric is the first one or beats the best."""
        first, self.seen = not self.seen, True
        return first or super().is_good(metric)


class FirstComparedWithItself(Machine):
    """The first metric is the best one before the loop begins, so in the loop it is bad."""

    def rates(self) -> list[float]:
        """Return the rate after each metric."""
        self.best = next(iter(self.metrics), self.best)
        return super().rates()


class NanSkipped(Machine):
    """NaN counts as nothing at all."""

    def take(self, metric: float) -> None:
        """Take one metric, if it is a number."""
        if not math.isnan(metric):
            super().take(metric)


class StartsAtInfinity(Machine):
    """The best metric is infinitely large at first, in both modes."""

    start = math.inf

    def rates(self) -> list[float]:
        """Return the rate after each metric."""
        self.best = self.start
        return super().rates()


class StartsBelowAll(StartsAtInfinity):
    """The best metric is infinitely small at first, in both modes."""

    start = -math.inf


class StartsAtZero(StartsAtInfinity):
    """The best metric is 0 at first."""

    start = 0.0


class CountGoesOn(Machine):
    """After a drop the count of bad metrics goes on, so that each bad one drops the rate."""

    def reset(self) -> None:
        """Begin the cooldown only."""
        self.resting = self.cooldown


class NotInARow(Machine):
    """A good metric does not end the count of bad ones."""

    def look(self, metric: float) -> None:
        """Compare a metric with the best one, and count."""
        before = self.bad
        super().look(metric)
        self.bad = max(self.bad, before)


class BestForgotten(Machine):
    """After a drop the next metric is a new first one."""

    def reset(self) -> None:
        """Begin anew, with the best metric as well."""
        super().reset()
        self.best = -self.sign * math.inf


class BlindInCooldown(Machine):
    """Metrics of the cooldown are not looked at: the best one does not move either."""

    def take(self, metric: float) -> None:
        """Take one metric."""
        if self.resting > 0:
            self.resting -= 1
        else:
            super().take(metric)


class CountsInCooldown(Machine):
    """The cooldown puts the next drop off, but its bad metrics count."""

    def take(self, metric: float) -> None:
        """Take one metric."""
        self.look(metric)
        if self.resting > 0:
            self.resting -= 1
        elif self.is_due():
            self.lower()
            self.reset()


class CooldownEnded(Machine):
    """A good metric ends the cooldown."""

    def look(self, metric: float) -> None:
        """Compare a metric with the best one, and count."""
        super().look(metric)
        if self.bad == 0:
            self.resting = 0


class RestsAfterTheCheck(Machine):
    """The cooldown begins with the metric of the drop, and only comes when it is checked."""

    def take(self, metric: float) -> None:
        """Take one metric."""
        self.look(metric)
        if self.is_due():
            self.lower()
            self.reset()
        if self.resting > 0:
            self.rest()


class StopsAboveMinLr(Machine):
    """A drop that would end below `min_lr` is left out."""

    def lowered(self) -> float:
        """Return what a drop makes of the rate, if there is room for all of it."""
        lower = self.rate * self.factor
        return lower if lower >= self.min_lr else self.rate


class SmallerOfTheTwo(Machine):
    """A drop ends at `min_lr` if that is lower: `min` for `max`."""

    def lowered(self) -> float:
        """Return what a drop makes of the rate."""
        return min(self.rate * self.factor, self.min_lr)


class DropsFromTheBase(Machine):
    """Every drop starts from the base rate, so only the first one shows."""

    def lowered(self) -> float:
        """Return what a drop makes of the base rate."""
        return max(self.base_lr * self.factor, self.min_lr)


class RisesAgain(Machine):
    """A good metric brings the base rate back."""

    def look(self, metric: float) -> None:
        """Compare a metric with the best one, and count."""
        super().look(metric)
        if self.bad == 0:
            self.rate = self.base_lr


class GainAsShare(Machine):
    """A relative gain is divided by the best metric, which turns it round below 0."""

    def is_good(self, metric: float) -> bool:
        """Return whether the gain, as a share of the best metric, beats the threshold."""
        if self.threshold_mode != "rel" or math.isinf(self.best):
            return super().is_good(metric)
        return self.sign * (metric - self.best) / self.best > self.threshold
