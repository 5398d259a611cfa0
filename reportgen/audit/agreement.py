"""Running text against annexes: the same indicator with another count, share or attainment."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.numbers import Number as TextNumber
from reportgen.audit.observations import Observation, read_observations
from reportgen.audit.passages import Passage
from reportgen.audit.section_numbers import read_number
from reportgen.audit.tables.cell_values import Number as TableNumber
from reportgen.audit.tables.findings import at, name_of
from reportgen.audit.tables.indicators import IndicatorRow, IndicatorTable, best_row, telling_words
from reportgen.audit.tables.judging import round_to
from reportgen.audit.tables.relations import number_text
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked

SURE = Fraction(75, 100)
LEAST_VOTES = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure of the text beside the cell that should say the same."""

    printed: TextNumber
    cell: TableNumber
    column: int
    what: str

    @property
    def agrees(self) -> bool:
        """Whether both say the same at the decimals that the coarser one states."""
        decimals = min(self.printed.decimals, self.cell.decimals)
        return round_to(self.printed.value, decimals) == round_to(self.cell.value, decimals)

    @property
    def is_telling(self) -> bool:
        """Whether agreement hardly comes by chance."""
        return self.cell.value not in (0, 1, 100)

    @property
    def is_near(self) -> bool:
        """Whether only rounding can tell them apart."""
        step = Fraction(1, 10 ** min(self.printed.decimals, self.cell.decimals))
        return bool(self.printed.decimals) and abs(self.printed.value - self.cell.value) <= 2 * step


@dataclass(frozen=True, slots=True)
class Match:
    """An observation laid beside the row that its words name, in one table."""

    observation: Observation
    table: IndicatorTable
    row: IndicatorRow
    likeness: Fraction
    pairs: tuple[Pair, ...]

    @property
    def is_borne_out(self) -> bool:
        """Whether some figure proves that both speak of the same."""
        return any(pair.agrees and pair.is_telling for pair in self.pairs)


def compare_with_tables(file: str, passages: Sequence[Passage], tables: Sequence[IndicatorTable]) -> Checked:
    """Report figures of the text that a table contradicts."""
    if not tables:
        return Checked(passed={"body-annex": 0})
    blocks, index = _blocks(passages), _index(tables)
    observations = list(read_observations(passages))
    matches = [
        [match for table in _sharing(observation, index) if (match := _match(observation, table))]
        for observation in observations
    ]
    homes = _homes((match for group in matches for match in group), blocks)
    findings = list(_totals(file, passages, blocks, homes))
    right = 0
    for observation, group in zip(observations, matches, strict=True):
        home = homes.get(blocks[id(observation.passage)])
        for match in _sound(observation, group, home):
            right += sum(1 for pair in match.pairs if pair.agrees)
            findings += [_finding(file, match, pair) for pair in match.pairs if not pair.agrees]
    return Checked(findings=tuple(findings), passed={"body-annex": right})


Index = dict[tuple[int, int], list[IndicatorTable]]


def _index(tables: Sequence[IndicatorTable]) -> Index:
    """Return the tables by the values that they hold, each rounded to no, one and two decimals."""
    found: Index = {}
    for table in tables:
        columns = {column for _, count, rate in table.periods for column in (count, rate)}
        columns |= {table.attainment} if table.attainment is not None else set()
        keys = {
            (decimals, round_to(number.value, decimals))
            for row in table.rows
            for column in columns
            if (number := row.value(column).low)
            for decimals in range(min(2, number.decimals) + 1)
        }
        for key in keys:
            found.setdefault(key, []).append(table)
    return found


def _sharing(observation: Observation, index: Index) -> list[IndicatorTable]:
    """Return the tables that hold one of an observation's values."""
    numbers = [observation.count, observation.rate, *observation.attained]
    found: dict[int, IndicatorTable] = {}
    for number in numbers:
        if number is not None:
            decimals = min(2, number.decimals)
            tables = index.get((decimals, round_to(number.value, decimals)), [])
            found.update((id(table), table) for table in tables)
    return list(found.values())


def _sound(observation: Observation, group: list[Match], home: IndicatorTable | None) -> list[Match]:
    """Return the matches to trust: the only one borne out by a figure, or that in the block's own table."""
    borne_out = [match for match in group if match.is_borne_out]
    if borne_out:
        return [match for match in borne_out if len(borne_out) == 1 or match.table is home]
    match = _match(observation, home) if home is not None else None
    return [match] if match is not None and match.likeness >= SURE else []


def _blocks(passages: Sequence[Passage]) -> dict[int, int]:
    """Return the block of each passage: a list with what leads it, or one paragraph of running text."""
    found: dict[int, int] = {}
    block = 0
    for passage in passages:
        if passage.is_in_table:
            continue
        is_lead = passage.text.rstrip().endswith(":") or read_number(passage.text) is not None
        if is_lead or not passage.bullet:
            block += 1
        found[id(passage)] = block
    return found


