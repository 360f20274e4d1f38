# %% right: LambdaLR, the rate divided by the base rate
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]

    def factor(epoch):
        return rates[min(epoch, len(rates) - 1)] / base_lr

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% right: the base rate set to 1, then the list itself
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    optimizer.param_groups[0]["lr"] = 1.0
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: rates[epoch] if epoch < len(rates) else rates[-1]
    )

# %% right: MultiplicativeLR from the first rate on
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    for group in optimizer.param_groups:
        group["lr"] = rates[0]
    return lr_scheduler.MultiplicativeLR(
        optimizer, lambda e: rates[e] / rates[e - 1] if e < len(rates) else 1.0
    )

# %% right: a subclass of LRScheduler
class Follow(torch.optim.lr_scheduler.LRScheduler):
    def __init__(self, optimizer, rates):
        self.rates = rates
        super().__init__(optimizer)

    def get_lr(self):
        rate = self.rates[min(self.last_epoch, len(self.rates) - 1)]
        return [rate for _ in self.base_lrs]


def follow_rates(optimizer, rates):
    return Follow(optimizer, rates)

# %% right: an iterator and an object with a step
class Follow:
    def __init__(self, optimizer, rates):
        self.optimizer = optimizer
        self.iterator = iter(rates)
        self.step()

    def step(self):
        rate = next(self.iterator, None)
        if rate is not None:
            for group in self.optimizer.param_groups:
                group["lr"] = rate


def follow_rates(optimizer, rates):
    return Follow(optimizer, rates)

# %% right: one stage of a SequentialLR for each rate
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    stages = [
        lr_scheduler.LambdaLR(optimizer, lambda _e, f=rate / base_lr: f)
        for rate in rates
    ]
    return lr_scheduler.SequentialLR(optimizer, stages, list(range(1, len(rates))))

# %% wrong: the lambda returns the rate
# cause: returns-the-rate
# misconception: m49
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: rates[min(epoch, len(rates) - 1)]
    )

# %% wrong: divided by the first rate of the list
# cause: first-rate-taken-for-base
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: rates[min(epoch, len(rates) - 1)] / rates[0]
    )

# %% wrong: ratios of neighbours from the optimizer's own rate on
# cause: first-rate-taken-for-base
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    return lr_scheduler.MultiplicativeLR(
        optimizer, lambda e: rates[e] / rates[e - 1] if e < len(rates) else 1.0
    )

# %% wrong: epoch 0 keeps the rate of the optimizer
# cause: first-epoch-left-out
class Follow:
    def __init__(self, optimizer, rates):
        self.optimizer, self.rates, self.epoch = optimizer, rates, 0

    def step(self):
        self.epoch += 1
        last = len(self.rates) - 1
        self.optimizer.param_groups[0]["lr"] = self.rates[min(self.epoch, last)]


def follow_rates(optimizer, rates):
    return Follow(optimizer, rates)

# %% wrong: factor 1 after the end, so the base rate comes back
# cause: not-kept
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: rates[e] / base_lr if e < len(rates) else 1.0
    )

# %% wrong: begins the list again
# cause: not-kept
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: rates[epoch % len(rates)] / base_lr
    )

# %% wrong: no end is thought of
# cause: past-the-end
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(optimizer, lambda epoch: rates[epoch] / base_lr)

# %% wrong: the last rate is never reached
# cause: last-rate-left-out
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: rates[max(0, min(e, len(rates) - 2))] / base_lr
    )

# %% wrong: every rate one epoch early
# cause: one-epoch-early
# misconception: m14
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: rates[min(e + 1, len(rates) - 1)] / base_lr
    )

# %% wrong: every rate one epoch late, after the base rate
# cause: one-epoch-late
class Follow:
    def __init__(self, optimizer, rates):
        self.optimizer, self.rates, self.epoch = optimizer, rates, 0

    def step(self):
        last = len(self.rates) - 1
        self.optimizer.param_groups[0]["lr"] = self.rates[min(self.epoch, last)]
        self.epoch += 1


def follow_rates(optimizer, rates):
    return Follow(optimizer, rates)

# %% wrong: index e - 1, so epoch 0 uses the last rate
# cause: last-rate-first
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: rates[min(e - 1, len(rates) - 1)] / base_lr
    )

