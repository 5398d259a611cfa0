"""Measures that a narrative may be offered, and how they print now: those of one mould are told at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from reportgen.compute.group import Group
from reportgen.compute.indicator import Indicator
from reportgen.compute.measures import MEASURES
from reportgen.model.figure import OWN_NUMBER, PROSE, Blank, CannotCompute, Figure, Figures
from reportgen.model.slots import Asking, Telling

OFFERED = ("", "ty_le", "dat", "chenh_lech", "chenh_lech_ty_le")
"""Measures worth offering; the first is the indicator's own number."""
MOST_KNOWN = 40
"""Offers of one mould and search that are told at once: a few more than are shown, as some may not exist."""
WORD = re.compile(r"\w+")


class Offer(NamedTuple):
    """A measure that a text may name."""

    path: str
    """Of its indicator."""
    measure: str
    """Empty for the indicator's own number."""
    label: str

    @property
    def name(self) -> str:
        """How a text names it."""
        return f"{self.path}.{self.measure}".rstrip(".")

    @property
    def key(self) -> tuple[Any, ...]:
        """How it is asked for."""
        return (self.measure,) if self.measure else OWN_NUMBER


def offers(figures: Figures, words: Sequence[str]) -> Iterator[tuple[Indicator, Offer]]:
    """Yield the measures whose label or name has words that begin with each of these."""
    for group in figures.names.values():
        if isinstance(group, Group):
            for indicator in _indicators(group):
                yield from ((indicator, each) for each in _measures(group, indicator) if _has(each, words))


def shown(indicator: Indicator, offer: Offer) -> str:
    """Return how a measure prints now; empty when it does not exist for this indicator."""
    try:
        figure = indicator.asked(offer.key)
        return figure.text(PROSE) if isinstance(figure, Figure) else ""
    except CannotCompute:
        return ""


def plain(text: str) -> str:
    """Return a text as people search it: without case and accents."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(query: str) -> tuple[str, ...]:
    """Return the words that are looked for."""
    return tuple(WORD.findall(plain(query)))


def _indicators(group: Group) -> Iterable[Indicator]:
    return (row for row in (group.total_row, *group) if row is not None)


def _measures(group: Group, indicator: Indicator) -> Iterator[Offer]:
    above = group.data.label or group.key
    label = indicator.label if indicator.label.startswith(above) else f"{above}: {indicator.label}"
    for measure in OFFERED if not indicator.is_total else OFFERED[:1]:
        yield Offer(indicator.path, measure, f"{label} – {MEASURES[measure]}" if measure else label)


def _has(offer: Offer, words: Sequence[str]) -> bool:
    """Tell whether each word sought begins one of an offer's."""
    if not words:
        return True
    own = _words(f"{offer.label} {offer.name}")
    return all(any(each.startswith(word) for each in own) for word in words)


@lru_cache(16384)
def _words(text: str) -> list[str]:
    return WORD.findall(plain(text))


@dataclass(frozen=True, slots=True)
class KnownOffers:
    """The first offers to units of one mould: these differ in numbers only, so the same measures exist."""

    offers: tuple[Offer, ...]
    plan: Any
    """How those that were figures are told at once."""
    are_all: bool

    @classmethod
    def of(cls, figures: Figures, telling: Telling, words: Sequence[str]) -> KnownOffers:
        """Find them in one unit."""
        there = ((each, _asking(row, each)) for row, each in offers(figures, words) if _may_exist(row, each))
        found = list(islice(there, MOST_KNOWN + 1))
        kept = found[:MOST_KNOWN]
        plan = telling.plan([asking for _, asking in kept])
        return cls(tuple(each for each, _ in kept), plan, len(kept) == len(found))

    def told(self, telling: Telling) -> Iterator[tuple[Offer, str]]:
        """Yield each with how it prints now; empty for those that do not."""
        for offer, text in zip(self.offers, telling.told(self.plan), strict=True):
            row = telling.indicator(offer.path) if not text else None
            yield offer, shown(row, offer) if isinstance(row, Indicator) else text


def _may_exist(indicator: Indicator, offer: Offer) -> bool:
    """Whether another unit of the mould may have it: what is worked out may hang on numbers."""
    try:
        is_there = not isinstance(indicator.asked(offer.key), Blank)
    except CannotCompute:
        return True
    data = indicator.data
    is_typed = data.expression is None and not any(
        isinstance(each, str) for each in data.denominators.values()
    )
    return is_there or not is_typed


def _asking(indicator: Indicator, offer: Offer) -> Asking | None:
    try:
        figure = indicator.asked(offer.key)
    except CannotCompute:
        return None
    if not isinstance(figure, Figure):
        return None
    return Asking(offer.path, indicator.label, offer.key, PROSE, figure.id)
