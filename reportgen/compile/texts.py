"""Texts of the letterhead and the end that hold tags (`trich_yeu: … năm {{ ky.hien_tai }}`)."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compile.tags import JINJA_TAG
from reportgen.model.base import Path
from reportgen.model.definition import Definition


def texts_with_tags(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Those texts outside the narrative that have to be worked out for each unit."""
    yield from ((path, text) for path, text in texts_of(definition) if JINJA_TAG.search(text))


def texts_of(definition: Definition) -> Iterator[tuple[Path, str]]:
    """Every text outside the narrative that a template prints."""
    signatory, agency = definition.signatory, definition.agency
    single = {
        ("trich_yeu",): definition.subject,
        ("ten_loai",): definition.document_type,
        ("dia_danh",): definition.place,
        ("co_quan", "ten_goi"): agency.name or "",
        ("ky_ten", "chuc_vu"): signatory.position,
        ("ky_ten", "ho_ten"): signatory.name,
    }
    lists = {
        ("kinh_gui",): definition.addressees,
        ("can_cu",): definition.legal_basis,
        ("noi_nhan",): definition.recipients,
        ("co_quan", "chu_quan"): agency.parent,
        ("co_quan", "ban_hanh"): agency.issuer,
        ("ky_ten", "quyen_han"): signatory.authority,
    }
    yield from single.items()
    for path, texts in lists.items():
        yield from (((*path, index), text) for index, text in enumerate(texts))
