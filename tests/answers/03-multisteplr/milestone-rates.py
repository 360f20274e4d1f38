# %% right: counts with sum
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m <= e for m in milestones) for e in range(n)]

# %% right: bisect on the sorted milestones
def multi_step(base_lr, gamma, milestones, n):
    from bisect import bisect_right

    ordered = sorted(milestones)
    return [base_lr * gamma ** bisect_right(ordered, epoch) for epoch in range(n)]

# %% right: torch's MultiStepLR with a dummy optimizer
from torch.optim.lr_scheduler import MultiStepLR


def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = MultiStepLR(optimizer, milestones, gamma)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: a running rate, multiplied once for each milestone that equals the epoch
def multi_step(base_lr, gamma, milestones, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        for milestone in milestones:
            if milestone == epoch:
                lr *= gamma
        rates.append(lr)
    return rates

# %% right: a Counter and running totals
from collections import Counter
from itertools import accumulate


def multi_step(base_lr, gamma, milestones, n):
    drops = Counter(milestones)
    return [base_lr * gamma**k for k in accumulate(drops[e] for e in range(n))]

# %% right: lowers the rest of the list at each milestone
def multi_step(base_lr, gamma, milestones, n):
    rates = [base_lr] * n
    for milestone in milestones:
        for epoch in range(milestone, n):
            rates[epoch] *= gamma
    return rates

# %% right: segments between sorted milestones, cut off at n
def multi_step(base_lr, gamma, milestones, n):
    rates, lr, before = [], base_lr, 0
    for milestone in sorted(milestones):
        rates += [lr] * (milestone - before)
        lr, before = lr * gamma, milestone
    return (rates + [lr] * max(0, n - before))[:n]

# %% right: LambdaLR
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda epoch: gamma ** len([m for m in milestones if m <= epoch])
    )
    rates = []
    for _ in range(n):
        rates += scheduler.get_last_lr()
        optimizer.step()
        scheduler.step()
    return rates

# %% right: a table of comparisons in float64
def multi_step(base_lr, gamma, milestones, n):
    epochs = torch.arange(n).reshape(-1, 1)
    counts = (torch.tensor(milestones, dtype=torch.int64) <= epochs).sum(dim=1)
    return base_lr * torch.tensor(gamma, dtype=torch.float64) ** counts

# %% wrong: a set, so a repeated milestone counts once
# cause: repeats-lost
# misconception: m37
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m <= e for m in set(milestones)) for e in range(n)]

# %% wrong: drops once in each epoch that is in the list
# cause: repeats-lost
# misconception: m37
def multi_step(base_lr, gamma, milestones, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        if epoch in milestones:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: MultiStepLR with the sorted set, as the documentation asks for increasing milestones
# cause: repeats-lost
# misconception: m37
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, sorted(set(milestones)), gamma)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: milestones as durations
# cause: milestones-relative
# misconception: m38
def multi_step(base_lr, gamma, milestones, n):
    from itertools import accumulate

    ends = list(accumulate(milestones))
    return [base_lr * gamma ** sum(m <= e for m in ends) for e in range(n)]

# %% wrong: durations in rising order
# cause: milestones-relative
# misconception: m38
def multi_step(base_lr, gamma, milestones, n):
    rates, lr = [], base_lr
    for duration in sorted(milestones):
        rates += [lr] * duration
        lr *= gamma
    return (rates + [lr] * n)[:n]

# %% wrong: a tensor of milestones
# cause: never-changes
# misconception: m36
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(
        optimizer, torch.tensor(milestones), gamma=gamma
    )
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: milestones as parts of the run
# cause: never-changes
# misconception: m35
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    fractions = [(m + 0.5) / (n + 1) for m in milestones]
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, fractions, gamma)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: StepLR with the list in the place of the step size
# cause: list-for-step-size
# misconception: m29
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, milestones, gamma)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: StepLR(milestones=...)
# cause: milestones-for-steplr
# misconception: m28
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, milestones=milestones, gamma=gamma)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: StepLR with the first milestone
# cause: first-milestone-repeats
def multi_step(base_lr, gamma, milestones, n):
    if not milestones or milestones[0] == 0:
        return [base_lr] * n
    return [base_lr * gamma ** (epoch // milestones[0]) for epoch in range(n)]

# %% wrong: < instead of <=
# cause: equal-left-out
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m < e for m in milestones) for e in range(n)]

# %% wrong: bisect_left instead of bisect_right
# cause: equal-left-out
from bisect import bisect_left


def multi_step(base_lr, gamma, milestones, n):
    milestones = sorted(milestones)
    return [base_lr * gamma ** bisect_left(milestones, epoch) for epoch in range(n)]

# %% wrong: notes the rate before it drops
# cause: equal-left-out
def multi_step(base_lr, gamma, milestones, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        rates.append(lr)
        lr *= gamma ** milestones.count(epoch)
    return rates

# %% wrong: epochs counted from 1
# cause: early
# misconception: m5
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m <= e for m in milestones) for e in range(1, n + 1)]

