"""The two files a user writes, read and validated: the definition of a report, and the figures of a unit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import ValidationError

from reportgen.errors import Finding, InputRefused, Severity, Where
from reportgen.load.alike_json import AlikeJson
from reportgen.load.everyday_indicators import with_everyday_indicators
from reportgen.load.explain import by_place, explain
from reportgen.load.fast_json import read_plain_json
from reportgen.load.frozen_set import is_frozen, open_frozen
from reportgen.load.text import MAX_BYTES, too_big
from reportgen.load.yaml_json import Reading, read_json, read_yaml
from reportgen.model.base import Value
from reportgen.model.definition import Definition
from reportgen.model.figures_input import FiguresInput
from reportgen.model.frozen import FrozenSet
from reportgen.model.source import Source
from reportgen.model.tie_out import Summand
from reportgen.model.waiver import WaiverFile

Read = Callable[[bytes, str], Reading]
Model = TypeVar("Model", bound=Value)


def _read_workbook(raw: bytes, file: str) -> Reading:
    from reportgen.load.workbook import read_workbook  # openpyxl is slow to import, and few files need it

    return read_workbook(raw, file)


TEXT_READERS: dict[str, Read] = {".yaml": read_yaml, ".yml": read_yaml, ".json": read_json}
FIGURES_READERS: dict[str, Read] = {**TEXT_READERS, ".xlsx": _read_workbook}
CHOOSE_FILE = "chỉ rõ tệp nằm trong thư mục này"
SAVE_AS_XLSX = "mở bằng Excel, chọn Lưu thành (Save As), kiểu Excel Workbook (*.xlsx)"


@dataclass(frozen=True, slots=True)
class LoadedDefinition:
    """A definition, where its values stand, and the plain data it was made of."""

    definition: Definition
    source: Source
    data: Any = None


class LoadedWaivers(NamedTuple):
    """A file of waivers and where its values stand."""

    file: WaiverFile
    source: Source


@dataclass(frozen=True, slots=True)
class LoadedFigures:
    """Figures, where they stand, what was understood on the way (severity info), and the plain data."""

    figures: FiguresInput
    source: Source
    notes: tuple[Finding, ...] = ()
    data: Any = None
    frozen: FrozenSet | None = None
    """The set that it is, when it was frozen."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Further files that the figures were read from, and their sha256."""
    summands: Callable[[], Sequence[Summand]] = tuple
    """What the units below gave for them, looked up when somebody asks."""


def load_definition(path: Path, *, shown_as: str | None = None) -> LoadedDefinition:
    """Read a definition from YAML or JSON; findings name the file `shown_as`, by default the path as given.

    Raises InputRefused with everything that can be found wrong.
    """
    file = shown_as or path.as_posix()
    return parse_definition(read_file(path, file), file, path.suffix)


def parse_definition(raw: bytes, file: str, suffix: str) -> LoadedDefinition:
    """Read a definition from the bytes of a YAML or JSON file, called `file` in messages.

    Raises InputRefused with everything that can be found wrong.
    """
    reading = reading_of(raw, file, suffix, TEXT_READERS, "bao-cao.yaml")
    definition, _ = validated(reading, Definition)
    return LoadedDefinition(definition, reading.source, reading.data)


def load_figures(path: Path, *, shown_as: str | None = None) -> LoadedFigures:
    """Read figures from YAML, JSON or a workbook; findings name the file `shown_as`, else by its path.

    Raises InputRefused with everything that can be found wrong.
    """
    file = shown_as or path.as_posix()
    return parse_figures(read_file(path, file), file, path.suffix)


def parse_figures(raw: bytes, file: str, suffix: str) -> LoadedFigures:
    """Read figures from the bytes of a file; a frozen set is opened when its seal is whole.

    Raises InputRefused with everything that can be found wrong.
    """
    reading, frozen = reading_of(raw, file, suffix, FIGURES_READERS, "so-lieu.yaml, so-lieu.xlsx"), None
    if is_frozen(reading.data) and reading.is_sound:
        reading, frozen = open_frozen(reading)
    figures, notes = validated(reading, FiguresInput)
    return LoadedFigures(figures, reading.source, notes, reading.data, frozen)


