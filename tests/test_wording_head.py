"""The words of the head: number line, place and date, names of bodies, type and subject, marks."""

from __future__ import annotations

import datetime as dt

import pytest

from reportgen.check.wording import dates, fixed_lines, letterhead, local_government, stamps
from reportgen.check.wording.number_line import party_number_line, state_number_line
from reportgen.errors import Severity

STATE = {"BÁO CÁO": "BC", "QUYẾT ĐỊNH": "QĐ", "TỜ TRÌNH": "TTr", "QUY ĐỊNH": "QyĐ", "NGHỊ QUYẾT": "NQ"}
PARTY = {"BÁO CÁO": "BC", "QUY ĐỊNH": "QĐi", "CÔNG VĂN": "CV", "QUYẾT ĐỊNH": "QĐ"}


@pytest.mark.parametrize(
    ("text", "type_name", "rules"),
    [
        ("Số: 05/BC-UBND", "BÁO CÁO", []),
        ("Số:05/BC-UBND", "BÁO CÁO", []),
        ("Số: 127/BC-UBND", "BÁO CÁO", []),
        ("Số: 15/QĐ-TTg", "QUYẾT ĐỊNH", []),  # the Prime Minister's own abbreviation is mixed
        ("Số: 07/TTr-STC", "TỜ TRÌNH", []),
        ("Số: 18/QyĐ-BNV", "QUY ĐỊNH", []),
        ("Số: 05/BNV-VP", None, []),
        ("Số: 1250/SNV-VP", None, []),
        ("Số: 124/UBND-KT.TH", None, []),
        ("Số: 30/BC-HĐND\u00a0", "BÁO CÁO", []),
        ("Số: 234/BC-STC&SNV", "BÁO CÁO", []),
        ("Số 05/BC-UBND", "BÁO CÁO", ["ND30-SO-02"]),
        ("số: 05/BC-UBND", "BÁO CÁO", ["ND30-SO-02"]),
        ("SỐ: 05/BC-UBND", "BÁO CÁO", ["ND30-SO-02"]),
        ("Số : 05/BC-UBND", "BÁO CÁO", ["ND30-SO-02"]),
        ("Số: 5/BC-UBND", "BÁO CÁO", ["ND30-SO-03"]),
        ("Số: 005/BC-UBND", "BÁO CÁO", ["ND30-SO-03"]),
        ("Số: 05/BC - UBND", "BÁO CÁO", ["ND30-SO-04"]),
        ("Số: 05/BC–UBND", "BÁO CÁO", ["ND30-SO-04"]),
        ("Số: 05/ BC-UBND", "BÁO CÁO", ["ND30-SO-04"]),
        ("Số: 05/BC/UBND", "BÁO CÁO", ["ND30-SO-04"]),
        ("Số: 05/Bc-UBND", "BÁO CÁO", ["ND30-SO-05"]),
        ("Số: 05/TTR-UBND", "TỜ TRÌNH", ["ND30-SO-05"]),
        ("Số: 05/BC-ubnd", "BÁO CÁO", ["ND30-SO-05"]),
        ("Số: 05/KH-UBND", "BÁO CÁO", ["ND30-SO-06"]),
        ("Số: 05/UBND-VX", "BÁO CÁO", ["ND30-SO-06"]),
        ("Số: 05/2026/BC-UBND", "BÁO CÁO", ["ND30-SO-07"]),
        ("Số: 05/2026/QĐ-UBND", "QUYẾT ĐỊNH", []),  # may be legal-normative, which another law governs
        ("Số: 123/CV-UBND", None, ["ND30-SO-08"]),
        ("Số: 05/BC", "BÁO CÁO", ["ND30-SO-01"]),
        ("Số: năm/BC-UBND", "BÁO CÁO", ["ND30-SO-01"]),
        ("05/BC-UBND", "BÁO CÁO", ["ND30-SO-01"]),
        ("Số 05-BC/ĐU", "BÁO CÁO", ["MIX-03"]),
        ("Số:          /BC-UBND", "BÁO CÁO", ["ND30-SO-09"]),
        ("Số: .../BC-UBND", "BÁO CÁO", ["ND30-SO-09"]),
        ("Số: 05/XX-UBND", "", []),  # the type is not known: nothing to compare with
    ],
)
def test_state_number_line(text: str, type_name: str | None, rules: list[str]) -> None:
    assert [slip.rule for slip in state_number_line(text, type_name, STATE)] == rules


