"""Who is party to what: "a deal between A and B", "its agreement with C", "deals it made with D"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.arguments import subjects
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.frames import Frame
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts

MADE = frozenset({"make", "sign", "reach", "strike", "conclude", "have", "negotiate", "seal", "agree", "ink"})
UNDER = frozenset({"under", "by", "per", "through"})


def parties(scene: Scene, draft: Draft) -> Iterator[Draw]:
    """The parties that the phrase of an agreement or conflict names, or that the words around it make plain."""
    node = draft.node
    if node.dep == "pobj" and node.head.low == "in" and node.kid("det", "poss") is None:
        return  # "in agreement with" is no agreement
    discussing = scene.lexicon.cues.groups["governing"]["discussing"]
    if node.dep == "pobj" and node.head.low in ("on", "about", "over", "for") and node.head.head.lemma in discussing:
        return  # "talks on a ceasefire between A and B"
    found: list[Draft] = []
    withs: list[Draft] = []
    for prep in node.kids("prep"):
        if prep.low in ("between", "among"):
            found += _at(scene, prep.kids("pobj"))
        elif prep.low == "with" and draft.type == "Agreement":
            withs += _at(scene, prep.kids("pobj"))
    if withs:
        found += _own(scene, node) + withs
    if draft.type == "Agreement":
        for clause in node.kids("relcl"):
            if clause.lemma in MADE:
                others = _at(scene, [o for p in clause.kids("prep") if p.low == "with" for o in p.kids("pobj")])
                found += [*_at(scene, subjects(clause)), *others] if others else []
    for party in found:
        held = scene.stances.of(Frame(node)) if draft.type == "Conflict" else None  # "fears of a war between"
        if scene.is_a(party, "Agent") and (
            draw := scene.relation("partyTo", party, draft, node, "en.grammar.party", held=held, confidence=0.8)
        ):
            yield draw


def _at(scene: Scene, nodes: list[Node]) -> list[Draft]:
    return [scene.mentions.acting(d) for o in nodes for n in conjuncts(o) for d in scene.mentions.of(n)]


def _own(scene: Scene, node: Node) -> list[Draft]:
    """Whose agreement it is with somebody: its owner, who makes it, or whose things stand under it."""
    if found := _at(scene, node.kids("poss")):
        return found
    if node.dep == "dobj" and node.head.is_verb:
        return _at(scene, subjects(node.head))
    if node.dep != "pobj":
        return []
    verb = node.head.head
    if verb.tag == "VBN" and node.head.low in UNDER:  # "its posts, set up under a deal with Russia"
        things = [verb.head] if verb.dep == "acl" else verb.kids("nsubj", "nsubjpass")
        return [scene.mentions.acting(d.owner) for n in things for d in scene.mentions.of(n) if d.owner is not None]
    return _at(scene, subjects(verb)) if verb.is_verb else []
