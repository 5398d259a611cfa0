"""Conventions of computing: rates, targets, comparisons, gaps, totals, traces."""

from __future__ import annotations

import re

import pytest

from reportgen.model.figure import PROSE, TABLE, Blank, CannotCompute, Figure, NotApplicable
from tests.figures_text import asked, cell, computed, figure, prose

HEAD = "ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}\n"
GROUP = (
    HEAD
    + """\
a:
  nhan: Nhóm
  don_vi_tinh: đồng chí
  tong_so: {2020: 183, 2023: 190}
  chi_tieu:
    x: {nhan: Chỉ tiêu, so_luong: {2020: 48, 2023: 121}, muc_tieu: {2025: 50, 2030: 100}}
    rieng: {so_luong: {2020: 175, 2023: 355}, mau_so: {2023: 382}, muc_tieu: {2025: 95}}
    tre: {so_luong: {2020: 110, 2023: 8}, mau_so: {2023: 60}, muc_tieu: {2025: 35 - 40}}
    chua: {so_luong: {2020: 5, 2023: null}, muc_tieu: {2025: 50}}
    ten: {so_luong: 19, muc_tieu: {nghi_quyet: {2025: 20}, ke_hoach: {2025: 40}}}
    mot: {so_luong: 3, trong_do_cua: x, ghi_chu: nhỏ}
b:
  chi_tieu:
    tien: {gia_tri: {2020: 600, 2023: 530.5}, don_vi_tinh: triệu đồng, muc_tieu: {2025: 1061}}
    phan_tram: {gia_tri: 89.20, don_vi_tinh: "%"}
    dem: 7
    khong: {so_luong: {2020: 0, 2023: 4}}
    khong_mau: {so_luong: 4, mau_so: 0, muc_tieu: {2025: 50}}
    cho_mau: {so_luong: 4, mau_so: null}
    muc_0: {so_luong: 4, mau_so: 8, muc_tieu: {2025: 0}}
l:
  nhan: Danh sách
  truong: {ty: {nhan: Tỷ trọng, don_vi_tinh: "%"}, tron: {so_le: 1}}
  danh_sach:
    - {ma: dao, ten: Dao, so: 1200, ty: 36.83, tron: 2.25, le: 5}
    - {ma: mong, ten: Mông, so: 5, ty: 7, tron: 3, le: 2.5}
    - {ma: thai, ten: Thái, so: null, ty: 1.5, tron: 4}
"""
)
FIGURES = computed(GROUP)


