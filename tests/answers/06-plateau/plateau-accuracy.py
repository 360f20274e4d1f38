# %% right: the three settings
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs")

# %% right: by position
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, "max", 0.5, patience, 0.5, "abs")

# %% right: the accuracy turned into an error, in a wrapper
from torch.optim.lr_scheduler import ReduceLROnPlateau


class ByError:
    def __init__(self, optimizer, patience):
        self.inner = ReduceLROnPlateau(
            optimizer, factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs"
        )

    def step(self, accuracy):
        self.inner.step(100 - accuracy)


def build_for_accuracy(optimizer, patience):
    return ByError(optimizer, patience)

# %% right: a class of its own, without PyTorch's
class Halver:
    def __init__(self, optimizer, patience):
        self.optimizer, self.patience = optimizer, patience
        self.best, self.bad = None, 0

    def step(self, accuracy):
        if self.best is None or accuracy - self.best > 0.5:
            self.best, self.bad = accuracy, 0
            return
        self.bad += 1
        if self.bad > self.patience:
            self.bad = 0
            for group in self.optimizer.param_groups:
                group["lr"] /= 2


def build_for_accuracy(optimizer, patience):
    return Halver(optimizer, patience)

# %% right: a subclass that decides for itself what is better
from torch.optim.lr_scheduler import ReduceLROnPlateau


class HalfAPoint(ReduceLROnPlateau):
    def _is_better(self, a, best):
        return a > best + 0.5


def build_for_accuracy(optimizer, patience):
    return HalfAPoint(optimizer, mode="max", factor=0.5, patience=patience)

# %% wrong: all three faults are still there
# cause: watches-for-a-fall
# misconception: m56
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, patience=patience, threshold=0.5)

# %% wrong: only the factor is repaired
# cause: watches-for-a-fall
# misconception: m56
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=patience, threshold=0.5)

# %% wrong: still for a loss
# cause: watches-for-a-fall
# misconception: m56
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs")

# %% wrong: a relative threshold
# cause: half-of-the-best
# misconception: m57
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience, threshold=0.5)

# %% wrong: a relative threshold, and a tenth
# cause: half-of-the-best
# misconception: m57
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", patience=patience, threshold=0.5)

# %% wrong: without a threshold of its own
# cause: any-rise-counts
# misconception: m57
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience)

# %% wrong: half a percent of the best accuracy
# cause: any-rise-counts
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience, threshold=0.005)

# %% wrong: half a point as a fraction
# cause: any-rise-counts
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience, threshold=0.005, threshold_mode="abs")

# %% wrong: the default factor
# cause: a-tenth
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", patience=patience, threshold=0.5, threshold_mode="abs")

# %% wrong: patience one too small
# cause: patience-off-by-one
# misconception: m57
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience - 1, threshold=0.5, threshold_mode="abs")

# %% wrong: patience one too large
# cause: patience-off-by-one
# misconception: m57
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience + 1, threshold=0.5, threshold_mode="abs")

# %% wrong: the patience of the example
# cause: patience-left-out
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=2, threshold=0.5, threshold_mode="abs")

# %% wrong: the default patience
# cause: patience-left-out
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, threshold=0.5, threshold_mode="abs")

# %% wrong: patience as a cooldown besides
# cause: cooldown-added
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs", cooldown=patience)

# %% wrong: a cooldown of one epoch
# cause: cooldown-added
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs", cooldown=1)

# %% wrong: a floor of 0.01
# cause: floor
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs", min_lr=0.01)

# %% wrong: exactly half a point is enough
# cause: equal-is-good
class Halver:
    def __init__(self, optimizer, patience):
        self.optimizer, self.patience = optimizer, patience
        self.best, self.bad = -math.inf, 0

    def step(self, accuracy):
        if accuracy >= self.best + 0.5:
            self.best, self.bad = accuracy, 0
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.bad = 0
            self.optimizer.param_groups[0]["lr"] *= 0.5


def build_for_accuracy(optimizer, patience):
    return Halver(optimizer, patience)

# %% wrong: small rises move the best accuracy
# cause: best-always-moves
class Halver:
    def __init__(self, optimizer, patience):
        self.optimizer, self.patience = optimizer, patience
        self.best, self.bad = -math.inf, 0

    def step(self, accuracy):
        self.bad = 0 if accuracy > self.best + 0.5 else self.bad + 1
        self.best = max(self.best, accuracy)
        if self.bad > self.patience:
            self.bad = 0
            self.optimizer.param_groups[0]["lr"] *= 0.5


