# %% right: solved
def pct_for_peak(total_steps, step):
    return (step + 1) / total_steps

# %% right: one divided by the other way
def pct_for_peak(total_steps, step):
    return 1 - (total_steps - step - 1) / total_steps

# %% right: by bisection to the last digit
def pct_for_peak(total_steps, step):
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle * total_steps - 1 < step:
            low = middle
        else:
            high = middle
    return high

# %% right: as a fraction
def pct_for_peak(total_steps, step):
    from fractions import Fraction
    return float(Fraction(step + 1, total_steps))

# %% wrong: batches counted from 1
# cause: batch-counted-from-one
def pct_for_peak(total_steps, step):
    return step / total_steps

# %% wrong: a share of the last batch
# cause: share-of-the-last
def pct_for_peak(total_steps, step):
    return step / (total_steps - 1)

# %% wrong: the 1 subtracted
# cause: sign
def pct_for_peak(total_steps, step):
    return (step - 1) / total_steps

# %% wrong: brackets missing
# cause: sign
def pct_for_peak(total_steps, step):
    return step + 1 / total_steps

# %% wrong: upside down
# cause: upside-down
def pct_for_peak(total_steps, step):
    return total_steps / (step + 1)

# %% wrong: the share of the fall
# cause: share-of-the-fall
def pct_for_peak(total_steps, step):
    return 1 - (step + 1) / total_steps

# %% wrong: a percentage
# cause: percent
def pct_for_peak(total_steps, step):
    return 100 * (step + 1) / total_steps

# %% wrong: multiplied
# cause: product
def pct_for_peak(total_steps, step):
    return (step + 1) * total_steps

# %% wrong: a whole number
# cause: whole-division
def pct_for_peak(total_steps, step):
    return (step + 1) // total_steps

# %% wrong: rounded to two digits
# cause: rounded
def pct_for_peak(total_steps, step):
    return round((step + 1) / total_steps, 2)

# %% wrong: rounded to four digits
# cause: rounded
def pct_for_peak(total_steps, step):
    return round((step + 1) / total_steps, 4)

# %% wrong: the share of the example
# cause: hard-coded
def pct_for_peak(total_steps, step):
    return 0.35

# %% wrong: searched in steps of a hundredth
# cause: nearly-right
def pct_for_peak(total_steps, step):
    return (step + 1.004) / total_steps

# %% wrong: in single precision
# cause: single-precision
def pct_for_peak(total_steps, step):
    return torch.tensor((step + 1) / total_steps).item()
