"""Single figures quoted from a table with their digits in another order, or with one digit changed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from reportgen.audit.numbers import Bound, Figure, Number
from reportgen.audit.observations import LEADS_TO_CHANGE, YEAR
from reportgen.audit.passages import Passage
from reportgen.audit.quotable_cells import FEWEST_DIGITS, NOUNS, UNITS, Cell, cells_of, spoken
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.findings import at, name_of
from reportgen.audit.tables.head import Says
from reportgen.audit.tables.indicators import telling_words
from reportgen.audit.tables.judging import round_to
from reportgen.audit.tables.relations import number_text
from reportgen.audit.units import Measure
from reportgen.audit.words import AMONG
from reportgen.errors import Finding, Severity

FARTHEST = Fraction(9, 10)
"""How far apart two figures with the same digits may be, as a part of the larger."""
MOST_CELLS = 40
"""Cells with the same digits that are looked at for one figure."""
EARLIER = re.compile(r"cùng kỳ|năm trước|năm học trước|so với|kỳ trước|đầu năm|tăng|giảm", re.IGNORECASE)
PLANNED = re.compile(
    r"kế hoạch|mục tiêu|chỉ tiêu|dự toán|phấn đấu|dự kiến|được giao|tổng mức đầu tư", re.IGNORECASE
)
LATER = re.compile(r"lũy kế|luỹ kế|từ đầu|giai đoạn|trong đó|riêng|bình quân|còn lại", re.IGNORECASE)
ATTACHED = re.compile(r"\s*\(?\s*(?:kèm theo|số liệu)", re.IGNORECASE)
SPAN = re.compile(r"((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")
WORD = re.compile(r"[^\W\d_]+")
BREAK = re.compile(r";|[.:](?=\s)")
_NO_SUBJECT = "lượng thực hiện kế hoạch dự toán giá trị kinh phí năm kết quả người tiền đã được"
NO_SUBJECT = frozenset(_NO_SUBJECT.split())
_SCOPE = "toàn cả huyện tỉnh xã trường hiện nay ước như vậy kết quả cuối kỳ hết giảm xuống đó với gồm tổng"
SCOPE = frozenset(_SCOPE.split())
"""Words that do not make a whole any smaller."""
ACTS = re.compile(r"hỗ trợ|vay|tặng|trao|khám|cấp cho|tổ chức|giúp|thoát|phát sinh|xây dựng|sửa chữa|chuyển")
FEWEST_FAR = 4
"""Digits of which two that are not neighbours may be exchanged."""
FEWEST_SURE = 5
"""Digits from which an exchange hardly comes by chance, whatever the words."""


@dataclass(frozen=True)
class Quote:
    """A number of running text with what is said around it."""

    passage: Passage
    number: Number
    start: int
    end: int
    local: str
    """The words from the number before on, and those after up to the next number."""

    @cached_property
    def said(self) -> str:
        """The clause up to the next number, in lower case."""
        return " ".join(self.passage.lowered[self.start : self.end].split())

    @cached_property
    def words(self) -> frozenset[str]:
        """All words close to the number."""
        return telling_words(self.local) | frozenset(WORD.findall(self.local))

    @cached_property
    def digits(self) -> str:
        """The digits as printed, decimals included."""
        return str(int(abs(self.number.value) * 10**self.number.decimals))


def compare_quotes(
    file: str, passages: Sequence[Passage], tables: Sequence[TableFigures]
) -> tuple[list[Finding], int]:
    """Return figures that the words give to a cell with other digits, and how many quote a cell rightly."""
    index = _Index(list(cells_of(tables)))
    findings: list[Finding] = []
    agreeing = 0
    for quote in _quotes(passages) if index.cells else ():
        found = [cell for cell in index.with_digits(quote) if _names(quote, cell)]
        if any(_equals(quote, cell) for cell in found):
            agreeing += 1
            continue
        is_mixed = bool(found)
        found = found or [cell for cell in index.one_off(quote) if _names_fully(quote, cell)]
        found = [cell for cell in found if index.is_telling(cell)]
        if len({cell.number.value for cell in found}) == 1:
            findings.append(_finding(file, quote, found[0], is_mixed=is_mixed))
    return findings, agreeing


class _Index:
    """Cells by their digits: in rising order, without the zeros at the end too, and with one left out."""

    def __init__(self, cells: list[Cell]) -> None:
        self.cells = cells
        self._sorted: dict[str, list[Cell]] = {}
        self._masked: dict[tuple[int, str], list[Cell]] = {}
        self._printed: set[str] = set()
        self._rows: defaultdict[tuple[str, frozenset[str]], set[tuple[int, int]]] = defaultdict(set)
        for cell in cells:
            digits = cell.digits
            self._printed |= {digits, digits.rstrip("0")}
            self._rows[cell.row.name.lower(), cell.words].add((cell.figures.number, cell.row.row))
            for key in _keys(digits):
                self._sorted.setdefault(key, []).append(cell)
            for masked in _masked(digits):
                self._masked.setdefault(masked, []).append(cell)

    def is_telling(self, cell: Cell) -> bool:
        """Say whether a cell's name is that of one row only, or its digits are enough by themselves."""
        return len(cell.digits) >= FEWEST_SURE or len(self._rows[cell.row.name.lower(), cell.words]) == 1

    def with_digits(self, quote: Quote) -> list[Cell]:
        """Return the cells with a figure's digits in any order, of about the same size."""
        digits = quote.digits
        if len(digits) < FEWEST_DIGITS:
            return []
        found = {id(cell): cell for key in _keys(digits) for cell in self._sorted.get(key, ())[:MOST_CELLS]}
        near = (cell for cell in found.values() if _is_near(quote, cell))
        return [cell for cell in near if _equals(quote, cell) or _is_exchanged(quote, cell)]

    def one_off(self, quote: Quote) -> list[Cell]:
        """Return the cells that differ from a figure by one digit; none when a table prints the figure."""
        digits = quote.digits
        if len(digits) < FEWEST_DIGITS or digits in self._printed or digits.rstrip("0") in self._printed:
            return []
        found = [cell for key in _masked(digits) for cell in self._masked.get(key, ())[:MOST_CELLS]]
        same = [cell for cell in found if cell.number.decimals == quote.number.decimals]
        return [cell for cell in same if _is_near(quote, cell)]


