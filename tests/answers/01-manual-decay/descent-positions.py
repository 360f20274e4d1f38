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
# cause: start-missing
def positions(x0, h, rates):
    path = []
    x = x0
    for lr in rates:
        x = x * (1 - lr * h)
        path.append(x)
    return path

# %% wrong: without the last position
# cause: last-missing
def positions(x0, h, rates):
    path = []
    x = x0
    for lr in rates:
        path.append(x)
        x = x * (1 - lr * h)
    return path

# %% wrong: the gradient of h x**2 without the half
# cause: gradient-doubled
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 - 2 * lr * h))
    return path

# %% wrong: climbs
# cause: climbs
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 + lr * h))
    return path

# %% wrong: each factor applied to the start
# cause: start-not-moved
def positions(x0, h, rates):
    return [x0] + [x0 * (1 - lr * h) for lr in rates]

# %% wrong: the first rate for all updates
# cause: one-rate-for-all
def positions(x0, h, rates):
    return [x0 * (1 - rates[0] * h) ** t for t in range(len(rates) + 1)]

# %% wrong: forgets the curvature
# cause: curvature-missing
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 - lr))
    return path

# %% wrong: distances instead of positions
# cause: distances
def positions(x0, h, rates):
    path = [abs(x0)]
    for lr in rates:
        path.append(abs(path[-1] * (1 - lr * h)))
    return path

# %% wrong: starts at 1
# cause: start-ignored
def positions(x0, h, rates):
    path = [1.0]
    for lr in rates:
        path.append(path[-1] * (1 - lr * h))
    return path

# %% wrong: fails without rates
# cause: no-rates
def positions(x0, h, rates):
    path = [x0, x0 * (1 - rates[0] * h)]
    for lr in rates[1:]:
        path.append(path[-1] * (1 - lr * h))
    return path

# %% wrong: only the last position
# cause: only-the-last
def positions(x0, h, rates):
    x = x0
    for lr in rates:
        x *= 1 - lr * h
    return x

# %% wrong: the start x0 is missing from the list
# cause: start-missing
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    xs = []
    x = x0
    for lr in rates:
        x = x * (1 - lr * h)
        xs.append(x)
    return xs

# %% wrong: appends before the update, the last position is missing
# cause: last-missing
def positions(x0, h, rates):
    xs = []
    x = x0
    for lr in rates:
        xs.append(x)
        x = x * (1 - lr * h)
    return xs

# %% wrong: forgotten brackets, x * 1 - lr * h
# cause: brackets-missing
def positions(x0, h, rates):
    xs = [x0]
    for lr in rates:
        xs.append(xs[-1] * 1 - lr * h)
    return xs

# %% wrong: subtracts the rate times the loss instead of the gradient
# cause: loss-for-gradient
def positions(x0, h, rates):
    xs = [x0]
    x = x0
    for lr in rates:
        x = x - lr * h * x**2 / 2
        xs.append(x)
    return xs

# %% wrong: the first rate for all updates, power of the number of the update
# cause: one-rate-for-all
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    factor = 1 - rates[0] * h
    return [x0 * factor**t for t in range(len(rates) + 1)]

# %% wrong: the same tensor is changed in place and appended, all entries are the last position
# cause: same-object
def positions(x0, h, rates):
    x = torch.tensor(x0, dtype=torch.float64)
    xs = [x]
    for lr in rates:
        x -= lr * h * x
        xs.append(x)
    return [float(v) for v in xs]

# %% wrong: distance instead of position, absolute value of the factor
# cause: distances
def positions(x0, h, rates):
    xs = [x0]
    for lr in rates:
        xs.append(xs[-1] * abs(1 - lr * h))
    return xs

# %% wrong: writes the first update before the loop, IndexError when rates is empty
# cause: no-rates
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    xs = [x0, x0 * (1 - rates[0] * h)]
    for t in range(1, len(rates)):
        xs.append(xs[t] * (1 - rates[t] * h))
    return xs

# %% wrong: index t - 1, so the first update uses the last rate
# cause: rates-shifted
def positions(x0, h, rates):
    xs = [x0]
    for t in range(len(rates)):
        xs.append(xs[t] * (1 - rates[t - 1] * h))
    return xs

# %% wrong: stops as soon as the position is nearly 0, the list is too short
# cause: stops-early
def positions(x0, h, rates):
    xs = [x0]
    x = x0
    for lr in rates:
        if abs(x) < 1e-2:
            break
        x *= 1 - lr * h
        xs.append(x)
    return xs

# %% wrong: the gradient of h x**2, twice too large
# cause: gradient-doubled
def positions(x0, h, rates):
    xs = [x0]
    x = x0
    for lr in rates:
        grad = 2 * h * x
        x = x - lr * grad
        xs.append(x)
    return xs

# %% right: itertools.accumulate with an initial value
from itertools import accumulate


def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    return list(accumulate(rates, lambda x, lr: x - lr * h * x, initial=x0))

# %% right: really runs SGD in float64 with autograd
def positions(x0, h, rates):
    x = torch.tensor([float(x0)], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([x], lr=1.0)
    xs = [x.item()]
    for lr in rates:
        optimizer.param_groups[0]["lr"] = lr
        optimizer.zero_grad()
        (h * x**2 / 2).sum().backward()
        optimizer.step()
        xs.append(x.item())
    return xs

# %% right: recursion over the last rate
def positions(x0, h, rates):
    if not rates:
        return [x0]
    *before, lr = rates
    xs = positions(x0, h, before)
    return [*xs, xs[-1] * (1 - lr * h)]

# %% wrong: every position is computed from x0
# cause: start-not-moved
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    result = [x0]
    for lr in rates:
        result.append(x0 * (1 - lr * h))
    return result

# %% wrong: appends before the update, the last position is missing, again
# cause: last-missing
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    x = x0
    xs = []
    for lr in rates:
        xs.append(x)
        x *= 1 - lr * h
    return xs

# %% wrong: subtracts lr * h without x
# cause: brackets-missing
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    x = x0
    xs = [x]
    for lr in rates:
        x = x - lr * h
        xs.append(x)
    return xs

# %% wrong: the power of the current rate's factor, as if the rate were fixed
# cause: power-of-one-factor
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    xs = [x0]
    for t, lr in enumerate(rates):
        xs.append(x0 * (1 - lr * h) ** (t + 1))
    return xs

# %% wrong: uses the loss instead of the gradient
# cause: loss-for-gradient
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    x = x0
    xs = [x]
    for lr in rates:
        grad = h * x**2 / 2
        x = x - lr * grad
        xs.append(x)
    return xs

# %% wrong: skips rates[0]
# cause: first-rate-skipped
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    xs = [x0]
    for t in range(1, len(rates)):
        xs.append(xs[t - 1] * (1 - rates[t] * h))
    return xs

# %% wrong: parentheses forgotten, x * 1 - lr * h
# cause: brackets-missing
def positions(x0, h, rates):
    """Return x0 and the position after each update on h x**2 / 2."""
    positions_list = [x0]
    x = x0
    for i in range(len(rates)):
        x = x * 1 - rates[i] * h
        positions_list.append(x)
    return positions_list

# %% wrong: rounded to five significant digits
# cause: rounded
def positions(x0, h, rates):
    path = [x0]
    for lr in rates:
        path.append(path[-1] * (1 - lr * h))
    return [float(f"{x:.5g}") for x in path]
