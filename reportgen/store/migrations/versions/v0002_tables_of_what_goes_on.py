"""Tables of what goes on: events, jobs, requests that came twice, webhooks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
TABLES = ("idempotency", "event", "webhook", "delivery", "job")
"""In the order in which they refer to each other."""


def upgrade() -> None:
    """Go on to this state."""
    _idempotency()
    _event()
    _webhook()
    _delivery()
    _job()


def downgrade() -> None:
    """Go back to the state before."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _idempotency() -> None:
    op.create_table(
        "idempotency",
        sa.Column("who", sa.String(length=200), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("status", ROW, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("who", "key", name=op.f("pk_idempotency")),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", ROW, autoincrement=False, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("user_id", ROW, nullable=True),
        sa.Column("action", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_event_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_subject"), "event", ["subject"])
    op.create_index(op.f("ix_event_user_id"), "event", ["user_id"])


def _webhook() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", ROW, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_webhook_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
    )


def _delivery() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", ROW, nullable=False),
        sa.Column("webhook_id", ROW, nullable=False),
        sa.Column("event_id", ROW, nullable=False),
        sa.Column("attempts", ROW, nullable=False),
        sa.Column("next_at", MOMENT, nullable=True),
        sa.Column("status", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_delivery_event_id")),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhook.id"], name=op.f("fk_delivery_webhook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery")),
    )
    op.create_index(op.f("ix_delivery_status_next_at"), "delivery", ["status", "next_at"])
    op.create_index(op.f("ix_delivery_webhook_id"), "delivery", ["webhook_id"])


def _job() -> None:
    op.create_table(
        "job",
        sa.Column("id", ROW, nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("cycle_id", ROW, nullable=True),
        sa.Column("asked", JSON, nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("total", ROW, nullable=False),
        sa.Column("done", ROW, nullable=False),
        sa.Column("failed", ROW, nullable=False),
        sa.Column("heartbeat", MOMENT, nullable=True),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("attempts", ROW, nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_job_cycle_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_job_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_cycle_id"), "job", ["cycle_id"])
    op.create_index(op.f("ix_job_state_id"), "job", ["state", "id"])
