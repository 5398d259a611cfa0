"""A programme with as many communes as wanted, every one of which has a name and numbers of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SMALL = Path(__file__).parent / "small_programme"
COMMUNES_OF_A_DISTRICT = 30


def make_programme(folder: Path, communes: int) -> Path:
    """Write a programme of one province; return its file."""
    shutil.copytree(SMALL, folder, ignore=shutil.ignore_patterns("so-lieu"))
    for report in folder.glob("bao-cao-*.yaml"):
        text = report.read_text(encoding="utf-8").replace("Chất lượng cán bộ", "CHẤT LƯỢNG CÁN BỘ")
        report.write_text(text.replace("Kết quả của các đơn vị", "KẾT QUẢ CỦA CÁC ĐƠN VỊ"), encoding="utf-8")
    roster = json.dumps({"don_vi": list(_roster(communes))}, ensure_ascii=False)
    (folder / "don-vi.yaml").write_text(roster, encoding="utf-8")
    (folder / "so-lieu").mkdir()
    for number in range(communes):
        write_values(folder, code_of(number), 100 + number)
    return folder / "chuong-trinh.yaml"


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


def write_values(folder: Path, code: str, total: int, educated: int | None = None) -> None:
    """Write the figures of a commune, which grow with `total`."""
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
    text = json.dumps({"don_vi": code, "so_lieu": values}, ensure_ascii=False)
    (folder / "so-lieu" / f"{code}.json").write_text(text, encoding="utf-8")
