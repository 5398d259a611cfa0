"""Every figure that a text may name, with the expression for it and the words by which people know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from reportgen.audit.label_words import label_words, place_of
from reportgen.audit.units import BARE, Measure, Unit, read_unit
from reportgen.model.figure import (
    COUNT,
    RATE,
    TABLE,
    CannotCompute,
    Figure,
    Figures,
    Indicating,
    NumberStyle,
    View,
)
from reportgen.model.figures_input import FiguresInput, GroupInput, IndicatorInput, Period
from reportgen.vietnamese import parse_number

OWN, RATE_OF, BASE, TARGET, ATTAINED = "so_luong", "ty_le", "mau_so", "muc_tieu", "dat"
COMPARED = ("so_voi", "tang_truong", "chenh_lech", "chenh_lech_ty_le")


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What figures are about: an indicator, a total, a row of a list."""

    path: str
    group: str
    words: tuple[str, ...]
    group_words: tuple[str, ...]
    unit: Unit = BARE
    unit_words: tuple[str, ...] = ()
    stands_alone: bool = True
    """Whether its label says all: «Dân số», but not «Nữ», which is a part of a group's total."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownFigure:
    """One figure; `year` is its period or the year of its target, 0 when it has neither."""

    figure: Figure
    expression: str
    subject: Subject
    measure: str
    year: Period = 0
    is_current: bool = True

    @property
    def is_percent(self) -> bool:
        """Whether it is printed with a percent sign."""
        return self.figure.kind is RATE or self.subject.unit.measure is Measure.PERCENT

    @property
    def exact(self) -> Fraction:
        """Its number as people write it: percent for rates."""
        number = Fraction(*self.figure.pairs[0])
        return number * 100 if self.figure.kind is RATE else number

    def printed(self, style: NumberStyle) -> str:
        """Return how it prints in running text when nothing else is asked for."""
        return self.figure.text(style)

    def at(self, decimals: int) -> Fraction | None:
        """Return its number when printed with so many decimals; None when a count is asked for some."""
        if self.figure.kind is COUNT and decimals:
            return None
        read = parse_number(self.figure.shown(decimals=decimals).text(TABLE))
        return None if read is None else Fraction(read)


@dataclass(slots=True)
class KnownFigures:
    """All figures of one unit, found by number."""

    items: list[KnownFigure]
    subjects: dict[str, Subject]
    _by_number: dict[int, dict[tuple[Fraction, bool], list[KnownFigure]]] = field(default_factory=dict)
    _of_subject: dict[str, list[KnownFigure]] = field(default_factory=dict)
    _alike: dict[tuple[str, ...], int] = field(default_factory=dict)

    def equal_to(self, number: Fraction, decimals: int, *, is_percent: bool) -> list[KnownFigure]:
        """Return the figures that print as this number with that many decimals."""
        if decimals not in self._by_number:
            index: dict[tuple[Fraction, bool], list[KnownFigure]] = {}
            for known in self.items:
                value = known.at(decimals) if len(known.figure.pairs) == 1 else None
                if value is not None:
                    index.setdefault((value, known.is_percent), []).append(known)
            self._by_number[decimals] = index
        return self._by_number[decimals].get((number, is_percent), [])

    def is_unmistakable(self, subject: Subject) -> bool:
        """Tell whether a label of two words or more is part of no other one."""
        if not self._alike:
            labels = Counter(each.words for each in self.subjects.values())
            for label in labels:
                inside = sum(n for other, n in labels.items() if place_of(label, other) is not None)
                self._alike[label] = inside
        return len(subject.words) > 1 and self._alike[subject.words] == 1

    def ranges(self) -> Iterator[KnownFigure]:
        """Yield the figures that are ranges."""
        return (known for known in self.items if len(known.figure.pairs) == 2)

    def of(self, subject: Subject) -> list[KnownFigure]:
        """Return the figures of one subject."""
        if not self._of_subject:
            for known in self.items:
                self._of_subject.setdefault(known.subject.path, []).append(known)
        return self._of_subject.get(subject.path, [])


def known_figures(given: FiguresInput, figures: Figures) -> KnownFigures:
    """Return every figure that has a number; gaps and what does not apply are left out."""
    items: dict[str, KnownFigure] = {}
    subjects: dict[str, Subject] = {}
    for name, data in given.groups.items():
        view = figures.names[name]
        for known in _of_list(name, data, view) if data.rows is not None else _of_group(given, name, view):
            subjects.setdefault(known.subject.path, known.subject)
            items.setdefault(known.figure.id, known)
    return KnownFigures(list(items.values()), subjects)


def _subject(path: str, group: str, label: str, data: GroupInput, unit: str) -> Subject:
    whole = label_words(data.label)
    stands_alone = data.totals is None or path.endswith(".tong_so")
    read, words = read_unit(unit.lower(), 0)[0], label_words(unit)
    return Subject(path, group, label_words(label), whole, read, words, stands_alone)


def _of_list(name: str, data: GroupInput, view: Iterable[View]) -> Iterator[KnownFigure]:
    for row, cells in zip(view, data.rows or (), strict=True):
        for field_name in cells:
            figure = row.look(field_name)
            if not isinstance(figure, Figure) or not figure.pairs:
                continue
            path = figure.id.rpartition(".")[0]
            spec = data.fields.get(field_name)
            unit = spec.measure_unit if spec is not None else data.measure_unit
            subject = _subject(path, name, str(row.look("nhan")), data, unit)
            yield KnownFigure(figure, f"{path}.{field_name}", subject, OWN)


def _of_group(given: FiguresInput, name: str, group: View) -> Iterator[KnownFigure]:
    data, current = given.groups[name], given.periods.current
    if data.totals is not None:
        subject = _subject(f"{name}.tong_so", name, data.label, data, data.measure_unit)
        periods = sorted({period or current for period in data.totals})
        yield from _measures(
            group.look("tong_so"), subject, IndicatorInput.model_construct(), periods, current
        )
    for key, indicator in data.indicators.items():
        unit = indicator.measure_unit or data.measure_unit
        subject = _subject(f"{name}.{key}", name, indicator.label, data, unit)
        typed = indicator.counts if indicator.counts is not None else indicator.values
        known = {period or current for period in typed} if typed is not None else {current}
        if typed is None and given.periods.base is not None:
            known.add(given.periods.base)
        yield from _measures(group.look(key), subject, indicator, sorted(known), current)


def _measures(
    row: Indicating, subject: Subject, data: IndicatorInput, periods: list[Period], current: Period
) -> Iterator[KnownFigure]:
    """Yield the measures of one row, the plainest first: the same figure is known by its first name."""
    path, kind = subject.path, "gia_tri" if data.values is not None else OWN
    for period in sorted(periods, key=lambda each: (each != current, -each)):
        bracket, is_current = ("" if period == current else f"({period})"), period == current
        own = path + bracket if path.endswith(".tong_so") or not bracket else f"{path}.{kind}{bracket}"
        names = [(OWN, own), (RATE_OF, f"{path}.{RATE_OF}{bracket}")]
        names += [(BASE, f"{path}.{BASE}{bracket}")] if data.denominators else []
        for measure, expression in names:
            yield from _known(row, measure, (period,), expression, subject, period, is_current)
    for target, years in data.targets.items():
        for year in years:
            args = (year, target) if target else (year,)
            bracket = f"({year}, '{target}')" if target else f"({year})"
            for measure in (TARGET, ATTAINED):
                yield from _known(row, measure, args, f"{path}.{measure}{bracket}", subject, year, True)
    for period in periods:
        for measure in COMPARED if period != current else ():
            yield from _known(row, measure, (period,), f"{path}.{measure}({period})", subject, period, True)


def _known(
    row: Indicating,
    measure: str,
    args: tuple[int | str, ...],
    expression: str,
    subject: Subject,
    year: Period,
    is_current: bool,
) -> Iterator[KnownFigure]:
    try:
        figure = row.measure(measure, *args)
    except CannotCompute:
        return
    is_whole = subject.path.endswith(".tong_so") and measure == RATE_OF  # always 100 %
    if isinstance(figure, Figure) and figure.pairs and not is_whole:
        yield KnownFigure(figure, expression, subject, measure, year, is_current)
