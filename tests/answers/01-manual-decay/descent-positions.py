# %% right: a growing list
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 - lr * h))
    return path

# %% right: products of the factors
def positions(x0, h, rates):
    import math
    factors = [1 - lr * h for lr in rates]
    return [x0 * math.prod(factors[:t]) for t in range(len(rates) + 1)]

# %% right: real descent with torch
def positions(x0, h, rates):
    x = torch.tensor(x0, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=1.0)
    path = [x.item()]
    for lr in rates:
        optimizer.param_groups[0]["lr"] = lr
        optimizer.zero_grad()
        (h * x**2 / 2).backward()
        optimizer.step()
        path.append(x.item())
    return path

# %% wrong: without the start
def positions(x0, h, rates):
    path = []
    x = x0
    for lr in rates:
        x = x * (1 - lr * h)
        path.append(x)
    return path

# %% wrong: without the last position
def positions(x0, h, rates):
    path = []
    x = x0
    for lr in rates:
        path.append(x)
        x = x * (1 - lr * h)
    return path

# %% wrong: the gradient of h x**2 without the half
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 - 2 * lr * h))
    return path

# %% wrong: climbs
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 + lr * h))
    return path

# %% wrong: each factor applied to the start
def positions(x0, h, rates):
    return [x0] + [x0 * (1 - lr * h) for lr in rates]

# %% wrong: the first rate for all updates
def positions(x0, h, rates):
    return [x0 * (1 - rates[0] * h) ** t for t in range(len(rates) + 1)]

# %% wrong: forgets the curvature
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 - lr))
    return path

# %% wrong: distances instead of positions
def positions(x0, h, rates):
    path = [abs(x0)]
    for lr in rates:
        path.append(abs(path[-1] * (1 - lr * h)))
    return path

# %% wrong: starts at 1
def positions(x0, h, rates):
    path = [1.0]
    for lr in rates:
        path.append(path[-1] * (1 - lr * h))
    return path

# %% wrong: fails without rates
def positions(x0, h, rates):
    path = [x0, x0 * (1 - rates[0] * h)]
    for lr in rates[1:]:
        path.append(path[-1] * (1 - lr * h))
    return path

# %% wrong: only the last position
def positions(x0, h, rates):
    x = x0
    for lr in rates:
        x *= 1 - lr * h
    return x
