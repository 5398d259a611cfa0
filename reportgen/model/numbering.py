"""Numbering patterns: `I-`, `1.1.`, `a)`, `(1)-`, `Thứ nhất,`, `Biểu 01` - literal text round one counter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportgen.vietnamese import letter, ordinal_word, roman

WORD = "A-Za-zÀ-ỹĐđ0-9"
CORE = re.compile(rf"(?<![{WORD}.])(?:1(?:\.1)+|01|1|I|a|A|nhất)(?![{WORD}])")
SHOW: dict[str, Callable[[int], str]] = {
    "I": roman,
    "01": lambda number: f"{number:02d}",
    "1": str,
    "a": letter,
    "A": lambda number: letter(number).upper(),
    "nhất": ordinal_word,
}


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A parsed pattern; `core` is empty for a bullet such as `-`."""

    prefix: str
    core: str
    suffix: str

    @classmethod
    def parse(cls, text: str) -> NumberPattern:
        """Split a pattern at its counter; a text without one is a bullet."""
        found = CORE.search(text)
        if found is None:
            return cls(text, "", "")
        return cls(text[: found.start()], found[0], text[found.end() :])

    @property
    def depth(self) -> int:
        """How many levels the number shows: `1.1.1` shows three."""
        return self.core.count(".") + 1

    def number(self, counters: Sequence[int]) -> str:
        """Return the counter alone, from the counters of all levels down to this one."""
        if not self.core:
            return ""
        if "." in self.core:
            return ".".join(map(str, counters[-self.depth :]))
        return SHOW[self.core](counters[-1])

    def text(self, counters: Sequence[int]) -> str:
        """Return the whole number text, literal parts included."""
        return self.prefix + self.number(counters) + self.suffix
