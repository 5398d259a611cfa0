"""Native charts of figures: what is drawn, what is said of it, and what becomes of it in the package."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen import build
from reportgen.check.package_lint import lint_package
from reportgen.fill import Filled
from reportgen.model.chart_data import ChartData
from tests.libreoffice import page_texts
from tests.outline import outline
from tests.report_maker import DUE_HEAD, FIGURES, Case, make

NOT_YET = "tre: {nhan: Trẻ, so_luong: null"
BELOW_ZERO = FIGURES.replace("2020: 25, 2023: 30", "2020: 33, 2023: 30")
KINDS = ("cot", "thanh", "duong", "tron")
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def one(chart: str, figures: str = FIGURES, more: str = "") -> Case:
    """A report with one chart, whose settings besides `ma` and `tieu_de` are given."""
    return make(f"noi_dung: [{{tieu_de: A, bieu_do: [{{ma: b, tieu_de: Tên, {chart}}}]}}]\n{more}", figures)


def drawn(chart: str, figures: str = FIGURES) -> ChartData:
    (only,) = one(chart, figures).fill().charts
    return only.data


def shown(data: ChartData) -> list[list[str]]:
    return [[point.text for point in series.points] for series in data.series]


def numbers(data: ChartData) -> list[list[str]]:
    return [[point.number for point in series.points] for series in data.series]


def words(filled: Filled) -> list[str]:
    return [line for line in outline(filled.bytes()).splitlines() if line.startswith("VBBieuDo")]


# --- numbers -----------------------------------------------------------------------------------------


def test_rates_are_drawn_as_they_are_printed_rounded_once() -> None:
    data = drawn("loai: cot, nguon: can_bo, hang: [nu, dai_hoc], chuoi: [{gia_tri: h.ty_le}]")
    assert data.categories == ("Cán bộ nữ", "Trình độ đại học")
    assert shown(data) == [["15,79%", "63,68%"]]  # 30/190 = 15,789…; 121/190 = 63,684…
    assert numbers(data) == [["15.79", "63.68"]]


@pytest.mark.parametrize(
    ("expression", "text", "number"),
    [
        ("dia_ban.thon", "1.717", "1717"),
        ("dia_ban.xa", "5", "5"),  # no padding beside a column
        ("can_bo.nu.ty_le|le(1)", "15,8%", "15.8"),
        ("can_bo.nu.ty_le|tron", "15,79", "15.79"),
        ("can_bo.nu.dat(2025)", "105,26%", "105.26"),
        ("dan_toc.mong.so", "12", "12"),
        ("can_bo.nu", "30", "30"),
    ],
)
def test_a_figure_is_drawn_with_its_own_text(expression: str, text: str, number: str) -> None:
    data = drawn(f"loai: cot, nhom: [2023], chuoi: [{{gia_tri: ['{expression}']}}]")
    assert (shown(data), numbers(data)) == ([[text]], [[number]])


def test_decimals_may_be_set_for_a_chart() -> None:
    assert shown(drawn("loai: cot, so_le: 0, nguon: can_bo, hang: [nu], chuoi: [{gia_tri: h.ty_le}]")) == [
        ["16%"]
    ]


def test_rows_are_chosen_by_condition_and_labelled_by_expression() -> None:
    data = drawn("loai: cot, nguon: dan_toc, khi_hang: h.so > 5, nhan: h.ma, chuoi: [{gia_tri: h.so}]")
    assert (data.categories, shown(data)) == (("mong",), [["12"]])


def test_what_is_not_there_leaves_a_gap_and_says_so() -> None:
    figures = FIGURES.replace(
        "tre: {nhan: Trong đó dưới 30 tuổi, so_luong: {2023: 6}", "tre: {nhan: Trẻ, so_luong: null"
    )
    filled = one("loai: cot, nguon: can_bo, chuoi: [{gia_tri: h.so_luong}]", figures).fill()
    data = filled.charts[0].data
    assert shown(data) == [["30", "121", "chưa có số liệu"]]
    assert numbers(data) == [["30", "121", ""]]
    assert words(filled)[1:] == ["VBBieuDo ↓ | **Biểu đồ 1. **Tên", "VBBieuDo ↓ | *Chưa có số liệu: Trẻ.*"]
    assert "Trẻ: chưa có số liệu" in words(filled)[0]
    root = chart_root(filled)
    assert [point.get("idx") for point in root.iterfind(f".//{C}val//{C}pt")] == ["0", "1"]
    assert workbook(filled) == [(None, "Tên"), ("Cán bộ nữ", 30), ("Trình độ đại học", 121), ("Trẻ", None)]


def test_a_chart_may_wait_for_all_its_numbers() -> None:
    filled = one("loai: tron, nhom: [A], chuoi: [{gia_tri: [trong.moi]}]").fill()
    assert numbers(filled.charts[0].data) == [[""]]
    assert words(filled)[-1] == "VBBieuDo ↓ | *Chưa có số liệu: A.*"
    assert lint_package(filled.bytes()) == []


def test_a_quotient_by_zero_leaves_a_gap_and_says_why() -> None:
    filled = one("loai: cot, nhom: [A, B], chuoi: [{gia_tri: [trong.nu.ty_le, can_bo.nu.ty_le]}]").fill()
    assert words(filled)[-1] == "VBBieuDo ↓ | *Không tính được vì mẫu số bằng 0: A.*"


def test_a_pie_has_no_slices_below_zero() -> None:
    case = one(
        "loai: tron, nhom: [A, B], chuoi: [{gia_tri: [can_bo.nu, can_bo.nu.chenh_lech]}]",
        BELOW_ZERO,
    )
    assert [finding.message for finding in case.findings()] == ["biểu đồ tròn không vẽ được số âm -3"]


# --- words around a chart ----------------------------------------------------------------------------

TWO = """
noi_dung:
  - tieu_de: A
    van_ban: Xem {{ bieu_do.hai }}.
    bieu_do:
      - {ma: mot, loai: cot, tieu_de: Một, khi: dia_ban.xa > 9, nguon: dan_toc, chuoi: [{gia_tri: h.so}]}
      - {ma: hai, loai: cot, tieu_de: "Hai: {{ can_bo.nu }}", nguon: dan_toc, chuoi: [{gia_tri: h.so}],
         mo_ta: "Mông {{ dan_toc.mong.so }} & <Dao>"}
