"""Refreshing an edited document: new figures and wording go in, nothing that a person typed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.check.package_lint import lint_package
from reportgen.model.refreshed import Choices, FigureStatus, Refreshed, WordingStatus
from reportgen.refresh.refresh import refresh
from tests.edited_documents import (
    DOCUMENT,
    Edit,
    add_paragraph_after,
    copy_figure_into,
    delete_figure,
    delete_paragraph,
    do_steps,
    document,
    edited,
    join_with_next,
    parts,
    retype,
    strip_tags,
    texts,
)
from tests.report_maker import FIGURES, body, validator_errors, with_part

TEXT = """\
Toàn xã có {{ can_bo.tong_so }} cán bộ, trong đó nữ là {{ can_bo.nu.so_luong }} đồng chí,
chiếm {{ can_bo.nu.ty_le }}.

Số cán bộ nữ {% if can_bo.nu.so_luong > 30 %}tăng so với đầu năm{% else %}giữ nguyên{% endif %} trong kỳ.

- Địa bàn gồm {{ dia_ban.thon }} thôn."""
NEW_FIGURES = FIGURES.replace(
    "nu: {nhan: Cán bộ nữ, so_luong: {2020: 25, 2023: 30}",
    "nu: {nhan: Cán bộ nữ, so_luong: {2020: 25, 2023: 35}",
)
TRACKED = Choices(tracks_all=True)
MADE = document(body(TEXT))
FRESH = document(body(TEXT), NEW_FIGURES)
FIRST = "Toàn xã có 190 cán bộ, trong đó nữ là 30 đồng chí, chiếm 15,79%."
FIRST_NEW = "Toàn xã có 190 cán bộ, trong đó nữ là 35 đồng chí, chiếm 18,42%."


def statuses(result: Refreshed, *wanted: FigureStatus) -> list[tuple[str, str, str]]:
    return [(change.figure, change.before, change.after) for change in result.of(*wanted)]


def after(*edits: Edit, choices: Choices | None = None, fresh: bytes = FRESH) -> Refreshed:
    return refresh(edited(MADE, *edits), fresh, choices=choices or Choices())


def test_document_that_nobody_edited_becomes_the_fresh_build_itself() -> None:
    assert refresh(MADE, FRESH).data == FRESH


def test_only_the_changed_figures_and_the_wording_that_hangs_on_them_differ() -> None:
    result = after(retype("Địa bàn gồm", "Địa bàn xã gồm"))
    before = texts(edited(MADE, retype("Địa bàn gồm", "Địa bàn xã gồm")))
    expected = [
        FIRST_NEW if text == FIRST else text.replace("giữ nguyên trong", "tăng so với đầu năm trong")
        for text in before
    ]
    assert texts(result.data) == expected
    assert statuses(result, FigureStatus.UPDATED) == [
        ("can_bo.nu.ty_le.2023", "15,79%", "18,42%"),
        ("can_bo.nu.so_luong.2023", "30", "35"),
    ]


def test_parts_that_nothing_changes_stay_byte_for_byte() -> None:
    old, new = (
        parts(edited(MADE, retype("Địa bàn gồm", "Địa bàn xã gồm"))),
        parts(after(retype("Địa bàn gồm", "Địa bàn xã gồm")).data),
    )
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml", "customXml/item1000.xml"}


def test_where_only_figures_change_every_other_byte_of_the_part_stays() -> None:
    """The part as Word might write it: other quotes, blanks in tags, a comment."""
    plain = body("Toàn xã có {{ can_bo.nu.so_luong }} nữ trên {{ can_bo.tong_so }} cán bộ.")
    made, fresh = document(plain), document(plain, NEW_FIGURES)
    odd = parts(made)[DOCUMENT].replace("Toàn xã có".encode(), "Toàn  xã &#x111;ã có".encode())
    odd = odd.replace(b"<w:body>", b"<w:body ><!-- x > y -->").replace(b'w:val="VBDoan"', b"w:val = 'VBDoan'")
    result = refresh(with_part(made, DOCUMENT, odd), fresh)
    [expected] = [odd[: (at := odd.index(b">30<")) + 1] + b"35" + odd[at + 3 :]]
    assert parts(result.data)[DOCUMENT] == expected


@pytest.mark.parametrize("loses_tags", [False, True])
def test_number_that_a_person_typed_is_kept_and_told(loses_tags: bool) -> None:
    edits = [retype("30", "31"), *([strip_tags] if loses_tags else [])]
    result = after(*edits)
    assert FIRST_NEW.replace("35 đồng chí", "31 đồng chí") in texts(result.data)
    assert statuses(result, FigureStatus.HAND_CHANGED) == [("can_bo.nu.so_luong.2023", "31", "35")]
    assert [finding.rule for finding in result.findings] == ["hand-changed-figure"]


def test_number_that_a_person_typed_gives_way_when_they_say_so() -> None:
    result = after(retype("30", "31"), choices=Choices(overwrite=frozenset({"can_bo.nu.so_luong.2023"})))
    assert FIRST_NEW in texts(result.data)
    assert statuses(result, FigureStatus.OVERWRITTEN) == [("can_bo.nu.so_luong.2023", "31", "35")]


def test_number_that_a_person_typed_and_that_is_the_new_one_is_no_matter() -> None:
    assert after(retype("30", "35")).findings == ()


def test_lost_anchor_is_told_and_nothing_is_put_back() -> None:
    result = after(delete_figure("15,79%"))
    assert "Toàn xã có 190 cán bộ, trong đó nữ là 35 đồng chí, chiếm ." in texts(result.data)
    assert statuses(result, FigureStatus.LOST) == [("can_bo.nu.ty_le.2023", "15,79%", "18,42%")]


def test_pasted_copy_of_a_figure_is_brought_up_to_date_too() -> None:
    result = after(copy_figure_into("30", "Địa bàn"))
    assert "- Địa bàn gồm 1.717 thôn.35" in texts(result.data)


def test_figure_that_the_new_build_no_longer_prints_is_kept_and_told() -> None:
    fresh = document(body(TEXT.replace("{{ dia_ban.thon }} thôn", "nhiều thôn")), NEW_FIGURES)
    result = refresh(edited(MADE, retype("Địa bàn", "Địa phương")), fresh)
    conflict = [w for w in result.wordings if w.status is not WordingStatus.APPLIED]
    assert conflict == []
    pasted = refresh(edited(MADE, copy_figure_into("1.717", "giữ nguyên")), fresh)
    assert statuses(pasted, FigureStatus.UNKNOWN) == [("dia_ban.thon.so_luong.2023", "1.717", "")]


def test_wording_that_a_person_changed_at_the_same_place_becomes_a_conflict_shown_in_track_changes() -> None:
    result = after(retype("giữ nguyên", "không đổi"))
    sentence = "Số cán bộ nữ {} trong kỳ."
    assert sentence.format("tăng so với đầu năm") in texts(result.data, view="accepted")
    assert sentence.format("không đổi") in texts(result.data, view="rejected")
    assert [finding.rule for finding in result.findings] == ["refresh-conflict"]


def test_paragraph_that_a_person_deleted_stays_deleted() -> None:
    result = after(delete_paragraph("giữ nguyên"))
    assert not any("trong kỳ" in text for text in texts(result.data))
    assert [change.status for change in result.wordings] == [WordingStatus.KEPT]


def test_joined_paragraphs_keep_every_word_and_get_the_new_figures() -> None:
    result = after(join_with_next("Toàn xã"))
    assert any(text.startswith(FIRST_NEW) and "trong kỳ." in text for text in texts(result.data))


def test_paragraph_typed_by_a_person_stays() -> None:
    result = after(add_paragraph_after("Toàn xã", "Câu do người sửa thêm."))
    found = texts(result.data)
    assert found[found.index(FIRST_NEW) + 1] == "Câu do người sửa thêm."


MORE = TEXT.replace("- Địa bàn", "Đoạn mới của bản lập sau.\n\n- Địa bàn")


def test_paragraph_that_the_definition_has_gained_goes_in_where_it_belongs() -> None:
    fresh = document(body(MORE), NEW_FIGURES)
    found = texts(refresh(edited(MADE, retype("Địa bàn", "Địa phương")), fresh).data)
    assert found[found.index("Đoạn mới của bản lập sau.") + 1] == "- Địa phương gồm 1.717 thôn."


@pytest.mark.parametrize(
    ("edit", "is_kept"), [(retype("Địa bàn", "Địa phương"), False), (retype("bản lập sau", "tôi"), True)]
)
def test_paragraph_that_the_definition_has_lost_goes_unless_a_person_changed_it(
    edit: Edit, is_kept: bool
) -> None:
    made = document(body(MORE))
    result = refresh(edited(made, edit), FRESH)
    assert any("Đoạn mới" in text for text in texts(result.data)) == is_kept


TABLE = (
    body("Có {{ can_bo.tong_so }} cán bộ.")
    + """\