def test_blank_number_is_right_in_a_draft() -> None:
    assert list(state_number_line("Số:        /BC-UBND", "BÁO CÁO", STATE, is_draft=True)) == []


def test_blank_before_the_slash_is_no_error_since_the_decree_prints_it_too() -> None:
    (slip,) = state_number_line("Số: 15 /BC-UBND", "BÁO CÁO", STATE)
    assert (slip.rule, slip.at_most) == ("ND30-SO-04", Severity.WARNING)


def test_slip_of_the_number_line_says_value_and_proper_one() -> None:
    (slip,) = state_number_line("Số: 5/BC-UBND", "BÁO CÁO", STATE)
    assert (slip.start, slip.end, slip.expected) == (4, 5, "05")
    assert "“5”" in slip.message


@pytest.mark.parametrize(
    ("text", "type_name", "rules"),
    [
        ("Số 05-BC/ĐU", "BÁO CÁO", []),
        ("Số 408-BC/HU", "BÁO CÁO", []),
        ("Số 66-QĐ/TW", "QUY ĐỊNH", []),  # practice of the centre
        ("Số 66-QĐi/TU", "QUY ĐỊNH", []),  # HD36, 1.3.1b
        ("Số 12-CV/BTCTU", None, []),
        ("Số       -BC/ĐU", "BÁO CÁO", []),
        ("Số ...-BC/ĐU", "BÁO CÁO", []),
        ("Số: 05-BC/ĐU", "BÁO CÁO", ["DG-SO-01"]),
        ("số 05-BC/ĐU", "BÁO CÁO", ["DG-SO-01"]),
        ("Số 5-BC/ĐU", "BÁO CÁO", ["DG-SO-01"]),
        ("Số 05 - BC/ĐU", "BÁO CÁO", ["DG-SO-01"]),
        ("Số 05–BC/ĐU", "BÁO CÁO", ["DG-SO-01"]),
        ("Số 05-BC/ ĐU", "BÁO CÁO", ["DG-SO-01"]),
        ("05-BC/ĐU", "BÁO CÁO", ["DG-SO-01"]),
        ("Số 05-KH/ĐU", "BÁO CÁO", ["DG-SO-03"]),
        ("Số 66-QyĐ/ĐU", "QUY ĐỊNH", ["DG-SO-03"]),
        ("Số: 05/BC-ĐU", "BÁO CÁO", ["MIX-03"]),
        ("Số 05/BC-ĐU", "BÁO CÁO", ["MIX-03"]),
    ],
)
def test_party_number_line(text: str, type_name: str | None, rules: list[str]) -> None:
    assert [slip.rule for slip in party_number_line(text, type_name, PARTY)] == rules


