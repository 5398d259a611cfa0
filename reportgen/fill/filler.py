"""Filling a form: names, numbering, jinja, package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.errors import Finding, InputRefused
from reportgen.fill.document_texts import document_names, worked_out
from reportgen.fill.manifest import lines_of, manifest
from reportgen.fill.mistakes import AUTHOR_MISTAKES
from reportgen.fill.numbering import outline
from reportgen.fill.package import package
from reportgen.fill.printer import Printer
from reportgen.fill.references import AnnexReference, AnnexReferences
from reportgen.fill.rendering import first_mistake, in_passages
from reportgen.model.definition import AnnexTable
from reportgen.model.figure import Figures, View
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form
from reportgen.model.manifest import MANIFEST_PART
from reportgen.model.outline import Outline
from reportgen.model.slots import Remembered, Stencil
from reportgen.vietnamese import suggest

NO_TEXTS = UnitTexts()


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: the file as blobs, its dynamic parts, and the record of what was printed."""

    blobs: list[bytes]
    members: dict[str, bytes]
    printer: Printer
    outline: Outline
    names: dict[str, Any]
    figures: Figures

    def bytes(self) -> bytes:
        """Return the .docx."""
        return b"".join(self.blobs)

    def release(self) -> None:
        """Free figures and names at once, without the garbage collector; the file itself stays."""
        self.figures.release()
        self.names.clear()

    @property
    def parts(self) -> dict[str, str]:
        """Its dynamic parts as text."""
        return {name: data.decode() for name, data in self.members.items()}


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
    decided, findings = outline(form, names)
    references = {
        n: AnnexReference(entry.key, decided.labels[n], decided.label_numbers[n], entry.title)
        for n, entry in enumerate(form.annexes, 1)
        if decided.annex_is_printed[n]
    }
    names["phu_luc"] = AnnexReferences({reference.key: reference for reference in references.values()})
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


def fill(
    form: Form,
    figures: Figures,
    texts: UnitTexts = NO_TEXTS,
    *,
    anchored: bool = True,
    keeps_base: bool = False,
    frozen_id: str = "",
) -> Filled:
    """Fill a form with the figures of one unit; the file names the frozen set they come from, if any.

    With `keeps_base` the file remembers its text parts as they are made: what a later refresh tells the
    edits of people by. Raises InputRefused at the first mistake of the author; `diagnose` finds them all.
    """
    names, decided = names_of(form, figures, texts)
    printer = Printer(form, figures, anchored=anchored)
    try:
        members = {part.name: in_passages(form, part, names, printer) for part in form.parts}
    except AUTHOR_MISTAKES as error:
        found = first_mistake(form, names, Printer(form, figures))
        if found is None:
            raise
        raise InputRefused([found]) from error
    remembered = _remember(form, printer, figures, anchored=anchored)
    if anchored:
        members[MANIFEST_PART] = manifest(
            remembered.lines, printer.texts, dict(members) if keeps_base else {}, frozen_id
        )
    return Filled(package(form.static, members), members, printer, decided, names, figures)


def _remember(form: Form, printer: Printer, figures: Figures, *, anchored: bool) -> Remembered:
    """Keep what the next document may have in common with this one, and return this one's anchors."""
    memory = form.slots.memory[anchored]
    last = memory.last
    if printer.slots is last.slots and len(printer.texts) == len(last.slots):
        memory.keep(_with_stencils(last, printer.new_stencils) if printer.new_stencils else last)
        return last
    slots = printer.slots[: len(printer.texts)]
    now = Remembered(slots, figures.periods, lines_of(slots))
    if printer.is_learning and figures.telling is not None:
        plan = figures.telling.plan([slot.asking for slot in slots])
        found = {**printer.stencils_in_step(), **printer.new_stencils}
        memory.replace(_with_stencils(now._replace(plan=plan), found))
    else:
        memory.misses += 1
    return now


def _with_stencils(known: Remembered, new: Mapping[tuple[int, int], Stencil | None]) -> Remembered:
    stencils = {**known.stencils, **new}
    by_passage: dict[int, list[Stencil]] = {}
    for (number, _), stencil in stencils.items():
        if stencil is not None:
            by_passage.setdefault(number, []).append(stencil)
    return known._replace(stencils=stencils, by_passage=by_passage)
