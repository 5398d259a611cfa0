"""What a table says about each indicator: count, share, target and how far it is reached."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from reportgen.audit.tables.cell_values import CellValue
from reportgen.audit.tables.constraints import Explained
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.relations import RelationKind
from reportgen.audit.tables.rows import RowHead

# One thing under several names (all in lower case); the first words stand for all.
SYNONYMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (
            r"(?:giáo dục |văn hóa |văn hoá |trình độ )?(?:trung học phổ thông|thpt)|giáo dục phổ thông",
            " thpt ",
        ),
        (r"trung học cơ sở", " thcs "),
        (r"(?:cao cấp|cử nhân) lý luận(?: chính trị)?|lý luận chính trị cao cấp", " lýluậnchínhtrị caocấp "),
        (r"trung cấp lý luận(?: chính trị)?|lý luận chính trị trung cấp", " lýluậnchínhtrị trungcấp "),
        (r"lý luận chính trị", " lýluậnchínhtrị "),
        (r"quản lý nhà nước", " quảnlýnhànước "),
        (r"chuyên viên chính", " chuyênviênchính "),
        (r"chuyên viên", " chuyênviên "),
        (r"dân tộc thiểu số|\bdtts\b", " dântộcthiểusố "),
        (r"bảo hiểm y tế|\bbhyt\b", " bhyt "),
        (r"bảo hiểm xã hội|\bbhxh\b", " bhxh "),
        (r"đại học", " đạihọc "),
        (r"cao đẳng", " caođẳng "),
        (r"trung cấp", " trungcấp "),
        (r"cao cấp", " caocấp "),
        (r"hoàn thành xuất sắc|\bxuất sắc\b", " xuấtsắc "),
        (r"hoàn thành tốt", " hoànthànhtốt "),
        (r"cận nghèo", " cậnnghèo "),
        (r"trẻ tuổi", " trẻ "),
    )
)
_STOP_WORDS = """
có là đạt tỷ tỉ lệ trình độ trong đó của và theo các được mục tiêu đề ra so với chiếm đồng chí người số lượng
kết quả đã quy định cán bộ công chức viên nhiệm vụ cấp xã ngạch trở lên tổng từ trên địa bàn còn lại tính đến
năm tháng riêng đối vị trí việc làm điều kiện tiêu chuẩn đảm bảo lượt thực hiện chất lượng đánh giá xếp loại
nghiệp chuyên môn
"""
STOP = frozenset(_STOP_WORDS.split())
WORD = re.compile(r"[^\W\d_]+")


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a name that tell it from others, synonyms made one."""
    lower = " ".join(text.lower().split())
    for pattern, word in SYNONYMS:
        lower = pattern.sub(word, lower)
    found = WORD.findall(lower)
    return frozenset(word for word in found if word not in STOP) or frozenset(found)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One row: the columns of count and rate by year (the latest first), and of target and attainment."""

    figures: TableFigures
    head: RowHead
    words: frozenset[str]

    def value(self, column: int) -> CellValue:
        """Return the reading of a column in this row."""
        return self.figures.value(self.head.row, column)


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """A table whose rows are indicators with shares; columns in the order of years, latest first."""

    figures: TableFigures
    rows: tuple[IndicatorRow, ...]
    periods: tuple[tuple[str, int, int], ...]
    """Year, count column and rate column."""
    target: int | None
    attainment: int | None
    weights: dict[str, Fraction]


def indicator_table(figures: TableFigures, explained: Explained) -> IndicatorTable | None:
    """Return the indicators of a table; None when it has no share column."""
    periods = [(_year(figures, share.percent), share.count, share.percent) for share in explained.shares]
    if not periods:
        return None
    periods.sort(key=lambda period: (period[0], period[2]), reverse=True)
    target, attainment = _target(figures, explained, periods[0][2])
    rows = tuple(IndicatorRow(figures, head, _row_words(head)) for head in figures.body if not head.is_total)
    return IndicatorTable(figures, rows, tuple(periods), target, attainment, _weights(rows))


def _row_words(head: RowHead) -> frozenset[str]:
    name = re.sub(r"trong đó|riêng", "", head.name, flags=re.IGNORECASE)
    return telling_words(name)


def _year(figures: TableFigures, column: int) -> str:
    return next(iter(figures.head.columns[column].years), "")


def _target(figures: TableFigures, explained: Explained, rate: int) -> tuple[int | None, int | None]:
    for relation in explained.relations:
        if relation.kind is RelationKind.RATIO and relation.operands[0] == rate:
            other = relation.operands[1]
            if other not in {share.percent for share in explained.shares}:
                return other, relation.target
    return None, None


def _weights(rows: tuple[IndicatorRow, ...]) -> dict[str, Fraction]:
    counts: dict[str, int] = {}
    for row in rows:
        for word in row.words:
            counts[word] = counts.get(word, 0) + 1
    return {word: Fraction(1, times) for word, times in counts.items()}


def best_row(table: IndicatorTable, words: frozenset[str]) -> tuple[IndicatorRow, Fraction] | None:
    """Return the row that words name, with how well (0 to 1); None when none does or two do."""
    scored = sorted(((_likeness(table, row, words), at) for at, row in enumerate(table.rows)), reverse=True)
    if not scored or scored[0][0] < LEAST:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN:
        return None
    return table.rows[scored[0][1]], scored[0][0]


LEAST, MARGIN = Fraction(6, 10), Fraction(15, 100)


def _likeness(table: IndicatorTable, row: IndicatorRow, words: frozenset[str]) -> Fraction:
    known = [word for word in words if word in table.weights]
    common = sum((table.weights[word] for word in known if word in row.words), Fraction(0))
    if not common:
        return Fraction(0)
    of_row = sum(table.weights[word] for word in row.words)
    of_text = sum(table.weights[word] for word in known)
    return min(common / of_row, common / of_text)
