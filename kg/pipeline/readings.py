"""Articles → readings: those already on disk are taken from there, the others are parsed and extracted.

Each new reading is kept as soon as it is made, so that an interrupted build goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from kg.errors import GraphUnusable
from kg.model import Article, Reading, reading_from_json
from kg.pipeline.knowledge import CLEANING
from kg.pipeline.proposals import ReadAll
from kg.pipeline.reader import bare
from kg.processes import Failure
from kg.store import Objects, Quarantined

LOG = logging.getLogger(__name__)
Progress = Callable[[int, int], None]
"""Told how many articles are done, of how many."""


@dataclass(frozen=True, slots=True)
class Harvest:
    """The readings with their keys, in the order of the articles; how many were on disk; what was set aside."""

    readings: tuple[Reading, ...]
    keys: tuple[str, ...]
    reused: int
    quarantined: tuple[Quarantined, ...]
    notes: tuple[tuple[str, str], ...]


def harvest(
    articles: Sequence[Article],
    objects: Objects,
    read_all: ReadAll,
    versions: Mapping[str, str],
    at_hand: Mapping[str, Reading] | None = None,
    reuse: bool = True,
    progress: Progress = lambda done, total: None,
) -> Harvest:
    """A reading of every article, but for those that cannot be read within their limits, which are quarantined.

    `at_hand` are readings that were on disk, by their keys.
    """
    had = at_hand or {}
    keys = {article.id: reading_key(article, versions) for article in articles}
    notes: list[tuple[str, str]] = []
    readings = {a.id: r for a in articles if reuse and (r := _kept(a, keys[a.id], had, objects, notes))}
    reused = len(readings)
    quarantined: list[Quarantined] = []
    todo = [article for article in articles if article.id not in readings]
    progress(reused, len(articles))

    new: list[tuple[Article, bytes]] = []  # as they were written: a reader that is replaced is a copy of this process
    for article, said in read_all(todo) if todo else ():
        if isinstance(said, Failure):
            LOG.debug("%s: %s", article.name, said.reason)
            quarantined.extend(Quarantined(source.path, said.reason) for source in article.sources)
        else:
            objects.put(keys[article.id], said)
            new.append((article, said))
            if LOG.isEnabledFor(logging.DEBUG):
                LOG.debug("%s: %d claims", article.name, len(reading_from_json(said).claims))
        progress(reused + len(new) + len(quarantined), len(articles))
    readings |= {article.id: replace(reading_from_json(said), article=article) for article, said in new}
    built = [article for article in articles if article.id in readings]
    return Harvest(
        readings=tuple(readings[a.id] for a in built),
        keys=tuple(keys[a.id] for a in built),
        reused=reused,
        quarantined=tuple(quarantined),
        notes=tuple(notes),
    )


def reading_key(article: Article, versions: Mapping[str, str]) -> str:
    """The key of an article's reading: the hash of its text, its metadata and all that reads it.

    Where the text came from is no part of it: a file that moves is not read again.
    """
    on = {name: version for name, version in versions.items() if name != CLEANING}
    return hashlib.sha256(msgspec.json.encode([bare(article), on], order="deterministic")).hexdigest()


def _kept(
    article: Article, key: str, had: Mapping[str, Reading], objects: Objects, notes: list[tuple[str, str]]
) -> Reading | None:
    """The reading at hand or on disk, under the article's present name and sources."""
    if key in had:
        return replace(had[key], article=article)
    try:
        data = objects.get(key)
    except GraphUnusable as error:
        notes.append((article.name, f"read again: {error}"))
        return None
    return replace(reading_from_json(data), article=article) if data else None
