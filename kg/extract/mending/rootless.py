"""Sentences whose verb was taken for part of the phrase before it: "Troops backed by tanks pushed into the village"."""

from __future__ import annotations

from kg.extract.syntax import Node, hang


def rootless(verb: Node, nodes: list[Node]) -> None:
    """Make a past tense the verb of its sentence, which has none: "Troops backed by tanks pushed into the village",
    "Rebels disguised as soldiers abducted a nun"."""
    if verb.tag != "VBD" or verb.kid("aux", "auxpass", "agent") is not None:
        return
    mark = None
    if verb.dep == "acl":
        behind = verb.head.head
        participle = behind.head
        if verb.head.dep != "pobj" or verb.kid("nsubj", "nsubjpass") is not None:
            return
    else:
        participle, mark, inner = verb.head, verb.kid("mark"), verb.kid("nsubj")
        if mark is None or mark.low != "as" or inner is None or mark.i != participle.i + 1 or inner.i > verb.i:
            return
    noun = participle.head
    if participle.tag != "VBN" or participle.dep != "acl" or noun.head is not noun or noun.tag not in ("NNS", "NNP"):
        return
    if any(c.is_verb and c is not participle for c in noun.children) or participle.i < noun.i:
        return
    if mark is not None:
        hang(mark, participle, "prep")
        hang(verb.kids("nsubj")[0], mark, "pobj")
        nodes[mark.i].tag = "IN"
    verb.head.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    for child in [c for n in (noun, participle) for c in n.children if c.i > verb.i]:
        hang(child, verb, child.dep)
    hang(noun, verb, "nsubj")
