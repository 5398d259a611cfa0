"""Units and counted nouns that stand after a number, with the measure they count in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Measure(StrEnum):
    """What a unit measures; only numbers of one measure can be added or compared."""

    PERCENT = "phần trăm"
    POINTS = "điểm phần trăm"
    PER_MILLE = "phần nghìn"
    MONEY = "tiền"
    AREA = "diện tích"
    LENGTH = "chiều dài"
    MASS = "khối lượng"
    VOLUME = "thể tích"
    POWER = "công suất"
    ENERGY = "điện năng"
    FOREIGN_MONEY = "ngoại tệ"
    TIME = "thời gian"
    RATE = "mức trên một đơn vị"
    COUNT = "số đếm"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: `factor` turns a number of it into the base of its measure.

    `noun` is the counted noun of a count, empty when nothing known follows the number.
    """

    text: str
    measure: Measure
    factor: Fraction = Fraction(1)
    noun: str = ""


BARE = Unit("", Measure.COUNT)
PERCENT = Unit("%", Measure.PERCENT)

SCALES = {
    "chục": 10,
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "vạn": 10_000,
    "triệu": 1_000_000,
    "tr": 1_000_000,
    "nghìn tỷ": 10**12,
    "nghìn tỉ": 10**12,
    "tỷ": 10**9,
    "tỉ": 10**9,
}

# Written unit -> (measure, factor to the base). Bases: đồng, m², m, kg, m³, kW, ngày.
MEASURES: dict[str, tuple[Measure, Fraction]] = {
    "đồng": (Measure.MONEY, Fraction(1)),
    "đ": (Measure.MONEY, Fraction(1)),
    "vnđ": (Measure.MONEY, Fraction(1)),
    "vnd": (Measure.MONEY, Fraction(1)),
    "trđ": (Measure.MONEY, Fraction(10**6)),
    "tr.đ": (Measure.MONEY, Fraction(10**6)),
    "ha": (Measure.AREA, Fraction(10_000)),
    "hecta": (Measure.AREA, Fraction(10_000)),
    "héc ta": (Measure.AREA, Fraction(10_000)),
    "m²": (Measure.AREA, Fraction(1)),
    "m2": (Measure.AREA, Fraction(1)),
    "km²": (Measure.AREA, Fraction(10**6)),
    "km2": (Measure.AREA, Fraction(10**6)),
    "km": (Measure.LENGTH, Fraction(1000)),
    "m": (Measure.LENGTH, Fraction(1)),
    "mét": (Measure.LENGTH, Fraction(1)),
    "cm": (Measure.LENGTH, Fraction(1, 100)),
    "mm": (Measure.LENGTH, Fraction(1, 1000)),
    "tấn": (Measure.MASS, Fraction(1000)),
    "tạ": (Measure.MASS, Fraction(100)),
    "yến": (Measure.MASS, Fraction(10)),
    "kg": (Measure.MASS, Fraction(1)),
    "m³": (Measure.VOLUME, Fraction(1)),
    "m3": (Measure.VOLUME, Fraction(1)),
    "lít": (Measure.VOLUME, Fraction(1, 1000)),
    "mw": (Measure.POWER, Fraction(1000)),
    "kw": (Measure.POWER, Fraction(1)),
    "mwh": (Measure.ENERGY, Fraction(1000)),
    "kwh": (Measure.ENERGY, Fraction(1)),
    "tuổi": (Measure.TIME, Fraction(365)),
    "năm": (Measure.TIME, Fraction(365)),
    "tháng": (Measure.TIME, Fraction(30)),
    "tuần": (Measure.TIME, Fraction(7)),
    "ngày": (Measure.TIME, Fraction(1)),
    "giờ": (Measure.TIME, Fraction(1, 24)),
    "phút": (Measure.TIME, Fraction(1, 1440)),
}

# Other currencies are money of their own, never compared with đồng.
FOREIGN_MONEY = ("usd", "đô la", "euro", "eur")

