# %% right: both phases by the formula
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% right: torch, the rate read before each step
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: torch, recorded
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adam([weight])
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor,
        cycle_momentum=False,
    )
    recorder = lrcourse.record(optimizer)
    for _ in range(total_steps):
        optimizer.step()
        scheduler.step()
    return recorder.rates

# %% right: the square of a sine
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    low, end = max_lr / div_factor, max_lr / div_factor / final_div_factor
    top = pct_start * total_steps - 1

    def rate(s):
        if s < top:
            return low + (max_lr - low) * math.sin(math.pi / 2 * s / top) ** 2
        part = (s - top) / (total_steps - 1 - top)
        return end + (max_lr - end) * math.cos(math.pi / 2 * part) ** 2

    return [rate(s) for s in range(total_steps)]

# %% wrong: torch's defaults for everything
# cause: defaults-kept
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the default of the last divisor
# cause: defaults-kept
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the first divisor of the lesson
# cause: defaults-kept
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / 25
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the end counted from the top
# cause: end-from-the-top
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = max_lr / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the top one batch late
# cause: top-one-late
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the end one batch late
# cause: end-one-late
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: both one batch late
# cause: both-one-late
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps
    last = total_steps

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: a share of the last batch
# cause: top-share-of-the-last
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * (total_steps - 1)
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the top rounded down
# cause: top-rounded
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = max(1, int(pct_start * total_steps) - 1)
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the top rounded
# cause: top-rounded
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = round(pct_start * total_steps - 1)
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top if top else 1)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: a rise of at least one batch
# cause: top-moved-up
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = max(1.0, pct_start * total_steps - 1)
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: each phase a whole number of batches
# cause: top-twice
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    rise = int(pct_start * total_steps)
    fall = total_steps - rise
    first = max_lr / div_factor
    end = first / final_div_factor

    def phase(a, b, n):
        return [b + (a - b) * (1 + math.cos(math.pi * i / (n - 1))) / 2 for i in range(n)]

    return phase(first, max_lr, rise) + phase(max_lr, end, fall)

# %% wrong: straight lines
# cause: linear
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return a + (b - a) * t

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: a straight rise
# cause: linear
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = first + (max_lr - first) * batch / top
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: torch's straight lines
# cause: linear
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        anneal_strategy='linear',
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: a factor for each batch
# cause: geometric
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return a * (b / a) ** t

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: a quarter of a wave
# cause: quarter-wave
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = first + (max_lr - first) * math.sin(math.pi / 2 * batch / top)
        else:
            rate = end + (max_lr - end) * math.cos(math.pi / 2 * (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: degrees
# cause: degrees
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(180 * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: not divided by 2
# cause: half-missing
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t))

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: without the 1
# cause: one-missing
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * math.cos(math.pi * t)

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: without the 1, halved
# cause: one-missing
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * math.cos(math.pi * t) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the ends of a phase swapped
# cause: ends-swapped
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return a + (b - a) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the low end not added
# cause: low-end-not-added
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = max_lr * (1 + math.cos(math.pi * (batch - top) / (last - top))) / 2
        rates.append(rate)
    return rates

# %% wrong: starts at 0
# cause: starts-at-zero
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(0, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: ends where it began
# cause: ends-at-the-first-rate
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: a fall alone
# cause: no-rise
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch == 0:
            rate = max_lr
        else:
            rate = between(max_lr, end, batch / last)
        rates.append(rate)
    return rates

# %% wrong: stays at the top
# cause: no-fall
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = max_lr
        rates.append(rate)
    return rates

# %% wrong: the fall counted from batch 0
# cause: fall-not-from-the-top
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, batch / last)
        rates.append(rate)
    return rates

# %% wrong: the fall too slow
# cause: fall-not-from-the-top
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / last)
        rates.append(rate)
    return rates

# %% wrong: divisors as factors
# cause: factors-for-divisors
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr * div_factor
    end = first * final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the end as a factor
# cause: factors-for-divisors
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first * final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the divisors swapped
# cause: divisors-swapped
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / final_div_factor
    end = first / div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: read after the step
# cause: read-after-the-step
# misconception: m60
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        optimizer.step()
        scheduler.step()
        rates.append(scheduler.get_last_lr()[0])
    return rates

# %% wrong: batches counted from 1, the last one kept
# cause: early
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(1, total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates + rates[-1:]

# %% wrong: one batch late
# cause: late
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates[:1] + rates[:-1]

# %% wrong: the rate after the last batch as well
# cause: one-too-many
# misconception: m60
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    rates.append(scheduler.get_last_lr()[0])
    for _ in range(total_steps):
        optimizer.step()
        scheduler.step()
        rates.append(scheduler.get_last_lr()[0])
    return rates

# %% wrong: the last rate missing
# cause: one-too-few
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps - 1):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: one step too many in reserve
# cause: too-long-a-run
# misconception: m59
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps + 1, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: three phases
# cause: three-phases
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor,
        three_phase=True
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the top of the example
# cause: shares-only
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = 0.4 / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, 0.4, batch / top)
        else:
            rate = between(0.4, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: shares of the top
# cause: shares-only
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    max_lr = 1
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: the whole list of rates in each entry
# cause: lists-in-the-list
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(scheduler.get_last_lr())
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: return inside the loop
# cause: return-in-the-loop
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
        return rates

# %% wrong: backwards
# cause: reversed
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates[::-1]

# %% wrong: only the last rate
# cause: only-the-last
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rate

# %% wrong: rounded to six digits
# cause: rounded
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(round(rate, 6))
    return rates

# %% wrong: the part of the way rounded
# cause: nearly-right
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * round(t, 5))) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: computed in single precision
# cause: single-precision
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(torch.tensor(rate).item())
    return rates

# %% wrong: the numbers of the example
# cause: hard-coded
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    max_lr, total_steps, pct_start = 0.4, 12, 0.4
    div_factor, final_div_factor = 8.0, 50.0
    first = max_lr / div_factor
    end = first / final_div_factor
    top = pct_start * total_steps - 1
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: numbers by position
# cause: by-position
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start,
        div_factor, final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: an optimizer without momentum
# cause: no-momentum
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adagrad([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: stepped once too often
# cause: one-step-too-many
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps + 2):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the top rounded down, and divided by
# cause: top-rounded
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    first = max_lr / div_factor
    end = first / final_div_factor
    top = int(pct_start * total_steps - 1)
    last = total_steps - 1

    def between(a, b, t):
        return b + (a - b) * (1 + math.cos(math.pi * t)) / 2

    rates = []
    for batch in range(total_steps):
        if batch <= top:
            rate = between(first, max_lr, batch / top)
        else:
            rate = between(max_lr, end, (batch - top) / (last - top))
        rates.append(rate)
    return rates

# %% wrong: never stepped
# cause: never-stepped
def one_cycle(max_lr, total_steps, pct_start, div_factor, final_div_factor):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.OneCycleLR(
        optimizer, max_lr, total_steps, pct_start=pct_start,
        div_factor=div_factor, final_div_factor=final_div_factor
    )
    rates = []
    for _ in range(total_steps):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
    return rates
