"""What one article says, as the quads of its own graph: the article, its mentions and its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import rdf
from kg.model import Article, Figure, Mention, Reading, Resolution, TimeSpan
from kg.rdf import RDF_TYPE, content_id, kg, node

if TYPE_CHECKING:
    from kg.assemble.claims import ResolvedClaim
    from kg.assemble.origins import Origins
    from kg.assemble.sources import Source
    from kg.ontology import Ontology

Graph = NamedNode


def article_id(ident: str) -> str:
    """The local part of an article's IRI, which is that of its graph, too.

    >>> article_id("f00d"), article_id("a-f00d")
    ('a-f00d', 'a-f00d')
    """
    return ident if ident.startswith("a-") else f"a-{ident}"


def mention_id(mention: Mention) -> str:
    """The local part of a mention's IRI, from its article, place and words."""
    span = mention.span
    return content_id("m", mention.article_id, span.start, span.end, mention.text, mention.type, mention.form)


def article_quads(article: Article, graph: Graph) -> Iterator[Quad]:
    yield Quad(graph, RDF_TYPE, kg("Article"), graph)
    yield Quad(graph, rdf.PREF_LABEL, rdf.text(article.name), graph)
    yield Quad(graph, kg("language"), rdf.text(article.language), graph)
    yield Quad(graph, kg("publishedBasis"), kg(article.published_basis), graph)
    if article.published:
        yield Quad(graph, kg("published"), rdf.day(article.published), graph)
    for name, value in (("title", article.title), ("outlet", article.outlet), ("url", article.url)):
        if value:
            yield Quad(graph, kg(name), rdf.text(value), graph)


def origin_quads(article: Article, origins: Origins, graph: Graph) -> Iterator[Quad]:
    """Of which article it is a copy, and whom it credits."""
    if (source := origins.of[article.id]) != article.id:
        yield Quad(graph, kg("copyOf"), node(article_id(source)), graph)
    if article.id in origins.credit:
        yield Quad(graph, kg("credit"), rdf.text(origins.credit[article.id]), graph)


def mention_quads(
    reading: Reading, m: Mention, it: NamedNode, stands_for: Mention, entity: str, graph: Graph
) -> Iterator[Quad]:
    """A mention: `kg:quote` its own words, `kg:text` what they name (for a pronoun its antecedent's words)."""
    yield Quad(it, RDF_TYPE, kg("Mention"), graph)
    yield Quad(it, kg("entity"), node(entity), graph)
    yield Quad(it, kg("start"), rdf.number(m.span.start), graph)
    yield Quad(it, kg("end"), rdf.number(m.span.end), graph)
    yield Quad(it, kg("quote"), rdf.text(reading.quote(m.span)), graph)
    yield Quad(it, kg("text"), rdf.text(stands_for.text if m.form == "pronoun" else m.text), graph)
    yield Quad(it, kg("form"), rdf.text(m.form), graph)


def claim_quads(
    c: ResolvedClaim,
    mentions: Mapping[str, NamedNode],
    resolution: Resolution,
    statement: str,
    graph: Graph,
    ontology: Ontology,
) -> Iterator[Quad]:
    """A claim of an article, whose `mentions` are given by their ids."""
    it, claim, stance = node(c.id), c.claim, c.claim.stance
    yield Quad(it, RDF_TYPE, kg("Claim"), graph)
    yield Quad(it, kg("claims"), node(statement), graph)
    yield Quad(it, kg("predicate"), rdf.predicate(claim.predicate), graph)
    yield Quad(it, kg("article"), graph, graph)
    yield Quad(it, kg("start"), rdf.number(claim.span.start), graph)
    yield Quad(it, kg("end"), rdf.number(claim.span.end), graph)
    yield Quad(it, kg("quote"), rdf.text(claim.span.of(c.article.text)), graph)
    yield from _passages(c, it, graph)
    yield Quad(it, kg("polarity"), kg(stance.polarity), graph)
    yield Quad(it, kg("modality"), kg(stance.modality), graph)
    yield Quad(it, kg("rule"), rdf.text(claim.rule), graph)
    yield Quad(it, kg("confidence"), rdf.decimal(claim.confidence), graph)
    for f in c.fillers:
        relation_end = {"subject": rdf.RDF_SUBJECT, "object": rdf.RDF_OBJECT}.get(f.role)
        term = relation_end if claim.kind == "relation" and relation_end else role_term(f.role, ontology)
        yield Quad(it, term, rdf.text(f.value) if f.literal else node(f.value), graph)
    texts = {"channel": stance.channel, "condition": stance.condition, "direction": claim.value("direction")}
    yield from (Quad(it, kg(name), rdf.text(value), graph) for name, value in texts.items() if value)
    if claim.ordinal is not None:
        yield Quad(it, kg("ordinal"), rdf.number(claim.ordinal), graph)
    for name, suffix, time in (
        ("time", "t", claim.time),
        ("deadline", "d", stance.deadline),
        ("said", "s", stance.said),
    ):
        if time:
            yield from _time(time, it, name, f"{c.id}-{suffix}", graph)
    for n, figure in enumerate(claim.figures, 1):
        yield from figure_quads(figure, it, f"{c.id}-f{n}", graph)
    for m in (*(r.mention for r in claim.roles), *(h.mention for h in stance.holders)):
        if (c.article.id, m) in resolution.of and m in mentions:
            yield Quad(it, kg("mention"), mentions[m], graph)
    yield from _holders(c, mentions, resolution, it, graph)


