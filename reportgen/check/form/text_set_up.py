"""Check how running text is set: size, justification, indent, gaps between paragraphs, line spacing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from reportgen.check.form.components import HEADINGS, Component
from reportgen.check.form.looks import most_common_size
from reportgen.check.form.measures import TWIPS_PER_MM, TWIPS_PER_POINT, decimal_text, mm, points, span_text
from reportgen.check.form.rules import Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine
from reportgen.errors import Severity
from reportgen.model.form_rule import FormRule
from reportgen.model.word_document import LineRule, ParagraphLook

LONG_ENOUGH_TO_MEASURE, TWO_LINES = 60, 100
QUOTE_LENGTH = 80
SINGLE = 240
# A font of the Times family takes 1,15 times its size for a single line.
LINE_OF_SIZE = Decimal("1.15")
ROUNDING = Decimal("0.01")
ITEM_MARKS = ("-", "+", "*", "•")


@kind("co_chu_noi_dung")
def body_size(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the size of running text, and find paragraphs of another size than the rest."""
    lines = _running(form, LONG_ENOUGH_TO_MEASURE)
    usual = most_common_size(lines)
    span = form.layout.roles["noi_dung"].size_pt
    if not span.allows(Decimal(usual) / 2):
        message = f"nội dung cỡ chữ {points(usual)}, phải {span_text(span)}"
        yield _fault(form, lines[0], message, span_text(span))
    for line in lines:
        own = most_common_size([line])
        if own != usual:
            message = f"đoạn văn cỡ chữ {points(own)}, các đoạn khác cỡ {points(usual)}"
            yield _fault(form, line, message, f"cỡ chữ {points(usual)}")


