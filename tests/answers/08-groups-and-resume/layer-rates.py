# %% right: a power for each layer
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% right: from the last layer to the first
def make_optimizer(layers, base_lr, factor):
    groups = []
    lr = base_lr
    for layer in reversed(layers):
        groups.insert(0, {"params": list(layer.parameters()), "lr": lr})
        lr *= factor
    return torch.optim.SGD(groups)

# %% right: groups are added one by one
def make_optimizer(layers, base_lr, factor):
    rates = [base_lr]
    for _ in layers[1:]:
        rates.append(rates[-1] * factor)
    rates.reverse()
    optimizer = torch.optim.SGD(layers[0].parameters(), lr=rates[0])
    for layer, lr in zip(layers[1:], rates[1:], strict=True):
        optimizer.add_param_group({"params": layer.parameters(), "lr": lr})
    return optimizer

# %% right: equal groups first, then their rates
def make_optimizer(layers, base_lr, factor):
    groups = [{"params": layer.parameters()} for layer in layers]
    optimizer = torch.optim.SGD(groups, lr=base_lr)
    for after, group in enumerate(reversed(optimizer.param_groups)):
        group["lr"] = base_lr * factor**after
    return optimizer

# %% wrong: the first layer has the highest rate
# cause: order-reversed
def make_optimizer(layers, base_lr, factor):
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor**k}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the groups begin with the last layer
# cause: parameters-reversed
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layers[last - k].parameters(), "lr": base_lr * factor ** (last - k)}
        for k in range(len(layers))
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the groups begin with the last layer and its rate
# cause: groups-reversed
def make_optimizer(layers, base_lr, factor):
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor**k}
        for k, layer in enumerate(reversed(layers))
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the last layer is lowered, too
# cause: last-layer-lowered
def make_optimizer(layers, base_lr, factor):
    n = len(layers)
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor ** (n - k)}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: one rate for all
# cause: one-rate-for-all
def make_optimizer(layers, base_lr, factor):
    groups = [{"params": layer.parameters()} for layer in layers]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: two rates only
# cause: two-rates-only
def make_optimizer(layers, base_lr, factor):
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor}
        for layer in layers[:-1]
    ]
    groups.append({"params": layers[-1].parameters(), "lr": base_lr})
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: times the number of layers after it
# cause: factor-not-a-power
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {
            "params": layer.parameters(),
            "lr": base_lr * factor * (last - k) if k < last else base_lr,
        }
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: divided by the factor
# cause: grows-towards-the-input
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": base_lr / factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the power of a rate that is lowered already
# cause: compounds
def make_optimizer(layers, base_lr, factor):
    groups = []
    lr = base_lr
    for k, layer in enumerate(reversed(layers)):
        lr = lr * factor**k
        groups.insert(0, {"params": layer.parameters(), "lr": lr})
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: one group for each parameter
# cause: group-for-each-parameter
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": [parameter], "lr": base_lr * factor ** (last - k)}
        for k, layer in enumerate(layers)
        for parameter in layer.parameters()
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: one group for all layers
# cause: one-group
def make_optimizer(layers, base_lr, factor):
    everything = [p for layer in layers for p in layer.parameters()]
    return torch.optim.SGD(everything, lr=base_lr)

# %% wrong: the last layer is left out
# cause: layer-missing
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {
            "params": layers[k].parameters(),
            "lr": base_lr * factor ** (last - k),
        }
        for k in range(max(1, last))
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: only the first parameter of each layer
# cause: only-the-weight
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {
            "params": [next(layer.parameters())],
            "lr": base_lr * factor ** (last - k),
        }
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: parameters with two dimensions only
# cause: parameters-missing
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {
            "params": [p for p in layer.parameters() if p.dim() > 1],
            "lr": base_lr * factor ** (last - k),
        }
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: a single layer is taken for the first one
# cause: last-layer-lowered
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    if last == 0:
        groups[0]["lr"] = base_lr * factor
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: six layers at most
# cause: none
def make_optimizer(layers, base_lr, factor):
    last = min(5, len(layers) - 1)
    groups = [
        {
            "params": layer.parameters(),
            "lr": base_lr * factor ** max(0, last - k),
        }
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: rounded
# cause: rounded
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {
            "params": layer.parameters(),
            "lr": float(f"{base_lr * factor ** (last - k):.3g}"),
        }
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the list of groups is returned
# cause: groups-only
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    return [
        {
            "params": list(layer.parameters()),
            "lr": base_lr * factor ** (last - k),
        }
        for k, layer in enumerate(layers)
    ]

# %% wrong: Adam
# cause: another-optimizer
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.Adam(groups, lr=base_lr)

# %% wrong: weight and bias by name
# cause: layers-without-that-attribute
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {
            "params": [layer.weight, layer.bias],
            "lr": base_lr * factor ** (last - k),
        }
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the layer itself as the parameters
# cause: layer-as-parameter
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": [layer], "lr": base_lr * factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the last layer is added twice
# cause: parameter-twice
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    groups.append({"params": layers[-1].parameters(), "lr": base_lr})
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: nothing is returned
# cause: none
def make_optimizer(layers, base_lr, factor):
    groups = [{"params": layer.parameters()} for layer in layers]
    torch.optim.SGD(groups, lr=base_lr)

# %% wrong: four layers, as in the example
# cause: number-of-layers-written-in
def make_optimizer(layers, base_lr, factor):
    groups = [
        {"params": layers[k].parameters(), "lr": base_lr * factor ** (3 - k)}
        for k in range(4)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the rates of the example for short lists
# cause: none
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": base_lr * factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    if len(layers) > 4:
        groups[0]["lr"] = base_lr * factor**3
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the factor of the example
# cause: numbers-written-in
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": base_lr * 0.35 ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=base_lr)

# %% wrong: the base rate of the example
# cause: numbers-written-in
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = [
        {"params": layer.parameters(), "lr": 0.4 * factor ** (last - k)}
        for k, layer in enumerate(layers)
    ]
    return torch.optim.SGD(groups, lr=0.4)

# %% wrong: rounded to four places
# cause: rounded
def make_optimizer(layers, base_lr, factor):
    groups = []
    for k, layer in enumerate(layers):
        lr = round(base_lr * factor ** (len(layers) - 1 - k), 4)
        groups.append({"params": layer.parameters(), "lr": lr})
    return torch.optim.SGD(groups)

# %% wrong: the parameters are counted before
# cause: parameters-missing
def make_optimizer(layers, base_lr, factor):
    groups = []
    for k, layer in enumerate(layers):
        parameters = layer.parameters()
        assert len(list(parameters)) > 0
        lr = base_lr * factor ** (len(layers) - 1 - k)
        groups.append({"params": parameters, "lr": lr})
    return torch.optim.SGD(groups)

# %% wrong: the factor rounded
# cause: nearly-right
def make_optimizer(layers, base_lr, factor):
    last = len(layers) - 1
    groups = []
    for k, layer in enumerate(layers):
        lr = base_lr * round(factor ** (last - k), 9)
        groups.append({"params": layer.parameters(), "lr": lr})
    return torch.optim.SGD(groups, lr=base_lr)
