"""What was worked out before, by the hash of all that it depends on, so that only what is new is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from hashlib import sha256
from operator import itemgetter
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

SIZE = 16  # bytes of a key


class Workings:
    """Results by key. `before` are those that are at hand; of these and of new ones `now` has what was asked for.

    Whoever asks must put all that a result depends on into its key, the code and the data of the project apart.
    """

    def __init__(self, before: Mapping[bytes, msgspec.Raw] | None = None) -> None:
        self.before = before or {}
        self.now: dict[bytes, bytes | msgspec.Raw] = {}

    def found(self, key: bytes, kind: Any) -> Any | None:
        """The result of this key, of a type that msgspec knows; None where there is none at hand."""
        raw = self.before.get(key)
        if raw is None:
            return None
        self.now[key] = raw
        return msgspec.msgpack.decode(raw, type=kind)

    def kept(self, key: bytes, result: T) -> T:
        """The same result, kept for another time. It must not be None."""
        self.now[key] = msgspec.msgpack.encode(result)
        return result

    def once(self, key: bytes, kind: Any, work: Callable[[], T]) -> T:
        """The result at hand, else that of `work`, which is kept."""
        found = self.found(key, kind)
        return self.kept(key, work()) if found is None else found

    def encoded(self) -> bytes:
        """What was asked for, as `decoded` reads it."""
        return msgspec.msgpack.encode(
            {key: msgspec.Raw(value) for key, value in sorted(self.now.items(), key=itemgetter(0))}
        )

    @classmethod
    def decoded(cls, data: bytes) -> Workings:
        """The workings with these at hand."""
        return cls(msgspec.msgpack.decode(data, type=dict[bytes, msgspec.Raw]))


def key(*parts: object) -> bytes:
    """The key of a result that depends on these values, which msgspec can write and which hold no set.

    >>> key("place", "Strelsau", None) == key("place", "Strelsau", None), len(key())
    (True, 16)
    """
    return sha256(msgspec.msgpack.encode(parts)).digest()[:SIZE]
