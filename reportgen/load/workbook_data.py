"""Plain data in the making, with the cell of every value: what `Source` needs of a workbook."""

from __future__ import annotations

from typing import Any

from reportgen.errors import Where
from reportgen.model.source import Spot


class PlainData:
    """Nested mappings and lists filled path by path."""

    def __init__(self) -> None:
        self.value: dict[str, Any] = {}
        self.spots: dict[tuple[str, ...], Spot] = {}

    def open(self, path: tuple[str, ...], where: Where) -> None:
        """Note the place of a mapping; an empty one is made if nothing is there yet."""
        target = self.value
        for depth, part in enumerate(path, start=1):
            target = target.setdefault(part, {})
            self.spots.setdefault(path[:depth], Spot(cell=where, key_cell=where))

    def put(self, path: tuple[str, ...], value: Any, where: Where, key: Where | None = None) -> None:
        """Store a value, its cell, and the cell that names it."""
        self.open(path[:-1], key or where)
        target = self._mapping(path[:-1])
        target[path[-1]] = value
        self.spots[path] = Spot(cell=where, key_cell=key or where)
        if isinstance(value, list):
            for index in range(len(value)):
                self.spots[(*path, str(index))] = Spot(cell=where, key_cell=where)

    def append(self, path: tuple[str, ...], value: Any, where: Where) -> tuple[str, ...]:
        """Add an item to the list at `path`; return the path of the item."""
        self.open(path[:-1], where)
        items = self._mapping(path[:-1]).setdefault(path[-1], [])
        self.spots.setdefault(path, Spot(cell=where, key_cell=where))
        item_path = (*path, str(len(items)))
        items.append(value)
        self.note(item_path, where)
        return item_path

    def note(self, path: tuple[str, ...], where: Where) -> None:
        """Note the cell of a value that is stored already."""
        self.spots[path] = Spot(cell=where, key_cell=where)

    def text(self, path: tuple[str, ...]) -> str:
        """Return the text stored at `path`, or nothing."""
        return str(self._mapping(path[:-1]).get(path[-1], "")) if path[:-1] in self.spots else ""

    def has(self, path: tuple[str, ...]) -> bool:
        """Whether something was stored at `path`."""
        return path in self.spots

    def _mapping(self, path: tuple[str, ...]) -> dict[str, Any]:
        target: dict[str, Any] = self.value
        for part in path:
            target = target[part]
        return target
