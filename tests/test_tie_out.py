"""The tie-out: every printed number with its exact value, its source and the places a reader finds it at."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reportgen.compute import compute
from reportgen.errors import Finding, Severity, Where
from reportgen.load.layout_rules import load_layout_rules
from reportgen.load.load import load_figures
from reportgen.model.annex_sheet import AnnexCell, AnnexRow, AnnexSheet, RowLook
from reportgen.model.definition import Annex, Definition
from reportgen.model.figure import PROSE, TABLE, Figure
from reportgen.model.form import AnnexEntry, Form, Place, SectionEntry, Site, TypedNumeral
from reportgen.model.numbering import NumberPattern
from reportgen.model.tie_out import Printed, TieOut, TieOutFigure, TypedText
from reportgen.publish.place_names import PlaceNames, rows_by_figure
from reportgen.publish.tie_out_json import tie_out_json
from reportgen.publish.tie_out_values import tie_out
from reportgen.publish.tie_out_workbook import exact_text, tie_out_workbook

DOCUMENT = "word/document.xml"
FIGURES = """\
ky: {hien_tai: 2023, goc: 2020, muc_tieu: 2025}
can_bo:
  tong_so: {2023: 190}
  chi_tieu:
    dai_hoc:
      nhan: Đại học
      so_luong: {2023: 121}
      muc_tieu: {2025: 35 - 40}
    moi: {nhan: Mới, so_luong: null}
