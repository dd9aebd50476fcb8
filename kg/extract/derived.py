"""What two claims of one sentence say together: a threat uttered, troops sent to reinforce."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extract.arguments import subjects
from kg.extract.caused import share
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import FROM_AFAR, HARM, MOVED, STRIKES, UNDERTAKINGS, VIOLENT
from kg.extract.held import Held
from kg.extract.joined import join
from kg.extract.quoted import clause_text
from kg.extract.retold import retell
from kg.extract.scene import Scene
from kg.extract.syntax import Node, ancestors
from kg.lexicon.constructions import constructions
from kg.model import Span


def combine(scene: Scene, draws: Sequence[Draw]) -> list[Draw]:
    """The draws with threats named as such and purposes joined to what was done for them."""
    kept = _without_echoes(_relieved(_reinforced(list(draws))))
    join(scene, kept)
    _told_once(kept)
    _struck(scene, kept)
    retell(kept)
    share(scene, kept)
    _for_the_state(scene, kept)
    accusations = [a for d in kept for a in _accusation(scene, d, kept)]
    backing = [b for d in kept for b in _backing(scene, d)]
    threats = [
        t for d in kept if d.held.modality == "threatened" and not d.held.negated for t in _threat(scene, d, kept)
    ]
    return [*kept, *threats, *accusations, *backing]


def _relieved(draws: list[Draw]) -> list[Draw]:
    """ "Sent blankets to Haiti" is aid and no deployment, and only what relieves is."""
    aided = {d.trigger.i for d in draws if d.predicate == "Aid" and not d.rule.endswith(".bring-relief")}
    kept = []
    for draw in draws:
        goods = [d for role in ("instrument", "object") for d in draw.roles.get(role, [])]
        relieving = any(d.head in constructions().relief for d in goods)
        surplus = draw.rule.endswith(".bring-relief") and (not relieving or draw.trigger.i in aided)
        if not surplus and not (draw.predicate in MOVED and goods and relieving and draw.trigger.is_verb):
            kept.append(draw)
    return kept


def _without_echoes(draws: list[Draw]) -> list[Draw]:
    """ "Crossed into Chad to escape" is one flight, done; "agreed to a ceasefire" names one beside no other."""
    at: dict[int, list[Draw]] = defaultdict(list)
    for draw in draws:
        at[draw.trigger.sent].append(draw)
    return [d for d in draws if not _echoes(d, at[d.trigger.sent]) and not _is_party(d, at[d.trigger.sent])]


def _echoes(draw: Draw, beside: list[Draw]) -> bool:
    """Whether another draw of the sentence says what this one says, and more."""
    if len(beside) < 2 or draw.kind != "event":
        return False
    if draw.held.modality == "planned" and not draw.held.negated:
        above = list(ancestors(draw.trigger))
        done = [d for d in beside if d.trigger in above and d.held.modality == "actual" and not d.held.negated]
        if any(d.predicate == draw.predicate and _says_less(draw, d) for d in done):
            return True
    if draw.predicate == "Ceasefire" and not draw.roles:
        return any(d.predicate == "Ceasefire" and d.roles for d in beside)
    if draw.predicate not in STRIKES:
        return False
    strikes = [d for d in beside if d is not draw and d.predicate in STRIKES]
    if draw.rule.endswith(".weapon-kills"):
        return any(d.trigger in ancestors(draw.trigger) for d in strikes)
    if draw.rule.endswith(".bomb-on-the-ground"):  # "the army and its allies bombed": both from the air
        return any(d.trigger is draw.trigger and _says_less(draw, d) for d in strikes)
    return draw.rule.endswith(".claim-responsibility") and any(_says_less(draw, d) for d in strikes)


def _is_party(draw: Draw, beside: list[Draw]) -> bool:
    """Whether a noun names a party or a thing to another event rather than one of its own: the police patrol that
    is ambushed, the aid that is suspended, the sanctions that are lifted."""
    if draw.rule.endswith(".patrol-noun"):
        return any(_meets(draw.trigger, d) for d in beside)
    if draw.rule.endswith(".confiscate"):  # "the navy seized a tanker"
        return any(d.predicate == "Capture" and d.trigger is draw.trigger for d in beside)
    ended = {"aid-noun": "Sanction", "sanctions": "Concede"}.get(draw.rule.rsplit(".", 1)[-1])
    undone = ended is not None and draw.trigger.dep in ("dobj", "nsubjpass")
    over = [d for d in beside if d.trigger is draw.trigger.head and not d.held.negated]
    return undone and any(d.predicate == ended for d in over)


def _meets(noun: Node, violence: Draw) -> bool:
    """Whether violence is done by, to or beside what the noun names."""
    if violence.predicate not in VIOLENT | HARM:
        return False
    filling = any(d.node is noun for drafts in violence.roles.values() for d in drafts)
    return filling or (noun.dep == "pobj" and noun.head.head is violence.trigger)


def _says_less(draw: Draw, other: Draw) -> bool:
    """Whether all that fills the roles of `draw` fills the same roles of `other`."""
    return all(
        {d.identity() for d in drafts} <= {d.identity() for d in other.roles.get(role, [])}
        for role, drafts in draw.roles.items()
    )


def _told_once(draws: list[Draw]) -> None:
    """ "Air strikes hit the town" is one event: what the verb struck is what the strikes struck."""
    at = {d.trigger.i: d for d in draws if d.predicate in STRIKES and d.trigger.is_noun}
    for act in [d for d in draws if d.predicate in STRIKES and d.trigger.is_verb]:
        for cause in (*subjects(act.trigger), *act.trigger.kids("dobj", "nsubjpass")):
            strike = at.get(cause.i)
            if strike is not None and strike is not act and strike.held.negated == act.held.negated:
                for role, fillers in act.roles.items():
                    if role != "actor" or cause.dep == "dobj":
                        strike.roles.setdefault(role, fillers)
                strike.time = strike.time or act.time
                strike.held.holders = strike.held.holders or act.held.holders
                draws.remove(act)
                break


def _struck(scene: Scene, draws: list[Draw]) -> None:
    """ "Attacks that killed thirteen soldiers" were attacks on them; "killed nine people" does not say on whom. Who was
    "killed in a drone strike" by name was its aim."""
    at = {d.trigger.i: d for d in draws if d.predicate in STRIKES and d.trigger.is_noun}
    for effect in draws:
        if effect.predicate not in ("Death", "Injury") or effect.held.negated or not effect.trigger.is_verb:
            continue
        victims = effect.roles.get("victim", [])
        named = [d for d in victims if d.root().form == "name"]
        aimed = [d for d in victims if d.form == "name" or scene.is_a(d, "ArmedForce", "ArmedGroup")]
        inside = [o for p in effect.trigger.kids("prep") if p.low in ("in", "by") for o in p.kids("pobj")]
        for cause, hit in [*((c, aimed) for c in subjects(effect.trigger)), *((c, named) for c in inside)]:
            strike = at.get(cause.i)
            if strike is None or {"recipient", "object", "victim"} & strike.roles.keys():
                continue
            if hit and (cause not in inside or strike.predicate in FROM_AFAR):
                strike.roles["recipient"] = list(hit)
            strike.time = strike.time or effect.time


def _for_the_state(scene: Scene, draws: list[Draw]) -> None:
    """A leader who threatens speaks for his state, which would do the deed."""
    states = {d.entry.id: d for d in reversed(scene.mentions.all) if d.entry is not None and d.type == "State"}
    for draw in draws:
        if draw.held.modality != "threatened" or not draw.held.holders:
            continue
        actors = draw.roles.get("actor", [])
        for i, actor in enumerate(actors):
            leader = actor.root().entry
            state = states.get(leader.country or "") if leader is not None and leader.type == "Person" else None
            if state is not None and actor.identity() == draw.held.holders[0][0].identity():
                actors[i] = state


def claimed_for_bodies(draws: Sequence[Draw]) -> None:
    """A spokesman or leader who claims responsibility for an attack claims it for those he speaks for."""
    bodies: dict[str, Draft] = {}
    for tie in draws:
        if tie.predicate in ("leads", "worksFor") and not tie.held.negated:
            for person, body in zip(tie.roles.get("subject", ()), tie.roles.get("object", ()), strict=False):
                if person.kind() == "Person" and body.kind() not in ("Person", "PopulationGroup", "State"):
                    bodies.setdefault(person.identity(), body)
    for draw in draws:
        if draw.kind == "event" and _claimed(draw.trigger):
            actors = [bodies.get(a.identity(), a) for a in draw.roles.get("actor", [])]
            draw.roles.update({"actor": actors} if actors else {})


def _claimed(deed: Node) -> bool:
    """Whether responsibility is claimed for the deed: "claimed responsibility for the attack"."""
    words, credit = constructions(), deed.head.head
    claimed = deed.dep == "pobj" and deed.head.low == "for" and credit.lemma in words.responsibility
    return claimed and credit.head.lemma in words.claiming


def _accusation(scene: Scene, content: Draw, draws: list[Draw]) -> list[Draw]:
    """Who says that another broke or failed a duty accuses him."""
    saying = content.held.said
    failed = (content.predicate == "Breach" and not content.held.negated) or (
        content.predicate == "Comply" and content.held.negated
    )
    if (
        not failed
        or content.held.modality != "actual"
        or saying is None
        or not content.held.holders
        or not content.roles.get("actor")
    ):
        return []
    holder, accused = content.held.holders[0][0], content.roles["actor"]
    if any(holder.identity() == d.identity() for d in accused) or any(
        a.predicate == "Accuse" and a.trigger.sent == content.trigger.sent for a in draws
    ):
        return []
    held = Held(holders=content.held.holders[1:], channel=content.held.channel, settled=True)
    start = (
        min(holder.span.start, content.span.start) if holder.node.sent == content.trigger.sent else content.span.start
    )
    accuse = Draw(
        "event",
        "Accuse",
        {"actor": [holder], "recipient": list(accused)},
        held,
        saying,
        Span(start, content.span.end),
        content.rule + ".accusation",
    )
    accuse.values["topic"] = clause_text(_complement(content.trigger, saying), scene.tree.text)
    accuse.time = content.said
    return [accuse]


def _backing(scene: Scene, act: Draw) -> list[Draw]:
    """Who acts in support of another backs him."""
    if act.kind != "event" or act.held.negated or act.held.modality != "actual":
        return []
    found = [
        scene.relation(
            "backs", actor, helped, act.trigger, act.rule + ".in-support", held=Held(holders=list(act.held.holders))
        )
        for actor in act.roles.get("actor", [])
        for helped in act.roles.get("beneficiary", [])
    ]
    return [f for f in found if f is not None]


def _threat(scene: Scene, content: Draw, draws: list[Draw]) -> list[Draw]:
    """The speech act behind a threatened act: a vow of violence becomes Threaten, a mere saying gets one of its own."""
    saying = content.held.said
    if saying is None or not content.held.holders:
        return []
    target = content.roles.get("recipient") or content.roles.get("victim") or []
    for act in draws:
        if act.predicate in UNDERTAKINGS and act.trigger is saying and act.predicate != "Demand":
            act.predicate = "Threaten"
            if target and "recipient" not in act.roles:
                act.roles["recipient"] = list(target)
            return []
    holder = content.held.holders[0][0]
    if any(a.predicate == "Threaten" and a.trigger.sent == content.trigger.sent for a in draws):
        return []
    top = _complement(content.trigger, saying)
    held = Held(holders=content.held.holders[1:], channel=content.held.channel, settled=True)
    roles = {"actor": [holder]} | ({"recipient": list(target)} if target else {})
    start, end = min(holder.span.start, content.span.start), content.span.end
    if holder.node.sent != content.trigger.sent:
        start = content.span.start
    threat = Draw("event", "Threaten", roles, held, saying, Span(start, end), content.rule + ".threat")
    threat.values["topic"] = clause_text(top, scene.tree.text)
    threat.time = content.said
    return [threat]


def _complement(node: Node, verb: Node) -> Node:
    """The head of the clause below `verb` that `node` stands in."""
    at = node
    for above in ancestors(node):
        if above is verb:
            return at
        at = above
    return node


def _reinforced(draws: list[Draw]) -> list[Draw]:
    """ "Sent troops to reinforce its posts" is one Reinforcement, done, with the troops as its instrument."""
    for aim in [
        d for d in draws if d.predicate == "Reinforcement" and d.held.modality == "planned" and not d.held.negated
    ]:
        for sent in draws:
            if (
                sent.predicate in ("Deployment", "Reinforcement")
                and sent is not aim
                and sent.trigger in (*ancestors(aim.trigger),)
                and sent.held.modality == "actual"
            ):
                for role, fillers in aim.roles.items():
                    if role == "actor":
                        continue
                    have = sent.roles.setdefault(role, [])
                    known = {d.identity() for ds in sent.roles.values() for d in ds}
                    have.extend(d for d in fillers if d.identity() not in known)
                sent.roles = {k: v for k, v in sent.roles.items() if v}
                sent.predicate = "Reinforcement"
                sent.span = Span(min(sent.span.start, aim.span.start), max(sent.span.end, aim.span.end))
                draws.remove(aim)
                break
    return draws
