# %% right: both states, the optimizer first
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% right: both states, the scheduler first, other keys
import copy


def save(optimizer, scheduler):
    objects = {"sgd": optimizer, "lr": scheduler}
    return {k: copy.deepcopy(v.state_dict()) for k, v in objects.items()}


def resume(optimizer, scheduler, checkpoint):
    scheduler.load_state_dict(checkpoint["lr"])
    optimizer.load_state_dict(checkpoint["sgd"])

# %% right: the scheduler steps to its place, then the optimizer's state is loaded
def save(optimizer, scheduler):
    return {
        "steps": scheduler.last_epoch,
        "optimizer": optimizer.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    for _ in range(checkpoint["steps"]):
        scheduler.step()
    optimizer.load_state_dict(checkpoint["optimizer"])

# %% right: groups and momentum by hand, the scheduler by its state
def save(optimizer, scheduler):
    groups = []
    for group in optimizer.param_groups:
        numbers = {
            "lr": group["lr"],
            "momentum": group["momentum"],
            "buffers": [
                optimizer.state[p].get("momentum_buffer")
                for p in group["params"]
            ],
        }
        groups.append(numbers)
    return {"groups": groups, "scheduler": scheduler.state_dict()}


def resume(optimizer, scheduler, checkpoint):
    scheduler.load_state_dict(checkpoint["scheduler"])
    saved = checkpoint["groups"]
    for group, numbers in zip(optimizer.param_groups, saved, strict=True):
        group["lr"] = numbers["lr"]
        group["momentum"] = numbers["momentum"]
        for p, buffer in zip(group["params"], numbers["buffers"], strict=True):
            if buffer is not None:
                optimizer.state[p]["momentum_buffer"] = buffer

# %% wrong: nothing is loaded
# cause: nothing-restored
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer = checkpoint["optimizer"]
    scheduler = checkpoint["scheduler"]

# %% wrong: only the scheduler
# cause: optimizer-not-restored
# misconception: m72
def save(optimizer, scheduler):
    return {"scheduler": scheduler.state_dict()}


def resume(optimizer, scheduler, checkpoint):
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: only the optimizer
# cause: scheduler-not-restored
# misconception: m72
def save(optimizer, scheduler):
    return {"optimizer": optimizer.state_dict()}


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])

# %% wrong: the scheduler's counter is set, the optimizer is new
# cause: optimizer-not-restored
def save(optimizer, scheduler):
    return {"state": scheduler.state_dict(), "epochs": scheduler.last_epoch}


def resume(optimizer, scheduler, checkpoint):
    scheduler.load_state_dict(checkpoint["state"])
    scheduler.last_epoch = checkpoint["epochs"]

