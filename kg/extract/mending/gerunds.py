"""Gerunds that are nouns: "Fighting between the army and the rebels has forced families to flee"."""

from __future__ import annotations

from kg.extract.syntax import Node, hang, subtree


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
