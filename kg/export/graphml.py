"""GraphML that Gephi, networkx and igraph read alike, written as a stream.

Gephi's importer has rules that its documentation does not state: the node's label is the key whose `attr.name` is
"label", its edge weight "weight"; key ids such as d3 and d7 have meanings of their own, so ours are named; a repeated
edge id drops the edge, so an edge's id is its statement's; an unknown type drops the column. Dates are ISO text with
the year beside them as a number; lists are joined with a bar.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.selection import View, standing
from kg.model import Entity, Filler, Statement
from kg.rdf import content_id

Cell = str | int | float | bool | date | None

NODE_KEYS = {
    "label": "string",
    "type": "string",
    "kind": "string",
    "weight": "double",
    "aliases": "string",
    "wikidata": "string",
    "latitude": "double",
    "longitude": "double",
    "articles": "int",
    "belief": "double",
    "start": "string",
    "year": "int",
}
EDGE_KEYS = {
    "label": "string",
    "weight": "double",
    "type": "string",
    "predicate": "string",
    "statement": "string",
    "standing": "string",
    "articles": "int",
    "origins": "int",
    "belief": "double",
    "first_reported": "string",
    "last_reported": "string",
    "year": "int",
    "of": "string",
}
# What XML 1.0 has no character for, and what its parsers change: a carriage return is read back as a line feed.
_ILLEGAL = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ODD_IN_ID = re.compile(r"[^A-Za-z0-9_.-]")


def write_graphml(view: View, out: BinaryIO) -> None:
    """What stands, or the standings asked for: entities, events and titles as nodes, relations and roles as edges."""
    for line in lines(view):
        out.write(f"{line}\n".encode())


def lines(view: View) -> Iterator[str]:
    """The lines of the file."""
    graph = view.graph
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for where, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            yield f'  <key id="{where}_{name}" for="{where}" attr.name="{name}" attr.type="{kind}"/>'
    yield '  <graph id="claims" edgedefault="directed">'
    asserted = standing(view)
    weights = _weights(asserted)
    for entity in graph.entities.values():
        if entity.id in weights and entity.id in view.shown:
            yield from _entity(entity, weights[entity.id])
    for s in asserted:
        if s.kind == "event":
            yield from _node(s.id, _event(s))
        for f in s.fillers:
            if f.literal:
                cells: dict[str, Cell] = {"label": f.value, "type": f.role, "kind": "text", "weight": float(s.articles)}
                yield from _node(_text_node(s, f), cells)
    for s in asserted:
        yield from _edges(s, view)
    yield "  </graph>"
    yield "</graphml>"


def xml_text(value: str) -> str:
    """`value` with every character that XML 1.0 cannot carry as U+FFFD.

    >>> xml_text("a\\x1bb\\x00")
    'a�b�'
    """
    return _ILLEGAL.sub("�", value)


def _weights(statements: Sequence[Statement]) -> Counter[str]:
    """For each entity the articles of its edges, summed."""
    weights: Counter[str] = Counter()
    for s in statements:
        for f in s.fillers:
            if not f.literal and not (s.kind == "relation" and f.role == "of"):
                weights[f.value] += s.articles
    return weights


def _text_node(s: Statement, f: Filler) -> str:
    """The id of the node that a title, name or topic has of its own; a statement may have two of one role."""
    return f"{s.id}-{f.role}-{content_id('x', f.value)}"


def _entity(e: Entity, weight: float) -> Iterator[str]:
    cells: dict[str, Cell] = {
        "label": e.name,
        "type": e.type,
        "kind": "entity",
        "weight": float(weight),
        "aliases": "|".join(e.aliases) or None,
        "wikidata": next((s.rpartition("/")[2] for s in e.same_as if "wikidata.org" in s), None),
        "latitude": e.latitude,
        "longitude": e.longitude,
    }
    yield from _node(e.id, cells)


def _event(s: Statement) -> dict[str, Cell]:
    return {
        "label": s.label,
        "type": s.predicate,
        "kind": "event",
        "weight": float(s.articles),
        "articles": s.articles,
        "belief": s.belief,
        "start": s.start,
        "year": s.start.year if s.start else None,
    }


def _edges(s: Statement, view: View) -> Iterator[str]:
    relation = s.kind == "relation"
    subject = next((f.value for f in s.fillers if f.role == "subject"), s.id)
    of = next((view.graph.label(f.value) for f in s.fillers if f.role == "of"), None)
    cells: dict[str, Cell] = {
        "weight": float(s.articles),
        "type": s.kind,
        "statement": s.id,
        "standing": s.standing,
        "articles": s.articles,
        "origins": s.origins,
        "belief": s.belief,
        "first_reported": s.first_reported,
        "last_reported": s.last_reported,
        "year": s.first_reported.year if s.first_reported else None,
        "of": of,
    }
    for f in s.fillers:
        if (relation and f.role in ("subject", "of")) or (not f.literal and f.value not in view.shown):
            continue
        role = s.predicate if relation else "on" if f.role == "route" else f.role
        ident = s.id if relation else f"{s.id}-{role}-{f.value}"
        target = _text_node(s, f) if f.literal else f.value
        ends = f"source={_id('n', subject)} target={_id('n', target)}"
        yield f"    <edge id={_id('e', ident)} {ends}>"
        yield from _data("edge", {"label": role, "predicate": role, **cells})
        yield "    </edge>"


def _node(ident: str, cells: dict[str, Cell]) -> Iterator[str]:
    yield f"    <node id={_id('n', ident)}>"
    yield from _data("node", cells)
    yield "    </node>"


def _data(where: str, cells: dict[str, Cell]) -> Iterator[str]:
    for name, value in cells.items():
        if value is not None:
            yield f'      <data key="{where}_{name}">{escape(xml_text(_plain(value)))}</data>'


def _plain(value: Cell) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date) else str(value)


def _id(kind: str, ident: str) -> str:
    """An id that XML readers take as it is: odd characters by their code point, so that two ids stay two."""
    return quoteattr(f"{kind}_{_ODD_IN_ID.sub(lambda m: f'.{ord(m.group()):x}.', ident)}")
