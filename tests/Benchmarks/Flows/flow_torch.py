"""The flow of the benchmark in PyTorch, with the weights of ours: times log-densities and training steps, one for each line of the input."""
import json
import math
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

folder = sys.argv[1]
layout = json.load(open(folder + "/layout.json"))
D, BOUND, RANGE, CURVATURE = layout["dimensions"], layout["bound"], layout["range"], layout["curvature"]
numbers = torch.from_numpy(np.fromfile(folder + "/weights.bin", np.float32))
events = torch.from_numpy(np.fromfile(folder + "/events.bin", np.float32).reshape(-1, D))

couplings, at = [], 0
for split in layout["couplings"]:
    sizes, layers = split["sizes"], []
    for k in range(len(sizes) - 1):
        count = sizes[k] * sizes[k + 1]
        weight = numbers[at:at + count].reshape(sizes[k + 1], sizes[k]).clone().requires_grad_()
        at += count
        bias = numbers[at:at + sizes[k + 1]].clone().requires_grad_()
        at += sizes[k + 1]
        layers.append((weight, bias))
    order = torch.tensor(split["moved"] + split["conditions"])
    couplings.append((len(split["moved"]), order, order.argsort(), layers))
parameters = [p for c in couplings for layer in c[3] for p in layer]


def log_prob(x):
    total = x.new_zeros(x.shape[0])
    for index, (moved, order, inverse, layers) in enumerate(couplings):
        ordered = x.index_select(1, order)
        u, condition = ordered[:, :moved], ordered[:, moved:]
        h = condition
        for k, (weight, bias) in enumerate(layers):
            h = F.linear(h, weight, bias)
            if k < len(layers) - 1:
                h = F.gelu(h)
        a, b, c = h.chunk(3, 1)
        if index % 2 == 0:
            gate = torch.sigmoid(c)
            growth = gate * torch.expm1(torch.tanh(a / BOUND) * BOUND)
            y = u + growth * u + gate * b
            total = total + torch.log1p(growth).sum(1)
        else:
            slope = torch.tanh(b / BOUND) * BOUND
            inside = u.clamp(-RANGE, RANGE)
            bend = torch.tanh(a) * CURVATURE * inside
            y = c + torch.exp(slope) * (u + bend * (u - inside * 0.5))
            total = total + (slope + torch.log1p(bend)).sum(1)
        x = torch.cat([y, condition], 1).index_select(1, inverse)
    return total - 0.5 * (x * x).sum(1) - D * 0.5 * math.log(2 * math.pi)


optimizer = torch.optim.Adam(parameters, lr=1e-4)
print(torch.__version__, flush=True)
for line in sys.stdin:
    verb, threads, rows = line.split()
    torch.set_num_threads(int(threads))
    rows = int(rows)
    start = time.perf_counter()
    if verb == "values":
        with torch.no_grad():
            torch.cat([log_prob(block) for block in events.split(rows)]).numpy().tofile(folder + "/values.bin")
    elif verb == "log_prob":
        with torch.no_grad():
            for block in events.split(rows):
                log_prob(block)
    else:  # one training step on `rows` target and as many contrast events
        optimizer.zero_grad(set_to_none=True)
        values = log_prob(events[:2 * rows])
        (-values[:rows].mean() + 0.2 * values[rows:].clamp(min=-50).mean()).backward()
        optimizer.step()
    print(repr(time.perf_counter() - start), flush=True)
