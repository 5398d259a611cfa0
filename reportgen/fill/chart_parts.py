"""Charts as members of a document's package, and the two parts that list them."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.fill.chart_xml import HEAD, OFFICE, WORKBOOK_LINK, chart_xml
from reportgen.fill.printer import escape
from reportgen.model.chart_data import (
    DrawnChart,
    chart_part,
    links_part,
    relationship_id,
    workbook_part,
)
from reportgen.model.chart_workbook import chart_workbook
from reportgen.model.form import ChartPackage, Member
from reportgen.model.package import member

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
RELATIONSHIPS, CONTENT_TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"


def chart_members(lists: ChartPackage, charts: Sequence[DrawnChart]) -> list[Member]:
    """Return all parts of the charts, and those that list them."""
    parts = {
        CONTENT_TYPES: _listed(lists.content_types, map(_type, charts)),
        RELATIONSHIPS: _listed(lists.relationships, map(_relationship, charts)),
    }
    for chart in charts:
        key = chart.data.key
        parts[chart_part(key)] = chart_xml(chart)
        parts[links_part(key)] = _links(key)
        parts[workbook_part(key)] = chart_workbook(chart.data)
    return [member(name, data) for name, data in parts.items()]


def remembered_chart(chart: DrawnChart, members: Sequence[Member]) -> str:
    """Return the line of the manifest about a chart: its numbers, and marks by which edits are seen."""
    key = chart.data.key
    marks = {each.name: f"{each.crc:08x}" for each in members}
    made = f'bieu_do="{marks[chart_part(key)]}" bang_tinh="{marks[workbook_part(key)]}"'
    return f'<bd ma="{key}" {made}>{escape(chart.data.as_json())}</bd>'


def _listed(part: tuple[bytes, bytes], lines: map[str]) -> bytes:
    return part[0] + "".join(lines).encode() + part[1]


def _type(chart: DrawnChart) -> str:
    return f'<Override PartName="/{chart_part(chart.data.key)}" ContentType="{CHART_TYPE}"/>'


def _relationship(chart: DrawnChart) -> str:
    key = chart.data.key
    target = chart_part(key).removeprefix("word/")
    return f'<Relationship Id="{relationship_id(key)}" Type="{OFFICE}/chart" Target="{target}"/>'


def _links(key: str) -> bytes:
    target = workbook_part(key).replace("word/", "../", 1)
    link = f'<Relationship Id="{WORKBOOK_LINK}" Type="{OFFICE}/package" Target="{target}"/>'
    return f'{HEAD}<Relationships xmlns="{PACKAGE_LINKS}">{link}</Relationships>'.encode()
