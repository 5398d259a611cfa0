"""A programme at work: the figures of every unit, own or consolidated, and the report of every level."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from reportgen.consolidate import (
    carry_over,
    consolidate,
    printable,
    unit_list_group,
    with_own_values,
)
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load import LoadedDefinition, LoadedFigures, load_definition
from reportgen.load.programme import LoadedProgramme, load_programme
from reportgen.load.unit_files import UnitFiles, open_units
from reportgen.model.consolidation import ConsolidationRules
from reportgen.model.figures_input import FiguresInput, UnitTexts
from reportgen.model.form import Form
from reportgen.model.programme import Level
from reportgen.model.roster import Roster
from reportgen.model.skeleton import GroupMemory
from reportgen.model.tie_out import Summand
from reportgen.model.unit import Unit
from reportgen.model.unit_texts import names_of, texts_of_unit
from reportgen.model.unit_values import UnitValues
from reportgen.service.input_keys import InputKeys
from reportgen.service.last_figures import last_cutoff
from reportgen.service.reading import compile_definition
from reportgen.service.summands import Parent
from reportgen.service.unit_source import CommonPlaces, unit_source
from reportgen.vietnamese import suggest

MOST_PARENTS = 256
"""Units come children first, so that these are enough unless one unit has more parents below itself."""


class OpenProgramme:
    """A programme that is read; values of units are read when they are asked for, one unit at a time.

    The values of the parents asked for last are kept, those of units without children are not.
    """

    group_memory: Callable[[str], GroupMemory | None] = staticmethod(lambda code: None)
    """Gives the groups of a unit to be taken up again where they say what they said last time."""

    def __init__(self, loaded: LoadedProgramme, given: UnitFiles | None = None) -> None:
        self.loaded = loaded
        values = loaded.path(loaded.programme.values)
        self._files = given if given is not None else open_units(values, loaded.slots)
        last = loaded.programme.last_values
        self._last_files = open_units(loaded.path(last), loaded.slots) if last is not None else None
        self._made, self._sums = KeptValues(MOST_PARENTS), KeptValues(MOST_PARENTS)
        self._forms: dict[str, Form] = {}
        self._definitions: dict[str, LoadedDefinition] = {}
        self._rules = {name: self._rules_of(level) for name, level in loaded.programme.levels.items()}
        self._keys = InputKeys(self)
        self._places = CommonPlaces(loaded.skeleton.source, loaded.slots)
        self._asked_last: tuple[str, LoadedFigures] | None = None
        self._carried = carry_over(
            self._read_last,
            loaded.programme.successions,
            ConsolidationRules((), loaded.programme.rules),
            loaded.slots,
            after=last_cutoff(loaded) + dt.timedelta(days=1),  # earlier successions are known to its values
            until=loaded.period.cutoff_on,
        )

    # --- units -----------------------------------------------------------------------------------------

    @property
    def roster(self) -> Roster:
        """The units that count."""
        return self.loaded.roster

    @property
    def codes(self) -> tuple[str, ...]:
        """All units, children before their parents."""
        return self.roster.parents_last()

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the units by code."""
        return {code: unit.name for code, unit in self.roster.units.items()}

    def unit(self, code: str) -> Unit:
        """Return a unit.

        Raises InputRefused when the roster has none of this code.
        """
        if code not in self.roster:
            message = f"không có đơn vị “{code}” vào ngày chốt {self.loaded.period.cutoff_on:%d/%m/%Y}"
            message += suggest(code, self.roster.units)
            where = Where(self.loaded.roster_source.file)
            raise InputRefused(
                [Finding("unit-unknown", message, where, "kiểm tra lại mã trong danh sách đơn vị")]
            )
        return self.roster[code]

    def level(self, code: str) -> Level:
        """Return the level of a unit."""
        return self.loaded.programme.levels[self.unit(code).level]

    def has_values(self, code: str) -> bool:
        """Whether a unit has given figures itself."""
        return code in self._files.codes

    def has_figures(self, code: str) -> bool:
        """Whether there is anything to report of a unit: its own values, or units below it."""
        return self.has_values(code) or self.roster.is_parent(code)

    def missing(self, code: str, severity: Severity) -> Finding:
        """Tell that a unit has given nothing."""
        due = self.loaded.period.due_on(self.unit(code).level)
        message = f"{self.names[code]} ({code}) chưa có số liệu (hạn gửi {due:%d/%m/%Y})"
        remedy = f"thêm số liệu của {code} vào {self.loaded.programme.values}"
        return Finding("unit-missing", message, self.place(code), remedy, severity=severity)

    def rules(self, code: str) -> ConsolidationRules:
        """Return the rules by which a unit's figures are made of its children's."""
        return self._rules[self.unit(code).level]

    def _rules_of(self, level: Level) -> ConsolidationRules:
        return ConsolidationRules(level.rules, self.loaded.programme.rules)

    def place(self, code: str) -> Where:
        """Return where a unit stands in the roster."""
        self.unit(code)
        return self.loaded.roster_source.where(("don_vi", self._index[code], "ma"))

    @cached_property
    def _index(self) -> dict[str, int]:
        """Where in the roster's file the units that count stand."""
        entries = enumerate(self.loaded.all_units)
        return {each.code: index for index, each in entries if self.roster.units.get(each.code) is each}

    @property
    def given(self) -> UnitFiles:
        """What the units have handed in."""
        return self._files

    # --- values ----------------------------------------------------------------------------------------

    def unit_values(self, code: str) -> UnitValues:
        """Return the values of a unit: its own, or those of its children together, or empty ones.

        Raises InputRefused with the mistakes of its own file; units below with mistakes have given nothing.
        """
        self.unit(code)
        if not self.roster.is_parent(code):
            return self._own(code) or UnitValues(code)
        return self._made.get(code, self._of_parent)

    def _of_parent(self, code: str) -> UnitValues:
        own = self._own(code)
        return own if own is not None and own.whole is not None else self.with_own(code, own)

    def consolidated(self, code: str, children: Iterable[UnitValues] | None = None) -> UnitValues:
        """Return what the children of a unit make together, without its own figures.

        `children` are their values when somebody has them at hand.
        """

        def made(code: str) -> UnitValues:
            given = children if children is not None else map(self.child, self.roster.children(code))
            return consolidate(code, given, self.rules(code), self.loaded.slots, self.names)

        return self._sums.get(code, made)

    def with_own(self, code: str, own: UnitValues | None) -> UnitValues:
        """Return what the children of a unit make together, with its own figures beside."""
        made = self.consolidated(code)
        if own is None:
            return made
        count = len(self.roster.children(code))
        return with_own_values(made, own, self.rules(code), self.loaded.slots, count)

    def child(self, code: str) -> UnitValues:
        """Return the values of a unit as the one above it takes them: a file with mistakes gives nothing."""
        try:
            return self.unit_values(code)
        except InputRefused:
            return UnitValues(code)

    def own_values(self, code: str) -> UnitValues | None:
        """Return what a unit has given itself; None when it has given nothing.

        Raises InputRefused with the mistakes of its file.
        """
        return self._own(code)

    def _own(self, code: str) -> UnitValues | None:
        values = self._files.read(code)
        last = self.loaded.programme.period.last
        if values is None or last is None or self._last_files is None or values.whole is not None:
            return values
        return self._with_last(values, last)

    def last_values(self, code: str) -> UnitValues | None:
        """Return last period's values of a unit by its code of today; None when there are none.

        Raises InputRefused with the mistakes of the files of then.
        """
        return self._carried.of(code) if self._last_files is not None else None

    def _read_last(self, code: str) -> UnitValues | None:
        return self._last_files.read(code) if self._last_files is not None else None

    def _with_last(self, values: UnitValues, period: int) -> UnitValues:
        """Return values with last period's numbers where the unit does not give them again."""
        last = self.last_values(values.code)
        if last is None:
            return values
        numbers = {group: dict(members) for group, members in values.values.items()}
        for group, members in last.values.items():
            for member, then in members.items():
                given = numbers.setdefault(group, {}).get(member, {})
                brought = then.get(period, then.get(self.loaded.slots.current))
                if brought is not None and given.get(period) is None:
                    numbers[group][member] = {**given, period: brought}
        return replace(values, values=numbers, notes=(*values.notes, *last.notes))

    def forget(self, codes: Iterable[str]) -> None:
        """Work out anew what was made of the values of some units, which have changed."""
        for code in {above for each in codes if each in self.roster for above in self.roster.path(each)}:
            if self._asked_last is not None and self._asked_last[0] == code:
                self._asked_last = None
            self._made.forget(code)
            self._sums.forget(code)
            self._keys.forget(code)

    # --- figures ---------------------------------------------------------------------------------------

    def unit_figures(self, code: str) -> LoadedFigures:
        """Return the figures of a unit, ready to be computed.

        Raises InputRefused with the unit's mistakes, or because it has given nothing and has nobody below.
        Those asked for last are kept: whoever looks at a unit asks again.
        """
        if self._asked_last is None or self._asked_last[0] != code:
            self._asked_last = code, self._unit_figures(code)
        return self._asked_last[1]

    def _unit_figures(self, code: str) -> LoadedFigures:
        if not self.has_figures(code):
            raise InputRefused([self.missing(code, Severity.ERROR)])
        values = self.unit_values(code)
        if values.whole is not None:
            return self._whole(values)
        shown = printable(values, self.loaded.slots) if self.roster.is_parent(code) else values
        source = unit_source(
            self._places,
            shown,
            self._made_of(code),
            partial(self._text_place, code),
        )
        inputs = {own.file.rpartition("/")[2]: own.sha256} if (own := values.source).file else {}
        summands = partial(self._summands, code, values) if values.summed else tuple
        figures = self._figures(code, shown)
        return LoadedFigures(figures, source, values.notes, inputs=inputs, summands=summands)

    def _summands(self, code: str, values: UnitValues) -> list[Summand]:
        """Return what the units below gave for the figures that were made of theirs."""
        rules, slots, below = self.rules(code), self.loaded.slots, self.roster.children(code)
        return Parent(values, below, self.names, rules, slots, self.child, self._made_of).summands()

    def _text_place(self, code: str, path: tuple[str, ...]) -> Where | None:
        """Return where the roster, or the level, says a text or a fact of a unit."""
        roster, programme = self.loaded.roster_source, self.loaded.source
        in_roster = ("don_vi", str(self._index[code]), *path)
        if in_roster in roster.spots:
            return roster.where(in_roster)
        in_level = ("cap", self.unit(code).level, *path)
        return programme.where(in_level) if in_level in programme.spots else None

    def _made_of(self, code: str) -> str:
        """Tell what the figures of a parent were made of, in the place of a file."""
        count = len(self.roster.children(code))
        return f"tổng hợp {count} đơn vị của {self.names[code]}" if count else ""

    def _whole(self, values: UnitValues) -> LoadedFigures:
        assert values.whole is not None, "asked for those only"
        own = values.whole
        texts, facts = self._texts_and_facts(values, own.texts, own.facts)
        figures = own.model_copy(update={"texts": texts, "facts": facts})
        return LoadedFigures(figures, values.source, values.notes)

    def _figures(self, code: str, values: UnitValues) -> FiguresInput:
        slots = self.loaded.slots
        texts, facts = self._texts_and_facts(values, values.texts, values.facts)
        lists = {name: rows for name, rows in values.lists.items() if name in slots.lists}
        more = {
            name: unit_list_group(rule, slots, values.lists.get(name, ()))
            for name, rule in self.rules(code).unit_lists.items()
            if self.roster.is_parent(code) and name not in slots.lists
        }
        memory = self.group_memory(code)
        return slots.merge(values.values, lists, texts=texts, facts=facts, more=more, memory=memory)  # type: ignore[arg-type]

    def _texts_and_facts(
        self, values: UnitValues, own_texts: UnitTexts, own_facts: object
    ) -> tuple[UnitTexts, dict[str, str | int]]:
        """Return letterhead and facts of the skeleton, the level, the roster and the file: the last wins."""
        unit, skeleton = self.unit(values.code), self.loaded.skeleton.figures
        facts = {**skeleton.facts, "ten_don_vi": unit.name, "ma_don_vi": unit.code}
        facts |= {"ky_so_lieu": self.loaded.period.days, **unit.facts}
        facts |= own_facts if isinstance(own_facts, dict) else {}
        patterns = self._patterns[unit.level]
        names = names_of(unit, self.roster.parent(unit.code), facts) if patterns.model_fields_set else {}
        return texts_of_unit(patterns, names, unit.texts, own_texts), facts

    @cached_property
    def _patterns(self) -> dict[str, UnitTexts]:
        """Letterhead texts by level: those of the skeleton, and over them the level's own."""
        common = self.loaded.skeleton.figures.texts
        return {
            name: common.model_copy(
                update={field: getattr(level.texts, field) for field in level.texts.model_fields_set}
            )
            for name, level in self.loaded.programme.levels.items()
        }

    # --- reports ---------------------------------------------------------------------------------------

    def definition(self, level: str) -> LoadedDefinition:
        """Return the definition of a level's report, read once.

        Raises InputRefused with its mistakes, or when the level has no report.
        """
        if level not in self._definitions:
            report = self.loaded.programme.levels[level].report
            if report is None:
                message = f"cấp “{level}” không có báo cáo (bao_cao)"
                where = self.loaded.source.where(("cap", level))
                raise InputRefused([Finding("no-report", message, where, "thêm bao_cao: tệp định nghĩa")])
            self._definitions[level] = load_definition(self.loaded.path(report))
        return self._definitions[level]

    def report_path(self, level: str) -> Path:
        """Return where the definition of a level stands; `definition` tells whether there is one."""
        return self.loaded.path(self.loaded.programme.levels[level].report or "")

    def form(self, level: str) -> Form:
        """Return the report of a level, compiled once.

        Raises InputRefused with every mistake in the definition and its template.
        """
        if level not in self._forms:
            loaded = self.definition(level)
            texts = self.loaded.programme.levels[level].texts
            given = self.loaded.skeleton.figures.model_copy(update={"texts": texts})
            self._forms[level] = compile_definition(loaded, self.report_path(level).parent, given)
        return self._forms[level]

    def input_key(self, code: str) -> str:
        """Return a sha256 that changes when anything changes that the document of a unit depends on.

        Raises InputRefused with the mistakes of the level's report.
        """
        return self._keys.of(code)

    def last_digests(self, code: str) -> tuple[str, ...]:
        """Return the sha256 of the files of the last period that go into the figures of a unit."""
        if self.loaded.programme.period.last is None or self._last_files is None:
            return ()
        return tuple(self._last_files.digest(old) for old in self._carried.sources(code))


class KeptValues:
    """Values by unit, of so many units as were asked for last: those of a parent take some 40 KB."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[str, UnitValues] = {}

    def get(self, code: str, make: Callable[[str], UnitValues]) -> UnitValues:
        """Return the values of a unit, made now if they are not kept."""
        values = self._kept.pop(code, None) or make(code)
        self._kept[code] = values  # the last ones stand last
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return values

    def forget(self, code: str) -> None:
        """Make the values of a unit anew when they are asked for."""
        self._kept.pop(code, None)


def open_programme(path: str | Path, given: UnitFiles | None = None) -> OpenProgramme:
    """Read a programme with its roster and skeleton, and find out which units have values.

    `given` are the values of its units when they are kept elsewhere than the programme says.
    Raises InputRefused with everything that can be found wrong.
    """
    return OpenProgramme(load_programme(Path(path), has_values=given is None), given)
