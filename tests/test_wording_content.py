"""The words of the content: legal basis, citations, numbers of levels, the end of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.check.wording import citations, legal_basis, outline
from reportgen.check.wording.numbering import Kind, marks, read_mark
from reportgen.check.wording.sequences import breaks
from reportgen.errors import Severity
from reportgen.vietnamese import letter, roman

LAW = "Căn cứ Luật Tổ chức chính quyền địa phương"
DECREE = "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        ([LAW + ";", DECREE + "."], []),
        ([LAW + ";", "Theo đề nghị của Chánh Văn phòng."], []),
        ([LAW + ".", DECREE + "."], ["ND30-CC-01"]),
        ([LAW + ",", DECREE + "."], ["ND30-CC-01"]),
        ([LAW, DECREE + "."], ["ND30-CC-01"]),
        ([LAW + ";", DECREE + ";"], ["ND30-CC-01"]),
        ([LAW + ";", DECREE + ","], ["ND30-CC-01"]),
        (["- " + LAW + ";", DECREE + "."], ["ND30-CC-02"]),
    ],
)
def test_marks_of_the_basis(lines: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in legal_basis.state_basis_marks(lines)] == rules


def test_last_mark_of_the_basis_is_only_a_warning() -> None:
    (slip,) = legal_basis.state_basis_marks([LAW + ";", DECREE + ","])
    assert slip.at_most is Severity.WARNING


@pytest.mark.parametrize("mark", [";", ",", "."])
def test_before_an_enacting_line_both_marks_are_common(mark: str) -> None:
    after = "Ủy ban nhân dân xã Công Hải ban hành Kế hoạch như sau:"
    assert list(legal_basis.state_basis_marks([LAW + ";", DECREE + mark], after)) == []


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["Căn cứ Điều lệ Đảng;", "Căn cứ Nghị quyết số 12-NQ/ĐU,"], []),
        (["- Căn cứ Điều lệ Đảng;", "- Căn cứ Nghị quyết số 12-NQ/ĐU."], []),
        (["Căn cứ Điều lệ Đảng,", "Căn cứ Nghị quyết số 12-NQ/ĐU,"], ["DG-CC-01"]),
        (["Căn cứ Điều lệ Đảng;", "Căn cứ Nghị quyết số 12-NQ/ĐU;"], ["DG-CC-01"]),
    ],
)
def test_marks_of_the_basis_of_a_party_document(lines: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in legal_basis.party_basis_marks(lines)] == rules


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        (DECREE + ";", None),
        (LAW + ";", None),
        ("Căn cứ chức năng, nhiệm vụ được giao;", None),
        ("Căn cứ Quy chế làm việc của Ủy ban nhân dân xã;", None),
        ("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2026 của Ủy ban nhân dân xã;", None),
        ("Căn cứ Quyết định số 12/QĐ-UBND của Ủy ban nhân dân xã;", "“ngày”"),
        ("Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2026;", "“của”"),
        ("Căn cứ Kế hoạch 12/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân xã;", "“số”"),
        ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;", "72/2025/QH15"),
    ],
)
def test_content_of_a_basis(line: str, missing: str | None) -> None:
    slips = list(legal_basis.basis_content([line]))
    assert [slip.rule for slip in slips] == ([] if missing is None else ["ND30-CC-03"])
    assert all(missing is not None and missing in slip.message for slip in slips)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Thực hiện Kế hoạch số 34-KH/TU ngày 24/5/2021", []),
        ("Kế hoạch 5 năm; Nghị quyết 06; Nghị quyết Trung ương 4 khóa XII; Đề án 01", []),
        ("Thông tư số: 02/2023/TT-BNV", []),
        ("mục tiêu Nghị quyết 06-NQ/TU", ["Nghị quyết 06-NQ/TU"]),
        ("theo Nghị định 30/2020/NĐ-CP của Chính phủ", ["Nghị định 30/2020/NĐ-CP"]),
    ],
)
def test_word_number_in_citations(text: str, quotes: list[str]) -> None:
    slips = list(citations.missing_word_number([text]))
    assert [text[slip.start : slip.end] for slip in slips] == quotes


def test_a_citation_repeated_without_the_word_number_is_one_slip() -> None:
    (slip,) = citations.missing_word_number(["Nghị quyết 06-NQ/TU", "", "theo Nghị quyết 06-NQ/TU"])
    assert slip.expected == "Nghị quyết số 06-NQ/TU"
    assert slip.also == ((2, 5, 24),)


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        (["Nghị quyết số 06-NQ/TU ngày 15/3/2021 của Tỉnh ủy", "Nghị quyết số 06-NQ/TU đã đề ra"], []),
        (["Quyết định số 1084-QĐ/HU, ngày 06/12/2021 của Ban Thường vụ"], []),
        (["Nghị quyết số 26-NQ/TW của Ban Chấp hành Trung ương Đảng (khóa XII)"], []),
        (["thực hiện nghiêm túc Nghị quyết số 19-NQ/TW; sắp xếp trường học"], ["ND30-CC-04"]),
        (["Nghị quyết số 19-NQ/TW.", "Nghị quyết số 19-NQ/TW."], ["ND30-CC-04"]),
        (["Chỉ thị số 05 về học tập và làm theo"], []),
    ],
)
def test_first_citation_is_full(texts: list[str], rules: list[str]) -> None:
    assert [slip.rule for slip in citations.first_citations(texts)] == rules


def test_document_cited_in_the_subject_is_known() -> None:
    known = citations.cited_symbols(["Sơ kết Nghị quyết số 19-NQ/TW ngày 25/10/2017 của Trung ương"])
    assert list(citations.first_citations(["theo Nghị quyết số 19-NQ/TW."], known)) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("theo khoản 1 Điều 24 Luật Cán bộ, công chức; điểm a khoản 2 Điều 5", []),
        ("Khoản 1 Điều 24 quy định như sau", []),  # it begins the sentence
        ("bỏ các khoản 5 triệu đồng", []),
        ("quy định tại Khoản 1 Điều 24", ["Khoản"]),
        ("quy định tại Điểm a khoản 2 Điều 5", ["Điểm"]),
        ("quy định tại khoản 2 điều 5 Nghị định này", ["điều"]),
        ("ba điều 5 người nêu ra", []),
    ],
)
def test_articles_cited(text: str, quotes: list[str]) -> None:
    assert [text[slip.start : slip.end] for slip in citations.levels_of_articles([text])] == quotes


def test_comma_before_the_date_tells_the_regimes_apart() -> None:
    state, party = "Kế hoạch số 420/KH-UBND, ngày 03/3/2021", "Nghị quyết số 06-NQ/TU ngày 15/3/2021"
    assert [slip.rule for slip in citations.state_comma_before_date([state, party])] == ["MIX-14"]
    assert [slip.rule for slip in citations.party_comma_before_date([state, party])] == ["DG-CC-02"]
    assert list(citations.state_comma_before_date(["số 06-NQ/TU, ngày 15/3/2021"])) == []


# --- numbers --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        ("I. ĐẶC ĐIỂM", Kind.ROMAN, 1),
        ("IV- KIẾN NGHỊ", Kind.ROMAN, 4),
        ("XIX. PHỤ LỤC", Kind.ROMAN, 19),
        ("A. PHẦN CHUNG", Kind.CAPITAL, 1),
        ("1. Thuận lợi", Kind.ARABIC, 1),
        ("1.Thuận lợi", Kind.ARABIC, 1),
        ("12) Việc khác", Kind.ARABIC, 12),
        ("2.1. Về mục tiêu", Kind.NESTED, 1),
        ("2.2.1. Đối với cán bộ", Kind.NESTED, 1),
        ("đ) Khen thưởng", Kind.LETTER, 5),
        ("e) Kiểm tra", Kind.LETTER, 6),
        ("f) Kiểm tra", Kind.LETTER, 0),
        ("(1) Tăng cường", Kind.BRACKETED, 1),
        ("Thứ nhất, thường xuyên", Kind.ORDINAL, 1),
        ("Thứ mười một, duy trì", Kind.ORDINAL, 11),
        ("Phần I", Kind.PART, 1),
        ("PHẦN THỨ HAI", Kind.PART, 2),
        ("Chương II", Kind.CHAPTER, 2),
        ("Mục 1", Kind.SECTION, 1),
        ("Điều 5. Tổ chức thực hiện", Kind.ARTICLE, 5),
    ],
)
def test_number_at_the_start_of_a_line_is_read(line: str, kind: Kind, value: int) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.value) == (kind, value)


@pytest.mark.parametrize(
    "line",
    [
        "15.000 đồng mỗi suất",
        "2.50 ha đất lúa",
        "100%/100% đảm bảo điều kiện",
        "05 đồng chí được khen thưởng",
        "2025 - 2030 là nhiệm kỳ mới",
        "24/24 giờ trực",
        "15/5/2023 là ngày chốt số liệu",
        "05/BC-UBND",
        "V/v sơ kết",
        "Phần lớn các hộ đã đăng ký",
        "Phần 1 của dự án đã xong",
        "Điều 5 của Luật quy định",
        "Mục tiêu: 60% cơ quan",
        "- Cấp ủy cơ sở",
        "X-quang di động",
        "ý kiến của cử tri",
        "Thứ nhất của bảng",
        "IIII. Sai",
        "",
    ],
)
def test_what_is_no_number_of_a_level(line: str) -> None:
    assert read_mark(line) is None


@pytest.mark.parametrize(
    ("lines", "broken"),
    [
        (["I. A", "1. B", "2. C", "II. D", "1. E", "2. F"], []),
        (["I. A", "1. B", "2. C", "II. D", "3. E"], []),  # numbers may run on
        (["1. A", "1.1. B", "1.2. C", "2. D", "2.1. E"], []),
        (["a) A", "b) B", "c) C", "d) D", "đ) Đ", "e) E", "g) G", "h) H", "i) I", "k) K"], []),
        (["1. A", "a) B", "b) C", "2. D", "a) E"], []),
        (["Đến năm 2025:", "1. A", "2. B", "Đến năm 2030:", "1. C", "2. D"], []),
        (["Thứ nhất, a", "Thứ hai, b", "Thứ ba, c"], []),
        (["A. X", "I. Y", "II. Z", "B. T", "I. U"], []),
        (["1. X", "(1) a", "(2) b", "2. Y", "(1) c"], []),
        (["I. A", "III. B"], ["III."]),
        (["I. A", "II. B", "IV. C", "IV. D"], ["IV."]),
        (["I. A", "II. B", "II. C", "III. D"], ["II."]),
        (["II. A", "III. B"], ["II."]),
        (["1. A", "3. B"], ["3."]),
        (["1. A", "2. B", "2. C"], ["2."]),
        (["1. A", "1.1. B", "1.3. C"], ["1.3."]),
        (["1. A", "1.1. B", "1.1. C"], ["1.1."]),
        (["1. A", "2.1. B"], ["2.1."]),
        (["1. A", "1.1. B", "2. C", "1.2. D"], ["1.2."]),
        (["a) A", "b) B", "c) C", "d) D", "e) E"], ["e)"]),
        (["a) A", "c) B"], ["c)"]),
        (["Thứ nhất, a", "Thứ ba, b"], ["Thứ ba,"]),
        (["Điều 1. A", "Điều 3. B"], ["Điều 3."]),
        (["Phần I", "Phần III"], ["Phần III"]),
        (["1. A", "sửa thành: “3. X", "4. Y", "5. Z”", "2. B"], []),  # quoted numbers are another text's
    ],
)
def test_sequence_of_numbers(lines: list[str], broken: list[str]) -> None:
    assert [item.mark.text for item in breaks(marks(lines))] == broken


def test_list_inside_a_section_does_not_break_the_headings_around_it() -> None:
    lines = ["1. Kết quả", "1. một", "2. hai", "3. ba", "2. Hạn chế", "3. Nguyên nhân"]
    bold = [True, False, False, False, True, True]
    assert breaks(marks(lines, bold)) == []


def test_heading_that_is_not_bold_as_its_neighbours_is_no_gap() -> None:
    assert breaks(marks(["1. A", "2. B", "3. C"], [True, False, True])) == []


def test_headings_numbered_one_twice_are_a_repetition() -> None:
    assert [item.mark.line for item in breaks(marks(["1. A", "1. B"], [True, True]))] == [1]
    assert breaks(marks(["1. a", "1. b"], [False, False])) == []  # two lists of one item


@given(
    st.integers(1, 20),
    st.sampled_from([lambda n: f"{n}. Mục", lambda n: f"{roman(n)}. MỤC", lambda n: f"{letter(n)}) Ý"]),
)
def test_any_unbroken_sequence_is_right_and_any_gap_is_seen(length: int, write: object) -> None:
    assert callable(write)
    lines = [write(number) for number in range(1, length + 1)]
    assert breaks(marks(lines)) == []
    if length > 2:
        assert len(breaks(marks([*lines[:1], *lines[2:]]))) == 1


@given(st.lists(st.text(max_size=40), max_size=12))
def test_no_text_makes_the_reading_of_numbers_fail(lines: list[str]) -> None:
    found = marks(lines)
    assert all(0 <= mark.line < len(lines) for mark in found)
    list(outline.sequence(found, "a", "b"))
    list(outline.named_levels(lines, found))


def test_first_number_says_what_is_missing() -> None:
    (slip,) = outline.sequence(marks(["1. A", "2. B", "4. C"]), "ND30-ND-06", "ND30-ND-07")
    assert slip.message == "số thứ tự nhảy từ “2.” sang “4.”, thiếu “3.”"
    assert slip.expected == "3."


def test_letters_of_no_vietnamese_alphabet_are_worse_than_a_gap() -> None:
    wrong, gap = (
        next(outline.sequence(marks(lines), "ND30-ND-06", "ND30-ND-07"))
        for lines in (["a) A", "f) B"], ["a) A", "c) B"])
    )
    assert (wrong.rule, wrong.at_most) == ("ND30-ND-07", None)
    assert (gap.rule, gap.at_most) == ("ND30-ND-07", Severity.WARNING)


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        (["I. A", "1. B", "a) C", "1) D", "A. E"], []),
        (["I- A", "II- B"], ["I-"]),
        (["I/ A"], ["I/"]),
        (["1- A"], ["1-"]),
        (["a. A"], ["a."]),
        (["(a) A"], ["(a)"]),
        (["a/ A"], ["a/"]),
    ],
)
def test_ways_of_writing_a_level(lines: list[str], texts: list[str]) -> None:
    slips = list(outline.state_levels(marks(lines)))
    assert [lines[slip.line][slip.start : slip.end] for slip in slips] == texts
    assert {slip.at_most for slip in slips} <= {None}


def test_nested_numbers_are_only_noted_since_every_office_uses_them() -> None:
    (slip,) = outline.state_levels(marks(["1. A", "1.1. B", "1.2. C"]))
    assert (slip.rule, slip.at_most, slip.also) == ("ND30-ND-06", Severity.INFO, ((2, 0, 4),))


@pytest.mark.parametrize(
    ("lines", "count"),
    [(["I- A", "II- B", "a) C", "b) D"], 0), (["I- A", "II. B", "III- C"], 1), (["1.1. A", "1.2. B"], 0)],
)
def test_party_may_number_as_it_likes_but_one_way(lines: list[str], count: int) -> None:
    assert len(list(outline.party_levels(marks(lines)))) == count


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        (["Phần I", "KẾT QUẢ", "I. NÔNG NGHIỆP"], []),
        (["Chương II", "TỔ CHỨC THỰC HIỆN", "Điều 5. Trách nhiệm"], []),
        (["PHẦN I", "KẾT QUẢ"], ["ND30-ND-09"]),
        (["Phần I.", "KẾT QUẢ"], ["ND30-ND-09"]),
        (["Chương I. QUY ĐỊNH CHUNG"], ["ND30-ND-09"]),
        (["Chương I", "Điều 1. Phạm vi"], ["ND30-ND-08"]),
        (["Điều 1. Thành lập Ban Chỉ đạo gồm các ông, bà có tên sau đây"], []),
    ],
)
def test_named_levels(lines: list[str], rules: list[str]) -> None:
    text = [slip.rule for slip in outline.named_levels(lines, marks(lines))]
    assert sorted(set(text)) == rules


@pytest.mark.parametrize(
    ("text", "weights"),
    [
        ("Trên đây là báo cáo của Ủy ban nhân dân xã./.", []),
        ("Trên đây là báo cáo của Ủy ban nhân dân xã. /.", []),
        ("Trên đây là báo cáo của Ủy ban nhân dân xã.", [Severity.INFO]),
        ("Trên đây là báo cáo của Ủy ban nhân dân xã", [None]),
        ("(có phụ lục kèm theo)", []),
    ],
)
def test_end_of_a_state_document(text: str, weights: list[Severity | None]) -> None:
    assert [slip.at_most for slip in outline.state_end(text)] == weights


@pytest.mark.parametrize(("text", "count"), [("báo cáo của Đảng ủy.", 0), ("báo cáo của Đảng ủy./.", 1)])
def test_end_of_a_party_document(text: str, count: int) -> None:
    assert len(list(outline.party_end(text))) == count
