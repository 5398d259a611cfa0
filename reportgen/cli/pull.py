"""`reportgen pull`: what people rewrote in Word, brought back into the definition."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cli.printing import line, print_json
from reportgen.errors import ExitCode

if TYPE_CHECKING:
    from reportgen.service.pulling import Pulled

PULL = """Đưa câu chữ đã sửa tay trong Word về bao-cao.yaml. Không ghi gì nếu không có --write hoặc --out:
chỉ in bản vá để xem. Thẻ {{ … }}, chữ đậm nghiêng, ghi chú và cách trình bày của tệp được giữ.
Số sửa tay không bao giờ vào lời văn; chỗ không đưa về được thì kể ra."""


def add_to(parser: argparse.ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("edited", metavar="DA-SUA.docx", type=Path, help="văn bản đã sửa trong Word")
    required = "định nghĩa báo cáo đã lập ra văn bản ấy"
    parser.add_argument(
        "--with", metavar="BAO-CAO.yaml", type=Path, dest="definition", required=True, help=required
    )
    target = parser.add_mutually_exclusive_group()
    target.add_argument("--out", metavar="BAN-VA", type=Path, help="ghi bản vá (diff) vào tệp này")
    target.add_argument("--write", action="store_true", help="sửa thẳng vào bao-cao.yaml")
    parser.add_argument("--so-lieu", metavar="TỆP", type=Path, dest="figures", help="tệp số liệu khác")
    parser.add_argument("--json", action="store_true", dest="as_json", help="in kết quả dạng JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> ExitCode:
    """Pull the hand edits of a document and say what was done."""
    from reportgen.service.pulling import pull

    pulled = pull(
        options.edited,
        options.definition,
        figures=options.figures,
        patch_file=options.out,
        write=options.write,
    )
    if options.as_json:
        print_json(_as_json(pulled))
    else:
        print("\n".join(_told(pulled, shows_patch=not pulled.files)))
    return ExitCode.DONE


def _as_json(pulled: Pulled) -> dict[str, object]:
    return {
        "files": [path.as_posix() for path in pulled.files],
        "edits": [
            {
                "kind": edit.kind.value,
                "before": edit.before,
                "after": edit.after,
                "where": edit.where.as_json(),
            }
            for edit in pulled.edits
        ],
        "patch": pulled.patch,
        "findings": [finding.as_json() for finding in pulled.findings],
    }


def _told(pulled: Pulled, *, shows_patch: bool) -> Iterator[str]:
    if shows_patch and pulled.patch:
        yield pulled.patch.rstrip("\n")
    for finding in pulled.findings:
        yield line(finding)
    left = f"; {len(pulled.findings)} chỗ để người xem" if pulled.findings else ""
    yield f"{len(pulled.edits)} chỗ sửa đưa về được{left}."
    for path in pulled.files:
        yield f"Đã ghi {path.as_posix()}"
    if shows_patch and pulled.patch:
        yield "Chưa ghi tệp nào: chạy lại với --write để sửa bao-cao.yaml."
