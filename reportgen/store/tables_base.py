"""What all tables have in common: names of constraints, so that migrations can speak of them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from sqlalchemy import MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

from reportgen.store.types import Json, Moment, RowId

Key = Annotated[int, mapped_column(RowId, primary_key=True)]
Sha256 = Annotated[str, mapped_column(String(64))]
Short = Annotated[str, mapped_column(String(200))]
Long = Annotated[str, mapped_column(Text)]
At = Annotated[dt.datetime, mapped_column(Moment)]
Plain = Annotated[dict[str, Any], mapped_column(Json)]


class Base(DeclarativeBase):
    """The tables of the service."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: String(200), int: RowId, dt.datetime: Moment}  # noqa: RUF012


def table_of(rows: type[Base]) -> Table:
    """Return a table for plain statements: a row that nobody keeps at hand is written in half the time."""
    table = rows.__table__
    assert isinstance(table, Table), "every row has a table of its own"
    return table
