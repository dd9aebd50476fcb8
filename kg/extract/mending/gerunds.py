"""Participles taken for verbs: "Fighting between A and B has forced families to flee", "Shells fired by A hit B"."""

from __future__ import annotations

from kg.extract.syntax import PLACE, Node, hang, is_passive, subtree
from kg.lexicon.constructions import constructions

DASHES = frozenset({"--", "-", "–", "—"})
MEETING = frozenset({"against", "at", "to", "with", "by", "from", "between"})
SUFFERING = frozenset({"by", "from", "during", "amid"})
DEEDS = frozenset({"appos", "conj", "dobj"})


def doing(gerund: Node) -> None:
    """Make a noun of a gerund that takes no object and does something itself: "fighting between X and Y killed ten"."""
    if all(c.dep in ("prep", "det", "amod", "compound", "punct", "cc", "conj") for c in gerund.children):
        gerund.tag, gerund.pos, gerund.lemma = "NN", "NOUN", gerund.low


def suffered(gerund: Node) -> None:
    """Make a noun of what somebody suffers: "killed by shelling in Kupiansk", "forced to flee by fighting"."""
    prep = gerund.head
    verb = prep.head
    if prep.low not in SUFFERING or gerund.lemma not in constructions().suffered or not verb.is_verb:
        return
    if prep.low == "by" and not is_passive(verb) and not (verb.dep == "xcomp" and is_passive(verb.head)):
        return  # "responded by shelling"
    doing(gerund)
    if gerund.is_noun:
        gerund.dep = "pobj"


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


def on_a_visit(gerund: Node) -> None:
    """Make an adjective of what a guest does: "a lawsuit against visiting Crown Prince Salman" is no visit to him."""
    prep, guest = gerund.head, gerund.kid("dobj")
    if gerund.lemma != "visit" or prep.low not in MEETING or guest is None or guest.ent_label != "PERSON":
        return
    if guest.kid("det", "poss") is None and any(c.i < guest.i for c in guest.kids("compound", "amod")):
        hang(guest, prep, "pobj")
        for behind in [c for c in gerund.children if c.i > guest.i]:
            hang(behind, prep.head if behind.dep == "punct" else guest, behind.dep)
        gerund.pos = "ADJ"
        hang(gerund, guest, "amod")


def with_others(gerund: Node) -> None:
    """Coordinate "with gunmen burning shops, closing roads and raiding prisons", which are all the gunmen's deeds."""
    above = gerund.head
    doing = [g for p in above.kids("prep") if p.low == "with" for g in p.kids("pcomp") if g.tag == "VBG"]
    before = [g for g in doing if g.i < gerund.i and g.kid("nsubj") is not None]
    if before and above.i < before[-1].i and gerund.kid("nsubj", "mark") is None:
        hang(gerund, before[-1], "conj")


def with_doers(gerund: Node, nodes: list[Node]) -> None:
    """Make a clause of ", with rights groups accusing it of murder", where nobody did anything with the groups."""
    doer = gerund.head
    before = doer.head
    if gerund.tag != "VBG" or doer.dep != "pobj" or before.low != "with" or not before.head.is_verb:
        return
    if (
        before.i > 0
        and nodes[before.i - 1].text == ","
        and gerund.kid("nsubj") is None
        and gerund.kid("dobj") is not None
    ):
        hang(gerund, before, "pcomp")
        hang(doer, gerund, "nsubj")


def another_deed(gerund: Node, nodes: list[Node]) -> None:
    """Make a deed of "killing 15 people, torching shops", where the shops were taken for torching ones."""
    noun = gerund.head
    doing = noun.head
    behind_comma = gerund.i > 1 and nodes[gerund.i - 1].text == "," and gerund.i > doing.i
    if not behind_comma or noun.i < gerund.i or subtree(noun)[0] is not gerund or noun.dep not in DEEDS:
        return
    while noun.dep in ("conj", "appos") and doing.is_noun and doing.dep in DEEDS:
        doing = doing.head
    if doing.tag == "VBG" and any(o.i < gerund.i for o in doing.kids("dobj")):
        hang(gerund, doing, "conj")
        hang(noun, gerund, "dobj")
        gerund.pos = "VERB"


def listed_deed(gerund: Node) -> None:
    """The same where the parse lists the deed with those it was done to: "killing 15, plundering and burning shops"."""
    noun = gerund.head
    doing = noun.head
    if not noun.is_noun or noun.dep != "dobj" or doing.tag != "VBG" or gerund.kid("nsubj", "det") is not None:
        return
    last = gerund.kids("conj")[-1] if gerund.kid("conj") is not None else gerund
    behind = [n for n in noun.kids("conj") if n.is_noun and n.i > last.i]
    hang(gerund, doing, "conj")
    if behind and last.kid("dobj") is None:
        hang(behind[0], last, "dobj")


def told_deed(gerund: Node, nodes: list[Node]) -> None:
    """Give what a teller lists behind a dash to whom he tells of: "described violence by troops — burning homes"."""
    telling = gerund.head
    dashed = gerund.i > 1 and nodes[gerund.i - 1].text in DASHES
    if not dashed or telling.lemma not in constructions().telling or gerund.kid("nsubj", "mark") is not None:
        return
    agents = [
        o
        for what in telling.kids("dobj")
        for by in (*what.kids("prep"), *(a for c in what.kids("acl") for a in c.kids("agent")))
        if by.low == "by" and by.i < gerund.i
        for o in by.kids("pobj")
    ]
    if what := agents or telling.kids("dobj"):
        hang(gerund, what[-1], "acl")
