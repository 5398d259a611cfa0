"""Filling a form: names, numbering, jinja, package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from reportgen.errors import Finding, InputRefused
from reportgen.fill.chart_parts import chart_members, remembered_chart
from reportgen.fill.charts import draw_charts, number_charts
from reportgen.fill.document_texts import document_names, worked_out
from reportgen.fill.manifest import lines_of, lines_told, manifest
from reportgen.fill.mistakes import AUTHOR_MISTAKES
from reportgen.fill.numbering import outline
from reportgen.fill.printer import Printer
from reportgen.fill.references import AnnexReference, AnnexReferences
from reportgen.fill.rendering import first_mistake, in_passages
from reportgen.fill.table_rows import rows_problem
from reportgen.model.chart_data import DrawnChart
from reportgen.model.figure import Figures, View
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form
from reportgen.model.manifest import MANIFEST_PART
from reportgen.model.mould import Mould
from reportgen.model.outline import Outline
from reportgen.model.package import member, package
from reportgen.model.slots import MOST_ROUNDS, Kind, Remembered, Slot, Stencil, Telling

NO_TEXTS = UnitTexts()
OfMould = tuple[int, Mould]
Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: the file as blobs, its dynamic parts, and the record of what was printed."""

    blobs: list[bytes]
    members: dict[str, bytes]
    printer: Printer
    outline: Outline
    names: dict[str, Any]
    figures: Figures
    charts: tuple[DrawnChart, ...] = ()

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
    if form.charts:
        number_charts(form, names, decided, findings)
    names["_loi"] = worked_out(form, names, findings)
    for n, reference in references.items():
        reference.heading = names["_loi"].get(("phu_luc", n - 1, "tieu_de"), reference.heading)
    names.update(document_names(form, names["_loi"], texts))
    names["_muc"], names["_in"], names["_pl"] = decided.numbers, decided.is_printed, decided.annex_is_printed
    names["_nhan"], names["_cuoi"] = decided.labels, decided.last
    names["_kem_theo"] = dict.fromkeys(decided.labels, names["_dong_kem_theo"])
    names["_hang"] = table_rows(form, figures, findings)
    if form.charts:
        draw_charts(form, figures, names, findings)
    return names, decided, findings


def table_rows(form: Form, figures: Figures, findings: list[Finding]) -> dict[int, Iterable[View]]:
    """Return the rows of every annex table, total row included, by annex number."""
    result: dict[int, Iterable[View]] = {}
    for number, annex in enumerate(form.definition.annexes, 1):
        if annex.table is None:
            continue
        problem = rows_problem(annex.table.source, annex.table.rows, figures)
        if problem is not None:
            place = form.annexes[number - 1].sites[0].where
            findings.append(Finding("unknown-name", problem, place, "sửa nguon, hang theo tệp số liệu"))
            result[number] = []
        else:
            table, source = annex.table, figures.names[annex.table.source]
            result[number] = source.table_rows(table.rows, table.total_row, table.total_label)
    return result


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
    members = _filled_parts(form, names, printer, figures)
    lines = _remember(form, printer, figures, anchored=anchored)
    charts: tuple[DrawnChart, ...] = names.get("_ve", ())
    packed = [member(name, data) for name, data in members.items()]
    bases = {each.name: each.deflated for each in packed} if keeps_base else {}
    drawn = chart_members(form.chart_package, charts) if form.charts else []
    if anchored:
        kept = [remembered_chart(chart, drawn) for chart in charts]
        members[MANIFEST_PART] = manifest("".join([lines, *kept]), bases, frozen_id)
        packed.append(member(MANIFEST_PART, members[MANIFEST_PART]))
    blobs = package(form.static, [*packed, *drawn])
    return Filled(blobs, members, printer, decided, names, figures, charts)


def fill_parts(form: Form, figures: Figures, texts: UnitTexts = NO_TEXTS) -> dict[str, bytes]:
    """Return the dynamic parts of a document that nobody will open; raises InputRefused as `fill` does."""
    names, _ = names_of(form, figures, texts)
    printer = Printer(form, figures)
    members = _filled_parts(form, names, printer, figures)
    _remember(form, printer, figures, anchored=True)
    return members


