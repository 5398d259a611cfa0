"""The printed annexes as values for workbooks: the same column expressions as in Word, so the same cells."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any

from reportgen.errors import Finding, InputRefused
from reportgen.fill.filler import Filled
from reportgen.fill.gate import as_text
from reportgen.fill.mistakes import AUTHOR_MISTAKES, finding_of
from reportgen.fill.printer import Printer
from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet, RowLook
from reportgen.model.base import Path
from reportgen.model.definition import Annex, Column
from reportgen.model.figure import Blank, Figure, View
from reportgen.model.form import AnnexEntry, Form, Site

EMPTY = AnnexCell("")
Expression = tuple[Callable[..., Any], Site]


def annex_sheets(
    form: Form, filled: Filled, *, without_rows: Container[str] = frozenset()
) -> tuple[AnnexSheet, ...]:
    """Return every printed annex with its rows, in order; those of some keys only with their headings.

    Raises InputRefused with every expression of an office form that cannot be worked out.
    """
    findings: list[Finding] = []
    texts = {path: filled.printer.plain(text) for path, text in filled.names["_loi"].items()}
    sheets = tuple(
        _sheet(form, filled, number, texts, findings, has_rows=entry.key not in without_rows)
        for number, entry in enumerate(form.annexes, 1)
        if filled.outline.annex_is_printed[number]
    )
    if findings:
        raise InputRefused(dict.fromkeys(findings))
    return sheets


def _sheet(
    form: Form,
    filled: Filled,
    number: int,
    texts: Mapping[Path, str],
    findings: list[Finding],
    *,
    has_rows: bool,
) -> AnnexSheet:
    names, printer, entry = filled.names, filled.printer, form.annexes[number - 1]
    annex = _with_texts(form.definition.annexes[number - 1], ("phu_luc", number - 1), texts)
    caption = names["_kem_theo"][number] if annex.caption is None else annex.caption
    label = filled.outline.labels[number]
    if not has_rows:
        return AnnexSheet(annex, label, printer.plain(caption))
    views = _printed_rows(entry, names, number)
    cells = list(zip(entry.cells, entry.sites, strict=True))
    rows = tuple(_row(cells, view, filled, findings) for view in views)
    form_cells = form_rows = None
    if annex.form is not None:
        form_cells = {name: _cell(cell, filled, findings) for name, cell in entry.form_cells.items()}
        form_rows = {
            name: tuple(_row(columns, view, filled, findings) for view in views)
            for name, columns in entry.form_rows.items()
        }
    return AnnexSheet(annex, label, printer.plain(caption), rows, form_cells, form_rows)


def printed_rows(form: Form, filled: Filled, number: int) -> tuple[str, ...]:
    """Return the keys of the rows that an annex prints."""
    rows = _printed_rows(form.annexes[number - 1], filled.names, number)
    return tuple([row.look("ma") for row in rows])


def _with_texts(annex: Annex, path: Path, texts: Mapping[Path, str]) -> Annex:
    """Return the annex with the tags of its titles worked out; the very same where there are none."""
    if not any(key[:2] == path for key in texts):
        return annex
    changes: dict[str, Any] = {"title": texts.get((*path, "tieu_de"), annex.title)}
    if annex.caption:
        changes["caption"] = texts.get((*path, "kem_theo"), annex.caption)
    if annex.table is not None:
        columns = _with_titles(annex.table.columns, (*path, "bang", "cot"), texts)
        changes["table"] = annex.table.model_copy(update={"columns": columns})
    return annex.model_copy(update=changes)


def _with_titles(columns: Iterable[Column], path: Path, texts: Mapping[Path, str]) -> tuple[Column, ...]:
    return tuple(
        column.model_copy(
            update={
                "title": texts.get((*path, number, "tieu_de"), column.title),
                "columns": _with_titles(column.columns, (*path, number, "cot"), texts),
            }
        )
        for number, column in enumerate(columns)
    )


def _printed_rows(entry: AnnexEntry, names: Mapping[str, Any], number: int) -> list[View]:
    test = entry.row_condition
    rows: Iterable[View] = names["_hang"].get(number, ())
    return [row for row in rows if test is None or row.look("la_tong") or test(names, h=row)]


def _row(cells: Iterable[Expression], view: View, filled: Filled, findings: list[Finding]) -> AnnexRow:
    look = RowLook.TOTAL if view.look("la_tong") else RowLook.SUB if view.look("la_con") else RowLook.PLAIN
    return AnnexRow(look, tuple(_cell(cell, filled, findings, h=view) for cell in cells))


def _cell(cell: Expression, filled: Filled, findings: list[Finding], **row: View) -> AnnexCell:
    test, site = cell
    try:
        return _shown(test(filled.names, **row), site, filled.printer)
    except AUTHOR_MISTAKES as error:
        findings.append(finding_of(error, [site]))
        return EMPTY


def _shown(value: Any, site: Site, printer: Printer) -> AnnexCell:
    if isinstance(value, View):
        value = value.printed()
    if isinstance(value, Blank):
        return EMPTY
    if isinstance(value, Figure):
        return AnnexCell(value.text(site.style), value)
    return AnnexCell(printer.plain(as_text(value)))
