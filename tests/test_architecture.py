"""The shape of the code: who may import whom, how long things get, what no module is called."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "reportgen"

GROUND = {"errors", "vietnamese", "settings", "archive", "kept", "blobs", "memory"}
STAGES = {
    "load",
    "validate",
    "compute",
    "compile",
    "fill",
    "check",
    "audit",
    "batch",
    "consolidate",
    "refresh",
    "revise",
    "publish",
    "store",
    "template",
}

# A layer of the package and the other layers that it may import (CONTRIBUTING.md); "" is the package itself.
MAY_IMPORT: dict[str, set[str]] = {
    "": {"service"},  # the public names, imported when first used
    "errors": set(),
    "vietnamese": set(),
    "settings": {"errors"},
    "archive": set(),
    "kept": set(),
    "memory": set(),
    "blobs": {"errors"},
    "model": {"errors", "vietnamese"},
    **{stage: {"model", *GROUND} for stage in STAGES},
    "service": {"model", *STAGES, *GROUND},
    "cli": {"service", "model", "web", *GROUND},
    "web": {"service", "model", *GROUND},
    "__main__": {
        "cli",
        "model",
        *STAGES,
        *GROUND,
    },  # also of a stage: a door that, like service, orders stages
}
NO_NAMES = {"utils", "helpers", "common", "manager", "util", "helper", "misc", "managers"}
HEAVY = {"lxml", "docx", "docxtpl", "markdown_it"}  # too slow for what runs once a document

MOST_LINES_OF_MODULE = 400
MOST_LINES_OF_FUNCTION = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
every_module = pytest.mark.parametrize("module", MODULES)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def layer(module: str) -> str:
    """`reportgen.fill.gate` → `fill`; the package has none; a `__main__` is a door wherever it is."""
    if module.endswith(".__main__"):
        return "__main__"
    return [*module.split("."), ""][1]


def imports(nodes: Iterable[ast.AST], module: str) -> Iterator[str]:
    """Full dotted names of what the nodes import; names taken from a package may be modules of it."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(node, module)
            yield source
            yield from (f"{source}.{alias.name}" for alias in node.names)


def _absolute(node: ast.ImportFrom, module: str) -> str:
    if not node.level:
        return node.module or ""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    for _ in range(node.level - 1):
        package = package.rpartition(".")[0]
    return f"{package}.{node.module}" if node.module else package


def at_run_time(node: ast.AST) -> Iterator[ast.AST]:
    """Every node below one, without what only type checkers read."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            continue
        yield child
        yield from at_run_time(child)


def run_time_closure(start: str) -> dict[str, str]:
    """What a module imports sooner or later, in functions too: name → the module that does it."""
    reached: dict[str, str] = {start: start}
    waiting = [start]
    while waiting:
        module = waiting.pop()
        imported = imports(at_run_time(tree(module)), module)
        for name in (part for full_name in imported for part in _with_parents(full_name)):
            if name not in reached:
                reached[name] = module
                if name in MODULES:
                    waiting.append(name)
    return reached


def _with_parents(name: str) -> Iterator[str]:
    """`a.b.c` → `a`, `a.b`, `a.b.c`: importing a module runs the packages above it."""
    parts = name.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def functions(module: str) -> Iterator[Function]:
    return (node for node in ast.walk(tree(module)) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@every_module
def test_module_belongs_to_a_layer_and_imports_only_lower_ones(module: str) -> None:
    own = layer(module)
    assert own in MAY_IMPORT, f"give {own} a layer in this test and in CONTRIBUTING.md"
    allowed = MAY_IMPORT[own] | {own, ""}
    ours = [name for name in imports(ast.walk(tree(module)), module) if name.split(".")[0] == "reportgen"]
    known = {name for name in ours if name in MODULES}
    assert sorted(name for name in known if layer(name) not in allowed) == []


@every_module
def test_module_has_a_name_that_says_something(module: str) -> None:
    assert not NO_NAMES & set(module.split("."))


@every_module
def test_module_is_short(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= MOST_LINES_OF_MODULE


@every_module
def test_module_and_public_functions_say_what_they_are_for(module: str) -> None:
    assert ast.get_docstring(tree(module)), "the module has no docstring"
    public = (
        node for node in tree(module).body if isinstance(node, Function) and not node.name.startswith("_")
    )
    assert [function.name for function in public if not ast.get_docstring(function)] == []


@every_module
def test_functions_are_short(module: str) -> None:
    long = {function.name: body_lines(function) for function in functions(module)}
    assert {name: lines for name, lines in long.items() if lines > MOST_LINES_OF_FUNCTION} == {}


def test_every_folder_of_the_package_is_a_package() -> None:
    folders = {file.parent for file in MODULES.values()}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("module", [name for name in MODULES if layer(name) == "fill"])
def test_filling_never_reaches_a_heavy_library(module: str) -> None:
    reached = run_time_closure(module)
    assert {name: by for name, by in reached.items() if name.split(".")[0] in HEAVY} == {}


def test_importing_fill_loads_no_heavy_library() -> None:
    modules = [name for name in MODULES if layer(name) == "fill"]
    code = f"import sys, {', '.join(modules)}; print(*sorted({HEAVY} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, check=True, text=True, cwd=ROOT
    )
    assert run.stdout.split() == []


def test_import_of_a_stage_by_another_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "inner.py"
    file.write_text("def f():\n    from ..check import package_lint\n", encoding="utf-8")
    monkeypatch.setitem(MODULES, "reportgen.fill.inner", file)
    names = set(imports(ast.walk(tree("reportgen.fill.inner")), "reportgen.fill.inner"))
    assert names == {"reportgen.check", "reportgen.check.package_lint"}


# What is installed: names, versions and hashes only, so that any registry or mirror serves.

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"(?m)^([a-z0-9-]+)==\S+(?: ; .*?)? \\$")


def project_name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9-]", requirement)[0].lower()


def runtime_dependencies() -> set[str]:
    optional = PROJECT["project"]["optional-dependencies"]
    listed = [*PROJECT["project"]["dependencies"], *(line for lines in optional.values() for line in lines)]
    return set(map(project_name, listed))


@pytest.mark.parametrize("file", REQUIREMENTS)
def test_requirements_hold_no_address(file: str) -> None:
    assert "://" not in (ROOT / file).read_text(encoding="utf-8")


def test_every_dependency_is_pinned() -> None:
    runtime, everything = (
        set(PIN.findall((ROOT / file).read_text(encoding="utf-8"))) for file in REQUIREMENTS
    )
    development = set(map(project_name, PROJECT["dependency-groups"]["dev"]))
    assert runtime_dependencies() - runtime == set()
    assert development - everything == set()
    assert runtime - everything == set()


def test_every_dependency_has_a_reason() -> None:
    table = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").lower()
    development = set(map(project_name, PROJECT["dependency-groups"]["dev"]))
    named = set(re.findall(r"(?m)^\| ([a-z0-9-]+) ", table))
    assert (runtime_dependencies() | development) - named == set()
