"""Rules about any text: figures, dates, punctuation, capitals, and bodies that no longer exist."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from reportgen.check.form.rules import Fault, Form, kind
from reportgen.check.form.words import body, faults, outside_tables, require_date_from, running, typed
from reportgen.check.wording import capitals, dates, figures, local_government, typography
from reportgen.check.wording.slip import Slips
from reportgen.model.form_rule import FormRule

EVERYWHERE: dict[str, Callable[[Sequence[str]], Slips]] = {
    "thap_phan": figures.decimal_points,
    "hang_nghin": figures.comma_groups,
    "mot_kieu_hang_nghin": figures.ungrouped,
    "phan_tram": figures.loose_percents,
    "don_vi": figures.glued_units,
    "khoang_nam": figures.ranges_of_years,
    "ngay_thang": dates.dates_in_text,
    "dau_thanh": typography.tone_marks,
    "gach_trong_ky_hieu": typography.dashes_in_symbols,
    "ngoac_kep": typography.quotation_marks,
    "ky_tu_an": typography.hidden_characters,
}
IN_PROSE: dict[str, Callable[[Sequence[str]], Slips]] = {
    "dau_cau": typography.punctuation,
    "dau_cach": typography.blanks,
    "gach_ke": typography.dash_line,
    "dau_doan": capitals.paragraph_starts,
    "don_vi_hanh_chinh": capitals.units_with_name,
    "don_vi_mang_so": capitals.units_with_number,
    "nhan_dan": capitals.people,
    "ten_van_ban": capitals.specific_documents,
}


@kind("chu_viet")
def everywhere(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check every text, tables included; `tham_so`: which check."""
    lines = running(form)
    yield from faults(rule, form, lines, EVERYWHERE[rule.parameters["kiem"]](typed(lines)))


@kind("loi_van")
def in_prose(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check running text outside tables; `tham_so`: which check."""
    lines = outside_tables(body(form))
    yield from faults(rule, form, lines, IN_PROSE[rule.parameters["kiem"]](typed(lines)))


@kind("chinh_ta_viet_hoa")
def spellings(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check a list of spellings that are never right; `tham_so`: wrong one → right one."""
    lines = running(form)
    yield from faults(
        rule, form, lines, capitals.wrong_spellings(typed(lines), rule.id, rule.parameters["sai"])
    )


@kind("to_chuc_da_het")
def ended_bodies(rule: FormRule, form: Form) -> Iterator[Fault]:
    """Check that no body is named as living that has ended; `tham_so`: since when, and their names."""
    since: dt.date = rule.parameters["tu_ngay"]
    require_date_from(form, since)
    lines, names = running(form), rule.parameters["ten"]
    texts = typed(lines)
    if isinstance(names, dict):
        slips = local_government.renamed_bodies(texts, rule.id, names)
    else:
        slips = local_government.ended_bodies(
            texts, rule.id, names, f"ngày {since.day:02d}/{since.month}/{since.year}"
        )
    yield from faults(rule, form, lines, slips)
