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
# cause: bias-missing
def largest_stable_rate(inputs):
    a = torch.tensor(inputs, dtype=torch.float64)
    hessian = 2 / len(a) * a.T @ a
    return 2 / torch.linalg.eigvalsh(hessian)[-1].item()

# %% wrong: the smallest eigenvalue
# cause: smallest-eigenvalue
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return 2 / torch.linalg.eigvalsh(hessian)[0].item()

# %% wrong: 1 over the eigenvalue
# cause: half-as-large
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return 1 / torch.linalg.eigvalsh(hessian)[-1].item()

# %% wrong: the eigenvalue itself
# cause: eigenvalue-itself
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return torch.linalg.eigvalsh(hessian)[-1].item()

# %% wrong: forgets to divide by the number of rows
# cause: rows-not-counted
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(2 * a.T @ a)[-1].item()

# %% wrong: forgets the 2 of the Hessian
# cause: twice-too-large
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(a.T @ a / len(rows))[-1].item()

# %% wrong: the trace instead of an eigenvalue
# cause: trace
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    hessian = 2 / len(rows) * a.T @ a
    return 2 / hessian.trace().item()

# %% wrong: divides by two for the two rows of the example
# cause: rows-not-counted
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(2 / 2 * a.T @ a)[-1].item()

# %% wrong: the number of the example written in
# cause: hard-coded
def largest_stable_rate(inputs):
    return 0.06325

# %% wrong: returns all eigenvalues
# cause: none
def largest_stable_rate(inputs):
    rows = torch.tensor(inputs, dtype=torch.float64)
    a = torch.cat([rows, torch.ones(len(rows), 1)], dim=1)
    return 2 / torch.linalg.eigvalsh(2 / len(rows) * a.T @ a)

# %% wrong: the column of ones is forgotten
# cause: bias-missing
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    A = torch.tensor(inputs, dtype=torch.float64)
    H = 2 / len(inputs) * A.T @ A
    return 2 / torch.linalg.eigvalsh(H)[-1].item()

# %% wrong: the 2 of the Hessian is forgotten
# cause: twice-too-large
def largest_stable_rate(inputs):
    A = torch.tensor(inputs, dtype=torch.float64)
    A = torch.cat([A, torch.ones(len(A), 1, dtype=torch.float64)], dim=1)
    H = A.T @ A / len(A)
    return float(2 / torch.linalg.eigvalsh(H).max())

# %% wrong: not divided by N, summed instead of mean squared error
# cause: rows-not-counted
def largest_stable_rate(inputs):
    A = torch.tensor([list(row) + [1.0] for row in inputs], dtype=torch.float64)
    H = 2 * A.T @ A
    lam = torch.linalg.eigvalsh(H)[-1]
    return 2 / lam.item()

# %% wrong: smallest eigenvalue, takes the order as falling
# cause: smallest-eigenvalue
def largest_stable_rate(inputs):
    A = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    H = (2 / len(A)) * (A.T @ A)
    return (2 / torch.linalg.eigvalsh(H)[0]).item()

# %% wrong: 1 / lambda_max, the fastest rate instead of the limit
# cause: half-as-large
def largest_stable_rate(inputs):
    A = torch.tensor([[*row, 1.0] for row in inputs]).double()
    H = 2 / len(A) * A.T @ A
    return float(1 / torch.linalg.eigvalsh(H).max())

# %% wrong: N is the number of features, not of rows
# cause: columns-for-rows
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    X = torch.tensor(inputs, dtype=torch.float64)
    N = X.shape[1]
    A = torch.hstack([X, torch.ones(X.shape[0], 1, dtype=torch.float64)])
    H = 2 / N * A.T @ A
    return 2 / torch.linalg.eigvalsh(H)[-1].item()

# %% wrong: a row of ones instead of a column
# cause: row-of-ones
def largest_stable_rate(inputs):
    n = len(inputs)
    X = torch.tensor(inputs, dtype=torch.float64)
    A = torch.cat([X, torch.ones(1, X.shape[1], dtype=torch.float64)])
    H = 2 / n * A.T @ A
    return float(2 / torch.linalg.eigvalsh(H)[-1])

# %% wrong: the trace (sum of the eigenvalues) instead of the largest one
# cause: trace
def largest_stable_rate(inputs):
    A = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    H = 2 / len(A) * A.T @ A
    return float(2 / torch.linalg.eigvalsh(H).sum())

# %% wrong: singular value of A not squared
# cause: singular-value
def largest_stable_rate(inputs):
    A = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    s = torch.linalg.svdvals(A)[0]
    return float(2 / (2 / len(A) * s))

# %% wrong: unpacks exactly two features per row (ValueError for other widths)
# cause: shape-of-the-example
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    A = torch.tensor([[a, b, 1.0] for a, b in inputs], dtype=torch.float64)
    H = 2 / len(A) * A.T @ A
    return 2 / float(torch.linalg.eigvalsh(H)[-1])

