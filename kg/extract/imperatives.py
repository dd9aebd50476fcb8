"""What somebody is told to do: "Free the hostages, Chad told the rebels", "Leave the city!"."""

from __future__ import annotations

from kg.extract.syntax import Node, conjuncts

BEFORE = frozenset({"advmod", "intj", "neg", "npadvmod", "punct"})


def bare(verb: Node) -> bool:
    """Whether a verb is in its bare form, with neither subject nor mark nor any helper but "do"."""
    if verb.tag != "VB" or verb.kid("nsubj", "nsubjpass") is not None:
        return False
    before = [c for c in verb.children if c.i < verb.i and c.dep not in BEFORE]
    return all(c.low == "do" and c.dep == "aux" for c in before)


def is_imperative(verb: Node) -> bool:
    """Whether it is told to be done, at the head of a sentence or of what is quoted before who says it."""
    return (verb.dep == "ROOT" or (verb.dep == "ccomp" and verb.i < verb.head.i)) and bare(verb)


def addressed(verb: Node) -> list[Node]:
    """Who is to do what is quoted before who says it to him."""
    return [n for d in verb.head.kids("dative", "dobj")[:1] for n in conjuncts(d)]


def gives_time(verb: Node) -> bool:
    """Whether somebody is given time to do something: "gave the envoy 48 hours to leave", "the army until Friday"."""
    if verb.lemma != "give":
        return False
    until = any(p.low in ("until", "till") for p in verb.kids("prep"))
    return until or any(d.ent_label in ("DATE", "TIME") for d in verb.kids("dobj"))
