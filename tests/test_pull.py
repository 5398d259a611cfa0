"""Hand edits pulled back: the rebuilt document says what people wrote, and the file is otherwise the same."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from reportgen import build
from reportgen.cli import main
from reportgen.errors import UsageProblem
from reportgen.service.pulling import Pulled, pull
from reportgen.vietnamese import day_text
from tests.edited_documents import (
    Edit,
    add_paragraph_after,
    delete_figure,
    delete_paragraph,
    edited,
    join_with_next,
    paragraph_with,
    retype,
    strip_tags,
    texts,
)
from tests.libreoffice import edited_in_writer
from tests.report_maker import DUE_HEAD, FIGURES, W

ROOT = Path(__file__).parents[1]
DEFINITION = (
    DUE_HEAD.replace("ky_ten: {", "ky_ten: {quyen_han: TM. ỦY BAN NHÂN DÂN, ")
    + """\
so: 3
so_lieu: so-lieu.yaml
cum_tu:
  dat(x): "đạt tỷ lệ {{ x.ty_le }} theo kế hoạch"
mo_dau: |
  Thực hiện kế hoạch năm, xã báo cáo như sau.   # không phải ghi chú
noi_dung:
  # ghi chú của người viết
  - tieu_de: KẾT QUẢ CHUNG
    noi_lien: "Nhìn chung là \\"tốt\\" \\\\ ổn."
    van_ban: |
      Toàn xã có {{ can_bo.tong_so }} cán bộ, trong đó
      có {{ can_bo.nu }} nữ, chiếm {{ can_bo.nu.ty_le }}, **tăng mạnh** so với kỳ trước.

      Trình độ: {{ dat(can_bo.nu) }}; *còn thiếu* ở vài nơi^[Theo báo cáo của {{ thong_tin.ten }}].

      {% if can_bo.nu > 5 %}Đông đủ{% else %}Thưa thớt{% endif %} tại các cuộc họp.

      {% for d in dan_toc %}
      - Dân tộc {{ d.ten }}: {{ d.so }} người.
      {% endfor %}

      - Gạch thứ nhất
        viết hai dòng.
      - Gạch thứ hai.
  - tieu_de: TỒN TẠI
    van_ban: >-
      Lời gấp dòng có
      {{ dia_ban.thon }} thôn.
  - tieu_de: 'PHƯƠNG HƯỚNG ''MỚI'''
    van_ban: "Một dòng trong ngoặc \\"kép\\"."
  - tieu_de: KHÁC
    van_ban: Chữ trơn không ngoặc.
ket: |
  Trên đây là báo cáo.
phu_luc:
  - ma: pl
    tieu_de: SỐ LIỆU
    van_ban: |
      Lời trước bảng.
    bang: {nguon: can_bo, cot: [{tieu_de: Tên, loai: nhan}, {tieu_de: Số, loai: so_luong}]}
    van_ban_sau: |
      Lời sau bảng.
noi_nhan:
  - Như trên
  - Sở Nội vụ
  - "Lưu: VT"
