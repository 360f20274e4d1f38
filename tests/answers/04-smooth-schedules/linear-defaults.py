# %% right: by the steps of the line
linear_rates = [0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.3]

# %% right: by the formula
linear_rates = [
    0.6 * (1 / 3 + (0.5 - 1 / 3) * min(5, epoch) / 5) for epoch in range(7)
]

# %% right: by running it
optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.6)
scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, end_factor=0.5)
linear_rates = []
for epoch in range(7):
    linear_rates.append(optimizer.param_groups[0]["lr"])
    optimizer.step()
    scheduler.step()

# %% right: as a tensor
linear_rates = torch.cat(
    [torch.linspace(0.2, 0.3, 6, dtype=torch.float64), torch.tensor([0.3])]
).double()
linear_rates[-1] = 0.3

# %% wrong: from the base rate down to one half
# cause: starts-at-the-base-rate
# misconception: m48
linear_rates = [0.6, 0.54, 0.48, 0.42, 0.36, 0.3, 0.3]

# %% wrong: all defaults, without the end that was given
# cause: end-factor-ignored
linear_rates = [0.2, 0.28, 0.36, 0.44, 0.52, 0.6, 0.6]

# %% wrong: epoch 0 uses the base rate
# cause: built-too-late
linear_rates = [0.6, 0.22, 0.24, 0.26, 0.28, 0.3, 0.3]

# %% wrong: epoch 0 uses the base rate, then the line begins
# cause: built-too-late
linear_rates = [0.6, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3]

# %% wrong: shifted by one, as in the documentation
# cause: one-epoch-ahead
linear_rates = [0.22, 0.24, 0.26, 0.28, 0.3, 0.3, 0.3]

# %% wrong: one epoch late
# cause: one-epoch-behind
linear_rates = [0.2, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3]

# %% wrong: the last of five values is the end
# cause: arrives-elsewhere
linear_rates = [0.2, 0.225, 0.25, 0.275, 0.3, 0.3, 0.3]

# %% wrong: the line takes the whole run
# cause: arrives-elsewhere
linear_rates = [0.2 + 0.1 * epoch / 6 for epoch in range(7)]

# %% wrong: the line never ends
# cause: never-ends
linear_rates = [0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.32]

# %% wrong: falls from one half to a third
# cause: ends-swapped
# misconception: m48
linear_rates = [0.3, 0.28, 0.26, 0.24, 0.22, 0.2, 0.2]

# %% wrong: back at the base rate when the line is over
# cause: back-to-base
linear_rates = [0.2, 0.22, 0.24, 0.26, 0.28, 0.6, 0.6]

# %% wrong: the factors
# cause: factors-for-rates
linear_rates = [1 / 3 + epoch / 30 for epoch in range(5)] + [0.5, 0.5]

# %% wrong: end_factor taken as a rate
# cause: a-rate-for-a-factor
linear_rates = [0.2, 0.26, 0.32, 0.38, 0.44, 0.5, 0.5]

# %% wrong: begins at a third of the end
# cause: start-of-the-end
linear_rates = [0.1, 0.14, 0.18, 0.22, 0.26, 0.3, 0.3]

# %% wrong: flat, as a ConstantLR
# cause: stays-at-the-start
linear_rates = [0.2, 0.2, 0.2, 0.2, 0.2, 0.3, 0.3]

# %% wrong: halves in every epoch
# cause: none
linear_rates = [0.6 * 0.5**epoch for epoch in range(7)]

# %% wrong: six numbers
# cause: none
linear_rates = [0.2, 0.22, 0.24, 0.26, 0.28, 0.3]

# %% wrong: text
# cause: none
linear_rates = "0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.3"

# %% wrong: begins at a tenth
# cause: starts-elsewhere
linear_rates = [0.6*(0.1+(0.5-0.1)*min(e,5)/5) for e in range(7)]

# %% wrong: the end from the first epoch on
# cause: end-at-once
linear_rates = [0.3]*7

# %% wrong: a third taken as a rate
# cause: a-rate-for-a-factor
linear_rates = [1/3+(0.3-1/3)*min(e,5)/5 for e in range(7)]
