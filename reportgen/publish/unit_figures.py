"""The figures of one unit by id, as they were printed, or else as its indicators give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import unescape
from itertools import compress
from operator import itemgetter, not_
from typing import Any, NamedTuple

from reportgen.model.figure import RATE, Figure, Indicating, NumberStyle, gap_text
from reportgen.model.gap import Gap
from reportgen.model.slots import ExactValue, Measured, Pairs, Telling
from reportgen.model.tie_out import PrintRecord
from reportgen.model.wording import Operand
from reportgen.publish.number_texts import MOST_NUMBERS, NumberTexts, number_texts, whole_texts
from reportgen.vietnamese import Ratio, group_digits


def measured(figure: Figure) -> Measured | None:
    """Return how to ask for a figure in another unit; None for one that is no measure of an indicator."""
    origin = figure.origin
    if not isinstance(origin, Indicating):
        return None
    name, *arguments = figure.id[len(origin.path) + 1 :].split(".")
    key = (name, *(int(each) if each.isdigit() else each for each in arguments))
    return Measured(origin.path, key, origin.label)


SITE_AND_FIGURE = itemgetter(0, 1)
"""Of a slot."""
Numbers = dict[str, NumberTexts | None]
AskedOperand = tuple[str, Operand]
"""A number in formulas, and the path of its indicator."""


class ToldNumbers(NamedTuple):
    """The numbers of a unit that are told without figures being made."""

    texts: Numbers
    """Plain numbers by figure id; None for what is not told, or no number."""
    gaps: Mapping[str, Gap]
    """Why figures have no number."""
    asked: tuple[AskedOperand, ...]
    operands: Sequence[ExactValue | None]
    """Numbers that formulas show, as they are asked for."""


class _Plan(NamedTuple):
    """Figures and operands, and how their values are found."""

    figures: tuple[str, ...]
    operands: tuple[AskedOperand, ...]
    exact: Any


class KnownMeasures:
    """The measures that units of one shape print, or that formulas of their workbooks read."""

    def __init__(self) -> None:
        self._all: dict[str, Measured] = {}
        self._operands: dict[AskedOperand, Measured] = {}
        self._plan: _Plan | None = None
        self._order: tuple[Sequence[AskedOperand], Sequence[AskedOperand], list[int]] = (), (), []

    def add(self, figure: Figure) -> None:
        """Add a figure, if it is a measure whose value may be typed or follow from what is."""
        if figure.id not in self._all and (asked := measured(figure)) is not None:
            self._all[figure.id] = asked
            self._plan = None

    def add_operand(self, owner: Indicating, operand: Operand) -> None:
        """Add a number that formulas show."""
        if (owner.path, operand) not in self._operands:
            measure = "so_luong" if operand.is_own else "mau_so"
            self._operands[owner.path, operand] = Measured(owner.path, (measure, operand.period), owner.label)
            self._plan = None

    def numbers(self, telling: Telling) -> ToldNumbers:
        """Return the numbers of a unit."""
        plan = self._plan
        if plan is None:
            asked, operands = dict(self._all), dict(self._operands)
            exact = telling.plan_exact([*asked.values(), *operands.values()])
            plan = self._plan = _Plan(tuple(asked), tuple(operands), exact)
        values, count = telling.exact_values(plan.exact), len(plan.figures)
        shown = list(map(TEXTS.__getitem__, values[:count]))
        texts = dict(zip(plan.figures, shown, strict=True))
        untold = compress(zip(plan.figures, values, strict=False), map(not_, shown))
        gaps = {figure_id: value for figure_id, value in untold if isinstance(value, Gap)}
        return ToldNumbers(texts, gaps, plan.operands, values[count:])

    def in_order(self, asked: Sequence[AskedOperand], told: ToldNumbers) -> Sequence[ExactValue | None]:
        """Return numbers for formulas in the order of those asked for, None where they are not told."""
        order = self._order
        if order[0] is not asked or order[1] is not told.asked:
            places = {each: place for place, each in enumerate(told.asked)}
            order = self._order = asked, told.asked, [places.get(each, len(places)) for each in asked]
        return list(map([*told.operands, None].__getitem__, order[2]))


class _Texts(dict[ExactValue | None, NumberTexts | None]):
    """The texts of exact values, each made once; None for those that are no numbers."""

    def __missing__(self, value: ExactValue | None) -> NumberTexts | None:
        if not isinstance(value, int | tuple):
            return None
        if len(self) >= MOST_NUMBERS:
            self.clear()
        texts = self[value] = _texts_of(value)
        return texts


def _texts_of(value: int | Ratio | Pairs) -> NumberTexts:
    if isinstance(value, int):
        return whole_texts(value)
    return number_texts(*value) if isinstance(value, Pairs) else number_texts((value,), True)


class _Whole(dict[ExactValue | None, bytes]):
    """Whole numbers as formulas show them, each made once; others are shown otherwise."""

    def __missing__(self, number: ExactValue | None) -> bytes:
        if not isinstance(number, int):
            return NOT_WHOLE
        if len(self) >= MOST_NUMBERS:
            self.clear()
        text = self[number] = group_digits(number, 0).encode()
        return text


TEXTS, WHOLE, NOT_WHOLE = _Texts(), _Whole(), b""


class UnitFigures:
    """What a unit has printed, and what else its indicators know."""

    def __init__(self, record: PrintRecord, known: KnownMeasures) -> None:
        self.slots, self.all_texts = record.slots, record.texts
        self._made, self._telling = record.made, record.telling
        self._found: dict[str, Figure] = {}
        self._indicators: dict[str, Indicating] = {}
        self._measures = known
        assert record.telling is not None, "units with overrides are not planned"
        self._told = known.numbers(record.telling)
        self.numbers, self._gaps = self._told.texts, self._told.gaps
        """Plain numbers; None for figures of which there is more to say."""
        self._looked_at: set[str] = set()
        """Figures that are known to be no plain number."""

    @cached_property
    def places(self) -> list[tuple[int, str]]:
        """What was printed where: site and figure, in order."""
        return list(map(SITE_AND_FIGURE, self.slots[: len(self.all_texts)]))

    @cached_property
    def sites(self) -> Mapping[str, tuple[int, ...]]:
        """The sites that print each figure, in the order of its first place."""
        sites: dict[str, tuple[int, ...]] = {}
        for site, figure_id in self.places:
            if figure_id in sites:
                sites[figure_id] += (site,)
            else:
                sites[figure_id] = (site,)
        return sites

    @cached_property
    def _printed_ids(self) -> list[str]:
        return [figure_id for _, figure_id in self.places]

    @cached_property
    def _made_ids(self) -> frozenset[str]:
        return frozenset([self.slots[place].figure_id for place in self._made])

    def _slots_of(self, figure_id: str) -> Iterator[int]:
        """Yield where a figure is printed, by number of the slot; it is asked of few."""
        place = -1
        for _ in self.sites.get(figure_id, ()):
            place = self._printed_ids.index(figure_id, place + 1)
            yield place

    def texts(self, figure_id: str) -> list[str]:
        """Return how a figure is printed at each of its places."""
        return [unescape(self.all_texts[place]) for place in self._slots_of(figure_id)]

    def figure(self, figure_id: str, asking: Measured | None = None) -> Figure:
        """Return a figure; raise KeyError when it is neither printed nor a measure of an indicator."""
        found = self._found.get(figure_id)
        if found is None:
            found = self._found[figure_id] = self._find(figure_id, asking)
        return found

    def _find(self, figure_id: str, asking: Measured | None) -> Figure:
        if asking is None or figure_id in self._made_ids:
            place = next(self._slots_of(figure_id), None)
            made = self._made.get(place) if place is not None else None
            if made is not None:
                return made
            asked = self.slots[place].asking if place is not None else None
            asking = Measured(asked.path, asked.key, asked.label) if asked is not None else asking
        if asking is None:
            raise KeyError(figure_id)
        found = self.indicator(asking.path).asked(asking.key)
        if not isinstance(found, Figure):
            raise KeyError(figure_id)
        return found

    def indicator(self, path: str) -> Indicating:
        """Return an indicator by its path."""
        found = self._indicators.get(path)
        if found is None:
            assert self._telling is not None, "units with overrides are not planned"
            found = self._indicators[path] = self._telling.indicator(path)
        return found

    def operands(self, asked: Sequence[AskedOperand]) -> list[bytes]:
        """Return numbers of indicators as formulas show them; `asked` is the same for many units."""
        told = map(WHOLE.__getitem__, self._measures.in_order(asked, self._told))
        return [text or self._operand(*each) for each, text in zip(asked, told, strict=True)]

    def _operand(self, path: str, operand: Operand) -> bytes:
        owner = self.indicator(path)
        self._measures.add_operand(owner, operand)
        return owner.operand(operand).encode()

    def number(self, figure_id: str, asking: Measured | None = None) -> NumberTexts | None:
        """Return the texts of a plain number; None for a figure of which there is more to say."""
        found = self.numbers.get(figure_id)
        if found is None and figure_id not in self._gaps and figure_id not in self._looked_at:
            figure = self.figure(figure_id, asking)
            self._measures.add(figure)
            self._looked_at.add(figure_id)
            is_plain = figure.gap is None and figure.adjusted is None and figure.override is None
            found = number_texts(figure.pairs, figure.kind is RATE) if is_plain else None
            self.numbers[figure_id] = found
        return found

    def gap(self, figure_id: str) -> Gap | None:
        """Return why a figure has no number; None where it has one, or more is to be said of it."""
        if figure_id in self._gaps:
            return self._gaps[figure_id]
        figure = self.figure(figure_id)
        return figure.gap if figure.adjusted is None and figure.override is None else None

    def text(self, figure_id: str, asking: Measured | None, style: NumberStyle) -> str:
        """Return how a figure reads in a style; raise CannotCompute where that shows no such number."""
        gap = self._gaps.get(figure_id)
        return gap_text(gap, style) if gap is not None else self.figure(figure_id, asking).text(style)

    def is_adjusted(self, figure_id: str, asking: Measured | None) -> bool:
        """Tell whether a figure is rounded otherwise so that shares add up."""
        return figure_id not in self._gaps and self.figure(figure_id, asking).adjusted is not None
