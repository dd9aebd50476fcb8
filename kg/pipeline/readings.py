"""Articles → readings: those already on disk are taken from there, the others are parsed and extracted.

Each new reading is kept as soon as it is made, so that an interrupted build goes on where it stopped.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from kg import parse
from kg.errors import GraphUnusable
from kg.gazetteer import Places
from kg.model import Article, Reading, reading_from_json, to_json
from kg.pipeline.knowledge import CLEANING, Knowledge
from kg.processes import Effort, Failure, run_apart
from kg.store import Objects, Quarantined

LIFE = 400
"""Articles that one process reads: the parser's vocabulary grows, by some megabytes for so many."""

Reader = Callable[[Article], bytes]
"""What one article says, as it is kept on disk. An article at a time: a parse must not depend on what else is read."""

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
    load: Callable[[], Knowledge],
    model: str,
    versions: Mapping[str, str],
    workers: int,
    effort: Effort,
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

    for article, said in run_apart(_start(model, load), todo, workers, effort, LIFE) if todo else ():
        if isinstance(said, Failure):
            quarantined.extend(Quarantined(source.path, said.reason) for source in article.sources)
        else:
            objects.put(keys[article.id], said)
            readings[article.id] = replace(reading_from_json(said), article=article)
        progress(len(readings) + len(quarantined), len(articles))
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
    return hashlib.sha256(msgspec.json.encode([_bare(article), on], order="deterministic")).hexdigest()


def _bare(article: Article) -> Article:
    """The article without where it came from."""
    return replace(article, name="", sources=())


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


def _start(model: str, load: Callable[[], Knowledge]) -> Callable[[], Reader]:
    """What starts a reader in a process of its own. Model and knowledge are loaded here, once for all of them."""
    nlp, knowledge = parse.load(model), load()

    def start() -> Reader:
        from kg.extract import extract

        known = replace(knowledge, places=Places.open())  # a database is not shared between processes
        # What was loaded lives as long as the process: the collector need not walk the model and the lexicon again at
        # every thousandth node of an article (measured: a third of the time of the extraction).
        gc.freeze()
        gc.set_threshold(100_000, 50, 50)

        def read(article: Article) -> bytes:
            ((_, doc),) = parse.parse(nlp, [article])
            reading = extract(doc, article, known.lexicon, known.gazetteer, known.ontology, known.places)
            return to_json(replace(reading, article=_bare(article)))

        return read

    return start
