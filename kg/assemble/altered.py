"""Which quads a graph with more articles has and those it no longer has: as `differing`, of what was looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg import rdf
from kg.assemble.article_quads import article_id
from kg.assemble.carrying import Carried
from kg.assemble.differing import Prints, entity_print, reading_print, statement_print
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

WORLD = (rdf.DEFAULT, rdf.UNASSERTED)


@dataclass(frozen=True, slots=True)
class Altered:
    """The quads that came and that went, and the prints of the graph as it is now."""

    added: frozenset[Quad]
    removed: frozenset[Quad]
    prints: Prints


def alterations(
    store: Store, before: Prints, known: Iterable[str], carried: Carried, resolution: Resolution, ontology: Ontology
) -> Altered:
    """What has become of the graph in `store`, of which the prints were `before` and the entities `known`."""
    assembly = carried.assembly
    world, articles, outcomes = dict(before.world), dict(before.articles), dict(before.outcomes)
    was: set[Quad] = set()
    now: set[Quad] = set()
    entities = {e.id: e for e in resolution.entities}
    for x in set(known) - entities.keys():
        del world[x]
        was.update(_of_entity(store, x))
    for x, e in entities.items():
        if world.get(x) != (mark := entity_print(e, assembly)):
            world[x] = mark
            was.update(_of_entity(store, x))
            now.update(entity_quads(e, assembly))
    claims = {c.id: c for c in assembly.claims}
    for x in carried.before:
        del world[x]
        was.update(_of_statement(store, x))
    for s in assembly.statements:
        world[s.id] = statement_print(s, claims, assembly)
        now.update(statement_quads(s, claims, assembly, ontology))
    was.update(quad for s in carried.before.values() for quad in shared_quads(s))
    was -= set(_still_said(was - now, carried, entities))
    for x, words in carried.outcomes.items():
        was.update(store.quads_for_pattern(node(x), kg("outcome"), None, rdf.UNASSERTED))
        if words is None:
            del outcomes[x]
        else:
            outcomes[x] = words
            now.add(Quad(node(x), kg("outcome"), rdf.text(words), rdf.UNASSERTED))
    for link in carried.unlinked:
        del world[link_id(link)]
        was.update(link_quads(link))
    for link in carried.links:
        world[link_id(link)] = b""
        now.update(link_quads(link))
    for a in carried.gone:
        del articles[article_id(a)]
        was.update(store.quads_for_pattern(None, None, None, node(article_id(a))))
    said = claims_by_article(assembly)
    for reading in carried.readings:
        name, mine = article_id(reading.article.id), said.get(reading.article.id, ())
        if articles.get(name) != (mark := reading_print(reading, mine, resolution, assembly)):
            articles[name] = mark
            was.update(store.quads_for_pattern(None, None, None, node(name)))
            now.update(reading_quads(reading, mine, resolution, assembly, ontology))
    here = {quad for quad in now - was if quad not in store}
    prints = Prints(before.maker, world, dict(sorted(articles.items())), dict(sorted(outcomes.items())))
    return Altered(frozenset(here), frozenset(was - now), prints)


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
