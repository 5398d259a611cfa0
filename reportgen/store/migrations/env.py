"""What Alembic runs: the steps on the connection that `reportgen.store.migrating` hands over."""

from __future__ import annotations

from alembic import context

from reportgen.store.tables import METADATA

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
