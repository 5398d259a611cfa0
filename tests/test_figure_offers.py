"""Figures offered to units of one mould are those that would be found in each by itself."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compute import compute
from reportgen.model.figure import Figures
from reportgen.model.figures_input import FiguresInput
from reportgen.model.mould import Mould
from reportgen.model.skeleton import Skeleton
from reportgen.service.office.figure_offers import KnownOffers, offers, shown, words_of
from tests.test_moulds import SKELETON, UNITS, merged

UNIT = {"x": {2023: 12}, "tong_so": {2023: 40}}


def found(figures: Figures, query: str) -> list[tuple[str, str]]:
    """What is offered when each measure is asked for by itself."""
    each = ((offer.name, shown(row, offer)) for row, offer in offers(figures, words_of(query)))
    return [(name, text) for name, text in each if text]


def told(figures: Figures, query: str, known: dict[Mould, KnownOffers]) -> list[tuple[str, str]]:
    telling = figures.telling
    assert telling is not None
    assert telling.mould is not None
    if telling.mould not in known:
        known[telling.mould] = KnownOffers.of(figures, telling, words_of(query))
    return [(offer.name, text) for offer, text in known[telling.mould].told(telling) if text]


@settings(max_examples=150, deadline=None)
@given(units=st.lists(UNITS, min_size=2, max_size=4), query=st.sampled_from(["", "dat", "tong so", "x"]))
def test_units_of_a_mould_are_offered_what_each_would_be_alone(
    units: list[dict[str, Any]], query: str
) -> None:
    skeleton, known = Skeleton(FiguresInput.model_validate(SKELETON)), dict[Mould, KnownOffers]()
    for unit in [*units, *units, *units]:
        figures = compute(merged(skeleton, unit))
        assert told(figures, query, known) == found(figures, query)


def test_an_offer_prints_as_it_stands_in_prose() -> None:
    skeleton, known = Skeleton(FiguresInput.model_validate(SKELETON)), dict[Mould, KnownOffers]()
    first = dict(told(compute(merged(skeleton, UNIT)), "", known))
    assert (first["a.tong_so"], first["a.x"], first["a.x.ty_le"], first["a.x.dat"]) == (
        "40",
        "12",
        "30%",
        "60%",
    )
    then = dict(told(compute(merged(skeleton, {**UNIT, "x": {2023: 10}})), "", known))
    assert (then["a.x"], then["a.x.ty_le"], then["a.x.dat"]) == ("10", "25%", "50%")
    assert len(known) == 1


def test_a_share_of_nothing_is_offered_again_once_there_is_a_whole() -> None:
    skeleton, known = Skeleton(FiguresInput.model_validate(SKELETON)), dict[Mould, KnownOffers]()
    nothing = dict(told(compute(merged(skeleton, {**UNIT, "tong_so": {2023: 0}})), "", known))
    assert "a.x.ty_le" not in nothing
    assert dict(told(compute(merged(skeleton, UNIT)), "", known))["a.x.ty_le"] == "30%"
    assert len(known) == 1
