"""The items of one unit's tie-out: what fills the gaps of its lines, worked out a section at a time."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import repeat

from reportgen.model.source import Source
from reportgen.publish.list_sheet import (
    DIGITS_ALIKE,
    MOST_TEXTS,
    TABLE_SIZE,
    Heading,
    alike_lines_in,
    lines_in,
)
from reportgen.publish.number_texts import EXACT as EXACT_COLUMN
from reportgen.publish.number_texts import NumberTexts
from reportgen.publish.place_texts import place_texts
from reportgen.publish.sheet_cells import in_xml
from reportgen.publish.text_width import digits_in_line
from reportgen.publish.tie_out_board import (
    BETWEEN_TEXTS,
    EXACT,
    FORMULA,
    FRACTION,
    JSON_PLACE,
    NOTE,
    OPERAND,
    SHOWN,
    SOURCES,
    XML_PLACE,
    Board,
)
from reportgen.publish.tie_out_json import in_json
from reportgen.publish.tie_out_workbook import FIGURE_COLUMNS
from reportgen.publish.unit_figures import UnitFigures

BETWEEN = BETWEEN_TEXTS.encode()


class _LinesIn(dict[bytes, int]):
    """How many lines texts take in a column, all of whose digits are zeros; each worked out once."""

    def __init__(self, column: Heading) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, text: bytes) -> int:
        if len(self) >= MOST_TEXTS:
            self.clear()
        lines = self[text] = alike_lines_in(self.column, text)
        return lines


TEXTS = FIGURE_COLUMNS[3]
TEXT_DIGITS = digits_in_line(TEXTS.points, TABLE_SIZE) - 1
"""So many signs surely stand in one line: at most one of them is wider than a digit."""
NO_NUMBER = NumberTexts(b"", b"", 1, b"", b"", 0)
IN_TEXTS, IN_FORMULAS = _LinesIn(TEXTS), _LinesIn(FIGURE_COLUMNS[5])


class TieOutItems:
    """The items that a board asks for; none of them holds a sign that XML or JSON would have to escape."""

    def __init__(self, board: Board, figures: UnitFigures, source: Source) -> None:
        self.board, self.figures = board, figures
        self.texts: list[bytes] = [b""] * board.sections[-1].stop
        self.lines = [1] * board.sections[-1].stop
        """How many lines of its cell each takes."""
        self.doubtful: set[int] = set()
        """Those of which there is more to say than the lines have gaps for."""
        self.noted: set[int] = set()
        """The exact values on which something is remarked."""
        self._gather_formulas()
        self._gather_values()
        self._gather_places(source)
        self._gather_printed()
        self._put_together()

    def _gather_formulas(self) -> None:
        asked = self.board.asked
        if asked.formulas is None:
            return
        self.texts[self.board.sections[OPERAND]] = self.figures.operands(asked.operands)
        section, formulas = self.board.sections[FORMULA], asked.formulas.filled(self.texts)
        self.texts[section] = formulas.split(BETWEEN)
        alike = formulas.translate(DIGITS_ALIKE).split(BETWEEN)
        self.lines[section] = map(IN_FORMULAS.__getitem__, alike)

    def _gather_values(self) -> None:
        found = map(self.figures.numbers.get, self.board.asked.figures)
        numbers = [self._unknown(n) if each is None else each for n, each in enumerate(found)]
        section = self.board.sections[EXACT]
        self.texts[self.board.sections[FRACTION]] = [each.fraction for each in numbers]
        self.texts[section] = [each.exact for each in numbers]
        self.lines[section] = [each.lines for each in numbers]

    def _unknown(self, number: int) -> NumberTexts:
        """Look closer at a figure that is not told as a plain number, if it is printed."""
        figure_id = self.board.asked.figures[number]
        if figure_id not in self.figures.sites:
            return NO_NUMBER
        return self.figures.number(figure_id) or self._gap(number, figure_id)

    def _gap(self, number: int, figure_id: str) -> NumberTexts:
        """Say why a number is not there; doubtful when there is more to say, or signs have to be escaped."""
        starts, gap = self.board.starts, self.figures.gap(figure_id)
        if gap is None:
            self.doubtful.add(starts[EXACT] + number)
            return NO_NUMBER
        problem = gap.problem
        if not self._is_plain or not _is_plain(problem):
            self.doubtful.add(starts[EXACT] + number)
        self.noted.add(starts[EXACT] + number)
        note = self.texts[starts[NOTE] + number] = problem.encode()
        return NO_NUMBER._replace(exact=note, lines=lines_in(EXACT_COLUMN, problem))

    @cached_property
    def _is_plain(self) -> bool:
        """Whether no printed text, least of all what stands for a number, has a sign to be escaped."""
        return _is_plain("".join(self.figures.all_texts))

    def _gather_places(self, source: Source) -> None:
        sections, places = self.board.sections, place_texts(source.places(self.board.asked.inputs))
        json = self.texts[sections[JSON_PLACE]] = places.json
        self.texts[sections[XML_PLACE]], self.lines[sections[XML_PLACE]] = places.xml, places.lines
        if len(set(json)) < len(json):  # inputs that stand at one place are told once
            times = Counter(json)
            several = [
                number for number, place in enumerate(json, sections[JSON_PLACE].start) if times[place] > 1
            ]
            self.doubtful.update(several)

    def _gather_printed(self) -> None:
        items, lines, doubtful = self.texts, self.lines, self.doubtful
        texts = BETWEEN_TEXTS.join(self.figures.all_texts).encode().split(BETWEEN)
        places = list(map(self.board.asked.texts.get, self.figures.places, repeat(0)))
        for item, text in zip(places, texts, strict=False):
            items[item] = text
            if len(text) > TEXT_DIGITS:
                lines[item] = IN_TEXTS[text.translate(DIGITS_ALIKE)]
        items[0], lines[0] = b"", 0
        doubtful |= {item for item, text in zip(places, texts, strict=False) if items[item] != text and item}

    def _put_together(self) -> None:
        """Make what is printed in several ways, each text once, and see how high several places are."""
        items, lines, sections, asked = self.texts, self.lines, self.board.sections, self.board.asked
        several = zip(*[picked(items) for picked in asked.shown], strict=True)
        in_first = asked.shown[0](lines) if asked.shown else ()
        for item, (texts, in_one) in enumerate(zip(several, in_first, strict=True), sections[SHOWN].start):
            if texts.count(texts[0]) == len(texts):
                items[item], lines[item] = texts[0], in_one
            else:
                items[item] = text = b"\n".join(dict.fromkeys(texts))
                lines[item] = IN_TEXTS[text.translate(DIGITS_ALIKE)]
        high = [picked(lines) for picked in asked.sources]
        lines[sections[SOURCES]] = map(sum, zip(*high, strict=True))


def _is_plain(text: str) -> bool:
    return text == in_json(text) and text == in_xml(text)
