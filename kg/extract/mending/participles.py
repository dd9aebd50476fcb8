"""Participles that a parse takes for finite verbs, or hangs on the wrong word."""

from __future__ import annotations

from kg.extract.syntax import Node, hang
from kg.lexicon.constructions import constructions


def done_by(verb: Node, by: Node) -> None:
    """Make a passive of "three officers detained last week by Chad", where the officers were taken for the doers."""
    who, inner = verb.kid("nsubj"), by.kid("pobj")
    if who is None or inner is None or inner.ent_label in ("DATE", "TIME", "PERCENT", "MONEY") or inner.pos == "NUM":
        return
    if verb.kid("dobj", "aux", "auxpass", "ccomp") is None and verb.lemma in constructions().headline_passive:
        verb.tag, who.dep = "VBN", "nsubjpass"


def what_came_of_it(verb: Node) -> None:
    """Hang what came of it on what was told, not on the teller: in "Rebels shelled a camp, a doctor said, killing five"
    the doctor killed none."""
    telling = verb.head
    if telling.lemma not in constructions().saying or verb.i < telling.i or verb.kid("nsubj", "mark") is not None:
        return
    told = [c for c in telling.kids("ccomp") if c.i < telling.i]
    if telling.dep == "parataxis" and telling.head.is_verb and telling.head.i < telling.i:
        told = [telling.head]
    if told:
        hang(verb, told[-1], "advcl")


def said_too(verb: Node, nodes: list[Node]) -> None:
    """Hang on who asks what he says in asking: "urged the rebels to free them, slamming the abduction"."""
    words, asked = constructions(), verb.head
    asking = asked.head
    if verb.lemma not in words.speaking_on | words.judging or asked.dep not in ("xcomp", "ccomp", "advcl"):
        return
    if asking.lemma in words.urging and asking.i < asked.i < verb.i and nodes[verb.i - 1].text == ",":
        hang(verb, asking, "advcl")


def second_participle(node: Node, nodes: list[Node]) -> None:
    """Make a second verb of "had armed and trained tribal units", where the units were taken for trained ones."""
    first, noun = nodes[node.i - 2], node.head
    if node.i < 2 or nodes[node.i - 1].dep != "cc" or nodes[node.i - 1].head is not first or not first.is_verb:
        return
    if first.tag not in ("VBN", "VBD") or first.kid("dobj") is not None or noun.i < node.i:
        return
    if noun.head is first and noun.dep in ("conj", "dobj"):
        behind = [c for c in first.children if c.i > noun.i and c.dep in ("advcl", "xcomp", "prep")]
        hang(node, first, "conj")
        node.pos = "VERB"
        for one, dep in ((noun, "dobj"), *((c, c.dep) for c in behind)):
            hang(one, node, dep)


def made(participle: Node, nodes: list[Node]) -> None:
    """Hang on what was made what tells that it was: "anger with the commission set up to investigate", where the parse
    has the angry set up."""
    noun = nodes[participle.i - 1]
    bare = participle.kid("nsubj", "nsubjpass", "aux", "auxpass", "mark", "advmod") is None
    behind = noun.is_noun and noun.dep in ("pobj", "dobj") and participle.head.i < noun.i
    if participle.lemma in constructions().making and bare and behind:
        hang(participle, noun, "acl")


def led(clause: Node) -> None:
    """Hang what tells of a body on the body: in "members of the Hashd militia, led by Khazali" he leads the militia."""
    members = clause.head
    bodies = [o for p in members.kids("prep") if p.low == "of" for o in p.kids("pobj") if o.i < clause.i]
    if clause.lemma in constructions().heading and members.lemma in constructions().of_bodies and bodies:
        hang(clause, bodies[0], "acl")


def perfect(participle: Node) -> None:
    """Make one verb of "have documented massacres", taken for documented ones that somebody has."""
    noun = participle.head
    having = noun.head
    first = participle.i == having.i + 1 and noun.dep == "dobj" and noun.i > participle.i
    if first and having.lemma == "have" and having.kid("nsubj") is not None and participle.tag == "VBN":
        having.lemma = participle.lemma
        hang(participle, having, "aux")


def trying(participle: Node) -> None:
    """Give the main verb its subject, left by the parse to a participle: "troops trying to arrest a man shot him"."""
    verb, subject = participle.head, participle.kid("nsubj")
    if subject is None or participle.tag != "VBG" or not subject.i < participle.i < verb.i or verb.lemma == "be":
        return
    if verb.kid("nsubj", "nsubjpass", "expl") is not None or participle.kid("aux") is not None:
        return
    hang(subject, verb, "nsubjpass" if verb.kid("auxpass") is not None else "nsubj")
    for fronted in [p for p in participle.kids("prep") if p.i < subject.i]:
        hang(fronted, verb, "prep")
    hang(participle, subject, "acl")
