"""The words of the closing: authority, post, name, addressees, recipients; and those of annexes."""

from __future__ import annotations

import pytest

from reportgen.check.wording import annexes, recipients, signature
from reportgen.errors import Severity


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], []),
        (["TM. UỶ BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], []),
        (["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], []),
        (["KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"], []),
        (["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"], []),
        (["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"], []),
        (["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND TỈNH"], []),
        (["Q. GIÁM ĐỐC"], []),
        (["TRƯỞNG PHÒNG"], []),
        (["TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔNG HỢP"], []),
        (["KT.HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"], ["ND30-CK-01"]),
        (["TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], ["ND30-CK-01"]),
        (["TM: ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], ["ND30-CK-01"]),
        (["Q.GIÁM ĐỐC"], ["ND30-CK-01"]),
        (["T/M ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], ["MIX-04"]),
        (["K/T CHỦ TỊCH", "PHÓ CHỦ TỊCH"], ["MIX-04"]),
        (["KT. CHỦ TỊCH", "CHỦ TỊCH"], ["ND30-CK-05"]),
        (["KT. CHỦ TỊCH"], ["ND30-CK-05"]),
        (["TL. CHỦ TỊCH", "CHỦ TỊCH"], ["ND30-CK-05"]),
        (["TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"], ["ND30-CK-05"]),
        (["PHÓ TRƯỞNG PHÒNG PHỤ TRÁCH"], ["ND30-CK-07"]),
        (["CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CÔNG HẢI, TỈNH KHÁNH HÒA"], ["ND30-CK-08"]),
        (["TM. BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA", "TRƯỞNG BAN"], []),
    ],
)
def test_authority_and_post_of_a_state_document(lines: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in signature.state_signature(lines)] == rules


def test_missing_blank_after_the_mark_is_only_a_warning() -> None:
    (slip,) = signature.state_signature(["KT.HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"])
    assert (slip.at_most, slip.expected) == (Severity.WARNING, "KT. HIỆU TRƯỞNG")


@pytest.mark.parametrize(
    ("name", "issuer", "weights"),
    [
        ("Nguyễn Văn A", "SỞ TÀI CHÍNH", []),
        ("Bạch Thị Sinh", "SỞ TÀI CHÍNH", []),
        ("Lê Sỹ Tiến", "SỞ TÀI CHÍNH", []),
        ("ThS. Nguyễn Văn A", "SỞ TÀI CHÍNH", [None]),
        ("TS. BS. Nguyễn Văn A", "SỞ TÀI CHÍNH", [None]),
        ("Thạc sĩ Nguyễn Văn A", "SỞ TÀI CHÍNH", [None]),
        ("Đại tá Nguyễn Văn A", "SỞ TÀI CHÍNH", [None]),
        ("Đồng chí Nguyễn Văn A", "SỞ TÀI CHÍNH", [None]),
        ("TS. Nguyễn Văn A", "TRƯỜNG CAO ĐẲNG NGHỀ", [Severity.WARNING]),
        ("Đại tá Nguyễn Văn A", "CÔNG AN TỈNH", [Severity.WARNING]),
    ],
)
def test_before_the_name_stands_nothing(name: str, issuer: str, weights: list[Severity | None]) -> None:
    slips = list(signature.state_name(name, issuer))
    assert [slip.at_most for slip in slips] == weights
    assert [slip.rule for slip in signature.party_name(name)] == ["DG-CK-06"] * len(slips)


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], []),
        (["T/M ĐẢNG ỦY", "BÍ THƯ"], []),
        (["T/M BỘ CHÍNH TRỊ"], []),
        (["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"], []),
        (["PHÓ TRƯỞNG BAN"], []),  # no head is appointed
        (["T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG"], []),
        (["T/L BAN THƯỜNG VỤ", "K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"], []),
        (["PHÓ BÍ THƯ ĐẢNG ỦY", "kiêm", "TRƯỞNG BAN CHỈ ĐẠO"], []),
        (["TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], ["MIX-04"]),
        (["T/M. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], ["DG-CK-01"]),
        (["TM BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], ["DG-CK-01"]),
        (["T/U BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"], ["DG-CK-01"]),
        (["K/T BÍ THƯ", "PHÓ BÍ THƯ"], ["DG-CK-02"]),
        (["K/T TRƯỞNG BAN", "TRƯỞNG BAN"], ["DG-CK-03"]),
        (["T/L BAN THƯỜNG VỤ"], ["DG-CK-04"]),
        (["T/M CHI BỘ", "BÍ THƯ CHI BỘ"], ["DG-CK-05"]),
        (["BÍ THƯ ĐẢNG ỦY XÃ"], ["DG-CK-05"]),
    ],
)
def test_authority_and_post_of_a_party_document(lines: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in signature.party_signature(lines)] == rules


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["Kính gửi: Bộ Nội vụ"], []),
        (["Kính gửi: Phòng Văn hóa - Xã hội", "xã Công Hải"], []),
        (["Kính gửi:", "- Bộ Nội vụ;", "- Bộ Tài chính."], []),
        (["Kính gửi:", "- Bộ Nội vụ"], ["ND30-KG-02"]),
        (["Kính gửi:", "Bộ Nội vụ;", "- Bộ Tài chính."], ["ND30-KG-03"]),
        (["Kính gửi:", "- Bộ Nội vụ,", "- Bộ Tài chính."], ["ND30-KG-03"]),
        (["Kính gửi:", "- Bộ Nội vụ;", "- Bộ Tài chính"], ["ND30-KG-03"]),
        (["Kính gửi: - Bộ Nội vụ;", "- Bộ Tài chính."], ["ND30-KG-03"]),
    ],
)
def test_list_of_addressees(lines: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in recipients.addressee_list(lines)] == rules


@pytest.mark.parametrize(
    ("type_name", "has_addressees", "listed", "weights"),
    [
        ("BÁO CÁO", True, ["- Như trên;"], {}),
        ("BÁO CÁO", True, ["- Như trên (b/c);"], {}),
        (None, True, ["- Như trên;"], {}),
        ("KẾ HOẠCH", False, ["- Thường trực HĐND xã;"], {}),
        ("BÁO CÁO", True, ["- Thường trực HĐND xã;"], {"ND30-NN-04": None}),
        ("BÁO CÁO", False, ["- Như trên;"], {"ND30-KG-01": None}),
        ("KẾ HOẠCH", True, ["- Như trên;"], {"ND30-KG-01": None}),
        ("BÁO CÁO", False, ["- Thường trực HĐND xã;"], {"ND30-KG-01": Severity.INFO}),
    ],
)
def test_addressees_and_as_above_answer_each_other(
    type_name: str | None, has_addressees: bool, listed: list[str], weights: dict[str, Severity | None]
) -> None:
    slips = recipients.addressing(type_name, has_addressees, listed)
    assert {slip.rule: slip.at_most for slip in slips} == weights


def test_a_submission_of_the_state_says_kinh_gui_and_one_of_the_party_kinh_trinh() -> None:
    state = recipients.addressing("TỜ TRÌNH", True, ["- Như trên;"], "Kính trình: Ban Thường vụ")
    assert [slip.rule for slip in state] == ["MIX-13"]
    party = recipients.party_addressing("TỜ TRÌNH", "Kính gửi: Ban Thường vụ", ["- Như trên;"], submits=True)
    assert [slip.rule for slip in party] == ["DG-KG-01"]
    unanswered = recipients.party_addressing(
        "TỜ TRÌNH", "Kính trình: Ban Thường vụ", ["- Lưu Văn phòng."], submits=True
    )
    assert [slip.rule for slip in unanswered] == ["DG-NN-03"]


@pytest.mark.parametrize(
    ("text", "count"), [("Nơi nhận:", 0), ("Nơi nhận", 1), ("NƠI NHẬN:", 1), ("Nơi nhận :", 1)]
)
def test_label_of_recipients(text: str, count: int) -> None:
    assert len(list(recipients.recipient_label(text))) == count


@pytest.mark.parametrize(
    ("lines", "weights"),
    [
        (["- Như trên;", "- Lưu: VT, VHXH."], []),
        (["- Như trên;", "- Lưu: VT."], []),
        (["- Như trên;", "- Lưu: VT, TH. NVA.05"], []),  # the drafter's mark glued to the line
        (["- Như trên;", "- Lưu: VT, TH (12)."], []),
        (["- Như trên;", "- Lưu: VT.", "NVA (15b)"], []),
        (["- Như trên,", "- Lưu: VT."], [("ND30-NN-02", None)]),
        (["Như trên;", "- Lưu: VT."], [("ND30-NN-02", None)]),
        (["- Như trên", "- Lưu: VT."], [("ND30-NN-02", Severity.WARNING)]),
        (
            ["- Thường trực Đảng ủy,", "HĐND xã;", "- Lưu: VT."],
            [("ND30-NN-02", None), ("ND30-NN-02", Severity.WARNING)],
        ),
        (["- Thường trực Đảng ủy", "HĐND xã;", "- Lưu: VT."], [("ND30-NN-02", Severity.WARNING)]),
        (["- Như trên;", "- Lưu VT, VHXH."], [("ND30-NN-03", None)]),
        (["- Như trên;", "- Lưu: VHXH."], [("ND30-NN-03", None)]),
        (["- Như trên;"], [("ND30-NN-03", None)]),
        (["- Như trên;", "- Lưu: VT, VHXH"], [("ND30-NN-03", Severity.WARNING)]),
        (["- Như trên;", "- Lưu Văn phòng."], [("MIX-07", None)]),
        (["- Như trên;", "- Lưu VP Đảng ủy."], [("MIX-07", None)]),
    ],
)
def test_list_of_recipients(lines: list[str], weights: list[tuple[str, Severity | None]]) -> None:
    assert [(slip.rule, slip.at_most) for slip in recipients.recipient_list(lines)] == weights


def test_purpose_notes_are_written_one_way() -> None:
    same = ["- Thường trực Đảng ủy (để b/c);", "- Chủ tịch (để biết);"]
    assert list(recipients.purpose_notes(same)) == []
    (slip,) = recipients.purpose_notes([*same, "- Các phòng (t/h);"])
    assert (slip.rule, slip.line) == ("ND30-NN-06", 2)


@pytest.mark.parametrize(
    ("lines", "may_use_comma", "rules"),
    [
        (["- Ban Thường vụ Tỉnh ủy;", "- Lưu Văn phòng Đảng ủy."], False, []),
        (["- Ban Thường vụ Tỉnh ủy,", "- Lưu Văn phòng Đảng ủy."], True, []),
        (["- Ban Thường vụ Tỉnh ủy;", "- Lưu VPĐU."], True, []),
        (["- Ban Thường vụ Tỉnh ủy,", "- Lưu Văn phòng Đảng ủy."], False, ["DG-NN-01"]),
        (["- Ban Thường vụ,", "- Các chi bộ;", "- Lưu Văn phòng."], True, ["DG-NN-01"]),
        (["- Ban Thường vụ Tỉnh ủy;"], False, ["DG-NN-02"]),
        (["- Các chi bộ;", "- Lưu: Văn phòng."], False, ["DG-NN-02"]),
        (["- Các chi bộ;", "- Lưu Văn phòng"], False, ["DG-NN-02"]),
        (["- Các chi bộ;", "- Lưu: VT, VPĐU."], False, ["MIX-07"]),
    ],
)
def test_list_of_recipients_of_a_party_document(
    lines: list[str], may_use_comma: bool, rules: list[str]
) -> None:
    slips = recipients.party_recipient_list(lines, may_use_comma=may_use_comma)
    assert [slip.rule for slip in slips] == rules


# --- annexes --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Phụ lục"], []),
        (["Phụ lục I", "Phụ lục II"], []),
        (["PHỤ LỤC I", "PHỤ LỤC II"], []),  # its capitals are a matter of looks
        (["Phụ lục I"], ["Phụ lục"]),
        (["Phụ lục 1"], ["Phụ lục"]),
        (["Phụ lục 1", "Phụ lục 2"], ["Phụ lục I", "Phụ lục II"]),
        (["PHỤ LỤC 01", "PHỤ LỤC 02"], ["Phụ lục I", "Phụ lục II"]),
        (["Phụ lục", "Phụ lục II"], ["Phụ lục I"]),
        (["Phụ lục I", "Phụ lục III"], ["Phụ lục II"]),
        (["Biểu 01", "Biểu 02"], []),
    ],
)
def test_numbers_of_annexes(labels: list[str], expected: list[str]) -> None:
    assert [slip.expected for slip in annexes.state_labels(labels)] == expected


@pytest.mark.parametrize(
    ("labels", "count"),
    [
        (["Phụ lục"], 0),
        (["Phụ lục I"], 0),
        (["Phụ lục 1", "Phụ lục 2"], 0),
        (["Phụ lục số 1", "Phụ lục số 2"], 0),
        (["Phụ lục I", "Phụ lục II"], 2),
        (["Phụ lục", "Phụ lục 2"], 1),
        (["Phụ lục 1", "Phụ lục 3"], 1),
    ],
)
def test_numbers_of_annexes_of_the_party(labels: list[str], count: int) -> None:
    assert len(list(annexes.party_labels(labels))) == count


ATTACHED = "(Kèm theo Báo cáo số 05/BC-UBND ngày 10 tháng 01 năm 2026 của Ủy ban nhân dân xã Công Hải)"


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([ATTACHED], 0),
        (["(Kèm theo Báo cáo số      /BC-UBND ngày     tháng     năm 2026 của Ủy ban nhân dân xã)"], 0),
        (["(Ban hành kèm theo Kế hoạch số 05/KH-UBND ngày 10/01/2026 của UBND xã)"], 0),
        (
            ["(Kèm theo Báo cáo số 05/BC-UBND ngày 10 tháng 01", "năm 2026 của Ủy ban nhân dân xã Công Hải)"],
            0,
        ),
        ([], 1),
        (["(Kèm theo Báo cáo số 05/BC-UBND)"], 1),
        (["(Kèm theo Báo cáo của Ủy ban nhân dân xã)"], 1),
    ],
)
def test_attached_line(lines: list[str], count: int) -> None:
    assert [slip.rule for slip in annexes.attached_line(lines)] == ["ND30-PL-05"] * count


@pytest.mark.parametrize(
    ("text", "count"),
    [("(Có Phụ lục 3, 4 kèm theo)", 0), ("số liệu tại biểu số 01", 0), ("Trên đây là báo cáo.", 1)],
)
def test_text_points_to_its_annexes(text: str, count: int) -> None:
    assert len(list(annexes.referred_to(["Phụ lục"], [text]))) == count


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["Phụ lục", "DANH SÁCH", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"], 1),
        (["Phụ lục", "MẪU ĐƠN ĐỀ NGHỊ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"], 0),
        (["Phụ lục", "DANH SÁCH"], 0),
    ],
)
def test_annex_bears_no_head_of_its_own_but_for_forms(lines: list[str], count: int) -> None:
    assert len(list(annexes.own_letterhead(lines))) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Các cơ quan, đơn vị căn cứ danh mục này để tổ chức thực hiện trong năm 2026.", 1),
        ("Các cơ quan, đơn vị căn cứ danh mục này để tổ chức thực hiện trong năm 2026./.", 0),
        ("Ghi chú: số ước.", 0),
    ],
)
def test_end_of_an_annex(text: str, count: int) -> None:
    assert len(list(annexes.annex_end(text))) == count
