"""Capital letters (NĐ 30, Phụ lục II): only what is certain; every doubt is passed over in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from reportgen.check.wording.slip import GREAT, SMALL, Slip, Slips, Span, one_slip, tones_alike
from reportgen.errors import Severity

UNIT_INSIDE = re.compile(
    rf"(?<=[{SMALL}] )(?P<unit>Tỉnh|Xã|Huyện) (?P<name>[{GREAT}][{SMALL}]+)(?=\s|[,.;)])"
)
JOINED_TO_UNIT = ("Đoàn", "Ủy", "Hội", "Đội", "Đảng")
NUMBERED_UNIT = re.compile(
    r"(?<![^\W\d_])(?P<unit>quận|phường) \d{1,2}(?=\s*[,.;)]|$|,? (?:thành phố|Thành phố|quận|Quận))"
)
PEOPLE = re.compile(r"(?<![^\W\d_])nhân dân(?! tệ)(?![^\W\d_])")
PEOPLE_OF_BODY = re.compile(
    r"(?:ủy ban|hội đồng|tòa án|viện kiểm sát|kiểm sát|quân đội|công an|quần chúng|đoàn thể|"
    r"các tầng lớp|nhà giáo|nghệ sĩ|thầy thuốc|tín dụng|chiến tranh|biên phòng|an ninh|dân chủ|hội thẩm|"
    r"thanh tra|báo)\s+$",
    re.IGNORECASE,
)
DOCUMENTS = "nghị định|nghị quyết|thông tư|quyết định|chỉ thị|kế hoạch|công văn|thông báo|kết luận"
SPECIFIC_DOCUMENT = re.compile(
    rf"(?<=[{SMALL},] )(?<!Thông báo )(?P<kind>{DOCUMENTS}) số \d+(?:/\d{{4}})?[/-][A-ZĐ]"
)


def wrong_spellings(texts: Sequence[str], rule: str, right_of: Mapping[str, str]) -> Slips:
    """Yield each spelling of a list that is never right; `right_of` maps it to the right one."""
    proper = {tones_alike(wrong): right for wrong, right in right_of.items()}
    longest_first = sorted(proper, key=len, reverse=True)
    pattern = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_])")
    places: dict[str, list[Span]] = {}
    for line, text in enumerate(texts):
        for found in pattern.finditer(tones_alike(text)):
            places.setdefault(found[0], []).append((line, *found.span()))
    for wrong, where in places.items():
        (line, start, end), *others = where
        message = f"“{wrong}” viết hoa chưa đúng"
        yield Slip(rule, message, proper[wrong], line, start, end, also=tuple(others))


def units_with_name(texts: Sequence[str]) -> Slips:
    """Yield `Tỉnh, Huyện, Xã` with a capital before a proper name inside a sentence (VH-03)."""
    places = [
        (line, *found.span())
        for line, text in enumerate(texts)
        for found in UNIT_INSIDE.finditer(tones_alike(text))
        if found["name"] not in JOINED_TO_UNIT
    ]
    yield from one_slip(
        "VH-03",
        texts,
        places,
        "danh từ chung viết hoa: “{}”".format,
        lambda quote: quote[0].lower() + quote[1:],
    )


def units_with_number(texts: Sequence[str]) -> Slips:
    """Yield `quận, phường` in small letters before a number that is the name (VH-04)."""
    places = [
        (line, *found.span())
        for line, text in enumerate(texts)
        for found in NUMBERED_UNIT.finditer(tones_alike(text))
    ]
    yield from one_slip(
        "VH-04",
        texts,
        places,
        "“{}”: đơn vị mang số phải viết hoa".format,
        lambda quote: quote[0].upper() + quote[1:],
    )


def people(texts: Sequence[str]) -> Slips:
    """Yield `nhân dân` that stands alone in small letters (VH-10), as one slip."""
    places = []
    for line, text in enumerate(texts):
        plain = tones_alike(text)
        places += [
            (line, *found.span())
            for found in PEOPLE.finditer(plain)
            if not PEOPLE_OF_BODY.search(plain[max(0, found.start() - 25) : found.start()])
        ]
    yield from one_slip(
        "VH-10", texts, places, "“{}” đứng riêng viết thường".format, lambda _: "Nhân dân", Severity.INFO
    )


def specific_documents(texts: Sequence[str]) -> Slips:
    """Yield the type of a document in small letters before its number and symbol (VH-14)."""
    places = [
        (line, *found.span("kind"))
        for line, text in enumerate(texts)
        for found in SPECIFIC_DOCUMENT.finditer(tones_alike(text))
    ]
    yield from one_slip(
        "VH-14",
        texts,
        places,
        "tên loại văn bản cụ thể viết thường: “{} số …”".format,
        lambda quote: quote.capitalize(),
    )


def paragraph_starts(texts: Sequence[str]) -> Slips:
    """Yield a paragraph that begins with a small letter after one that ended its sentence (VH-01)."""
    places = []
    for line, (before, text) in enumerate(pairwise(texts), 1):
        starts_small = re.match(rf"\s*[{SMALL}][{SMALL}]+\s", text)
        if starts_small and before.rstrip().endswith(".") and len(before) > 60:
            places.append((line, 0, starts_small.end() - 1))
    yield from one_slip(
        "VH-01",
        texts,
        places,
        "đoạn bắt đầu bằng chữ thường: “{}”".format,
        lambda quote: quote.strip().capitalize(),
    )
