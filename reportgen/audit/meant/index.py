"""All numbers of a report by the words that name them, those of tables by row, column and title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import COUNTED

_EMPTY = frozenset(
    [
        "phần",
        "vốn",
        "nguồn",
        "loại",
        "bằng",
        "chung",
        "hiện",
        "nói",
        "trên",
        "nêu",
        "thực",
        "đó",
        "lên",
        "vào",
        "nhóm",
        "khối",
        "bộ",
    ]
)
_OWNER = re.compile(r"\b(?:của|toàn|trên địa bàn|trong|tại|ở|năm|cả)\b.*$")
_LINK = re.compile(
    r"^(?:\s*(?:so\s+với|của|trong|trên|về|tổng|số|các|toàn\s+bộ|lượng|cả|những|giá\s+trị\s+của))*\s+(?=\S)"
)
_NOUN = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, (*COUNTED, 'án')), key=len, reverse=True))})(?!\w)\s*"
)
MOST_FOUND = 40
MOST_SCANNED = 200  # numbers that one word names; a hostile text stays linear


@lru_cache(maxsize=MOST_SCANNED)
def name_words(name: str) -> frozenset[str]:
    """Return the words by which a phrase names a number; nouns count only when it has nothing else."""
    name = _LINK.sub("", f" {name}").strip()
    name = _OWNER.sub("", name) or name
    noun = _NOUN.match(name)
    return subject_words(name[noun.end() :] if noun else name) - _EMPTY or subject_words(name) - _EMPTY


@dataclass(frozen=True)
class Named:
    """A number with the words that name it."""

    passage: Passage
    place: int
    number: Number
    words: frozenset[str]
    said: Said | None = None


class Index:
    """The numbers of a report, found by words."""

    def __init__(self, around: Surroundings) -> None:
        """Read nothing yet."""
        self._around = around

    @cached_property
    def _by_word(self) -> dict[str, list[Named]]:
        found: defaultdict[str, list[Named]] = defaultdict(list)
        for named in (*self._of_text(), *_of_tables(self._around.outline)):
            for word in named.words:
                found[word].append(named)
        return dict(found)

    def _of_text(self) -> Iterator[Named]:
        for place, passage in self._around.outline:
            for said in self._around.of(place):
                yield Named(passage, place, said.number, said.words | _noun(said.number), said)

    def named(self, words: frozenset[str], place: int) -> list[Named]:
        """Return the numbers that all of some words name, those before a place first, the nearest first."""
        if not words:
            return []
        rarest = min((self._by_word.get(word, []) for word in words), key=len)
        fitting = [named for named in rarest[:MOST_SCANNED] if words <= named.words]
        return sorted(fitting, key=lambda named: (named.place > place, abs(place - named.place)))[:MOST_FOUND]


def _noun(number: Number) -> frozenset[str]:
    return frozenset(number.unit.noun.replace(",", "").split())


LONGEST_HEAD = 90


def _of_tables(outline: Outline) -> Iterator[Named]:
    tables: defaultdict[int, list[tuple[int, Passage]]] = defaultdict(list)
    for place, passage in enumerate(outline.passages):
        if passage.is_in_table:
            tables[passage.pieces[0].place.table].append((place, passage))
    for cells in tables.values():
        yield from _of_table(cells, _caption(outline, cells[0][0]))


def _caption(outline: Outline, first: int) -> frozenset[str]:
    lines = (outline.passages[at].lowered for at in range(max(0, first - 2), first))
    return frozenset().union(*(subject_words(line) for line in lines if len(line) <= 2 * LONGEST_HEAD))


def _of_table(cells: Sequence[tuple[int, Passage]], caption: frozenset[str]) -> Iterator[Named]:
    rows: dict[int, frozenset[str]] = {}
    heads: dict[int, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for place, passage in cells:
        at, words = passage.pieces[0].place, subject_words(passage.lowered[:LONGEST_HEAD])
        is_value = _is_value(passage)
        if is_value and at.row in rows:
            head = _head(heads, at.column)
            number = passage.figures[0].number
            stub = next((words for line in heads.values() for _, words in line[:1]), frozenset())
            yield Named(passage, place, number, rows[at.row] | head | caption | stub)
        elif not is_value and words:
            rows[at.row] = rows.get(at.row, frozenset()) | words if at.column < 3 else rows.get(at.row, words)
            heads[at.row].append((at.column, words))


def _is_value(passage: Passage) -> bool:
    figures = passage.figures
    return len(figures) == 1 and figures[0].is_plain and not passage.lowered[: figures[0].start].strip()


def _head(heads: dict[int, list[tuple[int, frozenset[str]]]], column: int) -> frozenset[str]:
    """Return the words over a column: in each line of text the last cell that begins at or before it."""
    found: set[str] = set()
    for line in heads.values():
        if len(line) > 1:
            found |= next((words for start, words in reversed(line) if start <= column), frozenset())
    return frozenset(found)


def numbers(named: Iterable[Named]) -> list[Number]:
    """Return the numbers."""
    return [each.number for each in named]