def _filled_parts(
    form: Form, names: Mapping[str, Any], printer: Printer, figures: Figures
) -> dict[str, bytes]:
    try:
        return {part.name: in_passages(form, part, names, printer) for part in form.parts}
    except AUTHOR_MISTAKES as error:
        found = first_mistake(form, names, Printer(form, figures))
        if found is None:
            raise
        raise InputRefused([found]) from error


def _remember(form: Form, printer: Printer, figures: Figures, *, anchored: bool) -> str:
    """Keep what the next document may have in common with this one, and return the lines of its manifest."""
    memory, texts = form.slots.memory[anchored], printer.texts
    if (printer.new_rounds or printer.new_chosen) and memory.last is printer.last:
        memory.last = _with_rounds(printer.last, printer)
    last = memory.last
    if printer.slots is last.slots and len(texts) == len(last.slots):
        memory.keep(_with_stencils(last, printer.new_stencils) if printer.new_stencils else last)
        return last.lines.filled(texts)
    slots, figure_ids, numbers = printer.slots[: len(texts)], printer.figure_ids, printer.numbers
    if printer.is_learning and figures.telling is not None:
        plan = figures.telling.plan([slot.asking for slot in slots])
        now = Remembered(
            slots, figures.periods, lines_of(slots), known=slots, known_ids=figure_ids, plan=plan
        )
        memory.replace(_with_stencils(now, {**printer.stencils_in_step(), **printer.new_stencils}))
        return lines_told(figure_ids, texts, numbers)
    memory.misses = memory.misses + 1 if printer.learnt or not printer.told else 0
    if printer.learnt and figures.telling is not None:
        memory.last = _with_learnt(last, printer.learnt, slots, figures.telling)
    return lines_told(figure_ids, texts, numbers)


def _with_rounds(last: Remembered, printer: Printer) -> Remembered:
    return last._replace(
        rounds=_with_new(last.rounds, printer.new_rounds), chosen=_with_new(last.chosen, printer.new_chosen)
    )


def _with_new(kept: Mapping[OfMould, Known], new: Mapping[OfMould, Known]) -> dict[OfMould, Known]:
    return {**kept, **new} if len(kept) + len(new) <= MOST_ROUNDS else dict(new)


def _with_stencils(last: Remembered, new: Mapping[tuple[int, int], Stencil | None]) -> Remembered:
    stencils = {**last.stencils, **new}
    by_kind: dict[Kind, Sequence[Stencil]] = {}
    for (number, _), stencil in stencils.items():
        if stencil is not None:
            kind = number, stencil.called_with
            by_kind[kind] = (*by_kind.get(kind, ()), stencil)
    return last._replace(stencils=stencils, by_kind=by_kind)


def _with_learnt(
    last: Remembered, learnt: Mapping[Kind, Stencil | None], slots: Sequence[Slot], telling: Telling
) -> Remembered:
    """Return what is remembered with passages that only this document printed; `slots` are its anchors.

    An indicator is known by one label only, so passages that call it otherwise are not learnt.
    """
    known, by_kind = list(last.known), dict(last.by_kind)
    labels = {slot.asking.path: slot.asking.label for slot in known if slot.asking is not None}
    for kind, stencil in learnt.items():
        own = slots[stencil.start : stencil.end] if stencil is not None else []
        asked = [slot.asking for slot in own if slot.asking is not None]
        if all(labels.setdefault(each.path, each.label) == each.label for each in asked):
            found = () if stencil is None else (stencil.moved(len(known)),)
            by_kind[kind] = (*found, *by_kind.get(kind, ()))
            known += own
    known_ids, plan = [slot.figure_id for slot in known], telling.plan([slot.asking for slot in known])
    return last._replace(known=known, known_ids=known_ids, by_kind=by_kind, plan=plan)
