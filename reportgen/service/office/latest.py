"""What was worked out and may be asked for again: so much of it as was asked for last."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
MISSING = object()


class Latest:
    """Values by keys that tell everything that they depend on; threads may share it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made for a key, or make it; two threads may make it at once."""
        with self._lock:
            found: Any = self._kept.get(key, MISSING)
            if found is not MISSING:
                self._kept.move_to_end(key)
        made: T = found if found is not MISSING else self.put(key, make())
        return made

    def put(self, key: Hashable, value: T) -> T:
        """Keep a value, and let the one go that nobody asked for longest."""
        with self._lock:
            self._kept[key] = value
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return value
