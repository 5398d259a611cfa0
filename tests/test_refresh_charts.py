"""Charts of a document that people have edited: new numbers, their look, and nothing lost."""

from __future__ import annotations

import copy
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from reportgen.check.package_lint import lint_package
from reportgen.model.refreshed import Choices, FigureStatus, Refreshed, WordingStatus
from reportgen.refresh.chart_part import read_data
from reportgen.refresh.compare import compare
from reportgen.refresh.refresh import refresh
from tests.edited_documents import Edit, document, edited, parts, texts, tree
from tests.libreoffice import edited_in_writer
from tests.report_maker import FIGURES, W, with_part

DOCUMENT, CHART = "word/document.xml", "word/charts/bieu_do_{}.xml"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

RATES = """\
      - {ma: ty_le, loai: cot, tieu_de: Tỷ lệ, nguon: can_bo, hang: [nu, dai_hoc],
         chuoi: [{ten: Năm 2020, gia_tri: h.ty_le(2020)}, {ten: Năm 2023, gia_tri: h.ty_le}]}
"""
PEOPLES = "      - {ma: dan_toc, loai: tron, tieu_de: Dân tộc, nguon: dan_toc, chuoi: [{gia_tri: h.so}]}\n"
REPORT = "noi_dung:\n  - tieu_de: A\n    van_ban: Câu một.\n    bieu_do:\n"
MORE = FIGURES.replace("2020: 48, 2023: 121", "2020: 48, 2023: 125")
"""125 of 190 with a degree: 65,789… per cent."""
ROWS = FIGURES.replace(
    "    - {ma: dao, ten: Dao, so: 3}\n",
    "    - {ma: kinh, ten: Kinh, so: 40}\n    - {ma: dao, ten: Dao, so: 4}\n",
)
MADE = document(REPORT + RATES + PEOPLES)


def typed(root: etree._Element) -> None:
    next(t for t in root.iter(f"{W}t") if t.text == "Câu một.").text = "Câu do người sửa."


EDITED = edited(MADE, typed)


def data_of(docx: bytes, key: str = "ty_le") -> list[list[tuple[str, str, str]]]:
    """Category, number and label of every point, by series."""
    data = read_data(tree(docx, CHART.format(key)), key)
    return [
        [(name, point.number, point.text) for name, point in zip(data.categories, each.points, strict=True)]
        for each in data.series
    ]


def sheet_of(docx: bytes, key: str = "ty_le") -> list[tuple[object, ...]]:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        book = openpyxl.load_workbook(io.BytesIO(package.read(f"word/embeddings/bieu_do_{key}.xlsx")))
    return list(book["Sheet1"].values)


def in_chart(docx: bytes, edit: Edit, key: str = "ty_le") -> bytes:
    return edited(docx, edit, part=CHART.format(key))


def rules(result: Refreshed) -> list[str]:
    return [finding.rule for finding in result.findings]


def fill_of_point(series: int, index: int, colour: str) -> Edit:
    """A person gives one point a colour of its own."""

    def edit(root: etree._Element) -> None:
        element = list(root.iter(f"{C}ser"))[series]
        for look in [look for look in element.findall(f"{C}dPt") if look[0].get("val") == str(index)]:
            element.remove(look)
        look = etree.fromstring(
            f'<c:dPt xmlns:c="{C[1:-1]}" xmlns:a="{A[1:-1]}"><c:idx val="{index}"/><c:spPr><a:solidFill>'
            f'<a:srgbClr val="{colour}"/></a:solidFill></c:spPr></c:dPt>'
        )
        element.findall(f"{C}dLbls")[0].addprevious(look)

    return edit


def looks(docx: bytes, key: str, colour: str) -> list[str]:
    """The indexes of the points that bear a colour."""
    root = tree(docx, CHART.format(key))
    return [
        look[0].get("val") or ""
        for look in root.iter(f"{C}dPt")
        if any(each.get("val") == colour for each in look.iter(f"{A}srgbClr"))
    ]


# --- numbers -----------------------------------------------------------------------------------------


def test_a_document_nobody_touched_becomes_the_fresh_build() -> None:
    fresh = document(REPORT + RATES + PEOPLES, ROWS)
    assert refresh(MADE, fresh).data == fresh


