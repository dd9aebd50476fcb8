"""What a generation says of itself: its articles, counts, versions, settings and root hash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec

from kg.model import Source

FORMAT = 2
"""Raised whenever what is written here changes, so that an older graph is known as such."""


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article of a generation. `object` is the key of its reading; `sources` say where it was read from."""

    id: str
    name: str
    object: str
    published: date | None = None
    outlet: str | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An input that was set aside, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What a build knows of the generation it makes. `settings` remembers the sources and options for a rebuild."""

    articles: tuple[ArticleRecord, ...]
    quarantined: tuple[Quarantined, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)

    def in_order(self) -> Contents:
        """The same contents, in an order that does not tell in which order they were read."""
        return replace(
            self,
            articles=tuple(sorted(self.articles, key=lambda a: a.id)),
            quarantined=tuple(sorted(self.quarantined, key=lambda q: (q.path, q.reason))),
        )

    def equals(self, other: Contents) -> bool:
        """Whether both would be written alike."""
        return msgspec.json.encode(self, order="sorted") == msgspec.json.encode(other, order="sorted")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The contents of one generation with what was counted and hashed when it was written.

    `counts` has quads, graphs, articles, entities, mentions, claims, statements, events. `root` is the hash over the
    articles' objects and the buckets of the quads: equal roots, equal graphs.
    """

    number: int
    root: str
    counts: Mapping[str, int]
    contents: Contents
    format: int = FORMAT


def to_json(manifest: Manifest) -> bytes:
    """As indented JSON, keys in order."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1) + b"\n"


def from_json(data: bytes) -> Manifest:
    """Raises `msgspec.DecodeError` where `data` is no manifest, or one of another format."""
    found = msgspec.json.decode(data, type=_Format).format
    if found != FORMAT:
        raise msgspec.DecodeError(f"its format is {found}, not {FORMAT}: another version of kg made it")
    return msgspec.json.decode(data, type=Manifest)


class _Format(msgspec.Struct):
    format: int


def root_hash(articles: Iterable[ArticleRecord], buckets: Iterable[str]) -> str:
    """One hash over the articles' objects and the buckets' hashes."""
    whole = sha256()
    for line in (*sorted(f"{a.id} {a.object}" for a in articles), *buckets):
        whole.update(line.encode("utf-8", "surrogatepass") + b"\n")
    return whole.hexdigest()
