"""Which counted nouns may be parts of one another: persons of persons, communes of communes."""

from __future__ import annotations

from reportgen.audit.units import Measure, Unit

# Families of counted nouns; a noun outside them fits any other.
_FAMILIES = {
    "person": "đồng chí|đ/c|người|lượt|lượt người|lượt đồng chí|lượt khách|nhân khẩu|khẩu|cán bộ|công chức|"
    "viên chức|"
    "lao động|đảng viên|quần chúng|đoàn viên|hội viên|thành viên|ủy viên|uỷ viên|đại biểu|cử tri|học sinh|"
    "sinh viên|học viên|giáo viên|trẻ|trẻ em|em|cháu|bác sĩ|bác sỹ|y sĩ|y sỹ|điều dưỡng|bệnh nhân|thí sinh|"
    "phụ nữ|thanh niên|cựu chiến binh|nông dân|cá nhân|đối tượng|trưởng phòng|bí thư|chủ tịch|phó bí thư|"
    "phó chủ tịch|bị can|bị cáo|phạm nhân|thẩm phán|hssv|đồng bào|ca|ca mắc",
    # A household helped to build is counted by its house.
    "household": "hộ|hộ dân|hộ nghèo|hộ cận nghèo|hộ gia đình|gia đình|nhà|ngôi nhà|căn nhà|căn",
    "place": "xã|phường|thị trấn|huyện|tỉnh|thôn|bản|buôn|làng|ấp|khu phố|tổ dân phố|tổ|khu",
    "school": "trường|trường học|nhà trường|điểm trường",
    "class": "lớp|lớp học|nhóm, lớp|nhóm lớp|nhóm trẻ",
    "document": "văn bản|nghị quyết|quyết định|kế hoạch|chỉ thị|thông báo|báo cáo|công văn|tờ trình|kết luận",
    "file": "hồ sơ|thủ tục|thủ tục hành chính|tthc|dịch vụ công|giấy phép|giấy chứng nhận",
    "complaint": "đơn|đơn thư|vụ|vụ việc|việc|trường hợp|tội phạm|vụ án",
    "meeting": "cuộc|buổi|hội nghị|kỳ họp|phiên họp",
    "project": "dự án|công trình|gói thầu|hạng mục",
    "animal": "con",
    "plant": "cây|gốc",
    "kind": "chức danh|vị trí|nhóm|nhóm giải pháp|lĩnh vực|nội dung|dân tộc|tiêu chí|chỉ tiêu|giải pháp|"
    "mục tiêu",
    "party": "chi bộ|đảng bộ|chi, đảng bộ|tổ chức đảng",
}
_FAMILY_OF = {noun: family for family, nouns in _FAMILIES.items() for noun in nouns.split("|")}


def family(unit: Unit) -> str:
    """Return the family of a counted noun; empty when nothing is known."""
    return _FAMILY_OF.get(unit.noun, "")


def family_of(noun: str) -> str:
    """Return the family of a noun; empty when nothing is known."""
    return _FAMILY_OF.get(noun, "")


def may_share(one: Unit, other: Unit) -> bool:
    """Whether one may be a part of the other: nothing known speaks against it."""
    families = {family(one), family(other)} - {""}
    return one.measure is other.measure and len(families) < 2


# Nouns under which things of several kinds are counted together.
_GENERIC = {
    "",
    "biên chế",
    "đơn vị",
    "cơ quan",
    "tổ chức",
    "cơ sở",
    "đối tượng",
    "trường hợp",
    "sản phẩm",
    "tập thể",
    "người nộp thuế",
}


def is_part_of_kind(part: Unit, whole: Unit) -> bool:
    """Whether a part surely counts what its whole does: «5 xã» of «3 đợt» does not."""
    if part.noun in ("", whole.noun) or whole.noun in _GENERIC or whole.noun.startswith(f"{part.noun} "):
        return True
    return family(part) != "" and family(part) == family(whole)


def are_alike(one: Unit, other: Unit) -> bool:
    """Whether both surely count the same kind of thing, or one is printed without its noun."""
    if one.measure is not other.measure:
        return False
    return one.measure is not Measure.COUNT or one.noun == other.noun or may_share(one, other)
