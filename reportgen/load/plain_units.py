"""Entries of a roster whose plain shape is surely right, without asking the model, which judges the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from sys import intern

from pydantic import ValidationError

from reportgen.model.programme import OrgUnit
from reportgen.model.unit import Unit, packed

KEYS = frozenset({"ma", "ten", "cap", "cha", "thong_tin"})
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}").fullmatch
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}").fullmatch


def units_of(entries: Iterable[object]) -> tuple[Unit, ...] | None:
    """Return the units of a roster; None when an entry is wrong, which the model then explains."""
    try:
        return tuple([unit_of(entry) for entry in entries])
    except ValidationError:
        return None


def unit_of(entry: object) -> Unit:
    """Return one unit; raises ValidationError when the entry is wrong."""
    return plain_unit(entry) or Unit.of(OrgUnit.model_validate(entry))


def plain_unit(entry: object) -> Unit | None:
    """Return the unit that an entry surely means; None when the model has to judge."""
    if type(entry) is not dict or not KEYS.issuperset(entry):
        return None
    code, name, level, parent = entry.get("ma"), entry.get("ten"), entry.get("cap"), entry.get("cha")
    if type(code) is not str or not CODE(code) or type(name) is not str or not name:
        return None
    if type(level) is not str or not NAME(level) or not _is_parent(parent):
        return None
    facts = entry.get("thong_tin", {})
    if not _are_facts(facts):
        return None
    return Unit(intern(code), name, intern(level), parent and intern(parent), packed(facts))


def _is_parent(parent: object) -> bool:
    return parent is None or (type(parent) is str and CODE(parent) is not None)


def _are_facts(facts: object) -> bool:
    return type(facts) is dict and all(
        type(key) is str and NAME(key) and type(fact) in (str, int) for key, fact in facts.items()
    )