kinh_gui: [Sở Kế hoạch]
"""
)


def report(folder: Path, definition: str = DEFINITION) -> tuple[Path, bytes]:
    """The definition on disk, and the document built from it."""
    (folder / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    path = folder / "bao-cao.yaml"
    path.write_text(definition, encoding="utf-8", newline="")
    return path, _document(definition)


@cache
def _document(definition: str) -> bytes:
    """What a definition makes, once for all tests that edit it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bao-cao.yaml")
        path.write_text(definition, encoding="utf-8", newline="")
        Path(folder, "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
        return build(path, Path(folder, "ra")).docx.read_bytes()


def pulled(folder: Path, *edits: Edit, definition: str = DEFINITION) -> tuple[Pulled, bytes, bytes]:
    """The outcome of pulling some edits, the edited document, and the one that is then built."""
    path, docx = report(folder, definition)
    changed = edited(docx, *edits)
    (folder / "sua.docx").write_bytes(changed)
    outcome = pull(folder / "sua.docx", path, write=True)
    return outcome, changed, build(path, folder / "moi").docx.read_bytes()


EDITS = {
    "a word": retype("cán bộ, trong đó", "công chức, trong số ấy"),
    "words before a figure": retype("nữ, chiếm", "phụ nữ, tức là chiếm khoảng"),
    "words of a phrase": retype("theo kế hoạch", "theo đề án"),
    "words behind a phrase": retype("; ", ", còn thì "),
    "a bold word": retype("tăng mạnh", "tăng rất mạnh"),
    "an italic word": retype("còn thiếu", "còn thiếu nhiều"),
    "beside a note": retype(" ở vài nơi", " ở mọi nơi"),
    "the branch taken": retype("Đông đủ", "Khá đông đủ"),
    "behind a branch": retype(" tại các cuộc họp.", " tại hai cuộc họp."),
    "a heading": retype("KẾT QUẢ CHUNG", "KẾT QUẢ ĐẠT ĐƯỢC"),
    "beside a heading": retype('là "tốt"', 'là "khá tốt" \\'),
    "a quoted heading": retype("PHƯƠNG HƯỚNG 'MỚI'", "PHƯƠNG HƯỚNG 'RẤT MỚI'"),
    "an item": retype("viết hai dòng.", "viết ba dòng."),
    "folded text": retype("Lời gấp dòng có", "Lời gấp có"),
    "quoted text": retype('ngoặc "kép".', 'ngoặc "đơn".'),
    "plain text": retype("trơn không ngoặc", "trơn, chẳng có ngoặc"),
    "the opening": retype("Thực hiện kế hoạch năm", "Thực hiện chương trình năm"),
    "the end": retype("Trên đây là báo cáo.", "Trên đây là báo cáo của xã."),
    "before a table": retype("Lời trước bảng.", "Lời ở trước bảng."),
    "behind a table": retype("Lời sau bảng.", "Lời ở sau bảng."),
    "signs of the language": retype("Lời trước bảng.", "Lời *trước* _bảng_ \\ {một}."),
    "a new paragraph": add_paragraph_after(
        "Toàn xã có", "Đoạn mới: # không phải ghi chú, - không phải gạch."
    ),
    "a new paragraph like an item": add_paragraph_after("Toàn xã có", "- gõ gạch bằng tay"),
    "a new paragraph behind an item": add_paragraph_after("Gạch thứ hai", "Đoạn sau gạch."),
    "a new paragraph behind a heading": add_paragraph_after("KẾT QUẢ CHUNG", "Đoạn ngay sau tiêu đề."),
    "a paragraph gone": delete_paragraph("Toàn xã có"),
    "an item gone": delete_paragraph("Gạch thứ hai"),
    "the only paragraph gone": delete_paragraph("Trên đây là"),
    "a figure gone": delete_figure("30"),
    "the subject": retype("Kết quả công tác", "Kết quả công tác cán bộ"),
    "the number": retype("Số: 03/BC-UBND", "Số: 12/BC-UBND"),
    "number and symbol": retype("Số: 03/BC-UBND", "Số: 12/BC-VP"),
    "the date": retype("ngày 02 tháng 7", "ngày 15 tháng 7"),
    "place and year": retype("Xã A, ngày 02 tháng 7 năm 2026", "Xã B, ngày 02 tháng 7 năm 2027"),
    "a recipient": retype("- Sở Nội vụ;", "- Sở Tài chính;"),
    "a recipient more": add_paragraph_after("- Sở Nội vụ", "- Đảng ủy xã;"),
    "a recipient gone": delete_paragraph("- Sở Nội vụ"),
    "the signatory": retype("Nguyễn Văn A", "Trần Thị B"),
    "the position": retype("CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "the authority": retype("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"),
    "the addressee": retype("Sở Kế hoạch", "Sở Công thương"),
    "the title of an annex": retype("SỐ LIỆU", "SỐ LIỆU CÁN BỘ"),
    "the head of a column": retype("Tên", "Tên chỉ tiêu"),
    "paragraphs joined": join_with_next("Gạch thứ nhất"),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_rebuild_says_what_a_person_wrote(name: str, tmp_path: Path) -> None:
    outcome, changed, rebuilt = pulled(tmp_path, EDITS[name])
    assert outcome.findings == ()
    assert apart_from_labels(rebuilt) == apart_from_labels(changed)
    assert outcome.patch


def apart_from_labels(docx: bytes) -> list[list[str]]:
    """The words without the lines under annex labels, which follow number and date."""
    return [each for each in words(docx) if each[0] != "(Kèm"]


def test_all_edits_at_once(tmp_path: Path) -> None:
    alone = ("gone", "joined", "signs", "the number", "place", "behind a phrase")
    apart = [name for name in EDITS if not any(word in name for word in alone)]
    outcome, changed, rebuilt = pulled(tmp_path, *(EDITS[name] for name in reversed(apart)))
    assert outcome.findings == ()
    assert apart_from_labels(rebuilt) == apart_from_labels(changed)


def test_only_the_edited_words_of_the_file_change(tmp_path: Path) -> None:
    pulled(tmp_path, retype("tăng mạnh", "giảm nhẹ"), retype("Gạch thứ hai.", "Gạch cuối."))
    expected = DEFINITION.replace("**tăng mạnh**", "**giảm nhẹ**").replace("Gạch thứ hai.", "Gạch cuối.")
    assert (tmp_path / "bao-cao.yaml").read_text(encoding="utf-8") == expected


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    crlf = DEFINITION.replace("\n", "\r\n")
    outcome, changed, rebuilt = pulled(
        tmp_path, EDITS["a new paragraph"], EDITS["a bold word"], definition=crlf
    )
    assert outcome.findings == ()
    assert texts(rebuilt) == texts(changed)
    written = (tmp_path / "bao-cao.yaml").read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n")


def test_a_definition_in_json_is_edited_the_same_way(tmp_path: Path) -> None:
    (tmp_path / "so-lieu.yaml").write_text(FIGURES, encoding="utf-8")
    path = tmp_path / "bao-cao.json"
    path.write_text(
        '{"the_thuc": "nha_nuoc", "co_quan": {"ban_hanh": "TRƯỜNG TIỂU HỌC A"}, "ky_hieu": "BC-TH",'
        ' "dia_danh": "A", "du_thao": true, "trich_yeu": "Kết quả công tác",'
        ' "so_lieu": "so-lieu.yaml", "noi_dung": [{"tieu_de": "KẾT QUẢ",'
        ' "van_ban": "Có {{ can_bo.nu }} \\"nữ\\" ở xã.\\n\\nĐoạn hai."}]}',
        encoding="utf-8",
    )
    before = path.read_text(encoding="utf-8")
    docx = build(path, tmp_path / "ra").docx.read_bytes()
    (tmp_path / "sua.docx").write_bytes(edited(docx, retype("ở xã", 'ở "phường"'), retype("hai.", "cuối.")))
    outcome = pull(tmp_path / "sua.docx", path, write=True)
    assert outcome.findings == ()
    expected = before.replace("ở xã", 'ở \\"phường\\"').replace("Đoạn hai.", "Đoạn cuối.")
    assert path.read_text(encoding="utf-8") == expected


def test_an_unedited_document_has_nothing_to_pull(tmp_path: Path) -> None:
    outcome, _, _ = pulled(tmp_path)
    assert (outcome.edits, outcome.findings, outcome.patch, outcome.files) == ((), (), "", ())


def test_newly_bold_words_get_their_marks(tmp_path: Path) -> None:
    def type_bold(root: etree._Element) -> None:
        paragraph = paragraph_with(root, "Lời trước bảng")
        run = copy.deepcopy(paragraph.findall(f"{W}r")[-1])
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            run.insert(0, properties)
        etree.SubElement(properties, f"{W}b")
        next(run.iter(f"{W}t")).text = " rất rõ"
        paragraph.append(run)

    outcome, changed, rebuilt = pulled(tmp_path, type_bold)
    assert texts(rebuilt) == texts(changed)
    assert "Lời trước bảng. **rất rõ**\n" in (tmp_path / "bao-cao.yaml").read_text(encoding="utf-8")
    assert outcome.findings == ()


# --- what stays to people


def add_row(root: etree._Element) -> None:
    row = next(paragraph_with(root, "Cán bộ nữ").iterancestors(f"{W}tr"))
    row.addnext(copy.deepcopy(row))


REPORTED = {
    "words of a loop": (retype("Dân tộc", "Người"), "vòng lặp"),
    "the number of a section": (retype("1. ", "5. "), "chương trình"),
    "the letterhead": (retype("DÂN XÃ A", "DÂN XÃ B"), ""),
    "a label of the figures": (retype("Cán bộ nữ", "Cán bộ là nữ"), "lấy từ tệp số liệu"),
    "a row typed into a table": (add_row, "bảng đã được sửa tay"),
    "a number that is none": (retype("Số: 03/BC-UBND", "Số: ba/BC-UBND"), "phải viết theo dạng"),
}


@pytest.mark.parametrize("name", [name for name in REPORTED if name != "the number of a section"])
def test_what_has_no_place_in_the_definition_is_reported(name: str, tmp_path: Path) -> None:
    edit, said = REPORTED[name]
    outcome, _, _ = pulled(tmp_path, edit)
    assert len(outcome.findings) == 1
    assert said in outcome.findings[0].message
    assert (tmp_path / "bao-cao.yaml").read_text(encoding="utf-8") == DEFINITION


def test_a_figure_typed_over_is_reported_and_the_rest_is_pulled(tmp_path: Path) -> None:
    outcome, _, rebuilt = pulled(tmp_path, retype("30", "31"), retype("tăng mạnh", "tăng ít"))
    assert [f.rule for f in outcome.findings] == ["hand-changed-figure"]
    assert any("có 30 nữ" in text and "tăng ít" in text for text in texts(rebuilt))


def test_a_number_typed_in_place_of_a_figure_is_not_pulled(tmp_path: Path) -> None:
    def type_over(root: etree._Element) -> None:
        delete_figure("30")(root)
        retype(" nữ, chiếm", "31 nữ, chiếm")(root)

    outcome, _, rebuilt = pulled(tmp_path, type_over)
    assert [f.rule for f in outcome.findings] == ["not-pulled"]
    assert any("có 30 nữ" in text for text in texts(rebuilt))


def test_an_edit_where_the_definition_has_changed_since_is_reported(tmp_path: Path) -> None:
    path, docx = report(tmp_path)
    (tmp_path / "sua.docx").write_bytes(edited(docx, retype("tăng mạnh", "tăng ít"), EDITS["an item"]))
    path.write_text(DEFINITION.replace("so với kỳ trước", "so với năm trước"), encoding="utf-8")
    outcome = pull(tmp_path / "sua.docx", path)
    assert [f.rule for f in outcome.findings] == ["pull-conflict"]
    assert [edit.after for edit in outcome.edits] == ["ba"]


def test_new_figures_are_no_edits(tmp_path: Path) -> None:
    path, docx = report(tmp_path)
    (tmp_path / "sua.docx").write_bytes(edited(docx, EDITS["an item"]))
    (tmp_path / "so-lieu.yaml").write_text(FIGURES.replace("2023: 30", "2023: 31"), encoding="utf-8")
    outcome = pull(tmp_path / "sua.docx", path)
    assert ([edit.after for edit in outcome.edits], outcome.findings) == (["ba"], ())


def test_a_figure_moved_to_another_sentence_keeps_its_tag(tmp_path: Path) -> None:
    def move(root: etree._Element) -> None:
        control = next(
            each for each in root.iter(f"{W}sdt") if "".join(t.text or "" for t in each.iter(f"{W}t")) == "30"
        )
        paragraph_with(root, "Gạch thứ hai").append(copy.deepcopy(control))

    outcome, changed, rebuilt = pulled(tmp_path, move)
    assert outcome.findings == ()
    assert "Gạch thứ hai.{{ can_bo.nu }}" in (tmp_path / "bao-cao.yaml").read_text(encoding="utf-8")
    assert texts(rebuilt) == texts(changed)


def test_tracked_changes_count_as_accepted(tmp_path: Path) -> None:
    def track(root: etree._Element) -> None:
        [text] = [t for t in root.iter(f"{W}t") if t.text == "tăng mạnh"]
        run = text.getparent()
        assert run is not None
        new = copy.deepcopy(run)
        next(new.iter(f"{W}t")).text = "giảm"
        for name, each in (("ins", new), ("del", run)):
            mark = etree.Element(f"{W}{name}", {f"{W}id": "9", f"{W}author": "B"})
            run.addprevious(mark) if name == "ins" else each.addprevious(mark)
            mark.append(each)
        text.tag = f"{W}delText"

    outcome, changed, rebuilt = pulled(tmp_path, track)
    assert outcome.findings == ()
    assert texts(rebuilt) == texts(changed)


def test_a_document_without_controls_is_read_by_its_bookmarks(tmp_path: Path) -> None:
    outcome, _, rebuilt = pulled(tmp_path, strip_tags, EDITS["a word"])
    assert outcome.findings == ()
    assert any("30 nữ" in text and "công chức" in text for text in texts(rebuilt))


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["phong-tho", "lai-chau"])
def test_what_libreoffice_saved_is_pulled_the_same_way(name: str, tmp_path: Path) -> None:
    for file in ("bao-cao.yaml", "so-lieu.yaml"):
        (tmp_path / file).write_bytes((ROOT / "samples" / name / file).read_bytes())
    saved = edited_in_writer(sample(name))
    (tmp_path / "sua.docx").write_bytes(saved)
    untouched = pull(tmp_path / "sua.docx", tmp_path / "bao-cao.yaml")
    assert (untouched.edits, untouched.findings) == ((), ())
    changed = edited_in_writer(sample(name), "replace:cán bộ, công chức=>cán bộ và công chức")
    (tmp_path / "sua.docx").write_bytes(changed)
    outcome = pull(tmp_path / "sua.docx", tmp_path / "bao-cao.yaml", write=True)
    rebuilt = words(build(tmp_path / "bao-cao.yaml", tmp_path / "ra").docx.read_bytes())
    assert len(outcome.edits) > 10
    assert all("không giống" not in finding.message for finding in outcome.findings)
    wanted = words(changed)
    assert sum(one != other for one, other in zip(rebuilt, wanted, strict=True)) <= len(outcome.findings)


TWICE = DEFINITION.replace("Lời trước bảng.", "Lời trước bảng, nam {{ dat(can_bo.dai_hoc) }}.")


def test_words_of_a_phrase_that_is_printed_twice_are_reported(tmp_path: Path) -> None:
    def edit(root: etree._Element) -> None:
        next(t for t in root.iter(f"{W}t") if "theo kế hoạch" in (t.text or "")).text = " theo đề án"

    outcome, _, _ = pulled(tmp_path, edit, definition=TWICE)
    assert ([finding.rule for finding in outcome.findings], outcome.edits) == (["not-pulled"], ())
    assert "cụm từ" in outcome.findings[0].message


def test_a_phrase_that_a_person_deleted_goes_with_its_tag(tmp_path: Path) -> None:
    def delete(root: etree._Element) -> None:
        paragraph = paragraph_with(root, "Lời trước bảng")
        for run in [*paragraph.iter(f"{W}sdt"), *paragraph.iter(f"{W}r")]:
            shown = "".join(t.text or "" for t in run.iter(f"{W}t"))
            if shown in ("63,68%", "đạt tỷ lệ ", " theo kế hoạch"):
                run.getparent().remove(run)  # type: ignore[union-attr]

    outcome, changed, rebuilt = pulled(tmp_path, delete, definition=TWICE)
    assert outcome.findings == ()
    assert "Lời trước bảng, nam ." in (tmp_path / "bao-cao.yaml").read_text(encoding="utf-8")
    assert words(rebuilt) == words(changed)


def test_an_edited_footnote_is_pulled(tmp_path: Path) -> None:
    path, docx = report(tmp_path)
    edit = retype("Theo báo cáo", "Theo *kế hoạch*")
    (tmp_path / "sua.docx").write_bytes(edited(docx, edit, part="word/footnotes.xml"))
    outcome = pull(tmp_path / "sua.docx", path, write=True)
    assert outcome.findings == ()
    written = path.read_text(encoding="utf-8")
    assert "^[Theo \\*kế hoạch\\* của {{ thong_tin.ten }}]." in written
    rebuilt = build(path, tmp_path / "moi").docx.read_bytes()
    assert "Theo *kế hoạch* của Xã A & B" in " ".join(texts(rebuilt, part="word/footnotes.xml"))


def test_letterhead_entries_that_were_blank_are_filled(tmp_path: Path) -> None:
    draft = DEFINITION.replace("so: 3\n", "du_thao: true\n").replace("ngay: 2026-07-02", "ngay: 2026-07")
    edits = (
        retype("Số:          /BC", "Số:    7   /BC"),
        retype(f"ngày {day_text(None)} tháng", "ngày 9 tháng"),
    )
    outcome, _, rebuilt = pulled(tmp_path, *edits, definition=draft)
    assert outcome.findings == ()
    written = (tmp_path / "bao-cao.yaml").read_text(encoding="utf-8")
    assert "so: 7\n" in written
    assert "ngay: 2026-07-09\n" in written
    assert "Số: 07/BC-UBND" in texts(rebuilt)


def test_entries_that_the_unit_gives_itself_are_reported(tmp_path: Path) -> None:
    path, _ = report(tmp_path)
    (tmp_path / "so-lieu.yaml").write_text(FIGURES + "van_ban: {so: 8}\n", encoding="utf-8")
    docx = build(path, tmp_path / "ra").docx.read_bytes()
    (tmp_path / "sua.docx").write_bytes(edited(docx, retype("Số: 08/BC-UBND", "Số: 12/BC-UBND")))
    outcome = pull(tmp_path / "sua.docx", path)
    assert ([finding.rule for finding in outcome.findings], outcome.edits) == (["not-pulled"], ())
    assert "van_ban của tệp số liệu" in outcome.findings[0].message


# --- the call


def test_nothing_is_written_unless_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, docx = report(tmp_path)
    (tmp_path / "sua.docx").write_bytes(edited(docx, EDITS["a word"]))
    before = path.read_bytes()
    call = ["pull", str(tmp_path / "sua.docx"), "--with", str(path)]
    assert main(call) == 0
    said = capsys.readouterr().out
    assert "+      Toàn xã có {{ can_bo.tong_so }} công chức, trong số ấy" in said
    assert "Chưa ghi tệp nào" in said
    assert main([*call, "--out", str(tmp_path / "va.diff")]) == 0
    assert (tmp_path / "va.diff").read_text(encoding="utf-8").startswith("--- a/bao-cao.yaml")
    assert path.read_bytes() == before
    assert main([*call, "--write"]) == 0
    assert path.read_bytes() != before
    with pytest.raises(UsageProblem):
        pull(tmp_path / "sua.docx", path, patch_file=path)


def test_a_write_that_fails_leaves_the_definition_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, docx = report(tmp_path)
    (tmp_path / "sua.docx").write_bytes(edited(docx, EDITS["a word"]))
    before = path.read_bytes()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reportgen.publish.files.os.fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        pull(tmp_path / "sua.docx", path, write=True)
    assert path.read_bytes() == before


# --- laws

WORD = st.text("abcđêôưấ ,.;:*_\\-#'\"[]%", min_size=1, max_size=8).filter(lambda text: text.strip() == text)
STEPS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 20), st.sampled_from("rid"), WORD), max_size=6)


