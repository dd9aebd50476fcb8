"""Attacks that are told again: "the attack" after "a bombing in Cali on 3 March" is that one, there and then."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.claiming import Draw
from kg.extract.families import STRIKES
from kg.lexicon.constructions import constructions
from kg.model import TimeSpan

REACH = 5  # sentences back
ASIDE = frozenset({"instrument"})


def retell(draws: Sequence[Draw]) -> None:
    """Give each definite attack what the nearest earlier one says that it can be, and that one the time told later."""
    told = [d for d in draws if d.predicate in STRIKES and d.held.modality == "actual" and not d.held.negated]
    told.sort(key=lambda d: d.trigger.i)
    for at, again in enumerate(told):
        if not again.definite or not again.trigger.is_noun:
            continue
        for first in reversed(told[:at]):
            if again.trigger.sent - first.trigger.sent > REACH:
                break
            if again.trigger.sent > first.trigger.sent and _may_be(again, first):
                _take(again, first)
                break


def _may_be(again: Draw, first: Draw) -> bool:
    """Whether the words fit the earlier event, and nothing said of the one is said otherwise of the other."""
    kind = again.predicate == first.predicate or _any_kind(again)
    many = again.trigger.tag == "NNS", first.trigger.tag == "NNS"
    if not kind or many[0] != many[1]:
        return False
    if again.time is not None and first.time is not None and _apart(again.time, first.time):
        return False
    return all(
        {d.identity() for d in again.roles[role]} & {d.identity() for d in first.roles.get(role, [])}
        for role in again.roles.keys()
        - (ASIDE | {"actor"} if _claimed(again) and "actor" not in first.roles else ASIDE)
    )


def _claimed(again: Draw) -> bool:
    """Whether somebody claims responsibility for it, who was not known before."""
    return again.trigger.dep == "pobj" and again.trigger.head.head.lemma in constructions().responsibility


def _apart(a: TimeSpan, b: TimeSpan) -> bool:
    """Whether neither time holds the other."""
    if a.start is None or b.start is None:
        return a.text != b.text
    return narrower(a, b) is a and narrower(b, a) is b and (a.start, a.end) != (b.start, b.end)


def narrower(time: TimeSpan, other: TimeSpan) -> TimeSpan:
    """The other time where it lies within the first: "November 2015" within "2015"; else the first."""
    if time.start is None or other.start is None:
        return other if time.start is None and other.start is not None else time
    within = time.start <= other.start and (other.end or other.start) <= (time.end or time.start)
    return other if within else time


def _any_kind(again: Draw) -> bool:
    return again.predicate == "Attack" and again.trigger.lemma in constructions().retold


def _take(again: Draw, first: Draw) -> None:
    if _any_kind(again):
        again.predicate = first.predicate
    known = {d.identity() for drafts in again.roles.values() for d in drafts}
    for role, drafts in first.roles.items():
        if role not in again.roles and (new := [d for d in drafts if d.identity() not in known]):
            again.roles[role] = new
    if again.time is not None and first.time is not None:
        again.time = first.time = narrower(again.time, first.time)
    again.time, first.time = again.time or first.time, first.time or again.time