def build_for_accuracy(optimizer, patience):
    return Halver(optimizer, patience)

# %% wrong: compared with the epoch before
# cause: compares-with-previous
class Halver:
    def __init__(self, optimizer, patience):
        self.optimizer, self.patience = optimizer, patience
        self.last, self.bad = -math.inf, 0

    def step(self, accuracy):
        self.bad = 0 if accuracy > self.last + 0.5 else self.bad + 1
        self.last = accuracy
        if self.bad > self.patience:
            self.bad = 0
            self.optimizer.param_groups[0]["lr"] *= 0.5


def build_for_accuracy(optimizer, patience):
    return Halver(optimizer, patience)

# %% wrong: the count goes on after a drop
# cause: count-goes-on
class Halver:
    def __init__(self, optimizer, patience):
        self.optimizer, self.patience = optimizer, patience
        self.best, self.bad = -math.inf, 0

    def step(self, accuracy):
        if accuracy > self.best + 0.5:
            self.best, self.bad = accuracy, 0
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.optimizer.param_groups[0]["lr"] *= 0.5


def build_for_accuracy(optimizer, patience):
    return Halver(optimizer, patience)

# %% wrong: the rate goes up again with a good accuracy
# cause: rises-again
class Halver:
    def __init__(self, optimizer, patience):
        self.optimizer, self.patience = optimizer, patience
        self.base_lr = optimizer.param_groups[0]["lr"]
        self.best, self.bad = -math.inf, 0

    def step(self, accuracy):
        if accuracy > self.best + 0.5:
            self.best, self.bad = accuracy, 0
            self.optimizer.param_groups[0]["lr"] = self.base_lr
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.bad = 0
            self.optimizer.param_groups[0]["lr"] *= 0.5


def build_for_accuracy(optimizer, patience):
    return Halver(optimizer, patience)

# %% wrong: bad epochs need not be in a row
# cause: not-in-a-row
class Halver:
    def __init__(self, optimizer, patience):
        self.optimizer, self.patience = optimizer, patience
        self.best, self.bad = -math.inf, 0

    def step(self, accuracy):
        if accuracy > self.best + 0.5:
            self.best = accuracy
        else:
            self.bad += 1
        if self.bad > self.patience:
            self.bad = 0
            self.optimizer.param_groups[0]["lr"] *= 0.5


def build_for_accuracy(optimizer, patience):
    return Halver(optimizer, patience)

# %% wrong: a StepLR, which takes the accuracy for the epoch
# cause: accuracy-as-epoch
# misconception: m55
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.StepLR(optimizer, step_size=patience + 1, gamma=0.5)

# %% wrong: the factor is rounded
# cause: nearly-right
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", factor=0.4999, patience=patience, threshold=0.5, threshold_mode="abs")

# %% wrong: the scheduler of another optimizer
# cause: nothing-happens
from torch.optim.lr_scheduler import ReduceLROnPlateau


def build_for_accuracy(optimizer, patience):
    copy = torch.optim.SGD(optimizer.param_groups[0]["params"], lr=0.8)
    return ReduceLROnPlateau(
        copy, mode="max", factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs"
    )

# %% wrong: nothing returned
# cause: nothing-returned
from torch.optim.lr_scheduler import ReduceLROnPlateau


def build_for_accuracy(optimizer, patience):
    ReduceLROnPlateau(
        optimizer, mode="max", factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs"
    )

# %% wrong: an argument that does not exist
# cause: setting-unknown
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="max", gamma=0.5, patience=patience, threshold=0.5, threshold_mode="abs")

# %% wrong: a mode that does not exist
# cause: mode-unknown
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, mode="accuracy", factor=0.5, patience=patience, threshold=0.5, threshold_mode="abs")

# %% wrong: patience in the place of the mode
# cause: mode-unknown
from torch.optim import lr_scheduler


def build_for_accuracy(optimizer, patience):
    return lr_scheduler.ReduceLROnPlateau(optimizer, patience, 0.5, threshold=0.5, threshold_mode="abs")

# %% wrong: by position, without the factor
# cause: factor-too-large
def build_for_accuracy(optimizer, patience):
    return torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, "max", patience, 0.5)

# %% wrong: returns the optimizer
# cause: optimizer-returned
def build_for_accuracy(optimizer, patience):
    torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, "max", 0.5, patience, 0.5, threshold_mode="abs"
    )
    return optimizer
