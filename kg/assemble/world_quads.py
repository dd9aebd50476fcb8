"""Statements, events, claims and entities as RDF quads.

The default graph has the entities, the statements, the events that stand, and a plain edge for each asserted
relation; `e:g-unasserted` the events that do not stand; one graph an article what that article says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import rdf
from kg.assemble.article_quads import (
    article_id,
    article_quads,
    claim_quads,
    figure_quads,
    mention_id,
    mention_quads,
    origin_quads,
    role_term,
    source_quads,
)
from kg.assemble.claims import ResolvedClaim
from kg.assemble.linking import Link
from kg.assemble.statements import Assembly
from kg.model import Entity, Reading, Resolution, Statement
from kg.ontology import Ontology
from kg.rdf import RDF_TYPE, content_id, kg, node


def quads(
    readings: Sequence[Reading], resolution: Resolution, assembly: Assembly, ontology: Ontology
) -> Iterator[Quad]:
    """Every quad of the graph, in no promised order."""
    return chain.from_iterable(quad_parcels(readings, resolution, assembly, ontology))


def quad_parcels(
    readings: Sequence[Reading], resolution: Resolution, assembly: Assembly, ontology: Ontology
) -> Iterator[Iterator[Quad]]:
    """Every quad of the graph: first those of its own layer, then those of each article, which are in no other's
    graph. A parcel may have a quad more than once."""
    yield world_quads(resolution, assembly, ontology)
    claims = claims_by_article(assembly)
    for reading in readings:
        yield reading_quads(reading, claims[reading.article.id], resolution, assembly, ontology)


def world_quads(resolution: Resolution, assembly: Assembly, ontology: Ontology) -> Iterator[Quad]:
    """All quads of the graph's own layer: entities, statements, events and links."""
    for entity in resolution.entities:
        yield from entity_quads(entity, assembly)
    by_id = {c.id: c for c in assembly.claims}
    for statement in assembly.statements:
        yield from statement_quads(statement, by_id, assembly, ontology)
    for link in assembly.compared.links:
        yield from link_quads(link)


def claims_by_article(assembly: Assembly) -> Mapping[str, Sequence[ResolvedClaim]]:
    """The claims by their article's id; none for an article that says nothing."""
    claims: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for c in assembly.claims:
        claims[c.article.id].append(c)
    return claims


def reading_quads(
    reading: Reading,
    claims: Sequence[ResolvedClaim],
    resolution: Resolution,
    assembly: Assembly,
    ontology: Ontology,
) -> Iterator[Quad]:
    """What one article says: all quads of its graph."""
    graph = node(article_id(reading.article.id))
    yield from article_quads(reading.article, graph)
    yield from origin_quads(reading.article, assembly.origins, graph)
    mentions = {m.id: m for m in reading.mentions}
    nodes = {m.id: node(mention_id(m)) for m in reading.mentions}
    representative = dict(reading.chains())
    for m in reading.mentions:
        if (entity_id := resolution.of.get((reading.article.id, m.id))) is not None:
            yield from mention_quads(reading, m, nodes[m.id], mentions[representative[m.id]], entity_id, graph)
    for c in claims:
        yield from claim_quads(c, nodes, resolution, assembly.statement_of[c.id], graph, ontology)
        yield from source_quads(c, assembly.sources.of_claim[c.id], graph)


def entity_quads(entity: Entity, assembly: Assembly) -> Iterator[Quad]:
    """What is known of an entity, its relations apart."""
    source = assembly.sources.of_entity.get(entity.id)
    it = node(entity.id)
    yield Quad(it, RDF_TYPE, kg(entity.type))
    yield Quad(it, rdf.PREF_LABEL, rdf.text(entity.name, "en"))
    for alias in entity.aliases:
        if alias != entity.name:
            yield Quad(it, rdf.ALT_LABEL, rdf.text(alias, "en"))
    for same in entity.same_as:
        yield Quad(it, rdf.SAME_AS, rdf.iri(same))
    if entity.country is not None:
        yield Quad(it, kg("country"), node(entity.country))
    if source is not None:
        yield Quad(it, kg("sourceClass"), rdf.text(source.source_class))
    if entity.latitude is not None and entity.longitude is not None:
        yield Quad(it, rdf.LATITUDE, rdf.decimal(entity.latitude, 6))
        yield Quad(it, rdf.LONGITUDE, rdf.decimal(entity.longitude, 6))


def statement_quads(
    s: Statement, claims: Mapping[str, ResolvedClaim], assembly: Assembly, ontology: Ontology
) -> Iterator[Quad]:
    """A statement or an event; `claims` are all by their ids."""
    if s.kind == "event":
        yield from _event(s, assembly, ontology)
    else:
        yield from _relation(s, [claims[c] for c in s.evidence])