"""


def test_a_chart_that_is_not_printed_takes_no_number_and_leaves_no_part() -> None:
    filled = make(TWO).fill()
    assert "Xem Biểu đồ 1." in outline(filled.bytes())
    assert words(filled)[1] == "VBBieuDo ↓ | **Biểu đồ 1. **Hai: ‹30›"
    with zipfile.ZipFile(io.BytesIO(filled.bytes())) as package:
        names = [name for name in package.namelist() if "bieu_do" in name]
    assert names == [
        "word/charts/bieu_do_hai.xml",
        "word/charts/_rels/bieu_do_hai.xml.rels",
        "word/embeddings/bieu_do_hai.xlsx",
    ]


def test_an_author_describes_a_chart_in_words_with_figures() -> None:
    assert words(make(TWO).fill())[0] == "VBBieuDo ↓ | {bieu_do_hai: Mông 12 & <Dao>}"


def test_charts_of_a_dropped_section_are_not_asked_for() -> None:
    text = (
        "noi_dung: [{tieu_de: A}, {tieu_de: B, khi: dia_ban.xa > 9, bieu_do: [{ma: b, loai: cot, tieu_de: T, "
    )
    assert make(text + "nhom: [1], chuoi: [{gia_tri: [trong.moi]}]}]}]\n").fill().charts == ()


# --- the package -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_sound(kind: str, tmp_path: Path) -> None:
    filled = one(f"loai: {kind}, nguon: dan_toc, chuoi: [{{ten: 'Số & <người>', gia_tri: h.so}}]").fill()
    path = tmp_path / "a.docx"
    path.write_bytes(filled.bytes())
    assert lint_package(filled.bytes()) == []
    assert OpenXmlValidator().validate(path).errors == []


def test_six_series_differ_without_colour() -> None:
    series = ", ".join(f"{{ten: S{n}, gia_tri: h.so}}" for n in range(6))
    root = chart_root(one(f"loai: cot, nguon: dan_toc, chuoi: [{series}]").fill())
    looks = [etree.tostring(each[0]) for each in root.iterfind(f".//{C}ser/{C}spPr")]
    greys = [look.replace(f"accent{n}".encode(), b"accent") for n, look in enumerate(looks, 1)]
    assert len(set(greys)) == 6


def test_colours_and_fonts_are_those_of_the_theme() -> None:
    xml = etree.tostring(
        chart_root(one("loai: cot, nguon: dan_toc, chuoi: [{gia_tri: h.so}]").fill())
    ).decode()
    assert "srgbClr" not in xml
    assert 'typeface="+mn-lt"' in xml


def test_columns_begin_at_zero_unless_a_number_is_below() -> None:
    chart = "loai: cot, nhom: [A, B], chuoi: [{gia_tri: [can_bo.nu, can_bo.nu.chenh_lech]}]"
    fewer = FIGURES.replace("2020: 25, 2023: 30", "2020: 33, 2023: 30")
    lowest = [
        chart_root(one(chart, figures).fill()).find(f".//{C}min") is not None for figures in (FIGURES, fewer)
    ]
    assert lowest == [True, False]


def test_the_same_input_gives_the_same_bytes_whatever_was_filled_before() -> None:
    case, other = make(TWO), make(TWO, FIGURES.replace("xa: 5", "xa: 12").replace("so: 12", "so: 13"))
    first = case.fill().bytes()
    other_form = Case(case.form, other.figures, other.given)
    assert len(other_form.fill().charts) == 2
    assert case.fill().bytes() == first
    assert other_form.fill().bytes() == other.fill().bytes()


def test_data_of_a_chart_are_remembered_as_they_were() -> None:
    data = drawn("loai: cot, nguon: can_bo, chuoi: [{ten: 'A \"b\" & c', gia_tri: h.ty_le}]")
    assert ChartData.from_json("b", data.as_json()) == data
    with pytest.raises(ValueError, match="not the data of a chart"):
        ChartData.from_json("b", "[1, 2]")


def chart_root(filled: Filled) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(filled.bytes())) as package:
        return etree.fromstring(package.read("word/charts/bieu_do_b.xml"))


def workbook(filled: Filled) -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(filled.bytes())) as package:
        book = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/bieu_do_b.xlsx")))
    return list(book["Sheet1"].values)


# --- the whole program -------------------------------------------------------------------------------

REPORT = """
noi_dung:
  - tieu_de: KẾT QUẢ
    van_ban: "Kết quả thể hiện ở {{ bieu_do.b }}."
    bieu_do:
      - {ma: b, loai: cot, tieu_de: Tỷ lệ, nguon: can_bo, hang: [nu, dai_hoc],
         chuoi: [{ten: Năm 2020, gia_tri: h.ty_le(2020)}, {ten: Năm 2023, gia_tri: h.ty_le}]}
