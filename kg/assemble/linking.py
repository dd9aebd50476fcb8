"""Links: how statements stand to one another. They are found by comparing, and nothing is resolved by them."""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from typing import Literal as Choice

import msgspec

from kg.assemble.claims import ResolvedClaim
from kg.model import Figure, Statement

LinkKind = Choice["opposed", "incompatible", "same", "differs", "grew", "part", "contradicts", "supports", "happened"]
WHOLES = 12
NOTHING: frozenset[str] = frozenset()
Wider = Mapping[str, frozenset[str]]

Surrounding = tuple[str, str | None, list[str]]
"""A thing, its name, and what it is a part of."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """`left` and `right` are ids of statements, or of the claims whose figures are compared; `reason` is in words."""

    kind: LinkKind
    left: str
    right: str
    reason: str


class Count(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A figure where it is said: by which claim, published when, of which time."""

    claim: str
    article: str
    published: date | None
    start: date | None
    end: date | None
    figure: Figure


class Telling(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a statement's claims say by which it is compared with others.

    `fact`: some claim says it as a fact, be it only as an accusation. `days` are the first and the last on which such a
    claim was published, `counts` the figures of such claims. `until` is the last deadline that any claim gives.
    `opposed` are the surest claims of the two sides of a disputed statement, and why.
    """

    fact: bool
    days: tuple[date, date] | None
    counts: tuple[Count, ...]
    until: date | None
    opposed: tuple[str, str, str] | None

    @classmethod
    def of(cls, statement: Statement, claims: Sequence[ResolvedClaim]) -> Telling:
        facts = [c for c in claims if c.affirmed and c.actual]
        ends = [c.claim.stance.deadline.end for c in claims if c.claim.stance.deadline and c.claim.stance.deadline.end]
        return cls(
            fact=bool(facts),
            days=_days(facts),
            counts=tuple(count for c in facts for count in _counts(c)),
            until=max(ends, default=None),
            opposed=_opposed(claims) if statement.standing == "disputed" else None,
        )


def _counts(c: ResolvedClaim) -> Iterator[Count]:
    time = c.claim.time
    start, end = (time.start, time.end) if time else (None, None)
    return (Count(c.id, c.article.id, c.article.published, start, end, f) for f in c.claim.figures)


def _opposed(claims: Sequence[ResolvedClaim]) -> tuple[str, str, str]:
    """The surest claims of the two sides, and why."""
    sides = []
    for affirmed in (True, False):
        said = [c for c in claims if c.affirmed == affirmed and c.actual]
        sides.append(min(said, key=lambda c: (-c.claim.confidence, c.article.published is None, c.id)))
    left, right = sides
    return left.id, right.id, f"affirmed {dated(_days([left]))}, denied {dated(_days([right]))}"


def _days(claims: Iterable[ResolvedClaim]) -> tuple[date, date] | None:
    """The first and the last day on which claims were published."""
    days = sorted(c.article.published for c in claims if c.article.published)
    return (days[0], days[-1]) if days else None


@dataclass(frozen=True, slots=True)
class Voiced:
    """A statement with what its claims tell. `parts` has the things in each role: they are asked for very often."""

    statement: Statement
    telling: Telling
    id: str = field(init=False)
    parts: Mapping[str, frozenset[str]] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        parts: dict[str, set[str]] = defaultdict(set)
        for f in self.statement.fillers:
            if not f.literal:
                parts[f.role].add(f.value)
        object.__setattr__(self, "id", self.statement.id)
        object.__setattr__(self, "parts", {role: frozenset(things) for role, things in parts.items()})

    def day(self) -> date:
        """The day by which it is put beside others: of its first report."""
        return self.statement.first_reported or date.min

    def who(self, role: str) -> frozenset[str]:
        """The things in a role."""
        return self.parts.get(role, NOTHING)

    def roles(self) -> frozenset[str]:
        return frozenset(self.parts)

    def things(self) -> frozenset[str]:
        return NOTHING.union(*self.parts.values())


def upward(things: Iterable[str], wider: Wider) -> set[str]:
    """Things with what they are a part of, of each so many wholes at most as a place or a body can well have."""
    return {whole for thing in things for whole in (thing, *sorted(wider.get(thing, ()))[:WHOLES])}


def surroundings(things: Iterable[str], wider: Wider, names: Mapping[str, str]) -> list[Surrounding]:
    """What comparisons know of these things beside the statements: their names, and what they are a part of."""
    return [(thing, names.get(thing), sorted(wider.get(thing, ()))) for thing in sorted(set(things))]


def nearest(days: Sequence[date], day: date, count: int) -> slice:
    """Where in sorted `days` the `count` lie that are about the nearest to `day`."""
    start = max(0, min(bisect_left(days, day) - count // 2, len(days) - count))
    return slice(start, start + count)


@cache
def comparing() -> Mapping[str, Any]:
    """The tables of comparing.toml."""
    return tomllib.loads((files("kg.assemble") / "comparing.toml").read_text(encoding="utf-8"))


def akin(a: str, b: str, wider: Wider) -> bool:
    """Whether two things are one, or one is a part of the other."""
    return a == b or a in wider.get(b, ()) or b in wider.get(a, ())


def meet(few: Collection[str], many: Collection[str], wider: Wider) -> bool:
    """Whether some of the one are, or are part of, some of the other."""
    return any(akin(a, b, wider) for a in few for b in many)


def days_apart(a: Statement, b: Statement) -> int | None:
    """How many days lie between the reports of two statements, at the least; None where a day is not known."""
    if not (a.first_reported and a.last_reported and b.first_reported and b.last_reported):
        return None
    return max((b.first_reported - a.last_reported).days, (a.first_reported - b.last_reported).days, 0)


def times_meet(a: tuple[date | None, date | None], b: tuple[date | None, date | None]) -> bool | None:
    """Whether two times have a day in common; None where one is not known at all."""
    if a == (None, None) or b == (None, None):
        return None
    return (a[0] or date.min) <= (b[1] or date.max) and (b[0] or date.min) <= (a[1] or date.max)


def dated(days: tuple[date, date] | None) -> str:
    """The days on which claims were published, as "2020-02-15" or "2020-02-15 to 2020-02-17" or "undated"."""
    if days is None:
        return "undated"
    first, last = days
    return str(first) if first == last else f"{first} to {last}"