def _masked(digits: str) -> Iterator[tuple[int, str]]:
    for at_digit in range(len(digits)):
        yield at_digit, f"{digits[:at_digit]}.{digits[at_digit + 1 :]}"


def _keys(digits: str) -> set[str]:
    bare = digits.rstrip("0")
    keys = {digits, bare} if len(bare) >= FEWEST_DIGITS else {digits}
    return {"".join(sorted(key)) for key in keys}


def _quotes(passages: Sequence[Passage]) -> Iterator[Quote]:
    for passage in passages:
        if passage.is_in_table:
            continue
        figures = passage.figures
        for index, figure in enumerate(figures):
            if len(figure.top) == 1 and figure.number.bound is Bound.EXACT:
                yield from _of_figure(passage, figures, index)


def _of_figure(passage: Passage, figures: Sequence[Figure], index: int) -> Iterator[Quote]:
    figure = figures[index]
    first, last = passage.sentence_of(figure.start)
    for found in BREAK.finditer(passage.text, first, figure.start):
        first = found.end()
    last = figures[index + 1].start if index + 1 < len(figures) and figures[index + 1].start < last else last
    earlier = figures[max(0, index - 3) : index]
    if earlier and _is_aside(passage, earlier[-1], figure):
        earlier = earlier[:-1]
    at_end = max((f.unit_end for f in earlier), default=first)
    before = passage.lowered[max(first, at_end) : figure.start]
    if figure.number.is_percent and index and len(WORD.findall(before)) < 3:
        before = passage.lowered[
            max(first, figures[index - 2].unit_end if index > 1 else first) : figure.start
        ]
    after = re.split(r"[,;.()]|trong đó|chiếm|đạt", passage.lowered[figure.end : last], maxsplit=1)[0]
    if LEADS_TO_CHANGE.search(before) or _is_computed(figures, index):
        return
    for number in figure.numbers:
        yield Quote(passage, number, first, last, f"{before} {after}")


SMALLEST_VALUE = 100


