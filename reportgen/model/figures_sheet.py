"""How figures are laid out in a workbook: the sheets, headings and words that reader and writer share.

docs/tep-xlsx-so-lieu.md tells the same to clerks.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reportgen.vietnamese import nfc

PERIODS, FACTS, TEXTS, OVERRIDES = "ky", "thong_tin", "van_ban", "ghi_de"
ENTRY_SHEETS = {"ky": PERIODS, "kỳ": PERIODS, "thông tin": FACTS, "văn bản": TEXTS} | {
    name.replace("_", " "): name for name in (PERIODS, FACTS, TEXTS)
}
"""Sheets of `Mã | Nội dung | Giá trị` rows, by normalised sheet name."""
GUIDE = "hướng dẫn"
"""Sheets whose names begin so are for people and are not read."""

KEY_HEADING, CONTENT_HEADING, VALUE_HEADING = "Mã", "Nội dung", "Giá trị"
TOTAL = "tong_so"
LIST_ENTRIES = frozenset({"noi_nhan", "co_quan.chu_quan", "co_quan.ban_hanh", "ky_ten.quyen_han"})
"""Entries of the sheet `van_ban` with one row for each line or item."""

GROUP_KEY, LIST_KEY = "Mã nhóm", "Mã danh sách"
GROUP_LABEL, LIST_LABEL = "Tên nhóm", "Tên danh sách"
MEASURE_UNIT, GROUP_PARTS, BALANCED = "Đơn vị tính", "Gồm", "Cân bằng 100"
BLOCK = {
    GROUP_LABEL: "nhan",
    LIST_LABEL: "nhan",
    MEASURE_UNIT: "don_vi_tinh",
    GROUP_PARTS: "gom",
    BALANCED: "can_bang_100",
}
"""Lines above the header of a group or list, label → key."""

COLUMNS = {
    "ma": KEY_HEADING,
    "nhan": "Chỉ tiêu",
    "so_luong": "Số lượng",
    "gia_tri": "Giá trị",
    "mau_so": "Mẫu số",
    "muc_tieu": "Mục tiêu",
    "don_vi_tinh": MEASURE_UNIT,
    "so_le": "Số lẻ",
    "cong_thuc": "Công thức",
    "loai": "Loại",
    "trong_do_cua": "Trong đó của",
    "co_tt": "Có TT",
    "gom": GROUP_PARTS,
    "kiem_nhiem": "Kiêm nhiệm",
    "ghi_chu": "Ghi chú",
}
"""Columns of a group, key → heading."""
BY_PERIOD = frozenset({"so_luong", "gia_tri", "mau_so", "muc_tieu"})
IGNORED_HEADINGS = frozenset({"tt", "stt", "số tt"})

FIELD_HEADING, FIELD_LABEL, FIELD_DECIMALS, FIELD_ADDED = "Trường", "Nhãn", "Số lẻ", "Cộng"
FIELD_ROWS = {FIELD_LABEL: "nhan", MEASURE_UNIT: "don_vi_tinh", FIELD_DECIMALS: "so_le", FIELD_ADDED: "cong"}
"""Lines under the header of a list that describe its fields, label → key."""

OVERRIDE_SHEETS = frozenset({"ghi de", "ghi đè"})
OVERRIDE_COLUMNS = {
    "so": "Số được ghi đè",
    "gia_tri": VALUE_HEADING,
    "dieu_chinh": "Điều chỉnh",
    "so_le": "Số lẻ",
    "ly_do": "Lý do",
    "nguoi": "Người quyết định",
    "den": "Đến ngày",
}
"""Columns of the sheet of overrides, key → heading."""
OVERRIDE_NUMBERS = frozenset({"gia_tri", "dieu_chinh", "so_le"})

NOT_YET = "chưa có"
NOT_YET_WORDS = frozenset({NOT_YET, "chưa có số liệu", "…", "..."})
YES, NO = "có", "không"
YES_WORDS = frozenset({YES, "x", "true", "đúng"})
NO_WORDS = frozenset({NO, "false", "sai"})

PARENTHESES = re.compile(r"\([^)]*\)")
PERIOD_TAIL = re.compile(r"(?:(?P<name>[a-z][a-z0-9_]*)\s?)?(?:(?:năm|kỳ) ?)?(?P<period>\d{1,9})?")


class Heading(NamedTuple):
    """What a column of a group holds: a key, for some with a period and the name of a target."""

    key: str
    period: str = ""
    target: str = ""


def normal(label: object) -> str:
    """Return a label as labels are compared: NFC, lower case, single blanks, no brackets."""
    text = PARENTHESES.sub(" ", nfc(str(label)))
    return " ".join(text.replace("_", " ").split()).casefold()


def read_heading(label: str) -> Heading | None:
    """Return what a column headed `Mục tiêu nghi_quyet 2025` holds; None for an unknown heading."""
    text = " ".join(PARENTHESES.sub(" ", nfc(label)).split()).casefold()
    for key, heading in sorted(COLUMNS.items(), key=lambda item: -len(item[1])):
        for name in (heading.casefold(), key):
            if text == name or text.startswith(name + " "):
                return _with_tail(key, text[len(name) :].strip())
    return None


def _with_tail(key: str, tail: str) -> Heading | None:
    found = PERIOD_TAIL.fullmatch(tail)
    if found is None or (tail and key not in BY_PERIOD) or (found["name"] and key != "muc_tieu"):
        return None
    return Heading(key, found["period"] or "", found["name"] or "")


def heading_text(heading: Heading) -> str:
    """Return the heading as it is written: `Số lượng 2023`."""
    return " ".join(filter(None, (COLUMNS[heading.key], heading.target, heading.period)))
