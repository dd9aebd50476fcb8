"""What an event takes from beyond its trigger's frame: who brought it about, whose weapon it was, who is asked."""

from __future__ import annotations

from kg.extract.arguments import objects, subjects
from kg.extract.claiming import Filled
from kg.extract.drafts import Draft
from kg.extract.families import CAUSED, EFFECTS, MOVED, SPEECH_ACTS, STRIKES, VIOLENT
from kg.extract.frames import Frame
from kg.extract.held import doubted
from kg.extract.needs import weapon
from kg.extract.scene import Scene
from kg.extract.syntax import Node, conjuncts, subtree
from kg.extract.whereabouts import beside
from kg.lexicon.constructions import constructions

SPOTS = frozenset({"in", "at", "near", "outside"})
WIELDERS = ("State", "ArmedForce", "ArmedGroup", "GovernmentBody")


def complete(scene: Scene, predicate: str, frame: Frame, roles: Filled) -> None:
    """Add to `roles` who the frame leaves out and the sentence names."""
    if predicate in CAUSED and "actor" not in roles:
        _cause(scene, frame, roles)
    if predicate in VIOLENT | EFFECTS and "actor" not in roles:
        owners = [d.owner for d in roles.get("instrument", []) if d.owner is not None]
        fired = [d for w in roles.get("instrument", []) for d in _fired_by(scene, w)]
        known = {d.identity() for ds in roles.values() for d in ds}
        wielders = [o for o in owners if o.kind() in WIELDERS] + [d for d in fired if scene.is_a(d, "Agent")]
        one_each = {o.identity(): o for o in wielders if o.identity() not in known}
        if one_each:
            roles["actor"] = list(one_each.values())  # "Israeli jets and helicopters struck": Israel
    if predicate in MOVED and (senders := roles.get("actor")):
        for troops in roles.get("instrument", []):
            if troops.type == "ArmedForce" and troops.owner is None and troops.antecedent is None:
                troops.owner = senders[0]
    if predicate in STRIKES and not {"recipient", "object"} & roles.keys():
        _dispersed(scene, frame, roles)
    if predicate == "Demand" and "recipient" not in roles:
        _addressed(scene, frame, roles)
    if predicate in SPEECH_ACTS | STRIKES and "actor" in roles and _mutual(frame.trigger):
        roles["recipient"] = list(roles["actor"])
    if predicate == "Capture" and "recipient" not in roles:
        _holders(scene, roles)
    if predicate in ("Reopening", "Closure", "Clearance") and any(d.type == "Route" for d in roles.get("object", [])):
        for end in ("origin", "destination"):
            roles.pop(end, None)  # "opened the road from A to B": the road's ends
    if predicate == "Deployment" and "actor" not in roles:
        _having(scene, frame, roles)
    if predicate == "Agree" and "actor" not in roles:
        _parties(scene, roles)
    if predicate in ("Accuse", "Praise", "Reject") and "recipient" not in roles:
        _whose_deed(scene, frame, roles)
    if predicate == "Protest" and "place" not in roles:
        _gathered(scene, frame.trigger, roles)
    beside(scene, predicate, frame, roles)


def _mutual(verb: Node) -> bool:
    """Whether it is done to each by the other: "accused one another of breaking the truce", "shelled each other"."""
    whom = verb.kid("dobj")
    if whom is not None and whom.low == "one":
        return any(c.low == "another" and c.i == whom.i + 1 for c in (*whom.children, *verb.children))
    if whom is None or whom.lemma not in ("other", "another"):
        return False
    first = whom.kid("det", "nummod", "amod")
    both = any(s.low in ("sides", "parties") for s in subjects(verb))
    return first is not None and (first.low in ("each", "one") or (both and first.low == "the"))


def _dispersed(scene: Scene, frame: Frame, roles: Filled) -> None:
    """Whom it was done to disperse: "used water cannon to scatter the crowd"."""
    purposes = dispersals(frame.trigger)
    whom = [d for c in purposes for n in objects(c) for d in scene.mentions.of(n) if scene.is_a(d, "Agent")]
    if whom:
        roles["recipient"] = whom
    if "place" not in roles:
        spots = [p for c in purposes for n in (c, *objects(c)) for p in n.kids("prep") if p.low in SPOTS]
        there = [d for p in spots for o in p.kids("pobj") for d in scene.mentions.of(o) if scene.is_a(d, "Place")]
        if there:
            roles["place"] = there[:1]


