"""Letterhead and end of the document: what the Word template's placeholders stand for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2.runtime import new_context

from reportgen.errors import Finding
from reportgen.fill.mistakes import AUTHOR_MISTAKES, mistake
from reportgen.model.base import Path
from reportgen.model.figures_input import UnitTexts
from reportgen.model.form import Form


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
        "trich_yeu": texts.one(definition.subject, "trich_yeu"),
        "kinh_gui": rules.addressee_lines(texts.many(definition.addressees, "kinh_gui")),
        "can_cu": rules.legal_basis_lines(texts.many(definition.legal_basis, "can_cu")),
        "noi_nhan": rules.recipient_lines(recipients),
        "ky_ten": {
            "quyen_han": signatory_texts.many(signatory.authority, "ky_ten", "quyen_han"),
            "chuc_vu": signatory_texts.one(signatory.position, "ky_ten", "chuc_vu"),
            "ho_ten": signatory_texts.one(signatory.name, "ky_ten", "ho_ten"),
        },
        "_dong_kem_theo": rules.attached_line(kind, number, symbol, issued_on, name),
    }


def worked_out(form: Form, names: Mapping[str, Any], findings: list[Finding]) -> dict[Path, str]:
    """Return the texts that hold tags by path, figures as tokens; those that fail are findings, and empty."""
    result: dict[Path, str] = {}
    for text in form.texts:
        template = text.part.template
        context = new_context(form.environment, None, template.blocks, dict(names), True, {})
        try:
            result[text.path] = "".join(template.root_render_func(context))
        except AUTHOR_MISTAKES as error:
            findings.append(mistake(form, text.part, error).finding())
            result[text.path] = ""
    return result
