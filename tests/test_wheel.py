"""The wheel works away from the checkout, with its templates, form rules and starting files."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of the wheel, as pip would lay it down."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    target = folder / "site-packages"
    with zipfile.ZipFile(wheel) as package:
        package.extractall(target)
    return target


def run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys, reportgen; print(reportgen.__file__); from reportgen.cli import main; sys.exit(main())"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", code, *arguments],
        cwd=folder,
        env={"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_builds_a_sample_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "samples" / "lai-chau", tmp_path / "mau")
    done = run(installed, tmp_path, "build", "mau/bao-cao.yaml", "--out", "kq")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(installed))
    assert (tmp_path / "kq" / "bao-cao.docx").is_file()


def test_the_wheel_starts_a_report(installed: Path, tmp_path: Path) -> None:
    assert run(installed, tmp_path, "new", "dang", "moi").returncode == 0
    assert run(installed, tmp_path, "build", "moi/bao-cao.yaml", "--out", "kq").returncode == 0