@pytest.mark.parametrize(
    ("name", "args", "in_text", "in_table"),
    [
        ("a.x.ty_le", (), "63,68%", "63,68"),  # 121 / 190 = 0,636842
        ("a.x.ty_le", (2020,), "26,23%", "26,23"),  # 48 / 183 = 0,262295
        ("a.x.dat", (2025,), "127,37%", "127,37"),  # 63,6842 / 50, not 63,68 / 50 = 127,36; not capped
        ("a.x.dat", (), "127,37%", "127,37"),  # ky.muc_tieu
        ("a.x.dat", (2030,), "63,68%", "63,68"),
        ("a.x.muc_tieu", (2030,), "100%", "100,00"),
        ("a.x.so_voi", (), "242,80%", "242,80"),  # (121 * 183) / (190 * 48) = 22143 / 9120 = 2,427960
        ("a.x.tang_truong", (), "142,80%", "142,80"),
        ("a.x.chenh_lech", (), "73", "73"),
        ("a.x.chenh_lech_ty_le", (), "37,45%", "37,45"),  # 63,6842 - 26,2295 = 37,4547
        ("a.x.mau_so", (), "190", "190"),
        ("a.rieng.ty_le", (), "92,93%", "92,93"),  # 355 / 382
        ("a.rieng.ty_le", (2020,), "95,63%", "95,63"),  # no own denominator: 175 / 183
        ("a.rieng.so_voi", (), "97,18%", "97,18"),  # (355 * 183) / (382 * 175) = 64965 / 66850
        ("a.tre.muc_tieu", (), "35% - 40%", "35,00 - 40,00"),
        ("a.tre.dat", (), "38,10% - 33,33%", "38,10 - 33,33"),  # 13,333 / 35, 13,333 / 40
        ("a.tre.chenh_lech", (), "-102", "-102"),
        ("a.ten.dat", (2025, "nghi_quyet"), "50%", "50,00"),  # 10 % of 190 against 20 %
        ("a.ten.dat", (2025, "ke_hoach"), "25%", "25,00"),
        ("a.x.dat", (2025, "", 2020), "52,46%", "52,46"),  # 26,2295 / 50
        ("a.mot", (), "03", "3"),
        ("a.tong_so", (), "190", "190"),
        ("a.tong_so", (2020,), "183", "183"),
        ("a.tong_so.ty_le", (), "100%", "100,00"),
        (
            "a.tong_so.so_voi",
            (2020,),
            "103,83%",
            "103,83",
        ),  # 190 / 183: counts, since its rate is always 100 %
        ("a.tong_so.chenh_lech", (2020,), "07", "7"),
        ("b.tien", (), "530,5", "530,5"),
        ("b.tien", (2020,), "600,0", "600,0"),  # one indicator, one number of decimals
        ("b.tien.so_voi", (), "88,42%", "88,42"),  # 530,5 / 600, no denominator: its own numbers
        ("b.tien.chenh_lech", (), "-69,5", "-69,5"),
        ("b.tien.muc_tieu", (), "1.061,0", "1.061,0"),
        ("b.tien.dat", (), "50%", "50,00"),
        ("b.phan_tram", (), "89,20%", "89,20"),
        ("b.dem", (), "07", "7"),
        ("l.dao.so", (), "1.200", "1.200"),
        ("l.mong.so", (), "05", "5"),
        ("l.dao.ty", (), "36,83%", "36,83"),
        ("l.mong.ty", (), "7%", "7"),
        ("l.dao.tron", (), "2,3", "2,3"),  # 2,25 with one decimal
        ("l.mong.tron", (), "3,0", "3,0"),
        ("l.dao.le", (), "5", "5"),  # a measured field: not padded
    ],
)
def test_a_figure_is_worked_out_and_printed(
    name: str, args: tuple[int | str, ...], in_text: str, in_table: str
) -> None:
    assert prose(FIGURES, name, *args) == in_text
    assert cell(FIGURES, name, *args) == in_table


@pytest.mark.parametrize(
    "measure", ["so_luong", "ty_le", "dat", "so_voi", "tang_truong", "chenh_lech", "chenh_lech_ty_le"]
)
def test_a_missing_number_spreads_and_is_never_zero(measure: str) -> None:
    found = figure(FIGURES, f"a.chua.{measure}")
    assert found.pairs == ()
    assert found.text(PROSE) == "chưa có số liệu"
    assert found.text(TABLE) == "…"
    assert found.gap is not None
    assert found.gap.cause == ("a", "chi_tieu", "chua", "so_luong", 2023)


def test_a_missing_denominator_is_a_missing_number() -> None:
    assert prose(FIGURES, "b.cho_mau.ty_le") == "chưa có số liệu"


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("b.khong_mau.ty_le", "b.chi_tieu.khong_mau.mau_so.2023"),
        ("b.khong_mau.dat", "b.chi_tieu.khong_mau.mau_so.2023"),
        ("b.khong.so_voi", "b.chi_tieu.khong.so_luong.2020"),
        ("b.khong.tang_truong", "b.chi_tieu.khong.so_luong.2020"),
        ("b.muc_0.dat", "b.chi_tieu.muc_0.muc_tieu.2025"),
    ],
)
def test_a_zero_denominator_is_a_dash_in_a_table_and_an_error_in_a_text(name: str, cause: str) -> None:
    assert cell(FIGURES, name) == "-"
    with pytest.raises(CannotCompute) as caught:
        prose(FIGURES, name)
    assert caught.value.problem == f"{cause} bằng 0 nên không chia được"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "args", "reason"),
    [
        ("a.x.so_luong", (2019,), "a.x không có số liệu kỳ 2019"),
        ("a.x.ty_le", (2019,), "a.x không có số liệu kỳ 2019"),
        ("a.x.muc_tieu", (2035,), "a.x không có mục tiêu năm 2035"),
        ("a.x.dat", (2035,), "a.x không có mục tiêu năm 2035"),
        ("a.chua.so_voi", (2019,), "a.chua không có số liệu kỳ 2019"),
        ("a.tong_so.muc_tieu", (2025,), "a.tong_so không có mục tiêu năm 2025"),
        ("b.dem.ty_le", (), "b.dem không có mẫu số kỳ 2023"),
        ("b.dem.mau_so", (), "b.dem không có mẫu số kỳ 2023"),
        ("b.dem.chenh_lech_ty_le", (2020,), "b.dem không có mẫu số kỳ 2023"),
        ("l.thai.le", (), "l.thai không có le"),
    ],
)
def test_what_does_not_apply_is_empty_in_a_table_and_an_error_in_a_text(
    name: str, args: tuple[int, ...], reason: str
) -> None:
    assert cell(FIGURES, name, *args) == ""
    value = asked(FIGURES, name, *args)
    with pytest.raises(NotApplicable, match=re.escape(reason)):
        str(value)


