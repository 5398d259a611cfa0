"""The figures that a narrative may name, found by their Vietnamese labels, with what they are now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from itertools import islice
from typing import NamedTuple

from reportgen.model.figure import Figures
from reportgen.model.office.people import Action, Actor
from reportgen.service.office.contents import content_hash
from reportgen.service.office.figure_offers import KnownOffers, Offer, offers, plain, shown, words_of
from reportgen.service.office.located import Located, at_work
from reportgen.service.office.made_reports import MadeReport
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle
from reportgen.service.programme import OpenProgramme

MOST_SHOWN = 30


class FigureName(NamedTuple):
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
    return report.opened.remember(key, lambda: _named(report.opened, made.figures(), query))


def _named(opened: OpenedCycle, figures: Figures, query: str) -> tuple[FigureName, ...]:
    """Return the same of figures that are worked out; only those that are shown are made."""
    words, telling = words_of(query), figures.telling
    mould = telling.mould if telling is not None else None
    if telling is not None and mould is not None:
        make = partial(KnownOffers.of, figures, telling, words)
        known = opened.remember(("offers", mould, words), make)
        found = _first_that_show(known.told(telling))
        if known.are_all or len(found) == MOST_SHOWN:
            return found
    return _first_that_show((offer, shown(row, offer)) for row, offer in offers(figures, words))


def _first_that_show(told: Iterable[tuple[Offer, str]]) -> tuple[FigureName, ...]:
    found = (FigureName(f"{{{{ {offer.name} }}}}", offer.label, text) for offer, text in told if text)
    return tuple(islice(found, MOST_SHOWN))
