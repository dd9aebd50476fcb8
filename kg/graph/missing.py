"""Why an edge is not there: what is said instead, and where both are named without it being said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode

from kg import rdf
from kg.errors import UsageError
from kg.graph.evidence import Explanation
from kg.graph.graph import Graph
from kg.graph.names import find
from kg.graph.sentences import sentence_around
from kg.graph.sides import sides
from kg.model import Span, Statement
from kg.ontology import Ontology
from kg.rdf import kg, local, node

SENTENCES = 5  # so many sentences that name both are shown


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that names both things: the article's name and the words."""

    article: str
    words: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Why `subject predicate object` is no edge. `near` are the nearest statements, each with what sets it apart."""

    subject: str
    predicate: str
    object: str
    verdict: str
    near: tuple[tuple[str, Explanation], ...]
    sentences: tuple[Passage, ...]


def missing(graph: Graph, question: str, ontology: Ontology) -> Missing:
    """What is known of an edge such as "Turkey backs Assad". Raises `UsageError` where the words name no relation."""
    left, predicate, right = _parts(question, ontology)
    subject, target = local(find(graph.store, left)), local(find(graph.store, right))
    symmetric = ontology.relation(predicate).symmetric
    near = list(_near(graph, subject, predicate, target, symmetric))
    own = next((s for reason, s in near if reason == ""), None)
    explained = [(reason, graph.explain(statement=s.id)[0]) for reason, s in near]
    return Missing(
        graph.label(subject),
        predicate,
        graph.label(target),
        _verdict(own, bool(near)),
        tuple((reason or "the statement itself", e) for reason, e in explained),
        tuple(_together(graph, subject, target)),
    )


def _parts(question: str, ontology: Ontology) -> tuple[str, str, str]:
    """The words before a relation's name or label, its name, and the words after."""
    for relation in sorted(ontology.relations.values(), key=lambda r: -len(r.label)):
        for words in (relation.name, relation.label):
            left, found, right = f" {question} ".partition(f" {words} ")
            if found and left.strip() and right.strip():
                return left.strip(), relation.name, right.strip()
    raise UsageError(f"{question!r} names no relation between two things; write for example 'Turkey backs Assad'")


def _verdict(own: Statement | None, any_near: bool) -> str:
    if own is None:
        return "no claim says so" + ("; the nearest that are said:" if any_near else "")
    if own.standing == "asserted":
        return "it is an edge: it is said as a fact and denied by nobody"
    why = {
        "denied": "it is only denied",
        "disputed": "some say so and others deny it",
        "possible": "it is only said to be possible, or only by an accuser",
    }
    return f"it does not stand as a fact: {why.get(own.standing, f'it is only {own.standing}')}"


def _near(graph: Graph, subject: str, predicate: str, target: str, symmetric: bool) -> Iterator[tuple[str, Statement]]:
    """The nearest statements, the nearest first, with what sets each apart ("" for the statement itself)."""
    parties = sides(graph.store)
    ours, theirs = ({local(m) for m in parties.with_(node(end))} for end in (subject, target))
    found: dict[int, list[tuple[str, Statement]]] = defaultdict(list)
    for s in graph.statements():
        fillers = {f.role: f.value for f in s.fillers if not f.literal}
        ends = fillers.get("subject"), fillers.get("object")
        if s.kind == "event":
            things = {f.value for f in s.fillers if not f.literal}
            if subject in things and target in things:
                found[4].append(("both take part", s))
        elif ends == (subject, target) or (symmetric and ends == (target, subject)):
            same = s.predicate == predicate
            found[0 if same else 3].append(("" if same else "another relation of the two", s))
        elif ends == (target, subject):
            same = s.predicate == predicate
            found[1 if same else 3].append(("the other way round" if same else "another relation of the two", s))
        elif s.predicate == predicate and ends[0] in ours and ends[1] in theirs:
            found[2].append(("of the same sides", s))
    for rank in sorted(found):
        yield from sorted(found[rank], key=lambda pair: (-pair[1].articles, pair[1].id))


def _together(graph: Graph, subject: str, target: str) -> Iterator[Passage]:
    """Sentences in which both are named, by article and place."""
    left, right = _places(graph, subject), _places(graph, target)
    shown: set[tuple[str, Span]] = set()
    for article in (a for a in graph.articles if a.id in left and a.id in right):
        text = graph.text(article.id)
        for span in sorted(left[article.id]):
            around = sentence_around(text, span)
            if (article.id, around) not in shown and any(around.covers(other) for other in right[article.id]):
                shown.add((article.id, around))
                yield Passage(article.name, around.of(text))
                if len(shown) == SENTENCES:
                    return


def _places(graph: Graph, entity: str) -> dict[str, list[Span]]:
    """Where an entity is named, by article."""
    found: dict[str, list[Span]] = defaultdict(list)
    for quad in graph.store.quads_for_pattern(None, kg("entity"), node(entity), None):
        home = cast(NamedNode, quad.graph_name)
        at = {
            local(q.predicate): q.object
            for q in graph.store.quads_for_pattern(quad.subject, None, None, home)
            if q.predicate != rdf.RDF_TYPE
        }
        found[home.value].append(Span(int(cast(Literal, at["start"]).value), int(cast(Literal, at["end"]).value)))
    return found
