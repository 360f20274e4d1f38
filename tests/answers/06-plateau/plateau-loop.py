# %% right: train, validate, step
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate())

# %% right: both losses kept in variables
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_loss = train_epoch(optimizer)
        val_loss = validate()
        scheduler.step(val_loss)
        print(train_loss, val_loss)

# %% right: by name, as a tensor, with a while loop
def train(optimizer, scheduler, train_epoch, validate, epochs):
    epoch = 0
    while epoch < epochs:
        train_epoch(optimizer=optimizer)
        scheduler.step(metrics=torch.tensor(validate(), dtype=torch.float64))
        epoch += 1

# %% right: the step at the top of the loop, and one at the end
def train(optimizer, scheduler, train_epoch, validate, epochs):
    loss = None
    for _ in range(epochs):
        if loss is not None:
            scheduler.step(loss)
        train_epoch(optimizer)
        loss = validate()
    if loss is not None:
        scheduler.step(loss)

# %% right: the epoch passed besides, which PyTorch warns about
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate(), epoch)

# %% right: the optimizer of the scheduler
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(scheduler.optimizer)
        scheduler.step(validate())

# %% right: the best loss so far, which for the scheduler is the same
def train(optimizer, scheduler, train_epoch, validate, epochs):
    best = math.inf
    for epoch in range(epochs):
        train_epoch(optimizer)
        best = min(best, validate())
        scheduler.step(best)

# %% right: stops when the loss is not finite
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        if not math.isfinite(loss):
            break
        scheduler.step(loss)

# %% wrong: all three faults are still there
# cause: training-loss
def train(optimizer, scheduler, train_epoch, validate, epochs):
    loss = validate()
    for epoch in range(epochs):
        scheduler.step(loss)
        loss = train_epoch(optimizer)

# %% wrong: watches the training loss
# cause: training-loss
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        loss = train_epoch(optimizer)
        validate()
        scheduler.step(loss)

# %% wrong: watches the training loss, named as if it were the other
# cause: training-loss
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        val_loss = train_epoch(optimizer)
        scheduler.step(val_loss)

# %% wrong: steps before the training
# cause: stepped-first
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        scheduler.step(validate())
        train_epoch(optimizer)

# %% wrong: validates before the training, steps after it
# cause: stale-metric
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        val_loss = validate()
        train_epoch(optimizer)
        scheduler.step(val_loss)

# %% wrong: steps with the loss of the epoch before
# cause: stale-metric
def train(optimizer, scheduler, train_epoch, validate, epochs):
    loss = validate()
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(loss)
        loss = validate()

# %% wrong: validates once, before the loop
# cause: validated-once
def train(optimizer, scheduler, train_epoch, validate, epochs):
    loss = validate()
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(loss)

# %% wrong: without a metric
# cause: no-metric
# misconception: m54
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        validate()
        scheduler.step()

# %% wrong: the optimizer's step instead, and the scheduler's without a metric
# cause: no-metric
# misconception: m54
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        scheduler.step()

# %% wrong: the number of the epoch
# cause: epoch-as-metric
# misconception: m55
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        validate()
        scheduler.step(epoch)

# %% wrong: never steps
# cause: never-stepped
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        validate()

# %% wrong: a new scheduler in every epoch
# cause: never-stepped
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler = type(scheduler)(optimizer, factor=scheduler.factor, patience=scheduler.patience)
        scheduler.step(validate())

# %% wrong: steps twice
# cause: stepped-twice
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        scheduler.step(loss)
        scheduler.step(loss)

# %% wrong: steps with both losses
# cause: stepped-twice
# misconception: m57
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        scheduler.step(train_epoch(optimizer))
        scheduler.step(validate())

# %% wrong: the sum of both losses
# cause: losses-mixed
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_loss = train_epoch(optimizer)
        scheduler.step(train_loss + validate())

# %% wrong: the gap between both losses
# cause: losses-mixed
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_loss = train_epoch(optimizer)
        scheduler.step(validate() - train_loss)

# %% wrong: with a minus, as if for an accuracy
# cause: sign-changed
# misconception: m56
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(-validate())

# %% wrong: the mean of all losses so far
# cause: smoothed
def train(optimizer, scheduler, train_epoch, validate, epochs):
    losses = []
    for epoch in range(epochs):
        train_epoch(optimizer)
        losses.append(validate())
        scheduler.step(sum(losses) / len(losses))

# %% wrong: steps only when the loss is better
# cause: never-stepped
def train(optimizer, scheduler, train_epoch, validate, epochs):
    best = math.inf
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        if loss < best:
            best = loss
            scheduler.step(loss)

# %% wrong: steps only when the loss is not better
# cause: steps-left-out
def train(optimizer, scheduler, train_epoch, validate, epochs):
    best = math.inf
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        if loss < best:
            best = loss
        else:
            scheduler.step(loss)

# %% wrong: steps in every second epoch
# cause: steps-left-out
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        if epoch % 2:
            scheduler.step(loss)

# %% wrong: ends the training on a plateau
# cause: stops-early
def train(optimizer, scheduler, train_epoch, validate, epochs):
    best = math.inf
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        scheduler.step(loss)
        if loss >= best:
            break
        best = loss

# %% wrong: no step after the last epoch
# cause: last-step-missing
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = validate()
        if epoch < epochs - 1:
            scheduler.step(loss)

# %% wrong: validates twice in each epoch
# cause: validated-too-often
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        print(validate())
        scheduler.step(validate())

# %% wrong: trains twice to learn the loss
# cause: trained-twice
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate() + 0 * train_epoch(optimizer))

# %% wrong: one epoch too many
# cause: epochs-miscounted
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs + 1):
        train_epoch(optimizer)
        scheduler.step(validate())

# %% wrong: one epoch too few
# cause: epochs-miscounted
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(1, epochs):
        train_epoch(optimizer)
        scheduler.step(validate())

# %% wrong: the function instead of its value
# cause: function-passed
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate)

# %% wrong: what nothing returned
# cause: metric-missing
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        loss = print(validate())
        scheduler.step(loss)

# %% wrong: train_epoch without the optimizer
# cause: optimizer-not-passed
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch()
        scheduler.step(validate())

# %% wrong: never trains
# cause: never-trained
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        scheduler.step(validate())

# %% wrong: rounded to two decimals
# cause: metric-rounded
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(round(validate(), 2))

# %% wrong: lowers the rate by itself besides
# cause: rates-by-hand
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate())
        optimizer.param_groups[0]['lr'] *= 0.9999

# %% wrong: an update of its own besides
# cause: updates-added
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        train_epoch(optimizer)
        optimizer.step()
        scheduler.step(validate())

# %% wrong: cuts the rate to four digits
# cause: rates-by-hand
def train(optimizer, scheduler, train_epoch, validate, epochs):
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = float(f"{group['lr']:.4g}")
        train_epoch(optimizer)
        scheduler.step(validate())

# %% wrong: a new scheduler with the settings of the figure
# cause: another-scheduler
def train(optimizer, scheduler, train_epoch, validate, epochs):
    scheduler = ReduceLROnPlateau(optimizer, factor=0.5, patience=1)
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate())

# %% wrong: a new scheduler with a factor of its own
# cause: another-scheduler
def train(optimizer, scheduler, train_epoch, validate, epochs):
    scheduler = ReduceLROnPlateau(optimizer, patience=2)
    for epoch in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate())
