"""Values as plain data: the one decorator for frozen classes, and the way to JSON and back."""

import dataclasses
import types
import typing
from collections.abc import Hashable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, TypeVar, cast, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=False)
def value(cls: type[T]) -> type[T]:
    return dataclasses.dataclass(frozen=True, slots=True)(cls)


class MalformedData(ValueError):
    """Plain data that does not fit the class it should become; the message names the place. `template` is
    English and the key to its translation; `words` fill its places."""

    def __init__(self, template: str, place: str = "", **words: str | int) -> None:
        sentence = template.format(**words)
        super().__init__(f"{place}: {sentence}" if place else sentence)
        self.template, self.place, self.words = template, place, tuple(words.items())


def to_plain(thing: Any) -> Any:
    """Dictionaries, lists, strings, numbers and None. Fields that hold their default are left out."""
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return {
            f.name: to_plain(getattr(thing, f.name))
            for f in dataclasses.fields(thing)
            if not _is_default(thing, f)
        }
    if isinstance(thing, (tuple, list)):
        return [to_plain(item) for item in thing]
    if isinstance(thing, datetime):
        return thing.isoformat()
    return thing


def from_plain(cls: type[T], data: Any, place: str = "") -> T:
    """:raises MalformedData: an unknown key, a missing field or a wrong type, with its place."""
    if not isinstance(data, Mapping):
        raise MalformedData("expected a table", place or cls.__name__)
    hints = _hints(cast("Hashable", cls))
    unknown = sorted(set(data) - set(hints))
    if unknown:
        raise MalformedData("unknown key “{key}”", place or cls.__name__, key=unknown[0][:40])
    fields = {name: _read(hints[name], item, f"{place}.{name}".lstrip(".")) for name, item in data.items()}
    missing = next((field.name for field in _required(cls) if field.name not in fields), "")
    if missing:
        raise MalformedData("“{key}” is missing", place or cls.__name__, key=missing)
    return cls(**fields)


def _required(cls: Any) -> "Iterator[dataclasses.Field[Any]]":
    empty = dataclasses.MISSING
    return (f for f in dataclasses.fields(cls) if f.default is empty and f.default_factory is empty)


def _expected(hint: Any, place: str) -> MalformedData:
    if hint is bool:
        return MalformedData("expected true or false", place)
    if hint is int:
        return MalformedData("expected a whole number", place)
    return MalformedData("expected a text", place)


def _is_default(thing: Any, field: "dataclasses.Field[Any]") -> bool:
    return field.default is not dataclasses.MISSING and getattr(thing, field.name) == field.default


@cache
def _hints(cls: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


@cache
def _types_in(named_tuple: Any) -> tuple[Any, ...]:
    return tuple(typing.get_type_hints(named_tuple).values())


def _read(hint: Any, data: Any, place: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _read_tuple(typing.get_args(hint), data, place)
    if origin in {types.UnionType, typing.Union}:
        return _read_union(typing.get_args(hint), data, place)
    if origin is typing.Literal:
        return _read_choice(typing.get_args(hint), data, place)
    if isinstance(hint, type) and issubclass(hint, tuple):  # a named tuple; as plain data it is a list
        return hint(*_read_tuple(_types_in(hint), data, place))
    if dataclasses.is_dataclass(hint):
        return from_plain(cast("type[Any]", hint), data, place)
    if hint is datetime:
        return _read_time(data, place)
    if not isinstance(data, hint) or (hint is int and isinstance(data, bool)):
        raise _expected(hint, place)
    return data


def _read_tuple(inner: tuple[Any, ...], data: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(data, (list, tuple)):
        raise MalformedData("expected a list", place)
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_read(inner[0], item, f"{place}[{number}]") for number, item in enumerate(data, 1))
    if len(data) != len(inner):
        raise MalformedData("expected {number} items", place, number=len(inner))
    return tuple(_read(hint, item, place) for hint, item in zip(inner, data, strict=True))


def _read_union(inner: tuple[Any, ...], data: Any, place: str) -> Any:
    if data is None and type(None) in inner:
        return None
    return _read(next(hint for hint in inner if hint is not type(None)), data, place)


def _read_choice(choices: tuple[Any, ...], data: Any, place: str) -> Any:
    if data not in choices:
        raise MalformedData(
            "“{word}” is none of {words}", place, word=str(data)[:40], words=", ".join(map(str, choices))
        )
    return data


def _read_time(data: Any, place: str) -> datetime:
    try:
        return datetime.fromisoformat(data)
    except (TypeError, ValueError):
        raise MalformedData("expected a date and time", place) from None
