# %% right: C
order_answer = "C"

# %% right: C, by running the loop
import warnings
from torch.optim.lr_scheduler import StepLR
weight = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([weight], lr=0.8)
rates = lrcourse.record(optimizer)
scheduler = StepLR(optimizer, step_size=2, gamma=0.5)
with warnings.catch_warnings(record=True, action="always") as caught:
    optimizer.step()
    for _ in range(4):
        scheduler.step()
        optimizer.step()
options = {
    ((0.8, 0.4, 0.4, 0.2, 0.2), True): "A",
    ((0.8, 0.8, 0.4, 0.4, 0.2), True): "B",
    ((0.8, 0.8, 0.4, 0.4, 0.2), False): "C",
    ((0.8, 0.8, 0.8, 0.4, 0.4), False): "D",
}
order_answer = options[tuple(rates.rates), bool(caught)]

# %% wrong: A, since the first call is taken to drop
# cause: none
order_answer = "A"

# %% wrong: B, since a call at the top of the loop is taken to warn whatever came before
# cause: none
# misconception: m15
order_answer = "B"

# %% wrong: D, since the epoch before the loop is taken not to count
# cause: none
order_answer = "D"

# %% wrong: lower case
# cause: none
order_answer = "c"

# %% wrong: the option's text
# cause: none
order_answer = "0.8, 0.8, 0.4, 0.4, 0.2, without a warning"

# %% wrong: nothing chosen
# cause: none
order_answer = None
