"""Participles taken for verbs: "Fighting between A and B has forced families to flee", "Shells fired by A hit B"."""

from __future__ import annotations

from kg.extract.syntax import PLACE, Node, hang, subtree


def doing(gerund: Node) -> None:
    """Make a noun of a gerund that takes no object and does something itself: "fighting between X and Y killed ten"."""
    if all(c.dep in ("prep", "det", "amod", "compound", "punct", "cc", "conj") for c in gerund.children):
        gerund.tag, gerund.pos, gerund.lemma = "NN", "NOUN", gerund.low


def between_two(gerund: Node, nodes: list[Node]) -> None:
    """Give a gerund's "between" its second party, which the parse made the subject of the verb, and make it the
    subject itself."""
    verb = gerund.head
    between = next((p for p in gerund.kids("prep") if p.low in ("between", "among")), None)
    first, subject = between.kid("pobj") if between is not None else None, verb.kid("nsubj", "nsubjpass")
    if first is None or subject is None or not gerund.i < first.i < subject.i < verb.i or first.kid("conj"):
        return
    joining = nodes[subtree(subject)[0].i - 1]
    if joining.low != "and" or joining not in subtree(gerund):
        return
    dep = subject.dep
    hang(subject, first, "conj")
    gerund.dep, gerund.tag, gerund.pos, gerund.lemma = dep, "NN", "NOUN", gerund.low


def fired_by(second: Node) -> None:
    """Make a participle of the first of two verbs without "and": "Shells fired by the army hit a school"."""
    first = second.head
    subject = first.kid("nsubj")
    if subject is None or first.kid("agent") is None or first.kid("auxpass", "aux", "dobj") is not None:
        return
    if any(c.dep == "cc" or c.text in (",", ";") for c in first.children if first.i < c.i < second.i):
        return
    above, dep = first.head, first.dep
    if above is first:
        first.children.remove(second)
        second.head, second.dep = second, "ROOT"
    else:
        hang(second, above, dep)
    hang(subject, second, "nsubj")
    for later in [c for c in first.children if c.i > second.i]:
        hang(later, second, later.dep)
    first.head, first.dep, first.tag = subject, "acl", "VBN"
    if first in above.children:
        above.children.remove(first)
    subject.children.append(first)
    subject.children.sort(key=PLACE)
