"""Which sections and annexes a report prints, and their numbers: they close up over what is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportgen.model.numbering import NumberPattern

if TYPE_CHECKING:
    from reportgen.model.form import AnnexEntry, Condition, SectionEntry

NUMBER_IN_LABEL = re.compile(r"\s(\d[\w./-]*|[IVXLC]+|[A-ZĐ])$")
Holds = Callable[["Condition | None"], bool]


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections by index, annexes by number from 1; nobody changes it once it is made.

    `numbers` holds the number text with its blank (empty for unnumbered ones), `last` is the last annex
    printed or 0.
    """

    is_printed: dict[int, bool] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    annex_is_printed: dict[int, bool] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    label_numbers: dict[int, str] = field(default_factory=dict)
    last: int = 0


def make_outline(
    sections: Iterable[SectionEntry], annexes: Sequence[AnnexEntry], only: NumberPattern | None, holds: Holds
) -> Outline:
    """Return what is printed and its numbers; conditions inside what is dropped are not asked for.

    `only` is the label of an annex that is the only one, None when the author wants that of several.
    """
    result = Outline()
    _number_sections(sections, holds, result)
    return replace(result, last=_label_annexes(annexes, only, holds, result))


def _number_sections(entries: Iterable[SectionEntry], holds: Holds, result: Outline) -> None:
    counters: list[int] = []
    dropped: int | None = None
    for index, entry in enumerate(entries):
        if dropped is not None and entry.level > dropped:
            result.is_printed[index] = False
            continue
        result.is_printed[index] = holds(entry.condition)
        dropped = None if result.is_printed[index] else entry.level
        if dropped is None:
            result.numbers[index] = _next_number(entry, counters)


def _next_number(entry: SectionEntry, counters: list[int]) -> str:
    """Return the number of a section; `counters` has one for each level down to the last section's."""
    del counters[entry.level :]
    counters += [0] * (entry.level - len(counters))
    if entry.pattern is None:
        return ""
    counters[-1] += 1
    return entry.pattern.text(counters) + " "


def _label_annexes(
    entries: Sequence[AnnexEntry], only: NumberPattern | None, holds: Holds, result: Outline
) -> int:
    """Label the printed annexes and return the last of them, 0 when there is none."""
    for number, entry in enumerate(entries, 1):
        result.annex_is_printed[number] = holds(entry.condition)
    printed = [(number, entry) for number, entry in enumerate(entries, 1) if result.annex_is_printed[number]]
    counter = 0
    for number, entry in printed:
        counter += entry.label is None  # labels that are typed take no number from the others
        pattern = only if only is not None and len(printed) == 1 else entry.pattern
        result.labels[number], result.label_numbers[number] = _label(entry, pattern, counter)
    return printed[-1][0] if printed else 0


def _label(entry: AnnexEntry, pattern: NumberPattern, counter: int) -> tuple[str, str]:
    """Return the label of an annex and the number in it."""
    if entry.label is None:
        return pattern.text([counter]), pattern.number([counter])
    found = NUMBER_IN_LABEL.search(entry.label)
    return entry.label, found[1] if found else ""
