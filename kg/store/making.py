"""How the RDF store of a generation is made: of all its quads, or of the store before it and what has changed.

A store's tables are files that are never written again, so a generation that differs little from the one before shares
them (hard links) and adds small ones of its own. What is not a table is copied.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg import rdf
from kg.store.sorting import sorted_lines, write_lines
from kg.store.tally import Tally

STORE = "store"
"""The folder of a generation with its RDF store."""

TABLES = ".sst"
LEFT = ("LOCK", "LOG")  # files of a store that belong to the process that has it open


@dataclass(frozen=True, slots=True)
class Changes:
    """The quads that a generation holds and the one before it did not, and the other way round."""

    added: frozenset[Quad]
    removed: frozenset[Quad]

    def counted(self, tally: Tally) -> Tally:
        """The tally of the generation, made of that of the one before."""
        for quads, times in ((self.added, 1), (self.removed, -1)):
            tally.add(list(rdf.nquads_utf8(quads)), times)
        return tally


@dataclass(frozen=True, slots=True)
class Parcels:
    """Quads in parcels of which no two have one in common, so that only within each need they be put in order."""

    parcels: Iterable[Iterable[Quad]]


def spooled(quads: Parcels, spool: Path) -> Tally:
    """Writes the quads as N-Quads, sorted within each parcel, counting and hashing them on the way."""
    tally = Tally()
    parcels = (sorted_lines(rdf.nquads_utf8(parcel), spool.parent) for parcel in quads.parcels)
    with spool.open("wb") as file:
        write_lines(tally.counting(chain.from_iterable(parcels)), file)
    return tally


def loaded(spool: Path, folder: Path) -> int:
    """Makes the store of the spooled lines in `folder`, and says how many named graphs it has."""
    store = Store(str(folder / STORE))
    store.bulk_load(path=str(spool), format=RdfFormat.N_QUADS, lenient=True)  # what was just written is valid
    store.flush()
    spool.unlink()
    return sum(1 for _ in store.named_graphs())


def succeeding(before: Path, folder: Path, changes: Changes) -> int:
    """Makes in `folder` the store that follows the one in `before`, and says how many named graphs it has."""
    shared(before / STORE, folder / STORE)
    store = Store(str(folder / STORE))
    store.extend(changes.added)
    for quad in changes.removed:
        store.remove(quad)
    for graph in {quad.graph_name for quad in changes.removed}:
        if isinstance(graph, NamedNode) and is_empty(store, graph):
            store.remove_graph(graph)
    store.flush()
    return sum(1 for _ in store.named_graphs())


def shared(before: Path, folder: Path) -> None:
    """Makes `folder` a store with the tables of another, which stays as it is. Where no links can be made, a copy."""
    folder.mkdir()
    for path in sorted(before.iterdir()):
        if path.suffix == TABLES:
            try:
                os.link(path, folder / path.name)
                continue
            except OSError:
                pass  # another file system, or one without links
        if path.name not in LEFT:
            shutil.copyfile(path, folder / path.name)


def is_empty(store: Store, graph: NamedNode) -> bool:
    """Whether a named graph of a store has no quad."""
    return next(iter(store.quads_for_pattern(None, None, None, graph)), None) is None
