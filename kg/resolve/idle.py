"""What articles only mention in passing: "the wall", "several ways". Nothing is said of it, so it is no entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Resolution
from kg.resolve.outline import Outline


def without_idle(resolution: Resolution, articles: Sequence[Outline]) -> Resolution:
    """The resolution without the things that are never named, that no claim needs and of which nothing is known.

    What has a name, a link, a place on earth or a country stays, whatever is said of it.
    """
    of = resolution.of
    at_work = {of[o.article, p.mentions[0]] for o in articles for p in o.parts if p.at_work and not p.idle}
    entities = tuple(
        e for e in resolution.entities if e.id in at_work or e.same_as or e.country or e.latitude is not None
    )
    if len(entities) == len(resolution.entities):
        return resolution
    kept = {e.id for e in entities}
    judged = tuple(j for j in resolution.judgements if j.left_id in kept and j.right_id in kept)
    return replace(
        resolution, entities=entities, of={key: id_ for key, id_ in of.items() if id_ in kept}, judgements=judged
    )
