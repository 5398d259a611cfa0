"""Letterhead and end of the document: what the Word template's placeholders stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2.runtime import new_context

from reportgen.errors import Finding
from reportgen.fill.mistakes import AUTHOR_MISTAKES, mistake
from reportgen.model.base import Path
from reportgen.model.definition import Signatory
from reportgen.model.figure import TOKEN_END, TOKEN_START
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form
from reportgen.model.layout import LayoutRules

TOKEN = re.compile(f"{TOKEN_START}[^{TOKEN_END}]*{TOKEN_END}")


class _Texts:
    """Texts of the definition, those with tags worked out, with the unit's own ones before them."""

    def __init__(self, worked_out: Mapping[Path, str]) -> None:
        self.worked_out = worked_out

    def one(self, text: str, *path: str) -> str:
        """Return a single text."""
        return self.worked_out.get(path, text)

    def many(self, texts: tuple[str, ...], *path: str) -> list[str]:
        """Return a list of texts."""
        return [self.worked_out.get((*path, index), text) for index, text in enumerate(texts)]


def document_names(form: Form, own_texts: Mapping[Path, str], unit: UnitTexts) -> dict[str, Any]:
    """Return the placeholders by name (docs/mau-word.md), complete with dashes, end marks and blanks."""
    definition, rules = form.definition, form.rules
    texts = _Texts(own_texts)
    own = _Texts({})
    agency, agency_texts = (unit.agency, own) if unit.agency is not None else (definition.agency, texts)
    signatory, signatory_texts = (
        (unit.signatory, own) if unit.signatory is not None else (definition.signatory, texts)
    )
    recipients = (
        list(unit.recipients)
        if unit.recipients is not None
        else texts.many(definition.recipients, "noi_nhan")
    )
    number = unit.number if unit.number is not None else definition.number
    symbol = unit.symbol or definition.symbol
    place = unit.place or texts.one(definition.place, "dia_danh")
    issued_on = unit.issued_on or definition.issued_on
    kind = texts.one(definition.document_type, "ten_loai")
    issuer = agency_texts.many(agency.issuer, "co_quan", "ban_hanh")
    subject = texts.one(definition.subject, "trich_yeu")
    name = agency_texts.one(agency.name or " ".join(issuer), "co_quan", "ten_goi")
    return {
        "co_quan": {
            "chu_quan": agency_texts.many(agency.parent, "co_quan", "chu_quan"),
            "ban_hanh": issuer,
            "ten_goi": name,
        },
        "so_ky_hieu": rules.document_code(number, symbol),
        "dia_danh_ngay": rules.place_and_date(place, issued_on),
        "du_thao": rules.draft_mark(definition.draft),
        "ten_loai": kind,
        "trich_yeu": subject,
        "duong_ke": _line_lengths(rules, {"co_quan": issuer, "trich_yeu": subject.split("\n")}),
        "kinh_gui": rules.addressee_lines(texts.many(definition.addressees, "kinh_gui")),
        "can_cu": rules.legal_basis_lines(texts.many(definition.legal_basis, "can_cu")),
        "noi_nhan": rules.recipient_lines(recipients),
        "ky_ten": _signatory_names(signatory, signatory_texts),
        "_dong_kem_theo": rules.attached_line(kind, number, symbol, issued_on, name),
    }


def _signatory_names(signatory: Signatory, texts: _Texts) -> dict[str, str | list[str]]:
    return {
        "quyen_han": texts.many(signatory.authority, "ky_ten", "quyen_han"),
        "chuc_vu": texts.one(signatory.position, "ky_ten", "chuc_vu"),
        "ho_ten": texts.one(signatory.name, "ky_ten", "ho_ten"),
    }


def _line_lengths(rules: LayoutRules, lines: Mapping[str, list[str]]) -> dict[str, int]:
    """Return how long a line to draw under texts; what figures in them will say is about four digits."""
    return {role: rules.line_under(role, (TOKEN.sub("0000", each) for each in lines[role])) for role in lines}


def worked_out(form: Form, names: dict[str, Any], findings: list[Finding]) -> dict[Path, str]:
    """Return the texts that hold tags by path, figures as tokens; those that fail are findings, and empty."""
    result: dict[Path, str] = {}
    for text in form.texts:
        template = text.part.template
        context = new_context(form.environment, None, template.blocks, names, True, {})
        try:
            result[text.path] = "".join(template.root_render_func(context))
        except AUTHOR_MISTAKES as error:
            findings.append(mistake(form, text.part, error).finding())
            result[text.path] = ""
    return result
