"""What nouns say: appositions, possessors, titles before names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.opentriples.phrases import below, is_aside, noun_phrase
from kg.extract.opentriples.propositions import Proposition
from kg.extract.syntax import Node, conjuncts

PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT"})


def nominals(noun: Node) -> Iterator[Proposition]:
    """What the noun's own phrase says of it."""
    if not noun.is_noun:
        return
    for apposed in noun.kids("appos"):
        if apposed.is_noun and noun.ent_label not in ("DATE", "TIME"):
            for a in conjuncts(apposed):
                if is_aside(apposed):
                    yield Proposition(apposed, "apposition", (), tuple(noun_phrase(noun)), (tuple(noun_phrase(a)),), "be")
                else:
                    yield Proposition(apposed, "name", (), tuple(noun_phrase(a)), (tuple(noun_phrase(noun, frozenset(conjuncts(apposed)))),), "be")
    owner = noun.kid("poss")
    if owner is not None and owner.tag not in PRONOUNS:
        for o in conjuncts(owner):
            nodes = tuple(n for n in noun_phrase(o) if not (n.dep == "case" and n.head is o))
            rest = tuple(noun_phrase(noun, frozenset([owner])))
            yield Proposition(owner, "possessor", (), nodes, (rest,), "has")
    if noun.ent_label == "PERSON":
        title = [c for c in noun.kids("compound", "amod", "nmod") if c.ent != noun.ent and c.i < noun.i and not c.text.endswith(".")]
        if title:
            name = tuple(n for n in below(noun) if n.ent == noun.ent)
            nodes = tuple(x for t in title for x in below(t))
            yield Proposition(title[0], "title", (), name, (nodes,), "be")
