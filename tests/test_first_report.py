"""The first quarter of an hour: `reportgen serve`, the link it prints, the sample, a Word file at hand."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, expect

from tests.test_serve import serving

SET_UP = re.compile(r"http://\S+/bat-dau\?ma=\S+")


@pytest.mark.browser
def test_the_first_report_is_made_as_the_readme_says(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path, "--workers", "1") as service:
        assert service.process.stdout is not None
        link = next(found[0] for line in service.process.stdout if (found := SET_UP.search(line)))
        page = browser.new_context(locale="vi-VN", accept_downloads=True).new_page()
        page.set_default_timeout(60_000)
        page.goto(link)
        page.get_by_label("Họ và tên").fill("Lò Thị Mai")
        page.get_by_label("Tên đăng nhập").fill("mai.lt")
        page.get_by_label("Mật khẩu").fill("nuong lua bac thang")
        page.get_by_role("button", name="Tạo tài khoản").click()
        page.get_by_role("link", name="Chương trình", exact=True).first.click()
        page.get_by_label("Chương trình mẫu để làm thử").select_option("phong-tho")
        page.get_by_role("button", name="Nạp mẫu").click()
        expect(page.get_by_role("status")).to_contain_text("Đã đưa lên")
        page.get_by_role("link", name="Việc của tôi").click()
        page.locator("table.work-list th a").first.click()
        page.get_by_role("link", name="Lập, tải về").click()
        page.get_by_role("button", name="Lập văn bản").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Báo cáo (Word)").click()
        document = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "BÁO CÁO" in [paragraph.text for paragraph in document.paragraphs]
