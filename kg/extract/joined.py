"""Claims of one sentence that are parts of one: a campaign and its aim, a flight and where it led, help and backing."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.scene import Scene
from kg.extract.syntax import Node, ancestors, conjuncts
from kg.lexicon.constructions import constructions
from kg.model import Span

TOWARDS = frozenset({"to", "into", "toward", "towards", "across", "for"})
AIMS = frozenset({"Capture", "Death", "Attack", "Clearance"})
HARM = frozenset({"Death", "Injury"})


def join(scene: Scene, draws: list[Draw]) -> None:
    """Put the parts together, in place."""
    for campaign in [d for d in draws if d.predicate == "Offensive" and d.trigger.is_noun]:
        _aim(scene, campaign, draws)
    for flight in [d for d in draws if d.predicate == "Displacement" and d.trigger.is_verb]:
        _flight(scene, flight, draws)
    backed = {d.trigger.i for d in draws if d.predicate == "backs"}
    bodies = [d for d in draws if d.predicate in HARM and _bodies(d)]
    gone = [d for d in draws if d.predicate == "Aid" and d.trigger.i in backed and _armed(d)] + bodies
    gone += [d for d in draws if d.predicate == "Meeting" and d.trigger.is_verb and _by_telephone(d, draws)]
    draws[:] = [d for d in draws if d not in gone]


def _aim(scene: Scene, campaign: Draw, draws: list[Draw]) -> None:
    """ "A campaign to recapture the valley", "to wipe out the group": what it is for is what it is against."""
    for aim in draws:
        if aim.predicate not in AIMS or aim.held.modality != "planned" or aim.held.negated:
            continue
        if aim.trigger.dep != "acl" or aim.trigger.head is not campaign.trigger:
            continue
        below = [d for d in campaign.roles.get("place", []) if aim.trigger in ancestors(d.node)]
        taken = aim.roles.get("object", []) if aim.predicate == "Capture" else []
        against = aim.roles.get("recipient", []) or aim.roles.get("victim", [])
        _add(campaign, "object", [d for d in taken if scene.is_a(d, "Place", "Facility")])
        _add(campaign, "recipient", [d for d in against if scene.is_a(d, "Agent")])
        if below and taken:
            campaign.roles["place"] = [d for d in campaign.roles["place"] if d not in below]
            campaign.roles = {k: v for k, v in campaign.roles.items() if v}
        campaign.span = _cover(campaign.span, aim.span)


def _by_telephone(talk: Draw, draws: list[Draw]) -> bool:
    """Whether the talk is a call that its clause names: "in a phone call, Macron and Modi discussed the war"."""
    calls = [d for d in draws if d.predicate == "PhoneCall" and talk.trigger in ancestors(d.trigger)]
    who = {d.identity() for d in talk.roles.get("actor", [])}
    return any(who <= {d.identity() for role in call.roles.values() for d in role} for call in calls)


def _flight(scene: Scene, flight: Draw, draws: list[Draw]) -> None:
    """ "Abandoned their homes and headed north to the border": where a second verb says that they went."""
    if "destination" in flight.roles:
        return
    for verb in flight.trigger.kids("conj"):
        if verb.lemma not in constructions().going or verb.kid("nsubj", "neg", "det") is not None:
            continue
        reached = [d for n in _ends(verb) for d in scene.mentions.of(n)[:1] if scene.is_a(d, "Place")]
        if not reached:
            continue
        flight.roles["destination"] = reached
        flight.span = _cover(flight.span, Span(verb.start, max(d.span.end for d in reached)))
        draws[:] = [d for d in draws if d.trigger is not verb]
        return


def _ends(verb: Node) -> Iterator[Node]:
    for prep in (p for n in (verb, *verb.kids("advmod", "prep")) for p in n.kids("prep")):
        if prep.low in TOWARDS:
            yield from (n for o in prep.kids("pobj") for n in conjuncts(o))


def _bodies(draw: Draw) -> bool:
    """Whether nobody dies but an organisation ends: "wiped out the group"."""
    victims = draw.roles.get("victim", [])
    armed = {noun for noun, types in constructions().generic.items() if "ArmedGroup" in types}
    return bool(victims) and all(d.form == "nominal" and d.head in armed for d in victims)


def _armed(draw: Draw) -> bool:
    return all(d.kind() in ("ArmedForce", "ArmedGroup") for d in draw.roles.get("recipient", []))


def _add(draw: Draw, role: str, drafts: list[Draft]) -> None:
    known = {d.identity() for ds in draw.roles.values() for d in ds}
    if found := [d for d in drafts if d.identity() not in known]:
        draw.roles.setdefault(role, []).extend(found)


def _cover(a: Span, b: Span) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))
