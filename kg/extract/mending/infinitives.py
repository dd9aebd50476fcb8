"""Infinitives hung on the wrong word: efforts to do something, calls for somebody to do it."""

from __future__ import annotations

from kg.extract.imperatives import bare, gives_time
from kg.extract.syntax import Node, hang
from kg.lexicon.constructions import constructions

TIMES = frozenset({"DATE", "TIME"})


def effort_to(verb: Node, nodes: list[Node]) -> None:
    """Hang an infinitive on the effort that it tells: "aiding their efforts to retake the town"; on who is urged to."""
    to = next((c for c in verb.children if c.dep == "aux" and c.low == "to"), None)
    if to is None or to.i == 0:
        return
    if verb.dep == "advcl" and gives_time(verb.head):
        verb.dep = "xcomp"
    noun = nodes[to.i - 1]
    if noun.tag == "VBG" and noun.dep == "pcomp" and noun.head.head is verb.head and noun.kid("xcomp") is None:
        hang(verb, noun, "xcomp")  # "accused him of planning to bomb": nobody accused him to bomb
    elif noun.dep == "attr" and noun.head is verb.head and any(c.ent_label == "ORDINAL" for c in noun.kids("amod")):
        hang(verb, noun, "acl")  # "became the first state to sign"
    elif noun.dep == "dobj" and noun.head is verb.head:
        if noun.lemma in constructions().efforts:
            hang(verb, noun, "acl")
        elif verb.dep == "advcl" and verb.head.lemma in constructions().urging:
            verb.dep = "xcomp"  # "press the junta to end its attacks"


def asked_through(verb: Node) -> None:
    """Hang an infinitive on what somebody is asked with: "put pressure on the junta to free him" is "pressure to"."""
    asking = verb.head.kid("dobj") if verb.head.is_verb else None
    if asking is None or asking.lemma not in constructions().asked_of or all(c.low != "to" for c in verb.kids("aux")):
        return
    whom = [p for p in (*verb.head.kids("prep"), *asking.kids("prep")) if p.low in ("on", "to", "for")]
    whom = [p for p in whom if asking.i < p.i < verb.i and any(o.ent_label not in TIMES for o in p.kids("pobj"))]
    if not whom or (asking.lemma == "call" and whom[0].low == "to"):
        return  # "placed a call to the envoy to complain"
    hang(verb, asking, "acl")
    for prep in whom:
        hang(prep, asking, "prep")


def commanded(verb: Node) -> None:
    """Make what is said of "Free the hostages, Chad told the rebels", which was taken for why Chad said it."""
    saying, words = verb.head, constructions()
    if verb.dep != "advcl" or verb.i > saying.i or saying.lemma not in words.saying | words.urging or not bare(verb):
        return
    subject = saying.kid("nsubj")
    if subject is not None and subject.i > verb.i:
        verb.dep = "ccomp"


def called_for(verb: Node) -> None:
    """Make "called for the rebels to disarm" like "urged the rebels to disarm", taken for something done for them."""
    marks, call = [c for c in verb.kids("mark", "prep") if c.low == "for" and c.i < verb.i], verb.head
    if not marks or marks[0].i < call.i or all(c.low != "to" for c in verb.kids("aux")):
        return
    done_to = verb.kid("auxpass") is not None
    if call.is_noun:
        _asked_for(verb, marks[0], call)
        return
    for who in [c for m in marks for c in m.kids("pobj")]:
        hang(who, verb, "nsubjpass" if done_to else "nsubj")
    subject = verb.kid("nsubj", "nsubjpass")
    if subject is not None:
        hang(marks[0], call, "prt")
        verb.dep = "ccomp" if done_to else "xcomp"
        if not done_to:
            hang(subject, call, "dobj")


def _asked_for(verb: Node, mark: Node, call: Node) -> None:
    """Hang on a call what it is for: "issued a joint call for Russia to accept a truce"."""
    who = verb.kid("nsubj")
    hang(verb, call, "acl")
    if who is not None and mark.i < who.i:
        hang(mark, call, "prep")
        hang(who, mark, "pobj")


def infinitive_noun(node: Node) -> None:
    """Make a verb of what was taken for a noun: "came down to massacre the villagers"."""
    to = node.head
    if to.low != "to" or to.i != node.i - 1 or node.kid("dobj") is None:
        return
    hang(node, to.head, "advcl")
    hang(to, node, "aux")
    to.pos, to.tag = "PART", "TO"
    node.pos, node.tag, node.lemma = "VERB", "VB", node.low
