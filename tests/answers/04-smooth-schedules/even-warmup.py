# %% right: LinearLR
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(
        optimizer, start_factor=1 / (warmup + 1), total_iters=warmup
    )

# %% right: a factor for each epoch
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    def factor(epoch):
        return min(1, (epoch + 1) / (warmup + 1))

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% right: set by hand, in an object with a step
def build_warmup(optimizer, warmup):
    group = optimizer.param_groups[0]

    class Ramp:
        step_up = group["lr"] / (warmup + 1)
        epoch = 0

        def step(self):
            self.epoch += 1
            if self.epoch <= warmup:
                group["lr"] = (self.epoch + 1) * self.step_up

    group["lr"] = Ramp.step_up
    return Ramp()

# %% right: a scheduler class of its own
class EvenWarmup(torch.optim.lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup):
        self.warmup = warmup
        super().__init__(optimizer)

    def get_lr(self):
        share = min(1, (self.last_epoch + 1) / (self.warmup + 1))
        return [base * share for base in self.base_lrs]


def build_warmup(optimizer, warmup):
    return EvenWarmup(optimizer, warmup)

# %% right: a ratio from epoch to epoch
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    optimizer.param_groups[0]["lr"] /= warmup + 1
    return lr_scheduler.MultiplicativeLR(
        optimizer, lambda e: (e + 1) / e if e <= warmup else 1.0
    )

# %% wrong: a warm-up from 0
# cause: warm-up-from-zero
# misconception: m52
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LambdaLR(optimizer, lambda e: min(1, e / warmup))

# %% wrong: from 0 to the base rate in one epoch more
# cause: warm-up-from-zero
# misconception: m52
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LambdaLR(optimizer, lambda e: min(1, e / (warmup + 1)))

# %% wrong: the base rate comes with the last epoch of the warm-up
# cause: base-rate-early
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LambdaLR(optimizer, lambda e: min(1, (e + 1) / warmup))

# %% wrong: the line is one epoch too long
# cause: base-rate-late
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(
        optimizer, 1 / (warmup + 1), total_iters=warmup + 1
    )

# %% wrong: the first rate is 1 / warmup
# cause: start-one-step-off
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, 1 / warmup, total_iters=warmup)

# %% wrong: no start_factor
# cause: start-by-default
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, total_iters=warmup)

# %% wrong: no total_iters
# cause: five-epochs-by-default
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, 1 / (warmup + 1))

# %% wrong: all defaults
# cause: five-epochs-by-default
# misconception: m48
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer)

# %% wrong: a rate as start_factor
# cause: a-rate-for-a-factor
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    first = optimizer.param_groups[0]["lr"] / (warmup + 1)
    return lr_scheduler.LinearLR(optimizer, first, total_iters=warmup)

# %% wrong: built a second time
# cause: built-twice
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    first = 1 / (warmup + 1)
    lr_scheduler.LinearLR(optimizer, first, total_iters=warmup)
    return lr_scheduler.LinearLR(optimizer, first, total_iters=warmup)

# %% wrong: the line never ends
# cause: never-ends
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LambdaLR(optimizer, lambda e: (e + 1) / (warmup + 1))

# %% wrong: falls instead of rising
# cause: falls
# misconception: m48
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(
        optimizer, 1.0, 1 / (warmup + 1), total_iters=warmup
    )

# %% wrong: ConstantLR
# cause: flat-then-a-jump
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.ConstantLR(optimizer, 1 / (warmup + 1), warmup)

# %% wrong: equal factors, not equal steps
# cause: steps-not-equal
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    first = 1 / (warmup + 1)
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: first ** (1 - min(1, e / warmup))
    )

# %% wrong: LinearLR from 0
# cause: start-factor-refused
# misconception: m52
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, 0, total_iters=warmup)

# %% wrong: one step while building
# cause: early
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    scheduler = lr_scheduler.LinearLR(
        optimizer, 1 / (warmup + 1), total_iters=warmup
    )
    scheduler.step()
    return scheduler

# %% wrong: the rates instead of the factors
# cause: returns-the-rate
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: base_lr * min(1, (e + 1) / (warmup + 1))
    )

# %% wrong: the length of the example
# cause: numbers-written-in
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, 1 / 8, total_iters=7)

# %% wrong: the factor rounded to two digits
# cause: none
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(
        optimizer, round(1 / (warmup + 1), 2), total_iters=warmup
    )

# %% wrong: the factor rounded to four digits
# cause: nearly-right
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(
        optimizer, round(1 / (warmup + 1), 4), total_iters=warmup
    )

# %% wrong: nothing returned
# cause: nothing-returned
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    lr_scheduler.LinearLR(optimizer, 1 / (warmup + 1), total_iters=warmup)

# %% wrong: a list of rates
# cause: no-scheduler
def build_warmup(optimizer, warmup):
    base_lr = optimizer.param_groups[0]["lr"]
    return [base_lr * (e + 1) / (warmup + 1) for e in range(warmup + 1)]

# %% wrong: the small factor as end_factor
# cause: end-for-start
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, end_factor=1 / (warmup + 1), total_iters=warmup)

# %% wrong: nothing sets the rate of epoch 0
# cause: built-too-late
def build_warmup(optimizer, warmup):
    base = optimizer.param_groups[0]["lr"]
    class S:
        e = 0
        def step(self):
            self.e += 1
            optimizer.param_groups[0]["lr"] = base * min(1, (self.e + 1) / (warmup + 1))
    return S()

# %% wrong: MultiplicativeLR with the factors of LambdaLR
# cause: factors-pile-up
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.MultiplicativeLR(optimizer, lambda e: min(1, (e + 1) / (warmup + 1)))

# %% wrong: always begins at a quarter
# cause: same-start
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, 0.25, total_iters=warmup)

# %% wrong: one step too few
# cause: base-rate-early
from torch.optim import lr_scheduler


def build_warmup(optimizer, warmup):
    return lr_scheduler.LinearLR(optimizer, 1 / (warmup + 1), total_iters=warmup - 1)

# %% wrong: factors of the rate of the defaults
# cause: rate-of-the-defaults
def build_warmup(optimizer, warmup):
    group = optimizer.param_groups[0]
    ratio = optimizer.defaults["lr"] / group["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: ratio * min(1, (e + 1) / (warmup + 1))
    )

# %% wrong: a warm-up of one epoch is taken for none
# cause: one-epoch
def build_warmup(optimizer, warmup):
    if warmup == 1:
        return lr_scheduler.ConstantLR(optimizer, factor=1.0, total_iters=1)
    return lr_scheduler.LinearLR(
        optimizer, start_factor=1 / (warmup + 1), total_iters=warmup
    )
