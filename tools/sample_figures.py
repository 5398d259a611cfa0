"""Made-up figures of communes that add up exactly to known totals; the same seed gives the same figures.

A part never exceeds its whole in any commune: a total is spread over the communes in proportion to what
each can hold, with some luck. Totals that nobody knows are made up after those of Phong Thổ and of
the city of Lai Châu.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import NamedTuple

NOW, THEN = 2023, 2020

Spread = list[int]
"""One count for each commune."""
Totals = Mapping[str, int]
"""The counts of a district: `can_bo.dai_hoc@2020` → 48."""


def spread(total: int, room: Sequence[int], chance: random.Random) -> Spread:
    """Spread a total over communes that hold at most `room` each.

    Raises ValueError when the communes together cannot hold it.
    """
    if total > sum(room):
        raise ValueError(f"{total} do not fit into {sum(room)}")
    weights = [each * (750 + chance.randrange(500)) for each in room]
    whole = sum(weights) or 1
    shares = [min(each, total * weight // whole) for each, weight in zip(room, weights, strict=True)]
    while (rest := total - sum(shares)) > 0:
        free = [index for index, each in enumerate(room) if shares[index] < each]
        free.sort(key=lambda index: shares[index] * whole - total * weights[index])
        for index in free[:rest]:
            shares[index] += 1
    return shares


class Part(NamedTuple):
    """A figure made by spreading; at most its wholes in every commune, or `room` above the average."""

    key: str
    wholes: tuple[str, ...] = ()
    room: int = 0


def _quality(group: str, keys: str, period: int, *, inside: str = "") -> list[Part]:
    """Return the qualities of a group's people; `a<b` is a part of b, `inside` a group that holds them."""
    parts = []
    for each in keys.split():
        key, _, whole = each.partition("<")
        wholes = [f"{group}.{whole or 'tong_so'}@{period}"]
        if inside and key in QUALITIES_SHARED:
            wholes.append(f"{inside}.{key}@{period}")
        parts.append(Part(f"{group}.{key}@{period}", tuple(wholes)))
    return parts


QUALITIES_SHARED = frozenset(
    {"dai_hoc", "cao_cap", "quan_ly_nha_nuoc", "tin_hoc", "ngoai_ngu", "boi_duong", "nu"}
)
OFFICIALS = (
    "trung_hoc_pho_thong trung_cap dai_hoc<trung_cap ly_luan cao_cap<ly_luan quan_ly_nha_nuoc tin_hoc "
    "ngoai_ngu boi_duong nu tre"
)
KEY_OFFICIALS = "tieu_chuan dai_hoc cao_cap quan_ly_nha_nuoc tin_hoc ngoai_ngu boi_duong nu tre"
CIVIL_SERVANTS = "trung_hoc_pho_thong dai_hoc ly_luan quan_ly_nha_nuoc ngoai_ngu tin_hoc boi_duong"
RATED = "hoan_thanh_tot xuat_sac<hoan_thanh_tot"


def _rated(group: str) -> list[Part]:
    """Return the ratings of two years, on their own denominator."""
    base = f"{group}.hoan_thanh_tot.mau_so@{NOW}"
    good, best = f"{group}.hoan_thanh_tot@{NOW}", f"{group}.xuat_sac@{NOW}"
    return [Part(base, room=4), Part(good, (base,)), Part(best, (good,))]


