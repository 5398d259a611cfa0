"""Signatures and history of reports: their order, when they lapse, what they freeze; on both databases."""

from __future__ import annotations

import pytest

from reportgen.errors import InputRefused
from reportgen.model.office.approvals import Step
from reportgen.model.office.refusals import Conflict, Denied, Frozen, NotFound
from reportgen.model.office.reports import ReportState
from reportgen.service.office import approvals, building, history, programmes, reports
from reportgen.service.office.office import Office
from tests.offices import LEAVES, bundle, person, report
from tests.programmes import SMALL

GRADUATES, WOMEN = "can_bo.dai_hoc@2023", "can_bo.nu@2023"


def content(office: Office, number: int) -> str:
    return reports.open_report(office, person(office, "an"), number).content_hash


def state(office: Office, number: int) -> ReportState:
    return reports.open_report(office, person(office, "an"), number).line.state


def signed(office: Office, unit: str, *steps: Step) -> int:
    """Have a report signed by somebody who may do everything."""
    admin, number = person(office, "an"), report(office, unit)
    for step in steps or Step:
        approvals.sign(office, admin, number, step, content_hash=content(office, number))
    return number


def holding(office: Office, number: int) -> list[Step]:
    found = approvals.sign_offs(office, person(office, "an"), number)
    return [each.step for each in reversed(found) if each.holds]


def test_report_goes_from_clerk_to_reviewer_to_approver_and_is_frozen(office: Office) -> None:
    number = report(office, "03271")
    hashed = content(office, number)
    for login, step in (("xa1", Step.PREPARED), ("huyen", Step.REVIEWED), ("lanhdao", Step.APPROVED)):
        approvals.sign(office, person(office, login), number, step, content_hash=hashed, note="đồng ý")
    assert state(office, number) is ReportState.APPROVED
    kept = building.artefacts(office, person(office, "xa1"), number)
    assert {each.kind for each in kept} == {"docx", "phu-luc", "doi-chieu", "json"}
    assert {each.content_hash for each in kept} == {hashed}
    with pytest.raises(Frozen, match="đã duyệt"):
        reports.save_figures(office, person(office, "xa1"), number, {WOMEN: "1"}, base_revision=1)
    assert reports.open_report(office, person(office, "xa1"), number).may == {"xem"}


@pytest.mark.parametrize(
    ("login", "step"),
    [("huyen", Step.PREPARED), ("xa1", Step.REVIEWED), ("huyen", Step.APPROVED), ("xem", Step.PREPARED)],
)
def test_each_signature_needs_its_role(office: Office, login: str, step: Step) -> None:
    number = report(office, "03271")
    with pytest.raises(Denied):
        approvals.sign(office, person(office, login), number, step, content_hash=content(office, number))


def test_signatures_come_in_their_order_and_once(office: Office) -> None:
    admin, number = person(office, "an"), report(office, "03271")
    hashed = content(office, number)
    with pytest.raises(Denied, match="chưa có chữ ký bước “người lập”"):
        approvals.sign(office, admin, number, Step.REVIEWED, content_hash=hashed)
    approvals.sign(office, admin, number, Step.PREPARED, content_hash=hashed)
    with pytest.raises(Denied, match="đã ký"):
        approvals.sign(office, admin, number, Step.PREPARED, content_hash=hashed)
    with pytest.raises(Denied, match="chưa có chữ ký bước “kiểm tra”"):
        approvals.sign(office, admin, number, Step.APPROVED, content_hash=hashed)


def with_two_persons(office: Office) -> None:
    """Publish the programme again with the rule that who prepares does not approve."""
    text = (SMALL / "chuong-trinh.yaml").read_bytes() + b"duyet_khac_nguoi_lap: true\n"
    sent = bundle(SMALL, **{"chuong-trinh_dot_yaml": text})
    programmes.publish_programme(office, person(office, "an"), sent, "thu.zip")


