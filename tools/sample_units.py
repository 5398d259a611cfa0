"""The province of Lai Châu in 2023: 8 district-level units, 106 communes (names real, commune codes ours)."""

from __future__ import annotations

from typing import NamedTuple

TOWN, WARD, COMMUNE = "Thị trấn", "Phường", "Xã"
PROVINCE = "12"


class District(NamedTuple):
    """A district-level unit and the communes below it, each as kind and name."""

    code: str
    name: str
    communes: tuple[tuple[str, str], ...]


def _district(code: str, name: str, *, wards: str = "", town: str = "", communes: str) -> District:
    kinds = ((WARD, wards), (TOWN, town), (COMMUNE, communes))
    return District(
        code, name, tuple((kind, each.strip()) for kind, names in kinds if names for each in names.split(","))
    )


DISTRICTS = (
    _district(
        "105",
        "Thành phố Lai Châu",
        wards="Quyết Thắng, Tân Phong, Quyết Tiến, Đoàn Kết, Đông Phong",
        communes="San Thàng, Sùng Phài",
    ),
    _district(
        "106",
        "Huyện Tam Đường",
        town="Tam Đường",
        communes="Thèn Sin, Tả Lèng, Giang Ma, Hồ Thầu, Bình Lư, Sơn Bình, Nùng Nàng, Bản Giang, Bản Hon, "
        "Bản Bo, Nà Tăm, Khun Há",
    ),
    _district(
        "107",
        "Huyện Mường Tè",
        town="Mường Tè",
        communes="Thu Lũm, Ka Lăng, Tá Bạ, Pa Ủ, Mường Tè, Pa Vệ Sử, Mù Cả, Bum Tở, Nậm Khao, Tà Tổng, "
        "Bum Nưa, Vàng San, Kan Hồ",
    ),
    _district(
        "108",
        "Huyện Sìn Hồ",
        town="Sìn Hồ",
        communes="Chăn Nưa, Pa Tần, Phìn Hồ, Hồng Thu, Phăng Sô Lin, Ma Quai, Lùng Thàng, Tả Phìn, "
        "Sà Dề Phìn, Nậm Tăm, Tả Ngảo, Pu Sam Cáp, Nậm Cha, Pa Khóa, Làng Mô, Noong Hẻo, Nậm Mạ, Căn Co, "
        "Tủa Sín Chải, Nậm Cuổi, Nậm Hăn",
    ),
    _district(
        "109",
        "Huyện Phong Thổ",
        town="Phong Thổ",
        communes="Sì Lở Lầu, Mồ Sì San, Pa Vây Sử, Vàng Ma Chải, Tông Qua Lìn, Mù Sang, Dào San, Ma Li Pho, "
        "Bản Lang, Hoang Thèn, Khổng Lào, Nậm Xe, Mường So, Sin Suối Hồ, Lản Nhì Thàng, Huổi Luông",
    ),
    _district(
        "110",
        "Huyện Than Uyên",
        town="Than Uyên",
        communes="Mường Than, Mường Mít, Mường Cang, Mường Kim, Hua Nà, Tà Hừa, Tà Mung, Tà Gia, Khoen On, "
        "Pha Mu, Phúc Than",
    ),
    _district(
        "111",
        "Huyện Tân Uyên",
        town="Tân Uyên",
        communes="Mường Khoa, Phúc Khoa, Thân Thuộc, Trung Đồng, Nậm Cần, Nậm Sỏ, Hố Mít, Tà Mít, Pắc Ta",
    ),
    _district(
        "112",
        "Huyện Nậm Nhùn",
        town="Nậm Nhùn",
        communes="Hua Bum, Mường Mô, Nậm Chà, Nậm Manh, Nậm Hàng, Nậm Ban, Nậm Pì, Lê Lợi, Pú Đao, "
        "Trung Chải",
    ),
)
