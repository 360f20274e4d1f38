# %% right: int
from torch.optim.lr_scheduler import MultiStepLR


def build_fractions(optimizer, gamma, fractions, epochs):
    return MultiStepLR(optimizer, [int(part * epochs) for part in fractions], gamma)

# %% right: floor division, which gives whole floats
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [part * epochs // 1 for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma=gamma)

# %% right: the tensor repaired
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = (torch.tensor(fractions) * epochs).int().tolist()
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% right: LambdaLR counts the fractions that are over
def build_fractions(optimizer, gamma, fractions, epochs):
    def factor(epoch):
        return gamma ** sum(math.floor(part * epochs) <= epoch for part in fractions)

    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)

# %% right: a NumPy array, sorted
import numpy as np


def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = np.sort(np.floor(np.array(fractions, dtype=float) * epochs)).astype(int)
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% right: one scheduler for each fraction, in a chain
def build_fractions(optimizer, gamma, fractions, epochs):
    schedulers = [
        torch.optim.lr_scheduler.MultiStepLR(optimizer, [int(part * epochs)], gamma)
        for part in fractions
    ]
    if not schedulers:
        return torch.optim.lr_scheduler.ConstantLR(optimizer, factor=1.0)
    return torch.optim.lr_scheduler.ChainedScheduler(schedulers)

# %% wrong: the broken code
# cause: never-fires
# misconception: m35, m36
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = torch.tensor(fractions) * epochs
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the tensor of whole numbers is still a tensor
# cause: never-fires
# misconception: m36
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = (torch.tensor(fractions) * epochs).int()
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: a list, but not of whole numbers
# cause: products-not-whole
# misconception: m35
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = (torch.tensor(fractions) * epochs).tolist()
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the fractions themselves
# cause: fractions-themselves
# misconception: m35
def build_fractions(optimizer, gamma, fractions, epochs):
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, fractions, gamma)

# %% wrong: int in the wrong place
# cause: fractions-themselves
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part) * epochs for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: round
# cause: rounded-to-nearest
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [round(part * epochs) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: ceil
# cause: rounded-up
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [math.ceil(part * epochs) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: one epoch late
# cause: one-epoch-late
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) + 1 for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: one epoch early
# cause: one-epoch-early
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) - 1 for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: parts of the last epoch's number
# cause: of-the-last-epoch
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * (epochs - 1)) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: counted from the end
# cause: of-what-is-left
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int((1 - part) * epochs) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: fractions as durations
# cause: fractions-added-up
# misconception: m38
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones, total = [], 0.0
    for part in fractions:
        total += part
        milestones.append(int(total * epochs))
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: a set of epochs
# cause: repeats-lost
# misconception: m37
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = sorted({int(part * epochs) for part in fractions})
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: a milestone 0 is left out
# cause: zero-left-out
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions if part > 0]
    return torch.optim.lr_scheduler.MultiStepLR(
        optimizer, [m for m in milestones if m], gamma
    )

# %% wrong: the first fraction only
# cause: only-some-fractions
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(fractions[i] * epochs) for i in range(min(1, len(fractions)))]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: gamma left out
# cause: gamma-left-out
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones)

# %% wrong: gamma as the part that goes
# cause: percent-off
# misconception: m13
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, 1 - gamma)

# %% wrong: divides by gamma
# cause: grows
# misconception: m34
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, 1 / gamma)

# %% wrong: the thirty epochs of the example written in
# cause: epochs-hard-coded
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * 30) for part in fractions]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: StepLR with the list
# cause: list-for-step-size
# misconception: m29
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    return torch.optim.lr_scheduler.StepLR(optimizer, milestones, gamma)

# %% wrong: the scheduler is not returned
# cause: nothing-returned
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the milestones are returned
# cause: list-returned
def build_fractions(optimizer, gamma, fractions, epochs):
    return [int(part * epochs) for part in fractions]

# %% wrong: the optimizer is returned
# cause: optimizer-returned
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    return optimizer

# %% wrong: a scheduler for another optimizer
# cause: never-fires
# misconception: m21
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    params = [p for group in optimizer.param_groups for p in group["params"]]
    optimizer = torch.optim.SGD(params, lr=optimizer.param_groups[0]["lr"])
    optimizer.step()
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: steps through the run while it is built
# cause: stepped-while-built
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)
    for _ in range(epochs):
        optimizer.step()
        scheduler.step()
    return scheduler

# %% wrong: factors in single precision
# cause: single-precision
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]

    def factor(epoch):
        return (torch.tensor(gamma) ** sum(m <= epoch for m in milestones)).item()

    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: a number instead of a list, where there is one fraction
# cause: number-for-list
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(part * epochs) for part in fractions]
    if len(milestones) == 1:
        milestones = milestones[0]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the first milestone as a step size
# cause: first-fraction-repeats
def build_fractions(optimizer, gamma, fractions, epochs):
    first = max(1, int(fractions[0] * epochs)) if fractions else epochs
    return torch.optim.lr_scheduler.StepLR(optimizer, first, gamma)

# %% wrong: moves the end of the run into its last epoch
# cause: end-moved-into-the-run
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [min(int(f * epochs), epochs - 1) for f in fractions]
    return MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the 30 epochs of the example
# cause: epochs-hard-coded
def build_fractions(optimizer, gamma, fractions, epochs):
    milestones = [int(fraction * 30) for fraction in fractions]
    return MultiStepLR(optimizer, milestones, gamma)

# %% wrong: int of a list
# cause: list-times-number
def build_fractions(optimizer, gamma, fractions, epochs):
    return MultiStepLR(optimizer, int(fractions * epochs), gamma)
