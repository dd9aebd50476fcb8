"""What violence and its victims share: where the attack was is where they fell, and the bomb was its instrument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import relative_head, subjects
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import HARM, STRIKES
from kg.extract.retold import narrower
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts, first_conjunct, is_passive
from kg.lexicon.constructions import constructions

PLACES = ("Settlement", "AdministrativeArea", "Region", "Facility", "Route")
LOCAL = frozenset({"place", "object", "route"})
AS = frozenset({"when", "as", "after"})  # what tells how somebody came to harm
CHARGES = frozenset({"bomb", "mine", "landmine", "ied", "vest"})


def share(scene: Scene, draws: list[Draw]) -> None:
    """Give harm the place, time and doer of the violence that did it, and bombings the bomb they are named after."""
    for draw in draws:
        if draw.predicate == "Bombing" and draw.trigger.is_noun and "instrument" not in draw.roles:
            charge = [d for d in scene.mentions.of(draw.trigger) if scene.is_a(d, "MaterialObject")]
            if draw.trigger.lemma in CHARGES and charge:
                draw.roles["instrument"] = [max(charge, key=lambda d: d.span.end - d.span.start)]
    at = {d.trigger.i: d for d in draws if d.predicate in STRIKES | HARM and not d.held.negated}
    harms = sorted((d for d in draws if d.predicate in HARM and not d.held.negated), key=lambda d: d.trigger.i)
    measures = scene.lexicon.cues.groups["measures"]["words"] | constructions().spells
    for harm in harms:
        for cause in _causes(harm.trigger, measures):
            if cause.i in at and at[cause.i] is not harm:
                _take(scene, harm, at[cause.i])
    for harm in harms:
        _without_suspect(harm, [at[n.i] for n in subjects(harm.trigger) if n.i in at])
    for harm in reversed(harms):
        for later in harm.trigger.kids("conj"):
            if later.i in at and at[later.i].predicate in HARM and later.kid("nsubj") is None:
                _place(scene, harm, at[later.i])  # "killed seven people and wounded nine in Quetta"
                harm.time = harm.time or at[later.i].time
    for harm in harms:
        passive = is_passive(harm.trigger)
        for noun in _happened_in(harm.trigger, measures) if passive else _counted(subjects(harm.trigger), measures):
            if noun.i in at:
                _hit(scene, at[noun.i], harm)
    strikes = [d for d in draws if d.predicate in STRIKES and d.trigger.is_noun and not d.held.negated]
    for strike in strikes:
        for harm in harms:
            if strike.trigger in _counted(subjects(harm.trigger), measures) and not LOCAL & strike.roles.keys():
                _place(scene, strike, harm)
    for strike in strikes:
        whole = at.get(listed_under(strike.trigger, measures).i)
        if whole is not None and whole is not strike:
            _place(scene, strike, whole)
            strike.time = strike.time or whole.time
    for harm in harms:
        _without_numbers(harm)
    clashes = {d.trigger.i: d for d in draws if d.predicate == "ArmedClash" and not d.held.negated}
    for harm in harms:
        for clash in [clashes[n.i] for n in _causes(harm.trigger, measures) if n.i in clashes]:
            _place(scene, harm, clash)


def is_felt(noun: Node, measures: frozenset[str]) -> bool:
    """Whether an event noun without arguments tells of a deed all the same: as what killed, or as one of several."""
    top = _measure(noun, measures)
    telling = constructions().harming | constructions().finding  # "killed nine", "saw nine people killed"
    harms = top.dep == "nsubj" and top.head.lemma in telling and top.head.is_verb
    return harms or listed_under(noun, measures) is not noun


def listed_under(noun: Node, measures: frozenset[str]) -> Node:
    """What a list names the parts of: the attacks of "three attacks -- a car bomb and a shooting"; else the noun."""
    first = first_conjunct(_measure(first_conjunct(noun), measures))
    return first.head if first.dep == "appos" and first.head.is_noun else noun


def _measure(noun: Node, measures: frozenset[str]) -> Node:
    """The string of "a string of bombs"; the noun itself where nothing measures it."""
    of = noun.head
    return of.head if noun.dep == "pobj" and of.low == "of" and of.head.lemma in measures else noun


def _without_suspect(harm: Draw, causes: Sequence[Draw]) -> None:
    """Leave out who is only suspected of, or blamed for, the attack that did harm: "a man suspected of an attack that
    killed two", "blamed Kenya for bombings that killed ten"."""
    blamed = [c for c in causes if any(cue in constructions().blaming for _, cue in c.held.holders)]
    doubted = [c for c in causes if c.predicate in STRIKES and (c.held.modality == "possible" or c in blamed)]
    if (
        harm.held.modality == "actual"
        and not harm.held.holders
        and any(harm.roles.get("actor") == c.roles.get("actor") for c in doubted)
    ):
        harm.roles.pop("actor", None)


