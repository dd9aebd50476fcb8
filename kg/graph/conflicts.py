"""What the graph holds that cannot well both be so, each side with who says it where."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg import rdf
from kg.graph.display import Listing, marked
from kg.graph.evidence import Evidence
from kg.graph.graph import Graph
from kg.query.markup import html_table
from kg.rdf import kg, local

CONFLICTS = ("opposed", "incompatible", "contradicts")
FIGURES = ("differs", "grew", "part", "same")
"""Links between figures that are no conflict."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: what it says, and the claims that say so."""

    title: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sides and why they were put against each other; `kind` is that of the link."""

    kind: str
    reason: str
    left: Side
    right: Side

    def _repr_html_(self) -> str:
        rows = [
            (
                side.title,
                e.claim.article.name,
                e.claim.article.published or "undated",
                e.holder(),
                e.stance(),
                marked(e),
            )
            for side in (self.left, self.right)
            for e in side.evidence
        ]
        return html_table(("side", "article", "day", "holder", "stance", "words"), rows, f"{self.kind}: {self.reason}")


def conflicts(graph: Graph, kinds: Collection[str] = CONFLICTS, about: str | None = None) -> list[Conflict]:
    """The conflicts of these kinds, the gravest kind first; of those that `about` (an entity's id) has a part in."""
    order = (*CONFLICTS, *FIGURES)
    found = [conflict for kind in kinds for conflict in _of_kind(graph, kind, about)]
    return Listing(sorted(found, key=lambda c: (order.index(c.kind), c.left.title, c.right.title, c.reason)))


def _of_kind(graph: Graph, kind: str, about: str | None) -> Iterator[Conflict]:
    for quad in graph.store.quads_for_pattern(None, kg("linkKind"), kg(kind), rdf.DEFAULT):
        link = {q.predicate: q.object for q in graph.store.quads_for_pattern(quad.subject, None, None, rdf.DEFAULT)}
        reason = cast(Literal, link[kg("reason")]).value
        sides = [_side(graph, local(cast(NamedNode, link[kg(end)]))) for end in ("left", "right")]
        if about is None or any(_has(e, about) for side in sides for e in side.evidence):
            yield Conflict(kind, reason, *sides)


def _side(graph: Graph, ident: str) -> Side:
    """A side by the id of a statement, or of the one claim that is compared."""
    if not ident.startswith("c-"):
        (explained,) = graph.explain(statement=ident)
        return Side(explained.title, tuple(e for e in explained.evidence if e.claim.modality == "actual"))
    claim = rdf.node(ident)
    home = next(iter(graph.store.quads_for_pattern(claim, kg("claims"), None, None)))
    (explained,) = graph.explain(statement=local(cast(NamedNode, home.object)))
    return Side(explained.title, tuple(e for e in explained.evidence if local(e.claim.id) == ident))


def _has(e: Evidence, entity: str) -> bool:
    named = [*(r for refs in e.claim.roles.values() for r in refs), *e.claim.holders]
    return any(local(r.id) == entity for r in named)
