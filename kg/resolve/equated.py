"""Names that a text itself makes one: "the Syrian Observatory for Human Rights (SOHR)", "also known as"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.resolve import names
from kg.resolve.sense import Node
from kg.resolve.senses import Article


def equated(article: Article) -> Iterator[tuple[Node, Node]]:
    """Pairs of nodes of one article that a claim `alias` or an acronym beside its long form makes one."""
    context = article.context
    key_of = {m.id: key for key, p in context.profiles.items() for m in p.mentions}
    nodes = {key: s.node for key, s in article.senses.items() if s.node is not None}
    by_name = {" ".join(names.body(text)): nodes[key] for key in nodes for text in context.profiles[key].names}
    for claim in context.reading.claims:
        if claim.predicate == "alias" and claim.stance.polarity == "affirmed" and claim.stance.modality == "actual":
            other = by_name.get(" ".join(names.body(claim.value("name") or "")))
            for subject in claim.fillers("subject"):
                one = nodes.get(key_of.get(subject, ""))
                if one is not None and other is not None and one != other and one.family == other.family:
                    yield one, other
    long = {}
    for key in nodes:
        for text in context.profiles[key].names:
            if len(text.split()) > 1 and nodes[key].family == "body":
                long[names.initials(text)] = nodes[key]
    for key, node in nodes.items():
        for text in context.profiles[key].names:
            one = long.get(text.replace(".", "")) if names.is_acronym(text) else None
            if one is not None and one != node and one.family == node.family:
                yield one, node