@pytest.mark.parametrize(
    ("name", "args", "problem"),
    [
        ("a.ten.dat", (2025,), "a.ten có mục tiêu theo tên: nghi_quyet, ke_hoach"),
        ("a.ten.dat", (2025, "nghi_quyett"), "a.ten không có mục tiêu “nghi_quyett”; có phải “nghi_quyet”?"),
        ("a.x.ty_le", (2020, 2021), "a.x.ty_le không nhận (2020, 2021)"),
        ("a.x.ty_le", ("2020",), "a.x.ty_le không nhận ('2020')"),
        ("a.x.dat", ("ke_hoach",), "a.x.dat không nhận ('ke_hoach')"),
        ("a.x.co_so_lieu", ("x",), "a.x.co_so_lieu không nhận ('x')"),
        ("a.x.co_muc_tieu", (2025, "a", 1), "a.x.co_muc_tieu không nhận (2025, 'a', 1)"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    name: str, args: tuple[int | str, ...], problem: str
) -> None:
    with pytest.raises(CannotCompute) as caught:
        asked(FIGURES, name, *args)
    assert caught.value.problem == problem


def test_a_comparison_needs_to_know_its_period() -> None:
    figures = computed("ky: {hien_tai: 2023}\na: {chi_tieu: {x: {so_luong: {2020: 1, 2023: 2}}}}\n")
    with pytest.raises(CannotCompute, match="chưa rõ so với kỳ nào"):
        prose(figures, "a.x.so_voi")
    assert prose(figures, "a.x.so_voi", 2020) == "200%"


@pytest.mark.parametrize(("targets", "expected"), [("{2030: 50}", "80%"), ("{2025: 50, 2030: 100}", None)])
def test_the_only_target_needs_no_year(targets: str, expected: str | None) -> None:
    figures = computed(
        f"ky: {{hien_tai: 2023}}\na: {{chi_tieu: {{x: {{so_luong: 2, mau_so: 5, muc_tieu: {targets}}}}}}}\n"
    )
    if expected is not None:
        assert prose(figures, "a.x.dat") == expected  # 40 % of 50 %
    else:
        with pytest.raises(CannotCompute, match=r"chưa rõ mục tiêu năm nào của a\.x"):
            prose(figures, "a.x.dat")


@pytest.mark.parametrize(
    ("name", "args", "expected"),
    [
        ("a.x.co_so_lieu", (), True),
        ("a.x.co_so_lieu", (2019,), False),
        ("a.chua.co_so_lieu", (), False),
        ("a.chua.co_so_lieu", (2020,), True),
        ("a.x.co_muc_tieu", (2030,), True),
        ("a.rieng.co_muc_tieu", (2030,), False),
        ("a.ten.co_muc_tieu", (2025, "ke_hoach"), True),
        ("a.mot.la_con", (), True),
        ("a.x.la_con", (), False),
        ("a.tong_so.la_tong", (), True),
    ],
)
def test_questions_are_answered(name: str, args: tuple[int | str, ...], expected: bool) -> None:
    assert bool(asked(FIGURES, name, *args)) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.x.nhan", "Chỉ tiêu"),
        ("a.rieng.nhan", "rieng"),
        ("a.x.don_vi_tinh", "đồng chí"),
        ("b.tien.don_vi_tinh", "triệu đồng"),
        ("a.x.tt", "1"),
        ("a.mot.tt", ""),
        ("a.mot.ghi_chu", "nhỏ"),
        ("a.x.ma", "x"),
        ("a.nhan", "Nhóm"),
        ("b.nhan", "b"),
        ("a.don_vi_tinh", "đồng chí"),
        ("l.nhan", "Danh sách"),
        ("l.dao.nhan", "Dao"),
        ("l.dao.ten", "Dao"),
        ("l.mong.tt", "2"),
        ("l.mong.ma", "mong"),
    ],
)
def test_texts_of_groups_and_rows(name: str, expected: str) -> None:
    assert asked(FIGURES, name) == expected


