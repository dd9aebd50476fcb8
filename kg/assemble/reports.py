"""What a claim says of its event, and whether two claims may speak of one.

Two may be one event only where nothing speaks against it (`compatible`) and enough speaks for it (`alike`). A part and
its whole do not contradict each other: the Ruritanian army and Ruritania, a town and its province.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from kg.assemble.claims import ResolvedClaim
from kg.assemble.linking import Wider
from kg.model import Figure, Filler, TimeSpan

SPOKEN_OF_WITHIN = timedelta(days=3)  # reports of one event whose time is not said are published this close
NARROW = timedelta(days=7)  # a time wider than this does not tell two events apart, nor join them
SAME_TOPIC = 0.5  # share of the words of the shorter topic that the longer has, too
OTHER_SIZE = 10  # two bounds so many times apart are of two things: a day's dead and a war's
CONFUSED = {"recipient": "target", "victim": "target", "object": "target", "partner": "actor"}
"""Roles between which reports of one event differ, as one group."""


Block = tuple[object, object]
"""What all claims of a block have: two fillers, or one and their article or number, or both of these."""


class Said(NamedTuple):
    """All of a claim by which it is put together with others."""

    id: str
    article: str
    published: date | None
    ordinal: int | None
    time: TimeSpan | None
    fillers: tuple[Filler, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a claim says of its event, in the form in which two are compared. `figures` are kind, unit and bounds."""

    id: str
    article: str
    published: date | None
    ordinal: int | None
    interval: tuple[date, date] | None
    roles: Mapping[str, frozenset[str]]
    grouped: frozenset[tuple[str, str]]
    topic: frozenset[str]
    figures: tuple[tuple[str, str, float, float], ...]

    def shape(self) -> object:
        """What its compatibility depends on: reports of one shape fit the same others."""
        return self.ordinal, self.interval, self.published, tuple(sorted(self.roles.items())), self.topic, self.figures

    def day(self) -> date:
        """The day by which neighbours are found."""
        return (self.interval[0] if self.interval and self.interval[0] > date.min else None) or (
            self.published or date.min
        )


def said(c: ResolvedClaim) -> Said:
    """All of a claim by which it is put together with others."""
    claim = c.claim
    return Said(c.id, c.article.id, c.article.published, claim.ordinal, claim.time, c.fillers, claim.figures)


def report(one: Said) -> Report:
    """A claim in the form in which it is compared."""
    roles: dict[str, set[str]] = defaultdict(set)
    pairs = {(f.role, f.value) for f in one.fillers if not f.literal}
    for role, entity in pairs:
        roles[role].add(entity)
    topic = next((f.value for f in one.fillers if f.role == "topic"), "")
    return Report(
        id=one.id,
        article=one.article,
        published=one.published,
        ordinal=one.ordinal,
        interval=_interval(one.time),
        roles={role: frozenset(who) for role, who in roles.items()},
        grouped=frozenset((CONFUSED.get(role, role), entity) for role, entity in pairs),
        topic=frozenset(re.findall(r"\w+", topic.casefold())),
        figures=tuple(sorted((f.kind, f.unit.casefold().removesuffix("s"), *bounds(f)) for f in one.figures)),
    )


def _interval(time: TimeSpan | None) -> tuple[date, date] | None:
    if time is None or (time.start is None and time.end is None):
        return None
    return time.start or date.min, time.end or (time.start if time.granularity in ("day", "hour") else None) or date.max


def bounds(f: Figure) -> tuple[float, float]:
    """The least and the most that a figure allows; "about" allows a fifth more or less."""
    match f.bound:
        case "min":
            return f.value, float("inf")
        case "max":
            return float("-inf"), f.value
        case "approx":
            return 0.8 * f.value, 1.2 * f.value
        case _:
            return f.value, f.value


