"""What the API says of people, programmes, periods, jobs and webhooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictInt, WithJsonSchema

from reportgen.errors import Finding as FoundThing
from reportgen.model.office.jobs import JobState
from reportgen.model.office.people import Role


def of(text: str, *examples: Any) -> Any:
    """Return what the description says of a field."""
    return Field(description=text, examples=list(examples) or None)


class Shape(BaseModel):
    """Something that the API says; made of the values of the service."""

    model_config = ConfigDict(from_attributes=True)


class Order(BaseModel):
    """Something that the API is told; what it does not know it refuses."""

    model_config = ConfigDict(extra="forbid")


def _as_json(given: object) -> object:
    return given.as_json() if isinstance(given, FoundThing) else given


class Finding(BaseModel):
    """Một phát hiện, như ở mọi nơi khác của reportgen (docs/ket-qua.md)."""

    rule: str = of("Mã quy tắc, không bao giờ đổi", "percent-of-ratio")
    severity: str = of("error, warning hay info", "error")
    message: str = of("Điều sai, với giá trị cụ thể", "tỷ lệ 120% lớn hơn 100%")
    where: dict[str, str | int] = of("Chỗ sai; chỉ có các mục có nội dung", {"cell": "can_bo.dai_hoc@2023"})
    quote: str = of("Đoạn văn có lỗi", "")
    expected: str = of("Giá trị đúng ra phải có", "")
    remedy: str = of("Cách sửa", "sửa số ở ô này")
    clause: str = of("Điều khoản làm căn cứ", "")
    also: list[dict[str, str | int]] = Field([], description="Các chỗ khác của cùng một nguyên nhân")


FindingShape = Annotated[
    dict[str, Any],
    BeforeValidator(_as_json),
    WithJsonSchema({"$ref": "#/components/schemas/Finding"}),
]
"""Exactly what is printed as JSON everywhere else; `Finding` only describes it."""


# --- people ------------------------------------------------------------------------------------------


class GrantShape(Shape):
    """Một vai trò được giao; mục để null nghĩa là mọi chương trình, mọi đơn vị, mọi kỳ."""

    id: int = of("Số của quyền đã giao", 7)
    role: Role = of("Vai trò", "chuyen_vien")
    programme: str | None = of("Mã chương trình", "doi-ngu-cap-xa-2023")
    unit_code: str | None = of("Mã đơn vị", "10608")
    subtree: bool = of("Gồm cả các đơn vị cấp dưới", False)
    period: str | None = of("Kỳ", "2023")


class NewGrant(Order):
    """Vai trò sẽ giao."""

    role: Role = of("Vai trò", "chuyen_vien")
    programme: str | None = Field(None, max_length=100, description="Mã chương trình; null: mọi chương trình")
    unit_code: str | None = Field(None, max_length=40, description="Mã đơn vị; null: mọi đơn vị")
    subtree: StrictBool = Field(False, description="Gồm cả các đơn vị cấp dưới")
    period: str | None = Field(None, max_length=40, description="Kỳ; null: mọi kỳ")


class Me(Shape):
    """Người mà thẻ truy cập thay mặt."""

    user_id: int = of("Số tài khoản", 3)
    login: str = of("Tên đăng nhập", "lan.nt")
    name: str = of("Họ và tên", "Nguyễn Thị Lan")
    is_admin: bool = of("Có quản trị tài khoản không", False)
    grants: tuple[GrantShape, ...] = of("Các vai trò được giao")


class UserShape(Shape):
    """Một tài khoản."""

    id: int = of("Số tài khoản", 3)
    login: str = of("Tên đăng nhập", "lan.nt")
    name: str = of("Họ và tên", "Nguyễn Thị Lan")
    is_admin: bool = of("Có quản trị tài khoản không", False)
    is_active: bool = of("Còn dùng không", True)
    made_at: dt.datetime = of("Lập lúc nào")
    grants: tuple[GrantShape, ...] = of("Các vai trò được giao")


class NewUser(Order):
    """Tài khoản sẽ lập."""

    login: str = Field(max_length=60, description="Tên đăng nhập", examples=["lan.nt"])
    name: str = Field(max_length=200, description="Họ và tên", examples=["Nguyễn Thị Lan"])
    password: str = Field(max_length=200, description="Mật khẩu, từ 10 ký tự", examples=["tre xanh soi bóng"])
    is_admin: StrictBool = Field(False, description="Được quản trị tài khoản")


class NewPassword(Order):
    """Mật khẩu mới."""

    password: str = Field(max_length=200, description="Mật khẩu, từ 10 ký tự", examples=["tre xanh soi bóng"])


class TokenShape(Shape):
    """Một thẻ truy cập; không bao giờ cho xem lại chính thẻ."""

    id: int = of("Số của thẻ", 5)
    name: str = of("Tên thẻ", "Hệ thống báo cáo tỉnh")
    user_id: int = of("Của tài khoản nào", 3)
    at: dt.datetime = of("Lập lúc nào")
    ends_at: dt.datetime = of("Dùng đến lúc nào")
    used_at: dt.datetime | None = of("Dùng lần cuối lúc nào")
    revoked_at: dt.datetime | None = of("Thu hồi lúc nào")


class NewToken(Order):
    """Thẻ sẽ lập."""

    name: str = Field(max_length=200, description="Tên thẻ", examples=["Hệ thống báo cáo tỉnh"])
    days: StrictInt = Field(ge=1, le=400, description="Dùng bao nhiêu ngày", examples=[90])


class MadeToken(Shape):
    """Thẻ vừa lập: chỉ cho xem lần này."""

    token: str = of("Thẻ, đưa vào tiêu đề Authorization: Bearer", "rg_…")


# --- programmes and periods --------------------------------------------------------------------------


class VersionShape(Shape):
    """Một phiên bản chương trình đã đưa lên."""

    cycle_id: int = of("Số của kỳ", 1)
    programme: str = of("Mã chương trình", "doi-ngu-cap-xa-2023")
    title: str = of("Tên chương trình", "Đội ngũ cấp xã năm 2023")
    number: int = of("Phiên bản", 2)
    period: str = of("Kỳ", "2023")
    bundle: str = of("sha256 của tệp nén", "9f86d08…")
    is_single: bool = of("Là báo cáo của một đơn vị", False)
    by: str = of("Ai đưa lên", "Lò Văn B")
    at: dt.datetime = of("Lúc nào")
    note: str = of("Ghi chú", "thêm mục 4")
    findings: tuple[FindingShape, ...] = of("Điều cần biết về chương trình")


class CycleShape(Shape):
    """Một kỳ báo cáo: một chương trình trong một kỳ."""

    id: int = of("Số của kỳ", 1)
    programme: str = of("Mã chương trình", "doi-ngu-cap-xa-2023")
    title: str = of("Tên chương trình", "Đội ngũ cấp xã năm 2023")
    period: str = of("Kỳ", "2023")
    period_text: str = of("Kỳ viết bằng chữ", "năm 2023")
    version: int = of("Phiên bản chương trình đang dùng", 1)
    is_open: bool = of("Còn mở", True)
    is_single: bool = of("Là báo cáo của một đơn vị", False)


class CycleChange(Order):
    """Mở hay đóng kỳ."""

    is_open: StrictBool = of("true: mở, false: đóng", False)


# --- jobs --------------------------------------------------------------------------------------------


class VerdictShape(Shape):
    """Kết quả của một đơn vị."""

    unit_code: str = of("Mã đơn vị", "10608")
    state: str = of("done, failed, crashed", "failed")
    findings: tuple[Mapping[str, object], ...] = of("Các phát hiện")


class JobShape(Shape):
    """Một việc lập hàng loạt."""

    id: int = of("Số của việc", 12)
    kind: str = of("Loại việc", "batch")
    cycle_id: int = of("Số của kỳ", 1)
    state: JobState = of("waiting, running, done, failed, stopped", "running")
    total: int = of("Bao nhiêu đơn vị", 115)
    done: int = of("Đã lập bao nhiêu", 40)
    failed: int = of("Bao nhiêu chưa lập được", 3)
    by: str = of("Ai bảo lập", "Lò Văn B")
    at: dt.datetime = of("Lúc nào")
    ended_at: dt.datetime | None = of("Xong lúc nào")
    message: str = of("Vì sao không xong", "")
    verdicts: tuple[VerdictShape, ...] = of("Đơn vị có lỗi; khi xong: mọi đơn vị")
    result_name: str = of("Tên tệp kết quả; để trống khi chưa có", "doi-ngu-cap-xa-2023.zip")
    result_bytes: int = of("Độ lớn tệp kết quả", 1200000)


class NewJob(Order):
    """Việc lập hàng loạt sẽ làm."""

    units: list[Annotated[str, Field(max_length=40)]] = Field(
        default=[], max_length=20_000, description="Mã các đơn vị; để trống: mọi đơn vị được phép"
    )
    levels: list[Annotated[str, Field(max_length=60)]] = Field(
        default=[], max_length=20, description="Chỉ các cấp này; để trống: mọi cấp"
    )
    annexes: StrictBool = Field(True, description="Kèm bảng phụ lục Excel")
    tie_out: StrictBool = Field(True, description="Kèm bảng đối chiếu")
    pdf: StrictBool = Field(False, description="Kèm bản PDF (cần LibreOffice)")


# --- webhooks and events -----------------------------------------------------------------------------


class WebhookShape(Shape):
    """Một địa chỉ nhận tin."""

    id: int = of("Số", 2)
    url: str = of("Địa chỉ", "https://bao-cao.tinh.example/nhan")
    events: tuple[str, ...] = of("Chỉ những việc này; để trống: mọi việc", ["report-signed"])
    at: dt.datetime = of("Lập lúc nào")


class NewWebhook(Order):
    """Địa chỉ nhận tin sẽ lập."""

    url: str = Field(
        max_length=500, description="Địa chỉ https", examples=["https://bao-cao.tinh.example/nhan"]
    )
    events: list[Annotated[str, Field(pattern=r"^[a-z-]{1,40}$")]] = Field(
        default=[], max_length=50, description="Chỉ những việc này; để trống: mọi việc"
    )


class MadeWebhook(Shape):
    """Địa chỉ vừa lập, và khoá để kiểm tra chữ ký: chỉ cho xem lần này."""

    webhook: WebhookShape = of("Địa chỉ")
    secret: str = of("Khoá ký HMAC-SHA256", "whsec_…")


class DeliveryShape(Shape):
    """Một tin trên đường tới một địa chỉ."""

    id: int = of("Số của tin", 31)
    event_id: int = of("Số của sự kiện", 190)
    action: str = of("Việc", "report-signed")
    status: str = of("waiting, done, failed", "done")
    attempts: int = of("Đã gửi mấy lần", 1)
    next_at: dt.datetime | None = of("Gửi lại lúc nào")
    answer: str = of("Bên nhận trả lời gì", "200 ok")


class EventShape(Shape):
    """Một việc đã xảy ra; mỗi việc mang hàm băm của việc trước."""

    id: int = of("Số thứ tự", 190)
    at: dt.datetime = of("Lúc nào")
    by: str = of("Ai", "Lò Văn B")
    action: str = of("Việc", "report-signed")
    subject: str = of("Với cái gì", "report:12")
    detail: Mapping[str, object] = of("Chi tiết", {"step": "duyet"})
    hash: str = of("Hàm băm của việc này", "ab12…")
