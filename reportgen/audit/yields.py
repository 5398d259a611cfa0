"""Area, yield and output of a crop said together: `3.456 ha, năng suất 52,3 tạ/ha, sản lượng 18.075 tấn`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.numbers import Number
from reportgen.audit.outline import Outline
from reportgen.audit.passages import Passage
from reportgen.audit.slips import is_slip
from reportgen.audit.statements import Outcome, Statement, say_computed, say_remedy
from reportgen.audit.units import MEASURES, Measure
from reportgen.audit.verdict import Estimate, Verdict, estimate, judge, show
from reportgen.audit.words import COMPARES

RULE = "yield"
_PER_HECTARE = re.compile(r"(?P<mass>tạ|tấn|kg)\s*/\s*ha")
HECTARE = 10_000  # m²


def yields(outline: Outline) -> Iterator[Outcome]:
    """Verify each output that follows its area and its yield."""
    areas = _areas(outline)
    for place, passage in outline:
        for index, figure in enumerate(passage.figures):
            if figure.is_plain and _PER_HECTARE.fullmatch(figure.unit.text):
                yield from _crop(passage, index)
                yield from _crop_above([area for area in areas if area.place <= place], passage, index)


_CROP = re.compile(r"\bsản lượng\s+(?P<crop>[^\W\d]+(?:\s+[^\W\d]+){0,2}?)(?:\s+(?:đạt|ước|là))*\s*$")


@dataclass(frozen=True, slots=True)
class Area:
    """An area with the words before it, and which passage says it."""

    place: int
    before: str
    number: Number


def _areas(outline: Outline) -> list[Area]:
    """Return the areas of running text with the words before them."""
    return [
        Area(place, passage.before(index), figure.number)
        for place, passage in outline
        for index, figure in enumerate(passage.figures)
        if figure.is_plain and figure.unit.measure is Measure.AREA and not passage.is_in_table
        if not COMPARES.search(passage.before(index))
    ]


def _crop_above(areas: list[Area], passage: Passage, index: int) -> Iterator[Statement]:
    """`Sản lượng ngô 24.420 tấn, năng suất 46,8 tạ/ha`, the area said before: right, or wrong by a slip."""
    output = index - 1
    if output not in passage.in_sentence(index) or COMPARES.search(
        passage.before(index).split("bình quân")[0]
    ):
        return
    figure, told = passage.figures[output], _CROP.search(passage.before(output))
    if told is None or not figure.is_plain or figure.unit.measure is not Measure.MASS:
        return
    label = re.compile(rf"\b{re.escape(told['crop'])}\s*(?:là|đạt)?\s*$")
    fitting = [area.number for area in areas if label.search(area.before)]
    if fitting:
        yield from _rate(passage, index, fitting[-1])


def _rate(passage: Passage, index: int, area: Number) -> Iterator[Statement]:
    printed, output = passage.figures[index].number, passage.figures[index - 1].number
    unit = _PER_HECTARE.fullmatch(printed.unit.text)
    assert unit is not None
    quotient = estimate(output).over(estimate(area))
    if quotient is None:
        return
    exact = quotient.times(printed.unit.factor * HECTARE / MEASURES[unit["mass"]][1])
    verdict, expected = judge(printed, exact), show(exact.best, printed)
    if verdict is Verdict.RIGHT or is_slip(printed, exact):
        message = say_computed(printed.text, f"{output.text}/{area.text}", expected, verdict)
        remedy = say_remedy(printed.text, expected, verdict)
        yield Statement(RULE, passage, output.start, printed.end, verdict, message, expected, remedy)


def _crop(passage: Passage, index: int) -> Iterator[Statement]:
    sentence = passage.in_sentence(index)
    area = _nearest(passage, [i for i in sentence if i < index][::-1], Measure.AREA)
    if area is None and index + 1 in sentence:  # «năng suất 58,2 tạ/ha, diện tích 1.000 ha, sản lượng …»
        area = _nearest(passage, [index + 1], Measure.AREA)
    output = _nearest(passage, [i for i in sentence if i > index], Measure.MASS)
    if _has_other_crop(passage, index):
        return
    if area is None or output is None or not _OUTPUT.search(passage.before(output)):
        return
    if any(passage.figures[i].unit.measure is Measure.MASS for i in sentence if area < i < index):
        return  # the output stands between: «418 ha, sản lượng 1.630,2 tấn, năng suất 3,9 tấn/ha»
    area = _fitting_area(passage, area, index, output)
    numbers = [passage.figures[place].number for place in (area, index, output)]
    exact = _output(numbers[0], numbers[1])
    verdict, expected = judge(numbers[2], exact), show(exact.best, numbers[2])
    formula = f"{numbers[0].text} x {numbers[1].text}"
    yield Statement(
        RULE,
        passage,
        numbers[0].start,
        numbers[2].end,
        Verdict.WRONG if verdict.is_rounding else verdict,
        say_computed(numbers[2].text, formula, expected, Verdict.WRONG if verdict.is_rounding else verdict),
        expected,
        say_remedy(numbers[2].text, expected, verdict),
    )


def _fitting_area(passage: Passage, area: int, index: int, output: int) -> int:
    """`6.282 ha, gồm xuân 2.864 ha và mùa 3.418 ha; năng suất …`: the area that fits, else the nearest."""
    rate, made = passage.figures[index].number, passage.figures[output].number
    places = (i for i in passage.in_sentence(index) if passage.figures[i].unit.measure is Measure.AREA)
    fitting = (i for i in places if judge(made, _output(passage.figures[i].number, rate)) is Verdict.RIGHT)
    return next(fitting, area)


_OUTPUT = re.compile(r"^(?!.*\b(?:trong|tổng)\s+sản lượng\b)(?!.*\bcả\b).*\bsản lượng\b")


def _has_other_crop(passage: Passage, index: int) -> bool:
    """Whether a yield without its own output stands before: «lúa 58 tạ/ha; ngô 45 tạ/ha; sản lượng …»."""
    for place in reversed(passage.in_sentence(index)):
        unit = passage.figures[place].unit
        if place < index and unit.measure is Measure.MASS:
            return False
        if place < index and _PER_HECTARE.fullmatch(unit.text):
            return True
    return False


def _nearest(passage: Passage, places: list[int], measure: Measure) -> int | None:
    """Return the first value of a measure; None when one that compares stands before it."""
    for place in places:
        figure = passage.figures[place]
        if figure.unit.measure is measure:
            return place if figure.is_plain and not COMPARES.search(passage.before(place)) else None
        if figure.unit.measure is Measure.RATE:
            return None
    return None


def _output(area: Number, rate: Number) -> Estimate:
    unit = _PER_HECTARE.fullmatch(rate.unit.text)
    assert unit is not None
    factor = MEASURES[unit["mass"]][1] / HECTARE
    one, other = estimate(area), estimate(rate).times(1 / rate.unit.factor)
    return Estimate(
        one.best * other.best * factor, one.low * other.low * factor, one.high * other.high * factor
    )
