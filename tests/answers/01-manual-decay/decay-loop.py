# %% right: a drop at each multiple of step_size
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% right: the closed form, from remembered base rates
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    base_lrs = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(epochs):
        for group, base_lr in zip(optimizer.param_groups, base_lrs):
            group["lr"] = base_lr * gamma ** (epoch // step_size)
        for batch in range(batches):
            loss = batch_loss(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

# %% right: torch's scheduler, stepped after each epoch
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: still compounds
# cause: compounds
# misconception: m3
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch >= step_size:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: still only the first group
# cause: only-one-group
# misconception: m10
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            optimizer.param_groups[0]["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: still adds up the gradients
# cause: gradients-add-up
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: drops at epoch 0
# cause: drops-at-zero
# misconception: m4
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: drops only once
# cause: once
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch == step_size:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: decays in each batch
# cause: per-batch
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        for batch in range(batches):
            if epoch > 0 and epoch % step_size == 0:
                for group in optimizer.param_groups:
                    group["lr"] *= gamma
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: drops after the first epoch and every step_size epochs from there
# cause: after-the-first-epoch
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        if epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma

# %% wrong: never updates
# cause: no-update
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()

# %% wrong: one update an epoch
# cause: update-per-epoch
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
        optimizer.step()

# %% wrong: a new optimizer at each drop
# cause: optimizer-built-anew
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            groups = [
                {"params": group["params"], "lr": group["lr"] * gamma}
                for group in optimizer.param_groups
            ]
            optimizer = torch.optim.SGD(groups, lr=0.1)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: always the first batch
# cause: one-batch-only
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(0).backward()
            optimizer.step()

# %% wrong: the rates of the first group for all groups
# cause: groups-made-equal
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    base_lr = optimizer.param_groups[0]["lr"]
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = base_lr * gamma ** (epoch // step_size)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: found two faults, still changes group 0 only
# cause: only-one-group
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            optimizer.param_groups[0]["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()

# %% wrong: zero_grad without brackets, the gradients add up
# cause: gradients-add-up
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch != 0 and epoch % step_size == 0:
            for g in optimizer.param_groups:
                g["lr"] = g["lr"] * gamma
        for batch in range(batches):
            optimizer.zero_grad
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: zero_grad between backward and step, nothing is learned
# cause: nothing-learned
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            batch_loss(batch).backward()
            optimizer.zero_grad()
            optimizer.step()

# %% wrong: zero_grad once per epoch, gradients of the batches add up
# cause: cleared-once-an-epoch
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        optimizer.zero_grad()
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: one step per epoch after all batches (gradient accumulation)
# cause: update-per-epoch
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        optimizer.zero_grad()
        for batch in range(batches):
            batch_loss(batch).backward()
        optimizer.step()

# %% wrong: every group gets the lowered rate of group 0
# cause: groups-made-equal
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    lr = optimizer.param_groups[0]["lr"]
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            lr *= gamma
            for group in optimizer.param_groups:
                group["lr"] = lr
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: StepLR stepped once per batch
# cause: per-batch
# misconception: m18
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma=gamma)
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
            scheduler.step()

# %% wrong: StepLR stepped at the beginning of every epoch, one epoch early
# cause: early
# misconception: m14
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)
    for epoch in range(epochs):
        scheduler.step()
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: two milestones only, step_size and 2 * step_size, as many as the example has
# cause: a-few-times
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        if epoch in (step_size, 2 * step_size):
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: a new SGD at each drop, the momentum and the kind of optimizer are lost
# cause: optimizer-built-anew
# misconception: m11
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            groups = [
                {"params": g["params"], "lr": g["lr"] * gamma}
                for g in optimizer.param_groups
            ]
            optimizer = torch.optim.SGD(groups)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: one multiplication per parameter instead of per group
# cause: once-per-weight
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                for _param in group["params"]:
                    group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: step before backward, every update uses the gradient that was just cleared
# cause: step-before-backward
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            loss = batch_loss(batch)
            optimizer.step()
            optimizer.zero_grad()
            loss.backward()

# %% wrong: adds a smallest rate of 1e-3, below which it does not drop
# cause: floor
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] = max(group["lr"] * gamma, 1e-3)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: clips the gradients instead of clearing them
# cause: other-gradients
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    params = [p for g in optimizer.param_groups for p in g["params"]]
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            batch_loss(batch).backward()
            torch.nn.utils.clip_grad_norm_(params, 1.0)
            optimizer.step()

# %% wrong: batch loop indented under the group loop, trains once per group when the rate drops
# cause: trained-per-group
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            if epoch > 0 and epoch % step_size == 0:
                group["lr"] *= gamma
            for batch in range(batches):
                optimizer.zero_grad()
                batch_loss(batch).backward()
                optimizer.step()

# %% wrong: empties the state at each drop, the momentum does not survive
# cause: momentum-lost-at-drops
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
            optimizer.state.clear()  # old momentum belongs to the old rate
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: passes the epoch to batch_loss instead of the batch
# cause: index-past-the-end
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for _ in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(epoch)
            loss.backward()
            optimizer.step()

# %% right: StepLR stepped at the beginning of every epoch but epoch 0
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma=gamma)
    for epoch in range(epochs):
        if epoch:
            scheduler.step()
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% right: closed form from the saved start rates, gradients by torch.autograd.grad
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    start = [group["lr"] for group in optimizer.param_groups]
    params = [p for group in optimizer.param_groups for p in group["params"]]
    for epoch in range(epochs):
        for lr, group in zip(start, optimizer.param_groups):
            group["lr"] = lr * gamma ** (epoch // step_size)
        for batch in range(batches):
            grads = torch.autograd.grad(batch_loss(batch), params, allow_unused=True)
            for p, grad in zip(params, grads):
                p.grad = grad
            optimizer.step()

# %% right: one flat loop over all updates, gradients set to None by hand
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for update in range(epochs * batches):
        batch = update % batches
        if update and update % (step_size * batches) == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for group in optimizer.param_groups:
            for p in group["params"]:
                p.grad = None
        batch_loss(batch).backward()
        optimizer.step()

# %% wrong: still only the first param group
# cause: only-one-group
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        if epoch != 0 and epoch % step_size == 0:
            optimizer.param_groups[0]["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: condition left as epoch >= step_size
# cause: compounds
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        if epoch >= step_size:
            for param_group in optimizer.param_groups:
                param_group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()

# %% wrong: (epoch + 1) % step_size at the beginning, one epoch early
# cause: early
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        if (epoch + 1) % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] = group["lr"] * gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: decays at the end of the epoch, one epoch late
# cause: late
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma

# %% wrong: multiplies by gamma ** (epoch // step_size), which compounds
# cause: on-the-current-rate
# misconception: m6
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] *= gamma ** (epoch // step_size)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: gives every group the rate of the first group
# cause: groups-made-equal
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    base_lr = optimizer.param_groups[0]["lr"]
    for epoch in range(epochs):
        lr = base_lr * gamma ** (epoch // step_size)
        for group in optimizer.param_groups:
            group["lr"] = lr
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: epoch > step_size skips the first drop
# cause: first-drop-skipped
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    """Train, and multiply every rate by gamma each step_size epochs."""
    for epoch in range(epochs):
        if epoch > step_size and epoch % step_size == 0:
            for g in optimizer.param_groups:
                g["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()

# %% wrong: rates rounded to five significant digits
# cause: none
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] = float(f"{group['lr'] * gamma:.5g}")
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
