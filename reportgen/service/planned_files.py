"""Workbooks of the units of a level: what units of one shape have in common is worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from reportgen.errors import Finding
from reportgen.fill import annex_sheets, printed_rows
from reportgen.model.checking import Waived
from reportgen.model.figure import NumberStyle
from reportgen.model.figures_input import FiguresInput, GroupInput
from reportgen.model.figures_shape import Shape, decimals_as_typed, shape_of
from reportgen.model.form import COPY, Form
from reportgen.model.mould import Mould, MouldedGroups
from reportgen.model.tie_out import PrintRecord
from reportgen.publish.place_names import PlaceNames, rows_by_figure
from reportgen.publish.planned_annexes import (
    AnnexPlans,
    Contents,
    Unlike,
    plan_annexes,
    planned_annexes,
)
from reportgen.publish.planned_tie_out import PlannedTieOut
from reportgen.publish.planned_typed import PlannedTyped
from reportgen.publish.tie_out_plan import TieOutPlan
from reportgen.publish.unit_figures import KnownMeasures, UnitFigures
from reportgen.service.making import Made
from reportgen.service.publishing import (
    ANNEXES,
    TIE_OUT,
    TIE_OUT_JSON,
    OfficeForm,
    annex_files,
    inputs_of,
    office_form_files,
    office_forms,
    tie_out_files,
    tie_out_of,
)

MOST_PLANS, MOST_FORMS = 16, 8
WORD, TEXT = re.compile(r"[A-Za-z_]\w*"), re.compile(r"'[^']*'|\"[^\"]*\"")
OF_SHAPE = frozenset({"h", "and", "or", "not", "co_muc_tieu", "la_con", "la_tong", "ma"})
"""What conditions of rows may name that is the same in all units of a shape."""


class Wanted(NamedTuple):
    """Which files are made beside the document, and what the tie-out says of the figures."""

    annexes: bool
    tie_out: bool
    findings: Sequence[Finding]
    waived: Sequence[Waived]


class Likeness(NamedTuple):
    """What units have in common that share a plan; compared by ==."""

    shape: Shape
    periods: tuple[int | None, ...]
    numbers: dict[int, str]
    labels: dict[int, str]
    rows: tuple[tuple[str, ...], ...]
    """The rows of tables from which numbers may leave some out."""
    decimals: tuple[int, ...]
    """Decimals of measured values that nobody fixed: formats of cells are made for them."""


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What the workbooks of such units have in common; `names` name the places of documents."""

    annexes: AnnexPlans
    names: PlaceNames
    rows: Mapping[tuple[int, str], str]
    tie_out: TieOutPlan
    typed: PlannedTyped
    measures: KnownMeasures

    @classmethod
    def of(cls, made: Made) -> UnitPlan:
        """Plan by the first such unit, whose annexes have all their rows."""
        form, outline = made.form, made.filled.outline
        annexes = plan_annexes(contents_of(made), _styles(made))
        planned = [sheet for sheet in made.sheets if sheet.annex.key in annexes.sheets]
        rows = rows_by_figure(form, planned)
        names = PlaceNames(form, outline.numbers, outline.labels, rows)
        return cls(annexes, names, rows, TieOutPlan(), PlannedTyped(form, names), KnownMeasures())


def _styles(made: Made) -> dict[str, list[NumberStyle]]:
    """Return the styles of the columns of tables that can be planned.

    Rows of lists are the unit's own, an office's workbook needs all the values, and remarks stand at shares
    that are adjusted.
    """
    groups = made.given.figures.groups
    return {
        annex.key: [site.style for site in entry.sites]
        for annex, entry in zip(made.form.definition.annexes, made.form.annexes, strict=True)
        if annex.table is not None and annex.form is None and _is_common(groups[annex.table.source])
    }


def _is_common(group: GroupInput) -> bool:
    return group.rows is None and not group.balanced


def contents_of(made: Made) -> Contents:
    """Return what the annex workbook is made of."""
    return Contents(made.sheets, made.filled.names, made.form.definition.missing.table, made.traces)


