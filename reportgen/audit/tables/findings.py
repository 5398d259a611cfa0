"""Findings on the figures of one table, each at its cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reportgen.audit.tables.constraints import At, Constraint, Explained, Fault, find_faults
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.judging import Expectation, Verdict
from reportgen.audit.tables.relations import value_text
from reportgen.errors import Finding, Severity, Where
from reportgen.model.checking import Checked
from reportgen.model.word_document import where

WHAT = {
    "table-percent": "tỷ lệ %",
    "table-comparison": "số so sánh",
    "table-growth": "mức tăng, giảm (%)",
    "table-difference": "số chênh lệch",
    "table-row-total": "tổng theo hàng",
    "table-column-total": "tổng theo cột",
    "table-product": "số tính ra",
}


def audit_figures(file: str, figures: TableFigures, explained: Explained) -> Checked:
    """Report what does not hold of a table's shares, comparisons, differences, totals and blanks."""
    faults = find_faults(explained.constraints)
    findings = [_fault(file, figures, fault, explained) for fault in faults]
    findings += _roundings(file, figures, explained, faults)
    findings += [_blank(file, figures, cell, expected) for cell, expected in explained.blanks]
    good = (each.rule for each in explained.constraints if each.verdict in (Verdict.RIGHT, Verdict.POSSIBLE))
    return Checked(findings=tuple(findings), passed=Counter(good))


def at(file: str, figures: TableFigures, cell: At) -> Where:
    """Return the place of a cell's text."""
    found = figures.cell(*cell)
    text = found.paragraph
    start = len(text) - len(text.lstrip())
    return where(file, found.place, start, len(text.rstrip()))


def name_of(figures: TableFigures, cell: At) -> str:
    """Name a cell by its row and column: «Tổng số», cột “Số lượng”."""
    row = next((row.name or row.ordinal for row in figures.rows.heads if row.row == cell[0]), "")
    head = figures.head.columns[cell[1]].words
    return f"hàng “{row}”, cột “{head}”" if head else f"hàng “{row}”, cột thứ {cell[1] + 1}"


def expected_text(figures: TableFigures, cell: At, expected: tuple[Expectation, ...]) -> str:
    """Return what a cell should print, at its own decimals."""
    value = figures.value(*cell)
    ends = [end for end in (value.low, value.high) if end is not None] or []
    decimals = [end.decimals for end in ends] or [2]
    return " - ".join(
        value_text(each.exact, decimals[min(index, len(decimals) - 1)]) for index, each in enumerate(expected)
    )


def _fault(file: str, figures: TableFigures, fault: Fault, explained: Explained) -> Finding:
    constraint = fault.constraint
    printed = figures.cell(*fault.cell)
    expected = expected_text(figures, constraint.target, constraint.expected)
    followers = [each.target for each in (constraint, *fault.others, *_followers(explained, fault))]
    also = tuple(at(file, figures, cell) for cell in dict.fromkeys(followers) if cell != fault.cell)
    is_target = constraint.target == fault.cell
    return Finding(
        rule=constraint.rule,
        message=_message(figures, fault, expected),
        where=at(file, figures, fault.cell),
        remedy=_remedy(figures, constraint, expected, is_target=is_target),
        quote=printed.paragraph.strip(),
        expected=expected if is_target else "",
        severity=Severity.ERROR if constraint.is_certain else Severity.WARNING,
        also=also,
    )


def _followers(explained: Explained, fault: Fault) -> Iterator[Constraint]:
    """Yield the formulas of the row that hold only with the wrong figure as printed."""
    row = fault.cell[0]
    for each in explained.constraints:
        if each.target[0] == row and each.verdict is Verdict.FROM_SHOWN and _touches(each, fault):
            yield each


def _touches(each: Constraint, fault: Fault) -> bool:
    return bool(set(each.cells) & set(fault.constraint.cells)) and each.target != fault.cell


def _message(figures: TableFigures, fault: Fault, expected: str) -> str:
    constraint = fault.constraint
    formula = "; ".join(each.formula for each in constraint.expected)
    what = WHAT[constraint.rule]
    printed = figures.cell(*constraint.target).text.strip()
    text = (
        f"{what.capitalize()} không khớp ở {name_of(figures, constraint.target)}: "
        f"ghi {printed}, tính ra {expected} ({formula})"
    )
    if constraint.note == "no-integer":
        text += "; số lượng này không chia cho số nguyên nào ra tỷ lệ đã ghi"
    if constraint.target != fault.cell:
        text += f"; số đáng ngờ là {figures.cell(*fault.cell).text.strip()} ở {name_of(figures, fault.cell)}"
    return text


def _remedy(figures: TableFigures, constraint: Constraint, expected: str, *, is_target: bool) -> str:
    if is_target:
        return f"Đối chiếu số gốc; nếu các số kia đúng thì sửa thành {expected}"
    return "Đối chiếu số gốc của ô này rồi tính lại các số phụ thuộc"


REASONS = {
    Verdict.TRUNCATED: "cắt bỏ phần lẻ thay vì làm tròn",
    Verdict.FROM_SHOWN: "tính từ số đã làm tròn",
    Verdict.FROM_COARSE: "tính từ số đã làm tròn thô hơn số in trong bảng",
}


def _roundings(
    file: str, figures: TableFigures, explained: Explained, faults: tuple[Fault, ...]
) -> Iterator[Finding]:
    follow = {each.target for fault in faults for each in _followers(explained, fault)}
    blamed = {fault.cell for fault in faults}
    for each in explained.constraints:
        if each.verdict.is_rounding and each.target not in follow | blamed:
            yield _rounding(file, figures, each)


def _rounding(file: str, figures: TableFigures, each: Constraint) -> Finding:
    expected = expected_text(figures, each.target, each.expected)
    printed = figures.cell(*each.target)
    formula = "; ".join(part.formula for part in each.expected)
    is_light = each.verdict is Verdict.FROM_SHOWN
    return Finding(
        rule="table-rounding",
        message=(
            f"Làm tròn khác ở {name_of(figures, each.target)}: ghi {printed.text.strip()}, "
            f"tính từ số chưa làm tròn ra {expected} ({formula}); {REASONS[each.verdict]}"
        ),
        where=at(file, figures, each.target),
        remedy=f"Nếu tính từ số gốc thì ghi {expected}",
        quote=printed.paragraph.strip(),
        expected=expected,
        severity=Severity.INFO if is_light else Severity.WARNING,
    )


def _blank(file: str, figures: TableFigures, cell: At, expected: Expectation) -> Finding:
    value = value_text(expected.exact, _usual_decimals(figures, cell[1]))
    place = figures.cell(*cell)
    return Finding(
        rule="table-missing",
        message=(f"Ô trống ở {name_of(figures, cell)} tuy có đủ số để tính: {expected.formula} = {value}"),
        where=at(file, figures, cell),
        remedy=f"Ghi {value}, hoặc ghi “-” nếu không so sánh",
        quote=place.paragraph.strip(),
        expected=value,
        severity=Severity.WARNING,
    )


def _usual_decimals(figures: TableFigures, column: int) -> int:
    seen = Counter(number.decimals for row in figures.body if (number := figures.shown(row.row, column)))
    return seen.most_common(1)[0][0] if seen else 2
