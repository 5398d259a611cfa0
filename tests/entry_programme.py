"""A small programme whose communes fill in the form of `tests/entry_forms.py`."""

from __future__ import annotations

from pathlib import Path

from tests.entry_forms import SKELETON

PROGRAMME = """\
ma: so-ket-2023
ten: Sơ kết Đề án số 01
ky: {loai: nam, nam: 2023, han: 2}
khung: khung.yaml
don_vi:
  - {ma: "109", ten: Huyện Phong Thổ, cap: huyen}
  - {ma: "03271", ten: Xã Sin Suối Hồ, cap: xa, cha: "109"}
  - {ma: "03272", ten: Xã Dào San, cap: xa, cha: "109"}
  - {ma: "03273", ten: Xã Mù Sang, cap: xa, cha: "109"}
so_lieu: so-lieu
so_lieu_ky_truoc: ky-truoc.csv
cap:
  xa: {ten: Cấp xã}
  huyen: {ten: Cấp huyện, han: 5}
bien_dong:
  - {ngay: 2023-03-01, tu: ["03301", "03302"], thanh: ["03273"]}
"""
LAST = """\
don_vi;chi_tieu;ky;gia_tri
03271;can_bo.nu;2023;30
03271;dia_ban.dien_tich;2023;1.029,31
03301;can_bo.nu;2023;11
03302;can_bo.nu;2023;12
"""


def written(folder: Path) -> Path:
    """The programme and its files in a folder."""
    path = folder / "chuong-trinh.yaml"
    path.write_text(PROGRAMME, encoding="utf-8")
    (folder / "khung.yaml").write_text(SKELETON, encoding="utf-8")
    (folder / "ky-truoc.csv").write_text(LAST, encoding="utf-8")
    return path
