# %% right: the formula
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(n)
    ]

# %% right: torch's own scheduler, run
def cosine_rates(base_lr, T_max, eta_min, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: the square of half the angle
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    rates = []
    for epoch in range(n):
        part = math.cos(math.pi * epoch / T_max / 2) ** 2
        rates.append(base_lr * part + eta_min * (1 - part))
    return rates

# %% right: a mean and a swing, with torch
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    angles = math.pi * torch.arange(n, dtype=torch.float64) / T_max
    middle, swing = (base_lr + eta_min) / 2, (base_lr - eta_min) / 2
    return middle + swing * torch.cos(angles)

# %% right: half a period, mirrored again and again
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    def rate(epoch):
        since = epoch % (2 * T_max)
        if since > T_max:
            since = 2 * T_max - since
        return eta_min + (base_lr - eta_min) * (
            1 + math.cos(math.pi * since / T_max)
        ) / 2

    return list(map(rate, range(n)))

# %% wrong: stays down after T_max
# cause: clamped
# misconception: m42
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min
        + (base_lr - eta_min) * (1 + math.cos(math.pi * min(e, T_max) / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: starts again after T_max
# cause: restarts
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min
        + (base_lr - eta_min) * (1 + math.cos(math.pi * (e % T_max) / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: torch's class with restarts
# cause: restarts
def cosine_rates(base_lr, T_max, eta_min, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingWarmRestarts(
        optimizer, T_max, eta_min=eta_min
    )
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: a whole period until T_max
# cause: whole-period
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(2 * math.pi * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: a quarter of a period until T_max
# cause: quarter-period
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max / 2)) / 2
        for e in range(n)
    ]

# %% wrong: the lowest rate in epoch T_max - 1
# cause: last-epoch-lowest
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    last = T_max - 1
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / last)) / 2
        for e in range(n)
    ]

# %% wrong: eta_min as a floor
# cause: eta-min-as-floor
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        max(eta_min, base_lr * (1 + math.cos(math.pi * e / T_max)) / 2)
        for e in range(n)
    ]

# %% wrong: eta_min added to the whole height
# cause: eta-min-added
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + base_lr * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: eta_min left out
# cause: eta-min-ignored
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [base_lr * (1 + math.cos(math.pi * e / T_max)) / 2 for e in range(n)]

# %% wrong: eta_min as a factor
# cause: eta-min-as-a-factor
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    low = base_lr * eta_min
    return [
        low + (base_lr - low) * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: half the sum for half the difference
# cause: eta-min-added-on-top
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        (base_lr + eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: eta_min may not be above the base rate
# cause: eta-min-below-the-base-rate
# misconception: m46
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    low = min(eta_min, base_lr)
    return [
        low + (base_lr - low) * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: upside down
# cause: upside-down
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 - math.cos(math.pi * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: not halved
# cause: half-missing
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max))
        for e in range(n)
    ]

# %% wrong: the 1 is missing
# cause: one-missing
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * math.cos(math.pi * e / T_max)
        for e in range(n)
    ]

# %% wrong: degrees
# cause: degrees
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(180 * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: the share is rounded down
# cause: share-rounded
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * (e // T_max))) / 2
        for e in range(n)
    ]

# %% wrong: stretched over the run
# cause: over-the-whole-run
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / n)) / 2
        for e in range(n)
    ]

# %% wrong: a straight line
# cause: line-for-cosine
def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        base_lr + (eta_min - base_lr) * min(1, e / T_max) for e in range(n)
    ]

# %% wrong: one epoch ahead
# cause: early
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(1, n + 1)
    ]

# %% wrong: the recursion of the documentation, as it stands
# cause: recursion-divides-by-zero
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    rates = []
    rate = base_lr
    for e in range(n):
        rates.append(rate)
        rate = eta_min + (rate - eta_min) * (
            1 + math.cos(math.pi * (e + 1) / T_max)
        ) / (1 + math.cos(math.pi * e / T_max))
    return rates

# %% wrong: one entry too many
# cause: one-too-many
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(n + 1)
    ]

# %% wrong: the list ends with T_max
# cause: as-long-as-the-cosine
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2
        for e in range(min(n, T_max + 1))
    ]

# %% wrong: rounded to six decimals
# cause: rounded
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        round(
            eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2,
            6,
        )
        for e in range(n)
    ]

# %% wrong: in single precision
# cause: single-precision
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    angles = math.pi * torch.arange(n, dtype=torch.float32) / T_max
    return eta_min + (base_lr - eta_min) * (1 + torch.cos(angles)) / 2

# %% wrong: pi is 3.14
# cause: none
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [
        eta_min + (base_lr - eta_min) * (1 + math.cos(3.14 * e / T_max)) / 2
        for e in range(n)
    ]

# %% wrong: no entry is made for an empty run
# cause: empty-run
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    rates, epoch = [], 0
    while True:
        wave = (1 + math.cos(math.pi * epoch / T_max)) / 2
        rates.append(eta_min + (base_lr - eta_min) * wave)
        epoch += 1
        if epoch >= n:
            return rates

# %% wrong: a sine
# cause: sine-for-cosine
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [eta_min + (base_lr - eta_min) * (1 + math.sin(math.pi * e / T_max)) / 2 for e in range(n)]

# %% wrong: 0 after T_max
# cause: another-curve-after-t-max
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [(eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2) if e<=T_max else 0 for e in range(n)]

# %% wrong: the function of the lesson, with its base rate
# cause: base-rate-of-the-lesson
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    def cosine(e, T_max, eta_min=0.0, base_lr=0.1):
        part_left = (1 + math.cos(math.pi * e / T_max)) / 2
        return eta_min + (base_lr - eta_min) * part_left
    return [cosine(e, T_max, eta_min) for e in range(n)]

# %% wrong: T_max and eta_min swapped
# cause: arguments-swapped
import torch
from torch.optim import lr_scheduler


def cosine_rates(base_lr, T_max, eta_min, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    s = lr_scheduler.CosineAnnealingLR(optimizer, eta_min, T_max)
    out = []
    for e in range(n):
        out.append(s.get_last_lr()[0])
        optimizer.step()
        s.step()
    return out

# %% wrong: get_last_lr() without [0]
# cause: lists-listed
import torch
from torch.optim import lr_scheduler


def cosine_rates(base_lr, T_max, eta_min, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    s = lr_scheduler.CosineAnnealingLR(optimizer, T_max, eta_min)
    out = []
    for e in range(n):
        out.append(s.get_last_lr())
        optimizer.step()
        s.step()
    return out

# %% wrong: as many entries as the cosine has epochs
# cause: as-long-as-the-cosine
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    return [eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2 for e in range(T_max)]

# %% wrong: return inside the loop
# cause: return-in-the-loop
import math


def cosine_rates(base_lr, T_max, eta_min, n):
    r = []
    for e in range(n):
        r.append(eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2)
        return r

# %% wrong: eta_min is taken off the height, but not added
# cause: eta-min-not-added
def cosine_rates(base_lr, T_max, eta_min, n):
    height = base_lr - eta_min
    return [height * (1 + math.cos(math.pi * e / T_max)) / 2 for e in range(n)]

# %% wrong: the right curve, but never below eta_min
# cause: eta-min-as-floor
def cosine_rates(base_lr, T_max, eta_min, n):
    rates = []
    for e in range(n):
        rate = eta_min + (base_lr - eta_min) * (1 + math.cos(math.pi * e / T_max)) / 2
        rates.append(max(eta_min, rate))
    return rates
