"""Annex tables from declared column trees.

A column kind is an expression over the row `h`, so a cell is an ordinary tag and there is no table engine
at fill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.compile.tags import one_line
from reportgen.compile.wordml import AUTOMATIC, paragraph, run
from reportgen.model.base import Path
from reportgen.model.columns import expression, formula_id, leaf_paths
from reportgen.model.definition import Annex, AnnexTable, Column, ColumnKind
from reportgen.model.figure import NumberStyle

if TYPE_CHECKING:
    from reportgen.compile.compiler import Compiler

BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
CELL_MARGIN = 57
"""Twips: 1 mm."""
MARGINS = "".join(f'<w:{side} w:w="{CELL_MARGIN}" w:type="dxa"/>' for side in ("left", "right"))
ALIGN = {"trai": "left", "giua": "center", "phai": "right"}
LEFT_KINDS = (ColumnKind.LABEL, ColumnKind.NOTE)


class TableWriter:
    """Writes one annex table: static header rows, then a loop with three row looks; `width` is in twips."""

    def __init__(self, compiler: Compiler, annex: Annex, table: AnnexTable, number: int, width: int) -> None:
        self.compiler, self.annex, self.table, self.number = compiler, annex, table, number
        self.path: Path = ("phu_luc", number - 1, "bang")
        self.leaves = table.leaves()
        self.column_paths = list(leaf_paths(table.columns))
        total = sum(column.width for column in self.leaves)
        self.widths = [max(1, width * column.width // total) for column in self.leaves]

    def xml(self) -> str:
        """Return the whole w:tbl."""
        properties = (
            f'<w:tblPr><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblBorders>{BORDERS}</w:tblBorders><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{MARGINS}</w:tblCellMar></w:tblPr>"
        )
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        rows = self._header() + (self._column_numbers() if self.table.column_numbers else "") + self._loop()
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    # --- header ----------------------------------------------------------------------------------

    def _header(self) -> str:
        lines: list[list[str]] = [[] for _ in range(self.table.depth)]
        self._lay(self.table.columns, lines, 0, 0, (*self.path, "cot"))
        return "".join(_row("".join(line), head=True) for line in lines)

    def _lay(
        self, columns: tuple[Column, ...], lines: list[list[str]], level: int, first: int, path: Path
    ) -> None:
        for number, column in enumerate(columns):
            span = len(list(column.leaves()))
            width = sum(self.widths[first : first + span])
            title = self._title(column, (*path, number, "tieu_de"))
            below = lines[level + 1 :]
            place = f"d{self.number}.{first + 1}"
            if column.columns:
                lines[level].append(_head_cell(width, title, place, span=span))
                self._lay(column.columns, lines, level + 1, first, (*path, number, "cot"))
            else:
                lines[level].append(_head_cell(width, title, place, merge="restart" if below else ""))
                for line in below:
                    line.append(_head_cell(width, "", "", merge="continue"))
            first += span

    def _title(self, column: Column, path: Path) -> str:
        protected = self.compiler.tags.protect(one_line(column.title), self.compiler.locate(path))
        return run(protected) if protected else ""

    def _column_numbers(self) -> str:
        cells = [_cell(width, run(str(n)), "center", AUTOMATIC) for n, width in enumerate(self.widths, 1)]
        return _row("".join(cells), head=True)

    # --- body ------------------------------------------------------------------------------------

    def _loop(self) -> str:
        here = self.compiler.source.where((*self.path, "nguon"))
        condition, where, shown = "", here, f"bang của {self.annex.key}"
        if self.table.row_condition is not None:
            where = self.compiler.source.where((*self.path, "khi_hang"))
            if self.compiler.is_sound(self.table.row_condition, where):
                condition = f" if h.la_tong or ({self.table.row_condition})"
                shown = f"khi_hang: {self.table.row_condition}"
        add = self.compiler.tags.add
        return "".join(
            [
                add(f"{{% for h in _hang[{self.number}]{condition} %}}", where, shown=shown),
                add("{% if h.la_tong %}", here) + self._body_row(bold=True),
                add("{% elif h.la_con %}", here) + self._body_row(italic=True),
                add("{% else %}", here) + self._body_row(),
                add("{% endif %}", here),
                add("{% endfor %}", here),
            ]
        )

    def _body_row(self, *, bold: bool = False, italic: bool = False) -> str:
        cells = []
        for number, (column, width) in enumerate(zip(self.leaves, self.widths, strict=True), 1):
            source = expression(column, formula_id(self.annex.key, number))
            where = self.compiler.source.where((*self.path, "cot", *self.column_paths[number - 1]))
            shown = f"cột {number}: {column.title}"
            tag = self.compiler.tags.add(f"{{{{ {source} }}}}", where, self.style_of(column), shown=shown)
            lead = "- " if italic and column.kind is ColumnKind.LABEL else ""
            align = ALIGN.get(column.align or "", "left" if column.kind in LEFT_KINDS else "center")
            place = f"p{self.number}.0.{number}"
            cells.append(_cell(width, run(lead + tag, bold=bold, italic=italic), align, place))
        return _row("".join(cells))

    def style_of(self, column: Column) -> NumberStyle:
        """Return how figures look in this column."""
        return table_style(self.compiler.definition.missing.table, column.decimals)


def table_style(missing: str, decimals: int | None = None) -> NumberStyle:
    """Return how figures look in table cells; `decimals` None: as each figure has."""
    return NumberStyle(is_table=True, zeros="giu", missing=missing, undefined="-", decimals=decimals)


def _row(cells: str, *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _cell(
    width: int, runs: str, align: str, place: str = "", *, shape: str = "", style: str = "VBBang"
) -> str:
    content = paragraph(style, runs, place=place, properties=f'<w:jc w:val="{align}"/>')
    size = f'<w:tcW w:w="{width}" w:type="dxa"/>{shape}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{size}</w:tcPr>{content}</w:tc>"


def _head_cell(width: int, runs: str, place: str, *, span: int = 1, merge: str = "") -> str:
    shape = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shape += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return _cell(width, runs, "center", place, shape=shape, style="VBBangDau")
