"""Whole reports in due form that form rules are tried on: every component once, in both regimes."""

from __future__ import annotations

from functools import cache

from tests.report_maker import make

TABLE = """\
    bang:
      nguon: can_bo
      cot:
        - {tieu_de: TT, loai: tt, rong: 5}
        - {tieu_de: Chỉ tiêu, loai: nhan, rong: 35}
        - {tieu_de: Năm 2020, loai: so_luong, nam: 2020}
        - {tieu_de: Năm 2023, loai: so_luong, nam: 2023}
"""
TABLES = f"""\
phu_luc:
  - ma: mot
    tieu_de: KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU
    kho: doc
{TABLE}
  - ma: hai
    tieu_de: CÁC CHỈ TIÊU THEO ĐỊA BÀN
    kho: ngang
{TABLE}
"""
STATE_HEAD = """\
the_thuc: nha_nuoc
co_quan:
  chu_quan: UBND XÃ CÔNG HẢI
  ban_hanh: PHÒNG VĂN HÓA - XÃ HỘI
  ten_goi: Phòng Văn hóa - Xã hội xã Công Hải
so: 5
ky_hieu: BC-VHXH
dia_danh: Công Hải
ngay: 2026-07-02
trich_yeu: Kết quả công tác văn hóa, xã hội 6 tháng đầu năm 2026
kinh_gui: [Ủy ban nhân dân xã Công Hải]
can_cu:
  - Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025
  - Theo đề nghị của Tổ trưởng Tổ công tác xã hội xã Công Hải
noi_nhan: [Như trên, Thường trực Đảng ủy (để b/c), "Lưu: VT, VHXH"]
ky_ten: {quyen_han: KT. TRƯỞNG PHÒNG, chuc_vu: PHÓ TRƯỞNG PHÒNG, ho_ten: Nguyễn Văn An}
"""
STATE_BODY = """\
noi_dung:
  - tieu_de: TÌNH HÌNH THỰC HIỆN
    muc:
      - tieu_de: Công tác chỉ đạo, điều hành
        van_ban: |
          Trong 6 tháng đầu năm, Phòng đã tham mưu ban hành đủ các kế hoạch của lĩnh vực văn hóa,
          xã hội trên địa bàn xã;
          tổ chức triển khai kịp thời tới các thôn (chi tiết tại Phụ lục I và Phụ lục II kèm theo).

          Công tác tuyên truyền được duy trì thường xuyên trên hệ thống truyền thanh cơ sở và tại
          các hội nghị của thôn.
      - tieu_de: Công tác chuyên môn
        van_ban: |
          Các hoạt động văn hóa, văn nghệ, thể dục, thể thao diễn ra sôi nổi, thu hút đông đảo
          người dân các thôn tham gia.
  - tieu_de: NHIỆM VỤ TRỌNG TÂM
    van_ban: |
      Tiếp tục triển khai các nhiệm vụ đã đề ra trong chương trình công tác năm; chú trọng công tác
      gia đình và trẻ em.
ket: |
  Trên đây là báo cáo kết quả công tác văn hóa, xã hội 6 tháng đầu năm 2026 của Phòng Văn hóa - Xã
  hội xã Công Hải./.
"""
PARTY_HEAD = """\
the_thuc: dang
co_quan:
  chu_quan: ĐẢNG BỘ TỈNH KHÁNH HÒA
  ban_hanh: {issuer}
  ten_goi: {name}
so: 5
ky_hieu: BC/{symbol}
dia_danh: Công Hải
ngay: {date}
trich_yeu: kết quả thực hiện nhiệm vụ 6 tháng đầu năm
can_cu:
  - Căn cứ Chương trình công tác năm của Ban Chấp hành Đảng bộ
noi_nhan: [Ban Thường vụ Tỉnh ủy, Các chi bộ trực thuộc, Lưu Văn phòng]
ky_ten: {{quyen_han: T/M BAN THƯỜNG VỤ, chuc_vu: PHÓ BÍ THƯ, ho_ten: Nguyễn Văn An}}
"""
PARTY_BODY = """\
noi_dung:
  - tieu_de: KẾT QUẢ THỰC HIỆN
    muc:
      - tieu_de: Công tác chính trị, tư tưởng
        van_ban: |
          Cấp ủy đã lãnh đạo tổ chức học tập, quán triệt đầy đủ các nghị quyết, chỉ thị tới toàn
          thể cán bộ, đảng viên
          (chi tiết tại Phụ lục 1 và Phụ lục 2 kèm theo).

          Công tác tuyên truyền được duy trì thường xuyên tại các chi bộ, bám sát nhiệm vụ chính
          trị của địa phương.
  - tieu_de: NHIỆM VỤ TRỌNG TÂM
    van_ban: |
      Tiếp tục nâng cao chất lượng sinh hoạt chi bộ; tăng cường kiểm tra, giám sát việc chấp hành
      Điều lệ Đảng.
"""


def _report(head: str, body: str) -> bytes:
    return make(body + TABLES, head=head).fill(anchored=False).bytes()


@cache
def state_report() -> bytes:
    """Nghị định 30: an office under a commune reports upward."""
    return _report(STATE_HEAD, STATE_BODY)


@cache
def party_report() -> bytes:
    """Hướng dẫn 36, whose original text is known, so that its rules may be errors."""
    head = PARTY_HEAD.format(
        issuer="HUYỆN ỦY CÔNG HẢI", name="Huyện ủy Công Hải", symbol="HU", date="2024-07-02"
    )
    return _report(head, PARTY_BODY)


@cache
def new_party_report() -> bytes:
    """Hướng dẫn 05, known from second hand."""
    head = PARTY_HEAD.format(
        issuer="ĐẢNG ỦY XÃ CÔNG HẢI", name="Đảng ủy xã Công Hải", symbol="ĐU", date="2026-07-02"
    )
    return _report(head, PARTY_BODY)


REPORTS = {"nd30": state_report, "hd36": party_report, "hd05": new_party_report}
