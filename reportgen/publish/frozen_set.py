"""A frozen set of figures as a file: readable JSON, one value a line, named after its content."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from reportgen.errors import Where
from reportgen.model.frozen import CONTENT, HEAD, SEAL, FrozenSet, canonical, seal_of
from reportgen.model.source import Source

INDENT = "  "


def frozen_name(stem: str, known: FrozenSet) -> str:
    """Return the file name of a set: `so-lieu.chot-1a2b3c4d.json`."""
    return f"{stem}.chot-{known.short}.json"


def frozen_file(known: FrozenSet, data: Mapping[str, Any], source: Source) -> bytes:
    """Return the file of a set: who and when, where each value was typed, the figures, the seal."""
    places = dict(_places(data, source))
    content: dict[str, Any] = {HEAD: {**known.head(), "cho": places}, CONTENT: data}
    content[SEAL] = seal_of(content)
    return (_pretty(content, "") + "\n").encode()


def _places(value: Any, source: Source, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _places(inner, source, (*path, str(key)))
    elif isinstance(value, list):
        yield ".".join(path), _shown(source.where(path))
        for number, inner in enumerate(value):
            yield from _places(inner, source, (*path, str(number)))
    else:
        yield ".".join(path), _shown(source.where(path))


def _shown(where: Where) -> str:
    return f"{where.sheet}!{where.cell}" if where.sheet else f"{where.line}:{where.column}"


def _pretty(value: Any, indent: str) -> str:
    """Return JSON with one value a line; a mapping or list of plain values stays on one line when short."""
    inner = indent + INDENT
    if isinstance(value, Mapping):
        lines = [
            f"{json.dumps(str(key), ensure_ascii=False)}: {_pretty(each, inner)}"
            for key, each in value.items()
        ]
        return _joined("{", lines, "}", indent)
    if isinstance(value, list):
        return _joined("[", [_pretty(each, inner) for each in value], "]", indent)
    return f"{value:f}" if isinstance(value, Decimal) else canonical(value)


def _joined(opening: str, lines: list[str], closing: str, indent: str) -> str:
    if not lines:
        return opening + closing
    inner = indent + INDENT
    return f"{opening}\n{inner}" + f",\n{inner}".join(lines) + f"\n{indent}{closing}"
