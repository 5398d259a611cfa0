"""The clerk's path in a real browser: sign in, enter, write, build, download; at a desk and on a phone."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, Download, Page, ViewportSize, expect

from reportgen.model.office.people import Actor, Grant, Role
from reportgen.service.office import accounts, reports
from reportgen.service.office.office import Office
from tests.offices import PASSWORD, Prepared
from tests.web_office import COMMUNE, copy_of, person, served

pytestmark = pytest.mark.browser

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
both_sizes = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@dataclass(frozen=True)
class Setting:
    """A served office with one clerk's report."""

    office: Office
    admin: Actor
    url: str
    clerk: Actor
    cycle_id: int

    @property
    def report_id(self) -> int:
        return reports.report_of(self.office, self.clerk, self.cycle_id, COMMUNE)

    @property
    def address(self) -> str:
        return f"{self.url}/bao-cao/{self.report_id}"

    def shown(self, cell: str) -> str:
        """What is stored in a cell now."""
        view = reports.open_report(self.office, self.clerk, self.report_id)
        cells = [c for s in view.sections for row in s.rows for c in row.cells.values()]
        return next(each.shown for each in cells if each.id == cell)

    def section(self, path: str = "noi_dung.0") -> str:
        view = reports.open_report(self.office, self.clerk, self.report_id)
        return next(each.text for each in view.narrative if each.path == path)


@pytest.fixture
def setting(prepared_office: Prepared, tmp_path: Path) -> Iterator[Setting]:
    office, admin, cycle_id = copy_of(prepared_office, tmp_path / "office")
    clerk = person(office, admin, "lan.nt", "Nguyễn Thị Lan", Grant(Role.CLERK, unit_code=COMMUNE))
    with served(office) as url:
        yield Setting(office, admin, url, clerk, cycle_id)
    office.close()


def context_of(browser: Browser, size: dict[str, int] = DESK, *, scripts: bool = True) -> BrowserContext:
    viewport: ViewportSize = {"width": size["width"], "height": size["height"]}
    return browser.new_context(viewport=viewport, java_script_enabled=scripts, locale="vi-VN")


def sign_in(page: Page, url: str, login: str = "lan.nt") -> None:
    page.goto(url)
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.fixture
def page(browser: Browser, setting: Setting) -> Iterator[Page]:
    context = context_of(browser)
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    sign_in(opened, setting.url)
    yield opened
    context.close()
    assert problems == []


def text_of(download: Download) -> str:
    """All words of a Word file, numbers in their anchors included."""
    with zipfile.ZipFile(download.path()) as word:
        return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", word.read("word/document.xml").decode()))


def cell(page: Page, name: str) -> str:
    return "#o-" + name.replace(".", "-").replace("@", "-")


# --- the whole path --------------------------------------------------------------------------------------