def test_new_numbers_reach_chart_labels_workbook_and_description() -> None:
    result = refresh(EDITED, document(REPORT + RATES + PEOPLES, MORE))
    assert data_of(result.data)[1] == [
        ("Cán bộ nữ", "15.79", "15,79%"),
        ("Trình độ đại học", "65.79", "65,79%"),
    ]
    assert sheet_of(result.data)[2] == ("Trình độ đại học", 26.23, 65.79)
    described = next(
        each.get("descr") or "" for each in tree(result.data).iter(DRAWN) if "ty_le" in each.get("name", "")
    )
    assert "Năm 2023: 65,79%" in described
    assert "Câu do người sửa." in texts(result.data)
    changed = [(c.figure, c.before, c.after) for c in result.of(FigureStatus.UPDATED)]
    assert changed == [("can_bo.dai_hoc.ty_le.2023", "63,68%", "65,79%")]
    assert rules(result) == []
    assert lint_package(result.data) == []


def test_what_does_not_change_stays_byte_for_byte() -> None:
    result = refresh(EDITED, MADE)
    assert result.data == EDITED
    assert {change.status for change in result.figures} == {FigureStatus.SAME}


def test_a_second_refresh_changes_nothing() -> None:
    fresh = document(REPORT + RATES + PEOPLES, ROWS.replace("121", "125"))
    once = refresh(in_chart(EDITED, fill_of_point(0, 1, "FF0000")), fresh).data
    assert refresh(once, fresh).data == once


def test_points_come_and_go_with_their_rows() -> None:
    own = in_chart(MADE, fill_of_point(0, 1, "FF0000"), "dan_toc")
    fresh = document(REPORT + RATES + PEOPLES, ROWS)
    longer = refresh(own, fresh)
    assert data_of(longer.data, "dan_toc") == [
        [("Kinh", "40", "Kinh: 40"), ("Dao", "4", "Dao: 4"), ("Mông", "12", "Mông: 12")]
    ]
    assert looks(longer.data, "dan_toc", "FF0000") == ["2"], "the colour belongs to Mông"
    assert sheet_of(longer.data, "dan_toc") == [(None, "Dân tộc"), ("Kinh", 40), ("Dao", 4), ("Mông", 12)]
    assert [(c.status, c.after) for c in longer.wordings] == [
        (WordingStatus.INSERTED, "biểu đồ “dan_toc”: Kinh: 40")
    ]
    back = refresh(longer.data, MADE)
    assert data_of(back.data, "dan_toc") == data_of(MADE, "dan_toc")
    assert looks(back.data, "dan_toc", "FF0000") == ["1"]
    assert sheet_of(back.data, "dan_toc") == sheet_of(MADE, "dan_toc")


def test_series_come_and_go() -> None:
    three = RATES.replace("chuoi: [", "chuoi: [{ten: Mục tiêu, gia_tri: h.so_luong}, ")
    fresh = document(REPORT + three + PEOPLES)
    more = refresh(in_chart(EDITED, fill_of_point(0, 1, "FF0000")), fresh)
    names = [each.name for each in read_data(tree(more.data, CHART.format("ty_le")), "").series]
    assert names == ["Mục tiêu", "Năm 2020", "Năm 2023"]
    assert data_of(more.data) == data_of(fresh)
    assert data_of(refresh(more.data, MADE).data) == data_of(MADE)


# --- the look ----------------------------------------------------------------------------------------


def restyled(root: etree._Element) -> None:
    """A person turns columns into bars, gives one series a colour and takes its labels away."""
    next(root.iter(f"{C}barDir")).set("val", "bar")
    first = next(root.iter(f"{C}ser"))
    first.remove(first.findall(f"{C}dLbls")[0])
    shape = first.findall(f"{C}spPr")[0]
    shape[:] = [etree.fromstring(f'<a:solidFill xmlns:a="{A[1:-1]}"><a:srgbClr val="00B050"/></a:solidFill>')]


def wider(root: etree._Element) -> None:
    frame = next(root.iter(DRAWN)).getparent()
    assert frame is not None
    frame[0].set("cx", "3000000")


def test_type_colours_labels_and_size_that_a_person_chose_stay() -> None:
    own = in_chart(edited(EDITED, wider), restyled)
    root = tree(refresh(own, document(REPORT + RATES + PEOPLES, MORE)).data, CHART.format("ty_le"))
    expected = tree(own, CHART.format("ty_le"))
    next(v for v in expected.iter(f"{C}v") if v.text == "63.68").text = "65.79"
    next(t for t in expected.iter(f"{A}t") if t.text == "63,68%").text = "65,79%"
    assert etree.tostring(root, method="c14n") == etree.tostring(expected, method="c14n")


# --- what people typed -------------------------------------------------------------------------------


def number(old: str, new: str) -> Edit:
    def edit(root: etree._Element) -> None:
        next(v for v in root.iter(f"{C}v") if v.text == old).text = new

    return edit


def label(old: str, new: str) -> Edit:
    def edit(root: etree._Element) -> None:
        next(t for t in root.iter(f"{A}t") if t.text == old).text = new

    return edit


