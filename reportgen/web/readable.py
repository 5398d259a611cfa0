"""Values as people read them: days, moments, numbers, sizes, kept values of a report."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import Decimal

from reportgen.vietnamese import group_digits

COUNTRY_TIME = dt.timezone(dt.timedelta(hours=7))
"""Việt Nam has one time and no summer time."""
LIST = "ds."
CODE = re.compile(r"[a-z0-9]+[_.]")
"""A message may begin with the name of a figure: `can_bo.nu: …`."""
BEGINS_ANEW = re.compile(r"\s*(?:[-+*|#>]|\d+[.)]|{%)")
"""Lines that are no part of the sentence above them."""
MACHINE_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def kept_value(kept: str | None, cell: str) -> str:
    """Return a kept value as people read it; figures are kept in machine notation, lists as JSON."""
    if kept is None:
        return ""
    if cell.startswith(LIST):
        rows = json.loads(kept, parse_float=Decimal)
        return "\n".join(" · ".join(map(number_or_text, row.values())) for row in rows)
    return number_or_text(Decimal(kept)) if MACHINE_NUMBER.fullmatch(kept) and "@" in cell else kept


def day(value: dt.date | dt.datetime) -> str:
    """Return `05/12/2023`, in the country's time."""
    return f"{_here(value):%d/%m/%Y}"


def moment(value: dt.datetime) -> str:
    """Return `10:12 ngày 05/12/2023`."""
    return f"{_here(value):%H:%M ngày %d/%m/%Y}"


def clock(value: dt.datetime) -> str:
    """Return `10:12:05`."""
    return f"{_here(value):%H:%M:%S}"


def sentence(text: str) -> str:
    """Return a message as a sentence of its own, `không có quyền` as `Không có quyền.` is."""
    text = text.strip()
    if not text:
        return ""
    first = text if CODE.match(text) else capitalized(text)
    return first + ("" if text[-1] in ".!?:;" else ".")


def flowing(text: str) -> str:
    """Return a text with one line for each paragraph: files break lines where they happen to be full."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        goes_on = lines and lines[-1].strip() and line.strip() and not BEGINS_ANEW.match(line)
        if goes_on and not lines[-1].endswith(("%}", "  ")):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line.rstrip() if not line.endswith("  ") else line)
    return "\n".join(lines)


def capitalized(name: str) -> str:
    """Return a name as it begins a line: `xã Bản Một` → `Xã Bản Một`."""
    return name[:1].upper() + name[1:]


FILE_KINDS = {
    "docx": "Báo cáo (Word)",
    "pdf": "Báo cáo (PDF)",
    "phu-luc": "Phụ lục (Excel)",
    "doi-chieu": "Bảng đối chiếu nguồn số liệu (Excel)",
    "json": "Kết quả cho máy đọc (JSON)",
}


def kind_of_file(kind: str) -> str:
    """Return what people call a file that was made."""
    return FILE_KINDS.get(kind, "Biểu mẫu của cơ quan (Excel)")


def size_of_file(size: int) -> str:
    """Return `24 KB`, `1,3 MB`."""
    kilobytes = max(1, round(size / 1000))
    return f"{kilobytes} KB" if kilobytes < 1000 else f"{size / 1_000_000:.1f} MB".replace(".", ",")


def number_or_text(value: int | Decimal | str) -> str:
    """Return a number the Vietnamese way with all its decimals, a text as it is."""
    if isinstance(value, str):
        return value
    whole, _, decimals = f"{Decimal(value):f}".partition(".")
    return group_digits(int(whole + decimals), len(decimals))


def kept_number(kept: str | None) -> str:
    """Return a kept figure as people read it; what is not there says so."""
    if kept is None:
        return "chưa có số liệu"
    return number_or_text(Decimal(kept)) if MACHINE_NUMBER.fullmatch(kept) else kept


def short_hash(digest: str) -> str:
    """Return as much of a sha256 as people compare by eye: `3f2a 90bc 11d4`."""
    return " ".join(digest[start : start + 4] for start in range(0, 12, 4))


def place(name: str) -> str:
    """Return a cell's or section's name as one that addresses may end with: `can_bo-dai_hoc-2023`."""
    return name.replace(".", "-").replace("@", "-")


def _here(value: dt.date | dt.datetime) -> dt.date | dt.datetime:
    return value.astimezone(COUNTRY_TIME) if isinstance(value, dt.datetime) else value
