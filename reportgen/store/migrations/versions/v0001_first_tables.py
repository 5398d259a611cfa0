"""The first tables: accounts, programmes, reports with their history."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

ROW = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "programme",
    "rendering",
    "setting",
    "user_account",
    "api_token",
    "programme_version",
    "role_grant",
    "session",
    "cycle",
    "report",
    "artefact",
    "figure_change",
    "revision",
    "sign_off",
    "text_change",
    "uploaded",
)
"""In the order in which they refer to each other."""


def upgrade() -> None:
    """Go on to this state."""
    _programme()
    _rendering()
    _setting()
    _user_account()
    _api_token()
    _programme_version()
    _role_grant()
    _session()
    _cycle()
    _report()
    _artefact()
    _figure_change()
    _revision()
    _sign_off()
    _text_change()
    _uploaded()


def downgrade() -> None:
    """Go back to the state before."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _programme() -> None:
    op.create_table(
        "programme",
        sa.Column("id", ROW, nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
        sa.UniqueConstraint("key", name=op.f("uq_programme_key")),
    )


def _rendering() -> None:
    op.create_table(
        "rendering",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("pdf", sa.String(length=64), nullable=False),
        sa.Column("pages", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_rendering")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def _user_account() -> None:
    op.create_table(
        "user_account",
        sa.Column("id", ROW, nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("failures", ROW, nullable=False),
        sa.Column("barred_until", MOMENT, nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("login", name=op.f("uq_user_account_login")),
    )


def _api_token() -> None:
    op.create_table(
        "api_token",
        sa.Column("id", ROW, nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_api_token_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token", name=op.f("uq_api_token_token")),
    )
    op.create_index(op.f("ix_api_token_user_id"), "api_token", ["user_id"])


def _programme_version() -> None:
    op.create_table(
        "programme_version",
        sa.Column("id", ROW, nullable=False),
        sa.Column("programme_id", ROW, nullable=False),
        sa.Column("number", ROW, nullable=False),
        sa.Column("period", sa.String(length=200), nullable=False),
        sa.Column("bundle", sa.String(length=64), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("is_single", sa.Boolean(), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programme.id"], name=op.f("fk_programme_version_programme_id")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_programme_version_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_version")),
        sa.UniqueConstraint("programme_id", "number", name=op.f("uq_programme_version_programme_id_number")),
    )


def _role_grant() -> None:
    op.create_table(
        "role_grant",
        sa.Column("id", ROW, nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("role", sa.String(length=200), nullable=False),
        sa.Column("programme", sa.String(length=200), nullable=True),
        sa.Column("unit_code", sa.String(length=200), nullable=True),
        sa.Column("subtree", sa.Boolean(), nullable=False),
        sa.Column("period", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_role_grant_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
    )
    op.create_index(op.f("ix_role_grant_user_id"), "role_grant", ["user_id"])


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("csrf", sa.String(length=200), nullable=False),
        sa.Column("client", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_session_user_id")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_session")),
    )
    op.create_index(op.f("ix_session_user_id"), "session", ["user_id"])


def _cycle() -> None:
    op.create_table(
        "cycle",
        sa.Column("id", ROW, nullable=False),
        sa.Column("programme_id", ROW, nullable=False),
        sa.Column("period", sa.String(length=200), nullable=False),
        sa.Column("period_text", sa.Text(), nullable=False),
        sa.Column("version_id", ROW, nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("data_version", ROW, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_cycle_programme_id")),
        sa.ForeignKeyConstraint(["version_id"], ["programme_version.id"], name=op.f("fk_cycle_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle")),
        sa.UniqueConstraint("programme_id", "period", name=op.f("uq_cycle_programme_id_period")),
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", ROW, nullable=False),
        sa.Column("cycle_id", ROW, nullable=False),
        sa.Column("unit_code", sa.String(length=200), nullable=False),
        sa.Column("revision", ROW, nullable=False),
        sa.Column("state", sa.String(length=200), nullable=False),
        sa.Column("content_hash", sa.String(length=200), nullable=False),
        sa.Column("data_version", ROW, nullable=False),
        sa.Column("values_sha256", sa.String(length=200), nullable=False),
        sa.Column("checked", sa.String(length=200), nullable=False),
        sa.Column("errors", ROW, nullable=False),
        sa.Column("warnings", ROW, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_report_cycle_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("cycle_id", "unit_code", name=op.f("uq_report_cycle_id_unit_code")),
    )
    op.create_index(op.f("ix_report_cycle_id_data_version"), "report", ["cycle_id", "data_version"])


def _artefact() -> None:
    op.create_table(
        "artefact",
        sa.Column("id", ROW, nullable=False),
        sa.Column("report_id", ROW, nullable=False),
        sa.Column("revision", ROW, nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("size", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_artefact_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artefact")),
    )
    op.create_index(op.f("ix_artefact_report_id_content_hash"), "artefact", ["report_id", "content_hash"])


def _figure_change() -> None:
    op.create_table(
        "figure_change",
        sa.Column("id", ROW, nullable=False),
        sa.Column("report_id", ROW, nullable=False),
        sa.Column("revision", ROW, nullable=False),
        sa.Column("figure", sa.String(length=200), nullable=False),
        sa.Column("period", ROW, nullable=False),
        sa.Column("old", sa.String(length=200), nullable=True),
        sa.Column("new", sa.String(length=200), nullable=True),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("via", sa.String(length=200), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("cell", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_figure_change_report_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_figure_change_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figure_change")),
    )
    op.create_index(
        op.f("ix_figure_change_report_id_figure_period"), "figure_change", ["report_id", "figure", "period"]
    )
    op.create_index(op.f("ix_figure_change_report_id_revision"), "figure_change", ["report_id", "revision"])


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("report_id", ROW, nullable=False),
        sa.Column("number", ROW, autoincrement=False, nullable=False),
        sa.Column("values", sa.Text(), nullable=False),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("via", sa.String(length=200), nullable=False),
        sa.Column("restored_from", ROW, nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_revision_report_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_revision_user_id")),
        sa.PrimaryKeyConstraint("report_id", "number", name=op.f("pk_revision")),
    )


def _sign_off() -> None:
    op.create_table(
        "sign_off",
        sa.Column("id", ROW, nullable=False),
        sa.Column("report_id", ROW, nullable=False),
        sa.Column("step", sa.String(length=200), nullable=False),
        sa.Column("revision", ROW, nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("voided_at", MOMENT, nullable=True),
        sa.Column("voided_by", ROW, nullable=True),
        sa.Column("voided_by_revision", ROW, nullable=True),
        sa.Column("voided_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_sign_off_report_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_sign_off_user_id")),
        sa.ForeignKeyConstraint(["voided_by"], ["user_account.id"], name=op.f("fk_sign_off_voided_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_off")),
    )
    op.create_index(op.f("ix_sign_off_report_id"), "sign_off", ["report_id"])


def _text_change() -> None:
    op.create_table(
        "text_change",
        sa.Column("id", ROW, nullable=False),
        sa.Column("report_id", ROW, nullable=False),
        sa.Column("revision", ROW, nullable=False),
        sa.Column("section", sa.String(length=200), nullable=False),
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_text_change_report_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_text_change_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_change")),
    )
    op.create_index(op.f("ix_text_change_report_id_section"), "text_change", ["report_id", "section"])


def _uploaded() -> None:
    op.create_table(
        "uploaded",
        sa.Column("id", ROW, nullable=False),
        sa.Column("report_id", ROW, nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("user_id", ROW, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_uploaded_report_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_uploaded_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploaded")),
    )
    op.create_index(op.f("ix_uploaded_report_id"), "uploaded", ["report_id"])