@pytest.mark.parametrize(
    ("edit", "number_now", "label_now"),
    [(number("63.68", "64"), "64", "63,68%"), (label("63,68%", "khoảng 64%"), "63.68", "khoảng 64%")],
)
def test_a_number_that_a_person_typed_is_kept_and_told(edit: Edit, number_now: str, label_now: str) -> None:
    fresh = document(REPORT + RATES + PEOPLES, MORE.replace("2020: 25, 2023: 30", "2020: 25, 2023: 31"))
    own = in_chart(EDITED, edit)
    result = refresh(own, fresh)
    assert data_of(result.data)[1] == [
        ("Cán bộ nữ", "16.32", "16,32%"),  # 31/190
        ("Trình độ đại học", number_now, label_now),
    ]
    assert rules(result) == ["hand-changed-figure"]
    choice = Choices(overwrite=frozenset({"can_bo.dai_hoc.ty_le.2023"}))
    taken = refresh(own, fresh, choices=choice)
    assert data_of(taken.data)[1][1][1] == "65.79"
    assert rules(taken) == []


def one_more_category(root: etree._Element) -> None:
    for series in root.iter(f"{C}ser"):
        for cache in (series.find(f"{C}cat//{C}strCache"), series.find(f"{C}val//{C}numCache")):
            assert cache is not None
            point = copy.deepcopy(cache[-1])
            point.set("idx", "2")
            cache.append(point)
            next(cache.iter(f"{C}ptCount")).set("val", "3")


def test_a_chart_whose_table_a_person_changed_is_left_alone_and_told() -> None:
    own, fresh = in_chart(EDITED, one_more_category), document(REPORT + RATES + PEOPLES, MORE)
    result = refresh(own, fresh)
    assert data_of(result.data) == data_of(own)
    assert rules(result) == ["chart-edited"]
    taken = refresh(own, fresh, choices=Choices(overwrite=frozenset({"ty_le"})))
    assert data_of(taken.data) == data_of(fresh)


def in_workbook(docx: bytes, cell: str, value: str) -> bytes:
    """A person opens the data of a chart, which saves the workbook anew, and writes into a cell."""
    part = "word/embeddings/bieu_do_dan_toc.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(parts(docx)[part]))
    book["Sheet1"][cell] = value
    out = io.BytesIO()
    book.save(out)
    return with_part(docx, part, out.getvalue())


def test_what_a_person_wrote_beside_the_data_stays_in_the_workbook() -> None:
    result = refresh(in_workbook(EDITED, "D1", "nguồn: công an xã"), document(REPORT + RATES + PEOPLES, ROWS))
    assert sheet_of(result.data, "dan_toc") == [
        (None, "Dân tộc", None, "nguồn: công an xã"),
        ("Kinh", 40, None, None),
        ("Dao", 4, None, None),
        ("Mông", 12, None, None),
    ]
    assert rules(result) == []


def test_a_workbook_with_notes_in_the_way_is_left_alone_and_told() -> None:
    own = in_workbook(EDITED, "A4", "Cộng")
    result = refresh(own, document(REPORT + RATES + PEOPLES, ROWS))
    assert sheet_of(result.data, "dan_toc") == sheet_of(own, "dan_toc")
    assert rules(result) == ["chart-workbook"]


def test_a_description_that_a_person_wrote_stays() -> None:
    def describe(root: etree._Element) -> None:
        next(root.iter(DRAWN)).set("descr", "Lời của người sửa")

    result = refresh(edited(EDITED, describe), document(REPORT + RATES + PEOPLES, MORE))
    assert next(tree(result.data).iter(DRAWN)).get("descr") == "Lời của người sửa"


# --- charts come and go ------------------------------------------------------------------------------


def remove_first_chart(root: etree._Element) -> None:
    paragraph = next(next(root.iter(DRAWN)).iterancestors(f"{W}p"))
    paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]


def test_a_chart_that_a_person_deleted_is_told_and_not_brought_back() -> None:
    result = refresh(edited(EDITED, remove_first_chart), document(REPORT + RATES + PEOPLES, MORE))
    assert rules(result) == ["lost-chart"]
    assert [each.get("name") for each in tree(result.data).iter(DRAWN)] == ["bieu_do_dan_toc"]


