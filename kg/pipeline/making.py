"""The graph made, made longer, or made shorter: what is to be read, what is kept of before, and what is published."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kg.assemble.collector import no_collection, set_apart
from kg.config import Config
from kg.errors import GraphUnusable, NoInput
from kg.model import Article, Metadata, Reading
from kg.paths import AnyPath, listed
from kg.pipeline.engines import engine
from kg.pipeline.growing import Grown, grown, shrunk
from kg.pipeline.knowledge import CLEANING, Knowledge, cleaning, load_knowledge, versions
from kg.pipeline.proposals import told_model
from kg.pipeline.readings import Harvest, Progress, harvest
from kg.pipeline.sources import REMEMBERED, Sources, chosen, kept, left_over, remembered
from kg.pipeline.summary import Summary
from kg.pipeline.worked import Before
from kg.pipeline.world import World, published, world
from kg.read import Intake, cleaned_again, load_table, read
from kg.store import ArticleRecord, Contents, Generation, Manifest, Objects, Quarantined, current, locked, manifests

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be made: the articles found, where from, and what is at hand of them from before.

    `at_hand` are readings by key; `aside` was set aside before and is not read now; without `reuse` every article is
    read again.
    """

    intake: Intake
    sources: Sources
    aside: Sequence[Quarantined] = ()
    at_hand: Mapping[str, Reading] = field(default_factory=dict)
    reuse: bool = True


def make(
    paths: AnyPath | Iterable[AnyPath],
    config: Config,
    *,
    reuse: bool = True,
    progress: Progress = lambda done, total: None,
) -> Summary:
    """Builds and publishes the graph of `paths`; says what was done. With `reuse` false every article is read again.

    Raises `NoInput` where nothing can be read, `GraphUnusable` where the graph's folder cannot be used.
    """
    places = listed(paths)
    return _from_files(places, Sources().plus(places, config.metadata), config, reuse, progress)


def remake(config: Config, *, progress: Progress = lambda done, total: None) -> Summary:
    """Builds the graph anew from the sources, metadata and model that its last build was given.

    A model or metadata table named now, by flag or file, comes before the remembered one.
    """
    last = _remembered(config.graph)
    sources = Sources.remembered(last.contents)
    if config.metadata:
        sources = replace(sources, tables=(str(config.metadata.absolute()),))
    damaged = _manifest(config.graph) is None
    summary = _from_files(listed(sources.paths), sources, _as_before(config, last.contents), False, progress)
    if not damaged:
        return summary
    note = f"its last manifest is damaged; the sources are those of generation {last.number}"
    return replace(summary, notes=((str(config.graph), note), *summary.notes))


def add(
    paths: AnyPath | Iterable[AnyPath], config: Config, *, progress: Progress = lambda done, total: None
) -> Summary:
    """Publishes the graph with the articles of `paths` added. A file that the graph has already is replaced.

    The other articles are taken from the graph itself: their files are not asked again, and may be gone.
    Raises `GraphUnusable` where there is no graph, `NoInput` where nothing can be read.
    """
    places = listed(paths)
    current(config.graph)  # no folder is made where there is no graph
    with locked(config.graph):
        generation = current(config.graph)
        sources = Sources.remembered(generation.manifest.contents).plus(places, config.metadata)
        now = _as_before(config, generation.manifest.contents)
        beside = grown(places, now, sources, _tables(config.metadata), progress)
        return _grown(now, beside) if beside else _added(places, config, progress)


def _added(places: Sequence[Path], config: Config, progress: Progress) -> Summary:
    """As `add`, by going through all readings; the lock must be held."""
    with _before(config) as before:
        intake = read(places, _tables(config.metadata), before.articles())
        if not any(s.file in intake.files for article in intake.articles for s in article.sources):
            raise NoInput(nothing(places, intake))
        order = _Order(
            intake,
            before.sources.plus(places, config.metadata).with_again(intake.files),
            left_over(before.contents.quarantined, intake.files),
            before.readings,
        )
        return _published(order, _as_before(config, before.contents), progress)


