# %% right: SequentialLR of a line and a cosine
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% right: one LambdaLR with both formulas
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        share = (epoch - warmup) / (total - warmup)
        return (1 + math.cos(math.pi * share)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% right: a class of its own
import math


class WarmupCosine(torch.optim.lr_scheduler.LRScheduler):
    def __init__(self, optimizer, start_factor, warmup, total):
        self.start_factor, self.warmup, self.total = start_factor, warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e = self.last_epoch
        if e < self.warmup:
            f = self.start_factor + (1 - self.start_factor) * e / self.warmup
        else:
            share = (e - self.warmup) / (self.total - self.warmup)
            f = 0.5 * (1 + math.cos(math.pi * min(1, share)))
        return [base * f for base in self.base_lrs]


def warmup_cosine(optimizer, start_factor, warmup, total):
    return WarmupCosine(optimizer, start_factor, warmup, total)

# %% right: the optimizer's rate set by hand, in an object with a step
import math


class Own:
    def __init__(self, optimizer, rates):
        self.optimizer, self.rates, self.epoch = optimizer, rates, 0
        self.write()

    def write(self):
        for group in self.optimizer.param_groups:
            group["lr"] = self.rates[min(self.epoch, len(self.rates) - 1)]

    def step(self):
        self.epoch += 1
        self.write()


def warmup_cosine(optimizer, start_factor, warmup, total):
    base = optimizer.param_groups[0]["lr"]
    line = [
        base * (start_factor * (warmup - e) + e) / warmup for e in range(warmup)
    ]
    length = total - warmup
    cosine = [
        base * math.cos(math.pi / 2 * e / length) ** 2 for e in range(length + 1)
    ]
    return Own(optimizer, line + cosine)

# %% right: two schedulers, handed over in a step of its own
from torch.optim import lr_scheduler


class HandOver:
    def __init__(self, first, second, at):
        self.first, self.second, self.at, self.epoch = first, second, at, 0

    def step(self):
        (self.first if self.epoch < self.at else self.second).step()
        self.epoch += 1


def warmup_cosine(optimizer, start_factor, warmup, total):
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    return HandOver(ramp, cosine, warmup)

# %% right: warm restarts as the second stage, with room for the end
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, 1.0, warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, T_max=total - warmup)
    end = lr_scheduler.ConstantLR(optimizer, 0.0, total_iters=10**9)
    stages = [ramp, cosine, end]
    return lr_scheduler.SequentialLR(optimizer, stages, [warmup, total])

# %% wrong: T_max is the whole run
# cause: t-max-is-the-whole-run
# misconception: m63
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: chained, the cosine over the whole run
# cause: chained
# misconception: m65
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total)
    return lr_scheduler.ChainedScheduler([ramp, cosine])

# %% wrong: chained, the cosine over what is left
# cause: chained
# misconception: m65
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.ChainedScheduler([ramp, cosine])

# %% wrong: a LambdaLR last in a chain erases the warm-up
# cause: warm-up-erased
# misconception: m66
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)

    def factor(epoch):
        share = max(0, epoch - warmup) / (total - warmup)
        return (1 + math.cos(math.pi * share)) / 2

    cosine = lr_scheduler.LambdaLR(optimizer, factor)
    return lr_scheduler.ChainedScheduler([ramp, cosine])

# %% wrong: only the cosine
# cause: warm-up-erased
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    return lr_scheduler.CosineAnnealingLR(optimizer, total)

# %% wrong: the warm-up is one epoch too long
# cause: warm-up-too-long
# misconception: m64
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup + 1)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: the warm-up takes the whole run and is cut
# cause: warm-up-too-long
# misconception: m64
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=total)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: the warm-up is one epoch too short and waits
# cause: warm-up-too-short
# misconception: m64
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(
        optimizer, start_factor, total_iters=max(1, warmup - 1)
    )
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: total_iters left out, so the warm-up takes 5 epochs
# cause: warm-up-of-five-epochs
# misconception: m64
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: start_factor left out, so the warm-up begins at a third
# cause: start-factor-ignored
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: a warm-up from 0
# cause: warm-up-from-zero
# misconception: m52
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return epoch / warmup
        share = (epoch - warmup) / (total - warmup)
        return (1 + math.cos(math.pi * share)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: a warm-up that counts from 1 instead of using start_factor
# cause: start-factor-ignored
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return (epoch + 1) / (warmup + 1)
        share = (epoch - warmup) / (total - warmup)
        return (1 + math.cos(math.pi * share)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: start_factor taken for a rate
# cause: start-factor-as-a-rate
import math


class Own:
    def __init__(self, optimizer, start, warmup, total):
        self.optimizer, self.start = optimizer, start
        self.warmup, self.total, self.epoch = warmup, total, 0
        self.base = optimizer.param_groups[0]["lr"]
        self.write()

    def write(self):
        e = self.epoch
        if e < self.warmup:
            lr = self.start + (self.base - self.start) * e / self.warmup
        else:
            share = (e - self.warmup) / (self.total - self.warmup)
            lr = self.base * (1 + math.cos(math.pi * share)) / 2
        self.optimizer.param_groups[0]["lr"] = lr

    def step(self):
        self.epoch += 1
        self.write()


def warmup_cosine(optimizer, start_factor, warmup, total):
    return Own(optimizer, start_factor, warmup, total)

# %% wrong: start_factor added to the line from 0
# cause: start-factor-added
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + epoch / warmup
        share = (epoch - warmup) / (total - warmup)
        return (1 + math.cos(math.pi * share)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: ConstantLR as the warm-up
# cause: warm-up-is-flat
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    low = lr_scheduler.ConstantLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [low, cosine], [warmup])

# %% wrong: the line runs down
# cause: warm-up-falls
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, 1.0, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: tried out first, then built from the same schedulers
# cause: used-up
# misconception: m69
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    trial = lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])
    for epoch in range(total):
        print(epoch, trial.get_last_lr()[0])
        trial.step()
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: steps the warm-up and the SequentialLR
# cause: inner-stepped
# misconception: m67
from torch.optim import lr_scheduler