# %% wrong: divided by the rate that the optimizer has at the moment
# cause: divided-by-the-current-rate
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    def factor(epoch):
        wanted = rates[min(epoch, len(rates) - 1)]
        return wanted / optimizer.param_groups[0]["lr"]

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: MultiplicativeLR with the factor of the base rate
# cause: factors-multiplied-up
# misconception: m51
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.MultiplicativeLR(
        optimizer, lambda epoch: rates[min(epoch, len(rates) - 1)] / base_lr
    )

# %% wrong: one gamma from the first two rates
# cause: one-ratio-for-all
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    if len(rates) == 1:
        return lr_scheduler.LambdaLR(
            optimizer, lambda e: rates[0] / optimizer.param_groups[0]["initial_lr"]
        )
    gamma = rates[1] / rates[0]
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: gamma ** min(epoch, len(rates) - 1)
    )

# %% wrong: the first rate is set, the others are never used
# cause: one-rate-for-all
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    optimizer.param_groups[0]["lr"] = rates[0]
    return lr_scheduler.StepLR(optimizer, len(rates), gamma=1.0)

# %% wrong: late binding in a loop, every stage uses the last rate
# cause: one-rate-for-all
# misconception: m53
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    stages = []
    for rate in rates:
        stages.append(lr_scheduler.LambdaLR(optimizer, lambda _e: rate / base_lr))
    return lr_scheduler.SequentialLR(optimizer, stages, list(range(1, len(rates))))

# %% wrong: taken from the end of the list
# cause: in-another-order
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]

    def factor(_epoch):
        rate = rates.pop() if len(rates) > 1 else rates[0]
        return rate / base_lr

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: sorted, as if rates always fell
# cause: in-another-order
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    falling = sorted(rates, reverse=True)
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: falling[min(epoch, len(rates) - 1)] / base_lr
    )

# %% wrong: the base rate of the example written in
# cause: base-rate-written-in
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: rates[min(epoch, len(rates) - 1)] / 0.1
    )

# %% wrong: a list instead of a function
# cause: no-function
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(optimizer, [rate / base_lr for rate in rates])

# %% wrong: the scheduler is not returned
# cause: nothing-returned
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    lr_scheduler.LambdaLR(
        optimizer, lambda epoch: rates[min(epoch, len(rates) - 1)] / base_lr
    )

# %% wrong: sets the first rate only, with a scheduler that does nothing
# cause: nothing-happens
# misconception: m1
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    lr = optimizer.param_groups[0]["lr"]
    lr = rates[0]
    return lr_scheduler.LambdaLR(optimizer, lambda epoch: 1.0)

# %% wrong: factors rounded to three digits
# cause: nearly-right
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]

    def factor(epoch):
        wanted = rates[min(epoch, len(rates) - 1)]
        return float(f"{wanted / base_lr:.3g}")

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the list of the example written in
# cause: numbers-written-in
class Follow:
    def __init__(self, optimizer):
        self.optimizer = optimizer
        self.rates = [0.02, 0.05, 0.04]
        self.step()

    def step(self):
        lr = self.rates.pop(0) if self.rates else 0.01
        self.optimizer.param_groups[0]["lr"] = lr


def follow_rates(optimizer, rates):
    return Follow(optimizer)

# %% wrong: a list of one rate is not thought of
# cause: past-the-end
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    last = max(1, len(rates) - 1)
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: rates[min(epoch, last)] / base_lr
    )

# %% wrong: the last rate is returned as a factor after the end
# cause: rate-after-the-end
# misconception: m49
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.LambdaLR(
        optimizer, lambda e: rates[e] / base_lr if e < len(rates) else rates[-1]
    )

# %% wrong: the last ratio goes on after the end
# cause: last-ratio-goes-on
from torch.optim import lr_scheduler


def follow_rates(optimizer, rates):
    optimizer.param_groups[0]["lr"] = rates[0]
    ratios = [b / a for a, b in zip(rates, rates[1:])] or [1.0]
    return lr_scheduler.MultiplicativeLR(
        optimizer, lambda epoch: ratios[min(epoch, len(ratios)) - 1]
    )

# %% wrong: returns the list instead of a scheduler
# cause: no-scheduler
def follow_rates(optimizer, rates):
    for rate in rates:
        optimizer.param_groups[0]["lr"] = rate
    return rates

# %% wrong: MultiplicativeLR with quotients
# cause: first-rate-taken-for-base
def follow_rates(optimizer, rates):
    def change(epoch):
        if epoch >= len(rates):
            return 1
        return rates[epoch] / rates[epoch - 1]

    return lr_scheduler.MultiplicativeLR(optimizer, change)
