"""What articles only mention in passing: "the wall", "several ways". Nothing is said of it, so it is no entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Entity, Resolution
from kg.resolve.gathered import Gathered
from kg.resolve.meant import Meant


def is_idle(e: Entity, said: Iterable[Gathered]) -> bool:
    """Whether a thing is never named, no claim needs it and nothing is known of it.

    What has a name, a link, a place on earth or a country is none, whatever is said of it.
    """
    return not (e.same_as or e.country or e.latitude is not None or any(g.at_work for g in said))


def without_idle(resolution: Resolution, idle: Iterable[str]) -> Resolution:
    """The resolution without these things."""
    gone = frozenset(idle)
    if not gone:
        return resolution
    of = resolution.of
    return replace(
        resolution,
        entities=tuple(e for e in resolution.entities if e.id not in gone),
        of=of.less(gone) if isinstance(of, Meant) else {key: id_ for key, id_ in of.items() if id_ not in gone},
        judgements=tuple(j for j in resolution.judgements if j.left_id not in gone and j.right_id not in gone),
    )