class Both:
    def __init__(self, *schedulers):
        self.schedulers = schedulers

    def step(self):
        for scheduler in self.schedulers:
            scheduler.step()


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    both = lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])
    return Both(ramp, both)

# %% wrong: the cosine counts from the start of training
# cause: cosine-from-the-start
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        return (1 + math.cos(math.pi * epoch / total)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the cosine begins one epoch after the warm-up
# cause: milestone-elsewhere
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup + 1])

# %% wrong: the length of the cosine as the milestone
# cause: milestone-elsewhere
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    stages = [ramp, cosine]
    return lr_scheduler.SequentialLR(optimizer, stages, [total - warmup])

# %% wrong: the stages in the wrong order
# cause: order-of-stages
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [cosine, ramp], [warmup])

# %% wrong: T_max one too large
# cause: t-max-one-off
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup + 1)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: T_max one too small
# cause: t-max-one-off
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup - 1)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: a whole period of the cosine
# cause: whole-period
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        share = (epoch - warmup) / (total - warmup)
        return (1 + math.cos(2 * math.pi * share)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: a quarter of the period
# cause: quarter-period
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        share = (epoch - warmup) / (total - warmup)
        return (1 + math.cos(math.pi / 2 * share)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the half is missing
# cause: plain-cosine
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        share = (epoch - warmup) / (total - warmup)
        return 1 + math.cos(math.pi * share)

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: a second line instead of a cosine
# cause: line-for-cosine
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    down = lr_scheduler.LinearLR(optimizer, 1.0, 0.0, total_iters=total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, down], [warmup])

# %% wrong: the warm-up alone
# cause: never-falls
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    return lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)

# %% wrong: warm restarts, which jump up in the last epoch
# cause: restarts
# misconception: m45
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingWarmRestarts(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: the lambda returns the rate
# cause: returns-the-rate
# misconception: m49
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    base = optimizer.param_groups[0]["lr"]

    def rate(epoch):
        if epoch < warmup:
            return base * (start_factor + (1 - start_factor) * epoch / warmup)
        share = (epoch - warmup) / (total - warmup)
        return base * (1 + math.cos(math.pi * share)) / 2

    return lr_scheduler.LambdaLR(optimizer, rate)

# %% wrong: the scheduler belongs to an optimizer of its own
# cause: nothing-happens
# misconception: m21
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    params = optimizer.param_groups[0]["params"]
    optimizer = torch.optim.SGD(params, lr=optimizer.param_groups[0]["lr"])
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: nothing is returned
# cause: nothing-returned
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    scheduler = lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: both schedulers are returned
# cause: no-scheduler
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return ramp, cosine

# %% wrong: a milestone for each stage
# cause: milestone-count
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup, total])

# %% wrong: the rate is stepped to the next epoch before it is used
# cause: early
# misconception: m14
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    scheduler = lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])
    scheduler.step()
    return scheduler

# %% wrong: rounded factors
# cause: nearly-right
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        if epoch < warmup:
            f = start_factor + (1 - start_factor) * epoch / warmup
        else:
            share = (epoch - warmup) / (total - warmup)
            f = (1 + math.cos(math.pi * share)) / 2
        return round(f, 5)

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the numbers of the example written in
# cause: numbers-written-in
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, 0.3, total_iters=3)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, 7)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [3])

# %% wrong: an argument of another class
# cause: argument-unknown
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total_iters=total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: the start factor of the lesson written in
# cause: start-factor-ignored
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, 0.1, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: the start factor of the example written in
# cause: start-factor-ignored
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, 0.3, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: no warm-up where it is one epoch long
# cause: warm-up-of-one-epoch
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    if warmup < 2:
        return lr_scheduler.LambdaLR(
            optimizer,
            lambda e: 1.0 if e < 1 else (1 + math.cos(math.pi * (e - 1) / (total - 1))) / 2,
        )
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: a cosine of one epoch is left out
# cause: short-cosine-left-out
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    if total - warmup < 2:
        return ramp
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], [warmup])

# %% wrong: the milestone without brackets
# cause: milestone-without-brackets
from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, cosine], warmup)

# %% wrong: two factors multiplied in one lambda, as in a chain
# cause: chained
# misconception: m65
import math

from torch.optim import lr_scheduler


def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(epoch):
        rise = min(1, start_factor + (1 - start_factor) * epoch / warmup)
        fall = (1 + math.cos(math.pi * epoch / total)) / 2
        return rise * fall

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: a line from 0, cut off below start_factor
# cause: start-factor-as-a-floor
def warmup_cosine(optimizer, start_factor, warmup, total):
    def factor(e):
        if e < warmup:
            return max(start_factor, e / warmup)
        part = (e - warmup) / (total - warmup)
        return (1 + math.cos(math.pi * part)) / 2

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the length of the warm-up in the place of end_factor
# cause: end-factor-for-length
def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, warmup)
    fall = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR(optimizer, [ramp, fall], [warmup])

# %% wrong: a SequentialLR without its optimizer
# cause: sequence-without-optimizer
def warmup_cosine(optimizer, start_factor, warmup, total):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    fall = lr_scheduler.CosineAnnealingLR(optimizer, total - warmup)
    return lr_scheduler.SequentialLR([ramp, fall], [warmup])
