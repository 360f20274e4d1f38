# %% right: eigenvalues of the Hessian
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return 2 / torch.linalg.eigvalsh(hessian)[-1].item()

# %% right: the largest singular value
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return len(rows) / torch.linalg.matrix_norm(a, 2) ** 2

# %% right: the Hessian by automatic differentiation
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)

    def loss(w):
        return ((rows @ w[:-1] + w[-1]) ** 2).mean()

    w = torch.zeros(rows.shape[1] + 1, dtype=torch.float64)
    hessian = torch.autograd.functional.hessian(loss, w)
    return 2 / torch.linalg.eigvalsh(hessian).max().item()

# %% wrong: forgets the bias
def largest_stable_rate(inputs):
    a = torch.tensor(inputs, dtype=torch.float64)
    hessian = 2 / len(a) * a.T @ a
    return 2 / torch.linalg.eigvalsh(hessian)[-1].item()

# %% wrong: the smallest eigenvalue
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return 2 / torch.linalg.eigvalsh(hessian)[0].item()

# %% wrong: 1 over the eigenvalue
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return 1 / torch.linalg.eigvalsh(hessian)[-1].item()

# %% wrong: the eigenvalue itself
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return torch.linalg.eigvalsh(hessian)[-1].item()

# %% wrong: forgets to divide by the number of rows
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(2 * a.T @ a)[-1].item()

# %% wrong: forgets the 2 of the Hessian
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(a.T @ a / len(rows))[-1].item()

# %% wrong: the trace instead of an eigenvalue
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return 2 / hessian.trace().item()

# %% wrong: divides by two for the two rows of the example
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(2 / 2 * a.T @ a)[-1].item()

# %% wrong: the number of the example written in
def largest_stable_rate(inputs):
    return 0.06325

# %% wrong: returns all eigenvalues
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(2 / len(rows) * a.T @ a)