@both_sizes
def test_a_clerk_gets_from_the_first_page_to_a_word_file(
    browser: Browser, setting: Setting, size: dict[str, int]
) -> None:
    context = context_of(browser, size)
    page = context.new_page()
    sign_in(page, setting.url)
    page.get_by_role("link", name="Xã Bản Một").click()
    page.get_by_role("link", name="Nhập số liệu").click()
    page.locator(cell(page, "can_bo.dai_hoc@2023")).fill("7")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lúc")
    page.get_by_role("link", name="Nội dung", exact=True).click()
    page.get_by_label("Lời văn").fill("Có {{ can_bo.dai_hoc }} cán bộ.")
    expect(page.locator("#shown")).to_contain_text("Có 07 cán bộ.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_role("link", name="Lập, tải về").click()
    page.get_by_role("button", name="Lập văn bản").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Báo cáo (Word)").click()
    assert "Có 07 cán bộ." in text_of(downloading.value)
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
    context.close()


def test_everything_works_without_scripts(browser: Browser, setting: Setting) -> None:
    context = context_of(browser, scripts=False)
    page = context.new_page()
    sign_in(page, setting.url)
    page.get_by_role("link", name="Xã Bản Một").click()
    page.get_by_role("link", name="Nhập số liệu").click()
    page.locator(cell(page, "dia_ban.dan_so@2023")).fill("1.234")
    page.locator(cell(page, "can_bo.nu@2023")).fill("mười")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("1 ô chưa được lưu")
    assert page.locator(cell(page, "can_bo.nu@2023")).input_value() == "mười"
    assert page.locator(cell(page, "can_bo.nu@2023")).get_attribute("aria-invalid") == "true"
    assert setting.shown("dia_ban.dan_so@2023") == "1.234"
    page.goto(f"{setting.address}/noi-dung/noi_dung.0")
    page.get_by_label("Lời văn").fill("Dân số {{ dia_ban.dan_so }} người.")
    page.get_by_role("button", name="Xem thử").click()
    expect(page.locator("#shown")).to_contain_text("Dân số 1.234 người.")
    assert "Dân số" not in setting.section()
    page.get_by_role("button", name="Lưu", exact=True).click()
    assert setting.section().strip() == "Dân số {{ dia_ban.dan_so }} người."
    page.goto(f"{setting.address}/so-de-chen?tim=dan+so")
    expect(page.get_by_text("{{ dia_ban.dan_so }}")).to_be_visible()
    page.goto(f"{setting.address}/tai-ve")
    page.get_by_role("button", name="Lập văn bản").click()
    with page.expect_download():
        page.get_by_role("link", name="Báo cáo (Word)").click()
    context.close()


def test_the_path_needs_no_mouse(page: Page, setting: Setting) -> None:
    page.goto(setting.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Xã Bản Một":
            break
    page.keyboard.press("Enter")
    page.goto(f"{setting.address}/so-lieu")
    first = page.locator(cell(page, "can_bo.tong_so@2020"))
    first.focus()
    page.keyboard.type("12")
    page.keyboard.press("ArrowRight")
    expect(page.locator(cell(page, "can_bo.tong_so@2023"))).to_be_focused()
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    expect(page.locator(cell(page, "can_bo.dai_hoc@2023"))).to_be_focused()
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lúc")
    assert setting.shown("can_bo.tong_so@2020") == "12"


# --- the grid --------------------------------------------------------------------------------------------


def paste(page: Page, selector: str, text: str) -> None:
    """Paste as Chromium does when a block was copied in Excel."""
    page.locator(selector).focus()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const how = {clipboardData: data, bubbles: true, cancelable: true};
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
        }""",
        text,
    )


def test_a_block_copied_from_excel_lands_in_its_cells(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/so-lieu")
    paste(page, cell(page, "can_bo.tong_so@2020"), "20\t1.024\r\n5\t6\r\n")
    expect(page.locator("#pasted-text")).to_have_text("Đã dán 4 ô.")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lúc")
    assert [setting.shown(f"can_bo.tong_so@{year}") for year in (2020, 2023)] == ["20", "1.024"]
    assert [setting.shown(f"can_bo.dai_hoc@{year}") for year in (2020, 2023)] == ["5", "6"]


def test_a_paste_can_be_taken_back(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/so-lieu")
    before = setting.shown("can_bo.tong_so@2023")
    paste(page, cell(page, "can_bo.tong_so@2023"), "99\n98")
    page.get_by_role("button", name="Bỏ lần dán này").click()
    expect(page.locator(cell(page, "can_bo.tong_so@2023"))).to_have_value(before)


def test_a_wrong_cell_is_told_at_the_cell_and_the_others_are_saved(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/so-lieu")
    page.locator(cell(page, "can_bo.nu@2023")).fill("-")
    page.locator(cell(page, "dia_ban.dan_so@2023")).fill("5000")
    wrong = page.locator(cell(page, "can_bo.nu@2023"))
    expect(wrong).to_have_attribute("aria-invalid", "true")
    note = page.locator(f"#{wrong.get_attribute('aria-describedby')}")
    expect(note).not_to_be_empty()
    page.locator("h1").click()
    expect(page.locator(cell(page, "dia_ban.dan_so@2023"))).to_have_value("5.000")
    assert setting.shown("dia_ban.dan_so@2023") == "5.000"
    wrong.fill("3")
    expect(wrong).not_to_have_attribute("aria-invalid", "true")


def test_what_cannot_be_saved_stays_and_is_saved_later(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/so-lieu")
    page.context.set_offline(True)
    page.locator(cell(page, "dia_ban.dan_so@2023")).fill("4321")
    expect(page.locator("#save-state")).to_contain_text("Chưa lưu được: không nối được với máy chủ")
    expect(page.locator(cell(page, "dia_ban.dan_so@2023"))).to_have_value("4321")
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lúc", timeout=15_000)
    assert setting.shown("dia_ban.dan_so@2023") == "4.321"


def test_what_was_typed_outlives_the_session(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/so-lieu")
    token = next(each["value"] for each in page.context.cookies() if each["name"] == "reportgen_session")
    accounts.sign_out(setting.office, token)
    page.locator(cell(page, "dia_ban.dan_so@2023")).fill("4444")
    expect(page.locator("#save-state")).to_contain_text("Phiên làm việc đã hết")
    other = page.context.new_page()
    sign_in(other, setting.url)
    expect(other.get_by_role("heading", name="Việc của tôi")).to_be_visible()
    other.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lúc")
    assert setting.shown("dia_ban.dan_so@2023") == "4.444"


# --- two people ------------------------------------------------------------------------------------------


def test_two_people_at_one_cell_are_told_and_choose(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/so-lieu")
    other = person(
        setting.office, setting.admin, "minh.tv", "Trần Văn Minh", Grant(Role.CLERK, unit_code=COMMUNE)
    )
    base = reports.open_report(setting.office, other, setting.report_id).revision
    theirs = {"dia_ban.dan_so@2023": "1111"}
    reports.save_figures(setting.office, other, setting.report_id, theirs, base_revision=base)
    page.locator(cell(page, "dia_ban.dan_so@2023")).fill("2222")
    told = page.locator("#conflict")
    expect(told).to_contain_text("Trần Văn Minh")
    expect(told).to_contain_text("1.111")
    expect(told).to_contain_text("2222")
    assert setting.shown("dia_ban.dan_so@2023") == "1.111"
    told.get_by_role("radio", name="Bản của tôi").check()
    told.get_by_role("button", name="Lưu theo lựa chọn").click()
    expect(page.locator(cell(page, "dia_ban.dan_so@2023"))).to_have_value("2.222")
    assert setting.shown("dia_ban.dan_so@2023") == "2.222"


def test_two_people_at_two_cells_both_keep_theirs(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/so-lieu")
    base = reports.open_report(setting.office, setting.clerk, setting.report_id).revision
    theirs = {"can_bo.nu@2023": "4"}
    reports.save_figures(setting.office, setting.clerk, setting.report_id, theirs, base_revision=base)
    page.locator(cell(page, "dia_ban.dan_so@2023")).fill("2222")
    expect(page.locator("#save-state")).to_contain_text("vừa sửa 1 ô khác")
    expect(page.locator(cell(page, "can_bo.nu@2023"))).to_have_value("4")
    assert setting.shown("dia_ban.dan_so@2023") == "2.222"
    assert setting.shown("can_bo.nu@2023") == "4"


def test_two_people_at_one_section_see_both_texts(browser: Browser, setting: Setting) -> None:
    context = context_of(browser, scripts=False)
    page = context.new_page()
    sign_in(page, setting.url)
    page.goto(f"{setting.address}/noi-dung/noi_dung.0")
    base = reports.open_report(setting.office, setting.clerk, setting.report_id).revision
    reports.save_section(
        setting.office, setting.clerk, setting.report_id, "noi_dung.0", "Bản kia.", base_revision=base
    )
    page.get_by_label("Lời văn").fill("Bản này.")
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.get_by_text("Bản kia.")).to_be_visible()
    expect(page.get_by_text("Bản này.")).to_be_visible()
    page.get_by_role("button", name="Lưu theo lựa chọn").click()
    assert setting.section().strip() == "Bản kia."
    context.close()


# --- the narrative ---------------------------------------------------------------------------------------


def test_a_figure_is_found_by_its_name_and_put_at_the_cursor(page: Page, setting: Setting) -> None:
    page.goto(f"{setting.address}/noi-dung/noi_dung.0")
    page.get_by_label("Lời văn").fill("Số người: ")
    page.get_by_label("Tìm theo tên").fill("dan so")
    expect(page.locator("#found button").first).to_contain_text("Địa bàn: Dân số")
    page.locator("#found button").first.click()
    expect(page.get_by_label("Lời văn")).to_have_value("Số người: {{ dia_ban.dan_so }}")
    expect(page.locator("#shown")).to_contain_text("Số người: 3.000")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lúc")
    assert setting.section().strip() == "Số người: {{ dia_ban.dan_so }}"


def test_hostile_text_is_shown_as_text(page: Page, setting: Setting) -> None:
    hostile = "<img src=x onerror=document.title='hong'><script>document.title='hong'</script>"
    page.goto(f"{setting.address}/noi-dung/noi_dung.0")
    page.get_by_label("Lời văn").fill(hostile)
    expect(page.locator("#shown")).to_contain_text("onerror")
    expect(page.locator("#save-state")).to_contain_text("Đã lưu lúc")
    page.reload()
    assert page.get_by_label("Lời văn").input_value().strip() == hostile
    assert page.locator("#shown img, #shown script").count() == 0
    assert "hong" not in page.title()


# --- a Word file that somebody edited --------------------------------------------------------------------


def test_an_edited_word_file_is_told_and_given_back_with_the_figures_of_now(
    page: Page, setting: Setting, tmp_path: Path
) -> None:
    page.goto(f"{setting.address}/tai-ve")
    page.get_by_role("button", name="Lập văn bản").click()
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Báo cáo (Word)").click()
    made = Document(BytesIO(downloading.value.path().read_bytes()))
    heading = next(each for each in made.paragraphs if each.text.endswith("KẾT QUẢ"))
    heading.insert_paragraph_before("Câu do người sửa thêm.")
    edited = tmp_path / "sua.docx"
    made.save(str(edited))
    base = reports.open_report(setting.office, setting.clerk, setting.report_id).revision
    new = {"can_bo.tong_so@2023": "77"}
    reports.save_figures(setting.office, setting.clerk, setting.report_id, new, base_revision=base)
    page.goto(f"{setting.address}/word")
    page.get_by_label("Tệp Word đã sửa").set_input_files(edited)
    page.get_by_role("button", name="Gửi tệp để xem").click()
    expect(page.get_by_text("Câu do người sửa thêm.")).to_be_visible()
    expect(page.get_by_role("cell", name="77").first).to_be_visible()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Cập nhật số và tải về").click()
    assert downloading.value.suggested_filename == "sua-cap-nhat.docx"
    text = text_of(downloading.value)
    assert "Câu do người sửa thêm." in text
    assert "Tổng số có 77 cán bộ" in text


# --- pages as they print ---------------------------------------------------------------------------------


@pytest.mark.libreoffice
def test_pages_are_shown_as_they_print_and_findings_lead_to_their_cell(page: Page, setting: Setting) -> None:
    base = reports.open_report(setting.office, setting.clerk, setting.report_id).revision
    wrong = {"can_bo.dai_hoc@2023": "99"}  # more than all of them together
    reports.save_figures(setting.office, setting.clerk, setting.report_id, wrong, base_revision=base)
    page.goto(f"{setting.address}/xem")
    picture = page.get_by_role("img", name="Trang 1 của")
    expect(picture).to_be_visible(timeout=60_000)
    page.wait_for_function("document.images[0].complete")
    assert picture.evaluate("image => image.naturalWidth > 600 && image.naturalHeight > image.naturalWidth")
    page.get_by_role("link", name="“Cán bộ cấp xã: Trình độ Đại học trở lên” kỳ 2023 là 99").click()
    expect(page).to_have_url(re.compile("/so-lieu#o-can_bo-dai_hoc-2023$"))
    assert page.evaluate("document.activeElement.matches('input.figure')")
