"""`reportgen check` as a clerk meets it: any file, a verdict, comments, waivers; and in a build."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from reportgen.check.word import read_word
from reportgen.cli import main
from reportgen.errors import ExitCode
from reportgen.model.word_document import Paragraph
from tests.built import ROOT, built
from tests.defect_files import DOCUMENT, GOOD_PARTS, packed
from tests.test_cli import FIGURES, SMALL

RULE = """\
quy_tac:
  - {ma: it_ho, trai: dan_so.ho, phep: khong_qua, phai: 1000, muc: loi, thong_bao: quá nhiều hộ}
"""
BROKEN_RULE = "data-rule:it_ho"
WAIVER = (
    "bo_qua:\n  - {quy_tac: 'data-rule:it_ho', ly_do: Sáp nhập hai xã, nguoi: Lò Văn A, den: 2999-12-31}\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A definition whose figures break a rule of its office."""
    (tmp_path / "bao-cao.yaml").write_text(SMALL + RULE, encoding="utf-8")
    (tmp_path / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    return tmp_path / "bao-cao.yaml"


def leftover(folder: Path) -> Path:
    """A Word file of somebody else in which a template tag was left."""
    path = folder / "van-ban.docx"
    old = "<w:t>91,80%</w:t>"
    assert old in GOOD_PARTS[DOCUMENT]
    path.write_bytes(
        packed({**GOOD_PARTS, DOCUMENT: GOOD_PARTS[DOCUMENT].replace(old, "<w:t>{{ ty_le }}</w:t>")})
    )
    return path


def told(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main(["check", *map(str, arguments)])
    return code, capsys.readouterr().out


def as_json(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> dict[str, Any]:
    main(["check", "--json", *map(str, arguments)])
    content: dict[str, Any] = json.loads(capsys.readouterr().out)
    return content


def of_rule(content: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [finding for finding in content["findings"] if finding["rule"] == rule]


# --- every kind of file ------------------------------------------------------------------------------


def test_a_word_file_of_anybody_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = leftover(tmp_path)
    before = file.read_bytes()
    content = as_json(capsys, file)
    (finding,) = of_rule(content, "leftover-tag")
    assert finding["severity"] == "warning"
    assert finding["where"]["part"] == DOCUMENT
    assert content["files"][0]["kind"] == "docx"
    assert content["rule_set"] in ("nd30", "hd36", "hd05")
    assert content["passed"]["missing-note"] == 1
    assert file.read_bytes() == before


def test_a_definition_is_checked_with_its_figures_and_nothing_is_written(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(small.parent.iterdir())
    content = as_json(capsys, small)
    (finding,) = of_rule(content, BROKEN_RULE)
    assert finding["severity"] == "error"
    assert content["blocking"] is True
    assert (content["files"][0]["kind"], content["rule_set"]) == ("bao-cao", "nd30")
    assert sorted(small.parent.iterdir()) == before


def test_other_figures_may_be_given(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = small.with_name("khac.yaml")
    other.write_text(FIGURES.replace("1250", "950"), encoding="utf-8")
    assert of_rule(as_json(capsys, small, "--so-lieu", other), BROKEN_RULE) == []


@pytest.mark.parametrize("name", ["so-lieu.yaml", "so-lieu.json"])
def test_figures_alone_are_checked(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / name
    figures = {"ky": {"hien_tai": 2026}, "a": {"chi_tieu": {"x": {"so_luong": {"2026": -12}}}}}
    path.write_text(json.dumps(figures), encoding="utf-8")  # JSON is YAML, too
    content = as_json(capsys, path)
    assert content["files"][0]["kind"] == "so-lieu"
    assert [finding["where"]["file"] for finding in content["findings"]] == [path.as_posix()]
    assert content["blocking"] is True


def test_a_workbook_of_figures_is_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "dang", str(tmp_path), "--xlsx"]) == ExitCode.DONE
    capsys.readouterr()
    content = as_json(capsys, tmp_path / "so-lieu.xlsx")
    assert content["files"][0]["kind"] == "so-lieu"
    assert content["blocking"] is False


def test_formulas_that_cannot_be_worked_out_leave_data_rules_unevaluated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "so-lieu.yaml"
    path.write_text("ky: {hien_tai: 2026}\na:\n  chi_tieu:\n    x: {cong_thuc: y + 1}\n", encoding="utf-8")
    content = as_json(capsys, path)
    assert content["blocking"] is True
    assert {case["rule"] for case in content["not_evaluated"]} == {"data-rules"}


def test_a_definition_that_cannot_be_built_tells_its_mistakes(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write_text(SMALL.replace("dan_so.ho", "dan_so.hoo"), encoding="utf-8")
    content = as_json(capsys, small)
    (finding,) = content["findings"]
    assert (finding["rule"], finding["where"]["line"]) == ("unknown-name", 12)
    assert content["not_evaluated"][0]["reason"] == "chưa lập được văn bản: chưa kiểm tra gì khác"


WRONG = {
    "van-ban.doc": (b"\xd0\xcf\x11\xe0", "file-kind", "không kiểm tra được tệp đuôi “.doc”"),
    "van-ban.pdf": (b"%PDF-1.7", "file-kind", "không kiểm tra được tệp đuôi “.pdf”"),
    "van-ban.odt": (b"PK", "file-kind", "không kiểm tra được tệp đuôi “.odt”"),
    "van-ban.docm": (b"PK", "file-kind", "không kiểm tra được tệp đuôi “.docm”"),
    "van-ban": (b"x", "file-kind", "tên tệp không có đuôi"),
    "van-ban.docx": (b"%PDF-1.7", "not-docx", "tệp là PDF"),
    "cu.docx": (b"\xd0\xcf\x11\xe0", "not-docx", "tệp là .doc đời cũ"),
    "bang.xlsx": (b"x", "not-xlsx", "tệp không phải tệp .xlsx"),
    "chu.yaml": ("Kính gửi".encode("utf-16"), "encoding", "không phải chữ UTF-8"),
    "rong.yaml": (b"", "file-empty", "tệp rỗng"),
    "rong.docx": (b"", "not-docx", "tệp rỗng"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_with_its_reason(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, rule, said = WRONG[name]
    path = tmp_path / name
    path.write_bytes(raw)
    content = as_json(capsys, path)
    (finding,) = content["findings"]
    assert finding["rule"] == rule
    assert said in finding["message"]
    assert finding["remedy"]
    assert content["passed"] == {}
    assert content["not_evaluated"]


@pytest.mark.parametrize("name", ["khong-co.docx", "khong-co.yaml", "khong-co.pdf"])
def test_a_file_that_is_not_there_is_told(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = told(capsys, name)
    assert code == ExitCode.REFUSED
    assert "không tìm thấy tệp" in said


def test_a_folder_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").mkdir()
    assert as_json(capsys, tmp_path / "a.docx")["findings"][0]["rule"] == "file-is-folder"


def test_one_bad_file_does_not_keep_the_others_from_being_checked(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = as_json(capsys, small.parent / "khong-co.docx", small, leftover(small.parent))
    assert [file["kind"] for file in content["files"]] == ["docx", "bao-cao", "docx"]
    assert {"file-missing", BROKEN_RULE, "leftover-tag"} <= {each["rule"] for each in content["findings"]}


# --- how it is told ----------------------------------------------------------------------------------


def test_the_text_tells_everything_about_a_finding_and_ends_with_a_verdict(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = told(capsys, small)
    assert code == ExitCode.REFUSED
    lines = said.splitlines()
    assert lines[0] == f"{small.as_posix()} (định nghĩa báo cáo, bộ thể thức ND30)"
    assert "LỖI (1)" in lines
    assert re.search(r"   1\. .*so-lieu\.yaml:4:9: quá nhiều hộ", said)
    assert "quy tắc: data-rule:it_ho" in said
    assert lines[-1].startswith("Kết luận: 1 lỗi")
    assert lines[-1].endswith("Phải sửa các lỗi.")


def test_what_could_not_be_checked_is_never_a_pass(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "so-lieu.yaml"
    path.write_text(FIGURES, encoding="utf-8")
    code, said = told(capsys, path)
    assert code == ExitCode.DONE
    unchecked = int(re.findall(r"CHƯA KIỂM TRA ĐƯỢC \((\d+)\)", said)[0])
    assert unchecked > 0
    assert said.splitlines()[-1].endswith(f"{unchecked} quy tắc chưa kiểm tra được.")
    assert as_json(capsys, path)["not_evaluated"][0]["file"] == path.as_posix()


def test_findings_stand_in_the_order_of_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(built("phong-tho").docx.read_bytes())
    findings = as_json(capsys, file, "--the-thuc", "nd30")["findings"]
    errors = [each["where"].get("paragraph", 0) for each in findings if each["severity"] == "error"]
    assert len(set(errors)) > 3
    _, said = told(capsys, file, "--the-thuc", "nd30")
    shown = said[said.index("LỖI (") : said.index("CHÚ Ý (")]
    messages = {each["message"]: each["where"].get("paragraph", 0) for each in findings}
    places = [
        messages[text]
        for line in shown.splitlines()
        if (text := re.sub(r"^ +\d+\. (?:bảng [^:]*: |đoạn [^:]*: )?", "", line)) in messages
    ]
    assert len(places) > 3
    assert places == sorted(places)


def test_worst_findings_come_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples" / "phong-tho", tmp_path / "bc")
    definition = tmp_path / "bc" / "bao-cao.yaml"
    definition.write_text(
        definition.read_text(encoding="utf-8")
        + "quy_tac:\n  - {ma: a, trai: can_bo.tong_so, phep: lon_hon, phai: 9999, muc: loi}\n"
        + "  - {ma: b, trai: can_bo.tong_so, phep: lon_hon, phai: 9999, muc: canh_bao}\n",
        encoding="utf-8",
    )
    _, said = told(capsys, definition)
    places = [said.index(title) for title in ("\nLỖI (", "\nCHÚ Ý (", "\nGHI NHẬN (")]
    assert places == sorted(places)


# --- comments ----------------------------------------------------------------------------------------


def comments(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/comments.xml").decode()


def test_annotate_writes_a_copy_and_leaves_the_file_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, copy = leftover(tmp_path), tmp_path / "ban-sao.docx"
    before = file.read_bytes()
    _, said = told(capsys, file, "--annotate", copy)
    assert f"Bản có ghi chú: {copy.as_posix()}" in said
    assert file.read_bytes() == before
    assert "Quy tắc: leftover-tag" in comments(copy)
    texts = [
        [
            each.text
            for section in read_word(data, file="").sections
            for each in section.blocks
            if isinstance(each, Paragraph)
        ]
        for data in (before, copy.read_bytes())
    ]
    assert texts[0] == texts[1]


def test_a_definition_gives_its_document_with_comments(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = small.with_name("xem.docx")
    told(capsys, small, "--annotate", copy)
    assert "quá nhiều hộ" in comments(copy)
    assert "so-lieu.yaml:4:9" in comments(copy)
    assert "1.250" in "".join(
        each.text for each in read_word(copy.read_bytes(), file="").blocks if isinstance(each, Paragraph)
    )


def test_a_file_without_a_document_has_no_comments(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = small.with_name("xem.docx")
    main(["check", str(small.with_name("so-lieu.yaml")), "--annotate", str(copy)])
    assert "không có văn bản Word nào đọc được" in capsys.readouterr().err
    assert not copy.exists()


@pytest.mark.parametrize("out", ["van-ban.docx", "./van-ban.docx", "xem.doc"])
def test_annotate_never_writes_over_the_file_or_under_another_ending(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = leftover(tmp_path)
    before = file.read_bytes()
    monkeypatch.chdir(tmp_path)
    assert main(["check", "van-ban.docx", "--annotate", out]) == ExitCode.USAGE
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["van-ban.docx"]


def test_annotate_takes_one_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = leftover(tmp_path)
    code = main(["check", str(file), str(file), "--annotate", str(tmp_path / "x.docx")])
    assert code == ExitCode.USAGE
    assert "một tệp" in capsys.readouterr().err


# --- rule sets and waivers ---------------------------------------------------------------------------


@pytest.mark.parametrize("rule_set", ["nd30", "hd36", "hd05"])
def test_the_rule_set_may_be_chosen(
    rule_set: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert as_json(capsys, leftover(tmp_path), "--the-thuc", rule_set)["rule_set"] == rule_set


def test_waivers_of_a_definition_are_listed_and_stop_nothing(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write_text(SMALL + RULE + WAIVER, encoding="utf-8")
    code, said = told(capsys, small)
    assert code == ExitCode.DONE
    assert "ĐƯỢC BỎ QUA (1)" in said
    assert "Lò Văn A bỏ qua đến hết 31/12/2999: Sáp nhập hai xã" in said
    (waived,) = as_json(capsys, small)["waived"]
    assert waived["finding"]["rule"] == BROKEN_RULE
    assert waived["waiver"] == {
        "by": "Lò Văn A",
        "reason": "Sáp nhập hai xã",
        "until": "2999-12-31",
        "where": {"file": small.as_posix(), "line": 17, "column": 5},
    }


def test_waivers_in_a_file_serve_any_word_file_and_idle_ones_are_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = leftover(tmp_path)
    accepted = tmp_path / "bo-qua.yaml"
    accepted.write_text(
        "bo_qua:\n"
        "  - {quy_tac: leftover-tag, ly_do: Mẫu để điền tay, nguoi: Lò Văn A}\n"
        "  - {quy_tac: double-escape, ly_do: Cũ, nguoi: Lò Văn A}\n",
        encoding="utf-8",
    )
    content = as_json(capsys, file, file, "--bo-qua", accepted)
    assert of_rule(content, "leftover-tag") == []
    assert len(content["waived"]) == 2
    (idle,) = of_rule(content, "waiver-unused")
    assert idle["where"] == {"file": accepted.as_posix(), "line": 3, "column": 5}


def test_a_bad_file_of_waivers_stops_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accepted = tmp_path / "bo-qua.yaml"
    accepted.write_text("bo_qua:\n  - {quy_tac: leftover-tag}\n", encoding="utf-8")
    assert main(["check", str(leftover(tmp_path)), "--bo-qua", str(accepted)]) == ExitCode.REFUSED
    assert "thiếu mục “ly_do”" in capsys.readouterr().err


# --- places in the definition ------------------------------------------------------------------------


def test_what_is_found_in_the_document_is_placed_where_its_author_wrote_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = SMALL.replace(
        "      Toàn xã có {{ dan_so.ho }} hộ.\n",
        "      Toàn xã có {{ dan_so.ho }} hộ.\n"
        "      Trong số **{{ dan_so.ho }}** hộ\n      có hộ nghèo.\n\n"
        "      - Có 3/4 thôn, đạt 80% số thôn\n        của xã.\n",
    )
    (tmp_path / "bao-cao.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    content = as_json(capsys, tmp_path / "bao-cao.yaml")
    (finding,) = [each for each in content["findings"] if "3/4" in each["quote"]]
    line = text.splitlines()[finding["where"]["line"] - 1]
    assert line[finding["where"]["column"] - 1 :].startswith("3/4 thôn, đạt 80%")
    assert finding["where"]["heading"].endswith("KẾT QUẢ")


def test_a_typed_number_that_the_figures_know_is_told_with_the_expression_to_use(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = SMALL.replace("Toàn xã có {{ dan_so.ho }} hộ.", "Số hộ dân cư toàn xã là 1.250 hộ.")
    small.write_text(typed, encoding="utf-8")
    figures = FIGURES.replace("ho: 1250", "ho: {nhan: Số hộ dân cư, don_vi_tinh: hộ, so_luong: 1250}")
    small.with_name("so-lieu.yaml").write_text(figures, encoding="utf-8")
    content = as_json(capsys, small)
    (finding,) = [each for each in content["findings"] if each["rule"].startswith("typed-")]
    assert finding["where"]["line"] == 12
    assert "dan_so.ho" in finding["expected"] + finding["remedy"]


# --- build -------------------------------------------------------------------------------------------


def test_an_error_stops_publication(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = small.parent / "ra"
    assert main(["build", str(small), "--out", str(out)]) == ExitCode.REFUSED
    said = capsys.readouterr().err
    assert "quá nhiều hộ" in said
    assert "Có 1 lỗi; chưa ghi tệp nào." in said
    assert not out.exists()


def document_text(path: Path) -> str:
    return "\n".join(
        each.text for each in read_word(path.read_bytes(), file="").blocks if isinstance(each, Paragraph)
    )


def test_force_publishes_a_marked_draft_with_its_errors(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = small.parent / "ra"
    assert main(["build", str(small), "--out", str(out), "--force"]) == ExitCode.DONE
    assert "Còn 1 lỗi: đã lập BẢN DỰ THẢO" in capsys.readouterr().out
    with zipfile.ZipFile(out / "bao-cao.docx") as archive:
        assert "dự thảo" in archive.read("word/document.xml").decode().lower()
    content = json.loads((out / "bao-cao.json").read_text(encoding="utf-8"))
    assert (BROKEN_RULE, "error") in [(each["rule"], each["severity"]) for each in content["findings"]]


def test_force_changes_nothing_of_a_report_without_errors(small: Path) -> None:
    small.write_text(SMALL, encoding="utf-8")
    for folder, extra in (("mot", []), ("hai", ["--force"])):
        assert main(["build", str(small), "--out", str(small.parent / folder), *extra]) == ExitCode.DONE
    assert (small.parent / "mot" / "bao-cao.docx").read_bytes() == (
        small.parent / "hai" / "bao-cao.docx"
    ).read_bytes()


def test_a_warning_is_told_and_kept_in_the_json_and_the_tie_out(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write_text(SMALL + RULE.replace("muc: loi", "muc: canh_bao"), encoding="utf-8")
    out = small.parent / "ra"
    assert main(["build", str(small), "--out", str(out)]) == ExitCode.DONE
    assert "[chú ý]" in capsys.readouterr().err
    content = json.loads((out / "bao-cao.json").read_text(encoding="utf-8"))
    assert BROKEN_RULE in [each["rule"] for each in content["findings"]]
    with zipfile.ZipFile(out / "bao-cao-doi-chieu.xlsx") as archive:
        assert "quá nhiều hộ" in archive.read("xl/sharedStrings.xml").decode()


def test_a_build_lists_what_was_waived(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.write_text(SMALL + RULE + WAIVER, encoding="utf-8")
    out = small.parent / "ra"
    assert main(["build", str(small), "--out", str(out)]) == ExitCode.DONE
    assert "[bỏ qua]" in capsys.readouterr().err
    content = json.loads((out / "bao-cao.json").read_text(encoding="utf-8"))
    assert [each["finding"]["rule"] for each in content["waived"]] == [BROKEN_RULE]


# --- big files ---------------------------------------------------------------------------------------


def test_hostile_files_are_refused_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in GOOD_PARTS.items():
            archive.writestr(name, text)
        archive.writestr("word/media/a.bin", bytes(50_000_000))
    path = tmp_path / "bom.docx"
    path.write_bytes(stream.getvalue())
    content = as_json(capsys, path)
    assert [each["rule"] for each in content["findings"]] == ["docx-too-big"]


def test_checking_a_report_leaves_no_trace_of_its_own_making(tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.docx"
    file.write_bytes(built("lai-chau").docx.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "reportgen", "check", str(file)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode in (ExitCode.DONE, ExitCode.REFUSED)
    assert done.stderr == ""
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.docx"]
