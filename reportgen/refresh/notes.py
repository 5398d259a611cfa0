"""Footnotes that new wording brings along, copied into the footnotes of the edited document."""

from __future__ import annotations

import copy

from reportgen.refresh.wordml import Element, w


class Notes:
    """The footnotes of the edited document, ready to take in notes of the new build."""

    def __init__(self, theirs: Element, ours: Element) -> None:
        self._theirs = theirs
        self._ours = {note.get(w("id")): note for note in ours.iter(w("footnote"))}

    def copy(self, number: str) -> Element | None:
        """Copy a note and return it, with its new id; None when the new build has no such note."""
        note = self._ours.get(number)
        if note is None:
            return None
        taken = [int(each.get(w("id")) or 0) for each in self._theirs.iter(w("footnote"))]
        free = str(max(taken, default=0) + 1)
        twin = copy.deepcopy(note)
        twin.set(w("id"), free)
        self._theirs.append(twin)
        return twin
