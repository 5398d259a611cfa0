"""Forms out and in by the command line: who is missing, late or wrong, and that nothing is half-written."""

from __future__ import annotations

import datetime as dt
import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from reportgen.cli import main
from reportgen.errors import ExitCode
from reportgen.service.programme import open_programme
from tests.entry_forms import DATA, filled
from tests.entry_programme import written

CHANGED = dt.datetime(2023, 12, 15, 9, 0).astimezone()
"""When the files of units were last changed: the day after the cut-off, before the last day (18/12)."""


class Programme:
    """A programme in a folder, forms made of it, and what units send in."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.path = written(folder)
        self.inbox, self.out = folder / "nhan", folder / "so-lieu"
        self.inbox.mkdir()
        assert main(["form", str(self.path), "--out", str(folder / "bieu")]) == ExitCode.DONE
        capsys.readouterr()

    def send(self, name: str, code: str = "03271", change: Any = None) -> Path:
        """A unit's form, filled and changed, in the inbox."""
        return self.put(name, filled(change, raw=(self.folder / "bieu" / f"{code}.xlsx").read_bytes()))

    def put(self, name: str, content: bytes | str) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        os.utime(path, (CHANGED.timestamp(), CHANGED.timestamp()))
        return path

    def collect(self, *options: str, out: Path | None = None) -> tuple[int, dict[str, Any]]:
        arguments = ["--chuong-trinh", str(self.path), "--out", str(out or self.out), "--json", *options]
        code = main(["collect", str(self.inbox), *arguments])
        result: dict[str, Any] = json.loads(self._capsys.readouterr().out)
        return code, result

    def states(self, *options: str) -> dict[str, str]:
        return {unit["code"]: unit["state"] for unit in self.collect(*options)[1]["units"]}

    def say(self, *options: str) -> tuple[str, str]:
        main(["collect", str(self.inbox), "--chuong-trinh", str(self.path), "--out", str(self.out), *options])
        said = self._capsys.readouterr()
        return said.out, said.err

    def results(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir()) if self.out.exists() else []


@pytest.fixture
def programme(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Programme:
    return Programme(tmp_path, capsys)


def type_in(cell: str, value: Any) -> Any:
    def change(book: Workbook) -> None:
        book[DATA][cell] = value

    return change


def rules(each: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in each["findings"]]


# --- forms out ---------------------------------------------------------------------------------------------


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_every_unit_without_units_below_gets_a_form(programme: Programme) -> None:
    assert names(programme.folder / "bieu") == ["03271.xlsx", "03272.xlsx", "03273.xlsx"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--cap", "huyen"], ["109.xlsx"]),
        (["--don-vi", "109", "03272"], ["03272.xlsx", "109.xlsx"]),
        (["--cap", "xa", "--don-vi", "109", "03272"], ["03272.xlsx"]),
    ],
)
def test_units_and_levels_can_be_chosen(
    programme: Programme, options: list[str], expected: list[str]
) -> None:
    out = programme.folder / "khac"
    assert main(["form", str(programme.path), "--out", str(out), *options]) == ExitCode.DONE
    assert names(out) == expected


def test_figures_of_merged_units_stand_beside_added_up(programme: Programme) -> None:
    sheets = {
        code: openpyxl.load_workbook(programme.folder / "bieu" / f"{code}.xlsx")[DATA]
        for code in ("03271", "03273")
    }
    assert (sheets["03271"]["F11"].value, sheets["03271"]["F18"].value) == (30, 1029.31)
    assert sheets["03273"]["F11"].value == 23  # 11 + 12 of the two that were merged


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--don-vi", "0327"], "không có đơn vị 0327"), (["--cap", "xax"], "không có cấp xax; có phải “xa”?")],
)
def test_unknown_units_and_levels_are_told(
    programme: Programme, options: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["form", str(programme.path), "--out", str(programme.folder / "x"), *options]) == ExitCode.USAGE
    )
    assert said in capsys.readouterr().err
    assert not (programme.folder / "x").exists()


