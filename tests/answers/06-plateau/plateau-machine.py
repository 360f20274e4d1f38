# %% right: the four cases of the table
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% right: PyTorch's own class
from torch.optim.lr_scheduler import ReduceLROnPlateau


def plateau_rates(base_lr, metrics, *settings):
    names = "mode factor patience threshold threshold_mode cooldown min_lr".split()
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = ReduceLROnPlateau(optimizer, **dict(zip(names, settings)))
    rates = []
    for metric in metrics:
        scheduler.step(metric)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates

# %% right: everything turned to the mode max with a sign
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    sign = {"min": -1, "max": 1}[mode]
    rate, best, bad, wait = base_lr, -math.inf, 0, 0
    rates = []
    for metric in metrics:
        value = sign * metric
        share = sign * threshold if threshold_mode == "rel" else 0
        amount = threshold if threshold_mode == "abs" else 0
        if value > best * (1 + share) + amount:
            best, bad = value, 0
        else:
            bad = bad + 1
        if wait:
            wait, bad = wait - 1, 0
        if bad == patience + 1:
            rate, wait, bad = max(rate * factor, min_lr), cooldown, 0
        rates.append(rate)
    return rates

# %% right: a class with a method for each step, and a generator
class Watcher:
    def __init__(self, mode, threshold, threshold_mode):
        self.best = None
        self.mode, self.threshold, self.relative = mode, threshold, threshold_mode == "rel"

    def takes(self, metric):
        if self.best is None:
            good = metric == metric
        else:
            move = self.threshold * (self.best if self.relative else 1)
            good = metric < self.best - move if self.mode == "min" else metric > self.best + move
        if good:
            self.best = metric
        return good


def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    watcher = Watcher(mode, threshold, threshold_mode)
    lr, bad, quiet_until = base_lr, 0, 0
    for number, metric in enumerate(metrics):
        good = watcher.takes(metric)
        bad = 0 if good or number < quiet_until else bad + 1
        if bad > patience:
            lr, bad, quiet_until = max(lr * factor, min_lr), 0, number + 1 + cooldown
        yield lr

# %% right: bad metrics counted back from the last good one
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    def beats(metric, best):
        if best is None:
            return not math.isnan(metric)
        step = best * threshold if threshold_mode == "rel" else threshold
        return metric - best > step if mode == "max" else best - metric > step

    best, since, drops, rates = None, -1, 0, []
    for now, metric in enumerate(metrics):
        if beats(metric, best):
            best, since = metric, max(since, now)
        if now - since > patience:
            drops, since = drops + 1, now + cooldown
        rates.append(max(base_lr * factor**drops, min_lr))
    return rates

# %% wrong: drops with patience bad metrics already
# cause: too-impatient
# misconception: m57
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad >= patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: drops with patience bad metrics, at least one
# cause: too-impatient
# misconception: m57
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad and bad >= patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: one bad metric too patient
# cause: too-patient
# misconception: m57
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience + 1:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: each metric is compared with the one before
# cause: compares-with-previous
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            bad = 0
        else:
            bad += 1
        best = metric
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: compared with the one before, and without a threshold
# cause: compares-with-previous
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    previous = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if metric < previous if mode == "min" else metric > previous:
            bad = 0
        else:
            bad += 1
        previous = metric
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            rate, bad, resting = max(rate * factor, min_lr), 0, cooldown
        rates.append(rate)
    return rates

# %% wrong: small gains move the best metric too
# cause: best-always-moves
# misconception: m57
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
            if metric < best if mode == "min" else metric > best:
                best = metric
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the smallest so far is the best, however small the gain
# cause: best-always-moves
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            bad = 0
        else:
            bad += 1
        best = min(best, metric) if mode == "min" else max(best, metric)
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: any gain counts
# cause: threshold-ignored
# misconception: m57
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best
        elif mode == "min":
            good = metric < best
        elif threshold_mode == "rel":
            good = metric > best
        else:
            good = metric > best
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the threshold tolerates worse metrics
# cause: threshold-the-wrong-way
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 + threshold)
        elif mode == "min":
            good = metric < best + threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 - threshold)
        else:
            good = metric > best - threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: what equals the bound is good
# cause: equal-is-good
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric <= best * (1 - threshold)
        elif mode == "min":
            good = metric <= best - threshold
        elif threshold_mode == "rel":
            good = metric >= best * (1 + threshold)
        else:
            good = metric >= best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: what remains the same is good, as the documentation says
