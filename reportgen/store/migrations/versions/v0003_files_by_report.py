"""An index by which the latest files of a report are found however many there are."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Go on to this state."""
    op.create_index(op.f("ix_artefact_report_id_id"), "artefact", ["report_id", "id"])


def downgrade() -> None:
    """Go back to the state before."""
    op.drop_index(op.f("ix_artefact_report_id_id"), "artefact")
