"""The command line as a clerk meets it: exit codes, messages, files, and nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from reportgen.cli import main
from reportgen.errors import ExitCode

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "lai-chau" / "bao-cao.yaml"

SMALL = """\
the_thuc: nha_nuoc
co_quan: {ban_hanh: ỦY BAN NHÂN DÂN XÃ MẪU}
so: 5
ky_hieu: BC-UBND
dia_danh: Mẫu
ngay: 2026-02-03
trich_yeu: Kết quả công tác
so_lieu: so-lieu.yaml
noi_dung:
  - tieu_de: KẾT QUẢ
    van_ban: |
      Toàn xã có {{ dan_so.ho }} hộ.
ky_ten: {ho_ten: Nguyễn Văn A}
"""
FIGURES = "ky: {hien_tai: 2026}\ndan_so:\n  chi_tieu:\n    ho: 1250\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "bao-cao.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    return tmp_path / "bao-cao.yaml"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_build_makes_the_files_of_a_report_and_names_them(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = small.parent / "ket-qua"
    assert main(["build", str(small), "--out", str(out)]) == ExitCode.DONE
    assert names(out) == ["bao-cao-doi-chieu.xlsx", "bao-cao.docx", "bao-cao.json"]
    told = capsys.readouterr().out
    assert "Đã lập 3 tệp; in ra 1 số lấy từ số liệu (0 số tính theo công thức), 2 số gõ tay:" in told
    assert (out / "bao-cao.docx").as_posix() in told


def test_build_with_an_annex_makes_its_workbook_too(tmp_path: Path) -> None:
    assert main(["build", str(SAMPLE), "--out", str(tmp_path)]) == ExitCode.DONE
    assert {"bao-cao.docx", "bao-cao-phu-luc.xlsx", "bao-cao-doi-chieu.xlsx", "bao-cao.json"} <= set(
        names(tmp_path)
    )


def test_the_same_input_gives_the_same_bytes_in_every_file(small: Path) -> None:
    first, second = small.parent / "mot", small.parent / "hai"
    for out, seed in ((first, "1"), (second, "2")):
        subprocess.run(
            [sys.executable, "-m", "reportgen", "build", str(SAMPLE), "--out", str(out)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            check=True,
            capture_output=True,
        )
    assert names(first) == names(second)
    assert [n for n in names(first) if (first / n).read_bytes() != (second / n).read_bytes()] == []


def test_all_mistakes_of_both_files_are_told_at_once_and_nothing_is_written(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.write_text(
        SMALL.replace("ky_hieu: BC-UBND\n", "").replace("noi_dung:", "la: 1\nnoi_dung:"), encoding="utf-8"
    )
    (small.parent / "so-lieu.yaml").write_text(FIGURES.replace("1250", "-x"), encoding="utf-8")
    out = small.parent / "ket-qua"
    # the figures file is named by the definition, which is refused: it is given by hand here
    code = main(["build", str(small), "--out", str(out), "--so-lieu", str(small.parent / "so-lieu.yaml")])
    assert code == ExitCode.REFUSED
    said = capsys.readouterr().err
    assert "ky_hieu" in said
    assert "la" in said
    assert "so-lieu.yaml:4:9" in said
    assert not out.exists()


def test_old_files_stay_whole_when_a_build_is_refused(small: Path) -> None:
    out = small.parent / "ket-qua"
    main(["build", str(small), "--out", str(out)])
    before = {name: (out / name).read_bytes() for name in names(out)}
    small.write_text(SMALL.replace("dan_so.ho", "dan_so.hoo"), encoding="utf-8")
    assert main(["build", str(small), "--out", str(out)]) == ExitCode.REFUSED
    assert {name: (out / name).read_bytes() for name in names(out)} == before


def test_findings_are_printed_as_json_when_asked(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small.write_text(SMALL.replace("dan_so.ho", "dan_so.hoo"), encoding="utf-8")
    assert main(["build", str(small), "--out", str(small.parent), "--json"]) == ExitCode.REFUSED
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["rule"] == "unknown-name"
    assert finding["where"] == {"file": small.as_posix(), "line": 12, "column": 28}
    assert finding["quote"] == "{{ dan_so.hoo }}"
    assert "có phải “ho”" in finding["message"]


def test_a_folder_that_cannot_be_written_is_an_environment_problem(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = small.parent / "tep"
    blocked.write_text("không phải thư mục", encoding="utf-8")
    assert main(["build", str(small), "--out", str(blocked)]) == ExitCode.ENVIRONMENT
    said = capsys.readouterr().err
    assert "không ghi được" in said
    assert blocked.read_text(encoding="utf-8") == "không phải thư mục"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["build"], "reportgen build: thiếu BAO-CAO.yaml"),
        (["lap"], "LỆNH không có 'lap'"),
        (["build", "a.yaml", "--mau"], "không hiểu --mau"),
        (["build", "a.yaml", "--out"], "--out cần một giá trị đi kèm"),
        (["schema", "x"], "TỆP không có 'x'"),
        (["build", "a.yaml", "--out", "quy-3.docx"], "“quy-3.docx” trông như tên tệp"),
        (["batch", "c.yaml", "--out", "ket-qua.zip"], "viết ví dụ “ket-qua”"),
        (["form", "c.yaml", "--out", "bieu.XLSX"], "--out: “bieu.XLSX” trông như tên tệp"),
    ],
)
def test_wrong_calls_are_told_in_vietnamese_with_exit_code_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == ExitCode.USAGE
    assert said in capsys.readouterr().err


def test_a_folder_may_have_any_name_that_it_already_has(small: Path) -> None:
    there = small.parent / "quy-3.docx"
    there.mkdir()
    assert main(["build", str(small), "--out", str(there)]) == ExitCode.DONE
    assert (there / "bao-cao.docx").is_file()


def test_a_file_that_is_not_there_is_refused_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "khong-co.yaml"]) == ExitCode.REFUSED
    assert "khong-co.yaml" in capsys.readouterr().err


def test_figures_may_come_from_another_file(small: Path) -> None:
    other = small.parent / "khac.json"
    other.write_text('{"ky": {"hien_tai": 2026}, "dan_so": {"chi_tieu": {"ho": 999}}}', encoding="utf-8")
    out = small.parent / "ket-qua"
    assert main(["build", str(small), "--out", str(out), "--so-lieu", str(other)]) == ExitCode.DONE
    with zipfile.ZipFile(out / "bao-cao.docx") as package:
        assert ">999<" in package.read("word/document.xml").decode("utf-8")


@pytest.mark.parametrize("regime", ["nha_nuoc", "dang"])
@pytest.mark.parametrize("extra", [[], ["--xlsx"]])
def test_new_writes_a_start_that_builds(regime: str, extra: list[str], tmp_path: Path) -> None:
    assert main(["new", regime, str(tmp_path / "moi"), *extra]) == ExitCode.DONE
    assert (
        main(["build", str(tmp_path / "moi" / "bao-cao.yaml"), "--out", str(tmp_path / "kq")])
        == ExitCode.DONE
    )


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", "dang", str(tmp_path)])
    assert main(["new", "dang", str(tmp_path)]) == ExitCode.REFUSED
    assert "đã có tệp này" in capsys.readouterr().err


@pytest.mark.parametrize("which", ["bao-cao", "so-lieu", "bo-qua"])
def test_schema_prints_a_json_schema(which: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", which]) == ExitCode.DONE
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "description" not in json.dumps(schema)


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom reportgen.cli import make_parser\nmake_parser().format_help()\n"
        "print([m for m in ('pydantic', 'docxtpl', 'lxml', 'openpyxl', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
