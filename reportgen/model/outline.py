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
    sections: Sequence[SectionEntry], annexes: Sequence[AnnexEntry], only: NumberPattern | None, holds: Holds
) -> Outline:
    """Return what is printed and its numbers; conditions inside what is dropped are not asked for.

    `only` is the label of an annex that is the only one, None when the author wants that of several.
    """
    return outline_of(sections, annexes, only, what_is_printed(sections, annexes, holds))


def what_is_printed(
    sections: Iterable[SectionEntry], annexes: Iterable[AnnexEntry], holds: Holds
) -> tuple[bool, ...]:
    """Tell of every section, then of every annex whether it is printed."""
    printed: list[bool] = []
    dropped: int | None = None
    for entry in sections:
        is_below = dropped is not None and entry.level > dropped
        printed.append(not is_below and holds(entry.condition))
        if not is_below:
            dropped = None if printed[-1] else entry.level
    return (*printed, *[holds(entry.condition) for entry in annexes])


def outline_of(
    sections: Sequence[SectionEntry],
    annexes: Sequence[AnnexEntry],
    only: NumberPattern | None,
    printed: Sequence[bool],
) -> Outline:
    """Return the numbers of what is printed."""
    result = Outline(dict(enumerate(printed[: len(sections)])))
    result.annex_is_printed.update(enumerate(printed[len(sections) :], 1))
    counters: list[int] = []
    for index, entry in enumerate(sections):
        if result.is_printed[index]:
            result.numbers[index] = _next_number(entry, counters)
    return replace(result, last=_label_annexes(annexes, only, result))


def _next_number(entry: SectionEntry, counters: list[int]) -> str:
    """Return the number of a section; `counters` has one for each level down to the last section's."""
    del counters[entry.level :]
    counters += [0] * (entry.level - len(counters))
    if entry.pattern is None:
        return ""
    counters[-1] += 1
    return entry.pattern.text(counters) + " "


def _label_annexes(entries: Sequence[AnnexEntry], only: NumberPattern | None, result: Outline) -> int:
    """Label the printed annexes and return the last of them, 0 when there is none."""
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
