"""Running text against rows of tables: «toàn huyện có 5.432 hộ, 1.234 hộ nghèo» beside «Tổng cộng»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reportgen.audit.numbers import Number
from reportgen.audit.observations import LEADS_TO_CHANGE, YEAR
from reportgen.audit.passages import Passage
from reportgen.audit.tables.constraints import Explained
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.findings import at, name_of
from reportgen.audit.tables.head import ColumnHead, Says
from reportgen.audit.tables.indicators import telling_words
from reportgen.audit.tables.judging import round_to
from reportgen.audit.tables.relations import number_text
from reportgen.audit.tables.rows import RowHead
from reportgen.errors import Finding, Severity

NEAR = Fraction(1, 2)
"""How far apart two figures may be and still be taken for one fact."""
LEAST_TELLING = 20
EARLIER = re.compile(r"cùng kỳ|năm trước|so với|kỳ trước", re.IGNORECASE)
_SCOPE_WORDS = "toàn huyện tỉnh thành phố xã thị trấn địa bàn cả nước hiện nay với"
SCOPE = frozenset(_SCOPE_WORDS.split())
PLANNED = re.compile(r"kế hoạch|mục tiêu|chỉ tiêu|dự toán|phấn đấu|dự kiến", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """One number of a sentence with the words that say what it is."""

    number: Number
    words: frozenset[str]
    before: str


@dataclass(frozen=True)
class RowTable:
    """A table ready to be laid beside sentences."""

    figures: TableFigures
    explained: Explained

    @cached_property
    def rates(self) -> frozenset[int]:
        """Columns of rates."""
        computed = {relation.target for relation in self.explained.relations if relation.kind.is_rate}
        shares = {share.percent for share in self.explained.shares}
        heads = self.figures.head.columns
        said = {column for column in self.figures.columns if Says.PERCENT in heads[column].says}
        return frozenset(computed | shares | said)

    @cached_property
    def head_words(self) -> dict[int, frozenset[str]]:
        """The telling words of each column's head."""
        return {column: _head_words(self.figures, column) for column in self.figures.columns}

    @cached_property
    def names(self) -> tuple[tuple[RowHead, str], ...]:
        """Rows with names of two words and more, in lower case."""
        named = ((row, " ".join(row.name.lower().split())) for row in self.figures.body if not row.is_total)
        return tuple((row, name) for row, name in named if " " in name)

    @cached_property
    def values(self) -> dict[int, frozenset[tuple[int, int]]]:
        """The telling values of each row, rounded to no, one and two decimals."""
        return {row.row: frozenset(self._values(row)) for row in self.figures.body}

    def _values(self, row: RowHead) -> Iterator[tuple[int, int]]:
        for column in self.figures.columns:
            number = self.figures.shown(row.row, column)
            if number is not None:
                for decimals in range(min(2, number.decimals) + 1):
                    yield decimals, round_to(number.value, decimals)


def compare_with_rows(
    file: str, passages: Sequence[Passage], examined: Sequence[tuple[TableFigures, Explained]]
) -> tuple[list[Finding], int]:
    """Return figures of the text that a row of a table contradicts, and how many agree."""
    tables = [RowTable(*each) for each in examined]
    findings: dict[tuple[int, int], Finding] = {}
    agreeing: set[tuple[int, int]] = set()
    for passage in passages:
        if passage.is_in_table or len(passage.figures) < 2:
            continue
        for start, end in passage.sentences:
            said = _said(passage, start, end)
            for table, row in _candidates(tables, said, passage.lowered[start:end]):
                matched, opposed = _lay_beside(table, row, said, passage.text[start:end])
                agreeing |= {(id(passage), each.number.start) for each in matched}
                for each, column in opposed:
                    key = id(passage), each.number.start
                    findings.setdefault(key, _finding(file, passage, table.figures, row, each, column))
    return [finding for key, finding in findings.items() if key not in agreeing], len(agreeing)


def _candidates(
    tables: Sequence[RowTable], said: list[Said], sentence: str
) -> Iterator[tuple[RowTable, RowHead]]:
    """Yield the rows that a sentence names, else the total row, where they share a telling value with it."""
    keys = {
        (decimals, round_to(each.number.value, decimals))
        for each in said
        if _is_telling(each.number)
        for decimals in (min(2, each.number.decimals),)
    }
    if len(said) < 2 or not keys:
        return
    for table in tables:
        named = [row for row, name in table.names if name in sentence and _is_word(name, sentence)]
        yield from ((table, row) for row in named or table.figures.totals[:1] if keys & table.values[row.row])


