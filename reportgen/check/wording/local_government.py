"""Bodies that ended with the two-tier local government on 01/7/2025 and the merged ministries of 3/2025."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportgen.check.wording.slip import Slip, Slips, Span, comparable, one_slip, tones_alike
from reportgen.errors import Severity

SENTENCE = re.compile(r"[^.;!?]+(?:[.](?=\d)[^.;!?]+)*")
# A sentence that looks back, or that cites a document of the time, may name an ended body.
LOOKS_BACK = re.compile(
    r"\bcũ\b|trước đây|trước (?:khi|ngày|thời điểm)|nguyên là|sáp nhập|hợp nhất|giải thể|sắp xếp|"
    r"kết thúc hoạt động|chấm dứt|bàn giao|tiếp nhận|chuyển giao|bỏ cấp|không tổ chức|cấp huyện|"
    r"\b(?:19\d\d|20[01]\d|202[0-4])\b|[/ ][1-6]/2025|tháng [1-6](?:/| năm )2025|\bsố\s*:?\s*\d+",
    re.IGNORECASE,
)


def ended_bodies(
    texts: Sequence[str], rule: str, names: Sequence[str], since: str, at_most: Severity | None = None
) -> Slips:
    """Yield ended bodies named as living ones; `names` are patterns, `since` says when they ended."""
    pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(names)})(?![^\W\d_])")
    places: list[Span] = []
    for line, text in enumerate(texts):
        plain = tones_alike(text)
        for sentence in SENTENCE.finditer(plain):
            if not LOOKS_BACK.search(sentence[0]):
                spans = (found.span() for found in pattern.finditer(plain, *sentence.span()))
                places += [(line, *span) for span in spans]
    message = "“{}” đã thôi tổ chức từ " + since
    yield from one_slip(rule, texts, places, message.format, at_most=at_most)


def renamed_bodies(
    texts: Sequence[str], rule: str, names: Mapping[str, str], at_most: Severity | None = None
) -> Slips:
    """Yield bodies under the name they had before a merger; `names` maps the old name to the new one."""
    for old, new in names.items():
        for slip in ended_bodies(texts, rule, [re.escape(old)], f"khi hợp nhất; nay là {new}", at_most):
            yield Slip(rule, slip.message, new, slip.line, slip.start, slip.end, at_most, slip.also)


COMMUNE_OFFICE = re.compile(
    r"(?:PHÒNG (?:KINH TẾ|VĂN HÓA|HẠ TẦNG)|TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG|VĂN PHÒNG HĐND VÀ UBND|"
    r"TRƯỜNG (?:MẦM NON|TIỂU HỌC|TRUNG HỌC CƠ SỞ|THCS))"
)
COMMUNE = re.compile(r"(?:UBND|ỦY BAN NHÂN DÂN) (?:XÃ|PHƯỜNG|ĐẶC KHU)\b")
DISTRICT = re.compile(r"(?:UBND|ỦY BAN NHÂN DÂN) (?:HUYỆN|QUẬN|THỊ XÃ)\b|PHÒNG GIÁO DỤC VÀ ĐÀO TẠO")


def parent_chain(parent: Sequence[str], issuer: Sequence[str]) -> Slips:
    """Yield an office of a commune whose parent line names another level (T2-02), an ended body as issuer."""
    above, own = comparable(" ".join(parent)).upper(), comparable(" ".join(issuer)).upper()
    for name, text in (("chủ quản", above), ("ban hành", own)):
        found = DISTRICT.search(text)
        if found:
            message = f"cơ quan {name} “{text}” thuộc cấp huyện, đã thôi tổ chức từ ngày 01/7/2025"
            yield Slip("T2-01", message, "UBND XÃ … / UBND PHƯỜNG …")
            return
    if COMMUNE_OFFICE.match(own) and above and not COMMUNE.match(above):
        yield Slip("T2-02", f"cơ quan chủ quản của “{own}” ghi là “{above}”", "UBND XÃ … / UBND PHƯỜNG …")
