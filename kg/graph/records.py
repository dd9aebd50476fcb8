"""The claims of a store as records: what one article says, ready for a line of the claims file.

An article's graph is read once, whole, and its nodes are put together here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.graph import display
from kg.graph.world import ROLE_NAMES, Facts, figure
from kg.model import Entity, Figure, Kind, Modality, Polarity
from kg.rdf import local

WIKIDATA = rdf.PREFIXES["wd"]
_NOT_ROLES = {
    *("claims", "predicate", "article", "start", "end", "quote", "polarity", "modality", "rule", "confidence"),
    *("channel", "condition", "direction", "ordinal", "time", "deadline", "said", "figure", "mention", "holder"),
    *("holderStep", "title", "name", "topic", "also", "sourceClass", "sourceState"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """An entity at one place of a text: its IRI, canonical name and type, and the words used there."""

    id: str
    name: str
    type: str
    mention: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time as the text says it; `start` and `end` are ISO days."""

    text: str
    start: str | None
    end: str | None
    basis: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A further place of the article that says the same; offsets as of the claim."""

    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """An article as the graph knows it: `id` is its IRI, `name` the source's file name without suffix."""

    id: str
    name: str
    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim of one article. `holders` is the chain, the one nearest the claim first; ids are IRIs."""

    article: ArticleRecord
    id: str
    statement: str
    kind: Kind
    predicate: str
    roles: Mapping[str, tuple[Reference, ...]]
    polarity: Polarity
    modality: Modality
    holders: tuple[Reference, ...]
    channel: str | None
    condition: str | None
    deadline: Time | None
    said: Time | None
    time: Time | None
    figures: tuple[Figure, ...]
    ordinal: int | None
    title: str | None
    name: str | None
    topic: str | None
    direction: str | None
    quote: str
    start: int
    end: int
    rule: str
    confidence: float
    also: tuple[Passage, ...] = ()

    @property
    def distance_km(self) -> float | None:
        """The distance that the claim gives, in kilometres."""
        return next((f.value for f in self.figures if f.kind == "distance"), None)

    def _repr_html_(self) -> str:
        return display.claim(self)


def articles(store: Store) -> list[ArticleRecord]:
    """Every article, by name."""
    graphs = [cast(NamedNode, g) for g in store.named_graphs() if g not in (rdf.UNASSERTED, rdf.INFERRED)]
    records = (_article(g, _facts_of(store, g, g)) for g in graphs)
    return sorted(records, key=lambda a: (a.name, a.id))


def claims(store: Store, article: ArticleRecord, entities: Mapping[str, Entity]) -> Iterator[ClaimRecord]:
    """Every claim of one article, in the order of its text."""
    nodes: dict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for quad in store.quads_for_pattern(None, None, None, NamedNode(article.id)):
        subject = cast(NamedNode, quad.subject).value
        nodes[subject][local(quad.predicate)].append(cast(NamedNode | Literal, quad.object))
    made = [_claim(article, ident, nodes, entities) for ident, about in nodes.items() if "claims" in about]
    yield from sorted(made, key=lambda c: (c.start, c.end, c.id))


def _facts_of(store: Store, subject: NamedNode, graph: NamedNode) -> Facts:
    about: Facts = defaultdict(list)
    for quad in store.quads_for_pattern(subject, None, None, graph):
        about[local(quad.predicate)].append(cast(NamedNode | Literal, quad.object))
    return about


def _article(graph: NamedNode, about: Facts) -> ArticleRecord:
    return ArticleRecord(
        id=graph.value,
        name=_text(about, rdf.PREF_LABEL.value) or local(graph),
        published=_text(about, "published"),
        outlet=_text(about, "outlet"),
        title=_text(about, "title"),
        url=_text(about, "url"),
    )


def _claim(
    article: ArticleRecord, ident: str, nodes: Mapping[str, Facts], entities: Mapping[str, Entity]
) -> ClaimRecord:
    about = nodes[ident]
    mentions = [nodes[m.value] for m in about.get("mention", ())]
    start, end = int(about["start"][0].value), int(about["end"][0].value)

    def reference(entity: str, words: list[Facts]) -> Reference:
        said = [m for m in words if m["entity"][0].value == entity]
        near = min(said, key=lambda m: _distance(m, start, end), default=None)
        return _reference(entity, near, entities)

    roles: dict[str, list[Reference]] = defaultdict(list)
    for role, filler in _fillers(about):
        roles[role].append(reference(filler, mentions))
    steps = sorted((nodes[s.value] for s in about.get("holderStep", ())), key=lambda s: int(s["position"][0].value))
    return ClaimRecord(
        article=article,
        id=ident,
        statement=about["claims"][0].value,
        kind="relation" if rdf.RDF_SUBJECT.value in about else "event",
        predicate=local(cast(NamedNode, about["predicate"][0])),
        roles={role: tuple(refs) for role, refs in sorted(roles.items())},
        polarity=cast(Polarity, local(about["polarity"][0].value)),
        modality=cast(Modality, local(about["modality"][0].value)),
        holders=tuple(reference(s["holder"][0].value, [nodes[m.value] for m in s.get("mention", ())]) for s in steps),
        channel=_text(about, "channel"),
        condition=_text(about, "condition"),
        deadline=_time(about, "deadline", nodes),
        said=_time(about, "said", nodes),
        time=_time(about, "time", nodes),
        figures=tuple(figure(nodes[f]) for f in sorted(f.value for f in about.get("figure", ()))),
        ordinal=int(about["ordinal"][0].value) if "ordinal" in about else None,
        title=_text(about, "title"),
        name=_text(about, "name"),
        topic=_text(about, "topic"),
        direction=_text(about, "direction"),
        quote=about["quote"][0].value,
        start=start,
        end=end,
        rule=about["rule"][0].value,
        confidence=float(about["confidence"][0].value),
        also=tuple(sorted((_passage(nodes[p.value]) for p in about.get("also", ())), key=lambda p: (p.start, p.end))),
    )


def _passage(about: Facts) -> Passage:
    return Passage(about["quote"][0].value, int(about["start"][0].value), int(about["end"][0].value))


def _fillers(about: Facts) -> Iterator[tuple[str, str]]:
    """The roles of a claim, each with the IRI of who fills it; in order of IRIs where several do."""
    ends = {rdf.RDF_SUBJECT.value: "subject", rdf.RDF_OBJECT.value: "object"}
    for name, values in about.items():
        if name in ends or ("://" not in name and name not in _NOT_ROLES):
            role = ends.get(name) or ROLE_NAMES.get(name, name)
            yield from ((role, iri) for iri in sorted(v.value for v in values if isinstance(v, NamedNode)))


def _distance(mention: Facts, start: int, end: int) -> tuple[int, int]:
    """How far a mention lies from the claim's words, in code points; within them the first comes first."""
    at = int(mention["start"][0].value)
    return max(start - at, at - end, 0), at


def _reference(iri: str, mention: Facts | None, entities: Mapping[str, Entity]) -> Reference:
    entity = entities.get(local(iri))
    words = mention["text"][0].value if mention else None
    if entity is None:
        return Reference(iri, local(iri), "Thing", words)
    wikidata = next((s.removeprefix(WIKIDATA) for s in entity.same_as if s.startswith(WIKIDATA)), None)
    return Reference(iri, entity.name, entity.type, words, wikidata)


def _time(about: Facts, name: str, nodes: Mapping[str, Facts]) -> Time | None:
    if name not in about:
        return None
    node = nodes[about[name][0].value]
    basis = local(node["basis"][0].value)
    return Time(_text(node, "text") or "", _text(node, "start"), _text(node, "end"), basis)


def _text(about: Facts, name: str) -> str | None:
    return about[name][0].value if name in about else None
