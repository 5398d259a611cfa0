"""The engines from npm, in exactly the versions of package.json, installed beside it when first needed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
MANIFEST = HERE / "package.json"
SCRIPT = HERE / "merge.js"
ENGINES = ("docxtemplater", "carbone")


def versions() -> dict[str, str]:
    """Return the pinned version of every package."""
    pinned: dict[str, str] = json.loads(MANIFEST.read_bytes())["dependencies"]
    return pinned


def why_missing() -> str:
    """Install what is not there yet; return why the engines cannot be measured, or nothing."""
    if shutil.which("node") is None:
        return "node is not installed"
    if all(_installed(name) == version for name, version in versions().items()):
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    quiet = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
    done = subprocess.run([npm, "install", *quiet], cwd=HERE, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else f"npm install failed with code {done.returncode}"


def _installed(name: str) -> str:
    manifest = HERE / "node_modules" / name / "package.json"
    return str(json.loads(manifest.read_bytes())["version"]) if manifest.is_file() else ""
