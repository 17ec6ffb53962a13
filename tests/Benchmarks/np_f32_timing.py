"""Times np_f32.py for the benchmark of features: reads the events once, then runs as often as each line of the input says and answers in seconds."""
import sys
import time

import numpy as np

import np_f32

path, rows, tes, jes = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])
columns = list(np.fromfile(path, np.float32).reshape(-1, rows))
out = np.empty((len(np_f32.PRI) + len(np_f32.DER), rows), np.float32)
print("ready", flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    for _ in range(int(line)):
        results, extra = np_f32.chain(columns[:16], tes, jes, extra=columns[16:], out=out)
    print(f"{time.perf_counter() - start!r} {len(results[0])}", flush=True)
