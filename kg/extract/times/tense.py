"""Which way a time looks: back from the day of publication, or on from it, as the governing verb says.

"met on Monday" is the last Monday, "will meet on Monday" the next one; "would" leaves a date to the nearest.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from kg.extract.syntax import Node, ancestors
from kg.extract.times.clause import belongs_above
from kg.extract.times.grammar import Grammar

Direction = Literal["past", "future", "near"]


def direction(node: Node, grammar: Grammar) -> Direction:
    """Where the time at `node` lies, seen from the day of publication."""
    for below, above in pairwise((node, *ancestors(node))):
        if belongs_above(below):
            continue
        if above.dep in ("prep", "advmod") and above.low in grammar.ahead:
            return "future"
        if above.lemma in grammar.forward and above.is_verb and not _is_finite_past(above):
            return "future"
        if above.is_verb:
            return _of_verb(above, grammar)
        if above.lemma in grammar.forward and not _made_then(node, below, above, grammar):
            return "future"
    return "past"


def _made_then(time: Node, below: Node, noun: Node, grammar: Grammar) -> bool:
    """Whether the time is when a plan or call was made: "in a call on Tuesday they agreed"."""
    return below.dep == "prep" and time.head is below and noun.lemma not in grammar.appointed


def _is_finite_past(verb: Node) -> bool:
    """Whether the verb itself happened: "expected" in "officials expected", not in "talks expected Monday"."""
    return verb.tag == "VBD" or any(c.dep == "nsubj" for c in verb.children)


def _of_verb(verb: Node, grammar: Grammar) -> Direction:
    auxiliaries = {c.low for c in verb.children if c.dep in ("aux", "auxpass")}
    if auxiliaries & grammar.modals_near:
        return "near"
    if auxiliaries & grammar.modals_future:
        return "future"
    if auxiliaries & {"am", "is", "are", "'re", "’re", "be"} and verb.tag == "VBG":
        return "future"
    if "to" in auxiliaries and (verb.tag == "VB" or "be" in auxiliaries):
        return _of_infinitive(verb, grammar)
    if verb.tag in ("VBP", "VB", "VBZ") or auxiliaries & {"do", "does"}:
        marks = {c.low for c in verb.children if c.dep in ("mark", "advmod")}
        if marks & grammar.ahead_marks or verb.lemma in grammar.scheduled:
            return "future"
    if verb.tag == "VBG" and verb.dep in ("advcl", "xcomp", "pcomp", "conj", "acl") and not auxiliaries:
        above = next((a for a in ancestors(verb) if a.is_verb), None)
        return _of_verb(above, grammar) if above is not None else "past"
    if verb.dep == "conj" and not auxiliaries and verb.head.is_verb and verb.tag == verb.head.tag:
        return _of_verb(verb.head, grammar)
    return "past"


def _of_infinitive(verb: Node, grammar: Grammar) -> Direction:
    """ "vowed to leave on Friday" looks on, "managed to leave on Friday" back."""
    above = next((a for a in ancestors(verb) if a.is_verb or a.lemma in grammar.forward), None)
    if above is None:
        return "future"
    if above.lemma in grammar.forward or above.dep in ("acl", "relcl"):
        return "future"
    if verb.dep in ("xcomp", "ccomp"):
        if above.lemma == "be" and above.kid("acomp", "attr") is None:
            return "near" if above.tag == "VBD" else "future"  # "is to be sworn in on Monday"
        return _of_verb(above, grammar)
    return "future" if verb.dep == "acl" else _of_verb(above, grammar)
