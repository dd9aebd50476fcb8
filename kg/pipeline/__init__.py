"""The whole flow, in order: read, parse, extract, resolve, assemble, store. The one module that knows the order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.config import Config, load_config
from kg.errors import NoInput, UsageError
from kg.model import Article, Reading, Span
from kg.paths import AnyPath, listed
from kg.pipeline.knowledge import Knowledge, load_knowledge
from kg.pipeline.making import add, make, nothing, remake, remove, retry
from kg.pipeline.mending import Repair, repair
from kg.pipeline.summary import Summary
from kg.pipeline.world import corrected, put_right, take_back
from kg.read import load_table, read, read_pipe

if TYPE_CHECKING:
    from kg.extract import Extractor, Why
    from kg.graph import Graph

__all__ = [
    "Knowledge",
    "Repair",
    "Summary",
    "add",
    "build",
    "corrected",
    "explain_words",
    "load_knowledge",
    "make",
    "open_graph",
    "put_right",
    "read_one",
    "remake",
    "remove",
    "repair",
    "retry",
    "take_back",
]


def build(
    paths: AnyPath | Iterable[AnyPath],
    graph: AnyPath | None = None,
    *,
    metadata: AnyPath | None = None,
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
    config = load_config(flags)
    make(listed(paths), config)
    return open_graph(config.graph)


def open_graph(path: AnyPath = "graph") -> Graph:
    """The graph that was built at `path`. Raises `GraphUnusable` where there is none."""
    from kg.graph import Graph

    return Graph.open(path)


def read_one(source: AnyPath | bytes, config: Config) -> Reading:
    """What one file (or the bytes of a text) says, without a graph. Raises `NoInput` where it cannot be read."""
    extractor, article, doc = _parsed(source, config)
    return extractor.extract(doc, article)


def explain_words(source: AnyPath | bytes, words: str, config: Config) -> tuple[Reading, Why]:
    """What one file says, and why where `words` first stand: the rules that fired, and those that nearly did.

    Raises `NoInput` where it cannot be read and `UsageError` where the text does not hold the words.
    """
    extractor, article, doc = _parsed(source, config)
    wanted = r"\s+".join(map(re.escape, words.split()))
    found = re.search(wanted, article.text, re.IGNORECASE) if wanted else None
    if found is None:
        raise UsageError(f"--explain {words!r}: {article.name} does not hold these words")
    return extractor.extract(doc, article), extractor.explain(doc, article, Span(*found.span()))


def _parsed(source: AnyPath | bytes, config: Config) -> tuple[Extractor, Article, Any]:
    """The extractor, the article, and its parse: a Doc, whose type only parse and extract know."""
    from kg import parse
    from kg.extract import Extractor

    article = read_pipe(source) if isinstance(source, bytes) else _only_article(Path(source), config)
    nlp, known = parse.load(config.model), load_knowledge(config)
    ((_, doc),) = parse.parse(nlp, [article])
    extractor = Extractor(known.lexicon, known.gazetteer, known.ontology, known.places, known.open_predicates)
    return extractor, article, doc


def _only_article(path: Path, config: Config) -> Article:
    intake = read([path], load_table(config.metadata) if config.metadata else None)
    if not intake.articles:
        raise NoInput(nothing([path], intake))
    if len(intake.articles) > 1:
        raise UsageError(f"{path}: holds {len(intake.articles)} articles, not one; name a single file")
    return intake.articles[0]
