"""Căn cứ ban hành: the marks of the list, and what each basis must name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.wording.slip import Slip, Slips, blanks_alike, shorten
from reportgen.errors import Severity

BASIS = re.compile(
    r"\s*(?P<dash>[-–—+]\s*)?(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét|Thực hiện)\b", re.IGNORECASE
)
ENACTS = re.compile(r"\bban hành\b|quyết định|quyết nghị|nghị quyết\s*:|quy định như sau", re.IGNORECASE)
LAW = re.compile(r"Căn cứ\s+(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\b.*?(?P<number>\bsố\s?:?\s?\d+/\d{4}/\S+)")
CITED = re.compile(
    r"Căn cứ\s+(?P<kind>Nghị định|Nghị quyết|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn|Thông báo|"
    r"Kết luận|Quy định|Hướng dẫn|Báo cáo|Chương trình|Đề án|Tờ trình)\s+(?:số\s*:?\s*)?"
    r"\d[^\s,;]*[/-][^\s,;]*"
)
NEEDED = (("số", re.compile(r"\bsố\b")), ("ngày", re.compile(r"\bngày\b")), ("của", re.compile(r"\bcủa\b")))


def state_basis_marks(lines: Sequence[str], after: str = "") -> Slips:
    """Yield wrong end marks and dashes of the căn cứ of a State document; `after` is the text below them."""
    texts = [blanks_alike(line).strip() for line in lines]
    before_enacting = bool(ENACTS.search(after[:200])) and len(after) < 200
    for number, text in enumerate(texts):
        dash = re.match(r"[-–—]\s*", text)
        if dash:
            message = f"căn cứ có gạch đầu dòng (cách trình bày của văn bản Đảng): “{shorten(text)}”"
            yield Slip("ND30-CC-02", message, text[dash.end() :], number, 0, dash.end())
        yield from _end_mark(text, number, number == len(texts) - 1, before_enacting)


def _end_mark(text: str, number: int, is_last: bool, before_enacting: bool) -> Slips:
    if is_last and (text.endswith(".") or (before_enacting and text.endswith((";", ",")))):
        return
    wanted = "." if is_last else ";"
    if not text.endswith(wanted):
        which = "căn cứ cuối cùng" if is_last else "căn cứ"
        message = f"{which} “…{shorten(text[-50:])}” không kết thúc bằng dấu “{wanted}”"
        at_most = Severity.WARNING if is_last else None
        proper = text.rstrip(" ;,.") + wanted
        yield Slip("ND30-CC-01", message, proper, number, max(len(text) - 1, 0), len(text), at_most)


def party_basis_marks(lines: Sequence[str]) -> Slips:
    """Yield wrong end marks of the căn cứ of a Party document: `;`, and `,` or `.` after the last."""
    texts = [blanks_alike(line).strip() for line in lines]
    for number, text in enumerate(texts):
        is_last = number == len(texts) - 1
        wanted = (",", ".", ":") if is_last else (";",)
        if not text.endswith(wanted):
            message = f"căn cứ “…{shorten(text[-50:])}” không kết thúc bằng dấu “{wanted[0]}”"
            yield Slip(
                "DG-CC-01", message, text.rstrip(" ;,.") + wanted[0], number, max(len(text) - 1, 0), len(text)
            )


def basis_content(lines: Sequence[str]) -> Slips:
    """Yield a basis that lacks its number, date or issuer, and a law cited with a number (State)."""
    for number, line in enumerate(lines):
        text = blanks_alike(line)
        law = LAW.search(text)
        if law:
            message = f"luật, pháp lệnh làm căn cứ không ghi số: “{law['number'].strip()}”"
            yield Slip("ND30-CC-03", message, "", number, *law.span("number"), Severity.INFO)
            continue
        cited = CITED.search(text)
        missing = [name for name, pattern in NEEDED if cited and not pattern.search(text)]
        if cited and missing:
            shown = ", ".join(f"“{name}”" for name in missing)
            message = f"căn cứ “{shorten(text)}” thiếu {shown}"
            yield Slip("ND30-CC-03", message, f"{cited['kind']} số … ngày … của … về …", number)
