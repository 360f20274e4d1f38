# %% right: a closed form of last_epoch and base_lrs
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup = warmup
        self.total = total
        super().__init__(optimizer)

    def factor(self, epoch):
        if epoch < self.warmup:
            return (epoch + 1) / (self.warmup + 1)
        if epoch >= self.total:
            return 0.0
        share = (epoch - self.warmup) / (self.total - self.warmup)
        return (1 + math.cos(math.pi * share)) / 2

    def get_lr(self):
        factor = self.factor(self.last_epoch)
        return [base_lr * factor for base_lr in self.base_lrs]

# %% right: a table of factors that is made once
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        line = [(e + 1) / (warmup + 1) for e in range(warmup)]
        length = total - warmup
        fall = [
            math.cos(math.pi * e / length / 2) ** 2 for e in range(length)
        ]
        self.factors = [*line, *fall, 0.0]
        super().__init__(optimizer)

    def get_lr(self):
        last = len(self.factors) - 1
        factor = self.factors[min(self.last_epoch, last)]
        return [base_lr * factor for base_lr in self.base_lrs]

# %% right: a LambdaLR underneath, which is an LRScheduler, too
class WarmupCosine(lr_scheduler.LambdaLR):
    def __init__(self, optimizer, warmup, total):
        def factor(epoch):
            if epoch < warmup:
                return (epoch + 1) / (warmup + 1)
            done = min(1.0, (epoch - warmup) / (total - warmup))
            return 0.5 + 0.5 * math.cos(math.pi * done)

        super().__init__(optimizer, factor)

# %% right: from the current rate, by the ratio of two factors
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def at(self, epoch):
        if epoch < 0:
            return 1.0
        if epoch < self.warmup:
            return (epoch + 1) / (self.warmup + 1)
        done = (epoch - self.warmup) / (self.total - self.warmup)
        return (1 + math.cos(math.pi * done)) / 2 if done < 1 else 0.0

    def get_lr(self):
        before, now = self.at(self.last_epoch - 1), self.at(self.last_epoch)
        return [
            group["lr"] * (now / before if before else 0.0)
            for group in self.optimizer.param_groups
        ]

# %% wrong: the factor times the current rate
# cause: running-product
# misconception: m80
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [group["lr"] * factor for group in self.optimizer.param_groups]

# %% wrong: the base rate of the first group for all
# cause: groups-made-equal
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [self.base_lrs[0] * factor] * len(self.base_lrs)

# %% wrong: factors instead of rates
# cause: factors-returned
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [factor for _ in self.base_lrs]

# %% wrong: the warm-up begins at zero
# cause: warm-up-from-zero
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = e / w
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: the base rate one epoch early
# cause: warm-up-ends-early
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / w
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: the cosine goes on after the end
# cause: rises-again
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            factor = (1 + math.cos(math.pi * (e - w) / (t - w))) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: the cosine has the whole run for its length
# cause: cosine-too-long
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        elif e < t:
            factor = (1 + math.cos(math.pi * (e - w) / t)) / 2
        else:
            factor = 0.0
        return [base * factor for base in self.base_lrs]

# %% wrong: the cosine counts from epoch 0
# cause: cosine-from-the-start
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        elif e < t:
            factor = (1 + math.cos(math.pi * e / t)) / 2
        else:
            factor = 0.0
        return [base * factor for base in self.base_lrs]

# %% wrong: a line down
# cause: line-instead-of-cosine
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            factor = max(0.0, 1 - (e - w) / (t - w))
        return [base * factor for base in self.base_lrs]

# %% wrong: the half is missing
# cause: half-missing
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = 1 + math.cos(math.pi * share)
        return [base * factor for base in self.base_lrs]

# %% wrong: the last rate is kept after the end
# cause: end-not-zero
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = min(self.last_epoch, self.total - 1), self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            factor = (1 + math.cos(math.pi * (e - w) / (t - w))) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: one epoch early
# cause: early
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch + 1, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: one epoch late
# cause: late
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = max(0, self.last_epoch - 1), self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: a step of its own that counts once more
# cause: twice
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)
        self.started = True

    def step(self):
        if hasattr(self, "started"):
            self.last_epoch += 1
        super().step()

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: step is empty
# cause: nothing-happens
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        return self.base_lrs

    def step(self):
        pass

# %% wrong: without a warm-up, epoch 0 has half the rate
# cause: no-warm-up-wrong
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = max(1, warmup), max(2, total)
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: rounded factors
# cause: nearly-right
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * float(f"{factor:.5g}") for base in self.base_lrs]

# %% wrong: no LRScheduler
# cause: not-inherited
class WarmupCosine:
    def __init__(self, optimizer, warmup, total):
        self.optimizer, self.warmup, self.total = optimizer, warmup, total
        self.base_lrs = [group["lr"] for group in optimizer.param_groups]
        self.last_epoch = -1
        self.step()

    def step(self):
        self.last_epoch += 1
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        for group, base in zip(self.optimizer.param_groups, self.base_lrs):
            group["lr"] = base * factor

