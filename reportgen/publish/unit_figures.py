"""The figures of one unit by id, as they were printed, or else as its indicators give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from html import unescape
from operator import itemgetter
from typing import Any

from reportgen.model.figure import RATE, Figure, Indicating
from reportgen.model.slots import ExactValue, Measured, Telling
from reportgen.model.tie_out import PrintRecord
from reportgen.model.wording import Operand
from reportgen.publish.number_texts import MOST_NUMBERS, NumberTexts, number_texts
from reportgen.vietnamese import group_digits


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
Operands = dict[tuple[str, Operand], bytes]


class KnownMeasures:
    """The measures that units of one shape print, or that formulas of their workbooks read."""

    def __init__(self) -> None:
        self._all: dict[str, Measured] = {}
        self._operands: dict[tuple[str, Operand], Measured] = {}
        self._plan: tuple[tuple[str, ...], tuple[tuple[str, Operand], ...], Any] | None = None

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

    def numbers(self, telling: Telling) -> tuple[Numbers, Operands]:
        """Return the plain numbers of a unit by figure id, and whole numbers as formulas show them."""
        plan = self._plan
        if plan is None:
            asked, operands = dict(self._all), dict(self._operands)
            exact = telling.plan_exact([*asked.values(), *operands.values()])
            plan = self._plan = tuple(asked), tuple(operands), exact
        figures, shown_in, exact = plan
        values = telling.exact_values(exact)
        count = len(figures)
        found = zip(figures, values[:count], strict=True)
        shown = zip(shown_in, values[count:], strict=True)
        return (
            {figure_id: TEXTS[value] for figure_id, value in found if value is not None},
            {operand: WHOLE[value] for operand, value in shown if isinstance(value, int)},
        )


class _Texts(dict[ExactValue, NumberTexts]):
    """The texts of exact values, each made once."""

    def __missing__(self, value: ExactValue) -> NumberTexts:
        if len(self) >= MOST_NUMBERS:
            self.clear()
        texts = self[value] = (
            number_texts(((value, 1),), False) if isinstance(value, int) else number_texts(*value)
        )
        return texts


class _Whole(dict[int, bytes]):
    """Whole numbers as formulas show them, each made once."""

    def __missing__(self, number: int) -> bytes:
        if len(self) >= MOST_NUMBERS:
            self.clear()
        text = self[number] = group_digits(number, 0).encode()
        return text


TEXTS, WHOLE = _Texts(), _Whole()


class UnitFigures:
    """What a unit has printed, and what else its indicators know."""

    def __init__(self, record: PrintRecord, known: KnownMeasures) -> None:
        self.slots, self.all_texts = record.slots, record.texts
        self._made, self._telling = record.made, record.telling
        self._found: dict[str, Figure] = {}
        self._indicators: dict[str, Indicating] = {}
        self._measures = known
        assert record.telling is not None, "units with overrides are not planned"
        self.numbers, self.operands = known.numbers(record.telling)
        """Plain numbers; None for figures of which there is more to say."""

    @cached_property
    def positions(self) -> Mapping[str, list[int]]:
        """Where each figure is printed, in the order of its first place."""
        places: dict[str, list[int]] = {}
        for position, slot in enumerate(self.slots[: len(self.all_texts)]):
            figure_id = slot.figure_id
            if figure_id in places:
                places[figure_id].append(position)
            else:
                places[figure_id] = [position]
        return places

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
    def _first(self) -> Mapping[str, int]:
        """Where each figure is printed first."""
        last_first = [figure_id for _, figure_id in reversed(self.places)]
        return dict(zip(last_first, range(len(last_first) - 1, -1, -1), strict=True))

    def shown(self, figure_id: str) -> list[tuple[int, str]]:
        """Return how a figure is printed at each of its places, as XML, with the site."""
        slots, texts = self.slots, self.all_texts
        return [(slots[position].site, texts[position]) for position in self.positions[figure_id]]

    def texts(self, figure_id: str) -> list[str]:
        """Return how a figure is printed at each of its places."""
        return [unescape(text) for _, text in self.shown(figure_id)]

    def figure(self, figure_id: str, asking: Measured | None = None) -> Figure:
        """Return a figure; raise KeyError when it is neither printed nor a measure of an indicator."""
        found = self._found.get(figure_id)
        if found is None:
            found = self._found[figure_id] = self._find(figure_id, asking)
        return found

    def _find(self, figure_id: str, asking: Measured | None) -> Figure:
        first = self._first.get(figure_id)
        if first is not None:
            made = self._made.get(first)
            if made is not None:
                return made
            slot = self.slots[first]
            assert slot.asking is not None, "only measures are told"
            asking = Measured(slot.asking.path, slot.asking.key, slot.asking.label)
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

    def operand(self, path: str, operand: Operand) -> bytes:
        """Return a number of an indicator as formulas show it."""
        shown = self.operands.get((path, operand))
        if shown is None:
            owner = self.indicator(path)
            self._measures.add_operand(owner, operand)
            shown = self.operands[path, operand] = owner.operand(operand).encode()
        return shown

    def number(self, figure_id: str, asking: Measured | None = None) -> NumberTexts | None:
        """Return the texts of a plain number; None for a figure of which there is more to say."""
        try:
            return self.numbers[figure_id]
        except KeyError:
            figure = self.figure(figure_id, asking)
            self._measures.add(figure)
            is_plain = figure.gap is None and figure.adjusted is None and figure.override is None
            found = number_texts(figure.pairs, figure.kind is RATE) if is_plain else None
            self.numbers[figure_id] = found
            return found
