"""Tên cơ quan, tên loại và trích yếu: the words at the head of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.wording.slip import Slip, Slips, comparable
from reportgen.errors import Severity

SHORT = re.compile(r"\b(?:UBND|HĐND|BQL|TP)\b\.?")
COUNCIL = r"(?:ỦY BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)"
WITHOUT_PLACE = re.compile(rf"{COUNCIL}(?: (?:TỈNH|THÀNH PHỐ|XÃ|PHƯỜNG|ĐẶC KHU|HUYỆN|QUẬN|THỊ XÃ))?")
HAS_NO_PARENT = re.compile(r"(?:ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|BỘ (?!CHỈ HUY|TƯ LỆNH|MÔN|PHẬN|THAM MƯU))")
ABOUT = re.compile(r"\s*V/v\b|\s*v/v\b")


def issuer_name(lines: Sequence[str]) -> Slips:
    """Yield abbreviations in the bold name of the State body that issues."""
    for number, line in enumerate(lines):
        text = comparable(line)
        for found in SHORT.finditer(text):
            message = f"tên cơ quan ban hành “{text}” viết tắt “{found[0]}”"
            yield Slip("ND30-HD-05", message, "tên đầy đủ", number)


def parent_name(parent: Sequence[str], issuer: Sequence[str]) -> Slips:
    """Yield a parent body without its place, and a parent above a body that usually prints none."""
    above, own = comparable(" ".join(parent)), comparable(" ".join(issuer))
    if above and WITHOUT_PLACE.fullmatch(above):
        yield Slip(
            "ND30-HD-06", f"cơ quan chủ quản “{above}” thiếu địa danh", f"{above} …", at_most=Severity.WARNING
        )
    if above and HAS_NO_PARENT.match(own):
        yield Slip("ND30-HD-07", f"“{own}” thường không ghi cơ quan chủ quản (“{above}”) ở trên", own)


def party_issuer_name(lines: Sequence[str]) -> Slips:
    """Yield a Ban Thường vụ in box 2, whose documents carry the name of the committee."""
    for number, line in enumerate(lines):
        if "BAN THƯỜNG VỤ" in comparable(line).upper():
            message = f"ô tên cơ quan ghi “{line.strip()}”; văn bản của ban thường vụ ghi tên cấp ủy"
            yield Slip("DG-HD-04", message, "ĐẢNG ỦY …", number)


def subject(text: str, type_name: str | None = None) -> Slips:
    """Yield what is wrong in the trích yếu of a State document that has a type name."""
    text = " ".join(text.split())
    if not text:
        return
    if text.endswith(".") and not text.endswith(("...", "v.v.")):
        message = f"cuối trích yếu có dấu chấm: “…{text[-30:]}”"
        yield Slip("ND30-TL-02", message, text[:-1], 0, len(text) - 1, len(text), Severity.INFO)
    if ABOUT.match(text):
        message = f"văn bản có tên loại {type_name or ''} mà trích yếu ghi “V/v”".replace("  ", " ")
        yield Slip("ND30-TL-05", message, "Về …", 0, 0, 3)
    elif text[0].islower():
        yield Slip(
            "ND30-TL-04",
            f"trích yếu “{text[:40]}” không viết hoa chữ đầu",
            text[0].upper() + text[1:],
            0,
            0,
            1,
        )


def type_line(text: str) -> Slips:
    """Yield a type name on a công văn, which has none."""
    if comparable(text).upper() == "CÔNG VĂN":
        yield Slip("ND30-TL-05", "công văn không ghi tên loại “CÔNG VĂN”", "V/v … (dưới số, ký hiệu)")


def party_subject(text: str) -> Slips:
    """Yield a trích yếu of a Party document that begins with a capital; a quoted name is left alone."""
    text = " ".join(text.split())
    if text and text[0].isupper():
        message = f"trích yếu “{text[:40]}” viết hoa chữ đầu"
        yield Slip("DG-TL-01", message, text[0].lower() + text[1:], 0, 0, 1)