phu_luc:
  - ma: bang
    tieu_de: BẢNG
    bang:
      nguon: can_bo
      cot:
        - {tieu_de: TT, loai: tt, rong: 10}
        - {tieu_de: Nội dung, loai: nhan, rong: 60}
        - {tieu_de: Số lượng, loai: so_luong, nam: 2023, rong: 30}
"""
)
WITHOUT_ROW = FIGURES.replace(
    "    dai_hoc: {nhan: Trình độ đại học, so_luong: {2020: 48, 2023: 121}, muc_tieu: {2025: 35 - 40}}\n", ""
)


def rows(docx: bytes) -> list[str]:
    found = texts(docx)
    return found[found.index("Số lượng") + 1 :]


@pytest.mark.parametrize("choices", [Choices(), TRACKED])
def test_annex_rows_come_and_go_with_the_figures(choices: Choices) -> None:
    small, large = document(TABLE, WITHOUT_ROW), document(TABLE)
    touch = retype("BẢNG", "BẢNG SỐ LIỆU")
    for made, fresh in ((small, large), (large, small)):
        result = refresh(edited(made, touch), fresh, choices=choices)
        assert rows(result.data) == rows(fresh)
        if choices.tracks_all:
            assert texts(result.data, view="rejected") == texts(edited(made, touch))


def test_row_that_a_person_changed_is_not_taken_out() -> None:
    result = refresh(
        edited(document(TABLE), retype("Trình độ đại học", "Đại học")), document(TABLE, WITHOUT_ROW)
    )
    assert "Đại học" in rows(result.data)
    assert WordingStatus.KEPT in [change.status for change in result.wordings]


EDITS: dict[str, list[Edit]] = {
    "none but a word": [retype("Địa bàn", "Địa phương")],
    "a figure by hand": [retype("30", "31")],
    "conflict": [retype("giữ nguyên", "không đổi")],
    "new paragraph": [add_paragraph_after("Toàn xã", "Thêm.")],
    "tags lost": [strip_tags, retype("Địa bàn", "Địa phương")],
    "joined": [join_with_next("Toàn xã")],
}
every_edit = pytest.mark.parametrize("edits", EDITS.values(), ids=EDITS)


@every_edit
def test_refreshing_twice_is_refreshing_once(edits: list[Edit]) -> None:
    once = after(*edits).data
    assert texts(refresh(once, FRESH).data) == texts(once)
    assert texts(refresh(once, FRESH).data, view="rejected") == texts(once, view="rejected")


@every_edit
def test_tracked_refresh_accepted_is_the_silent_one_and_rejected_the_edited_text(edits: list[Edit]) -> None:
    silent, tracked = after(*edits), after(*edits, choices=TRACKED)
    assert texts(tracked.data) == texts(silent.data)
    assert texts(tracked.data, view="rejected") == texts(edited(MADE, *edits))


@every_edit
@pytest.mark.parametrize("choices", [Choices(), TRACKED], ids=["silent", "tracked"])
def test_refreshed_file_is_sound(edits: list[Edit], choices: Choices) -> None:
    data = after(*edits, choices=choices).data
    assert lint_package(data) == []
    assert validator_errors(data) == validator_errors(edited(MADE, *edits))


def test_document_that_lost_its_record_is_told_and_gets_its_figures_only_where_none_was_typed() -> None:
    stripped = with_part(MADE, "customXml/item1000.xml", b"<mat/>")
    result = refresh(stripped, FRESH)
    assert "no-base" in [finding.rule for finding in result.findings]
    assert "Số cán bộ nữ giữ nguyên trong kỳ." in texts(result.data)
    assert ("can_bo.nu.so_luong.2023", "30", "35") in statuses(result, FigureStatus.HAND_CHANGED)


def test_footnotes_take_new_figures_and_come_along_with_new_wording() -> None:
    noted = TEXT.replace("cán bộ, trong", "cán bộ^[Nữ: {{ can_bo.nu.so_luong }}.], trong")
    made, fresh = document(body(noted)), document(body(noted), NEW_FIGURES)
    result = refresh(edited(made, retype("Địa bàn", "Địa phương")), fresh)
    assert texts(result.data, "word/footnotes.xml")[-1].strip().endswith("Nữ: 35.")
    gained = refresh(edited(MADE, retype("Địa bàn", "Địa phương")), fresh)
    assert texts(gained.data, "word/footnotes.xml")[-1].strip().endswith("Nữ: 35.")
    assert lint_package(gained.data) == []


# --- whatever people do ---------------------------------------------------------------------------------


def up_to_date(result: Refreshed) -> bool:
    """Whether every printed figure shows the new value, but those that a person typed or that are gone."""
    left = (FigureStatus.HAND_CHANGED, FigureStatus.UNKNOWN, FigureStatus.LOST)
    again = refresh(result.data, FRESH_LONG)
    return not again.of(FigureStatus.UPDATED) and all(
        change.before == change.after or change.status in left for change in again.figures
    )


TYPED = st.text(alphabet="xyzw ", min_size=1, max_size=8).map(lambda text: f"⟨{text}⟩")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["type", "insert", "delete", "join", "split", "merge", "row"]),
        st.integers(0, 60),
        TYPED,
    ),
    min_size=1,
    max_size=8,
)
LONG = TABLE.replace("Có {{ can_bo.tong_so }} cán bộ.", TEXT.replace("\n", "\n      "))
MADE_LONG, FRESH_LONG = document(LONG), document(LONG, WITHOUT_ROW.replace("2023: 30}", "2023: 35}"))


@given(STEPS, st.booleans())
@settings(max_examples=60, deadline=None)
def test_nothing_a_person_typed_is_lost_whatever_they_do(
    steps: list[tuple[str, int, str]], tracks: bool
) -> None:
    typed: list[str] = []
    changed = edited(MADE_LONG, lambda root: typed.extend(do_steps(root, steps)))
    result = refresh(changed, FRESH_LONG, choices=Choices(tracks_all=tracks))
    accepted, rejected = "".join(texts(result.data)), "".join(texts(result.data, view="rejected"))
    conflicts = [w for w in result.wordings if w.status is WordingStatus.CONFLICT]
    for mark in typed:
        assert mark in rejected
        assert mark in accepted or conflicts
    if tracks:
        assert texts(result.data, view="rejected") == texts(changed)
    assert lint_package(result.data) == []
    assert up_to_date(result)
    again = refresh(result.data, FRESH_LONG, choices=Choices(tracks_all=tracks))
    assert texts(again.data) == texts(result.data)
