"""Rules about the words of the head: number, place and date, names of bodies, type and subject, marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from reportgen.check.form.components import Component
from reportgen.check.form.rules import NAMES, Fault, Form, NotMeasurable, kind
from reportgen.check.form.text_line import lines_of
from reportgen.check.form.words import faults, require_date_from, shown, type_name, typed
from reportgen.check.wording import dates, fixed_lines, letterhead, local_government, number_line, stamps
from reportgen.check.wording.slip import Slips
from reportgen.model.form_rule import FormRule
from reportgen.model.word_document import paragraphs

UNKNOWN_TYPE = ""
FIXED_LINES: dict[Component, Callable[[Sequence[str]], Slips]] = {
    Component.QUOC_HIEU: fixed_lines.national_name,
    Component.TIEU_NGU: fixed_lines.motto,
    Component.TIEU_DE_DANG: fixed_lines.party_title,
}


@kind("dong_co_dinh")
def fixed_line(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that a line with fixed words is there and has them; `tham_so`: which component."""
    component = Component(rule.parameters["vai_tro"])
    if not form.components.head:
        raise NotMeasurable("không tìm thấy phần đầu văn bản")
    lines = form.components.all(component)
    if lines:
        yield from faults(rule, form, lines, FIXED_LINES[component](shown(lines)))
    else:
        yield Fault(f"văn bản không có {NAMES[component]}", form.where(form.components.head[0]))


@kind("hai_tieu_de")
def heads_of_both(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that the heads of both regimes do not stand in one document; `tham_so`: what is foreign."""
    if not form.components.head:
        raise NotMeasurable("không tìm thấy phần đầu văn bản")
    foreign = form.components.all(*map(Component, rule.parameters["vai_tro"]))
    if form.components.is_mixed and foreign:
        quote = foreign[0].plain
        yield Fault(
            f"văn bản có cả Quốc hiệu và tiêu đề Đảng: “{quote}”", form.where(foreign[0]), quote=quote
        )


@kind("cap_uy_cap_tren")
def party_parent(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the line above the name of a Party committee."""
    lines, own = form.found(Component.CHU_QUAN), form.components.all(Component.CO_QUAN)
    yield from faults(rule, form, lines, fixed_lines.party_parent(shown(lines), shown(own)))


@kind("so_nha_nuoc")
def state_number(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the number line of a State document."""
    lines = form.found(Component.SO)
    slips = number_line.state_number_line(
        lines[0].text, _type(form), form.layout.type_abbreviations, is_draft=_is_marked_draft(form)
    )
    yield from faults(rule, form, lines, slips)


@kind("so_dang")
def party_number(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the number line of a Party document; `tham_so`: bodies that ended, and when."""
    lines = form.found(Component.SO)
    slips = number_line.party_number_line(
        lines[0].text,
        _type(form),
        form.layout.type_abbreviations,
        dated=form.components.date.for_rules,
        ended_bodies=tuple(rule.parameters.get("da_het", ())),
        ended_on=rule.parameters.get("tu_ngay", dt.date.max),
    )
    yield from faults(rule, form, lines, slips)


def _type(form: Form) -> str | None:
    try:
        return type_name(form)
    except NotMeasurable:
        return UNKNOWN_TYPE


def _is_marked_draft(form: Form) -> bool:
    return form.components.first(Component.DU_THAO) is not None


@kind("dia_danh_ngay")
def place_and_date(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the line of place and date; `tham_so`: whether it is of a Party document."""
    lines = form.found(Component.DIA_DANH)
    slips = dates.place_date_line(
        lines[0].text,
        is_party=bool(rule.parameters.get("dang")),
        is_draft=_is_marked_draft(form),
        dated=form.components.date.for_rules,
    )
    yield from faults(rule, form, lines, slips)


@kind("ten_co_quan")
def issuer(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the bold name of the body that issues."""
    lines = form.found(Component.CO_QUAN)
    yield from faults(rule, form, lines, letterhead.issuer_name(shown(lines)))


@kind("ten_chu_quan")
def parent(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the name of the body above."""
    lines, own = form.found(Component.CHU_QUAN), form.components.all(Component.CO_QUAN)
    yield from faults(rule, form, lines, letterhead.parent_name(shown(lines), shown(own)))


@kind("ten_cap_uy")
def party_issuer(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the name of the Party body that issues."""
    lines = form.found(Component.CO_QUAN)
    yield from faults(rule, form, lines, letterhead.party_issuer_name(shown(lines)))


@kind("co_quan_hai_cap")
def bodies_of_two_tiers(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the bodies named in the head of a document issued under the two-tier local government."""
    require_date_from(form, rule.parameters["tu_ngay"])
    own, above = form.found(Component.CO_QUAN), form.components.all(Component.CHU_QUAN)
    yield from faults(rule, form, (above or own)[:1], local_government.parent_chain(shown(above), shown(own)))


@kind("trich_yeu_nha_nuoc")
def subject(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the words of the subject under the name of the type."""
    lines = form.found(Component.TRICH_YEU)
    for slip in letterhead.subject(" ".join(typed(lines)), type_name(form)):
        at_end = slip.start > len(lines[0].text)
        yield from faults(rule, form, lines[-1:] if at_end else lines, [slip._replace(start=0, end=0)])


@kind("trich_yeu_dang")
def party_subject(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the first letter of the subject of a Party document."""
    lines = form.found(Component.TRICH_YEU)
    yield from faults(rule, form, lines, letterhead.party_subject(" ".join(typed(lines))))


@kind("ten_loai_cong_van")
def type_line(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that a công văn prints no type name."""
    lines = form.found(Component.TEN_LOAI)
    yield from faults(rule, form, lines, letterhead.type_line(lines[0].text))


MARKS = (Component.DO_MAT, Component.DU_THAO)
MARK_CHECKS = {
    "do_mat": stamps.secrecy,
    "du_thao": stamps.draft_mark,
}


@kind("dau_tren_van_ban")
def marks(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the marks of the first page; `tham_so`: which check."""
    lines = form.components.all(*MARKS)
    if not form.components.head:
        raise NotMeasurable("không tìm thấy phần đầu văn bản")
    yield from faults(rule, form, lines, MARK_CHECKS[rule.parameters["kiem"]](shown(lines)))


@kind("gach_noi_nha_nuoc")
def hyphens_of_party(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that no typed hyphens stand for the line under the subject of a State document."""
    subject = form.found(Component.TRICH_YEU)[-1]
    for line in form.components.all(Component.GACH_TRICH_YEU):
        message = f"dưới trích yếu gõ “{line.plain}” là cách trình bày của văn bản Đảng"
        yield Fault(message, form.where(subject), quote=line.plain, expected="đường kẻ nét liền")


@kind("ban_sao")
def copies(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check the number of a copy against its form."""
    lines = [line for paragraph in paragraphs(form.document.blocks) for line in lines_of(paragraph)]
    if not any(stamps.COPY.fullmatch(line.plain) for line in lines):
        raise NotMeasurable("văn bản không phải bản sao")
    yield from faults(rule, form, lines, stamps.copy_head(shown(lines)))
