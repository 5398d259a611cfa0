"""From slips of wording (check/wording) to faults at their places, and the texts they are looked for in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from reportgen.check.form.components import Component
from reportgen.check.form.rules import Fault, Form, NotMeasurable
from reportgen.check.form.text_line import TextLine, lines_of, plain, whole_line
from reportgen.check.wording.slip import Slip, Span, shorten
from reportgen.model.form_rule import FormRule
from reportgen.model.word_document import Paragraph, Table, paragraphs

LONGEST_QUOTE = 120


def faults(
    rule: FormRule, form: Form, lines: Sequence[TextLine], slips: Iterable[Slip], *, labelled: bool = False
) -> Iterator[Fault]:
    """Yield the slips of one rule as faults; `labelled` says that the texts began with automatic numbers."""
    for slip in slips:
        if slip.rule == rule.id:
            for span in ((slip.line, slip.start, slip.end), *slip.also):
                yield _fault(form, lines, slip, span, labelled)


def _fault(form: Form, lines: Sequence[TextLine], slip: Slip, span: Span, labelled: bool) -> Fault:
    number, start, end = span
    line = lines[number]
    shift = len(_label(line)) if labelled else 0
    first, last = max(start - shift, 0), max(end - shift, 0)
    return Fault(
        slip.message,
        form.where(line, first, last),
        quote=shorten(line.text[first:last] if last else line.text, LONGEST_QUOTE),
        expected=slip.expected,
        severity=slip.at_most,
    )


def _label(line: TextLine) -> str:
    label = line.paragraph.label
    return f"{label} " if label and line.start == 0 else ""


def printed(line: TextLine) -> str:
    """Return what is printed: with its automatic number, in capitals where they are set."""
    return _label(line) + (line.text.upper() if line.is_upper else line.text)


def typed(lines: Iterable[TextLine]) -> list[str]:
    """Return what is typed on each line."""
    return [line.text for line in lines]


def shown(lines: Iterable[TextLine]) -> list[str]:
    """Return each line in capitals where capitals are set."""
    return [line.text.upper() if line.is_upper else line.text for line in lines]


def begins_bold(line: TextLine) -> bool:
    """Whether the first letters of a line are bold."""
    return bool(line.runs) and line.runs[0].look.is_bold


def body(form: Form) -> tuple[TextLine, ...]:
    """Return the lines of the content outside tables; raise NotMeasurable when there are none."""
    if not form.components.body:
        raise NotMeasurable("không tìm thấy phần nội dung của văn bản")
    return form.components.body


def running(form: Form) -> list[TextLine]:
    """Return every line of content, tables and annexes included, without head and signature."""
    laid_out = form.components.layout_tables
    lines = list(form.components.body)
    for block in form.components.main:
        if isinstance(block, Table) and block.place.table not in laid_out:
            lines += _lines(paragraphs((block,)))
    lines += [line for annex in form.components.annexes for line in annex.lines]
    for note in form.document.footnotes.values():
        lines += _lines(paragraphs(note))
    if not lines:
        raise NotMeasurable("văn bản không có nội dung")
    return lines


def outside_tables(lines: Iterable[TextLine]) -> list[TextLine]:
    """Leave out the lines in tables, where blanks and tabs may set columns."""
    return [line for line in lines if not line.place.table]


def _lines(found: Iterable[Paragraph]) -> Iterator[TextLine]:
    return (whole_line(paragraph) for paragraph in found if paragraph.text.strip())


def require_date_from(form: Form, since: dt.date) -> None:
    """Raise NotMeasurable unless the document is dated `since` or later."""
    dated = form.components.date.for_rules
    if dated is None:
        raise NotMeasurable("không rõ ngày của văn bản")
    if dated < since:
        raise NotMeasurable(f"chỉ áp dụng cho văn bản từ ngày {since.day:02d}/{since.month}/{since.year}")


def split_at_breaks(lines: Iterable[TextLine]) -> list[TextLine]:
    """Part each line at its line breaks: label and items are often one paragraph."""
    return [
        TextLine(line.paragraph, max(line.start, part.start), min(line.end, part.end))
        for line in lines
        for part in lines_of(line.paragraph)
        if part.start < line.end and line.start < part.end
    ]


def type_name(form: Form) -> str | None:
    """Return the type's name in capitals, None for a công văn; raise NotMeasurable if neither is certain."""
    text = plain(form.components.text(Component.TEN_LOAI)).upper().rstrip(" .:")
    if text:
        known = (name for name in form.layout.type_abbreviations if text.startswith(name))
        return max(known, key=len, default=text)
    if form.components.first(Component.VV) is not None:
        return None
    raise NotMeasurable("không tìm thấy tên loại hay trích yếu công văn")