def _take(scene: Scene, harm: Draw, cause: Draw) -> None:
    """What the harm has from its cause: where and when, and who did it where the cause is an attack."""
    _place(scene, harm, cause)
    strike = cause.trigger.is_noun or "advcl" in (harm.trigger.dep, cause.trigger.dep)
    if cause.predicate not in STRIKES or not strike or cause.held.modality != harm.held.modality:
        return
    harm.time, cause.time = harm.time or cause.time, cause.time or harm.time
    if harm.time is not None and cause.time is not None:
        harm.time = narrower(harm.time, cause.time)
    if "actor" in harm.roles:
        _abroad(harm, cause)
    victims = {d.identity() for d in harm.roles.get("victim", [])}
    actors = [d for d in cause.roles.get("actor", []) if d.identity() not in victims]
    if actors and "actor" not in harm.roles and not _their_own(harm, cause, actors):
        harm.roles["actor"] = actors


def _their_own(harm: Draw, cause: Draw, actors: Sequence[Draft]) -> bool:
    """Whether those came to harm who attacked: "ten militants were killed when the insurgents raided a base"."""
    if cause.trigger.dep != "advcl" or cause.trigger.kid("mark", "advmod") is None:
        return False
    alike = {d.kind() for d in harm.roles.get("victim", [])} & {"ArmedGroup"} & {d.kind() for d in actors}
    return bool(alike) or any(d.form == "pronoun" for d in actors)


def _abroad(harm: Draw, cause: Draw) -> None:
    """ "France killed two in Malian air strike": who killed them struck, and the state before the noun is where."""
    doers = {d.identity() for d in harm.roles["actor"]}
    states = [d for d in cause.roles.get("actor", []) if d.type == "State" and d.node.head is cause.trigger]
    in_phrase = cause.trigger.dep == "pobj" and cause.trigger.head.head is harm.trigger
    if in_phrase and states == cause.roles.get("actor") and not doers & {d.identity() for d in states}:
        cause.roles["actor"] = list(harm.roles["actor"])
        cause.roles.setdefault("place", states)


def _hit(scene: Scene, strike: Draw, harm: Draw) -> None:
    """Whom a strike hit that names nobody and nothing: "four policemen were killed in a suicide attack"."""
    victims = [d for d in harm.roles.get("victim", ()) if scene.is_a(d, "ArmedForce", "ArmedGroup") or d.form == "name"]
    if strike.predicate in STRIKES and victims and not {"recipient", "object"} & strike.roles.keys():
        strike.roles["recipient"] = victims


def _place(scene: Scene, harm: Draw, other: Draw) -> None:
    found = local(scene, other) if "place" not in harm.roles else []
    found = [d for d in found if d not in harm.roles.get("object", ())]
    if found:
        harm.roles["place"] = found


def _without_numbers(harm: Draw) -> None:
    """Leave out victims who are nothing but a number, which the figure tells, where the rest says enough."""
    victims = harm.roles.get("victim", [])
    named = [d for d in victims if not (d.head == "people" and d.node.lemma != "people")]
    if len(named) == len(victims) or not harm.figures or not (harm.roles.keys() - {"victim"} or named):
        return
    harm.roles = {role: fillers for role, fillers in {**harm.roles, "victim": named}.items() if fillers}


def _causes(trigger: Node, measures: frozenset[str]) -> Iterator[Node]:
    """What may have caused it: the subject ("the blast killed two"), what it happened in ("died in the attack"), the
    clause above ("…, killing two"), or the one before it ("killed two and wounded three")."""
    if not trigger.is_verb:
        return
    yield from _counted(subjects(trigger), measures)
    yield from _happened_in(trigger, measures)
    yield from _just_as(trigger, measures)
    node = trigger
    while node.dep in ("advcl", "conj", "xcomp", "ccomp", "acl") and node.head is not node and node.head.is_verb:
        if node.dep == "advcl" and (node.tag != "VBG" or node.kid("mark") is not None):
            return
        if node.dep == "conj" and node.kid("nsubj") is not None:
            return
        node = node.head
        yield node
        yield from _counted(subjects(node), measures)
        if node.lemma in constructions().harming:
            yield from _happened_in(node, measures)
            yield from _just_as(node, measures)


def _just_as(verb: Node, measures: frozenset[str]) -> Iterator[Node]:
    """The clause that tells how somebody came to harm: "were killed when gunmen opened fire"."""
    if verb.lemma != "die" and verb.kid("nsubjpass") is None:
        return
    for clause in (c for v in (verb, *verb.kids("conj")) for c in v.kids("advcl")):
        if any(c.low in AS for c in clause.kids("mark", "advmod")):
            yield clause
            yield from _counted(subjects(clause), measures)


def _happened_in(verb: Node, measures: frozenset[str]) -> Iterator[Node]:
    for prep in verb.kids("prep"):
        if prep.low in ("in", "during", "by", "from"):
            yield from _counted([relative_head(n) for o in prep.kids("pobj") for n in conjuncts(o)], measures)


def _counted(nouns: Sequence[Node], measures: frozenset[str]) -> Iterator[Node]:
    """The nouns, and what those among them that only measure are of: the attacks of "a wave of attacks"."""
    for noun in nouns:
        yield noun
        if noun.lemma in measures:
            yield from (inner for prep in noun.kids("prep") if prep.low == "of" for inner in prep.kids("pobj"))


def local(scene: Scene, cause: Draw) -> list[Draft]:
    """Where violence was: its place, else the place that it struck."""
    found = cause.roles.get("place") or (cause.roles.get("object", []) if cause.predicate in STRIKES else [])
    return [d for d in found if scene.is_a(d, *PLACES, "State")]
