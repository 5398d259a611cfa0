"""What people type, read the Vietnamese way: figures, rows of lists, sections, texts of the letterhead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load.entry_cells import typed_figure
from reportgen.load.explain import explain
from reportgen.load.text import FORBIDDEN_IN_VALUE
from reportgen.model.entry_form import EntryField, EntryList
from reportgen.model.entry_reading import CellState, CellVerdict
from reportgen.model.figures_input import UnitTexts
from reportgen.model.office.reports import CellFinding, CellId
from reportgen.model.source import Source
from reportgen.model.unit_values import Row
from reportgen.service.office.merging import LIST, TEXT, Flat
from reportgen.service.office.unit_document import machine_text, vietnamese_text
from reportgen.vietnamese import nfc, parse_number

LONGEST_TEXT, LONGEST_CELL, MOST_ROWS = 200_000, 2_000, 5_000
MOST_LOOPS = 3
LOOP = re.compile(r"\{%[-+]?\s*(for|endfor)\b")
LINES = frozenset({"noi_nhan", "co_quan.chu_quan", "co_quan.ban_hanh", "ky_ten.quyen_han"})
"""Texts of several lines."""
TEXT_KEYS = {
    "so": "Số văn bản",
    "ky_hieu": "Ký hiệu",
    "dia_danh": "Địa danh",
    "ngay": "Ngày ban hành",
    "noi_nhan": "Nơi nhận",
    "co_quan.chu_quan": "Cơ quan chủ quản",
    "co_quan.ban_hanh": "Cơ quan ban hành",
    "co_quan.ten_goi": "Tên cơ quan viết thường",
    "ky_ten.quyen_han": "Quyền hạn ký",
    "ky_ten.chuc_vu": "Chức vụ người ký",
    "ky_ten.ho_ten": "Họ và tên người ký",
}


@dataclass
class Entered:
    """What was read: values by place, what is shown of them, what was refused."""

    places: Flat = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    refused: list[CellFinding] = field(default_factory=list)
    understood: list[CellFinding] = field(default_factory=list)


def figures(fields: Mapping[CellId, EntryField], sent: Mapping[CellId, str]) -> Entered:
    """Read cells of the grid; an empty one takes the figure away."""
    entered = Entered()
    for name, text in sent.items():
        entry = fields.get(name)
        if entry is None:
            message, remedy = "biểu không có ô này", "tải lại trang rồi nhập lại"
            entered.refused.append(CellFinding(name, message, remedy, "unknown-cell", sent=text[:100]))
        else:
            _figure(entered, name, entry, text)
    return entered


def _figure(entered: Entered, name: CellId, entry: EntryField, text: str) -> None:
    asked = CellVerdict(entry.id, CellState.BLANK, Where(), period=entry.period, label=entry.label)
    verdict = typed_figure(text, asked, entry.kind, entry.measure_unit)
    if verdict.state is CellState.REFUSED:
        remedy = _remedy(verdict)
        finding = CellFinding(name, verdict.message, remedy, verdict.rule, sent=text[:100])
        entered.refused.append(finding)
        return
    entered.places[name] = verdict.value
    entered.shown[name] = vietnamese_text(verdict.value)
    if verdict.value is not None and text.strip() not in _plain_ways(verdict.value):
        message = f"đã hiểu là {vietnamese_text(verdict.value)}"
        found = CellFinding(name, message, "", "understood", Severity.INFO, text[:100])
        entered.understood.append(found)


def _remedy(verdict: CellVerdict) -> str:
    if verdict.rule == "two-meanings":
        bare = verdict.shown.strip()
        return f"gõ {bare.replace('.', '')} hoặc {bare.replace('.', ',')}"
    if verdict.rule == "wrong-cell":
        return "gõ số, ví dụ 1234 hoặc 1.234; phần lẻ sau dấu phẩy: 12,5"
    return verdict.remedy


def _plain_ways(value: Any) -> tuple[str, ...]:
    shown = vietnamese_text(value)
    return (shown, shown.replace(".", ""))


# --- lists -----------------------------------------------------------------------------------------------


def rows(entry: EntryList, sent: Sequence[Mapping[str, Any]]) -> Entered:
    """Read the rows of a list; with one cell refused the list stays as it was."""
    entered, numeric = Entered(), {column.key: column.is_number for column in entry.columns}
    made: list[Row] = []
    for index, row in enumerate(sent[:MOST_ROWS]):
        cells = {
            key: _row_cell(entered, f"{LIST}{entry.key}.{index}.{key}", value, numeric.get(key))
            for key, value in row.items()
        }
        if any(cell is not None for cell in cells.values()):
            made.append({key: cell for key, cell in cells.items() if cell is not None})
    if len(sent) > MOST_ROWS:
        message = f"danh sách có {len(sent)} hàng, nhiều nhất {MOST_ROWS}"
        entered.refused.append(CellFinding(f"{LIST}{entry.key}", message, "chia thành nhiều danh sách"))
    if not entered.refused:
        entered.places[LIST + entry.key] = made or None
    return entered


def _row_cell(entered: Entered, name: str, value: Any, is_number: bool | None) -> int | Decimal | str | None:
    """Return a cell of a list; a column of numbers takes numbers only."""
    if is_number is None:
        entered.refused.append(CellFinding(name, "danh sách không có cột này", "bỏ cột này", "unknown-cell"))
        return None
    if value is None or (isinstance(value, int | Decimal) and not isinstance(value, bool)):
        return value
    text = " ".join(nfc(str(value)).split())
    if FORBIDDEN_IN_VALUE.search(text) or len(text) > LONGEST_CELL:
        entered.refused.append(CellFinding(name, "có ký tự lạ, hoặc quá dài", "gõ lại ô này", "strange-text"))
        return None
    if not is_number or not text:
        return text or None
    number = parse_number(text)
    if number is None:
        message, remedy = f"“{text[:60]}” không đọc được thành số", "gõ số; phần lẻ sau dấu phẩy: 12,5"
        entered.refused.append(CellFinding(name, message, remedy, "wrong-cell", sent=text[:100]))
        return None
    return int(number) if number == number.to_integral_value() and "," not in text else number


# --- texts -----------------------------------------------------------------------------------------------


def section_text(text: str) -> str:
    """Return the text of a section as it is kept; raises InputRefused for what no document can hold."""
    plain = nfc(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    if FORBIDDEN_IN_VALUE.search(plain):
        message, remedy = (
            "lời văn có ký tự điều khiển không in được",
            "dán lại dạng chữ thường (Ctrl+Shift+V)",
        )
        raise InputRefused([Finding("strange-text", message, remedy=remedy)])
    if _deepest_loop(plain) > MOST_LOOPS:
        message = f"vòng lặp {{% for %}} lồng nhau quá {MOST_LOOPS} tầng"
        raise InputRefused([Finding("loops-too-deep", message, remedy="tách thành các vòng lặp riêng")])
    if len(plain) > LONGEST_TEXT:
        message = f"mục có {len(plain)} ký tự, nhiều nhất {LONGEST_TEXT}"
        raise InputRefused([Finding("text-too-long", message, remedy="chia thành nhiều mục")])
    return plain


def _deepest_loop(text: str) -> int:
    """Return how deep loops lie in one another: five over a table of twenty rows print a book of millions."""
    depth = deepest = 0
    for found in LOOP.finditer(text):
        depth += 1 if found[1] == "for" else -1
        deepest = max(deepest, depth)
    return deepest


def texts(sent: Mapping[str, Any], shown: Mapping[str, Any]) -> Entered:
    """Read texts of the letterhead by dotted name; `shown` are those that hold without them.

    A part of the agency or the signatory takes the other parts from what holds, since they go together.
    """
    entered = Entered()
    for name, value in _dotted(sent).items():
        if name not in TEXT_KEYS:
            entered.refused.append(CellFinding(TEXT + name, "không có mục này", "", "unknown-cell"))
            continue
        typed = _text_value(name, value)
        if typed is not None and (message := _problem(name, typed)):
            finding = CellFinding(TEXT + name, message, "", "wrong-text", sent=str(value)[:100])
            entered.refused.append(finding)
            continue
        entered.places[TEXT + name] = typed
        entered.shown[TEXT + name] = (
            "\n".join(typed) if isinstance(typed, list) else machine_text(typed) or ""
        )
        group = name.partition(".")[0]
        for other in TEXT_KEYS if "." in name and typed is not None else ():
            if other.startswith(f"{group}.") and shown.get(other) not in (None, "", [], ()):
                entered.places.setdefault(TEXT + other, shown[other])
    return entered


def _dotted(sent: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in sent.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{inner}": each for inner, each in value.items()}
        else:
            found[name] = value
    return found


def _text_value(name: str, value: Any) -> Any:
    """Return a text as files have it: a number, lines, or one text; None when there is none."""
    if name in LINES:
        lines = str(value or "").splitlines() if not isinstance(value, list | tuple) else map(str, value)
        return [line for line in (nfc(each).strip() for each in lines) if line] or None
    text = nfc(str(value if value is not None else "")).strip()
    if name == "so" and text.isdigit() and len(text) < 10:
        return int(text) or text
    return text or None


def _problem(name: str, typed: Any) -> str:
    group, _, inner = name.partition(".")
    if FORBIDDEN_IN_VALUE.search(str(typed)) or len(str(typed)) > LONGEST_CELL:
        return "có ký tự lạ, hoặc quá dài"
    needed = {"ban_hanh": ["x"]} if group == "co_quan" else {}
    try:
        UnitTexts.model_validate({group: {**needed, inner: typed} if inner else typed})
    except ValidationError as error:
        return "; ".join(each.message for each in explain(error, Source("", "", {}), UnitTexts))
    return ""
