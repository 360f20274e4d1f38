"""A right answer to every kind of exercise, with torch where the course does without."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any, Literal

import torch
from torch.optim import SGD, Optimizer
from torch.optim.lr_scheduler import (
    CosineAnnealingLR,
    CosineAnnealingWarmRestarts,
    CyclicLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    LRScheduler,
    MultiplicativeLR,
    MultiStepLR,
    OneCycleLR,
    ReduceLROnPlateau,
    SequentialLR,
    StepLR,
)
from torch.optim.swa_utils import SWALR
from torch.utils.data import DataLoader

from lrcourse import quadratic, recipes, schedules
from lrcourse.mistakes import steps
from lrcourse.recorder import record

Function = Callable[..., Any]


def set_all(optimizer: Optimizer, lr: float) -> None:
    for group in optimizer.param_groups:
        group["lr"] = lr


def train_by_hand(  # noqa: PLR0913, PLR0917
    optimizer: Optimizer,
    batch_loss: Function,
    epochs: int,
    batches: int,
    step_size: int,
    gamma: float,
) -> None:
    first = [group["lr"] for group in optimizer.param_groups]
    for epoch in range(epochs):
        for lr, group in zip(first, optimizer.param_groups, strict=True):
            group["lr"] = lr * gamma ** (epoch // step_size)
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()


def train_scheduled(
    optimizer: Optimizer, scheduler: LRScheduler, batch_loss: Function, epochs: int, batches: int
) -> None:
    for _ in range(epochs):
        for batch in range(batches):
            optimizer.zero_grad()
            batch_loss(batch).backward()
            optimizer.step()
        scheduler.step()


def log(
    optimizer: Optimizer, scheduler: LRScheduler, train_epoch: Function, epochs: int
) -> list[float]:
    noted = []
    for _ in range(epochs):
        noted.append(optimizer.param_groups[0]["lr"])
        train_epoch()
        scheduler.step()
    return noted


def plan(base_lr: float, final_lr: float, epochs: int, drops: int) -> tuple[int, float]:
    return (epochs - 1) // drops, (final_lr / base_lr) ** (1 / drops)


def read_trace(rates: list[float]) -> tuple[float, int, float]:
    step_size = next(index for index, rate in enumerate(rates) if rate != rates[0])
    return rates[0], step_size, rates[step_size] / rates[0]


def trace_milestones(rates: list[float], base_lr: float, gamma: float) -> list[int]:
    found, current = [], base_lr
    for epoch, rate in enumerate(rates):
        while abs(rate / current - 1) > 1e-6:
            found.append(epoch)
            current *= gamma
    return found


def fractions(optimizer: Optimizer, gamma: float, parts: list[float], epochs: int) -> LRScheduler:
    return MultiStepLR(optimizer, [int(part * epochs) for part in parts], gamma)


def puzzle(  # noqa: PLR0913, PLR0917
    optimizer: Optimizer, gamma: float, first: int, second: int, every: int, epochs: int
) -> LRScheduler:
    return MultiStepLR(optimizer, [first, *range(second, epochs, every)], gamma)


def endless_puzzle(
    optimizer: Optimizer, gamma: float, first: int, second: int, every: int
) -> LRScheduler:
    def factor(epoch: int) -> float:
        return (
            gamma if epoch == first or (epoch >= second and (epoch - second) % every == 0) else 1
        )

    return MultiplicativeLR(optimizer, factor)


def warmup_cosine(
    optimizer: Optimizer, start_factor: float, warmup: int, total: int
) -> LRScheduler:
    ramp = LinearLR(optimizer, start_factor, total_iters=warmup)
    cosine = CosineAnnealingLR(optimizer, total - warmup)
    return SequentialLR(optimizer, [ramp, cosine], [warmup])


def warmup_milestones(
    optimizer: Optimizer, gamma: float, start_factor: float, warmup: int, milestones: list[int]
) -> LRScheduler:
    ramp = LinearLR(optimizer, start_factor, total_iters=warmup)
    drops = MultiStepLR(optimizer, [milestone - warmup for milestone in milestones], gamma)
    return SequentialLR(optimizer, [ramp, drops], [warmup])


def given_rates(optimizer: Optimizer, rates: list[float]) -> LRScheduler:
    base_lr = optimizer.param_groups[0]["lr"]
    return LambdaLR(optimizer, lambda epoch: rates[min(epoch, len(rates) - 1)] / base_lr)


def plateau_machine(base_lr: float, metrics: list[float], *settings: Any) -> list[float]:  # noqa: ANN401
    mode, factor, patience, threshold, threshold_mode, cooldown, min_lr = settings
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    scheduler = ReduceLROnPlateau(
        optimizer, mode, factor, patience, threshold, threshold_mode, cooldown, min_lr
    )
    rates = []
    for metric in metrics:
        scheduler.step(metric)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


def plateau_used(
    base_lr: float, metrics: list[float], factor: float, patience: int
) -> list[float]:
    after = plateau_machine(base_lr, metrics, "min", factor, patience, 1e-4, "rel", 0, 0.0)
    return [base_lr, *after][: len(metrics)]


def plateau_accuracy(optimizer: Optimizer, patience: int) -> ReduceLROnPlateau:
    return ReduceLROnPlateau(optimizer, "max", 0.5, patience, 0.5, "abs")


def plateau_loop(
    optimizer: Optimizer,
    scheduler: ReduceLROnPlateau,
    train_epoch: Function,
    validate: Function,
    epochs: int,
) -> None:
    for _ in range(epochs):
        train_epoch(optimizer)
        scheduler.step(validate())


def plateau_shortest(patience: int, drops: int) -> list[float]:
    return [1.0] * (drops * (patience + 1) + 1) if drops else []


def group_decays(optimizer: Optimizer, gammas: list[float]) -> LRScheduler:
    return LambdaLR(optimizer, [partial(pow, gamma) for gamma in gammas])


def make_optimizer(layers: list[torch.nn.Module], base_lr: float, factor: float) -> Optimizer:
    groups: list[dict[str, Any]] = []
    for layer in reversed(layers):
        groups.insert(0, {"params": [*layer.parameters()], "lr": base_lr})
        base_lr *= factor
    return torch.optim.SGD(groups)


def save(optimizer: Optimizer, scheduler: LRScheduler) -> dict[str, Any]:
    return {"optimizer": optimizer.state_dict(), "scheduler": scheduler.state_dict()}


def resume(optimizer: Optimizer, scheduler: LRScheduler, checkpoint: dict[str, Any]) -> None:
    scheduler.load_state_dict(checkpoint["scheduler"])
    optimizer.load_state_dict(checkpoint["optimizer"])


class WarmupCosine(LRScheduler):  # noqa: D101
    def __init__(self, optimizer: Optimizer, warmup: int, total: int) -> None:  # noqa: D107
        self.factors = recipes.own_warmup_cosine(1.0, warmup, total, total + 1)
        super().__init__(optimizer)

    def get_lr(self) -> list[float | torch.Tensor]:  # noqa: D102
        factor = self.factors[min(self.last_epoch, len(self.factors) - 1)]
        return [base_lr * factor for base_lr in self.base_lrs]


def swa(base_lr: float, swa_lr: float, anneal_epochs: int, n: int) -> list[float]:
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=base_lr)
    recorder = record(optimizer)
    scheduler = SWALR(optimizer, swa_lr, anneal_epochs, "linear")
    for _ in range(n):
        optimizer.step()
        scheduler.step()
    return recorder.rates


def train_held_cosine(
    optimizer: Optimizer,
    train_epoch: Function,
    epochs: int,
    T_max: int,  # noqa: N803
    eta_min: float,
) -> None:
    scheduler = CosineAnnealingLR(optimizer, T_max, eta_min)
    for epoch in range(epochs):
        train_epoch()
        if epoch < T_max:
            scheduler.step()


def cosine_per_batch(
    optimizer: Optimizer, final_factor: float, epochs: int, batches: int
) -> LRScheduler:
    eta_min = final_factor * optimizer.param_groups[0]["lr"]
    return CosineAnnealingLR(optimizer, epochs * batches, eta_min)


def exponential_end(optimizer: Optimizer, final_factor: float, epochs: int) -> LRScheduler:
    return ExponentialLR(optimizer, final_factor ** (1 / max(1, epochs - 1)))


def even_warmup(optimizer: Optimizer, warmup: int) -> LRScheduler:
    return LinearLR(optimizer, 1 / (warmup + 1), total_iters=warmup)


def _rates(n: int, build: Callable[[Optimizer], LRScheduler]) -> list[float]:
    """Return the rates of `n` batches with the scheduler that is built."""
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.7)
    scheduler = build(optimizer)
    rates = []
    for _ in range(n):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return rates


def one_cycle(
    max_lr: float, total_steps: int, pct_start: float, div_factor: float, final_div_factor: float
) -> list[float]:
    def build(optimizer: Optimizer) -> LRScheduler:
        return OneCycleLR(
            optimizer,
            max_lr,
            total_steps,
            pct_start=pct_start,
            div_factor=div_factor,
            final_div_factor=final_div_factor,
        )

    return _rates(total_steps, build)


def triangular(
    base_lr: float, max_lr: float, step_size_up: int, n: int, halve: bool
) -> list[float]:
    mode: Literal["triangular", "triangular2"] = "triangular2" if halve else "triangular"
    return _rates(
        n, lambda optimizer: CyclicLR(optimizer, base_lr, max_lr, step_size_up, mode=mode)
    )


def restarts(T_0: int, T_mult: int, n: int) -> list[int]:  # noqa: N803
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=0.7)
    scheduler = CosineAnnealingWarmRestarts(optimizer, T_0, T_mult)
    found = []
    for epoch in range(n):
        if epoch and scheduler.T_cur == 0:
            found.append(epoch)
        optimizer.step()
        scheduler.step()
    return found


def accumulate_gradients(
    optimizer: Optimizer,
    scheduler: LRScheduler,
    batch_loss: Function,
    batches: int,
    accumulate: int,
) -> None:
    for begin in range(0, batches, accumulate):
        group = range(begin, min(begin + accumulate, batches))
        optimizer.zero_grad()
        (sum(batch_loss(batch) for batch in group) / accumulate).backward()
        optimizer.step()
        scheduler.step()


RIGHT: dict[str, Any] = {
    "step_decay": schedules.step_decay,
    "multi_step": schedules.multi_step,
    "cosine_annealing": schedules.cosine_annealing,
    "changed_rate": set_all,
    "trained": train_by_hand,
    "positions": quadratic.positions,
    "largest_stable_rate": quadratic.largest_stable_rate,
    "rate_for_floor": quadratic.rate_for_floor,
    "scheduled": train_scheduled,
    "logged": log,
    "printed_after_step": steps.printed_after_step,
    "steplr_plan": plan,
    "steplr_trace": read_trace,
    "steplr_per_batch": lambda optimizer, gamma, step_size, batches: StepLR(
        optimizer, step_size * batches, gamma
    ),
    "step_milestones": lambda step_size, n: range(step_size, n, step_size),
    "trace_milestones": trace_milestones,
    "fraction_milestones": fractions,
    "puzzle_milestones": puzzle,
    "step_stages": recipes.step_stages,
    "chained_rates": recipes.chained_constant_exponential,
    "warmup_cosine": warmup_cosine,
    "given_rates": given_rates,
    "endless_puzzle": endless_puzzle,
    "warmup_milestones": warmup_milestones,
    "plateau_used": plateau_used,
    "plateau_machine": plateau_machine,
    "plateau_accuracy": plateau_accuracy,
    "plateau_loop": plateau_loop,
    "plateau_shortest": plateau_shortest,
    "half_life": lambda half_life: math.exp(-math.log(2) / half_life),
    "held_cosine_training": train_held_cosine,
    "even_warmup": even_warmup,
    "exponential_end": exponential_end,
    "linear_by_default": recipes.linear_by_default,
    "cosine_per_batch": cosine_per_batch,
    "total_steps": lambda samples, size, epochs, drop_last: (
        epochs * len(DataLoader(range(samples), size, drop_last=drop_last))  # type: ignore[arg-type]
    ),
    "one_cycle_rates": one_cycle,
    "peak_share": lambda total_steps, step: (step + 1) / total_steps,
    "triangular_rates": triangular,
    "restart_epochs": restarts,
    "accumulated": accumulate_gradients,
    "group_decays": group_decays,
    "layer_rates": make_optimizer,
    "resumed": (save, resume),
    "own_scheduler": WarmupCosine,
    "swa_linear": swa,
}