def load_waivers(path: Path) -> LoadedWaivers:
    """Read a file of waivers from YAML or JSON.

    Raises InputRefused with everything that can be found wrong.
    """
    file = path.as_posix()
    reading = reading_of(read_file(path, file), file, path.suffix, TEXT_READERS, "bo-qua.yaml")
    waivers, _ = validated(reading, WaiverFile)
    return LoadedWaivers(waivers, reading.source)


def figures_from_json(data: bytes, file: str, alike: AlikeJson | None = None) -> FiguresInput:
    """Read figures from JSON without keeping positions: the fast way for batches.

    `alike` remembers a text from one call to the next. Raises InputRefused as `load_figures` does; only then
    is the text read a second time, to explain.
    """
    figures = alike.read(data) if alike is not None else None
    if figures is not None:
        return figures
    value = read_plain_json(data)
    if is_frozen(value):
        return parse_figures(data, file, ".json").figures
    if value is not None:
        try:
            figures = FiguresInput.model_validate(with_everyday_indicators(value))
        except ValidationError:
            pass  # explained below, with places
        else:
            return alike.learn(data, figures) if alike is not None else figures
    return validated(read_json(data, file), FiguresInput)[0]


def validated(reading: Reading, model: type[Model]) -> tuple[Model, tuple[Finding, ...]]:
    """Return the value and the notes on it.

    Raises InputRefused with the findings of reading and validating.
    """
    errors = [each for each in reading.findings if each.severity is Severity.ERROR]
    if reading.is_sound:
        try:
            value = model.model_validate(reading.data)
        except ValidationError as error:
            errors += explain(error, reading.source, model)
        else:
            if not errors:
                return value, reading.findings
    raise InputRefused(_in_order(errors))


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: by_place(finding.where))


def reading_of(raw: bytes, file: str, suffix: str, readers: dict[str, Read], examples: str) -> Reading:
    """Read plain data and places with the reader for the ending of a file.

    Raises InputRefused when there is none, or when the file cannot be read at all.
    """
    suffix = suffix.lower()
    read = readers.get(suffix)
    if read is None:
        raise InputRefused([_unknown_kind(suffix, file, readers, examples)])
    return read(raw, file)


def _unknown_kind(suffix: str, file: str, readers: dict[str, Read], examples: str) -> Finding:
    message = f"không đọc được tệp đuôi “{suffix}”" if suffix else "tên tệp không có đuôi"
    remedy = f"dùng tệp {', '.join(readers)} (ví dụ {examples})"
    if suffix in (".xls", ".xlsm", ".ods") and ".xlsx" in readers:
        remedy = SAVE_AS_XLSX
    return Finding("file-kind", message, Where(file), remedy)


def read_file(path: Path, file: str, *, most: int = MAX_BYTES) -> bytes:
    """Return the content of a file of at most so many bytes, called `file` in messages.

    Raises InputRefused with what the file system says.
    """
    where = Where(file)
    try:
        if path.is_dir():
            raise InputRefused(
                [Finding("file-is-folder", "đây là thư mục, không phải tệp", where, CHOOSE_FILE)]
            )
        if (size := path.stat().st_size) > most:
            raise InputRefused([too_big(file, size, most)])
        return path.read_bytes()
    except FileNotFoundError:
        finding = Finding("file-missing", "không tìm thấy tệp", where, "kiểm tra lại tên tệp và thư mục")
    except PermissionError:
        finding = Finding("file-unreadable", "không có quyền đọc tệp", where, "xin quyền đọc tệp")
    except OSError as error:
        message = f"không đọc được tệp (hệ điều hành báo lỗi số {error.errno})"
        finding = Finding("file-unreadable", message, where, "chép tệp về máy rồi thử lại")
    raise InputRefused([finding])
