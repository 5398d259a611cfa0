"""The same input gives the same bytes: in one process, in many, in threads."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.report_maker import Case, body, make

ROOT = Path(__file__).parent.parent
TEXT = (
    "{% for h in can_bo %}{{ h.nhan }} {{ h.so_luong }}^[{{ h.nhan }}] {{ cum(h) }}; {% endfor %}\n\n"
    "**{{ can_bo.nu.ty_le }}** {{ dan_toc.dao.so }} {% if dia_ban.xa > 3 %}5{% endif %}"
)
COLUMNS = "[{loai: nhan}, {loai: so_luong}, {loai: dat}]"
ANNEX = f"phu_luc: [{{ma: a, tieu_de: T, bang: {{nguon: can_bo, cot: {COLUMNS}}}}}]\n"
DEFINITION = 'cum_tu: {"cum(x)": "có {{ x.so_luong }}"}\n' + ANNEX + body(TEXT)


def case() -> Case:
    return make(DEFINITION)


def digest() -> str:
    return hashlib.sha256(case().fill().bytes()).hexdigest()


def test_two_fills_of_one_form_and_two_compilations_are_equal() -> None:
    first, second = case(), case()
    data = first.fill().bytes()
    assert first.fill().bytes() == data
    assert second.fill().bytes() == data
    assert second.form.parts[0].source == first.form.parts[0].source


def test_other_processes_give_the_same_bytes() -> None:
    code = "from tests.test_fill_determinism import digest; print(digest())"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("0", "1", "4321")
    }
    assert seen == {digest()}


def test_threads_sharing_a_form_do_not_disturb_each_other() -> None:
    shared = case()
    data = shared.fill().bytes()

    def differing(_: int) -> int:
        own = Case(shared.form, make(DEFINITION).figures, shared.given)
        return sum(own.fill().bytes() != data for _ in range(20))

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(differing, range(4))) == 0