# cause: equal-is-good
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric <= best
        elif mode == "min":
            good = metric <= best
        elif threshold_mode == "rel":
            good = metric >= best
        else:
            good = metric >= best
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the size of the best metric, below 0
# cause: size-of-the-best
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < (best - threshold * abs(best) if best < math.inf else best)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > (best + threshold * abs(best) if best > -math.inf else best)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the gain as a share of the best metric
# cause: size-of-the-best
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < math.inf if math.isinf(best) else (best - metric) / best > threshold
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > -math.inf if math.isinf(best) else (metric - best) / best > threshold
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: a share of infinity is subtracted from infinity
# cause: infinite-difference
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best - best * threshold
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best + best * threshold
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: begins with the first metric as the best one
# cause: first-metric-bad
# misconception: m57
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = metrics[0] if metrics else 0
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the best metric begins at inf in both modes
# cause: wrong-start
# misconception: m56
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the best metric begins at 0
# cause: wrong-start
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = 0.0
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: good is what is not worse, also NaN
# cause: nan-is-good
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = not metric >= best * (1 - threshold)
        elif mode == "min":
            good = not metric >= best - threshold
        elif threshold_mode == "rel":
            good = not metric <= best * (1 + threshold)
        else:
            good = not metric <= best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the first metric is the best one, also NaN
# cause: first-nan-is-best
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = None
    for metric in metrics:
        if best is None:
            good = True
        elif mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: NaN is skipped
# cause: nan-skipped
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if math.isnan(metric):
            rates.append(rate)
            continue
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the count goes on after a drop
# cause: count-goes-on
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: all bad metrics are counted, not those in a row
# cause: not-in-a-row
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best = metric
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the best metric is forgotten after a drop
# cause: best-forgotten
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
            best = math.inf if mode == "min" else -math.inf
        rates.append(rate)
    return rates

# %% wrong: always the mode min
# cause: mode-ignored
# misconception: m56
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, best, bad, resting, rates = base_lr, math.inf, 0, 0, []
    for metric in metrics:
        bound = best * (1 - threshold) if threshold_mode == "rel" else best - threshold
        if metric < bound:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            rate, bad, resting = max(rate * factor, min_lr), 0, cooldown
        rates.append(rate)
    return rates

# %% wrong: always a relative threshold
# cause: always-relative
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif mode == "max":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: always an absolute threshold
# cause: always-absolute
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "relative":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif mode == "relative":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: without a cooldown
# cause: cooldown-ignored
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
        rates.append(rate)
    return rates

# %% wrong: PyTorch's class, without cooldown and floor
# cause: arguments-left-out
from torch.optim.lr_scheduler import ReduceLROnPlateau


def plateau_rates(base_lr, metrics, mode, factor, patience, threshold, threshold_mode, *_):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = ReduceLROnPlateau(optimizer, mode, factor, patience, threshold, threshold_mode)
    rates = []
    for metric in metrics:
        scheduler.step(metric)
        rates.append(scheduler.get_last_lr()[0])
    return rates

# %% wrong: PyTorch's class, with its own threshold
# cause: argument-left-out
# misconception: m57
from torch.optim.lr_scheduler import ReduceLROnPlateau


def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = ReduceLROnPlateau(
        optimizer,
        mode=mode,
        factor=factor,
        patience=patience,
        threshold_mode=threshold_mode,
        cooldown=cooldown,
        min_lr=min_lr,
    )
    rates = []
    for metric in metrics:
        scheduler.step(metric)
        rates.append(scheduler.get_last_lr()[0])
    return rates

# %% wrong: metrics of the cooldown are not looked at
# cause: blind-in-cooldown
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if resting > 0:
            resting -= 1
            rates.append(rate)
            continue
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: bad metrics of the cooldown count
# cause: counts-in-cooldown
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
        elif bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the cooldown begins with the metric of the drop
# cause: cooldown-length
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        if resting > 0:
            resting -= 1
            bad = 0
        rates.append(rate)
    return rates

# %% wrong: the cooldown takes one metric too many
# cause: cooldown-length
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown + 1
        rates.append(rate)
    return rates

# %% wrong: the rate falls below min_lr
# cause: min-lr-ignored
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = rate * factor
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: no drop that would end below min_lr
# cause: stops-above-min-lr
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            if rate * factor >= min_lr:
                rate *= factor
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: every drop starts from the base rate
# cause: drops-from-the-base
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(base_lr * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: a good metric brings the base rate back
# cause: rises-again
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad, rate = metric, 0, base_lr
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the factor is what goes
# cause: percent-off
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * (1 - factor), min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the rate before each metric
# cause: before-the-metric
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        rates.append(rate)
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
    return rates

# %% wrong: the base rate in front
# cause: one-too-many
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, [base_lr]
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: return in the loop
# cause: return-in-the-loop
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
        return rates

# %% wrong: only the rate at the end
# cause: only-the-last
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rate

# %% wrong: counts anew for each metric
# cause: never-changes
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        bad = 0
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience + 1:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: rounded to four decimals
# cause: rounded
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return [round(rate, 4) for rate in rates]

# %% wrong: in single precision
# cause: single-precision
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return torch.tensor(rates)

# %% wrong: the base rate is written in
# cause: hard-coded-base
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = 0.8, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr / base_lr * 0.8)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: the factor is written in
# cause: argument-left-out
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * 0.1, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: None for no metrics
# cause: no-metrics
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    if not metrics:
        return None
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: infinity without its module
# cause: name-unknown
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = inf if mode == "min" else -inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)
    return rates

