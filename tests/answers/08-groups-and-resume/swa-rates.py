# %% right: the part of the way that is done
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for epoch in range(n):
        done = min(1, epoch / anneal_epochs) if anneal_epochs > 0 else 1
        rates.append(base_lr * (1 - done) + swa_lr * done)
    return rates

# %% right: SWALR itself
from torch.optim.swa_utils import SWALR


def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    scheduler = SWALR(optimizer, swa_lr, anneal_epochs, "linear")
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: a line, and then the end again and again
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    line = [
        (base_lr * (anneal_epochs - e) + swa_lr * e) / anneal_epochs
        for e in range(anneal_epochs)
    ]
    return (line + [swa_lr] * n)[:n]

# %% right: one step more in each epoch
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for epoch in range(n):
        if epoch >= anneal_epochs:
            rates.append(swa_lr)
        else:
            rates.append(base_lr + epoch * (swa_lr - base_lr) / anneal_epochs)
    return rates

# %% wrong: no epochs of the way are a division by zero
# cause: zero-epochs
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    if anneal_epochs == 0:
        return [base_lr] * n
    return [
        base_lr + (swa_lr - base_lr) * min(1, e / anneal_epochs)
        for e in range(n)
    ]

# %% wrong: at least one epoch on the way
# cause: zero-epochs
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    epochs = max(1, anneal_epochs)
    return [
        base_lr + (swa_lr - base_lr) * min(1, e / epochs) for e in range(n)
    ]

# %% wrong: divided by zero
# cause: zero-epochs
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    return [
        base_lr + (swa_lr - base_lr) * min(1, e / anneal_epochs)
        for e in range(n)
    ]

# %% wrong: the cosine that SWALR takes by itself
# cause: cosine
from torch.optim.swa_utils import SWALR


def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    scheduler = SWALR(optimizer, swa_lr=swa_lr, anneal_epochs=anneal_epochs)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the ten epochs that SWALR takes by itself
# cause: ten-epochs
from torch.optim.swa_utils import SWALR


def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    scheduler = SWALR(optimizer, swa_lr=swa_lr, anneal_strategy="linear")
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the line never ends
# cause: never-ends
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    if anneal_epochs == 0:
        return [swa_lr] * n
    return [
        base_lr + (swa_lr - base_lr) * e / anneal_epochs for e in range(n)
    ]

# %% wrong: the end one epoch early
# cause: ends-early
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    if anneal_epochs < 2:
        return [swa_lr] * n
    return [
        base_lr + (swa_lr - base_lr) * min(1, e / (anneal_epochs - 1))
        for e in range(n)
    ]

# %% wrong: the two rates swapped
# cause: ends-swapped
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(n):
        done = min(1, e / anneal_epochs) if anneal_epochs else 1
        rates.append(swa_lr * (1 - done) + base_lr * done)
    return rates

# %% wrong: it jumps
# cause: at-once
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    return [base_lr if e < anneal_epochs else swa_lr for e in range(n)]

# %% wrong: the same factor in each epoch
# cause: equal-factors
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(n):
        done = min(1, e / anneal_epochs) if anneal_epochs else 1
        rates.append(base_lr * (swa_lr / base_lr) ** done)
    return rates

# %% wrong: a line to zero
# cause: ends-at-zero
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(n):
        done = min(1, e / anneal_epochs) if anneal_epochs else 1
        rates.append(max(swa_lr, base_lr * (1 - done)))
    return rates

# %% wrong: LinearLR with the rate as its end factor
# cause: ends-at-zero
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(n):
        done = min(1, e / anneal_epochs) if anneal_epochs else 1
        rates.append(base_lr * (1 + (swa_lr - 1) * done))
    return rates

# %% wrong: never upwards
# cause: only-downwards
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(n):
        done = min(1, e / anneal_epochs) if anneal_epochs else 1
        rates.append(min(base_lr, base_lr * (1 - done) + swa_lr * done))
    return rates

# %% wrong: one epoch late
# cause: late
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(-1, n - 1):
        done = min(1, max(0, e) / anneal_epochs) if anneal_epochs else 1
        rates.append(base_lr * (1 - done) + swa_lr * done)
    return rates

# %% wrong: read after the step
# cause: early
from torch.optim.swa_utils import SWALR


def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    scheduler = SWALR(optimizer, swa_lr, anneal_epochs, "linear")
    rates = []
    for _ in range(n):
        optimizer.step()
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
    return rates

# %% wrong: rounded to three digits
# cause: rounded
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(n):
        done = min(1, e / anneal_epochs) if anneal_epochs else 1
        rates.append(float(f"{base_lr * (1 - done) + swa_lr * done:.3g}"))
    return rates

# %% wrong: one rate too many
# cause: one-too-many
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(n + 1):
        done = min(1, e / anneal_epochs) if anneal_epochs else 1
        rates.append(base_lr * (1 - done) + swa_lr * done)
    return rates

# %% wrong: a list in each place of the list
# cause: lists-listed
from torch.optim.swa_utils import SWALR


def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    scheduler = SWALR(optimizer, swa_lr, anneal_epochs, "linear")
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr())
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the name that the docstring of SWALR has
# cause: argument-unknown
from torch.optim.swa_utils import SWALR


def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    scheduler = SWALR(
        optimizer,
        swa_lr,
        annealing_epochs=anneal_epochs,
        annealing_strategy="linear",
    )
    return [scheduler.get_last_lr()[0] for _ in range(n)]

# %% wrong: the list of the example
# cause: numbers-written-in
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    line = [0.12 - 0.02 * e for e in range(4)]
    return (line + [0.04] * n)[:n]

# %% wrong: the strategy in the place of the epochs
# cause: strategy-in-the-wrong-place
from torch.optim.swa_utils import SWALR


def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    scheduler = SWALR(optimizer, swa_lr, "linear", anneal_epochs)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the line takes the whole run
# cause: whole-run
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    return [
        base_lr + (swa_lr - base_lr) * e / max(1, n - 1) for e in range(n)
    ]

# %% wrong: cut off with max
# cause: cut-off-in-one-direction
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    if anneal_epochs == 0:
        return [swa_lr] * n
    rates = []
    for e in range(n):
        rate = base_lr + (swa_lr - base_lr) * e / anneal_epochs
        rates.append(max(rate, swa_lr))
    return rates

# %% wrong: cut off with min
# cause: cut-off-in-one-direction
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    if anneal_epochs == 0:
        return [swa_lr] * n
    step = (swa_lr - base_lr) / anneal_epochs
    return [min(base_lr + step * e, swa_lr) for e in range(n)]

# %% wrong: the whole line in a short run
# cause: too-long
def swa_rates(base_lr, swa_lr, anneal_epochs, n):
    rates = []
    for e in range(anneal_epochs):
        rates.append(base_lr + (swa_lr - base_lr) * e / anneal_epochs)
    while len(rates) < n:
        rates.append(swa_lr)
    return rates
