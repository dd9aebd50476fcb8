"""Clauses: a verb with its subject and arguments as said, one proposition for each of what is coordinated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product

from kg.extract.frames import objects, relative_head, surface_subjects
from kg.extract.opentriples.phrases import below, coordinates, is_aside, noun_phrase, phrases
from kg.extract.opentriples.predicates import ADVERBS, Group, chained, group_of
from kg.extract.opentriples.propositions import Construction, Nodes, Proposition
from kg.extract.syntax import SUBJECTS, Node, is_passive

NOT_CLAUSES = frozenset({"aux", "auxpass", "amod", "compound", "case", "punct", "intj", "prep", "meta"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "dative"})
CONTENTS = frozenset({"ccomp", "xcomp"})
MOST = 12
"""Propositions of one clause; a sentence that lists more is a table."""


@dataclass(slots=True)
class Arguments:
    """What a predicate has beside its subject: objects, each with its alternatives where it is coordinated, and
    adjuncts, each with its preposition."""

    objects: list[list[Nodes]] = field(default_factory=list)
    adjuncts: list[tuple[Node | None, list[Nodes]]] = field(default_factory=list)


def clauses(verb: Node) -> Iterator[Proposition]:
    """What the verb says, if it begins a clause."""
    if not verb.is_verb or verb.dep in NOT_CLAUSES or (verb.dep in ("xcomp", "acomp") and chained(verb.head) is verb):
        return
    group = group_of(verb)
    found = _arguments(group)
    predicate = group.nodes
    if not found.objects:
        for number, (preposition, alternatives) in enumerate(found.adjuncts):
            if preposition is not None and preposition.i > group.last.i:
                predicate = (*predicate, preposition)
                found.objects = [alternatives]
                del found.adjuncts[number]
                break
    rest = [tuple(n for a in alternatives for n in (*a, *((p,) if p else ()))) for p, alternatives in found.adjuncts]
    construction = _construction(verb)
    understood = "be" if group.bare else ""
    for subject, *said in list(product(_subjects(verb), *found.objects))[:MOST]:
        yield Proposition(verb, construction, predicate, subject, (*said, *rest), understood)


def _construction(verb: Node) -> Construction:
    own = verb.kid("nsubj", "nsubjpass")
    if own is None:
        if verb.kid("expl") is not None:
            return "existential"
        if any(c.dep == "aux" and c.low == "to" for c in verb.children):
            return "infinitive"
        if verb.dep in ("acl", "advcl") and verb.tag in ("VBN", "VBG"):
            return "participle"
        return "coordinated" if verb.dep == "conj" else "controlled"
    return "relative" if relative_head(own) is not own else "clause"


def _subjects(verb: Node) -> list[Nodes]:
    found: list[Nodes] = []
    for subject in surface_subjects(verb):
        above = frozenset(n for n in subject.children if n.dep in ("relcl", "acl") and verb in below(n))
        found.append(tuple(noun_phrase(subject, above)))
    return found or [tuple(below(c)) for c in verb.kids("csubj", "csubjpass", "expl")]


def _arguments(group: Group) -> Arguments:
    found = Arguments()
    last, inside = group.last, frozenset(group.nodes)
    if last.is_verb and not is_passive(last):
        gaps = [n for n in objects(last) if n.head is not last and n.dep != "conj"]
        if gaps:
            found.objects.append([tuple(noun_phrase(n, frozenset(c for c in n.children if last in below(c)))) for n in gaps])
    children = [c for v in group.verbs for c in v.children if c not in inside]
    first = group.verbs[0].i
    for child in sorted(children, key=lambda c: (c.i < first, c.i)):
        _take(child, group, found)
    return found


def _take(child: Node, group: Group, found: Arguments) -> None:
    """One dependent of a verb of the group as an object, an adjunct, or neither."""
    if child.dep in OBJECTS and child.pos != "ADP":
        if relative_head(child) is child:
            found.objects.append(list(phrases(child)))
    elif child.dep in CONTENTS:
        if _is_content(child, group):
            found.objects.append([tuple(below(child, frozenset({"mark"})))])
    elif child.dep in ("prep", "agent", "dative"):
        obj = child.kid("pobj")
        if obj is None:
            found.adjuncts.append((child, [tuple(n for n in below(child) if n is not child)]))
        elif relative_head(obj) is obj:
            found.adjuncts.append((child, list(phrases(obj))))
    elif child.dep == "npadvmod" or (child.dep == "advmod" and child.tag in ADVERBS and not _connects(child)):
        found.adjuncts.append((None, [tuple(below(child))]))


def _is_content(child: Node, group: Group) -> bool:
    """Whether a clause is what is said or thought, rather than a clause set beside this one by a semicolon."""
    verb = child.head
    if child.i > verb.i:
        return True
    between = any(c.text == ";" for c in verb.children)
    return child.dep == "ccomp" and not between and verb.kid("dobj", "attr", "acomp") is None


def _connects(adverb: Node) -> bool:
    """Whether the adverb links sentences: one that opens its clause, before a comma."""
    return adverb.i < adverb.head.i and any(c.text == "," and c.i == adverb.i + 1 for c in adverb.head.children)
