"""What came of what was announced, demanded or threatened: the later report of the deed, or none by its day.

The clock is never asked: what has not been reported by the last article that the graph has is not yet reported.
A deed is a later report, as a fact, of an event of the same type (or a kind of it) in which every role that both name
has a filler in common, two of them at least, and whose time is not before the announcement.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from kg.assemble.linking import Link, Voiced, Wider, comparing, meet, upward
from kg.ontology import Ontology

AWAITED = frozenset({"planned", "threatened", "demanded"})
SLACK = timedelta(days=1)  # a deed of the day of its announcement may be reported before it
MOST = 3  # deeds that an announcement is linked with, the first ones
BLOCK = 60  # an announcement is held against so many deeds that share a thing with it, the first after it


class Awaited(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An event that was announced: whether the deed was reported, and the day by which it was to be."""

    id: str
    happened: bool
    until: date | None

    def outcome(self, last: date | None) -> str:
        """What came of it, in words; `last` is the day of the last report of anything."""
        if self.happened:
            return "happened"
        if self.until is not None and last is not None and self.until < last:
            return f"no report by {last}, though it was for {self.until}"
        return f"no report by {last}" if last else "no report"


def deed_types(predicate: str, ontology: Ontology) -> list[str]:
    """The types of announced events of which an event of this type is the deed."""
    return sorted(k for k in ontology.ancestors.get(predicate, ()) if k in ontology.events)


def follow_up(kind: str, voiced: Iterable[Voiced], wider: Wider) -> tuple[list[Link], list[Awaited]]:
    """What came of every event of this very type that is planned, threatened or demanded.

    `voiced` are the events of this type and of those below it. Gives links from announcements to deeds, and all that
    was announced.
    """
    deeds: dict[str, list[Voiced]] = defaultdict(list)
    plans: list[Voiced] = []
    for v in voiced:
        if v.statement.standing == "asserted":
            for thing in upward(v.things(), wider):
                deeds[thing].append(v)
        elif v.statement.standing in AWAITED and v.statement.predicate == kind:
            plans.append(v)
    for of_one in deeds.values():
        of_one.sort(key=lambda v: (v.day(), v.id))
    links: list[Link] = []
    awaited: list[Awaited] = []
    for v in plans:
        found = sorted(_deeds(v, deeds, wider), key=lambda d: (d.day(), d.id))[:MOST]
        links += [Link("happened", v.id, deed.id, _why(v, deed)) for deed in found]
        awaited.append(Awaited(v.id, bool(found), v.telling.until or v.statement.end or v.statement.start))
    return links, awaited


def _deeds(plan: Voiced, deeds: Mapping[str, Sequence[Voiced]], wider: Wider) -> Iterator[Voiced]:
    near: dict[str, Voiced] = {}
    for thing in upward(plan.things(), wider):
        of_one = deeds.get(thing, ())
        first = bisect_left(of_one, plan.day() - SLACK, key=lambda v: v.day()) if plan.day() > date.min else 0
        near.update((d.id, d) for d in of_one[first : first + BLOCK])
    for _, deed in sorted(near.items()):
        shared = plan.roles() & deed.roles()
        if len(shared) < min(2, len(plan.roles())) or len(plan.things()) < 2:
            continue
        if _later(plan, deed) and all(meet(plan.who(role), deed.who(role), wider) for role in shared):
            yield deed


def _later(plan: Voiced, deed: Voiced) -> bool:
    """Whether a deed is of the time that was announced, else of a day from the announcement on."""
    p, d = plan.statement, deed.statement
    if p.first_reported is None:
        return False
    within = timedelta(days=comparing()["follow_up"]["days"])
    day = d.start or d.end or d.first_reported
    if day is None or d.last_reported is None:
        return False
    if p.start or p.end:
        return (p.start or p.first_reported) - SLACK <= day <= (p.end or p.start or day) + SLACK
    return d.last_reported >= p.first_reported and p.first_reported - SLACK <= day <= p.first_reported + within


def _why(plan: Voiced, deed: Voiced) -> str:
    p, d = plan.statement, deed.statement
    when = d.start or d.end
    return f"{p.standing} {p.first_reported}, reported {d.last_reported}{f' for {when}' if when else ''}"
