"""What a unit says, written as JSON: each value in its place, the same values in the same text."""

from __future__ import annotations

from decimal import Decimal

from reportgen.model.figures_input import FiguresInput
from reportgen.model.skeleton import Skeleton
from reportgen.service.office.merging import Places, flat
from reportgen.service.office.unit_document import Cell, Typed, UnitDocument
from tests.test_moulds import SKELETON

SLOTS = Skeleton(FiguresInput.model_validate(SKELETON))
CELLS: dict[Cell, Typed] = {
    ("a", "z.mau_so", 2023): 4,
    ("a", "m", 2023): Decimal("1.50"),
    ("a", "x", 2023): 3,
    ("a", "x", 2020): None,
    ("a", "z", 2023): "ba “người”",
}
SAID = (
    '{"x":{"2020":null,"2023":3},"z":{"so_luong":{"2023":"ba “người”"},"mau_so":{"2023":4}},'
    '"m":{"2023":1.50}}'
)


def test_members_stand_in_the_order_of_the_form_and_periods_by_year() -> None:
    assert UnitDocument("03", CELLS).text(SLOTS) == f'{{"don_vi":"03","so_lieu":{{"a":{SAID}}}}}'


def test_another_value_in_a_place_is_written_there_and_nowhere_else() -> None:
    before = UnitDocument("03", CELLS).text(SLOTS)
    now = UnitDocument("03", {**CELLS, ("a", "x", 2023): Decimal("3.0")}).text(SLOTS)
    assert now == before.replace('"2023":3}', '"2023":3.0}')
    assert UnitDocument("03", CELLS).text(SLOTS) == before


def test_lists_texts_and_what_the_form_has_no_place_for_are_written_too() -> None:
    document = UnitDocument(
        "03",
        {("b", "la", 7): 1, ("a", "x", 2023): 3},
        {"l": [{"ma": "r", "so": Decimal("2.5")}]},
        {"so": 12},
        {"chu_tich": 'Ông "A"'},
        {("a", "la"): {"khac": [1]}},
    )
    assert document.text(SLOTS) == (
        '{"don_vi":"03","van_ban":{"so":12},"thong_tin":{"chu_tich":"Ông \\"A\\""},"so_lieu":'
        '{"a":{"x":{"2023":3},"la":{"khac":[1]}},"b":{"la":{"7":1}},"l":[{"ma":"r","so":2.5}]}}'
    )


def test_a_unit_that_says_nothing_has_no_figures() -> None:
    assert UnitDocument("03").text(SLOTS) == '{"don_vi":"03","so_lieu":{}}'


def test_what_was_written_is_read_again() -> None:
    written = UnitDocument("03", CELLS).text(SLOTS)
    read = UnitDocument.read(written, "03", SLOTS)
    assert read.exactly() == UnitDocument("03", CELLS).exactly()
    assert read.text(SLOTS) == written


def test_a_place_looked_up_by_name_says_what_it_says_among_all_places() -> None:
    document = UnitDocument(
        "03", CELLS, {"l": [{"ma": "r"}]}, {"so": 12, "ky_ten": {"ho_ten": "A"}}, {"chu_tich": "B"}
    )
    narrative = '{"noi_dung.0":"lời"}'
    said = {
        "a.z.mau_so@2023": 4,
        "a.m@2023": Decimal("1.50"),
        "a.x@2023": 3,
        "a.z@2023": "ba “người”",
        "ds.l": [{"ma": "r"}],
        "vb.so": 12,
        "vb.ky_ten.ho_ten": "A",
        "tt.chu_tich": "B",
        "muc.noi_dung.0": "lời",
    }
    assert flat(document, narrative) == said
    unsaid = ("a.x@2020", "a.y@2023", "ds.k", "vb.ky_ten", "vb.x", "tt.x", "muc.ket", "x.noi_dung.0", "x", "")
    places = Places(document, narrative)
    assert {name: places.get(name) for name in (*said, *unsaid)} == said | dict.fromkeys(unsaid)
