"""Laws of data-entry forms: what is typed comes back, and no figure comes back that nobody typed."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from reportgen.errors import Where
from reportgen.load.entry_cells import EntryCells
from reportgen.load.entry_workbook import read_entry_workbook
from reportgen.load.unit_values import UnitReader
from reportgen.load.yaml_json import read_yaml
from reportgen.model.entry_form import EntryKind
from reportgen.model.entry_reading import CellState, CellVerdict, EntryReading
from reportgen.model.figures_input import FiguresInput
from reportgen.model.skeleton import Skeleton
from reportgen.publish.unit_json import unit_json
from tests.entry_forms import DATA, FILLED, FORM, SKELETON, Figure, blank, filled, opened, saved

SLOTS = Skeleton(FiguresInput.model_validate(read_yaml(SKELETON.encode(), "k").data))
KINDS = {(each.id, each.period): each.kind for each in FORM.fields()}
COUNTS = st.integers(0, 10**15 - 1)
MEASURES = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=3)


def figures() -> st.SearchStrategy[dict[Figure, int | Decimal | None]]:
    return st.fixed_dictionaries(
        {
            figure: st.none() | (COUNTS if kind is EntryKind.COUNT else MEASURES)
            for figure, kind in KINDS.items()
        }
    )


def numbers_of(reading: EntryReading) -> dict[Figure, int | Decimal | None]:
    return {
        (f"{group}.{member}", period): number
        for group, members in reading.numbers.items()
        for member, numbers in members.items()
        for period, number in numbers.items()
    }


@settings(max_examples=25)
@given(figures())
def test_figures_typed_into_a_form_come_back_and_go_into_a_file(
    typed: dict[Figure, int | Decimal | None],
) -> None:
    book = opened(blank())
    for figure, number in typed.items():
        book[DATA][FILLED[figure][0]] = number
    reading = read_entry_workbook(saved(book), "a.xlsx", FORM)
    given_numbers = {figure: number for figure, number in typed.items() if number is not None}
    assert numbers_of(reading) == given_numbers
    values = UnitReader(SLOTS).read_json(unit_json(reading, FORM), "03271.json", "03271")
    assert {
        (f"{group}.{member}", period): number
        for group, members in values.values.items()
        for member, numbers in members.items()
        for period, number in numbers.items()
    } == given_numbers


# --- one cell ----------------------------------------------------------------------------------------------

TYPED = st.one_of(
    st.text("0123456789.,-+ %xãkmngười…\u00a0", max_size=14),
    st.text(max_size=8).filter(lambda text: not re.search(r"[\x00-\x1f\ud800-\udfff]", text)),
    st.integers(-(10**6), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1901, 1, 1), dt.date(2100, 1, 1)),
)
FORMATS = st.sampled_from(["General", "#,##0", "0.00", "0%", "0.00%", "@", "dd/mm/yyyy"])
UNITS = st.sampled_from(["", "%", "xã", "đồng chí", "km²"])


def one_cell(value: Any, number_format: str, kind: EntryKind, unit: str) -> CellVerdict:
    book = Workbook()
    sheet = book.worksheets[0]
    cell: Any = sheet["B2"]
    cell.value, cell.number_format = value, number_format
    if isinstance(value, str):
        cell.data_type = "s"  # a text, whatever it looks like
    verdict = CellVerdict("a.b", CellState.OK, Where("a.xlsx"))
    return EntryCells(book, "a.xlsx", lambda: book).figure(cell, verdict, kind, unit)


def digits(text: str) -> str:
    """The digits of a number, without zeros that do not change it."""
    plain = "".join(str(int(char)) for char in text if char.isdecimal())
    return plain.strip("0")


@settings(max_examples=600)
@given(TYPED, FORMATS, st.sampled_from(EntryKind), UNITS)
@example("1.029,31", "General", EntryKind.VALUE, "km²")
@example("12 xã", "General", EntryKind.COUNT, "xã")
@example("12.5", "General", EntryKind.COUNT, "")
@example("1.5", "General", EntryKind.VALUE, "")
@example(0.1 + 0.2, "0.00", EntryKind.VALUE, "")
@example(0.857, "0.0%", EntryKind.VALUE, "%")
@example(1e300, "General", EntryKind.VALUE, "")
@example("１２", "General", EntryKind.COUNT, "")
def test_a_cell_gives_the_number_that_stands_in_it_or_none(
    value: Any, number_format: str, kind: EntryKind, unit: str
) -> None:
    verdict = one_cell(value, number_format, kind, unit)
    if verdict.state is CellState.REFUSED:
        assert verdict.message
        assert verdict.remedy
        return
    number = verdict.value
    assert not isinstance(number, str | bool)
    if number is None:
        assert (
            verdict.state is CellState.BLANK
            or str(value).strip().casefold() in {"…", "...", ".."}
            or set(str(value).strip()) <= set("….")
        )
        return
    assert not isinstance(value, bool | dt.date)
    assert digits(str(value) if isinstance(value, str) else f"{Decimal(repr(value)):f}") == digits(
        f"{Decimal(number):f}"
    )
    assert (number < 0) == (str(value).strip().startswith("-") and digits(str(number)) != "")
    if not isinstance(value, str):
        scale = 100 if "%" in number_format else 1
        assert number == Decimal(repr(value)) * scale
    if kind is EntryKind.COUNT:
        assert isinstance(number, int)
        assert number >= 0


# --- any cell ----------------------------------------------------------------------------------------------

ANYWHERE = st.builds(lambda column, row: f"{column}{row}", st.sampled_from("ABCDEFGHIJ"), st.integers(1, 22))


@settings(max_examples=60)
@given(
    ANYWHERE,
    st.one_of(st.integers(0, 10**6), st.sampled_from(["5", "Nam", "Chỉ tiêu", "Năm 2023", "03272", ""])),
)
def test_whatever_is_typed_anywhere_no_figure_appears_that_nobody_typed(cell: str, value: int | str) -> None:
    def change(book: Workbook) -> None:
        target: Any = book[DATA][cell]
        target.value = value

    reading = read_entry_workbook(filled(change), "a.xlsx", FORM)
    as_number = int(value) if str(value).isdigit() else None
    for figure, number in numbers_of(reading).items():
        assert number in (FILLED[figure][1], as_number if FILLED[figure][0] == cell else FILLED[figure][1])
