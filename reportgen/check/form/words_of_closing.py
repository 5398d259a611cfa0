"""Rules about the words of the closing and of Kính gửi: authority, post, name, recipients."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.check.form.components import Component
from reportgen.check.form.rules import Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import TextLine
from reportgen.check.form.words import faults, shown, split_at_breaks, type_name, typed
from reportgen.check.wording import recipients, signature
from reportgen.model.form_rule import FormRule


def _signature_lines(form: Form) -> list[TextLine]:
    lines = form.found(Component.QUYEN_HAN, Component.CHUC_VU)
    return sorted(lines, key=lambda line: (line.place.paragraph, line.start))


@kind("quyen_han_nha_nuoc")
def state_signature(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check authority and post in a State document."""
    lines = _signature_lines(form)
    yield from faults(rule, form, lines, signature.state_signature(shown(lines)))


@kind("quyen_han_dang")
def party_signature(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check authority and post in a Party document."""
    lines = _signature_lines(form)
    yield from faults(rule, form, lines, signature.party_signature(shown(lines)))


@kind("ho_ten_nha_nuoc")
def state_name(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check what stands before the name of the person who signs a State document."""
    lines = form.found(Component.HO_TEN)
    issuer = " ".join(shown(form.components.all(Component.CHU_QUAN, Component.CO_QUAN)))
    yield from faults(rule, form, lines, signature.state_name(lines[0].text, issuer))


@kind("ho_ten_dang")
def party_name(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check what stands before the name of the person who signs a Party document."""
    lines = form.found(Component.HO_TEN)
    yield from faults(rule, form, lines, signature.party_name(lines[0].text))


@kind("danh_sach_kinh_gui")
def addressees(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the marks of the list under Kính gửi."""
    form.found(Component.KINH_GUI)
    lines = split_at_breaks(form.components.all(Component.KINH_GUI, Component.KINH_GUI_TEN))
    yield from faults(rule, form, lines, recipients.addressee_list(typed(lines)))


@kind("kinh_gui_va_nhu_tren")
def addressing(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that Kính gửi stands where it is due, and is answered in Nơi nhận."""
    label, listed = form.components.all(Component.KINH_GUI), _recipients(form)
    slips = recipients.addressing(
        type_name(form), bool(label), typed(listed), label[0].text if label else "Kính gửi"
    )
    yield from faults(rule, form, _place_of_slip(rule, label, listed), slips)


@kind("kinh_gui_dang")
def party_addressing(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check Kính gửi, Kính trình and «Như trên» in a Party document; `tham_so`: whether Kính trình is due."""
    label, listed = form.found(Component.KINH_GUI), _recipients(form)
    slips = recipients.party_addressing(
        type_name(form), label[0].text, typed(listed), submits=bool(rule.parameters.get("kinh_trinh"))
    )
    yield from faults(rule, form, _place_of_slip(rule, label, listed), slips)


def _recipients(form: Form) -> list[TextLine]:
    return split_at_breaks(form.components.all(Component.NOI_NHAN_DONG))


def _place_of_slip(rule: FormRule, label: tuple[TextLine, ...], listed: list[TextLine]) -> list[TextLine]:
    """Slips about «Như trên» stand at the list, those about Kính gửi at its label if there is one."""
    at_list = rule.id.rpartition("-")[0].endswith("NN")
    places = [*listed[:1], *label] if at_list else [*label, *listed[:1]]
    if not places:
        raise NotMeasurable("không tìm thấy “Kính gửi” và danh sách nơi nhận")
    return places


@kind("nhan_noi_nhan")
def recipient_label(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the wording of the label of Nơi nhận."""
    lines = form.found(Component.NOI_NHAN)
    yield from faults(rule, form, lines, recipients.recipient_label(lines[0].text))


@kind("danh_sach_noi_nhan")
def recipient_list(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the marks of the recipients of a State document."""
    form.found(Component.NOI_NHAN_DONG)
    lines = _recipients(form)
    yield from faults(rule, form, lines, recipients.recipient_list(typed(lines)))
    yield from faults(rule, form, lines, recipients.purpose_notes(typed(lines)))


@kind("danh_sach_noi_nhan_dang")
def party_recipient_list(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the marks of the recipients of a Party document, by the end mark that its rules use."""
    form.found(Component.NOI_NHAN_DONG)
    lines = _recipients(form)
    may_use_comma = form.layout.recipients.end == ","
    yield from faults(
        rule, form, lines, recipients.party_recipient_list(typed(lines), may_use_comma=may_use_comma)
    )