# %% wrong: notes the rate after scheduler.step()
# cause: early
# misconception: m22
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    rates = []
    for _ in range(n):
        optimizer.step()
        scheduler.step()
        rates.append(scheduler.get_last_lr()[0])
    return rates

# %% wrong: a milestone 0 is left out
# cause: zero-ignored
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(0 < m <= e for m in milestones) for e in range(n)]

# %% wrong: epoch 0 always gets the base rate
# cause: zero-ignored
def multi_step(base_lr, gamma, milestones, n):
    rates = [base_lr]
    for epoch in range(1, n):
        rates.append(rates[-1] * gamma ** milestones.count(epoch))
    return rates

# %% wrong: bisect without sorting
# cause: not-sorted
def multi_step(base_lr, gamma, milestones, n):
    from bisect import bisect_right

    return [base_lr * gamma ** bisect_right(milestones, epoch) for epoch in range(n)]

# %% wrong: takes the milestones from the front of the list, unsorted
# cause: not-sorted
def multi_step(base_lr, gamma, milestones, n):
    waiting, lr, rates = list(milestones), base_lr, []
    for epoch in range(n):
        while waiting and waiting[0] <= epoch:
            waiting.pop(0)
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: the exponent is the place in the list
# cause: not-sorted
def multi_step(base_lr, gamma, milestones, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        if epoch in milestones:
            lr = base_lr * gamma ** (milestones.index(epoch) + 1)
        rates.append(lr)
    return rates

# %% wrong: if instead of while, so two equal milestones drop in two epochs
# cause: one-per-epoch
def multi_step(base_lr, gamma, milestones, n):
    waiting, lr, rates = sorted(milestones), base_lr, []
    for epoch in range(n):
        if waiting and epoch >= waiting[0]:
            waiting.pop(0)
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: only one drop, from the first milestone on
# cause: milestone-missed
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma if any(m <= e for m in milestones) else base_lr for e in range(n)]

# %% wrong: the last milestone is never reached
# cause: milestone-missed
def multi_step(base_lr, gamma, milestones, n):
    ordered = sorted(milestones)
    counts = [sum(m <= e for m in ordered[:-1]) for e in range(n)]
    return [base_lr * gamma**k for k in counts]

# %% wrong: compares the running rate's epoch with >=
# cause: compounds
# misconception: m3
def multi_step(base_lr, gamma, milestones, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        for milestone in milestones:
            if epoch >= milestone:
                lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: the closed form applied to the current rate
# cause: compounds
# misconception: m6
def multi_step(base_lr, gamma, milestones, n):
    rates = []
    for epoch in range(n):
        base_lr = base_lr * gamma ** sum(m <= epoch for m in milestones)
        rates.append(base_lr)
    return rates

# %% wrong: drops for one epoch only
# cause: back-to-base
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** milestones.count(epoch) for epoch in range(n)]

# %% wrong: gamma as the part that goes
# cause: percent-off
# misconception: m13
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * (1 - gamma) ** sum(m <= e for m in milestones) for e in range(n)]

# %% wrong: divides by gamma
# cause: grows
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr / gamma ** sum(m <= e for m in milestones) for e in range(n)]

# %% wrong: subtracts
# cause: subtracts
# misconception: m9
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr - base_lr * gamma * sum(m <= e for m in milestones) for e in range(n)]

# %% wrong: multiplies by the number of drops
# cause: times-the-count
def multi_step(base_lr, gamma, milestones, n):
    rates = []
    for epoch in range(n):
        k = sum(m <= epoch for m in milestones)
        rates.append(base_lr * gamma * k if k else base_lr)
    return rates

# %% wrong: the base rate inside the power
# cause: base-in-the-power
def multi_step(base_lr, gamma, milestones, n):
    return [(base_lr * gamma) ** sum(m <= e for m in milestones) for e in range(n)]

# %% wrong: gamma not passed on, so it is 0.1
# cause: gamma-left-out
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the list ends at the last milestone
# cause: ends-at-the-last-milestone
def multi_step(base_lr, gamma, milestones, n):
    rates, lr, before = [], base_lr, 0
    for milestone in sorted(milestones):
        rates += [lr] * (milestone - before)
        lr, before = lr * gamma, milestone
    return rates

# %% wrong: segments that are not cut off where the run ends
# cause: too-long
def multi_step(base_lr, gamma, milestones, n):
    rates, lr, before = [], base_lr, 0
    for milestone in sorted(milestones):
        rates += [lr] * (milestone - before)
        lr, before = lr * gamma, milestone
    return rates + [lr] * max(0, n - before)

# %% wrong: a list without milestones is not expected
# cause: no-milestones
def multi_step(base_lr, gamma, milestones, n):
    ordered = sorted(milestones)
    rates = []
    for epoch in range(n):
        k = 0
        while k < len(ordered) and ordered[k] <= epoch:
            k += 1
        rates.append(base_lr * gamma**k)
    return rates if ordered[0] >= 0 else []

