"""The articles that are looked at again: all their claims, or only those of which somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.assemble.accusations import ACCUSING
from kg.assemble.claims import ResolvedClaim, resolved
from kg.assemble.links import Predicate
from kg.model import Reading, Resolution

Fetch = Callable[[Iterable[str]], Iterable[Reading]]
"""Gives the readings of articles by their ids."""


class Desk:
    """The articles that are looked at again.

    `claims` has those of each that were asked for, `whole` the articles of which these are all. Who accuses whom is
    looked at wherever anything is, since whether a claim is an accusation is known by it.
    """

    def __init__(self, resolution: Resolution, fetch: Fetch) -> None:
        self.resolution = resolution
        self.fetch = fetch
        self.readings: dict[str, Reading] = {}
        self.claims: dict[str, list[ResolvedClaim]] = {}
        self.whole: set[str] = set()
        self.by_id: dict[str, ResolvedClaim] = {}
        self.aside: dict[str, list[str]] = {}
        self._seen: dict[str, set[Predicate]] = {}

    def look(self, articles: Iterable[str], at: Iterable[Predicate] | None = None) -> None:
        """Puts these articles on the desk, too: with all their claims, or those with some predicates."""
        wanted = None if at is None else {*at, ACCUSING}
        todo = sorted(a for a in set(articles) - self.whole if wanted is None or not wanted <= self._seen.get(a, set()))
        new = [a for a in todo if a not in self.readings]
        self.readings.update((reading.article.id, reading) for reading in (self.fetch(new) if new else ()))
        for a in todo:
            self._take(a, wanted)

    def look_at(self, predicates: Mapping[str, Iterable[Predicate]]) -> None:
        """Puts articles on the desk with the claims that have these predicates."""
        for article, asked in predicates.items():
            self.look([article], asked)

    def _take(self, a: str, wanted: set[Predicate] | None) -> None:
        """Resolves the claims of an article that were asked for. What says the same has the same predicate."""
        reading, seen = self.readings[a], self._seen.setdefault(a, set())
        left = (c for c in reading.claims if (c.kind, c.predicate) not in seen)
        asked = tuple(c for c in left if wanted is None or (c.kind, c.predicate) in wanted)
        claims, aside = resolved([replace(reading, claims=asked)], self.resolution)
        self.claims[a] = sorted((*self.claims.get(a, ()), *claims), key=lambda c: c.id)
        self.by_id.update((c.id, c) for c in claims)
        self.aside[a] = [*self.aside.get(a, ()), *(one.reason for one in aside)]
        seen |= wanted or set()
        if wanted is None:
            self.whole.add(a)

    def all_claims(self) -> list[ResolvedClaim]:
        """Every claim on the desk, sorted by id."""
        return [c for _, c in sorted(self.by_id.items())]
