"""Days and periods left over from another year's report, and those that rightly name it."""

from __future__ import annotations

import pytest

from reportgen.audit.stale_periods import audit_periods
from tests.word_text import document

BODY = "Lũy kế đến 30/9/2024 đã giải ngân 690,4 tỷ đồng. Số hộ tính đến ngày 30/9/2024 là 643 hộ."


def quotes(text: str) -> list[str]:
    return [each.quote for each in audit_periods(document(text)).findings]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{BODY}\nGIẢI NGÂN VỐN NĂM 2024 THEO DỰ ÁN ĐẾN 30/9/2023", ["30/9/2023"]),
        (f"{BODY}\nSố xã đạt chuẩn đến ngày 30/9/2023 là 15 xã.", ["30/9/2023"]),
        (f"{BODY}\nGIẢI NGÂN VỐN NĂM 2024 THEO DỰ ÁN ĐẾN 30/9/2024", []),
        (f"{BODY}\nSo với cùng thời điểm (đến 30/9/2023 đạt 54,6%) tăng 5,2 điểm phần trăm.", []),
        (f"{BODY}\nVốn ứng trước thu hồi đến 31/12/2023 là 12 tỷ đồng.", []),
        (f"{BODY}\nDư nợ đến 30/9/2023 là 12 tỷ đồng; nợ xấu đến 30/9/2023 là 1 tỷ đồng.", []),
    ],
)
def test_a_day_that_others_tell_with_the_next_year_is_reported(text: str, found: list[str]) -> None:
    assert quotes(text) == found


TITLE = "BÁO CÁO\nCông tác y tế 9 tháng đầu năm và nhiệm vụ trọng tâm quý IV năm 2024\n"


@pytest.mark.parametrize(
    ("heading", "found"),
    [
        ("IV. NHIỆM VỤ QUÝ IV/2024", []),
        ("IV. NHIỆM VỤ QUÝ IV/2023", ["QUÝ IV/2023"]),
        ("II. KẾT QUẢ 9 THÁNG", []),
        ("II. KẾT QUẢ 9 THÁNG NĂM 2024", []),
    ],
)
def test_the_year_of_the_plans_is_that_of_the_results_of_a_beginning(heading: str, found: list[str]) -> None:
    assert quotes(f"{TITLE}{heading}\nToàn ngành khám 1.722.090 lượt.") == found


MONTHLY = (
    "Trong tháng 11/2021 ghi nhận 2.545 ca, tăng 577 ca so với tháng 10/2021 (1.968 ca). "
    "Nhiệm vụ trọng tâm tháng 12/2021: tiêm đủ hai mũi.\n"
)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Bảng 1. Ca mắc và tiêm chủng tháng 11/2021 theo cụm", []),
        ("Bảng 1. Ca mắc và tiêm chủng tháng 11/2020 theo cụm", ["tháng 11/2020"]),
        ("Bảng 1. Ca mắc tháng 11/2021 so với tháng 11/2020", []),
        ("Bảng 1. Ca mắc và tiêm chủng tháng 3/2020 theo cụm", []),
    ],
)
def test_the_month_of_a_title_is_of_the_year_of_the_text(title: str, found: list[str]) -> None:
    assert quotes(f"{MONTHLY}{title}") == found
