# %% right: the root of one half
def gamma_for_half_life(half_life):
    return 0.5 ** (1 / half_life)

# %% right: logarithm and exponential
import math


def gamma_for_half_life(half_life):
    return math.exp(math.log(0.5) / half_life)

# %% right: a power of two
def gamma_for_half_life(half_life):
    return 2 ** (-1 / half_life)

# %% right: a search between 0 and 1
def gamma_for_half_life(half_life):
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle**half_life < 0.5:
            low = middle
        else:
            high = middle
    return high

# %% right: with torch, in double precision
def gamma_for_half_life(half_life):
    half = torch.tensor(0.5, dtype=torch.float64)
    return half.pow(1 / half_life).item()

# %% wrong: halves the rate in every epoch
# cause: half-in-every-epoch
def gamma_for_half_life(half_life):
    return 0.5

# %% wrong: one half is divided
# cause: divided
def gamma_for_half_life(half_life):
    return 0.5 / half_life

# %% wrong: brackets of the exponent missing
# cause: divided
def gamma_for_half_life(half_life):
    return 0.5 ** 1 / half_life

# %% wrong: the half is taken off in equal parts
# cause: equal-differences
def gamma_for_half_life(half_life):
    return 1 - 0.5 / half_life

# %% wrong: a power instead of a root
# cause: power-for-root
def gamma_for_half_life(half_life):
    return 0.5**half_life

# %% wrong: the root of two
# cause: upside-down
def gamma_for_half_life(half_life):
    return 2 ** (1 / half_life)

# %% wrong: the part that goes
# cause: percent-off
# misconception: m13
def gamma_for_half_life(half_life):
    return 1 - 0.5 ** (1 / half_life)

# %% wrong: the formula of the lesson, which solves for the half-life
# cause: other-way-round
import math


def gamma_for_half_life(half_life):
    return math.log(0.5) / math.log(half_life)

# %% wrong: one over e is left instead of one half
# cause: to-another-part
import math


def gamma_for_half_life(half_life):
    return math.exp(-1 / half_life)

# %% wrong: the logarithm to the base 10, the power to the base e
# cause: to-another-part
import math


def gamma_for_half_life(half_life):
    return math.exp(math.log10(0.5) / half_life)

# %% wrong: the root is one too small
# cause: one-epoch-off
def gamma_for_half_life(half_life):
    return 0.5 ** (1 / (half_life + 1))

# %% wrong: always the square root
# cause: square-root-only
import math


def gamma_for_half_life(half_life):
    return math.sqrt(0.5)

# %% wrong: fractions of an epoch are cut off
# cause: whole-epochs-only
def gamma_for_half_life(half_life):
    return 0.5 ** (1 / max(1, int(half_life)))

# %% wrong: the exponent is rounded down
# cause: whole-epochs-only
def gamma_for_half_life(half_life):
    return 0.5 ** (1 // half_life)

# %% wrong: no half-life below one epoch
# cause: below-one-epoch
def gamma_for_half_life(half_life):
    return 0.5 ** (1 / max(1, half_life))

# %% wrong: rounded to four digits
# cause: rounded
def gamma_for_half_life(half_life):
    return round(0.5 ** (1 / half_life), 4)

# %% wrong: in single precision
# cause: single-precision
def gamma_for_half_life(half_life):
    return (torch.tensor(0.5) ** (1 / half_life)).item()

# %% wrong: fits the example only
# cause: hard-coded
def gamma_for_half_life(half_life):
    return 0.8248605943353025

# %% wrong: a search with a coarse grid that asks for equality
# cause: nothing-found
def gamma_for_half_life(half_life):
    for step in range(1, 1000):
        if (step / 1000) ** half_life == 0.5:
            return step / 1000

# %% wrong: the caret for a power
# cause: caret
def gamma_for_half_life(half_life):
    return 0.5 ^ (1 / half_life)

# %% wrong: the logarithm is not undone
# cause: logarithm-left
import math


def gamma_for_half_life(half_life):
    return math.log(0.5) / half_life

# %% wrong: the half-life is rounded to one digit
# cause: fractions-of-an-epoch
def gamma_for_half_life(half_life):
    return 0.5 ** (1 / round(half_life, 1))

# %% wrong: one part of half_life is taken off
# cause: to-another-part
def gamma_for_half_life(half_life):
    return 1 - 1 / half_life

# %% wrong: six digits that count, as the lesson prints them
# cause: rounded
def gamma_for_half_life(half_life):
    return float(f"{0.5 ** (1 / half_life):.6g}")
