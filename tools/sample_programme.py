"""Write the roster and the figures of samples/toan-tinh, or of a made-up province of any size.

    python -m tools.sample_programme                          the sample
    python -m tools.sample_programme THU-MUC SO-XA            a province of that many communes, same reports

The communes of Phong Thổ add up to the totals of samples/phong-tho, those of the city to samples/lai-chau.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from reportgen.load import load_figures
from tools.sample_figures import NOW, Totals, commune_figures
from tools.sample_units import COMMUNE, DISTRICTS, PROVINCE, District

SAMPLES = Path(__file__).parents[1] / "samples"
HOME = SAMPLES / "toan-tinh"
ROSTER, FIGURES = "don-vi.yaml", "so-lieu.jsonl"
PHONG_THO, CITY = "109", "105"
GOVERNMENT = "Chính phủ"
COMMUNES_A_DISTRICT = 13
HUNDREDTHS = {"dia_ban.dien_tich"}
"""Measured figures, which are spread as whole hundredths."""

# Figures that the two reports call by other names than the skeleton.
OWN_NAMES = {
    PHONG_THO: {
        "dan_cu.tong_so@2023": "dia_ban.dan_so@2023",
        "hoc_tap.hoi_nghi@2023": "hoc_tap.hoi_nghi_co_so@2023",
    },
    CITY: {
        "dia_ban.thon@2023": "dia_ban.to_ban@2023",
        "chu_chot.dai_hoc@2023": "chu_chot.dai_hoc_tro_len@2023",
        "chu_chot.quan_ly_nha_nuoc@2023": "chu_chot.cv_tro_len@2023",
        "chu_chot.dan_toc_thieu_so@2023": "chu_chot.dtts@2023",
    },
}
# What they do not say, so that what they do say has room.
MADE_UP = {
    PHONG_THO: {"dan_cu.dtts@2023": 78392, "dia_ban.ho@2023": 17950, "dia_ban.ho_dtts@2023": 16700},
    CITY: {
        "can_bo.cao_cap@2023": 19,
        "can_bo.nu@2023": 24,
        "can_bo.dan_toc_thieu_so@2023": 21,
        "dia_ban.dien_tich@2023": 9237,
    },
}
NOT_COUNTED = {CITY: ("chu_chot", "tieu_chuan")}
"""The city's report gives no count («cơ bản đã đảm bảo»): «chưa có số liệu» in its communes."""

FAMILY = ("Lò", "Vàng", "Giàng", "Tẩn", "Phàn", "Lý", "Đèo", "Hoàng", "Mào", "Khoàng", "Nguyễn", "Trần")
MIDDLE = ("Văn", "A", "Xuân", "Đức", "Minh", "Thanh")
GIVEN = ("Sơn", "Páo", "Dũng", "Hải", "Tính", "Thắng", "Chung", "Hùng", "Lâm", "Kiên", "Thành", "Bình")

Unit = dict[str, Any]
Fault = Callable[[Unit], Unit | None]
"""Spoils what one commune sends; None: it sends nothing."""


# --- totals that are known ------------------------------------------------------------------------------


def totals_of(figures: Path) -> dict[str, int]:
    """Return the counts of a figures file by key (`can_bo.dai_hoc@2020`); measured values in hundredths."""
    found: dict[str, int] = {}
    for group, given in load_figures(figures).figures.groups.items():
        found |= _by_period(f"{group}.tong_so", given.totals or {})
        for key, indicator in given.indicators.items():
            found |= _by_period(f"{group}.{key}", indicator.counts or {})
            found |= _by_period(f"{group}.{key}.mau_so", indicator.denominators)
            hundredths = {period: each and each * 100 for period, each in (indicator.values or {}).items()}
            found |= _by_period(f"{group}.{key}", hundredths)
    return found


