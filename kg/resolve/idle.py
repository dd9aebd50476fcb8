"""What articles only mention in passing: "the wall", "several ways". Nothing is said of it, so it is no entity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Reading, Resolution


def without_idle(resolution: Resolution, readings: Sequence[Reading]) -> Resolution:
    """The resolution without the things that are never named, that no claim needs and of which nothing is known.

    What has a name, a link, a place on earth or a country stays, whatever is said of it.
    """
    at_work = set()
    for reading in readings:
        used = {r.mention for c in reading.claims for r in c.roles}
        used |= {h.mention for c in reading.claims for h in c.stance.holders}
        used |= {m.id for m in reading.mentions if m.form == "name"}
        at_work |= {resolution.of[key] for m in used if (key := (reading.article.id, m)) in resolution.of}
    entities = tuple(
        e for e in resolution.entities if e.id in at_work or e.same_as or e.country or e.latitude is not None
    )
    kept = {e.id for e in entities}
    of = {key: id_ for key, id_ in resolution.of.items() if id_ in kept}
    judged = tuple(j for j in resolution.judgements if j.left_id in kept and j.right_id in kept)
    return replace(resolution, entities=entities, of=of, judgements=judged)