noi_nhan: ["Lưu: VT"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built report with a chart."""
    home = tmp_path_factory.mktemp("bieu-do")
    head = DUE_HEAD.replace(
        "ky_ten: {", "so: 5\nso_lieu: so-lieu.yaml\nky_ten: {quyen_han: TM. ỦY BAN NHÂN DÂN, "
    )
    (home / "bao-cao.yaml").write_text(head + REPORT, encoding="utf-8")
    (home / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    build(home / "bao-cao.yaml", home)
    return home


def test_every_number_of_a_chart_is_traced(folder: Path) -> None:
    told = json.loads((folder / "bao-cao.json").read_text(encoding="utf-8"))
    assert {
        (figure["value"], place["place"], place["text"])
        for figure in told["figures"]
        for place in figure["places"]
    } == {
        ("25/183", "Biểu đồ 1, “Năm 2020”, “Cán bộ nữ”", "13,66%"),
        ("16/61", "Biểu đồ 1, “Năm 2020”, “Trình độ đại học”", "26,23%"),
        ("3/19", "Biểu đồ 1, “Năm 2023”, “Cán bộ nữ”", "15,79%"),
        ("121/190", "Biểu đồ 1, “Năm 2023”, “Trình độ đại học”", "63,68%"),
    }
    assert all(figure["sources"] for figure in told["figures"])
    assert [entry["text"] for entry in told["typed"] if entry["place"] == "Biểu đồ 1"] == [
        "Năm 2020",
        "Năm 2023",
    ]
    assert not any("Biểu đồ" in entry["text"] for entry in told["typed"])


@pytest.mark.libreoffice
def test_libreoffice_draws_the_numbers_as_vietnamese_write_them(folder: Path) -> None:
    page = page_texts(folder / "bao-cao.docx")[0]
    for text in ("13,66%", "26,23%", "15,79%", "63,68%", "Cán bộ nữ", "Năm 2023", "Biểu đồ 1. Tỷ lệ"):
        assert text in page