"""
SECTIONS = [  # level, printed number, title
    (1, "I- ", "TÌNH HÌNH"),
    (2, "1. ", "Đặc điểm"),
    (3, "1.1. ", "Thuận lợi"),
    (1, "II- ", "KẾT QUẢ"),
    (2, "2. ", "Mục tiêu"),
    (3, "2.2. ", "Cụ thể"),
    (4, "2.2.1. ", "Cán bộ"),
    (5, "(1)- ", ""),
    (2, "", "Phần không đánh số"),
]
HEAD, PROSE_SITE, CELL, ORDINAL, END = range(5)
PLACES = [
    Place(DOCUMENT),
    Place(DOCUMENT, section=6, paragraph=3),
    Place(DOCUMENT, annex=1, column=2),
    Place(DOCUMENT, annex=1, column=1),
    Place(DOCUMENT),
]
ANNEX = {
    "ma": "bieu_01",
    "tieu_de": "TỔNG HỢP",
    "bang": {"nguon": "can_bo", "cot": [{"loai": "tt"}, {"loai": "nhan"}, {"loai": "ty_le"}]},
}


def form_of(**more: Any) -> Form:
    """A form that prints nothing: only its outline and sites are asked for."""
    definition = Definition.model_validate(
        {
            "the_thuc": "dang",
            "co_quan": {"ban_hanh": "HUYỆN ỦY"},
            "ky_hieu": "BC/HU",
            "dia_danh": "Phong Thổ",
            "trich_yeu": "Sơ kết",
            "noi_dung": [{"tieu_de": "TÌNH HÌNH"}],
            "phu_luc": [ANNEX],
        }
    )
    pattern = NumberPattern.parse("1.")
    return Form(
        definition=definition,
        rules=load_layout_rules()[0],
        environment=ImmutableSandboxedEnvironment(),
        sites=tuple(Site(Where("bao-cao.yaml", 1, 1), "{{ x }}", place) for place in PLACES),
        parts=(),
        sections=tuple(SectionEntry(level, pattern, None, title) for level, _, title in SECTIONS),
        annexes=(AnnexEntry("bieu_01", None, pattern, None, "TỔNG HỢP"),),
        texts=(),
        static=(),
        **{
            "typed": (),
            "typed_if_printed": (),
            "first_id": 100,
            "first_note": 1,
            "prose": PROSE,
            "formulas": {},
            **more,
        },
    )


def names_of(sheets: list[AnnexSheet] | None = None) -> PlaceNames:
    numbers = {index: number for index, (_, number, _) in enumerate(SECTIONS)}
    return PlaceNames(form_of(), numbers, {1: "Biểu 01"}, rows_by_figure(form_of(), sheets or []))


def made(tmp_path: Path, **more: Any) -> TieOut:
    file = tmp_path / "so-lieu.yaml"
    file.write_text(FIGURES, encoding="utf-8")
    loaded = load_figures(file)
    degree = compute(loaded.figures).names["can_bo"].look("dai_hoc")
    new = compute(loaded.figures).names["can_bo"].look("moi")
    rate, attainment, gap = (
        degree.look("ty_le")(2023),
        degree.look("dat")(2025),
        new.look("so_luong")(2023),
    )
    cells = (AnnexCell("1"), AnnexCell("Trình độ Đại học"), AnnexCell("63,68", rate))
    sheet = AnnexSheet(Annex.model_validate(ANNEX), "Biểu 01", "", (AnnexRow(RowLook.PLAIN, cells),))
    return tie_out(
        form_of(typed=(TypedNumeral("15/5/2023", Place(DOCUMENT, section=1, paragraph=1)),), **more),
        printed=[
            printed(rate, PROSE_SITE),
            printed(attainment, PROSE_SITE),
            printed(rate, CELL, 2),
            printed(gap, PROSE_SITE),
        ],
        typed_texts=[
            TypedText("Số 408-BC/HU", HEAD),
            TypedText("1", ORDINAL),
            TypedText("Biểu 01", PROSE_SITE),
        ],
        typed_printed=[],
        numbers={index: number for index, (_, number, _) in enumerate(SECTIONS)},
        labels={1: "Biểu 01"},
        sheets=[sheet],
        source=loaded.source,
        inputs={"so-lieu.yaml": loaded.source.sha256, "bao-cao.yaml": "ab"},
    )


def printed(figure: Figure, site: int, occurrence: int = 1) -> Printed:
    return Printed(figure, figure.text(TABLE if site == CELL else PROSE), site, occurrence)


# --- places ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(DOCUMENT, section=0), "tiêu đề mục I"),
        (Place(DOCUMENT, section=2, paragraph=1), "mục I.1.1, đoạn 1"),
        (Place(DOCUMENT, section=6, paragraph=3), "mục II.2.2.1, đoạn 3"),
        (Place(DOCUMENT, section=7, paragraph=1), "mục II.2.2.1.(1), đoạn 1"),
        (Place(DOCUMENT, section=8, paragraph=2), "mục “Phần không đánh số”, đoạn 2"),
        (Place(DOCUMENT, annex=1), "tiêu đề Biểu 01"),
        (Place(DOCUMENT, annex=1, paragraph=2), "Biểu 01, lời văn, đoạn 2"),
        (Place(DOCUMENT, annex=1, column=7), "Biểu 01, cột 7"),
        (Place(DOCUMENT, annex=1, column=7, block="dau_bang"), "Biểu 01, đầu cột 7"),
        (Place(DOCUMENT, block="chu_thich"), "chú thích"),
        (Place(DOCUMENT, paragraph=1, block="mo_dau"), "lời mở đầu, đoạn 1"),
        (Place(DOCUMENT, paragraph=2, block="ket"), "lời kết, đoạn 2"),
        (Place("word/footnotes.xml"), "chú thích"),
        (Place("word/header2.xml"), "đầu trang"),
    ],
)
def test_places_read_as_a_person_says_them(place: Place, text: str) -> None:
    assert names_of().of_place(place) == text


def test_letterhead_and_signature_are_told_apart() -> None:
    assert [names_of().of_site(site) for site in (HEAD, END)] == ["phần đầu văn bản", "phần cuối văn bản"]


# --- values ------------------------------------------------------------------------------------------


def test_printed_figure_has_value_formula_sources_and_every_place(tmp_path: Path) -> None:
    rate = made(tmp_path).figures[0]
    assert (rate.id, rate.values, rate.formula) == ("can_bo.dai_hoc.ty_le.2023", ("121/190",), "121 / 190")
    assert [str(source) for source in rate.sources] == ["so-lieu.yaml:7:24", "so-lieu.yaml:3:19"]
    assert [(place.place, place.text) for place in rate.places] == [
        ("mục II.2.2.1, đoạn 3", "63,68%"),
        ("Biểu 01, hàng “Trình độ Đại học”, cột 2", "63,68"),
    ]


def test_range_has_both_values_and_a_gap_its_reason(tmp_path: Path) -> None:
    _, attainment, gap = made(tmp_path).figures
    # (121/190) / (35/100) = 12100/6650 = 242/133; of 40 %: 12100/7600 = 121/76
    assert attainment.values == ("242/133", "121/76")
    assert gap.values == ()
    assert gap.note == "chưa có số liệu can_bo.chi_tieu.moi.so_luong.2023"


def test_typed_numerals_leave_out_ordinals_and_annex_labels(tmp_path: Path) -> None:
    assert [(entry.text, entry.place) for entry in made(tmp_path).typed] == [
        ("15/5/2023", "mục I.1, đoạn 1"),
        ("Số 408-BC/HU", "phần đầu văn bản"),
    ]


def test_numerals_under_a_condition_count_only_when_printed(tmp_path: Path) -> None:
    hidden = TypedNumeral("31/3", Place(DOCUMENT, section=0, paragraph=1))
    assert [entry.text for entry in made(tmp_path, typed_if_printed=(hidden,)).typed] == [
        "15/5/2023",
        "Số 408-BC/HU",
    ]


def test_counts_say_how_many_printed_numbers_are_computed(tmp_path: Path) -> None:
    result = made(tmp_path)  # the rate twice, the attainment once; the gap is an input
    assert (result.printed_count, result.computed_count) == (4, 3)


@pytest.mark.parametrize(
    ("values", "is_rate", "text"),
    [
        (("121/190",), True, "121/190 ≈ 63,6842105263158%"),
        (("1/2",), True, "1/2 = 50%"),
        (("1",), True, "100%"),
        (("190",), False, "190"),
        (("102931/100",), False, "1029,31"),
        (("1/3",), False, "1/3 ≈ 0,333333333333333"),
        (("2/5", "1/3"), True, "2/5 = 40%; 1/3 ≈ 33,3333333333333%"),
        ((), True, "chưa có"),
    ],
)
def test_exact_value_is_written_out(values: tuple[str, ...], is_rate: bool, text: str) -> None:
    assert exact_text(TieOutFigure("x", "X", values, is_rate, "", (), (), "chưa có")) == text


# --- what is published -------------------------------------------------------------------------------

NOTE = Finding(
    "loose-mark", "dấu ** không thành chữ đậm", Where("bao-cao.yaml", 5, 3), severity=Severity.WARNING
)


def test_json_has_the_documented_shape(tmp_path: Path) -> None:
    content = json.loads(tie_out_json(made(tmp_path), [NOTE]))
    assert list(content) == ["figures", "typed", "inputs", "findings", "waived"]
    rate = content["figures"][0]
    assert (rate["id"], rate["text"], rate["value"]) == ("can_bo.dai_hoc.ty_le.2023", "63,68%", "121/190")
    assert rate["sources"][0] == {"file": "so-lieu.yaml", "line": 7, "column": 24}
    assert rate["places"][0] == {"place": "mục II.2.2.1, đoạn 3", "text": "63,68%"}
    assert content["typed"][0] == {"text": "15/5/2023", "place": "mục I.1, đoạn 1"}
    assert list(content["inputs"]) == ["bao-cao.yaml", "so-lieu.yaml"]
    assert content["findings"][0]["rule"] == "loose-mark"


def test_json_has_a_line_for_each_entry(tmp_path: Path) -> None:
    text = tie_out_json(made(tmp_path), [NOTE]).decode()
    content, lines = json.loads(text), text.splitlines()
    assert [json.loads(line.removesuffix(",")) for line in lines if line.startswith("{") and line != "{"] == [
        *content["figures"],
        *content["typed"],
        *content["findings"],
    ]
    assert lines[2].startswith(
        '{"id":"can_bo.dai_hoc.ty_le.2023","label":"Đại học (tỷ lệ 2023)","text":"63,68%"'
    )


def test_workbook_has_a_line_per_figure(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(tie_out_workbook(made(tmp_path), [NOTE])))
    assert book.sheetnames == ["Số liệu", "Số gõ tay", "Tổng hợp"]
    sheet = book["Số liệu"]
    assert [cell.value for cell in sheet[2]] == [
        1,
        "can_bo.dai_hoc.ty_le.2023",
        "Đại học (tỷ lệ 2023)",
        "63,68%\n63,68",
        "121/190 ≈ 63,6842105263158%",
        "121 / 190",
        "so-lieu.yaml:7:24\nso-lieu.yaml:3:19",
        2,
        "mục II.2.2.1, đoạn 3\nBiểu 01, hàng “Trình độ Đại học”, cột 2",
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:I4")
    assert [cell.value for cell in book["Số gõ tay"][2]] == [1, "15/5/2023", "mục I.1, đoạn 1"]


def test_summary_counts_and_names_the_files_read(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(tie_out_workbook(made(tmp_path), [NOTE])))
    lines = {row[0].value: row[1].value for row in book["Tổng hợp"].iter_rows(min_row=2)}
    assert lines["Lượt in số lấy từ số liệu"] == 4
    assert lines["Lượt in số gõ tay (xem trang “Số gõ tay”)"] == 2
    assert lines["Tệp đã đọc: bao-cao.yaml"] == "sha256 ab"
    assert "bao-cao.yaml:5:3: dấu ** không thành chữ đậm" in str(lines["Cảnh báo: loose-mark"])


def test_same_tie_out_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = made(tmp_path), made(tmp_path)
    assert tie_out_workbook(first) == tie_out_workbook(second)
    assert tie_out_json(first) == tie_out_json(second)
