# %% right: by counting the calls
printed_rates = [0.8, 0.8, 0.2, 0.2, 0.2, 0.05, 0.05]

# %% right: by the closed form, one epoch ahead
printed_rates = [0.8 * 0.25 ** ((epoch + 1) // 3) for epoch in range(7)]

# %% right: by running the loop
from torch.optim.lr_scheduler import StepLR
optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.8)
scheduler = StepLR(optimizer, step_size=3, gamma=0.25)
printed_rates = []
for epoch in range(7):
    optimizer.step()
    scheduler.step()
    printed_rates.append(optimizer.param_groups[0]["lr"])

# %% right: as a tensor
printed_rates = torch.tensor([0.8, 0.8, 0.2, 0.2, 0.2, 0.05, 0.05], dtype=torch.float64)

# %% wrong: the rates that the epochs use
# cause: before-the-step
# misconception: m22
printed_rates = [0.8, 0.8, 0.8, 0.2, 0.2, 0.2, 0.05]

# %% wrong: one line further, as if building the scheduler had counted already
# cause: counter-too-high
printed_rates = [0.8, 0.2, 0.2, 0.2, 0.05, 0.05, 0.05]

# %% wrong: the first rate stays for four lines
# cause: first-step-too-long
printed_rates = [0.8, 0.8, 0.8, 0.8, 0.2, 0.2, 0.2]

# %% wrong: every rate stays for four lines
# cause: first-step-too-long
printed_rates = [0.8, 0.8, 0.8, 0.2, 0.2, 0.2, 0.2]

# %% wrong: a quarter goes at each drop
# cause: percent-off
# misconception: m13
printed_rates = [0.8, 0.8, 0.6, 0.6, 0.6, 0.45, 0.45]

# %% wrong: a quarter goes, and the rates are those that the epochs use
# cause: percent-off
# misconception: m13
printed_rates = [0.8, 0.8, 0.8, 0.6, 0.6, 0.6, 0.45]

# %% wrong: each drop subtracts gamma
# cause: subtracts
printed_rates = [0.8, 0.8, 0.55, 0.55, 0.55, 0.3, 0.3]

# %% wrong: a drop at every call
# cause: every-call
printed_rates = [0.8 * 0.25**call for call in range(1, 8)]

# %% wrong: one drop only
# cause: once
printed_rates = [0.8, 0.8, 0.2, 0.2, 0.2, 0.2, 0.2]

# %% wrong: no drop
# cause: no-drop
printed_rates = [0.8] * 7

# %% wrong: factors instead of rates
# cause: factors-only
printed_rates = [1, 1, 0.25, 0.25, 0.25, 0.0625, 0.0625]

# %% wrong: drops at every second line
# cause: none
printed_rates = [0.8, 0.8, 0.2, 0.2, 0.05, 0.05, 0.0125]

# %% wrong: six numbers
# cause: none
printed_rates = [0.8, 0.8, 0.2, 0.2, 0.2, 0.05]

# %% wrong: text
# cause: none
printed_rates = "0.8, 0.8, 0.2, 0.2, 0.2, 0.05, 0.05"

# %% wrong: nothing predicted
# cause: none
printed_rates = None
