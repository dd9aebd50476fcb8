"""Predicates: the words of a verb group, from the first auxiliary to the verb that has the arguments."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kg.extract.syntax import Node, is_passive

COPULAS = frozenset({"be", "become", "remain", "seem", "appear", "stay", "feel", "look", "sound", "get"})
ADVERBS = frozenset({"RB", "RBR", "RBS"})
NEAR = 6
"""Words between a verb and the infinitive of its chain."""


@dataclass(frozen=True, slots=True)
class Group:
    """A predicate: its words, the verbs in them from the finite one to the one that has the object, and whether a form
    of "be" is to be understood before them ("the towns captured last week")."""

    nodes: tuple[Node, ...]
    verbs: tuple[Node, ...]
    bare: bool = False

    @property
    def last(self) -> Node:
        """The verb or adjective whose complements are the arguments."""
        return self.verbs[-1]


def group_of(verb: Node) -> Group:
    """The predicate that begins with this verb: auxiliaries (shared ones too), negation, particles, adverbs inside, and
    the chain of infinitives that hang on it without an object between ("had to agree to withdraw"). A verb coordinated
    with one inside a chain has the beginning of that chain ("agreed to stop and [agreed to] withdraw")."""
    nodes = _own(verb)
    first = verb
    while first.dep == "conj" and first.head.is_verb and not first.kids("nsubj", "nsubjpass"):
        first = first.head
        if _in_chain(first) and not _is_finite(verb):
            nodes += [n for n in _leading(first) if n.i < first.i]
            if verb.kid("aux") is None:
                nodes += first.kids("aux")
        elif _shares(verb, first):
            nodes += [c for c in first.kids("aux", "auxpass") if c.i < first.i]
    bare = verb.dep in ("acl", "advcl") and verb.tag in ("VBN", "VBG") and not _has_auxiliary(verb)
    verbs = [verb]
    while (further := chained(verbs[-1])) is not None:
        verbs.append(further)
        nodes += _own(further)
    nodes += _stranded(verbs[-1])
    return Group(tuple(sorted(set(nodes), key=lambda n: n.i)), tuple(verbs), bare)


def _stranded(verb: Node) -> list[Node]:
    """A preposition between the verb and another one: "referred [to] as", "known [of] for"."""
    found = verb.kids("prep")
    return [p for p, q in pairwise(found) if not p.children and p.i == verb.i + 1 and q.i == p.i + 1]


def _leading(inner: Node) -> list[Node]:
    """The words of the chain before one of its verbs."""
    found: list[Node] = []
    while _in_chain(inner):
        inner = inner.head
        found += _own(inner)
    return found


def _in_chain(inner: Node) -> bool:
    return inner.dep in ("xcomp", "acomp") and chained(inner.head) is inner


def _is_finite(verb: Node) -> bool:
    return verb.tag in ("VBD", "VBZ", "VBP", "MD")


def _own(verb: Node) -> list[Node]:
    parts = verb.kids("aux", "auxpass", "neg", "prt")
    first = min([c.i for c in parts if c.i < verb.i], default=verb.i)
    adverbs = [c for c in verb.kids("advmod") if first <= c.i < verb.i or c.i == verb.i - 1]
    return [verb, *parts, *(a for a in adverbs if not a.children and a.tag in ADVERBS)]


def _has_auxiliary(verb: Node) -> bool:
    return any(c.dep in ("aux", "auxpass") for c in verb.children)


def _shares(verb: Node, first: Node) -> bool:
    """Whether the auxiliaries of `first` hold for `verb` too: "has risen and fallen", not "has risen and falls"."""
    if _has_auxiliary(verb) or not _has_auxiliary(first):
        return False
    return verb.tag == first.tag or ({verb.tag, first.tag} <= {"VBN", "VBD"} and is_passive(first))


def chained(last: Node) -> Node | None:
    """The next of the chain: an infinitive or gerund, or an adjective between copula and infinitive or preposition."""
    if last.kid("dobj", "dative") is not None:
        return None
    for child in last.children:
        if child.i < last.i:
            continue
        if child.dep == "acomp" and last.lemma in COPULAS and _takes_more(child):
            return child
        own = child.kid("nsubj", "nsubjpass", "mark")
        if child.dep == "xcomp" and child.is_verb and own is None and child.i - last.i < NEAR:
            return child
    return None


def _takes_more(adjective: Node) -> bool:
    return adjective.pos in ("ADJ", "VERB") and any(
        c.i > adjective.i and (c.dep == "xcomp" or (c.dep == "prep" and c.kid("pobj") is not None))
        for c in adjective.children
    )
