# %% right: C
false_answer = "C"

# %% right: C, by running the four
from torch.optim.lr_scheduler import ReduceLROnPlateau
runs = {"A": [1.0, 0.9, 0.8], "B": [1.0, 1.1, 1.2], "C": [1.0] * 3, "D": [-1.0] * 3}
for letter, losses in runs.items():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
    scheduler = ReduceLROnPlateau(optimizer, patience=0)
    for loss in losses:
        scheduler.step(loss)
    if losses[-1] <= losses[0] and scheduler.get_last_lr()[0] < 0.1:
        false_answer = letter

# %% wrong: A, since a better loss is taken to be needed by more than a tenth
# cause: none
false_answer = "A"

# %% wrong: B, since the rate drops twice
# cause: none
false_answer = "B"

# %% wrong: D, since an unchanged loss is taken to drop the rate whatever its sign
# cause: none
# misconception: m57
false_answer = "D"

# %% wrong: lower case
# cause: none
false_answer = "c"

# %% wrong: two letters
# cause: none
false_answer = "CD"

# %% wrong: the losses
# cause: none
false_answer = [1.0, 1.0, 1.0]

# %% wrong: nothing chosen
# cause: none
false_answer = None
