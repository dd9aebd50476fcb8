"""One entity as the graph knows it: how often and where it is named, and what is said of it by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Store

from kg import rdf
from kg.model import Entity, Statement
from kg.rdf import kg, local


@dataclass(frozen=True, slots=True)
class Counts:
    """How many mentions an entity has, in how many articles, and in how many statements and events it takes part."""

    mentions: int = 0
    articles: int = 0
    statements: int = 0


@dataclass(frozen=True, slots=True)
class Naming:
    """How one article names an entity: each wording, pronouns left out, with how often; `mentions` counts all."""

    article: str
    mentions: int
    words: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A statement or event that an entity takes part in, in a role; `articles` are the names of those that tell it."""

    statement: Statement
    role: str
    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """All of one entity. `out` are the relations of which it is the subject, `into` the others, `events` its events."""

    entity: Entity
    named: tuple[Naming, ...]
    out: tuple[Part, ...]
    into: tuple[Part, ...]
    events: tuple[Part, ...]


def counts(store: Store, statements: Iterable[Statement]) -> dict[str, Counts]:
    """Each entity's counts by its id."""
    mentions: Counter[str] = Counter()
    articles: dict[str, set[str]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, kg("entity"), None, None):
        ident = local(cast(NamedNode, quad.object))
        mentions[ident] += 1
        articles[ident].add(cast(NamedNode, quad.graph_name).value)
    told = Counter(ident for s in statements for ident in {f.value for f in s.fillers if not f.literal})
    return {ident: Counts(mentions[ident], len(articles[ident]), told[ident]) for ident in mentions | told}


def namings(store: Store, ident: str, names: Mapping[str, str]) -> tuple[Naming, ...]:
    """How each article names the entity of this id; `names` has the articles' names by their IRIs."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    mentions: Counter[str] = Counter()
    for quad in store.quads_for_pattern(None, kg("entity"), rdf.node(ident), None):
        mention, graph = cast(NamedNode, quad.subject), cast(NamedNode, quad.graph_name)
        article = names[graph.value]
        mentions[article] += 1
        form, words = (_text(store, mention, name, graph) for name in ("form", "quote"))
        if form != "pronoun":
            found[article][" ".join(words.split())] += 1
    return tuple(Naming(a, mentions[a], dict(sorted(found[a].items()))) for a in sorted(mentions))


def tellers(store: Store, s: Statement, names: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the articles whose claims a statement rests on."""
    graphs = {
        cast(NamedNode, q.graph_name).value
        for claim in s.evidence
        for q in store.quads_for_pattern(rdf.node(claim), kg("claims"), None, None)
    }
    return tuple(sorted(names[graph] for graph in graphs))


def _text(store: Store, subject: NamedNode, name: str, graph: NamedNode) -> str:
    return next((cast(Literal, q.object).value for q in store.quads_for_pattern(subject, kg(name), None, graph)), "")