def _by_period(key: str, given: Mapping[int, Any]) -> dict[str, int]:
    counts = {period or NOW: count for period, count in given.items()}
    return {
        f"{key}@{period}": int(each) for period, each in counts.items() if not isinstance(each, str | None)
    }


def known_totals() -> dict[str, dict[str, int]]:
    """Return what the two reports say, by code of the district-level unit, under the skeleton's names."""
    files = {PHONG_THO: "phong-tho", CITY: "lai-chau"}
    known = {code: totals_of(SAMPLES / name / "so-lieu.yaml") for code, name in files.items()}
    for code, names in OWN_NAMES.items():
        known[code] |= {ours: known[code][theirs] for ours, theirs in names.items()} | MADE_UP[code]
    city = known[CITY]
    for own in ("", ".mau_so"):  # the ratings of two years, as Phong Thổ counts them
        years = (city[f"xep_loai.chu_chot_tot{own}@{year}"] for year in (2021, 2022))
        city[f"chu_chot.hoan_thanh_tot{own}@{NOW}"] = sum(years)
    return known


# --- one unit -------------------------------------------------------------------------------------------


def unit_values(figures: Mapping[str, int], chance: random.Random) -> dict[str, Any]:
    """Return one commune's figures in the shape of unit values."""
    groups: dict[str, Any] = {}
    for key, count in figures.items():
        path, _, period = key.partition("@")
        group, name, *own = path.split(".")
        kinds = groups.setdefault(group, {}).setdefault(name, {})
        kinds.setdefault(own[0] if own else "so_luong", {})[period] = (
            count / 100 if path in HUNDREDTHS else count
        )
    values = {
        group: {name: _short(kinds) for name, kinds in names.items()} for group, names in groups.items()
    }
    values["giao_duc"]["chuyen_can"] = (950 + chance.randrange(50)) / 10
    return values


def _short(kinds: dict[str, dict[str, Any]]) -> Any:
    """Write an indicator as people would: a bare number where nothing more is said."""
    short = {
        kind: counts[str(NOW)] if list(counts) == [str(NOW)] else counts for kind, counts in kinds.items()
    }
    return short["so_luong"] if list(short) == ["so_luong"] else short


def _person(chance: random.Random) -> str:
    return " ".join(chance.choice(names) for names in (FAMILY, MIDDLE, GIVEN))


def _roster_line(code: str, name: str, level: str, parent: tuple[str, str], chance: random.Random) -> Unit:
    place = name.split(" ", 2 if name.startswith(("Thị", "Thành")) else 1)[-1]
    said = {
        "dia_danh": name if name.startswith("Thành phố") else place,
        "ten_thuong": _lower(name),
        "cap_tren": _lower(parent[1]),
        "chu_tich": _person(chance),
    }
    unit = {"ma": code, "ten": name, "cap": level, "cha": parent[0], "thong_tin": said}
    return {key: value for key, value in unit.items() if value}


def _lower(name: str) -> str:
    """Write a unit's name as it stands inside a sentence: «xã Dào San»."""
    return name if name == GOVERNMENT else name[:1].lower() + name[1:]


# --- the whole tree -------------------------------------------------------------------------------------


def roster(districts: Iterable[District]) -> Iterator[Unit]:
    """Return all units, each before those below it."""
    chance = random.Random(PROVINCE)
    province = "Tỉnh Lai Châu"
    yield _roster_line(PROVINCE, province, "tinh", ("", GOVERNMENT), chance)
    for district in districts:
        yield _roster_line(district.code, district.name, "huyen", (PROVINCE, province), chance)
        for code, name in communes(district):
            yield _roster_line(code, name, "xa", (district.code, district.name), chance)


def communes(district: District) -> Iterator[tuple[str, str]]:
    """Return code and name of each commune; the codes are ours, not those of the statistics office."""
    for number, (kind, name) in enumerate(district.communes, 1):
        yield f"{district.code}{number:02}", f"{kind} {name}"


