"""The words of a noun phrase around its head: what stands before it, what narrows it, whether it denotes a thing."""

from __future__ import annotations

from kg.extract.syntax import Node, subtree
from kg.lexicon.constructions import constructions

MASS = frozenset({"force", "power"})
WHOSE = frozenset({"by", "to", "from", "of", "under"})


def narrowing(clause: Node) -> Node:
    """The last word of a phrase that narrows a noun: "controlled by the junta", without "after the war"."""
    further = {n.i for c in clause.kids("prep", "advcl", "npadvmod") if c.low not in WHOSE for n in subtree(c)}
    return [n for n in subtree(clause) if n.i not in further or clause.dep == "prep"][-1]


def is_not(node: Node, nodes: list[Node]) -> bool:
    """Whether a prefix says of somebody that he is no such: "non-residents of the area"."""
    return node.i > 1 and nodes[node.i - 1].text == "-" and nodes[node.i - 2].low == "non"


def is_mass(node: Node) -> bool:
    """Whether "force" is a means and no body, "power" no state, "prison" no building: "used military force", "held
    power", "ten years in prison", "oil reserves"."""
    before = [c for c in node.children if c.i < node.i]
    if node.dep == "pobj" and node.tag == "NN" and node.lemma in constructions().institutions:
        return not before and node.head.low in ("at", "from", "in", "out", "to")
    if node.lemma == "reserve":  # "Chad's oil reserves", "reserves of gas"
        of = [o for p in node.kids("prep") if p.low == "of" for o in p.kids("pobj")]
        return any(n.lemma in constructions().stocks for n in (*before, *of))
    if node.low == "powers" and node.kid("poss") is not None:
        return True  # "the agency's powers"
    if node.low == "state":  # "a state of emergency"
        return any(
            o.lemma in constructions().states for p in node.kids("prep") if p.low == "of" for o in p.kids("pobj")
        )
    if node.low in ("path", "way") and node.head.lemma in constructions().paving:
        return True  # "cleared the way for talks"
    if node.low == "route" and node.head.low == "en":
        return True
    return node.low in MASS and not any(
        c.dep in ("det", "poss", "nummod", "compound") or c.pos == "PROPN" for c in before
    )


def is_assailed(noun: Node) -> bool:
    """Whether a noun is what somebody attacks: "ambushed a patrol", "opened fire on a patrol"."""
    above = noun.head.head if noun.dep == "pobj" and noun.head.low in ("on", "at", "against") else noun.head
    words = constructions()
    return noun.dep in ("dobj", "nsubjpass", "pobj") and above.lemma in words.assailing | words.hitting


def sectional(noun: Node) -> bool:
    """Whether a leader is one of some of a country's people: "Afghan religious leaders" do not lead Afghanistan."""
    return any(c.low in constructions().sectional for c in noun.kids("amod", "compound", "nmod") if c.i < noun.i)
