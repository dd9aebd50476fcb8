"""What two claims of one sentence say together: a threat uttered, troops sent to reinforce."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claiming import Draw, clause_text
from kg.extract.scene import Scene
from kg.extract.stance import Held
from kg.extract.syntax import Node, ancestors
from kg.model import Span

UTTERED = frozenset({"Threaten", "Promise", "Demand"})


def combine(scene: Scene, draws: Sequence[Draw]) -> list[Draw]:
    """The draws with threats named as such and purposes joined to what was done for them."""
    kept = _reinforced(list(draws))
    threats = [t for d in kept if d.held.modality == "threatened" and not d.held.negated for t in _threat(scene, d, kept)]
    return [*kept, *threats]


def _threat(scene: Scene, content: Draw, draws: list[Draw]) -> list[Draw]:
    """The speech act behind a threatened act: a vow of violence becomes Threaten, a mere saying gets one of its own."""
    saying = content.held.said
    if saying is None or not content.held.holders:
        return []
    target = content.roles.get("recipient") or content.roles.get("victim") or []
    for act in draws:
        if act.predicate in UTTERED and act.trigger is saying and act.predicate != "Demand":
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
    for aim in [d for d in draws if d.predicate == "Reinforcement" and d.held.modality == "planned" and not d.held.negated]:
        for sent in draws:
            if sent.predicate in ("Deployment", "Reinforcement") and sent is not aim and sent.trigger in (*ancestors(aim.trigger),) and sent.held.modality == "actual":
                for role, fillers in aim.roles.items():
                    have = sent.roles.setdefault(role, [])
                    known = {d.identity() for ds in sent.roles.values() for d in ds}
                    have.extend(d for d in fillers if d.identity() not in known)
                sent.roles = {k: v for k, v in sent.roles.items() if v}
                sent.predicate = "Reinforcement"
                sent.span = Span(min(sent.span.start, aim.span.start), max(sent.span.end, aim.span.end))
                draws.remove(aim)
                break
    return draws
