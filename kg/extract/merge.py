"""One claim for what an article says several times: headline, caption, lead and quote repeat each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

from kg.extract.claiming import Draw
from kg.extract.drafts import Draft
from kg.extract.families import SPEECH_ACTS, STRIKES, TALKS
from kg.extract.retold import narrower
from kg.extract.syntax import Node
from kg.gazetteer import fold
from kg.lexicon.constructions import constructions
from kg.model import Figure, TimeSpan

PARTIES = frozenset({"actor", "recipient", "victim", "object", "partner"})
LOCAL = frozenset({"place", "route", "destination", "origin", "object"})
CARRIED_OUT = STRIKES | {"Offensive"}


def merge(draws: Sequence[Draw]) -> list[Draw]:
    """The claims without repetitions, in text order of their first telling."""
    found: list[Draw] = []
    kept: dict[Hashable, list[Draw]] = defaultdict(list)
    # the fullest telling of a sentence first, so that the others find all they share in it
    for draw in sorted(draws, key=lambda d: (d.trigger.sent, -_size(d), d.span.start, d.span.end, d.rule)):
        alike = kept[_key(draw)]
        same = next((k for k in alike if draw.kind == "relation" or _same(k, draw)), None)
        if same is not None:
            _absorb(same, draw)
        elif draw.roles or draw.predicate == "Ceasefire":
            alike.append(draw)
            found.append(draw)
    return sorted(found, key=lambda d: (d.span.start, d.span.end, d.predicate))


def _size(draw: Draw) -> int:
    return sum(map(len, draw.roles.values()))


def _key(draw: Draw) -> Hashable:
    """What claims that tell one thing have in common: of relations all that matters, of events only their kind."""
    stance = draw.predicate, draw.held.negated, draw.held.modality
    return (*stance, _ids(draw), _folded(draw)) if draw.kind == "relation" else stance


def _same(a: Draw, b: Draw) -> bool:
    """Whether two claims of one event type and stance tell one thing."""
    return not _told_apart(a, b) and _one_event(a, b)


def _told_apart(a: Draw, b: Draw) -> bool:
    """Whether number, day, condition, topic, figures or actors say that they are two events."""
    if a.ordinal is not None and b.ordinal is not None and a.ordinal != b.ordinal:
        return True
    if a.time is not None and b.time is not None and _on_other_days(a.time, b.time):
        return True
    if a.held.condition != b.held.condition and a.trigger.lemma != b.trigger.lemma:
        return True  # "will drive them back unless they leave", "will strike if another is hurt"
    if a.predicate in SPEECH_ACTS and a.values.get("topic") != b.values.get("topic") and a.trigger is not b.trigger:
        return True
    kinds = {f.kind: f for f in a.figures}
    if any(f.kind in kinds and not _may_be_one(kinds[f.kind], f) for f in b.figures):
        return True
    return a.predicate in CARRIED_OUT and _by_others(a, b)


def _on_other_days(a: TimeSpan, b: TimeSpan) -> bool:
    """Whether two times are known and neither is a part of the other ("at the end of May" and "on 30 May")."""
    if a.start is None or b.start is None or a.start == b.start:
        return False
    return narrower(a, b) is a and narrower(b, a) is b


def _by_others(a: Draw, b: Draw) -> bool:
    """Whether violence of different actors hit different things: "US and Russian bombing in Syria" is not what "Russia
    launched" alone."""
    ia, ib = _by_role(a), _by_role(b)
    if not ia.get("actor") or not ib.get("actor") or ia["actor"] == ib["actor"]:
        return False
    aims = any(ia.get(r, set()) & ib.get(r, set()) for r in ("object", "recipient", "victim"))
    spot = any(d.type != "State" for d in a.roles.get("place", []) if d.identity() in ib.get("place", ()))
    return not aims and not spot


