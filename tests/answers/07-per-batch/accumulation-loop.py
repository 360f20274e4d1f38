# %% right: each group ends, or the epoch does
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% right: groups by slices, the mean loss
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    everything = list(range(batches))
    for begin in range(0, batches, accumulate):
        group = everything[begin:begin + accumulate]
        optimizer.zero_grad()
        loss = sum(batch_loss(batch) for batch in group) / accumulate
        loss.backward()
        optimizer.step()
        scheduler.step()

# %% right: full groups, and the rest after the loop
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
    if batches % accumulate > 0:
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad()

# %% right: a counter, and gradients scaled at the end
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    waiting = 0
    for batch in range(batches):
        batch_loss(batch).backward()
        waiting += 1
        if waiting == accumulate or batch + 1 == batches:
            for group in optimizer.param_groups:
                for parameter in group["params"]:
                    parameter.grad /= accumulate
            optimizer.step()
            optimizer.zero_grad()
            scheduler.step()
            waiting = 0

# %% wrong: the three faults
# cause: stepped-per-micro-batch
# misconception: m25
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch)
        loss.backward()
        scheduler.step()
        if (batch + 1) % accumulate == 0:
            optimizer.step()
            optimizer.zero_grad()

# %% wrong: the scheduler still for each micro-batch
# cause: stepped-per-micro-batch
# misconception: m25
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            optimizer.zero_grad()
        scheduler.step()

# %% wrong: the scheduler as often as there are devices
# cause: step-too-many
# misconception: m26
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            for device in range(accumulate):
                scheduler.step()
            optimizer.zero_grad()

# %% wrong: an update for each micro-batch
# cause: update-per-micro-batch
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if True:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: the last group lost
# cause: last-group-lost
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: always one more update at the end
# cause: update-too-many
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
    optimizer.step()
    scheduler.step()
    optimizer.zero_grad()

# %% wrong: two micro-batches, as in the example
# cause: pairs
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / 2
        loss.backward()
        if (batch + 1) % 2 == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: groups of two, divided by accumulate
# cause: pairs
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if batch % 2 == 1 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: one update for all
# cause: one-update-only
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: micro-batch 0 makes an update
# cause: first-micro-batch-alone
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if batch % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: a group begins with an update
# cause: first-micro-batch-alone
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if batch % accumulate == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: one micro-batch too many
# cause: one-micro-batch-too-many
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if batch > 0 and batch % accumulate == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: the scheduler never stepped
# cause: never-stepped
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step
            optimizer.zero_grad()

# %% wrong: the scheduler first
# cause: stepped-first
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            scheduler.step()
            optimizer.step()
            optimizer.zero_grad()

# %% wrong: the scheduler once an epoch
# cause: stepped-per-epoch
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            optimizer.zero_grad()
    scheduler.step()

# %% wrong: no step after the last update
# cause: step-missing-at-the-end
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
    if batches % accumulate > 0:
        optimizer.step()
        optimizer.zero_grad()

# %% wrong: two steps for an update
# cause: step-too-many
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
            scheduler.step()

# %% wrong: one more step for the epoch
# cause: step-too-many
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
    scheduler.step()

# %% wrong: not divided
# cause: not-divided
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch)
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: divided by the size of its group
# cause: divided-by-own-size
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        size = min(accumulate, batches - batch // accumulate * accumulate)
        loss = batch_loss(batch) / size
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: divided by all
# cause: divided-by-all
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / batches
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: only the last loss divided
# cause: last-loss-divided
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch)
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            loss = loss / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: divided twice
# cause: divided-twice
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: gradients never cleared
# cause: gradients-never-cleared
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()

# %% wrong: gradients cleared once an epoch
# cause: cleared-once-an-epoch
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    optimizer.zero_grad()
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()

# %% wrong: gradients cleared for each micro-batch
# cause: only-the-last-counts
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        optimizer.zero_grad()
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()

# %% wrong: the rest left over
# cause: left-over-gradients
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
    if batches % accumulate > 0:
        optimizer.step()
        scheduler.step()

# %% wrong: cleared before the update
# cause: nothing-learned
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.zero_grad()
            optimizer.step()
            scheduler.step()

# %% wrong: always micro-batch 0
# cause: wrong-micro-batch
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(0) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: the number of the group for that of the micro-batch
# cause: wrong-micro-batch
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch // accumulate) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: only the first of each group
# cause: wrong-micro-batch
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(0, batches, accumulate):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        optimizer.step()
        scheduler.step()
        optimizer.zero_grad()

# %% wrong: backward for the last of a group only
# cause: only-the-last-counts
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            loss.backward()
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: rates rounded
# cause: other-rates
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            for group in optimizer.param_groups:
                group["lr"] = round(group["lr"], 4)
            optimizer.zero_grad()

# %% wrong: every second group
# cause: other-number-of-updates
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % (2 * accumulate) == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: the scheduler every second update
# cause: other-rates
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    updates = 0
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            updates += 1
            if updates % 2 == 0:
                scheduler.step()
            optimizer.zero_grad()

# %% wrong: divided by one more
# cause: other-gradients
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / (accumulate + 1)
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: the scheduler called
# cause: scheduler-called
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler()
            optimizer.zero_grad()

# %% wrong: no update
# cause: no-update
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            scheduler.step()
            optimizer.zero_grad()

# %% wrong: all groups get the first rate
# cause: groups-made-equal
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            for group in optimizer.param_groups:
                group["lr"] = scheduler.get_last_lr()[0]
            optimizer.zero_grad()

# %% wrong: a little off
# cause: other-gradients
def train(optimizer, scheduler, batch_loss, batches, accumulate):
    for batch in range(batches):
        loss = 1.00001 * batch_loss(batch) / accumulate
        loss.backward()
        if (batch + 1) % accumulate == 0 or batch == batches - 1:
            optimizer.step()
            scheduler.step()
            optimizer.zero_grad()
