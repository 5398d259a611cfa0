"""What a refresh leaves for people to decide, as findings in their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.errors import Finding, Severity, Where
from reportgen.model.refreshed import FigureChange, FigureStatus, WordingChange, WordingStatus


def findings_of(figures: Sequence[FigureChange], wordings: Sequence[WordingChange]) -> Iterator[Finding]:
    """Yield one finding for each figure and wording that somebody has to look at."""
    for figure in figures:
        if figure.status in FIGURES:
            rule, message, remedy = FIGURES[figure.status]
            names = {"ma": figure.figure, "cu": figure.before, "moi": figure.after}
            yield Finding(
                rule,
                message.format(**names),
                figure.where,
                remedy.format(**names),
                quote=figure.before,
                expected=figure.after,
                severity=Severity.WARNING,
            )
    for wording in wordings:
        if wording.status in WORDINGS:
            rule, message, remedy = WORDINGS[wording.status]
            yield Finding(
                rule,
                message,
                wording.where,
                remedy,
                quote=wording.before,
                expected=wording.after,
                severity=Severity.WARNING,
            )


def without_base(file: str) -> Finding:
    """Return the finding on a document that does not hold its text as made: wording is left as it stands."""
    return Finding(
        "no-base",
        "văn bản không còn bản ghi lúc lập: chỉ thay được số còn mã, câu chữ và các hàng giữ nguyên",
        Where(file),
        "tự so câu chữ với bản lập mới, hoặc cập nhật từ tệp mà chương trình khác chưa lưu lại",
        severity=Severity.WARNING,
    )


def chart_finding(rule: str, key: str, where: Where) -> Finding:
    """Return the finding of that rule on a chart."""
    message, remedy = CHARTS[rule]
    text = f"biểu đồ “{key}” {message}"
    return Finding(rule, text, where, remedy.format(ma=key), severity=Severity.WARNING)


CHARTS = {
    "lost-chart": (
        "đã bị xoá khỏi văn bản; không đưa trở lại",
        "cần biểu đồ này thì lập lại báo cáo rồi chép sang",
    ),
    "unknown-chart": ("không còn trong bản lập mới; giữ nguyên", "xoá khỏi văn bản nếu không cần"),
    "chart-not-tracked": (
        "đã mang số mới mà không đánh dấu được: Word không theo dõi sửa đổi của biểu đồ, "
        "Từ chối không trả lại số cũ",
        "muốn có số cũ thì lấy biểu đồ ở bản trước khi cập nhật",
    ),
    "chart-edited": (
        "đã được sửa bảng số bằng tay (thêm, bớt hoặc đổi tên hàng, cột); giữ nguyên",
        "tự sửa số trong Word, hoặc thay cả biểu đồ bằng --thay {ma}",
    ),
    "chart-workbook": (
        "đã mang số mới, nhưng bảng tính bên trong có chỗ người sửa ghi thêm nên giữ nguyên",
        "trong Word, bấm Edit Data rồi tự sửa số",
    ),
}
FIGURES = {
    FigureStatus.HAND_CHANGED: (
        "hand-changed-figure",
        "số “{cu}” ({ma}) do người sửa gõ; số liệu mới là {moi}; giữ số đã gõ",
        "muốn thay bằng số mới thì chạy lại với --thay {ma}",
    ),
    FigureStatus.UNKNOWN: (
        "unknown-figure",
        "số “{cu}” mang mã {ma} mà bản lập mới không còn in; giữ nguyên",
        "xoá khỏi văn bản nếu không cần, hoặc khai lại số liệu này",
    ),
    FigureStatus.LOST: (
        "lost-anchor",
        "số “{cu}” ({ma}) có khi lập, nay không còn trong văn bản; số mới {moi} không điền được vào đâu",
        "nếu chỗ ấy đã gõ lại bằng tay thì tự kiểm tra; cần số tự điền thì lập lại báo cáo",
    ),
}
WORDINGS = {
    WordingStatus.CONFLICT: (
        "refresh-conflict",
        "câu chữ mới gặp đúng chỗ người khác đã sửa; cả hai được để dưới dạng sửa đổi có theo dõi",
        "trong Word, chọn Chấp nhận để lấy câu mới, Từ chối để giữ câu đã sửa",
    ),
    WordingStatus.KEPT: (
        "wording-kept",
        "bản lập mới viết khác ở chỗ này, nhưng người sửa đã thay đổi hoặc xoá nó; giữ bản đã sửa",
        "so với câu mới rồi tự sửa nếu cần",
    ),
}
