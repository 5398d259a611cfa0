"""What each number of a text is about: its subject as a set of words, its period, its places by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.audit.not_figures import MarkKind
from reportgen.audit.numbers import Bound, Number
from reportgen.audit.outline import Outline
from reportgen.audit.parts import breakdowns
from reportgen.audit.passages import Passage
from reportgen.audit.percent import Role, role_of
from reportgen.audit.subjects import subject_words
from reportgen.audit.units import Measure
from reportgen.audit.words import AMONG, CHANGE, EARLIER, any_of


@dataclass(frozen=True, slots=True)
class Fact:
    """A number and its subject: `own` words around it, `about` also those of the whole it is part of."""

    passage: Passage
    number: Number
    own: frozenset[str]
    about: frozenset[str]
    years: frozenset[str]
    names: frozenset[str]


NO_FACTS = {Measure.POINTS, Measure.TIME}
_TARGET = any_of("phấn đấu|mục tiêu|kế hoạch|dự kiến|chỉ tiêu|dự toán|định hướng|giao")
_CUT_BEFORE = re.compile(r"[;:.,()“”\"]")
_CUT_AFTER = re.compile(
    r"[;:.,()“”\"]|\b(?:là|có|chiếm|đạt|trong đó|gồm|bằng|tăng|giảm|so với)\b(?! trình độ)"
)
_PLACE = re.compile(
    r"\b(?:xã|phường|thị trấn|huyện|thôn|bản|trường|tỉnh|thành phố|khu|tổ|dân tộc|công ty)\s", re.IGNORECASE
)
_PROPER = re.compile(r"[A-ZĐ][\w-]*(?:\s[A-ZĐ][\w-]*)*")


@dataclass(frozen=True, slots=True)
class Setting:
    """What the lines around a passage tell of its numbers: subject words, periods, names, wholes."""

    words: frozenset[str]
    years: frozenset[str]
    names: frozenset[str]
    wholes: dict[int, int]


def facts(outline: Outline) -> Iterator[Fact]:
    """Yield what each number outside tables is about."""
    for place, passage in outline:
        if passage.is_in_table:
            continue
        setting = _setting(outline, place, passage)
        for index in range(len(passage.figures)):
            fact = _fact(passage, index, setting)
            if fact:
                yield fact


def _setting(outline: Outline, place: int, passage: Passage) -> Setting:
    lead = outline.lead_of(place)
    if lead is None and place and outline.passages[place - 1].text.rstrip().endswith(":"):
        lead = outline.passages[place - 1]
    heading = passage.headings[-1].lower() if passage.headings else ""
    names = names_in(" ; ".join((*passage.headings, _title_before(outline, place))))
    years = frozenset(re.findall(r"(?<!đến )năm (20[0-9]{2})", heading))
    if lead is None:
        return Setting(frozenset(), years, names, _wholes(passage))
    years |= _years(lead, 0, len(lead.text))
    return Setting(_subject_of(lead), years, names, _wholes(passage))


LONGEST_TITLE = 60


def _title_before(outline: Outline, place: int) -> str:
    """Return the short line before a passage that ends without a stop: a title, whatever it looks like."""
    text = outline.passages[place - 1].text.strip() if place else ""
    return text if len(text) <= LONGEST_TITLE and text[-1:] not in ".;,:" else ""


def _subject_of(lead: Passage) -> frozenset[str]:
    """Words of the line that opens a list, up to its last number."""
    if not lead.figures:
        return subject_words(lead.lowered)
    last = lead.figures[-1].start
    return subject_words(_up_to_bracket(lead.lowered[lead.sentence_of(last)[0] : last]))


def _up_to_bracket(text: str) -> str:
    return text.split("(")[0]


def _wholes(passage: Passage) -> dict[int, int]:
    """For each number that is a part the place of its whole among the figures."""
    starts = {figure.start: index for index, figure in enumerate(passage.figures)}
    found: dict[int, int] = {}
    for breakdown in breakdowns(passage):
        for part in breakdown.parts:
            found[part.number.start] = starts[breakdown.total.start]
    return found


LONGEST_LOOK_BACK = 200  # characters in which the place that a number belongs to is named


def _fact(passage: Passage, index: int, setting: Setting) -> Fact | None:
    figure = passage.figures[index]
    number = figure.top[0]
    if len(figure.top) > 1 or not _is_fact(passage, index):
        return None
    own = _own_words(passage, index)
    whole = setting.wholes.get(number.start)
    if whole is None and number.is_percent and index:
        whole = setting.wholes.get(passage.figures[index - 1].number.start)
    about = own | setting.words | (_own_words(passage, whole) if whole is not None else frozenset())
    sentence = passage.sentence_of(figure.start)
    text = passage.text[max(sentence[0], figure.start - LONGEST_LOOK_BACK) : figure.start]
    return Fact(
        passage=passage,
        number=number,
        own=own,
        about=about | _kind(passage, index),
        years=_years(passage, *sentence) | setting.years,
        names=names_in(text) | setting.names,
    )


def _is_fact(passage: Passage, index: int) -> bool:
    figure = passage.figures[index]
    number, before = figure.number, passage.before(index)
    if number.unit.measure in NO_FACTS or number.bound is not Bound.EXACT or CHANGE.search(before):
        return False
    if EARLIER.search(before[-60:]):
        return False
    return not number.is_percent or figure.is_ratio or role_of(passage, index) is Role.SHARE


def _kind(passage: Passage, index: int) -> frozenset[str]:
    """Return marks that keep unlike numbers apart: percent or not, target or not."""
    figure = passage.figures[index]
    kinds = {f"<{figure.number.unit.measure.name}>"}
    clause = _CUT_BEFORE.split(passage.before(index))[-1]
    if _TARGET.search(clause):
        kinds.add("<TARGET>")
    return frozenset(kinds)


def _own_words(passage: Passage, index: int, steps: int = 3) -> frozenset[str]:
    """Return the words of the clause around a number; a share takes those of the count before it."""
    figure = passage.figures[index]
    clause = re.split(r"[;.()“”\"]", AMONG.split(passage.before(index))[-1])[-1]
    told = passage.after(index).replace(figure.unit.noun, "", 1)
    after = _CUT_AFTER.split(re.sub(r"^\s*là\b", "", told))[0]
    words = subject_words(_last_said(clause)) | subject_words(after) | subject_words(figure.unit.noun)
    if figure.number.is_percent and index and not words and steps:
        return _own_words(passage, index - 1, steps - 1)
    return words


def _last_said(clause: str) -> str:
    """Return the last piece that says something: in «Cán bộ nữ: 12» the label before the colon."""
    pieces = clause.split(",")[-1].split(":")
    return next((piece for piece in reversed(pieces) if subject_words(piece)), "")


_HORIZON = re.compile(r"(?<!tính )\b(?:đến|định hướng|tầm nhìn)\s*(?:đến\s*)?$")


def _years(passage: Passage, start: int, end: int) -> frozenset[str]:
    """Years that a stretch names as its period; «đến năm 2025» is a horizon of targets, no period."""
    kinds = (MarkKind.YEAR, MarkKind.MONTH, MarkKind.PERIOD, MarkKind.DATE)
    inside = (m for m in passage.marks if m.kind in kinds and start <= m.start < end)
    texts = (m.text for m in inside if not _HORIZON.search(passage.lowered, max(0, m.start - 20), m.start))
    return frozenset(year for text in texts for year in re.findall(r"[0-9]{4}", text))


def names_in(text: str) -> frozenset[str]:
    """Return the names of places and units: «xã Mường So» is not «xã Dào San»."""
    found = (_PROPER.match(text, match.end()) for match in _PLACE.finditer(text))
    return frozenset(name.group() for name in found if name)
