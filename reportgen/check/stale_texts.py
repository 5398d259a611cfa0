"""Narrative carried over from the last period that nobody has touched yet."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.errors import Finding, Severity, Where
from reportgen.model.base import Path
from reportgen.model.definition import Definition, Section
from reportgen.model.source import Source
from reportgen.model.stale import is_untouched, period_of

REMEDY = "sửa lời văn theo kỳ này; đã đọc và không cần sửa thì xóa can_xem_lai ở chỗ này"


def stale_texts(definition: Definition, source: Source) -> list[Finding]:
    """Return a finding for each text carried over as it was: an error, in a draft a warning."""
    severity = Severity.WARNING if definition.is_draft else Severity.ERROR
    return [
        Finding(
            "stale-narrative",
            f"{name}: lời văn mang sang từ kỳ {period_of(mark)}, chưa ai sửa",
            where,
            REMEDY,
            severity=severity,
        )
        for name, mark, where in _untouched(definition, source)
    ]


def _untouched(definition: Definition, source: Source) -> Iterator[tuple[str, str, Where]]:
    loose = {"mo_dau": ("lời mở đầu", definition.opening), "ket": ("lời kết", definition.closing)}
    for key, mark in definition.carried.items():
        name, text = loose[key]
        if is_untouched(mark, text):
            yield name, mark, source.where(("can_xem_lai", key))
    for number, section in enumerate(definition.sections):
        yield from _of_section(section, ("noi_dung", number), source)
    for number, annex in enumerate(definition.annexes):
        if is_untouched(annex.carried, annex.text, annex.text_after):
            place = source.where(("phu_luc", number, "can_xem_lai"))
            yield f"phụ lục “{annex.title or annex.key}”", annex.carried or "", place


def _of_section(section: Section, path: Path, source: Source) -> Iterator[tuple[str, str, Where]]:
    if is_untouched(section.carried, section.inline, section.text):
        name = section.title or " ".join((section.text or "").split()[:6]) + " …"
        yield f"mục “{name}”", section.carried or "", source.where((*path, "can_xem_lai"))
    for number, below in enumerate(section.sections):
        yield from _of_section(below, (*path, "muc", number), source)
