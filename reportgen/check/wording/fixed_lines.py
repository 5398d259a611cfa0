"""The lines whose words are fixed: Quốc hiệu, Tiêu ngữ and the title of Party documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.wording.slip import Slip, Slips, comparable
from reportgen.errors import Severity

NATIONAL_NAME = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PARTY_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM"
DASHES = re.compile(r"\s*[-–—]\s*")


def national_name(lines: Sequence[str]) -> Slips:
    """Yield a Quốc hiệu that differs from its fixed words (ND30-HD-01)."""
    yield from _fixed("ND30-HD-01", "Quốc hiệu", lines, NATIONAL_NAME)


def party_title(lines: Sequence[str]) -> Slips:
    """Yield a title of a Party document that differs from its fixed words (DG-HD-01)."""
    yield from _fixed("DG-HD-01", "tiêu đề", lines, PARTY_TITLE)


def _fixed(rule: str, name: str, lines: Sequence[str], words: str) -> Slips:
    text = comparable(" ".join(lines))
    if text != words:
        yield Slip(rule, f"{name} ghi là “{text}”", words)


def motto(lines: Sequence[str]) -> Slips:
    """Yield a Tiêu ngữ that differs from its fixed words; other dashes or blanks weigh less (ND30-HD-02)."""
    text = comparable(" ".join(lines))
    if text != MOTTO:
        is_only_spacing = DASHES.sub(" - ", text) == MOTTO
        at_most = Severity.WARNING if is_only_spacing else None
        yield Slip("ND30-HD-02", f"Tiêu ngữ ghi là “{text}”", MOTTO, at_most=at_most)


COMMITTEE_OF_COMMUNE = re.compile(r"ĐẢNG ỦY (?:XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN)\b")
PARTY_OF_PROVINCE = re.compile(r"ĐẢNG BỘ\b")


def party_parent(parent: Sequence[str], issuer: Sequence[str]) -> Slips:
    """Yield a committee of a commune whose parent line is no Đảng bộ (DG-HD-03)."""
    above, own = comparable(" ".join(parent)), comparable(" ".join(issuer))
    if above and COMMITTEE_OF_COMMUNE.match(own) and not PARTY_OF_PROVINCE.match(above):
        message = f"trên “{own}” ghi “{above}”, phải ghi đảng bộ cấp trên trực tiếp"
        yield Slip("DG-HD-03", message, "ĐẢNG BỘ TỈNH …")
