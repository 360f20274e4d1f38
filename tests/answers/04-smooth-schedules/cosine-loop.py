# %% right: no more steps after T_max
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% right: two loops
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min=eta_min)
    for _ in range(min(epochs, T_max)):
        train_epoch()
        scheduler.step()
    for _ in range(epochs - T_max):
        train_epoch()

# %% right: every rate set from the formula
import math


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    first = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(epochs):
        share = min(1, epoch / T_max)
        wave = (1 + math.cos(math.pi * share)) / 2
        for group, lr in zip(optimizer.param_groups, first):
            group["lr"] = eta_min + (lr - eta_min) * wave
        train_epoch()

# %% right: a function for each group
import math

from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    def factor_of(base_lr):
        def factor(epoch):
            wave = (1 + math.cos(math.pi * min(epoch, T_max) / T_max)) / 2
            return (eta_min + (base_lr - eta_min) * wave) / base_lr

        return factor

    scheduler = lr_scheduler.LambdaLR(
        optimizer, [factor_of(group["lr"]) for group in optimizer.param_groups]
    )
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()

# %% right: the scheduler's own counter decides
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    while epochs > 0:
        train_epoch()
        if scheduler.last_epoch != T_max:
            scheduler.step()
        epochs -= 1

# %% right: stepped for ever, but put back to the lowest rate
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
        if epoch + 1 >= T_max:
            for group in optimizer.param_groups:
                group["lr"] = eta_min

# %% right: the epoch is told, and never past T_max
import warnings

from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        with warnings.catch_warnings(action="ignore"):
            scheduler.step(min(epoch + 1, T_max))

# %% right: the averaging schedule stays where it arrives
from torch.optim.swa_utils import SWALR


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = SWALR(optimizer, swa_lr=eta_min, anneal_epochs=T_max)
    for _ in range(epochs):
        train_epoch()
        scheduler.step()

# %% right: the rate itself says whether it has arrived, since the cosine of pi is exactly -1
def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        if scheduler.get_last_lr()[0] > eta_min:
            scheduler.step()

# %% wrong: nothing is repaired
# cause: nothing-repaired
# misconception: m42
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max)
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()

# %% wrong: eta_min is passed on, the rate still rises
# cause: rises-again
# misconception: m42
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()

# %% wrong: the rate stays, but at 0
# cause: eta-min-left-out
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max)
    for epoch in range(epochs):
        train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% wrong: one step too many
# cause: one-step-too-many
# misconception: m42
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        if epoch <= T_max:
            scheduler.step()

# %% wrong: one step too few
# cause: one-step-too-few
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        if epoch + 1 < T_max:
            scheduler.step()

# %% wrong: the scheduler is stepped first
# cause: stepped-first
# misconception: m14
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        if epoch < T_max:
            scheduler.step()
        train_epoch()

# %% wrong: training stops at T_max
# cause: training-stops
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        if epoch >= T_max:
            break
        train_epoch()
        scheduler.step()

# %% wrong: warm restarts
# cause: starts-again
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingWarmRestarts(
        optimizer, T_max, eta_min=eta_min
    )
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()

# %% wrong: a rate of 0 after the cosine
# cause: zero-at-the-end
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        if epoch >= T_max:
            for group in optimizer.param_groups:
                group["lr"] = 0.0
        train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% wrong: eta_min as a floor
# cause: eta-min-as-floor
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    rates = []
    bases = [group["lr"] for group in optimizer.param_groups]
    import math
    for epoch in range(epochs):
        wave = (1 + math.cos(math.pi * min(epoch, T_max) / T_max)) / 2
        for group, base in zip(optimizer.param_groups, bases):
            group["lr"] = max(eta_min, base * wave)
        train_epoch()

# %% wrong: T_max is the whole run
# cause: stretched
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(
        optimizer, max(1, epochs), eta_min
    )
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()

# %% wrong: stepped twice in an epoch
# cause: stepped-twice
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        for _ in range(2):
            if scheduler.last_epoch < T_max:
                scheduler.step()

# %% wrong: the scheduler is built in the loop
# cause: built-in-the-loop
# misconception: m20
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    for epoch in range(epochs):
        scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
        train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% wrong: the scheduler is never stepped
# cause: never-changes
# misconception: m16
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()

# %% wrong: only the first group is put to the lowest rate
# cause: not-all-groups
# misconception: m10
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        if epoch >= T_max:
            optimizer.param_groups[0]["lr"] = eta_min
        train_epoch()
        scheduler.step()

