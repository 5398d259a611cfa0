"""Audit of tables: what each column and row means, and whether the figures agree with that."""
