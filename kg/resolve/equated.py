"""Names that a text itself makes one: "the Syrian Observatory for Human Rights (SOHR)", "also known as"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Claim, Mention
from kg.resolve import names
from kg.resolve.link import family
from kg.resolve.sense import Node, Sense
from kg.resolve.senses import Article


def equated(article: Article) -> Iterator[tuple[Node, Node]]:
    """Pairs of names of one article that a claim `alias`, or an acronym beside its long form, makes one."""
    for sense, node in aliases(article):
        if sense.node is not None and sense.node != node and sense.node.family == node.family:
            yield sense.node, node
    nodes = {key: s.node for key, s in article.senses.items() if s.node is not None}
    long = {
        names.initials(text): node
        for key, node in nodes.items()
        for text in article.context.profiles[key].names
        if len(text.split()) > 1 and node.family == "body"
    }
    for key, node in nodes.items():
        for text in article.context.profiles[key].names:
            one = long.get(text.replace(".", "")) if names.is_acronym(text) else None
            if one is not None and one != node and one.family == node.family:
                yield one, node


def listed(article: Article) -> Iterator[tuple[Node, str]]:
    """Names that a claim `alias` gives to a thing with a settled id, with that id."""
    for sense, node in aliases(article):
        if sense.id is not None and node.family in (sense.type, family(sense.type, article.linker.ontology)):
            yield node, sense.id


def aliases(article: Article) -> Iterator[tuple[Sense, Node]]:
    """What each claim `alias` of an article speaks of, with the node of the other name where a mention has it.

    A mention inside the claim's words may be the end of the name only: "Hasakah road" of "the Aleppo-Hasakah road".
    """
    context = article.context
    key_of = {m.id: key for key, p in context.profiles.items() for m in p.mentions}
    for claim in context.reading.claims:
        if claim.predicate != "alias" or claim.stance.polarity != "affirmed" or claim.stance.modality != "actual":
            continue
        other = "-".join(names.body(claim.value("name") or ""))
        for subject in claim.fillers("subject"):
            sense = article.senses.get(key_of.get(subject, ""))
            for key, profile in context.profiles.items():
                node = article.senses[key].node
                said = [m for m in profile.mentions if m.form == "name" and is_end(m, claim, other)]
                if sense is not None and node is not None and said and sense is not article.senses[key]:
                    yield sense, node


def is_end(mention: Mention, claim: Claim, other: str) -> bool:
    """Whether a mention is the other name that an alias gives, or inside its words the end of it."""
    words = "-".join(names.body(mention.text))
    return bool(words) and (words == other or (claim.span.covers(mention.span) and other.endswith(f"-{words}")))
