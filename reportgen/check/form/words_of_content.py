"""Rules about the words of the content: legal basis, citations, numbering of levels, the end of the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.check.form.components import Component
from reportgen.check.form.rules import Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine
from reportgen.check.form.words import begins_bold, body, faults, outside_tables, printed, running, typed
from reportgen.check.wording import citations, legal_basis, numbering, outline
from reportgen.check.wording.slip import Slips
from reportgen.model.form_rule import FormRule

LONGEST_NAMED_LEVEL = 150


@kind("dau_can_cu_nha_nuoc")
def state_basis(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the end marks of the basis, and that no dash stands before it."""
    lines = form.found(Component.CAN_CU)
    below = form.components.body[len(lines) : len(lines) + 1]
    after = below[0].text if below else ""
    yield from faults(rule, form, lines, legal_basis.state_basis_marks(typed(lines), after))


@kind("dau_can_cu_dang")
def party_basis(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the end marks of the basis of a Party document."""
    lines = form.found(Component.CAN_CU)
    yield from faults(rule, form, lines, legal_basis.party_basis_marks(typed(lines)))


@kind("noi_dung_can_cu")
def basis_content(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that each basis names number, date and issuer."""
    lines = form.found(Component.CAN_CU)
    yield from faults(rule, form, lines, legal_basis.basis_content(typed(lines)))


CITATIONS: dict[str, Callable[[Sequence[str]], Slips]] = {
    "thieu_chu_so": citations.missing_word_number,
    "khoan_diem": citations.levels_of_articles,
    "phay_truoc_ngay": citations.state_comma_before_date,
    "thieu_phay_truoc_ngay": citations.party_comma_before_date,
}


@kind("vien_dan")
def cited(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check how other documents are cited; `tham_so`: which check."""
    lines = running(form)
    yield from faults(rule, form, lines, CITATIONS[rule.parameters["kiem"]](typed(lines)))


@kind("vien_dan_lan_dau")
def first_cited(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that a document cited for the first time is cited in full; the subject and basis count."""
    lines = outside_tables(body(form))
    before = form.components.all(Component.TRICH_YEU, Component.VV, Component.CAN_CU)
    known = citations.cited_symbols([" ".join(typed(before))])
    yield from faults(rule, form, lines, citations.first_citations(typed(lines), known))


# --- levels --------------------------------------------------------------------------------------------


def _levelled(form: Form) -> list[TextLine]:
    lines = outside_tables(body(form))
    return [line for line in lines if not line.paragraph.look.style.lower().startswith("toc")]


def _marks(lines: Sequence[TextLine]) -> list[numbering.Mark]:
    return numbering.marks(map(printed, lines), map(begins_bold, lines))


@kind("cap_muc_nha_nuoc")
def state_levels(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check how the levels of a State document are numbered."""
    lines = _levelled(form)
    yield from faults(rule, form, lines, outline.state_levels(_marks(lines)), labelled=True)


@kind("cap_muc_dang")
def party_levels(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that each level of a Party document is numbered one way."""
    lines = _levelled(form)
    yield from faults(rule, form, lines, outline.party_levels(_marks(lines)), labelled=True)


@kind("thu_tu_muc")
def sequence(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that numbers and letters follow one another; `tham_so`: the rules of numbers and of letters."""
    lines = _levelled(form)
    slips = outline.sequence(_marks(lines), rule.parameters["so"], rule.parameters["chu_cai"])
    yield from faults(rule, form, lines, slips, labelled=True)


@kind("phan_chuong")
def named_levels(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check how Phần, Chương and Mục are written, and that each has a title."""
    lines = _levelled(form)
    found = [mark for mark in _marks(lines) if len(lines[mark.line].text) < LONGEST_NAMED_LEVEL]
    if not any(mark.kind in outline.NAMED for mark in found):
        raise NotMeasurable("văn bản không chia phần, chương")
    slips = outline.named_levels([printed(line) for line in lines], found)
    yield from faults(rule, form, lines, slips, labelled=True)


@kind("ket_thuc")
def ending(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check how the content closes; `tham_so`: whether in a Party document."""
    lines = body(form)
    if form.components.first(Component.HO_TEN) is None and form.components.first(Component.NOI_NHAN) is None:
        raise NotMeasurable("không tìm thấy phần ký và nơi nhận nên không rõ đâu là hết nội dung")
    check = outline.party_end if rule.parameters.get("dang") else outline.state_end
    if _ends_with_table(form):
        raise NotMeasurable("nội dung kết thúc bằng một bảng")
    yield from faults(rule, form, lines[-1:], check(lines[-1].text))


def _ends_with_table(form: Form) -> bool:
    last = form.components.body[-1].place.paragraph
    after = [block.place for block in form.components.main if block.place.paragraph > last]
    return any(place.table and place.table not in form.components.layout_tables for place in after)


@kind("gach_dau_dong_dam")
def bold_dashes(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that the dash of an item is not bold before a text that is not."""
    for line in body(form):
        dash, *text = line.runs
        if text and dash.text.strip() in ("-", "+", "–") and dash.look.is_bold > text[0].look.is_bold:
            message = "gạch đầu dòng in đậm trong khi chữ theo sau không đậm"
            yield Fault(message, form.where(line), quote=line.text[:60])
