"""Tests of descent on a quadratic against torch and against simulations."""

import math
import random

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch.optim import SGD

from lrcourse import quadratic

_curvatures = st.floats(0.1, 30)
_relative_rates = st.floats(0.01, 2.5)


@given(
    st.floats(-4, 4).filter(lambda x: abs(x) > 0.1),
    _curvatures,
    st.lists(_relative_rates, max_size=20),
)
def test_positions_are_those_of_torch(x0: float, h: float, relative: list[float]) -> None:
    rates = [value / h for value in relative]
    x = torch.tensor(x0, dtype=torch.float64, requires_grad=True)
    optimizer = SGD([x], lr=1.0)
    seen = [x.item()]
    for rate in rates:
        optimizer.param_groups[0]["lr"] = rate
        optimizer.zero_grad()
        (h * x**2 / 2).backward()
        optimizer.step()
        seen.append(x.item())
    closed = quadratic.positions(x0, h, rates)
    assert len(closed) == len(rates) + 1
    assert closed == pytest.approx(seen, rel=1e-6, abs=1e-9)


@given(_curvatures)
def test_the_stability_limit_parts_growth_from_decay(h: float) -> None:
    limit = quadratic.stability_limit(h)
    assert abs(quadratic.positions(1.0, h, [0.99 * limit] * 100)[-1]) < 1
    assert abs(quadratic.positions(1.0, h, [1.01 * limit] * 100)[-1]) > 1


def _rows(rng: random.Random) -> list[list[float]]:
    features = rng.randint(1, 4)
    return [[rng.uniform(-4, 4) for _ in range(features)] for _ in range(rng.randint(2, 8))]


@given(st.randoms(use_true_random=False))
def test_largest_stable_rate_is_two_over_the_largest_eigenvalue(rng: random.Random) -> None:
    inputs = _rows(rng)
    x = torch.tensor(inputs, dtype=torch.float64)
    targets = torch.zeros(len(inputs), dtype=torch.float64)

    def loss(w: torch.Tensor) -> torch.Tensor:
        return ((x @ w[:-1] + w[-1] - targets) ** 2).mean()

    hessian = torch.autograd.functional.hessian(
        loss, torch.zeros(x.shape[1] + 1, dtype=torch.float64)
    )
    largest = float(torch.linalg.eigvalsh(hessian)[-1])
    assert quadratic.largest_stable_rate(inputs) == pytest.approx(2 / largest, rel=1e-9)


@pytest.mark.parametrize(("part", "grows"), [(0.98, False), (1.02, True)])
def test_a_linear_layer_really_explodes_above_the_limit(part: float, grows: bool) -> None:
    inputs = _rows(random.Random(4))
    x = torch.tensor(inputs, dtype=torch.float64)
    layer = torch.nn.Linear(x.shape[1], 1, dtype=torch.float64)
    optimizer = SGD(layer.parameters(), lr=part * quadratic.largest_stable_rate(inputs))
    losses = []
    for _ in range(400):
        optimizer.zero_grad()
        loss = (layer(x)[:, 0] ** 2).mean()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert (losses[-1] > losses[0]) is grows


@pytest.mark.parametrize(
    ("lr", "h", "noise"), [(0.1, 1.0, 1.0), (0.5, 1.0, 0.5), (0.05, 4.0, 2.0), (1.5, 1.0, 1.0)]
)
def test_the_noise_floor_is_where_noisy_descent_settles(lr: float, h: float, noise: float) -> None:
    rng = random.Random(7)
    updates = 200_000
    x, total = 0.0, 0.0
    for _ in range(updates):
        x -= lr * (h * x + rng.choice((-noise, noise)))
        total += x * x
    assert total / updates == pytest.approx(quadratic.noise_floor(lr, h, noise), rel=0.03)


@given(st.floats(0.01, 1.99), _curvatures, st.floats(0.1, 5))
def test_rate_for_floor_is_the_inverse_of_noise_floor(
    relative: float, h: float, noise: float
) -> None:
    lr = relative / h
    floor = quadratic.noise_floor(lr, h, noise)
    assert math.isclose(quadratic.rate_for_floor(floor, h, noise), lr, rel_tol=1e-9)


@given(
    st.lists(st.floats(0.001, 1), max_size=25),
    st.sampled_from([0.0, 0.5, 0.9, 0.99]),
    st.integers(0, 30),
)
def test_slope_moves_are_those_of_torch(rates: list[float], momentum: float, restart: int) -> None:
    x = torch.tensor(0.0, dtype=torch.float64, requires_grad=True)
    optimizer = SGD([x], lr=1.0, momentum=momentum)
    moves = []
    for update, rate in enumerate(rates):
        if update == restart:
            optimizer = SGD([x], lr=1.0, momentum=momentum)
        optimizer.param_groups[0]["lr"] = rate
        before = x.item()
        optimizer.zero_grad()
        x.backward()
        optimizer.step()
        moves.append(before - x.item())
    closed = quadratic.slope_moves(rates, momentum, restart)
    assert closed == pytest.approx(moves, rel=1e-9, abs=1e-12)
