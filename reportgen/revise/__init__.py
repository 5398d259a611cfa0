"""REVISE: edits to the files that people wrote, by position: comments, layout and every other byte stay."""
