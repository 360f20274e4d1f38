# %% right: B
milestones_answer = "B"

# %% right: B, by trying it
optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.1)
milestones_answer = "A"
try:
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, [10, 20], gamma=0.1)
    milestones_answer = "D"
    optimizer.step()
    scheduler.step()
except TypeError:
    milestones_answer = "B" if milestones_answer == "D" else "A"

# %% wrong: A
# cause: none
milestones_answer = "A"

# %% wrong: C, the list is taken for milestones
# cause: none
# misconception: m29
milestones_answer = "C"

# %% wrong: D
# cause: none
milestones_answer = "D"

# %% wrong: lower case
# cause: none
milestones_answer = "b"

# %% wrong: the option's text
# cause: none
milestones_answer = "An hour of training, then a TypeError."

# %% wrong: nothing chosen
# cause: none
milestones_answer = None
