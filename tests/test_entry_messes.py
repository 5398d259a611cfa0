"""Messy data-entry forms: every cell is read right or refused with its place."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest
from openpyxl.utils import column_index_from_string, get_column_letter

from reportgen.load.entry_workbook import read_entry_workbook
from reportgen.model.entry_reading import CellState, EntryReading
from reportgen.publish.entry_copies import EntryCopies
from tests.entry_forms import DATA, FILLED, FORM, LIST, SKELETON, UNIT, filled, opened, saved, small_form
from tests.messy_workbooks import LISTS, MESSES, Cell, Mess, without_names

BY_NAME = {mess.name: mess for mess in MESSES}
by_name = pytest.mark.parametrize("mess", MESSES, ids=lambda mess: mess.name)


def read(mess: Mess) -> EntryReading:
    return _read(mess.name)


@cache
def _read(name: str) -> EntryReading:
    """A mess is made and read once; its tests look at the same reading, which nobody changes."""
    return read_entry_workbook(BY_NAME[name].make(), "bieu.xlsx", FORM)


def moved(mess: Mess, cell: str) -> str:
    column, row = cell.rstrip("0123456789"), int(cell.lstrip("ABCDEFGH"))
    return f"{get_column_letter(mess.columns(column_index_from_string(column)))}{mess.rows(row)}"


def test_there_are_more_than_forty_messes() -> None:
    assert len({mess.name for mess in MESSES}) == len(MESSES) >= 40


@by_name
def test_every_figure_is_read_right_or_refused_with_its_place(mess: Mess) -> None:
    reading = read(mess)
    expected: dict[tuple[str, int], Cell] = {
        figure: mess.cells.get(figure, ("ok", number, moved(mess, cell)))
        for figure, (cell, number) in FILLED.items()
        if mess.is_read
    }
    found = {
        (cell.figure, cell.period): (cell.state.value, cell.value, cell.where.cell)
        for cell in reading.cells
        if cell.period
    }
    assert found == expected
    assert {cell.where.sheet for cell in reading.cells if cell.period and cell.where.cell} <= {mess.sheet}


@by_name
def test_figures_handed_on_are_those_that_were_read(mess: Mess) -> None:
    reading = read(mess)
    handed_on = {
        (f"{group}.{member}", period): number
        for group, members in reading.numbers.items()
        for member, by_period in members.items()
        for period, number in by_period.items()
    }
    read_right = {
        (cell.figure, cell.period): cell.value
        for cell in reading.cells
        if cell.period and cell.state in (CellState.OK, CellState.UNDERSTOOD)
    }
    assert handed_on == read_right


@by_name
def test_the_file_is_known_for_what_it_is(mess: Mess) -> None:
    reading = read(mess)
    assert tuple(each.rule for each in reading.findings) == mess.rules
    assert reading.code == mess.code


@by_name
def test_whatever_is_refused_or_understood_says_what_and_how_to_mend_it(mess: Mess) -> None:
    reading = read(mess)
    for cell in reading.cells:
        if cell.state is CellState.REFUSED:
            assert cell.message
            assert cell.remedy
        if cell.state is CellState.UNDERSTOOD:
            assert cell.message
    assert [each for each in reading.findings if each.severity == "error" and not each.remedy] == []


@pytest.mark.parametrize("mess", [mess for mess in MESSES if mess.also], ids=lambda mess: mess.name)
def test_a_figure_in_two_places_is_refused_with_both(mess: Mess) -> None:
    second = {
        (cell.figure, cell.period): cell.also[0].cell
        for cell in read(mess).cells
        if cell.rule == "figure-in-two-places"
    }
    assert second == mess.also


def test_remarks_of_clerks_are_handed_on_with_their_rows() -> None:
    mess = next(mess for mess in MESSES if mess.name == "remarked")
    found = [(each.label, each.text, each.where.cell) for each in read(mess).remarks]
    assert found == [("Nam", "gồm cả 02 đồng chí biệt phái", "H10"), ("Nữ", "Tăng do tuyển mới", "E11")]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_is_not_sound_is_refused_as_a_whole(name: str) -> None:
    make, expected, rules = LISTS[name]
    reading = read_entry_workbook(make(), "bieu.xlsx", FORM)
    refused = {
        cell.figure: (cell.state.value, cell.value, cell.where.cell)
        for cell in reading.cells
        if cell.state is CellState.REFUSED
    }
    assert refused == expected
    assert {cell.where.sheet for cell in reading.cells if cell.state is CellState.REFUSED} <= {LIST}
    assert tuple(each.rule for each in reading.findings) == rules
    assert reading.lists == {}
    assert not reading.is_sound


def listed(name: str) -> tuple[dict[str, object], ...]:
    mess = next(mess for mess in MESSES if mess.name == name)
    return tuple(dict(row) for row in read(mess).lists["dan_toc"])


def test_a_missing_code_is_made_of_the_name_and_told() -> None:
    assert listed("list-code-from-name")[1] == {"ma": "mong", "ten": "Mông", "ty_trong": Decimal("27.29")}
    mess = next(mess for mess in MESSES if mess.name == "list-code-from-name")
    told = [cell for cell in read(mess).cells if cell.state is CellState.UNDERSTOOD]
    assert [(cell.where.cell, cell.value, cell.message) for cell in told] == [
        ("B7", "mong", "chưa ghi mã, đã lấy “mong” theo tên")
    ]


def test_blank_rows_of_a_list_are_passed_over() -> None:
    assert [row["ma"] for row in listed("list-row-skipped")] == ["dao", "mong", "thai"]


# --- forms of another skeleton, lists that look alike ------------------------------------------------------


def test_a_form_made_before_a_figure_was_added_gives_what_it_has() -> None:
    newer = small_form(SKELETON.replace("    xa: {", "    ban: {nhan: Thôn bản, so_luong: null}\n    xa: {"))
    reading = read_entry_workbook(filled(), "bieu.xlsx", newer)
    refused = [cell for cell in reading.cells if cell.state is CellState.REFUSED]
    assert [(cell.figure, cell.rule) for cell in refused] == [("dia_ban.ban", "cell-missing")]
    assert [each.rule for each in reading.findings] == ["form-changed"]


def test_a_form_made_before_a_figure_was_dropped_shows_what_is_not_read() -> None:
    older = SKELETON.replace("    xa: {", "    ban: {nhan: Thôn bản, so_luong: null}\n    xa: {")
    copies = EntryCopies(small_form(older), has_last=True)
    book = opened(copies.workbook(UNIT))
    book[DATA]["E17"] = 171  # thôn bản, which nobody asks for any more
    reading = read_entry_workbook(saved(book), "bieu.xlsx", FORM)
    assert [each.rule for each in reading.findings] == ["form-changed", "figure-outside-form"]
    assert str(reading.findings[1].where) == f"bieu.xlsx!{DATA}!E17"


TWO_LISTS = """\
ky: {hien_tai: 2023}
duong: {nhan: Đường, truong: {ten: {nhan: Tên}, dai: {nhan: Dài, don_vi_tinh: km}}, danh_sach: []}
cau: {nhan: Hướng dẫn cầu, truong: {ten: {nhan: Tên}, dai: {nhan: Dài, don_vi_tinh: km}}, danh_sach: []}
"""


@pytest.mark.parametrize("has_names", [True, False])
def test_lists_with_the_same_columns_are_told_apart(has_names: bool) -> None:
    form = small_form(TWO_LISTS)
    book = opened(EntryCopies(form, has_last=False).workbook(UNIT))
    assert book.sheetnames == ["Số liệu", "Đường", "Bảng Hướng dẫn cầu", "Hướng dẫn", "_bieu"]
    book["Đường"]["C6"], book["Đường"]["D6"] = "Quốc lộ 12", 22.5
    book["Bảng Hướng dẫn cầu"]["C6"], book["Bảng Hướng dẫn cầu"]["D6"] = "Cầu A", 0.12
    if not has_names:
        without_names(book)
    reading = read_entry_workbook(saved(book), "bieu.xlsx", form)
    if has_names:
        assert reading.lists == {
            "duong": ({"ma": "quoc_lo_12", "ten": "Quốc lộ 12", "dai": Decimal("22.5")},),
            "cau": ({"ma": "cau_a", "ten": "Cầu A", "dai": Decimal("0.12")},),
        }
    else:  # only one of the two sheets still bears the name of its list
        assert reading.lists.get("cau") is None
        assert "list-twice" in [each.rule for each in reading.findings]