class Plans:
    """The plans of a level, those made last first; threads may share them."""

    def __init__(self) -> None:
        self._plans: list[tuple[Likeness, UnitPlan]] = []
        self._shapes: dict[Mould, Shape] = {}

    def files(self, made: Made, folder: Path, wanted: Wanted) -> dict[str, bytes]:
        """Return the files beside the document, by what their names end with; `made` has no sheets yet.

        Raises InputRefused when an office form would be defective.
        """
        if made.values.telling is None or _is_drawn(made.form):  # overridden numbers are told one by one
            return files_from_the_start(made, folder, wanted)
        made, plan = self._planned(made)
        printer = made.filled.printer
        told = printer.slots, printer.texts, printer.figures, printer.telling
        record = PrintRecord(*told, printer.typed, printer.typed_printed)
        figures, files = UnitFigures(record, plan.measures), dict[str, bytes]()
        forms = office_forms(made, folder) if wanted.annexes else {}
        if wanted.annexes:
            files |= office_form_files(forms) | _annexes(plan, made, figures)
        if wanted.tie_out:
            files |= _tie_out(plan, made, record, figures, forms.values(), wanted)
        return files

    def _planned(self, made: Made) -> tuple[Made, UnitPlan]:
        """Return the plan that fits a unit, and the unit with the rows that the plan lacks."""
        like = _likeness(made, self._shape(made.given.figures))
        for known, plan in self._plans:
            if known == like:
                sheets = annex_sheets(made.form, made.filled, without_rows=plan.annexes.sheets)
                return replace(made, sheets=sheets), plan
        made = _with_all_sheets(made)
        plan = UnitPlan.of(made)
        self._plans = [(like, plan), *self._plans[: MOST_PLANS - 1]]
        return made, plan

    def _shape(self, figures: FiguresInput) -> Shape:
        """Return the shape of figures; those of one mould have the same."""
        cast = figures.groups.cast() if isinstance(figures.groups, MouldedGroups) else None
        if cast is None:
            return shape_of(figures)
        if cast.mould not in self._shapes:
            if len(self._shapes) >= MOST_PLANS:
                self._shapes = {}
            self._shapes[cast.mould] = shape_of(figures)
        return self._shapes[cast.mould]


@lru_cache(maxsize=MOST_FORMS)
def _is_drawn(form: Form) -> bool:
    """Tell whether figures are shown elsewhere than in the text: in charts, or twice in text boxes."""
    return bool(form.charts) or any(site.place.block == COPY for site in form.sites)


def _likeness(made: Made, shape: Shape) -> Likeness:
    outline = made.filled.outline
    rows = [
        printed_rows(made.form, made.filled, number)
        for number, annex in enumerate(made.form.definition.annexes, 1)
        if annex.table is not None and _depends_on_numbers(annex.table.row_condition or "")
    ]
    decimals = tuple(decimals_as_typed(made.given.figures))
    return Likeness(shape, made.values.periods, outline.numbers, outline.labels, tuple(rows), decimals)


@lru_cache
def _depends_on_numbers(condition: str) -> bool:
    """Tell whether numbers may decide which rows are printed, not the shape of the figures alone."""
    return not OF_SHAPE.issuperset(WORD.findall(TEXT.sub("", condition)))


def _with_all_sheets(made: Made) -> Made:
    return replace(made, sheets=annex_sheets(made.form, made.filled))


def _annexes(plan: UnitPlan, made: Made, figures: UnitFigures) -> dict[str, bytes]:
    if not plan.annexes.sheets and not any(sheet.rows for sheet in made.sheets):
        return {}
    try:
        return {ANNEXES: planned_annexes(plan.annexes, contents_of(made), figures)}
    except Unlike:
        return annex_files(_with_all_sheets(made), {})


def _tie_out(
    plan: UnitPlan,
    made: Made,
    record: PrintRecord,
    figures: UnitFigures,
    forms: Iterable[OfficeForm],
    wanted: Wanted,
) -> dict[str, bytes]:
    names = plan.names
    if own_rows := rows_by_figure(made.form, made.sheets):
        names = PlaceNames(made.form, names.numbers, names.labels, {**plan.rows, **own_rows})
    typed = plan.typed.lines(record.typed, record.typed_printed)
    inputs = dict(sorted(inputs_of(made, forms).items()))
    planned = PlannedTieOut(plan.tie_out, figures, names, made.given.source, made.traces)
    book, json = planned.files(typed, inputs, wanted.findings, wanted.waived, made.given.summands())
    return {TIE_OUT: book, TIE_OUT_JSON: json}


def files_from_the_start(made: Made, folder: Path, wanted: Wanted) -> dict[str, bytes]:
    """Return the same files without a plan: what the planned ones are compared with."""
    made = _with_all_sheets(made)
    forms = office_forms(made, folder) if wanted.annexes else {}
    files = annex_files(made, forms) if wanted.annexes else {}
    if wanted.tie_out:
        files |= tie_out_files(tie_out_of(made, forms.values()), wanted.findings, wanted.waived)
    return files