def _is_aside(passage: Passage, small: Figure, figure: Figure) -> bool:
    """Say whether a small count only stands on the way: «tổng vốn giao cho 04 chủ đầu tư là 119.505»."""
    gap = passage.lowered[small.unit_end : figure.start]
    is_small = small.is_plain and small.unit.measure is Measure.COUNT and small.number.value < SMALLEST_VALUE
    return is_small and figure.number.value >= SMALLEST_VALUE and not re.search(r"[,;.:()]", gap)


def _pair(quote: Quote, cell: Cell) -> tuple[Fraction, Fraction]:
    """Return both values in one unit."""
    if quote.number.unit.measure is Measure.MONEY and cell.scale:
        return quote.number.quantity, cell.number.value * cell.scale
    return quote.number.value, cell.number.value


def _is_computed(figures: Sequence[Figure], index: int) -> bool:
    """Say whether a percent is that of a ratio just before it: «03/17 đồng chí, đạt 17,6%»."""
    number = figures[index].number
    ratios = [each for each in figures[max(0, index - 2) : index] if each.bottom and each.bottom[0].value]
    shares = (100 * each.top[0].value / each.bottom[0].value for each in ratios)
    return number.is_percent and any(
        round_to(share, number.decimals) == round_to(number.value, number.decimals) for share in shares
    )


def _is_near(quote: Quote, cell: Cell) -> bool:
    left, right = _pair(quote, cell)
    is_alike = abs(left - right) <= FARTHEST * max(abs(left), abs(right))
    if left == right:
        return True
    return is_alike and (len(quote.digits) == len(cell.digits) or len(_bare(quote)) == len(_bare(cell)))


def _bare(printed: Quote | Cell) -> str:
    return printed.digits.rstrip("0")


