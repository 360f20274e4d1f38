# %% right: closed form in a comprehension
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(n)]

# %% right: a running rate
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch > 0 and epoch % step_size == 0:
            lr = lr * gamma
        rates.append(lr)
    return rates

# %% right: torch's own scheduler
def step_decay(base_lr, gamma, step_size, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: an array
def step_decay(base_lr, gamma, step_size, n):
    epochs = torch.arange(n, dtype=torch.float64)
    return base_lr * gamma ** torch.floor(epochs / step_size)

# %% wrong: compounds in every epoch from the first drop on
# cause: compounds
# misconception: m3
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch >= step_size:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: drops at epoch 0
# cause: drops-at-zero
# misconception: m4
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch % step_size == 0:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: counts epochs from 1
# cause: early
# misconception: m5
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(1, n + 1)]

# %% wrong: one epoch too late
# cause: late
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (max(0, epoch - 1) // step_size) for epoch in range(n)]

# %% wrong: gamma taken as the part that goes
# cause: percent-off
# misconception: m13
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * (1 - gamma) ** (epoch // step_size) for epoch in range(n)]

# %% wrong: subtracts
# cause: subtracts
# misconception: m9
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr - base_lr * gamma * (epoch // step_size) for epoch in range(n)]

# %% wrong: decays in every epoch
# cause: every-epoch
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** epoch for epoch in range(n)]

# %% wrong: division without rounding down
# cause: not-rounded-down
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch / step_size) for epoch in range(n)]

# %% wrong: precedence of // over the product
# cause: precedence
# misconception: m7
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** epoch // step_size for epoch in range(n)]

