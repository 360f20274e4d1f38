# %% right: the length of each cycle
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return found

# %% right: the closed form
def restarts(T_0, T_mult, n):
    found, k = [], 1
    while True:
        if T_mult == 1:
            epoch = k * T_0
        else:
            epoch = T_0 * (T_mult**k - 1) // (T_mult - 1)
        if epoch >= n:
            return found
        found.append(epoch)
        k += 1

# %% right: torch's own counter
def restarts(T_0, T_mult, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0, T_mult)
    found = []
    for epoch in range(n):
        if epoch > 0 and scheduler.T_cur == 0:
            found.append(epoch)
        optimizer.step()
        scheduler.step()
    return found

# %% right: epoch after epoch
def restarts(T_0, T_mult, n):
    found = []
    left, length = T_0, T_0
    for epoch in range(n):
        if left == 0:
            found.append(epoch)
            length *= T_mult
            left = length
        left -= 1
    return found

# %% right: each restart from the one before
def restarts(T_0, T_mult, n):
    found = []
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        epoch = T_0 + T_mult * epoch
    return found

# %% wrong: epoch 0 listed
# cause: zero-listed
def restarts(T_0, T_mult, n):
    found = [0]
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return found

# %% wrong: epoch n listed
# cause: n-listed
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch <= n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return found

# %% wrong: appended before the test
# cause: one-beyond
def restarts(T_0, T_mult, n):
    found, length, epoch = [], T_0, 0
    while epoch < n:
        epoch += length
        found.append(epoch)
        length *= T_mult
    return found

# %% wrong: the lengths of the cycles
# cause: lengths-for-epochs
def restarts(T_0, T_mult, n):
    found, length, epoch = [], T_0, T_0
    while epoch < n:
        found.append(length)
        length *= T_mult
        epoch += length
    return found

# %% wrong: T_mult not used
# cause: every-t-zero
def restarts(T_0, T_mult, n):
    return list(range(T_0, n, T_0))

# %% wrong: grows after the second cycle
# cause: grows-too-late
def restarts(T_0, T_mult, n):
    found, length, epoch = [], T_0, T_0
    while epoch < n:
        found.append(epoch)
        epoch += length
        length *= T_mult
    return found

# %% wrong: the first cycle already grown
# cause: grows-too-early
def restarts(T_0, T_mult, n):
    found = []
    length = T_0 * T_mult
    epoch = length
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return found

# %% wrong: T_mult added
# cause: not-multiplied-up
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length + T_mult
        epoch = epoch + length
    return found

# %% wrong: the same factor for each later cycle
# cause: not-multiplied-up
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + T_0 * T_mult
    return found

# %% wrong: the epoch multiplied
# cause: sum-multiplied
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + epoch * T_mult
    return found

# %% wrong: cycles that reach eta_min
# cause: lowest-rate-expected
# misconception: m45
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0 + 1
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length + 1
    return found

# %% wrong: the last epochs of the cycles
# cause: one-early
# misconception: m45
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch - 1)
        length = length * T_mult
        epoch = epoch + length
    return found

# %% wrong: one epoch late
# cause: one-late
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch + 1)
        length = length * T_mult
        epoch = epoch + length
    return found

# %% wrong: looks for rises of the rate
# cause: short-cycles-missed
def restarts(T_0, T_mult, n):
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=0.1)
    scheduler = lr_scheduler.CosineAnnealingWarmRestarts(optimizer, T_0, T_mult)
    found, before = [], 1.0
    for epoch in range(n):
        rate = optimizer.param_groups[0]["lr"]
        if rate > before:
            found.append(epoch)
        before = rate
        optimizer.step()
        scheduler.step()
    return found

# %% wrong: n restarts
# cause: n-restarts
def restarts(T_0, T_mult, n):
    found, length, epoch = [], T_0, T_0
    for _ in range(n):
        found.append(epoch)
        length *= T_mult
        epoch += length
    return found

# %% wrong: the formula for as many cycles as there are epochs
# cause: n-restarts
def restarts(T_0, T_mult, n):
    if T_mult == 1:
        return list(range(T_0, n, T_0))
    return [T_0 * (T_mult**k - 1) // (T_mult - 1) for k in range(1, n)]

# %% wrong: only the first restart
# cause: only-the-first
def restarts(T_0, T_mult, n):
    return [T_0] if T_0 < n else []

# %% wrong: three restarts at most
# cause: a-few-times
def restarts(T_0, T_mult, n):
    found, length, epoch = [], T_0, T_0
    for _ in range(3):
        if epoch < n:
            found.append(epoch)
        length *= T_mult
        epoch += length
    return found

# %% wrong: the first restart missing
# cause: first-missing
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return found[1:]

# %% wrong: the last restart missing
# cause: last-missing
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return found[:-1]

# %% wrong: None without a restart
# cause: short-run
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return found or None

# %% wrong: T_mult of 1 counted as none
# cause: equal-cycles
def restarts(T_0, T_mult, n):
    found, k = [], 1
    while T_mult > 1:
        epoch = T_0 * (T_mult**k - 1) // (T_mult - 1)
        if epoch >= n:
            break
        found.append(epoch)
        k += 1
    return found

# %% wrong: divided by T_mult - 1
# cause: equal-cycles
def restarts(T_0, T_mult, n):
    found, k, epoch = [], 1, T_0
    while epoch < n:
        found.append(epoch)
        k += 1
        if T_mult == 1:
            epoch = T_0 * T_mult**k + k
        else:
            epoch = T_0 * (T_mult**k - 1) // (T_mult - 1)
    return found

# %% wrong: divided by 0
# cause: equal-cycles
def restarts(T_0, T_mult, n):
    found, k, epoch = [], 1, T_0
    while epoch < n:
        found.append(epoch)
        k += 1
        epoch = T_0 * (T_mult**k - 1) // (T_mult - 1)
    return found

# %% wrong: the list of the example
# cause: hard-coded
def restarts(T_0, T_mult, n):
    return [4, 16, 52]

# %% wrong: return inside the loop
# cause: return-in-the-loop
def restarts(T_0, T_mult, n):
    length, epoch = T_0, T_0
    while epoch < n:
        return epoch
    return []

# %% wrong: a hundredth too late
# cause: none
def restarts(T_0, T_mult, n):
    found = []
    length = T_0
    epoch = T_0
    while epoch < n:
        found.append(epoch)
        length = length * T_mult
        epoch = epoch + length
    return [1.005 * epoch for epoch in found]

# %% wrong: ten restarts at most
# cause: a-few-times
def restarts(T_0, T_mult, n):
    found = []
    epoch = 0
    for k in range(10):
        epoch += T_0 * T_mult**k
        if epoch < n:
            found.append(epoch)
    return found
