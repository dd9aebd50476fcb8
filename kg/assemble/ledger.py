"""What a graph keeps of how it was assembled, so that an article more is put beside what is there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from kg.assemble.claims import ResolvedClaim
from kg.assemble.gists import Gist, gist, kind, named_in
from kg.assemble.linking import Telling, Voiced
from kg.assemble.links import Found
from kg.assemble.reports import Said, said
from kg.assemble.sources import Source
from kg.assemble.statements import Assembly, Groundwork, Group
from kg.model import Entity, Reading, Resolution, Statement
from kg.ontology import Ontology
from kg.shelf import Shelf


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What statements need to know of an entity. `source` is its class as a source, where it has one."""

    name: str
    type: str
    country: str | None
    source: Source | None


Told = tuple[Statement, Telling]
"""A statement as it is compared: without its belief, evidence, counts and label."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is kept.

    The gists of the articles and what is known of the entities, by id; by kind of event what its claims say and how
    they were grouped; by predicate the statements as they are compared; by work what was found.
    """

    gists: dict[str, Gist]
    entities: dict[str, Known]
    said: Shelf[list[Said]]
    groups: Shelf[list[Group]]
    told: Shelf[list[Told]]
    found: Shelf[Found]

    def last(self) -> date | None:
        """The day of the last report of anything."""
        return max((g.published for g in self.gists.values() if g.of and g.published), default=None)

    def encoded(self) -> bytes:
        """All of it, as `decoded` reads it."""
        return msgspec.msgpack.encode(
            _Written(
                [g for _, g in sorted(self.gists.items())],
                dict(sorted(self.entities.items())),
                *(shelf.raw() for shelf in (self.said, self.groups, self.told, self.found)),
            )
        )

    @classmethod
    def decoded(cls, data: bytes) -> Ledger:
        """Raises `msgspec.DecodeError` where another version wrote it."""
        w = msgspec.msgpack.decode(data, type=_Written)
        return cls(
            {g.article: g for g in w.gists},
            w.entities,
            Shelf(list[Said], w.said),
            Shelf(list[Group], w.groups),
            Shelf(list[Told], w.told),
            Shelf(Found, w.found),
        )


class _Written(msgspec.Struct, frozen=True, array_like=True):
    gists: list[Gist]
    entities: dict[str, Known]
    said: dict[str, msgspec.Raw]
    groups: dict[str, msgspec.Raw]
    told: dict[str, msgspec.Raw]
    found: dict[str, msgspec.Raw]


def first_ledger(
    readings: Iterable[Reading],
    keys: Mapping[str, bytes],
    resolution: Resolution,
    assembly: Assembly,
    ontology: Ontology,
) -> Ledger:
    """The ledger of a graph that was assembled as a whole; `keys` are those of the gists, by article."""
    ground = assembly.ground
    assert ground is not None
    by_kind: dict[str, list[Said]] = defaultdict(list)
    kind_of: dict[str, str] = {}
    for c in ground.claims:
        if c.claim.kind == "event":
            by_kind[kind(c)].append(said(c))
            kind_of[c.id] = kind(c)
    groups: dict[str, list[Group]] = defaultdict(list)
    for group in ground.groups:
        groups[kind_of[group.claims[0]]].append(group)
    return Ledger(
        _first_gists(readings, keys, resolution, assembly, ground, ontology),
        {e.id: known(e, assembly.sources.of_entity.get(e.id)) for e in resolution.entities},
        Shelf.of(list[Said], by_kind),
        Shelf.of(list[Group], groups),
        Shelf.of(list[Told], {on_shelf(p): [told(v) for v in voiced] for p, voiced in ground.voiced.items()}),
        Shelf.of(Found, {on_shelf(work): one for work, one in ground.found.items()}),
    )


def _first_gists(
    readings: Iterable[Reading],
    keys: Mapping[str, bytes],
    resolution: Resolution,
    assembly: Assembly,
    ground: Groundwork,
    ontology: Ontology,
) -> dict[str, Gist]:
    """The gist of every article, with what the whole graph makes of it."""
    of = {c: group.id for group in ground.groups for c in group.claims}
    by_article: dict[str, list[ResolvedClaim]] = defaultdict(list)
    for c in ground.claims:
        by_article[c.article.id].append(c)
    aside: dict[str, list[str]] = defaultdict(list)
    for one in assembly.set_aside:
        aside[one.article_id].append(one.reason)
    gists = {}
    for reading in readings:
        a = reading.article
        claims = by_article.get(a.id, [])
        first = gist(a, keys[a.id], claims, named_in(reading, resolution), aside.get(a.id, ()), ontology)
        gists[a.id] = msgspec.structs.replace(
            first,
            credit=assembly.origins.credit.get(a.id),
            origin=assembly.origins.of[a.id],
            sketch=tuple(sorted(assembly.origins.sketches[a.id])),
            of={c.id: of.get(c.id) or assembly.statement_of[c.id] for c in claims},
            mains=tuple(sorted(ground.around.mains.get(a.id, ()))),
        )
    return gists


def known(e: Entity, source: Source | None) -> Known:
    return Known(e.name, e.type, e.country, source)


def told(v: Voiced) -> Told:
    """A statement as it is compared."""
    return replace(v.statement, belief=0.0, evidence=(), articles=0, origins=0, label=""), v.telling


def on_shelf(what: tuple[str, str]) -> str:
    """The name under which a predicate's statements and a work's findings are kept."""
    return "|".join(what)


def from_shelf(name: str) -> tuple[str, str]:
    """
    >>> from_shelf(on_shelf(("event", "Attack")))
    ('event', 'Attack')
    """
    one, _, other = name.partition("|")
    return one, other