def test_a_period_that_is_not_given_cannot_be_printed() -> None:
    ky = computed("ky: {hien_tai: 2023}\na: {tong_so: 1}\n").names["ky"]
    assert ky["hien_tai"] == 2023
    with pytest.raises(NotApplicable, match=r"tệp số liệu không ghi ky\.goc"):
        str(ky["goc"])


def test_a_unit_of_the_group_counts_for_its_measured_values() -> None:
    figures = computed(HEAD + 'a: {don_vi_tinh: "%", chi_tieu: {x: 49.5}}\n')
    assert prose(figures, "a.x") == "49,5%"


# --- tables ------------------------------------------------------------------------------------------


def test_rows_of_a_table_come_in_the_order_asked_for() -> None:
    rows = FIGURES.names["a"].table_rows(("tre", "x"), "cuoi", "Cộng")
    assert [row.look("nhan") for row in rows] == ["tre", "Chỉ tiêu", "Cộng"]
    rows = FIGURES.names["l"].table_rows(("thai", "dao"), "khong", "Cộng")
    assert [row.look("nhan") for row in rows] == ["Thái", "Dao"]


def test_a_group_without_total_has_no_total_row() -> None:
    assert len(list(FIGURES.names["b"].table_rows(None, "dau", "Tổng số"))) == 7


def test_total_of_a_list_adds_columns_of_numbers() -> None:
    total = FIGURES.names["l"].table_rows(None, "cuoi", "Tổng số")[-1]
    assert total.look("ty").text(TABLE) == "45,33"  # 36,83 + 7 + 1,5
    assert total.look("tron").text(TABLE) == "9,3"  # 2,25 + 3 + 4 = 9,25
    assert total.look("so").text(TABLE) == "…"  # one row is not known yet
    assert isinstance(total.look("le"), Blank)  # one row has none
    assert isinstance(total.look("ten"), Blank)
    assert total.look("ty").origin.trace(total.look("ty")).inputs == (
        ("l", "danh_sach", 0, "ty"),
        ("l", "danh_sach", 1, "ty"),
        ("l", "danh_sach", 2, "ty"),
    )


def test_derived_columns_work_on_every_row() -> None:
    figures = computed(
        GROUP,
        cot_1="h.so_luong - h.so_luong(2020)",
        cot_2="h.dat(2025) - 100",
        cot_3="h.so_luong / h.so_luong(2020)",
    )
    change, surplus, quotient = (figures.names["_cong_thuc"][f"b.cot_{n}"] for n in (1, 2, 3))
    total, x, *_ = figures.names["a"].table_rows(None, "dau", "Tổng số")
    zero = figures.names["b"].look("khong")
    assert change(x).text(TABLE) == "73"
    assert change(total).text(TABLE) == "7"
    assert surplus(x).text(TABLE) == "27,37"
    assert isinstance(surplus(total), Blank)
    assert quotient(zero).text(TABLE) == "-"
    assert quotient(zero).gap.cause == ("b", "chi_tieu", "khong", "so_luong", 2020)
    assert change(x) is change(x)
    assert change(x).id == "a.x.b.cot_1"
    trace = change.trace(change(x))
    assert trace.formula == "h.so_luong - h.so_luong(2020)"
    assert trace.inputs == (
        ("a", "chi_tieu", "x", "so_luong", 2023),
        ("a", "chi_tieu", "x", "so_luong", 2020),
    )


