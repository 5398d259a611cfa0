"""Reporting periods by the table of NĐ 09/2019, and deadlines counted in working days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from reportgen.load.calendar import load_calendar
from reportgen.load.programme import load_programme
from reportgen.model.reporting_period import PeriodRule
from tests.programmes import change, copied, refused, told


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def rule(**given: Any) -> PeriodRule:
    return PeriodRule.model_validate(given)


@pytest.mark.parametrize(
    ("given", "first", "cutoff"),
    [
        ({"loai": "thang", "thu": 1}, "2022-12-15", "2023-01-14"),
        ({"loai": "thang", "thu": 3}, "2023-02-15", "2023-03-14"),
        ({"loai": "thang", "thu": 12}, "2023-11-15", "2023-12-14"),
        ({"loai": "quy", "thu": 1}, "2022-12-15", "2023-03-14"),
        ({"loai": "quy", "thu": 4}, "2023-09-15", "2023-12-14"),
        ({"loai": "sau_thang_dau"}, "2022-12-15", "2023-06-14"),
        ({"loai": "sau_thang_cuoi"}, "2023-06-15", "2023-12-14"),
        ({"loai": "chin_thang"}, "2022-12-15", "2023-09-14"),
        ({"loai": "nam"}, "2022-12-15", "2023-12-14"),
        ({"loai": "nam", "tu": "2023-01-01", "chot": "31/12/2023"}, "2023-01-01", "2023-12-31"),
        ({"loai": "tuy_chon", "tu": "2022-09-05", "chot": "2023-05-31"}, "2022-09-05", "2023-05-31"),
    ],
)
def test_a_period_runs_as_the_decree_says_unless_set_by_hand(
    given: dict[str, Any], first: str, cutoff: str
) -> None:
    assert rule(nam=2023, **given).dates() == (day(first), day(cutoff))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"loai": "thang"}, "kỳ loại thang phải có thu từ 1 đến 12"),
        ({"loai": "quy", "thu": 5}, "kỳ loại quy phải có thu từ 1 đến 4"),
        ({"loai": "nam", "thu": 1}, "kỳ loại nam không có thu"),
        ({"loai": "tuy_chon", "tu": "2023-01-01"}, "kỳ loại tuy_chon phải có tu và chot"),
        ({"loai": "nam", "tu": "2024-01-01"}, "ngày chốt 14/12/2023 ở trước ngày đầu kỳ 01/01/2024"),
        ({"loai": "nam", "han": 0}, "hạn phải sau ngày chốt ít nhất 1 ngày làm việc"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        rule(nam=2023, **given)


@pytest.mark.parametrize(
    ("cutoff", "days", "due"),
    [
        ("2023-12-14", 1, "2023-12-15"),  # Thursday, Friday
        ("2023-12-14", 2, "2023-12-18"),  # over Saturday and Sunday
        ("2023-04-28", 1, "2023-05-04"),  # Hùng kings, 30/4, 1/5 and the days given back for them
        ("2023-01-14", 5, "2023-01-27"),  # Monday to Thursday, then Tết until 26/1
        ("2026-01-08", 2, "2026-01-10"),  # a Saturday worked for Friday 2/1
        ("2024-05-03", 1, "2024-05-04"),  # a Saturday worked for Monday 29/4
        ("2026-11-23", 1, "2026-11-25"),  # Culture Day, 24/11 since 2026
        ("2030-12-31", 1, "2031-01-01"),  # nobody has entered 2031
    ],
)
def test_working_days_pass_over_rest_and_holidays(cutoff: str, days: int, due: str) -> None:
    assert load_calendar().add(day(cutoff), days) == day(due)


def test_the_calendar_gives_only_weekdays_off_and_only_rest_days_to_work() -> None:
    calendar = load_calendar()
    assert [each for year in calendar.years.values() for each in year.rest if each.isoweekday() > 5] == []
    assert [each for year in calendar.years.values() for each in year.worked if each.isoweekday() < 6] == []
    strays = [each for number, year in calendar.years.items() for each in year.rest if each.year != number]
    assert strays == []


def test_every_level_has_its_own_deadline(tmp_path: Path) -> None:
    period = load_programme(copied(tmp_path)).period
    assert [period.due_on(level) for level in ("xa", "huyen", "tinh")] == [
        day("2023-12-18"),
        day("2023-12-21"),
        day("2023-12-25"),
    ]
    assert period.sentence == "Số liệu từ ngày 15/12/2022 đến ngày 14/12/2023"


def test_a_deadline_without_a_working_day_in_between_is_refused(tmp_path: Path) -> None:
    path = copied(tmp_path)
    change(tmp_path, "chuong-trinh.yaml", "han: 5", "han: 2023-12-14")
    assert told(refused(path), tmp_path) == [
        "chuong-trinh.yaml:18:10: hạn gửi 14/12/2023 chưa đủ một ngày làm việc sau ngày chốt 14/12/2023"
    ]


def test_years_without_holidays_are_told(tmp_path: Path) -> None:
    path = copied(tmp_path)
    change(tmp_path, "chuong-trinh.yaml", "nam: 2023", "nam: 2040")
    change(tmp_path, "don-vi.yaml", ", den: 2023-06-30", "")
    notes = load_programme(path).notes
    assert [note.message for note in notes] == [
        "chưa có lịch nghỉ lễ, Tết năm 2040: hạn gửi chỉ trừ thứ Bảy, Chủ nhật"
    ]
