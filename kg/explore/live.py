"""The graph that is served: always the generation that is published, and what is made of it once for all requests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import cast

from pyoxigraph import NamedNode

from kg.export import Selection, select
from kg.export.html import MOST, title_of
from kg.export.picture import picture
from kg.export.selection import claim_classes, narrowed
from kg.gazetteer import fold
from kg.graph import ArticleRecord, Graph
from kg.model import Entity
from kg.rdf import kg, local
from kg.store import current


class Snapshot:
    """One generation, with what is derived from it when it is first asked for."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    @cached_property
    def title(self) -> str:
        """What the graph is made of, in words."""
        return title_of(self.graph)

    @cached_property
    def picture(self) -> bytes:
        """The data of the explorer, as JSON."""
        view = narrowed(select(self.graph, Selection()), MOST)
        return json.dumps(picture(view, self.title), ensure_ascii=False).encode("utf-8", "replace")

    @cached_property
    def articles(self) -> Mapping[str, ArticleRecord]:
        """Every article by the local part of its IRI."""
        return {local(a.id): a for a in self.graph.articles}

    @cached_property
    def names(self) -> list[tuple[Entity, list[str]]]:
        """Every entity with its names as they are searched for."""
        return [(e, [fold(n) for n in (e.name, *e.aliases)]) for e in self.graph.entities.values()]

    @cached_property
    def classes(self) -> Mapping[str, str]:
        """The class of each claim's source."""
        return claim_classes(self.graph)

    @cached_property
    def statement_of(self) -> Mapping[str, str]:
        """The statement or event that each claim is evidence of, by their ids."""
        quads = self.graph.store.quads_for_pattern(None, kg("claims"), None, None)
        return {local(cast(NamedNode, q.subject)): local(cast(NamedNode, q.object)) for q in quads}


class Live:
    """The published generation of a graph; a build that publishes another is seen by the next request."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._snapshot = Snapshot(Graph.open(path))

    def now(self) -> Snapshot:
        """The current snapshot. Raises `GraphUnusable` where the graph is gone or damaged."""
        with self._lock:
            if current(self.path).folder != self._snapshot.graph.generation.folder:
                self._snapshot = Snapshot(Graph.open(self.path))
            return self._snapshot
