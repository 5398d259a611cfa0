"""Memory over many units: resident size after each stretch, in a process of its own."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys

from benchmarks.chain import Chain

UNITS, STRETCH = 5000, 500


def main() -> None:
    """Fill many units and print the peak resident size in KB after each stretch."""
    gc.disable()  # memory must stay flat without the collector
    chain = Chain()
    for n in range(UNITS):
        chain.whole(n)
        if (n + 1) % STRETCH == 0:
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)


def growth_mb() -> tuple[float, float]:
    """Return peak MB after the first stretch and after the last."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory"], capture_output=True, text=True, check=True
    )
    sizes = [int(line) / 1024 for line in done.stdout.split()]
    return sizes[0], sizes[-1]


if __name__ == "__main__":
    main()