@pytest.mark.parametrize(
    ("dated", "rules"), [(dt.date(2025, 6, 30), []), (dt.date(2025, 7, 1), ["DG-SO-04"]), (None, [])]
)
def test_committee_of_a_district_has_ended(dated: dt.date | None, rules: list[str]) -> None:
    slips = party_number_line(
        "Số 408-BC/HU",
        "BÁO CÁO",
        PARTY,
        dated=dated,
        ended_bodies=("HU", "QU"),
        ended_on=dt.date(2025, 7, 1),
    )
    assert [slip.rule for slip in slips] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Hà Nội, ngày 05 tháng 01 năm 2020", []),
        ("Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019", []),
        ("Phường 1, ngày 10 tháng 12 năm 2026", []),
        ("Công Hải, ngày 31 tháng 12 năm 2026", []),
        ("Buôn Ma Thuột, ngày 02 tháng 02 năm 2026", []),
        ("Công Hải, ngày 2 tháng 7 năm 2026", ["ND30-DD-02"]),
        ("Công Hải, ngày 02 tháng 07 năm 2026", ["ND30-DD-02"]),
        ("Công Hải, ngày 02 tháng 1 năm 2026", ["ND30-DD-02"]),
        ("Công Hải, ngày 2 tháng 03 năm 2026", ["ND30-DD-02", "ND30-DD-02"]),
        ("Công Hải, ngày 31 tháng 4 năm 2026", ["ND30-DD-01"]),
        ("Công Hải, ngày 29 tháng 02 năm 2026", ["ND30-DD-01"]),
        ("Công Hải, ngày 29 tháng 02 năm 2028", []),
        ("Công Hải, ngày 10 tháng 13 năm 2026", ["ND30-DD-01"]),
        ("Công Hải ngày 02 tháng 7 năm 2026", ["ND30-DD-01"]),
        ("Công Hải, Ngày 02 tháng 7 năm 2026", ["ND30-DD-01"]),
        ("Công Hải, ngày 02 tháng 7 năm 2026.", ["ND30-DD-01"]),
        ("Công Hải, 02/7/2026", ["ND30-DD-03"]),
        ("Công Hải, ngày 02-7-2026", ["ND30-DD-03"]),
        (", ngày 02 tháng 7 năm 2026", ["ND30-DD-04"]),
        ("Xã, ngày 02 tháng 7 năm 2026", ["ND30-DD-04"]),
        ("công Hải, ngày 02 tháng 7 năm 2026", ["ND30-DD-04"]),
        ("Công hải, ngày 02 tháng 7 năm 2026", ["ND30-DD-04"]),
        ("TP. Hồ Chí Minh, ngày 02 tháng 7 năm 2026", ["ND30-DD-05"]),
        ("TP.HCM, ngày 02 tháng 7 năm 2026", ["ND30-DD-05"]),
        ("Tp Huế, ngày 02 tháng 7 năm 2026", ["ND30-DD-05"]),
        ("Công Hải, ngày      tháng 7 năm 2026", ["ND30-DD-07"]),
        ("Công Hải, ngày ... tháng ... năm 2026", ["ND30-DD-07"]),
    ],
)
def test_line_of_place_and_date(text: str, rules: list[str]) -> None:
    assert [slip.rule for slip in dates.place_date_line(text)] == rules


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("TP. Hồ Chí Minh, ngày 03 tháng 02 năm 2026", []),  # HD36, 1.4.2 allows it
        ("Hạ Long, ngày 20 tháng 02 năm 2026", []),
        ("Hạ Long, ngày      tháng 02 năm 2026", []),
        ("Hạ Long, ngày 20 tháng 03 năm 2026", ["DG-DD-01"]),
        ("Hạ Long, ngày 5 tháng 3 năm 2026", ["DG-DD-01"]),
        ("Hạ Long, 20/3/2026", ["DG-DD-01"]),
    ],
)
def test_line_of_place_and_date_of_the_party(text: str, rules: list[str]) -> None:
    assert [slip.rule for slip in dates.place_date_line(text, is_party=True)] == rules


@pytest.mark.parametrize(
    ("dated", "rules"), [(dt.date(2025, 6, 30), []), (dt.date(2025, 7, 1), ["ND30-DD-08"])]
)
def test_a_district_is_no_place_any_more(dated: dt.date, rules: list[str]) -> None:
    text = "Huyện Thuận Bắc, ngày 01 tháng 7 năm 2025"
    assert [slip.rule for slip in dates.place_date_line(text, dated=dated)] == rules


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Kế hoạch số 49-KH/HU, ngày 26/3/2021; từ 05/3/2020 đến 24/01/2025", []),
        ("Nghị định số 12/2020/NĐ-CP; chiếm 3.157/3.386", []),
        ("Thông tư số 02/2023/TT-BNV ngày 23/02/2023", []),
        ("tính đến ngày 15/5/2023 và 02/9/2024", []),
        ("đạt 15/20/2023 không phải là ngày", []),
        ("ngày 5/3/2020", ["5/3/2020"]),
        ("ngày 05/03/2020", ["05/03/2020"]),
        ("ngày 15/1/2021", ["15/1/2021"]),
        ("ngày 31/4/2023", ["31/4/2023"]),
        ("ngày 30/02/2023", ["30/02/2023"]),
        ("ngày 05 tháng 3 năm 2020 và tháng 1 năm 2021", []),
        ("ngày 5 tháng 3 năm 2020", ["ngày 5 tháng 3 năm 2020"]),
        ("ngày 05 tháng 03 năm 2020", ["ngày 05 tháng 03 năm 2020"]),
    ],
)
def test_dates_in_running_text(text: str, quotes: list[str]) -> None:
    slips = list(dates.dates_in_text([text]))
    assert [text[slip.start : slip.end] for slip in slips] == quotes
    assert {slip.rule for slip in slips} <= {"TYP-07"}


