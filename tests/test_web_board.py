"""Approvers, consolidators and administrators in a real browser, at a desk, on a phone, without scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from reportgen.model.office.approvals import Step
from reportgen.model.office.boards import ChartData, ChartSeries
from reportgen.model.office.jobs import JobState
from reportgen.model.office.people import Actor
from reportgen.service.office import accounts, approvals, jobs, reports
from reportgen.service.office.heads import report_head
from reportgen.service.office.office import Office
from reportgen.store.tables_running import JobRow
from reportgen.web.charts import bar_chart
from tests.offices import LEAVES, PASSWORD, Prepared, person
from tests.web_office import copy_of, served

SIZES = {"desk": (1280, 900), "phone": (390, 844)}
both_sizes = pytest.mark.parametrize("size", SIZES)
in_browser = pytest.mark.browser


@dataclass(frozen=True)
class Setting:
    """A served office with the small programme, and a browser."""

    office: Office
    url: str
    browser: Browser

    def report(self, unit: str) -> int:
        return reports.report_of(self.office, person(self.office, "tinh"), 1, unit)

    def page(self, login: str, size: str = "desk", *, scripts: bool = True) -> Page:
        """A page of somebody who is signed in."""
        width, height = SIZES[size]
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="vi-VN"
        )
        token = accounts.sign_in(self.office, login, PASSWORD).token
        context.add_cookies([{"name": "reportgen_session", "value": token, "url": self.url}])
        return context.new_page()

    def sign(self, actor: Actor, unit: str, step: Step) -> None:
        number = self.report(unit)
        content = report_head(self.office, actor, number).content_hash
        approvals.sign(self.office, actor, number, step, content_hash=content)

    def change(self, actor: Actor, unit: str, cell: str, text: str) -> None:
        number = self.report(unit)
        base = report_head(self.office, actor, number).revision
        reports.save_figures(self.office, actor, number, {cell: text}, base_revision=base)


@pytest.fixture
def setting(prepared_office: Prepared, tmp_path: Path, browser: Browser) -> Iterator[Setting]:
    office, _, _ = copy_of(prepared_office, tmp_path / "office")
    with served(office) as url:
        yield Setting(office, url, browser)
        for context in browser.contexts:
            context.close()
    office.close()


# --- approval --------------------------------------------------------------------------------------------


@in_browser
@both_sizes
def test_a_report_is_prepared_reviewed_approved_and_sent_back(setting: Setting, size: str) -> None:
    address = f"{setting.url}/bao-cao/{setting.report('03271')}/duyet"
    clerk = setting.page("xa1", size)
    clerk.goto(address)
    clerk.get_by_role("button", name="Ký đã lập xong").click()
    expect(clerk.get_by_text("Chờ người tổng hợp hoặc lãnh đạo.")).to_be_visible()
    reviewer = setting.page("huyen", size)
    reviewer.goto(address)
    reviewer.get_by_label("Ghi chú").fill("Khớp với biểu của phòng")
    reviewer.get_by_role("button", name="Ký đã kiểm tra").click()
    expect(reviewer.get_by_text("“Khớp với biểu của phòng”")).to_be_visible()
    leader = setting.page("lanhdao", size)
    leader.goto(address)
    leader.get_by_role("button", name="Duyệt và chốt báo cáo").click()
    expect(leader.get_by_text("Báo cáo đã duyệt và chốt.")).to_be_visible()
    assert leader.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]
    clerk.goto(address.replace("/duyet", "/so-lieu"))
    expect(clerk.get_by_text("Báo cáo đã được duyệt nên không sửa được.")).to_be_visible()
    leader.get_by_label("Lý do").fill("Số nữ chưa khớp với tổng số")
    leader.get_by_role("button", name="Trả lại báo cáo").click()
    lapsed = leader.get_by_role("region", name="Chữ ký đã hết hiệu lực")
    expect(lapsed.get_by_text("Số nữ chưa khớp với tổng số").first).to_be_visible()
    assert [
        each.holds for each in approvals.sign_offs(setting.office, person(setting.office, "tinh"), 4)
    ] == [False] * 3


@in_browser
def test_signing_works_without_scripts_and_tells_what_changed(setting: Setting) -> None:
    clerk = person(setting.office, "xa1")
    setting.sign(clerk, "03271", Step.PREPARED)
    setting.change(clerk, "03271", "dia_ban.dan_so@2023", "3.210")
    page = setting.page("xa1", scripts=False)
    page.goto(f"{setting.url}/bao-cao/{setting.report('03271')}/duyet")
    changes = page.get_by_role("region", name="Thay đổi từ lần ký gần nhất")
    expect(changes.last.get_by_role("row", name="Dân số")).to_contain_text("3.000")
    expect(changes.last.get_by_role("row", name="Dân số")).to_contain_text("3.210")
    page.get_by_role("button", name="Ký đã lập xong").click()
    expect(page.get_by_text("Đã ký", exact=True)).to_be_visible()


@in_browser
def test_a_page_that_is_out_of_date_signs_nothing(setting: Setting) -> None:
    page = setting.page("xa1", scripts=False)
    page.goto(f"{setting.url}/bao-cao/{setting.report('03271')}/duyet")
    setting.change(person(setting.office, "xa1"), "03271", "dia_ban.dan_so@2023", "9")
    page.get_by_role("button", name="Ký đã lập xong").click()
    expect(page.get_by_role("alert")).to_contain_text("báo cáo đã thay đổi", ignore_case=True)
    assert approvals.sign_offs(setting.office, person(setting.office, "xa1"), setting.report("03271")) == []


@in_browser
def test_a_parent_waits_for_its_children_and_names_them(setting: Setting) -> None:
    district, leader = person(setting.office, "huyen"), person(setting.office, "lanhdao")
    setting.sign(district, "109", Step.PREPARED)
    setting.sign(district, "109", Step.REVIEWED)
    page = setting.page("lanhdao", scripts=False)
    page.goto(f"{setting.url}/bao-cao/{setting.report('109')}/duyet")
    below = page.get_by_role("region", name="Còn 2 đơn vị cấp dưới chưa duyệt")
    expect(below.get_by_role("link")).to_have_text(["Xã Bản Một", "Xã Bản Hai"])
    expect(page.get_by_role("button", name="Duyệt và chốt báo cáo")).to_have_count(0)
    for login, unit in (("xa1", "03271"), ("xa2", "03272")):
        setting.sign(person(setting.office, login), unit, Step.PREPARED)
        setting.sign(leader, unit, Step.REVIEWED)
        setting.sign(leader, unit, Step.APPROVED)
    page.reload()
    page.get_by_role("button", name="Duyệt và chốt báo cáo").click()
    expect(page.get_by_text("Báo cáo đã duyệt và chốt.")).to_be_visible()


@in_browser
@both_sizes
def test_versions_are_compared_and_one_is_restored_with_a_reason(setting: Setting, size: str) -> None:
    clerk = person(setting.office, "xa1")
    setting.change(clerk, "03271", "dia_ban.dan_so@2023", "3.210")
    setting.change(clerk, "03271", "dia_ban.dan_so@2023", "4.000")
    page = setting.page("xa1", size, scripts=False)
    page.goto(f"{setting.url}/bao-cao/{setting.report('03271')}/lich-su")
    page.get_by_label("So từ lần sửa 1").check()
    page.get_by_label("So đến lần sửa 3").check()
    page.get_by_role("button", name="So sánh hai lần đã chọn").click()
    compared = page.get_by_role("region", name="So sánh lần sửa 1 với lần sửa 3").last
    expect(compared.get_by_role("row", name="Dân số")).to_contain_text("4.000")
    page.get_by_text("Khôi phục lần sửa 1").click()
    page.get_by_label("Lý do khôi phục").fill("Nhập nhầm")
    page.get_by_role("button", name="Khôi phục", exact=True).click()
    expect(page.get_by_text("Khôi phục lần sửa 1: Nhập nhầm")).to_be_visible()
    page.get_by_label("Số liệu", exact=True).select_option("dia_ban.dan_so@2023")
    page.get_by_role("button", name="Xem", exact=True).click()
    one = page.get_by_role("region", name="Dân số, Năm 2023").last
    expect(one.get_by_role("row")).to_have_count(5 if size == "desk" else 4)
    assert page.locator("body").inner_text().count("4.000") >= 1


# --- the consolidator ------------------------------------------------------------------------------------


@in_browser
@both_sizes
def test_a_consolidator_follows_a_period(setting: Setting, size: str) -> None:
    setting.sign(person(setting.office, "xa1"), "03271", Step.PREPARED)
    page = setting.page("tinh", size)
    page.goto(setting.url)
    page.get_by_role("link", name="Kỳ báo cáo").click()
    expect(page.get_by_role("heading", name="Theo dõi các đơn vị")).to_be_visible()
    page.get_by_role("link", name="1 đã lập").click()
    expect(page.get_by_role("status")).to_contain_text("1 trong 6 đơn vị")
    page.get_by_role("link", name="Bỏ lọc").click()
    page.get_by_label("Tên hoặc mã đơn vị").fill("na bon")
    page.get_by_role("button", name="Lọc").click()
    expect(page.get_by_role("link", name="Xã Nà Bốn")).to_be_visible()
    expect(page.get_by_role("link", name="Xã Bản Một")).to_have_count(0)
    page.get_by_role("link", name="Số tổng hợp").click()
    page.get_by_label("Đơn vị cấp trên").select_option("109")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.get_by_role("link", name="Mở báo cáo của đơn vị")).to_be_visible()
    page.get_by_role("link", name="Biểu đồ").click()
    page.get_by_label("Các đơn vị thuộc", exact=True).select_option("109")
    page.get_by_label("Số liệu", exact=True).select_option("can_bo.dai_hoc@2023")
    page.get_by_role("button", name="Vẽ").click()
    expect(page.get_by_role("img", name="Trình độ Đại học trở lên (2023)")).to_be_visible()
    expect(page.locator("svg.chart rect.stick")).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


@in_browser
def test_late_units_are_reminded_by_sentences_and_a_file(setting: Setting) -> None:
    clock = setting.office.clock
    clock.skipped = clock.skipped.__class__(days=10)  # type: ignore[attr-defined]
    page = setting.page("huyen", scripts=False)
    page.goto(f"{setting.url}/ky/1/nhac")
    sentences = page.get_by_label("Câu nhắc").input_value().splitlines()
    assert len(sentences) == 3
    assert all("Đề nghị" in each and "quá hạn" in each for each in sentences)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Tải danh sách (CSV)").click()
    lines = downloading.value.path().read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3


@in_browser
@pytest.mark.parametrize("way", ["told", "asked"])
def test_a_batch_tells_how_far_it_is_while_one_looks(setting: Setting, way: str) -> None:
    page = setting.page("huyen")
    if way == "asked":  # as behind a proxy that lets no stream through
        page.route("**/dien-bien", lambda route: route.abort())
    page.goto(f"{setting.url}/ky/1/lap")
    page.get_by_label("Cấp xã").check()
    page.get_by_role("button", name="Bắt đầu lập").click()
    expect(page.locator("#tien-do")).to_contain_text("0 trong 2 đơn vị")
    number = jobs.jobs(setting.office, person(setting.office, "huyen"), 1)[0].id
    _move_on(setting, number, JobState.RUNNING, 1)
    expect(page.locator("#tien-do")).to_contain_text("1 trong 2 đơn vị", timeout=15_000)
    _move_on(setting, number, JobState.DONE, 2)
    expect(page.get_by_text("Xong", exact=True)).to_be_visible(timeout=15_000)
    expect(page.get_by_role("button", name="Dừng lại")).to_have_count(0, timeout=15_000)


@in_browser
def test_a_batch_is_followed_and_stopped_without_scripts(setting: Setting) -> None:
    page = setting.page("huyen", scripts=False)
    page.goto(f"{setting.url}/ky/1/lap")
    page.get_by_label("Mã đơn vị").fill("03281")
    page.get_by_role("button", name="Bắt đầu lập").click()
    expect(page.get_by_role("alert")).to_contain_text("03281")
    page.get_by_label("Mã đơn vị").fill("03271, 03272")
    page.get_by_role("button", name="Bắt đầu lập").click()
    expect(page.locator("#tien-do")).to_contain_text("0 trong 2 đơn vị")
    number = jobs.jobs(setting.office, person(setting.office, "huyen"), 1)[0].id
    _move_on(setting, number, JobState.RUNNING, 1)
    page.get_by_role("link", name="Tải lại trang").click()
    expect(page.locator("#tien-do")).to_contain_text("1 trong 2 đơn vị")
    page.get_by_role("button", name="Dừng lại").click()
    expect(page.get_by_text("Đã dừng")).to_be_visible()


def _move_on(setting: Setting, number: int, state: JobState, done: int) -> None:
    """Do what the jobs process does to the row of a job."""
    with setting.office.database.write() as session:
        row = session.get_one(JobRow, number)
        row.state, row.done = state.value, done


@in_browser
@both_sizes
def test_a_unit_that_could_not_be_made_is_called_by_its_name_with_the_reason(
    setting: Setting, size: str
) -> None:
    number = jobs.start_batch(setting.office, person(setting.office, "huyen"), 1)
    finding = {"rule": "count-above-total", "message": "can_bo.nu kỳ 2023 là 99", "remedy": "kiểm tra lại số"}
    verdicts = [
        {"unit": "03271", "state": "done", "findings": [finding]},
        {"unit": "03272", "state": "failed", "findings": [finding]},
    ]
    with setting.office.database.write() as session:
        row = session.get_one(JobRow, number)
        row.state, row.done, row.failed = JobState.RUNNING.value, 2, 1
        row.log = "\n".join(json.dumps(each, ensure_ascii=False) for each in verdicts)
    page = setting.page("huyen", size, scripts=False)
    page.goto(f"{setting.url}/ky/1/lap/{number}")
    expect(page.locator("#tien-do")).to_contain_text(
        "2 trong 3 đơn vị đã lập; 1 đơn vị có lỗi, chưa lập được."
    )
    first, second = page.get_by_role("region", name="2 đơn vị có điểm cần xem lại").locator("li.card").all()
    expect(first).to_contain_text("Xã Bản Hai 03272 Chưa lập được")
    expect(first).to_contain_text("“Cán bộ cấp xã: Cán bộ nữ” kỳ 2023 là 99. Kiểm tra lại số.")
    expect(second).to_contain_text("Xã Bản Một 03271 Đã lập, có chú ý")
    second.get_by_role("link", name="Xã Bản Một").click()
    page.wait_for_url(f"{setting.url}/bao-cao/{setting.report('03271')}/xem")


# --- managing --------------------------------------------------------------------------------------------


@in_browser
@both_sizes
def test_an_account_is_made_given_a_role_and_switched_off(setting: Setting, size: str) -> None:
    page = setting.page("an", size, scripts=False)
    page.goto(setting.url)
    page.get_by_role("link", name="Quản trị", exact=True).click()
    page.get_by_label("Tên đăng nhập", exact=True).fill("lan.nt")
    page.get_by_label("Họ và tên", exact=True).fill("Nguyễn Thị Lan")
    page.get_by_label("Mật khẩu ban đầu").fill(PASSWORD)
    page.get_by_role("button", name="Lập tài khoản").click()
    page.get_by_label("Mã đơn vị").fill("99999")
    page.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_role("alert")).to_contain_text("99999")
    page.get_by_label("Mã đơn vị").fill("03271")
    page.get_by_role("button", name="Giao vai trò").click()
    expect(page.get_by_text("Chuyên viên ở xã Bản Một (03271), mọi chương trình, mọi kỳ")).to_be_visible()
    given = person(setting.office, "lan.nt").grants
    assert [(each.unit_code, each.subtree) for each in given] == [("03271", False)]
    page.get_by_role("button", name="Thu vai trò").click()
    expect(page.get_by_text("Chưa giao vai trò nào.")).to_be_visible()
    page.get_by_role("button", name="Ngừng tài khoản").click()
    expect(page.get_by_text("đã ngừng")).to_be_visible()
    page.get_by_role("button", name="Mở lại tài khoản").click()
    expect(page.get_by_role("status")).to_contain_text("Đã mở lại tài khoản")
    assert person(setting.office, "lan.nt").login == "lan.nt"


@in_browser
def test_a_programme_that_is_wrong_is_told_with_all_its_mistakes(setting: Setting, tmp_path: Path) -> None:
    wrong = tmp_path / "sai.zip"
    wrong.write_bytes(b"khong phai zip")
    page = setting.page("mau", scripts=False)
    page.goto(f"{setting.url}/quan-tri/chuong-trinh")
    page.get_by_label("Tệp chương trình").set_input_files(wrong)
    page.get_by_role("button", name="Kiểm tra và đưa lên").click()
    expect(page.get_by_role("alert")).to_contain_text("Chưa đưa sai.zip lên được")
    page.get_by_role("button", name="Đóng kỳ").click()
    expect(page.get_by_text("Đã đóng", exact=True)).to_be_visible()
    page.get_by_role("button", name="Mở lại kỳ").click()
    expect(page.get_by_text("Đang mở", exact=True)).to_be_visible()


@in_browser
def test_a_token_is_shown_once(setting: Setting) -> None:
    page = setting.page("xa1", scripts=False)
    page.goto(f"{setting.url}/quan-tri/the-truy-cap")
    page.get_by_label("Tên hệ thống sẽ dùng thẻ").fill("Phần mềm thống kê")
    page.get_by_role("button", name="Lập thẻ").click()
    token = page.get_by_label("Chép ngay").input_value()
    found = accounts.actor_of_token(setting.office, token)
    assert found is not None
    assert found.login == "xa1"
    page.goto(f"{setting.url}/quan-tri/the-truy-cap")
    assert token not in page.content()
    page.get_by_role("button", name="Thu hồi thẻ Phần mềm thống kê").click()
    assert accounts.actor_of_token(setting.office, token) is None


@in_browser
def test_no_page_of_these_has_a_grave_barrier_or_scrolls_sideways(setting: Setting) -> None:
    clerk = person(setting.office, "xa1")
    setting.sign(clerk, "03271", Step.PREPARED)
    setting.change(clerk, "03271", "dia_ban.dan_so@2023", "3.210")
    job = jobs.start_batch(setting.office, person(setting.office, "an"), 1)
    number = setting.report("03271")
    token = accounts.sign_in(setting.office, "an", PASSWORD).token
    context = setting.browser.new_context(bypass_csp=True, locale="vi-VN")
    context.add_cookies([{"name": "reportgen_session", "value": token, "url": setting.url}])
    page = context.new_page()
    paths = (
        *(f"/bao-cao/{number}/duyet", f"/bao-cao/{setting.report('109')}/duyet"),
        *(f"/bao-cao/{number}/lich-su?tu=1&den=2", f"/bao-cao/{number}/lich-su?o=dia_ban.dan_so@2023"),
        *("/", "/ky/1", "/ky/1/nhac", "/ky/1/tong-hop", "/ky/1/kiem-tra-cheo", "/ky/1/lap"),
        *("/ky/1/bieu-do?don_vi=109&voi=can_bo.dai_hoc@2023", f"/ky/1/lap/{job}"),
        *("/quan-tri/nguoi-dung", "/quan-tri/nguoi-dung/5", "/quan-tri/chuong-trinh"),
        *("/quan-tri/the-truy-cap", "/quan-tri/webhook", "/quan-tri/nhat-ky?kiem=1"),
    )
    wrong = [f"{path}: {each}" for path in paths for each in _barriers(page, setting.url + path)]
    assert wrong == []


def _barriers(page: Page, address: str) -> Iterator[str]:
    page.goto(address)
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            yield f"scrolls sideways at {width}"
        for each in Axe().run(page).response["violations"]:
            if each["impact"] in ("moderate", "serious", "critical"):
                yield from (f"{width} {each['id']}: {node['html'][:100]}" for node in each["nodes"])


# --- bars ------------------------------------------------------------------------------------------------


def test_bars_are_exact_shares_of_the_width_and_missing_numbers_have_none() -> None:
    series = ChartSeries("Số nữ", ("2", None, "-1", "1.5"))
    chart = bar_chart(ChartData("huyện", "người", ("a", "b", "c", "d"), (series,)), is_sorted=True)
    # from -1 to 2 the 74 percent hold 3 units: zero lies at 74/3 = 24.7, one unit is 24.7 wide
    assert chart.zero == "24.7%"
    assert [unit.name for unit in chart.units] == ["a", "d", "c", "b"]
    bars = [unit.bars[0] for unit in chart.units]
    assert [(bar.left, bar.width, bar.shown) for bar in bars[:3]] == [
        ("24.7%", "49.3%", "2"),
        ("24.7%", "37.0%", "1,5"),
        ("0.0%", "24.7%", "-1"),
    ]
    assert (bars[3].is_given, bars[3].shown) == (False, "chưa có số liệu")
    assert chart.given == len(LEAVES)
