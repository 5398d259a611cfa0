"""What a build must say when some hand edits have been written into its definition."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportgen.model.narrative_piece import HandEdit, HandEditKind, MadeParagraph, NewWords
from reportgen.refresh.paragraph import FIGURE, SECTION_MARK


def expected_keys(made: Sequence[MadeParagraph], edits: Iterable[HandEdit]) -> list[str]:
    """Return the wording of every paragraph and table after the edits, in order."""
    changed: dict[int, list[HandEdit]] = defaultdict(list)
    behind: dict[int, list[str]] = defaultdict(list)
    gone: set[int] = set()
    for edit in edits:
        if edit.kind is HandEditKind.INSERTED:
            behind[edit.number].append(_joined([wording(edit.new)]))
        elif edit.kind is HandEditKind.REMOVED:
            gone.add(edit.number)
        else:
            changed[edit.number].append(edit)
    keys = []
    for number, paragraph in enumerate(made):
        if number not in gone:
            keys.append(_edited(paragraph, changed[number]) if number in changed else paragraph.key)
        keys += behind[number]
    return keys


def wording(words: Iterable[NewWords]) -> str:
    """Return words as keys have them: figures by id."""
    return "".join(FIGURE + each.figure + FIGURE if each.figure else each.text for each in words)


def _edited(paragraph: MadeParagraph, edits: Sequence[HandEdit]) -> str:
    keys, at = [], 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        keys += [token.key for token in paragraph.tokens[at : edit.start]]
        keys.append(wording(edit.new))
        at = edit.end
    keys += [token.key for token in paragraph.tokens[at:]]
    return _joined(keys) + (SECTION_MARK if paragraph.key.endswith(SECTION_MARK) else "")


def _joined(keys: Iterable[str]) -> str:
    return " ".join("".join(keys).split())
