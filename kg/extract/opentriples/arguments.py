"""Arguments: what a predicate has beside its subject, as phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.arguments import objects, relative_head
from kg.extract.opentriples.phrases import below, noun_phrase, phrases
from kg.extract.opentriples.predicates import ADVERBS, Group
from kg.extract.opentriples.propositions import Nodes
from kg.extract.syntax import Node, is_passive

OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "dative"})
CONTENTS = frozenset({"ccomp", "xcomp"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})


@dataclass(frozen=True, slots=True)
class Adjunct:
    """A phrase of time, place, manner …: all its words; its preposition, if it has one, and what that governs, each of
    what is coordinated."""

    phrase: Nodes
    preposition: Node | None = None
    governed: tuple[Nodes, ...] = ()


@dataclass(slots=True)
class Arguments:
    """Objects, each with its alternatives where it is coordinated; and adjuncts."""

    objects: list[list[Nodes]] = field(default_factory=list)
    adjuncts: list[Adjunct] = field(default_factory=list)


def arguments(group: Group) -> Arguments:
    """The arguments of all verbs of a predicate, those after it first."""
    found = Arguments()
    last, inside = group.last, frozenset(group.nodes)
    if last.is_verb and not is_passive(last) and not _has_whose(last):
        gaps = [n for n in objects(last) if n.head is not last and n.dep != "conj"]
        if gaps:
            found.objects.append([tuple(noun_phrase(n, _clauses_with(last, n))) for n in gaps])
    children = [c for v in group.verbs for c in v.children if c not in inside]
    first = group.verbs[0].i
    for child in sorted(children, key=lambda c: (c.i < first, c.i)):
        _take(child, found)
    return found


def _has_whose(verb: Node) -> bool:
    """Whether the relative pronoun is in the subject ("whose army took"), so that no object is left out."""
    return any(n.low == "whose" for subject in verb.kids("nsubj") for n in subject.children)


def _clauses_with(verb: Node, noun: Node) -> frozenset[Node]:
    return frozenset(c for c in noun.children if verb in below(c))


def _take(child: Node, found: Arguments) -> None:
    """One dependent of a verb as an object, an adjunct, or neither. Clauses of time and reason are neither: they say
    what they say on their own."""
    if child.dep in OBJECTS and child.pos != "ADP":
        if relative_head(child) is child and child.tag not in ("WP", "WDT"):
            found.objects.append(list(phrases(child)))
    elif child.dep in CONTENTS:
        if _is_content(child):
            found.objects.append(
                [tuple(below(child, skip=frozenset(m for m in child.kids("mark") if m.low == "that")))]
            )
    elif child.dep in PREPOSITIONS:
        found.adjuncts.extend(_prepositional(child))
    elif child.dep == "npadvmod" or (child.dep == "advmod" and child.tag in ADVERBS and not _connects(child)):
        found.adjuncts.append(Adjunct(tuple(below(child))))


def _prepositional(preposition: Node) -> Iterator[Adjunct]:
    """A preposition with what stands after it, for a relative pronoun the noun that it stands for; then those that hang
    on it ("from Ur to Uruk")."""
    noun = preposition.kid("pobj")
    later = frozenset(preposition.kids("prep")) if noun is not None else frozenset()
    meant = noun if noun is None else relative_head(noun)
    if noun is None or meant is None:
        whole = below(preposition)
        yield Adjunct(tuple(whole), preposition, (tuple(n for n in whole if n is not preposition),))
    elif meant is noun:
        yield Adjunct(tuple(_whole(preposition, noun, later)), preposition, tuple(phrases(noun)))
    else:
        phrase = tuple(noun_phrase(meant, frozenset(meant.kids("relcl", "acl"))))
        yield Adjunct((preposition, *phrase), preposition, (phrase,))
    for other in sorted(later, key=lambda n: n.i):
        yield from _prepositional(other)


def _whole(preposition: Node, noun: Node, later: frozenset[Node]) -> list[Node]:
    """The preposition's phrase, with all of what is coordinated, without what is set off by a comma."""
    return [*below(preposition, skip=later | {noun}), *noun_phrase(noun, without=frozenset())]


def _is_content(child: Node) -> bool:
    """Whether a clause is what is said or thought, rather than a clause set beside this one by a semicolon."""
    verb = child.head
    if child.i > verb.i:
        return True
    parted = any(c.text == ";" for c in verb.children) or is_passive(verb)
    return child.dep == "ccomp" and not parted and verb.kid("dobj", "attr", "acomp") is None


def _connects(adverb: Node) -> bool:
    """Whether the adverb links sentences: one that opens its clause, before a comma."""
    return adverb.i < adverb.head.i and any(c.text == "," and c.i == adverb.i + 1 for c in adverb.head.children)
