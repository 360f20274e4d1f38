# %% right: logarithms, rounded
def find_milestones(rates, base_lr, gamma):
    found, before = [], 0
    for epoch, rate in enumerate(rates):
        drops = round(math.log(rate / base_lr, gamma))
        found += [epoch] * (drops - before)
        before = drops
    return found

# %% right: divides until the rates are close
def find_milestones(rates, base_lr, gamma):
    found, current = [], base_lr
    for epoch, rate in enumerate(rates):
        while not math.isclose(current, rate, rel_tol=1e-9):
            current *= gamma
            found.append(epoch)
    return found

# %% right: the ratio of neighbours, in a tensor
def find_milestones(rates, base_lr, gamma):
    levels = torch.tensor([base_lr, *rates], dtype=torch.float64).log() / math.log(gamma)
    rises = levels.diff().round().int()
    return torch.arange(len(rates)).repeat_interleave(rises).tolist()

# %% right: a Counter, which MultiStepLR takes in place of a list
from collections import Counter


def find_milestones(rates, base_lr, gamma):
    found = Counter()
    before = base_lr
    for epoch, rate in enumerate(rates):
        if drops := round(math.log(before / rate) / -math.log(gamma)):
            found[epoch] = drops
        before = rate
    return found

# %% right: halves the gaps of a loop with a margin
def find_milestones(rates, base_lr, gamma):
    found, current = [], base_lr
    for epoch, rate in enumerate(rates):
        while rate < current * (1 + gamma) / 2:
            found.append(epoch)
            current = current * gamma
    return found[::-1]

# %% right: tries the number of drops
def find_milestones(rates, base_lr, gamma):
    def count(rate):
        return min(range(60), key=lambda k: abs(math.log(base_lr * gamma**k / rate)))

    counts = [0] + [count(rate) for rate in rates]
    return [e for e in range(len(rates)) for _ in range(counts[e + 1] - counts[e])]

# %% wrong: each drop once
# cause: repeats-missing
# misconception: m37
def find_milestones(rates, base_lr, gamma):
    found, before = [], base_lr
    for epoch, rate in enumerate(rates):
        if not math.isclose(rate, before):
            found.append(epoch)
        before = rate
    return found

# %% wrong: compares neighbours only, so the first rate is never looked at
# cause: only-changes
# misconception: m37
def find_milestones(rates, base_lr, gamma):
    return [e for e in range(1, len(rates)) if rates[e] < rates[e - 1]]

# %% wrong: the first rate is taken for the base rate
# cause: zero-missing
def find_milestones(rates, base_lr, gamma):
    found, before = [], 0
    for epoch, rate in enumerate(rates):
        drops = round(math.log(rate / rates[0]) / math.log(gamma))
        found += [epoch] * (drops - before)
        before = drops
    return found

# %% wrong: 0 at most once
# cause: zero-once
def find_milestones(rates, base_lr, gamma):
    found = [0] if rates[0] < base_lr * 0.999 else []
    for epoch in range(1, len(rates)):
        drops = round(math.log(rates[epoch] / rates[epoch - 1]) / math.log(gamma))
        found += [epoch] * drops
    return found

# %% wrong: the epoch before the drop
# cause: the-epoch-before
def find_milestones(rates, base_lr, gamma):
    levels = [base_lr, *rates]
    found = []
    for epoch in range(len(rates)):
        drops = round(math.log(levels[epoch + 1] / levels[epoch]) / math.log(gamma))
        found += [epoch - 1] * drops
    return found

# %% wrong: epochs counted from 1
# cause: the-epoch-after
# misconception: m5
def find_milestones(rates, base_lr, gamma):
    found, before = [], 0
    for epoch, rate in enumerate(rates, start=1):
        drops = round(math.log(rate / base_lr) / math.log(gamma))
        found += [epoch] * (drops - before)
        before = drops
    return found

# %% wrong: durations
# cause: durations
# misconception: m38
def find_milestones(rates, base_lr, gamma):
    lengths, before, last = [], 0, 0
    for epoch, rate in enumerate(rates):
        drops = round(math.log(rate / base_lr) / math.log(gamma))
        for _ in range(drops - before):
            lengths.append(epoch - last)
            last = epoch
        before = drops
    return lengths

# %% wrong: the number of drops by each epoch
# cause: counts-returned
def find_milestones(rates, base_lr, gamma):
    return [round(math.log(rate / base_lr) / math.log(gamma)) for rate in rates]

# %% wrong: the rates after the drops
# cause: rates-returned
def find_milestones(rates, base_lr, gamma):
    return sorted(set(rates))

# %% wrong: every epoch below the base rate
# cause: all-that-are-lower
# misconception: m3
def find_milestones(rates, base_lr, gamma):
    return [epoch for epoch, rate in enumerate(rates) if rate < base_lr * 0.999]