def block_keys(r: Report) -> Iterator[Block]:
    """Under which a report is put beside others: two shared fillers (one, in an article or with an ordinal)."""
    pairs = sorted(r.grouped)
    for pair in pairs:
        yield r.article, pair
        if r.ordinal is not None:
            yield r.ordinal, pair
    if r.ordinal is not None:
        yield r.article, r.ordinal
    yield from combinations(pairs, 2)


def alike(a: Report, b: Report, wider: Wider) -> float:
    """How much speaks for one event, 0 for not enough.

    The same number in a series is one event in an article, and across articles with one party in common. Else an
    article must give the same fillers or two in common, where the actors are the same or what they hit is, and two
    articles two in common.
    """
    if not compatible(a, b, wider):
        return 0.0
    shared = len(a.grouped & b.grouped)
    score = shared / len(a.grouped | b.grouped) if a.grouped or b.grouped else 0.0
    together = a.article == b.article
    if a.ordinal is not None and a.ordinal == b.ordinal:
        return 2 + score if shared or together else 0.0
    if together:
        acting = {r.roles["actor"] for r in (a, b) if "actor" in r.roles}
        apart = len(acting) > 1 and not any(role == "target" for role, _ in a.grouped & b.grouped)
        return 1 + score if shared and (a.grouped == b.grouped or (shared >= 2 and not apart)) else 0.0
    return score if shared >= 2 else 0.0


def why(a: Report, b: Report, names: Mapping[str, str]) -> str:
    """What two reports have in common that made them one event."""
    parts = []
    if a.ordinal is not None and a.ordinal == b.ordinal:
        parts.append(f"number {a.ordinal} of its series")
    parts += [f"{role} {names.get(thing, thing)}" for role, thing in sorted(a.grouped & b.grouped)]
    if a.interval and b.interval:
        parts.append("days that meet")
    if a.article == b.article:
        parts.append("in one article")
    elif a.published and b.published:
        parts.append(f"in articles {abs(a.published - b.published).days} days apart")
    return ", ".join(parts)


def _same_days(a: Report, b: Report) -> bool:
    if a.interval and b.interval:
        return all(last - first <= NARROW for first, last in (a.interval, b.interval))
    return a.published is not None and b.published is not None and abs(a.published - b.published) <= SPOKEN_OF_WITHIN


def compatible(a: Report, b: Report, wider: Wider) -> bool:
    """Whether nothing speaks against one event."""
    if a.ordinal is not None and b.ordinal is not None:
        if a.ordinal != b.ordinal:
            return False
    elif a.article != b.article and not _same_days(a, b):
        return False
    if a.interval and b.interval and (a.interval[1] < b.interval[0] or b.interval[1] < a.interval[0]):
        return False
    if a.topic and b.topic and len(a.topic & b.topic) < SAME_TOPIC * min(len(a.topic), len(b.topic)):
        return False
    for role, ours in a.roles.items():
        theirs = b.roles.get(role)
        if theirs is None or ours == theirs:  # most often: the rest costs ten times as much
            continue
        few, many = (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)
        if not few <= many and not within(few, many, wider):
            return False
    if not a.figures or not b.figures:
        return True
    return not any(f[:2] == g[:2] and not _fit(f, g) for f in a.figures for g in b.figures)


def _fit(f: tuple[str, str, float, float], g: tuple[str, str, float, float]) -> bool:
    """Whether two figures of one kind and unit may count the same: some number fits both, and neither dwarfs the
    other."""
    if not (f[2] <= g[3] and g[2] <= f[3]):
        return False
    small, large = sorted(abs(x[2] if x[2] != float("-inf") else x[3]) for x in (f, g))
    return large <= OTHER_SIZE * small


def within(few: frozenset[str], many: frozenset[str], wider: Wider) -> bool:
    """Whether each of `few` is one of `many`, or part of one, or has one as its part."""
    return all(a in many or any(b in wider.get(a, ()) or a in wider.get(b, ()) for b in many) for a in few)
