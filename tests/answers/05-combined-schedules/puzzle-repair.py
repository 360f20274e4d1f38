# %% right: LambdaLR with the number of drops so far
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def drops(epoch):
        if epoch < second:
            return int(epoch >= first)
        return 2 + (epoch - second) // every

    return lr_scheduler.LambdaLR(optimizer, lambda epoch: gamma ** drops(epoch))

# %% right: MultiplicativeLR with the factor of each epoch
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def factor(epoch):
        regular = epoch >= second and (epoch - second) % every == 0
        return gamma if epoch == first or regular else 1.0

    return lr_scheduler.MultiplicativeLR(optimizer, factor)

# %% right: a chain of one drop and of regular ones from second on
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    one = lr_scheduler.MultiStepLR(optimizer, [first], gamma)
    regular = lr_scheduler.MultiplicativeLR(
        optimizer,
        lambda e: gamma if e >= second and (e - second) % every == 0 else 1.0,
    )
    return lr_scheduler.ChainedScheduler([one, regular])

# %% right: SequentialLR with relative milestones, two of them at 0, for thousands of epochs
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    before = lr_scheduler.MultiStepLR(optimizer, [first], gamma)
    after = lr_scheduler.MultiStepLR(
        optimizer, [0, 0, *range(every, 10_000, every)], gamma
    )
    return lr_scheduler.SequentialLR(optimizer, [before, after], [second])

# %% right: two schedulers, handed over when epoch second begins
from torch.optim import lr_scheduler


class HandOver:
    def __init__(self, first, second, at):
        self.first, self.second, self.at, self.epoch = first, second, at, 0

    def step(self):
        (self.first if self.epoch < self.at else self.second).step()
        self.epoch += 1


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    return HandOver(two, regular, second)

# %% right: SequentialLR, a MultiplicativeLR goes on from the rate it finds
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    before = lr_scheduler.MultiStepLR(optimizer, [first], gamma)
    after = lr_scheduler.MultiplicativeLR(
        optimizer, lambda own: gamma if own % every == 0 else 1.0
    )
    return lr_scheduler.SequentialLR(optimizer, [before, after], [second])

# %% right: SequentialLR whose second stage is told its base rate
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    before = lr_scheduler.MultiStepLR(optimizer, [first], gamma)
    after = lr_scheduler.StepLR(optimizer, every, gamma)
    after.base_lrs = [lr * gamma**2 for lr in after.base_lrs]
    return lr_scheduler.SequentialLR(optimizer, [before, after], [second])

# %% right: one MultiStepLR with a list for thousands of epochs
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, *range(second, 10_000, every)]
    return lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% right: a recursive class of its own
class Drops(torch.optim.lr_scheduler.LRScheduler):
    def __init__(self, optimizer, gamma, first, second, every):
        self.gamma, self.first = gamma, first
        self.second, self.every = second, every
        super().__init__(optimizer)

    def get_lr(self):
        e = self.last_epoch
        regular = e >= self.second and (e - self.second) % self.every == 0
        factor = self.gamma if e == self.first or regular else 1.0
        return [group["lr"] * factor for group in self.optimizer.param_groups]


def drops_then_every(optimizer, gamma, first, second, every):
    return Drops(optimizer, gamma, first, second, every)

# %% right: the milestone after next is added on the way
class Drops:
    def __init__(self, optimizer, gamma, first, second, every):
        self.optimizer, self.gamma, self.every = optimizer, gamma, every
        self.ahead, self.epoch = [first, second], 0

    def step(self):
        self.epoch += 1
        if self.epoch == self.ahead[0]:
            self.optimizer.param_groups[0]["lr"] *= self.gamma
            self.ahead = self.ahead[1:] or [self.epoch + self.every]


def drops_then_every(optimizer, gamma, first, second, every):
    return Drops(optimizer, gamma, first, second, every)

# %% wrong: the broken code
# cause: starts-again
# misconception: m62
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    return lr_scheduler.SequentialLR(optimizer, [two, regular], [second])

# %% wrong: the second stage begins one epoch after the drop
# cause: starts-again
# misconception: m62
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    return lr_scheduler.SequentialLR(optimizer, [two, regular], [second + 1])

# %% wrong: milestones of the whole training in the second stage
# cause: starts-again
# misconception: m41
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    before = lr_scheduler.MultiStepLR(optimizer, [first], gamma)
    after = lr_scheduler.MultiStepLR(
        optimizer, list(range(second, 10_000, every)), gamma
    )
    return lr_scheduler.SequentialLR(optimizer, [before, after], [second])

# %% wrong: handed over one epoch early
# cause: handed-over-early
from torch.optim import lr_scheduler


class HandOver:
    def __init__(self, first, second, at):
        self.first, self.second, self.at, self.epoch = first, second, at, 0

    def step(self):
        self.epoch += 1
        (self.first if self.epoch < self.at else self.second).step()


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    return HandOver(two, regular, second)

