"""Articles → readings: those already on disk are taken from there, the others are parsed and extracted.

Each new reading is kept as soon as it is made, so that an interrupted build goes on where it stopped.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from kg import parse
from kg.errors import GraphUnusable
from kg.model import Article, Reading, reading_from_json, to_json
from kg.pipeline.knowledge import CLEANING, Knowledge
from kg.store import Objects, Quarantined

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
    at_hand: Mapping[str, Reading] | None = None,
    reuse: bool = True,
    progress: Progress = lambda done, total: None,
) -> Harvest:
    """A reading of every article, but for those that parser or extraction fail on, which are quarantined.

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

    def failed(article: Article, error: Exception) -> None:
        reason = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
        quarantined.extend(Quarantined(source.path, reason) for source in article.sources)
        progress(len(readings) + len(quarantined), len(articles))

    for reading in _made(todo, load, model, failed) if todo else ():
        objects.put(keys[reading.article.id], to_json(replace(reading, article=_bare(reading.article))))
        readings[reading.article.id] = reading
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


def _made(
    articles: Sequence[Article],
    load: Callable[[], Knowledge],
    model: str,
    failed: Callable[[Article, Exception], None],
) -> Iterator[Reading]:
    from kg.extract import extract

    nlp, knowledge = parse.load(model), load()
    # What was loaded lives as long as the process: the collector need not walk the model and the lexicon again at
    # every thousandth node of an article (measured: a third of the time of the extraction).
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    for article, doc in parse.parse(nlp, articles, failed):
        try:
            reading = extract(
                doc, article, knowledge.lexicon, knowledge.gazetteer, knowledge.ontology, knowledge.places
            )
        except Exception as error:  # a sentence nobody foresaw costs its article, not the build
            failed(article, error)
        else:
            yield reading
