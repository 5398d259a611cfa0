"""Number, symbol, place and date of a letterhead, changed in Word, for the entries of a definition."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.model.figures_input import UnitTexts
from reportgen.model.layout import LayoutRules
from reportgen.revise.edits import CannotPull, Edit, Layout

FIELD = re.compile(r"\{(\w+)\}")
ANYTHING = {"so": r"\d*", "ngay": r"\d{0,2}", "thang": r"\d{0,2}", "nam": r"\d{4}"}
BLANK, DOTS = re.compile(r"\s+"), re.compile(r"[.…_]{2,}")
NUMBER, SYMBOL, PLACE, DATE = "so", "ky_hieu", "dia_danh", "ngay"
OWNERS = {NUMBER: "number", SYMBOL: "symbol", PLACE: "place", DATE: "issued_on"}


@dataclass(frozen=True, slots=True)
class LetterheadLines:
    """The two composed lines of a letterhead: how they are written, and as this document prints them."""

    rules: LayoutRules
    code: str
    place_and_date: str
    unit: UnitTexts

    @classmethod
    def of(cls, rules: LayoutRules, names: Mapping[str, Any], unit: UnitTexts) -> LetterheadLines:
        """Take the lines from the names that the template of a document was filled with."""
        return cls(rules, str(names["so_ky_hieu"]), str(names["dia_danh_ngay"]), unit)

    def is_one(self, text: str) -> bool:
        """Tell whether a paragraph is one of the lines."""
        return _plain(text) in (_plain(self.code), _plain(self.place_and_date))

    def say_same(self, one: str, other: str) -> bool:
        """Tell whether two versions of a line name the same, however blanks and leading zeros are typed."""
        forms = (self.rules.wording.document_code, self.rules.wording.place_and_date)
        read = [(_read(form, one), _read(form, other)) for form in forms]
        return any(left is not None and _bare(left) == _bare(right or {}) for left, right in read)

    def edits(self, before: str, after: str, layout: Layout) -> list[Edit]:
        """Return the edits of the definition that give the changed line; raises CannotPull when none do."""
        wording = self.rules.wording
        form = wording.document_code if _plain(before) == _plain(self.code) else wording.place_and_date
        was, now = _read(form, before), _read(form, after)
        if was is None or now is None:
            raise CannotPull(f"dòng này phải viết theo dạng “{FIELD.sub('…', form)}”")
        changed = {_entry(name) for name in now if now[name] != was[name]}
        return [self._edit(name, now, layout) for name in sorted(changed)]

    def _edit(self, name: str, now: Mapping[str, str], layout: Layout) -> Edit:
        if getattr(self.unit, OWNERS[name]) is not None:
            raise CannotPull(f"{name} của đơn vị này ghi ở van_ban của tệp số liệu")
        value = _value(name, now, layout)
        if layout.has((name,)):
            return layout.replace((name,), value)
        return layout.entry_before((SYMBOL,), name, value)


def _bare(fields: Mapping[str, str]) -> list[str]:
    return [value.lstrip("0") if value.isdecimal() else value for value in fields.values()]


def _entry(field: str) -> str:
    """Return the entry of a definition that holds a field of a line."""
    return DATE if field in ("ngay", "thang", "nam") else field


def _value(name: str, now: Mapping[str, str], layout: Layout) -> str:
    if name == NUMBER:
        return str(int(now[NUMBER])) if now[NUMBER] else "null"
    if name == DATE:
        date = "-".join(filter(None, (now["nam"], now["thang"].zfill(2) if now["thang"] else "")))
        date += f"-{now['ngay'].zfill(2)}" if now["ngay"] and now["thang"] else ""
        return layout.word(date)
    return json.dumps(now[name], ensure_ascii=False)


def _read(form: str, text: str) -> dict[str, str] | None:
    """Return the fields of a line that is written in a form; None when it is not."""
    pieces, at = [], 0
    for found in FIELD.finditer(form):
        pieces += [
            _literal(form[at : found.start()]),
            f"\\s*(?P<{found[1]}>{ANYTHING.get(found[1], '.+?')})\\s*",
        ]
        at = found.end()
    match = re.fullmatch("".join([*pieces, _literal(form[at:])]), DOTS.sub(" ", text).strip())
    return None if match is None else {name: value.strip() for name, value in match.groupdict().items()}


def _literal(text: str) -> str:
    return r"\s*".join(re.escape(word) for word in BLANK.split(text))


def _plain(text: str) -> str:
    return BLANK.sub(" ", text).strip()