def _relation(s: Statement, evidence: Sequence[ResolvedClaim]) -> Iterator[Quad]:
    it, predicate, (subject, value) = node(s.id), rdf.predicate(s.predicate), _ends(s)
    yield Quad(it, RDF_TYPE, kg("Statement"))
    yield Quad(it, rdf.RDF_SUBJECT, subject)
    yield Quad(it, rdf.RDF_PREDICATE, predicate)
    yield Quad(it, rdf.RDF_OBJECT, value)
    for f in s.fillers:
        if f.role == "of":
            yield Quad(it, kg("of"), node(f.value))
    if s.predicate == "near":
        yield from _distance(s, it, evidence)
    yield from shared_quads(s)
    yield from _shared(s, it, rdf.DEFAULT)


def _ends(s: Statement) -> tuple[NamedNode, NamedNode | Literal]:
    """Subject and object of a relation; a title or a name may stand for the object."""
    target = next(f for f in s.fillers if f.role in ("object", "title", "name"))
    value = rdf.text(target.value) if target.literal else node(target.value)
    return subject_of(s), value


def subject_of(s: Statement) -> NamedNode:
    """The subject of a relation."""
    return node(next(f.value for f in s.fillers if f.role == "subject"))


def shared_quads(s: Statement) -> Iterator[Quad]:
    """What a statement or an event says of others than itself, so that another may say it, too.

    The plain edge of what is asserted, and the class of an open predicate.
    """
    graph = rdf.UNASSERTED if s.kind == "event" and s.standing != "asserted" else rdf.DEFAULT
    if s.predicate.startswith("rel:"):
        yield Quad(rdf.predicate(s.predicate), RDF_TYPE, kg("OpenPredicate"), graph)
    if s.kind == "relation" and s.standing == "asserted":
        subject, value = _ends(s)
        if s.predicate == "alias":
            name = next(f.value for f in s.fillers if f.role in ("object", "title", "name"))
            yield Quad(subject, rdf.ALT_LABEL, rdf.text(name, "en"))
        else:
            yield Quad(subject, rdf.predicate(s.predicate), value)


def _distance(s: Statement, it: NamedNode, evidence: Sequence[ResolvedClaim]) -> Iterator[Quad]:
    for f in s.figures:
        if f.kind == "distance":
            yield Quad(it, kg("distanceKm"), rdf.decimal(f.value, 3))
    for c in evidence:
        if direction := c.claim.value("direction"):
            yield Quad(it, kg("direction"), rdf.text(direction))


def _event(s: Statement, assembly: Assembly, ontology: Ontology) -> Iterator[Quad]:
    it = node(s.id)
    graph = rdf.DEFAULT if s.standing == "asserted" else rdf.UNASSERTED
    yield Quad(it, RDF_TYPE, rdf.predicate(s.predicate), graph)
    yield from shared_quads(s)
    yield Quad(it, rdf.PREF_LABEL, rdf.text(s.label or s.predicate, "en"), graph)
    for f in s.fillers:
        yield Quad(it, role_term(f.role, ontology), rdf.text(f.value) if f.literal else node(f.value), graph)
    for reason in assembly.merges.get(s.id, ()):
        yield Quad(it, kg("mergeReason"), rdf.text(reason), graph)
    if s.id in assembly.compared.outcomes:
        yield Quad(it, kg("outcome"), rdf.text(assembly.compared.outcomes[s.id]), graph)
    if s.ordinal is not None:
        yield Quad(it, kg("ordinal"), rdf.number(s.ordinal), graph)
    yield from _shared(s, it, graph)


def link_id(link: Link) -> str:
    """The local part of a link's IRI."""
    return content_id("l", link.kind, link.left, link.right, link.reason)


def link_quads(link: Link) -> Iterator[Quad]:
    """How two claims or statements stand to one another."""
    it = node(link_id(link))
    yield Quad(it, RDF_TYPE, kg("Link"))
    yield Quad(it, kg("linkKind"), kg(link.kind))
    yield Quad(it, kg("left"), node(link.left))
    yield Quad(it, kg("right"), node(link.right))
    yield Quad(it, kg("reason"), rdf.text(link.reason))


def _shared(s: Statement, it: NamedNode, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    """What statements and events have alike: how they stand, the counts, the dates, the figures, the evidence."""
    yield Quad(it, kg("standing"), kg(s.standing), graph)
    yield Quad(it, kg("belief"), rdf.decimal(s.belief), graph)
    yield Quad(it, kg("articleCount"), rdf.number(s.articles), graph)
    yield Quad(it, kg("originCount"), rdf.number(s.origins), graph)
    dated = (("firstReported", s.first_reported), ("lastReported", s.last_reported))
    for name, when in dated:
        if when:
            yield Quad(it, kg(name), rdf.day(when), graph)
    if s.start:
        yield Quad(it, rdf.BEGIN, rdf.day(s.start), graph)
    if s.end:
        yield Quad(it, rdf.END, rdf.day(s.end), graph)
    for n, figure in enumerate(s.figures, 1):
        yield from figure_quads(figure, it, f"{s.id}-f{n}", graph)
    for claim in s.evidence:
        yield Quad(it, kg("evidence"), node(claim), graph)