def test_who_prepared_may_not_approve_when_the_programme_says_so(office: Office) -> None:
    with_two_persons(office)
    number = signed(office, "03271", Step.PREPARED, Step.REVIEWED)
    with pytest.raises(Denied, match="người duyệt phải là người khác") as refused:
        approvals.sign(
            office, person(office, "an"), number, Step.APPROVED, content_hash=content(office, number)
        )
    assert refused.value.remedy == "nhờ người khác có quyền duyệt ký bước này"
    assert state(office, number) is ReportState.REVIEWED
    approvals.sign(
        office, person(office, "lanhdao"), number, Step.APPROVED, content_hash=content(office, number)
    )
    assert state(office, number) is ReportState.APPROVED


def test_who_only_reviewed_may_approve_under_that_rule(office: Office) -> None:
    with_two_persons(office)
    number = report(office, "03271")
    hashed = content(office, number)
    approvals.sign(office, person(office, "xa1"), number, Step.PREPARED, content_hash=hashed)
    for step in (Step.REVIEWED, Step.APPROVED):
        approvals.sign(office, person(office, "an"), number, step, content_hash=hashed)
    assert state(office, number) is ReportState.APPROVED


def test_nobody_signs_what_has_changed_since_it_was_shown(office: Office) -> None:
    number = report(office, "03271")
    shown = content(office, number)
    reports.save_figures(office, person(office, "xa1"), number, {WOMEN: "1"}, base_revision=1)
    with pytest.raises(Conflict, match="đã thay đổi"):
        approvals.sign(office, person(office, "an"), number, Step.PREPARED, content_hash=shown)


@pytest.mark.parametrize("kind", ["figure", "section", "letterhead"])
def test_change_makes_signatures_void_and_says_what_changed(office: Office, kind: str) -> None:
    number, clerk = signed(office, "03271", Step.PREPARED, Step.REVIEWED), person(office, "xa1")
    if kind == "figure":
        saved = reports.save_figures(office, clerk, number, {GRADUATES: "9"}, base_revision=1)
        told = "Người xa1 sửa Trình độ Đại học trở lên (2023): 8 → 9"
    elif kind == "section":
        saved = reports.save_section(office, clerk, number, "noi_dung.0", "Khác./.", base_revision=1)
        told = "Người xa1 sửa lời văn mục noi_dung.0"
    else:
        saved = reports.save_texts(office, clerk, number, {"so": "99"}, base_revision=1)
        told = "Người xa1 sửa thể thức văn bản so"
    assert saved.voided == ("người lập", "kiểm tra")
    found = approvals.sign_offs(office, clerk, number)
    assert [(each.holds, each.voided_by, each.voided_why) for each in found] == [
        (False, "Người xa1", told)
    ] * 2
    assert state(office, number) is ReportState.ENTERED


def test_saying_the_same_leaves_signatures(office: Office) -> None:
    number = signed(office, "03271", Step.PREPARED)
    reports.save_figures(office, person(office, "xa1"), number, {GRADUATES: "8"}, base_revision=1)
    assert holding(office, number) == [Step.PREPARED]


def test_parent_is_approved_only_after_all_its_children(office: Office) -> None:
    admin, number = person(office, "an"), report(office, "109")
    signed(office, "03271")
    for step in (Step.PREPARED, Step.REVIEWED):
        approvals.sign(office, admin, number, step, content_hash=content(office, number))
    with pytest.raises(Denied, match="còn 1 đơn vị cấp dưới chưa duyệt: xã Bản Hai"):
        approvals.sign(office, admin, number, Step.APPROVED, content_hash=content(office, number))
    signed(office, "03272")
    approvals.sign(office, admin, number, Step.APPROVED, content_hash=content(office, number))
    assert state(office, number) is ReportState.APPROVED


