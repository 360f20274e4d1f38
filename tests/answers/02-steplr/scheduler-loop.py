# %% right: the scheduler ends the epoch
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()
        scheduler.step()

# %% right: the scheduler begins every epoch but the first
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        if epoch > 0:
            scheduler.step()
        for batch in range(batches):
            loss = batch_loss(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

# %% right: the rates set from the closed form, without the scheduler
def train(optimizer, scheduler, batch_loss, epochs, batches):
    base_lrs = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(epochs):
        for group, base_lr in zip(optimizer.param_groups, base_lrs):
            group["lr"] = base_lr * scheduler.gamma ** (epoch // scheduler.step_size)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% right: one flat loop, stepped after the last batch of an epoch, with a closure
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for update in range(epochs * batches):
        def closure():
            optimizer.zero_grad()
            loss = batch_loss(update % batches)
            loss.backward()
            return loss
        optimizer.step(closure)
        if (update + 1) % batches == 0:
            scheduler.step()

# %% right: gradients cleared after the update
def train(optimizer, scheduler, batch_loss, epochs, batches):
    optimizer.zero_grad()
    for _ in range(epochs):
        for batch in range(batches):
            batch_loss(batch).backward()
            optimizer.step()
            optimizer.zero_grad()
        scheduler.step()

# %% wrong: all three faults are still there
# cause: stepped-per-batch
# misconception: m18
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            scheduler.step()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()

# %% wrong: once an epoch, but still before the updates
# cause: stepped-first
# misconception: m14
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        scheduler.step()
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()

# %% wrong: silences the warning instead of changing the order
# cause: stepped-first
# misconception: m15
def train(optimizer, scheduler, batch_loss, epochs, batches):
    import warnings
    with warnings.catch_warnings(action="ignore"):
        for epoch in range(epochs):
            scheduler.step()
            for batch in range(batches):
                optimizer.zero_grad()
                batch_loss(batch).backward()
                optimizer.step()

# %% wrong: after the update, but still for each batch
# cause: stepped-per-batch
# misconception: m18
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()
            scheduler.step()

# %% wrong: for each batch and once more for the epoch
# cause: stepped-per-batch
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()
            scheduler.step()
        scheduler.step()

# %% wrong: stepped with the last batch, before its update
# cause: stepped-within-the-epoch
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            if batch == batches - 1:
                scheduler.step()
            optimizer.step()

# %% wrong: gradients still cleared before they are used
# cause: nothing-learned
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            loss = batch_loss(batch)
            loss.backward()
            optimizer.zero_grad()
            optimizer.step()
        scheduler.step()

# %% wrong: gradients never cleared
# cause: gradients-add-up
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()
        scheduler.step()

# %% wrong: gradients cleared once an epoch
# cause: cleared-once-an-epoch
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        optimizer.zero_grad()
        for batch in range(batches):
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()
        scheduler.step()

# %% wrong: scheduler.step() instead of optimizer.step()
# cause: no-update
# misconception: m17
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
        scheduler.step()

# %% wrong: updates with an optimizer of its own
# cause: no-update
# misconception: m21
def train(optimizer, scheduler, batch_loss, epochs, batches):
    optimizer = torch.optim.SGD(
        [{"params": group["params"], "lr": group["lr"]} for group in optimizer.param_groups],
        momentum=0.9,
    )
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: the scheduler is never stepped
# cause: never-stepped
# misconception: m16
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()

# %% wrong: the brackets of the call are missing
# cause: never-stepped
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()
        scheduler.step

# %% wrong: a new scheduler in each epoch
# cause: never-stepped
# misconception: m20
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        scheduler = torch.optim.lr_scheduler.StepLR(
            optimizer, scheduler.step_size, scheduler.gamma
        )
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: stepped in a validation part, too
# cause: stepped-twice
# misconception: m19
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for training in (True, False):
            for batch in range(batches):
                loss = batch_loss(batch)
                if training:
                    optimizer.zero_grad()
                    loss.backward()
                    optimizer.step()
            scheduler.step()

# %% wrong: stepped at the top and at the bottom of the epoch
# cause: stepped-twice
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        scheduler.step()
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: not stepped in epoch 0
# cause: stepped-too-late
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        if epoch > 0:
            scheduler.step()

# %% wrong: stepped only where a drop is due
# cause: counted-by-hand
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        if (epoch + 1) % scheduler.step_size == 0:
            scheduler.step()

# %% wrong: drops by hand on top of the scheduler
# cause: twice
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        if epoch > 0 and epoch % scheduler.step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= scheduler.gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: writes the rate of the first group into all groups
# cause: groups-made-equal
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = scheduler.get_last_lr()[0]
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: one update an epoch, for all batches together
# cause: update-per-epoch
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        optimizer.zero_grad()
        for batch in range(batches):
            batch_loss(batch).backward()
        optimizer.step()
        scheduler.step()

# %% wrong: always the first batch
# cause: one-batch-only
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(0).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: the update comes before the gradient of its batch
# cause: step-before-backward
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            loss = batch_loss(batch)
            optimizer.step()
            optimizer.zero_grad()
            loss.backward()
        scheduler.step()

# %% wrong: one epoch too many
# cause: epochs-miscounted
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs + 1):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: two batches, as in the example
# cause: two-batches
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in (0, 1):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: a smallest rate of 0.0003, which the example does not reach
# cause: floor
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()
        for group in optimizer.param_groups:
            group["lr"] = max(group["lr"], 3e-4)

# %% wrong: drops at the first two steps only, as in the example
# cause: a-few-times
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        if epoch + 1 <= 2 * scheduler.step_size:
            scheduler.step()

# %% wrong: rates rounded to five significant digits
# cause: rounded
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()
        for group in optimizer.param_groups:
            group["lr"] = float(f"{group['lr']:.5g}")

# %% wrong: the losses of all batches of the epoch for every update
# cause: other-gradients
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            sum(batch_loss(number) for number in range(batches)).backward()
            optimizer.step()
        scheduler.step()

# %% wrong: a name is misspelt
# cause: name-unknown
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        schedular.step()

# %% wrong: nothing done
# cause: no-update
def train(optimizer, scheduler, batch_loss, epochs, batches):
    pass

# %% wrong: needs the last loss, which a run of no epochs does not have
# cause: name-unknown
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            loss = batch_loss(batch)
            loss.backward()
            optimizer.step()
        scheduler.step()
    print(f"last loss: {loss.item()}")

# %% wrong: stepped after the first batch of each epoch
# cause: stepped-within-the-epoch
def train(optimizer, scheduler, batch_loss, epochs, batches):
    for epoch in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
            if batch == 0:
                scheduler.step()
