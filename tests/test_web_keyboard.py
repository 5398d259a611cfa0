"""Consolidators and approvers who have no mouse: every step by Tab, Enter and space, focus in sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from reportgen.model.office.reports import ReportState
from reportgen.service.office import accounts, reports
from reportgen.service.office.office import Office
from reportgen.store.tables_running import JobRow
from tests.offices import PASSWORD, Prepared, person
from tests.web_office import copy_of, served

pytestmark = pytest.mark.browser
MOST_TABS = 120
FOCUSED = """() => {
    const at = document.activeElement, box = at.getBoundingClientRect(), style = getComputedStyle(at)
    const label = at.labels && at.labels.length ? at.labels[0].innerText : ''
    return {
        name: (at.getAttribute('aria-label') || label || at.innerText || at.value || '').trim(),
        isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
        isMarked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
    }
}"""


@dataclass(frozen=True)
class Keyboard:
    """A served office and a browser that is told keys only."""

    office: Office
    url: str
    browser: Browser

    def page(self, login: str, path: str) -> Page:
        """A page of somebody who is signed in."""
        context = self.browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        token = accounts.sign_in(self.office, login, PASSWORD).token
        context.add_cookies([{"name": "reportgen_session", "value": token, "url": self.url}])
        page = context.new_page()
        page.goto(self.url + path)
        return page


@pytest.fixture
def keyboard(prepared_office: Prepared, tmp_path: Path, browser: Browser) -> Iterator[Keyboard]:
    office, _, _ = copy_of(prepared_office, tmp_path / "office")
    with served(office) as url:
        yield Keyboard(office, url, browser)
        for context in browser.contexts:
            context.close()
    office.close()


def go_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus, and see that people see where they are."""
    passed = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["name"].startswith(name):
            assert focused["isSeen"], f"{name} has the focus out of sight"
            assert focused["isMarked"], f"nobody sees that {name} has the focus"
            return
        passed.append(focused["name"][:30])
    raise AssertionError(f"Tab never comes to {name}, but to {passed}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    go_to(page, name)
    page.keyboard.press(key)


def test_a_report_is_prepared_reviewed_and_approved_without_a_mouse(keyboard: Keyboard) -> None:
    number = reports.report_of(keyboard.office, person(keyboard.office, "tinh"), 1, "03271")
    for login, button, said in (
        ("xa1", "Ký đã lập xong", "Chờ người tổng hợp hoặc lãnh đạo."),
        ("huyen", "Ký đã kiểm tra", "Chờ lãnh đạo."),
        ("lanhdao", "Duyệt và chốt báo cáo", "Báo cáo đã duyệt và chốt."),
    ):
        page = keyboard.page(login, f"/bao-cao/{number}")
        press(page, "Duyệt")
        expect(page.get_by_role("heading", name="Duyệt báo cáo")).to_be_visible()
        go_to(page, "Ghi chú")
        page.keyboard.type("Đã xem")
        press(page, button)
        expect(page.get_by_text(said)).to_be_visible()
    go_to(page, "Lý do")
    page.keyboard.type("Số nữ chưa khớp")
    press(page, "Trả lại báo cáo")
    expect(page.get_by_role("region", name="Chữ ký đã hết hiệu lực")).to_be_visible()
    line = reports.open_report(keyboard.office, person(keyboard.office, "tinh"), number).line
    assert line.state is ReportState.ENTERED


def test_the_pages_of_a_period_are_reached_and_used_without_a_mouse(keyboard: Keyboard) -> None:
    page = keyboard.page("huyen", "/")
    press(page, "Kỳ báo cáo")
    page.wait_for_url(f"{keyboard.url}/ky/1")
    go_to(page, "Tên hoặc mã đơn vị")
    page.keyboard.type("ban hai")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{keyboard.url}/ky/1?*")
    go_to(page, "Xã Bản Hai")
    for link, address in (
        ("Nhắc đơn vị", "/ky/1/nhac"),
        ("Kiểm tra chéo", "/ky/1/kiem-tra-cheo"),
        ("Số tổng hợp", "/ky/1/tong-hop"),
        ("Biểu đồ", "/ky/1/bieu-do"),
        ("Lập hàng loạt", "/ky/1/lap"),
    ):
        press(page, link)
        page.wait_for_url(f"{keyboard.url}{address}*")
    press(page, "Bản PDF", "Space")
    go_to(page, "Mã đơn vị")
    page.keyboard.type("03271")
    press(page, "Bắt đầu lập")
    page.wait_for_url(f"{keyboard.url}/ky/1/lap/*")
    press(page, "Dừng lại")
    expect(page.get_by_text("Đã dừng")).to_be_visible()
    with keyboard.office.database.read() as session:
        asked = session.get_one(JobRow, 1).asked
    assert (asked["codes"], "pdf" in asked["kinds"]) == (["03271"], True)