# %% wrong: the optimizer's state, then the steps of the past
# cause: stepped-after-loading
def save(optimizer, scheduler):
    return {
        "steps": scheduler.last_epoch,
        "optimizer": optimizer.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    for _ in range(checkpoint["steps"]):
        scheduler.step()

# %% wrong: building's first rate comes back after the load
# cause: built-late
# misconception: m73
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    rebuild(scheduler)
    scheduler.load_state_dict(checkpoint["scheduler"])


def rebuild(scheduler):
    """Build the scheduler again, on the loaded optimizer, as it was built."""
    s, optimizer = scheduler, scheduler.optimizer
    name = type(s).__name__
    if name == "StepLR":
        lr_scheduler.StepLR(optimizer, s.step_size, s.gamma)
    elif name == "MultiStepLR":
        milestones = list(s.milestones.elements())
        lr_scheduler.MultiStepLR(optimizer, milestones, s.gamma)
    elif name == "ExponentialLR":
        lr_scheduler.ExponentialLR(optimizer, s.gamma)
    elif name == "LinearLR":
        lr_scheduler.LinearLR(
            optimizer, s.start_factor, s.end_factor, s.total_iters
        )
    elif name == "CosineAnnealingLR":
        lr_scheduler.CosineAnnealingLR(optimizer, s.T_max, s.eta_min)
    elif name == "CosineAnnealingWarmRestarts":
        lr_scheduler.CosineAnnealingWarmRestarts(optimizer, s.T_0)
    elif name == "LambdaLR":
        lr_scheduler.LambdaLR(optimizer, s.lr_lambdas)
    elif name == "OneCycleLR":
        tops = [group["max_lr"] for group in optimizer.param_groups]
        lr_scheduler.OneCycleLR(optimizer, tops, s.total_steps)
    elif name == "SequentialLR":
        line, steps = s._schedulers
        stages = [
            lr_scheduler.LinearLR(
                optimizer, line.start_factor, total_iters=line.total_iters
            ),
            lr_scheduler.StepLR(optimizer, steps.step_size, steps.gamma),
        ]
        lr_scheduler.SequentialLR(optimizer, stages, s._milestones)

# %% wrong: one step after the load
# cause: one-step-more
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    scheduler.step()

# %% wrong: the rate of the first group for all
# cause: one-rate-for-all
def save(optimizer, scheduler):
    return {
        "lr": optimizer.param_groups[0]["lr"],
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    for group in optimizer.param_groups:
        group["lr"] = checkpoint["lr"]

# %% wrong: rates and scheduler, but no momentum
# cause: momentum-lost
# misconception: m72
def save(optimizer, scheduler):
    return {
        "groups": [
            {k: v for k, v in group.items() if k != "params"}
            for group in optimizer.param_groups
        ],
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    scheduler.load_state_dict(checkpoint["scheduler"])
    saved = checkpoint["groups"]
    for group, numbers in zip(optimizer.param_groups, saved, strict=True):
        group.update(numbers)

# %% wrong: the scheduler's last_epoch instead of its state
# cause: only-some-schedulers
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "epochs": scheduler.last_epoch,
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.last_epoch = checkpoint["epochs"]

# %% wrong: the rates and the momentum buffers, but not the momentum
# cause: only-one-cycle
def save(optimizer, scheduler):
    state = optimizer.state_dict()
    return {
        "rates": [group["lr"] for group in state["param_groups"]],
        "buffers": state["state"],
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    groups = optimizer.state_dict()["param_groups"]
    optimizer.load_state_dict(
        {"param_groups": groups, "state": checkpoint["buffers"]}
    )
    for group, lr in zip(optimizer.param_groups, checkpoint["rates"]):
        group["lr"] = lr
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: one step where no epoch is over
# cause: one-step-more
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    if scheduler.last_epoch == 0:
        scheduler.step()

# %% wrong: a momentum that need not be there
# cause: no-momentum-yet
def save(optimizer, scheduler):
    return {
        "rates": [group["lr"] for group in optimizer.param_groups],
        "momenta": [group["momentum"] for group in optimizer.param_groups],
        "buffers": [
            optimizer.state[p]["momentum_buffer"]
            for group in optimizer.param_groups
            for p in group["params"]
        ],
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    scheduler.load_state_dict(checkpoint["scheduler"])
    buffers = iter(checkpoint["buffers"])
    for k, group in enumerate(optimizer.param_groups):
        group["lr"] = checkpoint["rates"][k]
        group["momentum"] = checkpoint["momenta"][k]
        for p in group["params"]:
            optimizer.state[p]["momentum_buffer"] = next(buffers)

# %% wrong: the rates are rounded
# cause: nearly-right
def save(optimizer, scheduler):
    state = optimizer.state_dict()
    for group in state["param_groups"]:
        group["lr"] = float(f"{group['lr']:.6g}")
    return {"optimizer": state, "scheduler": scheduler.state_dict()}


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: the momentum is switched off
# cause: other-updates
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])
    for group in optimizer.param_groups:
        group["nesterov"] = group["momentum"] > 0

# %% wrong: the objects themselves
# cause: objects-saved
def save(optimizer, scheduler):
    return {"optimizer": optimizer, "scheduler": scheduler}


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"].state_dict())
    scheduler.load_state_dict(checkpoint["scheduler"].state_dict())

# %% wrong: the brackets are missing
# cause: brackets-missing
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict,
        "scheduler": scheduler.state_dict,
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: the checkpoint is made, but not returned
# cause: nothing-returned
def save(optimizer, scheduler):
    checkpoint = {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: a tuple of both states
# cause: no-dictionary
def save(optimizer, scheduler):
    return optimizer.state_dict(), scheduler.state_dict()


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint[0])
    scheduler.load_state_dict(checkpoint[1])

# %% wrong: each gets the other's state
# cause: states-swapped
def save(optimizer, scheduler):
    return {
        "optimizer": scheduler.state_dict(),
        "scheduler": optimizer.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: two names for one key
# cause: key-unknown
def save(optimizer, scheduler):
    return {"opt": optimizer.state_dict(), "sched": scheduler.state_dict()}


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: resume uses a variable of save
# cause: state-remembered
def save(optimizer, scheduler):
    state = scheduler.state_dict()
    return {"optimizer": optimizer.state_dict()}


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(state)

# %% wrong: the states are kept in a global variable
# cause: later-moment
kept = {}


def save(optimizer, scheduler):
    kept["optimizer"] = optimizer.state_dict()
    kept["scheduler"] = scheduler.state_dict()
    return {}


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(kept["optimizer"])
    scheduler.load_state_dict(kept["scheduler"])

# %% wrong: right for the classes of the example only
# cause: only-one-cycle
def save(optimizer, scheduler):
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    scheduler.load_state_dict(checkpoint["scheduler"])
    momenta = [group["momentum"] for group in optimizer.param_groups]
    optimizer.load_state_dict(checkpoint["optimizer"])
    for group, momentum in zip(optimizer.param_groups, momenta, strict=True):
        group["momentum"] = momentum

# %% wrong: save makes a step
# cause: one-step-more
def save(optimizer, scheduler):
    scheduler.step()
    return {
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler.state_dict(),
    }


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    scheduler.load_state_dict(checkpoint["scheduler"])

# %% wrong: only the plain numbers of the scheduler
# cause: only-some-schedulers
def save(optimizer, scheduler):
    numbers = {
        name: value
        for name, value in scheduler.state_dict().items()
        if isinstance(value, (int, float))
    }
    return {"optimizer": optimizer.state_dict(), "scheduler": numbers}


def resume(optimizer, scheduler, checkpoint):
    optimizer.load_state_dict(checkpoint["optimizer"])
    for name, value in checkpoint["scheduler"].items():
        setattr(scheduler, name, value)
