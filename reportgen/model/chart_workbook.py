"""The workbook inside a chart, which Word opens for «Edit Data»: the same bytes for the same data."""

from __future__ import annotations

from html import escape

from reportgen.model.chart_data import ChartData, Point, column_letter, table_rows
from reportgen.model.package import member, package

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
LABEL_WIDTH, NUMBER_WIDTH = 40, 16
"""Widths of the columns, in characters."""

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/></Types>'
)
WORKBOOK = (
    f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
FIRST_STYLE = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
STYLES = (
    f'{HEAD}<styleSheet xmlns="{SHEET}">'
    '<fonts count="1"><font><sz val="12"/><name val="Times New Roman"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    f'<cellStyleXfs count="1"><xf {FIRST_STYLE}/></cellStyleXfs>'
    f'<cellXfs count="1"><xf {FIRST_STYLE} xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def _links(*links: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


STATIC = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": _links(("officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": _links(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
    "xl/styles.xml": STYLES,
}
MEMBERS = tuple(member(name, text.encode()) for name, text in STATIC.items())


def chart_workbook(data: ChartData) -> bytes:
    """Return the .xlsx with a chart's data: categories in column A, a column for each series."""
    rows = "".join(
        f'<row r="{n}">{"".join(_cell(value, f"{column_letter(c)}{n}") for c, value in enumerate(row))}</row>'
        for n, row in enumerate(table_rows(data), 1)
    )
    columns = (
        f'<cols><col min="1" max="1" width="{LABEL_WIDTH}" customWidth="1"/>'
        f'<col min="2" max="{len(data.series) + 1}" width="{NUMBER_WIDTH}" customWidth="1"/></cols>'
    )
    sheet = f'{HEAD}<worksheet xmlns="{SHEET}">{columns}<sheetData>{rows}</sheetData></worksheet>'
    return b"".join(package(MEMBERS, [member("xl/worksheets/sheet1.xml", sheet.encode())]))


def _cell(value: str | Point, place: str) -> str:
    if isinstance(value, Point):
        return f'<c r="{place}"><v>{value.number}</v></c>' if value.number else ""
    if not value:
        return ""
    text = escape(value, quote=False)
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