@kind("canh_deu")
def justified(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find paragraphs of more than a line that are not set flush on both sides."""
    for line in _running(form, TWO_LINES):
        if line.paragraph.look.alignment != "both":
            yield _fault(form, line, "đoạn văn không canh đều hai bên", "canh đều cả hai lề")


@kind("thut_dau_dong")
def first_line(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the indent of first lines; a tab in its place works, blanks do not."""
    span = form.layout.roles["noi_dung"].first_line_mm
    assert span is not None
    tolerance = Decimal(rule.parameters["sai_so_twip"]) / TWIPS_PER_MM
    expected = span_text(span, "mm")
    for line in _running(form, LONG_ENOUGH_TO_MEASURE):
        look, text = line.paragraph.look, line.text
        if text.startswith("   "):
            yield _fault(form, line, "lùi đầu dòng bằng dấu cách", expected)
        elif text.startswith("\t") and look.first_line <= 0 and look.left <= 0:
            message = "lùi đầu dòng bằng phím Tab, nên đặt lùi dòng đầu của đoạn"
            yield _fault(form, line, message, expected, Severity.WARNING)
        elif not span.allows(Decimal(_indent(look)) / TWIPS_PER_MM, tolerance):
            is_item = line.paragraph.label or text.lstrip().startswith(ITEM_MARKS)
            message = f"lùi đầu dòng {mm(_indent(look))} mm, phải {expected}"
            yield _fault(form, line, message, expected, Severity.INFO if is_item else None)


def _indent(look: ParagraphLook) -> int:
    """Return where the first line begins, from the margin."""
    return look.left + look.first_line


@kind("cach_doan")
def gap(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare the gap between neighbouring paragraphs, which is the larger of the two that meet."""
    span = form.layout.roles["noi_dung"].before_pt
    assert span is not None
    expected = span_text(span, "pt")
    lines = _content(form)
    if len(lines) < 2:
        raise NotMeasurable("nội dung chỉ có một đoạn")
    for above, line in pairwise(lines):
        if line.place.paragraph - above.place.paragraph != 1:
            continue  # a table or a blank paragraph stands between
        before, after = line.paragraph.look, above.paragraph.look
        is_void = before.style == after.style and (
            before.ignores_gap_between_same_style or after.ignores_gap_between_same_style
        )
        found = 0 if is_void else max(before.before, after.after)
        if not span.allows(Decimal(found) / TWIPS_PER_POINT):
            message = (
                f"đoạn cách đoạn trên {decimal_text(Decimal(found) / TWIPS_PER_POINT)} pt, phải {expected}"
            )
            yield _fault(form, line, message, expected)


@kind("dan_dong")
def line_spacing(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare line spacing given in lines, or given in points and taken for lines."""
    span = form.layout.roles["noi_dung"].line_multiple
    assert span is not None
    expected = span_text(span, "dòng")
    for line in _running(form, LONG_ENOUGH_TO_MEASURE):
        look = line.paragraph.look
        if look.line_rule is LineRule.MULTIPLE:
            found = (Decimal(look.line) / SINGLE).quantize(Decimal("0.01"))
            if not span.allows(found):
                message = f"cách dòng {decimal_text(found)} dòng, phải {expected}"
                yield _fault(form, line, message, expected)
        elif not span.allows(_worth_in_lines(line), ROUNDING):
            message = f"cách dòng chính xác {_points(look)} pt, phải tương đương {expected}"
            yield _fault(form, line, message, expected, Severity.WARNING)


def _worth_in_lines(line: TextLine) -> Decimal:
    """Return a spacing in points as the number of lines that it is worth at the size of the text."""
    size = Decimal(most_common_size([line])) / 2
    return Decimal(line.paragraph.look.line) / TWIPS_PER_POINT / (size * LINE_OF_SIZE)


@kind("dan_dong_chinh_xac")
def exact_line_spacing(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Compare line spacing that must be given in points."""
    span = form.layout.roles["noi_dung"].line_exact_pt
    assert span is not None
    expected = f"chính xác (Exactly) {span_text(span, 'pt')}"
    for line in _running(form, LONG_ENOUGH_TO_MEASURE):
        look = line.paragraph.look
        if look.line_rule is LineRule.MULTIPLE:
            continue  # MIX-12 says it
        if look.line_rule is LineRule.AT_LEAST or not span.allows(Decimal(look.line) / TWIPS_PER_POINT):
            kind_name = "ít nhất" if look.line_rule is LineRule.AT_LEAST else "chính xác"
            yield _fault(form, line, f"cách dòng {kind_name} {_points(look)} pt, phải {expected}", expected)


@kind("dan_dong_lan_lon")
def spacing_of_other_regime(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find line spacing given in lines where the rules want points."""
    for line in _running(form, LONG_ENOUGH_TO_MEASURE):
        look = line.paragraph.look
        if look.line_rule is LineRule.MULTIPLE:
            found = decimal_text((Decimal(look.line) / SINGLE).quantize(Decimal("0.01")))
            yield _fault(form, line, f"cách dòng {found} dòng, theo lối văn bản hành chính", rule.demand)


@kind("co_chu_noi_dung_lan_lon")
def size_of_other_regime(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Find the body in a size that only the other regime allows."""
    lines = _running(form, LONG_ENOUGH_TO_MEASURE)
    usual = most_common_size(lines)
    if usual in [2 * size for size in rule.parameters["co_che_do_kia"]]:
        span = form.layout.roles["noi_dung"].size_pt
        message = f"nội dung cỡ chữ {points(usual)} là cỡ của {rule.parameters['che_do_kia']}"
        yield _fault(form, lines[0], message, f"cỡ chữ {span_text(span)}")


def _points(look: ParagraphLook) -> str:
    return decimal_text(Decimal(look.line) / TWIPS_PER_POINT)


def _running(form: Form, least_letters: int) -> list[TextLine]:
    """Return the paragraphs of running text that are long enough to tell."""
    lines = [line for line in form.found(Component.NOI_DUNG) if len(line.plain) >= least_letters]
    lines = [line for line in lines if line.paragraph.look.alignment != "center"]
    if not lines:
        raise NotMeasurable("nội dung không có đoạn văn nào đủ dài để đo")
    return lines


def _content(form: Form) -> Sequence[TextLine]:
    """Return basis, headings and running text in order."""
    wanted = (Component.CAN_CU, Component.NOI_DUNG, *HEADINGS)
    lines = form.found(*wanted)
    return sorted(lines, key=lambda line: line.place.paragraph)


def _fault(
    form: Form, line: TextLine, message: str, expected: str, severity: Severity | None = None
) -> Fault:
    quote = line.plain[:QUOTE_LENGTH]
    return Fault(message, form.where(line), quote=quote, expected=expected, severity=severity)
