"""Rules about the words of annexes: labels, the line (Kèm theo …), references, foreign heads."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.check.form.components import Annex, Kind
from reportgen.check.form.rules import Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine
from reportgen.check.form.words import body, faults, shown, typed
from reportgen.check.wording import annexes
from reportgen.model.form_rule import FormRule


def _all_labels(form: Form) -> list[TextLine]:
    """Return the labels that say Phụ lục; Biểu and Mẫu are numbered as their offices please."""
    if form.components.kind is Kind.ANNEX:
        raise NotMeasurable("tệp chỉ có phụ lục nên không rõ văn bản có mấy phụ lục")
    return [each.label[0] for each in _labelled(form)]


def _labelled(form: Form) -> list[Annex]:
    found = [each for each in form.components.annexes if each.label]
    found = [each for each in found if annexes.label_number(each.label[0].text) is not None]
    if not found:
        raise NotMeasurable("văn bản không có phụ lục mang nhãn “Phụ lục”")
    return found


@kind("so_phu_luc_nha_nuoc")
def state_labels(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check how annexes of a State document are numbered."""
    lines = _all_labels(form)
    yield from faults(rule, form, lines, annexes.state_labels(typed(lines)))


@kind("so_phu_luc_dang")
def party_labels(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check how annexes of a Party document are numbered."""
    lines = _all_labels(form)
    yield from faults(rule, form, lines, annexes.party_labels(typed(lines)))


@kind("tieu_de_phu_luc")
def titles(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that each annex has a title."""
    for annex in _labelled(form):
        if not annex.title:
            label = annex.label[0]
            message = f"“{label.plain}” không có tiêu đề"
            yield Fault(message, form.where(label), quote=label.plain, expected="tiêu đề ở dòng dưới")


@kind("kem_theo")
def attached(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the line (Kèm theo …) of each annex."""
    for annex in _labelled(form):
        lines = list(annex.attached)
        slips = list(annexes.attached_line(typed(lines)))
        yield from faults(rule, form, lines or list(annex.label), slips)


@kind("nhac_toi_phu_luc")
def referred_to(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that the text points to its annexes."""
    lines = [each.label[0] for each in _labelled(form)]
    yield from faults(rule, form, lines, annexes.referred_to(typed(lines), typed(body(form))))


@kind("phu_luc_khong_quoc_hieu")
def own_letterhead(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that no annex bears a Quốc hiệu of its own."""
    for annex in _labelled(form):
        lines = list(annex.lines)
        yield from faults(rule, form, lines, annexes.own_letterhead(shown(lines), annex.label[0].text))


@kind("ket_thuc_phu_luc")
def endings(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check how each annex of prose closes."""
    for annex in _labelled(form):
        last = annex.lines[-1]
        if not last.place.table:
            yield from faults(rule, form, [last], annexes.annex_end(last.text))
