# %% right: closed form, own epoch since the last milestone
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        stage = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[stage]
        rates.append(base_lr * gamma ** ((epoch - starts[stage]) // step_size))
    return rates

# %% right: torch's own SequentialLR, stepped and read
from torch.optim import lr_scheduler


def sequential_rates(base_lr, stages, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    parts = [lr_scheduler.StepLR(optimizer, step, gamma) for step, gamma in stages]
    scheduler = lr_scheduler.SequentialLR(optimizer, parts, milestones)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: one block for each stage, joined and cut off at n
def sequential_rates(base_lr, stages, milestones, n):
    """Return the rates of a SequentialLR of several StepLR."""
    rates = []
    ends = list(milestones) + [max([n, *milestones])]
    for (step_size, gamma), end in zip(stages, ends):
        length = end - len(rates)
        rates += [base_lr * gamma ** (own // step_size) for own in range(length)]
    return rates[:n]

# %% right: a running rate that is set back at each milestone
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    remaining = list(milestones)
    queue = list(stages)
    lr, own = base_lr, 0
    for epoch in range(n):
        if remaining and epoch == remaining[0]:
            remaining.pop(0)
            queue.pop(0)
            lr, own = base_lr, 0
        step_size, gamma = queue[0]
        if own > 0 and own % step_size == 0:
            lr *= gamma
        rates.append(lr)
        own += 1
    return rates

# %% right: recursion, the rest of the stages is a run of its own
def sequential_rates(base_lr, stages, milestones, n):
    (step_size, gamma), *others = stages
    end = min([n, *milestones[:1]])
    rates = [base_lr * gamma ** (epoch // step_size) for epoch in range(end)]
    if end == n:
        return rates
    later = [milestone - end for milestone in milestones[1:]]
    return rates + sequential_rates(base_lr, others, later, n - end)

# %% right: bisect and float64 tensors
from bisect import bisect_right


def sequential_rates(base_lr, stages, milestones, n):
    rates = torch.full((n,), base_lr, dtype=torch.float64)
    for epoch in range(n):
        k = bisect_right(milestones, epoch)
        own = epoch - (milestones[k - 1] if k else 0)
        rates[epoch] *= stages[k][1] ** (own // stages[k][0])
    return rates.tolist()

# %% wrong: goes on from the rate at which the stage before ended
# cause: goes-on
# misconception: m62
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    begin = base_lr
    for epoch in range(n):
        stage = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[stage]
        if epoch > 0 and epoch == starts[stage]:
            begin = rates[-1]
        rates.append(begin * gamma ** ((epoch - starts[stage]) // step_size))
    return rates

# %% wrong: goes on from where the stage before would be by then
# cause: goes-on
# misconception: m62
def sequential_rates(base_lr, stages, milestones, n):
    ends = [*milestones, n]
    begin, start, rates = base_lr, 0, []
    for (step_size, gamma), end in zip(stages, ends):
        for epoch in range(start, end):
            rates.append(begin * gamma ** ((epoch - start) // step_size))
        begin *= gamma ** ((end - start) // step_size)
        start = end
    return rates[:n]

# %% wrong: one running rate, multiplied whenever the own epoch fits
# cause: goes-on
def sequential_rates(base_lr, stages, milestones, n):
    lr, rates = base_lr, []
    start, k = 0, 0
    for epoch in range(n):
        if k < len(milestones) and epoch == milestones[k]:
            k += 1
            start = epoch
        step_size, gamma = stages[k]
        if epoch != 0 and (epoch - start) % step_size == 0:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: two StepLR in a row that each scale the current rate, stepped by hand
# cause: goes-on
from torch.optim import lr_scheduler


def sequential_rates(base_lr, stages, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    parts = [lr_scheduler.StepLR(optimizer, step, gamma) for step, gamma in stages]
    rates = []
    for epoch in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        parts[sum(m <= epoch for m in milestones)].step()
    return rates

# %% wrong: a later stage counts the epochs of the whole training
# cause: own-epochs
# misconception: m41
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    for epoch in range(n):
        stage = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[stage]
        rates.append(base_lr * gamma ** (epoch // step_size))
    return rates

# %% wrong: the milestone's epoch still belongs to the old stage
# cause: stage-late
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        stage = sum(milestone < epoch for milestone in milestones)
        step_size, gamma = stages[stage]
        rates.append(base_lr * gamma ** ((epoch - starts[stage]) // step_size))
    return rates

# %% wrong: the new stage begins in the epoch after the milestone, with own epoch 0
# cause: stage-late
from torch.optim import lr_scheduler


def sequential_rates(base_lr, stages, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    parts = [lr_scheduler.StepLR(optimizer, step, gamma) for step, gamma in stages]
    later = [milestone + 1 for milestone in milestones]
    scheduler = lr_scheduler.SequentialLR(optimizer, parts, later)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the new stage begins one epoch before the milestone
# cause: stage-early
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0] + [milestone - 1 for milestone in milestones]
    rates = []
    for epoch in range(n):
        stage = max(k for k, start in enumerate(starts) if start <= epoch)
        step_size, gamma = stages[stage]
        rates.append(base_lr * gamma ** ((epoch - starts[stage]) // step_size))
    return rates

# %% wrong: milestones taken as the lengths of the stages
# cause: milestones-as-durations
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    for k, (step_size, gamma) in enumerate(stages):
        length = milestones[k] if k < len(milestones) else n
        rates += [base_lr * gamma ** (own // step_size) for own in range(length)]
    return rates[:n]

# %% wrong: all stages from the start, multiplied
# cause: all-stages-at-once
# misconception: m70
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    for epoch in range(n):
        lr = base_lr
        for step_size, gamma in stages:
            lr *= gamma ** (epoch // step_size)
        rates.append(lr)
    return rates

# %% wrong: a ChainedScheduler instead of a SequentialLR
# cause: all-stages-at-once
# misconception: m70
from torch.optim import lr_scheduler


def sequential_rates(base_lr, stages, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    parts = [lr_scheduler.StepLR(optimizer, step, gamma) for step, gamma in stages]
    scheduler = lr_scheduler.ChainedScheduler(parts)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: only the first stage
# cause: first-stage-only
def sequential_rates(base_lr, stages, milestones, n):
    step_size, gamma = stages[0]
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(n)]

# %% wrong: two stages only, as if there were always one milestone
# cause: two-stages-only
def sequential_rates(base_lr, stages, milestones, n):
    first = milestones[0] if milestones else n
    rates = []
    for epoch in range(n):
        if epoch < first:
            step_size, gamma = stages[0]
            rates.append(base_lr * gamma ** (epoch // step_size))
        else:
            step_size, gamma = stages[1]
            rates.append(base_lr * gamma ** ((epoch - first) // step_size))
    return rates

# %% wrong: zip of stages and milestones, so the last stage is lost
# cause: last-stage-missing
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    for (step_size, gamma), end in zip(stages, milestones):
        start = len(rates)
        for epoch in range(start, min(end, n)):
            rates.append(base_lr * gamma ** ((epoch - start) // step_size))
    return rates

# %% wrong: the first milestone is looked up even if there is none
# cause: stage-without-milestone
def sequential_rates(base_lr, stages, milestones, n):
    if not milestones:
        return [base_lr] * n
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        rates.append(base_lr * gamma ** ((epoch - starts[k]) // step_size))
    return rates

# %% wrong: a drop in the own epoch 0 of each stage
# cause: drops-at-own-start
# misconception: m4
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    lr, own, k = base_lr, 0, 0
    for epoch in range(n):
        if epoch in milestones:
            k += 1
            lr, own = base_lr, 0
        step_size, gamma = stages[k]
        if own % step_size == 0:
            lr *= gamma
        rates.append(lr)
        own += 1
    return rates

# %% wrong: true division, a smooth decay in each stage
# cause: not-in-steps
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        rates.append(base_lr * gamma ** ((epoch - starts[k]) / step_size))
    return rates

# %% wrong: step_size and gamma swapped
# cause: pair-swapped
# misconception: m31
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        gamma, step_size = stages[k]
        rates.append(base_lr * gamma ** ((epoch - starts[k]) // step_size))
    return rates

# %% wrong: gamma taken as the part that goes
# cause: percent-off
# misconception: m13
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        rates.append(base_lr * (1 - gamma) ** ((epoch - starts[k]) // step_size))
    return rates

# %% wrong: the factors without the base rate
# cause: factors-only
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        rates.append(gamma ** ((epoch - starts[k]) // step_size))
    return rates

# %% wrong: read after scheduler.step(), so the rates of the next epochs
# cause: early
# misconception: m22
from torch.optim import lr_scheduler


def sequential_rates(base_lr, stages, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    parts = [lr_scheduler.StepLR(optimizer, step, gamma) for step, gamma in stages]
    scheduler = lr_scheduler.SequentialLR(optimizer, parts, milestones)
    rates = []
    for _ in range(n):
        optimizer.step()
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
    return rates

# %% wrong: the rate of the first stage noted once more, everything one epoch late
# cause: late
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = [base_lr] if n else []
    for epoch in range(n - 1):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        rates.append(base_lr * gamma ** ((epoch - starts[k]) // step_size))
    return rates

# %% wrong: a chain as a later stage
# cause: composite-inside
# misconception: m68
from torch.optim import lr_scheduler


def sequential_rates(base_lr, stages, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    parts = [lr_scheduler.StepLR(optimizer, step, gamma) for step, gamma in stages]
    rest = lr_scheduler.ChainedScheduler(parts[1:]) if milestones else None
    scheduler = parts[0]
    if rest:
        scheduler = lr_scheduler.SequentialLR(
            optimizer, [parts[0], rest], milestones[:1]
        )
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the blocks are not cut off at n
# cause: too-long
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    ends = [*milestones, n]
    for (step_size, gamma), end in zip(stages, ends):
        start = len(rates)
        for epoch in range(start, end):
            rates.append(base_lr * gamma ** ((epoch - start) // step_size))
    return rates

# %% wrong: one entry too many
# cause: one-too-many
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n + 1):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        rates.append(base_lr * gamma ** ((epoch - starts[k]) // step_size))
    return rates

# %% wrong: the first rate is in the list before the loop, also for a run of no epochs
# cause: empty-run
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = [base_lr]
    for epoch in range(1, n):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        rates.append(base_lr * gamma ** ((epoch - starts[k]) // step_size))
    return rates

# %% wrong: rounded to six decimals
# cause: rounded
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    rates = []
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        lr = base_lr * gamma ** ((epoch - starts[k]) // step_size)
        rates.append(round(lr, 6))
    return rates

# %% wrong: the numbers of the example written in
# cause: hard-coded
def sequential_rates(base_lr, stages, milestones, n):
    first = [0.1, 0.1, 0.05, 0.05, 0.025]
    second = [0.1, 0.1, 0.1, 0.1 * 0.2]
    return first + second + [0.1 * 0.8**own for own in range(5)]

# %% wrong: prints the rates
# cause: none
def sequential_rates(base_lr, stages, milestones, n):
    starts = [0, *milestones]
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        step_size, gamma = stages[k]
        print(base_lr * gamma ** ((epoch - starts[k]) // step_size))

# %% wrong: computed in float32
# cause: single-precision
def sequential_rates(base_lr, stages, milestones, n):
    rates = torch.full((n,), base_lr)
    for epoch in range(n):
        k = sum(milestone <= epoch for milestone in milestones)
        own = epoch - (milestones[k - 1] if k else 0)
        rates[epoch] *= stages[k][1] ** (own // stages[k][0])
    return rates.tolist()

# %% wrong: drops at the multiples of step_size of the whole training
# cause: own-epochs
# misconception: m41
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    lr, k = base_lr, 0
    for epoch in range(n):
        if epoch in milestones:
            k += 1
            lr = base_lr
        step_size, gamma = stages[k]
        if epoch > 0 and epoch % step_size == 0:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: written for three stages
# cause: index-past-the-end
def sequential_rates(base_lr, stages, milestones, n):
    rates = []
    for epoch in range(n):
        if epoch < milestones[0]:
            (step_size, gamma), start = stages[0], 0
        elif epoch < milestones[1]:
            (step_size, gamma), start = stages[1], milestones[0]
        else:
            (step_size, gamma), start = stages[2], milestones[1]
        rates.append(base_lr * gamma ** ((epoch - start) // step_size))
    return rates

# %% wrong: inserts a 0 into the milestones themselves
# cause: index-past-the-end
def sequential_rates(base_lr, stages, milestones, n):
    starts = milestones
    starts.insert(0, 0)
    rates = []
    for epoch in range(n):
        stage = sum(m <= epoch for m in milestones)
        step_size, gamma = stages[stage]
        rates.append(base_lr * gamma ** ((epoch - starts[stage]) // step_size))
    return rates

# %% wrong: get_last_lr() without [0]
# cause: lists-listed
def sequential_rates(base_lr, stages, milestones, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    parts = [lr_scheduler.StepLR(optimizer, size, gamma) for size, gamma in stages]
    scheduler = lr_scheduler.SequentialLR(optimizer, parts, milestones)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr())
        optimizer.step()
        scheduler.step()
    return rates
