"""Clauses: a verb with its subject and arguments as said, one proposition for each of what is coordinated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.extract.opentriples.phrases import below, noun_phrase
from kg.extract.opentriples.predicates import Group, chained, group_of
from kg.extract.opentriples.propositions import Nodes, Proposition
from kg.extract.syntax import SUBJECTS, Node, conjuncts, is_passive
from kg.extract.frames import objects, relative_head, surface_subjects

NOT_CLAUSES = frozenset({"aux", "auxpass", "amod", "compound", "case", "punct", "intj", "prep", "meta"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "acomp", "dative"})
CONTENTS = frozenset({"ccomp", "xcomp"})
MOST = 12
"""Propositions of one clause; a sentence that lists more is a table."""


def clauses(verb: Node) -> Iterator[Proposition]:
    """What the verb says, if it begins a clause."""
    if not verb.is_verb or verb.dep in NOT_CLAUSES or _inside_a_chain(verb):
        return
    group = group_of(verb)
    subjects = _subjects(verb)
    cores, adjuncts = _arguments(group)
    predicate = group.nodes
    if not cores:
        for number, (preposition, alternatives) in enumerate(adjuncts):
            if preposition is not None and preposition.i > group.last.i:
                predicate = (*predicate, preposition)
                cores = [alternatives]
                del adjuncts[number]
                break
    rest = [(*((p,) if p is not None else ()), *(n for a in alternatives for n in a)) for p, alternatives in adjuncts]
    for combined in list(product(subjects, *cores))[:MOST]:
        subject, *objects_ = combined
        arguments = (*objects_, *rest)
        yield Proposition(
            verb, predicate, subject, arguments, _confidence(group, cores, arguments), before="be" if group.bare else ""
        )


def _inside_a_chain(verb: Node) -> bool:
    return verb.dep in ("xcomp", "acomp") and chained(verb.head) is verb


def _subjects(verb: Node) -> list[Nodes]:
    found = []
    for subject in surface_subjects(verb):
        above = frozenset(n for n in subject.children if n.dep in ("relcl", "acl") and verb in below(n))
        found.append(tuple(noun_phrase(subject, above)))
    if not found:
        found = [tuple(below(c)) for c in verb.kids("csubj", "csubjpass", "expl")]
    return found


def _arguments(group: Group) -> tuple[list[list[Nodes]], list[tuple[Node | None, list[Nodes]]]]:
    """The objects, each with its alternatives, and the adjuncts, each with its preposition."""
    last = group.last
    cores: list[list[Nodes]] = []
    adjuncts: list[tuple[Node | None, list[Nodes]]] = []
    inside = frozenset(group.nodes)
    if last.is_verb and not is_passive(last):
        if gap := [n for n in objects(last) if n.head is not last and n.dep != "conj"]:
            cores.append([tuple(noun_phrase(n, frozenset(c for c in n.children if last in below(c)))) for n in gap])
    children = [c for v in group.verbs for c in v.children if c not in inside]
    after = [c for c in children if c.i > group.verbs[0].i]
    before = [c for c in children if c.i < group.verbs[0].i]
    for child in (*after, *before):
        if child.dep in OBJECTS and child.tag != "IN" and child.pos != "ADP":
            if relative_head(child) is not child:
                continue
            cores.append([tuple(noun_phrase(n)) for n in conjuncts(child)])
        elif child.dep in CONTENTS:
            if child.i > last.i or child.dep == "ccomp":
                cores.append([tuple(below(child, frozenset({"mark"}) if child.dep == "ccomp" else frozenset()))])
        elif child.dep in ("prep", "agent", "dative"):
            adjuncts.extend(_prepositional(child))
        elif child.dep == "npadvmod":
            adjuncts.append((None, [tuple(noun_phrase(child))]))
        elif child.dep == "advmod" and child.tag in ("RB", "RBR", "RBS"):
            adjuncts.append((None, [tuple(below(child))]))
        elif child.dep == "advcl" and child.i > last.i:
            adjuncts.append((None, [tuple(below(child))]))
    return cores, adjuncts


def _prepositional(prep: Node) -> Iterator[tuple[Node | None, list[Nodes]]]:
    obj = prep.kid("pobj")
    if obj is None:
        rest = tuple(n for n in below(prep) if n is not prep)
        if rest:
            yield prep, [rest]
        return
    if relative_head(obj) is not obj:
        return
    yield prep, [tuple(noun_phrase(n)) for n in conjuncts(obj)]


def _confidence(group: Group, cores: list[list[Nodes]], arguments: tuple[Nodes, ...]) -> float:
    verb = group.verbs[0]
    if not arguments:
        return 0.2
    own = any(c.dep in SUBJECTS for c in verb.children)
    return 0.9 if own else 0.6
