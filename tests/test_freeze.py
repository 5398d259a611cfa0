"""Frozen sets of figures: one id for one content, places of origin kept, any change seen."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen import build
from reportgen.cli import main
from reportgen.errors import InputRefused, UsageProblem
from reportgen.load import figures_from_json, load_figures, parse_figures
from reportgen.model.frozen import canonical
from reportgen.refresh.manifest import read_manifest
from reportgen.refresh.word_package import read_parts
from reportgen.service.check_values import FileKind
from reportgen.service.checking import check_file, kind_of
from reportgen.service.freezing import Frozen, freeze
from reportgen.service.refreshing import differ
from reportgen.service.rolling import roll_forward
from reportgen.service.starting import start_report
from tests.report_maker import DUE_HEAD

ROOT = Path(__file__).parents[1]
FIGURES = """\
ky: {hien_tai: 2023}
van_ban: {so: 5, ky_hieu: BC-UBND}
can_bo:
  tong_so: 190
  chi_tieu:
    nu: {so_luong: 30}      # cuối năm
    cao: {gia_tri: 1.50}
"""
DEFINITION = """\
so_lieu: so-lieu.yaml
noi_dung:
  - tieu_de: MỤC
    van_ban: Nữ {{ can_bo.nu.ty_le }}, {{ can_bo.cao }}.
