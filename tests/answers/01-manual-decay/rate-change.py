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
# cause: only-one-group
# misconception: m10
def set_rate(optimizer, lr):
    optimizer.param_groups[0]["lr"] = lr

# %% wrong: an attribute that nothing reads
# cause: nothing-changed
# misconception: m2
def set_rate(optimizer, lr):
    optimizer.lr = lr

# %% wrong: the defaults
# cause: nothing-changed
# misconception: m2
def set_rate(optimizer, lr):
    optimizer.defaults["lr"] = lr

# %% wrong: a local variable
# cause: nothing-changed
# misconception: m1
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        rate = group["lr"]
        rate = lr

# %% wrong: multiplies the rate
# cause: multiplied
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] *= lr

# %% wrong: a new optimizer under the same name
# cause: nothing-changed
def set_rate(optimizer, lr):
    params = [p for group in optimizer.param_groups for p in group["params"]]
    optimizer = torch.optim.SGD(params, lr=lr, momentum=0.9)

# %% wrong: built again in place, so that the momentum is lost
# cause: groups-merged
def set_rate(optimizer, lr):
    params = [p for group in optimizer.param_groups for p in group["params"]]
    momentum = optimizer.param_groups[0]["momentum"]
    groups = [{"params": [p]} for p in params]
    optimizer.__init__(groups, lr=lr, momentum=momentum)

# %% wrong: clears the state
# cause: momentum-lost
def set_rate(optimizer, lr):
    optimizer.state.clear()
    for group in optimizer.param_groups:
        group["lr"] = lr

# %% wrong: changes the momentum as well
# cause: momentum-off
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] = lr
        group["momentum"] = 0.0

# %% wrong: a wrong key
# cause: nothing-changed
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["learning_rate"] = lr

# %% wrong: exactly two groups
# cause: index-past-the-end
def set_rate(optimizer, lr):
    optimizer.param_groups[0]["lr"] = lr
    optimizer.param_groups[1]["lr"] = lr

# %% wrong: changes defaults and copies all defaults into the groups, their own momentum or weight decay is lost
# cause: momentum-off
def set_rate(optimizer, lr):
    optimizer.defaults["lr"] = lr
    for group in optimizer.param_groups:
        group.update(optimizer.defaults)

# %% wrong: initialises the same optimizer anew, the momentum and the groups are gone
# cause: momentum-off
def set_rate(optimizer, lr):
    params = [p for group in optimizer.param_groups for p in group["params"]]
    optimizer.__init__(params, lr=lr, momentum=optimizer.defaults["momentum"])

# %% wrong: sets the rates, but empties the state "for a clean start"
# cause: momentum-lost
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] = lr
    optimizer.state.clear()

# %% wrong: never raises a rate, takes the smaller of the old and the new one
# cause: only-lowered
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] = min(group["lr"], lr)

# %% wrong: keeps the ratio between the groups, only group 0 gets lr
# cause: ratio-kept
def set_rate(optimizer, lr):
    """Give every param group of the optimizer the learning rate lr."""
    factor = lr / optimizer.param_groups[0]["lr"]
    for group in optimizer.param_groups:
        group["lr"] *= factor

# %% wrong: rescales the momentum buffers to the new rate ("momentum correction")
# cause: state-changed
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        ratio = lr / group["lr"]
        group["lr"] = lr
        for p in group["params"]:
            buf = optimizer.state[p].get("momentum_buffer")
            if buf is not None:
                buf.mul_(ratio)

# %% wrong: makes one update itself after the change, so that the rate "takes effect"
# cause: state-changed
def set_rate(optimizer, lr):
    """Give every param group of the optimizer the learning rate lr."""
    for group in optimizer.param_groups:
        group["lr"] = lr
    optimizer.step()

# %% wrong: merges all parameters into the first group, since they share one rate now
# cause: groups-merged
def set_rate(optimizer, lr):
    first, *others = optimizer.param_groups
    first["lr"] = lr
    for group in others:
        first["params"].extend(group["params"])
    optimizer.param_groups = [first]

# %% right: edits the state dict and loads it back with the state
def set_rate(optimizer, lr):
    """Give every param group of the optimizer the learning rate lr."""
    sd = optimizer.state_dict()
    for group in sd["param_groups"]:
        group["lr"] = lr
    optimizer.load_state_dict(sd)

# %% right: replaces each group by a new dict in the same list
def set_rate(optimizer, lr):
    optimizer.param_groups[:] = [
        {**group, "lr": lr} for group in optimizer.param_groups
    ]

# %% right: dict.update by index in a while loop
def set_rate(optimizer, lr):
    i = 0
    while i < len(optimizer.param_groups):
        optimizer.param_groups[i].update({"lr": lr})
        i += 1

# %% wrong: builds a new optimizer in a local variable
# cause: nothing-changed
def set_rate(optimizer, lr):
    """Give every param group of the optimizer the learning rate lr."""
    params = []
    for group in optimizer.param_groups:
        params += group["params"]
    optimizer = torch.optim.SGD(params, lr=lr, momentum=0.9)

# %% wrong: rebuilds the optimizer in place, the momentum is lost
# cause: momentum-lost
# misconception: m11
def set_rate(optimizer, lr):
    """Give every param group of the optimizer the learning rate lr."""
    groups = optimizer.param_groups
    for g in groups:
        g["lr"] = lr
    optimizer.__init__(groups, lr=lr, momentum=groups[0]["momentum"])

# %% wrong: assigns to a local variable in the loop
# cause: nothing-changed
def set_rate(optimizer, lr):
    """Give every param group of the optimizer the learning rate lr."""
    for group in optimizer.param_groups:
        old_lr = group["lr"]
        old_lr = lr

# %% wrong: changes copies of the groups
# cause: nothing-changed
def set_rate(optimizer, lr):
    """Give every param group of the optimizer the learning rate lr."""
    groups = [dict(group) for group in optimizer.param_groups]
    for i in range(len(groups)):
        groups[i]["lr"] = lr

# %% wrong: rounded to five significant digits
# cause: not-exactly
def set_rate(optimizer, lr):
    for group in optimizer.param_groups:
        group["lr"] = float(f"{lr:.5g}")

# %% wrong: every second group only
# cause: not-all-groups
def set_rate(optimizer, lr):
    for group in optimizer.param_groups[::2]:
        group["lr"] = lr
