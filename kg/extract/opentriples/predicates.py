"""Predicates: the words of a verb group, from the first auxiliary to the verb that has the arguments."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.syntax import Node, is_passive

GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
COPULAS = frozenset({"be", "become", "remain", "seem", "appear", "stay", "feel", "look", "sound", "get"})


@dataclass(frozen=True, slots=True)
class Group:
    """A predicate: its words, the verbs in them from the finite one to the one that has the object, and whether a form
    of "be" is to be understood before them ("the towns captured last week")."""

    nodes: tuple[Node, ...]
    verbs: tuple[Node, ...]
    bare: bool = False

    @property
    def last(self) -> Node:
        """The verb, adjective or noun whose complements are the arguments."""
        return self.verbs[-1]


def group_of(verb: Node) -> Group:
    """The predicate that begins with this verb: auxiliaries (shared ones too), negation, particles, adverbs inside, and
    the chain of infinitives that hang on it without an object between ("had to agree to withdraw")."""
    nodes, verbs = _own(verb), [verb]
    auxiliaries = verb
    while auxiliaries.dep == "conj" and auxiliaries.head.is_verb and not _has_auxiliary(auxiliaries):
        auxiliaries = auxiliaries.head
    if auxiliaries is not verb and _shares(verb, auxiliaries):
        nodes = [c for c in auxiliaries.kids("aux", "auxpass") if c.i < auxiliaries.i] + nodes
    bare = verb.dep in ("acl", "advcl", "amod") and verb.tag in ("VBN", "VBG") and not _has_auxiliary(verb)
    last = verb
    while (further := chained(last)) is not None:
        last = further
        verbs.append(last)
        nodes += _own(last)
    return Group(tuple(sorted(set(nodes), key=lambda n: n.i)), tuple(verbs), bare)


def _own(verb: Node) -> list[Node]:
    parts = verb.kids("aux", "auxpass", "neg", "prt")
    first = min([c.i for c in parts if c.i < verb.i], default=verb.i)
    adverbs = [c for c in verb.kids("advmod") if first <= c.i < verb.i or c.i == verb.i - 1]
    return [verb, *parts, *(a for a in adverbs if not a.children and a.tag in ("RB", "RBR", "RBS") and a.low != "when")]


def _has_auxiliary(verb: Node) -> bool:
    return any(c.dep in ("aux", "auxpass") for c in verb.children)


def _shares(verb: Node, first: Node) -> bool:
    """Whether the auxiliaries of `first` hold for `verb` too: "has risen and fallen", not "has risen and falls"."""
    if any(c.dep in ("nsubj", "nsubjpass") for c in verb.children) or not _has_auxiliary(first):
        return False
    return verb.tag == first.tag or {verb.tag, first.tag} <= {"VBN", "VBD"} and is_passive(first)


def chained(last: Node) -> Node | None:
    """The next of the chain: an infinitive or gerund, or an adjective between copula and infinitive or preposition."""
    if last.kid("dobj", "dative") is not None:
        return None
    for child in last.children:
        if child.i < last.i:
            continue
        if child.dep == "acomp" and last.lemma in COPULAS and _takes_more(child):
            return child
        if child.dep == "xcomp" and (child.is_verb and not child.kids("nsubj", "nsubjpass", "mark")):
            if last.pos == "ADJ" or child.i - last.i < 6:
                return child
    return None


def _takes_more(adjective: Node) -> bool:
    return adjective.pos in ("ADJ", "VERB") and any(
        c.dep in ("prep", "xcomp") and c.i > adjective.i and (c.dep == "xcomp" or c.kid("pobj") is not None)
        for c in adjective.children
    )
