"""Which claims are no more than an accusation: "X accuses Y of arming Z" does not make Y arm Z.

A claim that is affirmed and actual is an accusation where the one who vouches for it

* accuses by the verb ("accused", "blamed", "alleged"); or
* accuses, in the same passage, the very party that the claim is about (an Accuse event with the holder as actor and
  the claim's subject or actor as recipient, not farther off than a sentence is long); or
* is an adversary of that party, as the texts say (opposes, fights against), and the claim is one of the things that
  adversaries say of each other (`blaming` in accusations.toml).

What a party says of itself is never one. Whether a statement rests on accusations alone is for `standing` to see.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kg.assemble.claims import ResolvedClaim

ACCUSING = ("event", "Accuse")
"""The kind and predicate of what says who accuses whom."""

PASSAGE = 200  # code points between the accusing words and what is said, at most


def accusations(claims: Sequence[ResolvedClaim], hostile: Iterable[tuple[str, str]] | None = None) -> frozenset[str]:
    """The ids of the claims that are accusations.

    `claims` are all of their articles; `hostile` are the pairs of `adversaries` of all articles, by default of these.
    """
    tables = _tables()
    hostile = (pair for c in claims for pair in adversaries(c)) if hostile is None else hostile
    against: dict[str, set[str]] = defaultdict(set)
    for one, other in hostile:
        against[one].add(other)
        against[other].add(one)
    accusing: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for c in claims:
        if c.claim.predicate == "Accuse" and c.affirmed:
            accusing[c.article.id].append(c)
    return frozenset(
        c.id
        for c in claims
        if c.affirmed and c.actual and c.holders and _accuses(c, accusing[c.article.id], against, tables)
    )


def _accuses(
    c: ResolvedClaim,
    accusing: Sequence[ResolvedClaim],
    adversaries: Mapping[str, Collection[str]],
    tables: Mapping[str, Sequence[str]],
) -> bool:
    holder = c.holders[0]
    about = {f.value for f in c.fillers if f.role in ("subject", "actor") and not f.literal}
    if holder in about or c.claim.predicate == "Accuse":
        return False
    if any(h.cue.casefold() in tables["verbs"] for h in c.claim.stance.holders[:1]):
        return True
    if any(
        ("actor", holder) in a.pairs() and any(("recipient", who) in a.pairs() for who in about) and _near(a, c)
        for a in accusing
    ):
        return True
    return c.claim.predicate in tables["blaming"] and not about.isdisjoint(adversaries.get(holder, ()))


def _near(a: ResolvedClaim, b: ResolvedClaim) -> bool:
    first, second = sorted((a.claim.span, b.claim.span))
    return second.start - first.end <= PASSAGE


def adversaries(c: ResolvedClaim) -> Iterator[tuple[str, str]]:
    """The two parties of whom a claim says, as a fact, that one opposes or fights the other."""
    one, other = c.one("subject"), c.one("object")
    if c.claim.predicate in _tables()["hostile"] and c.affirmed and c.actual and one and other:
        yield one, other


@cache
def _tables() -> Mapping[str, Sequence[str]]:
    return tomllib.loads((files("kg.assemble") / "accusations.toml").read_text(encoding="utf-8"))
