"""Changes that running text tells of a row of a table: `trung cấp vượt chỉ tiêu 9,5%`, `CPI tăng 2,94%`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.named_rows import plain_name
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.passages import Passage
from reportgen.audit.reckoned.chance import are_one_slip
from reportgen.audit.tables.cell_values import Number as CellNumber
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.findings import at, name_of
from reportgen.audit.tables.head import Says
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, exactly, judge, show
from reportgen.audit.words import CHANGE
from reportgen.errors import Finding, Severity

RULE = "body-annex"
# How the text calls national indices whose rows are written out.
_SHORT_FOR = {
    "chỉ số giá tiêu dùng": "cpi",
    "chỉ số sản xuất công nghiệp": "iip",
    "tổng sản phẩm trên địa bàn": "grdp",
}
_BREAK = re.compile(r";|[.:](?=\s)")
_OVER_PLAN = re.compile(
    r"\b(?:(?P<up>vượt)|(?P<down>hụt|thiếu))\s+(?:so với\s+)?(?:mức\s+)?"
    r"(?:kế hoạch|chỉ tiêu|mục tiêu|dự toán)(?:\s+[^\W\d]+){0,3}\s*$"
)
_INDEX = re.compile(r"chỉ số")
SHORTEST_NAME = 6
FEWEST_DIGITS = 2
HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Told:
    """A change told of a row: the number, its direction, and the clause it stands in."""

    passage: Passage
    number: Number
    is_up: bool
    clause: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change that a row holds, signed: printed as such, above or below a hundred, or between two cells."""

    value: Fraction
    figures: TableFigures
    place: tuple[int, int]
    is_told: bool


def compare_told_rows(
    file: str, passages: Sequence[Passage], tables: Sequence[TableFigures]
) -> tuple[list[Finding], int]:
    """Return changes that no cells of the row they name make, and how many some do."""
    rows = _rows(tables)
    findings: list[Finding] = []
    agreeing = 0
    for told in _told(passages, rows) if rows else ():
        changes = [c for figures, row in rows[told.name] for c in _changes(figures, row, told.number)]
        printed = [change for change in changes if change.is_told]
        others = [change for change in changes if not change.is_told]
        found = None
        if not any(_fits(told, change) for change in printed):
            found = _turned(told, printed)
            if not found and not any(_fits(told, change) for change in others):
                found = _mistyped(told, printed)
        agreeing += found is None
        fitting = [change for change in printed if _fits(told, change)]
        if found:
            findings.append(_finding(file, told, found))
        elif fitting and (year := _stale_year(told, fitting)):
            findings.append(_of_other_year(file, told, fitting[0], year))
    return findings, agreeing


def _rows(tables: Sequence[TableFigures]) -> dict[str, list[tuple[TableFigures, int]]]:
    found: defaultdict[str, list[tuple[TableFigures, int]]] = defaultdict(list)
    for figures in tables:
        for head in figures.body:
            name = plain_name(head.name)
            names = {name, name.split(",")[0].strip(), _SHORT_FOR.get(name, "")}
            for each in names:
                if each in _SHORT_FOR.values() or (len(each) >= SHORTEST_NAME and " " in each):
                    found[each].append((figures, head.row))
    return {name: rows for name, rows in found.items() if len({f.number for f, _ in rows}) == len(rows)}


def _told(passages: Sequence[Passage], rows: dict[str, list[tuple[TableFigures, int]]]) -> Iterator[Told]:
    names = sorted(rows, key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(re.escape(name) for name in names) + r")\b")
    for passage in passages:
        if passage.is_in_table or not passage.figures or not pattern.search(plain_name(passage.lowered)):
            continue
        for index, figure in enumerate(passage.figures):
            way = CHANGE.search(passage.before(index)) or _OVER_PLAN.search(passage.before(index))
            if not way or not figure.is_plain or figure.number.bound is not Bound.EXACT:
                continue
            if figure.unit.measure is Measure.POINTS or figure.number.value <= 0:
                continue
            start = passage.sentence_of(figure.start)[0]
            clause = plain_name(_BREAK.split(passage.lowered[start : figure.start])[-1])
            named = pattern.findall(clause)
            if named:
                yield Told(passage, figure.number, bool(way["up"]), clause, named[-1])


