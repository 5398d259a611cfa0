"""A programme of 3,321 communes with 500 figures each: opened, one unit read, 106 of them added up."""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.clock import interleaved
from reportgen.consolidate import consolidate
from reportgen.service.programme import OpenProgramme, open_programme

COMMUNES, TOGETHER, OF_DISTRICT = 3321, 106, 30
GROUPS, INDICATORS = 10, 24
"""With a total for each group these are 500 numbers of two periods."""
PROGRAMME = """
ma: do-toc-do
ten: Đo tốc độ
ky: {loai: nam, nam: 2023}
khung: khung.json
don_vi: don-vi.yaml
so_lieu: so-lieu.jsonl
cap:
  xa: {van_ban: {co_quan: {chu_quan: "ỦY BAN NHÂN DÂN {cha.TEN}", ban_hanh: "ỦY BAN NHÂN DÂN {TEN}"}}}
  huyen: {}
  tinh: {}
"""


class ProgrammeTimes(NamedTuple):
    """CPU time of the three."""

    opened_seconds: float
    unit_milliseconds: float
    together_seconds: float


def programme_times() -> ProgrammeTimes:
    """Write the programme and measure."""
    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        path = write_programme(Path(name), COMMUNES)
        start = time.process_time()
        programme = open_programme(path)
        opened = time.process_time() - start
        codes = programme.roster.of_level("xa")
        taken = interleaved(
            {
                "one unit at rest": (lambda n: programme.unit_figures(codes[n]), 100),
                "together": (lambda _: _together(programme, codes[:TOGETHER]), 1),
            },
            5,
            at_rest=" at rest",
        )
    return ProgrammeTimes(opened, taken["one unit at rest"], taken["together"] / 1000)


def _together(programme: OpenProgramme, codes: tuple[str, ...]) -> object:
    children = map(programme.unit_values, codes)
    return consolidate("tinh", children, programme.rules("tinh"), programme.loaded.slots, programme.names)


def write_programme(folder: Path, communes: int) -> Path:
    """Write a programme with so many communes, every number made up by a fixed rule."""
    numbers = random.Random(1)
    skeleton: dict[str, Any] = {"ky": {"hien_tai": 2023, "goc": 2020}}
    for group in range(GROUPS):
        empty = {"2020": None, "2023": None}
        indicators = {f"c{n}": {"so_luong": empty, "muc_tieu": {"2025": 50}} for n in range(INDICATORS)}
        skeleton[f"g{group}"] = {"tong_so": empty, "chi_tieu": indicators}
    (folder / "khung.json").write_text(json.dumps(skeleton), encoding="utf-8")
    roster = ["don_vi:", "  - {ma: tinh, ten: tỉnh, cap: tinh}"]
    roster += [
        f"  - {{ma: h{n}, ten: huyện {n}, cap: huyen, cha: tinh}}" for n in range(communes // OF_DISTRICT + 1)
    ]
    with (folder / "so-lieu.jsonl").open("w", encoding="utf-8") as file:
        for n in range(communes):
            code = f"{n:05d}"
            roster.append(f'  - {{ma: "{code}", ten: xã {code}, cap: xa, cha: h{n // OF_DISTRICT}}}')
            given = {f"g{group}": _group(numbers) for group in range(GROUPS)}
            file.write(json.dumps({"don_vi": code, "so_lieu": given}) + "\n")
    (folder / "don-vi.yaml").write_text("\n".join(roster), encoding="utf-8")
    path = folder / "chuong-trinh.yaml"
    path.write_text(PROGRAMME, encoding="utf-8")
    return path


def _group(numbers: random.Random) -> dict[str, dict[str, int]]:
    total = {"2020": 1000, "2023": numbers.randint(1000, 1200)}
    own = {f"c{n}": {"2020": 300 + n, "2023": numbers.randint(300, 400)} for n in range(INDICATORS)}
    return {"tong_so": total, **own}
