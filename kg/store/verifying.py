"""Whether what is on disk is what was written: files, readings, the store's counts and root, quotes against texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec
from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.errors import GraphUnusable
from kg.model import Reading, reading_from_json
from kg.store.generations import LAST, Generation, current, last_manifest
from kg.store.manifest import Manifest, root_hash
from kg.store.objects import Objects
from kg.store.sealed import misfits
from kg.store.tally import Tally


@dataclass(frozen=True, slots=True, order=True)
class Damage:
    """Something on disk that is not as it was written: where, below the graph's folder, and what is wrong with it."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was looked at, in numbers, and what was found."""

    checked: Mapping[str, int]
    damages: tuple[Damage, ...]


def verify(graph: Path) -> Soundness:
    """Reads all of the graph: every file, every reading, every quad of the current store, and each quote's place.

    Raises `GraphUnusable` only where there is no graph at all.
    """
    if not graph.is_dir() or not any((graph / mark).exists() for mark in ("CURRENT", "generations", "objects")):
        current(graph)  # says why not
    damages: list[Damage] = []
    checked = {"generations": 0, "readings": 0, "quads": 0, "quotes": 0}
    for folder in sorted((graph / "generations").glob("[0-9]*")):
        checked["generations"] += 1
        try:
            damages += (Damage(_below(graph, path), what) for path, what in misfits(folder))
        except OSError as error:
            damages.append(Damage(_below(graph, folder), f"its checksums cannot be read: {error.strerror}"))
    readings, bad = _readings(graph)
    checked["readings"] = len(readings)
    damages += bad
    try:
        generation = current(graph)
    except GraphUnusable as error:
        return Soundness(checked, (*damages, Damage("CURRENT", str(error))))
    damages += _last(graph, generation.manifest)
    keys = [record.object for record in generation.manifest.contents.articles]
    damages += (Damage(_below(graph, Objects(graph).path(key)), "is gone") for key in keys if not _there(graph, key))
    if not any(damage.where.startswith(_below(graph, generation.folder)) for damage in damages):
        damages += _store(graph, generation, readings, checked)
    return Soundness(checked, tuple(damages))


def _readings(graph: Path) -> tuple[dict[str, Reading], list[Damage]]:
    """Every reading by its key, and the damage among them: also a span that lies outside its text."""
    objects, found, bad = Objects(graph), {}, []
    for key in list(objects.keys()):
        where = _below(graph, objects.path(key))
        try:
            reading = reading_from_json(objects.get(key) or b"")
        except (GraphUnusable, msgspec.DecodeError, UnicodeDecodeError):
            bad.append(Damage(where, "is damaged: its checksum does not fit"))
            continue
        found[key] = reading
        end = len(reading.article.text)
        spans = [m.span for m in reading.mentions] + [c.span for c in reading.claims]
        if any(not 0 <= span.start <= span.end <= end for span in spans):
            bad.append(Damage(where, f"has a span outside its text of {end:,} characters"))
    return found, bad


def _there(graph: Path, key: str) -> bool:
    return re.fullmatch("[0-9a-f]{16,128}", key) is not None and key in Objects(graph)


def _last(graph: Path, manifest: Manifest) -> Iterator[Damage]:
    """Whether the copy of the manifest is one. That of an older generation is none's damage: whoever published this one
    was stopped before its copy, and the next to publish writes it."""
    copy = last_manifest(graph)
    if copy != manifest and (copy is None or copy.number >= manifest.number):
        yield Damage(LAST, "is not the copy of the manifest that it should be")


def _store(
    graph: Path, generation: Generation, readings: Mapping[str, Reading], checked: dict[str, int]
) -> Iterator[Damage]:
    """The store's quads against the manifest's counts and root, and its quotes against the texts."""
    where, manifest = _below(graph, generation.store_path), generation.manifest
    try:
        store = generation.open()
        tally = Tally()
        for _ in tally.counting(rdf.nquads_utf8(iter(store))):
            pass
    except (GraphUnusable, OSError, RuntimeError) as error:
        yield Damage(where, str(error))
        return
    counts = tally.counts()
    checked["quads"] = counts["quads"]
    for name, count in counts.items():
        if manifest.counts.get(name) != count:
            yield Damage(where, f"holds {count:,} {name}, not {manifest.counts.get(name, 0):,}")
    if root_hash(manifest.contents.articles, tally.buckets.hashes()) != manifest.root:
        yield Damage(where, "holds other quads than were published: the root hash differs")
    for record in manifest.contents.articles:
        if record.object in readings:
            yield from _quotes(where, store, record.id, readings[record.object].article.text, checked)


def _quotes(where: str, store: Store, article: str, text: str, checked: dict[str, int]) -> Iterator[Damage]:
    """Whether every quote of an article's graph is the words at its place in the text."""
    graph = rdf.node(article)
    starts, ends, quotes = (_values(store, name, graph) for name in ("start", "end", "quote"))
    for subject, quote in quotes.items():
        checked["quotes"] += 1
        if subject in starts and text[int(starts[subject]) : int(ends.get(subject, "0"))] != quote:
            yield Damage(where, f"{subject} quotes {quote[:40]!r}, which is not at its place in {article}")


def _values(store: Store, name: str, graph: NamedNode) -> dict[str, str]:
    found = store.quads_for_pattern(None, rdf.kg(name), None, graph)
    return {str(q.subject): q.object.value for q in found if isinstance(q.object, Literal)}


def _below(graph: Path, path: Path) -> str:
    return path.relative_to(graph).as_posix()
