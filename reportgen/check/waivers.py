"""Waivers (`bo_qua`) put to use: what they cover is listed, and those that cover nothing are told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reportgen.errors import Finding, Severity, Where
from reportgen.model.base import Path
from reportgen.model.checking import Checked, Waived, Waiver
from reportgen.model.source import Source
from reportgen.model.waiver import WaiverLine
from reportgen.vietnamese import nfc


def place_waivers(
    lines: Iterable[WaiverLine], source: Source, path: Path = ("bo_qua",)
) -> tuple[Waiver, ...]:
    """Return the waivers of a file, each with the place where it is written."""
    return tuple(
        Waiver(line.rule, line.reason, line.by, line.place, line.until, source.where((*path, number)))
        for number, line in enumerate(lines)
    )


def apply_waivers(checked: Checked, waivers: Sequence[Waiver], today: dt.date) -> Checked:
    """Return the outcome with what waivers cover set apart, and with a finding on each idle waiver."""
    if not waivers:
        return checked
    covered = cover(checked, waivers, today)
    return replace(covered, findings=(*covered.findings, *idle_waivers(waivers, [covered], today)))


def cover(checked: Checked, waivers: Sequence[Waiver], today: dt.date) -> Checked:
    """Return the outcome with what waivers in force cover set apart; the first that fits counts."""
    left = list(checked.findings)
    waived: list[Waived] = []
    for waiver in waivers:
        if not _is_over(waiver, today):
            split = [_split(waiver, finding) for finding in left]
            waived += [Waived(covered, waiver) for covered, _ in split if covered is not None]
            left = [rest for _, rest in split if rest is not None]
    return replace(checked, findings=tuple(left), waived=(*checked.waived, *waived))


def cover_partly(checked: Checked, waivers: Sequence[Waiver], today: dt.date) -> Checked:
    """Return the outcome of some of the checks: a waiver without a finding may belong to the others."""
    if not waivers:
        return checked
    covered = cover(checked, waivers, today)
    over = [_over(waiver) for waiver in waivers if _is_over(waiver, today)]
    return replace(covered, findings=(*covered.findings, *over))


def idle_waivers(waivers: Iterable[Waiver], outcomes: Iterable[Checked], today: dt.date) -> list[Finding]:
    """Tell of waivers that are over or that covered nothing: else nobody would ever look at them again."""
    used = {id(each.waiver) for outcome in outcomes for each in outcome.waived}
    idle = [waiver for waiver in waivers if id(waiver) not in used]
    return [_over(waiver) if _is_over(waiver, today) else _unused(waiver) for waiver in idle]


def _split(waiver: Waiver, finding: Finding) -> tuple[Finding | None, Finding | None]:
    """Return what a waiver covers of a finding with several places, and the rest of it."""
    if waiver.rule != finding.rule:
        return None, finding
    places = (finding.where, *finding.also)
    covered = [place for place in places if _covers(waiver, finding, place)]
    return _at(finding, covered), _at(finding, [place for place in places if place not in covered])


def _at(finding: Finding, places: Sequence[Where]) -> Finding | None:
    return replace(finding, where=places[0], also=tuple(places[1:])) if places else None


def _is_over(waiver: Waiver, today: dt.date) -> bool:
    return waiver.until is not None and waiver.until < today


def _covers(waiver: Waiver, finding: Finding, place: Where) -> bool:
    texts = [str(place), place.heading]
    if place == finding.where:
        texts.append(finding.quote)
    return not waiver.place.strip() or any(_stands_in(waiver.place, text) for text in texts)


def _stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text as whole words: “đoạn 1” does not stand in “đoạn 12”."""
    pattern = re.escape(_plain(words))
    return re.search(rf"(?<!\w){pattern}(?!\w)", _plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(nfc(text).casefold().split())


def _over(waiver: Waiver) -> Finding:
    assert waiver.until is not None, "only a waiver with an end is ever over"
    message = f"bỏ qua {_name(waiver)} đã hết hiệu lực từ {waiver.until:%d/%m/%Y}"
    remedy = "sửa chỗ được bỏ qua, hoặc quyết định lại và ghi ngày mới ở den"
    return Finding("waiver-expired", message, waiver.where, remedy, severity=Severity.WARNING)


def _unused(waiver: Waiver) -> Finding:
    message = f"bỏ qua {_name(waiver)} không ứng với phát hiện nào"
    remedy = "xóa dòng này nếu chỗ đó đã sửa; nếu không, kiểm tra lại quy_tac và cho"
    return Finding("waiver-unused", message, waiver.where, remedy, severity=Severity.WARNING)


def _name(waiver: Waiver) -> str:
    return f"“{waiver.rule}” ở “{waiver.place}”" if waiver.place else f"“{waiver.rule}”"