def dispersals(verb: Node) -> list[Node]:
    """The clauses that tell whom something was done to disperse."""
    return [c for c in verb.kids("advcl", "xcomp") if c.lemma in constructions().dispersing]


def _having(scene: Scene, frame: Frame, roles: Filled) -> None:
    """Who has them there: "France has 3,500 soldiers deployed across the Sahel"."""
    troops, verb = frame.trigger.head, frame.trigger.head.head
    if frame.trigger.dep == "acl" and troops.dep == "dobj" and verb.lemma in ("have", "keep", "maintain"):
        found = [scene.mentions.acting(d) for n in subjects(verb) for d in scene.mentions.of(n)]
        if found := [d for d in found if scene.is_a(d, "Agent")]:
            roles["actor"] = found


def _parties(scene: Scene, roles: Filled) -> None:
    """Who agreed, by the agreement's own phrase: "a treaty between Chad and Sudan which was signed in Doha"."""
    between = [
        n
        for d in roles.get("object", [])
        for prep in d.node.kids("prep")
        if prep.low in ("between", "among")
        for o in prep.kids("pobj")
        for n in conjuncts(o)
    ]
    found = [scene.mentions.acting(d) for n in between for d in scene.mentions.of(n)]
    if found := [d for d in found if scene.is_a(d, "Agent")]:
        roles["actor"] = found


def _whose_deed(scene: Scene, frame: Frame, roles: Filled) -> None:
    """Whose deed or word is blamed, praised or rejected: "condemned Israel's conduct", "the raid by Mali"."""
    known = {d.identity() for ds in roles.values() for d in ds}
    for deed in frame.slots.get("object", []) if frame.trigger.is_verb else []:
        whose = [n for w in deed.kids("poss") for n in conjuncts(w)]
        whose += [n for p in deed.kids("prep", "agent") if p.low == "by" for o in p.kids("pobj") for n in conjuncts(o)]
        found = [scene.mentions.acting(d) for n in whose for d in scene.mentions.of(n)]
        if not found:
            below = subtree(deed)
            found = [d for d in scene.filling.waged_by(deed) if d.node in below]  # "the Peruvian attack"
        if found := [d for d in found if scene.is_a(d, "Agent") and d.identity() not in known]:
            roles["recipient"] = found
            return


def _gathered(scene: Scene, purpose: Node, roles: Filled) -> None:
    """Where they came together: "gathered outside the parliament in Tbilisi to protest"."""
    verb = purpose.head
    if purpose.tag != "VB" or purpose.dep not in ("advcl", "xcomp") or not verb.is_verb:
        return
    spots = [(p.low, n) for p in verb.kids("prep") if p.low in SPOTS for o in p.kids("pobj") for n in conjuncts(o)]
    spots += [("in", o) for _, n in spots for p in n.kids("prep") if p.low == "in" for o in p.kids("pobj")]
    outside = [n for how, n in spots if how != "in" and n.lemma in constructions().seats]
    found = [d for _, n in spots for d in scene.mentions.of(n) if n in outside or scene.is_a(d, "Place")]
    if found:
        roles["place"] = found


def _holders(scene: Scene, roles: Filled) -> None:
    """From whom that is taken which was lost to him: "retook areas that they had lost to the militia"."""
    known = {d.identity() for ds in roles.values() for d in ds}
    lost = [
        n
        for place in roles.get("object", [])
        for clause in place.node.kids("acl", "relcl")
        if clause.lemma == "lose"
        for prep in clause.kids("prep")
        if prep.low == "to"
        for o in prep.kids("pobj")
        for n in conjuncts(o)
    ]
    found = [scene.mentions.acting(d) for n in lost for d in scene.mentions.of(n)]
    if found := [d for d in found if scene.is_a(d, "Agent") and d.identity() not in known]:
        roles["recipient"] = found


