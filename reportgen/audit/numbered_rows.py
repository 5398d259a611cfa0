"""Numbers of things that a table below lists one a row: `Kết quả của 05 huyện như sau:` and rows 1 to 5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.items import stated_count
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Outcome

_CITES = re.compile(
    r"\b(?:như\s+sau|sau\s+đây|dưới\s+đây)\s*[:.]?\s*$|\b(?:biểu|bảng|phụ\s+lục)\s*(?:số\s*)?[0-9]{1,2}\b"
)
_COUNT = r"(?P<count>0?[1-9][0-9]?)\s+"
_LED = r"(?:\bcủa|\bcó|\btại|\bở|\bgồm|\bcả|/)\s*"
FARTHEST = 5  # paragraphs between the sentence and its table: a caption, the unit
FEWEST_ROWS = 3
MOST_OFF = 2  # a table that differs more lists something else


@dataclass(frozen=True, slots=True)
class Numbered:
    """A table whose rows are numbered from 1: its heads, the number of its rows, where it begins."""

    first: int
    heads: tuple[str, ...]
    rows: int


def numbered_rows(outline: Outline) -> Iterator[Outcome]:
    """Verify each number of things against the rows of the table that its paragraph cites."""
    tables = list(_tables(outline.passages))
    for place, passage in enumerate(outline.passages):
        if passage.is_in_table or not _CITES.search(passage.lowered):
            continue
        for table in _cited(tables, place, outline.passages):
            yield from _claims(passage, table)


def _cited(tables: list[Numbered], place: int, passages: Sequence[Passage]) -> list[Numbered]:
    """Return the table right below, else the only one of the document."""
    below = [table for table in tables if place < table.first <= place + FARTHEST]
    is_alone = len(tables) == 1 and _table_count(passages) <= 2 + len(tables)
    return below[:1] or (tables if is_alone and tables[0].first > place else [])


def _table_count(passages: Sequence[Passage]) -> int:
    return len({passage.pieces[0].place.table for passage in passages if passage.is_in_table})


def _tables(passages: Sequence[Passage]) -> Iterator[Numbered]:
    groups: dict[int, list[int]] = {}
    for index, passage in enumerate(passages):
        if passage.is_in_table:
            groups.setdefault(passage.pieces[0].place.table, []).append(index)
    for group in groups.values():
        table = _numbered(passages, group)
        if table:
            yield table


def _numbered(passages: Sequence[Passage], group: list[int]) -> Numbered | None:
    rows: dict[int, list[str]] = {}
    for index in group:
        rows.setdefault(passages[index].pieces[0].place.row, []).append(passages[index].lowered.strip())
    firsts = [texts[0].rstrip(".") for texts in rows.values()]
    numbers = [int(text) for text in firsts if text.isdecimal() and len(text) < 3]
    has_groups = any(re.fullmatch(r"[ivx]+|[0-9]+\.[0-9]+|[a-eđ]", text) for text in firsts)
    if has_groups or len(numbers) < FEWEST_ROWS or numbers != list(range(1, len(numbers) + 1)):
        return None
    heads = next(iter(rows.values()))
    return Numbered(group[0], tuple(heads[1:2]), len(numbers))


def _claims(passage: Passage, table: Numbered) -> Iterator[Outcome]:
    for head in table.heads:
        names = r"\s+".join(map(re.escape, head.split()))
        for match in re.finditer(rf"{_LED}{_COUNT}{names}(?!\w)", passage.lowered):
            if abs(int(match["count"]) - table.rows) <= MOST_OFF:
                yield stated_count(passage, match, {table.rows}, match.end())