def test_dates_with_a_wrong_zero_are_one_slip_and_each_impossible_day_its_own() -> None:
    found = list(dates.dates_in_text(["từ 5/3/2020 đến 05/04/2020", "30/02/2023, 31/4/2023, 1/6/2023"]))
    assert [slip.message for slip in found] == [
        "ngày “30/02/2023” không có trong lịch",
        "ngày “31/4/2023” không có trong lịch",
        "ngày “5/3/2020” viết sai số 0",
    ]
    assert (found[-1].expected, found[-1].also) == ("05/3/2020", ((0, 16, 26), (1, 23, 31)))


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["ỦY BAN NHÂN DÂN", "XÃ CÔNG HẢI"], []),
        (["PHÒNG VĂN HÓA - XÃ HỘI"], []),
        (["SỞ TÀI CHÍNH"], []),
        (["UBND XÃ CÔNG HẢI"], ["ND30-HD-05"]),
        (["HĐND XÃ CÔNG HẢI"], ["ND30-HD-05"]),
        (["BQL DỰ ÁN ĐẦU TƯ XÂY DỰNG"], ["ND30-HD-05"]),
        (["ỦY BAN NHÂN DÂN", "TP. ĐÀ LẠT"], ["ND30-HD-05"]),
        (["CÔNG TY TPBANK"], []),
    ],
)
def test_name_of_the_issuer(lines: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in letterhead.issuer_name(lines)] == rules


@pytest.mark.parametrize(
    ("parent", "issuer", "rules"),
    [
        (["UBND TỈNH KHÁNH HÒA"], ["SỞ TÀI CHÍNH"], []),
        (["BỘ QUỐC PHÒNG"], ["BỘ CHỈ HUY QUÂN SỰ TỈNH"], []),
        (["ỦY BAN NHÂN DÂN TỈNH"], ["SỞ TÀI CHÍNH"], ["ND30-HD-06"]),
        (["UBND XÃ"], ["TRƯỜNG TIỂU HỌC CÔNG HẢI"], ["ND30-HD-06"]),
        (["TỈNH KHÁNH HOÀ"], ["UỶ BAN NHÂN DÂN XÃ CÔNG HẢI"], ["ND30-HD-07"]),
    ],
)
def test_name_of_the_body_above(parent: list[str], issuer: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in letterhead.parent_name(parent, issuer)] == rules


def test_documents_of_a_standing_committee_carry_the_name_of_the_committee() -> None:
    assert [slip.rule for slip in letterhead.party_issuer_name(["BAN THƯỜNG VỤ", "ĐẢNG ỦY"])] == ["DG-HD-04"]
    assert list(letterhead.party_issuer_name(["ĐẢNG ỦY XÃ CÔNG HẢI"])) == []


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Kết quả công tác văn hóa, xã hội 6 tháng đầu năm 2026", []),
        ("Về công tác tiếp dân", []),
        ("“Tuần lễ” hưởng ứng chuyển đổi số", []),
        ("Tình hình kinh tế - xã hội, v.v.", []),
        ("6 tháng đầu năm 2026", []),
        ("Kết quả công tác.", ["ND30-TL-02"]),
        ("về công tác tiếp dân", ["ND30-TL-04"]),
        ("V/v tiếp dân", ["ND30-TL-05"]),
    ],
)
def test_subject_of_a_state_document(text: str, rules: list[str]) -> None:
    assert [slip.rule for slip in letterhead.subject(text, "BÁO CÁO")] == rules


def test_stop_after_the_subject_is_only_noted() -> None:
    (slip,) = letterhead.subject("Kết quả công tác.", "BÁO CÁO")
    assert slip.at_most is Severity.INFO


@pytest.mark.parametrize(
    ("text", "rules"), [("kết quả thực hiện", []), ("“về xây dựng” …", []), ("Về kết quả", ["DG-TL-01"])]
)
def test_subject_of_a_party_document(text: str, rules: list[str]) -> None:
    assert [slip.rule for slip in letterhead.party_subject(text)] == rules