# --- shares that make 100 % ----------------------------------------------------------------------------


def test_thirds_are_adjusted_to_make_100() -> None:
    figures = computed(HEAD + "a: {tong_so: 3, can_bang_100: [x, y, z], chi_tieu: {x: 1, y: 1, z: 1}}\n")
    shares = [figure(figures, f"a.{name}.ty_le") for name in "xyz"]
    assert sorted(share.text(TABLE) for share in shares) == ["33,33", "33,33", "33,34"]
    assert sorted(share.shown(decimals=0).text(TABLE) for share in shares) == ["33", "33", "34"]
    origin = shares[0].origin
    assert origin is not None
    assert "phần dư lớn nhất" in origin.trace(shares[0]).note


@pytest.mark.parametrize("numbers", ["tong_so: 4", "tong_so: {2023: null}"])
def test_shares_that_are_no_whole_are_not_adjusted(numbers: str) -> None:
    figures = computed(HEAD + f"a: {{{numbers}, can_bang_100: [x, y], chi_tieu: {{x: 1, y: 1}}}}\n")
    assert figure(figures, "a.x.ty_le").adjusted is None


# --- traces --------------------------------------------------------------------------------------------

X20, X23 = ("a", "chi_tieu", "x", "so_luong", 2020), ("a", "chi_tieu", "x", "so_luong", 2023)
T20, T23 = ("a", "tong_so", 2020), ("a", "tong_so", 2023)
GOAL = ("a", "chi_tieu", "x", "muc_tieu", 2025)


@pytest.mark.parametrize(
    ("name", "args", "formula", "inputs"),
    [
        ("a.x.so_luong", (), "", (X23,)),
        ("a.x.mau_so", (2020,), "", (T20,)),
        ("a.x.ty_le", (2020,), "48 / 183", (X20, T20)),
        ("a.x.muc_tieu", (2025,), "", (GOAL,)),
        ("a.x.dat", (2025,), "(121 / 190) / 50%", (X23, T23, GOAL)),
        ("a.x.dat", (2025, "", 2020), "(48 / 183) / 50%", (X20, T20, GOAL)),
        ("a.x.so_voi", (2020,), "(121 / 190) / (48 / 183)", (X23, T23, X20, T20)),
        ("a.x.tang_truong", (2020,), "(121 / 190) / (48 / 183) - 1", (X23, T23, X20, T20)),
        ("a.x.chenh_lech", (2020,), "121 - 48", (X23, X20)),
        ("a.x.chenh_lech_ty_le", (2020,), "121 / 190 - 48 / 183", (X23, T23, X20, T20)),
        ("a.tong_so.so_voi", (2020,), "(190) / (183)", (T23, T20)),
        ("a.rieng.mau_so", (), "", (("a", "chi_tieu", "rieng", "mau_so", 2023),)),
        (
            "a.tre.dat",
            (),
            "(8 / 60) / 35% - 40%",
            (
                ("a", "chi_tieu", "tre", "so_luong", 2023),
                ("a", "chi_tieu", "tre", "mau_so", 2023),
                ("a", "chi_tieu", "tre", "muc_tieu", 2025),
            ),
        ),
        (
            "a.ten.dat",
            (2025, "ke_hoach"),
            "(19 / 190) / 40%",
            (
                ("a", "chi_tieu", "ten", "so_luong", 2023),
                T23,
                ("a", "chi_tieu", "ten", "muc_tieu", "ke_hoach", 2025),
            ),
        ),
        ("b.tien", (), "", (("b", "chi_tieu", "tien", "gia_tri", 2023),)),
        (
            "b.tien.dat",
            (),
            "(530,5) / 1.061",
            (("b", "chi_tieu", "tien", "gia_tri", 2023), ("b", "chi_tieu", "tien", "muc_tieu", 2025)),
        ),
        ("a.chua.ty_le", (), "chưa có / 190", (("a", "chi_tieu", "chua", "so_luong", 2023), T23)),
        ("l.dao.ty", (), "", (("l", "danh_sach", 0, "ty"),)),
    ],
)
def test_every_figure_tells_its_formula_and_inputs(
    name: str, args: tuple[int | str, ...], formula: str, inputs: tuple[object, ...]
) -> None:
    found = figure(FIGURES, name, *args)
    assert found.origin is not None
    trace = found.origin.trace(found)
    assert (trace.formula, trace.inputs) == (formula, inputs)


