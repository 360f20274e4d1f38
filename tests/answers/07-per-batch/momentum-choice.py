# %% right: the letter
momentum_answer = "B"

# %% right: found by running it
weight = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.1, momentum=0.9)
scheduler = lr_scheduler.OneCycleLR(
    optimizer, max_lr=0.4, total_steps=100, pct_start=0.2
)
used = []
for _ in range(100):
    used.append(optimizer.param_groups[0]["momentum"])
    optimizer.step()
    scheduler.step()
options = {
    "A": (0.9, 0.9, 0.9),
    "B": (0.95, 0.85, 0.95),
    "C": (0.85, 0.95, 0.85),
    "D": (0.9, 0.85, 0.9),
}
momentum_answer = min(
    options,
    key=lambda name: sum(
        abs(used[batch] - value)
        for batch, value in zip((0, 19, 99), options[name])
    ),
)

# %% wrong: the optimizer's own
# cause: none
# misconception: m61
momentum_answer = "A"

# %% wrong: with the rate
# cause: none
momentum_answer = "C"

# %% wrong: down from the optimizer's own
# cause: none
# misconception: m61
momentum_answer = "D"

# %% wrong: a small letter
# cause: none
momentum_answer = "b"

# %% wrong: two letters
# cause: none
momentum_answer = "BD"

# %% wrong: a number
# cause: none
momentum_answer = 0.95