# %% wrong: nothing returned
# cause: none
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append(rate)

# %% wrong: a list for each metric
# cause: lists-in-the-list
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    rate, bad, resting, rates = base_lr, 0, 0, []
    best = math.inf if mode == "min" else -math.inf
    for metric in metrics:
        if mode == "min" and threshold_mode == "rel":
            good = metric < best * (1 - threshold)
        elif mode == "min":
            good = metric < best - threshold
        elif threshold_mode == "rel":
            good = metric > best * (1 + threshold)
        else:
            good = metric > best + threshold
        if good:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting -= 1
            bad = 0
        if bad > patience:
            rate = max(rate * factor, min_lr)
            bad = 0
            resting = cooldown
        rates.append([rate])
    return rates

# %% wrong: the lower one of the lowered rate and min_lr
# cause: smaller-of-the-two
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    sign = 1 if mode == "max" else -1
    rate, best, bad, resting = base_lr, -sign * math.inf, 0, 0
    rates = []
    for metric in metrics:
        if threshold_mode == "rel":
            bound = best * (1 + sign * threshold)
        else:
            bound = best + sign * threshold
        if sign * metric > sign * bound:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            rate, resting, bad = min(rate * factor, min_lr), cooldown, 0
        rates.append(rate)
    return rates

# %% wrong: the function of the lesson as it stands
# cause: rule-of-the-lesson
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    lr = base_lr
    best, bad, used = math.inf, 0, []
    for metric in metrics:
        used.append(lr)
        if metric < best * (1 - 1e-4):
            best, bad = metric, 0
        else:
            bad += 1
        if bad > patience:
            lr, bad = lr * factor, 0
    return used

# %% wrong: PyTorch's class, with the last three arguments forgotten
# cause: arguments-left-out
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=base_lr)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, mode, factor, patience, threshold
    )
    rates = []
    for metric in metrics:
        scheduler.step(metric)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates

# %% wrong: the two modes of the threshold are swapped
# cause: threshold-modes-swapped
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    sign = 1 if mode == "max" else -1
    rate, best, bad, resting = base_lr, -sign * math.inf, 0, 0
    rates = []
    for metric in metrics:
        if threshold_mode == "abs":
            bound = best * (1 + sign * threshold)
        else:
            bound = best + sign * threshold
        if sign * metric > sign * bound:
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            rate, resting, bad = max(rate * factor, min_lr), cooldown, 0
        rates.append(rate)
    return rates

# %% wrong: a good metric ends the cooldown
# cause: cooldown-ended
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    def is_good(metric, best):
        if mode == "min" and threshold_mode == "rel":
            return metric < best * (1 - threshold)
        if mode == "min":
            return metric < best - threshold
        if threshold_mode == "rel":
            return metric > best * (1 + threshold)
        return metric > best + threshold

    best = math.inf if mode == "min" else -math.inf
    lr, bad, resting, rates = base_lr, 0, 0, []
    for metric in metrics:
        if is_good(metric, best):
            best, bad, resting = metric, 0, 0
        else:
            bad += 1
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            lr, bad, resting = max(lr * factor, min_lr), 0, cooldown
        rates.append(lr)
    return rates

# %% wrong: the first metric is the best one before the loop, which there need not be
# cause: first-nan-is-best
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    def is_good(metric, best):
        if mode == "min" and threshold_mode == "rel":
            return metric < best * (1 - threshold)
        if mode == "min":
            return metric < best - threshold
        if threshold_mode == "rel":
            return metric > best * (1 + threshold)
        return metric > best + threshold

    best = metrics[0]
    lr, bad, resting, rates = base_lr, 0, 0, [base_lr]
    for metric in metrics[1:]:
        if is_good(metric, best):
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            lr, bad, resting = max(lr * factor, min_lr), 0, cooldown
        rates.append(lr)
    return rates

# %% wrong: one of the four signs is wrong
# cause: threshold-the-wrong-way
def plateau_rates(
    base_lr, metrics, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
):
    def is_good(metric, best):
        if mode == "min":
            return metric < best * (1 - threshold) if threshold_mode == "rel" else metric < best - threshold
        return metric > best * (1 - threshold) if threshold_mode == "rel" else metric > best + threshold

    best = math.inf if mode == "min" else -math.inf
    lr, bad, resting, rates = base_lr, 0, 0, []
    for metric in metrics:
        if is_good(metric, best):
            best, bad = metric, 0
        else:
            bad += 1
        if resting > 0:
            resting, bad = resting - 1, 0
        if bad > patience:
            lr, bad, resting = max(lr * factor, min_lr), 0, cooldown
        rates.append(lr)
    return rates
