"""Who "both sides" are: those told before to fight or to talk with each other, not those who reconcile them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extract.arguments import objects, subjects
from kg.extract.drafts import Draft
from kg.extract.syntax import Node, conjuncts, first_conjunct
from kg.lexicon.constructions import constructions

FAR = 8  # sentences that "the two sides" looks back
AGAINST = frozenset({"with", "against"})
Sides = tuple[list[Node], list[Node]]


def settles(node: Node) -> bool:
    """Whether a party is named as one who only helps others to agree: "Oman and Qatar are mediating"."""
    verb = first_conjunct(node).head
    return node.dep in ("nsubj", "conj") and verb.is_verb and verb.lemma in constructions().arranging


def rivals(d: Draft) -> bool:
    """Whether the sides are called enemies and nothing says of what: "the warring parties"."""
    return any(c.low in constructions().rival for c in d.node.kids("amod")) and not d.node.kids("prep")


def opposed(
    drafts: list[Draft], d: Draft, types: frozenset[str], acting: Callable[[Draft], Draft] = lambda draft: draft
) -> list[Draft]:
    """Those who fight or talk in the sentences before: "The army has fought the ADF. Both sides …"."""
    earlier = [c for c in drafts if 0 <= d.node.sent - c.node.sent <= FAR and c.span.end <= d.span.start]
    again = [c for c in earlier if c.head == d.head and c.members]
    earlier = [c for c in earlier if c.type in types or c.type == "Settlement"]
    at = {c.node.i: c for c in earlier if c.form == "name" or (c.form == "nominal" and c.definite)}
    for one, other in sorted(_facing(list(at.values())), key=lambda s: -max(n.i for side in s for n in side)):
        sides = [[at[n.i] for n in nodes if n.i in at] for nodes in (one, other)]
        if any(len(side) != 1 for side in sides):
            continue
        parties = [c if c.type in types else acting(c) for side in sides for c in side]
        if all(c.type in types for c in parties) and parties[0].identity() != parties[1].identity():
            return parties
    return again[-1].members if again else []


def _facing(parties: list[Draft]) -> Iterator[Sides]:
    """Every two sides that the words around the parties set against each other."""
    seen: set[int] = set()
    for above in (first_conjunct(c.node).head for c in parties):
        if above.i in seen:
            continue
        seen.add(above.i)
        if above.is_verb and above.lemma in constructions().opposing and above.kid("neg") is None:
            others = [o for p in above.kids("prep") if p.low in AGAINST for o in p.kids("pobj")]
            yield subjects(above), [*objects(above), *others]
        elif above.dep == "prep" and above.head.lemma in constructions().strife:
            yield from _of_strife(above)


def _of_strife(prep: Node) -> Iterator[Sides]:
    """The sides of "the war between A and B", and of A that "is at war with" B."""
    named = [n for o in prep.kids("pobj") for n in conjuncts(o)]
    if prep.low == "between" and len(named) == 2:
        yield [named[0]], [named[1]]
    elif prep.low in AGAINST and prep.head.dep == "pobj" and prep.head.head.head.lemma == "be":
        yield subjects(prep.head.head.head), named