"""
MORNING = dt.datetime(2023, 7, 12, 8, 30, tzinfo=dt.UTC)


def frozen(folder: Path, figures: str = FIGURES, **more: str) -> Frozen:
    path = folder / "so-lieu.yaml"
    path.write_text(figures, encoding="utf-8")
    (folder / "bao-cao.yaml").write_text(DUE_HEAD + DEFINITION, encoding="utf-8")
    return freeze(path, by=more.get("by", "Bà B"), note="kỳ họp tháng 7", at=MORNING)


def test_a_set_says_who_froze_what_and_when(tmp_path: Path) -> None:
    done = frozen(tmp_path)
    content = json.loads(done.path.read_text(encoding="utf-8"))
    assert done.path.name == f"so-lieu.chot-{done.set.id[:8]}.json"
    assert content["chot"]["nguoi"] == "Bà B"
    assert content["chot"]["ghi_chu"] == "kỳ họp tháng 7"
    assert content["chot"]["luc"] == "2023-07-12T08:30:00+00:00"
    assert content["chot"]["tep"] == "so-lieu.yaml"
    assert content["chot"]["cho"]["can_bo.chi_tieu.nu.so_luong"] == "6:20"
    assert '"gia_tri": 1.50' in done.path.read_text(encoding="utf-8")


def test_the_same_figures_are_the_same_set_whoever_freezes_them(tmp_path: Path) -> None:
    first = frozen(tmp_path)
    before = first.path.read_bytes()
    again = frozen(tmp_path, FIGURES.replace("# cuối năm", "# ghi chú khác"), by="Ông C")
    assert (again.set, again.path, again.is_new) == (first.set, first.path, False)
    assert first.path.read_bytes() == before


@pytest.mark.parametrize("old_new", [("30}", "31}"), ("1.50", "1.5"), ("hien_tai: 2023", "hien_tai: 2024")])
def test_other_figures_are_another_set(old_new: tuple[str, str], tmp_path: Path) -> None:
    first = frozen(tmp_path)
    assert frozen(tmp_path, FIGURES.replace(*old_new)).set.id != first.set.id


def test_order_counts_since_tables_follow_it(tmp_path: Path) -> None:
    first = frozen(tmp_path)
    lines = FIGURES.splitlines(keepends=True)
    assert frozen(tmp_path, "".join([*lines[:5], lines[6], lines[5]])).set.id != first.set.id


def test_values_stand_where_they_were_typed(tmp_path: Path) -> None:
    source = load_figures(frozen(tmp_path).path).source
    assert str(source.where(("can_bo", "chi_tieu", "nu", "so_luong", 2023))) == "so-lieu.yaml:6:20"


def test_a_document_names_the_set_it_was_built_from(tmp_path: Path) -> None:
    done = frozen(tmp_path)
    built = build(tmp_path / "bao-cao.yaml", tmp_path / "ra", figures=done.path)
    assert read_manifest(read_parts(built.docx.read_bytes())).frozen_id == done.set.id
    content = json.loads(built.json.read_text(encoding="utf-8"))
    assert done.path.name in content["inputs"]
    assert content["figures"][0]["sources"][0] == {"file": "so-lieu.yaml", "line": 6, "column": 20}
    said = [f for f in check_file(built.docx).checked.findings if f.rule == "frozen-set"]
    assert done.set.id in said[0].message
    loose = build(tmp_path / "bao-cao.yaml", tmp_path / "ra-2")
    assert read_manifest(read_parts(loose.docx.read_bytes())).frozen_id == ""
    assert _document(built.docx) == _document(loose.docx)


def _document(path: Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return package.read("word/document.xml")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"so_luong": 30', '"so_luong": 31'),
        ('"nguoi": "Bà B"', '"nguoi": "Ông C"'),
        ('"6:20"', '"7:20"'),
        ('"niem_phong": "', '"niem_phong": "0'),
        ('"gia_tri": 1.50', '"gia_tri": 1.5'),
    ],
)
def test_a_changed_set_is_refused(old: str, new: str, tmp_path: Path) -> None:
    done = frozen(tmp_path)
    text = done.path.read_text(encoding="utf-8")
    assert old in text
    done.path.chmod(0o644)
    done.path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(InputRefused, match="đã bị sửa sau khi chốt"):
        build(tmp_path / "bao-cao.yaml", tmp_path / "ra", figures=done.path)
    with pytest.raises(InputRefused, match="đã bị sửa sau khi chốt"):
        figures_from_json(done.path.read_bytes(), "x.json")
    assert not (tmp_path / "ra").exists()


def test_white_space_is_no_change(tmp_path: Path) -> None:
    done = frozen(tmp_path)
    packed = json.dumps(json.loads(done.path.read_text(), parse_float=str), ensure_ascii=False)
    packed = packed.replace('"1.50"', "1.50")
    assert parse_figures(packed.encode(), "x.json", ".json").frozen == done.set


def test_sets_are_figures_to_check_diff_and_batches(tmp_path: Path) -> None:
    first = frozen(tmp_path)
    second = frozen(tmp_path, FIGURES.replace("30}", "31}"))
    assert kind_of(first.path) is FileKind.FIGURES
    [found] = differ(first.path, second.path).inputs
    assert (found.before, found.after) == ("30", "31")
    assert str(found.where_before) == "so-lieu.yaml:6:20"
    assert figures_from_json(first.path.read_bytes(), "x.json") == load_figures(first.path).figures


def test_a_workbook_is_frozen_with_its_cells(tmp_path: Path) -> None:
    _, figures = start_report("dang", tmp_path, as_workbook=True)
    done = freeze(figures, by="Bà B", at=MORNING)
    given = load_figures(done.path)
    assert given.figures == load_figures(figures).figures
    places = json.loads(done.path.read_text(encoding="utf-8"))["chot"]["cho"]
    assert any("!" in place for place in places.values())


@pytest.mark.parametrize("sample", ["phong-tho", "lai-chau"])
def test_a_frozen_sample_says_what_the_sample_says(sample: str, tmp_path: Path) -> None:
    path = ROOT / "samples" / sample / "so-lieu.yaml"
    done = freeze(path, tmp_path, by="Bà B", at=MORNING)
    assert load_figures(done.path).figures == load_figures(path).figures


def test_wrong_figures_and_frozen_sets_are_not_frozen(tmp_path: Path) -> None:
    with pytest.raises(InputRefused):
        frozen(tmp_path, FIGURES.replace("30}", "-1}"))
    assert not list(tmp_path.glob("*chot*"))
    done = frozen(tmp_path)
    with pytest.raises(UsageProblem, match="đã là bộ số liệu chốt"):
        freeze(done.path, by="Bà B")
    with pytest.raises(InputRefused, match="đây là bộ số liệu đã chốt"):
        roll_forward(2023, 2024, tmp_path / "bao-cao.yaml", figures=done.path)


def test_the_command_tells_the_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = frozen(tmp_path)
    assert main(["freeze", str(tmp_path / "so-lieu.yaml"), "--nguoi", "Ông C", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ma"], told["nguoi"], told["new"]) == (done.set.id, "Bà B", False)


PLAIN = st.recursive(
    st.integers() | st.text() | st.none() | st.booleans(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(PLAIN)
def test_canonical_json_is_json(value: object) -> None:
    assert json.loads(canonical(value)) == value


def test_canonical_json_has_numbers_as_they_were_typed() -> None:
    value = {
        "b": Decimal("1.50"),
        "a": [1, {"số": Decimal("1E+3"), "lời": '"\n'}],
        "c": {"x": None, "y": True},
    }
    assert canonical(value) == '{"b":1.50,"a":[1,{"số":1000,"lời":"\\"\\n"}],"c":{"x":null,"y":true}}'
