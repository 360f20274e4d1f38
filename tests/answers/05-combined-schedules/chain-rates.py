# %% right: the product of two factors
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        held = factor if epoch < total_iters else 1.0
        rates.append(base_lr * held * gamma**epoch)
    return rates

# %% right: torch's own chain
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    first = lr_scheduler.ConstantLR(optimizer, factor, total_iters)
    second = lr_scheduler.ExponentialLR(optimizer, gamma)
    scheduler = lr_scheduler.ChainedScheduler([first, second])
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: two schedulers without a chain, both stepped
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = lrcourse.record(optimizer)
    first = lr_scheduler.ConstantLR(optimizer, factor, total_iters)
    second = lr_scheduler.ExponentialLR(optimizer, gamma)
    for _ in range(n):
        optimizer.step()
        first.step()
        second.step()
    return recorder.rates

# %% right: a running rate that is divided by the factor once
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates, lr = [], base_lr * factor
    for epoch in range(n):
        if epoch == total_iters:
            lr /= factor
        rates.append(lr)
        lr *= gamma
    return rates

# %% right: one lambda for both
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = lr_scheduler.LambdaLR(
        optimizer, lambda e: gamma**e * (factor if e < total_iters else 1)
    )
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: float64 arrays
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = base_lr * gamma ** torch.arange(n, dtype=torch.float64)
    rates[:total_iters] *= factor
    return rates.tolist()

# %% wrong: the documentation's numbers, the factor is divided away but never applied
# cause: factor-divided-away
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch == total_iters:
            lr /= factor
        rates.append(lr)
        lr *= gamma
    return rates

# %% wrong: first one, then the other
# cause: one-after-the-other
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        if epoch < total_iters:
            rates.append(base_lr * factor)
        else:
            rates.append(base_lr * gamma ** (epoch - total_iters))
    return rates

# %% wrong: a SequentialLR of the two
# cause: one-after-the-other
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    first = lr_scheduler.ConstantLR(optimizer, factor, total_iters)
    second = lr_scheduler.ExponentialLR(optimizer, gamma)
    scheduler = lr_scheduler.SequentialLR(optimizer, [first, second], [total_iters])
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the decay starts when the warm-up is over, from the low rate
# cause: one-after-the-other
def chained_rates(base_lr, factor, total_iters, gamma, n):
    low = base_lr * factor
    return [low * gamma ** max(0, epoch - total_iters) for epoch in range(n)]

# %% wrong: the factor never ends
# cause: factor-for-ever
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [base_lr * factor * gamma**epoch for epoch in range(n)]

# %% wrong: a LambdaLR last in the chain, which erases the factor
# cause: factor-missing
# misconception: m66
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    first = lr_scheduler.ConstantLR(optimizer, factor, total_iters)
    second = lr_scheduler.LambdaLR(optimizer, lambda epoch: gamma**epoch)
    scheduler = lr_scheduler.ChainedScheduler([first, second])
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the factor lasts one epoch too long
# cause: factor-one-epoch-longer
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        held = factor if epoch <= total_iters else 1.0
        rates.append(base_lr * held * gamma**epoch)
    return rates

# %% wrong: the factor ends one epoch too early
# cause: factor-one-epoch-shorter
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        held = factor if epoch + 1 < total_iters else 1.0
        rates.append(base_lr * held * gamma**epoch)
    return rates

# %% wrong: the factor multiplies in every one of its epochs
# cause: factor-compounds
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        if epoch < total_iters:
            lr *= factor
        rates.append(lr)
        lr *= gamma
    return rates

# %% wrong: the decay is applied in epoch 0 already
# cause: decay-one-ahead
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        lr *= gamma
        rates.append(lr * factor if epoch < total_iters else lr)
    return rates

# %% wrong: back to the base rate when the factor ends
# cause: decay-stops
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        if epoch < total_iters:
            rates.append(base_lr * factor * gamma**epoch)
        else:
            rates.append(base_lr)
    return rates

# %% wrong: the ConstantLR alone
# cause: decay-missing
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [base_lr * factor if epoch < total_iters else base_lr for epoch in range(n)]

# %% wrong: the sum of both rates
# cause: added
def chained_rates(base_lr, factor, total_iters, gamma, n):
    constant = [base_lr * factor if e < total_iters else base_lr for e in range(n)]
    decay = [base_lr * gamma**e for e in range(n)]
    return [a + b for a, b in zip(constant, decay)]

# %% wrong: the mean of both rates
# cause: added
def chained_rates(base_lr, factor, total_iters, gamma, n):
    constant = [base_lr * factor if e < total_iters else base_lr for e in range(n)]
    decay = [base_lr * gamma**e for e in range(n)]
    return [(a + b) / 2 for a, b in zip(constant, decay)]

# %% wrong: the smaller rate of the two
# cause: smaller-of-both
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        held = base_lr * factor if epoch < total_iters else base_lr
        rates.append(min(held, base_lr * gamma**epoch))
    return rates