# %% wrong: closed form applied to the current rate
# cause: on-the-current-rate
# misconception: m6
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        lr = lr * gamma ** (epoch // step_size)
        rates.append(lr)
    return rates

# %% wrong: drops only once
# cause: once
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch == step_size:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: changes a variable that nothing reads
# cause: never-changes
# misconception: m1
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(n):
        lr = base_lr
        rates.append(base_lr)
        if epoch % step_size == 0:
            lr *= gamma
    return rates

# %% wrong: rounded to four digits
# cause: rounded
def step_decay(base_lr, gamma, step_size, n):
    return [round(base_lr * gamma ** (epoch // step_size), 4) for epoch in range(n)]

# %% wrong: the base rate of the example written in
# cause: hard-coded-base
def step_decay(base_lr, gamma, step_size, n):
    return [0.1 * gamma ** (epoch // step_size) for epoch in range(n)]

# %% wrong: the numbers of the example written in
# cause: hard-coded
def step_decay(base_lr, gamma, step_size, n):
    return [0.1] * 4 + [0.05] * 4 + [0.025] * 4

# %% wrong: never below 0.0001
# cause: floor
def step_decay(base_lr, gamma, step_size, n):
    return [max(1e-4, base_lr * gamma ** (epoch // step_size)) for epoch in range(n)]

# %% wrong: grows
# cause: grows
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr / gamma ** (epoch // step_size) for epoch in range(n)]

# %% wrong: one entry too many
# cause: one-too-many
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(n + 1)]

# %% wrong: fails for a run of no epochs
# cause: empty-run
def step_decay(base_lr, gamma, step_size, n):
    rates = [base_lr]
    for epoch in range(1, n):
        rates.append(rates[-1] * (gamma if epoch % step_size == 0 else 1))
    return rates

# %% wrong: prints instead of returning
# cause: none
def step_decay(base_lr, gamma, step_size, n):
    for epoch in range(n):
        print(base_lr * gamma ** (epoch // step_size))

# %% wrong: counts epochs from 1, so every drop comes one epoch early
# cause: early
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    return [base_lr * gamma ** (e // step_size) for e in range(1, n + 1)]

# %% wrong: true division instead of floor, a smooth exponential decay
# cause: not-rounded-down
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lrs = []
    for e in range(n):
        lrs.append(base_lr * gamma ** (e / step_size))
    return lrs

# %% wrong: one entry too many, range(n + 1)
# cause: one-too-many
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(0, n + 1):
        rates.append(base_lr * (gamma ** (epoch // step_size)))
    return rates

# %% wrong: one entry too few, range(n - 1) because "0 to n - 1"
# cause: one-too-few
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (e // step_size) for e in range(0, n - 1)]

# %% wrong: multiplies in every epoch once step_size is reached
# cause: compounds
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lr = base_lr
    out = []
    for epoch in range(n):
        if epoch >= step_size:
            lr = lr * gamma
        out.append(lr)
    return out

# %% wrong: epoch 0 counts as a multiple of step_size and drops too
# cause: drops-at-zero
def step_decay(base_lr, gamma, step_size, n):
    lr = base_lr
    lrs = []
    for e in range(n):
        if e % step_size == 0:
            lr *= gamma
        lrs.append(lr)
    return lrs

# %% wrong: appends before it drops, every drop comes one epoch late
# cause: late
def step_decay(base_lr, gamma, step_size, n):
    lr = base_lr
    lrs = []
    for e in range(n):
        lrs.append(lr)
        if e > 0 and e % step_size == 0:
            lr *= gamma
    return lrs

# %% wrong: multiplies by gamma times the number of drops, not by its power
# cause: times-the-count
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for e in range(n):
        drops = e // step_size
        if drops == 0:
            rates.append(base_lr)
        else:
            rates.append(base_lr * gamma * drops)
    return rates

# %% wrong: caret as the power operator (TypeError)
# cause: caret
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    return [base_lr * gamma ^ (e // step_size) for e in range(n)]

# %% wrong: forgotten brackets, (gamma ** e) // step_size
# cause: precedence
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** e // step_size for e in range(n)]

# %% wrong: round() to the nearest instead of rounding down
# cause: rounded-up
def step_decay(base_lr, gamma, step_size, n):
    lrs = []
    for e in range(n):
        k = round(e / step_size)
        lrs.append(base_lr * gamma**k)
    return lrs

# %% wrong: only whole blocks, the remaining n % step_size epochs are missing
# cause: whole-steps-only
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lrs = []
    for k in range(n // step_size):
        lrs += [base_lr * gamma**k] * step_size
    return lrs

# %% wrong: three levels written out as in the picture, rest of the epochs stays on the third
# cause: a-few-times
def step_decay(base_lr, gamma, step_size, n):
    lrs = []
    for e in range(n):
        if e < step_size:
            lrs.append(base_lr)
        elif e < 2 * step_size:
            lrs.append(base_lr * gamma)
        else:
            lrs.append(base_lr * gamma * gamma)
    return lrs

# %% wrong: rounds the rates to 4 decimals to get rid of 0.30000000000000004
# cause: rounded
def step_decay(base_lr, gamma, step_size, n):
    return [round(base_lr * gamma ** (e // step_size), 4) for e in range(n)]

# %% wrong: return indented into the loop, a list with one rate
# cause: return-in-the-loop
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    rates = []
    for e in range(n):
        rates.append(base_lr * gamma ** (e // step_size))
        return rates

# %% wrong: StepLR without gamma, so its default 0.1 is used
# cause: hard-coded-gamma
def step_decay(base_lr, gamma, step_size, n):
    w = torch.zeros(1, requires_grad=True)
    opt = torch.optim.SGD([w], lr=base_lr)
    sched = torch.optim.lr_scheduler.StepLR(opt, step_size)
    lrs = []
    for _ in range(n):
        lrs.append(opt.param_groups[0]["lr"])
        opt.step()
        sched.step()
    return lrs

# %% wrong: the list lives outside of the function and keeps the rates of earlier calls
# cause: list-outlives-the-call
rates = []


def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    for e in range(n):
        rates.append(base_lr * gamma ** (e // step_size))
    return rates

# %% wrong: multiplies the already lowered rate by the whole power again
# cause: on-the-current-rate
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lr = base_lr
    lrs = []
    for e in range(n):
        lr = lr * gamma ** (e // step_size)
        lrs.append(lr)
    return lrs

# %% wrong: takes step_size as the number of steps that n epochs are cut into
# cause: n-cut-into-parts
def step_decay(base_lr, gamma, step_size, n):
    length = max(1, n // step_size)
    return [base_lr * gamma ** (e // length) for e in range(n)]

# %% wrong: lowers the rate by the fraction gamma, factor 1 - gamma
# cause: percent-off
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lr = base_lr
    lrs = []
    for e in range(n):
        if e != 0 and e % step_size == 0:
            lr -= lr * gamma
        lrs.append(lr)
    return lrs

# %% right: PyTorch's own StepLR with a dummy optimizer
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.StepLR(
        optimizer, step_size=step_size, gamma=gamma
    )
    lrs = []
    for _ in range(n):
        lrs.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return lrs

# %% right: recursion, the rest of the list is a step decay from a lower rate
def step_decay(base_lr, gamma, step_size, n):
    if n <= step_size:
        return [base_lr] * n
    rest = step_decay(base_lr * gamma, gamma, step_size, n - step_size)
    return [base_lr] * step_size + rest

# %% right: repeated blocks of a float64 tensor, cut off at n
import math


def step_decay(base_lr, gamma, step_size, n):
    levels = torch.arange(math.ceil(n / step_size), dtype=torch.float64)
    powers = torch.tensor(gamma, dtype=torch.float64) ** levels
    return (base_lr * powers).repeat_interleave(step_size)[:n].tolist()

# %% wrong: drops at epoch 0 already, because 0 % step_size is 0
# cause: drops-at-zero
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch % step_size == 0:
            lr = lr * gamma
        rates.append(lr)
    return rates

# %% wrong: changes base_lr in the loop, so the powers compound
# cause: on-the-current-rate
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lrs = []
    for e in range(n):
        base_lr = base_lr * gamma ** (e // step_size)
        lrs.append(base_lr)
    return lrs

# %% wrong: one entry too many (range(n + 1))
# cause: one-too-many
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    result = []
    for e in range(0, n + 1):
        k = e // step_size
        result.append(base_lr * gamma**k)
    return result

# %% wrong: from step_size on it multiplies in every epoch
# cause: compounds
# misconception: m3
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lr = base_lr
    lrs = []
    for e in range(n):
        if e >= step_size:
            lr *= gamma
        lrs.append(lr)
    return lrs

# %% wrong: appends before the drop, so each drop comes one epoch late
# cause: late
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lr = base_lr
    lrs = []
    for e in range(n):
        lrs.append(lr)
        if e != 0 and e % step_size == 0:
            lr = lr * gamma
    return lrs

# %% wrong: multiplies gamma by the number of drops instead of a power
# cause: times-the-count
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lrs = []
    for e in range(n):
        drops = e // step_size
        if drops == 0:
            lrs.append(base_lr)
        else:
            lrs.append(base_lr * gamma * drops)
    return lrs

# %% wrong: base_lr inside the power (parentheses)
# cause: base-in-the-power
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    return [(base_lr * gamma) ** (e // step_size) for e in range(n)]

# %% wrong: return indented into the loop
# cause: return-in-the-loop
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lr_list = []
    for e in range(n):
        lr = base_lr * gamma ** (e // step_size)
        lr_list.append(lr)
        return lr_list

# %% wrong: remainder % instead of floor division
# cause: remainder
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    return [base_lr * gamma ** (e % step_size) for e in range(n)]

# %% wrong: rounds to the nearest instead of down
# cause: rounded-up
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    lrs = []
    for e in range(n):
        exponent = round(e / step_size)
        lrs.append(base_lr * gamma**exponent)
    return lrs

# %% wrong: only one drop, with if / else
# cause: once
def step_decay(base_lr, gamma, step_size, n):
    """Return the learning rate of each epoch from 0 to n - 1."""
    rates = []
    for e in range(n):
        if e < step_size:
            rates.append(base_lr)
        else:
            rates.append(base_lr * gamma)
    return rates

# %% wrong: rounded to five significant digits
# cause: rounded
def step_decay(base_lr, gamma, step_size, n):
    return [float(f"{base_lr * gamma ** (epoch // step_size):.5g}") for epoch in range(n)]

# %% wrong: drops for one epoch only
# cause: back-to-base
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(n):
        lr = base_lr
        if epoch > 0 and epoch % step_size == 0:
            lr = lr * gamma
        rates.append(lr)
    return rates

# %% wrong: multiplies in two places
# cause: twice
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch > 0 and epoch % step_size == 0:
            lr *= gamma
            lr = lr * gamma
        rates.append(lr)
    return rates

# %% wrong: forgets base_lr
# cause: power-without-base
def step_decay(base_lr, gamma, step_size, n):
    return [gamma ** (epoch // step_size) for epoch in range(n)]

# %% wrong: counts step_size epochs after each drop, from 0
# cause: longer-steps
def step_decay(base_lr, gamma, step_size, n):
    rates, lr, since = [], base_lr, 0
    for epoch in range(n):
        if since > step_size:
            lr *= gamma
            since = 0
        rates.append(lr)
        since += 1
    return rates

# %% wrong: arguments of the formula swapped
# cause: swapped
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * step_size ** (epoch // gamma) for epoch in range(n)]

# %% wrong: leaves out epoch 0
# cause: starts-at-one
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(1, n)]

# %% wrong: whole steps, rounded up
# cause: too-long
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for step in range(-(-n // step_size)):
        rates += [base_lr * gamma**step] * step_size
    return rates

# %% wrong: appends at the drops only
# cause: only-changes
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(0, n, step_size):
        rates.append(base_lr * gamma ** (epoch // step_size))
    return rates

# %% wrong: inserts at the front
# cause: reversed
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(n):
        rates.insert(0, base_lr * gamma ** (epoch // step_size))
    return rates

# %% wrong: returns the last rate
# cause: only-the-last
def step_decay(base_lr, gamma, step_size, n):
    lr = base_lr
    for epoch in range(n):
        lr = base_lr * gamma ** (epoch // step_size)
    return lr

# %% wrong: step size of the example written in
# cause: hard-coded-step-size
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // 4) for epoch in range(n)]

# %% wrong: looks one entry too far
# cause: index-past-the-end
def step_decay(base_lr, gamma, step_size, n):
    rates = [base_lr * gamma ** (epoch // step_size) for epoch in range(n)]
    return [rates[epoch + 1] for epoch in range(n)]

# %% wrong: a misspelt name
# cause: name-unknown
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gama ** (epoch // step_size) for epoch in range(n)]

# %% wrong: multiplies a list
# cause: list-times-number
def step_decay(base_lr, gamma, step_size, n):
    powers = [gamma ** (epoch // step_size) for epoch in range(n)]
    return base_lr * powers

# %% wrong: a method that numbers do not have
# cause: attribute-unknown
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma.pow(epoch // step_size) for epoch in range(n)]

# %% wrong: a scheduler without its optimizer
# cause: arguments-missing
def step_decay(base_lr, gamma, step_size, n):
    scheduler = torch.optim.lr_scheduler.StepLR(step_size=step_size, gamma=gamma)
    return [scheduler.get_last_lr()[0] for _ in range(n)]

# %% wrong: divides by the epoch
# cause: division-by-zero
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (step_size // epoch) for epoch in range(n)]

# %% wrong: an elif that is never reached
# cause: once
# misconception: m8
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(n):
        if epoch >= step_size:
            rates.append(base_lr * gamma)
        elif epoch >= 2 * step_size:
            rates.append(base_lr * gamma**2)
        else:
            rates.append(base_lr)
    return rates
