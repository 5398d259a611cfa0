"""Waivers: they cover what they name and nothing else, and those that cover nothing are told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reportgen.check.waivers import apply_waivers, place_waivers
from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load import load_waivers
from reportgen.model.checking import Checked, Waiver

TODAY = dt.date(2026, 7, 12)
PLACE = Where("a.docx", part="word/document.xml", paragraph=12, heading="I. TÌNH HÌNH › 1. Dân cư")


def finding(where: Where = PLACE, rule: str = "percent-of-total", also: tuple[Where, ...] = ()) -> Finding:
    return Finding(rule, "4,22% bị cắt", where, quote="chiếm 4,22%", also=also)


def waiver(place: str = "", rule: str = "percent-of-total", until: dt.date | None = None) -> Waiver:
    return Waiver(rule, "theo số của huyện", "Lò Văn A", place, until, Where("bo-qua.yaml", 2, 5))


def applied(*waivers: Waiver, findings: tuple[Finding, ...] = ()) -> Checked:
    return apply_waivers(Checked(findings or (finding(),)), waivers, TODAY)


@pytest.mark.parametrize(
    "place",
    ["", "đoạn 12", "1. Dân cư", "chiếm 4,22%", "4,22%", "ĐOẠN  12", "a.docx", "Tình hình › 1. dân cư"],
)
def test_a_waiver_covers_what_its_place_says(place: str) -> None:
    outcome = applied(waiver(place))
    assert outcome.findings == ()
    assert [(each.finding, each.waiver.by) for each in outcome.waived] == [(finding(), "Lò Văn A")]
    assert not outcome.is_blocking


@pytest.mark.parametrize("place", ["đoạn 1", "đoạn 2", "4,2", "1. Dân", "b.docx", "Dân cưu"])
def test_a_place_matches_whole_words_only(place: str) -> None:
    outcome = applied(waiver(place))
    is_covered = place == "1. Dân"  # whole words of the heading
    assert bool(outcome.waived) is is_covered


def test_accents_apart_from_their_letters_match() -> None:
    assert applied(waiver("d\u0061\u0302n cu\u031b")).waived


def test_a_waiver_of_another_rule_covers_nothing_and_is_told_with_its_place() -> None:
    kept, idle = applied(waiver("đoạn 12", rule="ND30-PG-01")).findings
    assert kept == finding()
    assert (idle.rule, idle.severity, idle.where.line) == ("waiver-unused", Severity.WARNING, 2)
    assert idle.message == "bỏ qua “ND30-PG-01” ở “đoạn 12” không ứng với phát hiện nào"


@pytest.mark.parametrize(
    ("until", "is_over"), [("2026-07-11", True), ("2026-07-12", False), ("2027-01-01", False)]
)
def test_a_waiver_holds_to_the_end_of_its_last_day(until: str, is_over: bool) -> None:
    outcome = applied(waiver(until=dt.date.fromisoformat(until)))
    assert bool(outcome.waived) is not is_over
    assert ("waiver-expired" in {each.rule for each in outcome.findings}) is is_over
    assert outcome.is_blocking is is_over


def test_of_several_places_of_one_cause_only_those_named_are_covered() -> None:
    other = Where("a.docx", part="word/document.xml", paragraph=30)
    third = Where("a.docx", part="word/document.xml", paragraph=31)
    outcome = applied(waiver("đoạn 12"), waiver("đoạn 31"), findings=(finding(also=(other, third)),))
    (left,) = outcome.findings
    assert (left.where, left.also) == (other, ())
    assert [each.finding.where for each in outcome.waived] == [PLACE, third]


def test_one_waiver_may_cover_many_findings() -> None:
    findings = (finding(), finding(Where("a.docx", paragraph=40)))
    assert len(applied(waiver(), findings=findings).waived) == 2


def test_without_waivers_nothing_changes() -> None:
    checked = Checked((finding(),))
    assert apply_waivers(checked, (), TODAY) is checked


# --- as files ----------------------------------------------------------------------------------------

FILE = """\
bo_qua:
  - quy_tac: ND30-PG-01
    cho: đoạn 3
    ly_do: Mẫu riêng của tỉnh
    nguoi: Lò Văn A
    den: 31/12/2026
  - {quy_tac: TYP-01, ly_do: Tên riêng, nguoi: Lò Văn A}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "bo-qua.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_waivers_is_read_with_places(tmp_path: Path) -> None:
    loaded = load_waivers(written(tmp_path, FILE))
    first, second = place_waivers(loaded.file.waivers, loaded.source)
    assert (first.rule, first.place, first.until) == ("ND30-PG-01", "đoạn 3", dt.date(2026, 12, 31))
    assert (second.place, second.until) == ("", None)
    assert [first.where.line, second.where.line] == [2, 7]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    ly_do: Mẫu riêng của tỉnh\n", "", 2, "thiếu mục “ly_do”"),
        ("Mẫu riêng của tỉnh", '"  "', 4, "không được để trống"),
        ("    nguoi: Lò Văn A\n    den", "    den", 2, "thiếu mục “nguoi”"),
        ("31/12/2026", "31/2/2026", 6, "không có ngày này trong lịch"),
        ("31/12/2026", "hết năm", 6, "ngày phải viết 2026-12-31 hoặc 31/12/2026"),
        ("quy_tac: ND30", "qui_tac: ND30", 2, "qui_tac"),
        ("cho: đoạn 3", "cho: 3", 3, "phải là chữ"),
        ("bo_qua:", "bo_qa:", 1, "bo_qa"),
    ],
)
def test_mistakes_in_waivers_are_told_with_their_line(
    old: str, new: str, line: int, said: str, tmp_path: Path
) -> None:
    assert old in FILE
    with pytest.raises(InputRefused) as caught:
        load_waivers(written(tmp_path, FILE.replace(old, new, 1)))
    told = [(each.where.line, each.message) for each in caught.value.findings]
    assert any(at == line and said in message for at, message in told), told
