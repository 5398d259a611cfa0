"""What every command prints: findings as lines, results as JSON."""

from __future__ import annotations

import json

from reportgen.errors import Finding


def print_json(value: object) -> None:
    """Print a result for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def line(finding: Finding) -> str:
    """Return a finding with its weight."""
    return f"[{finding.severity.label}] {finding}"