def _changes(figures: TableFigures, row: int, printed: Number) -> Iterator[Change]:
    cells = [(column, n) for column in figures.columns if (n := figures.shown(row, column))]
    for column, number in cells:
        head = figures.head.columns[column]
        if head.says_anywhere & Says.CHANGE:
            yield Change(number.value, figures, (row, column), is_told=_is_of_unit(figures, column, printed))
        if printed.is_percent and _is_index(figures, column):
            yield Change(number.value - HUNDRED, figures, (row, column), is_told=True)
    yield from _between(figures, row, cells, printed)


def _is_of_unit(figures: TableFigures, column: int, printed: Number) -> bool:
    return bool(figures.head.columns[column].says & Says.PERCENT) is printed.is_percent


def _is_index(figures: TableFigures, column: int) -> bool:
    """Whether the cells of a column are percentages of something else: 103,37 of December 2022."""
    head = figures.head.columns[column]
    says = head.says_anywhere
    is_rate = bool(says & Says.COMPARES) and bool(says & Says.PERCENT)
    return is_rate or bool(_INDEX.search(figures.caption.lower()) and says & Says.COMPARES)


def _between(
    figures: TableFigures, row: int, cells: Sequence[tuple[int, CellNumber]], printed: Number
) -> Iterator[Change]:
    for column, now in cells:
        for other, then in cells:
            if column == other or not then.value:
                continue
            gap = now.value - then.value
            yield Change(
                gap * HUNDRED / then.value if printed.is_percent else gap,
                figures,
                (row, column),
                is_told=False,
            )


def _fits(told: Told, change: Change) -> bool:
    wanted = change.value if told.is_up else -change.value
    return judge(told.number, exactly(wanted * told.number.unit.factor)) in (Verdict.RIGHT, Verdict.TRUNCATED)


def _turned(told: Told, changes: Sequence[Change]) -> Change | None:
    """Return the change that is told the other way."""
    opposite = (Change(-change.value, change.figures, change.place, is_told=True) for change in changes)
    return next((c for c, turned in zip(changes, opposite, strict=True) if _fits(told, turned)), None)


def _mistyped(told: Told, changes: Sequence[Change]) -> Change | None:
    """Return the change that is told with a slip, or with the hundred percent that it comes on top of."""
    said = int(told.number.value * 10**told.number.decimals)
    for change in changes:
        right = abs(change.value) * 10**told.number.decimals
        is_hundred_off = told.number.value - abs(change.value) == HUNDRED
        if is_hundred_off or (right.denominator == 1 and are_one_slip(said, right.numerator)):
            return change
    return None


_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def _stale_year(told: Told, fitting: Sequence[Change]) -> str:
    """Return the year of a change that its column does not name; empty when it does, or when none is told."""
    said = _YEAR.findall(re.split(r"[;,]", told.clause)[-1])
    heads = {y for c in fitting for y in c.figures.head.columns[c.place[1]].years}
    return said[-1] if said and heads and not heads & set(said) else ""


def _of_other_year(file: str, told: Told, change: Change, year: str) -> Finding:
    start = told.passage.text.rindex(year, 0, told.number.start)
    named = ", ".join(change.figures.head.columns[change.place[1]].years)
    return Finding(
        rule="stale-period",
        message=f"Câu nêu năm {year} nhưng {told.number.text} ở bảng {change.figures.number} là của {named}",
        where=told.passage.where(start, start + len(year)),
        remedy="Đối chiếu năm trong câu với đầu bảng",
        quote=told.passage.quote(start, start + len(year)),
        expected=change.figures.head.columns[change.place[1]].years[0],
        severity=Severity.WARNING,
        also=(at(file, change.figures, change.place),),
    )


def _finding(file: str, told: Told, change: Change) -> Finding:
    number, (row, column) = told.number, change.place
    shown = change.figures.cell(row, column).text.strip()
    way = "tăng" if change.value > 0 else "giảm"
    said = "tăng" if told.is_up else "giảm"
    expected = show(abs(change.value) * number.unit.factor, number)
    return Finding(
        rule=RULE,
        message=(
            f"Lời ghi {said} {number.text.strip()}, bảng {change.figures.number} "
            f"({name_of(change.figures, change.place)}) ghi {shown}, tức {way} {expected}"
        ),
        where=told.passage.where(number.start, number.end),
        remedy="Đối chiếu số gốc rồi sửa cho hai nơi giống nhau",
        quote=told.passage.quote(number.start, number.end),
        expected=expected,
        severity=Severity.WARNING,
        also=(at(file, change.figures, change.place),),
    )
