"""The whole flow, in order: read, parse, extract, resolve, assemble, store. The one module that knows the order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.config import Config, load_config
from kg.errors import GraphUnusable, NoInput, UsageError
from kg.model import Article, Reading, Span
from kg.pipeline.knowledge import Knowledge, load_knowledge, versions
from kg.pipeline.readings import Harvest, Progress, harvest
from kg.pipeline.summary import Summary
from kg.pipeline.world import World, corrected, published, put_right, take_back, world
from kg.read import Intake, load_table, read, read_pipe
from kg.store import (
    ArticleRecord,
    Contents,
    Generation,
    Manifest,
    Objects,
    Quarantined,
    current,
    locked,
    manifests,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract import Extractor, Why
    from kg.graph import Graph

__all__ = [
    "Knowledge",
    "Summary",
    "build",
    "corrected",
    "explain_words",
    "load_knowledge",
    "make",
    "open_graph",
    "put_right",
    "read_one",
    "remake",
    "take_back",
]

PathLike = str | Path


def build(
    paths: PathLike | Iterable[PathLike],
    graph: PathLike | None = None,
    *,
    metadata: PathLike | None = None,
    model: str | None = None,
) -> Graph:
    """Makes the graph of exactly these files and folders, and opens it.

    What is not given comes from `kg.toml`, else from the defaults: the graph is made in `./graph`. Articles that are
    unchanged since the last build are not parsed again. Raises a `KgError` that says in one line what to mend.

    >>> from tempfile import TemporaryDirectory
    >>> from kg.resources import data_path
    >>> with TemporaryDirectory() as folder:
    ...     graph = build(data_path("seeds", "1-joint-patrol.txt"), folder)
    ...     bool(graph.query('ASK { ?a skos:prefLabel "Russia"@en ; kg:backs ?b }'))
    True
    """
    flags = {"graph": graph, "metadata": metadata, "model": model}
    config = load_config({name: str(value) for name, value in flags.items() if value is not None})
    make([paths] if isinstance(paths, str | Path) else paths, config)
    return open_graph(config.graph)


def open_graph(path: PathLike = "graph") -> Graph:
    """The graph that was built at `path`. Raises `GraphUnusable` where there is none."""
    from kg.graph import Graph

    return Graph.open(Path(path))


def make(
    paths: Iterable[PathLike], config: Config, *, reuse: bool = True, progress: Progress = lambda done, total: None
) -> Summary:
    """Builds and publishes the graph of `paths`; says what was done. With `reuse` false every article is read again.

    Raises `NoInput` where nothing can be read, `GraphUnusable` where the graph's folder cannot be used.
    """
    places = [Path(path) for path in paths]
    now = versions(config)
    intake = read(places, load_table(config.metadata) if config.metadata else None)
    if not intake.articles:
        raise NoInput(_nothing(places, intake))

    @cache
    def knowledge() -> Knowledge:
        return load_knowledge(config)

    with locked(config.graph):
        before = _manifest(config.graph)
        objects = Objects(config.graph)
        found = harvest(intake.articles, objects, knowledge, config.model, now, reuse, progress)
        if not found.readings:
            raise NoInput(
                f"no article could be read; the first: {found.quarantined[0].path}: {found.quarantined[0].reason}"
            )
        known = knowledge()
        made = world(config.graph, found.readings, known)
        generation = published(config, made, known, _contents(places, config, intake, found, now), renew=not reuse)
        objects.sweep({record.object for kept in manifests(config.graph) for record in kept.contents.articles})
    return _summary(config, intake, found, made, generation, before, now)


def remake(config: Config, *, progress: Progress = lambda done, total: None) -> Summary:
    """Builds the graph anew from the sources, metadata and model that its last build was given.

    A model or metadata table named now, by flag or file, comes before the remembered one.
    """
    remembered = _remembered(config.graph)
    settings = remembered.contents.settings
    flags: dict[str, object] = {"graph": config.graph}
    for name in ("metadata", "model"):
        given = config.origins[name] != "default"
        flags[name] = getattr(config, name) if given else settings.get(name)
    damaged = _manifest(config.graph) is None
    summary = make(settings["paths"], load_config(flags), reuse=False, progress=progress)
    if not damaged:
        return summary
    note = f"its last manifest is damaged; the sources are those of generation {remembered.number}"
    return replace(summary, notes=((str(config.graph), note), *summary.notes))


def read_one(source: PathLike | bytes, config: Config) -> Reading:
    """What one file (or the bytes of a text) says, without a graph. Raises `NoInput` where it cannot be read."""
    extractor, article, doc = _parsed(source, config)
    return extractor.extract(doc, article)


def explain_words(source: PathLike | bytes, words: str, config: Config) -> tuple[Reading, Why]:
    """What one file says, and why where `words` first stand: the rules that fired, and those that nearly did.

    Raises `NoInput` where it cannot be read and `UsageError` where the text does not hold the words.
    """
    extractor, article, doc = _parsed(source, config)
    wanted = r"\s+".join(map(re.escape, words.split()))
    found = re.search(wanted, article.text, re.IGNORECASE) if wanted else None
    if found is None:
        raise UsageError(f"--explain {words!r}: {article.name} does not hold these words")
    return extractor.extract(doc, article), extractor.explain(doc, article, Span(*found.span()))


def _parsed(source: PathLike | bytes, config: Config) -> tuple[Extractor, Article, Doc]:
    from kg import parse
    from kg.extract import Extractor

    article = read_pipe(source) if isinstance(source, bytes) else _only_article(Path(source), config)
    nlp, known = parse.load(config.model), load_knowledge(config)
    ((_, doc),) = parse.parse(nlp, [article])
    return Extractor(known.lexicon, known.gazetteer, known.ontology, known.places), article, doc


def _only_article(path: Path, config: Config) -> Article:
    intake = read([path], load_table(config.metadata) if config.metadata else None)
    if not intake.articles:
        raise NoInput(_nothing([path], intake))
    if len(intake.articles) > 1:
        raise UsageError(f"{path}: holds {len(intake.articles)} articles, not one; name a single file")
    return intake.articles[0]


def _contents(
    places: list[Path], config: Config, intake: Intake, found: Harvest, versions: Mapping[str, str]
) -> Contents:
    """What the generation's manifest says of its making."""
    records = (
        ArticleRecord(
            id=r.article.id,
            name=r.article.name,
            object=key,
            published=r.article.published,
            outlet=r.article.outlet,
            sources=tuple(source.path for source in r.article.sources),
        )
        for r, key in zip(found.readings, found.keys, strict=True)
    )
    return Contents(
        articles=tuple(sorted(records, key=lambda record: record.id)),
        quarantined=_quarantined(intake, found),
        versions=versions,
        settings={
            "paths": sorted(str(place.absolute()) for place in places),
            "metadata": str(config.metadata.absolute()) if config.metadata else None,
            "model": config.model,
        },
    )


