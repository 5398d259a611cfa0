"""What holds for every test: in CI a skip is a failure, and hypothesis tries the same examples each time."""

from __future__ import annotations

import os
from collections.abc import Generator

import hypothesis
import pytest

os.environ["REPORTGEN_CACHE"] = ""  # no test may find what another run has kept
IS_CI = bool(os.environ.get("CI"))

hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis.settings.load_profile("ci" if IS_CI else "here")


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
