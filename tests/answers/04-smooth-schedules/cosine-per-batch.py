# %% right: T_max in calls, eta_min a rate
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    base_lr = optimizer.param_groups[0]["lr"]
    return lr_scheduler.CosineAnnealingLR(
        optimizer, T_max=epochs * batches, eta_min=base_lr * final_factor
    )

# %% right: a factor for each batch
import math

from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    def factor(batch):
        share = batch / (epochs * batches)
        wave = (1 + math.cos(math.pi * share)) / 2
        return final_factor + (1 - final_factor) * wave

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% right: warm restarts that never come
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    (group,) = optimizer.param_groups
    return lr_scheduler.CosineAnnealingWarmRestarts(
        optimizer, T_0=epochs * batches, eta_min=group["lr"] * final_factor
    )

# %% right: the averaging schedule anneals along a cosine, too
from torch.optim.swa_utils import SWALR


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    return SWALR(optimizer, swa_lr=lowest, anneal_epochs=epochs * batches)

# %% right: an object of its own
import math


def build_cosine(optimizer, final_factor, epochs, batches):
    group = optimizer.param_groups[0]
    high = group["lr"]

    class Cosine:
        calls = 0

        def step(self):
            self.calls += 1
            part = math.cos(math.pi / 2 * self.calls / (epochs * batches)) ** 2
            group["lr"] = high * (part + final_factor * (1 - part))

    return Cosine()

# %% wrong: both faults
# cause: t-max-in-epochs
# misconception: m43
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs, final_factor)

# %% wrong: T_max in epochs
# cause: t-max-in-epochs
# misconception: m43
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs, lowest)

# %% wrong: T_max is the length of one epoch
# cause: t-max-of-one-epoch
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    return lr_scheduler.CosineAnnealingLR(optimizer, batches, lowest)

# %% wrong: epochs plus batches
# cause: not-multiplied
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs + batches, lowest)

# %% wrong: the last batch is the lowest
# cause: one-call-off
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    calls = max(1, epochs * batches - 1)
    return lr_scheduler.CosineAnnealingLR(optimizer, calls, lowest)

# %% wrong: one epoch too long
# cause: one-call-off
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    return lr_scheduler.CosineAnnealingLR(
        optimizer, (epochs + 1) * batches, lowest
    )

# %% wrong: a whole period in the run
# cause: period-for-half
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    return lr_scheduler.CosineAnnealingLR(
        optimizer, epochs * batches / 2, lowest
    )

# %% wrong: the factor is passed on as a rate
# cause: eta-min-is-the-factor
# misconception: m46
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(
        optimizer, epochs * batches, final_factor
    )

# %% wrong: down to 0
# cause: eta-min-left-out
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches)

# %% wrong: the part that goes
# cause: eta-min-is-what-goes
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * (1 - final_factor)
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches, lowest)

# %% wrong: the base rate divided by the factor
# cause: eta-min-divided
# misconception: m46
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] / final_factor
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches, lowest)

# %% wrong: the base rate of the example
# cause: base-rate-of-the-example
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(
        optimizer, epochs * batches, 0.3 * final_factor
    )

# %% wrong: the lowest rate as a floor
# cause: eta-min-as-floor
import math

from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    calls = epochs * batches
    return lr_scheduler.LambdaLR(
        optimizer,
        lambda k: max(final_factor, (1 + math.cos(math.pi * k / calls)) / 2),
    )

# %% wrong: the rate changes once an epoch
# cause: once-an-epoch
import math

from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    def factor(batch):
        wave = (1 + math.cos(math.pi * (batch // batches) / epochs)) / 2
        return final_factor + (1 - final_factor) * wave

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: a straight line
# cause: no-cosine
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.LinearLR(
        optimizer, 1.0, final_factor, total_iters=epochs * batches
    )

# %% wrong: an exponential curve
# cause: no-cosine
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    gamma = final_factor ** (1 / (epochs * batches))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: the lowest rate rounded
# cause: none
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = round(optimizer.param_groups[0]["lr"] * final_factor, 4)
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches, lowest)

# %% wrong: all rates cut to three digits
# cause: nearly-right
import math

from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    def factor(batch):
        wave = (1 + math.cos(math.pi * batch / (epochs * batches))) / 2
        return float(f"{final_factor + (1 - final_factor) * wave:.3g}")

    return lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the numbers of the example
# cause: numbers-written-in
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * 0.1
    return lr_scheduler.CosineAnnealingLR(optimizer, 12, lowest)

# %% wrong: not returned
# cause: nothing-returned
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    lowest = optimizer.param_groups[0]["lr"] * final_factor
    lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches, lowest)

# %% wrong: an argument that does not exist
# cause: argument-unknown
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(
        optimizer, total_iters=epochs * batches, end_factor=final_factor
    )

# %% wrong: a table that ends after 50 batches
# cause: index-past-the-end
import math

from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    calls = epochs * batches
    table = [
        final_factor
        + (1 - final_factor) * (1 + math.cos(math.pi * k / calls)) / 2
        for k in range(50)
    ]
    return lr_scheduler.LambdaLR(optimizer, lambda k: table[k])

# %% wrong: T_max and eta_min swapped
# cause: arguments-swapped
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(optimizer, final_factor * optimizer.param_groups[0]["lr"], epochs * batches)

# %% wrong: warm restarts after each epoch
# cause: starts-again
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    low = final_factor * optimizer.param_groups[0]["lr"]
    return lr_scheduler.CosineAnnealingWarmRestarts(optimizer, batches, eta_min=low)

# %% wrong: final_factor added to the whole height
# cause: height-too-large
import math

from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.LambdaLR(optimizer, lambda k: final_factor + (1 + math.cos(math.pi * k / (epochs * batches))) / 2)

# %% wrong: param_groups without a number
# cause: groups-are-a-list
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches, final_factor * optimizer.param_groups["lr"])

# %% wrong: a key that a group does not have
# cause: key-unknown
from torch.optim import lr_scheduler


def build_cosine(optimizer, final_factor, epochs, batches):
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs * batches, final_factor * optimizer.param_groups[0]["learning_rate"])

# %% wrong: the base rate from the defaults of the optimizer
# cause: rate-of-the-defaults
def build_cosine(optimizer, final_factor, epochs, batches):
    base_lr = optimizer.defaults["lr"]
    return lr_scheduler.CosineAnnealingLR(
        optimizer, epochs * batches, final_factor * base_lr
    )

# %% wrong: an object of its own, which takes the rate from the defaults
# cause: rate-of-the-defaults
class Cosine:
    def __init__(self, optimizer, final_factor, calls):
        self.group = optimizer.param_groups[0]
        self.base_lr = self.group["lr"] = optimizer.defaults["lr"]
        self.final_factor, self.calls, self.call = final_factor, calls, 0

    def step(self):
        self.call += 1
        wave = (1 + math.cos(math.pi * self.call / self.calls)) / 2
        factor = self.final_factor + (1 - self.final_factor) * wave
        self.group["lr"] = self.base_lr * factor


def build_cosine(optimizer, final_factor, epochs, batches):
    return Cosine(optimizer, final_factor, epochs * batches)
