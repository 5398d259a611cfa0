"""Single entries of a table: ordinals out of order, numbers of an odd form, values a power of ten off."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from reportgen.audit.tables.cell_values import Number
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.findings import at, name_of
from reportgen.audit.tables.head import Says, is_index_row
from reportgen.audit.tables.relations import number_text
from reportgen.audit.tables.rows import RATE_ROW, ROMAN, Ordinal, RowHead
from reportgen.errors import Finding, Severity
from reportgen.vietnamese import LETTERS, roman


def audit_entries(file: str, figures: TableFigures) -> list[Finding]:
    """Check ordinals, index row, forms of numbers and scale."""
    return [
        *_ordinals(file, figures),
        *_index_row(file, figures),
        *_stray_rows(file, figures),
        *_heads_without_figures(file, figures),
        *_numbered_parts(file, figures),
        *_forms(file, figures),
        *_scales(file, figures),
    ]


ROMANS = {roman(number): number for number in range(1, 60)}


def ordinal_number(kind: Ordinal, text: str) -> int | None:
    """Return which one an ordinal is, from 1; None for dashes and none at all."""
    bare = text.strip(" .():*-")
    match kind:
        case Ordinal.ARABIC:
            return int(bare)
        case Ordinal.DOTTED:
            return int(bare.rpartition(".")[2])
        case Ordinal.ROMAN:
            return ROMANS.get(bare) if ROMAN.fullmatch(bare) else None
        case Ordinal.UPPER | Ordinal.LOWER:
            lower = bare.lower()
            return LETTERS.index(lower) + 1 if lower in LETTERS else None
    return None


def _ordinals(file: str, figures: TableFigures) -> Iterator[Finding]:
    column = figures.rows.ordinal_column
    if column is None:
        return
    for run in _ordinal_runs(figures.rows.heads):
        for (before, left), (after, right) in itertools.pairwise(run):
            if right in (left + 1, 1) or (right == left and before.ordinal != after.ordinal):
                continue
            what = "trùng" if right == left else "nhảy" if right > left else "lùi"
            yield Finding(
                rule="table-ordinal",
                message=f"Số thứ tự {what}: sau {before.ordinal} là {after.ordinal} (hàng “{after.name}”)",
                where=at(file, figures, (after.row, column)),
                remedy="Đánh lại số thứ tự, hoặc xem có sót hàng không",
                quote=figures.cell(after.row, column).paragraph.strip(),
                severity=Severity.WARNING,
            )


def _ordinal_runs(heads: tuple[RowHead, ...]) -> Iterator[list[tuple[RowHead, int]]]:
    """Yield the ordinals of one kind and level that follow each other under one parent."""
    open_runs: dict[tuple[int, Ordinal, str], list[tuple[RowHead, int]]] = {}
    for head in heads:
        for key in [key for key in open_runs if key[0] > head.level]:
            yield open_runs.pop(key)
        number = ordinal_number(head.kind, head.ordinal) if head.ordinal else None
        if number is not None:
            stem = head.ordinal.strip(" .():*-").rpartition(".")[0] if head.kind is Ordinal.DOTTED else ""
            open_runs.setdefault((head.level, head.kind, stem), []).append((head, number))
    yield from open_runs.values()


def _index_row(file: str, figures: TableFigures) -> Iterator[Finding]:
    """Report index numbers that are not the next whole number."""
    row = figures.head.index_row
    if row is None:
        return
    for cell in figures.grid.rows[row]:
        text = cell.text.strip()
        left = figures.grid.rows[row][cell.column - 1].text.strip() if cell.column else ""
        right = (
            figures.grid.rows[row][cell.column + 1].text.strip()
            if cell.column + 1 < figures.grid.width
            else ""
        )
        is_odd = "," in text and "=" not in text
        is_letter = text in {"I", "l"} and right == "2" and not left
        if cell.is_own and (is_odd or is_letter):
            expected = text.split(",")[0] if is_odd else "1"
            yield Finding(
                rule="table-number-format",
                message=f"Số thứ tự cột ghi “{text}”, phải là {expected}",
                where=at(file, figures, (row, cell.column)),
                remedy=f"Sửa thành {expected}",
                quote=cell.paragraph.strip(),
                expected=expected,
                severity=Severity.INFO if is_letter else Severity.WARNING,
            )


def _stray_rows(file: str, figures: TableFigures) -> Iterator[Finding]:
    """Report a row above the index row that also numbers columns."""
    index = figures.head.index_row
    for row in range(1, index or 0):
        cells = [cell for cell in figures.grid.rows[row] if cell.is_own and cell.text.strip()]
        if is_index_row(cells):
            yield Finding(
                rule="table-head",
                message="Đầu bảng thừa một hàng số thứ tự cột: "
                + " ".join(cell.text.strip() for cell in cells),
                where=at(file, figures, (row, cells[0].column)),
                remedy="Xoá hàng thừa",
                quote=cells[0].paragraph.strip(),
                severity=Severity.WARNING,
            )


def _heads_without_figures(file: str, figures: TableFigures) -> Iterator[Finding]:
    """Report a head with more columns than the index row numbers, when those columns are empty."""
    index = figures.head.index_row
    if index is None:
        return
    numbered = [cell.column for cell in figures.grid.rows[index] if cell.text.strip()]
    extra = [
        column
        for column in range(max(numbered) + 1, figures.grid.width)
        if figures.head.columns[column].words and column not in figures.columns
    ]
    if len(extra) >= 2:
        first = figures.cell(0, extra[0])
        yield Finding(
            rule="table-head",
            message=(
                f"Đầu bảng có {len(extra)} cột không có số liệu sau cột đánh số cuối cùng: "
                "các ô đầu bảng bị lệch so với số liệu"
            ),
            where=at(file, figures, (0, extra[0])),
            remedy="Gộp lại các ô đầu bảng cho đúng cột",
            quote=first.paragraph.strip(),
            severity=Severity.WARNING,
        )


def _numbered_parts(file: str, figures: TableFigures) -> Iterator[Finding]:
    """Report a row «Trong đó …» with an ordinal of its own among the rows that it is part of."""
    column = figures.rows.ordinal_column
    for row in figures.rows.heads:
        is_part = row.name.lower().startswith("trong đó") and row.kind is Ordinal.ARABIC
        if column is not None and is_part and not row.is_label:
            yield Finding(
                rule="table-ordinal",
                message=f"Hàng “{row.name}” là phần của hàng trên nhưng mang số thứ tự {row.ordinal}",
                where=at(file, figures, (row.row, column)),
                remedy="Bỏ số thứ tự của hàng này và đánh lại các hàng sau, hoặc bỏ chữ “Trong đó”",
                quote=figures.cell(row.row, column).paragraph.strip(),
                severity=Severity.INFO,
            )


def _unit(figures: TableFigures, row: int) -> str:
    """Return the unit that a table prints beside a row, empty when it has no such column."""
    column = figures.rows.unit_column
    return figures.cell(row, column).text if column is not None else ""


def _forms(file: str, figures: TableFigures) -> Iterator[Finding]:
    """Report a whole number printed with zero decimals in a column of counts."""
    for column in figures.columns:
        numbers = {
            row.row: number
            for row in figures.body
            if (number := figures.shown(row.row, column)) is not None and not RATE_ROW.search(row.name)
        }
        decimals = Counter(number.decimals for number in numbers.values())
        if len(numbers) < 4 or decimals[0] < len(numbers) - 1 or len(decimals) != 2:
            continue
        for row, number in numbers.items():
            is_count = not figures.is_measured(row, column) and not RATE_ROW.search(_unit(figures, row))
            is_count = is_count and not _is_fine_elsewhere(figures, row, column)
            if is_count and number.decimals and number.value.denominator == 1:
                text = number_text(Number(int(number.value), 0))
                yield Finding(
                    rule="table-number-format",
                    message=(
                        f"Số đếm có phần thập phân ở {name_of(figures, (row, column))}: {number_text(number)}"
                    ),
                    where=at(file, figures, (row, column)),
                    remedy=f"Ghi {text}",
                    quote=figures.cell(row, column).paragraph.strip(),
                    expected=text,
                    severity=Severity.WARNING,
                )


def _is_fine_elsewhere(figures: TableFigures, row: int, column: int) -> bool:
    """Say whether a row has decimals in other columns that are no rates: then it measures."""
    others = (at_column for at_column in figures.columns if at_column != column)
    return any(
        (number := figures.shown(row, other)) is not None and number.decimals > 0
        for other in others
        if not figures.head.columns[other].says_anywhere & (Says.PERCENT | Says.COMPARES | Says.CHANGE)
    )


FAR = (Fraction(300), Fraction(3000))
CLOSE = Fraction(3)


def _scales(file: str, figures: TableFigures) -> Iterator[Finding]:
    """Report a value about a thousand times off the same row's other periods, which agree with each other."""
    for group in _comparable_columns(figures):
        for row in figures.body:
            numbers = [
                (column, number)
                for column in group
                if (number := figures.shown(row.row, column)) and number.scaled > 0
            ]
            yield from _scale(file, figures, row, numbers)


