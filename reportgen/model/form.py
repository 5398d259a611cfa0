"""The compiled form: everything of a report that no figure can change, immutable and shared by all units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from jinja2 import Template, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.errors import Finding, Where
from reportgen.model.chart import Chart
from reportgen.model.definition import Definition
from reportgen.model.figure import PROSE, NumberStyle
from reportgen.model.layout import LayoutRules
from reportgen.model.numbering import NumberPattern
from reportgen.model.outline import Outline
from reportgen.model.passage import Passage, Rounds
from reportgen.model.slots import Slots


class Place(NamedTuple):
    """Where in the report a paragraph stands, as a reader would say it.

    `section` and `annex` are indexes into the outline (None: outside), `paragraph` counts from 1 inside them.
    `block` names the text of a paragraph outside sections and annexes: `mo_dau`, `ket`, `chu_thich`; and the
    head of an annex table.
    """

    part: str = ""
    section: int | None = None
    annex: int | None = None
    paragraph: int = 0
    column: int = 0
    block: str = ""


NO_PLACE = Place()
TABLE_HEAD = "dau_bang"
COPY = "ban_sao"
"""Block of what Word keeps twice, the second time for old programs: nobody sees both."""


class Site(NamedTuple):
    """One tag: where its author wrote it, where it prints, and how a figure looks there."""

    where: Where
    source: str
    place: Place = NO_PLACE
    style: NumberStyle = PROSE
    properties: str = ""
    """The surrounding run's w:rPr as XML."""
    caller: Site | None = None
    """The tag that called the phrase to which this one belongs."""


@dataclass(frozen=True, slots=True)
class Part:
    """One dynamic part of the package as a jinja template; tag k stands on line k + 2 of its source.

    `template` prints in passages; made anew from `source` it prints the same, and tells where a mistake is.
    """

    name: str
    source: str
    template: Template
    sites: tuple[int, ...]
    tree: nodes.Template = field(repr=False, compare=False)
    """The source as jinja read it, before passages and guards were put in: names are looked for here."""


class Condition(NamedTuple):
    """A `khi:` of a section or annex."""

    test: Callable[..., Any]
    where: Where
    source: str


class SectionEntry(NamedTuple):
    """A section in the outline; `pattern` is None when it is not numbered."""

    level: int
    pattern: NumberPattern | None
    condition: Condition | None
    title: str


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """An annex in the outline; `pattern` is None when its author fixed the label."""

    key: str
    label: str | None
    pattern: NumberPattern
    condition: Condition | None
    title: str
    cells: tuple[Callable[..., Any], ...] = ()
    """One compiled expression over the row `h` per column: what the workbook shows."""
    sites: tuple[Site, ...] = ()
    row_condition: Callable[..., Any] | None = None
    form_cells: Mapping[str, tuple[Callable[..., Any], Site]] = field(default_factory=dict)
    form_rows: Mapping[str, tuple[tuple[Callable[..., Any], Site], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """A chart of a section (its index) or of an annex (its number), with its expressions compiled.

    `series` has one expression over the row `h` for each series, or one for each point; `sites` go with them.
    """

    chart: Chart
    path: tuple[str | int, ...]
    condition: Condition | None
    section: int | None
    annex: int | None
    series: tuple[tuple[Callable[..., Any], ...], ...]
    sites: tuple[tuple[Site, ...], ...]
    label: Callable[..., Any] | None = None
    row_condition: Callable[..., Any] | None = None
    overs: tuple[Site, ...] = ()
    """Where label and row condition are written."""


@dataclass(frozen=True, slots=True)
class ChartPackage:
    """The two parts that list a document's charts, each as it stands before and after their lines."""

    relationships: tuple[bytes, bytes] = (b"", b"")
    content_types: tuple[bytes, bytes] = (b"", b"")


class TextTemplate(NamedTuple):
    """A text of the letterhead or the end that holds tags: evaluated once per unit, before the parts."""

    path: tuple[str | int, ...]
    part: Part


class TypedNumeral(NamedTuple):
    """A numeral the author typed in the narrative."""

    text: str
    place: Place


class Member(NamedTuple):
    """A static zip member, already deflated."""

    name: str
    crc: int
    size: int
    deflated: bytes


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A compiled report: filling it needs nothing but figures. Safe to share between threads and forks."""

    definition: Definition
    rules: LayoutRules
    environment: ImmutableSandboxedEnvironment
    sites: tuple[Site, ...]
    parts: tuple[Part, ...]
    sections: tuple[SectionEntry, ...]
    annexes: tuple[AnnexEntry, ...]
    texts: tuple[TextTemplate, ...]
    static: tuple[Member, ...]
    typed: tuple[TypedNumeral, ...]
    typed_if_printed: tuple[TypedNumeral, ...]
    first_id: int
    formulas: Mapping[str, str]
    phrases: Mapping[str, Where] = field(default_factory=dict)
    """Where each phrase is defined, by name."""
    notes: tuple[Finding, ...] = ()
    first_note: int = 1
    prose: NumberStyle = PROSE
    """How figures look in running text."""
    template_name: str = ""
    template_sha256: str = ""
    run_starts: tuple[bytes, ...] = field(default=(), repr=False)
    """What opens the text of a run at each site."""
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    loops: tuple[Rounds, ...] = field(default=(), repr=False)
    charts: tuple[ChartEntry, ...] = ()
    chart_package: ChartPackage = field(default_factory=ChartPackage, repr=False)
    outline: Outline | None = None
    """Sections and annexes numbered, when no condition can change that."""
    outlines: dict[tuple[bool, ...], Outline] = field(default_factory=dict, repr=False)
    """Otherwise those that units have had, by what they printed."""
    slots: Slots = field(default_factory=Slots, repr=False)
    expanded: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Parts before their runs are split, in plain docxtpl syntax: the reference the tests compare with."""

    @property
    def only_annex_pattern(self) -> NumberPattern | None:
        """How an annex is labelled that is the only one; None when its author labels annexes himself."""
        if self.definition.annex_label is not None:
            return None
        return NumberPattern.parse(self.rules.annex_labels.single)
