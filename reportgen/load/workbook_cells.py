"""One cell of a workbook as a number, a text or a yes; what was understood or refused is told."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeAlias

from openpyxl.cell.cell import Cell as OpenpyxlCell
from openpyxl.cell.cell import MergedCell

from reportgen.errors import Finding, Severity, Where
from reportgen.load.text import FORBIDDEN_IN_VALUE, forbidden_character
from reportgen.model.figures_sheet import NO, NO_WORDS, NOT_YET, NOT_YET_WORDS, YES, YES_WORDS
from reportgen.vietnamese import nfc, parse_number

Cell: TypeAlias = "OpenpyxlCell | MergedCell"

MAX_DIGITS = 30
MAX_MAGNITUDE = 18
MAX_DECIMALS_SHOWN = 6
EXACT_DIGITS = 15
"""Significant digits a spreadsheet keeps; more of them come out of its own arithmetic."""
MOST_SHOWN = 40
DASHES = frozenset("-–—")
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
SHOWN_DECIMALS = re.compile(r"\.(0+)")
RANGE = re.compile(r"[\d.,\s]+[-–][\d.,\s]+")
TYPE_NUMBER = "gõ lại ô này bằng số (phần thập phân sau dấu phẩy, không ghi đơn vị)"
ZERO_OR_NOT = f"ghi 0 nếu không có; ghi “{NOT_YET}” nếu chưa có số liệu"


class Absent(Enum):
    """The only value of a cell that says nothing: an empty one, or one that was refused."""

    CELL = "absent"


ABSENT: Final = Absent.CELL
Number: TypeAlias = int | Decimal | Absent | None


class CellReader:
    """Reads the cells of one workbook and collects what has to be said about them."""

    def __init__(self, file: str, uncached: frozenset[tuple[str, str]] = frozenset()) -> None:
        self.file, self.uncached = file, uncached
        self.findings: list[Finding] = []

    def where(self, cell: Cell) -> Where:
        """Return the place of a cell."""
        return Where(self.file, sheet=str(cell.parent.title), cell=cell.coordinate)

    def refuse(self, rule: str, message: str, cell: Cell, remedy: str) -> Absent:
        """Note an error about a cell; the cell then counts as absent."""
        self.findings.append(Finding(rule, message, self.where(cell), remedy))
        return ABSENT

    def tell(self, rule: str, message: str, cell: Cell) -> None:
        """Note how a cell was understood."""
        self.findings.append(Finding(rule, message, self.where(cell), severity=Severity.INFO))

    def is_empty(self, cell: Cell) -> bool:
        """Whether nothing stands in the cell, not even a formula."""
        is_blank = cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())
        return is_blank and (str(cell.parent.title), cell.coordinate) not in self.uncached

    def number(self, cell: Cell, *, percent: bool = False, as_shown: bool = False) -> Number:
        """Return an exact number; None for `chưa có`.

        `percent`: the unit is percent, so that 0.857 shown as 85,7% is 85.7.
        `as_shown`: keep the zeros that the cell's format shows.
        """
        if self._is_unreadable(cell):
            return ABSENT
        value = cell.value
        if isinstance(value, str):
            return self._number_in_text(value, cell, percent=percent)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._not_a_number(cell)
        return self._numeric(value, cell, percent=percent, as_shown=as_shown)

    def target(self, cell: Cell) -> Number | str:
        """Return a number, or the text of a range (`35 - 40`), percent signs taken away."""
        if isinstance(cell.value, str) and RANGE.fullmatch(bare := cell.value.replace("%", "").strip()):
            return ABSENT if self._is_unreadable(cell) else nfc(bare).replace("–", "-")
        return self.number(cell, percent=True)

    def text(self, cell: Cell) -> str | Absent:
        """Return a text; numbers and dates become text, and that is told."""
        if self._is_unreadable(cell):
            return ABSENT
        value = cell.value
        if isinstance(value, str):
            return self._clean(value, cell)
        shown = _as_text(value)
        if shown is None:
            return self.refuse("wrong-cell", "ô không phải là chữ", cell, "gõ lại ô này bằng chữ")
        self.tell("understood", f"ô là {_kind(value)}, đã hiểu là chữ “{shown}”", cell)
        return shown

    def whole_or_text(self, cell: Cell) -> int | str | Absent:
        """Return a whole number as such, anything else as text."""
        value = cell.value
        if isinstance(value, int) and not isinstance(value, bool) and not self._is_unreadable(cell):
            return value
        return self.text(cell)

    def yes(self, cell: Cell) -> bool | Absent:
        """Return what `x`, `có`, `không` or TRUE say."""
        if self._is_unreadable(cell):
            return ABSENT
        word = nfc(str(cell.value)).strip().casefold()
        if word in YES_WORDS | NO_WORDS:
            return word in YES_WORDS
        message = f"ô phải ghi có hoặc không, đang là “{word[:MOST_SHOWN]}”"
        return self.refuse("wrong-cell", message, cell, f"ghi {YES} hoặc {NO}")

    def names(self, cell: Cell) -> list[str] | Absent:
        """Return the codes of a cell `a, b, c`."""
        text = self.text(cell)
        return text if isinstance(text, Absent) else [name for name in re.split(r"[,;\s]+", text) if name]

    def _is_unreadable(self, cell: Cell) -> bool:
        """Note and say whether the cell is empty, an error, or a formula without a result."""
        if (str(cell.parent.title), cell.coordinate) in self.uncached:
            remedy = "mở tệp bằng Excel rồi lưu lại để Excel tính, hoặc gõ thẳng kết quả"
            self.refuse("formula-without-value", "ô có công thức nhưng chưa có kết quả", cell, remedy)
            return True
        if cell.data_type == "e":
            self.refuse("error-cell", f"ô báo lỗi {cell.value}", cell, "sửa công thức, hoặc gõ thẳng kết quả")
            return True
        return self.is_empty(cell)

    def _clean(self, value: str, cell: Cell) -> str | Absent:
        text = nfc(value.replace("\r\n", "\n")).strip()
        if found := FORBIDDEN_IN_VALUE.search(text):
            self.findings.append(forbidden_character(found[0], [self.where(cell)]))
            return ABSENT
        return text

    def _not_a_number(self, cell: Cell) -> Absent:
        remedy = TYPE_NUMBER
        if isinstance(cell.value, dt.date | dt.time | dt.timedelta):
            remedy = "định dạng ô là Số rồi gõ lại; khoảng như 3-4 thì gõ dấu nháy đơn ở đầu: '3 - 4"
        return self.refuse("wrong-cell", f"ô là {_kind(cell.value)}, không phải số", cell, remedy)

    def _number_in_text(self, value: str, cell: Cell, *, percent: bool) -> Number:
        text = nfc(value).strip()
        if text.casefold() in NOT_YET_WORDS:
            return None
        if text in DASHES:
            return self.refuse(
                "dash-cell", f"ô ghi “{text}”: không rõ là 0 hay chưa có số liệu", cell, ZERO_OR_NOT
            )
        number = parse_number(text.removesuffix("%") if percent else text)
        if number is None or len(number.as_tuple().digits) > MAX_DIGITS:
            return self.refuse(
                "wrong-cell", f"“{text[:MOST_SHOWN]}” không đọc được thành số", cell, TYPE_NUMBER
            )
        result = _whole_if_whole(number)
        self.tell("understood", f"“{text}” là chữ, đã hiểu là {_vietnamese(result)}", cell)
        return result

    def _numeric(self, value: float, cell: Cell, *, percent: bool, as_shown: bool) -> Number:
        number, decimals, is_percent = Decimal(repr(value)), *_shown_form(cell.number_format)
        if not number.is_finite() or abs(number.adjusted()) > MAX_MAGNITUDE:
            return self.refuse("wrong-cell", f"số {value} quá lớn hoặc quá nhỏ", cell, TYPE_NUMBER)
        if is_percent and not percent:
            message = (
                f"ô hiện dạng phần trăm ({_vietnamese(_exact(number.scaleb(2)))}%) ở cột không phải phần trăm"
            )
            remedy = "đổi định dạng ô thành Số, hoặc ghi “%” ở cột Đơn vị tính"
            return self.refuse("percent-cell", message, cell, remedy)
        if len(number.normalize().as_tuple().digits) > EXACT_DIGITS:
            message = (
                f"số {_vietnamese(number)} có quá {EXACT_DIGITS} chữ số, giữ nguyên; nên làm tròn bằng ROUND"
            )
            self.tell("long-number", message, cell)
        number = _exact(number.scaleb(2) if is_percent else number)
        if as_shown and _decimals(number) < decimals:
            number = number.quantize(Decimal(1).scaleb(-decimals))
        result = _whole_if_whole(number)
        if is_percent:
            self.tell("understood", f"ô hiện dạng phần trăm, đã hiểu là {_vietnamese(result)}", cell)
        return result


def _shown_form(number_format: str) -> tuple[int, bool]:
    """Return how many decimals a number format always shows, and whether it shows a percentage."""
    first = NOT_SHOWN.sub("", number_format.split(";")[0])
    zeros = SHOWN_DECIMALS.search(first)
    return min(len(zeros[1]) if zeros else 0, MAX_DECIMALS_SHOWN), "%" in first


def _exact(number: Decimal) -> Decimal:
    """Return the same number without needless zeros and without an exponent above zero."""
    bare = number.normalize()
    return bare.quantize(Decimal(1)) if _decimals(bare) < 0 else bare


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return -exponent


def _whole_if_whole(number: Decimal) -> int | Decimal:
    return int(number) if _decimals(number) <= 0 else number


def _vietnamese(number: int | Decimal) -> str:
    return str(number) if isinstance(number, int) else f"{number:f}".replace(".", ",")


def _as_text(value: Any) -> str | None:
    if isinstance(value, dt.datetime | dt.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _vietnamese(_whole_if_whole(_exact(Decimal(repr(value)))))
    return None


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return "số"
    if isinstance(value, dt.datetime | dt.date):
        return f"ngày {_as_text(value)}"
    return "giờ"
