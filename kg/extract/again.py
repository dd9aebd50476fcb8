"""Parts of an attack told after it: "killed in the attack", "the strike killed", "those attacks saw gunmen fire".

They have the time of the attack told before, and harm has its place and who did it.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.arguments import subjects
from kg.extract.caused import local
from kg.extract.claiming import Draw
from kg.extract.families import FROM_AFAR, HARM, STRIKES
from kg.extract.scene import Scene
from kg.extract.syntax import Node, ancestors
from kg.lexicon.constructions import constructions

FAR = 5  # sentences that "in the attack" looks back
AGAIN = frozenset({"the", "that", "those", "this", "these"})


def told_again(scene: Scene, violence: Sequence[Draw], free: Sequence[Draw]) -> None:
    """Give the parts of an attack told before what it has: `free` are those without a time of their own."""
    for part in violence:
        whole = _whole(scene, part.trigger)
        if whole is None or (told := _before(scene, whole, violence)) is None:
            continue
        if part in free and part.time is None:
            part.time = told.time
        if part.predicate in HARM:
            _share(scene, part, told, whole)
            for other in violence:  # "two were killed in the strikes and ten wounded"
                if other.predicate in HARM and other.trigger.dep == "conj" and other.trigger.head is part.trigger:
                    _share(scene, other, part, whole)


def _whole(scene: Scene, trigger: Node) -> Node | None:
    """The attack told before that a verb tells a part of: what it happened in, what did it, or what "saw" it."""
    inside = [o for p in trigger.kids("prep") if p.low in ("in", "by") for o in p.kids("pobj")]
    seeing = [a for a in ancestors(trigger) if a.is_verb and a.lemma in constructions().finding]
    doing = subjects(trigger) if trigger.is_verb else []
    for noun in (*inside, *doing, *(s for verb in seeing for s in verb.kids("nsubj"))):
        article = noun.kid("det")
        if article is not None and article.low in AGAIN and _strikes(scene, noun):
            return noun
    return None


def _strikes(scene: Scene, noun: Node) -> set[str]:
    """What kinds of attack a noun may name."""
    return {rule.predicate for _, rule in scene.lexicon.nouns.get(noun.lemma, ())} & STRIKES


def _before(scene: Scene, whole: Node, violence: Sequence[Draw]) -> Draw | None:
    """The nearest attack told before that "the attack" may be."""
    kinds = _strikes(scene, whole)
    own = next((d for d in violence if d.trigger is whole), None)
    for told in reversed(violence):
        near = 0 < whole.sent - told.trigger.sent <= FAR and told.predicate in STRIKES
        if near and ("Attack" in kinds or told.predicate in kinds) and _as_many(told, whole):
            return told if own is None or _agree(own, told) else None
    return None


def _agree(own: Draw, told: Draw) -> bool:
    """Whether nothing is said of "the attack in Mopti" that was said otherwise of the one before."""
    for role in own.roles.keys() & told.roles.keys():
        ours, theirs = ({d.identity() for d in draw.roles[role]} for draw in (own, told))
        if ours and theirs and not ours & theirs:
            return False
    return True


def _as_many(told: Draw, whole: Node) -> bool:
    """Whether "the strike" may be what was told by its number; "bombed the port" may be one strike or many."""
    many = whole.tag.endswith("S")
    if told.trigger.is_verb:
        return not many or told.predicate in FROM_AFAR
    return told.trigger.tag.endswith("S") == many


def _share(scene: Scene, harm: Draw, attack: Draw, whole: Node) -> None:
    named = [d for n in whole.kids("compound", "nmod", "amod") for d in scene.mentions.of(n) if d.form == "name"]
    named = [d for d in named if scene.is_a(d, "Settlement", "AdministrativeArea", "Region")]  # "the Gaza strikes"
    if "place" not in harm.roles and (where := named or local(scene, attack)):
        harm.roles["place"] = where
    victims = {d.identity() for d in harm.roles.get("victim", [])}
    doers = [d for d in attack.roles.get("actor", []) if d.identity() not in victims]
    if doers and "actor" not in harm.roles:
        harm.roles["actor"] = doers
