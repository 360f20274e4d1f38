# %% right: the place in the cycle
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% right: torch, the rate read before each step
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr, step_size_up,
        mode="triangular2" if halve else "triangular",
    )
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: torch, recorded, without a momentum
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adagrad([weight])
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr, step_size_up,
        mode="triangular2" if halve else "triangular", cycle_momentum=False,
    )
    rates = []
    recorder = lrcourse.record(optimizer)
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    return recorder.rates

# %% right: the distance from the top
def triangular(base_lr, max_lr, step_size_up, n, halve):
    def rate(b):
        cycle = math.floor(1 + b / (2 * step_size_up))
        x = abs(b / step_size_up - 2 * cycle + 1)
        scale = 1 / 2 ** (cycle - 1) if halve else 1
        return base_lr + (max_lr - base_lr) * max(0, 1 - x) * scale

    return [rate(b) for b in range(n)]

# %% right: cycle after cycle, then cut
def triangular(base_lr, max_lr, step_size_up, n, halve):
    up = list(range(step_size_up))
    steps = up + [step_size_up] + up[:0:-1]
    rates, height = [], max_lr - base_lr
    while len(rates) < n:
        rates += [base_lr + height * s / step_size_up for s in steps]
        if halve:
            height /= 2
    return rates[:n]

# %% wrong: never halved
# cause: never-halved
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: always halved
# cause: always-halved
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: the flag the wrong way round
# cause: halve-inverted
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr, step_size_up,
        mode="triangular" if halve else "triangular2",
    )
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: max_lr is halved
# cause: top-halved
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr * (0.5**cycle if halve else 1) - base_lr) * (1)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: the rate is halved
# cause: all-halved
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (1)
        steps = min(place, 2 * step_size_up - place)
        rates.append((base_lr + height * steps / step_size_up) * (0.5**cycle if halve else 1))
    return rates

# %% wrong: halved twice in a cycle
# cause: halved-at-the-top
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**(batch // step_size_up) if halve else 1)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: the first cycle halved
# cause: halved-too-early
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**(cycle + 1) if halve else 1)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: halved once
# cause: halved-once
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5 if halve and cycle > 0 else 1)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: divided by the number of the cycle
# cause: divided-by-a-count
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (1 / (cycle + 1) if halve else 1)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: a saw
# cause: saw
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // step_size_up
        place = batch % step_size_up
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = place
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: goes on above the top
# cause: saw
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = place
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: step_size_up as the whole cycle
# cause: whole-cycle
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // step_size_up
        place = batch % step_size_up
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = 2 * min(place, step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: the foot twice
# cause: top-or-foot-twice
def triangular(base_lr, max_lr, step_size_up, n, halve):
    up = list(range(step_size_up + 1))
    steps = up + up[-2::-1]
    rates, height = [], max_lr - base_lr
    while len(rates) < n:
        rates += [base_lr + height * s / step_size_up for s in steps]
        if halve:
            height /= 2
    return rates[:n]

# %% wrong: the top twice
# cause: top-or-foot-twice
def triangular(base_lr, max_lr, step_size_up, n, halve):
    up = list(range(step_size_up + 1))
    steps = up + up[::-1]
    rates, height = [], max_lr - base_lr
    while len(rates) < n:
        rates += [base_lr + height * s / step_size_up for s in steps]
        if halve:
            height /= 2
    return rates[:n]

# %% wrong: down from max_lr in every cycle
# cause: down-from-max-lr
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * place / step_size_up if place <= step_size_up else max_lr - height * (place - step_size_up) / step_size_up)
    return rates

