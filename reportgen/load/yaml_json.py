"""Strict reading of YAML and JSON: plain values, the place of each, and every finding the parser allows.

Nothing is guessed: only `null ~ true false`, whole numbers and decimals are typed; all else stays text.
JSON goes through the same reader for its places, after the standard JSON parser has accepted its syntax.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

import yaml

from reportgen.errors import Finding, Where
from reportgen.load.text import FORBIDDEN, character_findings, decode, empty, tab_findings
from reportgen.load.yaml_syntax import explain_json_error, explain_yaml_error
from reportgen.load.yaml_tree import MAX_DEPTH, TooMuch, Tree
from reportgen.model.source import Source

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SURROGATES = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text file as read.

    `data` is made of dict, list, str, int, Decimal, bool and None. `is_sound` is False when findings leave
    no use in validating `data`.
    """

    data: object
    source: Source
    findings: tuple[Finding, ...] = ()
    is_sound: bool = True


def read_yaml(raw: bytes, file: str, *, keeps_spots: bool = True) -> Reading:
    """Read one YAML document of UTF-8 text; without its spots it takes a tenth of the memory.

    Raises InputRefused when the text itself cannot be read (size, encoding, empty).
    """
    text = decode(raw, file)
    characters = character_findings(text, file)
    if tabs := tab_findings(text, file):  # the indentation is unknown, so nothing else can be said
        return Reading(None, Source.of_text(file, text, {}), (*characters, *tabs), is_sound=False)
    return _parse(Tree(file, text, keeps_spots=keeps_spots), raw, characters)


def read_json(raw: bytes, file: str) -> Reading:
    """Read one JSON document of UTF-8 text, with the same strictness and the same values as `read_yaml`."""
    text = decode(raw, file)
    characters = character_findings(text, file)
    syntax = [] if characters else _json_syntax(text, file)
    if syntax:
        return Reading(None, Source.of_text(file, text, {}), tuple(syntax), is_sound=False)
    return _parse(Tree(file, _join_surrogates(text), is_json=True), raw, characters)


def _parse(tree: Tree, raw: bytes, characters: list[Finding]) -> Reading:
    # A forbidden character would stop the parser: a harmless one of the same length stands in for it.
    syntax = _feed(tree, FORBIDDEN.sub("x", tree.text) if characters else tree.text)
    source = Source.of_text(tree.file, tree.text, tree.spots, sha256=hashlib.sha256(raw).hexdigest())
    findings = [*characters, *tree.findings]
    if syntax is not None and not characters:
        error = explain_yaml_error(syntax, source)
        if not any(each.rule == "key-not-text" and each.where.line == error.where.line for each in findings):
            findings.append(error)
    if not findings and tree.value is None:
        findings.append(empty(tree.file))
    is_sound = tree.is_sound and not characters and syntax is None and tree.value is not None
    return Reading(tree.value, source, tuple(findings), is_sound)


def _feed(tree: Tree, text: str) -> yaml.MarkedYAMLError | None:
    loader = Loader(text)
    try:
        while (event := loader.get_event()) is not None:
            tree.feed(event)
    except yaml.MarkedYAMLError as error:
        return error
    except TooMuch:
        return None
    finally:
        loader.dispose()
    return None


def _json_syntax(text: str, file: str) -> list[Finding]:
    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        return [explain_json_error(error, Source.of_text(file, text, {}))]
    except RecursionError:
        return [Finding("too-deep", f"lồng quá {MAX_DEPTH} cấp", Where(file), "bớt cấp lồng nhau")]
    return []


def _join_surrogates(text: str) -> str:
    r"""`\\ud83d\\ude00`, which YAML does not know, as the one escape `\\U0001F600`."""
    if "\\u" not in text:
        return text
    return SURROGATES.sub(_one_escape, text)


def _one_escape(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[0]
    code = 0x10000 + ((int(found[1], 16) - 0xD800) << 10) + int(found[2], 16) - 0xDC00
    return f"\\U{code:08X}"