# %% wrong: the two lists of rates multiplied, so the base rate counts twice
# cause: base-twice
def chained_rates(base_lr, factor, total_iters, gamma, n):
    constant = [base_lr * factor if e < total_iters else base_lr for e in range(n)]
    decay = [base_lr * gamma**e for e in range(n)]
    return [a * b for a, b in zip(constant, decay)]

# %% wrong: the factors without the base rate
# cause: factors-only
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [(factor if e < total_iters else 1) * gamma**e for e in range(n)]

# %% wrong: factor and gamma swapped
# cause: swapped
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [
        base_lr * (gamma if e < total_iters else 1) * factor**e for e in range(n)
    ]

# %% wrong: gamma taken as the part that goes
# cause: percent-off
# misconception: m13
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [
        base_lr * (factor if e < total_iters else 1) * (1 - gamma) ** e
        for e in range(n)
    ]

# %% wrong: the decay is stepped in the chain and besides
# cause: stepped-twice
# misconception: m67
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    first = lr_scheduler.ConstantLR(optimizer, factor, total_iters)
    second = lr_scheduler.ExponentialLR(optimizer, gamma)
    scheduler = lr_scheduler.ChainedScheduler([first, second])
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        second.step()
        scheduler.step()
    return rates

# %% wrong: the chain is stepped twice an epoch
# cause: stepped-twice
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    first = lr_scheduler.ConstantLR(optimizer, factor, total_iters)
    second = lr_scheduler.ExponentialLR(optimizer, gamma)
    scheduler = lr_scheduler.ChainedScheduler([first, second])
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
        scheduler.step()
    return rates

# %% wrong: the decay subtracts
# cause: subtracts
# misconception: m9
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates, lr = [], base_lr
    for epoch in range(n):
        rates.append(lr * factor if epoch < total_iters else lr)
        lr -= base_lr * (1 - gamma)
    return rates

# %% wrong: read after scheduler.step()
# cause: early
# misconception: m22
from torch.optim import lr_scheduler


def chained_rates(base_lr, factor, total_iters, gamma, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    first = lr_scheduler.ConstantLR(optimizer, factor, total_iters)
    second = lr_scheduler.ExponentialLR(optimizer, gamma)
    scheduler = lr_scheduler.ChainedScheduler([first, second])
    rates = []
    for _ in range(n):
        optimizer.step()
        scheduler.step()
        rates.append(optimizer.param_groups[0]["lr"])
    return rates

# %% wrong: one entry too many, epochs 0 to n
# cause: one-too-many
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [
        base_lr * (factor if e < total_iters else 1) * gamma**e for e in range(n + 1)
    ]

# %% wrong: computed in float32
# cause: single-precision
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = torch.zeros(n)
    for epoch in range(n):
        held = factor if epoch < total_iters else 1.0
        rates[epoch] = base_lr * held * gamma**epoch
    return rates.tolist()

# %% wrong: rounded to four significant digits
# cause: rounded
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = [
        base_lr * (factor if e < total_iters else 1) * gamma**e for e in range(n)
    ]
    return [float(f"{rate:.4g}") for rate in rates]

# %% wrong: the base rate of the example written in
# cause: hard-coded-base
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [0.4 * (factor if e < total_iters else 1) * gamma**e for e in range(n)]

# %% wrong: the list of the example written in
# cause: hard-coded
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [0.1 * 0.8**e for e in range(3)] + [0.4 * 0.8**e for e in range(3, 9)]

# %% wrong: the caret as a power
# cause: caret
def chained_rates(base_lr, factor, total_iters, gamma, n):
    return [
        base_lr * (factor if e < total_iters else 1) * (gamma ^ e) for e in range(n)
    ]

# %% wrong: the first rate is in the list before the loop, also for a run of no epochs
# cause: empty-run
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = [base_lr * factor]
    for epoch in range(1, n):
        rates.append(base_lr * (factor if epoch < total_iters else 1) * gamma**epoch)
    return rates

# %% wrong: the decay begins anew when the factor ends
# cause: decay-stops
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        if epoch < total_iters:
            rates.append(base_lr * factor * gamma**epoch)
        else:
            rates.append(base_lr * gamma ** (epoch - total_iters))
    return rates

# %% wrong: ConstantLR without total_iters
# cause: factor-for-five-epochs
def chained_rates(base_lr, factor, total_iters, gamma, n):
    weight = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([weight], lr=base_lr)
    first = lr_scheduler.ConstantLR(optimizer, factor)
    second = lr_scheduler.ExponentialLR(optimizer, gamma)
    chain = lr_scheduler.ChainedScheduler([first, second])
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        chain.step()
    return rates

# %% wrong: two lists put together, too long for a short run
# cause: too-long
def chained_rates(base_lr, factor, total_iters, gamma, n):
    low = [base_lr * factor * gamma**e for e in range(total_iters)]
    high = [base_lr * gamma**e for e in range(total_iters, n)]
    return low + high

# %% wrong: multiplies base_lr by the whole power in each epoch
# cause: decay-compounds
def chained_rates(base_lr, factor, total_iters, gamma, n):
    rates = []
    for epoch in range(n):
        base_lr = base_lr * gamma**epoch
        rates.append(base_lr * factor if epoch < total_iters else base_lr)
    return rates
