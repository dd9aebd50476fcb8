"""Arguments: what a predicate has beside its subject, as phrases."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.frames import objects, relative_head
from kg.extract.opentriples.phrases import below, noun_phrase, phrases
from kg.extract.opentriples.predicates import ADVERBS, Group
from kg.extract.opentriples.propositions import Nodes
from kg.extract.syntax import Node, is_passive

OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "dative"})
CONTENTS = frozenset({"ccomp", "xcomp"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})


@dataclass(slots=True)
class Arguments:
    """Objects, each with its alternatives where it is coordinated; adjuncts, each with its preposition and likewise."""

    objects: list[list[Nodes]] = field(default_factory=list)
    adjuncts: list[tuple[Node | None, list[Nodes]]] = field(default_factory=list)


def arguments(group: Group) -> Arguments:
    """The arguments of all verbs of a predicate, those after it first."""
    found = Arguments()
    last, inside = group.last, frozenset(group.nodes)
    if last.is_verb and not is_passive(last):
        gaps = [n for n in objects(last) if n.head is not last and n.dep != "conj"]
        if gaps:
            found.objects.append([tuple(noun_phrase(n, _clauses_with(last, n))) for n in gaps])
    children = [c for v in group.verbs for c in v.children if c not in inside]
    first = group.verbs[0].i
    for child in sorted(children, key=lambda c: (c.i < first, c.i)):
        _take(child, found)
    return found


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
            found.objects.append([tuple(below(child, frozenset({"mark"})))])
    elif child.dep in PREPOSITIONS:
        found.adjuncts.append((child, _governed(child)))
    elif child.dep == "npadvmod" or (child.dep == "advmod" and child.tag in ADVERBS and not _connects(child)):
        found.adjuncts.append((None, [tuple(below(child))]))


def _governed(preposition: Node) -> list[Nodes]:
    """What stands after a preposition; for a relative pronoun, the noun that it stands for."""
    noun = preposition.kid("pobj")
    if noun is None:
        return [tuple(n for n in below(preposition) if n is not preposition)]
    meant = relative_head(noun)
    if meant is noun:
        return list(phrases(noun))
    return [tuple(noun_phrase(meant, frozenset(meant.kids("relcl", "acl"))))]


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