def _homes(matches: Iterable[Match], blocks: dict[int, int]) -> dict[int, IndicatorTable]:
    """Return, for each block, the table that most of its observations are borne out by."""
    votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
    tables: dict[int, IndicatorTable] = {}
    for match in matches:
        if match.is_borne_out:
            tables[id(match.table)] = match.table
            votes[blocks[id(match.observation.passage)]][id(match.table)] += 1
    homes = {}
    for block, counted in votes.items():
        (first, most), *others = counted.most_common(2)
        if most >= LEAST_VOTES and (not others or most >= 2 * others[0][1]):
            homes[block] = tables[first]
    return homes


TOTAL = re.compile(r"\btổng số(?:\s+(?:là|có|gồm))?\s+(?=\d)")


def _totals(
    file: str, passages: Sequence[Passage], blocks: dict[int, int], homes: dict[int, IndicatorTable]
) -> Iterator[Finding]:
    """Compare the total that opens a list with the total row of the table that the list speaks of."""
    for passage in passages:
        table = homes.get(blocks.get(id(passage), 0))
        found = TOTAL.search(passage.lowered) if table else None
        if table is None or found is None:
            continue
        number = next((each.number for each in passage.figures if each.start == found.end()), None)
        column = table.periods[0][1]
        for row in table.figures.totals[:1]:
            cell = table.figures.shown(row.row, column)
            if number is not None and cell is not None and number.value != cell.value:
                pair = Pair(number, cell, column, "tổng số")
                yield _contradiction(file, passage, table, (row.row, column), pair)


def _match(observation: Observation, table: IndicatorTable) -> Match | None:
    found = best_row(table, telling_words(observation.words))
    if found is None:
        return None
    row, likeness = found
    period = _period(observation, table)
    if period is None:
        return None
    pairs = tuple(_pairs(observation, table, row, period))
    return Match(observation, table, row, likeness, pairs) if pairs else None


def _period(observation: Observation, table: IndicatorTable) -> tuple[str, int, int] | None:
    """Return the columns of the year that a clause names; the latest when it names none of the table's."""
    named = [period for period in table.periods if period[0] and period[0] in observation.years]
    if len(named) > 1:
        return None
    if named:
        return named[0]
    return None if observation.years else table.periods[0]


def _pairs(
    observation: Observation, table: IndicatorTable, row: IndicatorRow, period: tuple[str, int, int]
) -> Iterator[Pair]:
    _, count, rate = period
    if observation.count and (cell := row.value(count).number):
        yield Pair(observation.count, cell, count, "số lượng")
    if observation.rate and (cell := row.value(rate).number):
        yield Pair(observation.rate, cell, rate, "tỷ lệ")
    if period is table.periods[0] and table.target is not None and table.attainment is not None:
        yield from _attainment(observation, row, table.target, table.attainment)


def _attainment(observation: Observation, row: IndicatorRow, target: int, attainment: int) -> Iterator[Pair]:
    """Compare attainments only where both speak of the same target."""
    wanted, reached = row.value(target), row.value(attainment)
    stated = tuple(number.value for number in observation.targets)
    printed = tuple(dict.fromkeys(end.value for end in (wanted.low, wanted.high) if end))
    if not stated or stated != printed:
        return
    ends = [end for end in (reached.low, reached.high) if end][: len(stated)]
    for number, end in zip(observation.attained, ends, strict=False):
        yield Pair(number, end, attainment, "mức đạt mục tiêu")


def _finding(file: str, match: Match, pair: Pair) -> Finding:
    cell = (match.row.head.row, pair.column)
    return _contradiction(file, match.observation.passage, match.table, cell, pair)


def _contradiction(
    file: str, passage: Passage, table: IndicatorTable, cell: tuple[int, int], pair: Pair
) -> Finding:
    figures, shown = table.figures, number_text(pair.cell)
    way = "; chênh lệch chỉ do làm tròn" if pair.is_near else ""
    return Finding(
        rule="body-annex",
        message=(
            f"Lời ghi {pair.what} {pair.printed.text}, "
            f"bảng {figures.number} ({name_of(figures, cell)}) ghi {shown}{way}"
        ),
        where=passage.where(pair.printed.start, pair.printed.end),
        remedy="Đối chiếu số gốc rồi sửa cho hai nơi giống nhau",
        quote=passage.quote(pair.printed.start, pair.printed.end),
        expected="" if pair.is_near else shown,
        severity=Severity.WARNING if pair.is_near else Severity.ERROR,
        also=(at(file, figures, cell),),
    )
