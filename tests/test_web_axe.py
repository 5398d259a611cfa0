"""No page has a grave barrier for people who see little or use no mouse (axe-core), at two sizes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from reportgen.model.office.people import Grant, Role
from reportgen.service.office import accounts, reports
from tests.offices import PASSWORD, Prepared
from tests.web_office import COMMUNE, copy_of, person, served

pytestmark = pytest.mark.browser

SIZES = ((1280, 900), (390, 844))
PAGES = (
    *("/", "/tro-giup", "/khong-co", "/mat-khau"),
    *("/bao-cao/{id}", "/bao-cao/{id}/so-lieu", "/bao-cao/{id}/so-lieu/bieu-excel"),
    *("/bao-cao/{id}/danh-sach/dan_toc", "/bao-cao/{id}/noi-dung", "/bao-cao/{id}/so-de-chen"),
    *("/bao-cao/{id}/van-ban", "/bao-cao/{id}/tai-ve", "/bao-cao/{id}/word"),
)
GRAVE = {"serious", "critical", "moderate"}


@pytest.fixture(scope="module")
def office_page(
    browser: Browser, prepared_office: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, str, int]]:
    office, admin, cycle_id = copy_of(prepared_office, tmp_path_factory.mktemp("axe") / "van-phong")
    clerk = person(office, admin, "lan.nt", "Nguyễn Thị Lan", Grant(Role.CLERK, unit_code=COMMUNE))
    ticket = accounts.sign_in(office, "lan.nt", PASSWORD)
    with served(office) as url:
        context = browser.new_context(bypass_csp=True, locale="vi-VN")
        context.add_cookies([{"name": "reportgen_session", "value": ticket.token, "url": url}])
        yield context.new_page(), url, reports.report_of(office, clerk, cycle_id, COMMUNE)
        context.close()
    office.close()


def barriers(page: Page) -> list[str]:
    """What axe-core finds that is grave, with the elements it is about."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:120]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_grave_barrier_and_does_not_scroll_sideways(
    office_page: tuple[Page, str, int], path: str
) -> None:
    page, url, report_id = office_page
    page.goto(url + path.replace("{id}", str(report_id)))
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_signing_in_has_no_grave_barrier(office_page: tuple[Page, str, int], browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(office_page[1])
    assert barriers(page) == []
    context.close()
