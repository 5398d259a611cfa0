"""A programme at work: figures of units, keys of documents, the command line."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from reportgen.cli import main
from reportgen.errors import ExitCode, InputRefused
from reportgen.load import load_figures
from reportgen.model.figures_input import FiguresInput, UnitTexts
from reportgen.model.mould import MouldedGroups
from reportgen.model.skeleton import GroupMemory
from reportgen.model.tie_out import Summand, TieOut
from reportgen.model.unit_values import UnitValues
from reportgen.publish.json_schema import json_schema
from reportgen.publish.tie_out_json import tie_out_json
from reportgen.publish.tie_out_workbook import tie_out_workbook
from reportgen.service import open_programme, open_report
from reportgen.service.programme import KeptValues
from tests.programmes import SMALL, change, copied
from tests.test_json_schema import content, validator

CODES = ("03271", "03272", "03281", "109", "110", "12")
SMALL_FILE = SMALL / "chuong-trinh.yaml"


def test_a_units_figures_are_the_skeleton_with_its_numbers_and_names() -> None:
    given = open_programme(SMALL_FILE).unit_figures("03271").figures
    assert given.facts["ten_don_vi"] == "xã Bản Một"
    assert given.facts["ky_so_lieu"] == "từ ngày 15/12/2022 đến ngày 14/12/2023"
    assert given.texts.agency is not None
    assert given.texts.agency.parent == ("ỦY BAN NHÂN DÂN HUYỆN NẬM THỬ",)
    assert given.texts.agency.issuer == ("ỦY BAN NHÂN DÂN XÃ BẢN MỘT",)
    assert given.texts.place == "Bản Một"


def test_groups_that_say_the_same_are_taken_up_again_and_others_are_made() -> None:
    slots, memory = open_programme(SMALL_FILE).loaded.slots, GroupMemory()

    def merged(values: dict[str, Any], kept: GroupMemory | None) -> FiguresInput:
        return slots.merge(values, {}, texts=UnitTexts(), facts={}, memory=kept)

    income = {"dia_ban": {"thu_nhap": {2023: Decimal("30")}}}
    first = merged({**income, "can_bo": {"nu": {2023: 2}}}, memory)
    second = merged({**income, "can_bo": {"nu": {2023: 3}}}, memory)
    assert second.groups["dia_ban"] is first.groups["dia_ban"]
    assert second == merged({**income, "can_bo": {"nu": {2023: 3}}}, None)
    assert first.groups["can_bo"].indicators["nu"].counts == {2023: 2}
    third = merged({"dia_ban": {"thu_nhap": {2023: 30}}}, memory)
    kept = third.groups["dia_ban"].indicators["thu_nhap"].values
    assert kept is not None
    assert type(kept[2023]) is int, "30 has not the decimals of 30.0"
    groups = third.groups
    assert isinstance(groups, MouldedGroups)
    assert groups.cast() == merged({"dia_ban": {"thu_nhap": {2023: 30}}}, None).groups.cast()  # type: ignore[attr-defined]


def test_own_texts_go_before_the_rosters_and_those_before_the_levels(tmp_path: Path) -> None:
    path = copied(tmp_path)
    change(
        tmp_path, "don-vi.yaml", "ten: xã Bản Hai", "ten: xã Bản Hai, van_ban: {so: 7, dia_danh: Bản Hai Mới}"
    )
    change(tmp_path, "so-lieu/03272.json", '"don_vi": "03272",', '"don_vi": "03272", "van_ban": {"so": 9},')
    texts = open_programme(path).unit_figures("03272").figures.texts
    assert (texts.number, texts.place) == (9, "Bản Hai Mới")
    assert texts.agency is not None
    assert texts.agency.name == "Ủy ban nhân dân xã Bản Hai"


def test_figures_of_every_level_add_up() -> None:
    programme = open_programme(SMALL_FILE)
    totals = {code: programme.unit_figures(code).figures.groups["can_bo"].totals for code in CODES}
    assert totals["109"] == {2020: 21, 2023: 22}
    assert totals["12"] == {2020: 30, 2023: 31}
    income = programme.unit_figures("12").figures.groups["dia_ban"].indicators["thu_nhap"].values
    assert income == {2023: Decimal("30.2")}  # (30·3000 + 50·1000 + 20,5·2000) / 6000 = 30,1666…


def test_numbers_stand_in_the_units_file_and_sums_say_what_they_are_of() -> None:
    programme = open_programme(SMALL_FILE)
    path = ("can_bo", "chi_tieu", "dai_hoc", "so_luong", 2023)
    own = programme.unit_figures("03281").source
    assert str(own.where(path)).endswith("so-lieu/03281.yaml:5:30")
    assert str(own.where(("can_bo", "nhan"))).endswith("khung-so-lieu.yaml:4:9")
    assert str(own.where(("van_ban", "dia_danh"))).endswith("chuong-trinh.yaml:14:17")
    assert str(programme.unit_figures("12").source.where(path)) == "tổng hợp 2 đơn vị của tỉnh Mường Thí"


def test_an_unknown_unit_is_refused_with_the_nearest_code() -> None:
    with pytest.raises(InputRefused, match=r"không có đơn vị “03721” .* 14/12/2023; có phải “03281”\?"):
        open_programme(SMALL_FILE).unit_figures("03721")


def test_a_unit_that_has_given_nothing_has_no_figures_to_print(tmp_path: Path) -> None:
    path = copied(tmp_path)
    (tmp_path / "so-lieu" / "03272.json").unlink()
    with pytest.raises(InputRefused, match=r"xã Bản Hai \(03272\) chưa có số liệu \(hạn gửi 18/12/2023\)"):
        open_programme(path).unit_figures("03272")


def test_last_periods_numbers_fill_in_only_where_the_programme_says_so(tmp_path: Path) -> None:
    path = copied(tmp_path)
    (tmp_path / "ky-truoc").mkdir()
    last = {"so_lieu": {"can_bo": {"nu": 1, "tong_so": {"2020": 99, "2023": 5}}}}
    (tmp_path / "ky-truoc" / "03271.json").write_text(json.dumps(last), encoding="utf-8")
    change(tmp_path, "chuong-trinh.yaml", "cap:\n", "so_lieu_ky_truoc: ky-truoc\ncap:\n")
    untouched = open_programme(path).unit_figures("03271").figures.groups["can_bo"]
    assert untouched.indicators["nu"].counts == {2023: 2}
    change(tmp_path, "chuong-trinh.yaml", "han: 2}", "han: 2, truoc: 2020}")
    filled = open_programme(path).unit_figures("03271").figures.groups["can_bo"]
    assert filled.indicators["nu"].counts == {2023: 2, 2020: 1}
    assert filled.totals == {2020: 11, 2023: 12}  # given again by the unit itself


# --- keys --------------------------------------------------------------------------------------------


def keys(path: Path) -> dict[str, str]:
    programme = open_programme(path)
    return {code: programme.input_key(code) for code in CODES}


@pytest.mark.parametrize(
    ("file", "old", "new", "touched"),
    [
        ("so-lieu/03271.json", '"nu": 2', '"nu": 3', {"03271", "109", "12"}),
        ("so-lieu/03281.yaml", "nu: 0", "nu: 1", {"03281", "110", "12"}),
        ("don-vi.yaml", "xã Bản Hai", "xã Bản Hái", {"03272", "109", "12"}),
        ("don-vi.yaml", "huyện Pa Mẫu", "huyện Pa Mấu", {"03281", "110", "12"}),
        ("bao-cao-xa.yaml", "KẾT QUẢ\n", "CÁC KẾT QUẢ\n", {"03271", "03272", "03281"}),
        ("bao-cao-huyen.yaml", "KẾT QUẢ\n", "CÁC KẾT QUẢ\n", {"109", "110", "12"}),
        ("khung-so-lieu.yaml", "muc_tieu: {2025: 50}", "muc_tieu: {2025: 51}", set(CODES)),
        ("chuong-trinh.yaml", "cach: lon_nhat", "cach: nho_nhat", set(CODES)),
        ("chuong-trinh.yaml", "han: 5", "han: 6", {"109", "110"}),
        ("don-vi.yaml", "den: 2023-06-30", "den: 2023-06-29", set()),
        ("chuong-trinh.yaml", "ten: Sơ kết Đề án cán bộ", "ten: Sơ kết", set()),
    ],
)
def test_a_key_changes_only_with_what_the_document_depends_on(
    tmp_path: Path, file: str, old: str, new: str, touched: set[str]
) -> None:
    path = copied(tmp_path)
    before = keys(path)
    change(tmp_path, file, old, new)
    after = keys(path)
    assert {code for code in CODES if before[code] != after[code]} == touched


# --- the command line --------------------------------------------------------------------------------


def test_consolidate_writes_the_parents_figures_and_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["consolidate", str(SMALL_FILE), "--don-vi", "109", "--out", str(tmp_path), "--json"])
    result = json.loads(capsys.readouterr().out)
    assert code == ExitCode.DONE
    assert [Path(file).name for file in result["files"]] == [
        "109-bao-cao-huyen.docx",
        "109-bao-cao-huyen-phu-luc.xlsx",
        "109-bao-cao-huyen-doi-chieu.xlsx",
        "109-bao-cao-huyen.json",
        "109-so-lieu.yaml",
    ]
    tied = json.loads((tmp_path / "109-bao-cao-huyen.json").read_text(encoding="utf-8"))
    figure = next(each for each in tied["figures"] if each["id"] == "can_bo.dai_hoc.ty_le.2023")
    assert (figure["text"], figure["value"]) == ("59,09%", "13/22")
    assert figure["sources"][0] == {"file": "tổng hợp 2 đơn vị của huyện Nậm Thử"}
    assert any(
        each["id"].startswith("cac_don_vi.dv_03272.ty_le") and each["text"] == "50,00"
        for each in tied["figures"]
    )


def test_the_figures_file_reads_as_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["consolidate", str(SMALL_FILE), "--don-vi", "12", "--out", str(tmp_path)])
    capsys.readouterr()
    written = load_figures(tmp_path / "12-so-lieu.yaml").figures
    assert written == open_programme(SMALL_FILE).unit_figures("12").figures
    report = open_report(SMALL / "bao-cao-huyen.yaml")
    assert report.fill(written).bytes()


def test_a_broken_unit_is_left_out_named_and_told_by_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copied(tmp_path)
    change(tmp_path, "so-lieu/03272.json", '"nu": 3', '"nu": "3"')
    code = main(["consolidate", str(path), "--don-vi", "109", "--out", str(tmp_path / "ra")])
    said = capsys.readouterr().err
    assert code == ExitCode.SOME_UNITS_FAILED
    assert "“can_bo.nu”: phải là số nguyên, đang là “3”" in said
    assert "Có 1 lỗi trong số liệu các đơn vị" in said


def test_a_unit_without_children_is_not_consolidated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["consolidate", str(SMALL_FILE), "--don-vi", "03271", "--out", str(tmp_path)])
    assert code == ExitCode.REFUSED
    assert "đơn vị 03271 (xã Bản Một) không có đơn vị cấp dưới để tổng hợp" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_consolidate_needs_a_unit_unless_it_only_checks(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consolidate", str(SMALL_FILE)]) == ExitCode.USAGE
    assert "thiếu --don-vi" in capsys.readouterr().err
    assert main(["consolidate", str(SMALL_FILE), "--kiem-tra", "--json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["blocking"] is False


def test_check_gives_every_unit_a_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copied(tmp_path)
    change(tmp_path, "so-lieu/03271.json", '"nu": 2', '"nu": -2')
    (tmp_path / "so-lieu" / "03272.json").unlink()
    assert main(["check", str(path), "--json"]) == ExitCode.REFUSED
    result = json.loads(capsys.readouterr().out)
    (file,) = result["files"]
    assert file["kind"] == "chuong-trinh"
    verdicts = {unit["code"]: unit["verdict"] for unit in file["units"]}
    assert verdicts["03271"] == "error"
    assert verdicts["03272"] == "missing"
    assert verdicts["03281"] == "ok"
    main(["check", str(path)])
    said = capsys.readouterr().out
    assert "ĐƠN VỊ (6): " in said
    assert "  03272 xã Bản Hai: chưa có số liệu" in said


def test_check_tells_the_mistakes_of_a_level_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copied(tmp_path)
    change(tmp_path, "bao-cao-xa.yaml", "{{ can_bo.dai_hoc }}", "{{ can_bo.dai_hocc }}")
    assert main(["check", str(path)]) == ExitCode.REFUSED
    assert "dai_hocc" in capsys.readouterr().out


# --- schemas -----------------------------------------------------------------------------------------


def test_the_schemas_accept_the_small_programme() -> None:
    for which, file in (
        ("chuong-trinh", "chuong-trinh.yaml"),
        ("don-vi", "don-vi.yaml"),
        ("so-lieu-don-vi", "so-lieu/03281.yaml"),
    ):
        assert list(validator(which).iter_errors(content(SMALL / file))) == [], which
    assert json_schema("chuong-trinh")["title"].startswith("Chương trình báo cáo")


def test_the_schemas_refuse_slips() -> None:
    programme = content(SMALL_FILE)
    assert list(validator("chuong-trinh").iter_errors({**programme, "ma": "Thử"})) != []
    assert list(validator("chuong-trinh").iter_errors({**programme, "kyy": 1})) != []
    assert list(validator("so-lieu-don-vi").iter_errors({"so_lieu": {"can_bo": {"nu": [3]}}})) != []


def test_only_the_values_asked_for_last_are_kept() -> None:
    made: list[str] = []

    def make(code: str) -> UnitValues:
        made.append(code)
        return UnitValues(code)

    kept = KeptValues(2)
    for code in ("a", "b", "a", "c", "a", "b"):  # b goes when c comes, since a was asked for after it
        assert kept.get(code, make).code == code
    assert made == ["a", "b", "c", "b"]


def tied_up(tmp_path: Path, code: str) -> tuple[dict[str, Any], Any]:
    """Consolidate a unit; return its tie-out as JSON and as workbook."""
    assert main(["consolidate", str(SMALL_FILE), "--don-vi", code, "--out", str(tmp_path)]) == ExitCode.DONE
    (file,) = tmp_path.glob(f"{code}-*-doi-chieu.xlsx")
    json_file = file.with_name(file.name.replace("-doi-chieu.xlsx", ".json"))
    return json.loads(json_file.read_text(encoding="utf-8")), openpyxl.load_workbook(file)


def test_a_consolidated_figure_names_what_each_unit_gave_and_where(tmp_path: Path) -> None:
    tied, _ = tied_up(tmp_path, "109")
    given = [each for each in tied["summands"] if each["figure"] == "can_bo.dai_hoc.so_luong.2023"]
    assert [(each["unit"], each["name"], each["value"]) for each in given] == [
        ("03271", "xã Bản Một", "8"),
        ("03272", "xã Bản Hai", "5"),
    ]
    for each in given:
        place = each["source"]
        assert place["file"] == f"{each['unit']}.json"
        lines = (SMALL / "so-lieu" / place["file"]).read_text(encoding="utf-8").splitlines()
        assert lines[place["line"] - 1][place["column"] - 1 :].startswith(each["value"])


def test_what_units_gave_adds_up_to_the_figure_that_the_report_prints(tmp_path: Path) -> None:
    tied, book = tied_up(tmp_path, "109")
    rows = list(book["Số của đơn vị"].iter_rows(min_row=2, values_only=True))
    printed = {each["id"]: each["value"] for each in tied["figures"]}
    summed = {row[1] for row in rows if row[3] == "tổng"} & printed.keys()
    assert {"can_bo.dai_hoc.so_luong.2023", "can_bo.tong_so.so_luong.2023"} <= summed
    for figure in summed:
        assert sum(Fraction(str(row[6])) for row in rows if row[1] == figure) == Fraction(printed[figure])
    (mean,) = {row[3] for row in rows if row[1] == "dia_ban.thu_nhap.gia_tri.2023"}
    assert mean == "bình quân theo dia_ban.dan_so"


def test_what_a_parent_below_gave_is_traced_to_its_own_tie_out(tmp_path: Path) -> None:
    tied, _ = tied_up(tmp_path, "12")
    given = [each for each in tied["summands"] if each["figure"] == "can_bo.dai_hoc.so_luong.2023"]
    assert [(each["unit"], each["value"], each["source"]["file"]) for each in given] == [
        ("109", "13", "tổng hợp 2 đơn vị của huyện Nậm Thử"),
        ("110", "6", "tổng hợp 1 đơn vị của huyện Pa Mẫu"),
    ]


def test_a_unit_that_gave_nothing_is_listed_without_a_value(tmp_path: Path) -> None:
    path = copied(tmp_path)
    (tmp_path / "so-lieu" / "03272.json").unlink()
    given = open_programme(path).unit_figures("109").summands()
    values = {each.code: each.value for each in given if each.figure == "can_bo.dai_hoc.so_luong.2023"}
    assert values == {"03271": 8, "03272": None}
    assert all(each.place is None for each in given if each.code == "03272")


def test_a_unit_with_nobody_below_has_no_such_list() -> None:
    assert not open_programme(SMALL_FILE).unit_figures("03271").summands()


def test_more_summands_than_a_file_takes_are_counted_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    given = [Summand("can_bo.so_luong.2023", "Cán bộ", "tổng", code, f"Xã {code}", 5, None) for code in "abc"]
    for module in ("tie_out_json", "tie_out_workbook"):
        monkeypatch.setattr(f"reportgen.publish.{module}.MOST_SUMMANDS", 2)
    tied = json.loads(tie_out_json(TieOut((), (), {}, given)))
    assert ([each["unit"] for each in tied["summands"]], tied["summands_left_out"]) == (["a", "b"], 1)
    book = openpyxl.load_workbook(BytesIO(tie_out_workbook(TieOut((), (), {}, given))))
    assert [row[1].value for row in book["Số của đơn vị"].iter_rows(min_row=2)][2:] == [
        "… và 1 dòng nữa (xem số liệu của từng đơn vị)"
    ]