# %% wrong: handed over one epoch late
# cause: handed-over-late
from torch.optim import lr_scheduler


class HandOver:
    def __init__(self, first, second, at):
        self.first, self.second, self.at, self.epoch = first, second, at, 0

    def step(self):
        (self.first if self.epoch <= self.at else self.second).step()
        self.epoch += 1


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    return HandOver(two, regular, second)

# %% wrong: chained, both from the start
# cause: all-from-the-start
# misconception: m70
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    return lr_scheduler.ChainedScheduler([two, regular])

# %% wrong: both stepped by one object
# cause: all-from-the-start
# misconception: m70
from torch.optim import lr_scheduler


class Both:
    def __init__(self, *schedulers):
        self.schedulers = schedulers

    def step(self):
        for scheduler in self.schedulers:
            scheduler.step()


def drops_then_every(optimizer, gamma, first, second, every):
    return Both(
        lr_scheduler.MultiStepLR(optimizer, [first, second], gamma),
        lr_scheduler.StepLR(optimizer, every, gamma),
    )

# %% wrong: the near miss, a chain with StepLR(second + every)
# cause: near-miss
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, second + every, gamma)
    return lr_scheduler.ChainedScheduler([two, regular])

# %% wrong: drops at multiples of every
# cause: multiples-of-every
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def factor(epoch):
        regular = epoch > second and epoch % every == 0
        return gamma if epoch in (first, second) or regular else 1.0

    return lr_scheduler.MultiplicativeLR(optimizer, factor)

# %% wrong: one milestone 0 in the second stage, so a drop is lost
# cause: one-drop-lost
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    before = lr_scheduler.MultiStepLR(optimizer, [first], gamma)
    after = lr_scheduler.MultiStepLR(
        optimizer, [0, *range(every, 10_000, every)], gamma
    )
    return lr_scheduler.SequentialLR(optimizer, [before, after], [second])

# %% wrong: the second drop is forgotten
# cause: one-drop-lost
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def factor(epoch):
        regular = epoch > second and (epoch - second) % every == 0
        return gamma if epoch == first or regular else 1.0

    return lr_scheduler.MultiplicativeLR(optimizer, factor)

# %% wrong: the drop at second counts twice
# cause: one-drop-too-many
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.MultiStepLR(
        optimizer, list(range(second, 10_000, every)), gamma
    )
    return lr_scheduler.ChainedScheduler([two, regular])

# %% wrong: the two drops only
# cause: no-regular-drops
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    return lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)

# %% wrong: compounds in every epoch from second on
# cause: every-epoch
# misconception: m3
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def factor(epoch):
        return gamma if epoch == first or epoch >= second else 1.0

    return lr_scheduler.MultiplicativeLR(optimizer, factor)

# %% wrong: LambdaLR with the factor of one epoch
# cause: factor-not-kept
# misconception: m50
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def factor(epoch):
        regular = epoch >= second and (epoch - second) % every == 0
        return gamma if epoch == first or regular else 1.0

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: MultiplicativeLR with the factor of all drops so far
# cause: factors-multiplied-up
# misconception: m51
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def drops(epoch):
        if epoch < second:
            return int(epoch >= first)
        return 2 + (epoch - second) // every

    return lr_scheduler.MultiplicativeLR(optimizer, lambda e: gamma ** drops(e))

# %% wrong: a stage for each level, with milestones in falling order
# cause: stage-skipped
# misconception: m71
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    high = lr_scheduler.LambdaLR(optimizer, lambda own: 1.0)
    middle = lr_scheduler.LambdaLR(optimizer, lambda own: gamma)
    low = lr_scheduler.LambdaLR(optimizer, lambda own: gamma ** (2 + own // every))
    stages = [high, middle, low]
    return lr_scheduler.SequentialLR(optimizer, stages, [second, first])

# %% wrong: gamma is not passed on
# cause: gamma-ignored
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, *range(second, 10_000, every)]
    return lr_scheduler.MultiStepLR(optimizer, milestones)

# %% wrong: gamma taken as the part that goes
# cause: percent-off
# misconception: m13
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, *range(second, 10_000, every)]
    return lr_scheduler.MultiStepLR(optimizer, milestones, 1 - gamma)

# %% wrong: a list that ends after two regular drops
# cause: list-ends
# misconception: m39
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, second, second + every, second + 2 * every]
    return lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: a list that ends at epoch 100
# cause: list-ends
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, *range(second, 100, every)]
    return lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the lambda returns the rate
