"""Word files that people edited: told what was edited, given back with the figures of now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from reportgen.check.comments import annotate
from reportgen.model.narrative_piece import HandEdit
from reportgen.model.office.edited import Edited, EditedFigure, RefreshedFile
from reportgen.model.office.people import Action, Actor
from reportgen.model.office.refusals import NotFound
from reportgen.model.refreshed import Choices, FigureChange, FigureStatus
from reportgen.refresh.hand_edits import hand_edits
from reportgen.refresh.made import read_made
from reportgen.refresh.refresh import refresh
from reportgen.service.making import Made
from reportgen.service.office.gate import Kind, gate_upload, shown_name
from reportgen.service.office.located import at_work
from reportgen.service.office.made_reports import MadeReport
from reportgen.service.office.office import Office
from reportgen.service.refreshing import SHOWN_AS_COMMENT, traces_of
from reportgen.store.uploads import note, sent_for

EDITED = "word"
SUFFIX = "-cap-nhat"
TOLD_APART = frozenset({"hand-changed-figure"})
"""Findings that the page shows as choices of its own."""


def inspect_edited(office: Office, actor: Actor, report_id: int, data: bytes, name: str) -> Edited:
    """Keep an edited file and tell what was edited in it, and what a refresh would change; writes no figure.

    Raises Denied, or InputRefused when the file is not safe to open or the report cannot be built.
    """
    gate_upload(data, name, {Kind.WORD})
    made = _made_now(office, actor, report_id)
    fresh, shown = made.filled.bytes(), shown_name(name)
    refreshed = refresh(data, fresh, file=shown)
    edits = _hand_edits(data, fresh, shown)
    labels = {name: each.label for name, each in traces_of(made).items()}
    upload = office.blobs.put(data)
    _note(office, actor, report_id, upload, shown)
    return Edited(
        upload,
        shown,
        edits,
        _figures(refreshed.of(FigureStatus.UPDATED), labels),
        _figures(refreshed.of(FigureStatus.HAND_CHANGED), labels),
        refreshed.wordings,
        tuple(finding for finding in refreshed.findings if finding.rule not in TOLD_APART),
    )


def refresh_edited(
    office: Office,
    actor: Actor,
    report_id: int,
    upload: str,
    *,
    track_changes: bool = False,
    overwrite: Iterable[str] = (),
) -> RefreshedFile:
    """Return a file that was inspected, its figures as they are now; the file itself stays as it was sent.

    `overwrite` names the figures typed by hand that give way. Raises NotFound when no such file was sent for
    this report, Denied, or InputRefused when the report cannot be built.
    """
    fresh = _made_now(office, actor, report_id).filled.bytes()
    name = _name_of(office, report_id, upload)
    choices = Choices(tracks_all=track_changes, author=actor.name, overwrite=frozenset(overwrite))
    refreshed = refresh(office.blobs.get(upload), fresh, file=name, choices=choices)
    conflicts = [finding for finding in refreshed.findings if finding.rule == SHOWN_AS_COMMENT]
    if conflicts:
        refreshed = replace(refreshed, data=annotate(refreshed.data, conflicts))
    return RefreshedFile(f"{PurePath(name).stem}{SUFFIX}.docx", refreshed.data)


def _made_now(office: Office, actor: Actor, report_id: int) -> Made:
    """Return the report filled with its present content, whatever its checks say."""
    with at_work(office, actor, Action.READ, report_id) as (report, programme):
        return MadeReport(report, programme, office.today()).made()


def _hand_edits(data: bytes, fresh: bytes, name: str) -> tuple[HandEdit, ...]:
    """Return the changed wording; that it cannot be brought back into the narrative is no matter here."""
    made = read_made(fresh)
    return hand_edits(data, made, made, file=name).edits


def _figures(changes: Iterable[FigureChange], labels: Mapping[str, str]) -> tuple[EditedFigure, ...]:
    """Return each figure once for every pair of numbers, with how often it stands so."""
    found = Counter((each.figure, each.before, each.after) for each in changes)
    return tuple(
        EditedFigure(figure, labels.get(figure, figure), before, after, places)
        for (figure, before, after), places in found.items()
    )


def _note(office: Office, actor: Actor, report_id: int, upload: str, name: str) -> None:
    with office.database.write(alone=False) as session:
        note(session, report_id, actor.user_id, office.clock(), sha256=upload, name=name, kind=EDITED)


def _name_of(office: Office, report_id: int, upload: str) -> str:
    with office.database.read() as session:
        found = sent_for(session, report_id, upload)
    if found is None:
        raise NotFound("không có tệp này trong báo cáo")
    return found.name
