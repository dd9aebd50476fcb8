"""The time of what is told without one: harm and campaigns told again have the time of the occasion they belong to.

Nothing is carried over a time of its own, far past its occasion, or from what is only meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.again import told_again
from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import HARM, STRIKES
from kg.extract.scene import Scene
from kg.extract.syntax import Node, ancestors
from kg.extract.times import times_of
from kg.extract.whereabouts import whereabouts
from kg.lexicon.constructions import constructions
from kg.model import TimeSpan

LEAD = 3  # sentences: headline, lead and the one behind it tell one thing
DAYS = frozenset({"hour", "day"})
SPELLS = DAYS | {"week", "month", "season", "year"}
ELSEWHEN = frozenset({"during", "amid", "before", "since", "over", "for", "earlier", "previously"})
ASIDE = frozenset(
    {"after", "before", "since", "until", "till", "if", "unless", "although", "though", "despite", "following"}
)
STRIKING = frozenset(
    {"attack", "bomb", "bombing", "blast", "explosion", "shelling", "shooting", "strike", "clash", "fire"}
)
PLACES = frozenset({"Settlement", "Facility"})
VIOLENCE = STRIKES | HARM | {"ArmedClash", "Assassination", "Abduction"}


def occasions(scene: Scene, draws: Sequence[Draw], times: Sequence[TimeSpan]) -> None:
    """Date the draws that the text tells as part of an occasion whose time it gives."""
    done = [d for d in draws if d.kind == "event" and d.held.modality == "actual" and not d.held.negated]
    _campaigns([d for d in done if d.predicate == "Offensive" and d.trigger.is_noun])
    _flight([d for d in done if d.predicate == "Displacement"])
    violence = sorted((d for d in done if d.predicate in VIOLENCE), key=lambda d: d.trigger.i)
    _at_once(scene, violence, times)
    free = [d for d in violence if d.time is None and not _timed_otherwise(scene, d, times)]
    _lead(violence, free)
    told_again(scene, violence, free)
    whereabouts(scene, violence, _aftermath(violence, free))


def _campaigns(told: Sequence[Draw]) -> None:
    """Give the one campaign of an article its time wherever it is told."""
    dated = [d for d in told if d.time is not None and d.time.start is not None]
    if len({(d.time.start, d.time.end) for d in dated if d.time}) != 1:
        return
    for other in told:
        if other.time is None and not any(_contradict(other, d) for d in dated):
            other.time = dated[0].time


def _flight(told: Sequence[Draw]) -> None:
    """Give the flight that an article speaks of its time where it is told with a vaguer or smaller count."""
    dated = [d for d in told if d.time is not None and d.time.start is not None]
    if len({d.time.start for d in dated if d.time}) != 1:
        return
    most = max([f.value for d in dated for f in d.figures], default=0)
    for other in told:
        vague = all(f.bound == "min" and f.value <= most for f in other.figures)
        if other.time is None and other.figures and vague and not any(_contradict(other, d) for d in dated):
            other.time = dated[0].time


def _lead(violence: Sequence[Draw], free: Sequence[Draw]) -> None:
    """Give what headline and lead tell undated the one day that the first sentences name."""
    first = [d for d in violence if d.trigger.sent <= LEAD and _dated(d, DAYS)]
    if len({d.time.start for d in first if d.time}) != 1:
        return
    for draw in free:
        if draw.trigger.sent <= first[0].trigger.sent and not _contradict(draw, first[0]):
            draw.time = first[0].time


def _at_once(scene: Scene, violence: Sequence[Draw], times: Sequence[TimeSpan]) -> None:
    """Give all that one sentence tells of an attack its only day: "killed two and, on Friday, wounded three"."""
    for draw in violence:
        if draw.time is not None or not _plainly_told(draw.trigger):
            continue
        words = scene.tree.sentence(draw.trigger)
        inside = [t for t in times if t.span is not None and words[0].start <= t.span.start < words[-1].end]
        said = times_of(draw.held.said, inside) if draw.held.said is not None else []
        days = [t for t in inside if t not in said]
        told = [d for d in violence if d.trigger.sent == draw.trigger.sent and d.time in days]
        if len(days) != 1 or not told or not _dated(told[0], DAYS):
            continue
        if all(_plainly_told(d.trigger) and not _contradict(draw, d) for d in told):
            draw.time = told[0].time


def _plainly_told(trigger: Node) -> bool:
    """Whether it is told as part of what the sentence is about: neither "had killed" nor "after", nor of a party."""
    for node in (trigger, *ancestors(trigger)):
        if any(c.low == "had" for c in node.kids("aux")):
            return False
        if node.dep == "advcl" and any(c.low in ASIDE for c in node.kids("mark", "prep", "advmod")):
            return False
        if node.dep in ("prep", "pcomp") and node.low in ASIDE:
            return False
        if node.dep == "relcl" and node.head.lemma not in constructions().retold | STRIKING:
            return False
    return True


def _aftermath(violence: Sequence[Draw], free: Sequence[Draw]) -> list[Draw]:
    """Give harm told right behind its occasion the time of it: "A bomb went off on Friday. Two people were killed".
    All such harm, dated or not."""
    follows = []
    for harm in free:
        if harm.predicate not in HARM or harm.time is not None or not _simply_past(harm.trigger):
            continue
        before = [d for d in violence if harm.trigger.sent - 1 <= d.trigger.sent < harm.trigger.sent]
        times = {d.time.start if d.time else None for d in before if d.time or d.predicate in STRIKES}
        if len(times) != 1 or any(_contradict(harm, d) for d in before):
            continue
        follows.append(harm)
        passive = any(c.dep == "nsubjpass" for c in harm.trigger.children)
        attack = passive and any(d.predicate in STRIKES for d in before)
        if _dated(before[-1], SPELLS if attack else DAYS):
            harm.time = before[-1].time
    return follows


def _dated(draw: Draw, spells: frozenset[str]) -> bool:
    return draw.time is not None and draw.time.start is not None and draw.time.granularity in spells


def _timed_otherwise(scene: Scene, draw: Draw, times: Sequence[TimeSpan]) -> bool:
    """Whether the sentence has a time that is not the saying's, or an occasion of another kind: "in the war"."""
    words = scene.tree.sentence(draw.trigger)
    inside = [t for t in times if t.span is not None and words[0].start <= t.span.start < words[-1].end]
    said = draw.held.said
    if any(t not in (times_of(said, inside) if said is not None else []) for t in inside):
        return True
    for prep in draw.trigger.kids("prep", "mark", "advmod"):
        if prep.low in ELSEWHEN or (prep.low in ("in", "after") and any(_another(scene, o) for o in prep.kids("pobj"))):
            return True
    return False