def figures_of(
    district: District, known: Mapping[str, Totals], model: Totals, sizes: Totals
) -> Iterator[Unit]:
    """Return what the communes of a district send."""
    chance = random.Random(f"figures {district.code}")
    totals = known.get(district.code, {})
    spread = commune_figures(totals, model, sizes, len(district.communes), seed=chance.randrange(1 << 30))
    for (code, _), figures in zip(communes(district), spread, strict=True):
        values = unit_values(figures, chance)
        if district.code in NOT_COUNTED and totals:
            group, name = NOT_COUNTED[district.code]
            values[group][name][str(NOW)] = None
        yield {"don_vi": code, "so_lieu": values}


def write(
    home: Path, districts: Iterable[District], faults: Mapping[str, Fault], *, known: Mapping[str, Totals]
) -> None:
    """Write roster and figures of a tree into a folder."""
    districts = tuple(districts)
    ours = known_totals()
    model = ours[CITY] | ours[PHONG_THO]
    sizes = dict.fromkeys(ours[CITY], 7) | dict.fromkeys(ours[PHONG_THO], 17)
    sent = (unit for district in districts for unit in figures_of(district, known, model, sizes))
    spoilt = (faults[unit["don_vi"]](unit) if unit["don_vi"] in faults else unit for unit in sent)
    _write(home / ROSTER, ROSTER_HEAD, (f"  - {_flow(unit)}" for unit in roster(districts)))
    _write(home / FIGURES, "", (_json(unit) for unit in spoilt if unit))


ROSTER_HEAD = """\
# Đơn vị của tỉnh Lai Châu năm 2023: tên thật; mã cấp xã và tên người ký do mẫu này đặt.
# Lập lại bằng: python -m tools.sample_programme
don_vi:
"""


def _write(file: Path, head: str, lines: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(head)
        out.writelines(f"{line}\n" for line in lines)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _flow(unit: Mapping[str, Any]) -> str:
    """One line of YAML; codes are text, also where they look like numbers."""
    parts = (
        f"{key}: {_flow(value) if isinstance(value, dict) else _scalar(value)}" for key, value in unit.items()
    )
    return "{" + ", ".join(parts) + "}"


def _scalar(value: str) -> str:
    return f'"{value}"' if value.isdecimal() else value


# --- faults and sizes -----------------------------------------------------------------------------------


def _sends_nothing(_: Unit) -> None:
    return None


def _part_above_whole(unit: Unit) -> Unit:
    officials = unit["so_lieu"]["can_bo"]
    officials["dai_hoc"][str(NOW)] = officials["trung_cap"][str(NOW)] + 3
    return unit


def _letter_for_digit(unit: Unit) -> Unit:
    unit["so_lieu"]["cong_chuc"]["tong_so"][str(NOW)] = "1O"
    return unit


FAULTS: dict[str, Fault] = {"10608": _sends_nothing, "10804": _part_above_whole, "11005": _letter_for_digit}


def made_up_districts(count: int) -> Iterator[District]:
    """Return districts with that many communes in all, thirteen in each but perhaps the last."""
    for number, first in enumerate(range(0, count, COMMUNES_A_DISTRICT), 1):
        size = min(COMMUNES_A_DISTRICT, count - first)
        names = tuple((COMMUNE, f"Số {first + each + 1}") for each in range(size))
        yield District(f"D{number:05}", f"Huyện Số {number}", names)


def main(arguments: list[str]) -> None:
    """Write the sample, or a made-up province."""
    if not arguments:
        write(HOME, DISTRICTS, FAULTS, known=known_totals())
        return
    home, count = Path(arguments[0]), int(arguments[1])
    home.mkdir(parents=True, exist_ok=True)
    for file in HOME.glob("*.yaml"):
        shutil.copy(file, home / file.name)
    write(home, made_up_districts(count), {}, known={})


if __name__ == "__main__":
    main(sys.argv[1:])
