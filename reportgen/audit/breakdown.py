"""A total with the parts that it is said to be made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from reportgen.audit.numbers import Number
from reportgen.audit.passages import Passage


class Opening(Enum):
    """By what a breakdown opens; how complete its list of parts has to be depends on it."""

    AMONG = auto()
    CONSISTS = auto()
    BRACKET = auto()
    COLON = auto()
    NEXT_SENTENCE = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its number, the words around it, which `;`-group it stands in, what it is a ratio `of`."""

    number: Number
    before: str
    after: str
    group: int
    passage: Passage
    of: Number | None = None

    @property
    def label(self) -> str:
        """What the part is called."""
        return f"{self.before} {self.after}"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and what it is said to be made of.

    `others` may be the total instead, each with whether the text calls it one. `is_inherited`: the parts are
    printed without the unit of the total.
    """

    passage: Passage
    total: Number
    parts: tuple[Part, ...]
    opening: Opening
    has_inner: bool = False
    is_said_total: bool = False
    is_inherited: bool = False
    shares: tuple[Number, ...] = ()
    others: tuple[tuple[Number, bool], ...] = ()

    @property
    def labels(self) -> str:
        """The words of all parts."""
        return " ; ".join(part.label for part in self.parts)

    @property
    def lead_ins(self) -> str:
        """The words before the parts."""
        first, *rest = (part.before for part in self.parts)
        own = [first.rpartition(":")[2] if self.opening is Opening.COLON else first]
        own += [", " + re.split(r"[,;]", before)[-1].lstrip() for before in rest]
        return " ; ".join(own)
