"""A programme with as many communes as wanted, every one of which has a name and numbers of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SMALL = Path(__file__).parent / "small_programme"
COMMUNES_OF_A_DISTRICT, DISTRICTS_OF_A_PROVINCE = 30, 60


def make_programme(folder: Path, communes: int) -> Path:
    """Write a programme of one province; return its file."""
    _copy_small(folder)
    roster = json.dumps({"don_vi": list(_roster(communes))}, ensure_ascii=False)
    (folder / "don-vi.yaml").write_text(roster, encoding="utf-8")
    (folder / "so-lieu").mkdir()
    for number in range(communes):
        write_values(folder, code_of(number), 100 + number)
    return folder / "chuong-trinh.yaml"


def make_large_programme(folder: Path, communes: int) -> Path:
    """Write a programme of so many communes that roster and figures are a file of lines each.

    Provinces have 60 districts each: a report that lists its units grows with them, whoever makes it.
    """
    _copy_small(folder)
    programme = folder / "chuong-trinh.yaml"
    text = programme.read_text(encoding="utf-8").replace("don_vi: don-vi.yaml", "don_vi: don-vi.jsonl")
    programme.write_text(text.replace("so_lieu: so-lieu\n", "so_lieu: so-lieu.jsonl\n"), encoding="utf-8")
    with (folder / "don-vi.jsonl").open("w", encoding="utf-8") as roster:
        roster.writelines(f"{json.dumps(unit, ensure_ascii=False)}\n" for unit in _provinces(communes))
    with (folder / "so-lieu.jsonl").open("w", encoding="utf-8") as figures:
        figures.writelines(f"{values_of(code_of(n), 100 + n % 900)}\n" for n in range(communes))
    return programme


def _copy_small(folder: Path) -> None:
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("so-lieu"))
    for report in folder.glob("bao-cao-*.yaml"):
        text = report.read_text(encoding="utf-8").replace("Chất lượng cán bộ", "CHẤT LƯỢNG CÁN BỘ")
        report.write_text(text.replace("Kết quả của các đơn vị", "KẾT QUẢ CỦA CÁC ĐƠN VỊ"), encoding="utf-8")


def code_of(number: int) -> str:
    return f"{number:05}"


def mark_of(code: str) -> str:
    """What stands in the files of this unit and of no other commune."""
    return f"Mốc{code}"


def _roster(communes: int) -> Iterator[dict[str, Any]]:
    yield {"ma": "T", "ten": "tỉnh Mường Thí", "cap": "tinh"}
    for number in range(communes):
        district = f"H{number // COMMUNES_OF_A_DISTRICT}"
        if number % COMMUNES_OF_A_DISTRICT == 0:
            yield {"ma": district, "ten": f"huyện Nậm {district}", "cap": "huyen", "cha": "T"}
        code = code_of(number)
        place = {"dia_danh": mark_of(code)}
        yield {"ma": code, "ten": f"xã {mark_of(code)}", "cap": "xa", "cha": district, "thong_tin": place}


def _provinces(communes: int) -> Iterator[dict[str, Any]]:
    districts = 0
    for unit in _roster(communes):
        if unit["cap"] == "huyen":
            province = f"T{districts // DISTRICTS_OF_A_PROVINCE}"
            if districts % DISTRICTS_OF_A_PROVINCE == 0:
                yield {"ma": province, "ten": f"tỉnh Mường {province}", "cap": "tinh"}
            districts += 1
            yield {**unit, "cha": province}
        elif unit["cap"] == "xa":
            yield unit


def write_values(folder: Path, code: str, total: int, educated: int | None = None) -> None:
    """Write the figures of a commune."""
    (folder / "so-lieu" / f"{code}.json").write_text(values_of(code, total, educated), encoding="utf-8")


def values_of(code: str, total: int, educated: int | None = None) -> str:
    """Return the figures of a commune, which grow with `total`, as JSON."""
    half = total // 2 if educated is None else educated
    values = {
        "can_bo": {
            "tong_so": {"2020": total, "2023": total},
            "dai_hoc": {"2020": half, "2023": half},
            "nu": total // 3,
            "hoan_thanh_tot": {"so_luong": half, "mau_so": total},
        },
        "dia_ban": {"dan_so": total * 100, "dien_tich": 60.5, "thu_nhap": 30.5, "do_cao": 1000},
        "dan_toc": [{"ma": "mong", "ten": "Mông", "so_nguoi": total * 100}],
    }
    return json.dumps({"don_vi": code, "so_lieu": values}, ensure_ascii=False)
