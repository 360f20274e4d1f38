# %% right: one loss that never changes
def metrics_for_drops(patience, drops):
    if drops == 0:
        return []
    return [1.0] * (drops * (patience + 1) + 1)

# %% right: losses that grow
def metrics_for_drops(patience, drops):
    return [float(n) for n in range(drops * (patience + 1) + (drops > 0))]

# %% right: zeros
def metrics_for_drops(patience, drops):
    return ([0] + [0] * (patience + 1) * drops) * bool(drops)

# %% right: gains that are too small
def metrics_for_drops(patience, drops):
    number = drops * (patience + 1) + 1 if drops else 0
    return [1 - 1e-6 * n for n in range(number)]

# %% right: found by running the scheduler
from torch.optim.lr_scheduler import ReduceLROnPlateau


def metrics_for_drops(patience, drops):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = ReduceLROnPlateau(optimizer, patience=patience)
    metrics = []
    while optimizer.param_groups[0]["lr"] > 0.1**drops * 1.5:
        metrics.append(2.5)
        scheduler.step(2.5)
    return metrics

# %% right: a negative one first, then a worse one
def metrics_for_drops(patience, drops):
    metrics = [-3.0] + [-2.0] * (patience + 1) * drops
    return metrics if drops else []

# %% wrong: a metric also for no drop
# cause: no-drop
def metrics_for_drops(patience, drops):
    return [1.0] * (drops * (patience + 1) + 1)

# %% wrong: the first metric is not counted
# cause: first-not-counted
# misconception: m57
def metrics_for_drops(patience, drops):
    return [1.0] * (drops * (patience + 1))

# %% wrong: patience bad metrics for each drop
# cause: patience-is-enough
# misconception: m57
def metrics_for_drops(patience, drops):
    return [1.0] * (drops * patience + 1)

# %% wrong: patience metrics for each drop
# cause: patience-is-enough
# misconception: m57
def metrics_for_drops(patience, drops):
    return [1.0] * (drops * patience)

# %% wrong: a new best metric for each drop
# cause: new-best-for-each-drop
# misconception: m57
def metrics_for_drops(patience, drops):
    return [1.0] * (drops * (patience + 2))

# %% wrong: a better metric after each drop
# cause: still-improves
def metrics_for_drops(patience, drops):
    metrics = []
    for drop in range(drops):
        metrics += [float(drops - drop)] * (patience + 2)
    return metrics

# %% wrong: one drop only
# cause: one-drop-only
def metrics_for_drops(patience, drops):
    return [1.0] * (patience + 2)

# %% wrong: one drop only, and none
# cause: one-drop-only
def metrics_for_drops(patience, drops):
    return [1.0] * (patience + 2) if drops else []

# %% wrong: the default patience
# cause: default-patience
def metrics_for_drops(patience, drops):
    return [1.0] * (11 * drops + 1) if drops else []

# %% wrong: one metric more, to be safe
# cause: one-too-long
def metrics_for_drops(patience, drops):
    return [1.0] * (drops * (patience + 1) + 2) if drops else []

# %% wrong: NaN, which is bad from the first one on
# cause: not-finite
def metrics_for_drops(patience, drops):
    return [float('nan')] * (drops * (patience + 1))

# %% wrong: infinity, which is never good
# cause: not-finite
def metrics_for_drops(patience, drops):
    return [math.inf] * (drops * (patience + 1))

# %% wrong: a negative loss that never changes
# cause: below-zero
def metrics_for_drops(patience, drops):
    return [-1.0] * (drops * (patience + 1) + 1) if drops else []

# %% wrong: losses that fall
# cause: still-improves
def metrics_for_drops(patience, drops):
    number = drops * (patience + 1) + 1 if drops else 0
    return [float(number - n) for n in range(number)]

# %% wrong: the list of the example
# cause: hard-coded
def metrics_for_drops(patience, drops):
    return [1.0] * 10

# %% wrong: three losses that fall, then the plateau
# cause: still-improves
def metrics_for_drops(patience, drops):
    metrics = [5.0, 4.0, 3.0] if drops else []
    return metrics + [3.0] * (drops * (patience + 1))

# %% wrong: as many more as the patience
# cause: too-long
def metrics_for_drops(patience, drops):
    return [1.0] * ((drops + 1) * (patience + 1)) if drops else []

# %% wrong: the number of metrics
# cause: none
def metrics_for_drops(patience, drops):
    return drops * (patience + 1) + 1 if drops else 0

# %% wrong: rates instead of metrics
# cause: none
def metrics_for_drops(patience, drops):
    return [0.1**n for n in range(drops)]

# %% wrong: nothing returned
# cause: none
def metrics_for_drops(patience, drops):
    metrics = [1.0] * (drops * (patience + 1) + 1)

# %% wrong: one bad metric for each drop after the first
# cause: patience-once
def metrics_for_drops(patience, drops):
    if drops == 0:
        return []
    return [1.0] * (drops + patience + 1)

# %% wrong: patience 0 works like patience 1
# cause: patience-zero
def metrics_for_drops(patience, drops):
    if drops == 0:
        return []
    return [1.0] * (1 + drops * (max(1, patience) + 1))
