"""What stands of one thing, as RDF: the answer at its permanent address for those who ask for data."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg import rdf
from kg.explore.live import Snapshot
from kg.export.jsonld import CONTEXT, subjects
from kg.rdf import PREFIXES, node


def quads(snapshot: Snapshot, ident: str) -> list[Quad]:
    """What the default graph says of a thing and to it; of what does not stand, its own description."""
    store, thing = snapshot.graph.store, node(ident)
    found = [*store.quads_for_pattern(thing, None, None, rdf.DEFAULT)]
    found += store.quads_for_pattern(None, None, thing, rdf.DEFAULT)
    found = found or [*store.quads_for_pattern(thing, None, None, rdf.UNASSERTED)]
    return sorted(set(found), key=str)


def turtle(found: list[Quad]) -> str:
    """As Turtle."""
    triples = [Triple(q.subject, q.predicate, q.object) for q in found]
    return (serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode()


def json_ld(found: list[Quad]) -> str:
    """As JSON-LD."""
    return json.dumps({"@context": CONTEXT, "@graph": list(subjects(found))}, ensure_ascii=False, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[list[Quad]], str]] = MappingProxyType(
    {"text/turtle": turtle, "application/ld+json": json_ld, "application/json": json_ld}
)