def _fired_by(scene: Scene, weapon: Draft) -> list[Draft]:
    """Who used a weapon that does what its user does: "missiles fired by the navy hit the port"."""
    fired = [c for c in weapon.node.kids("acl", "relcl") if c.lemma in constructions().firing and not doubted(c)]
    found = [scene.mentions.acting(d) for c in fired for n in subjects(c) for d in scene.mentions.of(n)]
    guns = [
        d for p in weapon.node.kids("prep") if p.low == "from" for o in p.kids("pobj") for d in scene.mentions.of(o)
    ]
    guns = [d for d in guns if d.type == "MaterialObject" and d.owner is not None]  # "shells from army artillery"
    return found + [d.owner for d in guns if d.owner is not None and d.owner.kind() in WIELDERS]


def by_weapon(scene: Scene, predicate: str, frame: Frame, roles: Filled) -> str:
    """Which violence an attack is by what it was done with, which stands after "with" where it does not act itself."""
    if predicate in ("Shelling", "Bombing"):  # "warplanes bombarded", "the bombing of the market by army jets"
        return "AirStrike" if _from_the_air(frame.trigger, roles) else predicate
    if predicate != "Attack":
        return predicate
    if "instrument" not in roles:
        used = [d for n in frame.slots.get("with", []) for d in scene.mentions.of(n)]
        if used := [d for d in used if weapon(d.node)]:
            roles["instrument"] = used
    used = [d for d in roles.get("instrument", []) if not d.text.startswith("rocket-propelled")]
    kinds = [weapon(d.node) for d in used]
    if not used and any(d.head == "bomber" for d in roles.get("actor", [])):
        return "Bombing"  # who is one by his bomb, where a plane is a thing: "the bomber struck inside a hotel"
    return next((kind for kind in kinds if kind is not None), predicate)


def _from_the_air(trigger: Node, roles: Filled) -> bool:
    """Whether it was done with planes alone, as states bomb where nothing says with what: "US bombing of Kandahar"."""
    used, actors = roles.get("instrument", []), roles.get("actor", [])
    bare = trigger.lemma == "bombing" and not any(c.dep == "compound" and c.text.islower() for c in trigger.children)
    bare = bare and bool(actors) and bool({"object", "recipient"} & roles.keys())
    if not used:
        return bare and all(d.kind() == "State" for d in actors)
    return all(weapon(d.node) == "AirStrike" for d in used)


def _addressed(scene: Scene, frame: Frame, roles: Filled) -> None:
    """Who is to do what is demanded: the subject of its clause ("Chad demanded that the army withdraw")."""
    known = {d.identity() for ds in roles.values() for d in ds}
    for clause in frame.trigger.kids("ccomp", "xcomp"):
        for subject in clause.kids("nsubj"):
            found = [scene.mentions.acting(d) for n in conjuncts(subject) for d in scene.mentions.of(n)]
            if found := [d for d in found if scene.is_a(d, "Agent") and d.identity() not in known]:
                roles["recipient"] = found
                return


def _cause(scene: Scene, frame: Frame, roles: Filled) -> None:
    """Who brought it about: the subject of "forced people to flee", or who wages the offensive that did."""
    verb, causing = frame.trigger, scene.lexicon.cues.groups["light"]["causing"]
    governor = verb.head
    if verb.dep in ("xcomp", "ccomp", "advcl", "acl", "relcl") and governor.is_noun:
        governor = governor.head
    if not verb.is_verb or not governor.is_verb or governor.lemma not in causing or governor is verb:
        return
    if verb.dep == "advcl" and any(c.low != "to" for c in verb.kids("mark", "advmod") if c.i < verb.i):
        return  # "sent aid after a quake killed 200", "left when troops fled"
    known = {d.identity() for ds in roles.values() for d in ds}
    actors = [scene.mentions.acting(d) for n in subjects(governor) for d in scene.filling.parties(n)]
    if found := [d for d in actors if scene.is_a(d, "Agent") and d.identity() not in known]:
        roles["actor"] = found
