"""What a graph has become since its last generation, so that only that is written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg.assemble import Prints, differences
from kg.errors import GraphUnusable
from kg.pipeline.knowledge import Knowledge
from kg.store import Changes, current_or_none

if TYPE_CHECKING:
    from kg.pipeline.world import World

PRINTS = "prints.msgpack"
"""The file of a generation that keeps of what each of its parts is made."""

MOST = 0.3
"""The share of a graph's parts that may have changed: of more it is made anew as a whole, which is faster then."""


def changes_since(graph: Path, now: Prints, made: World, known: Knowledge) -> Changes | None:
    """What a world has other than the published generation.

    None where it is most of it, or where there is no generation, or one that other code has made or that is damaged.
    """
    before = current_or_none(graph)
    kept = before.kept(PRINTS) if before else None
    if before is None or kept is None:
        return None
    try:
        was = msgspec.msgpack.decode(kept, type=Prints)
    except msgspec.DecodeError:  # another version of kg wrote it
        return None
    changed = now.other(was)
    if was.maker != now.maker or len(changed) > MOST * len(now):
        return None
    try:
        store = before.open()
        found = differences(store, changed, made.readings, made.resolution, made.assembly, known.ontology)
    except (GraphUnusable, OSError, RuntimeError):
        return None
    return Changes(*found)
