# %% right: closed form in a comprehension
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(n)]

# %% right: a running rate
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch > 0 and epoch % step_size == 0:
            lr = lr * gamma
        rates.append(lr)
    return rates

# %% right: torch's own scheduler
def step_decay(base_lr, gamma, step_size, n):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma)
    rates = []
    for _ in range(n):
        rates.append(scheduler.get_last_lr()[0])
        optimizer.step()
        scheduler.step()
    return rates

# %% right: an array
def step_decay(base_lr, gamma, step_size, n):
    epochs = torch.arange(n, dtype=torch.float64)
    return base_lr * gamma ** torch.floor(epochs / step_size)

# %% wrong: compounds in every epoch from the first drop on
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch >= step_size:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: drops at epoch 0
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch % step_size == 0:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: counts epochs from 1
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(1, n + 1)]

# %% wrong: one epoch too late
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (max(0, epoch - 1) // step_size) for epoch in range(n)]

# %% wrong: gamma taken as the part that goes
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * (1 - gamma) ** (epoch // step_size) for epoch in range(n)]

# %% wrong: subtracts
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr - base_lr * gamma * (epoch // step_size) for epoch in range(n)]

# %% wrong: decays in every epoch
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** epoch for epoch in range(n)]

# %% wrong: division without rounding down
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch / step_size) for epoch in range(n)]

# %% wrong: precedence of // over the product
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** epoch // step_size for epoch in range(n)]

# %% wrong: closed form applied to the current rate
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        lr = lr * gamma ** (epoch // step_size)
        rates.append(lr)
    return rates

# %% wrong: drops only once
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    lr = base_lr
    for epoch in range(n):
        if epoch == step_size:
            lr *= gamma
        rates.append(lr)
    return rates

# %% wrong: changes a variable that nothing reads
def step_decay(base_lr, gamma, step_size, n):
    rates = []
    for epoch in range(n):
        lr = base_lr
        rates.append(base_lr)
        if epoch % step_size == 0:
            lr *= gamma
    return rates

# %% wrong: rounded to four digits
def step_decay(base_lr, gamma, step_size, n):
    return [round(base_lr * gamma ** (epoch // step_size), 4) for epoch in range(n)]

# %% wrong: the base rate of the example written in
def step_decay(base_lr, gamma, step_size, n):
    return [0.1 * gamma ** (epoch // step_size) for epoch in range(n)]

# %% wrong: the numbers of the example written in
def step_decay(base_lr, gamma, step_size, n):
    return [0.1] * 4 + [0.05] * 4 + [0.025] * 4

# %% wrong: never below 0.0001
def step_decay(base_lr, gamma, step_size, n):
    return [max(1e-4, base_lr * gamma ** (epoch // step_size)) for epoch in range(n)]

# %% wrong: grows
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr / gamma ** (epoch // step_size) for epoch in range(n)]

# %% wrong: one entry too many
def step_decay(base_lr, gamma, step_size, n):
    return [base_lr * gamma ** (epoch // step_size) for epoch in range(n + 1)]

# %% wrong: fails for a run of no epochs
def step_decay(base_lr, gamma, step_size, n):
    rates = [base_lr]
    for epoch in range(1, n):
        rates.append(rates[-1] * (gamma if epoch % step_size == 0 else 1))
    return rates

# %% wrong: prints instead of returning
def step_decay(base_lr, gamma, step_size, n):
    for epoch in range(n):
        print(base_lr * gamma ** (epoch // step_size))
