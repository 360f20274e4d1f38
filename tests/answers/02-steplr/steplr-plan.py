# %% right: round down the epochs before the last one
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (final_lr / base_lr) ** (1 / drops)

# %% right: a search from below, and logarithms
import math

def plan(base_lr, final_lr, epochs, drops):
    step_size = 1
    while (epochs - 1) // step_size > drops:
        step_size += 1
    return step_size, math.exp((math.log(final_lr) - math.log(base_lr)) / drops)

# %% right: as many parts as there are rates, rounded up
import math

def plan(base_lr, final_lr, epochs, drops):
    step_size = math.ceil(epochs / (drops + 1))
    return [step_size, math.pow(final_lr / base_lr, 1 / drops)]

# %% right: a search from above that counts the drops of a real scheduler
import math

def plan(base_lr, final_lr, epochs, drops):
    from torch.optim.lr_scheduler import StepLR
    gamma = (final_lr / base_lr) ** (1 / drops)
    for step_size in range(epochs, 0, -1):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
        scheduler = StepLR(optimizer, step_size, gamma)
        for _ in range(epochs - 1):
            optimizer.step()
            scheduler.step()
        if math.isclose(scheduler.get_last_lr()[0], final_lr, rel_tol=1e-9):
            return step_size, gamma

# %% right: numbers of numpy's and torch's own types
def plan(base_lr, final_lr, epochs, drops):
    ratio = torch.tensor(final_lr / base_lr, dtype=torch.float64)
    return torch.tensor((epochs - 1) // drops), ratio ** (1 / drops)

# %% wrong: the epochs divided by the drops
# cause: last-drop-missing
def plan(base_lr, final_lr, epochs, drops):
    return epochs // drops, (final_lr / base_lr) ** (1 / drops)

# %% wrong: step_size is the length of the run
# cause: no-drop
# misconception: m30
def plan(base_lr, final_lr, epochs, drops):
    return epochs, (final_lr / base_lr) ** (1 / drops)

# %% wrong: the two numbers are swapped
# cause: swapped
# misconception: m31
def plan(base_lr, final_lr, epochs, drops):
    step_size = (epochs - 1) // drops
    gamma = (final_lr / base_lr) ** (1 / drops)
    return gamma, step_size

# %% wrong: parts rounded down, which suits the example
# cause: one-drop-too-many
def plan(base_lr, final_lr, epochs, drops):
    return epochs // (drops + 1), (final_lr / base_lr) ** (1 / drops)

# %% wrong: the parts of the epochs before the last one, rounded down
# cause: one-drop-too-many
def plan(base_lr, final_lr, epochs, drops):
    step_size = max(1, (epochs - 1) // (drops + 1))
    return step_size, (final_lr / base_lr) ** (1 / drops)

# %% wrong: divides without rounding down
# cause: steps-not-whole
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) / drops, (final_lr / base_lr) ** (1 / drops)

# %% wrong: divides all epochs, without rounding down
# cause: none
def plan(base_lr, final_lr, epochs, drops):
    return epochs / drops, (final_lr / base_lr) ** (1 / drops)

# %% wrong: one epoch more than the longest step size
# cause: too-few-drops
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops + 1, (final_lr / base_lr) ** (1 / drops)

# %% wrong: the number of drops as the step size
# cause: drops-miscounted
def plan(base_lr, final_lr, epochs, drops):
    return drops, (final_lr / base_lr) ** (1 / drops)

# %% wrong: the step size of the example
# cause: drops-miscounted
def plan(base_lr, final_lr, epochs, drops):
    return 3, (final_lr / base_lr) ** (1 / drops)

# %% wrong: twice the right step size
# cause: too-few-drops
def plan(base_lr, final_lr, epochs, drops):
    return 2 * ((epochs - 1) // drops), (final_lr / base_lr) ** (1 / drops)

# %% wrong: the whole way in each drop
# cause: root-missing
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, final_lr / base_lr

# %% wrong: brackets of the exponent are missing
# cause: divided
# misconception: m7
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (final_lr / base_lr) ** 1 / drops

# %% wrong: a power in the place of the root
# cause: power-for-root
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (final_lr / base_lr) ** drops

# %% wrong: the ratio is upside down, so the rate grows
# cause: upside-down
# misconception: m34
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (base_lr / final_lr) ** (1 / drops)

# %% wrong: gamma as the part that goes
# cause: percent-off
# misconception: m13
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, 1 - (final_lr / base_lr) ** (1 / drops)

# %% wrong: the root of the epochs
# cause: root-of-epochs
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (final_lr / base_lr) ** (1 / epochs)

# %% wrong: the root of the step size, which is the number of drops in the example
# cause: root-of-epochs
def plan(base_lr, final_lr, epochs, drops):
    step_size = (epochs - 1) // drops
    return step_size, (final_lr / base_lr) ** (1 / step_size)

# %% wrong: the root of the number of rates
# cause: root-off-by-one
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (final_lr / base_lr) ** (1 / (drops + 1))

# %% wrong: the exponent is rounded down
# cause: exponent-rounded
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (final_lr / base_lr) ** (1 // drops)

# %% wrong: equal differences
# cause: equal-differences
def plan(base_lr, final_lr, epochs, drops):
    gamma = 1 - (base_lr - final_lr) / drops / base_lr
    return (epochs - 1) // drops, gamma

# %% wrong: the base rate is not used
# cause: base-missing
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, final_lr ** (1 / drops)

# %% wrong: a tenth, as everybody takes it
# cause: gamma-wrong
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, 0.1

# %% wrong: gamma rounded to four significant digits
# cause: gamma-rounded
def plan(base_lr, final_lr, epochs, drops):
    gamma = (final_lr / base_lr) ** (1 / drops)
    return (epochs - 1) // drops, float(f"{gamma:.4g}")

# %% wrong: gamma rounded to two digits, exact in the example
# cause: gamma-rounded
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, round((final_lr / base_lr) ** (1 / drops), 2)

# %% wrong: a search that compares rates with ==
# cause: nothing-found
# misconception: m24
def plan(base_lr, final_lr, epochs, drops):
    gamma = (final_lr / base_lr) ** (1 / drops)
    for step_size in range(1, epochs):
        if base_lr * gamma ** ((epochs - 1) // step_size) == final_lr:
            return step_size, gamma

# %% wrong: only gamma
# cause: none
def plan(base_lr, final_lr, epochs, drops):
    return (final_lr / base_lr) ** (1 / drops)

# %% wrong: a dictionary
# cause: none
def plan(base_lr, final_lr, epochs, drops):
    return {
        "step_size": (epochs - 1) // drops,
        "gamma": (final_lr / base_lr) ** (1 / drops),
    }

# %% wrong: a caret for the power
# cause: caret
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, (final_lr / base_lr) ^ (1 / drops)

# %% wrong: the root of a torch.float32
# cause: single-precision
def plan(base_lr, final_lr, epochs, drops):
    ratio = torch.tensor(final_lr / base_lr)
    return (epochs - 1) // drops, (ratio ** (1 / drops)).item()

# %% wrong: brackets of the ratio are missing
# cause: ratio-without-brackets
def plan(base_lr, final_lr, epochs, drops):
    return (epochs - 1) // drops, final_lr / base_lr ** (1 / drops)