# %% wrong: power iteration stopped after 3 rounds, far from converged for close eigenvalues
# cause: none
def largest_stable_rate(inputs):
    A = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    H = 2 / len(A) * A.T @ A
    v = torch.ones(len(H), dtype=torch.float64)
    for _ in range(3):
        v = H @ v
        v = v / v.norm()
    return float(2 / (H @ v).norm())

# %% wrong: centers the columns first (covariance), as "the bias takes care of the mean"
# cause: none
def largest_stable_rate(inputs):
    X = torch.tensor(inputs, dtype=torch.float64)
    X = X - X.mean(dim=0)
    A = torch.cat([X, torch.ones(len(X), 1, dtype=torch.float64)], dim=1)
    H = 2 / len(A) * A.T @ A
    return 2 / torch.linalg.eigvalsh(H)[-1].item()

# %% right: N / sigma_max**2 from the spectral norm of A
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    A = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    return len(A) / torch.linalg.matrix_norm(A, ord=2).item() ** 2

# %% right: Hessian of the loss by torch.autograd, largest of the general eigenvalues
def largest_stable_rate(inputs):
    X = torch.tensor(inputs, dtype=torch.float64)
    d = X.shape[1]

    def loss(theta):
        return ((X @ theta[:d] + theta[d]) ** 2).mean()

    H = torch.autograd.functional.hessian(
        loss, torch.zeros(d + 1, dtype=torch.float64)
    )
    return 2 / max(torch.linalg.eigvals(H).real.tolist())

# %% right: Gram matrix of the rows, X X^T + 1, which has the same largest eigenvalue
def largest_stable_rate(inputs):
    gram = [
        [sum(a * b for a, b in zip(r, q)) + 1.0 for q in inputs] for r in inputs
    ]
    K = torch.tensor(gram, dtype=torch.float64)
    return len(inputs) / torch.linalg.eigvalsh(K)[-1].item()

# %% wrong: takes the smallest eigenvalue
# cause: smallest-eigenvalue
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    X = torch.tensor(inputs, dtype=torch.float64)
    ones = torch.ones(X.shape[0], 1, dtype=torch.float64)
    A = torch.cat([X, ones], dim=1)
    H = (2 / X.shape[0]) * A.T @ A
    eig = torch.linalg.eigvalsh(H)
    return 2 / float(eig[0])

# %% wrong: forgets the factor 2 / N
# cause: rows-not-counted
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    X = torch.tensor(inputs, dtype=torch.float64)
    A = torch.cat([X, torch.ones(len(X), 1, dtype=torch.float64)], dim=1)
    H = A.T @ A
    lam = torch.linalg.eigvalsh(H)[-1]
    return (2 / lam).item()

# %% wrong: returns lambda_max instead of 2 / lambda_max
# cause: eigenvalue-itself
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    A = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    N = len(inputs)
    H = 2 / N * (A.T @ A)
    return torch.linalg.eigvalsh(H).max().item()

# %% wrong: N is the number of columns
# cause: columns-for-rows
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    A = torch.tensor([list(row) + [1.0] for row in inputs]).double()
    N = A.shape[1]
    H = (2 / N) * A.T @ A
    return 2 / torch.linalg.eigvalsh(H)[-1].item()

# %% wrong: 1 / N instead of 2 / N
# cause: twice-too-large
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    A = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    H = A.T @ A / len(A)
    return float(2 / torch.linalg.eigvalsh(H)[-1])

# %% wrong: adds a row of ones instead of a column
# cause: row-of-ones
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    X = torch.tensor(inputs, dtype=torch.float64)
    ones = torch.ones(1, X.shape[1], dtype=torch.float64)
    A = torch.cat([X, ones])
    H = 2 / len(inputs) * A.T @ A
    lambda_max = torch.linalg.eigvalsh(H)[-1]
    return 2 / lambda_max.item()

# %% wrong: 1 / lambda_max
# cause: half-as-large
def largest_stable_rate(inputs):
    """Return 2 / lambda_max of a linear model with a bias."""
    x = torch.tensor(inputs, dtype=torch.float64)
    A = torch.hstack((x, torch.ones((len(inputs), 1), dtype=torch.float64)))
    H = 2 / len(inputs) * A.T @ A
    lambda_max = max(torch.linalg.eigvalsh(H))
    return 1 / lambda_max.item()

# %% wrong: rounded to five significant digits
# cause: rounded
def largest_stable_rate(inputs):
    a = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    hessian = 2 / len(a) * a.T @ a
    return float(f"{2 / torch.linalg.eigvalsh(hessian)[-1].item():.5g}")

# %% wrong: power iteration of twenty rounds
# cause: near
def largest_stable_rate(inputs):
    a = torch.tensor([[*row, 1.0] for row in inputs], dtype=torch.float64)
    hessian = 2 / len(a) * a.T @ a
    v = torch.ones(len(hessian), dtype=torch.float64)
    for _ in range(20):
        v = hessian @ v
        v = v / v.norm()
    return 2 / (v @ hessian @ v).item()
