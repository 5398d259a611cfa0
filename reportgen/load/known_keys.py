"""Which keys a user may write at a path of a model, and what their titles are."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

Titles = dict[str, str]


def keys_at(model: type[BaseModel], path: tuple[str | int, ...]) -> Titles:
    """Return alias → title of the fields that may stand inside the value at `path`; empty for free keys."""
    annotations: list[Any] = [model]
    for part in path:
        annotations = [inner for each in annotations for inner in _step(each, str(part))]
    return {key: title for each in annotations for key, title in _fields(each)}


def _step(annotation: Any, part: str) -> Iterator[Any]:
    """Yield the plain types that the value `part` of a value of this type may have."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _plain_types(_member(annotation, part))
    elif get_origin(annotation) in (dict, tuple, list):
        inner = get_args(annotation)
        yield from _plain_types(inner[1] if get_origin(annotation) is dict else inner[0])


def _member(model: type[BaseModel], part: str) -> Any:
    for field in model.model_fields.values():
        if field.alias == part:
            return field.annotation
    extras = get_type_hints(model, include_extras=True).get("__pydantic_extra__")
    return get_args(extras)[1] if model.model_config.get("extra") == "allow" and get_args(extras) else None


def _plain_types(annotation: Any) -> Iterator[Any]:
    """Yield the members of unions, without Annotated."""
    if get_origin(annotation) is Annotated:
        yield from _plain_types(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, types.UnionType):
        for member in get_args(annotation):
            yield from _plain_types(member)
    elif annotation is not None:
        yield annotation


def _fields(annotation: Any) -> Iterator[tuple[str, str]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield field.alias or name, field.title or ""
