"""Rules on sections, numbering patterns and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.errors import Finding, Where
from reportgen.model.base import Path
from reportgen.model.definition import Section
from reportgen.model.numbering import CORE, NumberPattern
from reportgen.validate.case import Case
from reportgen.validate.names import RESERVED

HAS_WORD = re.compile(r"\w")
PATTERNS = "I, 1, 01, 1.1, a, A hoặc nhất"
NAME = re.compile(r"\s*(\w+)")


def _walk(sections: tuple[Section, ...], path: Path, level: int) -> Iterator[tuple[Section, Path, int]]:
    for index, section in enumerate(sections):
        here = (*path, index)
        yield section, here, level
        yield from _walk(section.sections, (*here, "muc"), level + 1)


def section_keys_are_unique(case: Case) -> Iterator[Finding]:
    """Check that no two sections share a `ma`."""
    first: dict[str, Where] = {}
    for section, path, _ in _walk(case.definition.sections, ("noi_dung",), 1):
        if section.key is None:
            continue
        where = case.defined(*path, "ma")
        if section.key in first:
            message = f"mã mục “{section.key}” bị lặp"
            yield Finding("duplicate-section", message, where, "đặt mã khác", also=(first[section.key],))
        first.setdefault(section.key, where)


def numbering_counts(case: Case) -> Iterator[Finding]:
    """Check that a numbering pattern has one counter, or is a bullet, and shows no more levels than exist."""
    for index, text in enumerate(case.definition.numbering or ()):
        yield from _check_pattern(text, index + 1, case.defined("danh_so", index))
    for section, path, level in _walk(case.definition.sections, ("noi_dung",), 1):
        if section.child_numbering is not None:
            yield from _check_pattern(section.child_numbering, level + 1, case.defined(*path, "danh_so_muc"))


def _check_pattern(text: str, level: int, where: Where) -> Iterator[Finding]:
    counters = CORE.findall(text)
    if len(counters) > 1:
        message = f"kiểu đánh số “{text}” có {len(counters)} chỗ đếm: {', '.join(counters)}"
        yield Finding(
            "numbering-pattern", message, where, "chỉ giữ một; số của cấp trên viết liền, ví dụ 1.1."
        )
    elif not counters and HAS_WORD.search(text):
        message = f"kiểu đánh số “{text}” không có chỗ đếm"
        yield Finding("numbering-pattern", message, where, f"dùng {PATTERNS}, ví dụ “a)”; hoặc dấu -, +, *")
    elif (depth := NumberPattern.parse(text).depth) > level:
        message = f"kiểu đánh số “{text}” cần {depth} cấp, nhưng mục này ở cấp {level}"
        yield Finding("numbering-depth", message, where, f"dùng nhiều nhất {'.'.join('1' * level)}.")


def phrase_names_are_free(case: Case) -> Iterator[Finding]:
    """Check that a phrase has a name of its own: not a group's, not a built-in one, not another phrase's."""
    first: dict[str, Where] = {}
    for signature in case.definition.phrases:
        found = NAME.match(signature)
        where = case.defined("cum_tu", signature, key=True)
        if found is None:
            continue  # told when the phrase is compiled
        name = found[1]
        if name in case.figures.groups or name in RESERVED:
            what = "một nhóm số liệu" if name in case.figures.groups else "tên có sẵn"
            yield Finding(
                "phrase-name-taken", f"cụm từ “{name}” trùng {what}", where, "đặt tên khác cho cụm từ"
            )
        if name in first:
            yield Finding(
                "duplicate-phrase", f"cụm từ “{name}” bị lặp", where, "đặt tên khác", also=(first[name],)
            )
        first.setdefault(name, where)


RULES = (section_keys_are_unique, numbering_counts, phrase_names_are_free)
