# %% right: one list, with a star
from torch.optim.lr_scheduler import MultiStepLR


def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return MultiStepLR(optimizer, [first, *range(second, epochs, every)], gamma)

# %% right: a list that goes far beyond the run, in any order
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [second + every * k for k in range(epochs, -1, -1)] + [first]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma=gamma)

# %% right: MultiplicativeLR
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    def factor(epoch):
        regular = epoch >= second and (epoch - second) % every == 0
        return gamma if epoch == first or regular else 1.0

    return torch.optim.lr_scheduler.MultiplicativeLR(optimizer, factor)

# %% right: LambdaLR with the number of drops
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    def factor(epoch):
        if epoch < second:
            return gamma ** (epoch >= first)
        return gamma ** (2 + (epoch - second) // every)

    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)

# %% right: two lists in a chain
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.ChainedScheduler(
        [
            torch.optim.lr_scheduler.MultiStepLR(optimizer, [first, second], gamma),
            torch.optim.lr_scheduler.MultiStepLR(
                optimizer, range(second + every, epochs, every), gamma
            ),
        ]
    )

# %% right: a list filled in a loop
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, second]
    while milestones[-1] + every < epochs:
        milestones.append(milestones[-1] + every)
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% right: a class of its own that hands over from one scheduler to the other
class HandOver:
    def __init__(self, optimizer, gamma, first, second, every):
        self.early = torch.optim.lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)
        self.late = torch.optim.lr_scheduler.StepLR(optimizer, every, gamma)
        self.second, self.epoch = second, 0

    def step(self):
        (self.early if self.epoch < self.second else self.late).step()
        self.epoch += 1


def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return HandOver(optimizer, gamma, first, second, every)

# %% right: SequentialLR with milestones counted from the second stage on
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    regular = [0, *range(0, max(1, epochs - second), every)]
    stages = [
        torch.optim.lr_scheduler.MultiStepLR(optimizer, [first], gamma),
        torch.optim.lr_scheduler.MultiStepLR(optimizer, regular, gamma),
    ]
    return torch.optim.lr_scheduler.SequentialLR(optimizer, stages, [second])

# %% wrong: second is listed and begins the range
# cause: second-twice
# misconception: m37
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, second, *range(second, epochs, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the drop at second is missing
# cause: second-missing
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(second + every, epochs, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the drop at first is missing
# cause: first-missing
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, range(second, epochs, every), gamma)

# %% wrong: the two drops only
# cause: no-regular-drops
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, [first, second], gamma)

# %% wrong: the range without its star
# cause: range-not-unpacked
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, range(second, epochs, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: a list in the list
# cause: list-in-list
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, list(range(second, epochs, every))]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: every as a third milestone
# cause: every-as-an-epoch
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, [first, second, every], gamma)

# %% wrong: two more milestones, as in a quiz on the web
# cause: a-few-times
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, second, second + every, second + 2 * every]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: ten regular drops, whatever the run is
# cause: a-few-times
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first] + [second + every * k for k in range(10)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the rhythm begins at first
# cause: regular-from-first
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [second, *range(first, epochs, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: two schedulers in a chain, both from the start
# cause: regular-from-the-start
# misconception: m70
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.ChainedScheduler(
        [
            torch.optim.lr_scheduler.MultiStepLR(optimizer, [first, second], gamma),
            torch.optim.lr_scheduler.StepLR(optimizer, every, gamma),
        ]
    )

# %% wrong: StepLR alone
# cause: regular-from-the-start
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.StepLR(optimizer, every, gamma)

# %% wrong: multiples of every after second
# cause: multiples-of-every
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, second]
    for epoch in range(second + 1, epochs):
        if epoch % every == 0:
            milestones.append(epoch)
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: second counted from first
# cause: second-relative
# misconception: m38
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(first + second, epochs, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the range ends one epoch too early
# cause: last-missing
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(second, epochs - 1, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: the step of the range is missing
# cause: every-epoch
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(second, epochs)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: SequentialLR, built naively
# cause: reset-to-base
# misconception: m62
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    stages = [
        torch.optim.lr_scheduler.MultiStepLR(optimizer, [first, second], gamma),
        torch.optim.lr_scheduler.StepLR(optimizer, every, gamma),
    ]
    return torch.optim.lr_scheduler.SequentialLR(optimizer, stages, [second])

# %% wrong: a tensor of milestones
# cause: never-fires
# misconception: m36
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = torch.tensor([first, *range(second, epochs, every)])
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: StepLR with the list
# cause: list-for-step-size
# misconception: m29
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(second, epochs, every)]
    return torch.optim.lr_scheduler.StepLR(optimizer, milestones, gamma)

# %% wrong: StepLR(milestones=...)
# cause: milestones-for-steplr
# misconception: m28
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(second, epochs, every)]
    return torch.optim.lr_scheduler.StepLR(optimizer, milestones=milestones, gamma=gamma)

# %% wrong: every drop one epoch early
# cause: early
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first - 1, *range(second - 1, epochs, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: every drop one epoch late
# cause: late
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first + 1, *range(second + 1, epochs + 1, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: gamma left out
# cause: gamma-left-out
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, [first, *range(second, epochs, every)])

# %% wrong: nothing returned
# cause: nothing-returned
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(second, epochs, every)]
    scheduler = torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: factors in single precision
# cause: single-precision
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    factors = torch.ones(epochs + 1)
    for milestone in [first, *range(second, epochs, every)]:
        factors[milestone:] *= gamma
    return torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: factors[epoch].item())

# %% wrong: the example written in
# cause: none
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, [3, 7, 9, 11, 13, 15], gamma)

# %% wrong: the regular drops one epoch late
# cause: rhythm-shifted
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, second, *range(second + every + 1, epochs, every)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% wrong: LambdaLR with a factor for each epoch
# cause: back-to-base
# misconception: m50
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    def factor(epoch):
        regular = epoch >= second and (epoch - second) % every == 0
        return gamma if epoch == first or regular else 1.0

    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)

# %% wrong: the 36 epochs of the task's example
# cause: end-written-in
def build_puzzle(optimizer, gamma, first, second, every, epochs):
    milestones = [first, *range(second, 36, every)]
    return MultiStepLR(optimizer, milestones, gamma)
