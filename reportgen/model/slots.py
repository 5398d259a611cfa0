"""What the document before printed under each anchor number: nearly always what the next one prints there.

The units of a batch print the same figures in the same order; only the numbers differ. So the anchor of the
k-th figure is remembered with everything it was made of, and used again wherever all of that is the same.
Where it is not, the anchor is made anew: nothing ever depends on which documents came before.
"""

from __future__ import annotations

from typing import NamedTuple

from reportgen.model.figure import NumberStyle, Teller


class Slot(NamedTuple):
    """An anchor: site, figure and occurrence it was made for; what stands before and behind the number."""

    site: int
    figure_id: str
    path: str
    """Of the indicator whose measure it is; empty for other figures."""
    label: str
    occurrence: int
    style: NumberStyle
    tell: Teller | None
    """What tells the text of the measure without a figure being made."""
    opening: bytes
    closing: bytes


class Line(NamedTuple):
    """A figure in the manifest: how its line begins, where it is printed first, and where again."""

    start: str
    first: int
    others: tuple[int, ...]


class Remembered(NamedTuple):
    """The anchors of one document in order, the periods of which its figures' ids are made, its manifest."""

    slots: list[Slot]
    periods: tuple[int | None, ...] = ()
    lines: tuple[Line, ...] = ()


class Slots:
    """The anchors of a form's last document with anchors (True) and without (False).

    What is here is never changed, only replaced, so that threads may share it.
    """

    __slots__ = ("last",)

    def __init__(self) -> None:
        self.last = {True: Remembered([]), False: Remembered([])}
