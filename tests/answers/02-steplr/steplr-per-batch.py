# %% right: step_size in batches
def build(optimizer, gamma, step_size, batches):
    from torch.optim.lr_scheduler import StepLR
    return StepLR(optimizer, step_size=step_size * batches, gamma=gamma)

# %% right: the factor as a function of the batch
def build(optimizer, gamma, step_size, batches):
    def factor(batch):
        epoch = batch // batches
        return gamma ** (epoch // step_size)
    return torch.optim.lr_scheduler.LambdaLR(optimizer, factor)

# %% right: many milestones
def build(optimizer, gamma, step_size, batches):
    every = step_size * batches
    milestones = [number * every for number in range(1, 10000)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, milestones, gamma)

# %% right: a factor for each batch
def build(optimizer, gamma, step_size, batches):
    every = step_size * batches
    return torch.optim.lr_scheduler.MultiplicativeLR(
        optimizer, lambda batch: 1.0 if batch % every else gamma
    )

# %% right: an object of its own
def build(optimizer, gamma, step_size, batches):
    class EveryFewEpochs:
        calls = 0
        def step(self):
            self.calls += 1
            if self.calls % (step_size * batches) == 0:
                for group in optimizer.param_groups:
                    group["lr"] *= gamma
    return EveryFewEpochs()

# %% right: a StepLR that hears of every batches-th call only
def build(optimizer, gamma, step_size, batches):
    class PerBatch(torch.optim.lr_scheduler.StepLR):
        calls = -1
        def step(self):
            self.calls += 1
            if self.calls % batches == 0:
                super().step()
    return PerBatch(optimizer, step_size, gamma)

# %% wrong: step_size in epochs
# cause: epochs-for-batches
# misconception: m18
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size=step_size, gamma=gamma)

# %% wrong: a drop in every epoch
# cause: every-epoch
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size=batches, gamma=gamma)

# %% wrong: the decay spread over all batches
# cause: every-batch
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.ExponentialLR(
        optimizer, gamma ** (1 / (step_size * batches))
    )

# %% wrong: a drop with every batch
# cause: every-batch
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma)

# %% wrong: epochs plus batches
# cause: not-multiplied
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size + batches, gamma)

# %% wrong: batches divided by epochs
# cause: not-multiplied
# misconception: m32
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, batches // step_size, gamma)

# %% wrong: a first step while building
# cause: stepped-in-build
# misconception: m14
def build(optimizer, gamma, step_size, batches):
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size * batches, gamma)
    scheduler.step()
    return scheduler

# %% wrong: one batch more between two drops
# cause: period-off-by-one
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size * batches + 1, gamma)

# %% wrong: one epoch more between two drops
# cause: period-off-by-one
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, (step_size + 1) * batches, gamma)

# %% wrong: belongs to another optimizer
# cause: never-drops
# misconception: m21
def build(optimizer, gamma, step_size, batches):
    params = [param for group in optimizer.param_groups for param in group["params"]]
    new = torch.optim.SGD(params, lr=optimizer.param_groups[0]["lr"])
    return torch.optim.lr_scheduler.StepLR(new, step_size * batches, gamma)

# %% wrong: gamma stands where step_size belongs
# cause: swapped
# misconception: m31
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, gamma, step_size * batches)

# %% wrong: the number of epochs of a long run is put in as well
# cause: never-drops
# misconception: m30
def build(optimizer, gamma, step_size, batches):
    epochs = 100
    return torch.optim.lr_scheduler.StepLR(optimizer, epochs * step_size * batches, gamma)

# %% wrong: gamma is not passed on
# cause: gamma-left-out
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size * batches)

# %% wrong: gamma as the part that goes
# cause: percent-off
# misconception: m13
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size * batches, 1 - gamma)

# %% wrong: divides by gamma
# cause: grows
# misconception: m34
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size * batches, 1 / gamma)

# %% wrong: gamma shared out among the batches
# cause: gamma-spread
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(
        optimizer, step_size * batches, gamma ** (1 / batches)
    )

# %% wrong: one milestone
# cause: once
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, [step_size * batches], gamma)

# %% wrong: two milestones, as many as the example has drops
# cause: a-few-times
def build(optimizer, gamma, step_size, batches):
    every = step_size * batches
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, [every, 2 * every], gamma)

# %% wrong: StepLR with milestones
# cause: milestones
# misconception: m28
def build(optimizer, gamma, step_size, batches):
    milestones = range(0, 1000, step_size * batches)
    return torch.optim.lr_scheduler.StepLR(optimizer, milestones=milestones, gamma=gamma)

# %% wrong: verbose
# cause: verbose
# misconception: m27
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(
        optimizer, step_size * batches, gamma, verbose=True
    )

# %% wrong: the optimizer is left out
# cause: no-optimizer
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(step_size=step_size * batches, gamma=gamma)

# %% wrong: the rate in the place of the optimizer
# cause: no-optimizer
def build(optimizer, gamma, step_size, batches):
    lr = optimizer.param_groups[0]["lr"]
    return torch.optim.lr_scheduler.StepLR(lr, step_size * batches, gamma)

# %% wrong: nothing returned
# cause: nothing-returned
def build(optimizer, gamma, step_size, batches):
    torch.optim.lr_scheduler.StepLR(optimizer, step_size * batches, gamma)

# %% wrong: rates rounded to five significant digits
# cause: rounded
def build(optimizer, gamma, step_size, batches):
    class Rounded(torch.optim.lr_scheduler.StepLR):
        def get_lr(self):
            drops = self.last_epoch // self.step_size
            return [float(f"{lr * gamma**drops:.5g}") for lr in self.base_lrs]
    return Rounded(optimizer, step_size * batches)

# %% wrong: a smallest rate that the task does not ask for
# cause: floor
def build(optimizer, gamma, step_size, batches):
    base_lr = optimizer.param_groups[0]["lr"]
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda batch: max(gamma ** (batch // (step_size * batches)), 1e-4 / base_lr),
    )

# %% wrong: epochs of four batches, as in the example
# cause: batches-hard-coded
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size * 4, gamma)

# %% wrong: gamma 0, which ends all training after the first rate
# cause: gamma-zero
# misconception: m33
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size * batches, gamma=0)

# %% wrong: a small drop in every epoch
# cause: gamma-spread
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, batches, gamma ** (1 / step_size))

# %% wrong: step_size in epochs, and a root of gamma to make up for it
# cause: gamma-spread
def build(optimizer, gamma, step_size, batches):
    return torch.optim.lr_scheduler.StepLR(optimizer, step_size, gamma ** (1 / batches))

# %% wrong: ten drops written out
# cause: a-few-times
def build(optimizer, gamma, step_size, batches):
    drops = [step_size * batches * k for k in range(1, 11)]
    return torch.optim.lr_scheduler.MultiStepLR(optimizer, drops, gamma=gamma)