def remove(names: Sequence[str], config: Config, *, progress: Progress = lambda done, total: None) -> Summary:
    """Publishes the graph without some articles, named by name, id or file.

    They stay out when the graph is rebuilt; `add` takes them in again. Raises `UnknownName`, `AmbiguousName`.
    """
    current(config.graph)
    with locked(config.graph):
        now = _as_before(config, current(config.graph).manifest.contents)
        less = shrunk(names, now, progress)
        return _grown(now, less) if less else _removed(names, config, progress)


def _removed(names: Sequence[str], config: Config, progress: Progress) -> Summary:
    """As `remove`, by going through all readings; the lock must be held."""
    with _before(config) as before:
        gone = {record.id: record for name in names for record in chosen(before.contents.articles, name)}
        left = {id: article for id, article in before.articles().items() if id not in gone}
        order = _Order(
            read([], held=left), before.sources.without(gone.values()), before.contents.quarantined, before.readings
        )
        return _published(order, _as_before(config, before.contents), progress)


def retry(config: Config, *, progress: Progress = lambda done, total: None) -> Summary:
    """Reads again what was set aside; what still cannot be read, or is gone, stays so."""
    current(config.graph)
    with locked(config.graph), _before(config) as before:
        sources, aside = before.sources, before.contents.quarantined
        places = [path for path in map(Path, sources.paths) if path.exists()]
        tables = [path for path in map(Path, sources.tables) if path.exists()]
        files = {name for one in aside for name in (one.path, one.path.rpartition("#")[0])}
        intake = read(places, _tables(*tables), before.articles(), sources.removed, files)
        order = _Order(intake, sources, left_over(aside, intake.files), before.readings)
        return _published(order, _as_before(config, before.contents), progress)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the published generation holds: what it says of itself, its sources, its readings by key."""

    contents: Contents
    sources: Sources
    readings: Mapping[str, Reading]

    @classmethod
    @no_collection()
    def of(cls, config: Config) -> _Before:
        generation = current(config.graph)
        contents = generation.manifest.contents
        readings = kept(config.graph, generation)
        keys = (record.object for record in contents.articles)
        return cls(contents, Sources.remembered(contents), dict(zip(keys, readings, strict=True)))

    def articles(self) -> dict[str, Article]:
        """The articles by id, cleaned and dated anew where the rules for that are others by now."""
        anew = cleaning() != self.contents.versions.get(CLEANING)
        articles = [reading.article for reading in self.readings.values()]
        return {article.id: cleaned_again(article) if anew else article for article in articles}


@contextmanager
def _before(config: Config) -> Iterator[_Before]:
    """What the published generation holds, which is no garbage."""
    before = _Before.of(config)
    with set_apart():
        yield before


def _from_files(places: Sequence[Path], sources: Sources, config: Config, reuse: bool, progress: Progress) -> Summary:
    versions(config)  # a model that is not there is said before anything is read or written
    intake = read(places, _tables(*map(Path, sources.tables)), without=sources.removed)
    if not intake.articles:
        raise NoInput(nothing(places, intake))
    with locked(config.graph):
        return _published(_Order(intake, sources, reuse=reuse), config, progress)


def _published(order: _Order, config: Config, progress: Progress) -> Summary:
    """Reads what is to be read, and publishes; the lock must be held."""

    @cache
    def knowledge() -> Knowledge:
        return load_knowledge(config)

    now = versions(config)
    before = _manifest(config.graph)
    objects = Objects(config.graph)
    intake = order.intake
    read_all = engine(config, knowledge, now)
    LOG.info("%d articles in %d files, %d not read", len(intake.articles), len(intake.files), len(intake.rejected))
    found = harvest(intake.articles, objects, read_all, now, order.at_hand, order.reuse, progress)
    LOG.info("%d readings, %d of them from before", len(found.readings), found.reused)
    if intake.articles and not found.readings:
        first = found.quarantined[0]
        raise NoInput(f"no article could be read; the first: {first.path}: {first.reason}")
    unread = (Quarantined(r.path, r.reason) for r in intake.rejected)
    aside = tuple(sorted({*order.aside, *unread, *found.quarantined}, key=lambda q: (q.path, q.reason)))
    contents = Contents(_records(found), aside, now, remembered(order.sources, config))
    known = knowledge()
    made = world(config.graph, found.readings, known, Before.of(config, found.keys) if order.reuse else None)
    LOG.info("%d entities, %d statements", len(made.resolution.entities), len(made.assembly.statements))
    generation = published(config, made, known, contents, renew=not order.reuse)
    LOG.info("generation %d is published", generation.manifest.number)
    _sweep(config)
    return _summary(config, order, found, made, generation, before)


def _records(found: Harvest) -> tuple[ArticleRecord, ...]:
    records = (
        ArticleRecord(r.article.id, r.article.name, key, r.article.published, r.article.outlet, r.article.sources)
        for r, key in zip(found.readings, found.keys, strict=True)
    )
    return tuple(sorted(records, key=lambda record: record.id))


def _summary(
    config: Config, order: _Order, found: Harvest, made: World, generation: Generation, before: Manifest | None
) -> Summary:
    contents = generation.manifest.contents
    then = before.contents.versions if before else contents.versions
    return Summary(
        graph=config.graph,
        inputs=order.intake.inputs + len(order.aside),
        articles=len(found.readings),
        copies=sum(len(r.article.sources) - 1 for r in found.readings),
        reused=found.reused,
        quarantined=contents.quarantined,
        passed_over=order.intake.passed_over,
        notes=(*told_model(config, len(found.readings) - found.reused), *order.intake.notes, *found.notes, *made.notes),
        changed=tuple(name for name, version in contents.versions.items() if then.get(name) != version),
        dropped=sum(len(r.article.dropped) for r in found.readings),
        set_aside=Counter(aside.reason for aside in made.assembly.set_aside),
        counts=generation.manifest.counts,
    )


def _grown(config: Config, made: Grown) -> Summary:
    """What was done where the other articles were not gone through."""
    contents, gists = made.generation.manifest.contents, made.ledger.gists.values()
    _sweep(config)
    read_now = len(made.found.readings) - made.found.reused
    return Summary(
        graph=config.graph,
        inputs=sum(len(record.sources) for record in contents.articles) + len(contents.quarantined),
        articles=len(contents.articles),
        copies=sum(len(record.sources) - 1 for record in contents.articles),
        reused=len(contents.articles) - read_now,
        quarantined=contents.quarantined,
        passed_over=made.intake.passed_over,
        notes=(*told_model(config, read_now), *made.intake.notes, *made.found.notes, *made.notes),
        changed=(),
        dropped=sum(gist.dropped for gist in gists),
        set_aside=Counter(reason for gist in gists for reason in gist.aside),
        counts=made.generation.manifest.counts,
    )


def _sweep(config: Config) -> None:
    """Removes the readings that no generation has."""
    with no_collection():
        kept = {record.object for kept in manifests(config.graph) for record in kept.contents.articles}
        Objects(config.graph).sweep(kept)


def _tables(*paths: Path | None) -> dict[str, Metadata]:
    """The rows of some tables by article; of two rows for one article that of the later table counts."""
    return {name: row for path in paths if path for name, row in load_table(path).items()}


def _as_before(config: Config, contents: Contents) -> Config:
    """The configuration with the models that the graph was built with, unless others are named now."""
    before = {n: contents.settings[n] for n in REMEMBERED if n in contents.settings and config.origins[n] == "default"}
    return replace(config, **before)


def _manifest(graph: Path) -> Manifest | None:
    """What the graph said of itself before this build; None where there was none, or none that can be read."""
    try:
        return current(graph).manifest
    except GraphUnusable:
        return None


def _remembered(graph: Path) -> Manifest:
    """The manifest of the newest generation that has one to read: that of the current one may be what is damaged."""
    found = manifests(graph)
    if not found:
        current(graph)  # says what is wrong with it
        raise GraphUnusable(f"{graph}: no longer knows its sources; run kg build PATH")
    return found[-1]


def nothing(places: Sequence[Path], intake: Intake) -> str:
    """Why there is no article, in one line."""
    if intake.rejected:
        more = f" (and {len(intake.rejected) - 1:,} more)" if len(intake.rejected) > 1 else ""
        return f"{intake.rejected[0]}{more}"
    passed = ", ".join(f"{suffix} {count:,}" for suffix, count in sorted(intake.passed_over.items()))
    return f"{', '.join(map(str, places))}: no article found{f' (passed over: {passed})' if passed else ''}"
