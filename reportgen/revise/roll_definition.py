"""A definition rolled forward: a draft again, its narrative marked as carried over, its columns moved on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reportgen.model.base import Path
from reportgen.model.chart import Chart
from reportgen.model.definition import Annex, Column, ColumnKind, Definition, Section
from reportgen.model.source import Source
from reportgen.model.stale import carried_mark, is_untouched
from reportgen.revise.edits import Edit, Layout
from reportgen.revise.roll_figures import Periods

OF_TARGET = re.compile(r"\.(?:muc_tieu|dat)\b")
OF_TARGETS = frozenset({ColumnKind.TARGET, ColumnKind.ATTAINMENT})
"""Columns whose year is that of a target, which does not move on."""
YEAR = re.compile(r"(?<![\d.,])\d{4}(?!\d|[.,]\d)")


def roll_definition(
    source: Source, definition: Definition, periods: Periods, base: int | None, *, figures: str
) -> Iterator[Edit]:
    """Yield the edits that make a definition that of the next period.

    Narrative stays word for word under a mark; columns of the annexes move from period to period, `base`
    being the one compared with so far. `figures` is the name of the new figures file.
    """
    roller = _Roller(Layout(source), definition, periods, base)
    yield from roller.letterhead(figures)
    yield from roller.loose_texts()
    for number, section in enumerate(definition.sections):
        yield from roller.section(("noi_dung", number), section)
    for number, annex in enumerate(definition.annexes):
        yield from roller.annex(("phu_luc", number), annex)


class _Roller:
    """Writes the edits of one file."""

    def __init__(self, layout: Layout, definition: Definition, periods: Periods, base: int | None) -> None:
        self._layout, self._definition, self._old = layout, definition, periods.old
        moved = {str(periods.old): str(periods.new)}
        self._moved = {**moved, str(base): str(periods.old)} if base is not None else moved

    def letterhead(self, figures: str) -> Iterator[Edit]:
        """Make it an unsigned draft without number and date; waivers were decided for the old one."""
        layout, definition = self._layout, self._definition
        if definition.number is not None:
            yield layout.replace(("so",), "null")
        if definition.issued_on is not None:
            yield layout.replace(("ngay",), "null")
        if not layout.has(("du_thao",)):
            yield layout.entry_before(("trich_yeu",), "du_thao", "true")
        elif not definition.is_draft:
            yield layout.replace(("du_thao",), "true")
        if definition.signatory.name:
            yield layout.replace(("ky_ten", "ho_ten"), '""')
        if definition.figures is not None and definition.figures != figures:
            yield layout.replace(("so_lieu",), layout.word(figures))
        if definition.waivers:
            yield layout.without(("bo_qua",)) or layout.items(("bo_qua",), {})

    def loose_texts(self) -> Iterator[Edit]:
        """Mark the texts before and after all sections."""
        given = {"mo_dau": self._definition.opening, "ket": self._definition.closing}
        marks = {name: carried_mark(self._old, text) for name, text in given.items() if text}
        if not marks:
            return
        key, word = self._layout.key, self._layout.word
        shown = ", ".join(f"{key(name)}: {word(mark)}" for name, mark in marks.items())
        if not self._layout.has(("can_xem_lai",)):
            yield self._layout.entry_before(("noi_dung",), "can_xem_lai", f"{{{shown}}}")
            return
        known = self._definition.carried
        for name, mark in known.items():
            if not is_untouched(mark, given[name]) and name in marks:
                yield self._layout.replace(("can_xem_lai", name), word(marks[name]))

    def section(self, path: Path, section: Section) -> Iterator[Edit]:
        """Mark the text of a section and of all below it."""
        texts = {"noi_lien": section.inline, "van_ban": section.text}
        yield from self._mark(path, texts, section.carried)
        yield from self._charts(path, section.charts)
        for number, below in enumerate(section.sections):
            yield from self.section((*path, "muc", number), below)

    def annex(self, path: Path, annex: Annex) -> Iterator[Edit]:
        """Mark the texts of an annex and move its columns on."""
        texts = {"van_ban": annex.text, "van_ban_sau": annex.text_after}
        yield from self._mark(path, texts, annex.carried)
        for number, column in enumerate(annex.table.columns if annex.table is not None else ()):
            yield from self._column((*path, "bang", "cot", number), column)
        yield from self._charts(path, annex.charts)

    def _charts(self, path: Path, charts: Sequence[Chart]) -> Iterator[Edit]:
        """Move the periods of series and points; years of targets stay."""
        for number, chart in enumerate(charts):
            here = (*path, "bieu_do", number)
            yield from (edit for n in range(len(chart.points)) for edit in self._moved_on((*here, "nhom", n)))
            for n, series in enumerate(chart.series):
                own = (*here, "chuoi", n)
                if series.name:
                    yield from self._moved_on((*own, "ten"))
                is_one = isinstance(series.values, str)
                for i, text in enumerate(series.expressions):
                    if not OF_TARGET.search(text):
                        yield from self._moved_on((*own, "gia_tri") if is_one else (*own, "gia_tri", i))

    def _moved_on(self, path: Path) -> Iterator[Edit]:
        """Move the years in a text."""
        written = self._layout.written(path)
        moved = YEAR.sub(lambda year: self._moved.get(year[0], year[0]), written)
        if moved != written:
            yield self._layout.replace(path, moved)

    def _mark(self, path: Path, texts: Mapping[str, str | None], known: str | None) -> Iterator[Edit]:
        first = next((name for name, text in texts.items() if text), None)
        if first is None or is_untouched(known, *texts.values()):
            return
        mark = self._layout.word(carried_mark(self._old, *texts.values()))
        if known is not None:
            yield self._layout.replace((*path, "can_xem_lai"), mark)
        else:
            yield self._layout.entry_before((*path, first), "can_xem_lai", mark)

    def _column(self, path: Path, column: Column) -> Iterator[Edit]:
        """Move the period of a column, in its heading and its expression, too; a target's year stays."""
        given: dict[str, Any] = {"tieu_de": column.title}
        if column.kind not in OF_TARGETS:
            given |= {"nam": column.period, "cong_thuc": column.expression}
        if column.kind not in OF_TARGETS or str(column.period) not in self._moved:
            for name in (name for name, value in given.items() if value):
                yield from self._moved_on((*path, name))
        for number, below in enumerate(column.columns):
            yield from self._column((*path, "cot", number), below)
