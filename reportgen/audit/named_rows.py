"""Figures that running text gives to a row of a table by its name: `huyện A có số vụ nhiều nhất (112 vụ)`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.numbers import Bound, Number
from reportgen.audit.passages import Passage
from reportgen.audit.slips import is_one_step
from reportgen.audit.tables.cell_values import Number as CellNumber
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.findings import at, name_of
from reportgen.audit.tables.head import Says
from reportgen.audit.tables.indicators import telling_words
from reportgen.audit.tables.relations import number_text
from reportgen.audit.tables.rows import RowHead
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict, exactly, judge
from reportgen.audit.words import CHANGE, EARLIER, PLANNED
from reportgen.errors import Finding, Severity

_SHORT = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\btp\.?\s", "thành phố "),
        (r"\btx\.?\s", "thị xã "),
        (r"\btt\.?\s", "thị trấn "),
        (r"\bban quản lý dự án\b", "ban qlda"),
        (r"\bkcn\b", "khu công nghiệp"),
        (r"\bccn\b", "cụm công nghiệp"),
        (r"\bkkt\b", "khu kinh tế"),
        (r"\bhtx\b", "hợp tác xã"),
        (r"\bttyt\b", "trung tâm y tế"),
        (r"\bbvđk\b", "bệnh viện đa khoa"),
        (r"\bthcs\b", "trung học cơ sở"),
        (r"\bthpt\b", "trung học phổ thông"),
        (r"\([^)]*\)", " "),
    )
)
_KIND = re.compile(r"^(?:thành phố|thị xã|thị trấn|huyện|xã|phường|các|cụm|khối|đảng bộ)\s+")
_MOST = re.compile(r"\b(?:cao|nhiều|lớn|dài|rộng|đông)\s+nhất\b|\bdẫn đầu\b")
_LEAST = re.compile(r"\b(?:thấp|ít|nhỏ|ngắn)\s+nhất\b")
_BREAK = re.compile(r";|[.:](?=\s)|\btrong khi\b|\bcòn\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# «thu nội địa thuần», «chi khác»: another value than that of the row named «thu nội địa».
_NARROWS = "thuần|ròng|khác|còn lại|bổ sung|hụt|tăng thêm|phát sinh|bình quân|chưa|không kể|không tính"
_APART = re.compile(r"\b(?:chênh lệch|chênh nhau|cách nhau|hơn kém|khoảng cách)\b")
FEWEST_ROWS = 3
SHORTEST_NAME = 6


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its table."""

    figures: TableFigures
    head: RowHead


@dataclass(frozen=True, slots=True)
class Quote:
    """A number given to a row: the clause around it in lower case."""

    passage: Passage
    number: Number
    clause: str
    row: Row


def compare_named_rows(
    file: str, passages: Sequence[Passage], tables: Sequence[TableFigures]
) -> tuple[list[Finding], int]:
    """Return numbers that differ from the cell they name, and how many are the same."""
    rows = _rows(tables)
    findings: list[Finding] = []
    agreeing = 0
    last: tuple[Quote, list[int]] | None = None
    for quote in _quotes(passages, rows) if rows else ():
        cells = _cells(quote)
        same = [column for column, number in cells if _equals(quote, number)]
        if same:
            agreeing += 1
            last = quote, same
            continue
        meant = _meant(quote, cells) or _of_same_column(quote, cells, last)
        if meant:
            findings.append(_finding(file, quote, *meant))
    return findings, agreeing


def plain_name(text: str) -> str:
    """Return a name in lower case, abbreviations written out, brackets left out."""
    name = " ".join(text.lower().split())
    for pattern, word in _SHORT:
        name = pattern.sub(word, name)
    return " ".join(name.split())


