"""The manifest part: figure id, occurrences and texts; bookmark names follow from id and occurrence."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence

from reportgen.model.manifest import NAMESPACE
from reportgen.model.slots import Lines, Slot

NO_BASES: Mapping[str, bytes] = {}
HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><so_lieu xmlns="{NAMESPACE}"'


def lines_of(slots: Sequence[Slot]) -> Lines:
    """Return a line for each figure: how it begins, and which of the printed texts it holds."""
    positions: dict[str, list[int]] = {}
    told: set[tuple[str, int]] = set()
    for position, slot in enumerate(slots):
        places = positions.setdefault(slot.figure_id, [])
        kind = (slot.figure_id, id(slot.style))
        if slot.asking is None or kind not in told:  # else the text is one that is there already
            places.append(position)
        if slot.asking is not None:
            told.add(kind)
    numbers = Counter(slot.figure_id for slot in slots)
    starts = [f'<s id="{figure_id}" n="{numbers[figure_id]}">' for figure_id in positions]
    pieces = [""] * (2 * len(starts) + 1)
    pieces[::2] = [
        f"{end}{start}" for end, start in zip(["", *["</s>"] * len(starts)], [*starts, ""], strict=True)
    ]
    twice = [(line, *found) for line, found in enumerate(positions.values()) if len(found) == 2]
    several = {line: tuple(found) for line, found in enumerate(positions.values()) if len(found) > 2}
    return Lines(pieces, [found[0] for found in positions.values()], twice, several)  # type: ignore[arg-type]  # pairs


def lines_told(figure_ids: Sequence[str], texts: Sequence[str], numbers: Mapping[str, int]) -> str:
    """Return the lines of a document whose anchors are not kept: `texts` of all its figures in order.

    `numbers` says how often each figure is printed, in the order in which they come first.
    """
    shown = dict(zip(reversed(figure_ids), reversed(texts), strict=True))  # each as it is printed first
    several: dict[str, dict[str, None]] = {}
    for figure_id, text in zip(figure_ids, texts, strict=True):
        if shown[figure_id] != text:
            several.setdefault(figure_id, {shown[figure_id]: None})[text] = None
    shown |= {figure_id: "|".join(found) for figure_id, found in several.items()}
    written = {number: str(number) for number in set(numbers.values())}
    pieces = ['<s id="', "", '" n="', "", '">', "", "</s>"] * len(numbers)
    pieces[1::7] = numbers
    pieces[3::7] = [written[number] for number in numbers.values()]
    pieces[5::7] = [shown[figure_id] for figure_id in numbers]
    return "".join(pieces)


def manifest(lines: str, bases: Mapping[str, bytes] = NO_BASES, frozen_id: str = "") -> bytes:
    """Return the part.

    `bases` are the text parts to remember as they are now, deflated: LibreOffice opens no file that holds
    them as XML. `frozen_id` names the frozen set that the figures come from.
    """
    chosen = f' chot="{frozen_id}"' if frozen_id else ""
    kept = [b'<goc phan="%b">%b</goc>' % (name.encode(), b64encode(data)) for name, data in bases.items()]
    return b"".join([f"{HEAD}{chosen}>{lines}".encode(), *kept, b"</so_lieu>"])
