# %% right: by a table
used_rates = [0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.2]

# %% right: by the number of drops before each epoch
used_rates = [0.8 * 0.5**drops for drops in (0, 0, 0, 0, 0, 1, 1, 2, 2, 2)]

# %% right: by running the loop
from torch.optim.lr_scheduler import ReduceLROnPlateau
losses = [2.0, 2.0, 1.5, 1.49995, 1.6, 1.55, 1.55, 1.6, 1.3, 1.4]
optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.8)
history = lrcourse.record(optimizer)
scheduler = ReduceLROnPlateau(optimizer, factor=0.5, patience=1)
for loss in losses:
    optimizer.step()
    scheduler.step(loss)
used_rates = history.rates

# %% right: by the rule
used_rates, rate, best, bad = [], 0.8, math.inf, 0
for loss in [2.0, 2.0, 1.5, 1.49995, 1.6, 1.55, 1.55, 1.6, 1.3, 1.4]:
    used_rates.append(rate)
    best, bad = (loss, 0) if loss < best * 0.9999 else (best, bad + 1)
    if bad > 1:
        rate, bad = rate / 2, 0

# %% wrong: the rates after each loss
# cause: after-the-step
used_rates = [0.8] * 4 + [0.4] * 2 + [0.2] * 4

# %% wrong: a drop after one bad epoch
# cause: too-impatient
# misconception: m57
used_rates = [0.8, 0.8, 0.4, 0.4, 0.2, 0.1, 0.05, 0.025, 0.0125, 0.0125]

# %% wrong: a drop after three bad epochs
# cause: too-patient
# misconception: m57
used_rates = [0.8] * 6 + [0.4] * 4

# %% wrong: any gain counts
# cause: threshold-ignored
# misconception: m57
used_rates = [0.8] * 6 + [0.4] * 2 + [0.2] * 2

# %% wrong: each loss is compared with the one before it
# cause: compares-with-previous
used_rates = [0.8] * 8 + [0.4] * 2

# %% wrong: the same with the threshold, or a new best loss after each drop
# cause: compares-with-previous
used_rates = [0.8] * 5 + [0.4] * 3 + [0.2] * 2

# %% wrong: after the first drop every bad epoch drops the rate
# cause: count-goes-on
used_rates = [0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.2, 0.1, 0.05, 0.05]

# %% wrong: bad epochs need not be in a row
# cause: not-in-a-row
used_rates = [0.8] * 4 + [0.4] * 2 + [0.2] * 2 + [0.1] * 2

# %% wrong: the first loss counts as bad
# cause: first-metric-bad
# misconception: m57
used_rates = [0.8] * 2 + [0.4] * 3 + [0.2] * 2 + [0.1] * 3

# %% wrong: every drop starts from the base rate
# cause: drops-from-the-base
used_rates = [0.8] * 5 + [0.4] * 5

# %% wrong: the rate goes up again when the loss gets better
# cause: rises-again
used_rates = [0.8] * 5 + [0.4] * 2 + [0.2] * 2 + [0.8] * 1

# %% wrong: no drop, since the losses fall on the whole
# cause: never-changes
used_rates = [0.8] * 10

# %% wrong: factors instead of rates
# cause: factors-only
used_rates = [1] * 5 + [0.5] * 2 + [0.25] * 3

# %% wrong: a drop every second epoch
# cause: none
used_rates = [0.8] * 2 + [0.4] * 2 + [0.2] * 2 + [0.1] * 2 + [0.05] * 2

# %% wrong: nine numbers
# cause: none
used_rates = [0.8] * 5 + [0.4] * 2 + [0.2] * 2

# %% wrong: eleven numbers, with the rate at the end
# cause: none
used_rates = [0.8] * 5 + [0.4] * 2 + [0.2] * 4

# %% wrong: text
# cause: none
used_rates = "0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.2"

# %% wrong: nothing predicted
# cause: none
used_rates = None

# %% wrong: a tenth is left, as by default
# cause: a-tenth
used_rates = [0.8] * 5 + [0.08] * 2 + [0.008] * 3
