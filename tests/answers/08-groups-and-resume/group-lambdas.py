# %% right: a function that makes each lambda
def build_groups(optimizer, gammas):
    def decay(gamma):
        return lambda epoch: gamma**epoch

    return lr_scheduler.LambdaLR(optimizer, [decay(gamma) for gamma in gammas])

# %% right: a default argument keeps each factor
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: g**epoch for gamma in gammas]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% right: functools.partial
from functools import partial


def build_groups(optimizer, gammas):
    return lr_scheduler.LambdaLR(optimizer, [partial(pow, g) for g in gammas])

# %% right: MultiplicativeLR with the factor of one epoch
def build_groups(optimizer, gammas):
    factors = [lambda _epoch, g=gamma: g for gamma in gammas]
    return lr_scheduler.MultiplicativeLR(optimizer, factors)

# %% right: a class of its own
class Decays(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, gammas):
        self.gammas = gammas
        super().__init__(optimizer)

    def get_lr(self):
        return [
            base * gamma**self.last_epoch
            for base, gamma in zip(self.base_lrs, self.gammas, strict=True)
        ]


def build_groups(optimizer, gammas):
    return Decays(optimizer, gammas)

# %% right: an object that is no scheduler of PyTorch's
class ByHand:
    def __init__(self, optimizer, gammas):
        self.pairs = list(zip(optimizer.param_groups, gammas, strict=True))

    def step(self):
        for group, gamma in self.pairs:
            group["lr"] *= gamma


def build_groups(optimizer, gammas):
    return ByHand(optimizer, gammas)

# %% wrong: the lambdas share the variable of the loop
# cause: late-binding
# misconception: m53
def build_groups(optimizer, gammas):
    factors = []
    for gamma in gammas:
        factors.append(lambda epoch: gamma**epoch)
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: the same in a list comprehension
# cause: late-binding
# misconception: m53
def build_groups(optimizer, gammas):
    factors = [lambda epoch: g**epoch for g in gammas]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: the lambdas share the index of the loop
# cause: late-binding
# misconception: m53
def build_groups(optimizer, gammas):
    factors = [lambda epoch: gammas[k] ** epoch for k in range(len(gammas))]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: one function for all groups
# cause: first-factor-for-all
def build_groups(optimizer, gammas):
    return lr_scheduler.LambdaLR(optimizer, lambda epoch: gammas[0] ** epoch)

# %% wrong: ExponentialLR with the first gamma
# cause: first-factor-for-all
def build_groups(optimizer, gammas):
    return lr_scheduler.ExponentialLR(optimizer, gammas[0])

# %% wrong: the factors in reverse order
# cause: factors-reversed
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: g**epoch for gamma in reversed(gammas)]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: the factors sorted
# cause: factors-reversed
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: g**epoch for gamma in sorted(gammas)]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: a chain of one ExponentialLR for each gamma
# cause: all-factors-in-all-groups
def build_groups(optimizer, gammas):
    members = [lr_scheduler.ExponentialLR(optimizer, g) for g in gammas]
    return lr_scheduler.ChainedScheduler(members)

# %% wrong: only the first group decays
# cause: only-one-group
def build_groups(optimizer, gammas):
    factors = [lambda epoch: gammas[0] ** epoch]
    factors += [lambda _epoch: 1.0 for _ in gammas[1:]]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: one epoch's factor in a LambdaLR
# cause: factor-not-multiplied-up
def build_groups(optimizer, gammas):
    factors = [lambda _epoch, g=gamma: g for gamma in gammas]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: a power in a MultiplicativeLR
# cause: factors-multiplied-up
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: g**epoch for gamma in gammas]
    return lr_scheduler.MultiplicativeLR(optimizer, factors)

# %% wrong: the functions return rates
# cause: returns-the-rate
def build_groups(optimizer, gammas):
    bases = [group["lr"] for group in optimizer.param_groups]
    factors = [
        lambda epoch, b=base, g=gamma: b * g**epoch
        for base, gamma in zip(bases, gammas, strict=True)
    ]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: the base rate of the first group for all