# %% wrong: two schedulers that are both stepped
# cause: twice
# misconception: m70
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    schedulers = [
        torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma) for _ in range(2)
    ]
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        for scheduler in schedulers:
            scheduler.step()
    return rates

# %% wrong: rounded to five significant digits
# cause: rounded
def multi_step(base_lr, gamma, milestones, n):
    counts = [sum(m <= e for m in milestones) for e in range(n)]
    return [float(f"{base_lr * gamma**k:.5g}") for k in counts]

# %% wrong: in single precision
# cause: single-precision
def multi_step(base_lr, gamma, milestones, n):
    counts = torch.tensor([sum(m <= e for m in milestones) for e in range(n)])
    return (base_lr * torch.tensor(gamma) ** counts).tolist()

# %% wrong: the example written in
# cause: hard-coded
def multi_step(base_lr, gamma, milestones, n):
    return [0.3] * 3 + [0.108] * 5 + [0.0648] * 4

# %% wrong: the base rate of the example written in
# cause: hard-coded-base
def multi_step(base_lr, gamma, milestones, n):
    return [0.5 * gamma ** sum(m <= e for m in milestones) for e in range(n)]

# %% wrong: fails for a run of no epochs
# cause: empty-run
def multi_step(base_lr, gamma, milestones, n):
    rates = [base_lr * gamma ** milestones.count(0)]
    for epoch in range(1, n):
        rates.append(rates[-1] * gamma ** milestones.count(epoch))
    return rates

# %% wrong: return inside the loop
# cause: return-in-the-loop
def multi_step(base_lr, gamma, milestones, n):
    rates = []
    for epoch in range(n):
        rates.append(base_lr * gamma ** sum(m <= epoch for m in milestones))
        return rates
    return rates

# %% wrong: one entry for each level
# cause: only-changes
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma**k for k in range(len(milestones) + 1)]

# %% wrong: prints instead of returning
# cause: none
def multi_step(base_lr, gamma, milestones, n):
    for epoch in range(n):
        print(base_lr * gamma ** sum(m <= epoch for m in milestones))

# %% wrong: one entry too many
# cause: one-too-many
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m <= e for m in milestones) for e in range(n + 1)]

# %% wrong: the last epoch is missing
# cause: one-too-few
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m <= e for m in milestones) for e in range(n - 1)]

# %% wrong: epoch 0 is missing
# cause: starts-at-one
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m <= e for m in milestones) for e in range(1, n)]

# %% wrong: the list runs backwards
# cause: reversed
def multi_step(base_lr, gamma, milestones, n):
    rates = []
    for epoch in range(n):
        rates.insert(0, base_lr * gamma ** sum(m <= epoch for m in milestones))
    return rates

# %% wrong: returns the last rate
# cause: only-the-last
def multi_step(base_lr, gamma, milestones, n):
    lr = base_lr
    for epoch in range(n):
        lr = base_lr * gamma ** sum(m <= epoch for m in milestones)
    return lr

# %% wrong: never below 0.0001
# cause: floor
def multi_step(base_lr, gamma, milestones, n):
    return [max(1e-4, base_lr * gamma ** sum(m <= e for m in milestones)) for e in range(n)]

# %% wrong: the list lives outside of the function
# cause: list-outlives-the-call
rates = []


def multi_step(base_lr, gamma, milestones, n):
    for epoch in range(n):
        rates.append(base_lr * gamma ** sum(m <= epoch for m in milestones))
    return rates

# %% wrong: lowers one entry of the list for each milestone
# cause: back-to-base
def multi_step(base_lr, gamma, milestones, n):
    rates = [base_lr] * n
    for milestone in sorted(milestones):
        rates[milestone] *= gamma
    return rates

# %% wrong: a list of drops that is too short for milestones beyond the run
# cause: index-past-the-end
# misconception: m39
def multi_step(base_lr, gamma, milestones, n):
    drops = [0] * n
    for milestone in milestones:
        drops[milestone] += 1
    rates, lr = [], base_lr
    for count in drops:
        lr *= gamma**count
        rates.append(lr)
    return rates

# %% wrong: caret for a power
# cause: caret
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ^ sum(m <= e for m in milestones) for e in range(n)]

# %% wrong: the rates of the milestones only
# cause: only-changes
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** sum(m <= e for m in milestones) for e in milestones]

# %% wrong: all milestones at once
# cause: all-at-once
def multi_step(base_lr, gamma, milestones, n):
    return [base_lr * gamma ** len(milestones) for _ in range(n)]

# %% wrong: notes get_lr()
# cause: get-lr
# misconception: m23
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: builds the scheduler inside the loop
# cause: built-in-the-loop
# misconception: m20
def multi_step(base_lr, gamma, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    rates = []
    for _ in range(n):
        scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: a set, and each drop one epoch late
# cause: repeats-lost
# misconception: m37
from bisect import bisect_left


def multi_step(base_lr, gamma, milestones, n):
    ordered = sorted(set(milestones))
    return [base_lr * gamma ** bisect_left(ordered, epoch) for epoch in range(n)]
