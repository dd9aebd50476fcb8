"""Which quads two graphs do not have in common, found without making those that they share.

Of every entity, statement, event, link and article a print is kept: the hash of all that its quads are made of. Only
what has another print than before is written as quads, and held against what the store before has of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeVar

import msgspec
from pyoxigraph import NamedNode, Quad, Store

from kg import rdf
from kg.assemble.article_quads import article_id
from kg.assemble.claims import ResolvedClaim
from kg.assemble.statements import Assembly
from kg.assemble.world_quads import (
    claims_by_article,
    entity_quads,
    link_id,
    link_quads,
    reading_quads,
    shared_quads,
    statement_quads,
    subject_of,
)
from kg.model import Entity, Reading, Resolution, Statement
from kg.ontology import Ontology
from kg.rdf import kg, node

T = TypeVar("T")

SIZE = 12  # bytes of a print
WORLD = (rdf.DEFAULT, rdf.UNASSERTED)


@dataclass(frozen=True, slots=True)
class Prints:
    """The prints of a graph by id: `world` those of entities, statements, events and links, `articles` the others.

    `outcomes` are no prints: what came of each announced event, in words, which alone may change every day. `maker`
    names the code and data that made the quads: prints of another maker tell nothing.
    """

    maker: str
    world: Mapping[str, bytes] = field(default_factory=dict)
    articles: Mapping[str, bytes] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def in_order(
        cls, maker: str, world: Mapping[str, bytes], articles: Mapping[str, bytes], outcomes: Mapping[str, str]
    ) -> Prints:
        """Prints sorted by id: msgspec takes seconds to put a hundred thousand in order that nearly are."""
        return cls(maker, dict(sorted(world.items())), dict(sorted(articles.items())), dict(sorted(outcomes.items())))

    def other(self, before: Prints) -> Prints:
        """What is here and not so before, or was there before only."""
        world, articles = _other(self.world, before.world, b""), _other(self.articles, before.articles, b"")
        return Prints(self.maker, world, articles, _other(self.outcomes, before.outcomes, ""))

    def __len__(self) -> int:
        return len(self.world) + len(self.articles) + len(self.outcomes)


def prints(maker: str, readings: Sequence[Reading], resolution: Resolution, assembly: Assembly) -> Prints:
    """The prints of all that the quads of a graph are made of."""
    world = {e.id: entity_print(e, assembly) for e in resolution.entities}
    by_id = {c.id: c for c in assembly.claims}
    world |= {s.id: statement_print(s, by_id, assembly) for s in assembly.statements}
    world |= dict.fromkeys(map(link_id, assembly.compared.links), b"")
    claims = claims_by_article(assembly)
    articles = {
        article_id(r.article.id): reading_print(r, claims.get(r.article.id, ()), resolution, assembly)
        for r in sorted(readings, key=lambda r: r.article.id)
    }
    return Prints.in_order(maker, world, articles, assembly.compared.outcomes)


def entity_print(e: Entity, assembly: Assembly) -> bytes:
    """The print of what is known of an entity."""
    return _print(e, assembly.sources.of_entity.get(e.id))


def statement_print(s: Statement, claims: Mapping[str, ResolvedClaim], assembly: Assembly) -> bytes:
    """The print of a statement or an event, but for its outcome."""
    told = [claims[c].claim.value("direction") for c in s.evidence] if s.predicate == "near" else None
    return _print(s, assembly.merges.get(s.id), told)


def reading_print(
    reading: Reading, claims: Sequence[ResolvedClaim], resolution: Resolution, assembly: Assembly
) -> bytes:
    """The print of what one article says."""
    a = reading.article
    said = [
        (c.id, c.claim, c.fillers, c.holders, assembly.statement_of[c.id], assembly.sources.of_claim[c.id])
        for c in sorted(claims, key=lambda c: c.id)
    ]
    return _print(
        (a.id, a.name, a.title, a.url, a.outlet, a.published, a.published_basis, a.language),
        (assembly.origins.of[a.id], assembly.origins.credit.get(a.id)),
        reading.mentions,
        [resolution.of.get((a.id, m.id)) for m in reading.mentions],
        said,
    )


def differences(
    store: Store,
    changed: Prints,
    readings: Sequence[Reading],
    resolution: Resolution,
    assembly: Assembly,
    ontology: Ontology,
) -> tuple[frozenset[Quad], frozenset[Quad]]:
    """The quads that the graph has and `store` lacks, and those that `store` has and the graph lacks.

    `changed` are the prints that differ from those of the graph in `store`.
    """
    was: set[Quad] = set()
    now: set[Quad] = set()
    touched, claims = {article_id(r.article.id): r for r in readings}, claims_by_article(assembly)
    for name in changed.articles:
        was.update(store.quads_for_pattern(None, None, None, node(name)))
        if name in touched:
            reading = touched[name]
            now.update(reading_quads(reading, claims.get(reading.article.id, ()), resolution, assembly, ontology))
    things = {*changed.world, *changed.outcomes}
    subjects, stored = _stored(store, things)
    subjects.update(_spoken_of(things, assembly))
    for one in subjects:
        for graph in WORLD:
            stored.update(store.quads_for_pattern(one, None, None, graph))
    said = _said(things, subjects, resolution, assembly, ontology)
    now.update(quad for quad in said if quad.subject in subjects)
    was |= stored
    return frozenset(now - was), frozenset(was - now)


def _stored(store: Store, ids: Collection[str]) -> tuple[set[NamedNode], set[Quad]]:
    """What the store has of these things, their figures included; and all that it is said of.

    These are the things themselves, and subjects and open predicates of relations, which have quads of these.
    """
    subjects: set[NamedNode] = set()
    found: set[Quad] = set()
    for it in map(node, ids):
        subjects.add(it)
        for graph in WORLD:
            for quad in store.quads_for_pattern(it, None, None, graph):
                found.add(quad)
                value = quad.object
                if not isinstance(value, NamedNode):
                    continue
                if quad.predicate in (rdf.RDF_SUBJECT, kg("figure")) or value.value.startswith(rdf.REL):
                    subjects.add(value)
    return subjects, found


def _spoken_of(ids: Collection[str], assembly: Assembly) -> Iterator[NamedNode]:
    """Of these statements, as they are now, all subjects of their quads."""
    for s in assembly.statements:
        if s.id in ids:
            yield from (node(f"{s.id}-f{n}") for n, _ in enumerate(s.figures, 1))
            if s.predicate.startswith("rel:"):
                yield rdf.predicate(s.predicate)
            if s.kind == "relation":
                yield subject_of(s)


def _said(
    ids: Collection[str],
    subjects: set[NamedNode],
    resolution: Resolution,
    assembly: Assembly,
    ontology: Ontology,
) -> Iterator[Quad]:
    """All quads of these things as they are now, and of other things all that may have one of these subjects."""
    for entity in resolution.entities:
        if entity.id in ids or node(entity.id) in subjects:
            yield from entity_quads(entity, assembly)
    by_id = {c.id: c for c in assembly.claims}
    for s in assembly.statements:
        if s.id in ids:
            yield from statement_quads(s, by_id, assembly, ontology)
        else:
            yield from shared_quads(s)
    for link in assembly.compared.links:
        if link_id(link) in ids:
            yield from link_quads(link)


def _other(now: Mapping[str, T], before: Mapping[str, T], none: T) -> Mapping[str, T]:
    found = {name: value for name, value in now.items() if before.get(name) != value}
    return found | {name: none for name in before if name not in now}


def _print(*parts: object) -> bytes:
    return sha256(msgspec.msgpack.encode(parts)).digest()[:SIZE]
