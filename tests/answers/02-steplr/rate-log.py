# %% right: get_last_lr() at the start of the epoch
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(scheduler.get_last_lr()[0])
        train_epoch()
        scheduler.step()
    return log

# %% right: the param group, between training and the scheduler
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for _ in range(epochs):
        train_epoch()
        log += [optimizer.param_groups[0]["lr"]]
        scheduler.step()
    return log

# %% right: what a recorder saw at the last update
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    recorder = lrcourse.record(optimizer)
    log = []
    for _ in range(epochs):
        train_epoch()
        log.append(recorder.rates[-1])
        scheduler.step()
    return log

# %% right: the closed form beside the training
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    base_lr = optimizer.param_groups[0]["lr"]
    for _ in range(epochs):
        train_epoch()
        scheduler.step()
    return [
        base_lr * scheduler.gamma ** (epoch // scheduler.step_size)
        for epoch in range(epochs)
    ]

# %% right: a generator whose step comes after each rate
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    def rates():
        for _ in range(epochs):
            yield optimizer.param_groups[0]["lr"]
            train_epoch()
            scheduler.step()
    return list(rates())

# %% wrong: read after the step
# cause: read-after-the-step
# misconception: m22
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
        log.append(scheduler.get_last_lr()[0])
    return log

# %% wrong: get_lr() before the epoch
# cause: get-lr
# misconception: m23
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(scheduler.get_lr()[0])
        train_epoch()
        scheduler.step()
    return log

# %% wrong: get_lr() after the step
# cause: get-lr
# misconception: m23
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
        log.append(scheduler.get_lr()[0])
    return log

# %% wrong: the scheduler first
# cause: stepped-first
# misconception: m14
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        scheduler.step()
        log.append(optimizer.param_groups[0]["lr"])
        train_epoch()
    return log

# %% wrong: the scheduler is never stepped
# cause: never-stepped
# misconception: m16
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.param_groups[0]["lr"])
        train_epoch()
    return log

# %% wrong: a new scheduler in each epoch
# cause: never-stepped
# misconception: m20
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        scheduler = torch.optim.lr_scheduler.StepLR(
            optimizer, scheduler.step_size, scheduler.gamma
        )
        log.append(scheduler.get_last_lr()[0])
        train_epoch()
        scheduler.step()
    return log

# %% wrong: stepped twice
# cause: stepped-twice
# misconception: m19
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.param_groups[0]["lr"])
        train_epoch()
        scheduler.step()
        # validation
        scheduler.step()
    return log

# %% wrong: no training, only the schedule
# cause: never-trained
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.param_groups[0]["lr"])
        optimizer.zero_grad()
        scheduler.step()
    return log

# %% wrong: train_epoch without its brackets
# cause: never-trained
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.param_groups[0]["lr"])
        train_epoch
        scheduler.step()
    return log

# %% wrong: an update of its own after each epoch
# cause: none
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.param_groups[0]["lr"])
        train_epoch()
        optimizer.step()
        scheduler.step()
    return log

# %% wrong: every epoch is trained twice
# cause: trained-twice
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.param_groups[0]["lr"])
        train_epoch()
        if train_epoch() is None:
            scheduler.step()
    return log

# %% wrong: one epoch too few
# cause: epochs-miscounted
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(1, epochs):
        log.append(optimizer.param_groups[0]["lr"])
        train_epoch()
        scheduler.step()
    return log

# %% wrong: the noted initial rate
# cause: base-rate-logged
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.param_groups[0]["initial_lr"])
        train_epoch()
        scheduler.step()
    return log

# %% wrong: a variable from before the loop
# cause: base-rate-logged
# misconception: m1
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    lr = optimizer.param_groups[0]["lr"]
    log = []
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
        log.append(lr)
    return log

# %% wrong: the rate of the epoch before
# cause: log-late
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    lr = scheduler.get_last_lr()[0]
    log = []
    for epoch in range(epochs):
        log.append(lr)
        lr = scheduler.get_last_lr()[0]
        train_epoch()
        scheduler.step()
    return log

# %% wrong: the last rate for all
# cause: only-the-last
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
    return scheduler.get_last_lr() * epochs

# %% wrong: the last rate used, for all
# cause: only-the-last
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    lr = 0.0
    for epoch in range(epochs):
        lr = optimizer.param_groups[0]["lr"]
        train_epoch()
        scheduler.step()
    return [lr for _ in range(epochs)]

# %% wrong: lists of rates
# cause: lists-logged
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(scheduler.get_last_lr())
        train_epoch()
        scheduler.step()
    return log

# %% wrong: text with five decimals
# cause: text-logged
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(f"{scheduler.get_last_lr()[0]:.5f}")
        train_epoch()
        scheduler.step()
    return log

# %% wrong: rounded to five decimals
# cause: rounded
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(round(scheduler.get_last_lr()[0], 5))
        train_epoch()
        scheduler.step()
    return log

# %% wrong: four significant digits
# cause: rounded
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(float(f"{scheduler.get_last_lr()[0]:.4g}"))
        train_epoch()
        scheduler.step()
    return log

# %% wrong: all that a recorder saw
# cause: entry-per-update
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    recorder = lrcourse.record(optimizer)
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
    return recorder.rates

# %% wrong: every second rate that a recorder saw, as in the example
# cause: none
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    recorder = lrcourse.record(optimizer)
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
    return recorder.rates[::2]

# %% wrong: the rate before the loop and after each epoch
# cause: one-entry-too-many
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = [scheduler.get_last_lr()[0]]
    for epoch in range(epochs):
        train_epoch()
        scheduler.step()
        log.append(scheduler.get_last_lr()[0])
    return log

# %% wrong: epoch 0 is not logged
# cause: first-entry-missing
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        if epoch > 0:
            log.append(scheduler.get_last_lr()[0])
        train_epoch()
        scheduler.step()
    return log

# %% wrong: return inside the loop
# cause: return-in-the-loop
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(scheduler.get_last_lr()[0])
        train_epoch()
        scheduler.step()
        return log
    return log

# %% wrong: an entry for each change only
# cause: only-changes
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        lr = scheduler.get_last_lr()[0]
        if not log or lr != log[-1]:
            log.append(lr)
        train_epoch()
        scheduler.step()
    return log

# %% wrong: a rate that optimizers do not have
# cause: attribute-unknown
# misconception: m2
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = []
    for epoch in range(epochs):
        log.append(optimizer.lr)
        train_epoch()
        scheduler.step()
    return log

# %% wrong: the log is printed, not returned
# cause: none
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    for epoch in range(epochs):
        print(scheduler.get_last_lr()[0])
        train_epoch()
        scheduler.step()

# %% wrong: a log in torch.float32
# cause: single-precision
def train_and_log(optimizer, scheduler, train_epoch, epochs):
    log = torch.zeros(epochs)
    for epoch in range(epochs):
        log[epoch] = scheduler.get_last_lr()[0]
        train_epoch()
        scheduler.step()
    return log
