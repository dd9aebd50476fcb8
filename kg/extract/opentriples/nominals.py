"""What nouns say: appositions, places, examples, possessors, titles before names."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.opentriples.phrases import below, is_aside, noun_phrase
from kg.extract.opentriples.propositions import Nodes, Proposition
from kg.extract.syntax import Node, conjuncts

PLACES = frozenset({"GPE", "LOC", "FAC"})
TIMES = frozenset({"DATE", "TIME"})
ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "messrs", "mme", "dr", "sir", "madam"})
"""Forms of address: they say nothing of who is addressed so."""
PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "DT"})


def nominals(noun: Node) -> Iterator[Proposition]:
    """What the noun's own phrase says of it. Where no verb is said, "be" is understood, in no tense."""
    if noun.is_noun:
        yield from _appositions(noun)
        yield from _inside(noun)
        yield from _examples(noun)
        yield from _possessors(noun)
        yield from _title(noun)


def _appositions(noun: Node) -> Iterator[Proposition]:
    """ "Acme, a maker of anvils": Acme is one. "The director Ann Lee": she is it. "Ur, Iraq": Ur is in it."""
    for apposed in noun.kids("appos"):
        if not apposed.is_noun or noun.ent_label in TIMES:
            continue
        for other in conjuncts(apposed):
            phrase = tuple(noun_phrase(other))
            if noun.ent_label in PLACES and other.ent_label in PLACES:
                yield Proposition(apposed, "place", (), _phrase(noun), (phrase,), "be in")
            elif is_aside(apposed):
                yield Proposition(apposed, "apposition", (), _phrase(noun), (phrase,), "be")
            else:
                yield Proposition(apposed, "name", (), phrase, (_phrase(noun, apposed),), "be")


def _inside(noun: Node) -> Iterator[Proposition]:
    """ "A factory in Leeds": it is in Leeds."""
    for prep in noun.kids("prep"):
        place = prep.kid("pobj")
        if prep.low == "in" and place is not None and place.ent_label in PLACES:
            yield Proposition(prep, "located", (prep,), _phrase(noun, prep), (_phrase(place),), "be")


def _examples(noun: Node) -> Iterator[Proposition]:
    """ "Metals such as tin and lead", "metals, including tin": each of what is named."""
    for prep in noun.kids("prep"):
        named = prep.kid("pobj")
        such = prep.low == "as" and any(c.low == "such" for c in prep.children)
        if named is not None and (such or prep.low == "including"):
            link = tuple(below(prep, frozenset({"pobj"})))
            for one in conjuncts(named):
                yield Proposition(prep, "example", link, _phrase(noun, prep), (_phrase(one),), "be")


def _possessors(noun: Node) -> Iterator[Proposition]:
    """ "Acme's owner": Acme has one."""
    owner = noun.kid("poss")
    if owner is None or owner.tag in PRONOUNS:
        return
    for one in conjuncts(owner):
        name = tuple(n for n in noun_phrase(one) if not (n.dep == "case" and n.head is one))
        yield Proposition(owner, "possessor", (), name, (_phrase(noun, owner),), _have(one))


def _have(owner: Node) -> str:
    return "have" if owner.tag in ("NNS", "NNPS") else "has"


def _title(noun: Node) -> Iterator[Proposition]:
    """ "Police chief Ann Lee": she is one. Forms of address ("Mr.") are none."""
    if noun.ent_label != "PERSON":
        return
    before = [c for c in noun.kids("compound", "amod", "nmod") if c.ent != noun.ent and c.i < noun.i]
    title = tuple(n for c in before if c.low.strip(".") not in ADDRESS for n in below(c))
    if title:
        name = tuple(n for n in below(noun) if n.ent == noun.ent)
        yield Proposition(title[0], "title", (), name, (title,), "be")


def _phrase(noun: Node, *without: Node) -> Nodes:
    return tuple(noun_phrase(noun, frozenset(without)))
