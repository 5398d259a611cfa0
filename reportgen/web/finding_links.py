"""Where a finding leads: to the cell or section of the report that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from reportgen.errors import Finding, Severity
from reportgen.web.readable import LIST, place

CELL = re.compile(r"[a-z][a-z0-9_.]*@\d+")
NAME = re.compile(r"\b[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(?:\.mau_so)?\b")
SECTION, LETTERHEAD = "muc.", "vb."
"""How places on our pages are called, beside cells and lists."""
GRAVEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Linked:
    """A finding with its message in people's words, and the address of its place; empty when it has none."""

    finding: Finding
    message: str
    address: str = ""


def linked(findings: Iterable[Finding], report_id: int, labels: Mapping[str, str]) -> list[Linked]:
    """Return the findings, the gravest first, each with where to mend it; `labels` are those of figures."""
    base = f"/bao-cao/{report_id}"
    found = [Linked(each, in_words(each.message, labels), _address(each, base)) for each in findings]
    return sorted(found, key=lambda each: GRAVEST_FIRST.index(each.finding.severity))


def in_words(message: str, labels: Mapping[str, str]) -> str:
    """Return a message with the figures called as people call them."""

    def label(found: re.Match[str]) -> str:
        name = found[0]
        return f"“{labels[name]}”" if name in labels else name

    return NAME.sub(label, message)


def _address(finding: Finding, report: str) -> str:
    for where in (finding.where, *finding.also):
        if CELL.fullmatch(where.cell):
            return f"{report}/so-lieu#o-{place(where.cell)}"
        if where.part.startswith(SECTION):
            return f"{report}/noi-dung/{quote(where.part.removeprefix(SECTION))}#loi-van"
        if where.part.startswith(LIST):
            return f"{report}/danh-sach/{quote(where.part.removeprefix(LIST).partition('.')[0])}"
        if where.part.startswith(LETTERHEAD):
            return f"{report}/van-ban"
    return ""
