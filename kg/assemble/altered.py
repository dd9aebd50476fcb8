"""Which quads a graph with more articles has and those it no longer has: as `differing`, of what was looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad, Store

from kg import rdf
from kg.assemble.article_quads import article_id
from kg.assemble.carrying import Carried
from kg.assemble.differing import WORLD, Prints, entity_print, reading_print, statement_print
from kg.assemble.ledger import on_shelf
from kg.assemble.world_quads import (
    claims_by_article,
    entity_quads,
    link_id,
    link_quads,
    reading_quads,
    shared_quads,
    statement_quads,
)
from kg.model import Entity, Resolution
from kg.ontology import Ontology
from kg.rdf import RDF_TYPE, kg, node

OF_ENTITIES = (
    RDF_TYPE,
    rdf.PREF_LABEL,
    rdf.ALT_LABEL,
    rdf.SAME_AS,
    kg("country"),
    kg("sourceClass"),
    rdf.LATITUDE,
    rdf.LONGITUDE,
)
"""The predicates of what is known of an entity, its relations apart."""


@dataclass(frozen=True, slots=True)
class Altered:
    """The quads that came and that went, and the prints of the graph as it is now."""

    added: frozenset[Quad]
    removed: frozenset[Quad]
    prints: Prints


def alterations(
    store: Store,
    before: Prints,
    known: Iterable[str],
    carried: Carried,
    resolution: Resolution,
    ontology: Ontology,
    unchanged: Collection[str] = frozenset(),
) -> Altered:
    """What has become of the graph in `store`, of which the prints were `before` and the entities `known`.

    Of these the `unchanged` ones are the same still.
    """
    entities = {e.id: e for e in resolution.entities}
    found = _Alteration(store, carried, dict(before.world), dict(before.articles), dict(before.outcomes))
    found.entities(known, entities, unchanged)
    found.statements(ontology)
    found.was -= set(_still_said(found.was - found.now, carried, entities))
    found.outcomes()
    found.links()
    found.articles(resolution, ontology)
    here = {quad for quad in found.now - found.was if quad not in store}
    prints = Prints.in_order(before.maker, found.world, found.said, found.came)
    return Altered(frozenset(here), frozenset(found.was - found.now), prints)


@dataclass(slots=True)
class _Alteration:
    """The quads that stood for what has another print now and those that stand for it, and the prints as they become:
    `said` those of the articles, `came` what came of announced events."""

    store: Store
    carried: Carried
    world: dict[str, bytes]
    said: dict[str, bytes]
    came: dict[str, str]
    was: set[Quad] = field(default_factory=set)
    now: set[Quad] = field(default_factory=set)

    def entities(self, known: Iterable[str], entities: Mapping[str, Entity], unchanged: Collection[str]) -> None:
        assembly = self.carried.assembly
        for x in set(known) - entities.keys():
            del self.world[x]
            self.was.update(_of_entity(self.store, x))
        for x, e in entities.items():
            if x in unchanged and x in self.world:
                continue
            if self.world.get(x) != (mark := entity_print(e, assembly)):
                self.world[x] = mark
                self.was.update(_of_entity(self.store, x))
                self.now.update(entity_quads(e, assembly))

    def statements(self, ontology: Ontology) -> None:
        assembly = self.carried.assembly
        claims = {c.id: c for c in assembly.claims}
        for x in self.carried.before:
            del self.world[x]
            self.was.update(_of_statement(self.store, x))
        for s in assembly.statements:
            self.world[s.id] = statement_print(s, claims, assembly)
            self.now.update(statement_quads(s, claims, assembly, ontology))
        self.was.update(quad for s in self.carried.before.values() for quad in shared_quads(s))

    def outcomes(self) -> None:
        for x, words in self.carried.outcomes.items():
            self.was.update(self.store.quads_for_pattern(node(x), kg("outcome"), None, rdf.UNASSERTED))
            if words is None:
                del self.came[x]
            else:
                self.came[x] = words
                self.now.add(Quad(node(x), kg("outcome"), rdf.text(words), rdf.UNASSERTED))

    def links(self) -> None:
        for link in self.carried.unlinked:
            del self.world[link_id(link)]
            self.was.update(link_quads(link))
        for link in self.carried.links:
            self.world[link_id(link)] = b""
            self.now.update(link_quads(link))

    def articles(self, resolution: Resolution, ontology: Ontology) -> None:
        assembly = self.carried.assembly
        for a in self.carried.gone:
            del self.said[article_id(a)]
            self.was.update(self.store.quads_for_pattern(None, None, None, node(article_id(a))))
        claims = claims_by_article(assembly)
        for reading in self.carried.readings:
            name, mine = article_id(reading.article.id), claims.get(reading.article.id, ())
            if self.said.get(name) != (mark := reading_print(reading, mine, resolution, assembly)):
                self.said[name] = mark
                self.was.update(self.store.quads_for_pattern(None, None, None, node(name)))
                self.now.update(reading_quads(reading, mine, resolution, assembly, ontology))


def _of_entity(store: Store, x: str) -> Iterator[Quad]:
    """What a store has of an entity, its relations apart."""
    for predicate in OF_ENTITIES:
        yield from store.quads_for_pattern(node(x), predicate, None, rdf.DEFAULT)


def _of_statement(store: Store, x: str) -> Iterator[Quad]:
    """What a store has of a statement or an event and of its figures."""
    for graph in WORLD:
        for quad in store.quads_for_pattern(node(x), None, None, graph):
            yield quad
            if quad.predicate == kg("figure") and isinstance(quad.object, NamedNode):
                yield from store.quads_for_pattern(quad.object, None, None, graph)


def _still_said(lost: Collection[Quad], carried: Carried, entities: Mapping[str, Entity]) -> Iterator[Quad]:
    """Those of some quads that go with a statement or an entity which others, unchanged, say too."""
    predicates = {rdf.local(quad.predicate) for quad in lost}
    for quad in lost:
        subject = rdf.local(quad.subject) if isinstance(quad.subject, NamedNode) else ""
        if quad.predicate == RDF_TYPE:
            predicates.add(subject)
        elif quad.predicate == rdf.ALT_LABEL:
            predicates.add("alias")
            if subject in entities:
                yield from {quad} & set(entity_quads(entities[subject], carried.assembly))
    for predicate in sorted(predicates):
        for kind in ("relation", "event"):
            for statement, _ in carried.ledger.told.get(on_shelf((kind, predicate)), []):
                yield from (quad for quad in shared_quads(statement) if quad in lost)
