"""Numbers of units that the words give and a table lists: `06 huyện trong tỉnh như sau:` above five rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.numbers import Bound, Figure
from reportgen.audit.passages import Passage
from reportgen.audit.section_numbers import ROMANS
from reportgen.audit.tables.figures import TableFigures
from reportgen.audit.tables.findings import at
from reportgen.errors import Finding, Severity
from reportgen.model.checking import Checked

RULE = "count-of-items"
FEWEST_ROWS = 3
MANY_ROWS = 10
"""Rows from which a count may be off by two and still be meant as theirs."""
_NUMBERED = re.compile(
    r"\b(?P<kind>bảng|biểu|phụ lục)(?: mẫu)?\s*(?:số\s*)?(?P<number>\d{1,2}|[ivx]+)(?!\w|\.\d|[/,]\d)"
)
_BEFORE = re.compile(r"\b(?:của|có|gồm|tại|ở|cho)\s*$")
_AFTER = re.compile(
    r"(?:\s+(?:trong|trên địa bàn|thuộc|toàn|của)\s[^,.;:()]{1,40}?)?\s*"
    r"(?:[.;:,](?!\s*trong đó)|$|như sau|(?:được )?(?:thể hiện|tổng hợp|nêu|trình bày))"
)
_PART_OF_ALL = re.compile(r"\b(?:trong đó|riêng|còn|thêm)\b[^.;]*$")


@dataclass(frozen=True)
class _Listed:
    """A table that lists units of one kind, one to a row."""

    figures: TableFigures
    noun: str
    rows: int
    lines: frozenset[str]
    labels: frozenset[tuple[str, int]]

    def is_meant(self, passage: Passage) -> bool:
        """Say whether a passage leads to the table or names it by its number."""
        text = passage.text.strip()
        return (text.endswith(":") and text in self.lines) or bool(_labels(passage.lowered) & self.labels)


def compare_counts(file: str, passages: Sequence[Passage], tables: Sequence[TableFigures]) -> Checked:
    """Report numbers of units that the table spoken of does not list."""
    findings: list[Finding] = []
    right = 0
    listed = [found for figures in tables if (found := _listed(figures)) is not None]
    for passage in passages if listed else ():
        for table in () if passage.is_in_table else listed:
            if not table.is_meant(passage):
                continue
            for figure in _counts(passage, table):
                right += figure.number.value == table.rows
                if _is_slip(figure, table):
                    findings.append(_finding(file, passage, figure, table))
    return Checked(findings=tuple(findings), passed={RULE: right})


def _listed(figures: TableFigures) -> _Listed | None:
    """Return what a table lists; None when it has groups of rows, or too few."""
    column = figures.rows.name_column
    rows = [row for row in figures.rows.heads if not row.is_total]
    is_flat = len({row.level for row in rows}) == 1 and not any(
        row.is_label or row.is_of_which for row in rows
    )
    if column is None or not is_flat or len(rows) < FEWEST_ROWS:
        return None
    noun = " ".join(figures.head.columns[column].own.lower().split())
    lines = [line.strip() for line in figures.caption.split("\n")]
    titles = (line.lower() for line in lines if _NUMBERED.match(line.lower()))
    labels = frozenset(label for title in titles for label in list(_labels(title))[:1])
    return _Listed(figures, noun, len(rows), frozenset(lines), labels) if noun else None


def _labels(text: str) -> frozenset[tuple[str, int]]:
    return frozenset(
        (found["kind"], ROMANS.get(found["number"].upper()) or int(found["number"]))
        for found in _NUMBERED.finditer(text)
        if found["number"].isdecimal() or found["number"].upper() in ROMANS
    )


def _counts(passage: Passage, table: _Listed) -> Iterator[Figure]:
    """Yield the figures that count all units of the kind that a table lists."""
    for figure in passage.figures:
        number = figure.number
        named = re.compile(rf"\s+{re.escape(table.noun)}").match(passage.lowered, figure.end)
        if named is None or not figure.is_plain or number.decimals or number.bound is not Bound.EXACT:
            continue
        before = passage.lowered[passage.sentence_of(figure.start)[0] : figure.start]
        is_all = _BEFORE.search(before) and not _PART_OF_ALL.search(before)
        if is_all and _AFTER.match(passage.lowered, named.end()):
            yield figure


def _is_slip(figure: Figure, table: _Listed) -> bool:
    """Say whether a count is off by so little that the rows must be meant."""
    return 0 < abs(figure.number.value - table.rows) <= (2 if table.rows >= MANY_ROWS else 1)


def _finding(file: str, passage: Passage, figure: Figure, table: _Listed) -> Finding:
    number = figure.number
    expected = f"{table.rows:02d}" if number.text.startswith("0") else str(table.rows)
    first = table.figures.body[0].row, table.figures.columns[0]
    return Finding(
        rule=RULE,
        message=f"Lời ghi {number.text} {table.noun} nhưng bảng {table.figures.number} kê {expected}",
        where=passage.where(number.start, number.end),
        remedy="Kiểm tra lại bảng; nếu bảng kê đủ thì sửa số trong lời",
        quote=passage.quote(number.start, number.end),
        expected=expected,
        severity=Severity.WARNING,
        also=(at(file, table.figures, first),),
    )
