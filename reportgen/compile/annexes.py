"""Annexes -> titles, tables from declared column trees, and sections of their own.

A column kind is an expression over the row `h`, so a cell is an ordinary tag and there is no table engine at fill.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from reportgen.compile.sections import loose_text
from reportgen.compile.wordml import AUTOMATIC, paragraph, run, to_text, w
from reportgen.errors import Where
from reportgen.model.base import Path
from reportgen.model.columns import expression, formula_id
from reportgen.model.definition import Annex, AnnexTable, Column, ColumnKind
from reportgen.model.figure import NumberStyle

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
CELL_MARGIN = 57  # twips: 1 mm
MARGINS = (
    f'<w:tblCellMar><w:left w:w="{CELL_MARGIN}" w:type="dxa"/><w:right w:w="{CELL_MARGIN}" w:type="dxa"/></w:tblCellMar>'
)
ALIGN = {"trai": "left", "giua": "center", "phai": "right"}
LEFT_KINDS = (ColumnKind.LABEL, ColumnKind.NOTE)
# Word wants a paragraph between a table and the end of its section; one point high, it makes no blank page.
TINY = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def annexes(compiler: Compiler, body_section: etree._Element) -> str:
    """All annexes, and the choice of the last section's properties.

    Every section ends with a paragraph that carries its properties, except the last one printed, whose properties
    end the body: which one that is, is known only when the conditions have been evaluated (`_cuoi`).
    """
    tags, plain = compiler.tags, to_text(body_section)
    here = compiler.source.where(("phu_luc",))
    out, finals = [_section_end(compiler, 0, plain)], [(0, plain)]
    for number, annex in enumerate(compiler.definition.annexes, 1):
        properties = section_properties(body_section, landscape=annex.landscape)
        start = tags.add(f"{{% if _pl[{number}] %}}", here)
        body = _annex(compiler, annex, number, usable_width(properties))
        shown = to_text(properties)
        out += [start, body, _section_end(compiler, number, shown), tags.add("{% endif %}", here)]
        finals.append((number, shown))
    for number, shown in finals:
        out += [tags.add(f"{{% if _cuoi == {number} %}}", here), shown, tags.add("{% endif %}", here)]
    return "".join(out)


def _section_end(compiler: Compiler, number: int, properties: str) -> str:
    here = compiler.source.where(("phu_luc",))
    holder = f'<w:p><w:pPr>{TINY}{properties}</w:pPr></w:p>'
    return compiler.tags.add(f"{{% if _cuoi != {number} %}}", here) + holder + compiler.tags.add("{% endif %}", here)


def section_properties(model: etree._Element, *, landscape: bool) -> etree._Element:
    """The body's section properties turned to the annex's paper, with page numbers from 1 (NĐ 30, I.III.1đ)."""
    section = copy.deepcopy(model)
    size = section.find(w("pgSz"))
    assert size is not None
    short, long = sorted(int(size.get(w(side), "0")) for side in "wh")
    size.set(w("w"), str(long if landscape else short))
    size.set(w("h"), str(short if landscape else long))
    size.attrib.pop(w("orient"), None)
    if landscape:
        size.set(w("orient"), "landscape")
    for old in section.findall(w("pgNumType")):
        section.remove(old)
    numbering = etree.Element(w("pgNumType"), {w("start"): "1"})
    margins = section.find(w("pgMar"))
    assert margins is not None
    margins.addnext(numbering)
    return section


def usable_width(section: etree._Element) -> int:
    """Twips between the margins."""
    size, margins = section.find(w("pgSz")), section.find(w("pgMar"))
    assert size is not None and margins is not None
    return int(size.get(w("w"), "0")) - sum(int(margins.get(w(side), "0")) for side in ("left", "right", "gutter"))


def _annex(compiler: Compiler, annex: Annex, number: int, width: int) -> str:
    path: Path = ("phu_luc", number - 1)
    place = f"p{number}"
    body = _head(compiler, annex, number, path, place)
    body += loose_text(compiler, annex.text, (*path, "van_ban"), place)
    if annex.table is not None:
        body += TableWriter(compiler, annex, annex.table, number, width).xml()
    body += loose_text(compiler, annex.text_after, (*path, "van_ban_sau"), place)
    return body


def _head(compiler: Compiler, annex: Annex, number: int, path: Path, place: str) -> str:
    here = compiler.source.where(path)
    label = paragraph("VBPhuLucNhan", run(compiler.tags.add(f"{{{{ _nhan[{number}]|so }}}}", here)), place=f"{place}.0")
    if annex.label_after:
        label = label.replace("</w:pPr>", '<w:jc w:val="right"/></w:pPr>', 1)
    rest = ""
    if annex.title:
        title = compiler.tags.protect(annex.title, compiler.locate((*path, "tieu_de")))
        inline = compiler.narrator.inline(title, compiler.source.where((*path, "tieu_de")))
        rest = paragraph("VBPhuLucTieuDe", inline, place=f"{place}.0")
    if annex.caption != "":
        caption = compiler.tags.add(f"{{{{ _kem_theo[{number}]|so }}}}", here)
        if annex.caption is not None:
            caption = compiler.tags.protect(annex.caption, compiler.locate((*path, "kem_theo")))
        rest += paragraph("VBPhuLucKemTheo", run(caption), place=f"{place}.0")
    return rest + label if annex.label_after else label + rest


class TableWriter:
    """Writes one annex table: static header rows, then a loop with three row looks."""

    def __init__(self, compiler: Compiler, annex: Annex, table: AnnexTable, number: int, width: int) -> None:
        self.compiler, self.annex, self.table, self.number = compiler, annex, table, number
        self.path: Path = ("phu_luc", number - 1, "bang")
        self.leaves = table.leaves()
        total = sum(column.width for column in self.leaves)
        self.widths = [width * column.width // total for column in self.leaves]

    def xml(self) -> str:
        """The whole w:tbl, followed by nothing."""
        properties = (
            f'<w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{BORDERS}'
            f'</w:tblBorders><w:tblLayout w:type="fixed"/>{MARGINS}</w:tblPr>'
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        rows = self._header() + (self._column_numbers() if self.table.column_numbers else "") + self._loop()
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    # --- header ----------------------------------------------------------------------------------

    def _header(self) -> str:
        lines: list[list[str]] = [[] for _ in range(self.table.depth)]
        self._lay(self.table.columns, lines, 0, 0)
        return "".join(_row("".join(line), head=True) for line in lines)

    def _lay(self, columns: tuple[Column, ...], lines: list[list[str]], level: int, first: int) -> None:
        for column in columns:
            span = len(list(column.leaves()))
            width = sum(self.widths[first : first + span])
            below = len(lines) - level - 1
            if column.columns:
                lines[level].append(_head_cell(width, column.title, span=span))
                self._lay(column.columns, lines, level + 1, first)
            else:
                lines[level].append(_head_cell(width, column.title, merge="restart" if below else ""))
                for line in lines[level + 1 :]:
                    line.append(_head_cell(width, "", merge="continue"))
            first += span

    def _column_numbers(self) -> str:
        cells = [_cell(width, run(str(n)), "center", AUTOMATIC) for n, width in enumerate(self.widths, 1)]
        return _row("".join(cells), head=True)

    # --- body ------------------------------------------------------------------------------------

    def _loop(self) -> str:
        tags, table, here = self.compiler.tags, self.table, self.compiler.source.where((*self.path, "nguon"))
        condition, where = "", here
        if table.row_condition is not None:
            where = self.compiler.source.where((*self.path, "khi_hang"))
            self.compiler.check(table.row_condition, where)
            condition = f" if h.la_tong or ({table.row_condition})"
        return "".join(
            [
                tags.add(f"{{% for h in _hang[{self.number}]{condition} %}}", where),
                tags.add("{% if h.la_tong %}", here),
                self._body_row(bold=True),
                tags.add("{% elif h.la_con %}", here),
                self._body_row(italic=True),
                tags.add("{% else %}", here),
                self._body_row(),
                tags.add("{% endif %}", here),
                tags.add("{% endfor %}", here),
            ]
        )

    def _body_row(self, *, bold: bool = False, italic: bool = False) -> str:
        cells = []
        for number, (column, width) in enumerate(zip(self.leaves, self.widths, strict=True), 1):
            source = expression(column, formula_id(self.annex.key, number))
            where = self._column_where(number - 1)
            tag = self.compiler.tags.add(f"{{{{ {source} }}}}", where, self.style_of(column))
            lead = "- " if italic and column.kind is ColumnKind.LABEL else ""
            align = ALIGN.get(column.align or "", "left" if column.kind in LEFT_KINDS else "center")
            place = f"p{self.number}.0.{number}"
            cells.append(_cell(width, run(lead + tag, bold=bold, italic=italic), align, place))
        return _row("".join(cells))

    def style_of(self, column: Column) -> NumberStyle:
        """How figures look in this column."""
        missing = self.compiler.definition.missing.table
        return NumberStyle(is_table=True, zeros="giu", missing=missing, undefined="-", decimals=column.decimals)

    def _column_where(self, index: int) -> Where:
        return self.compiler.source.where((*self.path, "cot", *list(leaf_paths(self.table.columns))[index]))


def leaf_paths(columns: tuple[Column, ...]) -> Iterator[Path]:
    """Paths of the leaf columns inside their tree: (2, "cot", 0)."""
    for index, column in enumerate(columns):
        if not column.columns:
            yield (index,)
        for below in leaf_paths(column.columns):
            yield (index, "cot", *below)


def _row(cells: str, *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(width: int, runs: str, align: str, place: str = "", *, shape: str = "", style: str = "VBBang") -> str:
    content = paragraph(style, runs, place=place, properties=f'<w:jc w:val="{align}"/>')
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shape}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _head_cell(width: int, title: str, *, span: int = 1, merge: str = "") -> str:
    shape = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shape += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return _cell(width, run(title) if title else "", "center", shape=shape, style="VBBangDau")
