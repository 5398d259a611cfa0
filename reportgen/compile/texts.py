"""Texts outside the narrative: those that may hold tags (`trich_yeu: … {{ ky.hien_tai }}`), and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportgen.compile.tags import JINJA_TAG, LOOSE_MARK
from reportgen.model.base import Path
from reportgen.model.chart import Chart
from reportgen.model.definition import Annex, Column, Definition, Section


def texts_with_tags(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Yield those texts outside the narrative that have to be worked out for each unit."""
    yield from ((path, text) for path, text in _texts(definition) if JINJA_TAG.search(text))


def misplaced_tags(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Yield the texts that hold tags although nobody would work them out."""
    yield from ((path, text) for path, text in _fixed_texts(definition) if LOOSE_MARK.search(text))


def _texts(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Every text that a template or an annex workbook prints, but for those that are fixed."""
    signatory, agency = definition.signatory, definition.agency
    yield ("trich_yeu",), definition.subject
    yield ("ten_loai",), definition.document_type
    yield ("dia_danh",), definition.place
    yield ("co_quan", "ten_goi"), agency.name or ""
    yield ("ky_ten", "chuc_vu"), signatory.position
    yield ("ky_ten", "ho_ten"), signatory.name
    yield from _items(("kinh_gui",), definition.addressees)
    yield from _items(("can_cu",), definition.legal_basis)
    yield from _items(("noi_nhan",), definition.recipients)
    yield from _items(("co_quan", "chu_quan"), agency.parent)
    yield from _items(("co_quan", "ban_hanh"), agency.issuer)
    yield from _items(("ky_ten", "quyen_han"), signatory.authority)
    for number, annex in enumerate(definition.annexes):
        yield from _annex_texts(annex, ("phu_luc", number))
    for chart, path in definition.all_charts():
        yield from _chart_texts(chart, path)


def _chart_texts(chart: Chart, path: Path) -> Iterator[tuple[Path, str]]:
    yield (*path, "tieu_de"), chart.title
    yield (*path, "mo_ta"), chart.description or ""
    yield from (((*path, "chuoi", n, "ten"), series.name) for n, series in enumerate(chart.series))
    yield from _items((*path, "nhom"), chart.points)


def _annex_texts(annex: Annex, path: Path) -> Iterator[tuple[Path, str]]:
    yield (*path, "tieu_de"), annex.title
    yield (*path, "kem_theo"), annex.caption or ""
    if annex.table is not None:
        yield from _titles(annex.table.columns, (*path, "bang", "cot"))


def _titles(columns: Iterable[Column], path: Path) -> Iterator[tuple[Path, str]]:
    for number, column in enumerate(columns):
        yield (*path, number, "tieu_de"), column.title
        yield from _titles(column.columns, (*path, number, "cot"))


def _fixed_texts(definition: Definition) -> Iterator[tuple[Path, str]]:
    yield ("ky_hieu",), definition.symbol
    yield ("du_thao",), definition.draft if isinstance(definition.draft, str) else ""
    yield ("nhan_phu_luc",), definition.annex_label or ""
    yield ("chua_co", "van"), definition.missing.prose
    yield ("chua_co", "bang"), definition.missing.table
    yield from _items(("danh_so",), definition.numbering or ())
    yield from _numberings(definition.sections, ("noi_dung",))
    for number, annex in enumerate(definition.annexes):
        yield ("phu_luc", number, "nhan"), annex.label or ""
        if annex.table is not None:
            yield ("phu_luc", number, "bang", "nhan_tong"), annex.table.total_label


def _numberings(sections: Iterable[Section], path: Path) -> Iterator[tuple[Path, str]]:
    for number, section in enumerate(sections):
        yield (*path, number, "danh_so_muc"), section.child_numbering or ""
        yield from _numberings(section.sections, (*path, number, "muc"))


def _items(path: Path, texts: Iterable[str]) -> Iterator[tuple[Path, str]]:
    yield from (((*path, index), text) for index, text in enumerate(texts))
