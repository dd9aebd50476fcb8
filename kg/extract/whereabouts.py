"""Where something happened that is said of another part of the clause, or of the attack told right before.

"Police in Lyon arrested two men", "In Kano, police fired on a crowd and arrested sixty", "A bomb went off in Mora. Two
people were killed".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extract.caused import local
from kg.extract.claiming import Draw, Filled
from kg.extract.drafts import Draft
from kg.extract.families import FROM_AFAR, HARM, STRIKES
from kg.extract.frames import Frame
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts
from kg.lexicon.constructions import constructions

CAUSES = STRIKES | {"ArmedClash", "Offensive"}
AT_HAND = (STRIKES - FROM_AFAR) | HARM | {"Abduction", "ArmedClash", "Arrest", "Assassination", "Protest"}
"""What is done where those are who do it, or to whom it is done."""
AT = frozenset({"in", "at", "near", "outside"})


def beside(scene: Scene, predicate: str, frame: Frame, roles: Filled) -> None:
    """Add the place that stands before the first of several verbs, or behind who acts or comes to harm."""
    verb = frame.carrier or frame.trigger
    if predicate not in AT_HAND or "place" in roles or not verb.is_verb or verb.lemma in constructions().claiming:
        return
    if any(d.form == "name" and scene.is_a(d, "Place") for drafts in roles.values() for d in drafts):
        return  # "rebels in Chad attacked Sudan"
    first = verb
    while first.dep == "conj" and first.head.is_verb and first.kid("nsubj", "nsubjpass") is None:
        first = first.head
    subject = first.kid("nsubj", "nsubjpass")
    who = [d.node for drafts in roles.values() for d in drafts if d.kind() != "MaterialObject"]
    if subject is None or subject not in who:
        return  # "rockets fired by men in Syria hit"
    ahead = [p for p in first.kids("prep") if p.i < subject.i] if first is not verb else []
    for prep in (*ahead, *(p for p in subject.kids("prep") if subject.i < p.i < first.i)):
        if prep.low not in AT:
            continue
        found = [d for o in prep.kids("pobj") for n in conjuncts(o) for d in scene.mentions.of(n)]
        if found := [d for d in found if d.root().form == "name" and scene.is_a(d, "Place")]:
            roles["place"] = found
            return


def whereabouts(scene: Scene, violence: Sequence[Draw], follows: Sequence[Draw]) -> None:
    """Give the harm that only `follows` an attack the place of the one attack of the sentence before."""
    told: dict[int, list[Draw]] = defaultdict(list)
    for draw in violence:
        told[draw.trigger.sent].append(draw)
    named = {d.node.sent for d in scene.places() if d.form == "name" and d.type != "State"}
    for harm in follows:
        if "place" in harm.roles or harm.trigger.sent in named or _told_elsewhere(harm.trigger):
            continue
        before = [d for d in told[harm.trigger.sent - 1] if d.predicate in CAUSES]
        spots = [local(scene, d) for d in before]
        if spots and _one(spots):
            harm.roles["place"] = list(spots[0])


def _told_elsewhere(verb: Node) -> bool:
    """Whether it is told by the way, or with what else it happened in: "who were wounded in clashes", "meanwhile"."""
    apart = any(c.low == "meanwhile" for c in verb.kids("advmod"))
    return apart or verb.dep == "relcl" or any(p.low in ("in", "by", "during") for p in verb.kids("prep"))


def _one(spots: Sequence[Sequence[Draft]]) -> bool:
    """Whether all attacks that were told were in one place."""
    return len({tuple(sorted(d.identity() for d in spot)) for spot in spots}) == 1 and bool(spots[0])
