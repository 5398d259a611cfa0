"""Write the built-in Word templates: `python -m reportgen.template [folder]`."""

from __future__ import annotations

import sys
from pathlib import Path

from reportgen.load.layout_rules import load_layout_rules
from reportgen.settings import templates_folder
from reportgen.template import build_template


def write_templates(folder: Path) -> None:
    """Write one template per rule set into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for rules in load_layout_rules():
        (folder / f"{rules.template}.docx").write_bytes(build_template(rules))


if __name__ == "__main__":
    write_templates(Path(sys.argv[1]) if len(sys.argv) > 1 else templates_folder() / "docx")