def test_a_letter_prints_no_type() -> None:
    assert [slip.rule for slip in letterhead.type_line("CÔNG VĂN")] == ["ND30-TL-05"]
    assert list(letterhead.type_line("BÁO CÁO")) == []


@pytest.mark.parametrize(
    ("parent", "issuer", "rules"),
    [
        (["UBND XÃ CÔNG HẢI"], ["PHÒNG KINH TẾ"], []),
        (["UBND TỈNH KHÁNH HÒA"], ["SỞ TÀI CHÍNH"], []),
        ([], ["ỦY BAN NHÂN DÂN", "XÃ CÔNG HẢI"], []),
        (["UBND TỈNH KHÁNH HÒA"], ["PHÒNG KINH TẾ"], ["T2-02"]),
        (["UBND HUYỆN THUẬN BẮC"], ["PHÒNG NỘI VỤ"], ["T2-01"]),
        ([], ["ỦY BAN NHÂN DÂN", "HUYỆN THUẬN BẮC"], ["T2-01"]),
        (["UBND XÃ CÔNG HẢI"], ["PHÒNG GIÁO DỤC VÀ ĐÀO TẠO"], ["T2-01"]),
    ],
)
def test_chain_of_bodies_under_two_tiers(parent: list[str], issuer: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in local_government.parent_chain(parent, issuer)] == rules


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["MẬT"], ["ND30-MK-01"]),
        (["TỐI MẬT"], ["ND30-MK-01"]),
        (["BÍ MẬT CÔNG NGHỆ"], []),
        (["(Dự thảo)"], ["ND30-MK-04"]),
        (["DỰ THẢO LẦN 2"], ["ND30-MK-04"]),
        (["SAO Y", "Số: 12/SY-UBND"], []),
        (["SAO LỤC", "Số: 12/SY-UBND"], ["ND30-MK-05"]),
        (["BÁO CÁO", "Số: 12/SY-UBND"], []),
    ],
)
def test_marks(lines: list[str], rules: list[str]) -> None:
    checks = (stamps.secrecy, stamps.draft_mark, stamps.copy_head)
    assert [slip.rule for check in checks for slip in check(lines)] == rules


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("Độc lập - Tự do - Hạnh phúc", []),
        ("Độc  lập\u00a0- Tự do - Hạnh phúc ", []),
        ("Độc lập – Tự do – Hạnh phúc", [Severity.WARNING]),
        ("Độc lập-Tự do-Hạnh phúc", [Severity.WARNING]),
        ("Độc Lập - Tự Do - Hạnh Phúc", [None]),
        ("Độc lập - Tự do - Hạnh phúc.", [None]),
    ],
)
def test_motto(text: str, weights: list[Severity | None]) -> None:
    assert [slip.at_most for slip in fixed_lines.motto([text])] == weights


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], 0),
        (["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"], 0),
        (["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIÊT NAM"], 1),
        (["Cộng hòa xã hội chủ nghĩa Việt Nam"], 1),
    ],
)
def test_national_name(lines: list[str], count: int) -> None:
    assert len(list(fixed_lines.national_name(lines))) == count


@pytest.mark.parametrize(("text", "count"), [("ĐẢNG CỘNG SẢN VIỆT NAM", 0), ("ĐẢNG CỘNG SẢN VIỆT NAM.", 1)])
def test_title_of_the_party(text: str, count: int) -> None:
    assert len(list(fixed_lines.party_title([text]))) == count


@pytest.mark.parametrize(
    ("parent", "issuer", "count"),
    [
        (["ĐẢNG BỘ TỈNH KHÁNH HÒA"], ["ĐẢNG ỦY XÃ CÔNG HẢI"], 0),
        (["ĐẢNG ỦY XÃ CÔNG HẢI"], ["VĂN PHÒNG"], 0),
        (["TỈNH ỦY KHÁNH HÒA"], ["ĐẢNG ỦY XÃ CÔNG HẢI"], 1),
        ([], ["ĐẢNG ỦY XÃ CÔNG HẢI"], 0),
    ],
)
def test_party_body_above_a_committee(parent: list[str], issuer: list[str], count: int) -> None:
    assert len(list(fixed_lines.party_parent(parent, issuer))) == count