def test_a_new_chart_comes_with_its_parts(tmp_path: Path) -> None:
    fresh = document(REPORT + RATES + PEOPLES)
    own = edited(document(REPORT + PEOPLES), typed)
    result = refresh(own, fresh)
    assert [each.get("name") for each in tree(result.data).iter(DRAWN)] == [
        "bieu_do_ty_le",
        "bieu_do_dan_toc",
    ]
    assert (data_of(result.data), sheet_of(result.data)) == (data_of(fresh), sheet_of(fresh))
    assert [text for text in texts(result.data) if text.startswith("Biểu đồ")] == [
        "Biểu đồ 1. Tỷ lệ",
        "Biểu đồ 2. Dân tộc",
    ]
    assert lint_package(result.data) == []
    path = tmp_path / "a.docx"
    path.write_bytes(result.data)
    assert OpenXmlValidator().validate(path).errors == []
    assert refresh(result.data, fresh).data == result.data


def test_the_first_chart_of_a_document_brings_its_content_types() -> None:
    fresh = document(REPORT + RATES)
    result = refresh(edited(document(REPORT.replace("    bieu_do:\n", "")), typed), fresh)
    assert lint_package(result.data) == []
    assert data_of(result.data) == data_of(fresh)


def test_a_dropped_chart_goes_with_its_parts() -> None:
    result = refresh(EDITED, document(REPORT + PEOPLES))
    assert [each.get("name") for each in tree(result.data).iter(DRAWN)] == ["bieu_do_dan_toc"]
    assert not [name for name in parts(result.data) if "ty_le" in name]
    assert lint_package(result.data) == []
    assert "Biểu đồ 1. Dân tộc" in texts(result.data)


def test_a_dropped_chart_in_which_a_person_typed_numbers_stays() -> None:
    result = refresh(in_chart(EDITED, number("63.68", "64")), document(REPORT + PEOPLES))
    assert "unknown-chart" in rules(result)
    assert data_of(result.data)[1][1][1] == "64"


# --- tracked changes ---------------------------------------------------------------------------------


def test_a_changed_chart_is_told_since_word_cannot_track_it() -> None:
    fresh = document(REPORT + RATES + PEOPLES, MORE)
    result = refresh(EDITED, fresh, choices=Choices(tracks_all=True))
    assert rules(result) == ["chart-not-tracked"]
    assert data_of(result.data) == data_of(fresh)


def test_the_numbers_of_charts_are_told_apart_too() -> None:
    found = compare(MADE, document(REPORT + RATES + PEOPLES, MORE), file="moi.docx")
    assert [(each.figure, each.before, each.after) for each in found.figures] == [
        ("can_bo.dai_hoc.ty_le.2023", ("63,68%",), ("65,79%",))
    ]
    root = tree(MADE)
    drawing = next(next(root.iter(DRAWN)).iterancestors(f"{W}p"))
    (place,) = found.figures[0].places
    assert list(root.iter(f"{W}p"))[place.paragraph - 1] is drawing
    assert (found.texts, found.layout) == ((), ())


def test_a_chart_that_comes_under_tracking_is_sound(tmp_path: Path) -> None:
    own, fresh = edited(document(REPORT + PEOPLES), typed), document(REPORT + RATES + PEOPLES)
    tracked = refresh(own, fresh, choices=Choices(tracks_all=True)).data
    assert lint_package(tracked) == []
    assert problems(tracked, tmp_path) == set()
    assert texts(tracked, view="rejected") == texts(own)
    gone = refresh(edited(fresh, typed), document(REPORT + PEOPLES), choices=Choices(tracks_all=True)).data
    assert problems(gone, tmp_path) == set()


# --- LibreOffice -------------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_charts_are_found_and_refreshed_after_libreoffice(tmp_path: Path) -> None:
    own = edited_in_writer(MADE, "replace:Câu một=>Câu do người sửa")
    fresh = document(REPORT + RATES + PEOPLES, ROWS.replace("2020: 48, 2023: 121", "2020: 48, 2023: 125"))
    result = refresh(own, fresh)
    saved = [name for name in parts(result.data) if name.startswith("word/charts/chart")]
    data = [read_data(tree(result.data, name), "") for name in saved]
    assert [[[point.number for point in each.points] for each in one.series] for one in data] == [
        [["13.66", "26.23"], ["15.79", "65.79"]],
        [["40", "4", "12"]],
    ]
    assert data[1].categories == ("Kinh", "Dao", "Mông")
    assert sheet_of(result.data, "dan_toc")[1] == ("Kinh", 40)
    assert rules(result) == []
    assert "Câu do người sửa." in texts(result.data)
    assert problems(result.data, tmp_path) <= problems(own, tmp_path)
    assert texts(edited_in_writer(result.data)) == texts(result.data), "it opens again"


def problems(docx: bytes, folder: Path) -> set[str]:
    """What the validator says of a file, wherever."""
    path = folder / "a.docx"
    path.write_bytes(docx)
    return {error.description for error in OpenXmlValidator().validate(path).errors}
