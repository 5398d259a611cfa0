"""Filling a form: names, numbering, jinja, package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2.runtime import new_context

from reportgen.errors import InputRefused
from reportgen.fill.document_texts import document_names
from reportgen.fill.mistakes import AUTHOR_MISTAKES, mistake
from reportgen.fill.numbering import Outline, outline
from reportgen.fill.package import package
from reportgen.fill.printer import Printer, escape
from reportgen.model.figure import Figures, View
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form, Part
from reportgen.model.manifest import MANIFEST_PART, NAMESPACE

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
        """The .docx."""
        return b"".join(self.blobs)


class AnnexReference(View):
    """`phu_luc.bieu_01` in a text: prints the label, `.so` the number alone."""

    __slots__ = ("key", "label", "number", "heading")

    def __init__(self, key: str, label: str, number: str, heading: str) -> None:
        self.key, self.label, self.number, self.heading = key, label, number, heading

    def look(self, name: str) -> str:
        """`so`, `nhan`, `tieu_de`."""
        return {"so": self.number, "nhan": self.label, "tieu_de": self.heading}[name]

    def known_names(self) -> tuple[str, ...]:
        """What `look` knows."""
        return ("so", "nhan", "tieu_de")

    @property
    def title(self) -> str:
        """As written in templates."""
        return f"phu_luc.{self.key}"

    def printed(self) -> str:
        """The label."""
        return self.label


class AnnexReferences(View):
    """`phu_luc` in a text: the annexes that are printed, by key."""

    __slots__ = ("printed_annexes",)

    def __init__(self, references: Mapping[str, AnnexReference]) -> None:
        self.printed_annexes = references

    def look(self, name: str) -> AnnexReference:
        """An annex that is printed; a dropped one cannot be referred to."""
        return self.printed_annexes[name]

    def known_names(self) -> tuple[str, ...]:
        """Keys of the printed annexes."""
        return tuple(self.printed_annexes)

    @property
    def title(self) -> str:
        """As written in templates."""
        return "phu_luc"


def names_of(form: Form, figures: Figures, texts: UnitTexts = NO_TEXTS) -> tuple[dict[str, Any], Outline]:
    """Everything templates may name for this unit, with conditions evaluated and sections numbered.

    Raises InputRefused when a condition or a text of the letterhead cannot be worked out.
    """
    names = dict(figures.names)
    decided = outline(form, names)
    references = {
        entry.key: AnnexReference(entry.key, decided.labels[n], decided.label_numbers[n], entry.title)
        for n, entry in enumerate(form.annexes, 1)
        if decided.annex_is_printed[n]
    }
    names["phu_luc"] = AnnexReferences(references)
    names.update(document_names(form, names, texts))
    names["_muc"], names["_in"], names["_pl"] = decided.numbers, decided.is_printed, decided.annex_is_printed
    names["_nhan"], names["_cuoi"] = decided.labels, decided.last
    names["_kem_theo"] = dict.fromkeys(decided.labels, names["_dong_kem_theo"])
    names["_hang"] = table_rows(form, figures)
    return names, decided


def table_rows(form: Form, figures: Figures) -> dict[int, list[View]]:
    """Rows of every annex table, total row included, by annex number."""
    return {
        number: figures.names[annex.table.source].table_rows(
            annex.table.rows, annex.table.total_row, annex.table.total_label
        )
        for number, annex in enumerate(form.definition.annexes, 1)
        if annex.table is not None
    }


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
        parts[part.name] = render(form, part, names)
    if anchored:
        parts[MANIFEST_PART] = manifest(printer)
    return Filled(package(form.static, parts), parts, printer, decided, names)


def render(form: Form, part: Part, names: dict[str, Any]) -> str:
    """One part; raises InputRefused with the place of the first mistake."""
    template = part.template
    context = new_context(form.environment, None, template.blocks, names, True, {})
    try:
        return "".join(template.root_render_func(context))
    except AUTHOR_MISTAKES as error:
        raise InputRefused([mistake(form, part, error).finding()]) from error


def manifest(printer: Printer) -> str:
    """Figure id, occurrences and texts; bookmark names follow from id and occurrence."""
    seen: dict[str, list[str]] = {}
    for figure, text, _, _ in printer.printed:
        texts = seen.setdefault(figure.id, [])
        if text not in texts:
            texts.append(text)
    lines = [
        f'<s id="{figure_id}" n="{printer.count[figure_id]}">{escape("|".join(texts))}</s>'
        for figure_id, texts in seen.items()
    ]
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}<so_lieu xmlns="{NAMESPACE}">{"".join(lines)}</so_lieu>'