def _one_event(a: Draw, b: Draw) -> bool:
    """Whether the roles that both fill agree, and enough of them."""
    ia, ib = _by_role(a), _by_role(b)
    both = ia.keys() & ib.keys()
    shared = False
    for role in both:
        one_side = role == "actor" and _of_one_side(a, b)
        one_crowd = role == "victim" and _one_crowd(a, b)
        one_spot = role == "place" and _same_places(a, b) and _same_places(b, a)
        if ia[role] & ib[role] or one_side or one_crowd or one_spot or (role == "object" and _lead_object(a, b)):
            shared = True
        elif role in PARTIES or (role in LOCAL and not _nested(a, b, role)):
            return False
    if shared and _lead_object(a, b):
        return True
    if a.ordinal != b.ordinal:
        return shared and len(both) >= 2
    if not both:
        apart = not set().union(*ia.values()) & set().union(*ib.values())
        carried = _carries(a.trigger, b.trigger) or _carries(b.trigger, a.trigger)
        return a.trigger is b.trigger or (carried and (apart or a.predicate == "Election"))
    if set().union(*ia.values()) == set().union(*ib.values()) or sum(bool(ia[r] & ib[r]) for r in both) >= 2:
        return True
    part = ia.keys() <= ib.keys() or ib.keys() <= ia.keys()
    crowd = "victim" in both and not ia["victim"] & ib["victim"]  # one all the same, or they would differ
    return shared and part and (crowd or b.definite or a.definite or _subset(a, b) or _subset(b, a))


def _carries(verb: Node, noun: Node) -> bool:
    """Whether the one event is told by a verb and the noun that is its object: "the election was won by her"."""
    return noun.head is verb and noun.dep in ("dobj", "nsubjpass")


def _may_be_one(a: Figure, b: Figure) -> bool:
    """Whether two counts may be of one thing: the same number, or a vague one that the other fits ("thousands")."""
    low, high = sorted((a, b), key=lambda f: f.value)
    return low.value == high.value or (low.bound == "min" and not any(c.isdigit() for c in low.text))


def _one_crowd(a: Draw, b: Draw) -> bool:
    """Whether those of two sentences are one crowd: "33 guards" killed and "at least 33 guards"; of those who fled also
    "hundreds of thousands of people" and "800,000 people"."""
    counts = [{f.kind: f for f in d.figures} for d in (a, b)]
    both = counts[0].keys() & counts[1].keys()
    if not both:
        return False
    crowds = [d for draw in (a, b) for d in draw.roles["victim"]]
    if all(counts[0][k].value == counts[1][k].value > 1 for k in both):
        return len({d.head for d in crowds}) == 1 and len({d.owner and d.owner.identity() for d in crowds}) == 1
    if a.predicate != "Displacement" or any(counts[0][k].value == counts[1][k].value for k in both):
        return False
    plain = all(d.form == "nominal" and d.type == "PopulationGroup" and d.owner is None for d in crowds)
    return plain and len({d.head for d in crowds}) == 1


def _subset(a: Draw, b: Draw) -> bool:
    """Whether `b` has all that `a` has, be it of a place by a fuller name or of a party by its government."""
    ia, ib = _by_role(a), _by_role(b)
    alike = {"place": _same_places, "actor": _of_one_side}
    return all(ia[r] <= ib.get(r, set()) or (r in alike and r in ib and alike[r](a, b)) for r in ia)


def _same_places(a: Draw, b: Draw) -> bool:
    return {_bare(d) for d in a.roles["place"]} <= {_bare(d) for d in b.roles.get("place", ())}


def _of_one_side(a: Draw, b: Draw) -> bool:
    """Whether the actors are states here and their forces there: "Turkish forces" and "Turkey"; each of the two or more
    who agree or talk is one of the others'."""
    mine, theirs = ([_owners(d) for d in draw.roles["actor"]] for draw in (a, b))
    if a.ordinal is not None and a.ordinal == b.ordinal:
        return any(x & y for x in mine for y in theirs)
    pairs = all(any(x & y for y in theirs) for x in mine) and all(any(x & y for x in mine) for y in theirs)
    return a.predicate in TALKS | {"Ceasefire"} and len(mine) == len(theirs) > 1 and pairs


def _nested(a: Draw, b: Draw, role: str) -> bool:
    """Whether one place lies in the other by its own words ("northern Syria" and "Syria")."""
    for x in a.roles[role]:
        for y in b.roles[role]:
            if _owners(x) & _owners(y) or _bares(x) & _bares(y):
                return True
    return False


