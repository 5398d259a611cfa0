"""The annex workbook of one unit, its headings and numbers put into planned sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.figure import NumberStyle
from reportgen.model.traces import Traces
from reportgen.publish.annex_head import heading_height, lines_in
from reportgen.publish.annex_plan import ENDLESS, AnnexPlanner, Hole, SheetPlan, height_in_lines
from reportgen.publish.annex_workbook import TITLE
from reportgen.publish.annex_writer import AnnexWriter, heading_texts
from reportgen.publish.sheet_cells import Texts, entries_of, height_of, in_xml, text_table
from reportgen.publish.unit_figures import UnitFigures
from reportgen.publish.workbook_frame import Looks, Sheet, workbook
from reportgen.publish.workbook_style import sheet_names


class Unlike(Exception):
    """A unit does not fit the plan of its like: its workbook has to be written from the start."""


class AnnexPlans(NamedTuple):
    """The sheets of a workbook that are planned, by the key of their annex, and what they have in common."""

    sheets: Mapping[str, SheetPlan]
    looks: Looks
    texts: Texts
    entries: Sequence[bytes]
    """The texts as the table of texts holds them."""


class Contents(NamedTuple):
    """What a unit's workbook is made of besides its figures, as for one that is written from the start."""

    sheets: Sequence[AnnexSheet]
    names: Mapping[str, Any]
    missing: str
    traces: Traces


def plan_annexes(contents: Contents, styles: Mapping[str, Sequence[NumberStyle]]) -> AnnexPlans:
    """Return the plans of those sheets whose columns have known styles, by the key of their annex."""
    looks, texts = Looks(), Texts()
    plans = {}
    tables = [sheet for sheet in contents.sheets if sheet.rows]
    for sheet, name in _named(tables):
        writer = AnnexPlanner(sheet, name, contents.names, contents.missing, contents.traces, looks, texts)
        key = sheet.annex.key
        plan = writer.plan(styles[key]) if key in styles else None
        if plan is not None:
            plans[key] = plan
    return AnnexPlans(plans, looks, texts, entries_of(texts))


def planned_annexes(plans: AnnexPlans, contents: Contents, figures: UnitFigures) -> bytes:
    """Return the .xlsx; raise Unlike when the unit does not fit the plans."""
    looks, texts = Looks(dict(plans.looks.numbers)), dict(plans.texts)
    shown = [each for each in contents.sheets if each.rows or each.annex.key in plans.sheets]
    filling, made, count = _Filling(figures, texts), [], 0
    for sheet, name in _named(shown):
        plan = plans.sheets.get(sheet.annex.key)
        if plan is not None:
            made.append(filling.sheet(plan, sheet))
            count += plan.text_count
        else:
            writer = AnnexWriter(sheet, name, contents.names, contents.missing, contents.traces, looks, texts)
            made.append(writer.write())
            count += writer.cells.text_count
    entries = [*plans.entries, *entries_of([*texts][len(plans.entries) :])]
    return workbook(TITLE, made, looks, text_table(entries, len(texts), count + filling.text_count))


def _named(sheets: Sequence[AnnexSheet]) -> Iterator[tuple[AnnexSheet, str]]:
    yield from zip(sheets, sheet_names(sheet.label for sheet in sheets), strict=True)


class _Filling:
    """Puts what a unit has of its own into the gaps; texts that stand there come into the table of texts."""

    def __init__(self, figures: UnitFigures, texts: Texts) -> None:
        self.figures, self.texts, self.text_count = figures, texts, 0

    def sheet(self, plan: SheetPlan, sheet: AnnexSheet) -> Sheet:
        """Return a whole worksheet."""
        table, heading = sheet.annex.table, heading_texts(sheet)
        if table is not plan.table and table != plan.table:
            raise Unlike
        if tuple(map(bool, heading)) != plan.heading:
            raise Unlike
        pieces = plan.pieces.copy()
        above = [piece for text in heading if text for piece in self._line_above(text, plan.widths)]
        pieces[1 : 2 * len(above) : 2] = above
        self._fill(plan, pieces)
        return Sheet(plan.layout, plan.last_row, plan.dimension, b"".join(pieces))

    def _line_above(self, text: str, widths: Sequence[int]) -> tuple[bytes, bytes]:
        return height_of(heading_height(text, widths)).encode(), self._shared(text).encode()

    def _shared(self, text: str) -> str:
        """Return what stands behind the look of a cell with a text."""
        self.text_count += 1
        return f' t="s"><v>{self.texts.setdefault(text, len(self.texts))}</v></c>'

    def _fill(self, plan: SheetPlan, pieces: list[bytes]) -> None:
        """Put the figures into their gaps, and heights of rows where they are not the usual ones."""
        known, heights = self.figures.numbers.get, dict[int, int]()
        for (figure_id, has_formula, room), cell in zip(plan.wanted, plan.cells, strict=True):
            hole, place, row = cell
            number = known(figure_id) or self.figures.number(figure_id, hole.asking)
            if number is None or number.signs > room:
                heights[row] = max(heights.get(row, 1), self._lines(hole))
            if number is None or not number.constant:
                pieces[place - 1] = pieces[place - 1].removesuffix(hole.before)
                pieces[place] = self._text(hole).encode()
            else:
                pieces[place] = number.result if has_formula else number.constant
        for row, lines in heights.items():
            place, least = plan.rows[row]
            pieces[place] = height_in_lines(max(least, lines))

    def _lines(self, hole: Hole) -> int:
        """Return how many lines a figure takes that may not stand in one."""
        if hole.width == ENDLESS:
            return 1
        return lines_in(self.figures.text(hole.figure_id, hole.asking, hole.style), hole.width)

    def _text(self, hole: Hole) -> str:
        """Return a cell that holds a text: a range, or what stands where there is no number."""
        if self.figures.is_adjusted(hole.figure_id, hole.asking):
            raise Unlike
        text = self.figures.text(hole.figure_id, hole.asking, hole.style)
        if hole.formula:
            return f' t="str"><f>{hole.formula}</f><v>{in_xml(text)}</v></c>'
        return self._shared(text)
