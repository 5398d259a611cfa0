"""How changes are said on the screen: figures, places, the words that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reportgen.errors import Where

if TYPE_CHECKING:
    from reportgen.model.difference import FigureDifference

MOST_SHOWN = 90
MOST_PLACES = 6


def figure_lines(figures: Iterable[FigureDifference]) -> Iterator[str]:
    """Yield a line for each figure with its sources, and one for the places where it stands."""
    for each in figures:
        texts = f"{_joined(each.before)} → {_joined(each.after)}"
        yield f"  {named(each.label, each.figure)}: {texts}{sources(each.sources)}"
        if each.places:
            yield f"    ở {places(each.places)}"


def named(label: str, figure: str) -> str:
    """Return a figure's name in words with its id, or the id alone where no words are known."""
    return f"{label} ({figure})" if label else figure


def _joined(texts: tuple[str, ...]) -> str:
    return " / ".join(texts) or "(không in)"


def sources(found: tuple[Where, ...]) -> str:
    """Return the lines or cells that a number comes from."""
    return f"  [nguồn: {', '.join(map(str, found[:MOST_PLACES]))}]" if found else ""


def places(found: Iterable[Where]) -> str:
    """Return the first places, and how many there are more."""
    shown = [str(place).removeprefix(f"{place.file}, ") for place in found]
    rest = f" và {len(shown) - MOST_PLACES} chỗ nữa" if len(shown) > MOST_PLACES else ""
    return ", ".join(shown[:MOST_PLACES]) + rest


def excerpt(before: str, after: str) -> str:
    """Return two texts by what differs: their common beginning and end are left out but for a few words."""
    if not before or not after:
        text = before or after
        return f"“{text[:MOST_SHOWN]}{'…' if len(text) > MOST_SHOWN else ''}”"
    old, new = before.split(), after.split()
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    start, end = max(start - 2, 0), max(end - 2, 0)
    return " → ".join(f"“{' '.join(words[start : len(words) - end])}”" for words in (old, new))