# Nouns that official reports count. The longest that fits is taken; others are counts without a known noun.
_COUNTED = """
    đồng chí; đồng bào; đ/c; người; người nộp thuế; lượt người; lượt đồng chí; lượt; lượt khách; nhân khẩu;
    khẩu; hộ;
    hộ dân; hộ nghèo; hộ cận nghèo; hộ gia đình; gia đình; cán bộ; công chức; viên chức; lao động;
    đảng viên; quần chúng; đoàn viên; hội viên; thành viên; ủy viên; uỷ viên; đại biểu; cử tri;
    học sinh; sinh viên; học viên; giáo viên; trẻ; trẻ em; em; cháu; bác sĩ; bác sỹ; y sĩ; y sỹ;
    điều dưỡng; bệnh nhân; ca; ca mắc; giường; giường bệnh; thí sinh; phụ nữ; thanh niên;
    cựu chiến binh; nông dân; cá nhân; tập thể; đối tượng; trưởng phòng; bí thư; chủ tịch;
    phó bí thư; phó chủ tịch; xã; phường; thị trấn; huyện; tỉnh; thôn; bản; buôn; làng; ấp; khu phố;
    tổ dân phố; tổ; khu; trường; trường học; nhà trường; điểm trường; lớp; lớp học;
    nhóm, lớp; nhóm lớp; nhóm trẻ; phòng; phòng học; trạm;
    trạm y tế; bệnh viện; nhà; ngôi nhà; căn nhà; căn; chi bộ; đảng bộ; chi, đảng bộ;
    chi hội; chi đoàn; tổ hội; tổ chức;
    tổ chức đảng; cơ quan; đơn vị; phòng, ban;
    ban; ngành; sở; chức danh; vị trí; văn bản;
    nghị quyết; quyết định; kế hoạch; chỉ thị; thông báo; báo cáo; công văn; tờ trình; kết luận;
    quy định; hồ sơ; thủ tục; thủ tục hành chính; tthc; dịch vụ công; giấy phép; giấy chứng nhận;
    đơn; đơn thư; vụ; vụ việc; việc; trường hợp; tội phạm; vụ án; bị can; cuộc; buổi; hội nghị;
    kỳ họp; phiên họp; lần; lớp tập huấn; khóa; ý kiến; kiến nghị; câu hỏi; bài; tin; bài viết;
    tin, bài; dự án; công trình; gói thầu; hạng mục; hợp đồng; chương trình; đề án; mô hình;
    doanh nghiệp; hợp tác xã; htx; trang trại; cơ sở; cơ sở sản xuất; sản phẩm; nhãn hiệu; chợ;
    làng nghề; con; cây; gốc; chiếc; cái; bộ; máy; xe; phương tiện; thiết bị; máy tính; suất;
    suất quà; phần quà; phiếu; thẻ; sổ; điểm; tiêu chí; chỉ tiêu; nhiệm vụ; nội dung; nhóm;
    nhóm giải pháp; giải pháp; mục tiêu; lĩnh vực; dân tộc; cặp; lò; hầm; giếng; ao; hồ; cầu; cống;
    bị cáo; phạm nhân; thẩm phán; hssv; lô đất; thửa đất; thuê bao; tài khoản; ổ dịch; biên chế;
    tuyến; tuyến đường; cột; bể; mẫu; đàn; tàu; thuyền; liều; đợt; đoàn; đội; câu lạc bộ
"""
COUNTED = tuple(" ".join(noun.split()) for noun in _COUNTED.split(";"))


_SPACE = r"[ \u00a0]*"


def _longest_first(words: Sequence[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"[ \u00a0]+") for word in ordered)


_POINTS = r"(?:điểm[ \u00a0]*(?:%|phần[ ]trăm)|%[ \u00a0]*điểm)"
_AMOUNT_UNITS = _longest_first([*MEASURES, *FOREIGN_MONEY])
_WORD_ENDS = r"(?![\w²³])"
UNIT = re.compile(
    rf"{_SPACE}(?:(?P<points>{_POINTS})|(?P<permille>‰)|(?P<percent>%|phần[ ]trăm{_WORD_ENDS})"
    rf"|(?:(?P<scale>{_longest_first(list(SCALES))}){_WORD_ENDS}{_SPACE})?"
    rf"(?:(?P<counted>{_longest_first(COUNTED)}){_WORD_ENDS}(?P<counted_per>(?:/[ ]?[^\W\d]+[²³2]?)*)"
    rf"|(?P<measure>{_AMOUNT_UNITS}){_WORD_ENDS}(?P<what>(?:[ ][^\W\d]+){{1,2}}"
    r"(?=/[ ]?(?:ngày|năm|tháng|vụ)))?"
    r"(?P<per>(?:/[ ]?[^\W\d]+[²³2]?)*))?)"
)


_FLOW = re.compile(r"(?P<of>(?!.*đồng)[^/]+)/[ ]?(?:ngày|đêm|tuần|tháng|quý|vụ|năm|giờ)")


def flow_of(unit: Unit) -> str:
    """Return what flows in a unit like `tấn/ngày`, of which parts can be added up; empty for other rates."""
    match = _FLOW.fullmatch(unit.text) if unit.measure is Measure.RATE else None
    return match["of"].strip() if match else ""


def read_unit(lowered: str, start: int) -> tuple[Unit, int]:
    """Return the unit at `start` of a lower-case text and where it ends; `BARE` when there is none."""
    match = UNIT.match(lowered, start)
    assert match is not None  # every part is optional
    text = match.group().strip()
    if match["what"]:  # «85,4 tấn rác/ngày»
        text = text.replace(match["what"], "")
    if not text:
        return BARE, start
    if match["points"]:
        return Unit(text, Measure.POINTS), match.end()
    if match["percent"]:
        return Unit("%", Measure.PERCENT), match.end()
    if match["permille"]:
        return Unit("‰", Measure.PER_MILLE), match.end()
    return _amount(match, text), start + len(match.group().rstrip())


def _amount(match: re.Match[str], text: str) -> Unit:
    scale = Fraction(SCALES[" ".join(match["scale"].split())]) if match["scale"] else Fraction(1)
    if match["per"] or match["counted_per"]:
        of = MEASURES.get(" ".join((match["measure"] or "").split()), (Measure.COUNT, Fraction(1)))
        return Unit(text, Measure.RATE, scale * of[1], noun=text)
    if match["measure"]:
        name = " ".join(match["measure"].split())
        if name in FOREIGN_MONEY:
            return Unit(text, Measure.FOREIGN_MONEY, scale)
        measure, factor = MEASURES[name]
        return Unit(text, measure, scale * factor)
    if match["counted"]:
        return Unit(text, Measure.COUNT, scale, noun=" ".join(match["counted"].split()))
    if scale >= 10**6:  # «2.345 tỷ», with the đồng left out
        return Unit(text, Measure.MONEY, scale)
    return Unit(text, Measure.COUNT, scale)
