# %% right: the root of the final factor
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    if epochs == 1:
        return lr_scheduler.ExponentialLR(optimizer, 1.0)
    gamma = final_factor ** (1 / (epochs - 1))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% right: a StepLR that drops in every epoch
import math

from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = math.exp(math.log(final_factor) / max(1, epochs - 1))
    return lr_scheduler.StepLR(optimizer, step_size=1, gamma=gamma)

# %% right: a factor for each epoch
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    def factor(epoch):
        return final_factor ** (epoch / (epochs - 1)) if epoch else 1.0

    last = max(2, epochs) - 1
    return lr_scheduler.LambdaLR(
        optimizer, lambda epoch: final_factor ** (epoch / last)
    )

# %% right: an object of its own
def build_to_end(optimizer, final_factor, epochs):
    class Decay:
        def step(self):
            for group in optimizer.param_groups:
                group["lr"] *= final_factor ** (1 / max(1, epochs - 1))

    return Decay()

# %% wrong: the root of the number of epochs
# cause: one-factor-too-many
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.ExponentialLR(optimizer, final_factor ** (1 / epochs))

# %% wrong: arrives one epoch early
# cause: one-factor-too-few
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = final_factor ** (1 / max(1, epochs - 2))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: the whole way in every epoch
# cause: root-missing
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.ExponentialLR(optimizer, gamma=final_factor)

# %% wrong: divided instead of a root
# cause: divided
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = final_factor / max(1, epochs - 1)
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: brackets of the exponent missing
# cause: divided
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = final_factor ** 1 / max(1, epochs - 1)
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: equal differences
# cause: equal-differences
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = 1 - (1 - final_factor) / max(1, epochs - 1)
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: a straight line
# cause: straight-line
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.LinearLR(
        optimizer, 1.0, final_factor, total_iters=max(1, epochs - 1)
    )

# %% wrong: the final factor taken as a rate
# cause: a-rate-for-a-factor
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    base_lr = optimizer.param_groups[0]["lr"]
    gamma = (final_factor / base_lr) ** (1 / max(1, epochs - 1))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: the part that goes
# cause: percent-off
# misconception: m13
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = 1 - final_factor ** (1 / max(1, epochs - 1))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: the exponent has the wrong sign
# cause: upside-down
# misconception: m34
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = (1 / final_factor) ** (1 / max(1, epochs - 1))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: the exponent is rounded down
# cause: exponent-rounded
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = final_factor ** (1 // max(1, epochs - 1))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: one drop at the end
# cause: one-drop-at-the-end
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.StepLR(
        optimizer, step_size=max(1, epochs - 1), gamma=final_factor
    )

# %% wrong: a run of one epoch divides by 0
# cause: division-by-zero
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = final_factor ** (1 / (epochs - 1))
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: a run of one epoch uses the final rate
# cause: one-epoch
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    if epochs == 1:
        optimizer.param_groups[0]["lr"] *= final_factor
        return lr_scheduler.ExponentialLR(optimizer, 1.0)
    return lr_scheduler.ExponentialLR(
        optimizer, final_factor ** (1 / (epochs - 1))
    )

# %% wrong: one step while building
# cause: early
# misconception: m14
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = final_factor ** (1 / max(1, epochs - 1))
    scheduler = lr_scheduler.ExponentialLR(optimizer, gamma)
    scheduler.step()
    return scheduler

# %% wrong: gamma rounded
# cause: nearly-right
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    gamma = round(final_factor ** (1 / max(1, epochs - 1)), 5)
    return lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: belongs to another optimizer
# cause: nothing-happens
# misconception: m21
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    new = torch.optim.SGD(optimizer.param_groups[0]["params"], lr=0.1)
    gamma = final_factor ** (1 / max(1, epochs - 1))
    return lr_scheduler.ExponentialLR(new, gamma)

# %% wrong: gamma left out
# cause: arguments-missing
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.ExponentialLR(optimizer)

# %% wrong: the gamma is returned
# cause: no-scheduler
def build_to_end(optimizer, final_factor, epochs):
    return final_factor ** (1 / max(1, epochs - 1))

# %% wrong: a power for a root
# cause: power-for-root
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.ExponentialLR(optimizer, final_factor ** (epochs - 1))

# %% wrong: halved at the end, whatever final_factor is
# cause: final-factor-ignored
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.ExponentialLR(optimizer, 0.5 ** (1 / max(1, epochs - 1)))

# %% wrong: MultiplicativeLR with the factors of LambdaLR
# cause: factors-pile-up
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    g = final_factor ** (1 / max(1, epochs - 1))
    return lr_scheduler.MultiplicativeLR(optimizer, lambda e: g ** e)

# %% wrong: LambdaLR with one factor for all epochs
# cause: same-factor-in-every-epoch
from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    g = final_factor ** (1 / max(1, epochs - 1))
    return lr_scheduler.LambdaLR(optimizer, lambda e: g)

# %% wrong: the logarithm to the base 10, the power to the base e
# cause: two-logarithms
import math

from torch.optim import lr_scheduler


def build_to_end(optimizer, final_factor, epochs):
    return lr_scheduler.ExponentialLR(optimizer, math.exp(math.log10(final_factor) / max(1, epochs - 1)))

# %% wrong: no scheduler for a run of one epoch
# cause: nothing-returned
def build_to_end(optimizer, final_factor, epochs):
    if epochs == 1:
        return None
    return lr_scheduler.ExponentialLR(optimizer, final_factor ** (1 / (epochs - 1)))
