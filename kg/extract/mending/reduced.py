"""Participles behind a noun that were taken for its verb, which comes after: "the truce signed in Doha was broken"."""

from __future__ import annotations

from kg.extract.syntax import Node, ancestors, hang, subtree

BEHIND = frozenset({"by", "with", "to", "in", "at", "from", "on", "under"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})


def reduced(verb: Node) -> None:
    """Give a verb the subject that the participle before it took: in "where men allied with him burned huts" it is the
    men who burned them."""
    if verb.kid("nsubj", "nsubjpass", "mark", "cc", "expl") is not None or not _finite(verb):
        return
    first = verb.kid("csubj", "csubjpass") or _told_before(verb)
    if first is None:
        first = verb.head if verb.dep == "ccomp" else _clause_before(verb)
    if first is None or not first.is_verb or first.tag not in ("VBD", "VBN"):
        return
    subject = first.kid("nsubj")
    told = first.kid("dobj", "aux", "auxpass", "neg", "conj", "cc", "ccomp" if verb.dep != "ccomp" else "xcomp")
    if subject is None or told is not None or subject.i > first.i or first.i > verb.i:
        return
    own = {n.i for n in subtree(verb)} - {n.i for n in subtree(first) if first.head is verb}
    start = min(own)
    behind = [c for c in first.children if first.i < c.i < start]
    if not behind or behind[0].low not in BEHIND or behind[0].dep not in ("prep", "agent"):
        return
    end = max(n.i for c in behind for n in subtree(c) if n.text.strip())
    if start != end + 1 or any(c.dep == "punct" for c in behind):
        return
    _swap(first, verb, subject)


def set_off(verb: Node, nodes: list[Node]) -> None:
    """Give a verb the subject that a participle between commas took: "Togo and Ghana, both led by soldiers, left",
    "a Briton, thought to be a convert, was seized"."""
    if verb.kid("nsubj", "nsubjpass", "expl", "csubj", "mark") is not None or not _finite(verb):
        return
    told = [verb.head] if verb.dep in ("ccomp", "conj") and verb.head.is_verb else []
    for clause in (*verb.kids("advcl", "parataxis", "ccomp"), *told):
        subject = clause.kid("nsubj", "nsubjpass")
        helped = clause.kid("aux", "auxpass", "mark", "dobj")
        if subject is None or clause.tag not in ("VBN", "VBD") or helped is not None:
            continue
        if not subject.i < clause.i < verb.i or (clause.tag == "VBD" and _explained(subject)):
            continue
        own = {n.i for n in subtree(verb)} if verb.head is clause else set()
        ends = [n.i for n in subtree(clause) if n.text.strip(",") and n.i not in own and n.i < verb.i]
        begun = min([clause.i, *(c.i for c in clause.kids("advmod"))]) - 1
        while nodes[begun].low in ("all", "both", "each"):
            begun -= 1
        if nodes[begun].text == "," and nodes[max(ends) + 1].text == "," and subject.i < begun:
            if clause in verb.children:
                hang(subject, verb, "nsubjpass" if verb.kid("auxpass") is not None else "nsubj")
                hang(clause, subject, "acl")
                clause.tag = "VBN"
            elif max(ends) + 2 == min(own):
                _swap(clause, verb, subject)
            return


def _explained(subject: Node) -> bool:
    """Whether something else may stand between the commas behind a subject: "Mr Soto, the minister, said"."""
    return subject.kid("appos", "relcl", "acl") is not None


def purposed(verb: Node) -> None:
    """Make the clause before it the sentence's, where a participle was taken for its verb: "rebels took the town
    despite a campaign intended to stop them"."""
    last = verb.head
    noun = last.kid("nsubj", "nsubjpass")
    meant = last.dep == "ROOT" and last.tag == "VBN" and last.kid("aux", "auxpass", "mark") is None
    if not meant or noun is None or not verb.i < noun.i < last.i or not _finite(verb):
        return
    if last.kid("xcomp") is None or verb.kid("nsubj", "nsubjpass") is None:
        return
    last.children.remove(verb)
    verb.head, verb.dep = verb, "ROOT"
    for child in [c for c in last.children if c.i < noun.i or (c.dep == "punct" and c.i > last.i)]:
        hang(child, verb, child.dep)
    hang(noun, verb, "dep")
    hang(last, noun, "acl")


def _finite(verb: Node) -> bool:
    return verb.tag in FINITE or any(c.tag in FINITE for c in verb.kids("aux", "auxpass"))


def _told_before(verb: Node) -> Node | None:
    """The first of two clauses that a sentence is said to tell: "doctors said the woman found in the lake had died"."""
    if verb.dep != "ccomp" or verb.head.i > verb.i:
        return None
    before = [c for c in verb.head.kids("ccomp") if verb.head.i < c.i < verb.i]
    return before[-1] if before else None


def _clause_before(verb: Node) -> Node | None:
    """The relative clause with "where" that ends right before the verb, below the same clause."""
    if verb.dep not in ("advcl", "conj"):
        return None
    for above in subtree(verb.head):
        asks = above.dep == "relcl" and any(c.low == "where" for c in above.children)
        if asks and above.i < verb.i and verb not in ancestors(above):
            return above
    return None


def _swap(first: Node, verb: Node, subject: Node) -> None:
    """Make the verb the clause's, and the participle its subject's."""
    head, dep = first.head, first.dep
    if verb.head is first:
        first.children.remove(verb)
        verb.head = verb
    if dep == "ROOT":
        if verb.head is not verb:
            verb.head.children.remove(verb)
        verb.head, verb.dep = verb, "ROOT"
        first.head = first
    elif head is not verb:  # else the clause was taken for the verb's subject
        hang(verb, head, dep)
    for child in [c for c in first.children if c.i < subject.i or c.dep == "punct"]:
        hang(child, verb, child.dep)
    hang(subject, verb, "nsubjpass" if verb.kid("auxpass") is not None else "nsubj")
    hang(first, subject, "acl")
    first.tag = "VBN"
