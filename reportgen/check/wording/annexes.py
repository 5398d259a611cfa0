"""Phụ lục: labels and their numbers, the line (Kèm theo …), references from the text, foreign heads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.check.wording.slip import Slip, Slips, comparable, shorten
from reportgen.errors import Severity
from reportgen.vietnamese import roman

LABEL = re.compile(
    r"\s*(?P<word>phụ\s+lục)\s*(?:số\s*)?(?P<number>[IVXLC]+|\d+|[A-H])?\s*(?P<stop>[.:]?)\s*", re.IGNORECASE
)
ROMAN = re.compile(r"[IVXLC]+")
ATTACHED = re.compile(r"\s*\(?\s*(?:ban hành\s+)?kèm\s+theo\b", re.IGNORECASE)
FULL_ATTACHED = re.compile(r"\((?:Ban hành k|K)èm theo .+? số\b.*\bngày\b.*\bcủa\b.+\)", re.DOTALL)
LONGEST_ATTACHED = 600
REFERS = re.compile(r"phụ\s+lục|kèm\s+theo|đính\s+kèm|biểu\s+(?:số\s+)?\d", re.IGNORECASE)
NATIONAL_NAME = re.compile(r"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
FORM_LABEL = re.compile(r"\b(?:mẫu|biểu mẫu)\b", re.IGNORECASE)


def label_number(text: str) -> str | None:
    """Return the number of an annex label as written, "" when it has none, None when this is no label."""
    found = LABEL.fullmatch(text.replace("\u00a0", " "))
    return None if found is None else found["number"] or ""


def state_labels(labels: Sequence[str]) -> Slips:
    """Yield labels of annexes not numbered as the decree wants: Roman from two on, none for a single one."""
    numbers = [label_number(label) for label in labels]
    if None in numbers:
        return
    for place, (label, number) in enumerate(zip(labels, numbers, strict=True)):
        due = roman(place + 1) if len(labels) > 1 else ""
        expected = f"Phụ lục {due}".strip()
        if number == due:
            continue
        if len(labels) == 1:
            message = f"chỉ có một phụ lục mà ghi số: “{label.strip()}”"
        elif not number:
            message = f"có {len(labels)} phụ lục mà “{label.strip()}” không ghi số"
        elif not ROMAN.fullmatch(number):
            message = f"số của “{label.strip()}” phải là chữ số La Mã"
        else:
            message = f"phụ lục thứ {place + 1} ghi là “{label.strip()}”"
        yield Slip("ND30-PL-02", message, expected, place)


def party_labels(labels: Sequence[str]) -> Slips:
    """Yield several annexes of a Party document without a number, with Roman numbers or out of order."""
    numbers = [label_number(label) for label in labels]
    if None in numbers or len(labels) < 2:
        return
    for place, (label, number) in enumerate(zip(labels, numbers, strict=True)):
        expected = f"Phụ lục {place + 1}"
        if not number:
            message = f"có {len(labels)} phụ lục mà “{label.strip()}” không ghi số"
        elif ROMAN.fullmatch(number):
            message = f"số của “{label.strip()}” phải là chữ số Ả Rập"
        elif number.isdecimal() and int(number) != place + 1:
            message = f"phụ lục thứ {place + 1} ghi là “{label.strip()}”"
        else:
            continue
        yield Slip("DG-PL-01", message, expected, place)


def attached_line(lines: Sequence[str]) -> Slips:
    """Yield a (Kèm theo …) missing under an annex label, or without number, date or issuer (PL-05)."""
    start = next((number for number, line in enumerate(lines) if ATTACHED.match(line)), None)
    if start is None:
        yield Slip(
            "ND30-PL-05", "phụ lục không có dòng “(Kèm theo …)”", "(Kèm theo Báo cáo số … ngày … của …)"
        )
        return
    text = comparable(" ".join(lines[start : start + 2]))[:LONGEST_ATTACHED]
    if not FULL_ATTACHED.match(text) and not FULL_ATTACHED.match(comparable(lines[start])[:LONGEST_ATTACHED]):
        message = f"dòng “{shorten(lines[start], 80)}” không đủ số, ký hiệu, ngày và cơ quan ban hành"
        yield Slip("ND30-PL-05", message, "(Kèm theo Báo cáo số … ngày … tháng … năm … của …)", start)


def referred_to(labels: Sequence[str], texts: Sequence[str], rule: str = "ND30-PL-01") -> Slips:
    """Yield annexes that the main text never points to."""
    whole = "\n".join(texts)
    if labels and not REFERS.search(whole):
        message = f"văn bản có {len(labels)} phụ lục mà nội dung không nhắc tới phụ lục nào"
        yield Slip(rule, message, "(Phụ lục … kèm theo)")


def own_letterhead(lines: Sequence[str], label: str = "") -> Slips:
    """Yield a Quốc hiệu inside an annex; forms and samples bear their own."""
    head = comparable(" ".join([label, *lines[:3]]))
    if FORM_LABEL.search(head):
        return
    for number, line in enumerate(lines):
        if NATIONAL_NAME.search(comparable(line).upper()) and not any(map(FORM_LABEL.search, lines[:number])):
            yield Slip("ND30-PL-10", "trong phụ lục có Quốc hiệu", "bỏ Quốc hiệu ở phụ lục", number)
            return


def annex_end(text: str) -> Slips:
    """Yield an annex of prose that does not close with `./.` (PL-09)."""
    text = text.rstrip()
    if len(text) > 60 and text.endswith(".") and not re.search(r"\./\.$", text):
        message = f"phụ lục kết thúc bằng “…{text[-30:]}”"
        yield Slip("ND30-PL-09", message, "./.", 0, len(text) - 1, len(text), Severity.INFO)