def _is_slip(left: str, right: str) -> bool:
    """Say whether two of the digits are exchanged, next to each other when there are few."""
    odd = [index for index, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    return len(odd) == 2 and (odd[1] == odd[0] + 1 or len(left) >= FEWEST_FAR)


def _is_exchanged(quote: Quote, cell: Cell) -> bool:
    pairs = ((quote.digits, cell.digits), (_bare(quote), _bare(cell)))
    return any(len(left) == len(right) and _is_slip(left, right) for left, right in pairs)


def _equals(quote: Quote, cell: Cell) -> bool:
    left, right = _pair(quote, cell)
    return left == right


def _names(quote: Quote, cell: Cell) -> bool:
    """Say whether the words around a figure name a cell's row and column, and speak of its time."""
    if quote.number.is_percent is not cell.is_rate or not _fits_time(quote, cell):
        return False
    name = " ".join(cell.row.name.lower().split())
    if not _fits_unit(quote, cell):
        return False
    if cell.is_summary:
        return _names_summary(quote, cell)
    is_named = spoken(name, quote.said) or _is_strewn(name, quote.said)
    return is_named and (cell.words <= quote.words or _is_only(quote, cell))


def _names_summary(quote: Quote, cell: Cell) -> bool:
    """Say whether a figure is said of the whole: by the words of a column, or of the title with «tổng»."""
    is_long = len(quote.digits) >= FEWEST_SURE
    is_told = bool(cell.words) and cell.words <= quote.words
    if is_told and (is_long or not (cell.words <= NO_SUBJECT or ACTS.search(quote.said))):
        return True
    is_titled = is_long and cell.row.is_total and not LATER.search(quote.said)
    return is_titled and spoken(f"tổng {cell.titled}", quote.said)


def _is_of_part(quote: Quote) -> bool:
    """Say whether a figure stands after «trong đó», so that a total has no reason to equal it."""
    start = quote.passage.sentence_of(quote.number.start)[0]
    return AMONG.search(quote.passage.lowered, start, quote.number.start) is not None


def _narrows(quote: Quote, cell: Cell) -> bool:
    """Say whether the words close to a figure name more than column and title do: «vốn tỉnh giải ngân …»."""
    text = quote.passage.text.strip()
    lines = (line for line in cell.figures.caption.split("\n") if line != text)
    title = " ".join(line for line in lines if not line.endswith((".", ";", ":")))
    told = telling_words(f"{title} {cell.told} {quote.number.unit.text}")
    return bool(telling_words(quote.local) - told - cell.words - NO_SUBJECT - UNITS - SCOPE)


FEWEST_STREWN = 3
MOST_BETWEEN = 2


def _is_strewn(name: str, text: str) -> bool:
    """Say whether a text holds the words of a name in order, with few others between them."""
    words = WORD.findall(name)
    spoken = WORD.findall(text)
    places = (place for place, word in enumerate(spoken) if words and word == words[0])
    return len(words) >= FEWEST_STREWN and any(_goes_on(words, spoken, place) for place in places)


def _goes_on(words: list[str], spoken: list[str], place: int) -> bool:
    for word in words[1:]:
        ahead = spoken[place + 1 : place + 2 + MOST_BETWEEN]
        if word not in ahead:
            return False
        place += 1 + ahead.index(word)
    return True


def _names_fully(quote: Quote, cell: Cell) -> bool:
    """Say whether the words close to a figure name both row and column, and nothing tells them apart."""
    if not _names(quote, cell) or LATER.search(quote.local):
        return False
    if cell.is_summary:
        is_whole = cell.row.is_total and not _is_of_part(quote) and not _narrows(quote, cell)
        return is_whole and len(cell.words) > 1
    name = " ".join(cell.row.name.lower().split())
    return bool(spoken(name, quote.local)) and (bool(cell.words) and cell.words <= quote.words)


_MEASURED = (Measure.MASS, Measure.AREA, Measure.LENGTH, Measure.VOLUME)


def _fits_unit(quote: Quote, cell: Cell) -> bool:
    """Say whether a figure may be counted in the unit of a cell."""
    unit = quote.number.unit
    if unit.measure is Measure.MONEY:
        return cell.scale > 0
    if cell.scale > 0 and not quote.number.is_percent:
        return not unit.text
    if unit.measure in _MEASURED and not quote.number.is_percent:
        return spoken(unit.text, f"{cell.told} {cell.figures.caption.lower()}")
    own = next((index for index, group in enumerate(NOUNS) if unit.noun in group), None)
    return own is None or not cell.nouns or own in cell.nouns


def _is_only(quote: Quote, cell: Cell) -> bool:
    """Say whether no other column of the row is named by the words around a figure."""
    others = (words for column, words in cell.heads.items() if column != cell.column)
    return not any(words and words <= quote.words for words in others)


def _period_of(cell: Cell) -> str:
    """Return the words that date a cell: the head of its column, else the nearest line of the caption."""
    head = cell.figures.head.columns[cell.column].words
    lines = (line for line in reversed(cell.figures.caption.split("\n")) if not ATTACHED.match(line))
    return next((text for text in (head, *lines) if YEAR.search(text)), "")


def _fits_time(quote: Quote, cell: Cell) -> bool:
    """Say whether figure and column speak of one time, and both of plans or both of results."""
    head = cell.figures.head.columns[cell.column]
    says = head.says_anywhere
    if says & Says.CHANGE:
        return False
    years = set(YEAR.findall(quote.local))
    titled = _period_of(cell)
    if years and titled and not years & set(YEAR.findall(titled)):
        return False
    spans = SPAN.findall(quote.local)
    if spans and SPAN.findall(titled) and not set(spans) & set(SPAN.findall(titled)):
        return False
    if EARLIER.search(quote.local) and not says & Says.LAST_YEAR and not years & set(head.years):
        return False
    return not (PLANNED.search(quote.local) and not says & Says.TARGET)


def _finding(file: str, quote: Quote, cell: Cell, *, is_mixed: bool) -> Finding:
    number, place = quote.number, (cell.row.row, cell.column)
    shown = number_text(cell.number)
    return Finding(
        rule="body-annex",
        message=(
            f"Lời ghi {number.text.strip()}, bảng {cell.figures.number} ({name_of(cell.figures, place)}) "
            f"ghi {shown}: {'cùng các chữ số, khác thứ tự' if is_mixed else 'khác một chữ số'}"
        ),
        where=quote.passage.where(number.start, number.end),
        remedy="Đối chiếu số gốc rồi sửa cho hai nơi giống nhau",
        quote=quote.passage.quote(number.start, number.end),
        expected=shown,
        severity=Severity.ERROR if is_mixed else Severity.WARNING,
        also=(at(file, cell.figures, place),),
    )
