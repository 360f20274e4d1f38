# %% right: the first epoch with another rate
def read_steplr(rates):
    step_size = 0
    while rates[step_size] == rates[0]:
        step_size += 1
    return rates[0], step_size, rates[step_size] / rates[0]

# %% right: how often the first rate occurs
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return [rates[0], step_size, rates[step_size] / rates[0]]

# %% right: groups of equal rates
def read_steplr(rates):
    from itertools import groupby
    levels = [(rate, len(list(run))) for rate, run in groupby(rates)]
    (base_lr, step_size), (second, _) = levels[:2]
    return base_lr, step_size, second / base_lr

# %% right: a tolerance, and the mean factor of all drops
import math

def read_steplr(rates):
    step_size = next(
        epoch for epoch, rate in enumerate(rates)
        if not math.isclose(rate, rates[0], rel_tol=1e-9)
    )
    drops = (len(rates) - 1) // step_size
    return rates[0], step_size, (rates[-1] / rates[0]) ** (1 / drops)

# %% right: a tensor of differences
def read_steplr(rates):
    trace = torch.tensor(rates, dtype=torch.float64)
    step_size = int(torch.nonzero(trace.diff())[0]) + 1
    return trace[0], step_size, trace[step_size] / trace[0]

# %% wrong: the last epoch with the first rate
# cause: step-off-by-one
def read_steplr(rates):
    epoch = 0
    while rates[epoch + 1] == rates[0]:
        epoch += 1
    return rates[0], epoch, rates[epoch + 1] / rates[0]

# %% wrong: the first change, counted from 1
# cause: step-off-by-one
# misconception: m5
def read_steplr(rates):
    for number, rate in enumerate(rates, start=1):
        if rate != rates[0]:
            return rates[0], number, rate / rates[0]

# %% wrong: another order
# cause: other-order
# misconception: m31
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], rates[step_size] / rates[0], step_size

# %% wrong: epochs divided by the number of rates
# cause: levels-counted
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], len(rates) // len(set(rates)), rates[step_size] / rates[0]

# %% wrong: the number of rates
# cause: levels-counted
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], len(set(rates)), rates[step_size] / rates[0]

# %% wrong: epochs divided by the number of rates, and rounded
# cause: levels-counted
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], round(len(rates) / len(set(rates))), rates[step_size] / rates[0]

# %% wrong: the length of the last rate
# cause: last-level
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], rates.count(rates[-1]), rates[step_size] / rates[0]

# %% wrong: the factor of all drops together
# cause: all-drops-at-once
def read_steplr(rates):
    return rates[0], rates.count(rates[0]), rates[-1] / rates[0]

# %% wrong: gamma upside down
# cause: upside-down
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], step_size, rates[0] / rates[step_size]

# %% wrong: gamma as the part that goes
# cause: percent-off
# misconception: m13
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], step_size, 1 - rates[step_size] / rates[0]

# %% wrong: gamma as a difference
# cause: difference-or-rate
# misconception: m9
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], step_size, rates[0] - rates[step_size]

# %% wrong: the second rate as gamma
# cause: difference-or-rate
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], step_size, rates[step_size]

# %% wrong: the factor between the first two epochs
# cause: equal-neighbours
def read_steplr(rates):
    return rates[0], rates.count(rates[0]), rates[1] / rates[0]

# %% wrong: a tenth, as everybody takes it
# cause: stock-gamma
def read_steplr(rates):
    return rates[0], rates.count(rates[0]), 0.1

# %% wrong: looks for a lower rate only, and gives up without one
# cause: growth-missed
def read_steplr(rates):
    for epoch, rate in enumerate(rates):
        if rate < rates[0]:
            return rates[0], epoch, rate / rates[0]

# %% wrong: the largest rate is taken for the base rate
# cause: growth-missed
def read_steplr(rates):
    base_lr = max(rates)
    step_size = rates.count(rates[0])
    return base_lr, step_size, sorted(set(rates))[-2] / base_lr

# %% wrong: a gamma above 1 is turned round
# cause: growth-missed
def read_steplr(rates):
    step_size = rates.count(rates[0])
    gamma = rates[step_size] / rates[0]
    return rates[0], step_size, min(gamma, 1 / gamma)

# %% wrong: needs two changes
# cause: one-change-only
def read_steplr(rates):
    changes = [e for e in range(1, len(rates)) if rates[e] != rates[e - 1]]
    step_size = changes[1] - changes[0] if len(changes) > 1 else len(rates)
    return rates[0], step_size, rates[changes[0]] / rates[0]

# %% wrong: reads the rate of the second change, which not every run has
# cause: index-past-the-end
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], step_size, rates[2 * step_size] / rates[step_size]

# %% wrong: gamma rounded to four digits
# cause: rounded
def read_steplr(rates):
    step_size = rates.count(rates[0])
    gamma = rates[step_size] / rates[0]
    return [float(f"{number:.4g}") for number in (rates[0], step_size, gamma)]

# %% wrong: gamma rounded, exact in the example
# cause: gamma-rounded
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return rates[0], step_size, round(rates[step_size] / rates[0], 3)

# %% wrong: two numbers only
# cause: none
def read_steplr(rates):
    step_size = rates.count(rates[0])
    return step_size, rates[step_size] / rates[0]

# %% wrong: the numbers of the example
# cause: hard-coded
def read_steplr(rates):
    return 0.3, 5, 0.2

# %% wrong: nothing returned
# cause: none
def read_steplr(rates):
    step_size = rates.count(rates[0])
    print(rates[0], step_size, rates[step_size] / rates[0])

# %% wrong: rates compared with five decimals
# cause: small-changes-missed
def read_steplr(rates):
    for epoch, rate in enumerate(rates):
        if f"{rate:.5f}" != f"{rates[0]:.5f}":
            return rates[0], epoch, rate / rates[0]

# %% wrong: rates compared with a fixed tolerance
# cause: small-changes-missed
import math

def read_steplr(rates):
    for epoch, rate in enumerate(rates):
        if not math.isclose(rate, rates[0], abs_tol=1e-5):
            return rates[0], epoch, rate / rates[0]

# %% wrong: compares neighbours from epoch 1 on, and so misses a change at epoch 1
# cause: step-off-by-one
def read_steplr(rates):
    for epoch in range(1, len(rates) - 1):
        if rates[epoch] != rates[epoch + 1]:
            return rates[0], epoch + 1, rates[epoch + 1] / rates[epoch]

# %% wrong: reads the rates as torch.float32
# cause: single-precision
def read_steplr(rates):
    trace = torch.tensor(rates)
    step_size = int((trace == trace[0]).sum())
    return trace[0], step_size, trace[step_size] / trace[0]
