# %% right: a loop over the param groups
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] = lr

# %% right: through the optimizer's state dict
def set_rate(optimizer, lr):
    state = optimizer.state_dict()
    for group in state["param_groups"]:
        group["lr"] = lr
    optimizer.load_state_dict(state)

# %% wrong: only the first group
def set_rate(optimizer, lr):
    optimizer.param_groups[0]["lr"] = lr

# %% wrong: an attribute that nothing reads
def set_rate(optimizer, lr):
    optimizer.lr = lr

# %% wrong: the defaults
def set_rate(optimizer, lr):
    optimizer.defaults["lr"] = lr

# %% wrong: a local variable
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        rate = group["lr"]
        rate = lr

# %% wrong: multiplies the rate
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] *= lr

# %% wrong: a new optimizer under the same name
def set_rate(optimizer, lr):
    params = [p for group in optimizer.param_groups for p in group["params"]]
    optimizer = torch.optim.SGD(params, lr=lr, momentum=0.9)

# %% wrong: built again in place, so that the momentum is lost
def set_rate(optimizer, lr):
    params = [p for group in optimizer.param_groups for p in group["params"]]
    momentum = optimizer.param_groups[0]["momentum"]
    groups = [{"params": [p]} for p in params]
    optimizer.__init__(groups, lr=lr, momentum=momentum)

# %% wrong: clears the state
def set_rate(optimizer, lr):
    optimizer.state.clear()
    for group in optimizer.param_groups:
        group["lr"] = lr

# %% wrong: changes the momentum as well
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] = lr
        group["momentum"] = 0.0

# %% wrong: a wrong key
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["learning_rate"] = lr

# %% wrong: exactly two groups
def set_rate(optimizer, lr):
    optimizer.param_groups[0]["lr"] = lr
    optimizer.param_groups[1]["lr"] = lr