def _rows(tables: Sequence[TableFigures]) -> dict[str, Row]:
    """Return the rows whose name stands in one table only once, under the name and without its kind."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for figures in tables:
        heads = [head for head in figures.body if not head.is_total]
        for head in heads if len(heads) >= FEWEST_ROWS else ():
            name = plain_name(head.name)
            bare = _KIND.sub("", name)
            for each in {name, bare}:
                if len(each) >= SHORTEST_NAME and " " in each:
                    found[each].append(Row(figures, head))
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _quotes(passages: Sequence[Passage], rows: dict[str, Row]) -> Iterator[Quote]:
    pattern = re.compile(
        r"\b(?:"
        + "|".join(re.escape(name) for name in sorted(rows, key=len, reverse=True))
        + rf")\b(?!\s+(?:{_NARROWS})\b)"
    )
    for passage in passages:
        if passage.is_in_table or not passage.figures or not pattern.search(plain_name(passage.text)):
            continue
        for start, end in passage.sentences:
            yield from _of_sentence(passage, start, end, pattern, rows)


def _of_sentence(
    passage: Passage, start: int, end: int, pattern: re.Pattern[str], rows: dict[str, Row]
) -> Iterator[Quote]:
    row, clause_start = None, start
    for figure in passage.figures:
        if not start <= figure.start < end:
            continue
        text = passage.lowered[clause_start : figure.start]
        cut = [match.end() for match in _BREAK.finditer(text)]
        clause_start += cut[-1] if cut else 0
        row = None if cut else row
        text = plain_name(passage.lowered[clause_start : figure.start])
        named = list(pattern.finditer(text))
        if named and row not in (None, rows[named[-1][0]]):
            clause_start, text = figure.start, text[named[-1].start() :]
        row = rows[named[-1][0]] if named else row
        if row and figure.is_plain and figure.number.bound is Bound.EXACT and _is_own(text):
            clause = text + passage.lowered[figure.end : figure.unit_end]
            yield Quote(passage, figure.number, clause, row)


def _is_own(text: str) -> bool:
    return not any(
        pattern.search(text[-60:]) for pattern in (CHANGE, EARLIER, PLANNED, _APART)
    ) and not text.rstrip().endswith("gấp")


def _cells(quote: Quote) -> list[tuple[int, CellNumber]]:
    """Return the cells of the row that may hold such a number: shares for a share, amounts for an amount."""
    figures, found = quote.row.figures, []
    said = set(_YEAR.findall(quote.clause))
    for column in figures.columns:
        number = figures.shown(quote.row.head.row, column)
        head = figures.head.columns[column]
        is_rate = bool(head.says & Says.PERCENT) or bool(
            re.search(r"%|tỷ lệ|tỷ trọng|cơ cấu", head.words.lower())
        )
        years = set(_YEAR.findall(head.words) or _YEAR.findall(figures.caption))
        if years and said and not years & said:
            continue
        if number is not None and is_rate is quote.number.is_percent and not head.says_anywhere & Says.CHANGE:
            found.append((column, number))
    return found


def _values(quote: Quote, number: CellNumber) -> tuple[Fraction, ...]:
    value = Fraction(number.scaled, 10**number.decimals)
    if quote.number.unit.measure is not Measure.MONEY:
        return (value,)
    return tuple(value * scale for scale in (1, 1000, 10**6, 10**9))


def _equals(quote: Quote, number: CellNumber) -> bool:
    said = (quote.number.value, quote.number.quantity)
    if any(value in said for value in _values(quote, number)):
        return True
    is_shorter = quote.number.is_percent and quote.number.decimals < number.decimals
    shown = exactly(Fraction(number.scaled, 10**number.decimals))
    return is_shorter and judge(quote.number, shown) is Verdict.RIGHT


def _meant(quote: Quote, cells: list[tuple[int, CellNumber]]) -> tuple[int, CellNumber] | None:
    """Return the cell that the words mean: the column they name, or the one in which the row is extreme."""
    extreme = bool(_MOST.search(quote.clause)), bool(_LEAST.search(quote.clause))
    if any(extreme):
        cells = [cell for cell in cells if _is_extreme(quote, cell[0], is_most=extreme[0])]
    said = telling_words(quote.clause) | frozenset(re.findall(r"[^\W\d_]+", quote.clause))
    scores = [
        (len(_head_words(quote, column) & said) + _both_say_rate(quote, column), column, number)
        for column, number in cells
    ]
    best = max((score for score, _, _ in scores), default=0)
    named = [(column, number) for score, column, number in scores if score == best]
    if len(named) == 1 and (best > 1 or (any(extreme) and best)):
        return named[0] if _is_like(quote, named[0][1]) else None
    slips = [cell for cell in named if _is_surely_slip(quote, cell[1], is_extreme=any(extreme))]
    return slips[0] if len(slips) == 1 else None


def _head_words(quote: Quote, column: int) -> frozenset[str]:
    head = quote.row.figures.head.columns[column]
    words = telling_words(re.sub(r"\(.*?\)|%", " ", " ".join((*head.groups, head.own))))
    return words - {"số", "tổng", "tỷ", "lệ"}


def _of_same_column(
    quote: Quote, cells: list[tuple[int, CellNumber]], last: tuple[Quote, list[int]] | None
) -> tuple[int, CellNumber] | None:
    """Return the cell in the column of the number before: `A cao nhất (73), gấp 1,87 lần B (39)`."""
    if last is None or last[0].passage is not quote.passage or last[0].row.figures is not quote.row.figures:
        return None
    one, other = last[0].number, quote.number
    is_next = one.unit == other.unit and quote.passage.sentence_of(one.start) == quote.passage.sentence_of(
        other.start
    )
    found = [cell for cell in cells if cell[0] in last[1] and len(last[1]) == 1]
    is_meant = is_next and last[0].row != quote.row and found and _is_like(quote, found[0][1])
    return found[0] if is_meant else None


def _both_say_rate(quote: Quote, column: int) -> bool:
    head = quote.row.figures.head.columns[column].words.lower()
    return "tỷ lệ" in head and "tỷ lệ" in quote.clause


def _is_extreme(quote: Quote, column: int, *, is_most: bool) -> bool:
    figures, mine = quote.row.figures, quote.row.head.row
    heads = [head for head in figures.body if not head.is_total]
    values = {head.row: n for head in heads if (n := figures.shown(head.row, column)) is not None}
    ranked = {row: Fraction(n.scaled, 10**n.decimals) for row, n in values.items()}
    if mine not in ranked or len(ranked) < FEWEST_ROWS:
        return False
    return ranked[mine] == (max(ranked.values()) if is_most else min(ranked.values()))


def _is_slip(quote: Quote, number: CellNumber) -> bool:
    return is_one_step(quote.number.text, number_text(number))


def _is_surely_slip(quote: Quote, number: CellNumber, *, is_extreme: bool) -> bool:
    """Whether a number has the digits of a cell with two exchanged, or one changed among many."""
    said, shown = (re.sub(r"\D", "", text) for text in (quote.number.text, number_text(number)))
    if not _is_slip(quote, number):
        return False
    return is_extreme or len(said) > 3 or (len(said) == 3 and sorted(said) == sorted(shown))


def _is_like(quote: Quote, number: CellNumber) -> bool:
    """Whether both numbers are of one size, so that they can be meant as the same."""
    said = quote.number.quantity
    return any(value and Fraction(1, 2) < said / value < 2 for value in _values(quote, number)) and said != 0


def _finding(file: str, quote: Quote, column: int, number: CellNumber) -> Finding:
    place, shown = (quote.row.head.row, column), number_text(number)
    figures = quote.row.figures
    return Finding(
        rule="body-annex",
        message=(
            f"Lời ghi {quote.number.text.strip()}, "
            f"bảng {figures.number} ({name_of(figures, place)}) ghi {shown}"
        ),
        where=quote.passage.where(quote.number.start, quote.number.end),
        remedy="Đối chiếu số gốc rồi sửa cho hai nơi giống nhau",
        quote=quote.passage.quote(quote.number.start, quote.number.end),
        expected=shown,
        severity=Severity.ERROR if _is_slip(quote, number) else Severity.WARNING,
        also=(at(file, figures, place),),
    )