def test_child_that_is_sent_back_takes_the_signatures_above_with_it(office: Office) -> None:
    for unit in (*LEAVES, "109", "110", "12"):
        signed(office, unit)
    child, district, other, province = (report(office, unit) for unit in ("03271", "109", "110", "12"))
    with pytest.raises(InputRefused, match="lý do"):
        approvals.send_back(office, person(office, "lanhdao"), child, " ")
    with pytest.raises(Denied):
        approvals.send_back(office, person(office, "xa1"), child, "thiếu")
    approvals.send_back(office, person(office, "lanhdao"), child, "thiếu số nữ")
    assert [holding(office, each) for each in (child, district, other, province)] == [[], [], list(Step), []]
    above = approvals.sign_offs(office, person(office, "an"), province)[0]
    assert above.voided_why == "xã Bản Một: Người lanhdao trả lại: thiếu số nữ"
    saved = reports.save_figures(office, person(office, "xa1"), child, {WOMEN: "1"}, base_revision=1)
    assert saved.revision == 2
    with pytest.raises(Denied, match="chưa có chữ ký"):
        approvals.send_back(office, person(office, "lanhdao"), child, "nữa")


def test_change_below_makes_prepared_reports_above_void(office: Office) -> None:
    number = signed(office, "109", Step.PREPARED)
    reports.save_figures(
        office, person(office, "xa1"), report(office, "03271"), {WOMEN: "1"}, base_revision=1
    )
    assert holding(office, number) == []
    again = reports.open_report(office, person(office, "huyen"), number)
    assert again.line.state is ReportState.MISSING, "it has no values of its own"
    approvals.sign(office, person(office, "huyen"), number, Step.PREPARED, content_hash=again.content_hash)


def test_errors_stand_in_the_way_of_approval_only(office: Office) -> None:
    clerk, number = person(office, "xa1"), report(office, "03271")
    wrong = "Có {{ can_bo.khong_co }} cán bộ."
    reports.save_section(office, clerk, number, "noi_dung.0", wrong, base_revision=1)
    checked = building.findings(office, clerk, number)
    assert checked.is_blocking
    assert [each.where.part for each in checked.findings if each.rule == "unknown-name"] == ["muc.noi_dung.0"]
    for step in (Step.PREPARED, Step.REVIEWED):
        approvals.sign(office, person(office, "an"), number, step, content_hash=content(office, number))
    with pytest.raises(InputRefused):
        approvals.sign(
            office, person(office, "an"), number, Step.APPROVED, content_hash=content(office, number)
        )
    assert holding(office, number) == [Step.PREPARED, Step.REVIEWED]


def test_impact_tells_figures_places_and_what_would_lapse(office: Office) -> None:
    clerk, number = person(office, "xa1"), signed(office, "03271", Step.PREPARED)
    signed(office, "109", Step.PREPARED)
    before = approvals.impact(office, clerk, number)
    assert (before.figures, before.places) == ((), 0)
    assert [each.step for each in before.lapsing] == [Step.PREPARED]
    assert before.parents == ("huyện Nậm Thử",)
    reports.save_figures(office, clerk, number, {GRADUATES: "9"}, base_revision=1)
    reports.save_section(office, clerk, number, "mo_dau", "Khác.", base_revision=2)
    after = approvals.impact(office, clerk, number)
    assert [(each.figure, each.period, each.old, each.new) for each in after.figures] == [
        ("can_bo.dai_hoc", 2023, "8", "9")
    ]
    printed = after.figures[0].places
    assert len(printed) == after.places
    assert any(place.endswith(": 09") for place in printed), "in the narrative"
    assert after.texts == ("lời văn mục mo_dau",)
    assert (after.lapsing, after.parents) == ((), ())


# --- a new version of the programme ----------------------------------------------------------------------


def test_new_version_voids_only_the_signatures_whose_content_it_changes(office: Office) -> None:
    commune, district = signed(office, "03271"), signed(office, "109", Step.PREPARED)
    report_file = "bao-cao-xa.yaml"
    text = (SMALL / report_file).read_text(encoding="utf-8").replace("Tổng số có", "Hiện có")
    made = bundle(SMALL, bao_cao_xa_dot_yaml=text.encode())
    view = programmes.publish_programme(office, person(office, "mau"), made, "thu.zip", "sửa câu")
    assert view.number == 2
    assert holding(office, commune) == []
    assert holding(office, district) == [Step.PREPARED]
    found = approvals.sign_offs(office, person(office, "an"), commune)[0]
    assert found.voided_why == "chương trình đổi sang phiên bản 2"
    assert reports.open_report(office, person(office, "xa1"), commune).revision == 1, "figures stay"


