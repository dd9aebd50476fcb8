"""Which part of a graph is written: filters that every format obeys, and the part that they leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg.assemble import source_classes
from kg.errors import UnknownName
from kg.export.metrics import pagerank
from kg.graph import Graph
from kg.model import Entity, Statement
from kg.ontology import Ontology
from kg.rdf import kg, local


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep; every part narrows it, and what is empty or None asks for nothing.

    `about` are names or ids, with all that lies within `hops` statements of them; `types` are types of entities, or
    classes above them; `predicates` relations and event types; `articles` names; `classes` classes of those who say
    so. `first` and `last` are days, both included: an event is held against its own, where it has some, all else
    against the days of its reports. `belief` (0 to 1) and `origins` are least values. `top` keeps so many entities and
    events, the most central by PageRank.
    """

    about: tuple[str, ...] = ()
    hops: int = 1
    types: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    first: date | None = None
    last: date | None = None
    articles: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    standings: frozenset[str] = frozenset()
    belief: float = 0.0
    origins: int = 0
    top: int | None = None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Selection(hops=self.hops)


@dataclass(frozen=True)
class View:
    """A part of a graph: its statements by id, and the entities that may be shown with them.

    `beyond` counts the entities and events that `top` left out.
    """

    graph: Graph
    selection: Selection
    statements: tuple[Statement, ...]
    shown: frozenset[str]
    beyond: int = 0

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Each entity that a statement of the view is about, by id."""
        told = {f.value for s in self.statements for f in s.fillers if not f.literal}
        return tuple(e for e in self.graph.entities.values() if e.id in told and e.id in self.shown)

    @cached_property
    def claims(self) -> frozenset[str]:
        """The ids of the claims behind the statements."""
        return frozenset(c for s in self.statements for c in s.evidence)


def select(graph: Graph, selection: Selection | None = None) -> View:
    """The part of `graph` that `selection` asks for.

    Raises `UnknownName` for a type, predicate, article or class that the graph does not have, and as `Graph.find`
    does for a name.
    """
    selection = selection or Selection()
    _check(graph, selection)
    kept = [s for s in sorted(graph.statements(), key=lambda s: s.id) if _fits(s, selection)]
    if selection.articles or selection.classes:
        said = _said_by(graph, selection)
        kept = [s for s in kept if not said.isdisjoint(s.evidence)]
    ontology = Ontology.load()
    shown = frozenset(
        e.id
        for e in graph.entities.values()
        if not selection.types or any(e.type == t or ontology.is_a(e.type, t) for t in selection.types)
    )
    if selection.types:
        kept = [s for s in kept if _within(s, shown)]
    if selection.about:
        kept = _near(kept, [graph.find(name).id for name in selection.about], selection.hops)
    view = View(graph, selection, tuple(kept), shown)
    return view if selection.top is None else narrowed(view, selection.top)


def standing(view: View) -> list[Statement]:
    """The statements of the view that a plain picture has: what stands as a fact, unless standings were asked for."""
    return [s for s in view.statements if view.selection.standings or s.standing == "asserted"]


def _check(graph: Graph, selection: Selection) -> None:
    known = {
        "type of entity": (selection.types, {*Ontology.load().ancestors, *(e.type for e in graph.entities.values())}),
        "predicate": (selection.predicates, {s.predicate for s in graph.statements()}),
        "article": (selection.articles, {a.name for a in graph.articles}),
        "class of source": (selection.classes, set(source_classes())),
    }
    for what, (asked, there) in known.items():
        for name in sorted(asked - there):
            raise UnknownName(what, name, sorted(there))


def _fits(s: Statement, chosen: Selection) -> bool:
    return (
        (not chosen.predicates or s.predicate in chosen.predicates)
        and (not chosen.standings or s.standing in chosen.standings)
        and s.belief >= chosen.belief
        and s.origins >= chosen.origins
        and _touches(s, chosen.first, chosen.last)
    )


def _touches(s: Statement, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    days = [d for d in (s.start, s.end) if d] or [d for d in (s.first_reported, s.last_reported) if d]
    return bool(days) and (first is None or max(days) >= first) and (last is None or min(days) <= last)


def _said_by(graph: Graph, selection: Selection) -> set[str]:
    """The ids of the claims that the articles and classes asked for have."""
    names = {a.id for a in graph.articles if a.name in selection.articles}
    classes = claim_classes(graph) if selection.classes else {}
    return {
        ident
        for quad in graph.store.quads_for_pattern(None, kg("claims"), None, None)
        if not names or cast(NamedNode, quad.graph_name).value in names
        for ident in [local(cast(NamedNode, quad.subject))]
        if not selection.classes or classes.get(ident) in selection.classes
    }


def claim_classes(graph: Graph) -> Mapping[str, str]:
    """The class of each claim's source, by the claim's id."""
    quads = graph.store.quads_for_pattern(None, kg("sourceClass"), None, None)
    return {local(cast(NamedNode, q.subject)): cast(Literal | NamedNode, q.object).value for q in quads}


def _within(s: Statement, shown: Collection[str]) -> bool:
    """A relation needs both its ends, an event one of its parties."""
    ends = [f.value in shown for f in s.fillers if not f.literal]
    return all(ends) if s.kind == "relation" else any(ends)


def _near(statements: Sequence[Statement], start: Iterable[str], hops: int) -> list[Statement]:
    """The statements within so many steps of the entities of these ids."""
    of: dict[str, list[Statement]] = defaultdict(list)
    for s in statements:
        for f in s.fillers:
            if not f.literal:
                of[f.value].append(s)
    found: dict[str, Statement] = {}
    seen = set(start)
    edge = set(seen)
    for _ in range(hops):
        reached = {s.id: s for ident in edge for s in of[ident]}
        found |= reached
        edge = {f.value for s in reached.values() for f in s.fillers if not f.literal} - seen
        seen |= edge
    return [s for s in statements if s.id in found]


def narrowed(view: View, top: int) -> View:
    """The view with no more than its `top` most central entities and events."""
    pairs = [(s.id, f.value) for s in view.statements for f in s.fillers if not f.literal and f.value in view.shown]
    relations = {s.id for s in view.statements if s.kind == "relation"}
    rank = {ident: r for ident, r in pagerank(pairs).items() if ident not in relations}
    order = sorted(rank, key=lambda ident: (-rank[ident], ident))
    kept, gone = frozenset(order[:top]), order[top:]
    if not gone:
        return view
    shown = view.shown & kept
    statements = tuple(s for s in view.statements if (_within(s, shown) if s.id in relations else s.id in kept))
    return replace(view, statements=statements, shown=shown, beyond=view.beyond + len(gone))
