"""Articles put beside those of a graph, or taken out: what they touch is read from its ledger, and nothing else is made
again.

Where that cannot be done (a thing was split by hand, another version made the graph, what an article says changes the
others), all readings are gone through, as `making` does.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec

from kg import corrections
from kg.assemble import Carried, Fetch, Ledger, Prints, alterations, carried_on
from kg.assemble.collector import no_collection
from kg.config import Config
from kg.corrections import Correction
from kg.errors import GraphUnusable
from kg.model import Article, Metadata, Reading, Resolution, reading_from_json
from kg.pipeline.changes import PRINTS
from kg.pipeline.engines import engine
from kg.pipeline.knowledge import Knowledge, load_knowledge, versions, writing
from kg.pipeline.readings import Harvest, Progress, harvest
from kg.pipeline.sources import Sources, chosen, left_over, remembered
from kg.pipeline.worked import LEDGER, Before, gist_keys, kept_ledger, ledger_bytes, to_keep
from kg.pipeline.world import Notes, corrected, put_right_in
from kg.read import Intake, read
from kg.resolve import Linker, Resolved, outlines_beside, resolved_again, without_idle
from kg.store import (
    JUDGEMENTS,
    ArticleRecord,
    Changes,
    Contents,
    Generation,
    Objects,
    Quarantined,
    current,
    publish,
)

SPLIT = "split"
"""The correction for which all readings are gone through, since it parts mentions by their words."""

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Grown:
    """A graph with other articles: what was read and what its readings gave; the generation that has it, its ledger.

    `notes` tell of corrections that no longer apply.
    """

    intake: Intake
    found: Harvest
    generation: Generation
    ledger: Ledger
    notes: Notes


@dataclass(frozen=True, slots=True)
class _There:
    """What the published generation keeps; and the corrections of today, as their file has them and as they are."""

    generation: Generation
    ledger: Ledger
    prints: Prints
    before: Before
    corrected: str
    by_hand: Sequence[Correction]

    @classmethod
    def of(cls, config: Config) -> _There | None:
        """None where it keeps not enough, or keeps what other code or other knowledge made."""
        generation = current(config.graph)
        contents = generation.manifest.contents
        text = corrected(config.graph)
        by_hand = corrections.parse(text, str(config.graph / corrections.FILE))
        if contents.versions != versions(config) or not contents.articles or any(c.action == SPLIT for c in by_hand):
            return None
        ledger, data = kept_ledger(config, generation), generation.kept(PRINTS)
        before = Before.of(config, (record.object for record in contents.articles))
        if ledger is None or data is None or before.outlines.keys() != ledger.gists.keys():
            return None
        try:
            prints = msgspec.msgpack.decode(data, type=Prints)
        except msgspec.DecodeError:  # another version of kg wrote it
            return None
        return cls(generation, ledger, prints, before, text, by_hand) if prints.maker == writing(config) else None

    def articles(self) -> dict[str, Article]:
        """The articles by id, but without their texts."""
        return {
            r.id: Article(r.id, r.name, "", published=r.published, outlet=r.outlet, sources=r.sources)
            for r in self.generation.manifest.contents.articles
        }

    @property
    def untouched(self) -> bool:
        """Whether nothing is or was put right by hand."""
        return not self.by_hand and self.corrected == self.before.by_hand

    def unchanged(self, resolved: Resolved, carried: Carried) -> frozenset[str]:
        """The entities that are as they were, their classes as sources included."""
        was = {e.id: e for e in self.before.settled.entities} if self.untouched else {}
        then, now = self.ledger.entities, carried.ledger.entities
        return frozenset(
            e.id for e in resolved.settled.entities if was.get(e.id) is e and then.get(e.id) == now.get(e.id)
        )

    def keys(self, resolved: Resolved, contents: Contents, resolution: Resolution) -> dict[str, bytes]:
        """The keys of all articles' gists; made anew where a mention or the article's name may be another now."""
        was = {record.id: record.name for record in self.generation.manifest.contents.articles}
        there = {record.id: record.name for record in contents.articles}
        every = not self.untouched
        touched = {a for a, name in there.items() if every or a in resolved.moved or was.get(a) != name}
        keys = {a: g.key for a, g in self.ledger.gists.items() if a in there and a not in touched}
        return keys | gist_keys((self.before.outlines[a] for a in touched), contents.articles, resolution)


@no_collection()
def grown(
    places: Sequence[Path], config: Config, sources: Sources, tables: Mapping[str, Metadata], progress: Progress
) -> Grown | None:
    """The published graph with the articles of these places; None where it cannot be made so. The lock must be held."""
    there = _There.of(config)
    if there is None:
        return None
    intake = read(places, tables, there.articles())
    if not any(s.file in intake.files for article in intake.articles for s in article.sources):
        return None
    return _made(config, there, intake, sources.with_again(intake.files), progress)


@no_collection()
def shrunk(names: Sequence[str], config: Config, progress: Progress) -> Grown | None:
    """The published graph without the articles of these names; None where it cannot be made so. The lock must be held.

    Raises `UnknownName`, `AmbiguousName`.
    """
    there = _There.of(config)
    if there is None:
        return None
    contents = there.generation.manifest.contents
    gone = {record.id: record for name in names for record in chosen(contents.articles, name)}
    intake = read([], held={id: article for id, article in there.articles().items() if id not in gone})
    return _made(config, there, intake, Sources.remembered(contents).without(gone.values()), progress)


def _made(config: Config, there: _There, intake: Intake, sources: Sources, progress: Progress) -> Grown | None:
    """The graph of these articles, of which those that are there are not read again."""
    held = there.articles()
    articles = {article.id: article for article in intake.articles}
    if not articles or any(held[id].sources != a.sources for id, a in articles.items() if id in held):
        return None  # what comes from another place, too, may have other metadata now
    new = [article for id, article in articles.items() if id not in held]
    objects = Objects(config.graph)

    @cache
    def knowledge() -> Knowledge:
        return load_knowledge(config)

    now = there.generation.manifest.contents.versions
    done = len(articles) - len(new)
    found = harvest(new, objects, engine(config, knowledge, now), now, progress=_after(done, progress))
    contents = _contents(there, articles, intake, found, remembered(sources, config))
    if not contents.articles:
        return None
    return _published(config, there, knowledge(), objects, contents, intake, found)


def _after(count: int, progress: Progress) -> Progress:
    """Progress told as of all articles, so many of which are done."""
    return lambda done, total: progress(count + done, count + total)


def _contents(
    there: _There, articles: Mapping[str, Article], intake: Intake, found: Harvest, settings: Mapping[str, object]
) -> Contents:
    before = there.generation.manifest.contents
    records = [replace(r, name=articles[r.id].name) for r in before.articles if r.id in articles]
    for reading, key in zip(found.readings, found.keys, strict=True):
        a = reading.article
        records.append(ArticleRecord(a.id, a.name, key, a.published, a.outlet, a.sources))
    unread = (Quarantined(r.path, r.reason) for r in intake.rejected)
    aside = {*left_over(before.quarantined, intake.files), *unread, *found.quarantined}
    return replace(before, articles=tuple(records), quarantined=tuple(aside), settings=settings).in_order()


def _published(
    config: Config,
    there: _There,
    known: Knowledge,
    objects: Objects,
    contents: Contents,
    intake: Intake,
    found: Harvest,
) -> Grown | None:
    """The generation that has these contents."""
    linker = Linker(known.gazetteer, known.ontology, known.places)
    outlines, before = there.before.outlines, there.before.settled
    gone = [outlines[id] for id in outlines.keys() - {record.id for record in contents.articles}]
    new = outlines_beside(found.readings, linker, outlines, {outline.article for outline in gone}, before.heads)
    if new is None:
        return None
    workings = there.before.workings
    workings.now.update(workings.before)
    for outline in new:
        outlines.put(outline.article, outline)
    for outline in gone:
        outlines.drop(outline.article)
    resolved = resolved_again(before, outlines, new, gone, known.gazetteer, known.places, workings)
    at_work = without_idle(resolved.resolution, resolved.settled.idle)
    resolution, notes = put_right_in(at_work, there.by_hand, config.graph, (), known.ontology)
    keys = there.keys(resolved, contents, resolution)
    fetch = _fetching(objects, contents, found)
    carried = carried_on(there.ledger, resolution, keys, fetch, known.ontology, known.gazetteer)
    if carried is None:
        return None
    LOG.info("%d articles looked at again, %d statements", len(carried.readings), len(carried.assembly.statements))
    try:
        changes, prints = _changes(there, resolved, carried, resolution, known)
        extras = {
            JUDGEMENTS: msgspec.json.encode(resolution.judgements),
            **to_keep(config, outlines, resolved.settled, contents.articles, workings, there.corrected),
            PRINTS: msgspec.msgpack.encode(prints, order="sorted"),
            LEDGER: ledger_bytes(config, carried.ledger),
        }
        generation = publish(config.graph, changes, contents, config.keep, extras)
    except (GraphUnusable, RuntimeError):
        if current(config.graph).manifest.number != there.generation.manifest.number:
            raise  # it is published, and what was to be tidied up afterwards was not
        return None  # what it was to be made of is damaged
    return Grown(intake, found, generation, carried.ledger, notes)


def _changes(
    there: _There, resolved: Resolved, carried: Carried, resolution: Resolution, known: Knowledge
) -> tuple[Changes, Prints]:
    store, same = there.generation.open(), there.unchanged(resolved, carried)
    found = alterations(store, there.prints, there.ledger.entities, carried, resolution, known.ontology, same)
    return Changes(found.added, found.removed), found.prints


def _fetching(objects: Objects, contents: Contents, found: Harvest) -> Fetch:
    """What gives the readings of some articles, new or from before, under their articles' names."""
    records = {record.id: record for record in contents.articles}
    new = {reading.article.id: reading for reading in found.readings}

    def fetch(ids: Iterable[str]) -> Iterable[Reading]:
        for id in ids:
            if id in new:
                yield new[id]
                continue
            data = objects.get(records[id].object)
            if data is None:
                raise GraphUnusable(f"{objects.graph}: what {records[id].name} says is missing; run kg repair")
            reading = reading_from_json(data)
            article = replace(reading.article, name=records[id].name, sources=records[id].sources)
            yield replace(reading, article=article)

    return fetch
