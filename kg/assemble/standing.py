"""How a statement stands, and how far to believe it.

The rule of standing, in this order:

1. an affirmed and a negated claim, both actual: *disputed*;
2. an affirmed actual claim that is no mere accusation (`kg.assemble.accusations`): *asserted*;
3. a negated actual claim: *denied*;
4. else the strongest of the affirmed claims that are not actual: planned, threatened, demanded, possible, conditional;
   an accusation counts as possible here: only an adversary says so, and what an adversary says alone is no fact;
5. else, with claims that are neither affirmed nor actual: *denied* for "cannot", "vowed not to", "must not";
   *conditional* where all stand in an if ("unless they withdraw" denies no withdrawal).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import prod

from kg.assemble.claims import ResolvedClaim
from kg.assemble.error_rates import read_rightly, systematic
from kg.assemble.origins import Origins
from kg.model import Modality, Standing

STRENGTH: tuple[Modality, ...] = ("planned", "threatened", "demanded", "possible", "conditional")
"""Modalities other than actual, the one nearest to a fact first."""


def standing(evidence: Sequence[ResolvedClaim], accusations: Collection[str] = frozenset()) -> Standing:
    """How the statement stands that `evidence` makes together, by the rule above; `accusations` are ids of claims."""
    affirmed = [c for c in evidence if c.affirmed and c.actual]
    negated = any(not c.affirmed and c.actual for c in evidence)
    if affirmed and negated:
        return "disputed"
    if any(c.id not in accusations for c in affirmed):
        return "asserted"
    if not negated:
        said = {"possible" if c.actual else c.claim.stance.modality for c in evidence if c.affirmed}
        for modality in STRENGTH:
            if modality in said and modality != "actual":
                return modality
        if all(c.claim.stance.modality == "conditional" for c in evidence):
            return "conditional"
    return "denied"


def supporting(evidence: Sequence[ResolvedClaim], how: Standing) -> list[ResolvedClaim]:
    """The claims that make a statement stand as it does: for a disputed one the affirmed side."""
    if how in ("asserted", "disputed"):
        return [c for c in evidence if c.affirmed and c.actual]
    if how == "denied":
        return [c for c in evidence if not c.affirmed]
    said = [c for c in evidence if c.claim.stance.modality == how or (how == "possible" and c.actual)]
    return [c for c in said if c.affirmed] or said


def belief(evidence: Sequence[ResolvedClaim], how: Standing, origins: Origins, classes: Mapping[str, str]) -> float:
    """How far to believe that a statement stands as it does, from 0 to 1, to two places.

    One minus the chance that all publishers are wrong; one publisher's is its systematic error plus its random error
    over its independent reports (INDRA's model: Bachman, Gyori and Sorger 2023, doi:10.15252/msb.202211325). Articles
    of one origin are one report, and an article credited to an agency is published by that agency; the random error of
    a report is the chance that its best claim was misread. A disputed statement is believed as far as its affirmed side
    is and its negated side is not. Nothing is believed wholly: the most is 0.99. `classes` has for a claim's id what
    kind of source vouches for it, by the names in belief.toml.
    """
    as_fact = how in ("asserted", "disputed")
    value = _noisy_or(supporting(evidence, how), as_fact, origins, classes)
    if how == "disputed":
        value *= 1 - _noisy_or([c for c in evidence if not c.affirmed and c.actual], as_fact, origins, classes)
    return min(round(value, 2), 0.99)


def _noisy_or(claims: Sequence[ResolvedClaim], as_fact: bool, origins: Origins, classes: Mapping[str, str]) -> float:
    reports: dict[tuple[str, str], list[ResolvedClaim]] = defaultdict(list)
    publisher_of: dict[str, str] = {}
    for c in sorted(claims, key=lambda c: (c.article.id, c.id)):
        source = origins.of[c.article.id]
        publisher = publisher_of.setdefault(source, origins.credit.get(c.article.id) or c.article.outlet or source)
        reports[publisher, source].append(c)
    publishers: dict[str, list[list[ResolvedClaim]]] = defaultdict(list)
    for (publisher, _), said in sorted(reports.items(), key=lambda item: item[0]):
        publishers[publisher].append(said)
    wrong = []
    for sources in publishers.values():
        mistaken = min(_mistaken(c, classes) for said in sources for c in said)
        misread = prod(1 - read_rightly(max(c.claim.confidence for c in said), as_fact) for said in sources)
        wrong.append(min(1.0, mistaken + misread))
    return 1 - prod(wrong)


def _mistaken(claim: ResolvedClaim, classes: Mapping[str, str]) -> float:
    otherwise = "individual" if claim.holders else "article"
    return systematic(classes.get(claim.id, otherwise), otherwise)
