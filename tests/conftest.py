"""What holds for every test: in CI a skip is a failure, and hypothesis tries the same examples each time."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from reportgen.service.office.office import Office
from tests.offices import Prepared, new_database, prepare
from tests.postgres import server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

os.environ["REPORTGEN_CACHE"] = ""  # no test may find what another run has kept
NUMBERS = itertools.count(1)
IS_CI = bool(os.environ.get("CI"))

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if IS_CI else "here")


CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once for a worker; nothing is fetched from anywhere."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    assert program, "no Chromium on this machine"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_FLAGS))
        yield started
        started.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    is_expected_failure = hasattr(report, "wasxfail")
    if IS_CI and report.skipped and not is_expected_failure:
        report.outcome, report.longrepr = (
            "failed",
            f"skipped, which CI counts as a failure: {report.longrepr}",
        )
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if IS_CI and report.skipped:
        report.outcome, report.longrepr = (
            "failed",
            f"skipped, which CI counts as a failure: {report.longrepr}",
        )
    return report


# --- offices on both databases -----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL server of this run: the address of its first database."""
    with server() as url:
        yield url


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """An office with a programme and people, to be copied."""
    folder = tmp_path_factory.mktemp("office") / "van-phong"
    if request.param == "sqlite":
        return prepare(folder)
    return prepare(folder, new_database(request.getfixturevalue("postgres"), "prepared"))


@pytest.fixture
def office(prepared: Prepared, tmp_path: Path) -> Iterator[Office]:
    """An office of this test alone."""
    opened = Office.open(prepared.copied(tmp_path / "van-phong", f"office_{next(NUMBERS)}"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def prepared_office(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """The same on SQLite alone, for what does not look different on another database."""
    return prepare(tmp_path_factory.mktemp("office") / "van-phong")
