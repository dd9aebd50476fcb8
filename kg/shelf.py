"""Values by name as a file keeps them: each is decoded when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import msgspec

V = TypeVar("V")


class Shelf(Mapping[str, V]):
    """Values by name, each decoded when it is first asked for, and written as it was where it has not been replaced."""

    def __init__(self, kind: Any, raw: Mapping[str, msgspec.Raw] | None = None) -> None:
        self._kind = kind
        self._raw: dict[str, msgspec.Raw] = dict(raw or {})
        self._new: dict[str, V] = {}
        self._decoded: dict[str, V] = {}

    @classmethod
    def of(cls, kind: Any, values: Mapping[str, V]) -> Shelf[V]:
        """A shelf with these values."""
        shelf: Shelf[V] = cls(kind)
        shelf._new.update(values)
        return shelf

    def __getitem__(self, name: str) -> V:
        if name in self._new:
            return self._new[name]
        if name not in self._decoded:
            self._decoded[name] = msgspec.msgpack.decode(self._raw[name], type=self._kind)
        return self._decoded[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._raw
        yield from (name for name in self._new if name not in self._raw)

    def __len__(self) -> int:
        return len(self._raw.keys() | self._new.keys())

    def __contains__(self, name: object) -> bool:
        return name in self._new or name in self._raw

    def put(self, name: str, value: V) -> None:
        """Takes the place of what has this name."""
        self._new[name] = value

    def drop(self, name: str) -> None:
        """Without what has this name."""
        self._raw.pop(name, None)
        self._new.pop(name, None)
        self._decoded.pop(name, None)

    def having(self, words: str) -> Iterator[str]:
        """The names of all values that hold these words, and maybe of some that do not."""
        sought = words.encode("utf-8", "surrogatepass")
        yield from self._new
        yield from (name for name, raw in self._raw.items() if name not in self._new and sought in bytes(raw))

    def names(self) -> set[str]:
        return {*self._raw, *self._new}

    def raw(self) -> dict[str, msgspec.Raw]:
        """All values, as bytes, by name in order."""
        new = {name: encoded(value) for name, value in self._new.items()}
        return dict(sorted({**self._raw, **new}.items()))


def encoded(value: object) -> msgspec.Raw:
    """As a shelf keeps a value: equal values are equal bytes."""
    return msgspec.Raw(msgspec.msgpack.encode(value, order="deterministic"))
