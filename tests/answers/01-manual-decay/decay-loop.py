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
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            optimizer.param_groups[0]["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: still adds up the gradients
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            batch_loss(batch).backward()
            optimizer.step()

# %% wrong: drops at epoch 0
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
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    for epoch in range(epochs):
        if epoch > 0 and epoch % step_size == 0:
            for group in optimizer.param_groups:
                group["lr"] *= gamma
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()

# %% wrong: one update an epoch
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
def train(optimizer, batch_loss, epochs, batches, step_size, gamma):
    base_lr = optimizer.param_groups[0]["lr"]
    for epoch in range(epochs):
        for group in optimizer.param_groups:
            group["lr"] = base_lr * gamma ** (epoch // step_size)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
