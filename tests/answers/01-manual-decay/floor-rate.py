# %% right: solved for the rate
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise**2 + floor * h**2)

# %% right: bisection on the formula
def rate_for_floor(floor, h, noise):
    low, high = 0.0, 2 / h
    for _ in range(200):
        lr = (low + high) / 2
        if lr * noise**2 < floor * h * (2 - lr * h):
            low = lr
        else:
            high = lr
    return lr

# %% right: through the relative rate
def rate_for_floor(floor, h, noise):
    share = floor * h * h / noise**2
    return 2 * share / (1 + share) / h

# %% wrong: forgets the denominator's rate
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / noise**2

# %% wrong: noise not squared
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise + floor * h**2)

# %% wrong: curvature not squared
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise**2 + floor * h)

# %% wrong: the wrong sign when collecting the terms
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise**2 - floor * h**2)

# %% wrong: forgets the 2
def rate_for_floor(floor, h, noise):
    return floor * h / (noise**2 + floor * h**2)

# %% wrong: returns the floor of that rate
def rate_for_floor(floor, h, noise):
    lr = floor
    return lr * noise**2 / (h * (2 - lr * h))

# %% wrong: the stability limit
def rate_for_floor(floor, h, noise):
    return 2 / h

# %% wrong: fits the example only, where noise is 1
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (1 + floor * h**2)

# %% wrong: rounded
def rate_for_floor(floor, h, noise):
    return round(2 * floor * h / (noise**2 + floor * h**2), 3)
