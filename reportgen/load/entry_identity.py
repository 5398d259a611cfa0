"""Whose form a workbook is: what its hidden sheet says, and what stands on the sheets that people see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportgen.errors import Finding, Severity, Where
from reportgen.load.entry_grid import Grid
from reportgen.load.entry_places import EntryPlaces
from reportgen.load.workbook_cells import Cell
from reportgen.model.entry_form import MARK, UNIT_CODE, UNIT_CODE_NAME, UNIT_NAME_NAME, EntryForm, plain_label
from reportgen.vietnamese import nfc

HEAD_ROWS = 15
RENEW = "chép số sang biểu do reportgen form lập cho kỳ này, rồi gửi lại"
OWN_FORM = "dùng đúng biểu đã gửi cho đơn vị"


@dataclass(frozen=True, slots=True)
class HiddenSheet:
    """What the hidden sheet says: texts by key, the first places of figures, and where the unit's code is."""

    texts: dict[str, str]
    first_places: dict[tuple[str, int], str] = field(default_factory=dict)
    code_cell: Cell | None = None


def read_hidden_sheet(book: Workbook) -> HiddenSheet | None:
    """Return what the hidden sheet of a form says; None when the workbook has none."""
    for sheet in book.worksheets:
        if sheet.cell(1, 1).value == MARK:
            return _read(sheet)
    return None


def _read(sheet: Worksheet) -> HiddenSheet:
    texts: dict[str, str] = {}
    places: dict[tuple[str, int], str] = {}
    code: Cell | None = None
    for cells in sheet.iter_rows(min_row=2, max_col=3):
        first, second, third = ("" if cell.value is None else str(cell.value) for cell in cells)
        if third.isdigit():
            places[second, int(third)] = first
        elif first:
            texts[first] = second
            code = cells[1] if first == "don_vi" else code
    return HiddenSheet(texts, places, code)


class Identity:
    """Works out whose form a workbook is; what does not fit is among `findings`."""

    def __init__(
        self, book: Workbook, file: str, form: EntryForm, hidden: HiddenSheet | None, places: EntryPlaces
    ) -> None:
        self.book, self.file, self.form, self.hidden, self.places = book, file, form, hidden, places
        self.findings: list[Finding] = []
        self.code = self._code()

    def _code(self) -> str:
        if self.hidden is None:
            self._check_heading()
        else:
            self._check_form(self.hidden.texts)
        self._check_name()
        seen = list(dict.fromkeys(self._seen_codes()))
        return self._agreed(seen)

    def _refuse(self, rule: str, message: str, remedy: str, where: Where | None = None) -> None:
        self.findings.append(Finding(rule, message, where or Where(self.file), remedy))

    def _check_form(self, texts: dict[str, str]) -> None:
        form = self.form
        if texts.get("chuong_trinh") != form.programme:
            message = (
                f"biểu của chương trình “{texts.get('chuong_trinh', '')}”, không phải “{form.programme}”"
            )
            self._refuse("other-programme", message, OWN_FORM)
        elif texts.get("phien_ban") != str(form.version):
            message = (
                f"biểu phiên bản {texts.get('phien_ban', '?')}, chương trình dùng phiên bản {form.version}"
            )
            self._refuse("form-version", message, RENEW)
        elif texts.get("ky") != form.period:
            message = f"biểu của kỳ {texts.get('ky', '?')}, không phải kỳ {form.period}"
            self._refuse("form-period", message, RENEW)
        elif texts.get("khung") != form.digest:
            message = "khung số liệu đã đổi sau khi lập biểu này: chỉ đọc những ô biểu còn có"
            severity = Severity.WARNING
            self.findings.append(Finding("form-changed", message, Where(self.file), RENEW, severity=severity))

    def _check_heading(self) -> None:
        """Without the hidden sheet, only a heading that says programme and period tells which form it is."""
        wanted = {plain_label(self.form.title), plain_label(self.form.period_text)}
        for grid in self.places.grids:
            if wanted <= {plain_label(cell.value) for cell in _head(grid)}:
                message = "biểu mất trang ẩn; nhận ra nhờ tên chương trình, kỳ và mã đơn vị trên trang"
                self.findings.append(Finding("understood", message, Where(self.file), severity=Severity.INFO))
                return
        message = "tệp không phải biểu của chương trình này: không có trang ẩn, tên chương trình và kỳ"
        self._refuse("not-a-form", message, OWN_FORM)

    def _check_name(self) -> None:
        """Whoever writes another unit's name over the form's own has taken the wrong form."""
        own = self.hidden.texts.get("ten", "") if self.hidden else ""
        for cell in self.places.named(UNIT_NAME_NAME):
            text = " ".join(nfc(str(cell.value or "")).split())
            if own and text and " ".join(nfc(own).split()) not in text:
                message = f"biểu lập cho “{own}” nhưng trên trang ghi “{text}”"
                remedy = f"{OWN_FORM}; nếu gõ nhầm thì ghi lại {own}"
                self._refuse("unit-name-differs", message, remedy, self._where(cell))

    # --- the code of the unit ------------------------------------------------------------------------

    def _seen_codes(self) -> Iterator[tuple[str, Cell]]:
        """Yield the codes that stand on the sheets people see."""
        named = list(self.places.named(UNIT_CODE_NAME))
        beside = [cell for grid in self.places.grids for cell in _beside(grid, UNIT_CODE)]
        for cell in dict.fromkeys([*named, *beside]):
            if cell.value is not None and str(cell.value).strip():
                yield nfc(str(cell.value)).strip(), cell

    def _agreed(self, seen: list[tuple[str, Cell]]) -> str:
        own = self.hidden.texts.get("don_vi", "") if self.hidden else ""
        own_cell = self.hidden.code_cell if self.hidden else None
        codes: dict[str, Cell] = {own: own_cell} if own and own_cell is not None else {}
        for code, cell in seen:
            codes.setdefault(own if _is_same(code, own) else code, cell)
        if len(codes) > 1:
            (first, at), (second, other), *_ = codes.items()
            message = f"biểu lập cho đơn vị “{first}” nhưng trên trang ghi mã “{second}”"
            remedy = f"{OWN_FORM}; nếu gõ nhầm vào ô mã thì ghi lại {first}"
            places = (self._where(at),)
            finding = Finding("unit-code-differs", message, self._where(other), remedy, also=places)
            self.findings.append(finding)
            return ""
        if not codes:
            self._refuse("unit-code-missing", "không thấy mã đơn vị trong biểu", OWN_FORM)
        return next(iter(codes), "")

    def _where(self, cell: Cell) -> Where:
        return Where(self.file, sheet=str(cell.parent.title), cell=cell.coordinate)


def _is_same(code: str, own: str) -> bool:
    """Whether a code is the form's own; a spreadsheet drops zeros in front of what it takes for a number."""
    return code == own or (code.isdigit() and own.isdigit() and code == own.lstrip("0"))


def _head(grid: Grid) -> Iterator[Cell]:
    return (cell for cell in grid.cells() if (cell.row or 0) <= HEAD_ROWS and cell.value is not None)


def _beside(grid: Grid, label: str) -> Iterator[Cell]:
    """Yield the cell that follows a label on its row."""
    for cell in _head(grid):
        if plain_label(cell.value) == plain_label(label):
            following = (grid.rows[int(cell.row or 0)].get(int(cell.column or 0) + step) for step in (1, 2))
            yield from (each for each in following if each is not None and each.value is not None)
