"""Rules on the letterhead: number, date, symbol, place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.errors import Finding, Where
from reportgen.model.definition import IssueDate, Regime
from reportgen.validate.case import Case, warning

STATE_SYMBOL = re.compile(r"[^\W\d_]+(?:-[^\W_]+)+")
PARTY_SYMBOL = re.compile(r"[^\W\d_]+/[^\W_]+(?:-[^\W_]+)*")
PLACE = re.compile(r"(?:[^\W\d_]|[ .'’-])+(?: \d{1,2})?")
DRAFT = "hoặc ghi du_thao: true khi chưa ban hành"


def final_has_number(case: Case) -> Iterator[Finding]:
    """Check that a report that is no draft bears a number."""
    if case.definition.is_draft or case.figures.texts.number or case.definition.number:
        return
    where = case.defined("so", key=True)
    yield Finding("final-without-number", "văn bản chính thức chưa có số", where, f"ghi so: 05, {DRAFT}")


def final_has_date(case: Case) -> Iterator[Finding]:
    """Check that a report that is no draft bears day, month and year."""
    date, where = _date(case)
    if case.definition.is_draft or (date is not None and date.is_complete):
        return
    message = "văn bản chính thức chưa có ngày ban hành"
    if date is not None:
        known = f"tháng {date.month}/{date.year}" if date.month else f"năm {date.year}"
        message = f"văn bản chính thức chưa đủ ngày ban hành: mới có {known}"
    yield Finding("final-without-date", message, where, f"ghi ngay: 2023-07-12, {DRAFT}")


def _date(case: Case) -> tuple[IssueDate | None, Where]:
    own = case.figures.texts.issued_on
    if own is not None:
        return own, case.given("van_ban", "ngay")
    return case.definition.issued_on, case.defined("ngay")


def symbol_fits_regime(case: Case) -> Iterator[Finding]:
    """Check that State symbols join with a hyphen (BC-UBND), Party ones with a slash (BC/HU)."""
    symbols = [(case.definition.symbol, case.defined("ky_hieu"))]
    if case.figures.texts.symbol is not None:
        symbols = [(case.figures.texts.symbol, case.given("van_ban", "ky_hieu"))]
    is_state = case.definition.regime is Regime.STATE
    shape, whose, sample = (
        (STATE_SYMBOL, "cơ quan nhà nước", "BC-UBND") if is_state else (PARTY_SYMBOL, "cơ quan Đảng", "BC/HU")
    )
    for symbol, where in symbols:
        if not shape.fullmatch(symbol):
            message = f"ký hiệu “{symbol}” khác dạng của {whose}"
            yield warning("symbol-shape", message, where, f"viết như {sample}, không kèm số văn bản")


def place_is_a_name(case: Case) -> Iterator[Finding]:
    """Check that the place is a bare name: the date is added by the form."""
    place, where = case.definition.place, case.defined("dia_danh")
    if case.figures.texts.place is not None:
        place, where = case.figures.texts.place, case.given("van_ban", "dia_danh")
    if "{{" in place:
        return  # a tag: each unit has a name of its own
    if not place[:1].isupper() or not PLACE.fullmatch(place) or place != place.strip():
        remedy = "chỉ ghi tên, viết hoa chữ đầu, ví dụ Phong Thổ; ngày tháng ghi ở ngay"
        yield warning("place-shape", f"địa danh “{place}” không giống tên một nơi", where, remedy)


RULES = (final_has_number, final_has_date, symbol_fits_regime, place_is_a_name)