# %% wrong: the rate of the first group for all
# cause: groups-made-equal
import math


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    first = optimizer.param_groups[0]["lr"]
    for epoch in range(epochs):
        wave = (1 + math.cos(math.pi * min(epoch, T_max) / T_max)) / 2
        if epoch > 0:
            for group in optimizer.param_groups:
                group["lr"] = eta_min + (first - eta_min) * wave
        train_epoch()

# %% wrong: train_epoch is not called
# cause: never-trained
# misconception: m17
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch
        if epoch < T_max:
            scheduler.step()

# %% wrong: one update more in each epoch
# cause: other-updates
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        optimizer.step()
        if epoch < T_max:
            scheduler.step()

# %% wrong: epochs counted from 1
# cause: epochs-miscounted
# misconception: m5
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(1, epochs):
        train_epoch()
        if epoch <= T_max:
            scheduler.step()

# %% wrong: rates rounded to six digits
# cause: rates-nearly-right
import math


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    first = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(epochs):
        wave = (1 + math.cos(math.pi * min(1, epoch / T_max))) / 2
        for group, lr in zip(optimizer.param_groups, first):
            group["lr"] = float(f"{eta_min + (lr - eta_min) * wave:.6g}")
        train_epoch()

# %% wrong: short runs are trained for T_max epochs
# cause: trained-too-long
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for _ in range(T_max):
        train_epoch()
        scheduler.step()
    for _ in range(epochs - T_max):
        train_epoch()

# %% wrong: a run without epochs trains once
# cause: epochs-miscounted
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    epoch = 0
    while True:
        train_epoch()
        if epoch < T_max:
            scheduler.step()
        epoch += 1
        if epoch >= epochs:
            break

# %% wrong: always two param groups
# cause: shape-of-the-example
import math


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    first, second = optimizer.param_groups
    high, low = first["lr"], second["lr"]
    for epoch in range(epochs):
        wave = (1 + math.cos(math.pi * min(epoch, T_max) / T_max)) / 2
        first["lr"] = eta_min + (high - eta_min) * wave
        second["lr"] = eta_min + (low - eta_min) * wave
        train_epoch()

# %% wrong: the groups 0 and 1, written out
# cause: not-all-groups
# misconception: m10
import math


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    first, groups = [group["lr"] for group in optimizer.param_groups], optimizer.param_groups
    for epoch in range(epochs):
        wave = (1 + math.cos(math.pi * min(epoch, T_max) / T_max)) / 2
        groups[0]["lr"] = eta_min + (first[0] - eta_min) * wave
        groups[1]["lr"] = eta_min + (first[1] - eta_min) * wave
        train_epoch()

# %% wrong: two loops that overlap
# cause: loops-overlap
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(T_max):
        train_epoch()
        scheduler.step()
    for epoch in range(epochs):
        train_epoch()

# %% wrong: train_epoch is called twice
# cause: trained-twice
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        if train_epoch():
            break
        loss = train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% wrong: T_max and eta_min swapped
# cause: arguments-swapped
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, eta_min, T_max)
    for epoch in range(epochs):
        train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% wrong: T_max of the example written in
# cause: stops-after-a-number
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        if epoch < 4:
            scheduler.step()

# %% wrong: eta_min of the example written in
# cause: lowest-rate-written-in
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, 0.03)
    for epoch in range(epochs):
        train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% wrong: breaks off one epoch after T_max
# cause: training-stops
from torch.optim import lr_scheduler


def train(optimizer, train_epoch, epochs, T_max, eta_min):
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
        if epoch == T_max:
            break

# %% wrong: short runs squeeze the cosine
# cause: squeezed
def train(optimizer, train_epoch, epochs, T_max, eta_min):
    T_max = max(1, min(T_max, epochs))
    scheduler = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        if epoch < T_max:
            scheduler.step()

# %% wrong: every rate from the formula, with the rate of the defaults
# cause: rate-of-the-defaults
def train(optimizer, train_epoch, epochs, T_max, eta_min):
    height = optimizer.defaults["lr"] - eta_min
    for epoch in range(epochs):
        wave = (1 + math.cos(math.pi * min(1, epoch / T_max))) / 2
        for group in optimizer.param_groups:
            group["lr"] = eta_min + height * wave
        train_epoch()
