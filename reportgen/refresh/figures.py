"""What each printed figure of the edited document should show now, and who changed it since it was made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from reportgen.model.refreshed import FigureStatus
from reportgen.refresh.align import pairs_of_equals
from reportgen.refresh.paragraph import Anchor, Paragraph, Token

DECIMALS = re.compile(r",(\d+)(?=\D*$)")


@dataclass(slots=True)
class Texts:
    """What a figure printed when the document was made, and what the new build prints in the same places."""

    base: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    new: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    new_of_old: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def note_base(self, figure: str, text: str) -> None:
        """Note a text of the document as it was made."""
        self.base[figure].add(text)

    def note_new(self, figure: str, text: str) -> None:
        """Note a text of the new build."""
        if text not in self.new[figure]:
            self.new[figure].append(text)

    def note_pair(self, figure: str, old: str, new: str) -> None:
        """Note that one place printed `old` and now prints `new`."""
        self.new_of_old[figure, old].add(new)

    def new_text(self, figure: str, old: str) -> str | None:
        """Return what replaces a text of a figure wherever it stands; None when the figure is gone."""
        candidates = self.new_of_old.get((figure, old)) or set(self.new.get(figure, ()))
        if len(candidates) == 1:
            return next(iter(candidates))
        alike = [
            text for text in self.new.get(figure, ()) if text in candidates and shape(text) == shape(old)
        ]
        return alike[0] if alike else next(iter(self.new.get(figure, ())), None)


def shape(text: str) -> tuple[int, bool, bool]:
    """Return what tells two ways of printing one figure apart: decimals, percent sign, leading zero."""
    found = DECIMALS.search(text)
    return (len(found[1]) if found else 0, text.endswith("%"), text.startswith("0") and len(text) > 1)


def decide(current: str, made: str | None, known: Collection[str], new: str | None) -> FigureStatus:
    """Return what becomes of a figure that shows `current` and was made as `made` (None: place not known)."""
    if new is None:
        return FigureStatus.UNKNOWN
    if current == new:
        return FigureStatus.SAME
    was_made_so = current == made if made is not None else current in known
    return FigureStatus.UPDATED if was_made_so else FigureStatus.HAND_CHANGED


def common_anchors(one: Paragraph, other: Paragraph) -> Iterator[tuple[Anchor, Anchor]]:
    """Yield the figures that stand at the same place of two versions of a paragraph."""
    if one.key == other.key and len(one.anchors) == len(other.anchors):
        yield from zip(one.anchors, other.anchors, strict=True)
        return
    for left, right in pairs_of_equals(one.tokens, other.tokens, _key):
        if left.anchor is not None and right.anchor is not None:
            yield left.anchor, right.anchor


def _key(token: Token) -> str:
    return token.key