@pytest.mark.parametrize(
    ("name", "args", "identity", "label"),
    [
        ("a.x", (), "a.x.so_luong.2023", "Chỉ tiêu (số lượng 2023)"),
        ("a.x.ty_le", (2020,), "a.x.ty_le.2020", "Chỉ tiêu (tỷ lệ 2020)"),
        ("a.x.dat", (), "a.x.dat.2025", "Chỉ tiêu (đạt so với mục tiêu 2025)"),
        ("a.x.dat", (2025, "", 2020), "a.x.dat.2025.2020", "Chỉ tiêu (đạt so với mục tiêu 2025 2020)"),
        (
            "a.ten.muc_tieu",
            (2025, "ke_hoach"),
            "a.ten.muc_tieu.2025.ke_hoach",
            "ten (mục tiêu 2025 ke_hoach)",
        ),
        ("a.tong_so", (), "a.tong_so.so_luong.2023", "Nhóm: tổng số (số lượng 2023)"),
        ("b.tien", (), "b.tien.gia_tri.2023", "tien (giá trị 2023)"),
        ("l.dao.ty", (), "l.dao.ty", "Dao (Tỷ trọng)"),
    ],
)
def test_figures_have_lasting_names(
    name: str, args: tuple[int | str, ...], identity: str, label: str
) -> None:
    found = figure(FIGURES, name, *args)
    assert found.id == identity
    assert found.origin is not None
    assert found.origin.label_of(found) == label
    assert FIGURES.cache[identity].pairs == found.pairs


def test_a_row_without_a_key_goes_by_its_number() -> None:
    figures = computed(HEAD + "l: {danh_sach: [{ma: null, so: 1}, {so: 2}]}\n")
    assert isinstance(figure(figures, "l.1.so"), Figure)
    assert figure(figures, "l.2.so").id == "l.2.so"


def test_the_total_row_leaves_a_field_blank_whose_sum_means_nothing() -> None:
    rows = "[{ma: a, so: 3, ty_le: 60}, {ma: b, so: 2, ty_le: 40}]"
    typed = f"l: {{truong: {{ty_le: {{cong: false}}}}, danh_sach: {rows}}}\n"
    total = computed(HEAD + typed).names["l"].table_rows(None, "cuoi", "Cộng")[-1]
    assert total.look("so").text(TABLE) == "5"
    assert isinstance(total.look("ty_le"), Blank)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [  # 25 of 100 then, 20 of 125 now: 25 % and 16 %
        ("muc_giam", "05"),
        ("muc_giam_ty_le", "9%"),
        ("suy_giam", "36%"),  # 16 / 25 = 64 %
        ("chenh_lech", "-5"),
        ("tang_truong", "-36%"),
    ],
)
def test_a_fall_is_said_with_and_without_a_sign(expression: str, expected: str) -> None:
    typed = "n: {tong_so: {2020: 100, 2023: 125}, chi_tieu: {x: {so_luong: {2020: 25, 2023: 20}}}}\n"
    indicator = computed(HEAD + typed).names["n"].look("x")
    assert indicator.measure(expression).text(PROSE) == expected


def test_the_trace_of_a_fall_begins_with_the_number_of_then() -> None:
    typed = "n: {tong_so: {2020: 100, 2023: 125}, chi_tieu: {x: {so_luong: {2020: 25, 2023: 20}}}}\n"
    indicator = computed(HEAD + typed).names["n"].look("x")
    formulas = {name: indicator.trace(indicator.measure(name)).formula for name in ("muc_giam", "suy_giam")}
    assert formulas == {"muc_giam": "25 - 20", "suy_giam": "1 - (20 / 125) / (25 / 100)"}
