"""The annexes of a form as values: labels, conditions, and the expressions that workbooks show."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reportgen.compile.annex_table import TableWriter, table_style
from reportgen.model.base import Path
from reportgen.model.columns import expression, formula_id, formulas
from reportgen.model.definition import Annex, AnnexTable, Definition, OfficeForm
from reportgen.model.form import AnnexEntry, Site
from reportgen.model.numbering import NumberPattern

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler


def annex_entry(compiler: Compiler, number: int, annex: Annex) -> AnnexEntry:
    """Return the entry of the `number`-th annex, counted from 1."""
    definition, labels = compiler.definition, compiler.rules.annex_labels
    default = labels.many if len(definition.annexes) > 1 else labels.single
    pattern = NumberPattern.parse(annex.label or definition.annex_label or default)
    path: Path = ("phu_luc", number - 1)
    condition = compiler.condition(annex.condition, (*path, "khi"))
    entry = AnnexEntry(annex.key, annex.label, pattern, condition, annex.title)
    if annex.table is not None:
        entry = dataclasses.replace(entry, **_table_cells(compiler, annex, annex.table, number))
    if annex.form is not None:
        entry = dataclasses.replace(entry, **_office_form(compiler, annex.form, (*path, "bieu_mau")))
    return entry


def all_formulas(definition: Definition) -> dict[str, str]:
    """Return the formulas of all derived columns, by id."""
    tables = [(annex.key, annex.table) for annex in definition.annexes if annex.table is not None]
    return {key: text for annex_key, table in tables for key, text in formulas(annex_key, table).items()}


def _table_cells(compiler: Compiler, annex: Annex, table: AnnexTable, number: int) -> dict[str, Any]:
    writer = TableWriter(compiler, annex, table, number, 1)
    cells = [expression(column, formula_id(annex.key, n)) for n, column in enumerate(table.leaves(), 1)]
    where = compiler.source.where((*writer.path, "nguon"))
    condition = table.row_condition
    is_sound = condition is not None and compiler.is_sound(
        condition, compiler.source.where((*writer.path, "khi_hang"))
    )
    return {
        "cells": tuple(compiler.environment.expression(cell) for cell in cells),
        "sites": tuple(Site(where, column.title, style=writer.style_of(column)) for column in table.leaves()),
        "row_condition": compiler.environment.expression(condition)
        if condition is not None and is_sound
        else None,
    }


def _office_form(compiler: Compiler, form: OfficeForm, path: Path) -> dict[str, Any]:
    cells = {name: _placed(compiler, text, (*path, "o", name)) for name, text in form.cells.items()}
    rows = {
        name: tuple(_placed(compiler, text, (*path, "khoi", name, n)) for n, text in enumerate(texts))
        for name, texts in form.rows.items()
    }
    return {"form_cells": cells, "form_rows": rows}


def _placed(compiler: Compiler, text: str, path: Path) -> tuple[Callable[..., Any], Site]:
    where = compiler.source.where(path)
    style = table_style(compiler.definition.missing.table)
    compiled = compiler.environment.expression(text if compiler.is_sound(text, where) else "''")
    return compiled, Site(where, text, style=style)