def _passages(c: ResolvedClaim, it: NamedNode, graph: Graph) -> Iterator[Quad]:
    """The further places of the article that say the same."""
    for n, span in enumerate(c.claim.also, 1):
        passage = node(f"{c.id}-q{n}")
        yield Quad(it, kg("also"), passage, graph)
        yield Quad(passage, RDF_TYPE, kg("Passage"), graph)
        yield Quad(passage, kg("start"), rdf.number(span.start), graph)
        yield Quad(passage, kg("end"), rdf.number(span.end), graph)
        yield Quad(passage, kg("quote"), rdf.text(span.of(c.article.text)), graph)


def source_quads(c: ResolvedClaim, source: Source, graph: Graph) -> Iterator[Quad]:
    """What kind of source vouches for a claim, and whose."""
    yield Quad(node(c.id), kg("sourceClass"), rdf.text(source.source_class), graph)
    if source.state is not None:
        yield Quad(node(c.id), kg("sourceState"), node(source.state), graph)


def _holders(
    c: ResolvedClaim, mentions: Mapping[str, NamedNode], resolution: Resolution, it: NamedNode, graph: Graph
) -> Iterator[Quad]:
    """The chain of those who vouch; `kg:holder` of the claim itself is the one nearest to it."""
    if c.holders:
        yield Quad(it, kg("holder"), node(c.holders[0]), graph)
    known = [h for h in c.claim.stance.holders if (c.article.id, h.mention) in resolution.of]
    for position, h in enumerate(known, 1):
        step = node(f"{c.id}-h{position}")
        yield Quad(it, kg("holderStep"), step, graph)
        yield Quad(step, RDF_TYPE, kg("HolderStep"), graph)
        yield Quad(step, kg("position"), rdf.number(position), graph)
        yield Quad(step, kg("holder"), node(resolution.of[c.article.id, h.mention]), graph)
        if h.cue:
            yield Quad(step, kg("cue"), rdf.text(h.cue), graph)
        if h.mention in mentions:
            yield Quad(step, kg("mention"), mentions[h.mention], graph)


def _time(time: TimeSpan, owner: NamedNode, name: str, ident: str, graph: Graph) -> Iterator[Quad]:
    it = node(ident)
    yield Quad(owner, kg(name), it, graph)
    yield Quad(it, RDF_TYPE, kg("TimeSpan"), graph)
    yield Quad(it, kg("text"), rdf.text(time.text), graph)
    yield Quad(it, kg("granularity"), kg(time.granularity), graph)
    yield Quad(it, kg("basis"), kg(time.basis), graph)
    if time.start:
        yield Quad(it, kg("start"), rdf.day(time.start), graph)
    if time.end:
        yield Quad(it, kg("end"), rdf.day(time.end), graph)


def figure_quads(f: Figure, owner: NamedNode, ident: str, graph: NamedNode | DefaultGraph) -> Iterator[Quad]:
    it = node(ident)
    yield Quad(owner, kg("figure"), it, graph)
    yield Quad(it, RDF_TYPE, kg("Figure"), graph)
    yield Quad(it, kg("kind"), kg(f.kind), graph)
    yield Quad(it, kg("value"), rdf.number(f.value), graph)
    yield Quad(it, kg("bound"), kg(f.bound), graph)
    if f.unit:
        yield Quad(it, kg("unit"), rdf.text(f.unit), graph)
    if f.text:
        yield Quad(it, kg("text"), rdf.text(f.text), graph)


def role_term(role: str, ontology: Ontology) -> NamedNode:
    """The property of a role: `kg:on` for `route`, else the role's own name."""
    known = ontology.roles.get(role)
    return kg(known.term if known else role)
