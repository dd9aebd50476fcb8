"""The readings on disk, by key: the durable truth that any generation can be made from again.

An object is one sealed file, `objects/ab/abcd….json`. Its key is chosen by who writes it (the hash of all that the
reading depends on).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import GraphUnusable
from kg.store.files import write_whole, writing
from kg.store.sealed import Damaged, seal, unseal

_KEY = re.compile(r"[0-9a-f]{16,128}")


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of the graph at `graph`."""

    graph: Path

    def path(self, key: str) -> Path:
        """Where the object of `key` is, or would be. A key is 16 to 128 lower-case hexadecimal digits."""
        if not _KEY.fullmatch(key):
            raise ValueError(f"not an object key: {key!r}")
        return self.graph / "objects" / key[:2] / f"{key}.json"

    def __contains__(self, key: str) -> bool:
        return self.path(key).is_file()

    def put(self, key: str, data: bytes) -> None:
        """Keeps `data` under `key`, whole or not at all."""
        with writing(self.graph):
            write_whole(self.path(key), seal(data))

    def get(self, key: str) -> bytes | None:
        """The data of `key`, or None where there is none; raises `GraphUnusable` where it is damaged."""
        try:
            stored = self.path(key).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise GraphUnusable(f"{self.path(key)}: cannot be read: {error.strerror}") from error
        try:
            return unseal(stored)
        except Damaged as error:
            raise GraphUnusable(f"{self.path(key)}: damaged; run kg repair, or build again") from error

    def keys(self) -> Iterator[str]:
        """Every key, sorted."""
        folder = self.graph / "objects"
        for shelf in sorted(p for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else ():
            with os.scandir(shelf) as found:  # quicker than globbing, of tens of thousands
                stems = [one.name.removesuffix(".json") for one in found if one.name.endswith(".json")]
            yield from sorted(stem for stem in stems if _KEY.fullmatch(stem))

    def sweep(self, keep: set[str]) -> int:
        """Removes every object whose key is not in `keep`; says how many."""
        gone = [key for key in self.keys() if key not in keep]
        with writing(self.graph):
            for key in gone:
                self.path(key).unlink(missing_ok=True)
        return len(gone)
