"""What is part of what, as the claims and the gazetteer say: an army of its state, a town of its province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from kg.assemble.claims import ResolvedClaim
from kg.model import Entity

PART_OF = frozenset({"subordinateTo", "locatedIn"})

Part = tuple[str, str]
"""A part and its whole."""


class Wholes(Mapping[str, frozenset[str]]):
    """For each entity all that it is part of, steps upward included; itself left out, even in a circle.

    What an entity is part of is found when it is first asked.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self._above: dict[str, set[str]] = defaultdict(set)
        for part, whole in parts:
            self._above[part].add(whole)
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, part: str) -> frozenset[str]:
        found = self._found.get(part)
        if found is None:
            if part not in self._above:
                raise KeyError(part)
            found = self._found[part] = frozenset(_up(part, self._above) - {part})
        return found

    def get(self, part: str, default: Any = None) -> Any:
        """As a dictionary's, without the cost of an error: it is asked millions of times."""
        found = self._found.get(part)
        return found if found is not None else self[part] if part in self._above else default

    def __contains__(self, part: object) -> bool:
        return part in self._above

    def __iter__(self) -> Iterator[str]:
        return iter(self._above)

    def __len__(self) -> int:
        return len(self._above)


def wholes(
    entities: Iterable[Entity], claims: Iterable[ResolvedClaim], ties: Collection[str] = PART_OF
) -> Mapping[str, frozenset[str]]:
    """What each entity is part of: of its country, and of what the claims say by `ties`."""
    return Wholes([*in_countries(entities), *(part for c in claims for part in parts(c, ties))])


def in_countries(entities: Iterable[Entity]) -> Iterator[Part]:
    """Each entity with the country that it is of."""
    return ((e.id, e.country) for e in entities if e.country and e.country != e.id)


def parts(c: ResolvedClaim, ties: Collection[str] = PART_OF) -> Iterator[Part]:
    """The part and the whole that a claim speaks of, as a fact."""
    if c.claim.predicate in ties and c.affirmed and c.actual:
        part, whole = c.one("subject"), c.one("object")
        if part and whole:
            yield part, whole


def _up(part: str, above: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [part]
    while waiting:
        for whole in above.get(waiting.pop(), ()):
            if whole not in seen:
                seen.add(whole)
                waiting.append(whole)
    return seen