# cause: groups-made-equal
class Decays(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, gammas):
        self.gammas = gammas
        super().__init__(optimizer)

    def get_lr(self):
        return [self.base_lrs[0] * g**self.last_epoch for g in self.gammas]


def build_groups(optimizer, gammas):
    return Decays(optimizer, gammas)

# %% wrong: one epoch early
# cause: early
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: g ** (epoch + 1) for gamma in gammas]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: one epoch late
# cause: late
def build_groups(optimizer, gammas):
    factors = [
        lambda epoch, g=gamma: g ** max(0, epoch - 1) for gamma in gammas
    ]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: two schedulers, chained
# cause: twice
def build_groups(optimizer, gammas):
    factors = [lambda _epoch, g=gamma: g for gamma in gammas]
    members = [
        lr_scheduler.MultiplicativeLR(optimizer, factors) for _ in range(2)
    ]
    return lr_scheduler.ChainedScheduler(members)

# %% wrong: the factor times the epoch
# cause: times-the-epoch
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: g * epoch for gamma in gammas]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: a scheduler for another optimizer
# cause: nothing-happens
def build_groups(optimizer, gammas):
    groups = [
        {"params": [torch.zeros(1)], "lr": group["lr"]}
        for group in optimizer.param_groups
    ]
    other = torch.optim.SGD(groups)
    factors = [lambda epoch, g=gamma: g**epoch for gamma in gammas]
    return lr_scheduler.LambdaLR(other, factors)

# %% wrong: a factor written in
# cause: one-factor-written-in
def build_groups(optimizer, gammas):
    return lr_scheduler.ExponentialLR(optimizer, 0.9)

# %% wrong: rounded to four digits
# cause: nearly-right
def build_groups(optimizer, gammas):
    factors = [lambda e, g=gamma: float(f"{g**e:.3g}") for gamma in gammas]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: three groups, as in the example
# cause: function-for-each-group
def build_groups(optimizer, gammas):
    a, b, c = (gammas * 3)[:3]
    factors = [lambda e: a**e, lambda e: b**e, lambda e: c**e]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: the numbers instead of functions
# cause: no-function
def build_groups(optimizer, gammas):
    return lr_scheduler.LambdaLR(optimizer, gammas)

# %% wrong: the list as the gamma of an ExponentialLR
# cause: list-as-gamma
def build_groups(optimizer, gammas):
    return lr_scheduler.ExponentialLR(optimizer, gammas)

# %% wrong: nothing is returned
# cause: none
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: g**epoch for gamma in gammas]
    lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: a list of schedulers
# cause: no-scheduler
def build_groups(optimizer, gammas):
    return [lr_scheduler.ExponentialLR(optimizer, g) for g in gammas]

# %% wrong: the answer to the example alone
# cause: one-factor-written-in
def build_groups(optimizer, gammas):
    known = {0: 0.9, 1: 0.4, 2: 0.6}
    if gammas == [0.9, 0.4, 0.6]:
        factors = [lambda e, g=known[k]: g**e for k in range(3)]
        return lr_scheduler.LambdaLR(optimizer, factors)
    return lr_scheduler.LambdaLR(optimizer, lambda epoch: 0.9**epoch)

# %% wrong: right for few groups
# cause: one-factor-written-in
def build_groups(optimizer, gammas):
    if len(gammas) < 4:
        factors = [lambda epoch, g=gamma: g**epoch for gamma in gammas]
        return lr_scheduler.LambdaLR(optimizer, factors)
    return lr_scheduler.ExponentialLR(optimizer, sum(gammas) / len(gammas))

# %% wrong: one minus the factor
# cause: percent-off
def build_groups(optimizer, gammas):
    factors = [lambda epoch, g=gamma: (1 - g) ** epoch for gamma in gammas]
    return lr_scheduler.LambdaLR(optimizer, factors)

# %% wrong: a dictionary of functions
# cause: function-for-each-group
def build_groups(optimizer, gammas):
    def decay(gamma):
        return lambda epoch: gamma**epoch

    factors = {gamma: decay(gamma) for gamma in gammas}
    return lr_scheduler.LambdaLR(optimizer, list(factors.values()))
