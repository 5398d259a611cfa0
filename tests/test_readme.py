"""Every command and every Python example of the two READMEs runs as printed."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.postgres import free_port

ROOT = Path(__file__).parents[1]
SHELL, PYTHON = re.compile(r"```sh\n(.*?)```", re.DOTALL), re.compile(r"```python\n(.*?)```", re.DOTALL)


def commands(page: str) -> list[str]:
    blocks = SHELL.findall((ROOT / page).read_text(encoding="utf-8"))
    return [line.strip() for block in blocks for line in block.splitlines() if line.strip()]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command)
    if words[0] == "make":  # the whole set-up would run itself: only that make knows what to do
        return subprocess.run(
            ["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False
        )
    assert words[0] == "reportgen", f"the README uses an unknown command: {command}"
    if words[1] == "serve":
        return serve(words, folder)
    return subprocess.run(
        [sys.executable, "-m", "reportgen", *words[1:]],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def serve(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Serve, on a port of this test's own, until there is a first account; then stop it as people do."""
    command = [sys.executable, "-m", "reportgen", *words[1:], "--port", str(free_port())]
    environment = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        address, link = (process.stdout.readline().split()[-1] for _ in range(2))
        person = {
            "ma": link.partition("ma=")[2],
            "ho_ten": "Lò Thị Mai",
            "ten": "mai",
            "mat_khau": "nuong lua bac",
        }
        page = httpx.post(f"{address}/bat-dau", data=person, follow_redirects=True, timeout=240)
        process.terminate()
        said = process.stdout.read()
    is_good = page.status_code == 200 and process.returncode == 0
    return subprocess.CompletedProcess(command, 0 if is_good else 1, said, page.text)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    return tmp_path


READMES = ("README.md", "README.vi.md")
FROM_SAMPLES = re.compile(r"reportgen (?:build|batch) samples/")
"""Commands that read nothing but the samples: they go alone, once, whichever page has them."""


def assert_runs(command: str, checkout: Path) -> None:
    done = run(command, checkout)
    fine = (0, 4) if "toan-tinh" in command else (0,)  # three units of the province have mistakes on purpose
    assert done.returncode in fine, f"{command}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", READMES)
def test_the_commands_of_a_readme_run_one_after_the_other(page: str, checkout: Path) -> None:
    found = commands(page)
    assert len(found) >= 3
    for command in found:
        if not FROM_SAMPLES.match(command):
            assert_runs(command, checkout)


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    "command", sorted({each for page in READMES for each in commands(page) if FROM_SAMPLES.match(each)})
)
def test_the_commands_on_samples_run(command: str, checkout: Path) -> None:
    assert_runs(command, checkout)


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_the_python_examples_run(page: str, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(checkout)
    names: dict[str, object] = {}
    for block in PYTHON.findall((ROOT / page).read_text(encoding="utf-8")):
        exec(block, names)  # noqa: S102 — the README's own text
    assert isinstance(names["document"], bytes)


def test_the_links_of_the_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_the_error_shown_to_offices_is_what_the_program_says(checkout: Path) -> None:
    run("reportgen new nha_nuoc bao-cao-moi", checkout)
    definition = checkout / "bao-cao-moi" / "bao-cao.yaml"
    text = definition.read_text(encoding="utf-8").replace(
        "{{ ho_ngheo.ngheo.ty_le }}", "{{ ho_ngheo.ngheoo.ty_le }}"
    )
    definition.write_text(text, encoding="utf-8")
    said = run("reportgen build bao-cao-moi/bao-cao.yaml --out ket-qua", checkout).stderr
    shown = re.search(r"```\n(\[lỗi\].*?)```", (ROOT / "README.vi.md").read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    assert said.startswith(shown[1])


def test_the_findings_shown_to_clerks_are_what_the_program_says(checkout: Path) -> None:
    page = (ROOT / "docs" / "kiem-tra.md").read_text(encoding="utf-8")
    for command in SHELL.findall(page)[0].splitlines():
        said = run(command, checkout).stdout
    shown = re.search(r"```\n(LỖI .*?)```", page, re.DOTALL)
    assert shown is not None
    assert shown[1] in said


def test_the_waivers_shown_to_clerks_are_read(checkout: Path) -> None:
    page = (ROOT / "docs" / "kiem-tra.md").read_text(encoding="utf-8")
    shown = re.search(r"```yaml\n(.*?)```", page, re.DOTALL)
    assert shown is not None
    (checkout / "bo-qua.yaml").write_text(shown[1], encoding="utf-8")
    run("reportgen build samples/phong-tho/bao-cao.yaml --out ket-qua", checkout)
    said = run("reportgen check ket-qua/bao-cao.docx --bo-qua bo-qua.yaml", checkout).stdout
    assert "ĐƯỢC BỎ QUA (1)" in said
    assert "Giữ đúng số đã công bố" in said