# %% wrong: each epoch as often as there were drops by then
# cause: all-that-are-lower
def find_milestones(rates, base_lr, gamma):
    found = []
    for epoch, rate in enumerate(rates):
        found += [epoch] * round(math.log(rate / base_lr) / math.log(gamma))
    return found

# %% wrong: counts from the base rate at each change
# cause: drops-added-up
def find_milestones(rates, base_lr, gamma):
    found, before = [], base_lr
    for epoch, rate in enumerate(rates):
        if not math.isclose(rate, before):
            found += [epoch] * round(math.log(rate / base_lr) / math.log(gamma))
        before = rate
    return found

# %% wrong: int instead of round
# cause: cut-off
def find_milestones(rates, base_lr, gamma):
    found, before = [], 0
    for epoch, rate in enumerate(rates):
        drops = int(math.log(rate / base_lr) / math.log(gamma))
        found += [epoch] * (drops - before)
        before = drops
    return found

# %% wrong: int of the drops since the rate before
# cause: cut-off
def find_milestones(rates, base_lr, gamma):
    found, before = [], base_lr
    for epoch, rate in enumerate(rates):
        found += [epoch] * int(math.log(rate / before, gamma))
        before = rate
    return found

# %% wrong: a running product, compared without a margin
# cause: last-digits
# misconception: m24
def find_milestones(rates, base_lr, gamma):
    found, current = [], base_lr
    for epoch, rate in enumerate(rates):
        while rate < current:
            current = current * gamma
            found.append(epoch)
    return found

# %% wrong: gamma is taken to be a half
# cause: how-many
def find_milestones(rates, base_lr, gamma):
    found, before = [], base_lr
    for epoch, rate in enumerate(rates):
        if not math.isclose(rate, before):
            found += [epoch] * max(1, round(math.log(rate / before) / math.log(0.5)))
        before = rate
    return found

# %% wrong: a tensor
# cause: tensor-never-fires
# misconception: m36
def find_milestones(rates, base_lr, gamma):
    levels = torch.tensor([base_lr, *rates], dtype=torch.float64).log() / math.log(gamma)
    return torch.arange(len(rates)).repeat_interleave(levels.diff().round().int())

# %% wrong: parts of the run
# cause: fractions-never-fire
# misconception: m35
def find_milestones(rates, base_lr, gamma):
    found, before = [], 0
    for epoch, rate in enumerate(rates):
        drops = round(math.log(rate / base_lr) / math.log(gamma))
        found += [(epoch + 0.5) / len(rates)] * (drops - before)
        before = drops
    return found

# %% wrong: the milestones of the example
# cause: hard-coded
def find_milestones(rates, base_lr, gamma):
    return [0, 2, 3, 3]

# %% wrong: nothing is ever found
# cause: empty-list
def find_milestones(rates, base_lr, gamma):
    return [e for e in range(1, len(rates)) if rates[e] > rates[e - 1]]

# %% wrong: looks one rate too far
# cause: index-past-the-end
def find_milestones(rates, base_lr, gamma):
    found = []
    for epoch in range(len(rates)):
        if rates[epoch + 1] < rates[epoch]:
            found.append(epoch + 1)
    return found

# %% wrong: the logarithm of a difference
# cause: none
def find_milestones(rates, base_lr, gamma):
    found, before = [], 0
    for epoch, rate in enumerate(rates):
        drops = round((base_lr - rate) / gamma)
        found += [epoch] * (drops - before)
        before = drops
    return found

# %% wrong: compares without a margin, each drop once
# cause: repeats-missing
# misconception: m24
def find_milestones(rates, base_lr, gamma):
    levels = [base_lr, *rates]
    return [epoch for epoch in range(len(rates)) if levels[epoch + 1] < levels[epoch]]

# %% wrong: ceil instead of round
# cause: rounded-up
def find_milestones(rates, base_lr, gamma):
    found, before = [], 0
    for epoch, rate in enumerate(rates):
        drops = math.ceil(math.log(rate / base_lr) / math.log(gamma))
        found += [epoch] * (drops - before)
        before = drops
    return found

# %% wrong: any smaller rate is one drop at least
# cause: last-digits
def find_milestones(rates, base_lr, gamma):
    milestones, before = [], base_lr
    for epoch, rate in enumerate(rates):
        if rate < before:
            times = round(math.log(rate / before) / math.log(gamma))
            milestones += [epoch] * max(1, times)
        before = rate
    return milestones

# %% wrong: divides instead of taking logarithms
# cause: how-many
def find_milestones(rates, base_lr, gamma):
    milestones, before = [], base_lr
    for epoch, rate in enumerate(rates):
        if not math.isclose(rate, before, rel_tol=1e-9):
            milestones += [epoch] * round((before / rate) * gamma)
        before = rate
    return milestones