def _bares(draft: Draft) -> set[str]:
    """The bare names of a place and of what it is a part of: "northern Borno" and "Borno"."""
    found = {_bare(draft)}
    while draft.owner is not None:
        draft = draft.owner
        found.add(_bare(draft))
    return found


def _bare(draft: Draft) -> str:
    """A place's name without the noun for its kind: "Idlib" of "Idlib region"."""
    words = [
        w
        for w in fold(draft.text).split()
        if w not in ("province", "region", "governorate", "city", "area", "district", "state", "town", "of", "the")
    ]
    return " ".join(words)


def _lead_object(a: Draw, b: Draw) -> bool:
    """Whether headline and lead mean one thing by "key air base" and "the Kweyris military airport"."""
    for x in a.roles.get("object", []):
        for y in b.roles.get("object", []):
            heads = constructions().same_head.get(x.node.lemma, x.node.lemma) == constructions().same_head.get(
                y.node.lemma, y.node.lemma
            )
            if (
                heads
                and max(x.node.sent, y.node.sent) <= 3
                and "nominal" in (x.form, y.form)
                and not x.plural
                and not y.plural
                and x.type == y.type
            ):
                return True
    return False


def _owners(draft: Draft) -> set[str]:
    found, at = {draft.identity()}, draft.owner
    while at is not None:
        found.add(at.identity())
        at = at.owner
    return found


def _ids(draw: Draw) -> tuple[frozenset[str], ...]:
    """Between whom a relation holds; of one that holds both ways, in either order."""
    subject, obj = (frozenset(d.identity() for d in draw.roles.get(role, ())) for role in ("subject", "object"))
    return (subject | obj,) if draw.predicate in ("alliedWith", "fightsAgainst", "borders") else (subject, obj)


def _by_role(draw: Draw) -> dict[str, set[str]]:
    return {role: {d.identity() for d in drafts} for role, drafts in draw.roles.items() if drafts}


def _folded(draw: Draw) -> tuple[str, ...]:
    return tuple(sorted(v.lower().replace("-", " ") for k, v in draw.values.items() if k in ("title", "name")))


def _absorb(kept: Draw, other: Draw) -> None:
    """Take into `kept` what `other` says more; the telling with more roles gives the quote."""
    if (
        other.kind == "event"
        and sum(map(len, other.roles.values())) > sum(map(len, kept.roles.values()))
        and not other.held.holders
    ):
        kept.span, other.span = other.span, kept.span
    if other.span != kept.span and other.span not in kept.also:
        kept.also.append(other.span)
    if "victim" in kept.roles and "victim" in other.roles and _one_crowd(kept, other):
        fuller = max((kept, other), key=lambda d: max(f.value for f in d.figures))
        kept.roles["victim"] = other.roles["victim"] = fuller.roles["victim"]
    for role, drafts in other.roles.items():
        have = kept.roles.setdefault(role, [])
        known = {d.identity() for ds in kept.roles.values() for d in ds}
        here = {_bare(d) for d in have} if role == "place" else set()  # "Idlib" and "the Idlib region"
        if role == "actor":
            drafts = [d for d in drafts if not any(_owners(d) & _owners(h) for h in have)]
        have.extend(d for d in drafts if d.identity() not in known and _bare(d) not in here)
        if not have:
            del kept.roles[role]
    for name, text in other.values.items():
        kept.values.setdefault(name, text)
    for role in ("actor", "place") if kept.predicate == "Election" else ():
        if other.roles.get(role):
            kept.roles.setdefault(role, other.roles[role])  # "Chad will hold elections" there
    kept.ordinal = kept.ordinal or other.ordinal
    kept.time = narrower(kept.time, other.time) if kept.time and other.time else kept.time or other.time
    kept.said = kept.said or other.said
    kept.deadline = kept.deadline or other.deadline
    kept.held.channel = kept.held.channel or other.held.channel
    kept.held.condition = kept.held.condition or other.held.condition
    if not kept.held.holders:
        kept.held.holders = other.held.holders
    counted = {(f.kind, f.value) for f in kept.figures}
    kept.figures.extend(f for f in other.figures if (f.kind, f.value) not in counted)
    kept.confidence = max(kept.confidence, other.confidence)
