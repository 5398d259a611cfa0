"""A Word file that people edited after it was made: what they changed, what the figures say now."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.errors import Finding
from reportgen.model.narrative_piece import HandEdit
from reportgen.model.refreshed import WordingChange


@dataclass(frozen=True, slots=True)
class EditedFigure:
    """A figure that the file prints otherwise than the data of now; `places`: how often."""

    figure: str
    label: str
    before: str
    after: str
    places: int


@dataclass(frozen=True, slots=True)
class Edited:
    """What a refresh of the file would do; `upload` names the file as it was kept."""

    upload: str
    name: str
    edits: tuple[HandEdit, ...]
    updated: tuple[EditedFigure, ...]
    """Figures that the program printed and that are others now."""
    hand_changed: tuple[EditedFigure, ...]
    """Figures that a person typed over: theirs is kept unless they say otherwise."""
    wordings: tuple[WordingChange, ...]
    findings: tuple[Finding, ...]
    """What somebody has to look at besides: lost or unknown figures, wording that meets an edit."""

    @property
    def is_untouched(self) -> bool:
        """Whether nobody edited the file and nothing changed since."""
        return not (self.edits or self.updated or self.hand_changed or self.wordings or self.findings)


@dataclass(frozen=True, slots=True)
class RefreshedFile:
    """The edited file with the figures of now."""

    name: str
    data: bytes
