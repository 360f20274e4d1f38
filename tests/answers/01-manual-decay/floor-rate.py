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
# cause: term-left-out
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / noise**2

# %% wrong: noise not squared
# cause: noise-not-squared
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise + floor * h**2)

# %% wrong: curvature not squared
# cause: curvature-not-squared
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise**2 + floor * h)

# %% wrong: the wrong sign when collecting the terms
# cause: sign
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise**2 - floor * h**2)

# %% wrong: forgets the 2
# cause: half-as-large
def rate_for_floor(floor, h, noise):
    return floor * h / (noise**2 + floor * h**2)

# %% wrong: returns the floor of that rate
# cause: formula-forwards
def rate_for_floor(floor, h, noise):
    lr = floor
    return lr * noise**2 / (h * (2 - lr * h))

# %% wrong: the stability limit
# cause: stability-limit
def rate_for_floor(floor, h, noise):
    return 2 / h

# %% wrong: fits the example only, where noise is 1
# cause: noise-ignored
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (1 + floor * h**2)

# %% wrong: rounded
# cause: rounded
def rate_for_floor(floor, h, noise):
    return round(2 * floor * h / (noise**2 + floor * h**2), 3)

# %% wrong: the noise is not squared (fits the example, whose noise is 1)
# cause: noise-not-squared
def rate_for_floor(floor, h, noise):
    """Return the learning rate whose noise floor is floor."""
    return (2 * floor * h) / (noise + floor * h**2)

# %% wrong: 2 * h instead of h squared (fits the example, whose h is 2)
# cause: curvature-not-squared
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / (noise**2 + floor * 2 * h)

# %% wrong: approximation for small rates, drops lr * h in the denominator
# cause: term-left-out
def rate_for_floor(floor, h, noise):
    """Return the learning rate whose noise floor is floor."""
    # lr * h is small against 2
    return 2 * h * floor / noise**2

# %% wrong: forgotten brackets around the denominator
# cause: brackets-missing
def rate_for_floor(floor, h, noise):
    return 2 * floor * h / noise**2 + floor * h**2

# %% wrong: h only multiplied into the 2 and not into lr * h
# cause: curvature-not-squared
def rate_for_floor(floor, h, noise):
    # F * (2h - lr*h) = lr * s^2
    return 2 * h * floor / (noise**2 + floor * h)

# %% wrong: bisection between 0 and 1 only, rates above 1 are not found
# cause: hard-coded
def rate_for_floor(floor, h, noise):
    lo, hi = 0.0, 1.0
    for _ in range(100):
        lr = (lo + hi) / 2
        if lr * noise**2 < floor * h * (2 - lr * h):
            lo = lr
        else:
            hi = lr
    return lr

# %% wrong: takes the root of the mean of x^2, squares the floor
# cause: floor-squared
def rate_for_floor(floor, h, noise):
    floor = floor**2
    return 2 * floor * h / (noise**2 + floor * h**2)

# %% wrong: best rate of a grid with step 0.001, not exact
# cause: none
def rate_for_floor(floor, h, noise):
    """Return the learning rate whose noise floor is floor."""
    best, best_error = None, float("inf")
    lr = 0.001
    while lr * h < 2:
        error = abs(lr * noise**2 / (h * (2 - lr * h)) - floor)
        if error < best_error:
            best, best_error = lr, error
        lr += 0.001
    return best

# %% wrong: fixed-point iteration, which diverges for large floor * h**2 / noise**2
# cause: none
def rate_for_floor(floor, h, noise):
    lr = 0.1
    for _ in range(100):
        lr = floor * h * (2 - lr * h) / noise**2
    return lr

# %% wrong: the 2 of the numerator is lost
# cause: half-as-large
def rate_for_floor(floor, h, noise):
    s2 = noise**2
    return floor * h / (s2 + floor * h**2)

# %% right: bisection up to the stability limit 2 / h
def rate_for_floor(floor, h, noise):
    """Return the learning rate whose noise floor is floor."""
    lo, hi = 0.0, 2 / h
    for _ in range(200):
        mid = (lo + hi) / 2
        if mid * noise**2 < floor * h * (2 - mid * h):
            lo = mid
        else:
            hi = mid
    return (lo + hi) / 2

# %% right: the error is a straight line in lr, its root from two points
def rate_for_floor(floor, h, noise):
    def error(lr):
        return lr * noise**2 - floor * h * (2 - lr * h)

    return -error(0.0) / (error(1.0) - error(0.0))

# %% right: first solves for lr * h, in exact rational arithmetic with fractions
from fractions import Fraction


def rate_for_floor(floor, h, noise):
    F, h, s = Fraction(floor), Fraction(h), Fraction(noise)
    k = F * h**2
    lr_times_h = 2 * k / (s**2 + k)
    return float(lr_times_h / h)

# %% wrong: ignores lr * h in the denominator (small rate only)
# cause: term-left-out
def rate_for_floor(floor, h, noise):
    """Return the learning rate whose noise floor is floor."""
    return 2 * h * floor / noise**2

# %% wrong: h is not squared when multiplying out
# cause: curvature-not-squared
def rate_for_floor(floor, h, noise):
    """Return the learning rate whose noise floor is floor."""
    numerator = 2 * floor * h
    denominator = noise**2 + floor * h
    return numerator / denominator

# %% wrong: forgets the h of the numerator
# cause: curvature-lost
def rate_for_floor(floor, h, noise):
    """Return the learning rate whose noise floor is floor."""
    lr = 2 * floor / (noise**2 + floor * h**2)
    return lr

# %% wrong: rounded to five significant digits
# cause: rounded
def rate_for_floor(floor, h, noise):
    return float(f"{2 * floor * h / (noise**2 + floor * h**2):.5g}")

# %% wrong: bisection that stops too soon
# cause: single-precision
def rate_for_floor(floor, h, noise):
    low, high = 0.0, 2 / h
    for _ in range(31):
        lr = (low + high) / 2
        if lr * noise**2 < floor * h * (2 - lr * h):
            low = lr
        else:
            high = lr
    return lr