# %% wrong: the attributes come after super
# cause: attributes-after-super
# misconception: m80
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        super().__init__(optimizer)
        self.warmup, self.total = warmup, total

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: super is not called
# cause: super-not-called
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total

    def get_lr(self):
        return [base for base in self.base_lrs]

# %% wrong: no __init__
# cause: no-init
class WarmupCosine(lr_scheduler.LRScheduler):
    def get_lr(self):
        return [base for base in self.base_lrs]

# %% wrong: one number instead of a list
# cause: number-instead-of-list
# misconception: m80
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return self.base_lrs[0] * factor

# %% wrong: a list of one rate
# cause: one-rate-only
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [self.base_lrs[0] * factor]

# %% wrong: the method has another name
# cause: get-lr-missing
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_rates(self):
        return [base for base in self.base_lrs]

# %% wrong: self is missing
# cause: self-missing
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        if self.last_epoch < warmup:
            return [base / (warmup + 1) for base in self.base_lrs]
        return list(self.base_lrs)

# %% wrong: the example's numbers
# cause: numbers-written-in
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = 3, 9
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: the angle in degrees
# cause: degrees
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        elif e >= t:
            factor = 0.0
        else:
            factor = (1 + math.cos(180 * (e - w) / (t - w))) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: get_lr sets the rates itself
# cause: get-lr-returns-nothing
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        for group, base in zip(self.optimizer.param_groups, self.base_lrs):
            group["lr"] = base * factor

# %% wrong: the cosine ends one epoch early
# cause: cosine-too-short
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        elif e >= t:
            factor = 0.0
        else:
            share = (e - w) / max(1, t - w - 1)
            factor = (1 + math.cos(math.pi * share)) / 2
        return [base * factor for base in self.base_lrs]

# %% wrong: base rates from the groups, after super
# cause: base-rate-lowered
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)
        self.bases = [group["lr"] for group in optimizer.param_groups]

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        else:
            share = min(1, (e - w) / (t - w))
            factor = (1 + math.cos(math.pi * share)) / 2
        bases = getattr(self, "bases", self.base_lrs)
        return [base * factor for base in bases]

# %% wrong: the numbers are kept in the class
# cause: kept-in-the-class
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        WarmupCosine.warmup = warmup
        WarmupCosine.total = total
        super().__init__(optimizer)

    def get_lr(self):
        e = self.last_epoch
        if e < self.warmup:
            factor = (e + 1) / (self.warmup + 1)
        elif e < self.total:
            part = (e - self.warmup) / (self.total - self.warmup)
            factor = (1 + math.cos(math.pi * part)) / 2
        else:
            factor = 0
        return [base * factor for base in self.base_lrs]

# %% wrong: the length of the warm-up is kept in a global variable
# cause: kept-in-the-class
warmup_epochs = 0


class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        global warmup_epochs
        warmup_epochs = warmup
        self.total = total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, warmup_epochs, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        elif e < t:
            factor = (1 + math.cos(math.pi * (e - w) / (t - w))) / 2
        else:
            factor = 0
        return [base * factor for base in self.base_lrs]

# %% wrong: one table of base rates for all objects
# cause: kept-in-the-class
class WarmupCosine(lr_scheduler.LRScheduler):
    bases = []

    def __init__(self, optimizer, warmup, total):
        self.bases[:] = [group["lr"] for group in optimizer.param_groups]
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        elif e < t:
            factor = (1 + math.cos(math.pi * (e - w) / (t - w))) / 2
        else:
            factor = 0
        return [base * factor for base in self.bases]

# %% wrong: rounded to four places
# cause: rounded
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup, self.total = warmup, total
        super().__init__(optimizer)

    def get_lr(self):
        e, w, t = self.last_epoch, self.warmup, self.total
        if e < w:
            factor = (e + 1) / (w + 1)
        elif e < t:
            factor = (1 + math.cos(math.pi * (e - w) / (t - w))) / 2
        else:
            factor = 0
        return [round(base * factor, 4) for base in self.base_lrs]

# %% wrong: a tiny rate after the end
# cause: end-not-zero
class WarmupCosine(lr_scheduler.LRScheduler):
    def __init__(self, optimizer, warmup, total):
        self.warmup = warmup
        self.total = total
        super().__init__(optimizer)

    def get_lr(self):
        e = self.last_epoch
        if e < self.warmup:
            factor = (e + 1) / (self.warmup + 1)
        elif e < self.total:
            part = (e - self.warmup) / (self.total - self.warmup)
            factor = (1 + math.cos(math.pi * part)) / 2
        else:
            factor = 0.001
        return [base * factor for base in self.base_lrs]