# cause: returns-the-rate
# misconception: m49
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    base_lr = optimizer.param_groups[0]["lr"]

    def rate(epoch):
        if epoch < second:
            return base_lr * gamma ** (epoch >= first)
        return base_lr * gamma ** (2 + (epoch - second) // every)

    return lr_scheduler.LambdaLR(optimizer, rate)

# %% wrong: a chain as the second stage
# cause: composite-inside
# misconception: m68
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    before = lr_scheduler.MultiStepLR(optimizer, [first], gamma)
    low = lr_scheduler.ConstantLR(optimizer, gamma**2, total_iters=10_000)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    after = lr_scheduler.ChainedScheduler([low, regular])
    return lr_scheduler.SequentialLR(optimizer, [before, after], [second])

# %% wrong: every drop one epoch early
# cause: early
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def drops(epoch):
        if epoch < second:
            return int(epoch >= first)
        return 2 + (epoch - second) // every

    return lr_scheduler.LambdaLR(optimizer, lambda e: gamma ** drops(e + 1))

# %% wrong: every drop one epoch late
# cause: late
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def drops(epoch):
        if epoch <= second:
            return int(epoch > first)
        return 2 + (epoch - second - 1) // every

    return lr_scheduler.LambdaLR(optimizer, lambda e: gamma ** drops(e))

# %% wrong: two MultiStepLR with the same milestones in a chain
# cause: twice
# misconception: m70
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, *range(second, 10_000, every)]
    one = lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    two = lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    return lr_scheduler.ChainedScheduler([one, two])

# %% wrong: a smallest rate that nobody asked for
# cause: floor
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    base_lr = optimizer.param_groups[0]["lr"]

    def factor(epoch):
        k = epoch >= first
        if epoch >= second:
            k = 2 + (epoch - second) // every
        return max(gamma**k, 1e-5 / base_lr)

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: gamma rounded to four digits
# cause: nearly-right
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, *range(second, 10_000, every)]
    return lr_scheduler.MultiStepLR(optimizer, milestones, round(gamma, 4))

# %% wrong: a number instead of a function
# cause: no-function
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    before = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    after = lr_scheduler.MultiplicativeLR(optimizer, gamma)
    return lr_scheduler.ChainedScheduler([before, after])

# %% wrong: the example written in
# cause: numbers-written-in
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    return lr_scheduler.MultiStepLR(optimizer, [4, *range(7, 10_000, 5)], 0.2)

# %% wrong: the regular drops take over right after the first drop
# cause: reset-to-base
# misconception: m62
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    one = lr_scheduler.StepLR(optimizer, first, gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    return lr_scheduler.SequentialLR(optimizer, [one, regular], [first + 1])

# %% wrong: the name of a class misspelt
# cause: attribute-unknown
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def factor(epoch):
        regular = epoch >= second and (epoch - second) % every == 0
        return gamma if epoch == first or regular else 1.0

    return lr_scheduler.MultiplicationLR(optimizer, factor)

# %% wrong: a StepLR alone
# cause: regular-only
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    return lr_scheduler.StepLR(optimizer, every, gamma)

# %% wrong: the regular drops begin before second
# cause: regular-before-second
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def factor(epoch):
        regular = (epoch - second) % every == 0
        return gamma if epoch == first or regular else 1.0

    return lr_scheduler.MultiplicativeLR(optimizer, factor)

# %% wrong: negative numbers of drops before second
# cause: negative-counts
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def drops(epoch):
        return (epoch >= first) + (epoch >= second) + (epoch - second) // every

    return lr_scheduler.LambdaLR(optimizer, lambda epoch: gamma ** drops(epoch))

# %% wrong: > for >= at the two drops
# cause: first-drops-late
from torch.optim import lr_scheduler


def drops_then_every(optimizer, gamma, first, second, every):
    def drops(epoch):
        regular = max(0, epoch - second) // every
        return (epoch > first) + (epoch > second) + regular

    return lr_scheduler.LambdaLR(optimizer, lambda epoch: gamma ** drops(epoch))

# %% wrong: epoch // first before second, as in the lesson
# cause: first-repeats
def drops_then_every(optimizer, gamma, first, second, every):
    def drops(epoch):
        if epoch < second:
            return epoch // first
        return 2 + (epoch - second) // every

    return lr_scheduler.LambdaLR(optimizer, lambda e: gamma ** drops(e))

# %% wrong: tells the second stage the 0.1**2 of the lesson
# cause: two-drops-of-a-tenth
def drops_then_every(optimizer, gamma, first, second, every):
    two = lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
    regular = lr_scheduler.StepLR(optimizer, every, gamma)
    regular.base_lrs = [lr * 0.1**2 for lr in regular.base_lrs]
    return lr_scheduler.SequentialLR(optimizer, [two, regular], [second])

# %% wrong: the list of the lesson, which ends at 200
# cause: list-ends
def drops_then_every(optimizer, gamma, first, second, every):
    milestones = [first, *range(second, 200, every)]
    return lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