def _is_telling(number: Number) -> bool:
    return number.value >= LEAST_TELLING or number.decimals > 0


def _is_word(name: str, sentence: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", sentence) is not None


def _said(passage: Passage, start: int, end: int) -> list[Said]:
    found: list[Said] = []
    at_end = start
    figures = [figure for figure in passage.figures if start <= figure.start < end]
    for index, figure in enumerate(figures):
        before = passage.text[at_end : figure.start]
        next_start = figures[index + 1].start if index + 1 < len(figures) else end
        after = re.split(r"[,;.()]|trong đó|chiếm|đạt", passage.text[figure.end : next_start], maxsplit=1)[0]
        at_end = max(figure.end, figure.unit_end)
        if figure.is_plain and not LEADS_TO_CHANGE.search(before):
            local = re.split(r"[;()]", before)[-1]
            found.append(Said(figure.number, telling_words(f"{local} {after}"), before))
    return found


def _lay_beside(
    table: RowTable, row: RowHead, said: list[Said], sentence: str
) -> tuple[list[Said], list[tuple[Said, int]]]:
    """Return numbers that equal a cell whose head fits, and those that a fitting cell contradicts."""
    matched: dict[int, Said] = {}
    opposed: list[tuple[Said, int]] = []
    last: int | None = None
    for each in said:
        column = _column(table, row, each, last, sentence)
        cell = table.figures.shown(row.row, column) if column is not None else None
        if column is None or cell is None:
            continue
        last = column
        decimals = min(cell.decimals, each.number.decimals)
        if round_to(cell.value, decimals) == round_to(each.number.value, decimals):
            matched[column] = each
        elif _is_near(cell.value, each.number.value):
            opposed.append((each, column))
    telling = [each for each in matched.values() if _is_telling(each.number)]
    if not telling:
        return [], []
    return telling, [(each, column) for each, column in opposed if column not in matched]


def _is_near(left: Fraction, right: Fraction) -> bool:
    return abs(left - right) <= NEAR * max(abs(left), abs(right))


def _column(table: RowTable, row: RowHead, said: Said, last: int | None, sentence: str) -> int | None:
    """Return the one column whose head says what the words of a number say, the row's name left out."""
    is_percent = said.number.is_percent
    words = said.words - SCOPE - set(row.name.lower().split())
    if is_percent and last is not None and not words - {"chiếm", "đạt", "lệ", "tỷ"}:
        return _rate_of(table.explained, last)
    if EARLIER.search(said.before) or PLANNED.search(said.before):
        return None
    years = set(YEAR.findall(sentence))
    fitting = [
        column
        for column, head_words in table.head_words.items()
        if head_words == words
        and (column in table.rates) is is_percent
        and _fits_years(table.figures.head.columns[column], years)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits_years(head: ColumnHead, years: set[str]) -> bool:
    """Say whether a column may be what a sentence with these years speaks of."""
    is_other = head.says_anywhere & (Says.CHANGE | Says.LAST_YEAR | Says.TARGET)
    return not is_other and (not years or not head.years or bool(years & set(head.years)))


def _head_words(figures: TableFigures, column: int) -> frozenset[str]:
    head = figures.head.columns[column]
    return telling_words(re.sub(r"\(.*?\)|%", " ", " ".join((*head.groups, head.own))))


def _rate_of(explained: Explained, column: int) -> int | None:
    """Return the column that tells the share of a count column."""
    shares = [share.percent for share in explained.shares if share.count == column]
    ratios = [each.target for each in explained.relations if each.kind.is_rate and each.operands[0] == column]
    found = [*shares, *ratios]
    return found[0] if len(found) == 1 else None


def _finding(
    file: str, passage: Passage, figures: TableFigures, row: RowHead, said: Said, column: int
) -> Finding:
    cell = (row.row, column)
    number = figures.shown(*cell)
    shown = number_text(number) if number else ""
    return Finding(
        rule="body-annex",
        message=(
            f"Lời ghi {said.number.text.strip()}, "
            f"bảng {figures.number} ({name_of(figures, cell)}) ghi {shown}"
        ),
        where=passage.where(said.number.start, said.number.end),
        remedy="Đối chiếu số gốc rồi sửa cho hai nơi giống nhau",
        quote=passage.quote(said.number.start, said.number.end),
        expected=shown,
        severity=Severity.ERROR,
        also=(at(file, figures, cell),),
    )
