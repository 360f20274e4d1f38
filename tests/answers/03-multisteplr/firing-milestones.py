# %% right: the eight numbers
predicted_rates = [0.8, 0.8, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1]

# %% right: training with MultiStepLR
from torch.optim.lr_scheduler import MultiStepLR

optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.8)
history = lrcourse.record(optimizer)
scheduler = MultiStepLR(optimizer, [5.0, 2, 2, 3.5, -1, 40], gamma=0.5)
for epoch in range(8):
    optimizer.step()
    scheduler.step()
predicted_rates = history.rates

# %% right: counting the milestones that equal an epoch
firing = [m for m in [5.0, 2, 2, 3.5, -1, 40] if m in range(8)]
predicted_rates = [0.8 * 0.5 ** sum(m <= e for m in firing) for e in range(8)]

# %% right: levels, as a tuple
predicted_rates = (0.8,) * 2 + (0.2,) * 3 + (0.1,) * 3

# %% wrong: 2 is listed twice, but counted once
# cause: repeats-lost
# misconception: m37
predicted_rates = [0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2]

# %% wrong: 3.5 drops the rate at epoch 4
# cause: equals-no-epoch
# misconception: m35
predicted_rates = [0.8, 0.8, 0.2, 0.2, 0.1, 0.05, 0.05, 0.05]

# %% wrong: 3.5 drops the rate at epoch 3
# cause: equals-no-epoch
# misconception: m35
predicted_rates = [0.8, 0.8, 0.2, 0.1, 0.1, 0.05, 0.05, 0.05]

# %% wrong: -1 drops the rate before the run
# cause: equals-no-epoch
predicted_rates = [0.4, 0.4, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05]

# %% wrong: counts all that are smaller, 3.5 and -1 as well
# cause: equals-no-epoch
# misconception: m35
predicted_rates = [
    0.8 * 0.5 ** sum(m <= e for m in [5.0, 2, 2, 3.5, -1, 40]) for e in range(8)
]

# %% wrong: -1 is the last epoch
# cause: equals-no-epoch
predicted_rates = [0.8, 0.8, 0.2, 0.2, 0.2, 0.1, 0.1, 0.05]

# %% wrong: 5.0 is a float, so it is taken never to fire
# cause: whole-float-fires
predicted_rates = [0.8, 0.8, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2]

# %% wrong: the milestones in the order of the list, as durations
# cause: milestones-relative
# misconception: m38
predicted_rates = [0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.2]

# %% wrong: one epoch late
# cause: equal-left-out
predicted_rates = [0.8, 0.8, 0.8, 0.2, 0.2, 0.2, 0.1, 0.1]

# %% wrong: one epoch early, as printed after the step
# cause: early
# misconception: m22
predicted_rates = [0.8, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1]

# %% wrong: nothing fires, because the list is not in order
# cause: not-sorted
predicted_rates = [0.8, 0.8, 0.8, 0.8, 0.8, 0.1, 0.1, 0.1]

# %% wrong: one drop in each of two epochs
# cause: one-per-epoch
predicted_rates = [0.8, 0.8, 0.4, 0.2, 0.2, 0.1, 0.1, 0.1]

# %% wrong: nothing fires at all
# cause: never-changes
predicted_rates = [0.8] * 8

# %% wrong: gamma left out
# cause: gamma-left-out
predicted_rates = [0.8, 0.8, 0.008, 0.008, 0.008, 0.0008, 0.0008, 0.0008]

# %% wrong: numbers without a system
# cause: none
predicted_rates = [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]

# %% wrong: seven numbers
# cause: none
predicted_rates = [0.8, 0.8, 0.2, 0.2, 0.2, 0.1, 0.1]

# %% wrong: a text
# cause: none
predicted_rates = "0.8, 0.8, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1"

# %% wrong: nothing predicted
# cause: none
predicted_rates = None