def test_forms_that_somebody_may_have_filled_in_are_not_replaced(
    programme: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = programme.folder / "bieu"
    assert main(["form", str(programme.path), "--out", str(folder)]) == ExitCode.DONE  # the very same ones
    (folder / "03272.xlsx").write_bytes(b"filled in")
    assert main(["form", str(programme.path), "--out", str(folder)]) == ExitCode.USAGE
    assert "như 03272.xlsx; biểu có thể đã được nhập" in capsys.readouterr().err
    assert (folder / "03272.xlsx").read_bytes() == b"filled in"


def test_wrong_programme_makes_no_form(programme: Programme, capsys: pytest.CaptureFixture[str]) -> None:
    programme.path.write_text(
        programme.path.read_text(encoding="utf-8").replace("nam: 2023", "nam: x"), "utf-8"
    )
    assert main(["form", str(programme.path), "--out", str(programme.folder / "x")]) == ExitCode.REFUSED
    assert "chuong-trinh.yaml:3" in capsys.readouterr().err
    assert not (programme.folder / "x").exists()


# --- figures in --------------------------------------------------------------------------------------------


def test_everyone_complete_is_exit_code_zero_and_a_file_each(programme: Programme) -> None:
    for code in ("03271", "03272", "03273"):
        programme.send(f"cum/{code} da nhap.xlsx", code)
    exit_code, result = programme.collect()
    assert exit_code == ExitCode.DONE
    assert [(unit["code"], unit["state"], unit["late"]) for unit in result["units"]] == [
        ("03271", "complete", False),
        ("03272", "complete", False),
        ("03273", "complete", False),
    ]
    assert programme.results() == ["03271.json", "03272.json", "03273.json"]
    assert json.loads((programme.out / "03271.json").read_text("utf-8")) == {
        "don_vi": "03271",
        "so_lieu": {
            "can_bo": {
                "tong_so": {"2020": 183, "2023": 190},
                "nam": {"2020": 150, "2023": 155},
                "nu": {"2020": 33, "2023": 35},
                "dai_hoc": {"2020": 48, "2023": 121},
                "thac_si": {"2023": 7},
                "hoan_thanh_tot": {"so_luong": {"2023": 355}, "mau_so": {"2023": 382}},
            },
            "dia_ban": {
                "xa": {"2023": 17},
                "dien_tich": {"2023": 1029.31},
                "che_phu": {"2023": 36.83},
            },
            "dan_toc": [
                {"ma": "dao", "ten": "Dao", "ty_trong": 36.83},
                {"ma": "mong", "ten": "Mông", "ty_trong": 27.29},
            ],
        },
    }


def test_collected_values_are_the_figures_of_the_programme(programme: Programme) -> None:
    programme.send("a.xlsx")
    programme.collect()
    figures = open_programme(programme.path).unit_figures("03271").figures
    staff = figures.groups["can_bo"]
    assert staff.totals == {2020: 183, 2023: 190}
    assert staff.indicators["hoan_thanh_tot"].denominators == {2023: 382}
    assert figures.groups["dia_ban"].indicators["dien_tich"].values == {2023: Decimal("1029.31")}
    assert [row["ma"] for row in figures.groups["dan_toc"].rows or ()] == ["dao", "mong"]


def test_missing_and_wrong_units_are_told_and_not_written(programme: Programme) -> None:
    programme.send("a.xlsx", "03271", type_in("E11", "-"))
    programme.send("b.xlsx", "03272", type_in("E11", None))
    code, result = programme.collect()
    assert code == ExitCode.SOME_UNITS_FAILED
    assert {unit["code"]: unit["state"] for unit in result["units"]} == {
        "03271": "wrong",
        "03272": "blanks",
        "03273": "missing",
    }
    refused = result["units"][0]["files"][0]["cells"]
    assert [(cell["figure"], cell["state"], cell["where"]) for cell in refused] == [
        ("can_bo.nu", "refused", f"a.xlsx!{DATA}!E11")
    ]
    assert programme.results() == ["03272.json"]
    assert "nu" in (programme.out / "03272.json").read_text("utf-8")  # the year 2020 of it was given
    values = json.loads((programme.out / "03272.json").read_text("utf-8"))["so_lieu"]["can_bo"]
    assert values["nu"] == {"2020": 33}  # blank is not there, and never zero


def test_people_are_told_what_where_and_how_to_mend_it(programme: Programme) -> None:
    programme.send("a.xlsx", "03271", type_in("E11", "-"))
    out, err = programme.say()
    assert (
        f"[lỗi] a.xlsx!{DATA}!E11: Nữ (2023): chưa đọc được: ô ghi “-”: không rõ là 0 hay chưa có số liệu"
        in err
    )
    assert "cách sửa: gõ 0 nếu không có; để trống hoặc gõ … nếu chưa có số liệu" in err
    assert "có ô chưa đọc được" in out
    assert "Xã Sin Suối Hồ (03271)" in out
    assert "Xã Dào San (03272), Xã Mù Sang (03273)" in out
    assert "Đã lấy số của 0/3 đơn vị" in out


def test_all_cells_are_listed_on_request(programme: Programme) -> None:
    programme.send("a.xlsx")
    assert f"a.xlsx!{DATA}!E11: can_bo.nu (2023) đọc được: 35" in programme.say("--chi-tiet")[0]


def test_who_is_late_goes_by_the_day_that_is_given(programme: Programme) -> None:
    programme.send("a.xlsx")

    def late(*options: str) -> tuple[str, bool, str]:
        result = programme.collect(*options)[1]
        unit = result["units"][0]
        return unit["received"], unit["late"], result["dates_from"]

    by_hand = "ngày nhận ghi khi thu (--ngay-nhan)"
    assert late() == ("2023-12-15", False, "giờ sửa cuối của tệp")
    assert late("--ngay-nhan", "2023-12-18") == ("2023-12-18", False, by_hand)
    assert late("--ngay-nhan", "2023-12-19") == ("2023-12-19", True, by_hand)


def test_a_day_that_is_none_is_refused(programme: Programme, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        programme.say("--ngay-nhan", "18/12/2023")
    assert stopped.value.code == ExitCode.USAGE
    assert "“18/12/2023” không phải ngày" in capsys.readouterr().err


def test_two_different_files_of_one_unit_are_both_told_and_none_is_taken(programme: Programme) -> None:
    programme.send("a.xlsx")
    programme.send("lan 2/a.xlsx", "03271", type_in("E11", 36))
    unit = programme.collect()[1]["units"][0]
    assert (unit["state"], unit["taken"]) == ("twice", False)
    assert unit["findings"][0]["message"] == (
        "có 2 tệp cho một đơn vị: a.xlsx (ngày 15/12/2023); lan 2/a.xlsx (ngày 15/12/2023); "
        "khác nhau ở 1 số, như can_bo.nu (2023): 35 và 36"
    )
    assert [each["file"] for each in unit["findings"][0]["also"]] == ["lan 2/a.xlsx"]
    assert programme.results() == []


def test_two_files_that_say_the_same_are_one(programme: Programme) -> None:
    programme.send("a.xlsx")
    programme.send("b.xlsx", "03271", type_in("E11", " 35 "))
    unit = programme.collect()[1]["units"][0]
    assert (unit["state"], rules(unit)) == ("complete", ["unit-files-same"])
    assert programme.results() == ["03271.json"]


def test_a_sound_file_beside_a_broken_one_is_not_taken(programme: Programme) -> None:
    programme.send("a.xlsx")
    programme.send("b.xlsx", "03271", type_in("E11", "-"))
    unit = programme.collect()[1]["units"][0]
    assert (unit["state"], rules(unit)) == ("wrong", ["unit-files-two"])
    assert programme.results() == []


def test_other_kinds_of_files_are_sent_back_and_what_programs_leave_is_passed_over(
    programme: Programme,
) -> None:
    for name in ("a.xls", "b.ods", "c.docx", "d.pdf", "e.zip", "f.txt", "khong-duoi"):
        programme.put(name, b"x")
    for name in ("~$a.xlsx", ".~lock.a.xlsx#", "Thumbs.db", ".an/x.xlsx", "cum/~$b.xlsx"):
        programme.put(name, b"x")
    code, result = programme.collect()
    assert code == ExitCode.SOME_UNITS_FAILED
    told = {each["file"]: each["findings"][0]["remedy"] for each in result["strays"]}
    assert list(told) == ["a.xls", "b.ods", "c.docx", "d.pdf", "e.zip", "f.txt", "khong-duoi"]
    assert "Save As" in told["a.xls"]
    assert "Save As" in told["b.ods"]
    assert "quét" in told["d.pdf"]
    assert "giải nén" in told["e.zip"]


def test_a_unit_that_was_not_asked_is_told(programme: Programme) -> None:
    programme.send("a.xlsx", "03272")
    code, result = programme.collect("--don-vi", "03271")
    assert [unit["code"] for unit in result["units"]] == ["03271"]
    assert [(each["file"], rules(each)) for each in result["strays"]] == [("a.xlsx", ["unit-not-asked"])]
    assert code == ExitCode.SOME_UNITS_FAILED


def test_json_lines_json_and_tables_are_read_too(programme: Programme) -> None:
    programme.put("a.json", '{"don_vi": "03271", "so_lieu": {"dia_ban": {"xa": 17, "dien_tich": 1029.31}}}')
    programme.put(
        "b.jsonl", '{"don_vi": "03272", "so_lieu": {"can_bo": {"nu": {"2020": 3, "2023": null}}}}\n'
    )
    programme.put("c.csv", "don_vi;chi_tieu;ky;gia_tri\n03273;dia_ban.dien_tich;2023;1.029,31\n")
    result = programme.collect()[1]
    assert {unit["code"]: unit["state"] for unit in result["units"]} == dict.fromkeys(
        ("03271", "03272", "03273"), "blanks"
    )
    values = {
        code: (programme.out / f"{code}.json").read_text("utf-8") for code in ("03271", "03272", "03273")
    }
    assert values == {
        "03271": '{"don_vi":"03271","so_lieu":{"dia_ban":{"xa":{"2023":17},"dien_tich":{"2023":1029.31}}}}\n',
        "03272": '{"don_vi":"03272","so_lieu":{"can_bo":{"nu":{"2020":3,"2023":null}}}}\n',
        "03273": '{"don_vi":"03273","so_lieu":{"dia_ban":{"dien_tich":{"2023":1029.31}}}}\n',
    }


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.json", '{"don_vi": "03271", "so_lieu": {"dia_ban": {"xa": 1.5}}}', "a.json:1:"),
        ("a.json", '{"don_vi": "03271", "so_lieu": {"dia_ban": {"xa": -1}}}', "a.json"),
        ("a.json", '{"don_vi": "03271", "so_lieu": {"dia_ban": {"xax": 1}}}', "a.json:1:"),
        ("a.json", "{", "a.json:1:"),
        ("a.jsonl", '{"don_vi": "03271", "so_lieu": {"la": {}}}\n', "a.jsonl:1:"),
        ("a.csv", "don_vi;chi_tieu;ky;gia_tri\n03271;dia_ban.xa;2023;nhiều\n", "a.csv:2:"),
    ],
)
def test_wrong_values_of_other_files_are_told_with_their_places(
    programme: Programme, name: str, content: str, place: str
) -> None:
    programme.put(name, content)
    out, err = programme.say()
    assert f"[lỗi] {place}" in err
    assert "Đã lấy số của 0/3 đơn vị" in out
    assert programme.results() == []


