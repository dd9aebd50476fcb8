"""What is part of what, as the claims and the gazetteer say: an army of its state, a town of its province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from kg.assemble.claims import ResolvedClaim
from kg.model import Entity

PART_OF = frozenset({"subordinateTo", "locatedIn"})


def wholes(
    entities: Iterable[Entity], claims: Iterable[ResolvedClaim], ties: Collection[str] = PART_OF
) -> Mapping[str, frozenset[str]]:
    """For each entity all that it is part of by `ties`, steps upward included; itself left out, even in a circle."""
    above: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.country and entity.country != entity.id:
            above[entity.id].add(entity.country)
    for c in claims:
        if c.claim.predicate in ties and c.affirmed and c.actual:
            part, whole = c.one("subject"), c.one("object")
            if part and whole:
                above[part].add(whole)
    return {part: frozenset(_up(part, above) - {part}) for part in above}


def _up(part: str, above: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [part]
    while waiting:
        for whole in above.get(waiting.pop(), ()):
            if whole not in seen:
                seen.add(whole)
                waiting.append(whole)
    return seen
