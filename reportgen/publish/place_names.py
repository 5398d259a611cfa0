"""Places of a report in words a reader finds them by: «mục II.2.2.1, đoạn 3», «Biểu 01, hàng “Nữ”, cột 7»."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.annex_sheet import AnnexSheet
from reportgen.model.definition import ColumnKind
from reportgen.model.form import TABLE_HEAD, Form, Place

DOCUMENT = "word/document.xml"
NOWHERE_IN_DOCUMENT = Place(DOCUMENT)
HEAD, END = "phần đầu văn bản", "phần cuối văn bản"
PARTS = {"word/header": "đầu trang", "word/footer": "chân trang", "word/footnotes": "chú thích"}
BLOCKS = {"mo_dau": "lời mở đầu", "ket": "lời kết"}
FOOTNOTE, CHART_TITLE = "chu_thich", "bieu_do"
UNMARKED = "phần đầu hoặc phần cuối văn bản"
NUMBER_MARKS = " .-,:;"
LONGEST_TITLE = 60


class PlaceNames:
    """Names the places of one filled form; `numbers` and `labels` are its outline's, by index.

    `rows` are the names of rows by number of annex and id of figure.
    """

    def __init__(
        self,
        form: Form,
        numbers: Mapping[int, str],
        labels: Mapping[int, str],
        rows: Mapping[tuple[int, str], str],
    ) -> None:
        self.form, self.numbers, self.labels, self._rows = form, numbers, labels, rows
        self._named: dict[int, str] = {}
        self._of_sites: dict[int, str] = {}
        in_sections = [n for n, site in enumerate(form.sites) if site.place.section is not None]
        self._first_in_section = min(in_sections, default=len(form.sites))

    def of_site(self, index: int, figure_id: str = "") -> str:
        """Return the place of a tag; in a table also the row of the figure."""
        known = self._of_sites.get(index)
        if known is not None:
            return known
        place = self.form.sites[index].place
        if place == NOWHERE_IN_DOCUMENT:
            return HEAD if index < self._first_in_section else END
        if place.annex is not None and place.column:
            return self.of_place(place, figure_id)
        name = self._of_sites[index] = self.of_place(place)
        return name

    def of_place(self, place: Place, figure_id: str = "") -> str:
        """Return the place of a paragraph or a table cell."""
        if place.block == FOOTNOTE:
            return PARTS["word/footnotes"]
        if place.block == CHART_TITLE:
            return f"tên biểu đồ thứ {place.paragraph}"
        if place.part != DOCUMENT:
            for start, name in PARTS.items():
                if place.part.startswith(start):
                    return name
        if place.annex is not None:
            return self._in_annex(place, place.annex, figure_id)
        if place.section is not None:
            section = self._section(place.section)
            return f"{section}, đoạn {place.paragraph}" if place.paragraph else f"tiêu đề {section}"
        block = BLOCKS.get(place.block, "ngoài các mục")
        return f"{block}, đoạn {place.paragraph}" if place.paragraph else UNMARKED

    def _in_annex(self, place: Place, annex: int, figure_id: str) -> str:
        label = self.labels.get(annex, "phụ lục")
        if place.block == TABLE_HEAD:
            return f"{label}, đầu cột {place.column}"
        if not place.column:
            return f"{label}, lời văn, đoạn {place.paragraph}" if place.paragraph else f"tiêu đề {label}"
        row = self._rows.get((annex, figure_id))
        return f"{label}, hàng {row}, cột {place.column}" if row else f"{label}, cột {place.column}"

    def _section(self, index: int) -> str:
        """Name a section by its numbers from the top; one without a number by its title."""
        name = self._named.get(index)
        if name is None:
            name = self._named[index] = self._name(index)
        return name

    def _name(self, index: int) -> str:
        number = self._number(index)
        if number:
            return f"mục {number}"
        title = self.form.sections[index].title
        return f"mục “{shortened(title)}”" if title else "đoạn không đánh số"

    def _number(self, index: int) -> str:
        full, level = "", self.form.sections[index].level + 1
        for position in range(index, -1, -1):
            entry = self.form.sections[position]
            if entry.level >= level:
                continue
            level = entry.level
            own = self.numbers.get(position, "").strip(NUMBER_MARKS)
            if not own and position == index:
                return ""
            # A pattern such as 1.1.1 shows the numbers of the levels above it already.
            if own and full != own and not full.startswith(own + "."):
                full = f"{own}.{full}" if full else own
        return full


def rows_by_figure(form: Form, sheets: Sequence[AnnexSheet]) -> dict[tuple[int, str], str]:
    """Return the names of the rows in which figures stand."""
    numbers = {annex.key: number for number, annex in enumerate(form.definition.annexes, 1)}
    return {
        (numbers[sheet.annex.key], cell.figure.id): name
        for sheet in sheets
        if sheet.rows
        for row, name in zip(sheet.rows, _row_names(sheet), strict=True)
        for cell in row.cells
        if cell.figure is not None
    }


def _row_names(sheet: AnnexSheet) -> Iterator[str]:
    leaves = sheet.annex.table.leaves() if sheet.annex.table is not None else ()
    labelled = next((n for n, leaf in enumerate(leaves) if leaf.kind is ColumnKind.LABEL), None)
    for position, row in enumerate(sheet.rows, 1):
        label = "" if labelled is None else row.cells[labelled].text
        yield f"“{shortened(label)}”" if label else f"thứ {position}"


def shortened(text: str) -> str:
    """Return a title that is not too long to quote."""
    return text if len(text) <= LONGEST_TITLE else text[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
