"""What violence and its victims share: where the attack was is where they fell, and the bomb was its instrument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import subjects
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import HARM, STRIKES
from kg.extract.scene import Scene
from kg.extract.syntax import Node

PLACES = ("Settlement", "AdministrativeArea", "Region", "Facility")
CHARGES = frozenset({"bomb", "mine", "landmine", "ied", "vest"})


def share(scene: Scene, draws: Sequence[Draw]) -> None:
    """Give harm the place of the violence that did it, and bombings the bomb that they are named after."""
    for draw in draws:
        if draw.predicate == "Bombing" and draw.trigger.is_noun and "instrument" not in draw.roles:
            charge = [d for d in scene.mentions.of(draw.trigger) if scene.is_a(d, "MaterialObject")]
            if draw.trigger.lemma in CHARGES and charge:
                draw.roles["instrument"] = [max(charge, key=lambda d: d.span.end - d.span.start)]
    at = {d.trigger.i: d for d in draws if d.predicate in STRIKES | HARM and not d.held.negated}
    for harm in sorted((d for d in draws if d.predicate in HARM), key=lambda d: d.trigger.i):
        if harm.held.negated or "place" in harm.roles:
            continue
        for cause in _causes(harm.trigger, scene.lexicon.cues.groups["measures"]["words"]):
            places = _places(scene, at[cause.i]) if cause.i in at and at[cause.i] is not harm else []
            if places:
                harm.roles["place"] = places
                break


def _causes(trigger: Node, measures: frozenset[str]) -> Iterator[Node]:
    """What may have caused it: the subject ("the blast killed two"), the clause above ("…, killing two"), or the one
    before it ("killed two and wounded three")."""
    if not trigger.is_verb:
        return
    yield from _counted(subjects(trigger), measures)
    node = trigger
    while node.dep in ("advcl", "conj", "xcomp", "ccomp", "acl") and node.head is not node and node.head.is_verb:
        if node.dep == "advcl" and (node.tag != "VBG" or node.kid("mark") is not None):
            return
        if node.dep == "conj" and node.kid("nsubj") is not None:
            return
        node = node.head
        yield node
        yield from _counted(subjects(node), measures)


def _counted(nouns: Sequence[Node], measures: frozenset[str]) -> Iterator[Node]:
    """The nouns, and what those among them that only measure are of: the attacks of "a wave of attacks"."""
    for noun in nouns:
        yield noun
        if noun.lemma in measures:
            yield from (inner for prep in noun.kids("prep") if prep.low == "of" for inner in prep.kids("pobj"))


def _places(scene: Scene, cause: Draw) -> list[Draft]:
    found = cause.roles.get("place") or (cause.roles.get("object", []) if cause.predicate in STRIKES else [])
    return [d for d in found if scene.is_a(d, *PLACES, "State")]
