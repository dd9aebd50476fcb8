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
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files

from kg.assemble.claims import ResolvedClaim

PASSAGE = 200  # code points between the accusing words and what is said, at most


def accusations(claims: Sequence[ResolvedClaim]) -> frozenset[str]:
    """The ids of the claims that are accusations."""
    tables = _tables()
    adversaries = _adversaries(claims, tables["hostile"])
    accusing: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for c in claims:
        if c.claim.predicate == "Accuse" and c.affirmed:
            accusing[c.article.id].append(c)
    return frozenset(
        c.id
        for c in claims
        if c.affirmed and c.actual and c.holders and _accuses(c, accusing[c.article.id], adversaries, tables)
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


def _adversaries(claims: Sequence[ResolvedClaim], hostile: Collection[str]) -> Mapping[str, Collection[str]]:
    """For each party those it is said, as a fact, to oppose or fight, and those said to oppose or fight it."""
    found: dict[str, set[str]] = defaultdict(set)
    for c in claims:
        one, other = c.one("subject"), c.one("object")
        if c.claim.predicate in hostile and c.affirmed and c.actual and one and other:
            found[one].add(other)
            found[other].add(one)
    return found


@cache
def _tables() -> Mapping[str, Sequence[str]]:
    return tomllib.loads((files("kg.assemble") / "accusations.toml").read_text(encoding="utf-8"))
