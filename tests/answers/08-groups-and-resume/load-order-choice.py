# %% right: the letter
load_order_answer = "C"

# %% right: found by running the lines
def fresh():
    weight = torch.zeros(1, requires_grad=True)
    return torch.optim.SGD([weight], lr=0.4)


def schedule(optimizer):
    return lr_scheduler.LinearLR(optimizer, start_factor=0.5, total_iters=4)


optimizer = fresh()
scheduler = schedule(optimizer)
for _ in range(2):
    optimizer.step()
    scheduler.step()
checkpoint = {
    "optimizer": optimizer.state_dict(),
    "scheduler": scheduler.state_dict(),
}
optimizer = fresh()
optimizer.load_state_dict(checkpoint["optimizer"])
scheduler = schedule(optimizer)
scheduler.load_state_dict(checkpoint["scheduler"])
options = {"A": 0.3, "B": 0.2, "C": 0.15, "D": 0.4}
load_order_answer = min(
    options,
    key=lambda name: abs(options[name] - optimizer.param_groups[0]["lr"]),
)

# %% wrong: the loaded rate
# cause: none
# misconception: m73
load_order_answer = "A"

# %% wrong: the rate of epoch 0
# cause: none
load_order_answer = "B"

# %% wrong: the base rate
# cause: none
load_order_answer = "D"

# %% wrong: a small letter
# cause: none
load_order_answer = "c"

# %% wrong: the rate instead of the letter
# cause: none
load_order_answer = 0.15

# %% wrong: no letter
# cause: none
load_order_answer = None
