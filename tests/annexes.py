"""Annex sheets from figures alone, for tests of what is published: no Word template, no filling."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportgen.compute import compute
from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet, RowLook
from reportgen.model.columns import MEASURE_KINDS, formula_id, formulas
from reportgen.model.definition import Annex, Column, ColumnKind
from reportgen.model.figure import TABLE, Blank, Figure, NumberStyle, View
from reportgen.model.figures_input import FiguresInput

PERIODS = {"hien_tai": 2023, "goc": 2020, "muc_tieu": 2025}


def annex_sheet(
    groups: Mapping[str, Any], annex: Mapping[str, Any], label: str = "Biểu 01", caption: str = "(Kèm theo)"
) -> tuple[AnnexSheet, Mapping[str, Any]]:
    """The sheet of one annex with a table, and the names of its figures."""
    declared = Annex.model_validate({"ma": "bieu_01", "tieu_de": "TỔNG HỢP", **annex})
    table = declared.table
    assert table is not None
    given = FiguresInput.model_validate({"ky": PERIODS, **groups})
    names = compute(given, formulas=formulas(declared.key, table)).names
    views = names[table.source].table_rows(table.rows, table.total_row, table.total_label)
    leaves = list(enumerate(table.leaves(), 1))
    rows = tuple(
        AnnexRow(
            look_of(view),
            tuple(cell_of(view, leaf, names, formula_id(declared.key, n)) for n, leaf in leaves),
        )
        for view in views
    )
    return AnnexSheet(declared, label, caption, rows), names


def look_of(view: View) -> RowLook:
    return RowLook.TOTAL if view.look("la_tong") else RowLook.SUB if view.look("la_con") else RowLook.PLAIN


def cell_of(view: View, column: Column, names: Mapping[str, Any], formula: str) -> AnnexCell:
    kind = column.kind
    if kind in (ColumnKind.SUM, ColumnKind.EXPRESSION):
        value = names["_cong_thuc"][formula](view)
    elif kind is ColumnKind.FIELD:
        value = view.look(column.field or "")
    else:
        value = view.look(str(kind and kind.value))
    if kind in MEASURE_KINDS:
        arguments = (column.period, column.target) if column.target else (column.period,)
        value = value(*(argument for argument in arguments if argument is not None))
    if isinstance(value, Blank):
        return AnnexCell("")
    if isinstance(value, Figure):
        style = NumberStyle(
            is_table=True, zeros="giu", missing=TABLE.missing, undefined="-", decimals=column.decimals
        )
        return AnnexCell(value.text(style), value)
    return AnnexCell(str(value))