def _quarantined(intake: Intake, found: Harvest) -> tuple[Quarantined, ...]:
    unread = (Quarantined(r.path, r.reason) for r in intake.rejected)
    return tuple(sorted((*unread, *found.quarantined), key=lambda q: (q.path, q.reason)))


def _summary(
    config: Config,
    intake: Intake,
    found: Harvest,
    made: World,
    generation: Generation,
    before: Manifest | None,
    now: Mapping[str, str],
) -> Summary:
    then = before.contents.versions if before else now
    return Summary(
        graph=config.graph,
        inputs=intake.inputs,
        articles=len(found.readings),
        copies=sum(len(r.article.sources) - 1 for r in found.readings),
        reused=found.reused,
        quarantined=_quarantined(intake, found),
        passed_over=intake.passed_over,
        notes=(*intake.notes, *found.notes, *made.notes),
        changed=tuple(name for name in now if then.get(name) != now[name]),
        dropped=sum(len(r.article.dropped) for r in found.readings),
        set_aside=Counter(aside.reason for aside in made.assembly.set_aside),
        counts=generation.manifest.counts,
    )


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


def _nothing(places: list[Path], intake: Intake) -> str:
    """Why there is no article, in one line."""
    if intake.rejected:
        more = f" (and {len(intake.rejected) - 1:,} more)" if len(intake.rejected) > 1 else ""
        return f"{intake.rejected[0]}{more}"
    passed = ", ".join(f"{suffix} {count:,}" for suffix, count in sorted(intake.passed_over.items()))
    return f"{', '.join(map(str, places))}: no article found{f' (passed over: {passed})' if passed else ''}"
