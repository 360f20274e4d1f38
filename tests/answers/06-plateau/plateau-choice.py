# %% right: B
false_answer = "B"

# %% right: B, by running the four
from torch.optim.lr_scheduler import ReduceLROnPlateau
runs = {
    "A": ("min", [-3.0] * 3),
    "B": ("max", [0.7] * 3),
    "C": ("max", [-0.7] * 3),
    "D": ("min", [1.0, 1.2, 1.4]),
}
for letter, (mode, metrics) in runs.items():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    scheduler = ReduceLROnPlateau(optimizer, mode=mode, patience=0)
    for metric in metrics:
        scheduler.step(metric)
    if metrics[-1] == metrics[0] and scheduler.get_last_lr()[0] < 0.1:
        false_answer = letter

# %% wrong: A, since an unchanged loss is taken to drop the rate whatever its sign
# cause: none
# misconception: m57
false_answer = "A"

# %% wrong: C, since below 0 the threshold is taken to turn round in mode min only
# cause: none
false_answer = "C"

# %% wrong: D, since the rate drops twice
# cause: none
false_answer = "D"

# %% wrong: lower case
# cause: none
false_answer = "b"

# %% wrong: two letters
# cause: none
false_answer = "AB"

# %% wrong: the metrics
# cause: none
false_answer = [0.7, 0.7, 0.7]

# %% wrong: nothing chosen
# cause: none
false_answer = None
