"""The database of the service: tables, queries, migrations; SQLite or PostgreSQL, no rules of business."""
