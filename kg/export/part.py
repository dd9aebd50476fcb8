"""The quads of a part of a graph: its statements with their claims, and what describes all that they name."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg import rdf
from kg.export.selection import View
from kg.model import Filler
from kg.rdf import E, local, node

Edge = tuple[str, str, str]


def quads(view: View) -> Iterator[Quad]:
    """Every quad of the view; of an entity its description, and the edges that a statement of the view makes."""
    store = view.graph.store
    if view.selection.is_everything:
        yield from store
        return
    kept = _kept(view)
    edges = {edge for s in view.statements for edge in _edges(s.predicate, s.fillers)}
    entities = view.graph.entities
    for quad in store:
        name = local(quad.subject) if isinstance(quad.subject, NamedNode) else ""
        if name not in kept and not _links(store, quad, kept):
            continue
        plain = isinstance(quad.object, NamedNode) and quad.object.value.startswith(E)
        if name in entities and plain and quad.graph_name in (rdf.DEFAULT, rdf.UNASSERTED):
            target = local(quad.object) if isinstance(quad.object, NamedNode) else ""
            if (name, local(quad.predicate), target) not in edges:
                continue
        yield quad


def _edges(predicate: str, fillers: tuple[Filler, ...]) -> Iterator[Edge]:
    by = {f.role: f.value for f in fillers}
    if "subject" in by and "object" in by:
        yield by["subject"], predicate, by["object"]


def _kept(view: View) -> set[str]:
    """The ids of the statements and claims, of what belongs to them, and of the things and articles that they name."""
    store = view.graph.store
    kept: set[str] = set()
    waiting = [*(s.id for s in view.statements), *view.claims]
    while waiting:
        ident = waiting.pop()
        if ident in kept:
            continue
        kept.add(ident)
        if ident in view.graph.entities or ident.startswith("a-"):
            continue
        for quad in store.quads_for_pattern(node(ident), None, None, None):
            found = quad.object
            if not isinstance(found, NamedNode) or not found.value.startswith(E):
                continue
            name = local(found)
            if not name.startswith(("s-", "v-", "c-")) or name.startswith(f"{ident}-"):
                waiting.append(name)
    return kept


def _links(store: Store, quad: Quad, kept: set[str]) -> bool:
    """Whether the quad is of a link both of whose sides are kept."""
    if not isinstance(quad.subject, NamedNode) or not local(quad.subject).startswith("l-"):
        return False
    ends = [
        q.object for end in ("left", "right") for q in store.quads_for_pattern(quad.subject, rdf.kg(end), None, None)
    ]
    return len(ends) == 2 and all(isinstance(e, NamedNode) and local(e) in kept for e in ends)