PARTS = [
    Part("dan_cu.tong_so@2023", room=2500),
    Part("dan_cu.dtts@2023", ("dan_cu.tong_so@2023",)),
    Part("dia_ban.ho@2023", ("dan_cu.tong_so@2023",)),
    Part("dia_ban.ho_dtts@2023", ("dia_ban.ho@2023",)),
    Part("dia_ban.thon@2023", room=6),
    Part("dia_ban.dien_tich@2023", room=4000),
    Part("can_bo.tong_so@2020", room=2),
    Part("can_bo.tong_so@2023", room=1),
    *_quality("can_bo", OFFICIALS, THEN),
    *_quality("can_bo", RATED, THEN),
    *_quality("can_bo", OFFICIALS + " tieu_chuan dan_toc_thieu_so", NOW),
    *_rated("can_bo"),
    Part("chu_chot.tong_so@2020", ("chu_chot.tong_so@2023+1", "can_bo.tong_so@2020")),
    *_quality("chu_chot", KEY_OFFICIALS, THEN, inside="can_bo"),
    *_quality("chu_chot", "hoan_thanh_tot", THEN),
    *_quality("chu_chot", KEY_OFFICIALS + " dan_toc_thieu_so", NOW, inside="can_bo"),
    *_rated("chu_chot")[:2],
    Part("cong_chuc.tong_so@2020", room=2),
    Part("cong_chuc.tong_so@2023", room=2),
    *_quality("cong_chuc", CIVIL_SERVANTS, THEN),
    *_quality("cong_chuc", RATED, THEN),
    *_quality("cong_chuc", CIVIL_SERVANTS + " nu dan_toc_thieu_so", NOW),
    *_rated("cong_chuc"),
    Part("hoc_tap.hoi_nghi@2023", room=5),
    Part("hoc_tap.dang_vien.mau_so@2023", room=60),
    Part("hoc_tap.dang_vien@2023", ("hoc_tap.dang_vien.mau_so@2023",)),
    Part("hoc_tap.chua_vao_dang.mau_so@2023", room=20),
    Part("hoc_tap.chua_vao_dang@2023", ("hoc_tap.chua_vao_dang.mau_so@2023",)),
    Part("hoc_tap.quan_chung@2023", ("dan_cu.tong_so@2023",)),
    Part("tiep_dan.ngay@2023", room=15),
    Part("tiep_dan.doi_thoai@2023", room=15),
    Part("tiep_dan.vu_viec@2023", room=8),
    Part("khen_thuong.luot@2023", room=5),
    Part("truong_hoc.tong_so@2023", room=1),
    Part("truong_hoc.chuan_quoc_gia@2023", ("truong_hoc.tong_so@2023",)),
    Part("truong_hoc.muc_do_2@2023", ("truong_hoc.chuan_quoc_gia@2023",)),
    Part("giao_duc.lop@2023", room=12),
    Part("giao_duc.hoc_sinh@2023", ("giao_duc.lop@2023*40",)),
]
"""In the order of making: a whole before its parts."""


def commune_figures(
    known: Totals, model: Totals, model_communes: Totals, communes: int, seed: int
) -> list[dict[str, int]]:
    """Return the figures of each commune of one district, by key.

    `known` totals are kept exactly, others made up after `model`; `model_communes` tells of how many communes
    each total of the model is.
    Raises ValueError when a part of the known totals exceeds its whole.
    """
    chance = random.Random(seed)
    made = _posts(known, communes, chance)
    for part in PARTS:
        room = _room(part, made, communes)
        total = known.get(part.key)
        if total is None:
            total = _made_up(part, made, model, model_communes, communes, chance)
            total = min(total, sum(room)) if room else total
        limits = room or [-(-total // communes) + part.room] * communes
        made[part.key] = spread(total, limits, chance)
    return [_with_sums({key: counts[index] for key, counts in made.items()}) for index in range(communes)]


def _posts(known: Totals, communes: int, chance: random.Random) -> dict[str, Spread]:
    """Key officials by post: one secretary and one chairman in each commune, a second deputy in some."""
    deputies = known.get("chu_chot.pho_bi_thu@2023", communes + communes // 5)
    seconds = spread(deputies - communes, [1] * communes, chance)
    total = known.get("chu_chot.tong_so@2023", 2 * communes + deputies + communes // 3)
    council = spread(total - 2 * communes - deputies, [1] * communes, chance)
    posts = {
        "bi_thu": [1] * communes,
        "pho_bi_thu": [1 + each for each in seconds],
        "chu_tich_hdnd": council,
        "hdnd_kiem_nhiem": [1 - each for each in council],
        "chu_tich_ubnd": [1] * communes,
    }
    posts["tong_so"] = [3 + second + own for second, own in zip(seconds, council, strict=True)]
    return {f"chu_chot.{key}@{NOW}": counts for key, counts in posts.items()}


def _room(part: Part, made: Mapping[str, Spread], communes: int) -> Spread:
    """Return what each commune can hold; nothing when the part has no whole."""
    limits = []
    for whole in part.wholes:
        key, _, more = whole.partition("+")
        key, _, times = key.partition("*")
        limits.append([count * int(times or 1) + int(more or 0) for count in made[key]])
    return [min(each) for each in zip(*limits, strict=True)] if limits else []


def _made_up(
    part: Part,
    made: Mapping[str, Spread],
    model: Totals,
    model_communes: Totals,
    communes: int,
    chance: random.Random,
) -> int:
    luck = 92 + chance.randrange(14)
    whole = next(iter(part.wholes), "").partition("+")[0].partition("*")[0]
    if whole in model:
        return model[part.key] * sum(made[whole]) * luck // (model[whole] * 100)
    return model[part.key] * communes * luck // (model_communes[part.key] * 100)


def _with_sums(figures: dict[str, int]) -> dict[str, int]:
    heard = (f"hoc_tap.{key}@{NOW}" for key in ("dang_vien", "chua_vao_dang", "quan_chung"))
    same = {
        f"{group}.xuat_sac.mau_so@{NOW}": figures[f"{group}.hoan_thanh_tot.mau_so@{NOW}"]
        for group in ("can_bo", "cong_chuc")
    }
    return figures | same | {f"hoc_tap.luot_nguoi@{NOW}": sum(figures[key] for key in heard)}
