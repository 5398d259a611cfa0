"""Figures of many units: what they make together, what they say about each other, charts of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response

from reportgen.errors import Finding
from reportgen.model.entry_form import year_heading
from reportgen.model.office.cycles import CycleHead
from reportgen.model.office.refusals import NotFound
from reportgen.model.office.reports import GridSection
from reportgen.service.office import board as service
from reportgen.service.office.cycle_heads import report_numbers
from reportgen.web.charts import bar_chart
from reportgen.web.cycle_pages import cycle_page, head_of
from reportgen.web.finding_links import CELL, GRAVEST_FIRST
from reportgen.web.readable import place
from reportgen.web.visit import Here, pages_for_signed_in

router = pages_for_signed_in()
OF_UNIT = re.compile(r"so-lieu-([A-Za-z0-9_-]+)\.json")
NAMED = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9_-]{0,39})\)")
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Choice:
    """A figure that a chart can show."""

    id: str
    label: str


# --- what units make together ----------------------------------------------------------------------------


@router.get("/ky/{cycle_id}/tong-hop")
def consolidated_page(here: Here, cycle_id: int, don_vi: str = "") -> Response:
    """Show what the units below one make together."""
    head = head_of(here, cycle_id)
    unit = _unit(head, don_vi)
    sections, lists = service.consolidated(here.office, here.actor, cycle_id, unit)
    years = sorted({year for section in sections for row in section.rows for year in row.cells})
    return cycle_page(
        here,
        "cycle/consolidated.html",
        head,
        unit=unit,
        sections=sections,
        lists=lists,
        years=years,
        report_id=report_numbers(here.office, here.actor, cycle_id).get(unit, 0),
    )


def _unit(head: CycleHead, asked: str) -> str:
    """Return the unit that is asked for, or the first one that has others below it."""
    known = [each.code for each in head.parents]
    if (asked and asked not in known) or not known:
        raise NotFound("không có đơn vị cấp trên nào như vậy trong phần bạn được xem")
    return asked or known[0]


# --- what units say about each other ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Crossed:
    """A finding with the unit it is about and where to look at it."""

    finding: Finding
    unit_code: str
    address: str


@router.get("/ky/{cycle_id}/kiem-tra-cheo")
def cross_checks_page(here: Here, cycle_id: int, don_vi: str = "") -> Response:
    """List what the units say about each other."""
    head = head_of(here, cycle_id)
    checked = service.cross_checks(here.office, here.actor, cycle_id)
    numbers = report_numbers(here.office, here.actor, cycle_id)
    found = sorted(
        (_crossed(each, numbers) for each in checked.findings),
        key=lambda each: GRAVEST_FIRST.index(each.finding.severity),
    )
    shown = [each for each in found if don_vi in ("", each.unit_code)]
    return cycle_page(
        here,
        "cycle/cross_checks.html",
        head,
        found=shown[:MOST_SHOWN],
        total=len(shown),
        unit=don_vi,
        units=sorted({each.unit_code for each in found if each.unit_code}),
        passed=sum(checked.passed.values()),
        idle=checked.not_evaluated,
    )


def _crossed(finding: Finding, numbers: Mapping[str, int]) -> Crossed:
    code = _unit_of(finding, numbers)
    if code not in numbers:
        return Crossed(finding, code, "")
    address = f"/bao-cao/{numbers[code]}/so-lieu"
    is_cell = CELL.fullmatch(finding.where.cell) and code in finding.where.file
    return Crossed(finding, code, f"{address}#o-{place(finding.where.cell)}" if is_cell else address)


def _unit_of(finding: Finding, numbers: Mapping[str, int]) -> str:
    """Return the unit whose values a finding is about: by its file, else the first that it names."""
    by_file = OF_UNIT.fullmatch(finding.where.file)
    if by_file is not None:
        return by_file[1]
    return next((code for code in NAMED.findall(finding.message) if code in numbers), "")


# --- charts ----------------------------------------------------------------------------------------------


@router.get("/ky/{cycle_id}/bieu-do")
def chart_page(
    here: Here, cycle_id: int, don_vi: str = "", so: str = "", voi: str = "", xep: str = "cay"
) -> Response:
    """Draw one figure, or two, of the units directly below one."""
    head = head_of(here, cycle_id)
    unit = _unit(head, don_vi)
    sections, _ = service.consolidated(here.office, here.actor, cycle_id, unit)
    groups = {section.label: _choices(section) for section in sections}
    known = [choice.id for choices in groups.values() for choice in choices]
    if (so and so not in known) or (voi and voi not in known) or not known:
        raise NotFound("biểu không có số liệu này")
    figures = [so or known[0], *([voi] if voi else [])]
    data = service.chart_data(here.office, here.actor, cycle_id, unit, figures)
    return cycle_page(
        here,
        "cycle/chart.html",
        head,
        unit=unit,
        groups=groups,
        chosen=figures,
        sort=xep,
        chart=bar_chart(data, is_sorted=xep == "giam"),
    )


def _choices(section: GridSection) -> Sequence[Choice]:
    return [
        Choice(cell.id, f"{row.label}, {year_heading(year)}")
        for row in section.rows
        for year, cell in row.cells.items()
        if not cell.is_shared
    ]
