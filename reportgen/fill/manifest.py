"""The manifest part: figure id, occurrences and texts; bookmark names follow from id and occurrence."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping, Sequence

from reportgen.fill.package import deflate
from reportgen.model.manifest import NAMESPACE
from reportgen.model.slots import Line, Slot

NO_BASES: Mapping[str, bytes] = {}
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><so_lieu xmlns="{NAMESPACE}"'


def lines_of(slots: Iterable[Slot]) -> tuple[Line, ...]:
    """Return a line for each figure: how it begins, and which of the printed texts it holds."""
    positions: dict[str, list[int]] = {}
    for position, slot in enumerate(slots):
        positions.setdefault(slot.figure_id, []).append(position)
    return tuple(
        Line(f'<s id="{figure_id}" n="{len(found)}">', found[0], tuple(found[1:]))
        for figure_id, found in positions.items()
    )


def manifest(
    lines: Iterable[Line],
    texts: Sequence[str],
    bases: Mapping[str, bytes] = NO_BASES,
    frozen_id: str = "",
) -> bytes:
    """Return the part; `texts` holds every printed figure in order, as XML.

    `bases` are the text parts to remember as they are now, packed: LibreOffice opens no file that holds them
    as XML. `frozen_id` names the frozen set that the figures come from.
    """
    written = [
        f"{start}{_several(texts, first, others) if others else texts[first]}</s>"
        for start, first, others in lines
    ]
    written += [f'<goc phan="{name}">{_packed(data)}</goc>' for name, data in bases.items()]
    chosen = f' chot="{frozen_id}"' if frozen_id else ""
    return f"{HEAD}{chosen}>{''.join(written)}</so_lieu>".encode()


def _packed(data: bytes) -> str:
    """Return a text part as the manifest keeps it: raw deflate in base64."""
    return base64.b64encode(deflate(data)).decode("ascii")


def _several(texts: Sequence[str], first: int, others: Iterable[int]) -> str:
    """Return what is printed at several places, each text once."""
    return "|".join(dict.fromkeys([texts[first], *(texts[position] for position in others)]))