# --- history ---------------------------------------------------------------------------------------------


def test_history_tells_who_when_from_what_to_what_and_why(office: Office) -> None:
    clerk, number = person(office, "xa1"), report(office, "03271")
    reports.save_figures(office, clerk, number, {GRADUATES: "9"}, base_revision=1, why="kiểm đếm lại")
    reports.save_figures(office, person(office, "an"), number, {GRADUATES: ""}, base_revision=2)
    found = history.figure_history(office, clerk, number, GRADUATES)
    assert [(each.old, each.new, each.by, each.why, each.revision) for each in found] == [
        ("9", None, "Nguyễn Văn An", "", 3),
        ("8", "9", "Người xa1", "kiểm đếm lại", 2),
        (None, "8", "Nguyễn Văn An", "số liệu kèm theo chương trình", 1),
    ]
    assert found[0].at > found[1].at > found[2].at
    kept = history.revisions(office, clerk, number)
    assert [(each.number, each.figures, each.via) for each in kept] == [
        (3, 1, "page"),
        (2, 1, "page"),
        (1, 0, "bundle"),
    ]


def test_versions_are_compared_and_restored(office: Office) -> None:
    clerk, number = person(office, "xa1"), report(office, "03271")
    reports.save_figures(office, clerk, number, {GRADUATES: "9", WOMEN: ""}, base_revision=1)
    reports.save_section(office, clerk, number, "noi_dung.0", "Của xã./.", base_revision=2)
    reports.save_texts(office, clerk, number, {"so": "77"}, base_revision=3)
    difference = history.compare(office, clerk, number, 1, 4)
    assert {(each.figure, each.new) for each in difference.figures} == {
        ("can_bo.dai_hoc", "9"),
        ("can_bo.nu", None),
    }
    assert [each.section for each in difference.texts] == ["vb.so", "muc.noi_dung.0"]
    before = reports.figures_json(office, clerk, number)
    with pytest.raises(InputRefused, match="lý do"):
        history.restore(office, clerk, number, 1, "")
    saved = history.restore(office, clerk, number, 1, "nhập nhầm")
    assert saved.revision == 5
    back = history.compare(office, clerk, number, 1, 5)
    assert (back.figures, back.texts) == ((), ())
    assert history.revisions(office, clerk, number)[0].restored_from == 1
    history.restore(office, clerk, number, 4, "lại như cũ")
    assert reports.figures_json(office, clerk, number)[1] == before[1]
    with pytest.raises(NotFound):
        history.restore(office, clerk, number, 99, "không có")


def test_others_see_no_history(office: Office) -> None:
    other, number = person(office, "xa2"), report(office, "03271")
    for attempt in (
        lambda: history.revisions(office, other, number),
        lambda: history.figure_history(office, other, number, GRADUATES),
        lambda: history.compare(office, other, number, 0, 1),
        lambda: history.restore(office, other, number, 1, "x"),
        lambda: history.events(office, other, subject=f"report:{number}"),
        lambda: history.events(office, other),
        lambda: approvals.sign_offs(office, other, number),
        lambda: approvals.impact(office, other, number),
        lambda: building.build(office, other, number),
        lambda: building.findings(office, other, number),
        lambda: building.shown_section(office, other, number, "mo_dau", "x"),
        lambda: building.preview(office, other, number),
        lambda: building.artefacts(office, other, number),
    ):
        with pytest.raises(Denied):
            attempt()


def test_events_are_told_page_by_page(office: Office) -> None:
    admin, number = person(office, "an"), report(office, "03271")
    for value in range(1, 6):
        reports.save_figures(office, admin, number, {WOMEN: str(value)}, base_revision=value)
    first = history.events(office, admin, most=3, subject=f"report:{number}")
    assert [each.detail["revision"] for each in first.events] == [6, 5, 4]
    second = history.events(office, admin, most=3, subject=f"report:{number}", before=first.next)
    assert [each.detail["revision"] for each in second.events] == [3, 2]
    assert second.next == 0
    assert {each.action for each in history.events(office, admin, most=500).events} >= {
        "set-up",
        "programme-published",
        "role-granted",
        "report-changed",
    }
