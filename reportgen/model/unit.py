"""A unit of the roster, kept small: a programme may have a hundred thousand of them."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from sys import intern

from reportgen.model.figures_input import UnitTexts
from reportgen.model.programme import Facts, OrgUnit

NO_TEXTS = UnitTexts()


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of the roster, as it is kept; `OrgUnit` is its shape in files.

    Facts are kept as the bytes of their JSON, a third of what a mapping takes, and read when asked for.
    """

    code: str
    name: str
    level: str
    parent: str | None = None
    packed_facts: bytes = b""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    texts: UnitTexts = NO_TEXTS

    @classmethod
    def of(cls, entry: OrgUnit) -> Unit:
        """Return what is kept of an entry."""
        return cls(
            code=intern(entry.code),
            name=entry.name,
            level=intern(entry.level),
            parent=entry.parent and intern(entry.parent),
            packed_facts=packed(entry.facts),
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
            texts=entry.texts if entry.texts.model_fields_set else NO_TEXTS,
        )

    @property
    def facts(self) -> Facts:
        """What the roster says of the unit beside its name."""
        facts: Facts = json.loads(self.packed_facts) if self.packed_facts else {}
        return facts

    @property
    def as_text(self) -> str:
        """All that the roster says of the unit: the same text when and only when that is the same."""
        texts = self.texts.model_dump_json(exclude_unset=True)
        said = [self.code, self.name, self.level, self.parent, str(self.valid_from), str(self.valid_to)]
        return json.dumps([*said, texts, self.packed_facts.decode()], ensure_ascii=False)

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the unit exists on a day."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


def packed(facts: Facts) -> bytes:
    """Return facts as they are kept."""
    return json.dumps(facts, ensure_ascii=False).encode() if facts else b""