def _another(scene: Scene, noun: Node) -> bool:
    """Whether a noun names an occasion of its own, neither a place nor an attack: "in the war", "after the talks"."""
    if any(scene.is_a(d, "Place", "Facility", "State") for d in scene.mentions.of(noun)):
        return False
    return not any(rule.predicate in VIOLENCE for _, rule in scene.lexicon.nouns.get(noun.lemma, ()))


def _simply_past(verb: Node) -> bool:
    """Whether it is told as what happened then: "died", "were killed", neither "have died" nor "had died"."""
    if verb.tag == "VBN" and verb.dep == "conj" and verb.kid("auxpass", "aux") is None:
        return _simply_past(verb.head)  # "two were killed and six wounded"
    return verb.is_verb and (verb.tag == "VBD" or any(c.low in ("was", "were") for c in verb.kids("auxpass")))


def _contradict(a: Draw, b: Draw) -> bool:
    """Whether both tell who does it, to whom or in which town, and tell it differently."""
    for role in ("actor", "recipient", "place"):
        ours, theirs = ({i for d in _named(draw, role) for i in _wholes(d)} for draw in (a, b))
        if ours and theirs and not ours & theirs:
            return True
    return False


def _named(draw: Draw, role: str) -> list[Draft]:
    drafts = draw.roles.get(role, [])
    if role == "actor":  # "the bomber" may be anybody's
        return [d for d in drafts if d.root().form == "name" or d.kind() != "Person"]
    return [d for d in drafts if d.kind() in PLACES] if role == "place" else drafts


def _wholes(draft: Draft) -> set[str]:
    """A mention and what it is a part of."""
    found = {draft.identity()}
    while draft.owner is not None:
        draft = draft.owner
        found.add(draft.identity())
    return found
