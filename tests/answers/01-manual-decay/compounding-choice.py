# %% right: B
compounding_answer = "B"

# %% right: B, by running the loop
rates, lr = [], 0.8
for epoch in range(6):
    if epoch >= 3:
        lr *= 0.5
    rates.append(lr)
options = {0.4: "A", 0.1: "B", 0.3: "C", 0.2: "D"}
compounding_answer = options[rates[-1]]

# %% wrong: A
# cause: none
compounding_answer = "A"

# %% wrong: C
# cause: none
compounding_answer = "C"

# %% wrong: D
# cause: none
compounding_answer = "D"

# %% wrong: lower case
# cause: none
compounding_answer = "b"

# %% wrong: the option's text
# cause: none
compounding_answer = "0.8, 0.8, 0.8, 0.4, 0.2, 0.1"

# %% wrong: nothing chosen
# cause: none
compounding_answer = None
