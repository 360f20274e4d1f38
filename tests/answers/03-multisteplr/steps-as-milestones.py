# %% right: a range
def as_milestones(step_size, n):
    return range(step_size, n, step_size)

# %% right: multiples, one by one
def as_milestones(step_size, n):
    return [step_size * k for k in range(1, n) if step_size * k < n]

# %% right: filters the epochs by their remainder
def as_milestones(step_size, n):
    return tuple(epoch for epoch in range(1, n) if epoch % step_size == 0)

# %% right: a NumPy array
import numpy as np


def as_milestones(step_size, n):
    return np.arange(step_size, n, step_size)

# %% right: watches a StepLR
def as_milestones(step_size, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma=0.5)
    found, before = [], 1.0
    for epoch in range(n):
        if optimizer.param_groups[0]["lr"] < before:
            found.append(epoch)
            before = optimizer.param_groups[0]["lr"]
        optimizer.step()
        scheduler.step()
    return found

# %% right: a generator, backwards and far beyond the run
def as_milestones(step_size, n):
    return (step_size * k for k in range(n + 3, 0, -1))

# %% right: whole floats
def as_milestones(step_size, n):
    return [float(step_size * (k + 1)) for k in range(n // step_size)]

# %% wrong: the range begins at 0
# cause: starts-at-zero
# misconception: m4
def as_milestones(step_size, n):
    return list(range(0, n, step_size))

# %% wrong: 0 is a multiple of step_size, too
# cause: starts-at-zero
# misconception: m4
def as_milestones(step_size, n):
    return [epoch for epoch in range(n) if epoch % step_size == 0]

# %% wrong: durations instead of epochs
# cause: durations
# misconception: m38
def as_milestones(step_size, n):
    return [step_size] * (n // step_size)

# %% wrong: the numbers of the drops
# cause: drops-numbered
def as_milestones(step_size, n):
    return list(range(1, n // step_size + 1))

# %% wrong: the last epoch with the higher rate
# cause: the-epoch-before
def as_milestones(step_size, n):
    return [epoch for epoch in range(n) if (epoch + 1) % step_size == 0]

# %% wrong: one epoch late
# cause: the-epoch-after
def as_milestones(step_size, n):
    return [epoch + 1 for epoch in range(step_size, n, step_size)]

# %% wrong: the last drop is missing
# cause: last-missing
def as_milestones(step_size, n):
    return list(range(step_size, n - step_size, step_size))

# %% wrong: the range ends at the last epoch, which it leaves out
# cause: last-missing
def as_milestones(step_size, n):
    return list(range(step_size, n - 1, step_size))

# %% wrong: the first drop is missing
# cause: first-missing
def as_milestones(step_size, n):
    return list(range(2 * step_size, n, step_size))

# %% wrong: only one milestone
# cause: only-the-first
def as_milestones(step_size, n):
    return [step_size]

# %% wrong: three milestones, as many as in the example
# cause: a-few-times
def as_milestones(step_size, n):
    return [step_size, 2 * step_size, 3 * step_size]

# %% wrong: a tensor
# cause: tensor-never-fires
# misconception: m36
def as_milestones(step_size, n):
    return torch.arange(0, n, step_size)[1:]

# %% wrong: a list of tensors
# cause: tensor-never-fires
# misconception: m36
def as_milestones(step_size, n):
    return [torch.tensor(epoch) for epoch in range(step_size, n, step_size)]

# %% wrong: text
# cause: text-never-fires
def as_milestones(step_size, n):
    return [str(epoch) for epoch in range(step_size, n, step_size)]

# %% wrong: parts of the run
# cause: fractions-never-fire
# misconception: m35
def as_milestones(step_size, n):
    return [(epoch - 0.5) / n for epoch in range(step_size, n, step_size)]

# %% wrong: the run is divided by the step size
# cause: n-cut-into-parts
def as_milestones(step_size, n):
    return [max(1, n // step_size) * k for k in range(1, step_size)]

# %% wrong: the step is missing in the range
# cause: every-epoch
def as_milestones(step_size, n):
    return list(range(step_size, n))

# %% wrong: each rate lasts one epoch too long
# cause: longer-steps
def as_milestones(step_size, n):
    milestones, epoch = [], step_size
    while epoch < n:
        milestones.append(epoch)
        epoch += step_size + 1
    return milestones

# %% wrong: a single number
# cause: number-for-list
def as_milestones(step_size, n):
    return step_size

# %% wrong: a list of lists
# cause: list-in-list
def as_milestones(step_size, n):
    return [list(range(step_size, n, step_size))]

# %% wrong: the milestones of the example
# cause: hard-coded
def as_milestones(step_size, n):
    return [4, 8, 12]

# %% wrong: the list is never filled
# cause: empty-list
def as_milestones(step_size, n):
    milestones = []
    for epoch in range(step_size, n, step_size):
        milestones + [epoch]
    return milestones

# %% wrong: arguments of range in another order
# cause: empty-list
def as_milestones(step_size, n):
    return list(range(n, step_size, step_size))

# %% wrong: an endless generator
# cause: none
from itertools import count


def as_milestones(step_size, n):
    return count(step_size, step_size)

# %% wrong: fails where the run ends before the first drop
# cause: index-past-the-end
def as_milestones(step_size, n):
    multiples = list(range(0, n, step_size))
    assert multiples[1] == step_size
    return multiples[1:]

# %% wrong: a scheduler instead of milestones
# cause: none
def as_milestones(step_size, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.8)
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size)

# %% wrong: the multiples from 0 on, as many as whole steps
# cause: starts-at-zero
def as_milestones(step_size, n):
    return [step_size * k for k in range(n // step_size)]

# %% wrong: counted from epoch 1
# cause: counted-from-one
# misconception: m5
def as_milestones(step_size, n):
    return list(range(1, n, step_size))

# %% wrong: the number of drops by each epoch
# cause: counts-returned
def as_milestones(step_size, n):
    return [epoch // step_size for epoch in range(n)]
