"""Words of labels and sentences, made comparable: lower case, one spelling, without what labels share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Self

WORD = re.compile(r"[^\W\d_]+")
LINK_WORDS = "là có và được của các với do đã cả những một"
LINKS = frozenset(LINK_WORDS.split())
"""Words that say nothing about which figure is meant."""
LINKING_WORDS = (
    "chiếm đạt bằng tỉ lệ so mục tiêu đề ra trong đó tổng số hay tương ứng vượt kế hoạch giao nghị quyết "
    "đề án đồng chí người lượt năm đến nay theo chỉ tăng giảm"
)
LINKING = frozenset(LINKING_WORDS.split())
"""Words after which a sentence still speaks of the same."""
LEAD = re.compile(r"(?:trong đó|tổng số|số lượng|số|tỷ lệ|tỉ lệ|kết quả|là|có|được|đạt|[-:,])\s+(?=\S)")
"""What labels begin with and sentences leave out."""
BRACKETS = re.compile(r"\([^)]*\)")
FINAL_Y = re.compile(r"(?<=[bcdđghklmnprstvx])[yýỳỷỹỵ]$")
AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def words_of(text: str) -> list[str]:
    """Return the telling words of a text; `tỷ` and `tỉ`, `sỹ` and `sĩ` are one."""
    words = (same_spelling(word) for word in WORD.findall(text.lower()))
    return [word for word in words if word not in LINKS]


def same_spelling(word: str) -> str:
    """Return a word with `i` for a final `y` after a consonant."""
    return FINAL_Y.sub(lambda found: found[0].translate(AS_I), word)


def label_words(label: str) -> tuple[str, ...]:
    """Return the telling words of a label, without a general beginning and what stands in brackets."""
    text = BRACKETS.sub(" ", label).lower().strip()
    while found := LEAD.match(text):
        text = text[found.end() :]
    return tuple(words_of(text))


@dataclass(frozen=True, slots=True)
class Words:
    """The telling words of a stretch of text in order, and which stand side by side."""

    items: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a text."""
        items = tuple(words_of(text))
        return cls(items, frozenset(pairwise(items)))


def coverage(label: Sequence[str], words: Words) -> Fraction:
    """Return how much of a label stands in a text: the share of its neighbouring pairs found there.

    A label of one word needs that word; order counts, since Vietnamese syllables mean little alone.
    """
    if len(label) < 2:
        return Fraction(bool(label) and label[0] in words.items)
    wanted = list(pairwise(label))
    return Fraction(sum(pair in words.pairs for pair in wanted), len(wanted))


def place_of(label: Sequence[str], words: Sequence[str]) -> int | None:
    """Return where a label first stands in a row of words, all of it together; None when it does not."""
    if not label or label[0] not in words:
        return None
    size, wanted = len(label), tuple(label)
    return next((n for n in range(len(words) - size + 1) if tuple(words[n : n + size]) == wanted), None)
