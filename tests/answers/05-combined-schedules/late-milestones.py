# %% right: milestones counted from the second stage
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% right: a chain, in which milestones count from the start
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    return lr_scheduler.ChainedScheduler([ramp, drops])

# %% right: one LambdaLR
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        return gamma ** sum(milestone <= epoch for milestone in milestones)

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% right: both schedulers stepped by one object
from torch.optim import lr_scheduler


class Both:
    def __init__(self, *schedulers):
        self.schedulers = schedulers

    def step(self):
        for scheduler in self.schedulers:
            scheduler.step()


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    return Both(
        lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup),
        lr_scheduler.MultiStepLR(optimizer, milestones, gamma),
    )

# %% right: MultiplicativeLR as the second stage, asked in its own epochs
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LambdaLR(
        optimizer, lambda e: start_factor + (1 - start_factor) * e / warmup
    )
    drops = lr_scheduler.LambdaLR(
        optimizer, lambda own: gamma ** sum(m <= own + warmup for m in milestones)
    )
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: the broken code, milestones of the whole training
# cause: milestones-from-the-start
# misconception: m41
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: only the first milestone is shifted
# cause: only-one-shifted
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestones[0] - warmup, *milestones[1:]]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: a chain with milestones that are shifted all the same
# cause: shifted-in-a-chain
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.ChainedScheduler([ramp, drops])

# %% wrong: shifted by one too many
# cause: drops-one-early
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [max(0, milestone - warmup - 1) for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: shifted by one too few
# cause: drops-one-late
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestone - warmup + 1 for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: a milestone at the end of the warm-up is left out
# cause: drop-at-warmup-lost
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [m - warmup for m in milestones if m > warmup]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: the milestones put into a set
# cause: repeats-lost
# misconception: m37
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = sorted({milestone - warmup for milestone in milestones})
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: a StepLR for the first milestone
# cause: milestone-missed
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        return gamma if epoch >= milestones[0] else 1.0

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: each milestone counted from the one before
# cause: milestones-as-lengths
# misconception: m38
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    before = [warmup, *milestones[:-1]]
    lengths = [m - b for m, b in zip(milestones, before)]
    drops = lr_scheduler.MultiStepLR(optimizer, lengths, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: the second stage begins at the first drop
# cause: starts-at-the-first-drop
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], milestones[:1])

# %% wrong: a LambdaLR last in a chain erases the warm-up
# cause: warm-up-erased
# misconception: m66
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = lr_scheduler.LambdaLR(
        optimizer, lambda e: gamma ** sum(m <= e for m in milestones)
    )
    return lr_scheduler.ChainedScheduler([ramp, drops])

# %% wrong: a tensor of milestones, which never fires
# cause: drops-never-come
# misconception: m36
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = lr_scheduler.MultiStepLR(
        optimizer, torch.tensor(milestones) - warmup, gamma
    )
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: gamma is not passed on
# cause: gamma-ignored
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: gamma taken as the part that goes
# cause: percent-off
# misconception: m13
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, 1 - gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: the warm-up lasts until the first drop and is cut
# cause: warm-up-too-long
# misconception: m64
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(
        optimizer, start_factor, total_iters=milestones[0]
    )
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: total_iters left out
# cause: warm-up-of-five-epochs
# misconception: m64
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: start_factor left out
# cause: start-factor-ignored
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, total_iters=warmup)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: built twice from the same schedulers, after a trial
# cause: used-up
# misconception: m69
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    own_epochs = [milestone - warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, own_epochs, gamma)
    trial = lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])
    for _ in range(milestones[-1]):
        trial.step()
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: the drops are a chain inside
# cause: composite-inside
# misconception: m68
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    each = [
        lr_scheduler.MultiStepLR(optimizer, [milestone - warmup], gamma)
        for milestone in milestones
    ]
    drops = lr_scheduler.ChainedScheduler(each)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: rounded factors
# cause: nearly-right
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    def factor(epoch):
        if epoch < warmup:
            f = start_factor + (1 - start_factor) * epoch / warmup
        else:
            f = gamma ** sum(milestone <= epoch for milestone in milestones)
        return float(f"{f:.4g}")

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the example written in
# cause: numbers-written-in
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, 0.2, total_iters=3)
    drops = lr_scheduler.MultiStepLR(optimizer, [4, 6], 0.3)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [3])

# %% wrong: the lambda returns the rate
# cause: returns-the-rate
# misconception: m49
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    base_lr = optimizer.param_groups[0]["lr"]

    def rate(epoch):
        if epoch < warmup:
            return base_lr * (start_factor + (1 - start_factor) * epoch / warmup)
        return base_lr * gamma ** sum(m <= epoch for m in milestones)

    return lr_scheduler.LambdaLR(optimizer, rate)

# %% wrong: a scheduler of an older optimizer with another base rate
# cause: base-rate-written-in
from torch.optim import lr_scheduler


class Own:
    def __init__(self, optimizer, factor):
        self.optimizer, self.factor, self.epoch = optimizer, factor, 0
        self.write()

    def write(self):
        self.optimizer.param_groups[0]["lr"] = 0.1 * self.factor(self.epoch)

    def step(self):
        self.epoch += 1
        self.write()


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        return gamma ** sum(milestone <= epoch for milestone in milestones)

    return Own(optimizer, factor)

# %% wrong: the warm-up added to the milestones
# cause: shifted-the-wrong-way
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    later = [milestone + warmup for milestone in milestones]
    drops = lr_scheduler.MultiStepLR(optimizer, later, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: a StepLR with the first milestone as its step size
# cause: steps-for-milestones
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = lr_scheduler.StepLR(optimizer, milestones[0], gamma)
    return lr_scheduler.ChainedScheduler([ramp, drops])

# %% wrong: the factor of a drop for one epoch only
# cause: factor-not-kept
# misconception: m50
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    def factor(epoch):
        if epoch < warmup:
            return start_factor + (1 - start_factor) * epoch / warmup
        return gamma if epoch in milestones else 1.0

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the line is not stopped at 1
# cause: line-goes-on
from torch.optim import lr_scheduler


def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    def factor(epoch):
        rise = start_factor + (1 - start_factor) * epoch / warmup
        return rise * gamma ** sum(milestone <= epoch for milestone in milestones)

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: keeps the milestones after warmup only
# cause: drop-at-warmup-lost
def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    own = [m - warmup for m in milestones if m > warmup]
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = lr_scheduler.MultiStepLR(optimizer, own, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])

# %% wrong: subtracts a number from a list
# cause: list-times-number
def warmup_drops(optimizer, gamma, start_factor, warmup, milestones):
    ramp = lr_scheduler.LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = lr_scheduler.MultiStepLR(optimizer, milestones - warmup, gamma)
    return lr_scheduler.SequentialLR(optimizer, [ramp, drops], [warmup])
