"""A part of a graph as nodes and edges, one after the other: what every format of networks is written from.

Entities, events and texts (a title, a name, a topic) are nodes; relations and the roles of events are edges.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.export.layout import layout
from kg.export.metrics import communities, degrees, pagerank
from kg.export.palette import Group, Line, palette
from kg.export.selection import View, standing
from kg.model import Entity, Filler, Statement
from kg.ontology import Ontology
from kg.rdf import content_id

MEASURED = 50_000
"""Edges up to which nodes are given places and metrics: those need the whole network at once."""

Cell = str | int | float | bool | date | None
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Node:
    """A node: `kind` is entity, event or text; `cells` by the names of `NODE_CELLS`, None where there is nothing."""

    id: str
    label: str
    type: str
    kind: str
    cells: Mapping[str, Cell]
    days: Days = (None, None)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge: `id` is unique, `label` its predicate or role; `days` are when it held, else when it was reported."""

    id: str
    source: str
    target: str
    label: str
    weight: float
    cells: Mapping[str, Cell]
    days: Days = (None, None)


@dataclass(frozen=True, slots=True)
class Measures:
    """What the shape of the network says of a node; `x` and `y` are its place in the picture."""

    degree: int
    pagerank: float
    community: int
    x: float
    y: float


NODE_CELLS: Mapping[str, type] = {
    "type": str,
    "kind": str,
    "weight": float,
    "aliases": str,
    "wikidata": str,
    "latitude": float,
    "longitude": float,
    "standing": str,
    "articles": int,
    "belief": float,
    "start": str,
    "end": str,
    "year": int,
    "degree": int,
    "pagerank": float,
    "community": int,
}
EDGE_CELLS: Mapping[str, type] = {
    "type": str,
    "predicate": str,
    "statement": str,
    "standing": str,
    "articles": int,
    "origins": int,
    "belief": float,
    "first_reported": str,
    "last_reported": str,
    "year": int,
    "of": str,
}


@dataclass(frozen=True)
class Network:
    """What formats are written from; each call of `nodes` or `edges` begins anew."""

    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]
    measures: Mapping[str, Measures]
    label: str


def network(view: View, label: str) -> Network:
    """The network of what stands as a fact in the view, or of the standings that were asked for."""
    chosen = standing(view)
    found = measures(view, chosen)
    return Network(lambda: _nodes(view, chosen, found), lambda: edges(view, chosen), found, label)


def edges(view: View, statements: list[Statement]) -> Iterator[Edge]:
    """The edges of the statements, in their order."""
    for s in statements:
        relation = s.kind == "relation"
        subject = next((f.value for f in s.fillers if f.role == "subject"), s.id)
        cells = _of_statement(s, view)
        for f in s.fillers:
            if (relation and f.role in ("subject", "of")) or (not f.literal and f.value not in view.shown):
                continue
            role = s.predicate if relation else "on" if f.role == "route" else f.role
            ident = s.id if relation else f"{s.id}-{role}-{f.value}"
            target = _text_node(s, f) if f.literal else f.value
            yield Edge(ident, subject, target, role, float(s.articles), {**cells, "predicate": role}, days(s))


def days(s: Statement) -> Days:
    """The days on which a statement held, or on which it was reported where that is not said."""
    return (s.start, s.end) if s.start or s.end else (s.first_reported, s.last_reported)


def measures(view: View, statements: list[Statement]) -> Mapping[str, Measures]:
    """Each node's measures; nothing for a network that is too large for them."""
    pairs = []
    for edge in edges(view, statements):
        pairs.append((edge.source, edge.target))
        if len(pairs) > MEASURED:
            return {}
    degree, rank, community = degrees(pairs), pagerank(pairs), communities(pairs)
    places = layout(pairs, community)
    return {n: Measures(degree[n], round(rank[n], 8), community[n], *places[n]) for n in places}


@cache
def _ontology() -> Ontology:
    return Ontology.load()


def group(node: Node) -> Group:
    """The group that gives a node its colour."""
    return palette().group("" if node.kind == "text" else node.type, _ontology())


def line(edge: Edge) -> Line:
    """How an edge is drawn."""
    return palette().line(str(edge.cells["standing"]))


def _nodes(view: View, statements: list[Statement], found: Mapping[str, Measures]) -> Iterator[Node]:
    weights, spans = _weights(view, statements)
    for entity in view.graph.entities.values():
        if entity.id in weights:
            yield _measured(entity_node(entity, weights[entity.id], spans[entity.id]), found)
    for s in statements:
        if s.kind == "event":
            yield _measured(_event(s), found)
        for f in s.fillers:
            if f.literal:
                cells: dict[str, Cell] = {"weight": float(s.articles)}
                yield _measured(Node(_text_node(s, f), f.value, f.role, "text", cells, days(s)), found)


def _measured(node: Node, found: Mapping[str, Measures]) -> Node:
    m = found.get(node.id)
    if m is None:
        return node
    cells = {**node.cells, "degree": m.degree, "pagerank": m.pagerank, "community": m.community}
    return Node(node.id, node.label, node.type, node.kind, cells, node.days)


def _weights(view: View, statements: list[Statement]) -> tuple[Counter[str], dict[str, Days]]:
    """For each entity the articles of its edges, summed, and the days from the first to the last of them."""
    weights: Counter[str] = Counter()
    spans: dict[str, Days] = {}
    for s in statements:
        for f in s.fillers:
            if f.literal or f.value not in view.shown or (s.kind == "relation" and f.role == "of"):
                continue
            weights[f.value] += s.articles
            known = [d for d in (*spans.get(f.value, ()), *days(s)) if d]
            spans[f.value] = (min(known, default=None), max(known, default=None))
    return weights, spans


def _text_node(s: Statement, f: Filler) -> str:
    """The id of the node that a title, name or topic has of its own; a statement may have two of one role."""
    return f"{s.id}-{f.role}-{content_id('x', f.value)}"


def entity_node(e: Entity, weight: float, days: Days = (None, None)) -> Node:
    """An entity as a node."""
    cells: dict[str, Cell] = {
        "weight": float(weight),
        "aliases": "|".join(e.aliases) or None,
        "wikidata": next((s.rpartition("/")[2] for s in e.same_as if "wikidata.org" in s), None),
        "latitude": e.latitude,
        "longitude": e.longitude,
    }
    return Node(e.id, e.name, e.type, "entity", cells, days)


def _event(s: Statement) -> Node:
    cells: dict[str, Cell] = {
        "weight": float(s.articles),
        "standing": s.standing,
        "articles": s.articles,
        "belief": s.belief,
        "start": s.start,
        "end": s.end,
        "year": s.start.year if s.start else None,
    }
    return Node(s.id, s.label, s.predicate, "event", cells, days(s))


def _of_statement(s: Statement, view: View) -> dict[str, Cell]:
    return {
        "type": s.kind,
        "statement": s.id,
        "standing": s.standing,
        "articles": s.articles,
        "origins": s.origins,
        "belief": s.belief,
        "first_reported": s.first_reported,
        "last_reported": s.last_reported,
        "year": s.first_reported.year if s.first_reported else None,
        "of": next((view.graph.label(f.value) for f in s.fillers if f.role == "of"), None),
    }
