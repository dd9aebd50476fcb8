"""The text of an article with its mentions and claims marked: stretches from where one begins or ends to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg.explore.live import Snapshot
from kg.graph import ClaimRecord
from kg.rdf import kg, local


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words with what they are part of: the entity that they name, the claims that they say. `begins`: of those, the
    ones that begin here."""

    words: str
    entity: str | None
    claims: tuple[str, ...]
    begins: tuple[str, ...]


def stretches(snapshot: Snapshot, article: str, claims: list[ClaimRecord]) -> Iterator[Stretch]:
    """The text of an article (by its IRI) from beginning to end. Of mentions within one another the inner counts."""
    text = snapshot.graph.text(article)
    mentions = sorted(_mentions(snapshot, article), key=lambda m: (m[1] - m[0], m))
    said = [(c.start, c.end, local(c.id)) for c in claims]
    said += [(p.start, p.end, local(c.id)) for c in claims for p in c.also]
    cuts = sorted({0, len(text), *(at for start, end, _ in (*mentions, *said) for at in (start, end))})
    for start, end in pairwise(cuts):
        entity = next((e for a, b, e in mentions if a <= start and end <= b), None)
        inside = [(a, ident) for a, b, ident in said if a <= start and end <= b]
        yield Stretch(
            text[start:end],
            entity,
            tuple(dict.fromkeys(ident for _, ident in inside)),
            tuple(dict.fromkeys(ident for a, ident in inside if a == start)),
        )


def _mentions(snapshot: Snapshot, article: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and entity of every mention in an article."""
    store, graph = snapshot.graph.store, NamedNode(article)
    for quad in store.quads_for_pattern(None, kg("entity"), None, graph):
        ends = [
            int(cast(Literal, q.object).value)
            for name in ("start", "end")
            for q in store.quads_for_pattern(quad.subject, kg(name), None, graph)
        ]
        if len(ends) == 2:
            yield ends[0], ends[1], local(cast(NamedNode, quad.object))
