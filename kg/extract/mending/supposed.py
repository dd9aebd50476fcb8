"""Clauses on what somebody is supposed to be, "believed to be deserters", and on what is "not clear if" it is so."""

from __future__ import annotations

from kg.extract.syntax import Node, hang, subtree

SUPPOSING = frozenset({"allege", "believe", "know", "presume", "report", "say", "suspect", "think", "understand"})


def left_open(clause: Node) -> None:
    """Make a complement of what is clear or not, taken for a condition: "it was not clear if they had fled"."""
    be, mark = clause.head, clause.kid("mark")
    known = any(c.low in ("certain", "clear", "evident", "known", "sure", "unclear") for c in be.kids("acomp"))
    if known and mark is not None and mark.low in ("if", "whether") and clause.i > be.i:
        clause.dep = "ccomp"


def supposed(verb: Node) -> None:
    """Make one clause of "two men believed to be deserters were arrested", where the deserters were the arrested."""
    supposing, subject = verb.head, verb.kid("nsubj", "nsubjpass")
    who, being = supposing.kid("nsubj"), supposing.kid("xcomp")
    if supposing.lemma not in SUPPOSING or supposing.tag not in ("VBD", "VBN") or supposing.kid("aux", "auxpass"):
        return
    if who is None or being is None or being.lemma != "be" or verb.kid("mark") is not None:
        return
    if supposing.i != subtree(who)[-1].i + 1 or subtree(verb)[0].i not in (being.i + 1, subtree(being)[-1].i + 1):
        return
    outer, dep, role = supposing.head, supposing.dep, "nsubjpass" if verb.kid("auxpass") is not None else "nsubj"
    if subject is not None:
        hang(subject, being, "attr")
    if outer is supposing:
        supposing.children.remove(verb)
        verb.head, verb.dep = verb, "ROOT"
    else:
        hang(verb, outer, dep)
    hang(who, verb, role)
    for stop in [c for c in supposing.children if c.dep == "punct" and c.i > verb.i]:
        hang(stop, verb, "punct")
    if outer is supposing:
        supposing.head, supposing.dep = who, "acl"
        who.children.append(supposing)
        who.children.sort(key=lambda n: n.i)
    else:
        hang(supposing, who, "acl")
    supposing.tag = "VBN"
