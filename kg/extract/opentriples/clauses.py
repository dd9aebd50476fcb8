"""Clauses: a verb with its subject and arguments as said, one proposition for each of what is coordinated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from kg.extract.arguments import relative_head, surface_subjects
from kg.extract.opentriples.arguments import Arguments, arguments
from kg.extract.opentriples.phrases import below, noun_phrase
from kg.extract.opentriples.predicates import Group, chained, group_of
from kg.extract.opentriples.propositions import Construction, Nodes, Proposition
from kg.extract.syntax import Node, first_conjunct

NOT_CLAUSES = frozenset({"aux", "auxpass", "amod", "compound", "case", "punct", "intj", "prep", "meta"})
NOUN_CLAUSES = ("relcl", "acl")
ASKING = frozenset({"WP", "WDT"})
"""Pronouns that stand for nothing in the sentence: "it is unclear who fired"."""
NEED_MORE = frozenset({"participle", "infinitive", "controlled"})
"""Constructions of which nothing is left to say without an argument ("matters concerning" …)."""
MOST = 12
"""Propositions of one clause; a sentence that lists more is a table."""


def clauses(verb: Node) -> Iterator[Proposition]:
    """What the verb says, if it begins a clause."""
    if not verb.is_verb or verb.dep in NOT_CLAUSES or (verb.dep in ("xcomp", "acomp") and chained(verb.head) is verb):
        return
    group = group_of(verb)
    found = arguments(group)
    predicate = group.nodes if found.objects else _with_preposition(group, found)
    rest = [a.phrase for a in found.adjuncts]
    construction = _construction(verb)
    if not found.objects and not rest and construction in NEED_MORE:
        return
    understood = "be" if group.bare else ""
    for subject, *said in islice(product(_subjects(verb), *found.objects), MOST):
        yield Proposition(verb, construction, predicate, subject, (*said, *rest), understood)


def _with_preposition(group: Group, found: Arguments) -> Nodes:
    """Where there is no object, the first preposition after the verb ends the predicate ("relies heavily on"), and what
    follows it is taken from the adjuncts as the object; or that of a relative ("the town in which he was born")."""
    last = group.last.i
    for adjunct in found.adjuncts:
        p = adjunct.preposition
        if p is not None and (p.i > last or adjunct.phrase[-1].i < p.i):
            adverbs = [a for a in found.adjuncts if a.preposition is None and last < a.phrase[0].i < p.i]
            found.objects = [list(adjunct.governed)]
            found.adjuncts = [a for a in found.adjuncts if a not in (adjunct, *adverbs)]
            return (*group.nodes, *(n for a in adverbs for n in a.phrase), p)
    return group.nodes


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
    if relative_head(own) is not own:
        return "relative"
    return "clause" if verb.dep in ("ROOT", "conj") else "subordinate"


def _subjects(verb: Node) -> list[Nodes]:
    """The phrases of the surface subjects; the noun of a relative clause or participle without any such clause. None
    where it is only asked who."""
    found: list[Nodes] = []
    of_noun = first_conjunct(verb).dep in NOUN_CLAUSES
    for noun in surface_subjects(verb):
        if noun.tag in ASKING:
            return []
        told = noun.kids(*NOUN_CLAUSES) if of_noun else []
        found.append(tuple(noun_phrase(noun, frozenset([*told, *noun.kids("case")]))))
    return found or [tuple(below(c)) for c in verb.kids("csubj", "csubjpass", "expl")]
