"""Which times belong to which verb or noun, by the parse; and which are deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.syntax import Node
from kg.extract.times.grammar import grammar
from kg.model import TimeSpan

CARRIERS = frozenset({"prep", "pobj", "pcomp", "npadvmod", "advmod", "tmod", "dep", "nmod", "compound", "poss", "nummod", "amod", "det", "appos", "punct", "quantmod"})
SHARING = frozenset({"begin", "start", "continue", "resume", "keep", "stop", "finish", "cease", "manage", "fail", "try", "help"})


def times_of(head: Node, found: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The times of `found` that say when `head` happens, nearest first.

    Those that modify it directly or through prepositions; without any, those of the clause whose time it shares: the
    verb that "wounding three" or a second predicate hangs on, "began" over "clearing".
    """
    direct = _below(head, found)
    if direct:
        return direct
    for shared in _sharers(head):
        if times := _below(shared, found):
            return times
    return []


def is_deadline(time: TimeSpan) -> bool:
    """Whether the time is a limit: "by Friday", "before the end of the month", "within 48 hours"."""
    words = " ".join(time.text.lower().split())
    return any(words.startswith(p + " ") for p in grammar().deadlines)


def _below(head: Node, found: Sequence[TimeSpan]) -> list[TimeSpan]:
    """The times among the modifiers of `head`, none from inside another clause or another noun's phrase."""
    nodes = [head, *_modifiers(head)]
    own = [
        (abs(min(n.i for n in inside) - head.i), time)
        for time in found
        if time.span and (inside := [n for n in nodes[1:] if time.span.start <= n.start < time.span.end])
    ]
    return [time for _, time in sorted(own, key=lambda pair: pair[0])]


def _modifiers(head: Node) -> Iterator[Node]:
    """What hangs on `head` through prepositions and adverbs; a noun with a preposition of its own is not entered."""
    for child in head.children:
        if child.dep in CARRIERS and not child.is_verb:
            yield child
            if child.dep in ("prep", "advmod", "npadvmod", "tmod", "dep"):
                yield from _within(child)


def _within(node: Node) -> Iterator[Node]:
    for child in node.children:
        if child.dep in CARRIERS and not child.is_verb:
            yield child
            yield from _within(child)


def _sharers(head: Node) -> Iterator[Node]:
    """The verbs whose time `head` shares, nearest first."""
    above = head.head
    if above is head or not head.is_verb:
        return
    own_subject = any(c.dep in ("nsubj", "nsubjpass") for c in head.children)
    participle = head.dep in ("advcl", "conj", "acl") and head.tag in ("VBG", "VBN") and not own_subject
    second = head.dep == "conj" and above.is_verb and not own_subject
    if (participle or second) and above.is_verb:
        yield above
        yield from _sharers(above)
    elif head.dep in ("xcomp", "ccomp") and above.lemma in SHARING:
        yield above
        yield from _sharers(above)
    if head.lemma in SHARING:
        yield from (c for c in head.children if c.dep == "xcomp")
