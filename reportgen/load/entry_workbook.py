"""A data-entry workbook that came back: every cell read, understood or refused, with its place."""

from __future__ import annotations

from dataclasses import replace

from openpyxl import Workbook

from reportgen.errors import InputRefused, Severity, Where
from reportgen.load.entry_cells import EntryCells, problem_of
from reportgen.load.entry_identity import Identity, read_hidden_sheet
from reportgen.load.entry_lists import ListReading, read_list
from reportgen.load.entry_places import EntryPlaces
from reportgen.load.entry_strays import Spot, remarks, spot_of, strays
from reportgen.load.workbook import open_workbook
from reportgen.model.entry_form import EntryField, EntryForm
from reportgen.model.entry_reading import CellState, CellVerdict, EntryReading, gather, refused_file

FIND_CELL = "không xóa hàng, cột của biểu; chép số sang biểu gốc rồi gửi lại"
ONE_PLACE = "để số ở một chỗ: đúng hàng, đúng cột của biểu; xóa bản chép"


def read_entry_workbook(raw: bytes, file: str, form: EntryForm) -> EntryReading:
    """Read one workbook; what cannot be opened or is another form gives a reading without figures."""
    try:
        book = open_workbook(raw, file, results=False)
    except InputRefused as refused:
        return refused_file(file, refused.findings)
    return _Reader(book, raw, file, form).read()


class _Reader:
    def __init__(self, book: Workbook, raw: bytes, file: str, form: EntryForm) -> None:
        self.file, self.form = file, form
        hidden = read_hidden_sheet(book)
        self.places = EntryPlaces(book, form, hidden.first_places if hidden else {})
        self.identity = Identity(book, file, form, hidden, self.places)
        self.cells = EntryCells(book, file, lambda: open_workbook(raw, file))
        self.read_spots: set[Spot] = set()

    def read(self) -> EntryReading:
        """Return the whole reading; a form of something else is not read at all."""
        findings = self.identity.findings
        if any(each.severity is Severity.ERROR for each in findings):
            return refused_file(self.file, findings, self.identity.code)
        pairs = [(each, self._figure(each)) for each in self.form.fields()]
        lists = {each.key: read_list(each, self.places, self.cells) for each in self.form.lists}
        sheets = {each.sheet for each in lists.values()}
        findings += [finding for each in lists.values() for finding in each.findings]
        findings += strays(self.places, self.file, self.read_spots, sheets)
        return EntryReading(
            self.file,
            self.identity.code,
            (*(verdict for _, verdict in pairs), *(cell for each in lists.values() for cell in each.cells)),
            gather(pairs),
            {key: tuple(each.rows) for key, each in lists.items() if _counts(each)},
            remarks=tuple(remarks(self.places, self.file)),
            findings=tuple(findings),
        )

    def _figure(self, each: EntryField) -> CellVerdict:
        """Read a figure wherever it stands; two places with two figures are refused, both told."""
        verdict = CellVerdict(each.id, CellState.OK, Where(self.file), period=each.period, label=each.label)
        found = self.places.cells(each)
        self.read_spots.update(map(spot_of, found))
        if not found:
            message = "không thấy ô của chỉ tiêu này: hàng hoặc cột đã bị xóa, hoặc nhãn bị sửa"
            return problem_of(verdict, "cell-missing", message, FIND_CELL)
        read = [self.cells.figure(cell, verdict, each.kind, each.measure_unit) for cell in found]
        if any(_differ(read[0], other) for other in read[1:]):
            return _in_two_places(read)
        return read[0]


def _counts(each: ListReading) -> bool:
    return each.is_sound and bool(each.rows)


def _differ(first: CellVerdict, second: CellVerdict) -> bool:
    return (first.state is CellState.REFUSED, first.value) != (
        second.state is CellState.REFUSED,
        second.value,
    )


def _in_two_places(read: list[CellVerdict]) -> CellVerdict:
    shown = "; ".join(_told(each) for each in read)
    message = f"tên ô và nhãn chỉ vào các ô khác nhau, số không giống nhau: {shown}"
    verdict = problem_of(read[0], "figure-in-two-places", message, ONE_PLACE)
    return replace(verdict, also=tuple(each.where for each in read[1:]))


def _told(verdict: CellVerdict) -> str:
    place = f"{verdict.where.sheet}!{verdict.where.cell}"
    return f"{place} ghi “{verdict.shown}”" if verdict.shown else f"{place} trống"
