"""Last period's approved figures put into a programme, so that documents and cross-checks take them too."""

from __future__ import annotations

from pathlib import PurePosixPath

from reportgen.errors import Finding, InputRefused, Where
from reportgen.load.entry_files import plain_head
from reportgen.load.programme import LoadedProgramme
from reportgen.load.unit_files import open_units
from reportgen.model.office.cycles import CycleView, VersionView
from reportgen.model.office.people import Actor
from reportgen.model.office.refusals import NotFound
from reportgen.model.unit_values import UnitValues
from reportgen.revise.edits import Layout, apply_edits
from reportgen.service.office import bundles
from reportgen.service.office.access import require_programme
from reportgen.service.office.office import Office
from reportgen.service.office.opened import OpenedCycle, opened, opened_as
from reportgen.service.office.programmes import publish_files, version_view
from reportgen.service.office.unit_document import UnitDocument
from reportgen.store import programmes as rows

FILE = "so-lieu-ky-truoc-da-duyet.jsonl"
"""Beside the programme's own file; lines as in every file of units, by the codes of then."""
VALUES, LAST_VALUES = ("so_lieu",), ("so_lieu_ky_truoc",)


def has_one_before(office: Office, cycle: CycleView) -> bool:
    """Whether figures that were reported here may be put into a period's programme as those before."""
    return cycle.is_open and not cycle.is_single and opened(office, cycle.id).before.is_there


def take_last_period(office: Office, actor: Actor, cycle_id: int) -> VersionView:
    """Publish a version of a period's programme that holds what was approved here in the period before.

    Units whose report of then nobody approved keep what the programme says of them; when it says all of that
    already, the version in force is returned. Raises Denied unless somebody keeps the programme, InputRefused
    when nothing was approved.
    """
    with office.database.read() as session:
        found = rows.cycle(session, cycle_id)
    if found is None:
        raise NotFound("không có kỳ báo cáo này")
    require_programme(actor, found.programme.key)
    cycle = opened_as(office, found)
    approved = {} if found.version.is_single else cycle.before.approved()
    if not approved:
        raise _refused(
            "chưa có báo cáo nào của kỳ trước được duyệt tại đây",
            "duyệt báo cáo của kỳ trước (cùng mã chương trình, kết thúc ngay trước kỳ này) rồi làm lại",
        )
    held = office.blobs.get(found.version.bundle)
    files = _with_last(cycle, approved, bundles.unpacked(held), found.version.path)
    if bundles.packed(files) == held:
        with office.database.read() as session:
            return version_view(session, found.cycle, found.version)
    return publish_files(office, actor, files, FILE, f"lấy số đã duyệt của kỳ trước: {len(approved)} đơn vị")


def _with_last(
    cycle: OpenedCycle, approved: dict[str, UnitValues], files: dict[str, bytes], path: str
) -> dict[str, bytes]:
    """Return the files of a bundle with last period's figures in a file of their own."""
    lines = _lines_of_programme(cycle.loaded)
    lines |= {code: UnitDocument.of_values(each, {}) for code, each in approved.items()}
    text = "".join(f"{lines[code].text(cycle.loaded.slots)}\n" for code in sorted(lines))
    beside = PurePosixPath(path).with_name(FILE).as_posix()
    return {**files, path: _pointing_to_it(cycle.loaded).encode(), beside: text.encode()}


def _lines_of_programme(loaded: LoadedProgramme) -> dict[str, UnitDocument]:
    """Return what the programme itself says of last period, by unit; raises InputRefused for mistakes."""
    if loaded.programme.last_values is None:
        return {}
    files = open_units(loaded.path(loaded.programme.last_values), loaded.slots)
    read = ((code, files.read(code)) for code in files.codes)
    return {
        code: UnitDocument.of_values(values, plain_head(values))
        for code, values in read
        if values is not None
    }


def _pointing_to_it(loaded: LoadedProgramme) -> str:
    """Return the programme's text, naming the new file; whatever else is written there stays as it is."""
    layout = Layout(loaded.source)
    value = layout.word(FILE)
    if layout.has(LAST_VALUES):
        edit = layout.replace(LAST_VALUES, value)
    else:
        edit = layout.entry_after(VALUES, LAST_VALUES[0], value)
    return apply_edits(loaded.source.text, [edit])


def _refused(message: str, remedy: str) -> InputRefused:
    return InputRefused([Finding("last-period", message, Where(), remedy)])