def _comparable_columns(figures: TableFigures) -> Iterator[list[int]]:
    """Yield columns that say the same for different years."""
    groups: dict[str, list[int]] = {}
    for column in figures.columns:
        head = figures.head.columns[column]
        says = head.says_anywhere
        if len(head.years) == 1 and not says & (Says.CHANGE | Says.COMPARES | Says.PERCENT):
            words = (
                head.words.lower().replace(head.years[0], "").replace("thực hiện", "").replace("kế hoạch", "")
            )
            groups.setdefault(" ".join(words.split()), []).append(column)
    yield from (columns for columns in groups.values() if len(columns) >= 2)


def _scale(
    file: str, figures: TableFigures, row: RowHead, numbers: list[tuple[int, Number]]
) -> Iterator[Finding]:
    for column, number in numbers:
        others = [other.value for at_column, other in numbers if at_column != column]
        if not others or max(others) > CLOSE * min(others) or (len(others) == 1 and column != numbers[-1][0]):
            continue
        middle = sorted(others)[len(others) // 2]
        ratio = max(number.value / middle, middle / number.value)
        if FAR[0] <= ratio <= FAR[1] and max(number.value, middle) >= 1000:
            yield Finding(
                rule="table-scale",
                message=(
                    f"Số ở {name_of(figures, (row.row, column))} là {number_text(number)}, "
                    "cách số cùng hàng của kỳ khác khoảng 1.000 lần: có thể nhầm đơn vị hoặc dấu phân cách"
                ),
                where=at(file, figures, (row.row, column)),
                remedy="Đối chiếu số gốc và đơn vị tính",
                quote=figures.cell(row.row, column).paragraph.strip(),
                severity=Severity.WARNING,
            )
