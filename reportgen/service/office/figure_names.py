"""The figures that a narrative may name, found by their Vietnamese labels, with what they are now."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from reportgen.compute.group import Group
from reportgen.compute.indicator import Indicator
from reportgen.compute.measures import MEASURES
from reportgen.model.figure import PROSE, CannotCompute, Figure, Figures
from reportgen.model.office.people import Action, Actor
from reportgen.service.office.contents import content_hash
from reportgen.service.office.located import Located, at_work
from reportgen.service.office.made_reports import MadeReport
from reportgen.service.office.office import Office
from reportgen.service.programme import OpenProgramme

OFFERED = ("", "ty_le", "dat", "chenh_lech", "chenh_lech_ty_le")
"""Measures worth offering; the first is the indicator's own number."""
MOST_SHOWN = 30
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class FigureName:
    """One figure: how a text names it, what people call it, and how it prints now."""

    tag: str
    label: str
    shown: str


def figure_names(office: Office, actor: Actor, report_id: int, query: str) -> tuple[FigureName, ...]:
    """Return the figures of a report whose labels have all the words of the query, accents or not.

    Raises Denied when the report is not theirs to read, InputRefused when its figures cannot be worked out.
    """
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        return names_in(report, programme, office.today(), query)


def names_in(report: Located, programme: OpenProgramme, today: dt.date, query: str) -> tuple[FigureName, ...]:
    """Return the same for whoever is at work with the period; raises InputRefused."""
    key = ("names", content_hash(report, programme), plain(query))
    made = MadeReport(report, programme, today)
    return report.opened.remember(key, lambda: named(made.figures(), query))


def named(figures: Figures, query: str, most: int = MOST_SHOWN) -> tuple[FigureName, ...]:
    """Return the same of figures that are worked out; only those that are shown are made."""
    words = WORD.findall(plain(query))
    return tuple(islice(_offered(figures, words), most))


def _offered(figures: Figures, words: list[str]) -> Iterator[FigureName]:
    for group in figures.names.values():
        if isinstance(group, Group):
            for indicator in _indicators(group):
                yield from _measures(indicator, _label(group, indicator), words)


def _label(group: Group, indicator: Indicator) -> str:
    above = group.data.label or group.key
    return indicator.label if indicator.label.startswith(above) else f"{above}: {indicator.label}"


def _indicators(group: Group) -> Iterable[Indicator]:
    return (row for row in (group.total_row, *group) if row is not None)


def _measures(indicator: Indicator, label: str, words: list[str]) -> Iterator[FigureName]:
    for measure in OFFERED if not indicator.is_total else OFFERED[:1]:
        name = f"{indicator.path}.{measure}".rstrip(".")
        full = f"{label} – {MEASURES[measure]}" if measure else label
        if (not words or _has(_words(f"{full} {name}"), words)) and (shown := _shown(indicator, measure)):
            yield FigureName(f"{{{{ {name} }}}}", full, shown)


@lru_cache(16384)
def _words(text: str) -> list[str]:
    return WORD.findall(plain(text))


def _has(looked_in: list[str], words: list[str]) -> bool:
    """Tell whether each word sought begins one of the others."""
    return all(any(each.startswith(word) for each in looked_in) for word in words)


def _shown(indicator: Indicator, measure: str) -> str:
    """Return how a measure prints now; empty when it does not exist for this indicator."""
    try:
        figure = indicator.measure(measure or "so_luong")
        return figure.text(PROSE) if isinstance(figure, Figure) else ""
    except CannotCompute:
        return ""


def plain(text: str) -> str:
    """Return a text as people search it: without case and accents."""
    apart = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
