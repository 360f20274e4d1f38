# %% right: whole batches, and one more for the rest
def total_steps(samples, batch_size, epochs, drop_last):
    batches, rest = divmod(samples, batch_size)
    return epochs * (batches + (rest > 0 and not drop_last))

# %% right: floor or ceiling
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * (samples // batch_size)
    return epochs * math.ceil(samples / batch_size)

# %% right: the length of a DataLoader
def total_steps(samples, batch_size, epochs, drop_last):
    from torch.utils.data import DataLoader
    loader = DataLoader(range(samples), batch_size, drop_last=drop_last)
    return epochs * len(loader)

# %% right: batches counted one by one
def total_steps(samples, batch_size, epochs, drop_last):
    steps = 0
    for _ in range(epochs):
        left = samples
        while left >= batch_size or (left > 0 and not drop_last):
            left -= batch_size
            steps += 1
    return steps

# %% wrong: only whole batches
# cause: partial-batch-lost
# misconception: m58
def total_steps(samples, batch_size, epochs, drop_last):
    return epochs * (samples // batch_size)

# %% wrong: only whole batches, by int
# cause: partial-batch-lost
# misconception: m58
def total_steps(samples, batch_size, epochs, drop_last):
    return int(samples / batch_size) * epochs

# %% wrong: always rounded up
# cause: drop-last-ignored
def total_steps(samples, batch_size, epochs, drop_last):
    return epochs * math.ceil(samples / batch_size)

# %% wrong: the flag the wrong way round
# cause: drop-last-inverted
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * math.ceil(samples / batch_size)
    return epochs * (samples // batch_size)

# %% wrong: one more without looking at the rest
# cause: always-one-more
def total_steps(samples, batch_size, epochs, drop_last):
    batches = samples // batch_size
    if not drop_last:
        batches += 1
    return epochs * batches

# %% wrong: one less where the last is dropped
# cause: always-one-more
def total_steps(samples, batch_size, epochs, drop_last):
    batches = math.ceil(samples / batch_size)
    if drop_last:
        batches -= 1
    return epochs * batches

# %% wrong: the small batch once in the run
# cause: last-batch-once
def total_steps(samples, batch_size, epochs, drop_last):
    steps = epochs * (samples // batch_size)
    if samples % batch_size and not drop_last:
        steps += 1
    return steps

# %% wrong: all epochs cut together
# cause: epochs-joined
def total_steps(samples, batch_size, epochs, drop_last):
    everything = samples * epochs
    if drop_last:
        return everything // batch_size
    return math.ceil(everything / batch_size)

# %% wrong: not rounded
# cause: not-rounded
def total_steps(samples, batch_size, epochs, drop_last):
    return epochs * samples / batch_size

# %% wrong: rounded to the nearest
# cause: rounded-to-the-nearest
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * (samples // batch_size)
    return epochs * round(samples / batch_size)

# %% wrong: one epoch only
# cause: epochs-missing
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return samples // batch_size
    return math.ceil(samples / batch_size)

# %% wrong: samples counted
# cause: samples-counted
def total_steps(samples, batch_size, epochs, drop_last):
    return epochs * samples

# %% wrong: the size counted
# cause: batch-size-counted
def total_steps(samples, batch_size, epochs, drop_last):
    return epochs * batch_size

# %% wrong: the quotient upside down
# cause: upside-down
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * (batch_size // samples)
    return epochs * math.ceil(batch_size / samples)

# %% wrong: at least one batch
# cause: at-least-one
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * max(1, samples // batch_size)
    return epochs * math.ceil(samples / batch_size)

# %% wrong: the number of the last batch
# cause: one-step-off
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * (samples // batch_size) - 1
    return epochs * math.ceil(samples / batch_size) - 1

# %% wrong: a float
# cause: float-returned
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * float(samples // batch_size)
    return epochs * float(math.ceil(samples / batch_size))

# %% wrong: the number of the example
# cause: hard-coded
def total_steps(samples, batch_size, epochs, drop_last):
    return 35

# %% wrong: at least one epoch
# cause: no-epochs
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return max(1, epochs) * (samples // batch_size)
    return max(1, epochs) * math.ceil(samples / batch_size)

# %% wrong: half a step too many
# cause: fraction
def total_steps(samples, batch_size, epochs, drop_last):
    if drop_last:
        return epochs * (samples // batch_size) + 0.5
    return epochs * math.ceil(samples / batch_size) + 0.5

# %% wrong: a float of every epoch
# cause: not-rounded
def total_steps(samples, batch_size, epochs, drop_last):
    batches = samples / batch_size
    if drop_last:
        batches = samples // batch_size
    return batches * epochs

# %% wrong: the scheduler stepped for each epoch
# cause: epochs-counted
# misconception: m59
def total_steps(samples, batch_size, epochs, drop_last):
    return epochs