@cache
def sample(name: str) -> bytes:
    folder = ROOT / "samples" / name
    with tempfile.TemporaryDirectory() as out:
        return build(folder / "bao-cao.yaml", out).docx.read_bytes()


def change_words(root: etree._Element, steps: Sequence[tuple[int, int, str, str]]) -> None:
    """Replace, insert or delete words of the narrative, outside of figures."""
    styles = ("VBDoan", "VBGach", "VBCong", "VBSao")
    body = [
        p
        for p in root.iter(f"{W}p")
        if any(s.get(f"{W}val") in styles for s in p.iter(f"{W}pStyle")) and p.findall(f"{W}r")
    ]
    for place, number, kind, word in steps:
        paragraph = body[place % len(body)]
        pieces = [t for r in paragraph.findall(f"{W}r") for t in r.iter(f"{W}t") if (t.text or "").strip()]
        if not pieces:
            continue
        piece = pieces[place % len(pieces)]
        words = (piece.text or "").split(" ")
        at = number % len(words)
        words[at : at + (kind != "i")] = [] if kind == "d" and len(words) > 1 else [word]
        piece.text = " ".join(words)
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def words(docx: bytes) -> list[list[str]]:
    return [found for text in texts(docx) if (found := text.split())]


@pytest.mark.parametrize("name", ["phong-tho", "lai-chau"])
@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_random_word_edits_of_the_samples_come_back(
    name: str, steps: list[tuple[int, int, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pull")
    for file in ("bao-cao.yaml", "so-lieu.yaml"):
        (folder / file).write_bytes((ROOT / "samples" / name / file).read_bytes())
    changed = edited(sample(name), lambda root: change_words(root, steps))
    (folder / "sua.docx").write_bytes(changed)
    outcome = pull(folder / "sua.docx", folder / "bao-cao.yaml", write=True)
    rebuilt = build(folder / "bao-cao.yaml", folder / "ra").docx.read_bytes()
    after, wanted = words(rebuilt), words(changed)
    assert len(after) == len(wanted)
    assert sum(one != other for one, other in zip(after, wanted, strict=True)) <= len(outcome.findings)
    assert not any("không giống" in finding.message for finding in outcome.findings)
    assert len(outcome.edits) + len(outcome.findings) > 0 or words(changed) == words(sample(name))
