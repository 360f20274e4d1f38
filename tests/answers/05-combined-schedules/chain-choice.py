# %% right: the letter
chain_answer = "C"

# %% right: found by running the chain
from torch.optim import lr_scheduler

weight = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.8)
recorder = lrcourse.record(optimizer)
warmup = lr_scheduler.LinearLR(optimizer, start_factor=0.5, total_iters=2)
halve = lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.5**epoch)
scheduler = lr_scheduler.ChainedScheduler([warmup, halve])
for epoch in range(3):
    optimizer.step()
    scheduler.step()
options = {
    "A": [0.4, 0.3, 0.2],
    "B": [0.4, 0.6, 0.8],
    "C": [0.8, 0.4, 0.2],
    "D": [0.4, 0.2, 0.1],
}
chain_answer = min(
    options,
    key=lambda name: sum(
        abs(a - b) for a, b in zip(options[name], recorder.rates)
    ),
)

# %% wrong: the factors multiply
# cause: none
# misconception: m66
chain_answer = "A"

# %% wrong: the warm-up alone
# cause: none
chain_answer = "B"

# %% wrong: halved from where the warm-up starts
# cause: none
chain_answer = "D"

# %% wrong: a small letter
# cause: none
chain_answer = "c"

# %% wrong: two letters
# cause: none
chain_answer = "CA"

# %% wrong: the rates instead of the letter
# cause: none
chain_answer = [0.8, 0.4, 0.2]
