"""What the document of a unit depends on, as one hash: only what has changed need be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen import __version__
from reportgen.load import read_file
from reportgen.service.publishing import office_form_path
from reportgen.service.reading import rules_and_template

if TYPE_CHECKING:
    from reportgen.service.programme import OpenProgramme


class InputKeys:
    """The keys of a programme's documents; what several units share is hashed once."""

    def __init__(self, programme: OpenProgramme) -> None:
        self._programme = programme
        self._levels: dict[str, bytes] = {}
        self._entries: dict[str, str] = {}
        self._values: dict[str, bytes] = {}
        self._asked_last: dict[str, str] = {}

    def of(self, code: str) -> str:
        """Return the sha256 over definition, template, skeleton, rules, texts, values and program version.

        Raises InputRefused with the mistakes of the level's report.
        """
        key = self._asked_last.get(code)
        if key is None:
            unit = self._programme.unit(code)
            parts = (__version__, self._level(unit.level), self._entry(code), self._of_values(code))
            key = _digest(parts).hex()
            self._asked_last = {code: key}  # pages of one report ask again and again
        return key

    def forget(self, code: str) -> None:
        """Work out anew what depends on the values of a unit, which have changed."""
        self._values.pop(code, None)
        self._asked_last.pop(code, None)

    @cached_property
    def _shared(self) -> bytes:
        loaded = self._programme.loaded
        shared = loaded.programme.model_dump_json(include={"period", "rules", "successions"})
        return _digest((loaded.skeleton.source.sha256, shared, loaded.period.days))

    def _level(self, level: str) -> bytes:
        if level not in self._levels:
            loaded, given = self._programme.definition(level), self._programme.loaded.programme.levels[level]
            folder = self._programme.report_path(level).parent
            rules, template = rules_and_template(loaded, folder, given.texts)  # compiling takes far longer
            sha256 = hashlib.sha256(read_file(template, template.name)).hexdigest()
            forms = [annex.form.file for annex in loaded.definition.annexes if annex.form is not None]
            files = [self._office_form(level, name) for name in forms]
            parts = [loaded.source.sha256, sha256, rules.id, given.model_dump_json()]
            self._levels[level] = _digest([self._shared, *parts, *files])
        return self._levels[level]

    def _office_form(self, level: str, name: str) -> bytes:
        path = office_form_path(name, self._programme.report_path(level).parent)
        return hashlib.sha256(path.read_bytes()).digest() if path is not None else b""

    def _entry(self, code: str) -> str:
        """Return what the roster says about a unit and the one above it: the same while it is open."""
        if code not in self._entries:
            parent = self._programme.roster.parent(code)
            above = f"{parent.code} {parent.name}" if parent is not None else ""
            self._entries[code] = self._programme.unit(code).as_text + above
        return self._entries[code]

    def _of_values(self, code: str) -> bytes:
        if code not in self._values:
            parts: list[str | bytes] = [self._programme.given.digest(code)]
            parts += self._programme.last_digests(code)
            children = self._programme.roster.children(code)
            for child in children:
                parts += [self._entry(child), self._of_values(child)]
            if children:
                parts.append(self._programme.level(code).model_dump_json(include={"rules"}))
            self._values[code] = _digest(parts)
        return self._values[code]


def _digest(parts: Iterable[str | bytes]) -> bytes:
    """Return the sha256 of parts, each with its length so that no two lists of parts look alike."""
    digest = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        digest.update(len(raw).to_bytes(8, "big"))
        digest.update(raw)
    return digest.digest()
