"""Take a document apart: regime, date, state, and every component by its position and looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportgen.check.form import patterns
from reportgen.check.form.annexes import PlacedBlock, find_annexes, first_annex_block, is_label, placed_blocks
from reportgen.check.form.closing import closing_block, find_closing, signature_tables
from reportgen.check.form.components import Annex, Component, Components, Kind, WrittenDate
from reportgen.check.form.content import find_content
from reportgen.check.form.head_lines import head_lines
from reportgen.check.form.letterhead import Found, find_letterhead, find_title, is_type_name
from reportgen.check.form.regime import recognise
from reportgen.check.form.text_line import TextLine, lines_of
from reportgen.model.definition import Regime
from reportgen.model.word_document import Block, Paragraph, WordDocument, paragraphs

HEAD_TABLES = 6
"""A head laid out by tables has no more than this many rows in each."""


def locate(document: WordDocument, types: Iterable[str]) -> Components:
    """Return the components of a document; `types` are the names of document types in capitals."""
    placed = placed_blocks(document.sections)
    if _is_only_annexes(placed):
        return _annex_file(placed)
    blocks = [each.block for each in placed]
    head = head_lines(paragraphs(tuple(blocks)))
    found, body_start = _head(head, frozenset(types) | patterns.MORE_TYPES)
    closing = _closing_after(blocks, head[:body_start])
    end = first_annex_block(placed, len(blocks) - 1 if closing is None else closing)
    if closing is None:
        end = _first_label(placed)
    main = blocks[:end]
    first_of_closing = len(main)
    if closing is not None:
        at_end, first_of_closing = find_closing(main, closing)
        found |= at_end
    used = {id(line.paragraph) for line in head[:body_start]}
    content, body = find_content(_running(main[:first_of_closing], used))
    found |= content
    annexes = find_annexes(placed[end:])
    _add_annexes(found, annexes)
    return _whole(found, annexes, head[:body_start], body, main, first_of_closing)


def written_date(text: str) -> WrittenDate:
    """Read the date of a date line as far as it is filled in."""
    match = patterns.DATE_PARTS.search(text) or patterns.SHORT_DATE.search(text)
    if match is None:
        return WrittenDate()
    parts = {name: int(value) if value else None for name, value in match.groupdict().items()}
    return WrittenDate(parts["y"], parts["m"], parts["d"])


def _head(head: Sequence[TextLine], types: frozenset[str]) -> tuple[Found, int]:
    found, number = find_letterhead(head, types)
    if number < len(head) and Component.VV not in found and is_type_name(head[number], types):
        number = find_title(head, number, found)
    return found, number


def _closing_after(blocks: Sequence[Block], head: Sequence[TextLine]) -> int | None:
    """Return the block of the closing, looked for below the head."""
    last = max((line.place.paragraph for line in head), default=0)
    start = next((n for n, block in enumerate(blocks) if block.place.paragraph > last), len(blocks))
    found = closing_block(blocks[start:])
    return None if found is None else found + start


def _first_label(placed: Sequence[PlacedBlock]) -> int:
    for number, each in enumerate(placed):
        if number and isinstance(each.block, Paragraph) and any(map(is_label, lines_of(each.block))):
            return number
    return len(placed)


def _running(blocks: Sequence[Block], used: set[int]) -> Iterable[Paragraph]:
    """Yield the paragraphs of the content: those of the head, of tables and of text boxes are none."""
    for block in blocks:
        if isinstance(block, Paragraph):
            if id(block) not in used:
                yield block
        elif not block.has_borders and len(block.rows) <= HEAD_TABLES:
            own = [paragraph for paragraph in paragraphs((block,)) if id(paragraph) not in used]
            yield from (each for each in own if patterns.KINH_GUI.match(each.text.strip()))


def _is_only_annexes(placed: Sequence[PlacedBlock]) -> bool:
    for each in placed:
        for paragraph in paragraphs((each.block,)):
            for line in lines_of(paragraph):
                if line.text.strip():
                    return is_label(line)
    return False


def _annex_file(placed: Sequence[PlacedBlock]) -> Components:
    annexes = find_annexes(placed)
    found: Found = {}
    _add_annexes(found, annexes)
    text = " ".join(line.plain for annex in annexes for line in annex.attached)
    is_of_party = patterns.NUMBER_IN_TEXT_OF_PARTY.search(text) is not None
    return Components(
        kind=Kind.ANNEX,
        regime=Regime.PARTY if is_of_party else Regime.STATE,
        reason="chữ đầu tiên của tệp là nhãn phụ lục",
        is_mixed=False,
        is_draft=False,
        date=written_date(text),
        lines=_frozen(found),
        annexes=annexes,
    )


def _add_annexes(found: Found, annexes: Sequence[Annex]) -> None:
    for component, lines in (
        (Component.PHU_LUC_NHAN, [line for annex in annexes for line in annex.label]),
        (Component.PHU_LUC_TIEU_DE, [line for annex in annexes for line in annex.title]),
        (Component.PHU_LUC_KEM_THEO, [line for annex in annexes for line in annex.attached]),
    ):
        if lines:
            found[component] = lines


def _whole(
    found: Found,
    annexes: tuple[Annex, ...],
    head: Sequence[TextLine],
    body: Sequence[TextLine],
    main: Sequence[Block],
    first_of_closing: int,
) -> Components:
    kind, regime, reason, is_mixed = recognise(found, " ".join(line.plain for line in head))
    date_line = next(iter(found.get(Component.DIA_DANH, [])), None)
    date = written_date(date_line.plain) if date_line else WrittenDate()
    number = next(iter(found.get(Component.SO, [])), None)
    is_blank = number is not None and re.search(r"\d", re.split(r"[-/]", number.plain)[0]) is None
    head_tables = {line.place.table for line in head} - {0}
    return Components(
        kind=kind,
        regime=regime,
        reason=reason,
        is_mixed=is_mixed,
        is_draft=Component.DU_THAO in found or is_blank or (date_line is not None and date.whole is None),
        date=date,
        lines=_frozen(found),
        annexes=annexes,
        head=tuple(head),
        body=tuple(body),
        main=tuple(main),
        layout_tables=frozenset(head_tables | set(signature_tables(main[first_of_closing:]))),
    )


def _frozen(found: Found) -> dict[Component, tuple[TextLine, ...]]:
    return {component: tuple(lines) for component, lines in found.items() if lines}
