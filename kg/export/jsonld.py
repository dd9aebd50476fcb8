"""The whole graph as JSON-LD 1.1 with a context of its own: terms of the vocabulary are plain names.

An object a subject, an object a named graph; read with any JSON-LD processor it is the same quads again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kg import rdf
from kg.export.part import quads
from kg.export.selection import View
from kg.rdf import KG, PREFIXES, RDF_TYPE

CONTEXT = {"@version": 1.1, "@vocab": KG, **{name: space for name, space in PREFIXES.items() if name != "kg"}}
_XSD = PREFIXES["xsd"]
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def write_jsonld(view: View, out: BinaryIO) -> None:
    """Every graph: what stands first, then the others by name."""
    by_graph: dict[str, list[Quad]] = defaultdict(list)
    for quad in quads(view):
        by_graph["" if quad.graph_name == rdf.DEFAULT else _value(quad.graph_name)].append(quad)
    out.write(f'{{"@context": {json.dumps(CONTEXT)},\n"@graph": ['.encode())
    comma = ""
    for node in _nodes(by_graph):
        out.write(f"{comma}\n{json.dumps(node, ensure_ascii=False)}".encode())
        comma = ","
    out.write(b"\n]}\n")


def _nodes(by_graph: dict[str, list[Quad]]) -> Iterator[dict[str, Any]]:
    yield from subjects(by_graph.pop("", []))
    for name in sorted(by_graph):
        yield {"@id": _short(name), "@graph": list(subjects(by_graph[name]))}


def subjects(found: Iterable[Quad]) -> Iterator[dict[str, Any]]:
    """An object a subject, in order."""
    ordered = sorted(found, key=lambda q: (str(q.subject), q.predicate != RDF_TYPE, str(q.predicate), str(q.object)))
    for subject, same in groupby(ordered, key=lambda q: q.subject):
        node: dict[str, Any] = {"@id": _short(_value(subject))}
        for predicate, values in groupby(same, key=lambda q: q.predicate):
            if predicate == RDF_TYPE:
                node["@type"] = [_term(_value(q.object)) for q in values]
            else:
                made = [_object(q.object) for q in values]
                node[_term(predicate.value)] = made[0] if len(made) == 1 else made
        yield node


def _object(value: object) -> dict[str, Any] | str | int | bool:
    if isinstance(value, NamedNode):
        return {"@id": _short(value.value)}
    assert isinstance(value, Literal)
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == f"{_XSD}string":
        return value.value
    return {"@value": value.value, "@type": _short(value.datatype.value)}


def _value(term: object) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def _term(iri: str) -> str:
    """A predicate or class: a plain name where it is of our vocabulary."""
    rest = iri.removeprefix(KG)
    return rest if rest != iri and _PLAIN.issuperset(rest) else _short(iri)


def _short(iri: str) -> str:
    """By prefix where it has one, and where a processor will not take it for an address."""
    for name, space in PREFIXES.items():
        rest = iri.removeprefix(space)
        if name != "kg" and rest != iri and not rest.startswith("//"):
            return f"{name}:{rest}"
    return iri
