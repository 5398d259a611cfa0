"""Bring new figures and new wording into a document that people have edited, and lose nothing of theirs."""
