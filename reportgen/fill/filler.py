"""Filling a form: names, numbering, jinja, package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jinja2.runtime import new_context

from reportgen.errors import Finding, InputRefused
from reportgen.fill.document_texts import document_names, worked_out
from reportgen.fill.mistakes import AUTHOR_MISTAKES, mistake
from reportgen.fill.numbering import Outline, outline
from reportgen.fill.package import package
from reportgen.fill.printer import Printer, escape
from reportgen.fill.references import AnnexReference, AnnexReferences
from reportgen.model.definition import AnnexTable
from reportgen.model.figure import Figures, View
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form, Part
from reportgen.model.manifest import MANIFEST_PART, NAMESPACE
from reportgen.vietnamese import suggest

NO_TEXTS = UnitTexts()


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: the file as blobs, the text of its dynamic parts, and the record of what was printed."""

    blobs: list[bytes]
    parts: dict[str, str]
    printer: Printer
    outline: Outline
    names: dict[str, Any]

    def bytes(self) -> bytes:
        """Return the .docx."""
        return b"".join(self.blobs)


def names_of(form: Form, figures: Figures, texts: UnitTexts = NO_TEXTS) -> tuple[dict[str, Any], Outline]:
    """Return everything templates may name for this unit, with conditions evaluated and sections numbered.

    Raises InputRefused with every condition, text of the letterhead and table that cannot be worked out.
    """
    names, decided, findings = gather_names(form, figures, texts)
    if findings:
        raise InputRefused(findings)
    return names, decided


def gather_names(
    form: Form, figures: Figures, texts: UnitTexts
) -> tuple[dict[str, Any], Outline, list[Finding]]:
    """Return names and outline as far as they can be worked out, and what could not."""
    names = dict(figures.names)
    decided = outline(form, names)
    references = {
        n: AnnexReference(entry.key, decided.labels[n], decided.label_numbers[n], entry.title)
        for n, entry in enumerate(form.annexes, 1)
        if decided.annex_is_printed[n]
    }
    names["phu_luc"] = AnnexReferences({reference.key: reference for reference in references.values()})
    findings = list(decided.findings)
    names["_loi"] = worked_out(form, names, findings)
    for n, reference in references.items():
        reference.heading = names["_loi"].get(("phu_luc", n - 1, "tieu_de"), reference.heading)
    names.update(document_names(form, names["_loi"], texts))
    names["_muc"], names["_in"], names["_pl"] = decided.numbers, decided.is_printed, decided.annex_is_printed
    names["_nhan"], names["_cuoi"] = decided.labels, decided.last
    names["_kem_theo"] = dict.fromkeys(decided.labels, names["_dong_kem_theo"])
    names["_hang"] = table_rows(form, figures, findings)
    return names, decided, findings


def table_rows(form: Form, figures: Figures, findings: list[Finding]) -> dict[int, list[View]]:
    """Return the rows of every annex table, total row included, by annex number."""
    result: dict[int, list[View]] = {}
    for number, annex in enumerate(form.definition.annexes, 1):
        if annex.table is None:
            continue
        problem = _table_problem(annex.table, figures)
        if problem is not None:
            place = form.annexes[number - 1].sites[0].where
            findings.append(Finding("unknown-name", problem, place, "sửa nguon, hang theo tệp số liệu"))
            result[number] = []
        else:
            table, source = annex.table, figures.names[annex.table.source]
            result[number] = source.table_rows(table.rows, table.total_row, table.total_label)
    return result


def _table_problem(table: AnnexTable, figures: Figures) -> str | None:
    """Return what stands in the way of a table's rows: no such group, or no such rows in it."""
    source: Any = figures.names.get(table.source)
    if not hasattr(source, "table_rows"):
        groups = [name for name, value in figures.names.items() if hasattr(value, "table_rows")]
        return f"không có nhóm hay danh sách “{table.source}”{suggest(table.source, groups)}"
    if not table.rows:
        return None
    known = [row.look("ma") for row in source]
    unknown = [name for name in table.rows if name not in known]
    return f"{table.source} không có hàng “{unknown[0]}”{suggest(unknown[0], known)}" if unknown else None


def fill(form: Form, figures: Figures, texts: UnitTexts = NO_TEXTS, *, anchored: bool = True) -> Filled:
    """Fill a form with the figures of one unit.

    Raises InputRefused at the first mistake of the author; `diagnose` finds them all.
    """
    names, decided = names_of(form, figures, texts)
    printer = Printer(form, figures, anchored=anchored)
    names["_in_ra"], names["_ghi_chu"] = printer, printer.footnote
    parts: dict[str, str] = {}
    for part in form.parts:
        names["_ghi_chu_cuoi"] = "".join(printer.notes)
        try:
            parts[part.name] = render(form, part, names)
        except AUTHOR_MISTAKES as error:
            raise InputRefused([mistake(form, part, error).finding()]) from error
    if anchored:
        parts[MANIFEST_PART] = manifest(printer)
    return Filled(package(form.static, parts), parts, printer, decided, names)


def render(form: Form, part: Part, names: dict[str, Any]) -> str:
    """Return the text of one part; raises what the author's mistakes raise."""
    template = part.template
    context = new_context(form.environment, None, template.blocks, names, True, {})
    return "".join(template.root_render_func(context))


def manifest(printer: Printer) -> str:
    """Return the manifest: figure id, occurrences and texts; bookmark names follow from id and occurrence."""
    lines = [
        f'<s id="{figure_id}" n="{record.count}">{escape("|".join(record.texts))}</s>'
        for figure_id, record in printer.records.items()
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<so_lieu xmlns="{NAMESPACE}">{"".join(lines)}</so_lieu>'
