"""What makes a command quick that ends soon."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let garbage lie while one report is made: imports and trees are all it would look through.

    It stays frozen until the next command of the process; mostly there is none, and ending takes no time.
    """
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
