"""The highest and the lowest: of the values listed beside it, of years listed before, of a table's rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.audit.meant.around import Said, Surroundings
from reportgen.audit.meant.table_rows import Column, TableColumns
from reportgen.audit.numbers import Bound
from reportgen.audit.open_figures import OpenFigures
from reportgen.audit.passages import Passage
from reportgen.audit.statements import Statement
from reportgen.audit.then_and_now import Time, time_of
from reportgen.audit.units import Measure
from reportgen.audit.verdict import Verdict
from reportgen.errors import Severity

RULE = "rank-of-value"
_SUPERLATIVE = re.compile(
    r"\b(?:(?P<high>cao|nhiều|lớn|đông|nhanh|dài)\s+nhất|(?P<low>thấp|ít|nhỏ|chậm|kém|ngắn)\s+nhất"
    r"|(?P<top>dẫn đầu|đứng đầu|đứng thứ nhất|xếp thứ nhất))\b"
)
_HOUR = re.compile(r"\s*(?:h|giờ)\b|h[0-9]")
_NEXT = re.compile(
    r"\b(?:tiếp theo|tiếp đến|tiếp đó|kế đó|kế tiếp|kế đến|sau đó|xếp sau|đứng sau|thứ hai|rồi đến)\b"
)
_OTHERS = re.compile(
    r"\b(?:cộng|tổng|chung|bình quân|trung bình|cùng kỳ|so với|cả|toàn|kế hoạch|chỉ tiêu|năm trước|trước|mức|"
    r"trong đó|tối đa|tối thiểu|gồm|lịch sử|từ trước)\b"
)
LONGEST_GAP = 70
FEWEST_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Superlative:
    """A superlative with the number it is said of."""

    is_high: bool
    text: str
    start: int
    end: int
    said: Said


def superlatives(figures: OpenFigures, place: int) -> Iterator[Statement]:
    """Verify each superlative of a passage against what is listed."""
    around = figures.around
    passage = around.outline.passages[place]
    found = list(_SUPERLATIVE.finditer(passage.lowered)) if not passage.is_in_table else []
    for match in found:
        yield from _of_years(around, place, match)
        told = _told(around.of(place), passage, match)
        if told:
            yield from _in_list(around.of(place), told) or _in_table(figures.tables, told)


# --- the values listed in the sentence -----------------------------------------------------------------


def _told(own: Sequence[Said], passage: Passage, match: re.Match[str]) -> Superlative | None:
    """Return the superlative with its number: `cao nhất là Hải Dương 286 người`, `41 người (thấp nhất)`."""
    sentence = passage.sentence_of(match.start())
    is_high = match["low"] is None
    for said in own:
        if said.sentence != sentence or said.number.bound in (Bound.AT_LEAST, Bound.AT_MOST):
            continue
        gap = passage.lowered[match.end() : said.number.start]
        if said.number.start >= match.end():
            is_tied = len(gap) <= LONGEST_GAP and not re.search(r";|nhất\b|\btừ\b|\btrong số\b|\bnăm 20", gap)
            is_hour = bool(_HOUR.match(passage.lowered, said.number.end))
            is_value = not is_hour and time_of(passage, said.index) is Time.NOW and not said.is_change
            return (
                Superlative(is_high, match.group(), match.start(), said.number.end, said)
                if is_tied and is_value
                else None
            )
    return None


def _in_list(own: Sequence[Said], told: Superlative) -> list[Statement]:
    others = _rivals(own, told)
    said = told.said
    beyond = [o for o in others if _is_beyond(o, told)]
    if not beyond or (len(others) < FEWEST_OTHERS and not _NEXT.search(_between(said, others[0]))):
        return []
    rival = beyond[0]
    return [_statement(told, f"{rival.number.text}", (rival,))]


def _between(one: Said, other: Said) -> str:
    first, last = sorted((one.number, other.number), key=lambda number: number.start)
    return one.passage.lowered[first.end : last.start]


def _is_beyond(other: Said, told: Superlative) -> bool:
    mine, its = told.said.number.quantity, other.number.quantity
    return its > mine if told.is_high else its < mine


def _rivals(own: Sequence[Said], told: Superlative) -> list[Said]:
    """Return the values of the sentence that a list sets beside the one told."""
    said = told.said
    found: list[Said] = []
    for other in own:
        if other is said or other.sentence != said.sentence or not _is_rival(other, said):
            continue
        is_before = other.number.start < said.number.start
        if is_before and told.is_high and not _is_rate(said):
            continue  # «192 gương, nhiều nhất là kinh tế 97 gương»
        found.append(other)
    return found


def _is_rate(said: Said) -> bool:
    return said.number.is_percent or said.measure is Measure.RATE


def _is_rival(other: Said, said: Said) -> bool:
    one, two = other.number.unit, said.number.unit
    is_like = (
        one == two
        or (one.text == "" and two.measure is Measure.COUNT)
        or (two.text == "" and one.measure is Measure.COUNT)
    )
    passage = other.passage
    is_bracket = passage.lowered[: said.number.start].rstrip().endswith("(")  # «đông nhất (412 đồng chí), …»
    is_level = passage.depths[other.index] in {
        passage.depths[said.index],
        passage.depths[said.index] - is_bracket,
    }
    figure = passage.figures[other.index]
    is_value = figure.is_plain and not other.is_change and other.number.bound is Bound.EXACT
    gap = re.split(r"[;]", passage.before(other.index))[-1]
    is_other = _OTHERS.search(passage.before(other.index)) or len(gap.split()) > MOST_WORDS
    return is_like and is_level and is_value and not is_other and time_of(passage, other.index) is Time.NOW


MOST_WORDS = 8


# --- the years listed before ---------------------------------------------------------------------------

_YEAR_AFTER = re.compile(r"\s*(?:là\s+)?(?:năm\s+|vào\s+năm\s+)?(?P<year>20[0-9]{2})\b(?![.,]?[0-9])")
_YEAR_BEFORE = re.compile(r"\bnăm\s+(?P<year>20[0-9]{2})\s+(?:là|có|đạt|thu|được|với)\b[^;,.:()0-9]{0,40}$")
_LISTED = re.compile(
    r"\b(?:năm\s+)?(?P<year>20[0-9]{2})(?:\s*[:(]|(?:\s+[^\W\d]+){0,3})\s*(?P<value>[0-9][0-9.,]*[0-9]|[0-9])"
)
FEWEST_YEARS = 3
PLACES_BACK = 2


def _of_years(around: Surroundings, place: int, match: re.Match[str]) -> Iterator[Statement]:
    """`Năm thấp nhất là 2021`: of the values listed by year before."""
    passage = around.outline.passages[place]
    lead = passage.lowered[max(0, match.start() - LONGEST_GAP) : match.start()]
    after = _YEAR_AFTER.match(passage.lowered, match.end())
    before = None if after else _YEAR_BEFORE.search(re.split(r"[;,.]", lead)[-1])
    named = after or before
    if named is None:
        return
    if after and not re.search(r"\bnăm\b[^;,.()]{0,40}$", lead):
        return
    start = passage.sentence_of(match.start())[0]
    colon = passage.lowered.find(":", match.end(), match.end() + LONGEST_GAP)
    years = _listed_years(around, place, len(passage.text) if colon > 0 else start)
    said = int(named["year"])
    if said not in years:
        return
    right = (max if match["low"] is None else min)(years, key=lambda year: years[year].number.quantity)
    if years[right].number.quantity == years[said].number.quantity:
        return
    end = after.end() if after else match.end()
    begin = match.start() if after else match.start() - len(lead)
    yield Statement(
        RULE,
        passage,
        max(begin, start),
        end,
        Verdict.WRONG,
        f"năm {said} ({years[said].number.text}) không phải là {match.group()}: "
        f"năm {right} là {years[right].number.text}",
        str(right),
        "Kiểm tra lại tên năm và các số liệt kê theo năm.",
        Severity.WARNING,
        also=(years[right].passage.where(years[right].number.start, years[right].number.end),),
    )


def _listed_years(around: Surroundings, place: int, start: int) -> dict[int, Said]:
    """Return the values by year of the nearest sentence before that lists three years or more."""
    for at in range(place, max(-1, place - PLACES_BACK - 1), -1):
        passage, own = around.outline.passages[at], {o.number.start: o for o in around.of(at)}
        limit = start if at == place else len(passage.text)
        for opening, closing in reversed([s for s in passage.sentences if s[0] < limit]):
            found = [
                m
                for m in _LISTED.finditer(passage.lowered, opening, min(closing, limit))
                if m.start("value") in own
            ]
            if any(own[m.start("value")].is_change for m in found):
                continue
            years = {int(m["year"]): own[m.start("value")] for m in found}
            units = {said.number.unit.measure for said in years.values()}
            if len(years) >= FEWEST_YEARS and len(years) == len(found) and len(units) == 1:
                return years
    return {}


# --- the rows of a table -------------------------------------------------------------------------------


def _in_table(tables: TableColumns, told: Superlative) -> list[Statement]:
    """`Huyện A có số hộ nghèo cao nhất (1.236 hộ)`: the row that the table prints that number in."""
    said = told.said
    clause = re.split(r"[;,.:]", said.passage.lowered[said.sentence[0] : told.start])[-1]
    clause += said.passage.lowered[told.start : said.number.start]
    columns = tables.with_value(said.number)
    named = [column for column in columns if column.words & said.words and len(column.rows) > FEWEST_OTHERS]
    named = [column for column in named if any(row.is_named_in(clause) for row in column.rows)]
    if not named or any(_holds(column, told, clause) for column in columns):
        return []
    right = named[0].extreme(is_high=told.is_high)
    return [_statement(told, f"{right.label} {right.number.text}", ())]


def _holds(column: Column, told: Superlative, clause: str) -> bool:
    right = column.extreme(is_high=told.is_high)
    is_extreme = right.number.value == told.said.number.value
    return is_extreme and (
        right.is_named_in(clause) or not any(row.is_named_in(clause) for row in column.rows)
    )


def _statement(told: Superlative, rival: str, others: tuple[Said, ...]) -> Statement:
    said = told.said
    way = "lớn hơn" if told.is_high else "nhỏ hơn"
    start, end = (
        min([told.start, *(o.number.start for o in others)]),
        max([told.end, *(o.number.end for o in others)]),
    )
    reason = f"có {rival} {way}" if others else f"theo bảng là {rival}"
    return Statement(
        RULE,
        said.passage,
        start,
        end,
        Verdict.WRONG,
        f"{said.number.text} không phải là {told.text}: {reason}",
        rival,
        "Kiểm tra lại các số được so sánh và tên đi kèm.",
        Severity.WARNING,
    )
