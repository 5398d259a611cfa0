"""The printed annexes as values for workbooks: the same column expressions as in Word, so the same cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from reportgen.errors import InputRefused
from reportgen.fill.filler import Filled
from reportgen.fill.gate import as_text
from reportgen.fill.mistakes import AUTHOR_MISTAKES, finding_of
from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet, RowLook
from reportgen.model.definition import Annex
from reportgen.model.figure import PROSE, TABLE, Blank, Figure, NumberStyle, View
from reportgen.model.form import AnnexEntry, Form

EMPTY = AnnexCell("")
Cell = Callable[..., Any]


def annex_sheets(form: Form, filled: Filled) -> tuple[AnnexSheet, ...]:
    """Every printed annex with its rows, in order.

    Raises InputRefused when an expression of an office form cannot be worked out.
    """
    return tuple(
        _sheet(form, filled, number, entry)
        for number, entry in enumerate(form.annexes, 1)
        if filled.outline.annex_is_printed[number]
    )


def _sheet(form: Form, filled: Filled, number: int, entry: AnnexEntry) -> AnnexSheet:
    annex, names = form.definition.annexes[number - 1], filled.names
    caption = names["_kem_theo"][number] if annex.caption is None else annex.caption
    views = _printed_rows(entry, names, number)
    styles = [site.style for site in entry.sites]
    rows = tuple(_row(entry.cells, styles, view, names) for view in views)
    cells, blocks = _office_form(entry, annex, names, views)
    return AnnexSheet(annex, filled.outline.labels[number], caption, rows, cells, blocks)


def _printed_rows(entry: AnnexEntry, names: Mapping[str, Any], number: int) -> list[View]:
    rows = names["_hang"].get(number, [])
    test = entry.row_condition
    return [row for row in rows if test is None or row.look("la_tong") or test(names, h=row)]


def _row(cells: tuple[Cell, ...], styles: list[NumberStyle], view: View, names: Mapping[str, Any]) -> AnnexRow:
    look = RowLook.TOTAL if view.look("la_tong") else RowLook.SUB if view.look("la_con") else RowLook.PLAIN
    values = [cell(names, h=view) for cell in cells]
    return AnnexRow(look, tuple(_cell(value, style) for value, style in zip(values, styles, strict=True)))


def _cell(value: Any, style: NumberStyle = TABLE) -> AnnexCell:
    if isinstance(value, View):
        value = value.printed()
    if isinstance(value, Blank):
        return EMPTY
    if isinstance(value, Figure):
        return AnnexCell(value.text(style), value)
    return AnnexCell(as_text(value))


def _office_form(
    entry: AnnexEntry, annex: Annex, names: Mapping[str, Any], views: list[View]
) -> tuple[dict[str, AnnexCell] | None, dict[str, tuple[AnnexRow, ...]] | None]:
    if annex.form is None:
        return None, None
    findings, cells = [], {}
    for name, (test, site) in entry.form_cells.items():
        try:
            cells[name] = _cell(test(names), PROSE if site.style == PROSE else TABLE)
        except AUTHOR_MISTAKES as error:
            findings.append(finding_of(error, [site]))
    if findings:
        raise InputRefused(findings)
    blocks = {}
    for name, columns in entry.form_rows.items():
        tests, styles = tuple(test for test, _ in columns), [TABLE] * len(columns)
        blocks[name] = tuple(_row(tests, styles, view, names) for view in views)
    return cells, blocks

