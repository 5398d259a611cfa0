"""Checks of a unit asked anew only of groups that changed, or of which there was something to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.check.waivers import cover_partly
from reportgen.compute import Book
from reportgen.errors import Where
from reportgen.load import LoadedFigures
from reportgen.model.base import Path
from reportgen.model.checking import Checked
from reportgen.model.figures_input import FiguresInput, GroupInput
from reportgen.model.source import Source
from reportgen.model.unit_values import NO_SOURCE
from reportgen.service.batching import BatchOptions, LevelReport, check_unit, find_in_unit, find_what_stops

NAME = re.compile(r"[a-z_][a-z0-9_]*")
Groups = Mapping[str, GroupInput]


class KnownGroups:
    """The groups of one unit at its last check, and those of which that had something to tell.

    Groups are known by identity: nobody changes one. What is found of a group depends on it, on the groups
    that its expressions name, and on what is compared as `_asked`.
    """

    def __init__(self) -> None:
        self._level: LevelReport | None = None
        self._asked: tuple[Any, ...] = ()
        self._groups: Groups = {}
        self._named: dict[str, frozenset[str]] = {}
        self._told: set[str] = set()

    def check(self, level: LevelReport, given: LoadedFigures, options: BatchOptions, book: Book) -> Checked:
        """Return the findings of `check_unit`; without a tie-out to hold them only if they stop publication.

        How many statements passed is told of groups asked only. Rules of an office and overrides may look at
        any group, so where there are any, all is asked.
        """
        figures = given.figures
        if figures.rules or figures.overrides or level.loaded.definition.rules:
            return check_unit(level, given, options, book)
        if options.with_tie_out:
            return cover_partly(self._found(level, given, options, book), level.waivers, options.today)
        found = self._found(level, replace(given, source=NO_SOURCE), options, book)
        return check_unit(level, given, options, book) if found.is_blocking else Checked()

    def _found(self, level: LevelReport, given: LoadedFigures, options: BatchOptions, book: Book) -> Checked:
        """Return what there is to tell of groups that may have new errors, or findings to be read."""
        figures, told = given.figures, _noting(given.source)
        asked = (options, figures.periods, figures.limits)
        if level is not self._level or asked != self._asked:
            self._groups = {}
        wanted = self._wanted(figures.groups)
        self._groups = {}
        asked_now = replace(given, figures=_only(figures, wanted), source=told)
        part = book.part(wanted)
        if options.with_tie_out:
            found = find_in_unit(level, asked_now, options, part)
        else:
            found = find_what_stops(asked_now, part)
        self._level, self._asked, self._groups = level, asked, figures.groups
        self._told = told.groups if options.with_tie_out or found.is_blocking else set()
        return found

    def _wanted(self, groups: Groups) -> Groups:
        """Return the groups to be asked, with those that they are worked out of."""
        changed = {name for name, group in groups.items() if self._groups.get(name) is not group}
        self._named |= {name: frozenset(_named(name, groups)) for name in changed}
        names = set(self._told)
        for name in groups:
            needs = self._closure(name)
            if name in self._told or not needs.isdisjoint(changed):
                names |= needs
        return {name: group for name, group in groups.items() if name in names}

    def _closure(self, name: str) -> frozenset[str]:
        """Return the groups that the numbers of a group are worked out of, itself among them."""
        found, fresh = frozenset[str](), self._named[name]
        while fresh:
            found |= fresh
            fresh = frozenset[str]().union(*(self._named[each] for each in fresh)) - found
        return found


def _named(own: str, groups: Groups) -> Iterator[str]:
    """Yield the groups that expressions of a group may name; one that names nothing holds for all periods."""
    yield own
    for text in _expressions(groups[own]):
        names = set(NAME.findall(text))
        yield from names & groups.keys() if names else groups


def _expressions(group: GroupInput) -> Iterator[str]:
    for indicator in group.indicators.values():
        if indicator.expression is not None:
            yield indicator.expression
        yield from (each for each in indicator.denominators.values() if isinstance(each, str))


def _only(figures: FiguresInput, groups: Groups) -> FiguresInput:
    if len(groups) == len(figures.groups):
        return figures
    made = figures.model_copy()
    object.__setattr__(made, "__pydantic_extra__", dict(groups))
    return made


@dataclass(frozen=True, slots=True)
class _Noting(Source):
    """A source that notes of which groups places were asked: those of which there is something to tell."""

    inner: Source = NO_SOURCE
    groups: set[str] = field(default_factory=set)

    def where(self, path: Path, *, key: bool = False) -> Where:
        """Return the place of a value, and note its group."""
        self.groups.add(str(path[0]))
        return self.inner.where(path, key=key)


def _noting(source: Source) -> _Noting:
    return _Noting(source.file, source.text, source.spots, source.sha256, source.line_starts, source)