def test_one_file_of_lines_for_all_units_in_the_order_of_the_roster(programme: Programme) -> None:
    for name, code in (("z.xlsx", "03271"), ("a.xlsx", "03273")):
        programme.send(name, code)
    out = programme.folder / "tat-ca.jsonl"
    programme.collect(out=out)
    lines = out.read_text("utf-8").splitlines()
    assert [json.loads(line)["don_vi"] for line in lines] == ["03271", "03273"]
    first = out.read_bytes()
    programme.collect(out=out)
    assert out.read_bytes() == first


def test_values_of_an_earlier_collection_are_pointed_out(programme: Programme) -> None:
    path = programme.send("a.xlsx")
    programme.collect()
    path.unlink()
    result = programme.collect()[1]
    assert rules(result) == ["old-unit-file"]
    assert programme.results() == ["03271.json"]


def test_results_inside_the_inbox_are_not_read_again(programme: Programme) -> None:
    programme.send("a.xlsx")
    out = programme.inbox / "ket-qua"
    for _ in range(2):
        result = programme.collect(out=out)[1]
        assert result["strays"] == []
        assert result["units"][0]["state"] == "complete"


def test_results_may_go_to_a_folder_above_the_inbox_but_not_into_it(
    programme: Programme, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    programme.send("a.xlsx")
    monkeypatch.chdir(programme.folder)
    arguments = ["collect", "nhan", "--chuong-trinh", "chuong-trinh.yaml", "--out"]
    assert main([*arguments, "."]) == ExitCode.SOME_UNITS_FAILED
    assert (programme.folder / "03271.json").exists()
    assert (programme.folder.parent / f"{programme.folder.name}-thu-bieu.xlsx").exists()
    assert main([*arguments, str(programme.inbox)]) == ExitCode.USAGE
    assert "phải khác thư mục" in capsys.readouterr().err


def test_many_files_are_read_by_several_processes(programme: Programme) -> None:
    for number in range(30):
        programme.put(f"{number:02}.csv", "don_vi;chi_tieu;ky;gia_tri\n03271;dia_ban.xa;2023;17\n")
    programme.send("a.xlsx", "03272")
    result = programme.collect()[1]
    assert {unit["code"]: unit["state"] for unit in result["units"]} == {
        "03271": "blanks",
        "03272": "complete",
        "03273": "missing",
    }
    assert len(result["units"][0]["files"]) == 30


def test_a_form_sent_back_empty_is_not_taken(programme: Programme) -> None:
    programme.put("a.xlsx", (programme.folder / "bieu" / "03271.xlsx").read_bytes())
    unit = programme.collect()[1]["units"][0]
    assert (unit["state"], rules(unit)) == ("wrong", ["form-empty"])
    assert programme.results() == []


def test_letterhead_and_facts_of_a_file_of_values_are_kept(programme: Programme) -> None:
    head = '"van_ban":{"so":12,"ngay":"2023-12-18"},"thong_tin":{"bi_thu":"Nguyễn Văn A"}'
    line = f'{{"don_vi":"03271",{head},"so_lieu":{{"dia_ban":{{"xa":{{"2023":17}}}}}}}}\n'
    programme.put("a.json", line)
    programme.collect()
    assert (programme.out / "03271.json").read_text("utf-8") == line


def test_a_whole_figures_file_is_not_cut_down_to_values(programme: Programme) -> None:
    programme.put("03271.json", '{"ky": {"hien_tai": 2023}, "dia_ban": {"chi_tieu": {"xa": 17}}}')
    unit = programme.collect()[1]["units"][0]
    assert (unit["state"], rules(unit["files"][0])) == ("wrong", ["whole-file"])


def test_values_go_to_a_folder_or_to_lines(programme: Programme, capsys: pytest.CaptureFixture[str]) -> None:
    programme.send("a.xlsx")
    arguments = ["--chuong-trinh", str(programme.path), "--out", str(programme.folder / "x.json")]
    assert main(["collect", str(programme.inbox), *arguments]) == ExitCode.USAGE
    assert "--out phải là thư mục hoặc tệp .jsonl" in capsys.readouterr().err


def test_no_inbox_is_told(programme: Programme, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--chuong-trinh", str(programme.path), "--out", str(programme.out)]
    assert main(["collect", str(programme.folder / "khong-co"), *arguments]) == ExitCode.REFUSED
    assert "không thấy thư mục này" in capsys.readouterr().err
    assert programme.results() == []


# --- the report that is sent round -------------------------------------------------------------------------


def test_the_report_tells_consolidators_what_each_unit_has_to_mend(programme: Programme) -> None:
    def change(book: Workbook) -> None:
        book[DATA]["E11"], book[DATA]["E12"], book[DATA]["H10"] = "-", "121 đồng chí", "đã rà lại"

    programme.send("a.xlsx", "03271", change)
    programme.put("b.pdf", b"x")
    programme.collect()
    book = openpyxl.load_workbook(programme.folder / "so-lieu-thu-bieu.xlsx")
    lines = {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
        for sheet in book.worksheets
    }
    assert [line[1:4] for line in lines["Tình hình"]] == [
        ["03271", "Xã Sin Suối Hồ", "có ô chưa đọc được"],
        ["03272", "Xã Dào San", "chưa gửi"],
        ["03273", "Xã Mù Sang", "chưa gửi"],
    ]
    assert lines["Tình hình"][0][4:] == ["15/12/2023", "18/12/2023", None, 18, 1, 0, 1, "a.xlsx"]
    assert [line[3] for line in lines["Cần sửa"]] == [f"a.xlsx!{DATA}!E11"]
    assert [line[3] for line in lines["Đã hiểu, cần biết"]] == [f"a.xlsx!{DATA}!E12"]
    assert lines["Ghi chú của đơn vị"] == [
        ["03271", "Xã Sin Suối Hồ", "Nam", f"a.xlsx!{DATA}!H10", "đã rà lại"]
    ]
    assert [line[0] for line in lines["Tệp không nhận"]] == ["b.pdf"]


def test_the_same_inbox_gives_the_same_report(programme: Programme) -> None:
    programme.send("a.xlsx")
    report = programme.folder / "bao-cao.xlsx"
    programme.collect("--bao-cao", str(report))
    first = report.read_bytes()
    programme.collect("--bao-cao", str(report))
    assert report.read_bytes() == first