# %% wrong: stays at the top
# cause: stays-at-the-top
def triangular(base_lr, max_lr, step_size_up, n, halve):
    height = max_lr - base_lr
    return [
        base_lr + height * min(1, b / step_size_up)
        * (0.5 ** (b // (2 * step_size_up)) if halve else 1)
        for b in range(n)
    ]

# %% wrong: one cycle
# cause: one-cycle-only
def triangular(base_lr, max_lr, step_size_up, n, halve):
    return [
        base_lr + (max_lr - base_lr) * max(0, 1 - abs(b / step_size_up - 1))
        for b in range(n)
    ]

# %% wrong: begins at the top
# cause: begins-at-the-top
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = step_size_up - min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: base_lr not subtracted
# cause: base-not-subtracted
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: base_lr not added
# cause: base-not-added
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(height * steps / step_size_up)
    return rates

# %% wrong: a wave
# cause: cosine
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * (1 - math.cos(math.pi * place / step_size_up)) / 2)
    return rates

# %% wrong: read after the step
# cause: early
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr, step_size_up,
        mode="triangular2" if halve else "triangular",
    )
    rates = []
    for _ in range(n):
        optimizer.step()
        scheduler.step()
        rates.append(scheduler.get_last_lr()[0])
    return rates

# %% wrong: batches counted from 1
# cause: early
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(1, n + 1):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: one batch late
# cause: late
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates[:1] + rates[:-1]

# %% wrong: one rate too many
# cause: one-too-many
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n + 1):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: the last rate missing
# cause: one-too-few
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n - 1):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: whole cycles
# cause: whole-cycles-only
def triangular(base_lr, max_lr, step_size_up, n, halve):
    up = list(range(step_size_up))
    steps = up + [step_size_up] + up[:0:-1]
    rates, height = [], max_lr - base_lr
    while len(rates) < n:
        rates += [base_lr + height * s / step_size_up for s in steps]
        if halve:
            height /= 2
    return rates

# %% wrong: step_size_up not passed
# cause: defaults-kept
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr,
        mode="triangular2" if halve else "triangular",
    )
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the mode by position
# cause: mode-by-position
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr, step_size_up,
        "triangular2" if halve else "triangular",
    )
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: an optimizer without momentum
# cause: no-momentum
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.Adagrad([weight])
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr, step_size_up,
        mode="triangular2" if halve else "triangular",
    )
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: the whole list of rates in each entry
# cause: lists-in-the-list
def triangular(base_lr, max_lr, step_size_up, n, halve):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CyclicLR(
        optimizer, base_lr, max_lr, step_size_up,
        mode="triangular2" if halve else "triangular",
    )
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr())
        optimizer.step()
        scheduler.step()
    return rates

# %% wrong: at least one rate
# cause: empty-run
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(max(1, n)):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: None for an empty run
# cause: empty-run
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates if rates else None

# %% wrong: in single precision
# cause: single-precision
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(torch.tensor(base_lr + height * steps / step_size_up).item())
    return rates

# %% wrong: return inside the loop
# cause: return-in-the-loop
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
        return rates
    return rates

# %% wrong: backwards
# cause: reversed
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates[::-1]

# %% wrong: only the last rate
# cause: only-the-last
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(base_lr + height * steps / step_size_up)
    return rates[-1] if rates else []

# %% wrong: rounded to four digits
# cause: rounded
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = min(place, 2 * step_size_up - place)
        rates.append(round(base_lr + height * steps / step_size_up, 4))
    return rates

# %% wrong: the height rounded
# cause: nearly-right
def triangular(base_lr, max_lr, step_size_up, n, halve):
    rates = []
    for batch in range(n):
        cycle = batch // (2 * step_size_up)
        place = batch % (2 * step_size_up)
        height = (max_lr - base_lr) * (0.5**cycle if halve else 1.0)
        steps = round(min(place, 2 * step_size_up - place) / step_size_up, 4) * step_size_up
        rates.append(base_lr + height * steps / step_size_up)
    return rates

# %% wrong: the beginning of the example
# cause: hard-coded
def triangular(base_lr, max_lr, step_size_up, n, halve):
    return [0.02, 0.05, 0.08, 0.11, 0.14, 0.11, 0.08, 0.05, 0.02, 0.035, 0.05,
            0.065, 0.08, 0.065, 0.05, 0.035, 0.02, 0.0275, 0.035, 0.0425, 0.05, 0.0425]
