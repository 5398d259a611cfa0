"""The annex workbook of one unit, its headings and numbers put into planned sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.figure import NumberStyle
from reportgen.model.traces import Traces
from reportgen.publish.annex_head import column_widths, lines_in, points_of
from reportgen.publish.annex_plan import ENDLESS, AnnexPlanner, Hole, RowPlan, SheetPlan
from reportgen.publish.annex_workbook import TITLE
from reportgen.publish.annex_writer import AnnexWriter
from reportgen.publish.sheet_cells import Texts, entries_of, height_of, in_xml, text_table
from reportgen.publish.unit_figures import UnitFigures
from reportgen.publish.workbook_frame import Looks, Sheet, workbook
from reportgen.publish.workbook_style import sheet_names

AnyWriter = TypeVar("AnyWriter", bound=AnnexWriter)


class Unlike(Exception):
    """A unit does not fit the plan of its like: its workbook has to be written from the start."""


class AnnexPlans(NamedTuple):
    """The sheets of a workbook that are planned, by the key of their annex, and what they have in common."""

    sheets: Mapping[str, SheetPlan]
    looks: Looks
    texts: Texts


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
    for writer in _writers(AnnexPlanner, contents._replace(sheets=tables), looks, texts):
        key = writer.sheet.annex.key
        plan = writer.plan(styles[key]) if key in styles else None
        if plan is not None:
            plans[key] = plan
    return AnnexPlans(plans, looks, texts)


def planned_annexes(plans: AnnexPlans, contents: Contents, figures: UnitFigures) -> bytes:
    """Return the .xlsx; raise Unlike when the unit does not fit the plans."""
    looks, texts = Looks(dict(plans.looks.numbers)), dict(plans.texts)
    shown = [each for each in contents.sheets if each.rows or each.annex.key in plans.sheets]
    filling, made, count = _Filling(figures, texts), [], 0
    for writer in _writers(AnnexWriter, contents._replace(sheets=shown), looks, texts):
        plan = plans.sheets.get(writer.sheet.annex.key)
        made.append(writer.write() if plan is None else filling.sheet(plan, writer))
        count += writer.cells.text_count + (0 if plan is None else plan.text_count)
    return workbook(TITLE, made, looks, text_table(entries_of(texts), len(texts), count + filling.text_count))


def _writers(kind: type[AnyWriter], contents: Contents, looks: Looks, texts: Texts) -> Iterator[AnyWriter]:
    sheets, names, missing, traces = contents
    for sheet, name in zip(sheets, sheet_names(sheet.label for sheet in sheets), strict=True):
        yield kind(sheet, name, names, missing, traces, looks, texts)


class _Filling:
    """Puts the figures of a unit into holes; texts that stand there come into the table of texts."""

    def __init__(self, figures: UnitFigures, texts: Texts) -> None:
        self.figures, self.texts, self.text_count = figures, texts, 0

    def sheet(self, plan: SheetPlan, writer: AnnexWriter) -> Sheet:
        """Return a whole worksheet, the heading written by its writer."""
        table = writer.sheet.annex.table
        if table is None or table != plan.table:
            raise Unlike
        widths = column_widths(table, landscape=writer.sheet.annex.landscape)
        if writer.heading(widths) != plan.top:
            raise Unlike
        pieces = list(plan.pieces)
        pieces[1::2] = [piece for row in plan.rows for piece in self._row(row)]
        rows = writer.cells.xml() + "".join(pieces)
        return Sheet(plan.layout, plan.last_row, plan.dimension, rows)

    def _row(self, row: RowPlan) -> list[str]:
        lines, numbers, shown = row.lines, self.figures.number, self.figures.text_in_table
        pieces = [""]
        for figure_id, asking, style, formula, width in row.holes:
            number = numbers(figure_id, asking)
            if number is None or not number.constant:
                pieces.append(self._text(Hole(figure_id, asking, style, formula, width)))
            elif formula:
                pieces.append(f"><f>{formula}</f><v>{number.result}</v></c>")
            else:
                pieces.append(f"><v>{number.constant}</v></c>")
            if width != ENDLESS and (needed := lines_in(shown(figure_id, style), width)) > lines:
                lines = needed
        pieces[0] = height_of(points_of(lines))
        return pieces

    def _text(self, hole: Hole) -> str:
        """Return a cell that holds a text: a range, or what stands where there is no number."""
        figure = self.figures.figure(hole.figure_id, hole.asking)
        if figure.adjusted is not None:
            raise Unlike
        text = figure.text(hole.style)
        if hole.formula:
            return f' t="str"><f>{hole.formula}</f><v>{in_xml(text)}</v></c>'
        self.text_count += 1
        return f' t="s"><v>{self.texts.setdefault(text, len(self.texts))}</v></c>'
